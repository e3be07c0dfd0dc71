"""A value chain: stages as arrows from left to right, one row for each side, the number of actions in each cell.

Held stages have a frame and a figure, the others a dot: the picture reads the same without colour. A narrow picture
goes on in a second band.
"""

from __future__ import annotations

from alignment.kernel.bilingual import Lang
from alignment.report import words
from alignment.report.charts.palette import fill
from alignment.report.charts.svg import element, picture, rect, shortened, text, titled, wrapped
from alignment.report.figure import Chain, Figure

_ROW, _HEAD, _BETWEEN = 26.0, 30.0, 16.0
_LEAST, _MOST = 62.0, 92.0
_SMALL, _LABEL = 9.5, 11.0
_POINT = 6.0
"""How far the point of an arrow reaches, in pixels."""


def draw(drawing: Chain, figure: Figure, width: int, lang: Lang, name: str) -> str:
    """Bands of as many stages as the width holds, of even length."""
    left = min(190.0, max(105.0, width * 0.24))
    stages = len(drawing.stages)
    per_band = max(1, min(stages, int((width - left) / _LEAST)))
    bands = -(-stages // per_band)
    per_band = -(-stages // bands)
    cell = min(_MOST, (width - left) / per_band)
    parts: list[str] = []
    y = 0.0
    for start in range(0, stages, per_band):
        columns = range(start, min(start + per_band, stages))
        places = {column: left + (column - start) * cell for column in columns}
        parts += [_arrow(drawing.stages[column], x, y, cell) for column, x in places.items()]
        y += _HEAD + 4
        for row, label in enumerate(drawing.rows):
            parts.append(_name(label, y, left - 8, row == 0))
            parts += [_cell(drawing, row, column, x, y, cell, lang) for column, x in places.items()]
            y += _ROW
        y += _BETWEEN
    return picture(name, figure.title, figure.description, width, max(1.0, y - _BETWEEN), *parts)


def _name(label: str, y: float, room: float, own: bool) -> str:
    """A row's name, on two lines where it is long; our own in bold."""
    lines = wrapped(label, room, 2, _LABEL)
    first = y + _ROW / 2 + 4 - 6 * (len(lines) - 1)
    drawn = [
        text(0, first + 12 * index, line, size=_LABEL, weight=600 if own else 400)
        for index, line in enumerate(lines)
    ]
    return element("g", {}, titled("title", label), *drawn)


def _arrow(stage: str, x: float, y: float, size: float) -> str:
    end = x + size - 3
    path = (
        f"M{x:.1f} {y:.1f}H{end - _POINT:.1f}L{end:.1f} {y + _HEAD / 2:.1f}L{end - _POINT:.1f} {y + _HEAD:.1f}"
        f"H{x:.1f}L{x + _POINT / 2:.1f} {y + _HEAD / 2:.1f}Z"
    )
    return element(
        "g",
        {},
        titled("title", stage),
        element("path", {"d": path, **fill("track")}),
        text(
            x + size / 2 - 1,
            y + _HEAD / 2 + 4,
            shortened(stage, size - 4, _SMALL),
            anchor="middle",
            size=_SMALL,
        ),
    )


def _cell(drawing: Chain, row: int, column: int, x: float, y: float, size: float, lang: Lang) -> str:
    count = drawing.cells[row][column]
    told = f"{drawing.rows[row]} – {drawing.stages[column]} – {words.count(count, *drawing.counted, lang)}"
    middle = x + size / 2 - 1, y + _ROW / 2 + 4
    if not count:
        return element("g", {}, titled("title", told), text(*middle, "·", "soft", anchor="middle"))
    shade = "heat-5" if row == 0 else "heat-2"
    return element(
        "g",
        {},
        titled("title", told),
        rect(x + 4, y + 2, size - 12, _ROW - 4, shade, round_=4),
        text(*middle, words.number(count, lang), f"on-{shade}", anchor="middle", weight=600),
    )
