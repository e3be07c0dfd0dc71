"""What the texts of a region's actions say beyond, or against, what their files declare.

A suggestion never changes a score (method, section 10).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from alignment.match.dataset_texts import candidates_of, query_of
from alignment.match.matcher import Matcher, Suggestion
from alignment.model.dataset import REGION_FRAMEWORKS, Dataset, FrameworkText, PlacedRoadmap
from alignment.model.roadmap import Action
from alignment.model.values import Level
from alignment.score.framework import WeightedFramework, weigh

USUAL_CONFIDENCE = 0.5
"""The confidence, 0 to 1, from which suggestions are shown unless another is asked: rather right than wrong."""


@dataclass(frozen=True, slots=True)
class Suggested:
    """An action (its place in the roadmap's file from 0) and what is suggested for it, most confident first.

    The references of suggestions are the region's own, such as `s3:sante`.
    """

    placed: PlacedRoadmap
    index: int
    action: Action
    suggestions: tuple[Suggestion, ...]


class RegionTexts:
    """The priorities of a region, read once, against which any number of texts can be held."""

    def __init__(self, data: Dataset, region: str, framework: str | None = None) -> None:
        """Read the frameworks that the region is scored on, or the one of that id."""
        self._data = data
        self._region = region
        chosen = [each for each in data.frameworks_of(region) if framework in (None, each.id) and each.roots]
        self._frameworks: Mapping[str, WeightedFramework] = {each.id: weigh(each, Fraction(1)) for each in chosen}
        self._matchers = {each.id: Matcher(candidates_of(each, data)) for each in chosen}

    @property
    def frameworks(self) -> tuple[FrameworkText, ...]:
        """The frameworks that texts are held against, in the order of scores."""
        return tuple(each.text for each in self._frameworks.values())

    def beyond(self, action: Action, placed: PlacedRoadmap, above: float) -> tuple[Suggestion, ...]:
        """What the text of an action seems to serve with a confidence of at least `above` (0 to 1), most confident first.

        Left out is what its file says already: a leaf that it names at any level (`none` too), and leaves under a
        branch that it names. An action that has a principal objective in a framework gets no second one there.
        """
        query = query_of(action, placed, self._data)
        found: list[Suggestion] = []
        for name, matcher in self._matchers.items():
            declared = self.declared(action, placed, name)
            found += matcher.suggest(query, None, above, frozenset(declared), shy="principal" in declared.values())
        return tuple(sorted(found, key=lambda each: -each.confidence))

    def declared(self, action: Action, placed: PlacedRoadmap, framework: str) -> dict[str, Level]:
        """The leaves of a framework that an action's file speaks of, by reference, with the level that it gives them."""
        weighted = self._frameworks[framework]
        levels: dict[str, Level] = {}
        for text, level in action.contributions.items():
            reference = placed.resolve(text)
            if reference is None or reference.framework != framework or reference.node not in weighted.fold:
                continue
            if framework in REGION_FRAMEWORKS and reference.region != self._region:
                continue
            for leaf in weighted.leaves_under([reference.node]):
                levels[f"{framework}:{leaf}"] = level
        return levels


def suggest_region(
    data: Dataset,
    region: str,
    above: float = USUAL_CONFIDENCE,
    framework: str | None = None,
    cluster: str | None = None,
) -> Iterator[Suggested]:
    """Each action of the region's roadmaps that isn't abandoned, by cluster id and file order, with what is suggested for it.

    `cluster` keeps one roadmap, by its id. The region must exist and its references resolve.
    """
    texts = RegionTexts(data, region, framework)
    for placed in data.roadmaps_of(region):
        if cluster not in (None, placed.roadmap.id):
            continue
        for index, action in enumerate(placed.roadmap.actions):
            if action.status != "abandoned":
                yield Suggested(placed, index, action, texts.beyond(action, placed, above))


def reference_in(placed: PlacedRoadmap, region: str, ref: str) -> str:
    """A region's reference as a roadmap writes it: with the region where it isn't the roadmap's home."""
    own = ref.partition(":")[0] in REGION_FRAMEWORKS
    return f"{region}/{ref}" if own and region != placed.home else ref
