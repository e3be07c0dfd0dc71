"""All that a region's score depends on: cursor, weights, frameworks, clusters and claims. Method, 1 and 4."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from alignment.model.dataset import REGION_FRAMEWORKS, SMART, Dataset, PlacedRoadmap
from alignment.model.roadmap import Action
from alignment.model.steering import Scenario
from alignment.model.strategy import Region
from alignment.model.values import Level, parse_reference
from alignment.model.vocabulary import Method
from alignment.score.contribution import NOTHING, ZERO, Claim, claim
from alignment.score.framework import WeightedFramework, weigh


@dataclass(frozen=True)
class ScoredAction:
    """An action and what it claims in each framework; `index` is its place in the roadmap's file, from 0.

    `declined` are the kept nodes of each framework that it examined and does not target (`none`).
    """

    action: Action
    index: int
    claims: Mapping[str, Claim]
    declined: Mapping[str, frozenset[str]]

    def claim(self, framework: str) -> Claim:
        """Its claim in a framework, empty where it names nothing there."""
        return self.claims.get(framework, NOTHING)

    def declines(self, framework: WeightedFramework, leaf: str) -> bool:
        """Whether it was examined against this leaf, or a branch that holds it, and doesn't target it."""
        return leaf not in self.claim(framework.id).contribution and any(
            leaf == below for node in self.declined.get(framework.id, ()) for below, _ in framework.under[node]
        )


class ScoredCluster(NamedTuple):
    """A cluster with its actions as this region sees them, and the nodes that its mandate names here."""

    placed: PlacedRoadmap
    actions: tuple[ScoredAction, ...]
    mandate: Mapping[str, tuple[str, ...]]

    @property
    def id(self) -> str:
        """The cluster's id, unique in the data set."""
        return self.placed.roadmap.id

    @property
    def counting(self) -> tuple[ScoredAction, ...]:
        """The actions that enter scores, in file order."""
        return tuple(scored for scored in self.actions if scored.action.counts)

    def declines(self, framework: WeightedFramework, leaf: str) -> bool:
        """Whether it examined a leaf that none of its counting actions serves."""
        serves = any(leaf in scored.claim(framework.id).contribution for scored in self.counting)
        return not serves and any(scored.declines(framework, leaf) for scored in self.counting)


@dataclass(frozen=True)
class Setting:
    """A region under one cursor and one scenario, ready to be scored."""

    region: Region
    scenario: Scenario | None
    cursor: Fraction
    method: Method
    frameworks: tuple[WeightedFramework, ...]
    european_weights: Mapping[str, Fraction]
    """Normalised weights of the European frameworks, all zero where none has a positive weight."""
    clusters: tuple[ScoredCluster, ...]

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The names of the clusters, by id."""
        return {cluster.id: cluster.placed.roadmap.name for cluster in self.clusters}

    @property
    def has_european_side(self) -> bool:
        """Whether a European framework has a positive weight (E is null otherwise)."""
        return any(self.european_weights.values())

    def weight(self, framework: WeightedFramework) -> Fraction:
        """The framework's weight on its side, 0 to 1."""
        return Fraction(1) if framework.side == "regional" else self.european_weights[framework.id]

    def omega(self, framework: WeightedFramework) -> Fraction:
        """What the framework weighs in the alignment: 1 - k, or k times its weight; all of it on the only side."""
        if not self.has_european_side:
            return Fraction(framework.side == "regional")
        on_side = 1 - self.cursor if framework.side == "regional" else self.cursor
        return on_side * self.weight(framework)

    def framework(self, framework_id: str) -> WeightedFramework | None:
        """A framework of this region by id, None where it has none of that name."""
        return next((f for f in self.frameworks if f.id == framework_id), None)


def european_weights(
    frameworks: tuple[WeightedFramework, ...], stated: Mapping[str, Fraction]
) -> dict[str, Fraction]:
    """Normalised weights of the European side: the S3 counts 1 unless named, others 0. Method, section 4."""
    raw = {
        framework.id: stated.get(framework.id, Fraction(framework.id == SMART))
        for framework in frameworks
        if framework.side == "european"
    }
    total = sum(raw.values(), ZERO)
    return {name: weight / total if total else ZERO for name, weight in raw.items()}


def prepare(
    data: Dataset,
    region_id: str,
    cursor: Fraction | None = None,
    scenario: Scenario | None = None,
) -> Setting:
    """Link, cut and weigh what the score of a region needs. The region must exist and its references resolve.

    `cursor` wins over the scenario's, which wins over the region's. Method, section 4.
    """
    region = data.regions[region_id]
    steering = region.steering
    if cursor is None:
        cursor = scenario.cursor if scenario and scenario.cursor is not None else steering.cursor
    stated: dict[str, dict[str, Fraction]] = {}
    for text, weight in (scenario.weights if scenario else {}).items():
        reference = parse_reference(text)
        assert reference is not None  # the model lets no other text through
        stated.setdefault(reference.framework, {})[reference.node] = weight
    frameworks = tuple(
        weigh(text, data.method.target, stated.get(text.id)) for text in data.frameworks_of(region_id)
    )
    chosen = steering.frameworks if scenario is None or scenario.frameworks is None else scenario.frameworks
    by_id = {framework.id: framework for framework in frameworks}
    clusters = tuple(
        _cluster(placed, region_id, by_id, data.method.significant) for placed in data.roadmaps_of(region_id)
    )
    return Setting(
        region, scenario, cursor, data.method, frameworks, european_weights(frameworks, chosen), clusters
    )


def _cluster(
    placed: PlacedRoadmap, region: str, frameworks: Mapping[str, WeightedFramework], coefficient: Fraction
) -> ScoredCluster:
    def here(text: str) -> tuple[str, str] | None:
        """The framework and node that a reference names, None when they are not this region's."""
        reference = placed.resolve(text)
        if reference is None or reference.framework not in frameworks:
            return None
        if reference.framework in REGION_FRAMEWORKS and reference.region != region:
            return None
        return reference.framework, reference.node

    actions = []
    for index, action in enumerate(placed.roadmap.actions):
        named: dict[str, list[tuple[str, Level]]] = {}
        for text, level in action.contributions.items():
            if target := here(text):
                named.setdefault(target[0], []).append((target[1], level))
        claims = {
            framework: claim(nodes, frameworks[framework], coefficient) for framework, nodes in named.items()
        }
        declined = {
            framework: frozenset(frameworks[framework].fold[node] for node, level in nodes if level == "none")
            for framework, nodes in named.items()
        }
        actions.append(ScoredAction(action, index, claims, declined))
    mandate: dict[str, list[str]] = {}
    for text in placed.roadmap.mandate:
        if target := here(text):
            mandate.setdefault(target[0], []).append(target[1])
    return ScoredCluster(placed, tuple(actions), {name: tuple(nodes) for name, nodes in mandate.items()})
