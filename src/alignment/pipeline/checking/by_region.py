"""`check` of a large data set: one region after another, in several processes, keeping nothing but what was found.

The texts (regions, strategies, frameworks, vocabularies) are read first. A region is then its own roadmaps, with its
guests (those of other regions that work there too), read, judged and dropped. What is left of a roadmap, its outline, is
enough for the rules about the whole. The findings are those of a data set that was read whole.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from alignment.check.rule import run
from alignment.config import DataFolder
from alignment.kernel import plain, processes
from alignment.kernel.diagnostic import Diagnostic
from alignment.kernel.kept import Kept, compares_bytes
from alignment.model.dataset import PlacedRoadmap
from alignment.model.linking import link
from alignment.pipeline.checking import ignores
from alignment.pipeline.checking.finding import Found, Search, stops
from alignment.pipeline.checking.remembered import Grounds, Remembered, Texts
from alignment.pipeline.checking.told import Outline, Told, digest_of, home, looks_abroad
from alignment.pipeline.loading import (
    LINKING,
    FilesOnDemand,
    Loaded,
    assemble,
    model_each,
    salvaged_roadmaps,
    told_of_salvaged,
)
from alignment.report.findings import in_order
from alignment.source.discovery import Found as File
from alignment.source.discovery import read
from alignment.source.fingerprint import Digests

MANY: Final = 100
"""Roadmaps from which a data set is checked region by region: below, processes cost more than they save."""

_MAY_NAME_REGIONS = re.compile(rb"""regions["']?[ \t]*:""")


def is_large(files: Iterable[File]) -> bool:
    """Whether a data set of these files is checked region by region."""
    return sum(_is_roadmap(file.name) for file in files) >= MANY


def find_by_region(
    folder: DataFolder, files: Sequence[File], problems: Sequence[Diagnostic], search: Search, store: Kept | None
) -> tuple[Loaded, Found] | None:
    """What is found in a data set of these files, and its outline; None where it must be read whole after all.

    With a `store`, a region on which nothing changed since the last check is not read again.
    """
    texts = {each.name: read(each, folder.root) for each in files if not _is_roadmap(each.name)}
    ground = assemble(folder, texts, problems, ("texts",))
    roadmaps = {each.name: each for each in files if _is_roadmap(each.name)}
    digests = Digests(str(folder.root), store, compares_bytes(os.environ)) if store else None
    regions = _Regions(ground, search, roadmaps, _abroad(roadmaps.values(), folder, digests))
    told: dict[str, Told] = {}
    grounds: dict[str, Grounds] = {}
    if store and digests:
        remembered = Remembered(store, str(folder.root), search)
        on = Texts(texts, problems)
        for region, names in regions.files.items():
            grounds[region] = on.grounds(region, digest_of({name: digests.of(name) for name in names}))
        told = remembered.told(grounds)
    told |= regions.told([region for region in regions.files if region not in told])
    if any(regions.missed(outline) for each in told.values() for outline in each.roadmaps):
        return None  # a key written in so odd a way that it escaped notice
    if store and digests:
        remembered.keep(grounds, told)
        digests.keep()
    return _together(ground, search, told)


def _is_roadmap(name: str) -> bool:
    return name.startswith("regions/") and "/clusters/" in name


def _abroad(roadmaps: Iterable[File], folder: DataFolder, digests: Digests | None) -> dict[str, tuple[str, ...]]:
    """The roadmaps that work in other regions than their home: their regions, by file name."""
    found = {}
    for each in roadmaps:
        noted = digests.note(each.name) if digests else None
        if not isinstance(noted, list):
            noted = _named_by(each, folder)
            if digests:
                digests.take_note(each.name, noted)
        if noted:
            found[each.name] = tuple(noted)
    return found


def _named_by(file: File, folder: DataFolder) -> list[str]:
    """The regions that a roadmap names, where there are others than its home."""
    content = read(file, folder.root)
    if not isinstance(content, bytes) or not _MAY_NAME_REGIONS.search(content):
        return []
    alone = model_each({file.name: content})
    named = {region for placed in link(alone.models, alone.broken).roadmaps for region in placed.regions}
    return sorted(named) if named - {home(file.name)} else []


@dataclass(frozen=True)
class _Regions:
    """The regions of a data set, before any of their roadmaps is read: the files of these, and what some name."""

    ground: Loaded
    search: Search
    roadmaps: Mapping[str, File]
    abroad: Mapping[str, Sequence[str]]

    @cached_property
    def files(self) -> dict[str, list[str]]:
        """The roadmaps of each region, in order of region, its own and its guests'."""
        found: dict[str, list[str]] = {region: [] for region in self.ground.data.regions}
        for name in self.roadmaps:
            for region in {home(name), *self.abroad.get(name, ())}:
                found.setdefault(region, []).append(name)
        return dict(sorted(found.items()))

    def missed(self, outline: Outline) -> bool:
        """Whether a roadmap works in other regions than those it was known to work in."""
        return not set(outline.regions) <= {home(outline.file), *self.abroad.get(outline.file, ())}

    def told(self, regions: Sequence[str]) -> dict[str, Told]:
        """What each of these regions has to say."""
        files = self.files

        def work(number: int) -> bytes:
            return plain.dumps(self.judge(regions[number], files[regions[number]]))

        results = processes.share_out(work, range(len(regions)), processes.available(os.environ))
        return {regions[number]: plain.loads(Told, result) for number, result in results.items()}

    def judge(self, region: str, names: Iterable[str]) -> Told:
        """Read a region's roadmaps and judge them, each by itself and all together."""
        ground, search, root = self.ground, self.search, self.ground.folder.root
        contents = {name: read(self.roadmaps[name], root) for name in names}
        alone = model_each({name: content for name, content in contents.items() if home(name) == region})
        visiting = model_each({name: content for name, content in contents.items() if home(name) != region})
        own = link(alone.models, alone.broken).roadmaps
        guests = link(visiting.models, visiting.broken).roadmaps
        data = ground.data.with_roadmaps(_in_order([*own, *guests]), ground.data.broken | alone.broken)
        faults = [*alone.faults, *run(LINKING, data, ("roadmap",))]
        salvaged = salvaged_roadmaps(alone)
        faults += told_of_salvaged(salvaged, data.with_roadmaps(salvaged, data.broken), ("roadmap",))
        said, refused = ignores.from_comments(alone.files)
        loaded = Loaded(
            ground.folder,
            data,
            {**ground.files, **alone.files, **visiting.files},
            (*ground.diagnostics, *visiting.faults, *faults),
        )
        found = [*faults, *run(search.rules, data, ("roadmap",)), *refused]
        found = [each for each in found if each.place.file not in visiting.files]  # that is told at home
        found += run(search.rules, data, ("region",), [region])
        asked = run(search.requirements(loaded, [region]), data)
        return Told(
            tuple(alone.files),
            tuple(sorted(alone.broken)),
            tuple(map(Outline.of, own)),
            tuple(map(Outline.of, salvaged)),
            tuple(loaded.findings(search.selection.held(found))),
            tuple(loaded.findings(search.selection.held(asked))),
            tuple(said),
            stops(faults),
            digest_of({name: _digest(content) for name, content in contents.items()}),
            bool(guests or alone.broken or looks_abroad(own)),
        )


def _digest(content: bytes | Diagnostic) -> str | None:
    return hashlib.sha256(content).hexdigest() if isinstance(content, bytes) else None


def _together(ground: Loaded, search: Search, told: Mapping[str, Told]) -> tuple[Loaded, Found]:
    """What all regions say, with what can be said of the texts and of the whole only."""
    outlines = [outline.placed for each in told.values() for outline in each.roadmaps]
    salvaged = [outline.placed for each in told.values() for outline in each.salvaged]
    broken = ground.data.broken.union(*(each.broken for each in told.values()))
    data = ground.data.with_roadmaps(_in_order(outlines), broken)
    whole = run(LINKING, data, ("whole",))
    if salvaged:
        everyone = data.with_roadmaps(_in_order([*outlines, *salvaged]), broken)
        whole += told_of_salvaged(salvaged, everyone, ("whole",))
    names = (name for each in told.values() for name in each.read)
    files = FilesOnDemand(ground.folder.root, names, ground.files)
    loaded = Loaded(ground.folder, data, files, (*ground.diagnostics, *whole))
    said, refused = ignores.from_comments(ground.files)
    found = [*loaded.diagnostics, *run(search.rules, data, ("texts", "whole")), *refused]
    located = loaded.findings(search.selection.held(found))
    for region, each in told.items():
        located += each.located
        if each.requirements and not Loaded(ground.folder, data, {}, tuple(whole)).blocking(region):
            located += each.requirements
        said += each.ignores
    stopped = stops(loaded.diagnostics) or any(each.stopped for each in told.values())
    return loaded, Found(in_order(located), said, stopped)


def _in_order(roadmaps: Iterable[PlacedRoadmap]) -> tuple[PlacedRoadmap, ...]:
    return tuple(sorted(roadmaps, key=lambda placed: placed.file))
