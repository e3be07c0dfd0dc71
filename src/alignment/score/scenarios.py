"""The same clusters under several settings of a region, side by side; who leads along the cursor. Method, section 4."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from alignment.model.dataset import Dataset
from alignment.model.steering import Scenario
from alignment.score.coverage import ClusterCoverage, cover
from alignment.score.cursor import CursorAnalysis, rank
from alignment.score.region import RegionScore
from alignment.score.setting import Setting, prepare


@dataclass(frozen=True)
class Played:
    """A region under one setting: its alignments and ranks, clusters by rank, then id."""

    setting: Setting
    clusters: Mapping[str, ClusterCoverage]
    ranks: Mapping[str, int]

    @property
    def scenario(self) -> Scenario | None:
        """The scenario, None for the region's own setting."""
        return self.setting.scenario

    @classmethod
    def of(cls, score: RegionScore) -> Played:
        """What a region's score already holds of it."""
        return cls(score.setting, {each.cluster.id: each for each in score.clusters}, score.ranks)

    def moves(self, reference: Mapping[str, int]) -> dict[str, tuple[int, int]]:
        """The clusters whose rank differs from the reference: (rank there, rank here), largest moves first.

        Ids order equal moves.
        """
        moved = {name: (reference[name], place) for name, place in self.ranks.items() if reference[name] != place}
        return dict(sorted(moved.items(), key=lambda item: (-abs(item[1][0] - item[1][1]), item[0])))


def play(data: Dataset, region: str, scenario: Scenario | None = None, cursor: Fraction | None = None) -> Played:
    """Score and rank the clusters of a region under one setting."""
    setting = prepare(data, region, cursor, scenario)
    covered = {cluster.id: cover(cluster, setting) for cluster in setting.clusters}
    ranks = rank((name, each.alignment) for name, each in covered.items())
    return Played(setting, {name: covered[name] for name in ranks}, ranks)


def side_by_side(data: Dataset, reference: Played) -> tuple[Played, ...]:
    """The region's own setting and its scenarios in file order, without the one that the reference already is."""
    region = reference.setting.region
    played = (play(data, region.id, scenario) for scenario in (None, *region.steering.scenarios))
    stated = (reference.scenario, reference.setting.cursor)
    return tuple(each for each in played if (each.scenario, each.setting.cursor) != stated)


@dataclass(frozen=True)
class Reign:
    """A stretch of the cursor with the same clusters at the first rank, by id."""

    start: Fraction
    end: Fraction
    clusters: tuple[str, ...]


def reigns(analysis: CursorAnalysis) -> tuple[Reign, ...]:
    """Who leads from one end of the cursor to the other; the intervals of an unchanged lead are joined."""
    found: list[Reign] = []
    for interval in analysis.intervals:
        first = tuple(name for name, place in interval.ranks.items() if place == 1)
        if found and found[-1].clusters == first:
            found[-1] = Reign(found[-1].start, interval.end, first)
        else:
            found.append(Reign(interval.start, interval.end, first))
    return tuple(found)
