"""`check` of a large data set: one region after another, in several processes, keeping nothing but what was found.

The texts (regions, strategies, frameworks, vocabularies) are read first, with the few roadmaps that work in several
regions. A region is then its own roadmaps, read, judged and dropped. What is left of a roadmap, its id and regions, is
enough for the rules about the whole. The findings are those of a data set that was read whole.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final, NamedTuple

from alignment.check.rule import run
from alignment.config import DataFolder
from alignment.kernel import plain, processes
from alignment.kernel.diagnostic import Diagnostic
from alignment.model.dataset import PlacedRoadmap
from alignment.model.linking import link
from alignment.model.roadmap import Provenance, Roadmap
from alignment.model.steering import RoadmapType
from alignment.pipeline.checking import ignores
from alignment.pipeline.checking.finding import Found, Search, stops
from alignment.pipeline.checking.ignores import Ignore
from alignment.pipeline.loading import (
    LINKING,
    FilesOnDemand,
    Loaded,
    assemble,
    model_each,
    salvaged_roadmaps,
    told_of_salvaged,
)
from alignment.report.findings import Located, in_order
from alignment.source.discovery import Found as File
from alignment.source.discovery import read

MANY: Final = 100
"""Roadmaps from which a data set is checked region by region: below, processes cost more than they save."""

_MAY_NAME_REGIONS = re.compile(rb"""regions["']?[ \t]*:""")


class Outline(NamedTuple):
    """What is left of a roadmap once its region was judged."""

    file: str
    id: str
    name: str
    type: RoadmapType
    provenance: Provenance
    regions: tuple[str, ...]

    @classmethod
    def of(cls, placed: PlacedRoadmap) -> Outline:
        """The outline of a roadmap."""
        roadmap = placed.roadmap
        return cls(placed.file, roadmap.id, roadmap.name, roadmap.type, roadmap.provenance, roadmap.regions)

    @property
    def placed(self) -> PlacedRoadmap:
        """A roadmap of which nothing else is known."""
        roadmap = Roadmap(
            alignment="roadmap/v1",
            id=self.id,
            name=self.name,
            type=self.type,
            provenance=self.provenance,
            regions=self.regions,
        )
        return PlacedRoadmap(roadmap, self.file, home(self.file))


class Told(NamedTuple):
    """What a region's roadmaps have to say.

    The files read, those that could not be modelled, the sound roadmaps and the salvaged ones, the problems found, those
    among them about the region's requirements, what comments set aside, and whether errors stop a score.
    """

    read: tuple[str, ...]
    broken: tuple[str, ...]
    roadmaps: tuple[Outline, ...]
    salvaged: tuple[Outline, ...]
    located: tuple[Located, ...]
    requirements: tuple[Located, ...]
    ignores: tuple[Ignore, ...]
    stopped: bool


class Guest(NamedTuple):
    """A roadmap that works in other regions than its home, and what is wrong with it by itself."""

    placed: PlacedRoadmap
    faults: tuple[Diagnostic, ...]


def is_large(files: Iterable[File]) -> bool:
    """Whether a data set of these files is checked region by region."""
    return sum(_is_roadmap(file.name) for file in files) >= MANY


def home(name: str) -> str:
    """The region that a roadmap's file lies in."""
    return PurePosixPath(name).parts[1]


def find_by_region(
    folder: DataFolder, files: Sequence[File], problems: Sequence[Diagnostic], search: Search
) -> tuple[Loaded, Found] | None:
    """What is found in a data set of these files, and its outline; None where it must be read whole after all."""
    texts = {each.name: read(each, folder.root) for each in files if not _is_roadmap(each.name)}
    ground = assemble(folder, texts, problems, ("texts",))
    roadmaps = [each for each in files if _is_roadmap(each.name)]
    regions = _Regions(ground, search, _by_home(roadmaps), _guests(roadmaps, folder))
    told = regions.told(processes.available(os.environ))
    if any(
        set(each.regions) - {home(each.file)} and each.file not in regions.abroad
        for one in told.values()
        for each in one.roadmaps
    ):
        return None  # a key written in so odd a way that it escaped notice
    return _together(ground, search, told)


def _is_roadmap(name: str) -> bool:
    return name.startswith("regions/") and "/clusters/" in name


def _by_home(roadmaps: Iterable[File]) -> dict[str, list[File]]:
    found: dict[str, list[File]] = {}
    for each in roadmaps:
        found.setdefault(home(each.name), []).append(each)
    return found


def _guests(roadmaps: Iterable[File], folder: DataFolder) -> list[Guest]:
    """The roadmaps that work in other regions than their home."""
    contents = {}
    for each in roadmaps:
        content = read(each, folder.root)
        if isinstance(content, bytes) and _MAY_NAME_REGIONS.search(content):
            contents[each.name] = content
    alone = model_each(contents)
    return [
        Guest(placed, tuple(fault for fault in alone.faults if fault.place.file == placed.file))
        for placed in link(alone.models, alone.broken).roadmaps
        if set(placed.regions) - {placed.home}
    ]


@dataclass(frozen=True)
class _Regions:
    """The regions of a data set, before any of their roadmaps is read."""

    ground: Loaded
    search: Search
    homes: Mapping[str, Sequence[File]]
    guests: Sequence[Guest]

    @property
    def abroad(self) -> frozenset[str]:
        """The files of roadmaps known to work in other regions than their home."""
        return frozenset(guest.placed.file for guest in self.guests)

    def told(self, workers: int) -> dict[str, Told]:
        """What each region has to say."""
        names = sorted(
            {*self.homes, *self.ground.data.regions, *(r for g in self.guests for r in g.placed.regions)}
        )
        results = processes.share_out(
            lambda number: plain.dumps(self.judge(names[number])), range(len(names)), workers
        )
        return {names[number]: plain.loads(Told, result) for number, result in results.items()}

    def judge(self, region: str) -> Told:
        """Read a region's roadmaps and judge them, each by itself and all together."""
        ground, search, root = self.ground, self.search, self.ground.folder.root
        alone = model_each({each.name: read(each, root) for each in self.homes.get(region, ())})
        own = link(alone.models, alone.broken).roadmaps
        guests = [g for g in self.guests if region in g.placed.regions and g.placed.home != region]
        everyone = tuple(sorted((*own, *(g.placed for g in guests)), key=lambda placed: placed.file))
        data = ground.data.with_roadmaps(everyone, ground.data.broken | alone.broken)
        salvaged = salvaged_roadmaps(alone)
        faults = [*alone.faults, *run(LINKING, data, ("roadmap",))]
        faults += told_of_salvaged(salvaged, data.with_roadmaps(salvaged, data.broken), ("roadmap",))
        said, refused = ignores.from_comments(alone.files)
        files = FilesOnDemand(root, (g.placed.file for g in guests), {**ground.files, **alone.files})
        loaded = Loaded(
            ground.folder,
            data,
            files,
            (*ground.diagnostics, *(fault for g in guests for fault in g.faults), *faults),
        )
        found = [*faults, *run(search.rules, data, ("roadmap",)), *refused]
        strangers = {g.placed.file for g in guests}  # told of at home
        found = [each for each in found if each.place.file not in strangers]
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
        )


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
        if not Loaded(ground.folder, data, {}, tuple(whole)).blocking(region):
            located += each.requirements
        said += each.ignores
    stopped = stops(loaded.diagnostics) or any(each.stopped for each in told.values())
    return loaded, Found(in_order(located), said, stopped)


def _in_order(roadmaps: Iterable[PlacedRoadmap]) -> tuple[PlacedRoadmap, ...]:
    return tuple(sorted(roadmaps, key=lambda placed: placed.file))
