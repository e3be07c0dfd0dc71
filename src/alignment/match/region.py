"""What the texts of a region's actions say beyond, or against, what their files declare.

A suggestion never changes a score (method, section 10).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from alignment.match.dataset_texts import candidates_of, query_of
from alignment.match.matcher import Matcher, Query, Suggestion
from alignment.match.reading import Reading
from alignment.model.dataset import REGION_FRAMEWORKS, Dataset, FrameworkText, PlacedRoadmap
from alignment.model.roadmap import Action
from alignment.model.values import Level, Reference
from alignment.score.framework import WeightedFramework, weigh

USUAL_CONFIDENCE = 0.5
"""The confidence, 0 to 1, from which suggestions are shown unless another is asked: rather right than wrong."""
FAINTEST = 0.2
"""The confidence below which a suggestion isn't even counted among those left out."""
DOUBTFUL = 0.1
"""The confidence below which a text is said not to support a contribution that its file declares."""


@dataclass(frozen=True, slots=True)
class Suggested:
    """An action (its place in the roadmap's file from 0) and what is suggested for it, most confident first.

    The references of suggestions are the region's own, such as `s3:sante`.
    """

    placed: PlacedRoadmap
    index: int
    action: Action
    suggestions: tuple[Suggestion, ...]


@dataclass(frozen=True, slots=True)
class Doubt:
    """A contribution that a file declares (`ref` of the region, such as `s3:sante`) and the confidence that its text gives it;
    `rather` is what the text says in that framework beyond what is declared, None where it says nothing more.
    """

    ref: str
    level: Level
    confidence: float
    rather: Suggestion | None


@dataclass(frozen=True, slots=True)
class Doubted:
    """An action (its place in the roadmap's file from 0) and its doubtful contributions, in file order."""

    placed: PlacedRoadmap
    index: int
    action: Action
    doubts: tuple[Doubt, ...]


class RegionTexts:
    """The priorities of a region, read once, against which any number of texts can be held."""

    def __init__(self, data: Dataset, region: str, framework: str | None = None) -> None:
        """Read the frameworks that the region is scored on, or the one of that id."""
        self._data = data
        self._region = region
        chosen = [each for each in data.frameworks_of(region) if framework in (None, each.id) and each.roots]
        self._frameworks: Mapping[str, WeightedFramework] = {each.id: weigh(each, Fraction(1)) for each in chosen}
        self._matchers = {each.id: Matcher(candidates_of(each, data), or_none=True) for each in chosen}

    @property
    def frameworks(self) -> tuple[FrameworkText, ...]:
        """The frameworks that texts are held against, in the order of scores."""
        return tuple(each.text for each in self._frameworks.values())

    def beyond(
        self, action: Action, placed: PlacedRoadmap, above: float, met: bool = True
    ) -> tuple[Suggestion, ...]:
        """What the text of an action seems to serve with a confidence of at least `above` (0 to 1), most confident first.

        Left out is what its file says already: a leaf that it names at any level (`none` too), and leaves under a
        branch that it names; and what only its context (name of the cluster, mandate) speaks for. An action that has
        a principal objective in a framework gets no second one there. Without `met`, no words of priorities.
        """
        reading = self._read(query_of(action, placed, self._data))
        found: list[Suggestion] = []
        for name, matcher in self._matchers.items():
            declared = self.declared(action, placed, name)
            shy = "principal" in declared.values()
            found += matcher.suggest(reading, None, above, frozenset(declared), shy, met)
        return _surest_first(found)

    def of_text(self, text: str, above: float) -> tuple[Suggestion, ...]:
        """What a text that belongs to no action seems to serve, as `beyond` says it."""
        reading = self._read(Query(text))
        found: list[Suggestion] = []
        for matcher in self._matchers.values():
            found += matcher.suggest(reading, None, above)
        return _surest_first(found)

    def doubts(self, action: Action, placed: PlacedRoadmap, below: float) -> tuple[Doubt, ...]:
        """The contributions that an action declares and that its text gives less than `below` (0 to 1), in file order.

        A branch is given what the likeliest of its leaves is; what the action declares besides takes nothing away.
        """
        reading = self._read(query_of(action, placed, self._data))
        found: list[Doubt] = []
        for text, level in action.contributions.items():
            reference = self._own(text, placed)
            if reference is None or level == "none":
                continue
            name = reference.framework
            matcher, weighted = self._matchers[name], self._frameworks[name]
            known = frozenset(self.declared(action, placed, name))
            leaves = {f"{name}:{leaf}" for leaf in weighted.leaves_under([reference.node])}
            confidence = matcher.confidence_of(reading, leaves, known)
            if confidence < below:
                rather = next((one for one in matcher.suggest(reading, None, FAINTEST, known) if one.words), None)
                found.append(Doubt(f"{name}:{reference.node}", level, confidence, rather))
        return tuple(found)

    def _read(self, query: Query) -> Reading:
        """Read a text once for all frameworks."""
        return next(iter(self._matchers.values())).read(query) if self._matchers else Reading((), {}, {}, {})

    def declared(self, action: Action, placed: PlacedRoadmap, framework: str) -> dict[str, Level]:
        """The leaves of a framework that an action's file speaks of, by reference, with the level that it gives them."""
        weighted = self._frameworks[framework]
        levels: dict[str, Level] = {}
        for text, level in action.contributions.items():
            reference = self._own(text, placed)
            if reference is not None and reference.framework == framework:
                for leaf in weighted.leaves_under([reference.node]):
                    if levels.get(f"{framework}:{leaf}") != "principal":
                        levels[f"{framework}:{leaf}"] = level
        return levels

    def _own(self, text: str, placed: PlacedRoadmap) -> Reference | None:
        """The reference that a roadmap's text is, None when it names no node of the frameworks read here."""
        reference = placed.resolve(text)
        weighted = self._frameworks.get(reference.framework) if reference is not None else None
        if reference is None or weighted is None or reference.node not in weighted.fold:
            return None
        elsewhere = reference.framework in REGION_FRAMEWORKS and reference.region != self._region
        return None if elsewhere else reference


def _surest_first(found: list[Suggestion]) -> tuple[Suggestion, ...]:
    return tuple(sorted((each for each in found if each.words), key=lambda each: -each.confidence))


def suggest_region(
    data: Dataset,
    region: str,
    above: float = USUAL_CONFIDENCE,
    framework: str | None = None,
    cluster: str | None = None,
    at_home: bool = False,
    met: bool = True,
) -> Iterator[Suggested]:
    """Each action of the region's roadmaps that isn't abandoned, by cluster id and file order, with what is suggested for it.

    `cluster` keeps one roadmap, by its id; `at_home` those whose home region it is; without `met` the words of priorities
    are left out. The region must exist and its references resolve.
    """
    texts = RegionTexts(data, region, framework)
    for placed, index, action in actions_of(data, region, cluster, at_home):
        yield Suggested(placed, index, action, texts.beyond(action, placed, above, met))


def doubt_region(
    data: Dataset,
    region: str,
    below: float = DOUBTFUL,
    framework: str | None = None,
    cluster: str | None = None,
) -> Iterator[Doubted]:
    """Each action that `suggest_region` gives, with those of its declared contributions that its text doesn't support."""
    texts = RegionTexts(data, region, framework)
    for placed, index, action in actions_of(data, region, cluster):
        yield Doubted(placed, index, action, texts.doubts(action, placed, below))


def actions_of(
    data: Dataset, region: str, cluster: str | None = None, at_home: bool = False
) -> Iterator[tuple[PlacedRoadmap, int, Action]]:
    """The actions of a region's roadmaps but abandoned ones, by cluster id and file order."""
    for placed in data.roadmaps_of(region):
        if cluster in (None, placed.roadmap.id) and (placed.home == region or not at_home):
            for index, action in enumerate(placed.roadmap.actions):
                if action.status != "abandoned":
                    yield placed, index, action


def reference_in(placed: PlacedRoadmap, region: str, ref: str) -> str:
    """A region's reference as a roadmap writes it: with the region where it isn't the roadmap's home."""
    own = ref.partition(":")[0] in REGION_FRAMEWORKS
    return f"{region}/{ref}" if own and region != placed.home else ref


@dataclass(frozen=True, slots=True)
class Selection:
    """What is kept of suggestions: actions with at least one, by cluster and file order; and how many are left out, because
    they are fainter than asked, beyond the first `top`, or were rejected before. `actions` is how many were read.
    """

    kept: tuple[Suggested, ...]
    actions: int
    fainter: int
    further: int
    rejected: int

    @property
    def number(self) -> int:
        """How many suggestions are kept."""
        return sum(len(each.suggestions) for each in self.kept)


def select(
    found: Iterable[Suggested],
    above: float,
    top: int | None = None,
    rejected: Callable[[Suggested, Suggestion], bool] | None = None,
) -> Selection:
    """Keep the suggestions of at least `above` (0 to 1) that weren't rejected; of these the `top` most confident ones."""
    every = list(found)
    kept: list[tuple[int, Suggestion]] = []
    fainter = refused = 0
    for number, each in enumerate(every):
        for suggestion in each.suggestions:
            if rejected is not None and rejected(each, suggestion):
                refused += 1
            elif suggestion.confidence < above:
                fainter += 1
            else:
                kept.append((number, suggestion))
    ranked = sorted(kept, key=lambda pair: -pair[1].confidence)[:top]
    by_action: dict[int, list[Suggestion]] = {}
    for number, suggestion in ranked:
        by_action.setdefault(number, []).append(suggestion)
    chosen = tuple(replace(every[number], suggestions=tuple(own)) for number, own in sorted(by_action.items()))
    return Selection(chosen, len(every), fainter, len(kept) - len(ranked), refused)
