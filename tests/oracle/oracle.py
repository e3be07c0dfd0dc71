"""The whole `alignment/score/v1` value of a region, from a data folder."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

from .coverage import (
    Scene,
    actions_without_budget,
    articulation,
    articulation_budget,
    attributed_by,
    best_action,
    counting,
    coverage,
    delivered,
    depth,
    focus,
    focus_budget,
    framework_coverage,
    framework_delivered,
    known_budget,
    leverage,
    lines,
    mandate_coverage,
    over,
)
from .cursor import (
    alignment,
    breakpoints,
    dominance,
    european,
    rank_shares,
    ranking_intervals,
    ranks,
    regional,
    set_scene,
    sides,
    stability,
)
from .portfolio import (
    balance_index,
    contributors,
    effective_contributors,
    flags,
    funding_share,
    portfolio_coverage,
    portfolio_delivered,
    region_coverage,
    region_delivered,
    state,
    strength,
)
from .reading import Roadmap, read


def cells(scene: Scene, cluster: Roadmap) -> dict[str, Any]:
    """Leaves with coverage > 0."""
    result = {}
    for f in scene.frameworks:
        for leaf in f.leaves:
            covered = coverage(scene, f, cluster, leaf)
            if covered > 0:
                result[f"{f.id}:{leaf}"] = {
                    "coverage": covered,
                    "depth": depth(scene, f, cluster, leaf),
                    "delivered": delivered(scene, f, cluster, leaf),
                    "best_action": best_action(scene, f, cluster, leaf),
                }
    return result


def cluster_values(scene: Scene) -> list[dict[str, Any]]:
    """The clusters, highest first, equal ones by id."""
    scores = {cluster.id: alignment(scene, cluster) for cluster in scene.clusters}
    rank = ranks(scores)
    result = []
    for cluster in sorted(scene.clusters, key=lambda c: (rank[c.id], c.id)):
        result.append(
            {
                "id": cluster.id,
                "name": cluster.name,
                "type": cluster.type,
                "provenance": cluster.provenance,
                "rank": rank[cluster.id],
                "alignment": scores[cluster.id],
                "regional": regional(scene, cluster),
                "european": european(scene, cluster),
                "articulation": articulation(scene, cluster),
                "articulation_budget": articulation_budget(scene, cluster),
                "coverage": {f.id: framework_coverage(scene, f, cluster) for f in scene.frameworks},
                "delivered": {f.id: framework_delivered(scene, f, cluster) for f in scene.frameworks},
                "mandate_coverage": {f.id: mandate_coverage(scene, f, cluster) for f in scene.frameworks},
                "focus": {f.id: focus(scene, f, cluster) for f in scene.frameworks},
                "focus_budget": {f.id: focus_budget(scene, f, cluster) for f in scene.frameworks},
                "actions": len(counting(cluster)),
                "actions_without_budget": actions_without_budget(cluster),
                "budget_cents": known_budget(cluster),
                "leverage": leverage([cluster]),
                "cells": cells(scene, cluster),
            }
        )
    return result


def priority_values(scene: Scene) -> list[dict[str, Any]]:
    """The leaves of every framework in file order."""
    result = []
    method = scene.data.method
    for f in scene.frameworks:
        cents, _ = attributed_by(scene, f, scene.clusters)
        for leaf in f.leaves:
            s, covered = strength(scene, f, leaf), portfolio_coverage(scene, f, leaf)
            who = contributors(scene, f, leaf)
            effective = effective_contributors([value for _, value in who])
            named_state = state(method, s, covered)
            share = funding_share(cents, leaf)
            result.append(
                {
                    "ref": f"{f.id}:{leaf}",
                    "title": f.title[leaf],
                    "framework": f.id,
                    "weight": f.weight[leaf],
                    "target": f.target[leaf],
                    "strength": s,
                    "coverage": covered,
                    "delivered": portfolio_delivered(scene, f, leaf),
                    "state": named_state,
                    "flags": flags(method, named_state, s, f.target[leaf], effective),
                    "contributors": [{"cluster": ident, "coverage": value} for ident, value in who],
                    "effective_contributors": effective,
                    "severity": f.weight[leaf] * (1 - covered),
                    "attributed_cents": cents[leaf],
                    "funding_share": share,
                    "balance": None if share is None else share / f.weight[leaf],
                }
            )
    return result


def money_values(scene: Scene) -> dict[str, Any]:
    """The region's money."""
    frameworks = {}
    for f in scene.frameworks:
        cents, rest = attributed_by(scene, f, scene.clusters)
        frameworks[f.id] = {
            "attributed_cents": sum(cents.values()),
            "unattributed_cents": rest,
            "balance_index": balance_index(f, cents),
        }
    by_source: dict[str, dict[str, int]] = {}
    for line in lines(scene.clusters):
        entry = by_source.setdefault(line.source, {"secured_cents": 0, "unsecured_cents": 0})
        entry["secured_cents" if line.secured else "unsecured_cents"] += line.cents
    return {
        "frameworks": frameworks,
        "by_source": by_source,
        "leverage": leverage(scene.clusters),
        "actions_without_budget": sum(actions_without_budget(c) for c in scene.clusters),
    }


def applies(requirement: dict[str, Any], cluster: Roadmap) -> bool:
    """Each list limits the requirement to what it names; a list that is not given limits nothing."""
    limits = requirement.get("applies_to", {})
    types, clusters = limits.get("types", [cluster.type]), limits.get("clusters", [cluster.id])
    return cluster.type in types and cluster.id in clusters


def requirement_value(scene: Scene, requirement: dict[str, Any], cluster: Roadmap) -> Fraction | None:
    """The metric of a requirement for a cluster, on its node alone where it names one."""
    metric = requirement["metric"]
    if metric == "articulation":
        return articulation(scene, cluster)
    if metric == "alignment":
        return alignment(scene, cluster)
    if metric == "leverage":
        return leverage([cluster])
    node = requirement.get("node")
    framework = requirement.get("framework") or node.partition(":")[0]
    if framework not in scene.shares:
        return None
    f = scene.framework(framework)
    if metric == "mandate_coverage":
        return mandate_coverage(scene, f, cluster)
    if metric == "focus":
        return focus(scene, f, cluster)
    inside = f.under[f.fold[node.partition(":")[2]]] if node else f.leaves
    if metric == "coverage":
        return over(f, inside, lambda leaf: coverage(scene, f, cluster, leaf))
    if metric == "delivered":
        return over(f, inside, lambda leaf: delivered(scene, f, cluster, leaf))
    if metric == "funded_share":
        known = known_budget(cluster)
        cents, _ = attributed_by(scene, f, [cluster])
        return Fraction(sum(cents[leaf] for leaf in inside), known) if known else None
    raise ValueError(metric)


def requirement_values(scene: Scene) -> list[dict[str, Any]]:
    """Requirements in file order, for each cluster that they apply to, by id."""
    result = []
    for requirement in scene.region.steering.get("requirements", []):
        direction = "at_least" if "at_least" in requirement else "at_most"
        bound = Fraction(requirement[direction])
        for cluster in scene.clusters:
            if applies(requirement, cluster):
                value = requirement_value(scene, requirement, cluster)
                met = None
                if value is not None:
                    met = value >= bound if direction == "at_least" else value <= bound
                result.append(
                    {
                        "id": requirement["id"],
                        "cluster": cluster.id,
                        "metric": requirement["metric"],
                        "direction": direction,
                        "value": value,
                        "bound": bound,
                        "met": met,
                        "severity": requirement["severity"],
                    }
                )
    return result


def exact(scene: Scene) -> dict[str, Any]:
    """The whole value, shares and scores as fractions, money and counts as integers."""
    points = sides(scene)
    return {
        "schema": "alignment/score/v1",
        "region": scene.region.id,
        "cursor": scene.cursor,
        "scenario": scene.scenario,
        "frameworks": [
            {
                "id": f.id,
                "side": f.text.side,
                "title": f.text.title,
                "weight": scene.shares[f.id],
                "leaves": len(f.leaves),
                "coverage": region_coverage(scene, f),
                "delivered": region_delivered(scene, f),
            }
            for f in scene.frameworks
        ],
        "clusters": cluster_values(scene),
        "priorities": priority_values(scene),
        "money": money_values(scene),
        "breakpoints": [{"cursor": k, "clusters": [i, j]} for k, i, j in breakpoints(points)],
        "ranking_intervals": ranking_intervals(points),
        "rank_shares": {
            ident: {str(rank): share for rank, share in held.items()}
            for ident, held in rank_shares(points).items()
        },
        "dominance": dominance(points),
        "stability": stability(points, scene.cursor),
        "requirements": requirement_values(scene),
    }


def plain(value: Any) -> Any:
    """Fractions become floats, at the very end."""
    if isinstance(value, Fraction):
        return float(value)
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value


def score(folder: Path, region: str, cursor: str | None = None, scenario: str | None = None) -> dict[str, Any]:
    """The JSON value of `alignment score REGION --format json`, but for `version` and `basis_note`."""
    return plain(exact(set_scene(read(folder), region, cursor, scenario)))
