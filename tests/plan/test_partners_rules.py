"""Each rule of I3 by a consortium, or a project, that just passes, and by one that just fails."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from alignment.model.strategy import Region, Srdeii
from alignment.model.vocabulary import I3, Rule, Strand
from alignment.plan.partners_rules import NOTHING_KNOWN, Project, country_of, judge, strands_of

STRAND = Strand(id="strand-1", title="Volet 1 : essai")


def region(nuts: str = "", category: str | None = None) -> Region:
    return Region(
        alignment="region/v1",
        id="r",
        name="R",
        nuts=tuple(nuts.split()),
        cohesion_category=category,
        srdeii=Srdeii(axes=()),
    )


def verdict(
    kind: str, value: Any, members: list[Region] | None = None, project: Project = NOTHING_KNOWN
) -> str | None:
    rule = Rule(id="r", title="R", kind=kind, value=value)
    placed = [(f"r{index}", each) for index, each in enumerate(members or [])]
    found = judge(I3(alignment="i3/v1", rules=(rule,)), STRAND, placed, project)
    return found.judged[0].verdict if found.judged else None


def test_regions_are_counted():
    assert verdict("regions_min", 3, [region()] * 3) == "satisfied"
    assert verdict("regions_min", 3, [region()] * 2) == "not-satisfied"


def test_countries_are_counted_once():
    three = [region("FRH0"), region("FRG0"), region("ITI1"), region("EL30 EL41")]
    assert verdict("countries_min", 3, three) == "satisfied"
    assert verdict("countries_min", 3, three[:3]) == "not-satisfied"


def test_a_country_that_is_not_known_may_count():
    """FR, IT and one more: without codes, with codes of two countries, or outside the Union, it is to be checked."""
    two = [region("FRH0"), region("ITI1")]
    for other in (region(), region("ES11 PT11"), region("CH01")):
        assert verdict("countries_min", 3, [*two, other]) == "unknown"
        assert verdict("countries_min", 4, [*two, other]) == "not-satisfied"
        assert verdict("countries_min", 2, [*two, other]) == "satisfied"


def test_two_regions_of_the_same_country_outside_the_union_may_count_once():
    swiss = [region("FRH0"), region("CH01"), region("CH02")]
    assert verdict("countries_min", 2, swiss) == "unknown"
    assert verdict("countries_min", 3, swiss) == "not-satisfied"


def test_the_country_is_that_of_the_codes():
    assert [country_of(region(nuts)) for nuts in ("FRH0", "EL30", "UKC1", "", "ES11 PT11")] == [
        *("FR", "GR", "GB"),
        *(None, None),
    ]


def test_less_developed_regions_are_counted():
    poor, rich, other = region("", "less-developed"), region("", "more-developed"), region("", "transition")
    assert verdict("less_developed_min", 2, [poor, poor, rich]) == "satisfied"
    assert verdict("less_developed_min", 2, [poor, other, rich]) == "not-satisfied"
    assert verdict("less_developed_min", 2, [poor, region(), rich]) == "unknown"
    assert verdict("less_developed_min", 3, [poor, region(), rich]) == "not-satisfied"


@pytest.mark.parametrize(
    ("kind", "value", "passes", "fails"),
    [
        ("trl_min", 6, Project(trl_start=6), Project(trl_start=5)),
        ("trl_max", 8, Project(trl_end=8), Project(trl_end=9)),
        ("sme_share_min", Decimal("0.8"), Project(sme_share=Fraction(4, 5)), Project(sme_share=Fraction(799, 1000))),
        ("cofinancing_rate", Decimal("0.7"), Project(cofinancing=Fraction(7, 10)), Project(cofinancing=Fraction(701, 1000))),
        ("grant_max", 10_000_000, Project(grant=1_000_000_000), Project(grant=1_000_000_001)),
        ("priority_areas", ["Transition numérique", "b"], Project(themes=("c", "transition numerique")), Project(themes=("c",))),
    ],
)  # fmt: skip
def test_a_project_is_judged_by_what_is_said_of_it(kind, value, passes, fails):
    """Nothing said is not a failure."""
    assert verdict(kind, value, project=passes) == "satisfied"
    assert verdict(kind, value, project=fails) == "not-satisfied"
    assert verdict(kind, value) == "unknown"


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("coordinator", "organisme public"),
        ("regions_min", "cinq"),
        ("regions_min", True),
        ("countries_min", None),
        ("trl_min", Decimal("Infinity")),
        ("grant_max", [1]),
        ("priority_areas", "transition numérique"),
    ],
)
def test_what_the_code_cannot_judge_is_only_shown(kind, value):
    assert verdict(kind, value, [region()]) is None


def test_a_rule_bears_on_its_strands_or_on_all():
    rules = (
        Rule(id="all", title="", kind="regions_min", value=1),
        Rule(id="one", title="", kind="regions_min", value=2, strands=("strand-1",)),
        Rule(id="other", title="", kind="regions_min", value=3, strands=("strand-2",)),
    )
    i3 = I3(alignment="i3/v1", strands=(STRAND, Strand(id="strand-2", title="Volet 2")), rules=rules)
    members = [("a", region()), ("b", region())]
    first, second = (judge(i3, strand, members, NOTHING_KNOWN) for strand in strands_of(i3))
    assert [each.rule.id for each in first.judged] == ["all", "one"]
    assert first.verdict() == "satisfied"
    assert [each.rule.id for each in second.judged] == ["all", "other"]
    assert second.verdict() == "not-satisfied"
    assert second.judged[1].lacking == 1


def test_the_worst_verdict_is_that_of_the_strand():
    rules = (
        Rule(id="a", title="", kind="regions_min", value=1),
        Rule(id="b", title="", kind="trl_min", value=6),
    )
    i3 = I3(alignment="i3/v1", rules=rules)
    [whole] = strands_of(i3)
    members = [("a", region())]
    assert judge(i3, whole, members, NOTHING_KNOWN).verdict() == "unknown"
    assert judge(i3, whole, members, Project(trl_start=6)).verdict() == "satisfied"
    assert judge(i3, whole, members, Project(trl_start=1)).verdict() == "not-satisfied"
    assert judge(i3, whole, [], Project(trl_start=6)).verdict() == "not-satisfied"
