"""What a region, a priority or a cluster is about, in the shared vocabulary, and what several have in common."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from alignment.kernel.diagnostic import Path
from alignment.model.dataset import SMART, Dataset, PlacedRoadmap
from alignment.model.roadmap import Action
from alignment.score.domains import domains_of
from alignment.score.framework import WeightedFramework, weigh

ZERO, HALF = Fraction(0), Fraction(1, 2)

Lines = Mapping[str, tuple[str, ...]]
"""Each domain of the vocabulary to itself and those above it, the broadest last (`score.domains.lineage`)."""


class PlacedAction(NamedTuple):
    """An action where it stands."""

    placed: PlacedRoadmap
    place: int

    @property
    def action(self) -> Action:
        """The action."""
        return self.placed.roadmap.actions[self.place]

    @property
    def path(self) -> Path:
        """Its place in the roadmap's file."""
        return ("actions", self.place)


def counting(roadmaps: Iterable[PlacedRoadmap]) -> tuple[PlacedAction, ...]:
    """The counting actions of some roadmaps, in their order (method, section 1)."""
    return tuple(
        PlacedAction(placed, index)
        for placed in roadmaps
        for index, action in enumerate(placed.roadmap.actions)
        if action.counts
    )


@dataclass(frozen=True)
class Profile:
    """Shares of 1 by domain: as cited, and rolled up to the broadest; `unmapped` is the share that cites none."""

    cited: Mapping[str, Fraction]
    broad: Mapping[str, Fraction]
    unmapped: Fraction

    @property
    def known(self) -> bool:
        """Whether it says anything: without a domain there is nothing to compare."""
        return bool(self.cited)


def region_profile(data: Dataset, region: str, lines: Lines) -> Profile:
    """A region by the weights of its S3, empty where it has none here."""
    texts = [text for text in data.frameworks_of(region) if text.id == SMART]
    if not texts:
        return _profile((), lines)
    framework = weigh(texts[0], data.method.target)
    return priority_profile(framework, tuple(framework.weights), lines)


def priority_profile(framework: WeightedFramework, leaves: Sequence[str], lines: Lines) -> Profile:
    """Some leaves of a framework, their weights brought back to a sum of 1."""
    total = sum((framework.weights[leaf] for leaf in leaves), ZERO)
    return _profile(
        ((framework.weights[leaf] / total, domains_of(leaf, framework.text)) for leaf in leaves), lines
    )


def action_profile(actions: Sequence[PlacedAction], lines: Lines) -> Profile:
    """Actions, each for as much as any other."""
    return _profile(((Fraction(1, len(actions)), each.action.domains) for each in actions), lines)


def _profile(parts: Iterable[tuple[Fraction, Sequence[str]]], lines: Lines) -> Profile:
    """A part that cites several domains shares itself equally among them, as regions are compared."""
    cited: dict[str, Fraction] = {}
    broad: dict[str, Fraction] = {}
    unmapped = ZERO
    for share, domains in parts:
        found = [domain for domain in dict.fromkeys(domains) if domain in lines]
        if not found:
            unmapped += share
        for domain in found:
            top = lines[domain][-1]
            cited[domain] = cited.get(domain, ZERO) + share / len(found)
            broad[top] = broad.get(top, ZERO) + share / len(found)
    return Profile(cited, broad, unmapped)


@dataclass(frozen=True)
class Common:
    """What profiles have in common: for each broad domain that all share, half of the smallest share of it and half
    of the smallest shares of the domains below it that all cite; largest first, then by id."""

    domains: Mapping[str, Fraction]

    @property
    def value(self) -> Fraction:
        """0 to 1: 1 where all profiles are the same and without unmapped part."""
        return sum(self.domains.values(), ZERO)


def common(profiles: Sequence[Profile], lines: Lines) -> Common | None:
    """What all of these profiles share, None where one of them says nothing."""
    if not all(profile.known for profile in profiles):
        return None
    first = profiles[0]
    found = {top: HALF * min(profile.broad.get(top, ZERO) for profile in profiles) for top in first.broad}
    for domain in first.cited:
        found[lines[domain][-1]] += HALF * min(profile.cited.get(domain, ZERO) for profile in profiles)
    order = sorted((top for top in found if found[top]), key=lambda top: (-found[top], top))
    return Common({top: found[top] for top in order})
