"""What each envelope could reach: the frontier, its knees, its next step, and what one more euro would bring.

Method, section 8. Every point is a proven optimum: no other choice covers more for as little.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from alignment.plan.allocation import Asked
from alignment.plan.demands import envelope, without
from alignment.plan.proposals import Funded, Situation
from alignment.plan.search import COST, COUNT, Aim

MOST_POINTS = 24
"""A longer frontier is traced by as many points, spread over its height."""
KNEE = Fraction(1, 2)
"""A knee is a point after which a euro brings less than this part of what it brought on the way there."""


@dataclass(frozen=True)
class Point:
    """The most weighted coverage (0 to 1) for a cost in cents, and the choice that gives it."""

    cost: int
    coverage: Fraction
    funded: Funded


@dataclass(frozen=True)
class Frontier:
    """Points by cost, coverage strictly rising. `complete`: between two of them there is nothing."""

    points: tuple[Point, ...]
    complete: bool

    @property
    def knees(self) -> tuple[Point, ...]:
        """The points where a euro starts to bring much less, on the frontier's concave hull."""
        hull = concave_hull(self.points)
        return tuple(
            middle
            for before, middle, after in zip(hull, hull[1:], hull[2:], strict=False)
            if slope(middle, after) < KNEE * slope(before, middle)
        )


def slope(one: Point, other: Point) -> Fraction:
    """Coverage for one cent between two points of different costs."""
    return (other.coverage - one.coverage) / (other.cost - one.cost)


def concave_hull(points: Sequence[Point]) -> list[Point]:
    """The points that no mix of two others beats, from the cheapest on."""
    hull: list[Point] = []
    for point in points:
        while len(hull) > 1 and slope(hull[-2], hull[-1]) <= slope(hull[-1], point):
            hull.pop()
        hull.append(point)
    return hull


def trace(situation: Situation, asked: Asked, most: int = MOST_POINTS) -> Frontier:
    """The frontier of a question, its envelope and its target left aside.

    The gap in coverage that is widest is looked into first: at half its cost, then just below its upper end.
    """
    open_question = replace(asked, demands=without(asked.demands, "envelope", "target"))
    lowest = _at(situation, open_question, (COST, Aim("coverage", situation.weights())))
    highest = _at(situation, open_question, (Aim("coverage", situation.weights()), COST))
    if lowest is None or highest is None:
        return Frontier((), False)
    if asked.partial:
        return _evenly(situation, open_question, lowest, highest)
    points = {lowest.cost: lowest, highest.cost: highest}
    gaps = [(lowest, highest, lowest.cost)] if lowest.cost < highest.cost else []
    while gaps and len(points) < most:
        gaps.sort(key=lambda gap: (gap[1].coverage - gap[0].coverage, -gap[0].cost))
        low, high, searched = gaps.pop()
        # Up to `searched` cents nothing better than `low` exists.
        limit = (searched + high.cost) // 2 if searched == low.cost else high.cost - 1
        if limit <= searched:
            continue
        point = _below(situation, open_question, limit)
        if point is None:
            return Frontier(tuple(points[cost] for cost in sorted(points)), False)
        if point.cost <= low.cost:
            gaps.append((low, high, limit))
            continue
        points[point.cost] = point
        if point.cost - low.cost > 1:
            gaps.append((low, point, max(low.cost, min(searched, point.cost - 1))))
        if high.cost - limit > 1:
            gaps.append((point, high, limit))
    return Frontier(tuple(points[cost] for cost in sorted(points)), not gaps)


def _evenly(situation: Situation, asked: Asked, lowest: Point, highest: Point, parts: int = 12) -> Frontier:
    """The frontier of actions funded in part, which has no steps: envelopes at equal distances."""
    points = {lowest.cost: lowest, highest.cost: highest}
    for part in range(1, parts):
        point = _below(situation, asked, lowest.cost + (highest.cost - lowest.cost) * part // parts)
        if point is not None and lowest.coverage < point.coverage < highest.coverage:
            points[point.cost] = point
    return Frontier(tuple(points[cost] for cost in sorted(points)), False)


def next_step(situation: Situation, asked: Asked, best: Funded) -> Point | None:
    """The cheapest choice that covers more than `best`, by a thousandth of a point at least, the envelope left aside; None if none does."""
    search = replace(asked, demands=without(asked.demands, "envelope", "target")).search(situation)
    weights = situation.weights()
    search.beat(weights, best.value)
    found = search.best((COST, Aim("coverage", weights), COUNT))
    if found is None or not found.proven:
        return None
    return Point(situation.cost(found.funded.choice), found.funded.value, found.funded)


def one_more_euro(situation: Situation, asked: Asked) -> float | None:
    """An estimate: the coverage that one more euro of envelope would bring if actions could be cut at will."""
    return asked.search(situation).one_more_euro(Aim("coverage", situation.weights()))


def _below(situation: Situation, asked: Asked, cents: int) -> Point | None:
    limited = replace(asked, demands=(*asked.demands, envelope(situation, cents)))
    return _at(situation, limited, (Aim("coverage", situation.weights()), COST))


def _at(situation: Situation, asked: Asked, aims: Sequence[Aim]) -> Point | None:
    # The count comes last: a free action that adds nothing is no part of a step.
    found = asked.search(situation).best(aims if asked.partial else (*aims, COUNT))
    if found is None or not found.proven:
        return None
    return Point(situation.cost(found.funded.choice), found.funded.value, found.funded)


def steps(points: Sequence[Point]) -> list[tuple[int, Fraction]]:
    """The frontier as a staircase: coverage stays what it was until the next cost is paid."""
    drawn = [(point.cost, point.coverage) for point in points[:1]]
    for low, high in pairwise(points):
        drawn += [(high.cost, low.coverage), (high.cost, high.coverage)]
    return drawn
