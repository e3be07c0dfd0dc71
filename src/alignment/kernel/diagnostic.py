"""A problem in the data is a value: what, how bad, where, what to do about it.

A place stays symbolic (a path of keys and indices inside one file) until the source map of that file turns it
into line and column, so that models and rules never carry marks.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from alignment.kernel.bilingual import Bilingual

Path = tuple[str | int, ...]
"""Keys and indices from the root of a file, such as ("actions", 3, "contributions", "s3:sante")."""


class Severity(StrEnum):
    """How bad a problem is: an error stops a score, a warning doesn't, an information never fails a check."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def order(self) -> int:
        """0 for the worst."""
        return _ORDER[self]


_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


class Span(NamedTuple):
    """A stretch of a file: lines and columns count from 1, columns in code points; the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


class Place(NamedTuple):
    """Where in the data set: a file (relative to the data root, with `/`) and either a path or a ready span.

    `on_key` points at the key of the last path element rather than at its value.
    """

    file: str
    path: Path = ()
    on_key: bool = False
    span: Span | None = None


class Related(NamedTuple):
    """A second place that helps to understand the first, with what stands there."""

    place: Place
    message: Bilingual


class Mend(NamedTuple):
    """What can be written in the place of a problem so that it goes; `safe` when nothing else could be meant."""

    text: str
    safe: bool


class Diagnostic(NamedTuple):
    """One problem of the data. `code` is stable (`ALnnn`); `hint` is the way out, `mend` that way ready to be taken."""

    code: str
    severity: Severity
    message: Bilingual
    place: Place
    hint: Bilingual | None = None
    related: tuple[Related, ...] = ()
    mend: Mend | None = None
