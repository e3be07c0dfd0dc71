"""Pictures before they are drawn: what a chart shows, with the sentence that stands for it where it cannot be seen.

Content modules build them, `charts` draws them as SVG, and every form that shows pictures uses that one drawing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from alignment.kernel.bilingual import Bilingual


@dataclass(frozen=True)
class Bar:
    """One bar, a share of 0 to 1 (None: nothing to draw); `mark` is a second share set against it, `note` words beside."""

    label: str
    value: Fraction | None
    mark: Fraction | None = None
    note: str = ""


@dataclass(frozen=True)
class Bars:
    """Horizontal bars on one scale; `value` and `mark` say what each stands for, `limits` are named shares."""

    bars: tuple[Bar, ...]
    value: str
    mark: str = ""
    limits: tuple[tuple[str, Fraction], ...] = ()


@dataclass(frozen=True)
class HeatMap:
    """Shares by row and column, None where a cell has no figure. Columns are numbered, their names are told apart."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[Fraction | None, ...], ...]


@dataclass(frozen=True)
class Line:
    """A named broken line, points in order of x; a `strong` one stands out."""

    name: str
    points: tuple[tuple[Fraction, Fraction], ...]
    strong: bool = False


@dataclass(frozen=True)
class Lines:
    """Shares along the cursor (x from 0 to 1), over whole years or over amounts (cents, `ends` naming what they are).

    `here` is the x in force, `marks` are named x, `dots` places of a line (x, y) with the words beside them. A line
    without a name is the only one.
    """

    lines: tuple[Line, ...]
    axis: Literal["cursor", "years", "money"]
    here: Fraction | None = None
    marks: tuple[tuple[str, Fraction], ...] = ()
    ends: tuple[str, str] = ("", "")
    dots: tuple[tuple[str, Fraction, Fraction], ...] = ()


@dataclass(frozen=True)
class Place:
    """A region on the map: its share (None: not scored), what is said of it, and where its own page is."""

    name: str
    value: Fraction | None
    said: str
    page: str | None = None


@dataclass(frozen=True)
class RegionMap:
    """The regions shaded by a share; `value` says which, `absent` what an unshaded region means."""

    places: Mapping[str, Place]
    value: str
    absent: str


@dataclass(frozen=True)
class Chain:
    """Who holds which stage of a value chain: how many actions by row and stage (0: none known), the first row our own.

    `counted` is the noun of what is counted, in the singular and the plural.
    """

    stages: tuple[str, ...]
    rows: tuple[str, ...]
    cells: tuple[tuple[int, ...], ...]
    counted: tuple[Bilingual, Bilingual]


Drawing = Bars | Chain | HeatMap | Lines | RegionMap


@dataclass(frozen=True)
class Figure:
    """A picture with its title and the sentence that tells what it shows (its text alternative)."""

    key: str
    title: str
    description: str
    drawing: Drawing
