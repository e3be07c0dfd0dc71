"""Would money spread at random follow the weights as well? The null model of the balance index. Method, section 7."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from random import Random

from alignment.score.framework import WeightedFramework
from alignment.score.funding import attribute_action
from alignment.score.setting import ScoredAction

DRAWS = 10_000
SEED = 1
"""The seed of every run: the same data give the same percentile, on every machine."""


@dataclass(frozen=True)
class Chance:
    """How the stated balance index stands among draws; `below` and `ties` count draws."""

    below: int
    ties: int
    draws: int

    @property
    def percentile(self) -> Fraction:
        """Share of the draws below the stated index, ties half, 0 to 1."""
        return Fraction(2 * self.below + self.ties, 2 * self.draws)


def chance(
    actions: Iterable[ScoredAction], framework: WeightedFramework, draws: int = DRAWS, seed: int = SEED
) -> Chance | None:
    """Place the balance index of these actions among indices of chance, None where nothing is attributed.

    In each draw the cents of each action that has some, in the order given, fall on as many leaves drawn without
    replacement (Mersenne Twister, `random()`). Sums are compared as integers, over the weights' common denominator.
    """
    budgets = [part for scored in actions if (part := _cents(scored, framework))]
    if not budgets:
        return None
    scale = lcm(*(leaf.weight.denominator for leaf in framework.leaves))
    total = sum(sum(parts.values()) for parts in budgets)
    # min(f(p), w(p)) times total * scale: both are then whole numbers.
    caps = [int(leaf.weight * scale * total) for leaf in framework.leaves]
    scaled = [[cents * scale for cents in parts.values()] for parts in budgets]
    stated = [0] * len(caps)
    for parts in budgets:
        for place, leaf in enumerate(framework.weights):
            stated[place] += parts.get(leaf, 0) * scale
    goal = sum(map(min, stated, caps))
    below = ties = 0
    for drawn in _spread(scaled, len(caps), draws, Random(seed)):  # noqa: S311 (a simulation, not a secret)
        index = sum(map(min, drawn, caps))
        below += index < goal
        ties += index == goal
    return Chance(below, ties, draws)


def _cents(scored: ScoredAction, framework: WeightedFramework) -> dict[str, int]:
    """What an action attributes, without the leaves that it leaves at zero."""
    return {leaf: cents for leaf, cents in attribute_action(scored, framework).by_leaf.items() if cents}


def _spread(parts: Sequence[Sequence[int]], leaves: int, draws: int, source: Random) -> Iterator[list[int]]:
    """The sums by leaf of each draw. A shuffle begun from any order is uniform, so one list serves all."""
    places = list(range(leaves))
    plan = [(index, leaves - index, amount) for action in parts for index, amount in enumerate(action)]
    random = source.random
    for _ in range(draws):
        sums = [0] * leaves
        for index, free, amount in plan:
            other = index + int(random() * free)
            place = places[other]
            places[other] = places[index]
            places[index] = place
            sums[place] += amount
        yield sums
