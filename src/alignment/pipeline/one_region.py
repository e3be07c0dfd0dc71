"""Read what the score of one region can depend on, and leave the rest unparsed.

A roadmap of another folder bears on a region if it names that region, or if it takes the id of one of its clusters:
both are words of its bytes, which are looked for before anything is parsed. The texts of another region are read where
a roadmap at hand works in it, or refers to it. What cannot be told that way is told by reading everything.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from alignment.check.rule import run
from alignment.config import DataFolder
from alignment.kernel.diagnostic import Diagnostic
from alignment.model.linking import link
from alignment.model.steering import Steering
from alignment.model.strategy import Region
from alignment.pipeline.loading import LINKING, Loaded, model_each
from alignment.source.discovery import Found, discover, read

Contents = dict[str, bytes | Diagnostic]
"""What files hold, by name, or why that is not known."""

_CLUSTER_ID = re.compile(rb"^id:[ \t]+[\"']?([a-z0-9-]+)", re.MULTILINE)
_OF_IDS = frozenset(bytes([byte]) for byte in b"abcdefghijklmnopqrstuvwxyz0123456789-")


def load_region(folder: DataFolder, region: str) -> Loaded | None:
    """The part of a data set that bears on `region`, the name of a folder of `regions/`.

    None where only the whole can tell: the region goes by another name, or something stops its score.
    """
    found, problems = discover(folder.root)
    if not any(file.name.startswith(f"regions/{region}/") for file in found):
        return None
    contents: Contents = {}
    others: list[Found] = []
    for file in found:
        if _owner(file.name) in (None, region):
            contents[file.name] = read(file, folder.root)
        else:
            others.append(file)
    watched = _add_roadmaps(contents, [file for file in others if _is_roadmap(file.name)], region, folder.root)
    _add_texts(contents, [file for file in others if not _is_roadmap(file.name)], folder.root)
    each = model_each(contents)
    models = {name: _text_alone(model, region) for name, model in each.models.items()}
    data = link(models, each.broken)
    loaded = Loaded(folder, data, each.files, (*problems, *each.faults, *run(LINKING, data)))
    ids = {placed.roadmap.id.encode() for placed in loaded.data.roadmaps_of(region)}
    sure = region in loaded.data.regions and ids <= watched and not loaded.blocking(region)
    return loaded if sure else None


def _text_alone(model: Any, region: str) -> Any:
    """Another region without its steering, which speaks of clusters that were not read; any other model as it is."""
    if isinstance(model, Region) and model.id != region:
        return Region(**{**vars(model), "steering": Steering()})
    return model


def _add_roadmaps(contents: Contents, others: list[Found], region: str, root: Path) -> set[bytes]:
    """Add the roadmaps of other folders that bear on a region; the words by which they were known."""
    watched: set[bytes] = set()
    words = {region.encode(), *_cluster_ids(contents)}
    while words:
        watched |= words
        bearing: Contents = {}
        for file in others:
            content = read(file, root)
            if isinstance(content, bytes) and _may_say(content, words):
                bearing[file.name] = content
        contents |= bearing
        others = [file for file in others if file.name not in bearing]
        words = _cluster_ids(bearing) - watched  # ids that no other roadmap may have either
    return watched


def _add_texts(contents: Contents, others: list[Found], root: Path) -> None:
    """Add the texts of the other regions that a roadmap works in, or refers to."""
    roadmaps = _roadmaps(contents)
    for file in others:
        region = (_owner(file.name) or "").encode()
        if any(region + b"/" in each or (b"regions:" in each and _says(each, region)) for each in roadmaps):
            contents[file.name] = read(file, root)


def _owner(name: str) -> str | None:
    """The region whose file this is, by its place; None for what all share."""
    match name.split("/"):
        case ["regions", region, *_]:
            return region
        case ["s3", file]:
            return file.rpartition(".")[0]
    return None


def _is_roadmap(name: str) -> bool:
    return "/clusters/" in name


def _roadmaps(contents: Contents) -> list[bytes]:
    return [content for name, content in contents.items() if _is_roadmap(name) and isinstance(content, bytes)]


def _cluster_ids(contents: Contents) -> set[bytes]:
    """What stands after `id:` at the start of a line of a roadmap: its id, as nearly every author writes it."""
    return {word for content in _roadmaps(contents) for word in _CLUSTER_ID.findall(content)}


def _may_say(content: bytes, words: set[bytes]) -> bool:
    """Whether one of these ids is in the content, or may be, written with the escapes of a quoted text."""
    return b"\\" in content or any(_says(content, word) for word in words)


def _says(content: bytes, word: bytes) -> bool:
    at = content.find(word)
    while at >= 0:
        end = at + len(word)
        if content[max(at - 1, 0) : at] not in _OF_IDS and content[end : end + 1] not in _OF_IDS:
            return True
        at = content.find(word, at + 1)
    return False
