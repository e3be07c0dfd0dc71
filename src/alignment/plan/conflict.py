"""Demands that cannot be met together: a smallest set of them that already conflicts. Method, section 8."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from alignment.plan.allocation import Asked
from alignment.plan.demands import ON_COVERAGE, Demand
from alignment.plan.proposals import Situation
from alignment.plan.search import COST, COUNT, Aim, Search
from alignment.score.contribution import ZERO


@dataclass(frozen=True)
class Clash:
    """One demand of a conflict. `possible` is the nearest to its bound that the others allow, None where unknown.

    In the unit of the bound: the greatest coverage that can be reached, the least envelope that would do.
    """

    demand: Demand
    possible: Fraction | None


def conflict(situation: Situation, asked: Asked) -> tuple[Clash, ...]:
    """An irreducible conflict: the rest of it could be met if any one of these were given up. In the order asked."""
    left = list(asked.demands)
    for demand in asked.demands:
        others = [other for other in left if other is not demand]
        if _search(situation, asked, others).ask(COUNT) is None:
            left = others
    return tuple(Clash(demand, _possible(demand, left, situation, asked)) for demand in left)


def _possible(demand: Demand, left: list[Demand], situation: Situation, asked: Asked) -> Fraction | None:
    others = [other for other in left if other is not demand]
    if demand.kind == "envelope":
        aim = COST
    elif demand.kind in ON_COVERAGE:
        aim = Aim("coverage", tuple(demand.leaves.get(leaf, ZERO) for leaf in range(len(situation.priorities))))
    else:
        return None
    found = _search(situation, asked, others).ask(aim)
    return abs(aim.measure(found.funded)) if found is not None and found.proven else None


def _search(situation: Situation, asked: Asked, demands: list[Demand]) -> Search:
    return replace(asked, demands=tuple(demands)).search(situation)
