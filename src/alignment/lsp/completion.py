"""What can be written at the cursor: references with their titles, ids, the values of a list."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from alignment.kernel.diagnostic import Path
from alignment.lsp.names import Slot, frameworks_seen, home_of, slot_at, value_at
from alignment.lsp.session import Session
from alignment.model.dataset import REGION_FRAMEWORKS
from alignment.model.files import kind_at
from alignment.source.cursor import Cursor, cursor_at


class Offer(NamedTuple):
    """Something that can stand at the cursor: what is written, what it is called, what it means."""

    text: str
    title: str
    meaning: str = ""


class Completion(NamedTuple):
    """What can stand in place of the word under the cursor."""

    cursor: Cursor
    offers: list[Offer]
    as_key: bool


def complete(session: Session, file: str, content: str, offset: int) -> Completion | None:
    """What fits at an offset (in code points) of a file, as its text is now."""
    cursor = cursor_at(content, offset)
    kind = kind_at(file)
    if cursor is None or kind is None:
        return None
    slot = slot_at(kind, cursor.path, cursor.on_key)
    if slot is None:
        return Completion(cursor, list(_enumerated(kind, cursor.path)), False) if not cursor.on_key else None
    names = [step for step in cursor.path if isinstance(step, str)]
    keyed = cursor.on_key or names[-1] in ("contributions", "weights", "frameworks")
    in_list = cursor.on_key and isinstance(cursor.path[-2], int)
    rest = content[cursor.end : cursor.end + 1]
    return Completion(cursor, list(_offers(session, file, slot)), keyed and not in_list and rest != ":")


def _offers(session: Session, file: str, slot: Slot) -> Iterator[Offer]:
    data = session.data
    match slot:
        case "node":
            yield from _nodes(session, file)
        case "domain":
            for domain in data.domains.domains if data.domains else ():
                yield Offer(domain.id, domain.title.fr, ", ".join(domain.labels))
        case "source":
            document = session.readable(file)
            for source in (value_at(document, ("sources",)) or ()) if document else ():
                if isinstance(source, dict) and isinstance(source.get("id"), str):
                    yield Offer(source["id"], str(source.get("title", "")), str(source.get("publisher", "")))
        case "region":
            for region, model in data.regions.items():
                yield Offer(region, model.name)
        case "cluster":
            for placed in data.roadmaps_of(home_of(file) or ""):
                yield Offer(placed.roadmap.id, placed.roadmap.name)
        case "framework":
            for framework in frameworks_seen(data, file).values():
                yield Offer(framework.id, framework.title)


def _nodes(session: Session, file: str) -> Iterator[Offer]:
    """References that a file can hold: its home region's, the shared ones, then those of its other regions."""
    data = session.data
    for framework in frameworks_seen(data, file).values():
        for node, placed in framework.nodes.items():
            yield Offer(f"{framework.id}:{node}", placed.node.title, placed.node.description or "")
    document = session.readable(file)
    regions = value_at(document, ("regions",)) if document else None
    for region in regions[1:] if isinstance(regions, list) else ():
        for framework in data.frameworks_of(str(region)):
            for node, placed in framework.nodes.items() if framework.id in REGION_FRAMEWORKS else ():
                yield Offer(f"{region}/{framework.id}:{node}", placed.node.title, placed.node.description or "")


def _enumerated(kind: Any, path: Path) -> Iterator[Offer]:
    """The values of a closed list, with their meanings, from the schema of the file."""
    from alignment.model.schema import schema_of, schemas_below

    top = schema_of(kind)
    found = [top]
    for step in path:
        found = [inner for schema in found for inner in schemas_below(schema, step, top["definitions"])]
    for schema in found:
        meanings = schema.get("enumDescriptions", [])
        for index, value in enumerate(schema.get("enum", ())):
            if value is not None:
                yield Offer(value, meanings[index] if meanings else schema["description"])
