"""Everything that `alignment allocate` says, worked out once for all forms. Method, section 8."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from alignment.plan.allocation import Asked, Best, Equals, choose, equals
from alignment.plan.along_cursor import AlongCursor, along_cursor
from alignment.plan.conflict import Clash, conflict
from alignment.plan.frontier import MOST_POINTS, Frontier, Point, next_step, one_more_euro, trace
from alignment.plan.proposals import Funded, Situation
from alignment.plan.reasons import NotChosen, Uncovered, force, not_chosen, uncovered

MOST_AT_ONCE = 300
"""With more candidates, the frontier and the effect of the cursor take minutes: they are worked out if asked for."""
MOST_FORCED = 60
"""With more candidates, what it would cost to choose each of the others all the same is not worked out."""


@dataclass(frozen=True)
class Allocation:
    """The answer to one question, with what surrounds it.

    `best` is None where there is no candidate or where the demands conflict. `euro` is an estimate; `frontier` and
    `cursor` are None where they were not worked out (`is_brief`) or have no meaning.
    """

    situation: Situation
    asked: Asked
    before: Funded
    best: Best | None = None
    clash: tuple[Clash, ...] = ()
    equal: Equals | None = None
    left_out: tuple[NotChosen, ...] = ()
    uncovered: tuple[Uncovered, ...] = ()
    euro: float | None = None
    step: Point | None = None
    frontier: Frontier | None = None
    cursor: AlongCursor | None = None
    is_brief: bool = False

    @property
    def cost(self) -> int:
        """What the choice takes from the region, in cents."""
        return self.situation.cost(self.best.funded.choice) if self.best else 0

    @property
    def added(self) -> Fraction:
        """What the choice adds to the weighted coverage, 0 to 1."""
        return self.best.funded.value - self.before.value if self.best else Fraction(0)


def allocate(situation: Situation, asked: Asked, thorough: bool = False) -> Allocation:
    """Answer a question. Raises UserError where the solver isn't installed."""
    before = situation.fund({})
    nothing = Allocation(situation, asked, before)
    if not situation.proposals:
        return replace(
            nothing,
            left_out=tuple(not_chosen(situation, asked, before, before, None)),
            uncovered=tuple(uncovered(situation, before)),
        )
    best = choose(situation, asked)
    if best is None:
        return replace(nothing, clash=conflict(situation, asked))
    equal = equals(situation, asked, best) if best.settled and not asked.partial else None
    left_out = list(not_chosen(situation, asked, before, best.funded, equal))
    if best.settled and len(situation.proposals) <= MOST_FORCED:
        left_out = [
            force(each, situation, asked, best.funded) if each.why in ("too-dear", "not-needed") else each
            for each in left_out
        ]
    answer = replace(
        nothing,
        best=best,
        equal=equal,
        left_out=tuple(left_out),
        uncovered=tuple(uncovered(situation, best.funded)),
        euro=None if asked.has_target else one_more_euro(situation, asked),
    )
    if not best.proven or (len(situation.proposals) > MOST_AT_ONCE and not thorough):
        return replace(answer, is_brief=True)
    return replace(
        answer,
        step=None if asked.partial else next_step(situation, asked, best.funded),
        frontier=trace(
            situation, asked, MOST_POINTS if len(situation.proposals) > MOST_FORCED else 3 * MOST_POINTS
        ),
        cursor=along_cursor(situation, asked),
    )
