"""Data files to plain values: every scalar is read as text, then converted as its field asks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml


@dataclass(frozen=True)
class Node:
    """An axis, objective or priority as declared."""

    id: str
    title: str
    weight: Fraction
    target: Fraction | None
    children: tuple[Node, ...]


@dataclass(frozen=True)
class Text:
    """A framework as declared; `owner` is the region's id, or None where the framework is shared."""

    id: str
    owner: str | None
    side: str
    title: str
    first_year: int | None
    last_year: int | None
    scored_depth: int | None
    nodes: tuple[Node, ...]


@dataclass(frozen=True)
class Line:
    """A budget line; the amount is in cents."""

    source: str
    cents: int
    secured: bool


@dataclass(frozen=True)
class Action:
    """An action; `start` and `end` are years or None."""

    id: str
    status: str
    progress: Fraction
    start: int | None
    contributions: tuple[tuple[str, str], ...]
    budget: tuple[Line, ...]


@dataclass(frozen=True)
class Roadmap:
    """One cluster's file; `home` is the folder that it lies in."""

    id: str
    name: str
    type: str
    provenance: str
    home: str
    regions: tuple[str, ...]
    start: int | None
    mandate: tuple[str, ...]
    actions: tuple[Action, ...]


@dataclass(frozen=True)
class Region:
    """One region's file."""

    id: str
    name: str
    srdeii: Text
    steering: dict[str, Any]


@dataclass(frozen=True)
class Method:
    """Coefficients and thresholds."""

    significant: Fraction
    target: Fraction
    gap: Fraction
    partial: Fraction
    fragile: Fraction
    crowded: Fraction


@dataclass(frozen=True)
class Data:
    """A whole data folder."""

    regions: dict[str, Region]
    s3: dict[str, Text]
    shared: tuple[Text, ...]
    roadmaps: tuple[Roadmap, ...]
    method: Method


def load(path: Path) -> Any:
    """One YAML file as text, lists and maps."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 (text only)


def cents(amount: str) -> int:
    """Euros with at most two decimals, as integer cents."""
    value = Fraction(amount) * 100
    if value.denominator != 1:
        raise ValueError(f"{amount} has more than two decimals")
    return value.numerator


def years(period: str | None) -> tuple[int | None, int | None]:
    """First and last year of an ISO interval of years, months or days."""
    if period is None:
        return None, None
    first, last = period.split("/")
    return int(first[:4]), int(last[:4])


def node(value: dict[str, Any]) -> Node:
    """A node and what is declared below it."""
    return Node(
        id=value["id"],
        title=value["title"],
        weight=Fraction(value.get("weight", "1")),
        target=Fraction(value["target"]) if "target" in value else None,
        children=tuple(node(child) for child in value.get("objectives", [])),
    )


def text(value: dict[str, Any], ident: str, owner: str | None, side: str, nodes: str) -> Text:
    """A framework of either side; `nodes` is the key that holds its axes or priorities."""
    first, last = years(value.get("period"))
    depth = value.get("scored_depth")
    return Text(
        id=ident,
        owner=owner,
        side=side,
        title=value["title"],
        first_year=first,
        last_year=last,
        scored_depth=int(depth) if depth is not None else None,
        nodes=tuple(node(child) for child in value[nodes]),
    )


def action(value: dict[str, Any]) -> Action:
    """An action with the defaults of the format."""
    return Action(
        id=value["id"],
        status=value.get("status", "planned"),
        progress=Fraction(value.get("progress", "0")),
        start=years(value.get("period"))[0],
        contributions=tuple(value.get("contributions", {}).items()),
        budget=tuple(
            Line(line["source"], cents(line["amount"]), line.get("secured", "false") == "true")
            for line in value.get("budget", [])
        ),
    )


def roadmap(value: dict[str, Any], home: str) -> Roadmap:
    """A roadmap with the defaults of the format."""
    return Roadmap(
        id=value["id"],
        name=value["name"],
        type=value["type"],
        provenance=value["provenance"],
        home=home,
        regions=tuple(value.get("regions", [home])),
        start=years(value.get("period"))[0],
        mandate=tuple(value.get("mandate", [])),
        actions=tuple(action(item) for item in value.get("actions", [])),
    )


def method(folder: Path) -> Method:
    """method.yaml, or the method's own values."""
    path = folder / "method.yaml"
    value = load(path) if path.exists() else {}
    states = value.get("states", {})
    return Method(
        significant=Fraction(value.get("significant", "0.4")),
        target=Fraction(value.get("target", "1")),
        gap=Fraction(states.get("gap", "0.25")),
        partial=Fraction(states.get("partial", "0.75")),
        fragile=Fraction(value.get("fragile", "1.5")),
        crowded=Fraction(value.get("crowded", "3")),
    )


def roadmap_files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Home region and path of each roadmap."""
    for path in sorted(folder.glob("regions/*/clusters/*.yaml")):
        yield path.parent.parent.name, path


def read(folder: Path) -> Data:
    """The whole folder."""
    regions = {}
    for path in sorted(folder.glob("regions/*/region.yaml")):
        value = load(path)
        srdeii = text(value["srdeii"], "srdeii", value["id"], "regional", "axes")
        regions[value["id"]] = Region(value["id"], value["name"], srdeii, value.get("steering", {}))
    s3 = {}
    for path in sorted(folder.glob("s3/*.yaml")):
        value = load(path)
        s3[value["region"]] = text(value, "s3", value["region"], "european", "priorities")
    shared = []
    for path in sorted(folder.glob("europe/*.yaml")):
        if path.name not in ("domains.yaml", "i3.yaml"):
            value = load(path)
            shared.append(text(value, value["id"], None, "european", "priorities"))
    roadmaps = tuple(roadmap(load(path), home) for home, path in roadmap_files(folder))
    return Data(regions, s3, tuple(shared), roadmaps, method(folder))
