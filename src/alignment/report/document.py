"""The neutral document: what a command says, before it takes a form.

Content modules build it in the reader's language; forms (terminal, Markdown, CSV, HTML...) render it and add
nothing. Cells keep raw values, so that each form rounds and escapes for itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Literal, NamedTuple

from alignment.kernel.bilingual import Lang

Kind = Literal["text", "share", "bar", "number", "money", "exact-money", "count", "state", "heat", "url"]
"""How a column's values read: `share`, `bar` and `heat` are shares of 1 (a bar draws it too, heat shows one sign of
it: None for nothing known, 0 for a known zero), money is in cents; a `url` is a text that a form may make a link of,
if its scheme is https."""

Cell = str | int | float | Fraction | bool | None


class Column(NamedTuple):
    """One column. `key` names it in CSV, a newline in `label` is a break where there is room for one; `wide` ones are left out of a terminal of less than 110 columns."""

    key: str
    label: str
    kind: Kind = "text"
    wide: bool = False
    decimals: int = 1

    @property
    def flat(self) -> str:
        """The label on one line: a hyphen at a break goes, unless it is the word's own (a no-break one)."""
        return self.label.replace("\u2011\n", "-").replace("-\n", "").replace("\n", " ").strip()


@dataclass(frozen=True)
class Row:
    """Cells in column order; `depth` indents the first text of a tree, `strong` marks a heading.

    A `total` sums the other rows up: it is shown strong, and left out of CSV, whose reader adds up alone. In a report,
    `anchor` names the row as a place to be led to, and `links` leads cells (by index) to the places that explain them.
    """

    cells: tuple[Cell, ...]
    depth: int = 0
    strong: bool = False
    total: bool = False
    anchor: str = ""
    links: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Table:
    """A titled table; `empty` is the sentence shown instead when it has no row, None for nothing at all.

    Forms for reading show the first `fold` rows of a longer table and say how many more there are; CSV and JSON
    always have all of them.
    """

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    note: str | None = None
    empty: str | None = None
    fold: int | None = None

    @property
    def unfolded(self) -> tuple[Row, ...]:
        """The rows that a form for reading shows; one row too many is shown rather than announced."""
        return self.rows if self.fold is None or len(self.rows) <= self.fold + 1 else self.rows[: self.fold]

    @property
    def folded(self) -> int:
        """How many rows `unfolded` leaves out."""
        return len(self.rows) - len(self.unfolded)


class Paragraph(NamedTuple):
    """Sentences. A `warning` is set apart; `quiet` ones are explanations."""

    text: str
    tone: Literal["plain", "warning", "quiet"] = "plain"


class Items(NamedTuple):
    """A short list, one line each."""

    title: str
    items: tuple[str, ...]


Points = tuple[tuple[Fraction, Fraction], ...]
"""(x, y) in order of x."""


class Plot(NamedTuple):
    """Lines over the cursor (a share) or over years: named series, y a share; `marks` are named x values."""

    title: str
    series: tuple[tuple[str, Points], ...]
    marks: tuple[tuple[str, Fraction], ...] = ()
    x_label: str = ""
    x_kind: Literal["share", "year"] = "share"


Block = Table | Paragraph | Items | Plot


@dataclass(frozen=True)
class Document:
    """What one command says: a title, its scope (data set, cursor, filters), blocks, and the JSON value.

    `sheets` are flat tables for spreadsheets alone: every row, ids beside names. They come first in CSV and are not
    shown on a screen.
    """

    title: str
    scope: tuple[str, ...]
    blocks: tuple[Block, ...]
    lang: Lang
    data: Mapping[str, Any]
    sheets: tuple[Table, ...] = ()

    def shown(self) -> Sequence[Block]:
        """The blocks of a form for reading: a table without rows that has no sentence for it stays out."""
        return [b for b in self.blocks if not isinstance(b, Table) or b.rows or b.empty is not None]

    def tables(self) -> Sequence[Table]:
        """Its tables, sheets first; a block with the key of a sheet shows the same facts."""
        shown = (block for block in self.blocks if isinstance(block, Table))
        named = {sheet.key for sheet in self.sheets}
        return [*self.sheets, *(table for table in shown if table.key not in named)]
