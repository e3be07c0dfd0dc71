"""Ranking, and what the cursor changes in it: breakpoints, intervals, shares, dominance, stability. Method, 4."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import combinations, pairwise
from math import lcm
from typing import NamedTuple

from alignment.score.contribution import ZERO
from alignment.score.framework import ONE


class Line(NamedTuple):
    """A cluster's alignment along the cursor: R at 0, E at 1."""

    cluster: str
    regional: Fraction
    european: Fraction


class _Whole(NamedTuple):
    """A line whose ends are whole numbers, all lines being multiplied by the same: orders and crossings stay."""

    cluster: str
    regional: int
    european: int

    def at(self, cursor: Fraction) -> int:
        """The value at a cursor, multiplied by its denominator as well."""
        numerator, denominator = cursor.as_integer_ratio()
        return (denominator - numerator) * self.regional + numerator * self.european


class Breakpoint(NamedTuple):
    """A cursor strictly between 0 and 1 at which two clusters swap."""

    cursor: Fraction
    clusters: tuple[str, str]


class Interval(NamedTuple):
    """A stretch of the cursor on which the ranking holds; `ranks` in order of rank, then id."""

    start: Fraction
    end: Fraction
    ranks: Mapping[str, int]


class CursorAnalysis(NamedTuple):
    """What elected members choose between when they move the cursor. Empty without a European side."""

    breakpoints: tuple[Breakpoint, ...] = ()
    intervals: tuple[Interval, ...] = ()
    rank_shares: Mapping[str, Mapping[int, Fraction]] | None = None
    dominance: tuple[tuple[str, str], ...] = ()
    stability: tuple[Fraction, Fraction] | None = None
    """How far the cursor may go down and up before two clusters swap."""


def rank(values: Iterable[tuple[str, Fraction | int]]) -> dict[str, int]:
    """Rank ids by value, highest first; equal values share a rank (1, 1, 3) and stand in order of id."""
    ordered = sorted(values, key=lambda item: (-item[1], item[0]))
    ranks: dict[str, int] = {}
    previous: Fraction | int | None = None
    shared = 0
    for position, (name, value) in enumerate(ordered, start=1):
        if value != previous:
            shared, previous = position, value
        ranks[name] = shared
    return ranks


def analyse(lines: Sequence[Line], cursor: Fraction) -> CursorAnalysis:
    """Work out where and how the ranking of these clusters depends on the cursor."""
    if not lines:
        return CursorAnalysis()
    whole = _whole(sorted(lines, key=lambda line: line.cluster))
    breakpoints = sorted(_breakpoints(whole), key=lambda found: (found.cursor, found.clusters))
    inside = sorted({found.cursor for found in breakpoints})
    bounds = [ZERO, *inside, ONE]
    intervals = tuple(
        Interval(start, end, rank((line.cluster, line.at((start + end) / 2)) for line in whole))
        for start, end in pairwise(bounds)
    )
    shares: dict[str, dict[int, Fraction]] = {line.cluster: {} for line in whole}
    for interval in intervals:
        length = interval.end - interval.start
        for cluster, place in interval.ranks.items():
            spent = shares[cluster]
            spent[place] = spent.get(place, ZERO) + length
    return CursorAnalysis(
        tuple(breakpoints),
        intervals,
        {cluster: dict(sorted(spent.items())) for cluster, spent in shares.items()},
        tuple(_dominance(whole)),
        (
            cursor - max((bound for bound in inside if bound <= cursor), default=ZERO),
            min((bound for bound in inside if bound >= cursor), default=ONE) - cursor,
        ),
    )


def _whole(lines: Sequence[Line]) -> list[_Whole]:
    scale = lcm(*(value.denominator for line in lines for value in (line.regional, line.european)))
    return [_Whole(line.cluster, int(line.regional * scale), int(line.european * scale)) for line in lines]


def _breakpoints(lines: Sequence[_Whole]) -> Iterable[Breakpoint]:
    for one, other in combinations(lines, 2):
        slope = (one.european - one.regional) - (other.european - other.regional)
        ahead = other.regional - one.regional
        # slope 0: coincident or parallel
        if slope and 0 < (cursor := Fraction(ahead, slope)) < 1:
            yield Breakpoint(cursor, (one.cluster, other.cluster))


def _dominance(lines: Sequence[_Whole]) -> Iterable[tuple[str, str]]:
    for one in lines:
        for other in lines:
            as_good = one.regional >= other.regional and one.european >= other.european
            if as_good and (one.regional, one.european) != (other.regional, other.european):
                yield one.cluster, other.cluster
