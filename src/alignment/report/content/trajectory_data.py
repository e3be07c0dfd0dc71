"""The figures of `alignment trajectory` for machines: a flat sheet and the JSON value."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from alignment import __version__
from alignment.report.document import Cell, Column, Row, Table
from alignment.score.framework import WeightedFramework
from alignment.score.region import RegionScore
from alignment.score.trajectory import Placed, Standing, Trajectory

SCHEMA = "alignment/trajectory/v1"


def years_sheet(found: Sequence[Trajectory]) -> Table:
    """One row a framework or axis and a year, then one for what is delivered to date (no year)."""
    rows = []
    for each in found:
        moments: list[tuple[int | None, Standing]] = [*each.planned.items(), (None, each.delivered)]
        titles = {placed.node.id: placed.node.title for placed in each.framework.kept}
        for year, standing in moments:
            measure = "delivered" if year is None else "planned"
            lines = [(each.framework.id, each.framework.text.title, standing.coverage)]
            lines += [(f"{each.framework.id}:{axis}", titles[axis], v) for axis, v in standing.axes.items()]
            for ref, title, value in lines:
                cells: tuple[Cell, ...] = (ref, title, measure, None if year is None else str(year), value)
                rows.append(Row(cells))
    columns = (*(Column(key, key) for key in ("ref", "title", "measure", "year")), Column("coverage", "", "share"))
    return Table("years", "", columns, tuple(rows))


def trajectory_v1(
    score: RegionScore, found: Sequence[Trajectory], basis: str, alone: WeightedFramework | None
) -> dict[str, Any]:
    """The value of the contract: numbers unrounded, shares 0 to 1."""
    setting = score.setting
    actions = [scored.action for cluster in setting.clusters for scored in cluster.counting]
    running = [action for action in actions if action.status == "running"]
    return {
        "schema": SCHEMA,
        "version": __version__,
        "region": setting.region.id,
        "scenario": setting.scenario.id if setting.scenario else None,
        "basis_note": basis,
        "framework": alone.id if alone else None,
        "frameworks": [_framework(each) for each in found],
        "actions": {
            "counting": len(actions),
            "completed": sum(action.status == "completed" for action in actions),
            "running": len(running),
            "running_without_progress": sum(action.progress is None for action in running),
        },
    }


def _framework(found: Trajectory) -> dict[str, Any]:
    return {
        "id": found.framework.id,
        "title": found.framework.text.title,
        "planned": [{"year": year, **_standing(standing)} for year, standing in found.planned.items()],
        "delivered": _standing(found.delivered),
        "undated": [_placed(placed) for placed in found.undated],
        "late": [_placed(placed) for placed in found.late],
    }


def _standing(standing: Standing) -> dict[str, Any]:
    return {
        "coverage": float(standing.coverage),
        "axes": {axis: float(value) for axis, value in standing.axes.items()},
    }


def _placed(placed: Placed) -> dict[str, str]:
    cluster, scored = placed
    return {"cluster": cluster.id, "action": scored.action.id}
