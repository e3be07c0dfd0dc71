"""What clusters plan year by year over a framework's period, against what is done. Method, section 6."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from alignment.kernel.period import Period
from alignment.score.contribution import ZERO
from alignment.score.framework import ONE, WeightedFramework
from alignment.score.portfolio import PriorityScore
from alignment.score.setting import ScoredAction, ScoredCluster, Setting

Placed = tuple[ScoredCluster, ScoredAction]
"""An action with its cluster."""


@dataclass(frozen=True)
class Standing:
    """The region's coverage of a framework at one moment, and of each of its axes by id; shares, 0 to 1."""

    coverage: Fraction
    axes: Mapping[str, Fraction]


@dataclass(frozen=True)
class Trajectory:
    """One framework over its period.

    `planned` holds each year's planned coverage at 31 December, nothing where the framework has no period;
    `delivered` is to date. `undated` are the actions that serve the framework without a period of their own or of
    their roadmap (they count from the first year), `late` those that start after its last year (they never do).
    """

    framework: WeightedFramework
    planned: Mapping[int, Standing]
    delivered: Standing
    undated: tuple[Placed, ...]
    late: tuple[Placed, ...]

    @property
    def is_flat(self) -> bool:
        """Whether every year has the same planned coverage, axis by axis."""
        return len({(each.coverage, *each.axes.items()) for each in self.planned.values()}) < 2


def trajectory(setting: Setting, framework: WeightedFramework, priorities: Sequence[PriorityScore]) -> Trajectory:
    """Follow the planned coverage of a framework; `priorities` are the region's, for what is delivered."""
    period = framework.text.text.period
    serving = [
        (cluster, scored)
        for cluster in setting.clusters
        for scored in cluster.counting
        if scored.claim(framework.id).contribution
    ]
    delivered = {p.leaf.id: p.delivered for p in priorities if p.framework is framework}
    last = date(period.end.year, 12, 31) if period else date.max
    starts = {id(scored): start(cluster, scored) for cluster, scored in serving}
    return Trajectory(
        framework,
        {
            year: _standing(framework, _planned(framework, serving, starts, date(year, 12, 31)))
            for year in _years(period)
        },
        _standing(framework, delivered),
        tuple(placed for placed in serving if starts[id(placed[1])] is None),
        tuple(placed for placed in serving if (starts[id(placed[1])] or date.min) > last),
    )


def start(cluster: ScoredCluster, scored: ScoredAction) -> date | None:
    """The day that an action starts: of its own period, else of its roadmap's, else unknown."""
    period = scored.action.period or cluster.placed.roadmap.period
    return period.start if period else None


def _years(period: Period | None) -> range:
    return range(period.start.year, period.end.year + 1) if period else range(0)


def _planned(
    framework: WeightedFramework, serving: Sequence[Placed], starts: Mapping[int, date | None], day: date
) -> dict[str, Fraction]:
    """Coverage by leaf of the actions started by that day, all clusters together."""
    best: dict[tuple[str, str], Fraction] = {}
    for cluster, scored in serving:
        if (starts[id(scored)] or date.min) <= day:
            for leaf, value in scored.claim(framework.id).contribution.items():
                best[leaf, cluster.id] = max(best.get((leaf, cluster.id), ZERO), value)
    strength: dict[str, Fraction] = {}
    for (leaf, _), value in best.items():
        strength[leaf] = strength.get(leaf, ZERO) + value
    targets = {leaf.id: leaf.target for leaf in framework.leaves}
    return {leaf: min(ONE, value / targets[leaf]) for leaf, value in strength.items()}


def _standing(framework: WeightedFramework, by_leaf: Mapping[str, Fraction]) -> Standing:
    axes = dict.fromkeys(leaf.axis for leaf in framework.leaves)
    return Standing(
        framework.mean(by_leaf),
        {axis: framework.mean(by_leaf, framework.leaves_under([axis])) for axis in axes},
    )
