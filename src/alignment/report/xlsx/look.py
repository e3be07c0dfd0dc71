"""Formats of cells. Numbers keep their full value; a spreadsheet shows them in the reader's own signs."""

from __future__ import annotations

from functools import cache
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from alignment.kernel.bilingual import Lang
from alignment.report.charts.palette import COLOURS
from alignment.report.document import Column

STATES = {
    "covered": ("#d6e2ee", "#10161e"),
    "met": ("#d6e2ee", "#10161e"),
    "partial": ("#eceff3", "#10161e"),
    "gap": ("#fbf0e8", "#8a3d12"),
    "uncovered": ("#f4d9c6", "#8a3d12"),
    "unmet": ("#f4d9c6", "#8a3d12"),
}
"""The fill and ink of a state; its word is in the cell, the colour only repeats it."""


class Look:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Workbook, lang: Lang) -> None:
        self._book = book
        self._lang = lang
        self._made = cache(self._make)

    def text(self, **more: Any) -> Format:
        """Text from the top of its cell, on as many lines as it needs."""
        return self._made(**{"text_wrap": True, "align": "left", "indent": 1, **more})

    def header(self) -> Format:
        """The head of a column."""
        return self._made(
            bold=True,
            bg_color=COLOURS["accent"],
            font_color="#ffffff",
            text_wrap=True,
            valign="vcenter",
            align="left",
            indent=1,
            border=1,
            border_color="#ffffff",
        )

    def value(self, column: Column) -> Format:
        """Figures of a column."""
        return self._made(num_format=self._number(column), align="right")

    def state(self, state: str) -> Format:
        """A state in its colours."""
        fill, ink = STATES.get(state, ("#ffffff", COLOURS["soft"]))
        return self._made(bg_color=fill, font_color=ink, align="left", indent=1)

    def _number(self, column: Column) -> str:
        """Space before the sign in French, none in English; separators are those of the reader's spreadsheet."""
        space = "\\ " if self._lang == "fr" else ""
        decimals = "." + "0" * column.decimals if column.decimals else ""
        match column.kind:
            case "heat":  # a dot for zero, so that what is served stands out
                return f'0{space}%;-0{space}%;"·"'
            case "share":
                return f"0{decimals}{space}%"
            case "money":
                return '#,##0\\ "€"' if self._lang == "fr" else '"€"#,##0'
            case "exact-money":
                return '#,##0.00\\ "€"' if self._lang == "fr" else '"€"#,##0.00'
            case "number":
                return f"#,##0{decimals}"
            case _:
                return "#,##0"

    def _make(self, **properties: Any) -> Format:
        return self._book.add_format({"font_name": "Calibri", "font_size": 10, "valign": "top", **properties})
