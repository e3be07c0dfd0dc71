"""How a requirement that is not met could be: exact amounts, one way for each metric. Format, requirements.

A *dedicated* action names the priority as its only principal node in the framework: it covers it whole (method,
section 1). The ways are examples that work, not the only ones, and each supposes that nothing else changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import Literal

from alignment.score.contribution import ZERO
from alignment.score.coverage import ClusterCoverage, both_sides
from alignment.score.framework import WeightedFramework
from alignment.score.funding import Funding
from alignment.score.requirements import Judgement, measured_on
from alignment.score.setting import ScoredAction, Setting


@dataclass(frozen=True)
class Dedicated:
    """Actions to add, each dedicated to these leaves (one a framework at most), and the value after each."""

    steps: tuple[tuple[tuple[tuple[WeightedFramework, str], ...], Fraction], ...]


@dataclass(frozen=True)
class Finish:
    """Actions to complete, with the value after each; `ceiling` is the value once all actions are completed."""

    steps: tuple[tuple[ScoredAction, Fraction], ...]
    ceiling: Fraction


@dataclass(frozen=True)
class Refocus:
    """New actions to add, or actions of today to turn towards what is measured, or away from it (`away`).

    None where no number of them is enough.
    """

    new: int | None
    turned: int | None
    away: bool = False


@dataclass(frozen=True)
class Fund:
    """Cents to move within the known budget, or to add to it; None where that way leads nowhere.

    `to` says where they go: to what is measured, elsewhere, or to the region's own share.
    """

    moved: int | None
    added: int | None
    to: Literal["measured", "elsewhere", "region", "others"]


@dataclass(frozen=True)
class Lower:
    """A value to bring down, by nothing else than serving less: the bound asks for less breadth."""


@dataclass(frozen=True)
class OutOfReach:
    """The bound is beyond what the metric can be."""


Unknown = Literal["framework", "mandate", "actions", "europe", "region-money", "budget"]
Remedy = Dedicated | Finish | Refocus | Fund | Lower | OutOfReach


def why_unknown(judgement: Judgement, setting: Setting, covered: ClusterCoverage) -> Unknown:
    """Why a metric has no value: what the data would have to say for it to have one."""
    metric = judgement.requirement.metric
    if metric == "leverage":
        return "region-money"
    if metric != "articulation" and measured_on(judgement.requirement, setting) is None:
        return "framework"
    if metric == "funded_share":
        return "budget"
    if metric == "mandate_coverage":
        return "mandate"
    return "actions" if not covered.cluster.counting else "europe"


def remedy(judgement: Judgement, setting: Setting, covered: ClusterCoverage, funding: Funding) -> Remedy | None:
    """A way to meet a requirement, None where it is met or has no value."""
    if judgement.value is None or judgement.met:
        return None
    requirement = judgement.requirement
    bound, least = requirement.bound, requirement.at_least is not None
    if requirement.metric == "leverage":
        return _leverage(judgement.cluster, funding, bound, least)
    if not 0 <= bound <= 1:
        return OutOfReach()
    measured = measured_on(requirement, setting)
    if requirement.metric in ("focus", "articulation"):
        framework = measured[0] if measured and requirement.metric == "focus" else None
        values = [_relevance(scored, setting, framework) for scored in covered.cluster.counting]
        return _refocus(values, bound, least)
    if requirement.metric == "funded_share":
        assert measured is not None  # it has a value
        return _funded_share(judgement, funding, measured)
    if not least:
        return Lower()
    if requirement.metric == "alignment":
        places = [(each, setting.omega(each), tuple(each.weights)) for each in setting.frameworks]
        return _dedicated(covered, [place for place in places if place[1]], judgement.value, bound)
    assert measured is not None  # it has a value
    framework, leaves = measured
    if requirement.metric == "mandate_coverage":
        leaves = framework.leaves_under(covered.cluster.mandate[framework.id])
    if requirement.metric == "delivered":
        return _finish(covered, framework, leaves, judgement.value, bound)
    part = sum((framework.weights[leaf] for leaf in leaves), ZERO)
    return _dedicated(covered, [(framework, 1 / part, leaves)], judgement.value, bound)


def _dedicated(
    covered: ClusterCoverage,
    places: Iterable[tuple[WeightedFramework, Fraction, Sequence[str]]],
    value: Fraction,
    bound: Fraction,
) -> Dedicated:
    """The fewest dedicated actions: each takes the leaf that brings most, one in each framework that is measured."""
    queues = []
    for framework, scale, leaves in places:
        by_leaf = covered.frameworks[framework.id].by_leaf
        gains = [(leaf, scale * framework.weights[leaf] * (1 - by_leaf.get(leaf, ZERO))) for leaf in leaves]
        best = sorted((gain for gain in gains if gain[1]), key=lambda gain: -gain[1])
        queues.append((framework, best))
    steps: list[tuple[tuple[tuple[WeightedFramework, str], ...], Fraction]] = []
    while value < bound:
        turn = [(framework, *best[len(steps)]) for framework, best in queues if len(best) > len(steps)]
        value += sum((gain for _, _, gain in turn), ZERO)
        steps.append((tuple((framework, leaf) for framework, leaf, _ in turn), value))
    return Dedicated(tuple(steps))


def _finish(
    covered: ClusterCoverage,
    framework: WeightedFramework,
    leaves: tuple[str, ...],
    value: Fraction,
    bound: Fraction,
) -> Finish:
    """Complete, one after the other, the action that brings most, ties in file order, until the bound holds."""
    on_framework = covered.frameworks[framework.id]
    ceiling = framework.mean(on_framework.by_leaf, leaves)
    delivered = dict(on_framework.delivered_by_leaf)
    left = [scored for scored in covered.cluster.counting if scored.action.delivered < 1]
    steps: list[tuple[ScoredAction, Fraction]] = []

    def after(scored: ScoredAction) -> dict[str, Fraction]:
        done = scored.claim(framework.id).contribution
        return {leaf: max(delivered.get(leaf, ZERO), done.get(leaf, ZERO)) for leaf in leaves}

    while value < min(bound, ceiling):
        best = max(left, key=lambda scored: framework.mean(after(scored), leaves))
        left = [scored for scored in left if scored is not best]
        delivered = after(best)
        value = framework.mean(delivered, leaves)
        steps.append((best, value))
    return Finish(tuple(steps), ceiling)


def _relevance(scored: ScoredAction, setting: Setting, framework: WeightedFramework | None) -> Fraction:
    """r_F(a); without a framework, what articulation counts: the smaller of both sides. Method, section 3."""
    if framework is not None:
        return scored.claim(framework.id).relevance
    return both_sides(scored.claims, setting)


def _refocus(values: list[Fraction], bound: Fraction, least: bool) -> Refocus:
    """Whole actions to add (relevance 1, or 0 to bring the mean down), or to turn from what they are."""
    total, amount = sum(values, ZERO), len(values)
    if least:
        lacking = bound * amount - total
        new = ceil(lacking / (1 - bound)) if bound < 1 else None
        return Refocus(new, _fewest((1 - value for value in values), lacking))
    excess = total - bound * amount
    new = ceil(excess / bound) if bound else None
    return Refocus(new, _fewest(values, excess), away=True)


def _fewest(gains: Iterable[Fraction], wanted: Fraction) -> int | None:
    """How many of the largest gains add up to what is wanted, None where all of them don't."""
    reached = ZERO
    for count, gain in enumerate(sorted(gains, reverse=True), start=1):
        reached += gain
        if reached >= wanted:
            return count
    return None


def _funded_share(
    judgement: Judgement, funding: Funding, measured: tuple[WeightedFramework, tuple[str, ...]]
) -> Fund:
    framework, leaves = measured
    budget = funding.by_cluster[judgement.cluster].total
    assert budget is not None  # a share of it has a value
    attributed = funding.cluster_by_framework[judgement.cluster, framework.id].by_leaf
    cents = sum(attributed.get(leaf, 0) for leaf in leaves)
    bound = judgement.requirement.bound
    wanted = bound * budget - cents
    if judgement.requirement.at_least is not None:
        return Fund(ceil(wanted), ceil(wanted / (1 - bound)) if bound < 1 else None, "measured")
    return Fund(ceil(-wanted), ceil(-wanted / bound) if bound else None, "elsewhere")


def _leverage(cluster: str, funding: Funding, bound: Fraction, least: bool) -> Fund | OutOfReach:
    purse = funding.by_cluster[cluster]
    region = purse.of("region")
    others = (purse.total or 0) - region
    if least:
        return Fund(None, ceil(bound * region - others), "others")
    return Fund(None, ceil(others / bound - region), "region") if bound > 0 else OutOfReach()
