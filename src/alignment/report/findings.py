"""Problems made concrete: file, line and column, the source line for the caret, in order of place."""

from __future__ import annotations

import hashlib
import posixpath
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Literal, NamedTuple

from alignment.check.codes import RULE_FAILURE
from alignment.kernel.bilingual import Bilingual
from alignment.kernel.diagnostic import Diagnostic, Place, Severity, Span
from alignment.source.codes import Profile
from alignment.source.yaml_events import Document, Unreadable

START = Span(1, 1, 1, 1)


class LocatedRelated(NamedTuple):
    """A second place, made concrete."""

    file: str
    span: Span
    message: Bilingual


class Located(NamedTuple):
    """A diagnostic with its span and the text of its line (empty when the file could not be opened).

    `fingerprint` names the problem from one run to the next, though lines be added above it: 32 hexadecimal digits
    drawn from the code, the file, the ids on the way to the place, and the message.
    """

    diagnostic: Diagnostic
    span: Span
    line: str
    related: tuple[LocatedRelated, ...]
    fingerprint: str = ""

    @property
    def file(self) -> str:
        """The file, relative to the data root, with `/`."""
        return self.diagnostic.place.file

    @property
    def whole(self) -> bool:
        """Whether the problem is about no place in a file: the data set as such, or the tool."""
        return self.file == "."


class Suppressed(NamedTuple):
    """A problem that someone set aside, with the reason given, in a comment of the file or in the configuration."""

    located: Located
    reason: str
    by: Literal["comment", "configuration"]


class Findings(NamedTuple):
    """What a check found: problems in order of place, how many files were read, and which data set.

    `folder` leads from the current folder to the data, `repository` from the top of the repository: "" where they lie
    elsewhere. `known` is the number of problems that the base revision had already, None without one. `names` are the
    files that were checked, `today` is the day that dates were held against.
    """

    located: tuple[Located, ...]
    files: int
    data_set: Bilingual
    profile: Profile = "draft"
    suppressed: tuple[Suppressed, ...] = ()
    folder: str = ""
    repository: str = ""
    known: int | None = None
    names: tuple[str, ...] = ()
    today: date = date.min

    def count(self, severity: Severity) -> int:
        """How many problems of one severity."""
        return sum(found.diagnostic.severity is severity for found in self.located)

    @property
    def failed(self) -> bool:
        """Whether a rule could not judge: the check is then incomplete, and the fault is the tool's."""
        return any(found.diagnostic.code == RULE_FAILURE.code for found in self.located)

    def worst_first(self) -> list[Located]:
        """Errors, then warnings, then information, each in order of place."""
        return sorted(self.located, key=lambda each: each.diagnostic.severity.order)

    def by_code(self) -> list[tuple[str, Severity, int]]:
        """How often each code was found, the most frequent first."""
        counts = Counter((each.diagnostic.code, each.diagnostic.severity) for each in self.located)
        return [(*key, number) for key, number in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]

    def shown(self, file: str) -> str:
        """A file as one would type it here."""
        return posixpath.normpath(posixpath.join(self.folder, file))

    def in_repository(self, file: str) -> str:
        """A file as services that know the repository name it."""
        return posixpath.normpath(posixpath.join(self.repository, file))


def locate(diagnostics: Iterable[Diagnostic], files: Mapping[str, Document | Unreadable]) -> list[Located]:
    """Turn symbolic places into spans; the same problem said twice is kept once."""
    # A file after the other: some mappings read a file when it is asked for, and keep a few.
    found = [
        Located(
            diagnostic,
            (span := _span(diagnostic.place, files)),
            _line(diagnostic.place.file, span, files),
            tuple(
                LocatedRelated(related.place.file, _span(related.place, files), related.message)
                for related in diagnostic.related
            ),
        )
        for diagnostic in sorted(diagnostics, key=lambda each: each.place.file)
    ]
    return _with_fingerprints(in_order(found), files)


def in_order(found: Iterable[Located]) -> list[Located]:
    """In order of place; the same problem said twice is kept once."""
    once = {(each.diagnostic.code, each.diagnostic.place, each.diagnostic.message): each for each in found}
    return sorted(
        once.values(),
        key=lambda each: (each.file, each.span, each.diagnostic.code, each.diagnostic.message.fr),
    )


def _span(place: Place, files: Mapping[str, Document | Unreadable]) -> Span:
    if place.span is not None:
        return place.span
    document = files.get(place.file)
    return document.span(place.path, place.on_key) if isinstance(document, Document) else START


def _line(file: str, span: Span, files: Mapping[str, Document | Unreadable]) -> str:
    document = files.get(file)
    return document.text.line(span.line) if document is not None else ""


def _with_fingerprints(ordered: Sequence[Located], files: Mapping[str, Document | Unreadable]) -> list[Located]:
    seen: Counter[str] = Counter()
    result = []
    for each in ordered:
        document = files.get(each.file)
        diagnostic = each.diagnostic
        place = diagnostic.place
        if place.span is None and isinstance(document, Document):
            where = "/".join(_steps(document.value, place.path))
        else:
            where = each.line.strip()
        text = "\0".join((diagnostic.code, each.file, where, diagnostic.message.fr))
        seen[text] += 1
        digest = hashlib.sha256(f"{text}\0{seen[text]}".encode("utf-8", "surrogatepass")).hexdigest()[:32]
        result.append(each._replace(fingerprint=digest))
    return result


def _steps(value: Any, path: Sequence[str | int]) -> Iterable[str]:
    """The path with ids in the place of indices, so that a problem keeps its name when its list grows."""
    for step in path:
        try:
            value = value[step]
        except (LookupError, TypeError):
            value = None
        name = value.get("id") if isinstance(step, int) and isinstance(value, dict) else None
        yield f"#{name}" if isinstance(name, str) else str(step)
