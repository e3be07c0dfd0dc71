"""A small plot in characters: the scores along the cursor, or coverage over the years."""

from __future__ import annotations

from fractions import Fraction

from alignment.kernel.bilingual import Lang
from alignment.kernel.safe_text import terminal as safe
from alignment.report import words
from alignment.report.document import Plot

_HEIGHT = 12
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def draw(plot: Plot, lang: Lang, width: int, unicode: bool) -> str:
    """Each series as a letter on a grid, with its legend; a place that several share shows `*`."""
    series = plot.series[: len(_LETTERS)]
    values = [y for _, points in series for _, y in points]
    abscissae = [x for _, points in series for x, _ in points]
    if not values:
        return ""
    low, high = min(values), max(values)
    first, last = min(abscissae), max(abscissae)
    columns = min(width - 12, 72)
    rows = [[" "] * columns for _ in range(_HEIGHT)]
    for letter, (_, points) in zip(_LETTERS, series, strict=False):
        for column in range(columns):
            x = first + (last - first) * Fraction(column, max(1, columns - 1))
            row = _row(_interpolate(points, x), low, high)
            rows[row][column] = letter if rows[row][column] in (" ", letter) else "*"
    axis, corner, line = ("│", "└", "─") if unicode else ("|", "+", "-")
    out = [safe(plot.title)]
    for index, line_cells in enumerate(rows):
        label = {0: words.share(high, lang), _HEIGHT - 1: words.share(low, lang)}.get(index, "")
        out.append(f"{label:>9} {axis}" + "".join(line_cells).rstrip())
    out.append(" " * 10 + corner + line * columns)
    if plot.x_label:
        out.append(" " * 11 + safe(plot.x_label))
    for name, x in plot.marks:
        out.append(f"   ^ {words.share(x, lang)} : {safe(name)}")
    legend = [f"{letter} {safe(name)}" for letter, (name, _) in zip(_LETTERS, series, strict=False)]
    out.append("   " + "   ".join(legend))
    return "\n".join(out)


def _row(value: Fraction, low: Fraction, high: Fraction) -> int:
    if high == low:
        return _HEIGHT // 2
    return _HEIGHT - 1 - int((value - low) / (high - low) * (_HEIGHT - 1) + Fraction(1, 2))


def _interpolate(points: tuple[tuple[Fraction, Fraction], ...], x: Fraction) -> Fraction:
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
