"""What the region asks of its clusters, and whether they meet it. Format, `steering.requirements`."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from alignment.model.steering import Requirement
from alignment.model.values import parse_reference
from alignment.score.coverage import ClusterCoverage, FrameworkCoverage
from alignment.score.framework import WeightedFramework
from alignment.score.funding import Funding
from alignment.score.setting import Setting


class Judgement(NamedTuple):
    """One requirement on one cluster; `value` and `met` are None where the metric has no value."""

    requirement: Requirement
    cluster: str
    value: Fraction | None

    @property
    def met(self) -> bool | None:
        """Whether the bound holds, decided exactly; None is a warning, never a failure."""
        if self.value is None:
            return None
        if self.requirement.at_least is not None:
            return self.value >= self.requirement.bound
        return self.value <= self.requirement.bound


def needs_money(setting: Setting) -> bool:
    """Whether a requirement of the region is about money."""
    return any(each.metric in ("leverage", "funded_share") for each in setting.region.steering.requirements)


def judge(
    setting: Setting, clusters: dict[str, ClusterCoverage], funding: Funding | None
) -> tuple[Judgement, ...]:
    """Judge every requirement on every cluster that it binds: in file order, then by cluster id.

    `funding` may be None where no requirement `needs_money`.
    """
    return tuple(
        Judgement(requirement, cluster, _value(requirement, setting, clusters[cluster], funding))
        for requirement in setting.region.steering.requirements
        for cluster in sorted(clusters)
        if binds(requirement, clusters[cluster])
    )


def binds(requirement: Requirement, covered: ClusterCoverage) -> bool:
    """Whether a requirement applies to a cluster: its type and its id are among those named, if any are."""
    applies = requirement.applies_to
    roadmap = covered.cluster.placed.roadmap
    return (not applies.types or roadmap.type in applies.types) and (
        not applies.clusters or roadmap.id in applies.clusters
    )


def _value(
    requirement: Requirement, setting: Setting, covered: ClusterCoverage, funding: Funding | None
) -> Fraction | None:
    match requirement.metric:
        case "articulation":
            return covered.articulation
        case "alignment":
            return covered.alignment
        case "leverage":
            assert funding is not None
            return funding.by_cluster[covered.cluster.id].leverage
    measured = measured_on(requirement, setting)
    if measured is None:
        return None
    framework, leaves = measured
    return _on_leaves(requirement, covered, covered.frameworks[framework.id], framework, leaves, funding)


def measured_on(requirement: Requirement, setting: Setting) -> tuple[WeightedFramework, tuple[str, ...]] | None:
    """The framework and leaves that a metric is taken on, None where the region has none of that name."""
    reference = parse_reference(requirement.node) if requirement.node else None
    framework = setting.framework(reference.framework if reference else requirement.framework or "")
    if framework is None:
        return None
    return framework, framework.leaves_under([reference.node]) if reference else tuple(framework.weights)


def _on_leaves(
    requirement: Requirement,
    covered: ClusterCoverage,
    on_framework: FrameworkCoverage,
    framework: WeightedFramework,
    leaves: tuple[str, ...],
    funding: Funding | None,
) -> Fraction | None:
    match requirement.metric:
        case "coverage":
            return framework.mean(on_framework.by_leaf, leaves)
        case "delivered":
            return framework.mean(on_framework.delivered_by_leaf, leaves)
        case "mandate_coverage":
            return on_framework.mandate_coverage
        case "focus":
            return on_framework.focus
    assert funding is not None
    budget = funding.by_cluster[covered.cluster.id].total
    attributed = funding.cluster_by_framework[covered.cluster.id, framework.id].by_leaf
    cents = sum(attributed.get(leaf, 0) for leaf in leaves)
    return Fraction(cents, budget) if budget else None
