"""What the council fixes beforehand: the envelope, actions to keep or drop, bounds on clusters, floors on priorities.

A demand is a linear statement on a choice; it can be judged exactly, and written as a row of the solver's program.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from alignment.kernel.bilingual import Bilingual
from alignment.kernel.user_error import UserError
from alignment.plan.proposals import Choice, Funded, Proposal, Situation
from alignment.score.contribution import ZERO
from alignment.score.framework import ONE, WeightedFramework

Kind = Literal["envelope", "target", "keep", "drop", "min", "max", "floor"]
UPPER: frozenset[Kind] = frozenset({"envelope", "max", "drop"})
"""The demands that bound from above; the others bound from below."""
ON_COVERAGE: frozenset[Kind] = frozenset({"target", "floor"})


@dataclass(frozen=True)
class Demand:
    """One thing that was asked. `subject` is an action, a cluster or a priority as typed, "" for the whole choice.

    `bound` is in cents (envelope, min, max) or a share (target, floor; 1 for keep, 0 for drop). `shares` weighs the
    proposals that it bears on (their cost in cents, or 1); `leaves` weighs priorities (sum 1).
    """

    kind: Kind
    subject: str
    bound: Fraction
    shares: Mapping[int, int] = field(default_factory=dict)
    leaves: Mapping[int, Fraction] = field(default_factory=dict)

    def reached(self, funded: Funded) -> Fraction:
        """What a choice gives of it, exactly, in the unit of the bound."""
        if self.kind in ON_COVERAGE:
            return sum((weight * funded.coverage[leaf] for leaf, weight in self.leaves.items()), ZERO)
        return spent(funded.choice, self.shares)

    def holds(self, funded: Funded) -> bool:
        """Whether a choice keeps to it, exactly."""
        reached = self.reached(funded)
        return reached <= self.bound if self.kind in UPPER else reached >= self.bound


def spent(choice: Choice, shares: Mapping[int, int]) -> Fraction:
    """The sum of what some proposals weigh, by the share of each that is chosen."""
    return sum((share * shares[index] for index, share in choice.items() if index in shares), ZERO)


def envelope(situation: Situation, cents: int) -> Demand:
    """The money of the region that may be spent."""
    return Demand("envelope", "", Fraction(cents), _costs(situation, range(len(situation.proposals))))


def target(situation: Situation, share: Fraction) -> Demand:
    """The weighted coverage that the region must reach."""
    weights = situation.weights()
    return Demand("target", "", share, leaves={leaf: weight for leaf, weight in enumerate(weights) if weight})


def keep(situation: Situation, asked: str) -> Demand:
    """An action that must be chosen. Raises UserError where it is no candidate."""
    index = _candidate(situation, asked)
    return Demand("keep", asked, ONE, {index: 1})


def drop(situation: Situation, asked: str) -> Demand:
    """An action that must not be chosen. Raises UserError where it is no candidate."""
    index = _candidate(situation, asked)
    return Demand("drop", asked, ZERO, {index: 1})


def bound(situation: Situation, kind: Literal["min", "max"], cluster: str, cents: int) -> Demand:
    """The least or the most that a cluster's chosen actions may take together."""
    own = [index for index, proposal in enumerate(situation.proposals) if proposal.cluster.id == cluster]
    return Demand(kind, cluster, Fraction(cents), _costs(situation, own))


def floor(situation: Situation, framework: WeightedFramework, node: str | None, share: Fraction) -> Demand:
    """The coverage that a priority must reach; of a branch, the weighted mean over its leaves."""
    under = tuple(framework.weights) if node is None else framework.leaves_under([node])
    total = sum((framework.weights[leaf] for leaf in under), ZERO)
    places = {
        priority.leaf.id: index
        for index, priority in enumerate(situation.priorities)
        if priority.framework.id == framework.id
    }
    leaves = {places[leaf]: framework.weights[leaf] / total for leaf in under}
    return Demand("floor", framework.id if node is None else f"{framework.id}:{node}", share, leaves=leaves)


def without(demands: Iterable[Demand], *kinds: Kind) -> tuple[Demand, ...]:
    """The demands of other kinds."""
    return tuple(demand for demand in demands if demand.kind not in kinds)


def _costs(situation: Situation, indexes: Iterable[int]) -> dict[int, int]:
    return {index: situation.proposals[index].cost for index in indexes}


def _candidate(situation: Situation, asked: str) -> int:
    for index, proposal in enumerate(situation.proposals):
        if proposal.ref == asked:
            return index
    if any(proposal.ref == asked for proposal in situation.unpriced):
        raise UserError(
            Bilingual(
                f"L’action {asked} est proposée, mais son budget n’est pas connu\u00a0: elle ne peut entrer dans aucun choix.",
                f"The action {asked} is proposed, but its budget is not known: it cannot enter any choice.",
            )
        )
    cluster, _, action = asked.partition("/")
    for scored in (s for c in situation.setting.clusters if c.id == cluster for s in c.actions):
        if scored.action.id == action:
            raise UserError(
                Bilingual(
                    f"L’action {asked} n’est pas à choisir\u00a0: seules le sont les actions proposées (status: proposed).",
                    f"The action {asked} is not to be chosen: only proposed actions are (status: proposed).",
                )
            )
    raise UserError(
        Bilingual(
            f"Action inconnue «\u00a0{asked}\u00a0». {_known(situation.proposals, 'fr')}",
            f"Unknown action “{asked}”. {_known(situation.proposals, 'en')}",
        )
    )


def _known(proposals: Iterable[Proposal], lang: Literal["fr", "en"]) -> str:
    refs = [proposal.ref for proposal in proposals]
    listed = ", ".join(refs[:12]) + (", …" if len(refs) > 12 else "")
    if lang == "fr":
        return f"Actions proposées au budget connu\u00a0: {listed or 'aucune'}."
    return f"Proposed actions with a known budget: {listed or 'none'}."
