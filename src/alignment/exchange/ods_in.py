"""Read .ods workbooks: one XML part, read through defusedxml as it comes (decision 0018)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from alignment.exchange.cells import (
    MOST_CELLS,
    MOST_SHEETS,
    Area,
    Cell,
    Content,
    Day,
    Sheet,
    Wrong,
    refusal,
    too_many_cells,
    too_many_sheets,
)
from alignment.exchange.package import elements, local, opened, vet_others

_TYPE: Final = "application/vnd.oasis.opendocument.spreadsheet"
_LINKS: Final = frozenset(
    {"table-source", "cell-range-source", "dde-link", "dde-source", "event-listeners", "script"}
)


def read(content: bytes) -> list[Sheet]:
    """The sheets of a workbook. Raises UserError when it breaks a limit or can't be read."""
    with opened(content) as package:
        whole = {"content.xml", "mimetype"} <= set(package.namelist())
        if not whole or not package.read("mimetype").decode("ascii", "replace").startswith(_TYPE):
            raise refusal("ce n’est pas un classeur", "this is not a workbook")
        vet_others(package, {"content.xml"})
        with package.open("content.xml") as stream:
            return _Reading().sheets(stream)


class _Reading:
    """One pass over the content; rows and cells that repeat are counted, and kept only where they are filled."""

    def __init__(self) -> None:
        self._sheets: list[Sheet] = []
        self._cells = 0
        self._row = 0
        self._inside = 0  # tables inside a cell are no sheets

    def sheets(self, stream: Any) -> list[Sheet]:
        for event, element in elements(stream, ("start", "end")):
            tag = local(element.tag)
            if tag in _LINKS and event == "start":
                raise refusal("il contient des liens vers d’autres fichiers", "it holds links to other files")
            if tag == "table":
                self._table(event, element)
            elif tag == "table-row" and event == "end" and self._inside == 1:
                self._read_row(element)
                element.clear()
        return self._sheets

    def _table(self, event: str, element: Any) -> None:
        self._inside += 1 if event == "start" else -1
        if event == "start" and self._inside == 1:
            if len(self._sheets) == MOST_SHEETS:
                raise too_many_sheets()
            self._sheets.append(Sheet(_attribute(element, "name") or ""))
            self._row = 0
        elif event == "end":
            element.clear()

    def _read_row(self, row: Any) -> None:
        sheet = self._sheets[-1]
        times = _times(row, "number-rows-repeated")
        filled: list[tuple[int, int, Content, bool]] = []
        column = 0
        for element in row:
            if local(element.tag) not in ("table-cell", "covered-table-cell"):
                continue
            repeated = _times(element, "number-columns-repeated")
            content = _content(element)
            if content is not None and local(element.tag) == "table-cell":
                percent = _attribute(element, "value-type") == "percentage"
                filled.append((column + 1, repeated, content, percent))
            deep, wide = _times(element, "number-rows-spanned"), _times(element, "number-columns-spanned")
            if deep > 1 or wide > 1:
                area = Area(self._row + 1, column + 1, self._row + deep, column + wide)
                sheet.merged.append(area)
            column += repeated
        for number in range(times if filled else 0):
            for first, repeated, content, percent in filled:
                for offset in range(repeated):
                    self._count()
                    sheet.put(Cell(self._row + number + 1, first + offset, content, percent))
        self._row += times

    def _count(self) -> None:
        self._cells += 1
        if self._cells > MOST_CELLS:
            raise too_many_cells()


def _attribute(element: Any, name: str) -> str | None:
    """An attribute by its name without namespace; the office's own before an extension's of the same name."""
    for key, value in element.items():
        if local(key) == name and "calcext" not in key:
            return str(value)
    return None


def _times(element: Any, name: str) -> int:
    text = _attribute(element, name) or "1"
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 9 else 1


def _content(element: Any) -> Content | None:
    kind = _attribute(element, "value-type")
    text = "\n".join(_text(child) for child in element if local(child.tag) == "p")
    value = _attribute(element, "value")
    try:
        if kind in ("float", "percentage", "currency") and value is not None:
            return Decimal(value) if Decimal(value).is_finite() else Wrong(text)
        if kind == "date":
            return Day(date.fromisoformat((_attribute(element, "date-value") or "")[:10]))
        if kind == "boolean":
            return _attribute(element, "boolean-value") == "true"
    except (InvalidOperation, ValueError):
        return Wrong(text)
    if text.startswith(("#", "Err:")) and _attribute(element, "formula"):
        return Wrong(text)
    if not text and kind is None and _attribute(element, "formula"):
        return Wrong("formule sans valeur")
    return text if text.strip() else None


def _text(element: Any) -> str:
    """The text of a paragraph: spaces that repeat, tabs and line breaks are elements; notes are no content."""
    parts = [element.text or ""]
    for child in element:
        tag = local(child.tag)
        if tag == "s":
            parts.append(" " * min(_times(child, "c"), 1000))
        elif tag == "tab":
            parts.append("\t")
        elif tag == "line-break":
            parts.append("\n")
        elif tag != "annotation":
            parts.append(_text(child))
        parts.append(child.tail or "")
    return "".join(parts)
