"""With which regions and clusters to build interregional projects (docs/guides/partenaires.md)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from alignment.kernel.bilingual import Bilingual
from alignment.kernel.user_error import UserError
from alignment.model.dataset import Dataset, PlacedRoadmap
from alignment.model.strategy import Region
from alignment.plan.partners_profile import (
    ZERO,
    Common,
    Lines,
    PlacedAction,
    Profile,
    action_profile,
    common,
    counting,
    priority_profile,
    region_profile,
)
from alignment.plan.partners_rules import MEMBER_STATES, country_of
from alignment.plan.partners_ties import (
    Exchange,
    Held,
    Lead,
    Link,
    Ties,
    concerns,
    exchange,
    held,
    leads,
    links,
    ties,
)
from alignment.score.domains import lineage
from alignment.score.framework import WeightedFramework
from alignment.score.setting import ScoredCluster

Leaves = tuple[WeightedFramework, tuple[str, ...]]
"""Some leaves of one of the region's frameworks."""


@dataclass(frozen=True)
class Subject:
    """Who looks for partners, on what: a region, a priority of it, a cluster of it, or a cluster on a priority."""

    id: str
    region: Region
    profile: Profile
    actions: tuple[PlacedAction, ...]
    """The counting actions whose roles in value chains are looked at."""
    held: Held
    priority: Leaves | None = None
    cluster: PlacedRoadmap | None = None


@dataclass(frozen=True)
class Match:
    """What the subject and another side share, exchange and already do together; `common` None where unknown."""

    common: Common | None
    exchange: Exchange
    links: tuple[Link, ...]

    @property
    def similarity(self) -> Fraction | None:
        """The share of both that is the same, 0 to 1."""
        return self.common.value if self.common else None


@dataclass(frozen=True)
class ClusterMatch(Match):
    """A cluster that doesn't work in the subject's region."""

    placed: PlacedRoadmap
    profile: Profile


@dataclass(frozen=True)
class RegionMatch(Match):
    """Another region, its clusters that share something with the subject (closest first), and its own roles."""

    id: str
    region: Region
    profile: Profile
    clusters: tuple[ClusterMatch, ...]
    held: Held


@dataclass(frozen=True)
class Survey:
    """All candidates, the closest first: by similarity, complementarity, links, id; those unknown last."""

    data: Dataset
    lines: Lines
    ties: Ties
    subject: Subject
    regions: tuple[RegionMatch, ...]
    clusters: tuple[ClusterMatch, ...]
    leads: tuple[Lead, ...]
    excluded: tuple[str, ...]
    """Regions of the data set that are left out because their files hold errors."""

    @property
    def known(self) -> tuple[RegionMatch, ...]:
        """The regions whose specialisations can be compared with the subject's."""
        return tuple(match for match in self.regions if match.common is not None)


def ranks(matches: Sequence[Match]) -> list[int | None]:
    """The rank of each match by similarity, shared among equals (1, 1, 3); None where it is unknown."""
    values = [match.similarity for match in matches]
    known = [value for value in values if value is not None]
    return [None if value is None else 1 + sum(other > value for other in known) for value in values]


def survey(
    data: Dataset,
    region: str,
    priority: Leaves | None = None,
    cluster: ScoredCluster | None = None,
    excluded: Sequence[str] = (),
) -> Survey:
    """Look for partners of a region, or of a priority or a cluster of it; of both, by the actions that serve it.

    Raises UserError (3) where the data set has no shared vocabulary.
    """
    if data.domains is None:
        raise UserError(
            Bilingual(
                "europe/domains.yaml manque\u00a0: sans vocabulaire commun, les régions ne se comparent pas.",
                "europe/domains.yaml is missing: without a shared vocabulary, regions cannot be compared.",
            ),
            exit_code=3,
        )
    search = _Search(data, lineage(data.domains), ties(data), region, priority, cluster, frozenset(excluded))
    abroad = MEMBER_STATES - {country_of(search.subject.region)}
    return Survey(
        data,
        search.lines,
        search.ties,
        search.subject,
        search.regions(),
        search.clusters,
        leads(data, search.subject.actions, abroad),
        tuple(excluded),
    )


@dataclass(frozen=True)
class _Search:
    """One question, and what it is held against."""

    data: Dataset
    lines: Lines
    ties: Ties
    region: str
    priority: Leaves | None
    cluster: ScoredCluster | None
    excluded: frozenset[str]

    @cached_property
    def subject(self) -> Subject:
        placed = self.cluster.placed if self.cluster else None
        actions = counting([placed] if placed else self.data.roadmaps_of(self.region))
        if self.cluster and placed and self.priority:
            serving = _serving(self.cluster, self.priority)
            actions = tuple(each for each in actions if each.place in serving)
        if placed:
            profile = action_profile(actions, self.lines)
        elif self.priority:
            profile = priority_profile(*self.priority, self.lines)
            actions = tuple(each for each in actions if self._within(each, profile))
        else:
            profile = region_profile(self.data, self.region, self.lines)
        region = self.data.regions[self.region]
        return Subject(self.region, region, profile, actions, held(actions, self.lines), self.priority, placed)

    def _within(self, each: PlacedAction, profile: Profile) -> bool:
        """Whether an action cites a domain that stands under one of the profile's broad ones."""
        return any(
            self.lines[domain][-1] in profile.broad for domain in each.action.domains if domain in self.lines
        )

    @cached_property
    def clusters(self) -> tuple[ClusterMatch, ...]:
        """The clusters that don't work in the region, the closest first."""
        found = [
            self._cluster(placed)
            for placed in self.data.roadmaps
            if self.region not in placed.regions
            and placed.home in self.data.regions
            and placed.home not in self.excluded
        ]
        return tuple(sorted(found, key=_order))

    def _cluster(self, placed: PlacedRoadmap) -> ClusterMatch:
        actions = counting([placed])
        profile = action_profile(actions, self.lines)
        shared, roles = self._against(profile, held(actions, self.lines))
        tied = self._links(placed.home)
        return ClusterMatch(shared, roles, tuple(link for link in tied if concerns(link, placed)), placed, profile)

    def regions(self) -> tuple[RegionMatch, ...]:
        """The other regions, the closest first."""
        others = (other for other in self.data.regions if other != self.region and other not in self.excluded)
        return tuple(sorted((self._region(other) for other in others), key=_order))

    def _region(self, other: str) -> RegionMatch:
        profile = region_profile(self.data, other, self.lines)
        own = held(counting(self.data.roadmaps_of(other)), self.lines)
        shared, roles = self._against(profile, own)
        there = tuple(each for each in self.clusters if other in each.placed.regions and each.similarity)
        return RegionMatch(shared, roles, self._links(other), other, self.data.regions[other], profile, there, own)

    def _against(self, profile: Profile, own: Held) -> tuple[Common | None, Exchange]:
        shared = common((self.subject.profile, profile), self.lines)
        return shared, exchange(self.subject.held, own, shared.domains if shared else ())

    def _links(self, other: str) -> tuple[Link, ...]:
        return links(self.ties, self.region, other, self.cluster.placed if self.cluster else None)


def _serving(cluster: ScoredCluster, priority: Leaves) -> set[int]:
    """The places of the actions of a cluster that contribute to some leaves."""
    framework, leaves = priority
    return {
        scored.index
        for scored in cluster.counting
        if not scored.claim(framework.id).contribution.keys().isdisjoint(leaves)
    }


def _order(match: RegionMatch | ClusterMatch) -> tuple[bool, Fraction, bool, Fraction, int, str]:
    similarity, roles = match.similarity, match.exchange.complementarity
    name = match.id if isinstance(match, RegionMatch) else match.placed.roadmap.id
    return (
        similarity is None,
        -(similarity or ZERO),
        roles is None,
        -(roles or ZERO),
        -len(match.links),
        name,
    )
