"""The figures of `alignment requirements` for machines: a flat sheet and the JSON value."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from alignment import __version__
from alignment.kernel.bilingual import Lang
from alignment.report.document import Cell, Column, Row, Table
from alignment.score.region import RegionScore

if TYPE_CHECKING:
    from alignment.report.content.requirements import Judged

SCHEMA = "alignment/requirements/v1"


def judgements_sheet(found: Sequence[Judged], lang: Lang) -> Table:
    """One row a requirement and a cluster that it binds."""
    rows = []
    for each in found:
        requirement = each.judgement.requirement
        what: tuple[Cell, ...] = (
            requirement.id,
            requirement.title or requirement.id,
            requirement.metric,
            requirement.framework,
            requirement.node,
            "at_least" if requirement.at_least is not None else "at_most",
            requirement.bound,
            requirement.severity,
        )
        rows.append(
            Row(
                (
                    *what,
                    *(each.judgement.cluster, each.name, each.judgement.value, each.verdict, each.margin),
                    each.sentence(lang),
                )
            )
        )
    columns = (
        *(Column(key, key) for key in ("requirement", "title", "metric", "framework", "node", "direction")),
        Column("bound", "bound", "number"),
        *(Column(key, key) for key in ("severity", "cluster", "name")),
        Column("value", "value", "number"),
        Column("verdict", "verdict", "state"),
        Column("margin", "margin", "number"),
        Column("way", "way"),
    )
    return Table("judgements", "", columns, tuple(rows))


def requirements_v1(score: RegionScore, found: Sequence[Judged], basis: str, lang: Lang) -> dict[str, Any]:
    """The value of the contract: numbers unrounded; `way` is a sentence in the language of the run."""
    setting = score.setting
    return {
        "schema": SCHEMA,
        "version": __version__,
        "region": setting.region.id,
        "cursor": float(setting.cursor),
        "scenario": setting.scenario.id if setting.scenario else None,
        "basis_note": basis,
        "requirements": [
            {
                "id": requirement.id,
                "title": requirement.title,
                "metric": requirement.metric,
                "framework": requirement.framework,
                "node": requirement.node,
                "direction": "at_least" if requirement.at_least is not None else "at_most",
                "bound": float(requirement.bound),
                "severity": requirement.severity,
                "clusters": [_judged(each, lang) for each in found if each.judgement.requirement is requirement],
            }
            for requirement in setting.region.steering.requirements
        ],
    }


def _judged(each: Judged, lang: Lang) -> dict[str, Any]:
    value, margin = each.judgement.value, each.margin
    return {
        "cluster": each.judgement.cluster,
        "name": each.name,
        "value": None if value is None else float(value),
        "met": each.judgement.met,
        "margin": None if margin is None else float(margin),
        "no_value_because": each.unknown,
        "way": each.sentence(lang) or None,
    }
