"""The best consortia of a size around a region: closest to eligible first, then those that share most.

Exact: a branch is left only when nothing under it could enter the best ones (docs/decisions/0026-partners.md).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import comb, lcm

from alignment.kernel.bilingual import Bilingual
from alignment.kernel.user_error import UserError
from alignment.model.strategy import Region
from alignment.model.vocabulary import I3
from alignment.plan.partners import Survey
from alignment.plan.partners_profile import Common, Profile, common
from alignment.plan.partners_rules import COMPOSITION, Project, StrandVerdict, counted, judge, strands_of

BEST = 5
LIMIT = 50_000
"""Groups looked at before the search gives up and says so."""

Standing = tuple[int, int, int]
"""How far from eligible, the higher the nearer: minus the rules that fail, what they lack, those to be checked."""
Key = tuple[Standing, int, int, int]
"""Standing, what all share (scaled), stages held, pairs already linked: the higher the better."""


@dataclass(frozen=True)
class Consortium:
    """A set of regions, the subject's first, and why it stands where it does."""

    members: tuple[str, ...]
    common: Common
    stages: tuple[str, ...]
    """The stages that some member holds in the domains that all share."""
    linked: int
    """Pairs of members that something already ties."""
    strands: tuple[StrandVerdict, ...]
    best: int
    """The place in `strands` of the one that it is nearest to."""


@dataclass(frozen=True)
class Search:
    """The best consortia, the best first, and whether all were looked at (directly or by a proof)."""

    size: int
    found: tuple[Consortium, ...]
    complete: bool
    without_profile: tuple[str, ...]
    """Regions that could not be considered: their specialisations are unknown."""


def consortia(survey: Survey, i3: I3, size: int, project: Project, strand: str | None = None) -> Search:
    """The best consortia of `size` regions, the subject's included, for a strand or for any.

    Raises UserError where the size cannot be had, or where the subject's own specialisations are unknown.
    """
    _refuse(survey, size)
    return _Tree(survey, i3, size, project, strand).search()


def _refuse(survey: Survey, size: int) -> None:
    if not survey.subject.profile.known:
        raise UserError(
            Bilingual(
                "Aucun consortium ne peut être cherché\u00a0: les domaines de ce qui est demandé ne sont pas connus.",
                "No consortium can be sought: the domains of what is asked for are not known.",
            ),
            exit_code=3,
        )
    most = len(survey.known) + 1
    if not 2 <= size <= most:
        raise UserError(
            Bilingual(
                f"--consortium\u00a0: un nombre de régions de 2 à {most} est attendu, celle-ci comprise "
                f"({most - 1} autres ont des domaines connus).",
                f"--consortium: a number of regions from 2 to {most} is expected, this one included "
                f"({most - 1} others have known domains).",
            )
        )


class _Tree:
    """Groups in order of ids, grown one region at a time; shares are whole numbers over a common denominator."""

    def __init__(self, survey: Survey, i3: I3, size: int, project: Project, strand: str | None) -> None:
        self.survey, self.i3, self.size, self.project = survey, i3, size, project
        self.strands = [each for each in strands_of(i3) if strand in (None, each.id)]
        self.others = sorted(survey.known, key=lambda match: match.id)
        self.regions: dict[str, Region] = {survey.subject.id: survey.subject.region}
        self.regions.update((match.id, match.region) for match in self.others)
        self.profiles = {survey.subject.id: survey.subject.profile, **{m.id: m.profile for m in self.others}}
        flat = {name: _flat(profile) for name, profile in self.profiles.items()}
        scale = lcm(*(share.denominator for shares in flat.values() for share in shares.values()))
        self.shares = {
            name: {key: int(share * scale) for key, share in shares.items()} for name, shares in flat.items()
        }
        held = {survey.subject.id: survey.subject.held, **{m.id: m.held for m in self.others}}
        self.held = {name: frozenset(roles) for name, roles in held.items()}
        self.pairs = [pair for pair, tied in survey.ties.items() if tied and survey.subject.id not in pair]
        self.pairs += [frozenset((survey.subject.id, match.id)) for match in self.others if match.links]
        self.needs = [
            [(each.rule.kind, each.need) for each in verdict.judged if each.rule.kind in COMPOSITION]
            for verdict in (judge(i3, each, (), project) for each in self.strands)
        ]
        self.failing = [
            sum(
                e.verdict == "not-satisfied"
                for e in judge(i3, s, (), project).judged
                if e.rule.kind not in COMPOSITION
            )
            for s in self.strands
        ]
        self.best: list[tuple[Key, tuple[str, ...]]] = []
        self.seen = 0

    def search(self) -> Search:
        """Look at all groups."""
        start = (self.survey.subject.id,)
        self._grow(start, self.shares[start[0]], [match.id for match in self.others])
        found = tuple(self._consortium(members) for _, members in self.best)
        unknown = tuple(match.id for match in self.survey.regions if match.common is None)
        return Search(self.size, found, self.seen < LIMIT, unknown)

    def _grow(self, members: tuple[str, ...], shares: dict[str, int], rest: Sequence[str]) -> None:
        if self.seen >= LIMIT:
            return
        self.seen += 1
        left = self.size - len(members)
        if not left:
            self._keep(members, shares)
            return
        grown = {name: _smallest(shares, self.shares[name]) for name in rest}
        rest = self._useful(members, grown, left)
        values = sorted((sum(grown[name].values()) for name in rest), reverse=True)
        for index in range(len(rest) - left + 1):
            if self._hopeless(members, shares, rest[index:], left, values[left - 1]):
                return
            self._grow((*members, rest[index]), grown[rest[index]], rest[index + 1 :])

    def _useful(self, members: Sequence[str], grown: Mapping[str, dict[str, int]], left: int) -> Sequence[str]:
        """The later regions that a group among the best could hold: what all share only falls as regions are added."""
        names = list(grown)
        if len(self.best) < BEST:
            return names
        standing, value, *_ = self.best[-1][0]
        if self._standing(members, names, left) > standing:
            return names
        return [name for name in names if sum(grown[name].values()) >= value]

    def _hopeless(
        self, members: tuple[str, ...], shares: dict[str, int], later: Sequence[str], left: int, value: int
    ) -> bool:
        """Whether no group made of these and `left` of the later ones could enter the best.

        `value` is the `left`-th largest that any one more leaves: adding more regions never raises it. Among equals
        the first one seen stays, so that the bound need not be beaten, only not exceeded.
        """
        if len(self.best) < BEST:
            return False
        worst = self.best[-1][0]
        first = self._standing(members, later, left), value
        if first != worst[:2]:
            return first < worst[:2]
        everyone = [*members, *later]
        return (self._stages(everyone, shares), self._linked(everyone)) <= worst[2:]

    def _keep(self, members: tuple[str, ...], shares: dict[str, int]) -> None:
        key = (
            self._standing(members, (), 0),
            sum(shares.values()),
            self._stages(members, shares),
            self._linked(members),
        )
        if len(self.best) == BEST and key <= self.best[-1][0]:
            return
        place = sum(key <= each for each, _ in self.best)
        self.best.insert(place, (key, members))
        del self.best[BEST:]

    def _standing(self, members: Sequence[str], later: Sequence[str], left: int) -> Standing:
        """The best standing in any strand that `left` of the later regions could bring; that of the members for 0."""
        counts = {
            kind: (
                counted(kind, [(name, self.regions[name]) for name in members])[0],
                counted(kind, [(name, self.regions[name]) for name in (*members, *later)])[0],
            )
            for kind in sorted(COMPOSITION)
        }
        found = []
        for needs, failing in zip(self.needs, self.failing, strict=True):
            fails, lacks, unsure = failing, 0, 0
            for kind, need in needs:
                now, everyone = counts[kind]
                sure, most = min(now.sure + left, everyone.sure), min(now.most + left, everyone.most)
                fails += most < need
                lacks += max(0, need - most)
                unsure += sure < need <= most
            found.append((-fails, -lacks, -unsure))
        return max(found)

    def _stages(self, members: Sequence[str], shares: dict[str, int]) -> int:
        return len(self._held_stages(members, {key.removeprefix("+") for key in shares if key.startswith("+")}))

    def _held_stages(self, members: Sequence[str], domains: set[str]) -> set[str]:
        return {stage for name in members for top, stage in self.held[name] if top in domains}

    def _linked(self, members: Sequence[str]) -> int:
        known = set(members)
        return min(sum(pair <= known for pair in self.pairs), comb(self.size, 2))

    def _consortium(self, members: tuple[str, ...]) -> Consortium:
        shared = common([self.profiles[name] for name in members], self.survey.lines)
        assert shared is not None  # those without profile are not considered
        placed = [(name, self.regions[name]) for name in members]
        strands = tuple(judge(self.i3, strand, placed, self.project) for strand in self.strands)
        standings = [_of(verdict) for verdict in strands]
        return Consortium(
            members,
            shared,
            tuple(sorted(self._held_stages(members, set(shared.domains)))),
            self._linked(members),
            strands,
            standings.index(max(standings)),
        )


def _of(verdict: StrandVerdict) -> Standing:
    """The standing of a whole group in a strand: what is to be checked of the project is the same for all groups."""
    fails = sum(each.verdict == "not-satisfied" for each in verdict.judged)
    lacks = sum(each.lacking for each in verdict.judged)
    unsure = sum(each.verdict == "unknown" for each in verdict.judged if each.rule.kind in COMPOSITION)
    return -fails, -lacks, -unsure


def _flat(profile: Profile) -> dict[str, Fraction]:
    """Both levels of a profile in one; `+` marks the broad one (no id holds it)."""
    return {**profile.cited, **{f"+{top}": share for top, share in profile.broad.items()}}


def _smallest(one: dict[str, int], other: dict[str, int]) -> dict[str, int]:
    return {key: min(share, other[key]) for key, share in one.items() if key in other}
