"""A table for the page: cells in words, and columns as wide as what they hold needs."""

from __future__ import annotations

import math
import re
from typing import Any, NamedTuple, Protocol

from alignment.kernel.bilingual import Lang
from alignment.report.address import https, shown
from alignment.report.cells import formatted
from alignment.report.document import Cell, Column, Row, Table
from alignment.report.pdf.text import settable
from alignment.report.regional.value import Report

_LETTER, _CAPITAL, _GUTTER, _MARK = 0.49, 0.68, 0.9, 1.4
"""The mean width of a character, that of a capital, the room between columns, and a mark beside a state, in ems."""
_BREAK = re.compile(r"[ \-/]")
"""Where a text may be broken."""
_BAR = 4.5
_UPRIGHT, _SIDEWAYS = 55.0, 84.0
"""How wide the text of a page is, in ems of a table, upright and turned."""
_SMALLEST = 0.85
"""How small a table may be set, as a share of its usual size, before it lies on a page turned sideways."""
_WORD = 18.0
"""No word asks for a wider column than this, in ems."""
_WHOLE = 20
"""Rows of at most so many lines stay on one page."""


class Places(Protocol):
    """Who knows the places of a report."""

    report: Report

    def anchor(self, name: str) -> str | None:
        """The label that a place of this name has in the document."""

    def link(self, name: str | None) -> str | None:
        """The label to point at for a name, None where nothing has it."""


def table(part: Table, places: Places) -> dict[str, Any]:
    """A whole table: paper has no unfolding, so every row is there."""
    layout = _layout(part, places.report.lang)
    return {
        "kind": "table",
        "anchor": places.anchor(part.key),
        "title": settable(part.title),
        "note": settable(part.note or ""),
        "empty": settable(part.empty or ""),
        "sideways": layout.sideways,
        "scale": layout.scale,
        "columns": [
            {
                "label": [settable(line) for line in column.label.strip().split("\n")],
                "kind": column.kind,
                "width": width,
            }
            for column, width in zip(part.columns, layout.widths, strict=True)
        ],
        "rows": [_row(row, part, places) for row in part.rows],
    }


def _row(row: Row, part: Table, places: Places) -> dict[str, Any]:
    cells = [
        _cell(value, column, row.links.get(index), places)
        for index, (value, column) in enumerate(zip(row.cells, part.columns, strict=True))
    ]
    return {
        "anchor": places.anchor(row.anchor),
        "strong": row.strong or row.total,
        "total": row.total,
        "depth": row.depth,
        "whole": all(sum(1 + len(line) // 20 for line in cell["lines"]) <= _WHOLE for cell in cells),
        "cells": cells,
    }


def _cell(value: Cell, column: Column, link: str | None, places: Places) -> dict[str, Any]:
    """Lines of a cell; `share` draws a bar, `state` says it beside a mark, `url` and `link` lead away and inside."""
    if column.kind == "bar":
        return {"lines": [], "share": float(value) if value is not None and not isinstance(value, str) else None}
    said = formatted(value, column, places.report.lang)
    found: dict[str, Any] = {"lines": [settable(line) for line in said.split("\n")]}
    if column.kind == "url" and (address := https(value)):
        return {"lines": [settable(shown(address))], "url": address}
    if column.kind == "state" and isinstance(value, str) and value:
        found["state"] = value
    led = link or (places.report.targets.get(value) if isinstance(value, str) else None)
    if led and led.startswith("./"):
        found["url"] = f"{led.removeprefix('./')}.pdf"
    elif inside := places.link(led):
        found["link"] = inside
    return found


class _Layout(NamedTuple):
    """Widths of columns in ems of the table's text, its size as a share of the usual one, and how the page lies."""

    widths: list[float]
    scale: float
    sideways: bool


def _layout(part: Table, lang: Lang) -> _Layout:
    """Columns of figures get what they need; columns of sentences share the rest, the longest get the most."""
    columns = [
        [line for row in part.rows for line in formatted(row.cells[index], column, lang).split("\n")]
        for index, column in enumerate(part.columns)
    ]
    flowing = [_flows(column, lines) for column, lines in zip(part.columns, columns, strict=True)]
    least = [
        _least(column, lines, flows) for column, lines, flows in zip(part.columns, columns, flowing, strict=True)
    ]
    taken = sum(least)
    sideways = taken > _UPRIGHT / _SMALLEST
    page = _SIDEWAYS if sideways else _UPRIGHT
    scale = min(1.0, page / taken)
    weights = [_weight(lines) if flows else 0.0 for lines, flows in zip(columns, flowing, strict=True)]
    return _Layout(_shared(least, weights, page / scale), round(scale, 4), sideways)


def _shared(least: list[float], weights: list[float], room: float) -> list[float]:
    """Room by weight, where that is more than a column needs at least; a column without weight takes its least."""
    fixed = {index for index, weight in enumerate(weights) if not weight}
    while True:
        rest = max(0.0, room - sum(least[index] for index in fixed))
        total = sum(weight for index, weight in enumerate(weights) if index not in fixed) or 1.0
        widths = [width if index in fixed else rest * weights[index] / total for index, width in enumerate(least)]
        narrow = {index for index, width in enumerate(widths) if width < least[index]}
        if not narrow:
            return [round(width, 3) for width in widths]
        fixed |= narrow


def _flows(column: Column, lines: list[str]) -> bool:
    """Whether a column holds texts that go over several lines, rather than figures or a word or two."""
    return column.kind in ("text", "url") and max(map(len, lines), default=0) > 16


def _least(column: Column, lines: list[str], flows: bool) -> float:
    """The least width of a column: all of a figure, the longest word of a text."""
    if column.kind == "bar":
        return _BAR
    label = max((_span(piece) for line in column.label.split("\n") for piece in _pieces(line)), default=0.0)
    whole = (_span(word) for line in lines for word in (_BREAK.split(line) if flows else (line,)))
    mark = _MARK if column.kind == "state" else 0.0
    most = _WORD if column.kind != "url" else _WORD / 2  # an address may be broken anywhere
    return max(label, min(max(whole, default=0.0), most if flows else math.inf)) + _GUTTER + mark


def _weight(lines: list[str]) -> float:
    """How much of the spare room a column of texts gets: between its mean length and its longest."""
    lengths = [len(line) for line in lines]
    return min(60.0, math.sqrt(max(lengths) * sum(lengths) / len(lengths)))


def _pieces(line: str) -> list[str]:
    """The pieces of a label that stay on one line: all of a short one, the words of a longer one."""
    return [line] if len(line) <= 12 else line.split(" ")


def _span(text: str) -> float:
    """About how wide a text is, in ems."""
    return sum(_CAPITAL if character.isupper() else _LETTER for character in text)
