"""What a spreadsheet holds once it is read, whatever its kind: sheets of cells, each with its place."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final, Literal, NamedTuple

from alignment.kernel.bilingual import Bilingual
from alignment.kernel.user_error import UserError

MOST_ROWS: Final = 20_000
"""Rows of a sheet, up to its last filled one."""
MOST_COLUMNS: Final = 200
"""Columns of a sheet, up to its last filled one."""
MOST_CELLS: Final = 200_000
"""Filled cells of a file."""
MOST_SHEETS: Final = 40
"""Sheets of a file."""
LONGEST: Final = 20_000
"""Characters of a cell."""


class Day(NamedTuple):
    """A date cell, with what its format shows of it."""

    day: date
    shown: Literal["day", "month", "year"] = "day"


class Wrong(NamedTuple):
    """A cell that holds no value: an error, or a formula that nobody has computed."""

    text: str


Content = str | Decimal | bool | Day | Wrong


class Cell(NamedTuple):
    """A filled cell; rows and columns count from 1."""

    row: int
    column: int
    content: Content
    percent: bool = False
    """Whether its format shows a percentage."""


class Area(NamedTuple):
    """Merged cells: the first and the last row and column."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass
class Sheet:
    """A sheet: its name, its filled cells by row and column, its merged areas."""

    name: str
    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    merged: list[Area] = field(default_factory=list)

    def put(self, cell: Cell) -> None:
        """Keep a filled cell; a blank one is no cell. Raises UserError beyond the limits."""
        if isinstance(cell.content, str):
            if not cell.content.strip():
                return
            if len(cell.content) > LONGEST:
                raise refusal(
                    f"la cellule {letter(cell.column)}{cell.row} de «\u00a0{self.name}\u00a0» dépasse {LONGEST} caractères",
                    f"cell {letter(cell.column)}{cell.row} of “{self.name}” is longer than {LONGEST} characters",
                )
        if cell.row > MOST_ROWS or cell.column > MOST_COLUMNS:
            raise too_large(self.name)
        self.rows.setdefault(cell.row, {})[cell.column] = cell


def letter(column: int) -> str:
    """The name of a column: 1 is A, 27 is AA."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def refusal(fr: str, en: str) -> UserError:
    """A spreadsheet that isn't read at all, and why."""
    return UserError(Bilingual(f"Classeur refusé\u00a0: {fr}.", f"Spreadsheet refused: {en}."))


def too_many_cells() -> UserError:
    """The refusal of a file of more cells than are read."""
    return refusal(f"plus de {MOST_CELLS} cellules remplies", f"more than {MOST_CELLS} filled cells")


def too_many_sheets() -> UserError:
    """The refusal of a file of more sheets than are read."""
    return refusal(f"plus de {MOST_SHEETS} feuilles", f"more than {MOST_SHEETS} sheets")


def too_large(sheet: str) -> UserError:
    """The refusal of a sheet that goes beyond the last row or column that is read."""
    return refusal(
        f"la feuille «\u00a0{sheet}\u00a0» dépasse {MOST_ROWS} lignes ou {MOST_COLUMNS} colonnes",
        f"sheet “{sheet}” has more than {MOST_ROWS} rows or {MOST_COLUMNS} columns",
    )
