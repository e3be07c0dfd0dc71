"""How a rule speaks: a function from the linked data set to diagnostics, one idea each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from alignment.kernel.bilingual import Bilingual
from alignment.kernel.diagnostic import Diagnostic, Path, Place, Related, Severity
from alignment.model.dataset import Dataset
from alignment.source.codes import Code

Rule = Callable[[Dataset], Iterator[Diagnostic]]


def problem(
    code: Code,
    place: Place,
    fr: str,
    en: str,
    hint: Bilingual | None = None,
    related: Iterable[Related] = (),
    severity: Severity | None = None,
) -> Diagnostic:
    """A diagnostic of this code; its own severity unless another is given."""
    return Diagnostic(code.code, severity or code.severity, Bilingual(fr, en), place, hint, tuple(related))


def at(file: str, *path: str | int, on_key: bool = False) -> Place:
    """A place in a file."""
    steps: Path = path
    return Place(file, steps, on_key)
