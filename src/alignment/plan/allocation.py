"""Which proposed actions should an envelope fund? The choice, its equals, its core. Method, section 8.

The first aim is the region's weighted coverage, the second the least cost in cents. Between choices equal in both, the
one with the fewest actions is taken, then the one whose ids (cluster, action) come first: so an action that adds
nothing is never chosen for being free. With a target to reach, the order of the first two aims is turned round.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from alignment.plan.demands import Demand
from alignment.plan.proposals import Choice, Funded, Situation
from alignment.plan.search import COST, COUNT, Aim, Search

MOST_EQUALS = 50
SECONDS = 60.0
"""What each search is given unless another time is asked for; those of real regions take hundredths of it."""


@dataclass(frozen=True)
class Asked:
    """A question: the demands, whether actions may be funded in part, seconds allowed to each search."""

    demands: tuple[Demand, ...]
    partial: bool = False
    seconds: float | None = None

    @property
    def has_target(self) -> bool:
        """Whether the least cost is sought for a coverage, rather than the most coverage for an envelope."""
        return any(demand.kind == "target" for demand in self.demands)

    @property
    def envelope(self) -> int | None:
        """The envelope in cents, None where none was given."""
        return next((int(demand.bound) for demand in self.demands if demand.kind == "envelope"), None)

    def aims(self, situation: Situation, cursor: Fraction | None = None) -> list[Aim]:
        """What is sought, in order."""
        coverage = Aim("coverage", situation.weights(cursor))
        first = [COST, coverage] if self.has_target else [coverage, COST]
        return first if self.partial else [*first, COUNT]

    def search(self, situation: Situation) -> Search:
        """The program of this question."""
        return Search(situation, self.demands, self.partial, self.seconds)


@dataclass(frozen=True)
class Equals:
    """Choices as good as the best, in coverage and in cost, none of which holds an action that it could do without.

    `complete`: there are no others. `core`: the actions that all of them share; without any one of these, a choice
    covers less or costs more.
    """

    choices: tuple[frozenset[int], ...]
    complete: bool
    core: frozenset[int]


@dataclass(frozen=True)
class Best:
    """The answer to a question.

    `proven`: no choice is better by the first aim (else time ran out, and none can exceed `bound`). `settled`: nor,
    among its equals there, by the second aim and the ties. `unique`: no other choice is as good in both aims.
    """

    funded: Funded
    proven: bool
    settled: bool
    unique: bool
    bound: float


def choose(situation: Situation, asked: Asked, aims: Sequence[Aim] | None = None) -> Best | None:
    """The best choice, one and the same in every run; None where the demands cannot be met together.

    `aims` are the question's own unless given: any number of coverages and costs, then the count of actions.
    """
    aims = aims or asked.aims(situation)
    if asked.partial or len(aims) > 3:
        found = asked.search(situation).best(aims)
        return None if found is None else Best(found.funded, found.proven, found.proven, False, found.bound)
    return _settle(situation, asked, aims)


def _settle(situation: Situation, asked: Asked, aims: Sequence[Aim]) -> Best | None:
    """Reach the first aim, then look for another choice as good in it and no worse in the second.

    Most often there is none, and this proves at once that the second aim is reached and that no tie is to be broken.
    """
    first, second = aims[:2]
    search = asked.search(situation)
    # Where cost comes first, free actions may still add to coverage: what is excluded below must not lack them.
    found = search.ask_for_all(first, second) or search.best(aims[:1] if first.kind == "coverage" else aims[:2])
    if found is None:
        return None
    best, bound = found.funded, found.bound
    if not found.proven:
        return Best(best, False, False, False, bound)
    while best.choice:
        search.hold(first, first.measure(best))
        search.hold(second, second.measure(best))
        search.exclude_supersets(best.choice)
        other = search.ask(second)
        if other is None:
            break
        if not other.proven:
            return Best(best, True, False, False, bound)
        is_tie = first.measure(other.funded) == first.measure(best) and second.measure(
            other.funded
        ) == second.measure(best)
        if is_tie:
            return _break_ties(situation, asked, best, aims, bound)
        best = other.funded
    return Best(best, True, True, True, bound)


def _break_ties(situation: Situation, asked: Asked, best: Funded, aims: Sequence[Aim], bound: float) -> Best:
    """Of the choices as good as `best`: the fewest actions, then the ids that come first."""
    search = asked.search(situation)
    for aim in aims[:2]:
        search.hold(aim, aim.measure(best))
    fewest = search.best([COUNT])
    if fewest is None or not fewest.proven:
        return Best(best, True, False, False, bound)
    first = search.first_by_ids()
    return Best((first or fewest).funded, True, first is not None, False, bound)


def equals(situation: Situation, asked: Asked, answer: Best, most: int = MOST_EQUALS) -> Equals:
    """The choices as good as a settled answer (of whole actions), up to `most`, and their core."""
    best = answer.funded
    if answer.unique:
        alone = frozenset(best.choice)
        return Equals((alone,), True, alone)
    search = _as_good_as(best, situation, asked)
    found: list[frozenset[int]] = []
    complete = False
    while not complete and len(found) <= most:
        other = search.ask(COUNT)
        if other is None:
            complete = True
        elif not other.proven:
            break
        else:
            found.append(frozenset(other.funded.choice))
            complete = not found[-1]
            search.exclude_supersets(other.funded.choice)
    shared = frozenset.intersection(*found) if found else frozenset(best.choice)
    if not complete:
        shared = _core(situation, asked, best, shared)
    found.sort(key=lambda choice: (choice != frozenset(best.choice), len(choice), ids(situation, choice)))
    return Equals(tuple(found[:most]), complete, shared)


def _core(situation: Situation, asked: Asked, best: Funded, shared: frozenset[int]) -> frozenset[int]:
    """Of these actions, the ones that cannot be forbidden without loss."""
    search = _as_good_as(best, situation, asked)
    open_, core = set(shared - search.certain), set(shared & search.certain)
    while open_:
        index = min(open_)
        open_.remove(index)
        other = search.without(index, COUNT)
        if other is None:
            core.add(index)
        else:
            open_ &= set(other.funded.choice)
    return frozenset(core)


def _as_good_as(best: Funded, situation: Situation, asked: Asked) -> Search:
    search = asked.search(situation)
    for aim in asked.aims(situation)[:2]:
        search.hold(aim, aim.measure(best))
    return search


def ids(situation: Situation, choice: Choice | frozenset[int]) -> tuple[tuple[str, str], ...]:
    """The ids of a choice, in order."""
    return tuple(situation.proposals[index].ids for index in sorted(choice))
