"""What two states of a data set say differently: clusters and actions, field by field, matched by id."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from alignment.model.dataset import Dataset, PlacedRoadmap
from alignment.model.file_model import fields_of
from alignment.model.roadmap import Action, Roadmap

Kind = Literal["added", "removed", "changed"]


@dataclass(frozen=True)
class Field:
    """One field that differs. `key` tells which contribution or source of money; None stands for an absent value.

    Money is in cents. Fields that are lists of things (partners, indicators...) are named without their values.
    """

    name: str
    key: str | None = None
    before: object = None
    after: object = None


@dataclass(frozen=True)
class Change:
    """A cluster (`action` None) or one of its actions that was added, removed or changed."""

    kind: Kind
    cluster: str
    name: str
    action: str | None = None
    title: str | None = None
    fields: tuple[Field, ...] = ()


def changes(before: Dataset, after: Dataset, region: str | None = None) -> list[Change]:
    """Every cluster and action that differs, by cluster id, then in the order of the newer file.

    `region` keeps the clusters that work in it, before or after. A file that moves without changing is no change.
    """
    old, new = _roadmaps(before), _roadmaps(after)
    found: list[Change] = []
    for cluster in sorted({*old, *new}):
        one, other = old.get(cluster), new.get(cluster)
        if region is None or any(placed and region in placed.regions for placed in (one, other)):
            found += _roadmap(cluster, one, other)
    return found


def _roadmaps(data: Dataset) -> dict[str, PlacedRoadmap]:
    return {placed.roadmap.id: placed for placed in data.roadmaps}


def _roadmap(cluster: str, before: PlacedRoadmap | None, after: PlacedRoadmap | None) -> Iterator[Change]:
    present = after or before
    assert present is not None  # the caller names what one of the two has
    name = present.roadmap.name
    if before is None or after is None:
        yield Change("removed" if after is None else "added", cluster, name)
    elif fields := tuple(_own_fields(before, after)):
        yield Change("changed", cluster, name, fields=fields)
    old, new = _actions(before), _actions(after)
    for action in [*new, *(each for each in old if each not in new)]:
        one, other = old.get(action), new.get(action)
        if one is None and other is not None:
            yield Change("added", cluster, name, action, other.title, tuple(_substance(other)))
        elif other is None and one is not None:
            yield Change("removed", cluster, name, action, one.title, tuple(_substance(one, gone=True)))
        elif one and other and before and after and (fields := tuple(_fields(one, other, before, after))):
            yield Change("changed", cluster, name, action, other.title, fields)


def _actions(placed: PlacedRoadmap | None) -> Mapping[str, Action]:
    return {action.id: action for action in placed.roadmap.actions} if placed else {}


def _own_fields(before: PlacedRoadmap, after: PlacedRoadmap) -> Iterator[Field]:
    """The fields of the roadmap itself."""
    shown = {"name", "type", "provenance", "website", "members"}
    for name in (field.name for field in fields_of(Roadmap)):
        one, other = getattr(before.roadmap, name), getattr(after.roadmap, name)
        if name not in ("actions", "id") and one != other:
            yield Field(name, None, one, other) if name in shown else Field(name)
    if before.home != after.home:
        yield Field("home", None, before.home, after.home)


def _substance(action: Action, gone: bool = False) -> Iterator[Field]:
    """What a whole action brings or takes away: its status, contributions and money."""
    parts: list[tuple[str, str | None, object]] = [("status", None, action.status)]
    parts += [("contributions", reference, level) for reference, level in action.contributions.items()]
    parts += [("budget", source, cents) for source, cents in _money(action).items()]
    for name, key, value in parts:
        yield Field(name, key, value, None) if gone else Field(name, key, None, value)


def _fields(before: Action, after: Action, old: PlacedRoadmap, new: PlacedRoadmap) -> Iterator[Field]:
    """What one action says differently: scalars with their values, contributions and money item by item."""
    for name in (field.name for field in fields_of(Action)):
        one, other = getattr(before, name), getattr(after, name)
        if one == other and name != "contributions":
            continue
        match name:
            case "contributions":
                moved = old.home != new.home
                yield from _items("contributions", _levels(before, old, moved), _levels(after, new, moved))
            case "budget":
                items = tuple(_items("budget", _money(before), _money(after)))
                yield from items or [Field("budget")]
            case "title" | "status" | "progress":
                yield Field(name, None, one, other)
            case "period":
                yield Field(name, None, one.text if one else None, other.text if other else None)
            case _:
                yield Field(name)


def _levels(action: Action, placed: PlacedRoadmap, spelt: bool) -> dict[str, str]:
    """Levels by reference; another region than the roadmap's home is spelt out, its own too where asked."""
    found: dict[str, str] = {}
    for text, level in action.contributions.items():
        reference = placed.resolve(text)
        region = reference.region if reference else None
        prefix = f"{region}/" if region and (spelt or region != placed.home) else ""
        found[f"{prefix}{text.rpartition('/')[2]}"] = level
    return found


def _money(action: Action) -> dict[str, int]:
    """Cents by source, secured and not apart."""
    found: dict[str, int] = {}
    for line in action.budget:
        key = f"{line.source}, secured" if line.secured else line.source
        found[key] = found.get(key, 0) + line.amount
    return found


def _items(name: str, before: Mapping[str, object], after: Mapping[str, object]) -> Iterable[Field]:
    for key in dict.fromkeys((*before, *after)):
        if before.get(key) != after.get(key):
            yield Field(name, key, before.get(key), after.get(key))


def paths(before: Any, after: Any, path: str = "") -> Iterator[str]:
    """The places where two values of files differ, as `steering.cursor` or `srdeii.axes.numerique.weight`.

    Items of lists that have ids are matched by id, others by place.
    """
    if isinstance(before, dict) and isinstance(after, dict):
        for key in dict.fromkeys((*before, *after)):
            below = f"{path}.{key}" if path else str(key)
            if key not in before or key not in after:
                yield below
            else:
                yield from paths(before[key], after[key], below)
    elif isinstance(before, list) and isinstance(after, list):
        if before != after:
            yield from paths(_by_id(before), _by_id(after), path)
    elif before != after:
        yield path


def _by_id(items: list[Any]) -> dict[str, Any]:
    return {
        str(item["id"]) if isinstance(item, dict) and isinstance(item.get("id"), str) else str(index): item
        for index, item in enumerate(items, 1)
    }
