"""The figures of `alignment gaps` for machines: flat sheets and the JSON value."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from alignment import __version__
from alignment.report.document import Column, Row, Table
from alignment.score.framework import WeightedFramework
from alignment.score.portfolio import PriorityScore
from alignment.score.region import RegionScore

SCHEMA = "alignment/gaps/v1"

Weighed = tuple[PriorityScore, Fraction]
"""A priority and its severity, weighed by the cursor in a merged list."""


def priorities_sheet(weighed: list[Weighed]) -> Table:
    """One row a priority."""
    columns = (
        *(Column(key, key) for key in ("ref", "framework", "axis", "title")),
        *(Column(key, key, "number") for key in ("weight", "target", "strength", "missing")),
        *(Column(key, key, "share") for key in ("coverage", "delivered")),
        Column("state", "state", "state"),
        Column("fragile", "fragile", "count"),
        Column("crowded", "crowded", "count"),
        Column("contributors", "contributors", "count"),
        Column("effective_contributors", "effective_contributors", "number"),
        Column("severity", "severity", "number"),
        Column("weighed_severity", "weighed_severity", "number"),
    )
    rows = tuple(
        Row(
            (
                *(priority.ref, priority.framework.id, priority.leaf.axis, priority.leaf.title),
                *(priority.leaf.weight, priority.leaf.target, priority.strength, priority.missing),
                *(priority.coverage, priority.delivered, priority.state),
                *("fragile" in priority.flags, "crowded" in priority.flags),
                *(len(priority.contributors), priority.effective_contributors, priority.severity, severity),
            )
        )
        for priority, severity in weighed
    )
    return Table("priorities", "", columns, rows)


def contributors_sheet(score: RegionScore, weighed: list[Weighed]) -> Table:
    """One row a priority and a cluster that serves it."""
    names = score.setting.names
    rows = tuple(
        Row((priority.ref, priority.leaf.title, cluster, names[cluster], value))
        for priority, _ in weighed
        for cluster, value in priority.contributors
    )
    columns = (*(Column(key, key) for key in ("ref", "title", "cluster", "name")), Column("coverage", "", "share"))
    return Table("contributors", "", columns, rows)


def gaps_v1(
    score: RegionScore,
    weighed: list[Weighed],
    basis: str,
    below: Fraction | None,
    alone: WeightedFramework | None,
) -> dict[str, Any]:
    """The value of the contract: numbers unrounded, shares 0 to 1."""
    setting = score.setting
    return {
        "schema": SCHEMA,
        "version": __version__,
        "region": setting.region.id,
        "cursor": float(setting.cursor),
        "scenario": setting.scenario.id if setting.scenario else None,
        "basis_note": basis,
        "framework": alone.id if alone else None,
        "below": None if below is None else float(below),
        "priorities": [_priority(score, priority, severity) for priority, severity in weighed],
        "tree": [
            _node(score, each.framework, node)
            for each in score.frameworks
            if alone is None or each.framework is alone
            for node in range(len(each.framework.kept))
        ],
    }


def _priority(score: RegionScore, priority: PriorityScore, severity: Fraction) -> dict[str, Any]:
    return {
        "ref": priority.ref,
        "title": priority.leaf.title,
        "framework": priority.framework.id,
        "axis": priority.leaf.axis,
        "weight": float(priority.leaf.weight),
        "target": float(priority.leaf.target),
        "strength": float(priority.strength),
        "missing": float(priority.missing),
        "coverage": float(priority.coverage),
        "delivered": float(priority.delivered),
        "state": priority.state,
        "flags": list(priority.flags),
        "severity": float(priority.severity),
        "weighed_severity": float(severity),
        "effective_contributors": float(priority.effective_contributors),
        "contributors": [
            {"cluster": cluster, "coverage": float(value)} for cluster, value in priority.contributors
        ],
        "examined_by": [
            cluster.id
            for cluster in score.setting.clusters
            if cluster.declines(priority.framework, priority.leaf.id)
        ],
    }


def _node(score: RegionScore, framework: WeightedFramework, index: int) -> dict[str, Any]:
    """A branch or leaf of a framework, with its coverage by all clusters together."""
    placed = framework.kept[index]
    leaves = framework.leaves_under([placed.node.id])
    coverage = {p.leaf.id: p.coverage for p in score.priorities if p.framework is framework}
    return {
        "ref": f"{framework.id}:{placed.node.id}",
        "title": placed.node.title,
        "parent": None if placed.parent is None else f"{framework.id}:{placed.parent}",
        "depth": placed.depth,
        "weight": float(sum((framework.weights[leaf] for leaf in leaves), Fraction(0))),
        "coverage": float(framework.mean(coverage, leaves)),
    }
