"""Which sheet and which column is which: found by their headings, whatever their order, case, accents or company."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final, NamedTuple

from alignment.exchange import sheets as forms
from alignment.exchange.cells import Area, Cell, Sheet, letter, refusal
from alignment.exchange.choices import nearest, squeezed
from alignment.exchange.form import Column, Form
from alignment.exchange.tidy import COLUMNS
from alignment.kernel.bilingual import Bilingual

_FIRST_ROWS: Final = 20
"""Rows that headings are looked for in."""
_READ_ONLY: Final = frozenset(map(squeezed, (forms.GUIDE, forms.PRIORITIES, forms.DOMAINS, forms.LISTS)))


class Spot(NamedTuple):
    """A place in the workbook, for people: sheet, row, column with its heading. Row or column 0: the whole of it."""

    sheet: str
    row: int = 0
    column: int = 0
    heading: str = ""

    def text(self) -> Bilingual:
        """`feuille « Budget », ligne 7, colonne C « Montant (€) »`."""
        fr, en = [f"feuille «\u00a0{self.sheet}\u00a0»"], [f"sheet “{self.sheet}”"]
        if self.row:
            fr.append(f"ligne {self.row}")
            en.append(f"row {self.row}")
        if self.column:
            heading = " ".join(self.heading.split()).removesuffix(" *")  # the mark of what must be filled in
            fr.append(f"colonne {letter(self.column)}" + (f" «\u00a0{heading}\u00a0»" if heading else ""))
            en.append(f"column {letter(self.column)}" + (f" “{heading}”" if heading else ""))
        return Bilingual(", ".join(fr), ", ".join(en))


class Remark(NamedTuple):
    """What the reader should know of a place: how a cell was read, or why it can't be."""

    spot: Spot
    text: Bilingual


class Row(NamedTuple):
    """A line of a table: its number, its cells by key of column."""

    number: int
    cells: dict[str, list[Cell]]

    def first(self, key: str) -> Cell | None:
        """The first cell of a key."""
        return next(iter(self.cells.get(key, ())), None)


@dataclass
class Table:
    """A sheet understood: its form, the row of its headings (0: none), which column holds what, and its lines."""

    form: Form
    sheet: Sheet
    head: int
    columns: dict[int, Column]
    headings: dict[int, str]
    rows: list[Row] = field(default_factory=list)

    @property
    def keys(self) -> frozenset[str]:
        """The keys that the table has a column for."""
        return frozenset(column.key for column in self.columns.values())

    def spot(self, cell: Cell) -> Spot:
        """The place of a cell."""
        return Spot(self.sheet.name, cell.row, cell.column, self.headings.get(cell.column, ""))


@dataclass
class Found:
    """The tables of a file, and what was said of the rest of it."""

    tables: list[Table] = field(default_factory=list)
    notes: list[Remark] = field(default_factory=list)
    refused: list[Remark] = field(default_factory=list)

    def table(self, form: Form) -> Table | None:
        """The table of a form, None where there is none."""
        return next((table for table in self.tables if table.form is form), None)


def understand(sheets: Sequence[Sheet], alone: bool = False) -> Found:
    """Tell the tables of a file; `alone` for a CSV file, whose one table is the actions whatever its name.

    Raises UserError for a file that `alignment export` made: it is for reading, and has no way back.
    """
    found = Found()
    if any(_is_exported(sheet) for sheet in sheets):
        raise refusal(
            "il vient d’« alignment export »\u00a0; pour modifier un cluster, partir d’« alignment template »",
            "it comes from “alignment export”; to change a cluster, start from “alignment template”",
        )
    for sheet in sheets:
        if not sheet.rows or squeezed(sheet.name) in _READ_ONLY:
            continue
        form = forms.ACTIONS if alone else _form_of(sheet)
        if form is None:
            found.notes.append(
                Remark(
                    Spot(sheet.name), Bilingual("feuille non reconnue, pas reprise", "sheet not known, left out")
                )
            )
        elif any(table.form is form for table in found.tables):
            text = Bilingual(
                f"une autre feuille est déjà celle des {form.title.lower()}\u00a0: n’en garder qu’une",
                f"another sheet is already that of the {form.key}: keep one",
            )
            found.refused.append(Remark(Spot(sheet.name), text))
        elif form is forms.CLUSTER:
            found.tables.append(_fields(sheet, found))
        else:
            _table(sheet, form, found)
    return found


def _is_exported(sheet: Sheet) -> bool:
    """Whether the headings of a sheet are those of one of our tidy tables."""
    cells = sheet.rows.get(1, {})
    return tuple(str(cells[column].content) for column in sorted(cells)) in COLUMNS.values()


def _form_of(sheet: Sheet) -> Form | None:
    """The form of a sheet by its name, else by its headings: those of at least two columns."""
    name = squeezed(re.sub(r"\(\d+\)\s*$", "", sheet.name))
    named = [(squeezed(each), form.key) for form in forms.FORMS for each in (form.title, form.key, *form.also)]
    key = next((key for each, key in named if each == name), None) or nearest(name, named).certain
    if key is not None:
        return next(form for form in forms.FORMS if form.key == key)
    scored = [(_own_headings(sheet, form), form) for form in forms.FORMS if form is not forms.CLUSTER]
    best = max(score for score, _ in scored)
    # « Action, priorité, niveau » are headings of two forms: the smaller one is meant.
    full = sorted((form for score, form in scored if score == best), key=lambda form: len(form.columns))
    return full[0] if best >= 2 else None


def _own_headings(sheet: Sheet, form: Form) -> int:
    """How many headings of a form a sheet has, that of the cluster apart, which tells no form from another."""
    return sum(column.key != "cluster" for column in _headings(sheet, form)[1].values())


def _headings(sheet: Sheet, form: Form) -> tuple[int, dict[int, Column]]:
    """The row that holds most headings of a form, among the first ones, and what its columns are."""
    best: tuple[int, dict[int, Column]] = (0, {})
    for number in sorted(sheet.rows)[:_FIRST_ROWS]:
        taken: dict[int, Column] = {}
        for cell in sheet.rows[number].values():
            column = column_named(str(cell.content), form)
            if column is not None and column not in taken.values():
                taken[cell.column] = column
        if len(taken) > len(best[1]):
            best = number, taken
    return best


def column_named(heading: str, form: Form) -> Column | None:
    """The column of a form that a heading names, its unit in brackets apart, altered a little or not."""
    wanted = squeezed(heading.partition("(")[0]) or squeezed(heading)
    named = _names(form)
    key = next((key for name, key in named if name == wanted), None)
    if key is None and 5 <= len(wanted) <= 60:
        key = nearest(wanted, named).certain
    return next((column for column in form.columns if column.key == key), None)


@cache
def _names(form: Form) -> tuple[tuple[str, str], ...]:
    """Every heading of a form, folded, with the key of its column."""
    return tuple(
        (squeezed(name.partition("(")[0]), column.key)
        for column in form.columns
        for name in (column.title, column.key, *column.also)
    )


def _table(sheet: Sheet, form: Form, found: Found) -> None:
    """Find the headings and lines of a sheet. Those who need a column that isn't there are refused."""
    head, columns = _headings(sheet, form)
    missing = [column for column in form.columns if column.required and column not in columns.values()]
    lines = [number for number in sorted(sheet.rows) if number > head]
    if missing and (lines or not columns):
        names = ", ".join(f"«\u00a0{column.title}\u00a0»" for column in missing)
        text = Bilingual(
            f"colonne introuvable\u00a0: {names}\u00a0; remettre les en-têtes du modèle",
            f"column not found: {names}; put the headings of the template back",
        )
        found.refused.append(Remark(Spot(sheet.name, head), text))
        return
    headings = {cell.column: str(cell.content) for cell in sheet.rows.get(head, {}).values()}
    table = Table(form, sheet, head, columns, headings)
    _tell_extra(table, lines, found)
    table.rows = list(_lines(table, lines, found))
    found.tables.append(table)


def _tell_extra(table: Table, lines: Sequence[int], found: Found) -> None:
    """Name the columns that hold something and are not taken up, and those that are there twice."""
    sheet = table.sheet
    filled = {column for number in lines for column in sheet.rows[number]}
    for column in sorted(filled - table.columns.keys()):
        heading = table.headings.get(column, "")
        spot = Spot(sheet.name, 0, column, heading)
        twin = column_named(heading, table.form) if heading else None
        if twin is not None:
            text = Bilingual(
                f"une autre colonne est déjà «\u00a0{twin.title}\u00a0»\u00a0: n’en garder qu’une",
                f"another column is already “{twin.title}”: keep one",
            )
            found.refused.append(Remark(spot, text))
        else:
            found.notes.append(Remark(spot, Bilingual("colonne pas reprise", "column left out")))


def _lines(table: Table, lines: Sequence[int], found: Found) -> Iterator[Row]:
    """The filled lines, those of merged cells given what they share; headings repeated and totals left out."""
    shared = _shared(table, found)
    for number in lines:
        cells = {**shared.get(number, {}), **table.sheet.rows[number]}
        kept = {table.columns[each].key: [cell] for each, cell in sorted(cells.items()) if each in table.columns}
        if not kept:
            continue
        spot = Spot(table.sheet.name, number)
        if all(column_named(str(cells[each].content), table.form) for each in cells) and len(kept) > 1:
            found.notes.append(Remark(spot, Bilingual("en-tête répété, pas repris", "heading again, left out")))
        elif _is_total(kept):
            found.notes.append(Remark(spot, Bilingual("ligne de total, pas reprise", "total, left out")))
        elif any(_across(area, number, table) for area in table.sheet.merged):
            text = Bilingual("titre sur toute la largeur, pas repris", "title across the table, left out")
            found.notes.append(Remark(spot, text))
        else:
            yield Row(number, kept)


def _is_total(kept: dict[str, list[Cell]]) -> bool:
    first = next(iter(kept.values()))[0].content
    words = squeezed(first).split() if isinstance(first, str) else []
    return words[:1] in (["total"], ["totaux"]) or words[:2] == ["sous", "total"]


def _across(area: Area, number: int, table: Table) -> bool:
    """Whether a line is one title merged over three columns or more."""
    if area.first_row != number or area.last_column - area.first_column < 2:
        return False
    return all(area.first_column <= column <= area.last_column for column in table.sheet.rows[number])


def _shared(table: Table, found: Found) -> dict[int, dict[int, Cell]]:
    """What merged cells give to the lines below their first one: names are shared, figures can't be."""
    given: dict[int, dict[int, Cell]] = {}
    for area in table.sheet.merged:
        column = table.columns.get(area.first_column)
        cell = table.sheet.rows.get(area.first_row, {}).get(area.first_column)
        below = [n for n in table.sheet.rows if max(area.first_row, table.head) < n <= area.last_row]
        if column is None or cell is None or not below:
            continue
        if column.kind in ("action", "id") or column.key in ("title", "cluster"):
            for number in below:
                given.setdefault(number, {})[area.first_column] = cell
        else:
            text = Bilingual(
                "cellule fusionnée sur plusieurs lignes\u00a0: on ne sait pas à laquelle elle revient",
                "cell merged over several rows: it is not known which one it belongs to",
            )
            found.refused.append(Remark(table.spot(cell), text))
    return given


def _fields(sheet: Sheet, found: Found) -> Table:
    """The cluster's sheet: names in one column, values in the next one. One line, whose keys may repeat."""
    form = forms.CLUSTER
    names = [
        (cell.column, column)
        for row in sheet.rows.values()
        for cell in row.values()
        if (column := column_named(str(cell.content), form)) is not None
    ]
    counts = {column: sum(each == column for each, _ in names) for column, _ in names}
    at = max(counts, key=lambda column: (counts[column], -column), default=1)
    table = Table(form, sheet, 0, {}, {})
    values: dict[str, list[Cell]] = {}
    for number in sorted(sheet.rows):
        cells = sheet.rows[number]
        name = cells.get(at)
        column = column_named(str(name.content), form) if name is not None else None
        value = cells.get(at + 1)
        if column is None:
            continue
        table.columns[number] = column
        if value is not None:
            values.setdefault(column.key, []).append(value)
            table.headings[value.column] = ""
            if column.key != "mandate" and len(values[column.key]) > 1:
                text = Bilingual(
                    f"«\u00a0{column.title}\u00a0» est là deux fois", f"“{column.title}” is there twice"
                )
                found.refused.append(Remark(table.spot(value), text))
    table.rows = [Row(0, values)]
    return table
