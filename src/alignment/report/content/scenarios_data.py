"""The figures of `alignment scenarios` for machines: flat sheets and the JSON value."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from alignment import __version__
from alignment.report.document import Cell, Column, Kind, Row, Table
from alignment.report.json_v1 import cursor_v1
from alignment.score.region import RegionScore
from alignment.score.scenarios import Played, reigns

SCHEMA = "alignment/scenarios/v1"
ILLUSTRATIVE = "illustrati"
"""What the title of a scenario says when it stands there to show the tool."""


def is_illustrative(played: Played) -> bool:
    """Whether a scenario says of itself that it only shows the tool."""
    return played.scenario is not None and ILLUSTRATIVE in (played.scenario.title or "").lower()


def scenarios_sheets(score: RegionScore, settings: Sequence[Played]) -> tuple[Table, ...]:
    """Ranks by setting, breakpoints, intervals, rank shares and dominance: one row a fact."""
    analysis, names = score.cursor, score.setting.names
    return (
        _sheet(
            "ranks",
            {
                "scenario": "text",
                "cursor": "share",
                "cluster": "text",
                "name": "text",
                "rank": "count",
                "alignment": "share",
            },
            (
                (
                    *(played.scenario.id if played.scenario else None, played.setting.cursor),
                    *(name, names[name], place, played.clusters[name].alignment),
                )
                for played in settings
                for name, place in played.ranks.items()
            ),
        ),
        _sheet(
            "breakpoints",
            {"cursor": "share", "exact": "text", "one": "text", "other": "text"},
            ((found.cursor, str(found.cursor), *found.clusters) for found in analysis.breakpoints),
        ),
        _sheet(
            "intervals",
            {"from": "share", "to": "share", "cluster": "text", "rank": "count"},
            (
                (interval.start, interval.end, name, place)
                for interval in analysis.intervals
                for name, place in interval.ranks.items()
            ),
        ),
        _sheet(
            "rank_shares",
            {"cluster": "text", "rank": "count", "share": "share"},
            (
                (name, place, share)
                for name, spent in (analysis.rank_shares or {}).items()
                for place, share in spent.items()
            ),
        ),
        _sheet("dominance", {"cluster": "text", "dominates": "text"}, analysis.dominance),
    )


def _sheet(key: str, columns: dict[str, Kind], rows: Iterable[tuple[Cell, ...]]) -> Table:
    return Table(
        key, "", tuple(Column(name, name, kind) for name, kind in columns.items()), tuple(Row(row) for row in rows)
    )


def scenarios_v1(
    score: RegionScore, reference: Played, others: Sequence[Played], basis_note: str
) -> dict[str, Any]:
    """The value of docs/schemas/scenarios.v1.json: numbers unrounded, shares 0 to 1."""
    return {
        "schema": SCHEMA,
        "version": __version__,
        "region": score.setting.region.id,
        "cursor": float(score.setting.cursor),
        "scenario": reference.scenario.id if reference.scenario else None,
        "basis_note": basis_note,
        "reference": _setting(reference),
        "settings": [{**_setting(played), "moves": _moves(played, reference)} for played in others],
        "sides": [
            {
                "cluster": each.cluster.id,
                "name": each.cluster.placed.roadmap.name,
                "regional": float(each.regional),
                "european": None if each.european is None else float(each.european),
            }
            for each in score.clusters
        ],
        "lead": [
            {"from": float(reign.start), "to": float(reign.end), "clusters": list(reign.clusters)}
            for reign in reigns(score.cursor)
        ],
        **cursor_v1(score.cursor),
    }


def _setting(played: Played) -> dict[str, Any]:
    scenario = played.scenario
    return {
        "scenario": scenario.id if scenario else None,
        "title": scenario.title if scenario else None,
        "illustrative": is_illustrative(played),
        "cursor": float(played.setting.cursor),
        "frameworks": {name: float(weight) for name, weight in played.setting.european_weights.items()},
        "weights": {node: float(weight) for node, weight in (scenario.weights if scenario else {}).items()},
        "clusters": [
            {"id": name, "rank": place, "alignment": float(played.clusters[name].alignment)}
            for name, place in played.ranks.items()
        ],
    }


def _moves(played: Played, reference: Played) -> list[dict[str, Any]]:
    return [
        {"cluster": name, "from": before, "to": after}
        for name, (before, after) in played.moves(reference.ranks).items()
    ]
