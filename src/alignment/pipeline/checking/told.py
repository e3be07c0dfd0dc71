"""What is left of a region's roadmaps once they were read and judged: what was found, and outlines."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from alignment.model.dataset import PlacedRoadmap
from alignment.model.roadmap import Provenance, Roadmap
from alignment.model.steering import RoadmapType
from alignment.pipeline.checking.ignores import Ignore
from alignment.report.findings import Located


class Outline(NamedTuple):
    """What is left of one roadmap: what the rules about the whole look at."""

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

    The files read and those that could not be modelled, the sound roadmaps and the salvaged ones, the problems found, those
    among them about the region's requirements, what comments set aside, and whether errors stop a score. `digest` is
    that of the roadmaps read, "" when one could not be; `abroad` whether they look at the texts of another region.
    """

    read: tuple[str, ...]
    broken: tuple[str, ...]
    roadmaps: tuple[Outline, ...]
    salvaged: tuple[Outline, ...]
    located: tuple[Located, ...]
    requirements: tuple[Located, ...]
    ignores: tuple[Ignore, ...]
    stopped: bool
    digest: str
    abroad: bool


def home(name: str) -> str:
    """The region that a roadmap's file lies in."""
    return name.split("/", 2)[1]


def looks_abroad(roadmaps: Iterable[PlacedRoadmap]) -> bool:
    """Whether one of them works in another region than its home, or names a priority of one."""
    return any(
        set(placed.regions) != {placed.home}
        or any("/" in text for text in placed.roadmap.mandate)
        or any("/" in text for action in placed.roadmap.actions for text in action.contributions)
        for placed in roadmaps
    )


def digest_of(files: Mapping[str, str | None]) -> str:
    """A digest of files by name, from the digest of each; "" when one is unknown."""
    if None in files.values():
        return ""
    return hashlib.sha256(repr(sorted(files.items())).encode("utf-8", "surrogatepass")).hexdigest()
