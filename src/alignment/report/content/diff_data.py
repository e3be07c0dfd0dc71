"""The figures of `alignment diff` for machines: a flat sheet of effects and the JSON value."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from alignment import __version__
from alignment.kernel.bilingual import Lang
from alignment.report.document import Column, Row, Table
from alignment.score.changes import Change, Field
from alignment.score.difference import Difference, RegionDifference
from alignment.score.effects import Effect, Value

SCHEMA = "alignment/diff/v1"


def effects_sheet(found: Difference) -> Table:
    """One row a figure that differs."""
    rows = tuple(
        Row((region.id, effect.kind, effect.subject, effect.name, measure, *effect.values(measure)))
        for region in found.regions
        for effect in region.effects or ()
        for measure in effect.measures
    )
    keys = ("region", "kind", "subject", "name", "measure")
    figures = (Column("before", "before", "number"), Column("after", "after", "number"))
    return Table("effects", "", (*(Column(key, key) for key in keys), *figures), rows)


def diff_v1(found: Difference, lang: Lang) -> dict[str, Any]:
    """The value of docs/schemas/diff.v1.json: money in integer cents, shares 0 to 1, null for what did not exist."""
    return {
        "schema": SCHEMA,
        "version": __version__,
        "before": found.before.to(lang),
        "after": found.after.to(lang),
        "region": found.only,
        "fail_on_drop": None if found.beyond is None else float(found.beyond),
        "fails": found.fails,
        "changes": [_change(change) for change in found.changes],
        "files": [{"file": file.file, "change": file.kind, "places": list(file.places)} for file in found.files],
        "regions": [_region(region) for region in found.regions if region.concerned],
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "change": change.kind,
        "cluster": change.cluster,
        "action": change.action,
        "title": change.title,
        "fields": [_field(field) for field in change.fields],
    }


def _field(field: Field) -> dict[str, Any]:
    return {
        "field": field.name,
        "key": field.key,
        "before": _plain(field.before),
        "after": _plain(field.after),
    }


def _region(region: RegionDifference) -> dict[str, Any]:
    return {
        "id": region.id,
        "scored": {"before": region.scored[0], "after": region.scored[1]},
        "broken": {"before": region.broken[0], "after": region.broken[1]},
        "effects": [
            {
                "kind": effect.kind,
                "subject": effect.subject,
                "name": effect.name,
                "before": _figures(effect, 0),
                "after": _figures(effect, 1),
            }
            for effect in region.effects or ()
        ],
        "drops": [
            {"kind": drop.kind, "subject": drop.subject, "measure": drop.measure, "by": float(drop.by)}
            for drop in region.drops
        ],
    }


def _figures(effect: Effect, side: int) -> dict[str, Any] | None:
    """The measures that differ, before (0) or after (1)."""
    if (effect.before, effect.after)[side] is None:
        return None
    return {measure: _plain(effect.values(measure)[side]) for measure in effect.measures}


def _plain(value: object) -> Value | float:
    """A value as JSON has it: exact fractions become numbers, anything else that is no plain value its text."""
    if isinstance(value, Fraction):
        return float(value)
    return value if isinstance(value, int | str | bool | None) else str(value)
