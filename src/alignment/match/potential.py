"""What a region's result would be if suggestions were accepted, and which of them would change it most.

Nothing here is a result: a suggestion never changes a score (method, section 10).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import NamedTuple

from alignment.match.matcher import Suggestion
from alignment.match.region import Suggested, reference_in, select, suggest_region
from alignment.model.dataset import Dataset
from alignment.model.roadmap import Action, Roadmap
from alignment.score.contribution import ZERO, claim
from alignment.score.coverage import ClusterCoverage, both_sides, cells
from alignment.score.framework import ONE, WeightedFramework
from alignment.score.portfolio import PriorityScore
from alignment.score.region import RegionScore, score_region
from alignment.score.setting import ScoredAction, Setting, prepare

WORTH = 10
"""How many suggestions are named as those worth an expert's hour."""


class Change(NamedTuple):
    """A figure before and after, each a share of 0 to 1."""

    before: Fraction
    after: Fraction

    @property
    def size(self) -> Fraction:
        """How far it moves, up or down."""
        return abs(self.after - self.before)


@dataclass(frozen=True)
class Effect:
    """What one suggestion would change if it were accepted alone.

    `coverage` is the region's coverage at the cursor, `alignment` and `articulation` (None without a European side) are
    those of the action's cluster (method, sections 3 to 5).
    """

    cluster: ClusterCoverage
    action: ScoredAction
    framework: WeightedFramework
    suggestion: Suggestion
    coverage: Change
    alignment: Change
    articulation: Change | None

    @property
    def size(self) -> Fraction:
        """Shares moved, both figures together: what fills a gap of the region counts for both."""
        return self.coverage.size + self.alignment.size

    @property
    def articulated(self) -> Fraction:
        """How far articulation moves, which parts equal sizes."""
        return self.articulation.size if self.articulation else ZERO


@dataclass(frozen=True)
class Potential:
    """What accepting every suggestion of a confidence of at least `above` (0 to 1) would give.

    `accepted` counts the suggestions by cluster, those of actions that count alone; `rejected` those that someone
    rejected and that are left out; `worth` are the effects of those
    that would change most: ten at most, one for each cluster and priority, none without effect.
    """

    above: float
    score: RegionScore
    accepted: Counter[str]
    rejected: int
    worth: tuple[Effect, ...]


def potential(
    score: RegionScore,
    data: Dataset,
    above: float,
    rejected: Callable[[Suggested, Suggestion], bool] | None = None,
) -> Potential:
    """Score a region again with every suggestion accepted but those `rejected`, and each of them alone.

    `data` are those that `score` comes from; a suggestion counts from the confidence `above` (0 to 1) on.
    """
    region = score.setting.region.id
    counting = (each for each in suggest_region(data, region, above) if each.action.counts)
    chosen = select(counting, above, rejected=rejected)
    accepted = Counter[str]()
    for each in chosen.kept:
        accepted[each.placed.roadmap.id] += len(each.suggestions)
    setting = prepare(accept(data, region, chosen.kept), region, score.setting.cursor, score.setting.scenario)
    return Potential(above, score_region(setting), accepted, chosen.rejected, worth(score, chosen.kept))


def accept(data: Dataset, region: str, suggested: Sequence[Suggested]) -> Dataset:
    """The data as they would be with these suggestions written into their roadmaps."""
    additions = {(each.placed.roadmap.id, each.index): each for each in suggested}
    roadmaps = []
    for placed in data.roadmaps:
        actions = list(placed.roadmap.actions)
        for index, action in enumerate(actions):
            found = additions.get((placed.roadmap.id, index))
            if found is not None:
                added = {reference_in(placed, region, each.ref): each.level for each in found.suggestions}
                actions[index] = Action(**{**vars(action), "contributions": {**action.contributions, **added}})
        roadmap = Roadmap(**{**vars(placed.roadmap), "actions": tuple(actions)})
        roadmaps.append(placed._replace(roadmap=roadmap))
    return replace(data, roadmaps=tuple(roadmaps))


def worth(score: RegionScore, suggested: Sequence[Suggested], most: int = WORTH) -> tuple[Effect, ...]:
    """The suggestions that would change the result most if each were accepted alone, greatest change first.

    Equal changes stand by change of articulation, confidence, cluster id, order of the file, then of suggestions. Of
    those of one cluster for one priority the first alone is kept: once it is accepted, the others cover nothing more.
    """
    moving = [effect for effect in effects(score, suggested) if effect.size or effect.articulated]
    first: dict[tuple[str, str], Effect] = {}
    for effect in sorted(moving, key=lambda each: (-each.size, -each.articulated, -each.suggestion.confidence)):
        first.setdefault((effect.cluster.cluster.id, effect.suggestion.ref), effect)
    return tuple(first.values())[:most]


def coverage(score: RegionScore) -> Fraction:
    """The region's coverage at the cursor, 0 to 1: that of each framework by what it weighs (method, section 8)."""
    setting = score.setting
    return sum((setting.omega(each.framework) * each.coverage for each in score.frameworks), ZERO)


def effects(score: RegionScore, suggested: Sequence[Suggested]) -> Iterator[Effect]:
    """What each suggestion would change if it were accepted alone, exactly, without scoring the region again."""
    clusters = {covered.cluster.id: covered for covered in score.clusters}
    held = {each.ref: each for each in score.priorities}
    region = coverage(score)
    for each in suggested:
        covered = clusters[each.placed.roadmap.id]
        for suggestion in each.suggestions:
            name, _, leaf = suggestion.ref.partition(":")
            framework = score.setting.framework(name)
            assert framework is not None  # texts were held against the frameworks of this region
            action = covered.cluster.actions[each.index]
            levels = {**action.claim(name).levels, leaf: suggestion.level}
            claimed = claim(levels.items(), framework, score.setting.method.significant)
            changed = replace(action, claims={**action.claims, name: claimed})
            added = _added(covered, changed, framework)
            omega = score.setting.omega(framework)
            of_region = {at: _on_region(held[f"{name}:{at}"], value) for at, value in added.items()}
            yield Effect(
                covered,
                action,
                framework,
                suggestion,
                Change(region, region + omega * framework.mean(of_region)),
                Change(covered.alignment, covered.alignment + omega * framework.mean(added)),
                _articulation(covered, action, changed, score.setting),
            )


def _articulation(
    covered: ClusterCoverage, before: ScoredAction, after: ScoredAction, setting: Setting
) -> Change | None:
    """The cluster's articulation with one action changed: a mean over its counting actions (method, section 3)."""
    if covered.articulation is None:
        return None
    moved = both_sides(after.claims, setting) - both_sides(before.claims, setting)
    return Change(covered.articulation, covered.articulation + moved / len(covered.cluster.counting))


def _on_region(priority: PriorityScore, added: Fraction) -> Fraction:
    """What the region's coverage of a leaf gains when one cluster adds this much to it (method, section 5)."""
    return min(ONE, (priority.strength + added) / priority.leaf.target) - priority.coverage


def _added(covered: ClusterCoverage, changed: ScoredAction, framework: WeightedFramework) -> dict[str, Fraction]:
    """What a changed action adds to the cluster's coverage of each leaf that moves; less than 0 where it is diluted."""
    counting = tuple(changed if each.index == changed.index else each for each in covered.cluster.counting)
    before = covered.frameworks[framework.id].by_leaf
    after = {leaf: cell.coverage for leaf, cell in cells(counting, framework).items()}
    moved = {leaf: after.get(leaf, ZERO) - before.get(leaf, ZERO) for leaf in {*before, *after}}
    return {leaf: change for leaf, change in moved.items() if change}
