"""Horizontal bars: shares on one scale, each with its figure and, if any, a second share as a tick."""

from __future__ import annotations

from collections.abc import Sequence

from alignment.kernel.bilingual import Lang
from alignment.report import words
from alignment.report.charts.palette import stroke
from alignment.report.charts.svg import SIZE, element, picture, rect, span, text, titled, wrapped
from alignment.report.figure import Bar, Bars, Figure

_NARROW = 480
_ROW, _THICK = 30.0, 12.0
_LINE = 15.0


def draw(drawing: Bars, figure: Figure, width: int, lang: Lang, name: str) -> str:
    """Labels on the left of their bars, or above them where there is little room."""
    above = width < _NARROW
    notes = max((span(bar.note) for bar in drawing.bars), default=0.0)
    figures = 66.0 + (0 if above else notes + (10 if notes else 0))
    left = 0.0 if above else min(300.0, width * 0.4)
    room = width - left - figures
    top = _LINE * 1.6 * (2 if drawing.mark else 1)
    parts = [_legend(drawing, width)]
    y = top + (_LINE if drawing.limits else 0)
    stretches = []
    for bar in drawing.bars:
        lines = wrapped(bar.label, width if above else left - 14)
        height = _LINE * len(lines) + 22 if above else max(_ROW, _LINE * len(lines) + 8)
        middle = y + (_LINE * len(lines) + 9 if above else height / 2)
        parts += _label(lines, bar, y, middle, above)
        parts.append(_bar(bar, left, middle, room, lang, above))
        # Lines of limits keep off the labels that stand above the bars.
        stretches.append((middle - _THICK / 2 - 3, middle + _THICK / 2 + 3) if above else (y, y + height))
        y += height
    parts += [_limit(label, left + float(share) * room, top + 8, stretches) for label, share in drawing.limits]
    return picture(name, figure.title, figure.description, width, y + 6, *parts)


def _label(lines: list[str], bar: Bar, top: float, middle: float, above: bool) -> list[str]:
    start = top + _LINE - 3 if above else middle + 4 - _LINE * (len(lines) - 1) / 2
    drawn = [text(0, start + _LINE * index, line) for index, line in enumerate(lines)]
    return [element("g", {}, titled("title", bar.label), *drawn)]


def _bar(bar: Bar, left: float, middle: float, room: float, lang: Lang, above: bool) -> str:
    value = float(bar.value) if bar.value is not None else 0.0
    shown = words.share(bar.value, lang)
    parts = [
        titled("title", f"{bar.label} – {shown}" + (f" – {bar.note}" if bar.note else "")),
        rect(left, middle - _THICK / 2, room, _THICK, "track"),
        rect(left, middle - _THICK / 2, value * room, _THICK, "accent"),
    ]
    if bar.mark is not None:
        x = left + float(bar.mark) * room
        parts.append(
            element(
                "path",
                {
                    "d": f"M{x:.1f} {middle - _THICK / 2 - 4:.1f}V{middle + _THICK / 2 + 4:.1f}",
                    **stroke("paper", 5),
                },
            )
        )
        parts.append(
            element(
                "path",
                {
                    "d": f"M{x:.1f} {middle - _THICK / 2 - 4:.1f}V{middle + _THICK / 2 + 4:.1f}",
                    **stroke("warm", 2.5),
                },
            )
        )
    parts.append(text(left + room + 8, middle + 4, shown, weight=600))
    if bar.note and not above:
        parts.append(text(left + room + 70, middle + 4, bar.note, "soft"))
    return element("g", {}, *parts)


def _legend(drawing: Bars, width: float) -> str:
    y = SIZE
    parts = [rect(0, y - 9, 14, 9, "accent"), *_legend_text(drawing.value, y, width)]
    if drawing.mark:
        y += int(_LINE * 1.3)
        parts.append(element("path", {"d": f"M7 {y - 11}V{y + 2}", **stroke("warm", 2.5)}))
        parts += _legend_text(drawing.mark, y, width)
    return element("g", {}, *parts)


def _legend_text(content: str, y: float, width: float) -> list[str]:
    return [text(22, y, line, "soft") for line in wrapped(content, width - 22, 1)]


def _limit(label: str, x: float, base: float, stretches: Sequence[tuple[float, float]]) -> str:
    path = "".join(f"M{x:.1f} {top:.1f}V{bottom:.1f}" for top, bottom in stretches)
    line = element("path", {"d": path, **stroke("soft"), "stroke-dasharray": "2 3"})
    return element("g", {}, line, text(x, base, label, "soft", anchor="middle", size=11))
