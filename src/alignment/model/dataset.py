"""The linked whole: every file of a data set, indexed, with references turned into nodes.

Nothing here judges: what doesn't link is left out and `check` says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import Literal, NamedTuple

from alignment.kernel.diagnostic import Path
from alignment.model.roadmap import Roadmap
from alignment.model.steering import Scenario
from alignment.model.strategy import S3, Framework, Node, Region, Source, Srdeii
from alignment.model.values import Reference, parse_reference
from alignment.model.vocabulary import I3, USUAL_METHOD, Domains, Method

SRDEII = "srdeii"
SMART = "s3"
REGION_FRAMEWORKS = frozenset({SRDEII, SMART})
"""Frameworks that each region has of its own; all others are shared European ones."""

_NOT_SCORED = ("europe/domains.", "europe/i3.")

Side = Literal["regional", "european"]


class PlacedNode(NamedTuple):
    """A node where it stands: its path in the file, its parent's id (None for an axis), its depth (axes: 1)."""

    node: Node
    path: Path
    parent: str | None
    depth: int


@dataclass(frozen=True)
class FrameworkText:
    """One framework as written: a region's SRDEII or S3, or a shared European one."""

    id: str
    side: Side
    region: str | None
    file: str
    text: Srdeii | S3 | Framework
    roots_path: Path

    @property
    def roots(self) -> tuple[Node, ...]:
        """The axes or first-level priorities."""
        return self.text.axes if isinstance(self.text, Srdeii) else self.text.priorities

    @property
    def title(self) -> str:
        """The title, or the id where the text has none."""
        return self.text.title or self.id

    def walk(self) -> Iterator[PlacedNode]:
        """Every node in file order, parents before children, homonyms included."""
        stack = [PlacedNode(node, (*self.roots_path, index), None, 1) for index, node in enumerate(self.roots)]
        stack.reverse()
        while stack:
            placed = stack.pop()
            yield placed
            node, path, _, depth = placed
            stack.extend(
                PlacedNode(child, (*path, "objectives", index), node.id, depth + 1)
                for index, child in reversed(list(enumerate(node.objectives)))
            )

    @cached_property
    def nodes(self) -> Mapping[str, PlacedNode]:
        """Nodes by id, in file order; the first of homonyms."""
        found: dict[str, PlacedNode] = {}
        for placed in self.walk():
            found.setdefault(placed.node.id, placed)
        return found


class PlacedRoadmap(NamedTuple):
    """A roadmap, its file, and its home: the region of the folder that it lies in."""

    roadmap: Roadmap
    file: str
    home: str

    @property
    def regions(self) -> tuple[str, ...]:
        """The regions that the cluster works in, home first."""
        return self.roadmap.regions or (self.home,)

    def resolve(self, text: str) -> Reference | None:
        """The reference with its region spelled out: the home region for its own frameworks by default.

        None where the text isn't a reference. A shared European framework has no region.
        """
        return _resolved(text, self.home)


@lru_cache(maxsize=65_536)
def _resolved(text: str, home: str) -> Reference | None:
    reference = parse_reference(text)
    if reference is not None and reference.region is None and reference.framework in REGION_FRAMEWORKS:
        return reference._replace(region=home)
    return reference


@dataclass(frozen=True)
class Dataset:
    """All files of a data folder, by id. Files that could not be read or modelled are absent."""

    regions: Mapping[str, Region] = field(default_factory=dict)
    region_files: Mapping[str, str] = field(default_factory=dict)
    strategies: Mapping[str, S3] = field(default_factory=dict)
    strategy_files: Mapping[str, str] = field(default_factory=dict)
    frameworks: Mapping[str, FrameworkText] = field(default_factory=dict)
    """Shared European frameworks, in order of file name."""
    roadmaps: tuple[PlacedRoadmap, ...] = ()
    """In order of file name."""
    domains: Domains | None = None
    i3: I3 | None = None
    method: Method = USUAL_METHOD
    broken: frozenset[str] = frozenset()
    """Files that could not be read or modelled: what they would define is not reported missing."""

    @cached_property
    def _own(self) -> Mapping[tuple[str, str], FrameworkText]:
        found = {
            (region, SRDEII): FrameworkText(
                SRDEII, "regional", region, self.region_files[region], model.srdeii, (SRDEII, "axes")
            )
            for region, model in self.regions.items()
        }
        for region, model in self.strategies.items():
            found[region, SMART] = FrameworkText(
                SMART, "european", region, self.strategy_files[region], model, ("priorities",)
            )
        return found

    def framework(self, reference: Reference) -> FrameworkText | None:
        """The framework that a resolved reference names, None where there is none of that name."""
        if reference.framework in REGION_FRAMEWORKS:
            return self._own.get((reference.region or "", reference.framework))
        return self.frameworks.get(reference.framework)

    def every_framework(self) -> Iterator[FrameworkText]:
        """Every framework of the data set, each once: those of the regions, then the shared ones."""
        yield from self._own.values()
        yield from self.frameworks.values()

    def sources_of(self, framework: FrameworkText) -> tuple[Source, ...]:
        """The sources that the nodes of a framework may cite: those of its file."""
        text = framework.text
        return self.regions[framework.region or ""].sources if isinstance(text, Srdeii) else text.sources

    def frameworks_of(self, region: str) -> tuple[FrameworkText, ...]:
        """The frameworks that a region is scored on: SRDEII, S3, then the European ones by file name.

        European ones without any priority are treated as absent (method, section 1).
        """
        own = [self._own[key] for key in ((region, SRDEII), (region, SMART)) if key in self._own]
        return tuple(
            framework
            for framework in (*own, *self.frameworks.values())
            if framework.roots or framework.id == SRDEII
        )

    def roadmaps_of(self, region: str) -> tuple[PlacedRoadmap, ...]:
        """The roadmaps of clusters that work in a region, in order of cluster id."""
        return tuple(sorted(self._working.get(region, ()), key=lambda placed: placed.roadmap.id))

    def with_roadmaps(self, roadmaps: tuple[PlacedRoadmap, ...], broken: frozenset[str]) -> Dataset:
        """The same texts with these roadmaps, in order of file name, and these files that can't be read."""
        other = replace(self, roadmaps=roadmaps, broken=broken)
        other.__dict__["_own"] = self._own  # indexed once: the texts are the same
        return other

    def by_region(self, regions: Iterable[str] | None = None) -> Iterator[Dataset]:
        """The data set as each of these regions sees it, all by default: with the roadmaps that work there."""
        for region in sorted(self._working) if regions is None else regions:
            yield self.with_roadmaps(self._working.get(region, ()), self.broken)

    @cached_property
    def _working(self) -> Mapping[str, tuple[PlacedRoadmap, ...]]:
        """The roadmaps that work in each region, in order of file name."""
        found: dict[str, dict[str, PlacedRoadmap]] = {}
        for placed in self.roadmaps:
            for region in placed.regions:
                found.setdefault(region, {})[placed.file] = placed
        return {region: tuple(roadmaps.values()) for region, roadmaps in found.items()}

    def scenario(self, region: str, scenario: str) -> Scenario | None:
        """A region's scenario by id, None where it has none of that name."""
        found = (s for s in self.regions[region].steering.scenarios if s.id == scenario)
        return next(found, None)

    def expected_file(self, reference: Reference) -> str:
        """Where the framework that a resolved reference names would be written."""
        if reference.framework == SRDEII:
            return self.region_files.get(reference.region or "", f"regions/{reference.region}/region.yaml")
        return (
            f"s3/{reference.region}.yaml" if reference.framework == SMART else f"europe/{reference.framework}.yaml"
        )

    def files_of(self, region: str) -> frozenset[str]:
        """The files that a region's score is made of (format, « what stops a score »)."""
        files = {self.region_files.get(region, f"regions/{region}/region.yaml"), f"s3/{region}.yaml"}
        files.update(placed.file for placed in self.roadmaps_of(region))
        files.update(framework.file for framework in self.frameworks.values())
        files.update(
            file
            for file in self.broken
            if file.startswith((f"regions/{region}/", "europe/")) and not file.startswith(_NOT_SCORED)
        )
        files.add("method.yaml")
        return frozenset(files)
