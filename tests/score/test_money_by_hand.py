"""The money of a region worked out with a pencil: sources, attribution, balance, overlap. Method, section 7."""

from __future__ import annotations

import pytest

TWO = """
=== regions/r/region.yaml
alignment: region/v1
id: r
name: R
srdeii:
  axes:
    - {id: p, title: P, weight: 2}
    - {id: q, title: Q}
    - {id: v, title: V}
=== regions/r/clusters/c.yaml
alignment: roadmap/v1
id: c
name: Cluster C
type: pole
provenance: illustrative
actions:
  - id: thirds
    title: Un tiers chacune
    contributions: {srdeii:p: principal, srdeii:q: principal, srdeii:v: principal}
    budget: [{source: region, amount: 100, secured: true}]
  - id: touched
    title: Seulement touchée
    contributions: {srdeii:q: significant}
    budget: [{source: state, amount: 0.03}, {source: region, amount: 0.02}]
  - id: unknown
    title: Budget à trouver
    contributions: {srdeii:q: principal}
  - id: not-yet
    title: Proposée
    status: proposed
    contributions: {srdeii:q: principal}
    budget: [{source: state, amount: 9999}]
=== regions/r/clusters/d.yaml
alignment: roadmap/v1
id: d
name: Cluster D
type: pole
provenance: illustrative
actions:
  - id: one
    title: Une
    contributions: {srdeii:p: principal}
    budget: [{source: private, amount: 40, secured: true}]
  - id: two
    title: Deux
    contributions: {srdeii:q: principal}
    budget: [{source: private, amount: 20.5}, {source: erdf, amount: 0, secured: true}]
"""


@pytest.fixture
def money(workspace, alignment):
    """The JSON of `alignment money` on the two clusters."""
    return alignment("money", "r", "--format", "json", "--data", workspace(TWO)).json


def test_sources_and_leverage(money):
    """160.55 EUR known: 100.02 of the region, 60.53 of others; the proposed action is not there."""
    assert money["budget_cents"] == 16055
    assert money["by_source"] == {
        "erdf": {"secured_cents": 0, "unsecured_cents": 0},
        "private": {"secured_cents": 4000, "unsecured_cents": 2050},
        "region": {"secured_cents": 10000, "unsecured_cents": 2},
        "state": {"secured_cents": 0, "unsecured_cents": 3},
    }
    assert money["leverage"] == pytest.approx(6053 / 10002, abs=1e-15)
    assert (money["actions"], money["actions_without_budget"]) == (5, 1)
    assert money["without_budget"] == [{"cluster": "c", "action": "unknown", "title": "Budget à trouver"}]


def test_attribution_reconciles_to_the_cent(money):
    """`thirds`: 3334 + 3333 + 3333, the cent left goes to the first leaf. `touched`: 0.4 of 5 cents is 2, 3 stay.

    p 3334 + 4000 = 7334, q 3333 + 2 + 2050 = 5385, v 3333: 16052 attributed, 3 not, 16055 together.
    """
    (srdeii,) = money["frameworks"]
    assert [p["attributed_cents"] for p in srdeii["priorities"]] == [7334, 5385, 3333]
    assert srdeii["attributed_cents"] == 16052
    assert srdeii["unattributed_cents"] == 3
    assert srdeii["difference_cents"] == 0
    assert [c["attributed_cents"]["srdeii"] for c in money["clusters"]] == [10002, 6050]
    assert [c["budget_cents"] for c in money["clusters"]] == [10005, 6050]


def test_balance_and_shortfall(money):
    """w = 1/2, 1/4, 1/4; f = 7334, 5385, 3333 of 16052. Index: f(p) + 1/4 + f(v)."""
    (srdeii,) = money["frameworks"]
    p, q, v = srdeii["priorities"]
    assert p["funding_share"] == pytest.approx(7334 / 16052, abs=1e-15)
    assert p["balance"] == pytest.approx(2 * 7334 / 16052, abs=1e-15)
    assert p["shortfall"] == pytest.approx(0.5 - 7334 / 16052, abs=1e-15)
    assert q["shortfall"] == 0
    assert v["shortfall"] == pytest.approx(0.25 - 3333 / 16052, abs=1e-15)
    assert srdeii["balance_index"] == pytest.approx((7334 + 4013 + 3333) / 16052, abs=1e-15)


def test_overlap_is_the_sum_of_the_smaller(money):
    """On p: min(3334, 4000); on q: min(3333 + 2, 2050); nothing of D on v."""
    assert money["overlaps"] == [
        {
            "framework": "srdeii",
            "clusters": ["c", "d"],
            "cents": 3334 + 2050,
            "priorities": {"srdeii:p": 3334, "srdeii:q": 2050},
        }
    ]


def test_the_screen_shows_the_reconciliation(workspace, alignment):
    """Sum of sources, sum of clusters and each framework's view give the same total, to the cent."""
    text = alignment("money", "r", "--data", workspace(TWO)).text.replace("\u00a0", " ")
    assert "Somme des sources – – 160,55 € –" in text
    assert "Somme des clusters – – 160,55 € 0,00 €" in text
    assert "SRDEII 160,52 € 0,03 € 160,55 € 0,00 €" in text
    assert "Cluster C 1 3 Budget à trouver" in text


def test_a_scenario_changes_weights_and_spreading(workspace, alignment):
    """v weighs 5 beside 2 and 1: w = 2/8, 1/8, 5/8. Leaf claims do not move, the balance does."""
    steering = "  axes:\n    - {id: p, title: P, weight: 2}"
    scenario = TWO.replace(
        "=== regions/r/clusters/c.yaml",
        'steering:\n  scenarios:\n    - {id: s, title: S, weights: {"srdeii:v": 5}}\n=== regions/r/clusters/c.yaml',
    )
    assert steering in scenario
    money = alignment("money", "r", "--scenario", "s", "--format", "json", "--data", workspace(scenario)).json
    (srdeii,) = money["frameworks"]
    assert money["scenario"] == "s"
    assert [p["weight"] for p in srdeii["priorities"]] == [0.25, 0.125, 0.625]
    assert srdeii["balance_index"] == pytest.approx(0.25 + 0.125 + 3333 / 16052, abs=1e-15)
