"""Scores worked out by hand from the method, on data small enough to check with a pencil."""

from __future__ import annotations

from fractions import Fraction

import pytest

from alignment.score.cursor import Line, analyse
from alignment.score.scenarios import Reign, reigns

BRANCHES = """
=== regions/r/region.yaml
alignment: region/v1
id: r
name: R
srdeii:
  axes:
    - {id: a, title: A, weight: 3, objectives: [{id: a1, title: A1}, {id: a2, title: A2}]}
    - {id: b, title: B}
=== regions/r/clusters/c.yaml
alignment: roadmap/v1
id: c
name: C
type: pole
provenance: illustrative
mandate: [srdeii:b]
actions:
  - {id: x, title: X, contributions: {srdeii:a: principal}}
  - {id: y, title: Y, contributions: {srdeii:a1: significant}}
  - {id: z, title: Z, contributions: {srdeii:b: significant, srdeii:a2: significant}}
  - {id: not-yet, title: N, status: proposed, contributions: {srdeii:b: principal}}
"""


def test_branches_and_weights(workspace, alignment):
    """Leaf weights 3/8, 3/8, 1/4. X spreads its unit: 1/2 on a1 and on a2, above the 0.4 of Y and Z.

    C = 3/8 x 1/2 + 3/8 x 1/2 + 1/4 x 0.4 = 0.475; without an S3 the alignment is that of the SRDEII.
    """
    score = alignment("score", "r", "--format", "json", "--data", workspace(BRANCHES)).json
    assert [p["weight"] for p in score["priorities"]] == [0.375, 0.375, 0.25]
    (cluster,) = score["clusters"]
    assert cluster["alignment"] == cluster["regional"] == pytest.approx(0.475, abs=1e-12)
    assert cluster["european"] is None
    assert cluster["articulation"] is None
    cells = cluster["cells"]
    assert cells["srdeii:a1"] == {"coverage": 0.5, "depth": 0.9, "delivered": 0.0, "best_action": "x"}
    assert cells["srdeii:a2"] == {"coverage": 0.5, "depth": 0.9, "delivered": 0.0, "best_action": "x"}
    assert cells["srdeii:b"]["coverage"] == 0.4
    assert cells["srdeii:b"]["best_action"] == "z"
    # Relevance 1, 0.4 and 0.4 over three counting actions; the mandate holds b alone.
    assert cluster["focus"]["srdeii"] == pytest.approx(0.6, abs=1e-12)
    assert cluster["mandate_coverage"]["srdeii"] == 0.4
    assert cluster["actions"] == 3
    # Without a European side nothing depends on the cursor.
    assert score["breakpoints"] == []
    assert score["ranking_intervals"] == []
    assert score["rank_shares"] == {}
    assert score["stability"] is None


CLAIMS = """
=== regions/r/region.yaml
alignment: region/v1
id: r
name: R
srdeii:
  axes: [{id: p1, title: P1}, {id: p2, title: P2}, {id: p3, title: P3}, {id: p4, title: P4}]
=== regions/r/clusters/two.yaml
alignment: roadmap/v1
id: two
name: Two
type: pole
provenance: illustrative
actions:
  - id: x
    title: X
    contributions: {srdeii:p1: principal, srdeii:p2: principal, srdeii:p3: significant, srdeii:p4: significant}
=== regions/r/clusters/one.yaml
alignment: roadmap/v1
id: one
name: One
type: pole
provenance: illustrative
actions:
  - id: x
    title: X
    contributions: {srdeii:p1: principal, srdeii:p2: significant, srdeii:p3: significant, srdeii:p4: significant}
=== regions/r/clusters/three.yaml
alignment: roadmap/v1
id: three
name: Three
type: pole
provenance: illustrative
actions:
  - id: x
    title: X
    contributions: {srdeii:p1: principal, srdeii:p2: principal, srdeii:p3: principal, srdeii:p4: significant}
"""


def test_bounded_claims(workspace, alignment):
    """Claiming more dilutes each claim.

    Two principal nodes and two significant ones: 1/2, 1/2, min(0.4, 1/2, 1/2) twice: (1 + 0.8) / 4 = 0.45.
    One principal and three significant: 1, then min(0.4, 1/3, 1) = 1/3 three times: 2 / 4 = 0.5.
    Three principal and one significant: 1/3 three times, then min(0.4, 1, 1/3) = 1/3: (4/3) / 4 = 1/3.
    """
    score = alignment("score", "r", "--format", "json", "--data", workspace(CLAIMS)).json
    found = {cluster["id"]: cluster["coverage"]["srdeii"] for cluster in score["clusters"]}
    assert found == {"one": 0.5, "two": pytest.approx(0.45, abs=1e-12), "three": pytest.approx(1 / 3, abs=1e-12)}
    assert [cluster["id"] for cluster in score["clusters"]] == ["one", "two", "three"]
    # p4: 1/3 + 0.4 + 1/3 = 16/15, above the target of 1. Three contributors, 1 / sum of squared shares:
    # (16/15)^2 / (1/9 + 0.16 + 1/9) = (256/225) / (86/225) = 256/86.
    p4 = score["priorities"][3]
    assert p4["strength"] == pytest.approx(16 / 15, abs=1e-12)
    assert p4["coverage"] == 1.0
    assert p4["effective_contributors"] == pytest.approx(256 / 86, abs=1e-12)
    assert p4["state"] == "covered"
    assert p4["severity"] == 0.0


MONEY = """
=== regions/r/region.yaml
alignment: region/v1
id: r
name: R
srdeii:
  axes: [{id: p1, title: P1}, {id: p2, title: P2}, {id: p3, title: P3}]
=== regions/r/clusters/c.yaml
alignment: roadmap/v1
id: c
name: C
type: pole
provenance: illustrative
actions:
  - id: x
    title: X
    contributions: {srdeii:p1: principal, srdeii:p2: significant, srdeii:p3: significant}
    budget: [{source: region, amount: 0.40, secured: true}, {source: private, amount: 0.60}]
  - id: y
    title: Y
    contributions: {srdeii:p1: significant, srdeii:p2: significant, srdeii:p3: significant}
    budget: [{source: erdf, amount: 1}]
  - {id: unknown, title: U, contributions: {srdeii:p1: principal}}
  - {id: none, title: N, budget: [{source: other, amount: 0.07}], contributions: {srdeii:p1: none}}
"""


def test_money_and_remainders(workspace, alignment):
    """Cents by largest remainder, parts and rest adding up to each budget.

    X, 100 cents: m = 1, 0.4, 0.4, shares 1/1.8, 0.4/1.8, 0.4/1.8: 55.55, 22.22, 22.22; the cent left goes to p1:
    56, 22, 22. Y, 100 cents, relevance 0.4: m = 1/3 each, so 13.33 each and 60 unattributed; the cent left goes
    to the first of the tied leaves: 14, 13, 13, 60. N: 7 cents, all unattributed. U has no budget: unknown.
    """
    score = alignment("score", "r", "--format", "json", "--data", workspace(MONEY)).json
    assert [p["attributed_cents"] for p in score["priorities"]] == [70, 35, 35]
    money = score["money"]
    assert money["frameworks"]["srdeii"]["attributed_cents"] == 140
    assert money["frameworks"]["srdeii"]["unattributed_cents"] == 67
    # f = 1/2, 1/4, 1/4 against weights of 1/3: 1/3 + 1/4 + 1/4.
    assert money["frameworks"]["srdeii"]["balance_index"] == pytest.approx(5 / 6, abs=1e-12)
    assert score["priorities"][0]["balance"] == pytest.approx(1.5, abs=1e-12)
    assert money["by_source"]["region"] == {"secured_cents": 40, "unsecured_cents": 0}
    assert money["leverage"] == pytest.approx(167 / 40, abs=1e-12)
    assert money["actions_without_budget"] == 1
    (cluster,) = score["clusters"]
    assert cluster["budget_cents"] == 207
    assert cluster["actions_without_budget"] == 1
    assert cluster["focus_budget"]["srdeii"] is None  # not every counting action has a budget above zero


def test_a_tie_with_the_rest_goes_to_the_leaf(workspace, alignment):
    """One cent, half for the leaf and half for the rest: equal remainders, and the rest comes last."""
    folder = workspace("""
=== method.yaml
alignment: method/v1
significant: 0.5
=== regions/r/region.yaml
alignment: region/v1
id: r
name: R
srdeii: {axes: [{id: p1, title: P1}]}
=== regions/r/clusters/c.yaml
alignment: roadmap/v1
id: c
name: C
type: pole
provenance: illustrative
actions:
  - {id: x, title: X, contributions: {srdeii:p1: significant}, budget: [{source: state, amount: 0.01}]}
""")
    score = alignment("score", "r", "--format", "json", "--data", folder).json
    assert score["money"]["frameworks"]["srdeii"] == {
        "attributed_cents": 1,
        "unattributed_cents": 0,
        "balance_index": 1.0,
    }
    assert score["clusters"][0]["focus_budget"]["srdeii"] == 0.5


CURSOR = """
=== regions/r/region.yaml
alignment: region/v1
id: r
name: R
srdeii: {axes: [{id: p1, title: P1}, {id: p2, title: P2}]}
steering: {cursor: 0.3}
=== s3/r.yaml
alignment: s3/v1
region: r
title: S3
priorities: [{id: q1, title: Q1}, {id: q2, title: Q2}]
=== regions/r/clusters/region-side.yaml
alignment: roadmap/v1
id: region-side
name: Region side
type: pole
provenance: illustrative
actions:
  - {id: x, title: X, contributions: {srdeii:p1: principal}}
  - {id: y, title: Y, contributions: {srdeii:p2: principal}}
=== regions/r/clusters/europe-side.yaml
alignment: roadmap/v1
id: europe-side
name: Europe side
type: pole
provenance: illustrative
actions:
  - {id: x, title: X, contributions: {s3:q1: principal}}
  - {id: y, title: Y, contributions: {s3:q2: principal}}
=== regions/r/clusters/middle.yaml
alignment: roadmap/v1
id: middle
name: Middle
type: pole
provenance: illustrative
actions:
  - {id: x, title: X, contributions: {srdeii:p1: principal, s3:q1: significant}}
  - {id: y, title: Y, contributions: {s3:q1: principal}}
=== regions/r/clusters/twin.yaml
alignment: roadmap/v1
id: twin
name: Twin
type: pole
provenance: illustrative
actions:
  - {id: x, title: X, contributions: {srdeii:p1: principal}}
  - {id: y, title: Y, contributions: {s3:q1: principal}}
"""


def test_ties_and_breakpoints(workspace, alignment):
    """(R, E): region-side (1, 0), europe-side (0, 1), middle and twin (1/2, 1/2), whose lines coincide.

    All lines meet at 1/2; the twins give no breakpoint. At 0.3: 0.7, 0.5, 0.5, 0.3, so ranks 1, 2, 2, 4.
    The nearest breakpoint above 0.3 is 0.5; there is none below, so the margin goes down to 0.
    """
    score = alignment("score", "r", "--format", "json", "--data", workspace(CURSOR)).json
    assert [(c["id"], c["rank"]) for c in score["clusters"]] == [
        ("region-side", 1),
        ("middle", 2),
        ("twin", 2),
        ("europe-side", 4),
    ]
    assert [tuple(b["clusters"]) for b in score["breakpoints"]] == [
        ("europe-side", "middle"),
        ("europe-side", "region-side"),
        ("europe-side", "twin"),
        ("middle", "region-side"),
        ("region-side", "twin"),
    ]
    assert {b["cursor"] for b in score["breakpoints"]} == {0.5}
    assert score["ranking_intervals"] == [
        {"from": 0.0, "to": 0.5, "order": ["region-side", "middle", "twin", "europe-side"]},
        {"from": 0.5, "to": 1.0, "order": ["europe-side", "middle", "twin", "region-side"]},
    ]
    assert score["rank_shares"] == {
        "europe-side": {"1": 0.5, "4": 0.5},
        "middle": {"2": 1.0},
        "region-side": {"1": 0.5, "4": 0.5},
        "twin": {"2": 1.0},
    }
    assert score["dominance"] == []
    assert score["stability"] == {"below": pytest.approx(0.3, abs=1e-12), "above": pytest.approx(0.2, abs=1e-12)}
    # Middle: X serves both sides (1 and 0.4), Y one side only: articulation (0.4 + 0) / 2.
    middle = score["clusters"][1]
    assert middle["articulation"] == pytest.approx(0.2, abs=1e-12)


def test_the_cursor_of_the_option_wins(workspace, alignment):
    """At 0.5 the four clusters are equal: one rank, in order of id, and no margin at all."""
    score = alignment("score", "r", "--format", "json", "--cursor", "0,5", "--data", workspace(CURSOR)).json
    assert score["cursor"] == 0.5
    assert [(c["id"], c["rank"]) for c in score["clusters"]] == [
        ("europe-side", 1),
        ("middle", 1),
        ("region-side", 1),
        ("twin", 1),
    ]
    assert score["stability"] == {"below": 0.0, "above": 0.0}


def test_stability_at_the_ends(workspace, alignment):
    """Breakpoints lie strictly inside: at 1 the nearest one below is at 0.5, above there is only the end itself."""
    folder = workspace(CURSOR)
    at_one = alignment("score", "r", "--format", "json", "--cursor", "1", "--data", folder).json
    assert at_one["stability"] == {"below": 0.5, "above": 0.0}
    at_zero = alignment("score", "r", "--format", "json", "--cursor", "0", "--data", folder).json
    assert at_zero["stability"] == {"below": 0.0, "above": 0.5}


def test_a_lead_lasts_through_the_changes_behind_it():
    """a = 1 - t/2, b = 0.2 + 0.4t, c = 0.6 - 0.4t: b passes c at t = 1/2 and a at t = 8/9."""
    lines = [
        Line("a", Fraction(1), Fraction(1, 2)),
        Line("b", Fraction(1, 5), Fraction(3, 5)),
        Line("c", Fraction(3, 5), Fraction(1, 5)),
    ]
    analysis = analyse(lines, Fraction(1, 2))
    assert [interval.end for interval in analysis.intervals] == [Fraction(1, 2), Fraction(8, 9), 1]
    assert reigns(analysis) == (
        Reign(Fraction(0), Fraction(8, 9), ("a",)),
        Reign(Fraction(8, 9), Fraction(1), ("b",)),
    )
