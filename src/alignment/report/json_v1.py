"""`alignment/score/v1`: the machine-readable score, a contract apart from the internals."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from alignment import __version__
from alignment.score.coverage import ClusterCoverage
from alignment.score.cursor import CursorAnalysis
from alignment.score.funding import Funding
from alignment.score.portfolio import PriorityScore
from alignment.score.region import RegionScore
from alignment.score.requirements import Judgement

SCHEMA = "alignment/score/v1"


def score_v1(score: RegionScore, basis_note: str) -> dict[str, Any]:
    """The value of the contract: numbers unrounded, shares 0 to 1, money in integer cents."""
    setting = score.setting
    return {
        "schema": SCHEMA,
        "version": __version__,
        "region": setting.region.id,
        "cursor": float(setting.cursor),
        "scenario": setting.scenario.id if setting.scenario else None,
        "basis_note": basis_note,
        "frameworks": [
            {
                "id": each.framework.id,
                "side": each.framework.side,
                "title": each.framework.text.title,
                "weight": float(each.weight),
                "leaves": len(each.framework.leaves),
                "coverage": float(each.coverage),
                "delivered": float(each.delivered),
            }
            for each in score.frameworks
        ],
        "clusters": [_cluster(covered, score) for covered in score.clusters],
        "priorities": [_priority(priority, score.funding) for priority in score.priorities],
        "money": _money(score),
        **cursor_v1(score.cursor),
        "requirements": [_requirement(judgement) for judgement in score.requirements],
    }


def cursor_v1(analysis: CursorAnalysis) -> dict[str, Any]:
    """What the cursor changes: five fields that `score` and `scenarios` share. Method, section 4."""
    return {
        "breakpoints": [
            {"cursor": float(found.cursor), "clusters": list(found.clusters)} for found in analysis.breakpoints
        ],
        "ranking_intervals": [
            {"from": float(interval.start), "to": float(interval.end), "order": list(interval.ranks)}
            for interval in analysis.intervals
        ],
        "rank_shares": {
            cluster: {str(place): float(share) for place, share in spent.items()}
            for cluster, spent in (analysis.rank_shares or {}).items()
        },
        "dominance": [list(pair) for pair in analysis.dominance],
        "stability": {"below": float(analysis.stability[0]), "above": float(analysis.stability[1])}
        if analysis.stability
        else None,
    }


def _number(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


def _cluster(covered: ClusterCoverage, score: RegionScore) -> dict[str, Any]:
    roadmap = covered.cluster.placed.roadmap
    purse = score.funding.by_cluster[roadmap.id]
    by_framework = covered.frameworks.items()
    return {
        "id": roadmap.id,
        "name": roadmap.name,
        "type": roadmap.type,
        "provenance": roadmap.provenance,
        "rank": score.ranks[roadmap.id],
        "alignment": float(covered.alignment),
        "regional": float(covered.regional),
        "european": _number(covered.european),
        "articulation": _number(covered.articulation),
        "articulation_budget": _number(covered.articulation_budget),
        "coverage": {name: float(each.coverage) for name, each in by_framework},
        "delivered": {name: float(each.delivered) for name, each in by_framework},
        "mandate_coverage": {name: _number(each.mandate_coverage) for name, each in by_framework},
        "focus": {name: _number(each.focus) for name, each in by_framework},
        "focus_budget": {name: _number(each.focus_budget) for name, each in by_framework},
        "actions": len(covered.cluster.counting),
        "actions_without_budget": purse.unknown,
        "budget_cents": purse.total,
        "leverage": _number(purse.leverage),
        "cells": {
            f"{name}:{leaf}": {
                "coverage": float(cell.coverage),
                "depth": float(cell.depth),
                "delivered": float(cell.delivered),
                "best_action": cell.best_action,
            }
            for name, each in by_framework
            for leaf, cell in each.cells.items()
        },
    }


def _priority(priority: PriorityScore, funding: Funding) -> dict[str, Any]:
    attribution = funding.by_framework[priority.framework.id]
    share = attribution.share(priority.leaf.id)
    return {
        "ref": priority.ref,
        "title": priority.leaf.title,
        "framework": priority.framework.id,
        "weight": float(priority.leaf.weight),
        "target": float(priority.leaf.target),
        "strength": float(priority.strength),
        "coverage": float(priority.coverage),
        "delivered": float(priority.delivered),
        "state": priority.state,
        "flags": list(priority.flags),
        "contributors": [
            {"cluster": cluster, "coverage": float(value)} for cluster, value in priority.contributors
        ],
        "effective_contributors": float(priority.effective_contributors),
        "severity": float(priority.severity),
        "attributed_cents": attribution.by_leaf.get(priority.leaf.id, 0),
        "funding_share": _number(share),
        "balance": None if share is None else float(share / priority.leaf.weight),
    }


def _money(score: RegionScore) -> dict[str, Any]:
    purse = score.funding.purse
    sources: Mapping[str, dict[str, int]] = {
        source: {
            "secured_cents": purse.secured.get(source, 0),
            "unsecured_cents": purse.unsecured.get(source, 0),
        }
        for source in sorted({*purse.secured, *purse.unsecured})
    }
    return {
        "frameworks": {
            each.framework.id: {
                "attributed_cents": score.funding.by_framework[each.framework.id].attributed,
                "unattributed_cents": score.funding.by_framework[each.framework.id].unattributed,
                "balance_index": _number(
                    score.funding.by_framework[each.framework.id].balance_index(each.framework.weights)
                ),
            }
            for each in score.frameworks
        },
        "by_source": sources,
        "leverage": _number(purse.leverage),
        "actions_without_budget": purse.unknown,
    }


def _requirement(judgement: Judgement) -> dict[str, Any]:
    requirement = judgement.requirement
    return {
        "id": requirement.id,
        "cluster": judgement.cluster,
        "metric": requirement.metric,
        "direction": "at_least" if requirement.at_least is not None else "at_most",
        "value": _number(judgement.value),
        "bound": float(requirement.bound),
        "met": judgement.met,
        "severity": requirement.severity,
    }
