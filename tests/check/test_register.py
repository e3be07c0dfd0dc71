"""The register of rules: what a code promises, and what happens when a rule fails."""

from __future__ import annotations

import re
from datetime import date

import pytest

from alignment.check import claims, codes, identities, references
from alignment.check.rule import Rule, run
from alignment.check.rulebook import rules
from alignment.kernel.diagnostic import Severity
from alignment.model.dataset import Dataset
from alignment.source.codes import PROFILES

WORST = {None: 0, Severity.INFO: 1, Severity.WARNING: 2, Severity.ERROR: 3}


def test_codes_and_names_are_unique_and_well_formed():
    """A code is AL and three digits, a name is lower-case words: both stand for one rule."""
    assert len({code.code for code in codes.ALL}) == len({code.slug for code in codes.ALL}) == len(codes.ALL)
    for code in codes.ALL:
        assert re.fullmatch(r"AL[0-5]\d\d", code.code)
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code.slug)
        assert re.fullmatch(r"\d+\.\d+\.\d+", code.since)


@pytest.mark.parametrize("code", codes.ALL, ids=lambda code: code.code)
def test_each_profile_is_at_least_as_strict_as_the_one_before(code):
    """From draft to publication to council no rule is ever relaxed, and every rule speaks in one of them."""
    asked = [WORST[code.at(profile)] for profile in PROFILES]
    assert asked == sorted(asked)
    assert asked[-1] > 0


def test_what_stops_a_score_is_an_error_in_every_profile():
    """Errors of reading, structure and reference stop a score; coherence never does."""
    blocking = {code.code for code in codes.ALL if code.blocks}
    assert {"AL020", "AL101", "AL201"} <= blocking
    assert not {code for code in blocking if code >= "AL3"}
    assert all(codes.BY_CODE[code].severities == "EEE" for code in blocking)


def failing(data):
    """A rule with a fault of its own."""
    yield from claims.serves_something(data)
    raise ZeroDivisionError


def test_a_failing_rule_is_named_and_the_others_still_run(monkeypatch):
    """One internal diagnostic with the codes of the rule that failed; with ALIGNMENT_DEBUG it raises."""
    monkeypatch.delenv("ALIGNMENT_DEBUG", raising=False)
    ran = []
    book = [
        Rule(failing, (codes.NO_CONTRIBUTION,), "roadmap"),
        Rule(lambda data: iter(ran.append(data) or ()), (codes.ABOVE_HUNDRED,), "roadmap"),
    ]
    (found,) = run(book, Dataset())
    assert len(ran) == 1
    assert (found.code, found.severity) == ("AL090", Severity.ERROR)
    assert "AL305 (action-sans-contribution)" in found.message.fr
    assert "ZeroDivisionError" in found.message.en
    monkeypatch.setenv("ALIGNMENT_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        run(book, Dataset())


def test_a_failing_rule_makes_the_check_leave_with_2(workspace, alignment, monkeypatch):
    """The check is incomplete, whatever else it found."""
    monkeypatch.delenv("ALIGNMENT_DEBUG", raising=False)
    monkeypatch.setattr(claims, "RULES", (Rule(failing, (codes.NO_CONTRIBUTION,), "roadmap"),))
    folder = workspace("=== regions/r/region.yaml\nalignment: region/v1\nid: r\nname: R\nsrdeii: {axes: []}\n")
    result = alignment("check", "--data", folder)
    assert result.code == 2
    assert "AL090 erreur" in result.text


def test_every_rule_declares_known_codes():
    """The codes that rules announce are those of the register; each code above the reader's has its rule."""
    book = (*references.RULES, *identities.RULES, *rules(date(2026, 1, 1), Dataset()))
    announced = {code for rule in book for code in rule.codes}
    assert all(rule.codes for rule in book)
    assert announced <= set(codes.ALL)
    expected = {code for code in codes.ALL if "AL2" <= code.code < "AL4" or code.code >= "AL5"}
    assert announced == expected
