"""Heat maps in characters: a share in one sign, a shade that only repeats it, and columns cut to fit the page."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from alignment.report.document import Cell, Column, Row, Table
from alignment.report.page import Style

WIDTH = 3
"""Characters of a heat column, its sign on the right."""
_LABEL = 24
"""The first column keeps at least this many characters where the page allows it."""


def sign(value: Cell, unicode: bool = True) -> str:
    """One sign for a share: tens of percent (0 to 9), `X` for all, `-` for a known zero, `·` for nothing."""
    if value is None or isinstance(value, str):
        return "·" if unicode else "."
    share = Fraction(value)
    if not share:
        return "-"
    return "X" if share >= 1 else str(int(share * 10))


def shade(value: Cell) -> Style:
    """The shade of a share: four steps, for 25 % each."""
    if value is None or isinstance(value, str) or not value:
        return "dim"
    steps: tuple[Style, ...] = ("shade 1", "shade 2", "shade 3", "shade 4")
    return steps[min(3, int(Fraction(value) * 4))]


def blocks(table: Table, width: int) -> list[Table]:
    """The same table cut into tables of fewer heat columns, so that each fits the width.

    The first column stands in each, columns after the heat ones in the last.
    """
    heat = [i for i, column in enumerate(table.columns) if column.kind == "heat"]
    before = list(range(heat[0]))
    after = [i for i in range(len(table.columns)) if i not in heat and i not in before]
    label = max(len(str(row.cells[0])) + 2 * row.depth for row in table.rows)
    spare = width - min(label, max(_LABEL, width * 2 // 5)) - sum(9 for _ in after) - 1
    most = max(1, spare // WIDTH)
    count = -(-len(heat) // most)
    size = -(-len(heat) // count)
    cut = [heat[start : start + size] for start in range(0, len(heat), size)]
    return [_part(table, [*before, *some, *(after if some is cut[-1] else [])]) for some in cut]


def _part(table: Table, kept: list[int]) -> Table:
    columns: tuple[Column, ...] = tuple(table.columns[i] for i in kept)
    rows = tuple(Row(tuple(row.cells[i] for i in kept), row.depth, row.strong, row.total) for row in table.rows)
    return replace(table, columns=columns, rows=rows)
