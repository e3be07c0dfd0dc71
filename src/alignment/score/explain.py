"""From a figure down to the actions that make it, and what a cluster lacks on a priority. Method, 1, 2 and 4."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from alignment.model.values import Level
from alignment.score.contribution import ZERO, unit
from alignment.score.coverage import ClusterCoverage
from alignment.score.framework import Leaf, WeightedFramework
from alignment.score.funding import attribute_action
from alignment.score.setting import ScoredAction, Setting


@dataclass(frozen=True)
class Origin:
    """A node that an action names, as it reaches a leaf: `received` by the node, `share` of it for the leaf.

    `principals` and `significants` are k_P and k_S, the distinct nodes that the action names in the framework.
    """

    node: str
    level: Level
    received: Fraction
    share: Fraction
    principals: int
    significants: int


@dataclass(frozen=True)
class Support:
    """One action on one leaf: m(a,p), where it comes from, and the cents of its known budget that it brings."""

    scored: ScoredAction
    contribution: Fraction
    origins: tuple[Origin, ...]
    cents: int | None


@dataclass(frozen=True)
class Term:
    """One leaf of a sum: its weight among the leaves explained (they sum to 1) and the actions that reach it."""

    leaf: Leaf
    weight: Fraction
    supports: tuple[Support, ...]

    @property
    def best(self) -> Support | None:
        """The action that makes the coverage: the first in file order among those that reach the maximum."""
        return max(self.supports, key=lambda support: support.contribution, default=None)

    @property
    def coverage(self) -> Fraction:
        """cov(c,p), 0 to 1."""
        return self.best.contribution if self.best else ZERO

    @property
    def product(self) -> Fraction:
        """What the leaf brings to the sum."""
        return self.weight * self.coverage


@dataclass(frozen=True)
class FrameworkSum:
    """A framework's coverage, or a node's, as the sum of its terms.

    `omega` is what the framework weighs in the alignment, `part` the weight in the framework of what is explained
    (1 for all of it).
    """

    framework: WeightedFramework
    omega: Fraction
    part: Fraction
    terms: tuple[Term, ...]

    @property
    def coverage(self) -> Fraction:
        """The sum of weights times best contributions."""
        return sum((term.product for term in self.terms), ZERO)


def explain(
    covered: ClusterCoverage, setting: Setting, framework: WeightedFramework, leaves: Iterable[str] | None = None
) -> FrameworkSum:
    """Take a cluster's coverage of a framework, or of some of its leaves, down to its counting actions."""
    chosen = set(framework.weights if leaves is None else leaves)
    part = sum((framework.weights[leaf] for leaf in chosen), ZERO)
    supports = _supports(covered, setting, framework)
    terms = tuple(
        Term(leaf, leaf.weight / part, tuple(supports.get(leaf.id, ())))
        for leaf in framework.leaves
        if leaf.id in chosen
    )
    return FrameworkSum(framework, setting.omega(framework), part, terms)


def _supports(
    covered: ClusterCoverage, setting: Setting, framework: WeightedFramework
) -> dict[str, list[Support]]:
    """By leaf, the counting actions that reach it, in file order."""
    found: dict[str, list[Support]] = {}
    for scored in covered.cluster.counting:
        budget = scored.action.budget_cents
        cents = attribute_action(scored, framework).by_leaf if budget is not None else None
        for leaf, contribution in scored.claim(framework.id).contribution.items():
            reached = None if cents is None else cents[leaf]
            reasons = origins(scored, framework, leaf, setting.method.significant)
            found.setdefault(leaf, []).append(Support(scored, contribution, reasons, reached))
    return found


def origins(
    scored: ScoredAction, framework: WeightedFramework, leaf: str, coefficient: Fraction
) -> tuple[Origin, ...]:
    """The nodes through which an action reaches a leaf; `received` times `share` adds up to m(a,p), at most 1."""
    levels = scored.claim(framework.id).levels
    principals = sum(level == "principal" for level in levels.values())
    significants = len(levels) - principals
    return tuple(
        Origin(node, level, unit(level, principals, significants, coefficient), share, principals, significants)
        for node, level in levels.items()
        for below, share in framework.under[node]
        if below == leaf
    )


@dataclass(frozen=True)
class Effect:
    """What one more counting action would make of the node's coverage, the framework's and the alignment."""

    node: Fraction
    framework: Fraction
    alignment: Fraction


@dataclass(frozen=True)
class Lack:
    """What a cluster lacks on a framework's node: the ways by which it could serve it, none of which counts today.

    `declined` are the counting actions that examined it and don't target it, `proposed` those that would serve it
    with their effect, `abandoned` those that would have. `nearest` are the best covered leaves of the smallest
    branch around the node that holds one. `dedicated` is the effect of an action whose only principal node in the
    framework it would be.
    """

    coverage: Fraction
    in_mandate: bool
    declined: tuple[ScoredAction, ...]
    proposed: tuple[tuple[ScoredAction, Effect], ...]
    abandoned: tuple[ScoredAction, ...]
    nearest: tuple[Term, ...]
    dedicated: Effect


def lack(covered: ClusterCoverage, setting: Setting, framework: WeightedFramework, node: str) -> Lack:
    """Work out what a cluster lacks on a node (a leaf or a branch that scores keep)."""
    leaves = framework.leaves_under([node])
    cluster = covered.cluster
    dormant = [
        scored
        for scored in cluster.actions
        if not scored.action.counts and any(leaf in scored.claim(framework.id).contribution for leaf in leaves)
    ]

    def effect(contributions: Mapping[str, Mapping[str, Fraction]]) -> Effect:
        return _effect(covered, setting, framework, leaves, contributions)

    return Lack(
        framework.mean(covered.frameworks[framework.id].by_leaf, leaves),
        set(leaves) <= set(framework.leaves_under(cluster.mandate.get(framework.id, ()))),
        tuple(scored for scored in cluster.counting if any(scored.declines(framework, leaf) for leaf in leaves)),
        tuple(
            (scored, effect({name: claim.contribution for name, claim in scored.claims.items()}))
            for scored in dormant
            if scored.action.status == "proposed"
        ),
        tuple(scored for scored in dormant if scored.action.status == "abandoned"),
        _nearest(covered, setting, framework, node, leaves),
        effect({framework.id: dict(framework.under[node])}),
    )


def _effect(
    covered: ClusterCoverage,
    setting: Setting,
    framework: WeightedFramework,
    leaves: tuple[str, ...],
    contributions: Mapping[str, Mapping[str, Fraction]],
) -> Effect:
    after = {}
    gained = ZERO
    for each in setting.frameworks:
        by_leaf = covered.frameworks[each.id].by_leaf
        for leaf, value in contributions.get(each.id, {}).items():
            by_leaf[leaf] = max(value, by_leaf.get(leaf, ZERO))
        after[each.id] = by_leaf
        gained += setting.omega(each) * (each.mean(by_leaf) - covered.frameworks[each.id].coverage)
    mine = after[framework.id]
    return Effect(framework.mean(mine, leaves), framework.mean(mine), covered.alignment + gained)


def _nearest(
    covered: ClusterCoverage, setting: Setting, framework: WeightedFramework, node: str, leaves: tuple[str, ...]
) -> tuple[Term, ...]:
    parents = {placed.node.id: placed.parent for placed in framework.kept}
    above = parents[node]
    while True:
        around = tuple(framework.weights) if above is None else framework.leaves_under([above])
        beside = [leaf for leaf in around if leaf not in leaves]
        found = explain(covered, setting, framework, beside).terms if beside else ()
        served = [term for term in found if term.coverage]
        if served or above is None:
            return tuple(sorted(served, key=lambda term: -term.coverage))
        above = parents[above]
