"""Lines along the cursor, over years or over amounts, each named at its right end; strong ones stand out by weight, not by hue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import cycle

from alignment.kernel.bilingual import Lang
from alignment.report import words
from alignment.report.charts.palette import fill, stroke
from alignment.report.charts.svg import element, picture, rect, shortened, span, text, titled
from alignment.report.figure import Figure, Line, Lines

_NARROW = 480
_GAP = 15.0
_LEFT, _TOP, _BOTTOM = 42.0, 26.0, 44.0
_APART = 60
"""How far apart amounts stand on an axis, in pixels."""
_DASHES = ("", "7 3", "2 3", "9 3 2 3")
"""Strong lines differ by their dashes too."""


@dataclass(frozen=True)
class _Plane:
    """Where values stand on the paper."""

    left: float
    top: float
    width: float
    height: float
    first: Fraction
    last: Fraction
    high: Fraction

    def x(self, value: Fraction) -> float:
        spread = self.last - self.first
        return self.left + (float((value - self.first) / spread) if spread else 0.5) * self.width

    def y(self, value: Fraction) -> float:
        return self.top + self.height - float(value / self.high) * self.height


def draw(drawing: Lines, figure: Figure, width: int, lang: Lang, name: str) -> str:
    """The plane grows with the number of lines, so that their names stand one under another."""
    names = min(0.34 * width, max((span(line.name) for line in drawing.lines), default=0) + 16)
    names = max(names, span(_written(drawing.here, drawing, lang)) / 2 if drawing.axis == "money" else 0)
    height = max(230.0 if width < _NARROW else 300.0, _GAP * len(drawing.lines) + 20)
    xs = [x for line in drawing.lines for x, _ in line.points] or [Fraction(0), Fraction(1)]
    if drawing.axis == "money":
        xs += [Fraction(0), *([drawing.here] if drawing.here is not None else [])]
    highest = max((y for line in drawing.lines for _, y in line.points), default=Fraction(1))
    high = max(Fraction(1, 10), Fraction(-(-highest * 10 // 1), 10))
    plane = _Plane(_LEFT, _TOP, width - _LEFT - names, height, min(xs), max(xs), high)
    parts = [*_grid(drawing, plane, lang), *_marks(drawing, plane)]
    strong = [line for line in drawing.lines if line.strong]
    parts += [_line(line, plane, "") for line in drawing.lines if not line.strong]
    parts += [_line(line, plane, _DASHES[index % len(_DASHES)]) for index, line in enumerate(strong)]
    parts += _names([line for line in drawing.lines if line.name], plane, names, lang)
    if drawing.here is not None:
        parts.append(_here(drawing, plane, lang))
    parts += _dots(drawing, plane)
    return picture(name, figure.title, figure.description, width, _TOP + height + _BOTTOM, *parts)


def _grid(drawing: Lines, plane: _Plane, lang: Lang) -> list[str]:
    parts = []
    step = Fraction(1, 10) if plane.high <= Fraction(1, 2) else Fraction(1, 5)
    level = Fraction(0)
    while level <= plane.high:
        y = plane.y(level)
        parts.append(
            element("path", {"d": f"M{plane.left:.1f} {y:.1f}H{plane.left + plane.width:.1f}", **stroke("rule")})
        )
        parts.append(text(plane.left - 7, y + 4, words.share(level, lang, 0), "soft", anchor="end", size=11))
        level += step
    base = plane.top + plane.height + 18
    if drawing.axis == "money":
        parts += _amounts(drawing, plane, base, lang)
    elif drawing.axis == "cursor":
        start, end = drawing.ends
        parts.append(text(plane.left, base, start, "soft", size=11))
        parts.append(text(plane.left + plane.width, base, end, "soft", anchor="end", size=11))
    else:
        years = range(int(plane.first), int(plane.last) + 1)
        every = -(-len(years) * 34 // max(1, int(plane.width)))
        parts += [
            text(plane.x(Fraction(year)), base, str(year), "soft", anchor="middle", size=11)
            for index, year in enumerate(years)
            if index % max(1, every) == 0
        ]
    return parts


def _amounts(drawing: Lines, plane: _Plane, base: float, lang: Lang) -> list[str]:
    """Round amounts, as many as there is room for, and what they are below them."""
    step = _round_step((plane.last - plane.first) * _APART / max(1, int(plane.width)))
    ticks = range(0, int(plane.last) + 1, step)
    parts = [
        text(plane.x(Fraction(cents)), base, words.money(cents, lang), "soft", anchor="middle", size=11)
        for cents in ticks
    ]
    right = plane.left + plane.width
    return [*parts, text(right, base + 18, drawing.ends[1], "soft", anchor="end", size=11)]


def _round_step(least: Fraction) -> int:
    """The first of 1, 2, 5, 10, 20, 50... hundred euros that is not below `least` cents."""
    step, twice = 10_000, cycle((4, 5, 4))
    while step < least:
        step = step * next(twice) // 2
    return step


def _dots(drawing: Lines, plane: _Plane) -> list[str]:
    """Places of a line that matter, each with its words: below it on the right, where a rising line leaves room."""
    parts = []
    for said, x, y in drawing.dots:
        left, top, room = plane.x(x), plane.y(y), span(said, 11)
        start = left - 10 - room if left + 10 + room > plane.left + plane.width else left + 10
        parts.append(
            element(
                "g",
                {},
                titled("title", said),
                element("circle", {"cx": left, "cy": top, "r": 4.5, **fill("warm")}),
                rect(start - 2, top + 4, room + 4, 15, "paper"),
                text(start, top + 15, said, "warm", size=11),
            )
        )
    return parts


def _written(here: Fraction | None, drawing: Lines, lang: Lang) -> str:
    """A place on the axis in words."""
    if here is None:
        return ""
    return words.money(int(here), lang) if drawing.axis == "money" else words.share(here, lang, 0)


def _marks(drawing: Lines, plane: _Plane) -> list[str]:
    """Named places on the axis, as triangles under it; their names are told on hover and in the tables."""
    base = plane.top + plane.height
    return [
        element(
            "g",
            {},
            titled("title", label),
            element("path", {"d": f"M{plane.x(x):.1f} {base + 2:.1f}l4.5 8h-9z", **fill("warm")}),
        )
        for label, x in drawing.marks
    ]


def _line(line: Line, plane: _Plane, dashes: str) -> str:
    path = "M" + "L".join(f"{plane.x(x):.1f} {plane.y(y):.1f}" for x, y in line.points)
    look: dict[str, object] = {"d": path, **(stroke("accent", 2.4) if line.strong else stroke("quiet", 1.2))}
    if dashes:
        look["stroke-dasharray"] = dashes
    return element("g", {}, titled("title", line.name), element("path", look))


def _names(lines: Sequence[Line], plane: _Plane, room: float, lang: Lang) -> list[str]:
    """Names at the right, moved apart so that none covers another, tied to their lines by a thin stroke."""
    ends = sorted(((plane.y(line.points[-1][1]), line) for line in lines if line.points), key=lambda end: end[0])
    places: list[float] = []
    for y, _ in ends:
        places.append(max(y, places[-1] + _GAP) if places else y)
    lowest = plane.top + plane.height
    for index in range(len(places) - 1, -1, -1):
        places[index] = min(places[index], lowest)
        lowest = places[index] - _GAP
    right = plane.left + plane.width
    parts = []
    for (y, line), place in zip(ends, places, strict=True):
        shown = shortened(line.name, room - 16)
        parts.append(
            element(
                "g",
                {},
                titled("title", f"{line.name} – {words.share(line.points[-1][1], lang)}"),
                element(
                    "path", {"d": f"M{right:.1f} {y:.1f}L{right + 10:.1f} {place:.1f}", **stroke("quiet", 0.8)}
                ),
                text(
                    right + 13,
                    place + 4,
                    shown,
                    "ink" if line.strong else "soft",
                    weight=600 if line.strong else 400,
                ),
            )
        )
    return parts


def _here(drawing: Lines, plane: _Plane, lang: Lang) -> str:
    """Where the cursor stands; a page may move it, knowing the left end and the width of the axis."""
    assert drawing.here is not None
    x = plane.x(drawing.here)
    return element(
        "g",
        {
            "class": "here",
            "transform": f"translate({x:.1f} 0)",
            "data-left": plane.left,
            "data-width": plane.width,
        },
        element("path", {"d": f"M0 {plane.top - 8:.1f}V{plane.top + plane.height:.1f}", **stroke("warm", 1.8)}),
        text(0, plane.top - 13, _written(drawing.here, drawing, lang), "warm", anchor="middle", weight=600),
    )
