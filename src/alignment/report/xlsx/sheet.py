"""One flat table as a sheet: frozen and filtered header, typed values, widths that fit, ready to print."""

from __future__ import annotations

import math
import re
from fractions import Fraction

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from alignment.kernel.bilingual import Lang
from alignment.report.cells import formatted
from alignment.report.document import Cell, Column, Table
from alignment.report.regional.value import Report
from alignment.report.xlsx.look import Look
from alignment.report.xlsx.text import plain

_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_LONGEST = 31
_NARROWEST, _HEAT, _WIDEST = 8.0, 16.0, 60.0
_LINE = 13.5
"""The height of a line of text, in points."""
_PAPER = 190.0
"""How many characters the width of a printed page may hold before it cannot be read."""
_SCALED = (
    "coverage",
    "alignment",
    "regional",
    "european",
    "articulation",
    "delivered",
    "mandate_coverage",
    "focus",
)
"""Columns of shares that a darker fill makes easier to scan, by the start of their key."""


class Names:
    """Names of sheets that any spreadsheet takes: short, without forbidden signs, each once."""

    def __init__(self) -> None:
        self._taken = {"history"}  # Excel keeps this one for itself

    def take(self, title: str) -> str:
        """A name made from a title."""
        base = " ".join(_FORBIDDEN.sub(" ", plain(title)).split()).strip(" '")[:_LONGEST].strip(" '") or "–"
        name, number = base, 1
        while name.casefold() in self._taken:
            number += 1
            name = f"{base[: _LONGEST - 4]} {number}"
        self._taken.add(name.casefold())
        return name


def add_sheet(book: Workbook, look: Look, report: Report, name: str, table: Table) -> None:
    """The whole table, no row folded; totals are left out, as a filter would count them twice."""
    sheet = book.add_worksheet(name)
    columns = [(index, column) for index, column in enumerate(table.columns) if column.kind != "bar"]
    rows = [row for row in table.rows if not row.total]
    widths = [
        _width(column, [formatted(row.cells[index], column, report.lang) for row in rows])
        for index, column in columns
    ]
    for place, ((_, column), width) in enumerate(zip(columns, widths, strict=True)):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, plain(column.flat), look.header())
        if rows and _is_scaled(column):
            sheet.conditional_format(1, place, len(rows), place, _SCALE)
    sheet.set_row(0, height([column.flat for _, column in columns], [width - 3 for width in widths]) + 4)
    for line, row in enumerate(rows, start=1):
        cells = [row.cells[index] for index, _ in columns]
        texts = [value if isinstance(value, str) else "" for value in cells]
        sheet.set_row(line, height(texts, widths))
        for place, (value, (_, column)) in enumerate(zip(cells, columns, strict=True)):
            write(sheet, look, line, place, value, column, report.lang)
    frozen = _frozen([column for _, column in columns])
    sheet.freeze_panes(1, frozen)
    sheet.autofilter(0, 0, max(1, len(rows)), len(columns) - 1)
    print_setup(sheet, report, name, max(1, round(sum(widths) / _PAPER)))
    sheet.repeat_rows(0)
    sheet.repeat_columns(0, frozen - 1)


def height(texts: list[str], widths: list[float]) -> float:
    """What a row needs, in points, for the longest of its texts on columns of these widths; a row has its limit."""
    lines = (
        sum(max(1, math.ceil(len(line) / max(width - 2, 1))) for line in text.split("\n"))
        for text, width in zip(texts, widths, strict=True)
    )
    return min(400.0, _LINE * max(lines, default=1) + 2)


_SCALE = {
    "type": "2_color_scale",
    "min_type": "num",
    "min_value": 0,
    "max_type": "num",
    "max_value": 1,
    "min_color": "#FFFFFF",
    "max_color": "#8FB4D6",
}


def write(sheet: Worksheet, look: Look, line: int, place: int, value: Cell, column: Column, lang: Lang) -> None:
    """One cell by its kind: texts as texts whatever they begin with, figures as numbers, what is unknown empty."""
    if value is None:
        sheet.write_blank(line, place, None, look.value(column))
    elif isinstance(value, bool | str):
        shown = plain(formatted(value, column, lang))
        state = isinstance(value, str) and column.kind == "state" and bool(value)
        sheet.write_string(line, place, shown, look.state(str(value)) if state else look.text())
    else:
        cents = column.kind in ("money", "exact-money")
        sheet.write_number(line, place, float(Fraction(int(value), 100) if cents else value), look.value(column))


def print_setup(sheet: Worksheet, report: Report, name: str, across: int = 1) -> None:
    """A4 on its side, as many pages across as columns need, the report's name above and pages counted below."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
    sheet.fit_to_pages(across, 0)
    title = plain(report.title).replace("\n", " ")[:60].replace("&", "&&")
    sheet.set_header(f"&L{title}&R{name.replace('&', '&&')}")
    sheet.set_footer("&R&P / &N")


def _is_scaled(column: Column) -> bool:
    return column.kind == "heat" or (column.kind == "share" and column.key.startswith(_SCALED))


def _frozen(columns: list[Column]) -> int:
    """How many columns stay in sight: up to the first name, but never half of a screen."""
    named = next((place for place, column in enumerate(columns) if column.kind == "text"), 0)
    beside = named + 1 < len(columns) and columns[named].key.endswith("_id") and columns[named + 1].kind == "text"
    return min(named + (2 if beside else 1), 2)


def _width(column: Column, values: list[str]) -> float:
    if column.kind == "heat":
        return _HEAT
    longest = max((len(line) for value in values for line in value.split("\n")), default=0)
    label = max(map(len, column.flat.split()), default=0) + 4  # the arrow of a filter
    return float(min(max(longest + 3, label, _NARROWEST), _WIDEST))
