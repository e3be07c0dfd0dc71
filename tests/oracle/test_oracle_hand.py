"""The oracle itself (method, sections 1 to 4), against figures worked out by hand."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from .contribution import claims, money_share, relevance
from .cursor import set_scene
from .oracle import exact
from .reading import read
from .small import BRANCHES, Small, by_id, by_ref, leaves, principal

TENTH = Fraction(1, 10)


def test_branches_and_weights(tmp_path: Path) -> None:
    # Axes: 2/3 and 1/3. Under a: 1/4 and 3/4. So w(a1) = 1/6, w(a2) = 1/2, w(b) = 1/3.
    # Action x is principal on the branch a: 1/4 reaches a1, 3/4 reaches a2. Action y touches b: 0.4.
    # C = 1/6 1/4 + 1/2 3/4 + 1/3 2/5 = 1/24 + 9/24 + 2/15 = 5/12 + 2/15 = 33/60 = 11/20.
    # The scenario gives a the weight 1: w = 1/8, 3/8, 1/2; C = 1/32 + 9/32 + 1/5 = 5/16 + 1/5 = 41/80.
    small = Small(tmp_path, BRANCHES, 'scenarios:\n  - {id: s, title: S, weights: {"srdeii:a": 1}}\n')
    small.cluster(
        "c",
        """\
        mandate: [srdeii:a]
        actions:
          - {id: x, title: X, contributions: {srdeii:a: principal}}
          - {id: y, title: Y, contributions: {srdeii:b: significant}}
        """,
    )
    value = small.exact()
    priorities = by_ref(value)
    assert [p["weight"] for p in value["priorities"]] == [Fraction(1, 6), Fraction(1, 2), Fraction(1, 3)]
    assert [p["coverage"] for p in value["priorities"]] == [Fraction(1, 4), Fraction(3, 4), Fraction(2, 5)]
    assert priorities["srdeii:b"]["severity"] == Fraction(1, 3) * Fraction(3, 5)
    assert value["clusters"][0]["regional"] == Fraction(11, 20)
    # Mandate: a1 and a2 alone, weights 1/4 and 3/4: 1/16 + 9/16.
    assert value["clusters"][0]["mandate_coverage"] == {"srdeii": Fraction(10, 16)}
    under = small.exact(scenario="s")
    assert [p["weight"] for p in under["priorities"]] == [Fraction(1, 8), Fraction(3, 8), Fraction(1, 2)]
    assert under["clusters"][0]["regional"] == Fraction(41, 80)


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ("p", ["1"]),
        ("s", ["2/5"]),
        ("sss", ["1/3", "1/3", "1/3"]),  # min(0.4, 1/3)
        ("ps", ["1", "2/5"]),  # the secondary contribution costs the principal nothing
        ("ppps", ["1/3", "1/3", "1/3", "1/3"]),  # min(0.4, 1, 1/3)
        ("ppsssn", ["1/2", "1/2", "1/3", "1/3", "1/3"]),  # min(0.4, 1/3, 1/2); none counts for nothing
    ],
)
def test_bounded_claims(levels: str, expected: list[str]) -> None:
    words = {"p": "principal", "s": "significant", "n": "none"}
    declared = {str(i): words[letter] for i, letter in enumerate(levels)}
    assert list(claims(declared, Fraction(2, 5)).values()) == [Fraction(text) for text in expected]


def test_what_reaches_a_leaf_is_at_most_one(tmp_path: Path) -> None:
    # Principal on a2 (1) and significant on its branch a (0.4, of which 1/4 for a1 and 3/4 for a2):
    # a1 gets 0.1, a2 gets min(1, 1.3) = 1. Relevance 1, so q = 0.1/1.1 and 1/1.1.
    small = Small(tmp_path, BRANCHES)
    small.cluster(
        "c",
        "actions:\n  - {id: x, title: X, contributions: {srdeii:a: significant, srdeii:a2: principal}}\n",
    )
    value = small.exact()
    assert [p["coverage"] for p in value["priorities"]] == [TENTH, Fraction(1), Fraction(0)]
    assert money_share({"a1": TENTH, "a2": Fraction(1)}, Fraction(1)) == {
        "a1": Fraction(1, 11),
        "a2": Fraction(10, 11),
    }
    assert relevance({"a": "significant", "a2": "principal"}, Fraction(2, 5)) == 1


FOLDED = """\
  - {id: x, title: X, objectives: [{id: x1, title: X1, weight: 9, target: 5}, {id: x2, title: X2}]}
  - id: y
    title: Y
    objectives: [{id: y1, title: Y1, objectives: [{id: y11, title: Y11}]}, {id: y2, title: Y2}]
  - {id: z, title: Z}
"""


@pytest.mark.parametrize(
    ("depth", "expected"),
    [
        # x once, principal (its highest level); y once, significant: k_P = 1, k_S = 1.
        (1, {"x": Fraction(1), "y": Fraction(2, 5), "z": Fraction(0)}),
        # x1 significant, x2 principal, y1 significant (by y11), y2 none: k_P = 1, k_S = 2: min(0.4, 1/2, 1).
        (
            2,
            {
                "x1": Fraction(2, 5),
                "x2": Fraction(1),
                "y1": Fraction(2, 5),
                "y2": Fraction(0),
                "z": Fraction(0),
            },
        ),
    ],
)
def test_folding_by_scored_depth(tmp_path: Path, depth: int, expected: dict[str, Fraction]) -> None:
    small = Small(tmp_path, f"scored_depth: {depth}\naxes:\n{FOLDED}")
    contributions = "{srdeii:x1: significant, srdeii:x2: principal, srdeii:y11: significant, srdeii:y2: none}"
    small.cluster("c", f"actions:\n  - {{id: a, title: A, contributions: {contributions}}}\n")
    value = small.exact()
    priorities = by_ref(value)
    assert {ref.removeprefix("srdeii:"): p["strength"] for ref, p in priorities.items()} == expected
    # The target 5 of x1 holds where x1 is a leaf (0.4 / 5) and is ignored below the scored depth.
    if depth == 2:
        assert priorities["srdeii:x1"]["coverage"] == Fraction(2, 25)
    else:
        assert priorities["srdeii:x"]["target"] == 1


def four_lines(tmp_path: Path) -> Small:
    """R and E: a and its twin (1, 0), b (0, 1), c (1/2, 1/2), d (1/2, 0)."""
    small = Small(tmp_path, f"axes: {leaves('p', 'q')}\n").s3(leaves("u", "v"))
    small.cluster("a", principal("srdeii:p", "srdeii:q"))
    small.cluster("twin", principal("srdeii:q", "srdeii:p"))
    small.cluster("b", principal("s3:u", "s3:v"))
    small.cluster("c", principal("srdeii:p", "s3:u"))
    return small.cluster("d", principal("srdeii:q"))


def test_ties_and_breakpoints(tmp_path: Path) -> None:
    # A(k): a, twin 1-k; b k; c 1/2; d (1-k)/2. Crossings: b-d at k = (1-k)/2, k = 1/3; a, twin, b, c all at
    # 1/2; a-d only at k = 1 and c-d only at k = 0, which are not strictly inside; a-twin coincide.
    value = four_lines(tmp_path).exact("0.4")
    assert [(b["cursor"], *b["clusters"]) for b in value["breakpoints"]] == [
        (Fraction(1, 3), "b", "d"),
        *[(Fraction(1, 2), *pair) for pair in ("ab", "ac", "bc")],
        (Fraction(1, 2), "b", "twin"),
        (Fraction(1, 2), "c", "twin"),
    ]
    assert value["ranking_intervals"] == [
        {"from": 0, "to": Fraction(1, 3), "order": ["a", "twin", "c", "d", "b"]},
        {"from": Fraction(1, 3), "to": Fraction(1, 2), "order": ["a", "twin", "c", "b", "d"]},
        {"from": Fraction(1, 2), "to": 1, "order": ["b", "c", "a", "twin", "d"]},
    ]
    assert value["rank_shares"] == {
        "a": {"1": Fraction(1, 2), "3": Fraction(1, 2)},
        "twin": {"1": Fraction(1, 2), "3": Fraction(1, 2)},
        "b": {"5": Fraction(1, 3), "4": Fraction(1, 6), "1": Fraction(1, 2)},
        "c": {"3": Fraction(1, 2), "2": Fraction(1, 2)},
        "d": {"4": Fraction(1, 3), "5": Fraction(2, 3)},
    }
    # At 0.4: a and twin 0.6 (rank 1, 1), c 0.5 (3), b 0.4 (4), d 0.3 (5).
    assert [(c["id"], c["rank"]) for c in value["clusters"]] == [
        ("a", 1),
        ("twin", 1),
        ("c", 3),
        ("b", 4),
        ("d", 5),
    ]


def test_dominance_and_stability(tmp_path: Path) -> None:
    # d (1/2, 0) is beaten on one side and equalled on the other by a, twin (1, 0) and c (1/2, 1/2).
    small = four_lines(tmp_path)
    value = small.exact("0.4")
    assert value["dominance"] == [["a", "d"], ["c", "d"], ["twin", "d"]]
    assert value["stability"] == {
        "below": Fraction(2, 5) - Fraction(1, 3),
        "above": Fraction(1, 2) - Fraction(2, 5),
    }
    # On a breakpoint: nothing on either side, and a, b, c, twin share the first rank.
    value = small.exact("0.5")
    assert value["stability"] == {"below": 0, "above": 0}
    assert [c["rank"] for c in value["clusters"]] == [1, 1, 1, 1, 5]
    assert small.exact("0")["stability"] == {"below": 0, "above": Fraction(1, 3)}


def test_articulation_with_two_european_frameworks(tmp_path: Path) -> None:
    # s3 (not named) 1 and horizon 3: 1/4 and 3/4. Per action:
    # x: regional 1, s3 1, horizon 0: european 1/4, min 1/4
    # y: regional 0.4, s3 0.4, horizon 1: european 0.1 + 0.75 = 0.85, min 0.4
    # z: nothing: 0                        mean = (1/4 + 2/5) / 3 = 13/60
    # By budget 100, 300, 600: (25 + 120) / 1000 = 29/200.
    small = Small(tmp_path, f"axes: {leaves('p')}\n", "frameworks: {horizon: 3, zero: 0}\n")
    small.s3(leaves("u", "v")).europe("horizon", leaves("h")).europe("zero", leaves("o"))
    small.cluster(
        "c",
        """\
        actions:
          - id: x
            title: X
            contributions: {srdeii:p: principal, s3:u: principal}
            budget: [{source: i3, amount: 100}]
          - id: y
            title: Y
            contributions: {srdeii:p: significant, s3:v: significant, horizon:h: principal}
            budget: [{source: i3, amount: 300}]
          - {id: z, title: Z, budget: [{source: i3, amount: 600}]}
          - {id: old, title: O, status: abandoned, contributions: {zero:o: principal}}
        """,
    )
    value = small.exact("0.25")
    cluster = value["clusters"][0]
    assert [(f["id"], f["weight"]) for f in value["frameworks"]] == [
        ("srdeii", 1),
        ("s3", Fraction(1, 4)),
        ("horizon", Fraction(3, 4)),
        ("zero", 0),
    ]
    assert cluster["articulation"] == Fraction(13, 60)
    assert cluster["articulation_budget"] == Fraction(29, 200)
    # C_s3 = (1 + 0.4)/2 = 0.7, C_horizon = 1: E = 0.175 + 0.75 = 0.925. R = 1. A = 0.75 + 0.23125.
    assert cluster["european"] == Fraction(37, 40)
    assert cluster["alignment"] == Fraction(3, 4) + Fraction(37, 160)
    # focus: (1 + 0.4 + 0)/3 in srdeii and in s3, 1/3 in horizon.
    assert cluster["focus"] == {
        "srdeii": Fraction(7, 15),
        "s3": Fraction(7, 15),
        "horizon": Fraction(1, 3),
        "zero": 0,
    }
    assert cluster["focus_budget"]["horizon"] == Fraction(300, 1000)
    assert cluster["leverage"] is None


def test_nulls(tmp_path: Path) -> None:
    # No S3, the other framework has no leaf: E is null and A = R. Cluster e has nothing that counts.
    small = Small(tmp_path, f"axes: {leaves('p')}\n", "cursor: 0.75\n").europe("hollow", "[]")
    small.cluster("c", principal("srdeii:p"))
    small.cluster(
        "e",
        """\
        mandate: [srdeii:p]
        actions:
          - id: x
            title: X
            status: proposed
            contributions: {srdeii:p: principal}
            budget: [{source: region, amount: 5}]
        """,
    )
    value = small.exact()
    c, e = by_id(value)["c"], by_id(value)["e"]
    assert [f["id"] for f in value["frameworks"]] == ["srdeii"]
    assert (value["cursor"], c["alignment"], c["european"], c["articulation"]) == (
        Fraction(3, 4),
        1,
        None,
        None,
    )
    assert (e["alignment"], e["rank"], e["actions"], e["focus"]) == (0, 2, 0, {"srdeii": None})
    assert (e["budget_cents"], e["leverage"], e["cells"]) == (None, None, {})
    assert e["mandate_coverage"] == {"srdeii": 0}
    assert c["mandate_coverage"] == {"srdeii": None}
    assert (value["breakpoints"], value["ranking_intervals"], value["dominance"]) == ([], [], [])
    assert (value["rank_shares"], value["stability"]) == ({}, None)
    assert by_ref(value)["srdeii:p"]["funding_share"] is None
    assert value["money"]["frameworks"]["srdeii"]["balance_index"] is None


def test_region_without_cluster(tmp_path: Path) -> None:
    value = Small(tmp_path, f"axes: {leaves('p')}\n").s3(leaves("u")).exact()
    assert (value["clusters"], value["stability"], value["ranking_intervals"]) == ([], None, [])
    assert [f["coverage"] for f in value["frameworks"]] == [0, 0]


def test_region_without_axis_cannot_be_scored(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no axis"):
        Small(tmp_path, "axes: []\n").scene()


def test_references_to_other_regions_are_resolved_first(tmp_path: Path) -> None:
    # Cluster c lies in r and is also in o. For r only its two own principals count (1/2 each); for o the one
    # that names o (1), and the action's other references do not dilute it.
    small = Small(tmp_path, f"axes: {leaves('p', 'q')}\n")
    text = f"alignment: region/v1\nid: o\nname: O\nsrdeii:\n  title: T\n  axes: {leaves('p')}\n"
    small.file("regions/o/region.yaml", text)
    contributions = "{srdeii:p: principal, r/srdeii:q: principal, o/srdeii:p: principal}"
    body = f"regions: [r, o]\nactions:\n  - {{id: a, title: A, contributions: {contributions}}}\n"
    small.cluster("c", body)
    data = read(tmp_path)
    assert [p["coverage"] for p in exact(set_scene(data, "r"))["priorities"]] == [
        Fraction(1, 2),
        Fraction(1, 2),
    ]
    assert [p["coverage"] for p in exact(set_scene(data, "o"))["priorities"]] == [Fraction(1)]


def test_reading_takes_numbers_as_written(tmp_path: Path) -> None:
    # 0.1 + 0.2 is 0.3 here: three leaves of weights 0.1, 0.2, 0.3 give 1/6, 1/3, 1/2, and a cluster on the
    # first two ties with one on the third.
    items = ", ".join(f"{{id: l{i}, title: L, weight: 0.{i}}}" for i in (1, 2, 3))
    small = Small(tmp_path, f"axes: [{items}]\n").s3(leaves("u"))
    small.cluster("b", principal("srdeii:l1", "srdeii:l2"))
    small.cluster("a", principal("srdeii:l3"))
    value = small.exact()
    assert [(c["id"], c["rank"]) for c in value["clusters"]] == [("a", 1), ("b", 1)]
    assert value["rank_shares"] == {"a": {"1": 1}, "b": {"1": 1}}
