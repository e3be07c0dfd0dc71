"""How the choice changes with the cursor: stretches of it on which one choice is best. Method, section 8.

What a choice is worth is a line over the cursor (its SRDEII coverage at 0, its European one at 1), so the best choices
make the upper envelope of lines. It is found by asking where two known lines cross: either nothing is better there, and
the choice changes at that cursor, or a better line is found, and both sides are looked into.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from alignment.plan.allocation import Asked, choose
from alignment.plan.funding_program import SLACK, Aim
from alignment.plan.proposals import Funded, Situation
from alignment.score.contribution import ZERO
from alignment.score.framework import ONE

MOST_LINES = 12
"""Beyond so many different best choices, the rest of the cursor is left unsearched and said to be so."""


@dataclass(frozen=True)
class Stretch:
    """From one cursor to another (equal for the ends 0 and 1 alone), the best choice there."""

    start: Fraction
    end: Fraction
    funded: Funded


@dataclass(frozen=True)
class AlongCursor:
    """The stretches in order. `core`: the actions chosen at every cursor; `complete`: no other stretch exists."""

    stretches: tuple[Stretch, ...]
    complete: bool

    @property
    def core(self) -> frozenset[int]:
        """The actions that are chosen wherever the cursor stands."""
        return frozenset.intersection(*(frozenset(stretch.funded.choice) for stretch in self.stretches))

    @property
    def ever(self) -> frozenset[int]:
        """The actions that are chosen somewhere."""
        return frozenset().union(*(stretch.funded.choice for stretch in self.stretches))


def along_cursor(situation: Situation, asked: Asked, most: int = MOST_LINES) -> AlongCursor | None:
    """Follow the best choice from the SRDEII alone to Europe alone.

    None where there is no European side, where a coverage is aimed at rather than an envelope spent, or where the
    demands cannot be met.
    """
    if not situation.setting.has_european_side or asked.has_target:
        return None

    def best(*cursors: Fraction) -> Funded | None:
        """The best choice at a first cursor, ties by what follows."""
        aims = [Aim("coverage", situation.weights(cursor)) for cursor in cursors]
        found = choose(situation, asked, [*aims, *asked.aims(situation)[1:]])
        return found.funded if found is not None and found.proven else None

    left, right = best(ZERO, ONE), best(ONE, ZERO)
    if left is None or right is None:
        return None
    # Funded in part, a choice is known to the cent only: what is better by less than that is not.
    margin = Fraction(SLACK) if asked.partial else ZERO
    changes, complete = _changes(left, right, best, most, margin)
    bounds = [ZERO, *changes, ONE]
    stretches = []
    for start, end in pairwise(bounds):
        found = best((start + end) / 2)
        if found is None:
            return None
        stretches.append(Stretch(start, end, found))
    first, last = best(ZERO), best(ONE)
    if first is not None and set(first.choice) != set(stretches[0].funded.choice):
        stretches.insert(0, Stretch(ZERO, ZERO, first))
    if last is not None and set(last.choice) != set(stretches[-1].funded.choice):
        stretches.append(Stretch(ONE, ONE, last))
    return AlongCursor(tuple(stretches), complete)


def _changes(
    left: Funded, right: Funded, best: Callable[[Fraction], Funded | None], most: int, margin: Fraction
) -> tuple[list[Fraction], bool]:
    """The cursors where the upper envelope between two lines breaks, in order; whether all were found."""
    changes: list[Fraction] = []
    open_, asked, complete = [(left, right)], 0, True
    while open_:
        one, other = open_.pop()
        cursor = crossing(one, other)
        if cursor is None:
            continue
        if asked == most:
            complete = False
            changes.append(cursor)
            continue
        asked += 1
        found = best(cursor)
        if found is None or at(found, cursor) <= at(one, cursor) + margin:
            changes.append(cursor)
        else:
            open_ += [(one, found), (found, other)]
    return sorted(set(changes)), complete


def at(funded: Funded, cursor: Fraction) -> Fraction:
    """What a choice is worth at a cursor."""
    regional, european = funded.sides
    return (1 - cursor) * regional + cursor * european


def crossing(one: Funded, other: Funded) -> Fraction | None:
    """The cursor strictly between 0 and 1 where the second becomes better than the first; None where it never does."""
    rise = (other.sides[1] - other.sides[0]) - (one.sides[1] - one.sides[0])
    if rise <= 0:
        return None
    cursor = (one.sides[0] - other.sides[0]) / rise
    return cursor if 0 < cursor < 1 else None
