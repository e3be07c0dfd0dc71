"""Problems made concrete: file, line and column, the source line for the caret, in order of place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from alignment.kernel.bilingual import Bilingual
from alignment.kernel.diagnostic import Diagnostic, Place, Severity, Span
from alignment.source.yaml_events import Document, Unreadable

START = Span(1, 1, 1, 1)


@dataclass(frozen=True)
class LocatedRelated:
    """A second place, made concrete."""

    file: str
    span: Span
    message: Bilingual


@dataclass(frozen=True)
class Located:
    """A diagnostic with its span and the text of its line (empty when the file could not be opened)."""

    diagnostic: Diagnostic
    span: Span
    line: str
    related: tuple[LocatedRelated, ...]

    @property
    def file(self) -> str:
        """The file, relative to the data root, with `/`."""
        return self.diagnostic.place.file


@dataclass(frozen=True)
class Findings:
    """What a check found: problems in order of place, how many files were read, and which data set."""

    located: tuple[Located, ...]
    files: int
    data_set: Bilingual

    def count(self, severity: Severity) -> int:
        """How many problems of one severity."""
        return sum(found.diagnostic.severity is severity for found in self.located)


def locate(diagnostics: Iterable[Diagnostic], files: Mapping[str, Document | Unreadable]) -> list[Located]:
    """Turn symbolic places into spans; the same problem said twice is kept once."""
    found = {
        (diagnostic.code, diagnostic.place, diagnostic.message): Located(
            diagnostic,
            (span := _span(diagnostic.place, files)),
            _line(diagnostic.place.file, span, files),
            tuple(
                LocatedRelated(related.place.file, _span(related.place, files), related.message)
                for related in diagnostic.related
            ),
        )
        for diagnostic in diagnostics
    }
    return sorted(
        found.values(),
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
