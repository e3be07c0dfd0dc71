"""Why a proposed action was not chosen, and why a priority remains uncovered: one reason each. Method, section 8."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from alignment.plan.allocation import Asked, Equals
from alignment.plan.demands import Demand, keep
from alignment.plan.proposals import Funded, Proposal, Situation
from alignment.score.contribution import ZERO
from alignment.score.framework import ONE

Why = Literal[
    "unknown-budget",
    "dropped",
    "nothing",
    "dominated",
    "already-chosen-cover",
    "beyond-envelope",
    "cluster-maximum",
    "as-good",
    "not-needed",
    "too-dear",
    "time",
]


@dataclass(frozen=True)
class Forced:
    """What choosing an action all the same would cost: coverage lost (0 to 1), cents more; `impossible` if it can't be."""

    coverage: Fraction
    cost: int
    impossible: bool = False


@dataclass(frozen=True)
class NotChosen:
    """One proposed action left out.

    `alone` is what it would add to the region as it is, `beside` what it would add to the choice, as shares of the
    objective. `by` is the chosen action that dominates it; `demand` the demand that keeps it out.
    """

    proposal: Proposal
    why: Why
    alone: Fraction
    beside: Fraction
    by: Proposal | None = None
    demand: Demand | None = None
    forced: Forced | None = None


def not_chosen(
    situation: Situation, asked: Asked, before: Funded, best: Funded, equal: Equals | None
) -> Iterator[NotChosen]:
    """The proposed actions that the choice leaves out, in order of ids; those without known budget last."""
    elsewhere = frozenset().union(*equal.choices) if equal else frozenset()
    for index, proposal in enumerate(situation.proposals):
        if index not in best.choice:
            yield _reason(index, proposal, situation, asked, before, best, elsewhere)
    for proposal in situation.unpriced:
        yield NotChosen(proposal, "unknown-budget", before.gain(proposal), best.gain(proposal))


def _reason(
    index: int,
    proposal: Proposal,
    situation: Situation,
    asked: Asked,
    before: Funded,
    best: Funded,
    elsewhere: frozenset[int],
) -> NotChosen:
    alone, beside = before.gain(proposal), best.gain(proposal)

    def because(why: Why, by: Proposal | None = None, demand: Demand | None = None) -> NotChosen:
        return NotChosen(proposal, why, alone, beside, by, demand)

    for demand in asked.demands:
        if demand.kind == "drop" and index in demand.shares:
            return because("dropped", demand=demand)
    if not alone:
        return because("nothing")
    if index in elsewhere:
        return because("as-good")
    if not beside:
        stronger = _dominating(proposal, situation, best)
        return because("dominated", by=stronger) if stronger else because("already-chosen-cover")
    with_it = situation.fund({**best.choice, index: ONE})
    for demand in asked.demands:
        if demand.kind == "envelope" and proposal.cost > demand.bound:
            return because("beyond-envelope", demand=demand)
        if demand.kind == "max" and not demand.holds(with_it):
            return because("cluster-maximum", demand=demand)
    if asked.has_target:
        return because("not-needed")
    # Only a search that was cut short can have left out what there was room for.
    return because("time" if all(demand.holds(with_it) for demand in asked.demands) else "too-dear")


def force(each: NotChosen, situation: Situation, asked: Asked, best: Funded) -> NotChosen:
    """The same, with what the best choice that holds the action would cost."""
    kept = replace(asked, demands=(*asked.demands, keep(situation, each.proposal.ref)))
    found = kept.search(situation).best(kept.aims(situation)[:2])
    if found is None:
        return replace(each, forced=Forced(ZERO, 0, impossible=True))
    if not found.proven:
        return each
    more = situation.cost(found.funded.choice) - situation.cost(best.choice)
    return replace(each, forced=Forced(best.value - found.funded.value, more))


def _dominating(proposal: Proposal, situation: Situation, best: Funded) -> Proposal | None:
    """A chosen action of the same cluster that does at least as much wherever this one counts, for no more money."""
    weights = situation.weights()
    for index, share in sorted(best.choice.items()):
        other = situation.proposals[index]
        if (
            share == 1
            and other.cluster.id == proposal.cluster.id
            and other.cost <= proposal.cost
            and all(
                other.reach.get(leaf, ZERO) >= value for leaf, value in proposal.reach.items() if weights[leaf]
            )
        ):
            return other
    return None


Lack = Literal["no-proposal", "unknown-budget", "not-chosen", "all-chosen"]


@dataclass(frozen=True)
class Uncovered:
    """A priority that the choice leaves partly uncovered. `missing` is what it still takes from the objective.

    `actions` are the proposed ones that `why` speaks of: without known budget, not chosen, or chosen.
    """

    leaf: int
    missing: Fraction
    why: Lack
    actions: tuple[Proposal, ...]


def uncovered(situation: Situation, best: Funded) -> list[Uncovered]:
    """The priorities not fully covered by the choice, what weighs most first, ties in file order."""
    weights = situation.weights()
    found = []
    for leaf, coverage in enumerate(best.coverage):
        missing = weights[leaf] * (1 - coverage)
        if missing:
            found.append(Uncovered(leaf, missing, *_lack(leaf, situation, best)))
    return sorted(found, key=lambda each: (-each.missing, each.leaf))


def _lack(leaf: int, situation: Situation, best: Funded) -> tuple[Lack, tuple[Proposal, ...]]:
    """What stands in the way: a candidate left out comes before an unknown budget, which comes before all chosen."""

    def raises(proposal: Proposal) -> bool:
        return proposal.reach.get(leaf, ZERO) > best.best.get((leaf, proposal.cluster.id), ZERO)

    left = tuple(p for i, p in enumerate(situation.proposals) if i not in best.choice and raises(p))
    if left:
        return "not-chosen", left
    unpriced = tuple(p for p in situation.unpriced if raises(p))
    if unpriced:
        return "unknown-budget", unpriced
    chosen = tuple(situation.proposals[i] for i in sorted(best.choice) if leaf in situation.proposals[i].reach)
    return ("all-chosen", chosen) if chosen else ("no-proposal", ())
