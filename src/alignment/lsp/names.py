"""What a word of a file names, by the key that it stands under, and where that is defined."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

from alignment.kernel.diagnostic import Path, Place
from alignment.model.dataset import Dataset, FrameworkText, PlacedNode, PlacedRoadmap
from alignment.model.files import Kind, kind_at
from alignment.model.values import parse_reference
from alignment.source.document import Document

Slot = Literal["node", "domain", "source", "region", "cluster", "framework"]

_KEYED: dict[str, Slot] = {"contributions": "node", "weights": "node", "frameworks": "framework"}
_VALUES: dict[str, Slot] = {
    "mandate": "node",
    "node": "node",
    "domains": "domain",
    "broader": "domain",
    "sources": "source",
    "regions": "region",
    "clusters": "cluster",
    "framework": "framework",
}


class Named(NamedTuple):
    """A word that names something."""

    slot: Slot
    text: str


def slot_at(kind: Kind | None, path: Path, on_key: bool) -> Slot | None:
    """What sort of thing a word at this path names, None when it names nothing."""
    names = [step for step in path if isinstance(step, str)]
    if kind is None or not names:
        return None
    if on_key:
        return _KEYED.get(names[-2]) if len(names) > 1 else None
    if kind == "s3" and names == ["region"]:
        return "region"
    if names in (["sources"], ["domains"]):
        return None  # where these are defined
    # The first key of a mapping looks like a value while it is being written.
    return _VALUES.get(names[-1]) or _KEYED.get(names[-1])


def named_at(document: Document, path: Path, on_key: bool) -> Named | None:
    """What the key or value at a path names."""
    slot = slot_at(kind_at(document.text.name), path, on_key)
    text = path[-1] if on_key else value_at(document, path)
    return Named(slot, text) if slot is not None and isinstance(text, str) else None


def value_at(document: Document, path: Path) -> Any:
    """The value at a path of a file, None where there is none."""
    value: Any = document.value
    for step in path:
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return None
    return value


def home_of(file: str) -> str | None:
    """The region whose own frameworks the references of a file name."""
    parts = file.removesuffix(".yaml").removesuffix(".yml").split("/")
    return parts[1] if parts[0] in ("regions", "s3") and len(parts) > 1 else None


def node_named(data: Dataset, file: str, text: str) -> tuple[FrameworkText, PlacedNode] | None:
    """The node that a reference in a file names."""
    reference = parse_reference(text)
    if reference is None:
        return None
    framework = data.framework(reference._replace(region=reference.region or home_of(file)))
    placed = framework.nodes.get(reference.node) if framework is not None else None
    return (framework, placed) if framework is not None and placed is not None else None


def frameworks_seen(data: Dataset, file: str) -> dict[str, FrameworkText]:
    """The frameworks that references of a file name without a region, by id."""
    return {text.id: text for text in data.frameworks_of(home_of(file) or "")}


def node_defined(data: Dataset, file: str, path: Path) -> tuple[FrameworkText, PlacedNode] | None:
    """The node that the id or the title at a path defines."""
    if path and path[-1] in ("id", "title"):
        for framework in frameworks_seen(data, file).values():
            for placed in framework.nodes.values() if framework.file == file else ():
                if placed.path == path[:-1]:
                    return framework, placed
    return None


def roadmap_of(data: Dataset, cluster: str) -> PlacedRoadmap | None:
    """A cluster's roadmap."""
    return next((placed for placed in data.roadmaps if placed.roadmap.id == cluster), None)


def definition(data: Dataset, document: Document, named: Named) -> Place | None:
    """Where the thing that a word names is defined; None where the data set doesn't have it."""
    file = document.text.name
    match named.slot:
        case "node":
            found = node_named(data, file, named.text)
            return Place(found[0].file, (*found[1].path, "id")) if found else None
        case "source":
            listed = value_at(document, ("sources",))
            ids = [source.get("id") for source in listed if isinstance(source, dict)] if listed else []
            return Place(file, ("sources", ids.index(named.text), "id")) if named.text in ids else None
        case "domain":
            known = [domain.id for domain in data.domains.domains] if data.domains else []
            index = known.index(named.text) if named.text in known else None
            return Place("europe/domains.yaml", ("domains", index, "id")) if index is not None else None
        case "region":
            return Place(data.region_files[named.text], ("id",)) if named.text in data.region_files else None
        case "cluster":
            roadmap = roadmap_of(data, named.text)
            return Place(roadmap.file, ("id",)) if roadmap else None
        case "framework":
            chosen = frameworks_seen(data, file).get(named.text)
            return Place(chosen.file, (*chosen.roots_path[:-1], "title")) if chosen else None
