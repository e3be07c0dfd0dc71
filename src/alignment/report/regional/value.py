"""What a report is before it takes a form: sections of blocks, figures and facts, each readable alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from alignment.kernel.bilingual import Lang
from alignment.report.document import Block, Cell, Kind, Table
from alignment.report.figure import Figure


@dataclass(frozen=True)
class KeyFigure:
    """A figure that stands alone: what it is, its value, what it rests on, and the section that explains it."""

    key: str
    label: str
    value: Cell
    kind: Kind
    basis: str
    explained: str
    decimals: int = 1


@dataclass(frozen=True)
class KeyFigures:
    """A few figures side by side."""

    figures: tuple[KeyFigure, ...]


@dataclass(frozen=True)
class Facts:
    """Names and what is said of each: an identity, or the sentences of a summary by theme."""

    rows: tuple[tuple[str, str], ...]
    prose: bool = False
    """Whether these are sentences to be read one after another."""


Part = Block | Figure | KeyFigures | Facts


@dataclass(frozen=True)
class Section:
    """A part of a report. `key` is its anchor, `basis` says what its figures rest on, `inner` are sub-sections."""

    key: str
    title: str
    parts: tuple[Part, ...]
    basis: str = ""
    inner: tuple[Section, ...] = ()

    def walk(self) -> Iterator[Section]:
        """This section and those inside it, in order."""
        yield self
        for section in self.inner:
            yield from section.walk()


@dataclass(frozen=True)
class Report:
    """The report of a region, or the comparison of several.

    `cover` identifies it, `cautions` must be read before any figure. `targets` leads from a name as tables write it (a
    cluster, a priority) to the anchor where it is explained; `terms` leads from the key of a column of figures to the
    anchor of its definition. `sheets` are flat tables for spreadsheets and CSV: every row, ids beside names. `data` is the JSON
    value, `live` what a page needs to move the cursor (None where it can't be moved).
    """

    key: str
    lang: Lang
    title: str
    subtitle: str
    cover: Facts
    cautions: tuple[str, ...]
    sections: tuple[Section, ...]
    sheets: tuple[Table, ...]
    targets: Mapping[str, str]
    terms: Mapping[str, str]
    data: Mapping[str, Any]
    live: Mapping[str, Any] | None = None

    def walk(self) -> Iterator[Section]:
        """Every section and sub-section, in order."""
        for section in self.sections:
            yield from section.walk()
