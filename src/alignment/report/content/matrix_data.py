"""The figures of `alignment matrix` for machines: a wide and a long sheet, and the JSON value."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from alignment import __version__
from alignment.report.document import Cell, Column, Row, Table
from alignment.score.framework import WeightedFramework
from alignment.score.region import RegionScore

if TYPE_CHECKING:
    from alignment.report.content.matrix import Line

SCHEMA = "alignment/matrix/v1"


def _weight(line: Line) -> Fraction:
    return sum((line.framework.weights[leaf] for leaf in line.leaves), Fraction(0))


def wide_sheet(score: RegionScore, lines: list[Line]) -> Table:
    """One row a priority, one column a cluster."""
    columns = (
        *(Column(key, key) for key in ("ref", "title")),
        Column("depth", "depth", "count"),
        Column("weight", "weight", "share"),
        Column("region", "region", "share"),
        *(Column(covered.cluster.id, covered.cluster.id, "share") for covered in score.clusters),
    )
    rows = []
    for line in lines:
        coverages = (line.coverage(covered) for covered in score.clusters)
        cells: tuple[Cell, ...] = (line.ref, line.title, line.depth, _weight(line), line.region, *coverages)
        rows.append(Row(cells))
    return Table("matrix", "", columns, tuple(rows))


def cells_sheet(score: RegionScore, lines: list[Line]) -> Table:
    """One row a scored priority and a cluster, zeros included."""
    texts = ("ref", "framework", "title", "cluster", "name", "best_action")
    rows = []
    for line in lines:
        for covered in score.clusters if line.is_leaf else ():
            cell = covered.frameworks[line.framework.id].cells.get(line.leaves[0])
            named: tuple[Cell, ...] = (line.ref, line.framework.id, line.title)
            who: tuple[Cell, ...] = (covered.cluster.id, covered.cluster.placed.roadmap.name)
            figures: tuple[Cell, ...] = (
                (cell.best_action, cell.coverage, cell.depth, cell.delivered) if cell else ("", 0, 0, 0)
            )
            rows.append(Row((*named, *who, *figures, line.examined(covered))))
    return Table(
        "cells",
        "",
        (
            *(Column(key, key) for key in texts),
            *(Column(key, key, "number") for key in ("coverage", "depth", "delivered")),
            Column("examined", "examined", "count"),
        ),
        tuple(rows),
    )


def matrix_v1(
    score: RegionScore, lines: list[Line], basis: str, alone: WeightedFramework | None, depth: int | None
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
        "depth": depth,
        "clusters": [
            {
                "id": covered.cluster.id,
                "name": covered.cluster.placed.roadmap.name,
                "rank": score.ranks[covered.cluster.id],
            }
            for covered in score.clusters
        ],
        "rows": [_row(score, line) for line in lines],
    }


def _row(score: RegionScore, line: Line) -> dict[str, Any]:
    return {
        "ref": line.ref,
        "title": line.title,
        "framework": line.framework.id,
        "parent": None if line.parent is None else f"{line.framework.id}:{line.parent}",
        "depth": line.depth,
        "leaf": line.is_leaf,
        "weight": float(_weight(line)),
        "region": float(line.region),
        "coverage": {covered.cluster.id: float(line.coverage(covered)) for covered in score.clusters},
        "examined_by": [covered.cluster.id for covered in score.clusters if line.examined(covered)],
    }
