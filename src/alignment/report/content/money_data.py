"""`alignment/money/v1`: the money of a region for machines. Cents are whole, shares unrounded, unknown is null."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from alignment import __version__
from alignment.score.chance import DRAWS, SEED, Chance
from alignment.score.framework import WeightedFramework
from alignment.score.funding import Overlap
from alignment.score.region import RegionScore
from alignment.score.setting import ScoredCluster

SCHEMA = "alignment/money/v1"


def money_v1(
    score: RegionScore, chances: Mapping[str, Chance | None], shared: Sequence[Overlap], basis_note: str
) -> dict[str, Any]:
    """The value of docs/schemas/money.v1.json."""
    setting, purse = score.setting, score.funding.purse
    return {
        "schema": SCHEMA,
        "version": __version__,
        "region": setting.region.id,
        "scenario": setting.scenario.id if setting.scenario else None,
        "basis_note": basis_note,
        "budget_cents": purse.total,
        "leverage": _number(purse.leverage),
        "actions": purse.known + purse.unknown,
        "actions_without_budget": purse.unknown,
        "by_source": {
            source: {
                "secured_cents": purse.secured.get(source, 0),
                "unsecured_cents": purse.unsecured.get(source, 0),
            }
            for source in sorted({*purse.secured, *purse.unsecured})
        },
        "chance": {"draws": DRAWS, "seed": SEED},
        "frameworks": [_framework(score, framework, chances[framework.id]) for framework in setting.frameworks],
        "overlaps": [
            {
                "framework": overlap.framework.id,
                "clusters": list(overlap.clusters),
                "cents": overlap.cents,
                "priorities": {f"{overlap.framework.id}:{leaf}": c for leaf, c in overlap.by_leaf.items()},
            }
            for overlap in shared
        ],
        "clusters": [_cluster(score, cluster) for cluster in setting.clusters],
        "without_budget": [
            {"cluster": cluster.id, "action": scored.action.id, "title": scored.action.title}
            for cluster in setting.clusters
            for scored in cluster.counting
            if scored.action.budget_cents is None
        ],
    }


def _framework(score: RegionScore, framework: WeightedFramework, found: Chance | None) -> dict[str, Any]:
    view = score.funding.by_framework[framework.id]
    return {
        "id": framework.id,
        "attributed_cents": view.attributed,
        "unattributed_cents": view.unattributed,
        "difference_cents": view.attributed + view.unattributed - (score.funding.purse.total or 0),
        "balance_index": _number(view.balance_index(framework.weights)),
        "chance_percentile": None if found is None else float(found.percentile),
        "priorities": [
            {
                "ref": f"{framework.id}:{leaf.id}",
                "title": leaf.title,
                "weight": float(leaf.weight),
                "attributed_cents": view.by_leaf.get(leaf.id, 0),
                "funding_share": _number(share := view.share(leaf.id)),
                "balance": None if share is None else float(share / leaf.weight),
                "shortfall": _number(view.shortfall(leaf.id, leaf.weight)),
            }
            for leaf in framework.leaves
        ],
    }


def _cluster(score: RegionScore, cluster: ScoredCluster) -> dict[str, Any]:
    purse = score.funding.by_cluster[cluster.id]
    return {
        "id": cluster.id,
        "name": cluster.placed.roadmap.name,
        "budget_cents": purse.total,
        "secured_cents": None if purse.total is None else sum(purse.secured.values()),
        "region_cents": None if purse.total is None else purse.of("region"),
        "leverage": _number(purse.leverage),
        "actions": purse.known + purse.unknown,
        "actions_without_budget": purse.unknown,
        "attributed_cents": {
            framework.id: score.funding.cluster_by_framework[cluster.id, framework.id].attributed
            for framework in score.setting.frameworks
        },
    }


def _number(value: Fraction | None) -> float | None:
    return None if value is None else float(value)
