"""Where the money goes: attribution to the cent, balance, leverage. Counting actions, known lines. Method, 7."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from itertools import combinations
from typing import NamedTuple

from alignment.kernel.money import apportion
from alignment.score.contribution import ZERO
from alignment.score.framework import WeightedFramework
from alignment.score.setting import ScoredAction, ScoredCluster, Setting


class Attribution(NamedTuple):
    """One framework's view of the money, in cents: what reaches each leaf, and what serves no leaf."""

    by_leaf: Mapping[str, int]
    unattributed: int

    @property
    def attributed(self) -> int:
        """Cents that reach a leaf."""
        return sum(self.by_leaf.values())

    def share(self, leaf: str) -> Fraction | None:
        """f(p): the leaf's share of all attributed cents, None where nothing is attributed."""
        return Fraction(self.by_leaf.get(leaf, 0), self.attributed) if self.attributed else None

    def shortfall(self, leaf: str, weight: Fraction) -> Fraction | None:
        """By how much the leaf's share stays under its weight, 0 where it does not; None like the share."""
        share = self.share(leaf)
        return None if share is None else max(ZERO, weight - share)

    def balance_index(self, weights: Mapping[str, Fraction]) -> Fraction | None:
        """The sum of min(f(p), w(p)): 1 where money follows the weights, None where nothing is attributed."""
        total = self.attributed
        if not total:
            return None
        return sum(
            (min(Fraction(self.by_leaf.get(leaf, 0), total), weight) for leaf, weight in weights.items()),
            ZERO,
        )


class Purse(NamedTuple):
    """The money of some actions, in cents, by source; `unknown` counts the actions without a budget."""

    secured: Mapping[str, int]
    unsecured: Mapping[str, int]
    known: int
    unknown: int

    @property
    def total(self) -> int | None:
        """All known money, None where no action has a budget."""
        return sum(self.secured.values()) + sum(self.unsecured.values()) if self.known else None

    def of(self, source: str) -> int:
        """All that a source gives, secured or not."""
        return self.secured.get(source, 0) + self.unsecured.get(source, 0)

    @property
    def leverage(self) -> Fraction | None:
        """Money not from the region for one euro of it, None where the region gives none."""
        region = self.of("region")
        return Fraction((self.total or 0) - region, region) if region else None


def purse(actions: Iterable[ScoredAction]) -> Purse:
    """Add up the budget lines of these actions."""
    secured: dict[str, int] = {}
    unsecured: dict[str, int] = {}
    known = unknown = 0
    for scored in actions:
        if not scored.action.budget:
            unknown += 1
            continue
        known += 1
        for line in scored.action.budget:
            pot = secured if line.secured else unsecured
            pot[line.source] = pot.get(line.source, 0) + line.amount
    return Purse(secured, unsecured, known, unknown)


def attribute_action(scored: ScoredAction, framework: WeightedFramework) -> Attribution:
    """Cut one action's budget over the leaves that it serves, the rest unattributed, to the cent."""
    budget = scored.action.budget_cents or 0
    claim = scored.claim(framework.id)
    if not claim.relevance:
        return Attribution({}, budget)
    shares = claim.money_shares()
    leaves = [leaf for leaf in framework.weights if leaf in shares]
    *parts, rest = apportion(budget, [*(shares[leaf] for leaf in leaves), 1 - claim.relevance])
    return Attribution(dict(zip(leaves, parts, strict=True)), rest)


def attribute(actions: Iterable[ScoredAction], framework: WeightedFramework) -> Attribution:
    """Add up what these actions attribute, leaf by leaf in file order."""
    reached: dict[str, int] = {}
    rest = 0
    for scored in actions:
        one = attribute_action(scored, framework)
        rest += one.unattributed
        for leaf, cents in one.by_leaf.items():
            reached[leaf] = reached.get(leaf, 0) + cents
    return Attribution({leaf: reached[leaf] for leaf in framework.weights if leaf in reached}, rest)


class Funding(NamedTuple):
    """A region's money: all of it, each cluster's, and each framework's view of it."""

    purse: Purse
    by_cluster: Mapping[str, Purse]
    by_framework: Mapping[str, Attribution]
    cluster_by_framework: Mapping[tuple[str, str], Attribution]


def fund(setting: Setting) -> Funding:
    """Attribute the money of every cluster in every framework."""
    each: dict[tuple[str, str], Attribution] = {
        (cluster.id, framework.id): attribute(cluster.counting, framework)
        for cluster in setting.clusters
        for framework in setting.frameworks
    }
    return Funding(
        purse(scored for cluster in setting.clusters for scored in cluster.counting),
        {cluster.id: purse(cluster.counting) for cluster in setting.clusters},
        {framework.id: _add(each, setting.clusters, framework) for framework in setting.frameworks},
        each,
    )


class Overlap(NamedTuple):
    """Cents that two clusters (by id) put on the same leaves: the smaller of the two amounts on each."""

    framework: WeightedFramework
    clusters: tuple[str, str]
    by_leaf: Mapping[str, int]

    @property
    def cents(self) -> int:
        """The overlap of the two, over all leaves."""
        return sum(self.by_leaf.values())


def overlaps(setting: Setting, funding: Funding) -> tuple[Overlap, ...]:
    """Every pair of clusters with an overlap above zero: by framework, then largest first, then ids."""
    found: list[Overlap] = []
    for framework in setting.frameworks:
        views = [
            (cluster.id, funding.cluster_by_framework[cluster.id, framework.id].by_leaf)
            for cluster in setting.clusters
        ]
        pairs = [
            Overlap(framework, (one, other), shared)
            for (one, left), (other, right) in combinations(views, 2)
            if (shared := {p: both for p, c in left.items() if (both := min(c, right.get(p, 0)))})
        ]
        found += sorted(pairs, key=lambda overlap: (-overlap.cents, overlap.clusters))
    return tuple(found)


def _add(
    each: Mapping[tuple[str, str], Attribution],
    clusters: Iterable[ScoredCluster],
    framework: WeightedFramework,
) -> Attribution:
    reached: dict[str, int] = {}
    rest = 0
    for cluster in clusters:
        one = each[cluster.id, framework.id]
        rest += one.unattributed
        for leaf, cents in one.by_leaf.items():
            reached[leaf] = reached.get(leaf, 0) + cents
    return Attribution({leaf: reached[leaf] for leaf in framework.weights if leaf in reached}, rest)
