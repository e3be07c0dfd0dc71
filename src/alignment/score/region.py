"""The whole score of one region: clusters ranked, portfolio, cursor, money, requirements."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from alignment.score.coverage import ClusterCoverage, cover
from alignment.score.cursor import CursorAnalysis, Line, analyse, rank
from alignment.score.funding import Funding, fund
from alignment.score.portfolio import FrameworkScore, PriorityScore, survey
from alignment.score.requirements import Judgement, judge, needs_money
from alignment.score.setting import Setting


class RegionScore(NamedTuple):
    """Every figure of `alignment score`, exact. `clusters` stand by rank, then id."""

    setting: Setting
    clusters: tuple[ClusterCoverage, ...]
    ranks: Mapping[str, int]
    frameworks: tuple[FrameworkScore, ...]
    priorities: tuple[PriorityScore, ...]
    cursor: CursorAnalysis
    funding: Funding
    requirements: tuple[Judgement, ...]


def score_region(setting: Setting) -> RegionScore:
    """Score a region whose SRDEII has at least one axis. Method, sections 2 to 7."""
    covered = {cluster.id: cover(cluster, setting) for cluster in setting.clusters}
    ranks = rank((name, cluster.alignment) for name, cluster in covered.items())
    frameworks, priorities = survey(setting, tuple(covered.values()))
    lines = [
        Line(name, cluster.regional, cluster.european)
        for name, cluster in covered.items()
        if cluster.european is not None
    ]
    funding = fund(setting)
    return RegionScore(
        setting,
        tuple(covered[name] for name in ranks),
        ranks,
        frameworks,
        priorities,
        analyse(lines, setting.cursor),
        funding,
        judge(setting, covered, funding),
    )


def judge_region(setting: Setting) -> tuple[Judgement, ...]:
    """The requirements of a region alone, without the rest of its score."""
    covered = {cluster.id: cover(cluster, setting) for cluster in setting.clusters}
    return judge(setting, covered, fund(setting) if needs_money(setting) else None)
