"""The rules of the I3 instrument (`europe/i3.yaml`) on a set of regions and on what is known of a project.

What is not known is not false: a rule is satisfied, not satisfied, or to be checked.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import Literal, NamedTuple

from alignment.check.nearest import fold
from alignment.model.strategy import Region
from alignment.model.vocabulary import I3, Rule, Strand

Verdict = Literal["satisfied", "unknown", "not-satisfied"]
COMPOSITION = frozenset({"regions_min", "countries_min", "less_developed_min"})
"""The kinds that bear on who takes part; the others bear on the project."""
PROJECT = frozenset({"trl_min", "trl_max", "sme_share_min", "cofinancing_rate", "grant_max", "priority_areas"})
MEMBER_STATES = frozenset(
    [
        "AT",
        "BE",
        "BG",
        "CY",
        "CZ",
        "DE",
        "DK",
        "EE",
        "ES",
        "FI",
        "FR",
        "GR",
        "HR",
        "HU",
        "IE",
        "IT",
        "LT",
        "LU",
        "LV",
        "MT",
        "NL",
        "PL",
        "PT",
        "RO",
        "SE",
        "SI",
        "SK",
    ]
)
"""Countries that are eligible without further ado; whether another one is depends on the call."""
_ISO = {"EL": "GR", "UK": "GB"}


def country_of(region: Region) -> str | None:
    """The country of a region (ISO code), from its NUTS codes; None where they name none or several."""
    found = {_ISO.get(code[:2], code[:2]) for code in region.nuts}
    return found.pop() if len(found) == 1 else None


@dataclass(frozen=True)
class Project:
    """What is known of a project: TRL 1 to 9, the grant in cents, shares 0 to 1, priority areas by name."""

    trl_start: int | None = None
    trl_end: int | None = None
    grant: int | None = None
    sme_share: Fraction | None = None
    cofinancing: Fraction | None = None
    themes: tuple[str, ...] = ()


NOTHING_KNOWN = Project()
"""A project of which nothing is said yet."""


class Count(NamedTuple):
    """How many of what a rule counts: for certain, and at most if all that is unknown were favourable."""

    sure: int
    most: int


@dataclass(frozen=True)
class Judged:
    """One rule and its verdict. `count` stands for the rules on regions; `open` names the regions to look into."""

    rule: Rule
    verdict: Verdict
    count: Count | None = None
    open: tuple[str, ...] = ()

    @property
    def need(self) -> int:
        """What a rule on regions asks for, a whole number."""
        return ceil(Fraction(self.rule.value)) if self.count else 0

    @property
    def lacking(self) -> int:
        """How many are missing even if all that is unknown were favourable."""
        return max(0, self.need - self.count.most) if self.count else 0


@dataclass(frozen=True)
class StrandVerdict:
    """The rules of one strand: those judged, and those only shown."""

    strand: Strand
    judged: tuple[Judged, ...]
    shown: tuple[Rule, ...]

    def verdict(self, kinds: Iterable[str] = COMPOSITION | PROJECT) -> Verdict:
        """The worst verdict among the rules of some kinds."""
        found = {each.verdict for each in self.judged if each.rule.kind in kinds}
        return worst(found)

    def rule(self, kind: str) -> Judged | None:
        """The first rule of a kind."""
        return next((each for each in self.judged if each.rule.kind == kind), None)


def worst(verdicts: Iterable[Verdict]) -> Verdict:
    """One that fails fails all; else one that is open leaves all open."""
    found = set(verdicts)
    return "not-satisfied" if "not-satisfied" in found else "unknown" if "unknown" in found else "satisfied"


def strands_of(i3: I3) -> tuple[Strand, ...]:
    """The strands of the instrument; the instrument as a whole where it names none."""
    return i3.strands or (Strand(id="i3", title="I3"),)


def judge(i3: I3, strand: Strand, members: Sequence[tuple[str, Region]], project: Project) -> StrandVerdict:
    """Judge a set of regions and a project by the rules of a strand, those of the whole instrument included."""
    judged, shown = [], []
    for rule in i3.rules:
        if rule.strands and strand.id not in rule.strands:
            continue
        found = _judge(rule, members, project)
        if found is None:
            shown.append(rule)
        else:
            judged.append(found)
    return StrandVerdict(strand, tuple(judged), tuple(shown))


def _judge(rule: Rule, members: Sequence[tuple[str, Region]], project: Project) -> Judged | None:
    """None for a rule that the code cannot judge: of another kind, or whose value isn't of its kind."""
    if rule.kind == "priority_areas":
        if not isinstance(rule.value, list | tuple):
            return None
        allowed = {fold(str(each)) for each in rule.value}
        named = any(fold(theme) in allowed for theme in project.themes)
        return Judged(rule, verdict_of(named if project.themes else None))
    bound = _number(rule.value)
    if bound is None:
        return None
    if rule.kind in COMPOSITION:
        count, doubtful = counted(rule.kind, members)
        met = True if count.sure >= bound else None if count.most >= bound else False
        return Judged(rule, verdict_of(met), count, doubtful if met is None else ())
    stated = _stated(rule.kind, project)
    if rule.kind not in PROJECT:
        return None
    if stated is None:
        return Judged(rule, "unknown")
    return Judged(
        rule, verdict_of(stated >= bound if rule.kind in ("trl_min", "sme_share_min") else stated <= bound)
    )


def _number(value: object) -> Fraction | None:
    """A rule's value as an exact number, None where it isn't one."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal | Fraction):
        return None
    return None if isinstance(value, Decimal) and not value.is_finite() else Fraction(value)


def verdict_of(met: bool | None) -> Verdict:
    """In three values."""
    return "unknown" if met is None else "satisfied" if met else "not-satisfied"


def _stated(kind: str, project: Project) -> Fraction | None:
    """What is known of the project for a kind of rule, in the unit of the rule (euros for the grant)."""
    value = {
        "trl_min": project.trl_start,
        "trl_max": project.trl_end,
        "sme_share_min": project.sme_share,
        "cofinancing_rate": project.cofinancing,
        "grant_max": None if project.grant is None else Fraction(project.grant, 100),
    }.get(kind)
    return None if value is None else Fraction(value)


def counted(kind: str, members: Sequence[tuple[str, Region]]) -> tuple[Count, tuple[str, ...]]:
    """What a rule on regions counts, and the regions of which it isn't known whether they count."""
    if kind == "regions_min":
        return Count(len(members), len(members)), ()
    if kind == "less_developed_min":
        doubtful = tuple(name for name, region in members if region.cohesion_category is None)
        sure = sum(region.cohesion_category == "less-developed" for _, region in members)
        return Count(sure, sure + len(doubtful)), doubtful
    countries = {name: country_of(region) for name, region in members}
    sure = len(MEMBER_STATES.intersection(filter(None, countries.values())))
    others = {country for country in countries.values() if country is not None} - MEMBER_STATES
    nowhere = [name for name, country in countries.items() if country is None]
    doubtful = tuple(name for name, country in countries.items() if country not in MEMBER_STATES)
    return Count(sure, sure + len(others) + len(nowhere)), doubtful
