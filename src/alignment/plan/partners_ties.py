"""Between two sides: who holds which stage of a value chain, and what already ties them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import Literal, NamedTuple

from alignment.check.nearest import fold
from alignment.kernel.diagnostic import Path
from alignment.model.dataset import Dataset, PlacedRoadmap
from alignment.plan.partners_profile import Lines, PlacedAction

Role = tuple[str, str]
"""A broad domain and a stage of its value chain."""
Held = Mapping[Role, tuple[PlacedAction, ...]]
"""The roles of one side, each with the actions that say so, in their order."""


def held(actions: Iterable[PlacedAction], lines: Lines) -> Held:
    """The roles that actions hold: every stage that an action names, in every broad domain that it cites."""
    found: dict[Role, list[PlacedAction]] = {}
    for each in actions:
        tops = dict.fromkeys(lines[domain][-1] for domain in each.action.domains if domain in lines)
        for top in tops:
            for stage in dict.fromkeys(each.action.value_chain):
                found.setdefault((top, stage), []).append(each)
    return {role: tuple(who) for role, who in found.items()}


@dataclass(frozen=True)
class Exchange:
    """Roles in the domains of which both sides hold one at least: where one side's are unknown, nothing is said."""

    brings: frozenset[Role]
    """What they hold and we do not."""
    offers: frozenset[Role]
    """What we hold and they do not."""
    both: frozenset[Role]

    @property
    def alone(self) -> int:
        """How many of these roles one side alone holds."""
        return len(self.brings) + len(self.offers)

    @property
    def held(self) -> int:
        """How many of these roles there are: what complementarity rests on."""
        return self.alone + len(self.both)

    @property
    def complementarity(self) -> Fraction | None:
        """The share of these roles that one side alone holds, 0 to 1; None where there is none to compare."""
        return Fraction(self.alone, self.held) if self.held else None


def exchange(ours: Held, theirs: Held, domains: Iterable[str]) -> Exchange:
    """Set the roles of two sides against each other, in some broad domains."""
    known = {top for top, _ in ours} & {top for top, _ in theirs} & set(domains)
    mine = frozenset(role for role in ours if role[0] in known)
    yours = frozenset(role for role in theirs if role[0] in known)
    return Exchange(yours - mine, mine - yours, mine & yours)


class Link(NamedTuple):
    """Something that already ties two regions: a cluster that works in both, or a partner that an action names."""

    kind: Literal["shared-cluster", "partner"]
    placed: PlacedRoadmap
    path: Path
    partner: str | None = None


Ties = Mapping[frozenset[str], tuple[Link, ...]]
"""What ties each pair of regions."""


def ties(data: Dataset) -> Ties:
    """Every tie of a data set, in order of file and place.

    A cluster ties the regions that it works in; a partner ties the home region of the cluster whose counting action
    names it to its own region.
    """
    found: dict[frozenset[str], list[Link]] = {}
    for placed in data.roadmaps:
        for both in combinations(dict.fromkeys(placed.regions), 2):
            found.setdefault(frozenset(both), []).append(Link("shared-cluster", placed, ("regions",)))
        for path, name, there in _partners(data, placed):
            if there is not None and there != placed.home:
                found.setdefault(frozenset((placed.home, there)), []).append(Link("partner", placed, path, name))
    return {pair: tuple(each) for pair, each in found.items()}


def links(known: Ties, region: str, other: str, only: PlacedRoadmap | None = None) -> tuple[Link, ...]:
    """What ties two regions; with `only`, what ties this cluster of the region to the other one."""
    tied = known.get(frozenset((region, other)), ())
    if only is None:
        return tied
    if only.home not in (region, other):
        tied += known.get(frozenset((only.home, other)), ())
    return tuple(link for link in tied if concerns(link, only))


def concerns(link: Link, placed: PlacedRoadmap) -> bool:
    """Whether a link is a cluster's own: its file says so, or it is the partner that another one names."""
    return link.placed == placed or names(link.partner, placed.roadmap.name)


def _partners(data: Dataset, placed: PlacedRoadmap) -> Iterator[tuple[Path, str | None, str | None]]:
    """The partners that counting actions name: place, name, region of the data set where there is one."""
    for index, action in enumerate(placed.roadmap.actions):
        for rank, partner in enumerate(action.partners if action.counts else ()):
            yield ("actions", index, "partners", rank), partner.name, region_named(data, partner.region)


def region_named(data: Dataset, text: str | None) -> str | None:
    """The region of the data set that a partner's `region` names, by id or by name."""
    if text is None or text in data.regions:
        return text
    wanted = fold(text)
    return next((region for region, model in data.regions.items() if fold(model.name) == wanted), None)


def names(text: str | None, cluster: str) -> bool:
    """Whether the name of a partner holds the name of a cluster, as whole words."""
    said, wanted = (" ".join(re.findall(r"\w+", fold(each or ""))) for each in (text, cluster))
    return bool(wanted) and f" {wanted} " in f" {said} "


class Lead(NamedTuple):
    """A partner abroad that an action names: a way to a region that the data set lacks."""

    country: str
    partner: str | None
    placed: PlacedRoadmap
    path: Path


def leads(data: Dataset, actions: Sequence[PlacedAction], countries: Iterable[str]) -> tuple[Lead, ...]:
    """The partners in some countries (ISO codes), outside the regions of the data set, in order of country."""
    wanted = set(countries)
    found = [
        Lead(partner.country, partner.name, each.placed, (*each.path, "partners", rank))
        for each in actions
        for rank, partner in enumerate(each.action.partners)
        if partner.country in wanted and region_named(data, partner.region) not in data.regions
    ]
    return tuple(sorted(found, key=lambda lead: lead.country))
