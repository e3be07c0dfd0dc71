"""Read .xlsx workbooks: openpyxl gives the values, once a pass of our own has counted them and found what it hides."""

from __future__ import annotations

import io
import posixpath
import re
import warnings
import zipfile
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final, NamedTuple

from alignment.exchange.cells import (
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    MOST_SHEETS,
    Area,
    Cell,
    Content,
    Day,
    Sheet,
    Wrong,
    refusal,
    too_large,
    too_many_cells,
    too_many_sheets,
)
from alignment.exchange.package import elements, local, missing, opened, vet_others

_PLACE: Final = re.compile(r"([A-Z]{1,3})([0-9]{1,7})", re.ASCII)
_LITERAL: Final = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')


class _Seen(NamedTuple):
    """What the first pass found in a sheet: merged areas, formulas without a value, its last filled row and column."""

    merged: list[Area]
    empty_formulas: frozenset[tuple[int, int]]
    last_row: int
    last_column: int
    cells: int


def read(content: bytes) -> list[Sheet]:
    """The visible and hidden sheets of a workbook. Raises UserError when it breaks a limit or can't be read."""
    with opened(content) as package:
        seen = _first_pass(package)
    try:
        import openpyxl
    except ImportError:
        raise missing("openpyxl") from None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of styles and extensions, which say nothing of the values
        try:
            book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
            sheets = [_sheet(sheet, seen[sheet.title]) for sheet in book.worksheets if sheet.title in seen]
            book.close()
        except (
            ValueError,
            KeyError,
            TypeError,
            IndexError,
            AttributeError,
            zipfile.BadZipFile,
            OSError,
            SyntaxError,
        ):
            raise refusal("une de ses parties est abîmée", "one of its parts is damaged") from None
    return sheets


def _first_pass(package: zipfile.ZipFile) -> dict[str, _Seen]:
    """Count what every sheet holds, by its name, before anything is kept."""
    parts = _sheets(package)
    if not parts:
        raise refusal("ce n’est pas un classeur", "this is not a workbook")
    if len(parts) > MOST_SHEETS:
        raise too_many_sheets()
    seen: dict[str, _Seen] = {}
    cells = 0
    for name, part in parts.items():
        with package.open(part) as stream:
            seen[name] = _look(name, stream)
        cells += seen[name].cells
        if cells > MOST_CELLS:
            raise too_many_cells()
    vet_others(package, parts.values())
    return seen


def _sheets(package: zipfile.ZipFile) -> dict[str, str]:
    """The part of each worksheet, by its name; links that leave the package, other than addresses, are refused."""
    names = set(package.namelist())
    for name in names:
        if name.endswith(".rels"):
            with package.open(name) as stream:
                for _, element in elements(stream):
                    outside = element.get("TargetMode") == "External"
                    if outside and not (element.get("Type") or "").endswith("/hyperlink"):
                        raise refusal(
                            "il contient des liens vers d’autres fichiers", "it holds links to other files"
                        )
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
        return {}
    targets = {}
    with package.open("xl/_rels/workbook.xml.rels") as stream:
        for _, element in elements(stream):
            if (element.get("Type") or "").endswith("/worksheet"):
                target = element.get("Target") or ""
                targets[element.get("Id")] = posixpath.normpath(
                    target.lstrip("/") if target.startswith("/") else f"xl/{target}"
                )
    parts = {}
    with package.open("xl/workbook.xml") as stream:
        for _, element in elements(stream):
            if local(element.tag) == "sheet":
                key = next((value for name, value in element.items() if local(name) == "id"), None)
                if targets.get(key) in names:
                    parts[element.get("name") or ""] = targets[key]
    return parts


def _look(name: str, stream: Any) -> _Seen:
    merged: list[Area] = []
    empty: set[tuple[int, int]] = set()
    last_row = last_column = cells = 0
    for _, element in elements(stream):
        tag = local(element.tag)
        if tag == "c":
            children = {local(child.tag) for child in element if local(child.tag) != "v" or child.text}
            place = _place(element.get("r") or "")
            if children & {"v", "is", "f"}:
                cells += 1
                if place:
                    last_row, last_column = max(last_row, place[0]), max(last_column, place[1])
                    if "f" in children and "v" not in children:
                        empty.add(place)
            if cells > MOST_CELLS:
                raise too_many_cells()
            element.clear()
        elif tag == "row":
            element.clear()
        elif tag == "mergeCell" and len(merged) < MOST_ROWS:
            first, _, last = (element.get("ref") or "").partition(":")
            ends = _place(first), _place(last)
            if ends[0] and ends[1]:
                merged.append(Area(*ends[0], *ends[1]))
    if last_row > MOST_ROWS or last_column > MOST_COLUMNS:
        raise too_large(name)
    return _Seen(merged, frozenset(empty), last_row, last_column, cells)


def _place(text: str) -> tuple[int, int] | None:
    found = _PLACE.fullmatch(text)
    if found is None:
        return None
    column = 0
    for character in found[1]:
        column = column * 26 + ord(character) - 64
    return int(found[2]), column


def _sheet(source: Any, seen: _Seen) -> Sheet:
    sheet = Sheet(source.title, merged=seen.merged)
    if not seen.last_row:
        return sheet
    source.reset_dimensions()  # what the file says of its size is not to be believed
    for row in source.iter_rows(max_row=seen.last_row, max_col=seen.last_column):
        for cell in row:
            if cell.value is not None:
                kept = _content(cell)
                if kept is not None:
                    percent = "%" in _LITERAL.sub("", cell.number_format or "")
                    sheet.put(Cell(cell.row, cell.column, kept, percent))
    for place in seen.empty_formulas:
        sheet.put(Cell(*place, Wrong("formule sans valeur")))
    return sheet


def _content(cell: Any) -> Content | None:
    value = cell.value
    if cell.data_type == "e":
        return Wrong(str(value))
    if isinstance(value, bool | str):
        return value
    if isinstance(value, datetime):
        shown = _LITERAL.sub("", cell.number_format or "").casefold()
        whole = "d" in shown or "j" in shown or not ("m" in shown or "y" in shown or "a" in shown)
        return Day(value.date(), "day" if whole else "month" if "m" in shown else "year")
    if isinstance(value, date):
        return Day(value)
    if isinstance(value, int | float):
        return Decimal(repr(value))
    return str(value)
