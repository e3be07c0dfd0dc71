"""A small plot in characters: the scores along the cursor, or coverage over the years."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from fractions import Fraction

from alignment.kernel.bilingual import Lang
from alignment.kernel.safe_text import terminal as safe
from alignment.report import words
from alignment.report.document import Plot, Points

_HEIGHT = 13
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_LETTER_EVERY = 9
"""Columns between two letters of a line; lines start theirs at different columns, so that equal ones show."""
_MARGIN = 11
_COLUMNS = (21, 73)


def draw(plot: Plot, lang: Lang, width: int, unicode: bool) -> list[str]:
    """The lines of a plot without its title: a letter on each line, ticks, marks, then what the letters mean."""
    series = plot.series[: len(_LETTERS)]
    abscissae = [x for _, points in series for x, _ in points]
    if not abscissae:
        return []
    columns = min(max(_COLUMNS[0], width - _MARGIN), _COLUMNS[1])
    across = _Scale(min(abscissae), max(abscissae), columns)
    heights = [y for _, points in series for _, y in points]
    upwards = _Scale(min(heights), max(heights), _HEIGHT)
    rows = _grid([points for _, points in series], across, upwards, "·" if unicode else ".")
    axis, corner, line, tick, arrow = "│└─┴▲" if unicode else "|+-+^"
    labels = {upwards.place(y): words.share(y, lang) for y in (upwards.low, upwards.middle, upwards.high)}
    out = [
        f"{labels.get(_HEIGHT - 1 - index, ''):>{_MARGIN - 2}} {axis}{''.join(cells)}"
        for index, cells in enumerate(rows)
    ]
    ticks = {across.place(x): _abscissa(plot, x, lang) for x in _ticks(plot, across)}
    foot = "".join(tick if column in ticks else line for column in range(columns))
    out += [" " * (_MARGIN - 1) + corner + foot, _under(ticks, columns)]
    if plot.marks:
        out.append(_under({across.place(x): arrow for _, x in plot.marks}, columns))
        marks = [f"{arrow}{words.SPACE}{_abscissa(plot, x, lang)}, {safe(name)}" for name, x in plot.marks]
        out += textwrap.wrap((f"{words.SPACE}; " if lang == "fr" else "; ").join(marks), width)
    if plot.x_label:
        out += textwrap.wrap(safe(plot.x_label), width)
    legend = [f"{letter}{words.SPACE}{safe(name)}" for letter, (name, _) in zip(_LETTERS, series, strict=False)]
    out += textwrap.wrap(", ".join(legend), width, break_on_hyphens=False)
    return [text.rstrip(" ") for text in out]


class _Scale:
    """Values of a range on so many rows or columns, the lowest on 0."""

    def __init__(self, low: Fraction, high: Fraction, places: int) -> None:
        self.low, self.high, self.last = low, high, places - 1

    @property
    def middle(self) -> Fraction:
        return (self.low + self.high) / 2

    def place(self, value: Fraction) -> int:
        """The nearest row or column; the middle one where all values are the same."""
        if self.high == self.low:
            return self.last // 2
        return int((value - self.low) / (self.high - self.low) * self.last + Fraction(1, 2))

    def value(self, place: int) -> Fraction:
        return self.low + (self.high - self.low) * Fraction(place, self.last)


def _grid(lines: list[Points], across: _Scale, upwards: _Scale, dot: str) -> list[list[str]]:
    """The characters of the plot, top row first: every line in dots, then the letters on top."""
    columns = range(across.last + 1)
    rows = [[" "] * len(columns) for _ in range(_HEIGHT)]
    places = [[upwards.place(_interpolate(points, across.value(c))) for c in columns] for points in lines]
    for line in places:
        for column in columns:
            rows[_HEIGHT - 1 - line[column]][column] = dot
    for index, line in enumerate(places):
        for column in columns[index * _LETTER_EVERY // len(places) :: _LETTER_EVERY]:
            rows[_HEIGHT - 1 - line[column]][column] = _LETTERS[index]
    return rows


def _ticks(plot: Plot, across: _Scale) -> list[Fraction]:
    """Where the axis carries a figure: quarters of a share, whole years."""
    if plot.x_kind == "share":
        return [across.low + (across.high - across.low) * Fraction(part, 4) for part in range(5)]
    years = range(int(across.low), int(across.high) + 1)
    return [Fraction(year) for year in years[:: 1 + 6 * len(years) // across.last]]


def _abscissa(plot: Plot, x: Fraction, lang: Lang) -> str:
    if plot.x_kind == "year":
        return str(int(x))
    return words.share(x, lang, 0 if (x * 100).denominator == 1 else 1)


def _under(labels: Mapping[int, str], columns: int) -> str:
    """Labels centred under their columns, as far as they don't meet."""
    text = ""
    for column, label in sorted(labels.items()):
        start = min(_MARGIN + column - len(label) // 2, _MARGIN + columns - len(label))
        if start >= len(text):
            text = text.ljust(start) + label
    return text


def _interpolate(points: Points, x: Fraction) -> Fraction:
    """The value at x on the broken line through the points (given in order of x)."""
    previous = points[0]
    for point in points:
        if point[0] >= x:
            if point[0] == previous[0]:
                return point[1]
            part = (x - previous[0]) / (point[0] - previous[0])
            return previous[1] + part * (point[1] - previous[1])
        previous = point
    return previous[1]
