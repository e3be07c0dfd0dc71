"""What could be funded: the proposed actions of a region, and what a choice of them would cover. Method, section 8.

Everything here is exact. A choice maps proposals (by their place in `Situation.proposals`) to the share of each that
is funded, above 0 and up to 1; without `--partial` every share is 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from alignment.model.roadmap import Action
from alignment.score.contribution import ZERO
from alignment.score.framework import ONE, Leaf, WeightedFramework
from alignment.score.setting import ScoredAction, ScoredCluster, Setting

Choice = Mapping[int, Fraction]
"""Chosen proposals, with the share of each that is funded."""


@dataclass(frozen=True)
class Priority:
    """One leaf: `regional` is what it weighs when only the SRDEII counts, `european` when only Europe does."""

    framework: WeightedFramework
    leaf: Leaf
    regional: Fraction
    european: Fraction

    @property
    def ref(self) -> str:
        """`framework:leaf`."""
        return f"{self.framework.id}:{self.leaf.id}"


@dataclass(frozen=True)
class Proposal:
    """One proposed action: `cost` is the sum of its `region` lines in cents, `reach` gives m(a,p) by leaf.

    `cost` is 0 and means nothing where the action has no known budget (those are never candidates).
    """

    cluster: ScoredCluster
    scored: ScoredAction
    cost: int
    reach: Mapping[int, Fraction]

    @property
    def action(self) -> Action:
        """The action as written."""
        return self.scored.action

    @property
    def ref(self) -> str:
        """`cluster/action`, as options name it."""
        return f"{self.cluster.id}/{self.action.id}"

    @property
    def ids(self) -> tuple[str, str]:
        """What ties are broken by."""
        return self.cluster.id, self.action.id


@dataclass(frozen=True)
class Situation:
    """A region, its priorities, what its clusters already cover, and what could be added."""

    setting: Setting
    priorities: tuple[Priority, ...]
    proposals: tuple[Proposal, ...]
    """The candidates: proposed actions with a known budget, in order of (cluster, action)."""
    unpriced: tuple[Proposal, ...]
    """Proposed actions whose budget nobody knows: shown, never chosen."""

    @cached_property
    def covered(self) -> Mapping[tuple[int, str], Fraction]:
        """cov(c,p) of the counting actions, by leaf and cluster, where above 0."""
        best: dict[tuple[int, str], Fraction] = {}
        for cluster in self.setting.clusters:
            for scored in cluster.counting:
                for leaf, value in reach_of(scored, self.priorities).items():
                    best[leaf, cluster.id] = max(best.get((leaf, cluster.id), ZERO), value)
        return best

    def weights(self, cursor: Fraction | None = None) -> tuple[Fraction, ...]:
        """omega(p) of every leaf at a cursor, the setting's by default; they sum to 1."""
        if not self.setting.has_european_side:
            return tuple(priority.regional for priority in self.priorities)
        k = self.setting.cursor if cursor is None else cursor
        return tuple((1 - k) * priority.regional + k * priority.european for priority in self.priorities)

    def refs(self, indexes: Iterable[int]) -> list[str]:
        """The names of some proposals, in order."""
        return [self.proposals[index].ref for index in sorted(indexes)]

    def cost(self, choice: Choice) -> int:
        """Cents of the region that a choice takes (shares are such that each part is a whole number of cents)."""
        return int(sum((share * self.proposals[index].cost for index, share in choice.items()), ZERO))

    def fund(self, choice: Choice) -> Funded:
        """The region with these actions beside the counting ones."""
        best = dict(self.covered)
        for index, share in choice.items():
            proposal = self.proposals[index]
            for leaf, value in proposal.reach.items():
                cell = leaf, proposal.cluster.id
                best[cell] = max(best.get(cell, ZERO), share * value)
        return Funded(self, choice, best)


@dataclass(frozen=True)
class Funded:
    """The region once a choice is funded: coverage of each leaf, and what more actions would add to it."""

    situation: Situation
    choice: Choice
    best: Mapping[tuple[int, str], Fraction]

    @cached_property
    def strengths(self) -> tuple[Fraction, ...]:
        """s(p) of every leaf."""
        found = [ZERO] * len(self.situation.priorities)
        for (leaf, _), value in self.best.items():
            found[leaf] += value
        return tuple(found)

    @cached_property
    def coverage(self) -> tuple[Fraction, ...]:
        """cov(p) of every leaf, 0 to 1."""
        return tuple(
            min(ONE, strength / priority.leaf.target)
            for strength, priority in zip(self.strengths, self.situation.priorities, strict=True)
        )

    @cached_property
    def value(self) -> Fraction:
        """The objective at the setting's cursor, 0 to 1: the region's weighted coverage."""
        return weighted(self.situation.weights(), self.coverage)

    @cached_property
    def sides(self) -> tuple[Fraction, Fraction]:
        """The objective if only the SRDEII counted, and if only Europe did."""
        priorities = self.situation.priorities
        return (
            weighted((priority.regional for priority in priorities), self.coverage),
            weighted((priority.european for priority in priorities), self.coverage),
        )

    def gain(self, proposal: Proposal, weights: Sequence[Fraction] | None = None) -> Fraction:
        """What the whole of one more action would add to the objective, or to another weighing of the leaves."""
        weights = self.situation.weights() if weights is None else weights
        added = ZERO
        for leaf, value in proposal.reach.items():
            more = value - self.best.get((leaf, proposal.cluster.id), ZERO)
            if more > 0 and weights[leaf]:
                target = self.situation.priorities[leaf].leaf.target
                added += weights[leaf] * (min(ONE, (self.strengths[leaf] + more) / target) - self.coverage[leaf])
        return added

    def loss(self, index: int) -> Fraction:
        """What the objective would lose without one of the chosen actions."""
        rest = {other: share for other, share in self.choice.items() if other != index}
        return self.value - self.situation.fund(rest).value


def weighted(weights: Iterable[Fraction], values: Sequence[Fraction]) -> Fraction:
    """The sum of values by weight."""
    return sum((weight * value for weight, value in zip(weights, values, strict=True) if weight), ZERO)


def reach_of(scored: ScoredAction, priorities: Sequence[Priority]) -> dict[int, Fraction]:
    """m(a,p) of one action by the place of the leaf, where above 0."""
    return {
        index: value
        for index, priority in enumerate(priorities)
        if (value := scored.claim(priority.framework.id).contribution.get(priority.leaf.id, ZERO))
    }


def survey(setting: Setting) -> Situation:
    """Gather the priorities and the proposed actions of a region."""
    priorities = tuple(
        Priority(
            framework,
            leaf,
            leaf.weight if framework.side == "regional" else ZERO,
            leaf.weight * setting.weight(framework) if framework.side == "european" else ZERO,
        )
        for framework in setting.frameworks
        for leaf in framework.leaves
    )
    priced: list[Proposal] = []
    unpriced: list[Proposal] = []
    for cluster in setting.clusters:
        for scored in cluster.actions:
            if scored.action.status != "proposed":
                continue
            cost = sum(line.amount for line in scored.action.budget if line.source == "region")
            proposal = Proposal(cluster, scored, cost, reach_of(scored, priorities))
            (priced if scored.action.budget else unpriced).append(proposal)
    return Situation(
        setting,
        priorities,
        tuple(sorted(priced, key=lambda proposal: proposal.ids)),
        tuple(sorted(unpriced, key=lambda proposal: proposal.ids)),
    )
