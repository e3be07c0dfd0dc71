"""A heat map: rows of shares, each figure printed on its cell. Too many columns go on in a second band."""

from __future__ import annotations

from fractions import Fraction

from alignment.kernel.bilingual import Lang
from alignment.report import words
from alignment.report.charts.palette import STEPS
from alignment.report.charts.svg import element, picture, rect, shortened, text, titled
from alignment.report.figure import Figure, HeatMap

_ROW, _HEAD, _BETWEEN = 26.0, 22.0, 14.0
_LEAST, _MOST = 30.0, 84.0
_NARROW = 480


def step(value: Fraction | None) -> int:
    """Which of the shades a share takes: 0 for nothing, 5 for 1; even steps between."""
    return 0 if not value else min(STEPS, 1 + int(value * (STEPS - 1)))


def draw(drawing: HeatMap, figure: Figure, width: int, lang: Lang, name: str) -> str:
    """Bands of as many columns as the width holds."""
    left = min(250.0, width * 0.32) if width >= _NARROW else width * 0.38
    per_band = max(1, int((width - left) / _LEAST))
    bands = -(-len(drawing.columns) // per_band)
    per_band = -(-len(drawing.columns) // max(1, bands))  # bands of even length
    cell = min(_MOST, (width - left) / max(1, per_band))
    parts: list[str] = []
    y = 0.0
    for start in range(0, len(drawing.columns), per_band):
        end = min(start + per_band, len(drawing.columns))
        parts += [
            text(left + (index - start + 0.5) * cell, y + _HEAD - 7, str(index + 1), "soft", anchor="middle")
            for index in range(start, end)
        ]
        y += _HEAD
        for row, label in enumerate(drawing.rows):
            parts.append(
                element(
                    "g",
                    {},
                    titled("title", label),
                    text(0, y + _ROW / 2 + 4, shortened(label, left - 10)),
                )
            )
            parts += [
                _cell(drawing, row, index, left + (index - start) * cell, y, cell, lang)
                for index in range(start, end)
            ]
            y += _ROW
        y += _BETWEEN
    return picture(name, figure.title, figure.description, width, max(1.0, y - _BETWEEN), *parts)


def _cell(drawing: HeatMap, row: int, column: int, x: float, y: float, size: float, lang: Lang) -> str:
    value = drawing.cells[row][column]
    shade = step(value)
    shown = words.share(value, lang, 0)
    printed = words.number(value * 100, lang) if value else "·"
    return element(
        "g",
        {},
        titled("title", f"{drawing.rows[row]} – {drawing.columns[column]} – {shown}"),
        rect(x + 1, y + 1, size - 2, _ROW - 2, f"heat-{shade}"),
        text(x + size / 2, y + _ROW / 2 + 4, printed, f"on-heat-{shade}", anchor="middle"),
    )
