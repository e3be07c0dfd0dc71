"""What is known of a cluster, as the lines of its workbook."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from alignment.exchange import choices
from alignment.exchange.choices import Choices
from alignment.model.dataset import Dataset, PlacedRoadmap
from alignment.model.roadmap import Action, Roadmap
from alignment.model.values import parse_reference

Written = str | int | float | None
"""What a cell is given: text, number, nothing."""


@dataclass(frozen=True)
class Shares:
    """A share of 0 to 1, shown as a percentage."""

    value: float


def cluster_fields(placed: PlacedRoadmap, data: Dataset, priorities: Choices) -> list[tuple[str, Written]]:
    """The lines of the cluster's sheet: key and value, one line for each priority of the mandate."""
    roadmap: Roadmap = placed.roadmap
    regions = [data.regions[each].name if each in data.regions else each for each in placed.regions]
    start, end = _ends(roadmap.period)
    fields: list[tuple[str, Written]] = [
        ("name", roadmap.name),
        ("type", choices.TYPES.labels[roadmap.type]),
        ("provenance", choices.PROVENANCES.labels[roadmap.provenance]),
        ("regions", _joined(regions)),
        ("start", start),
        ("end", end),
        ("website", roadmap.website),
        ("members", roadmap.members),
        ("labels", _joined(roadmap.labels)),
        ("id", roadmap.id),
    ]
    return fields + [("mandate", _label(each, placed, priorities)) for each in roadmap.mandate]


def lines(placed: PlacedRoadmap, data: Dataset, priorities: Choices) -> Mapping[str, list[dict[str, Any]]]:
    """The lines of every other sheet, by form; each a mapping from column to what its cell is given."""
    domains = choices.domain_choices(data)
    found: dict[str, list[dict[str, Any]]] = {
        "actions": [_action(action, domains) for action in placed.roadmap.actions],
        "contributions": [],
        "budget": [],
        "indicators": [],
        "partners": [],
        "sources": [
            {
                "id": source.id,
                "title": source.title,
                "publisher": source.publisher,
                "date": source.date,
                "url": source.url,
                "accessed": source.accessed,
            }
            for source in placed.roadmap.sources
        ],
    }
    for action in placed.roadmap.actions:
        for reference, level in action.contributions.items():
            label = _label(reference, placed, priorities)
            found["contributions"].append(
                {"action": action.title, "priority": label, "level": choices.LEVELS.labels[level]}
            )
        for line in action.budget:
            found["budget"].append(
                {
                    "action": action.title,
                    "source": choices.MONEY_SOURCES.labels[line.source],
                    "amount": line.amount / 100,
                    "secured": "oui" if line.secured else "non",
                }
            )
        for indicator in action.indicators:
            numbers = {key: _number(getattr(indicator, key)) for key in ("baseline", "target", "value")}
            texts = {"title": indicator.title, "unit": indicator.unit, "id": indicator.id}
            found["indicators"].append({"action": action.title, **texts, **numbers})
        for partner in action.partners:
            known = data.regions.get(partner.region or "")
            region = known.name if known else partner.region
            found["partners"].append(
                {"action": action.title, "name": partner.name, "region": region, "country": partner.country}
            )
    return found


def _action(action: Action, domains: Choices) -> dict[str, Any]:
    start, end = _ends(action.period)
    return {
        "title": action.title,
        "description": action.description,
        "status": choices.STATUSES.labels[action.status] if "status" in vars(action) else None,
        "start": start,
        "end": end,
        "progress": None if action.progress is None else Shares(float(action.progress)),
        "domains": _joined(domains.labels.get(each, each) for each in action.domains),
        "value_chain": _joined(choices.STAGES.labels[each] for each in action.value_chain),
        "sources": _joined(action.sources),
        "id": action.id,
    }


def _ends(period: Any) -> tuple[str | None, str | None]:
    if period is None:
        return None, None
    start, _, end = period.text.partition("/")
    return start, end


def _label(reference: str, placed: PlacedRoadmap, priorities: Choices) -> str:
    parsed = parse_reference(reference)
    plain = f"{parsed.framework}:{parsed.node}" if parsed and parsed.region == placed.home else reference
    return priorities.labels.get(plain, reference)


def _joined(parts: Iterable[str]) -> str | None:
    return " ; ".join(parts) or None


def _number(value: Fraction | None) -> float | str | None:
    """A number as a cell can hold it to the last digit; beyond that, its digits as text."""
    if value is None:
        return None
    number = float(value)
    if Fraction(repr(number)) == value:
        return number
    digits = 0
    while (value * 10**digits).denominator != 1 and digits < 40:
        digits += 1
    whole = str(abs(int(value * 10**digits))).rjust(digits + 1, "0")
    text = f"{whole[: len(whole) - digits]},{whole[len(whole) - digits :]}" if digits else whole
    return f"-{text}" if value < 0 else text
