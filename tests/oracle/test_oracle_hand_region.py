"""The oracle's regional figures (method, sections 5 to 8), against figures worked out by hand."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from .coverage import attributed, largest_remainder
from .portfolio import allocate, chance_percentile, gain, overlap, trajectory, undated
from .small import BRANCHES, Small, by_ref, leaves, principal


def test_money_with_remainder_cents(tmp_path: Path) -> None:
    # Three equal leaves of f. Action x: 1.00 EUR, principal on all three: 33 1/3 cents each, nothing left
    # over; one cent is missing, remainders tie, so the first leaf gets it: 34, 33, 33, rest 0.
    # Action y: 0.02 EUR, significant on l2 alone: r = 0.4, so 0.8 cent to l2 and 1.2 unattributed. Floors 0
    # and 1; the larger remainder is l2's: 1 and 1.
    # Attributed: 34, 34, 33 = 101; f = 34/101, 34/101, 33/101 against w = 1/3 each:
    # index = 1/3 + 1/3 + 33/101 = 301/303 (34/101 > 1/3 > 33/101).
    small = Small(tmp_path, f"axes: {leaves('l1', 'l2', 'l3')}\n")
    small.cluster(
        "c",
        """\
        actions:
          - id: x
            title: X
            contributions: {srdeii:l1: principal, srdeii:l2: principal, srdeii:l3: principal}
            budget: [{source: region, amount: 0.25, secured: true}, {source: state, amount: 0.75}]
          - {id: y, title: Y, contributions: {srdeii:l2: significant}, budget: [{source: erdf, amount: 0.02}]}
          - {id: z, title: Z, contributions: {srdeii:l2: principal}}
        """,
    )
    value = small.exact()
    assert [p["attributed_cents"] for p in value["priorities"]] == [34, 34, 33]
    assert value["money"]["frameworks"]["srdeii"] == {
        "attributed_cents": 101,
        "unattributed_cents": 1,
        "balance_index": Fraction(301, 303),
    }
    assert by_ref(value)["srdeii:l3"]["balance"] == Fraction(99, 101)
    assert value["money"]["by_source"] == {
        "region": {"secured_cents": 25, "unsecured_cents": 0},
        "state": {"secured_cents": 0, "unsecured_cents": 75},
        "erdf": {"secured_cents": 0, "unsecured_cents": 2},
    }
    # 77 cents beside 25 of the region; z has no line.
    assert value["money"]["leverage"] == Fraction(77, 25)
    assert value["money"]["actions_without_budget"] == 1
    assert value["clusters"][0]["budget_cents"] == 102
    assert value["clusters"][0]["focus_budget"] == {"srdeii": None}


def test_equal_remainders_leave_the_unattributed_last(tmp_path: Path) -> None:
    # significant = 0.5: one cent, half to the leaf and half unattributed: the leaf comes first.
    small = Small(tmp_path, f"axes: {leaves('l1')}\n")
    small.file("method.yaml", "alignment: method/v1\nsignificant: 0.5\n")
    line = "budget: [{source: region, amount: 0.01}]"
    small.cluster("c", f"actions:\n  - {{id: x, title: X, contributions: {{srdeii:l1: significant}}, {line}}}\n")
    scene = small.scene()
    cluster = scene.clusters[0]
    assert attributed(scene, scene.frameworks[0], cluster, cluster.actions[0]) == ({"l1": 1}, 0)
    assert largest_remainder([Fraction(1, 2), Fraction(3, 2), Fraction(1)], 3) == [1, 1, 1]


def test_portfolio_states_and_flags_at_their_thresholds(tmp_path: Path) -> None:
    # Leaves, with contributions of clusters c1, c2, c3 (principal 1, on one of k principals 1/k):
    # - quarter: c1 among 4 principals: s = 1/4, cov = 0.25, not below 0.25: partial, alone: fragile
    # - fifth: target 1.25, s = 1/4: cov = 0.2: gap (no flag)
    # - three: target 4, s = 3: cov = 0.75: covered; 3 effective contributors but s < 3 x 4: no flag
    # - crowd: s = 3 = 3 x 1, 3 effective contributors: crowded
    # - nobody: uncovered
    # - two: s = 1 + 1/4: (5/4)^2 / (17/16) = 25/17 = 1.47 effective contributors: fragile
    small = Small(
        tmp_path,
        """\
        axes:
          - {id: quarter, title: Q}
          - {id: fifth, title: F, target: 1.25}
          - {id: three, title: T, target: 4}
          - {id: crowd, title: C}
          - {id: nobody, title: N}
          - {id: two, title: W}
          - {id: spare, title: S}
        """,
    )
    every = principal("srdeii:three", "srdeii:crowd")
    four = ", ".join(f"srdeii:{name}: principal" for name in ("quarter", "fifth", "two", "spare"))
    small.cluster("c1", every + f"  - {{id: f, title: A, contributions: {{{four}}}}}\n")
    small.cluster("c2", principal("srdeii:three", "srdeii:crowd", "srdeii:two"))
    small.cluster("c3", every)
    found = {p["ref"].removeprefix("srdeii:"): p for p in small.exact()["priorities"]}
    assert {name: (p["state"], p["flags"]) for name, p in found.items()} == {
        "quarter": ("partial", ["fragile"]),
        "fifth": ("gap", []),
        "three": ("covered", []),
        "crowd": ("covered", ["crowded"]),
        "nobody": ("uncovered", []),
        "two": ("covered", ["fragile"]),
        "spare": ("partial", ["fragile"]),
    }
    assert found["three"]["coverage"] == Fraction(3, 4)
    assert found["two"]["effective_contributors"] == Fraction(25, 17)
    assert found["nobody"]["effective_contributors"] == 0


@pytest.mark.parametrize(("threshold", "flags"), [("2", []), ("2.01", ["fragile"])])
def test_a_threshold_just_reached_is_not_below(tmp_path: Path, threshold: str, flags: list[str]) -> None:
    # Two equal contributors are exactly 2 effective ones.
    small = Small(tmp_path, f"axes: {leaves('p')}\n")
    small.file("method.yaml", f"alignment: method/v1\nfragile: {threshold}\n")
    small.cluster("a", principal("srdeii:p")).cluster("b", principal("srdeii:p"))
    assert small.exact()["priorities"][0]["flags"] == flags


def test_delivered_and_best_action(tmp_path: Path) -> None:
    # m: x 0.4 completed, y 1 running at 0.3, z 1 planned. Coverage 1, best action y (first to reach it),
    # depth 2.4, delivered max(0.4, 0.3, 0) = 0.4, by x.
    small = Small(tmp_path, f"axes: {leaves('p')}\n")
    small.cluster(
        "c",
        """\
        actions:
          - {id: x, title: X, status: completed, contributions: {srdeii:p: significant}}
          - {id: y, title: Y, status: running, progress: 0.3, contributions: {srdeii:p: principal}}
          - {id: z, title: Z, contributions: {srdeii:p: principal}}
        """,
    )
    assert small.exact()["clusters"][0]["cells"]["srdeii:p"] == {
        "coverage": 1,
        "depth": Fraction(12, 5),
        "delivered": Fraction(2, 5),
        "best_action": "y",
    }


def test_trajectory(tmp_path: Path) -> None:
    # Two equal leaves, 2022 to 2024. x (p) starts in 2023, and still counts after its end; y (q, touched) has
    # the roadmap's period, 2020; in u, a0 (q) has no period at all: it counts from the first year, and is
    # named. The target is the default: q has 0.4 + 1, at most 1.
    small = Small(tmp_path, f"period: 2022/2024\naxes: {leaves('p', 'q')}\n")
    small.cluster(
        "t",
        """\
        period: 2020/2026
        actions:
          - {id: x, title: X, period: 2023-12/2023-12, contributions: {srdeii:p: principal}}
          - {id: y, title: Y, contributions: {srdeii:q: significant}}
        """,
    )
    small.cluster("u", principal("srdeii:q"))
    scene = small.scene()
    assert trajectory(scene, scene.frameworks[0]) == {
        2022: {"region": Fraction(1, 2), "clusters": {"t": Fraction(1, 5), "u": Fraction(1, 2)}},
        2023: {"region": Fraction(1), "clusters": {"t": Fraction(7, 10), "u": Fraction(1, 2)}},
        2024: {"region": Fraction(1), "clusters": {"t": Fraction(7, 10), "u": Fraction(1, 2)}},
    }
    assert undated(scene) == [("u", "a0")]


def money_of_two(tmp_path: Path) -> Small:
    """Three equal leaves; c gives 3 EUR to p, d gives 1 EUR to p and 2 to q."""
    small = Small(tmp_path, f"axes: {leaves('p', 'q', 'v')}\n")
    line = "budget: [{source: state, amount: %s}]"
    small.cluster("c", f"actions:\n  - {{id: x, title: X, contributions: {{srdeii:p: principal}}, {line % 3}}}\n")
    return small.cluster(
        "d",
        f"actions:\n  - {{id: y, title: Y, contributions: {{srdeii:p: principal}}, {line % 1}}}\n"
        f"  - {{id: z, title: Z, contributions: {{srdeii:q: principal}}, {line % 2}}}\n",
    )


def test_overlap(tmp_path: Path) -> None:
    # p: min(300, 100) = 100; q: min(0, 200) = 0.
    scene = money_of_two(tmp_path).scene()
    assert overlap(scene, scene.frameworks[0], *scene.clusters) == 100


def test_chance_percentile_by_enumeration(tmp_path: Path) -> None:
    # Each of 3, 1 and 2 EUR lands on one of three leaves: 27 equally likely placements of 6 EUR, w = 1/3
    # (2 EUR each).
    #   all on one leaf (3 of 27): index 1/3
    #   3 and 2+1, or 3+1 and 2, or 3+2 and 1 (6 each, 18 of 27): 2/6 + min(the other, 2)/6:
    #     {3, 3}: 2+2 = 4/6; {4, 2}: 4/6; {5, 1}: 3/6
    #   one each (6 of 27): 2+1+2 = 5/6
    # Stated: p 4, q 2: 4/6. Below: 3 (1/3) + 6 (3/6) = 9; equal: 12; percentile (9 + 6)/27 = 15/27 = 5/9.
    scene = money_of_two(tmp_path).scene()
    assert chance_percentile(scene, scene.frameworks[0]) == Fraction(5, 9)


def test_requirements(tmp_path: Path) -> None:
    # c: branch a: a1 0.25 and a2 0.75 of one principal action, 10 EUR: 2.50 and 7.50. coverage of a =
    # 1/4 1/4 + 3/4 3/4 = 5/8. funded_share of a1 = 250/1000. Exactly reached bounds are met.
    steering = """\
    requirements:
      - {id: one, metric: coverage, node: srdeii:a, at_least: 0.625, severity: error}
      - {id: two, metric: funded_share, node: srdeii:a1, at_most: 0.2, severity: warning}
      - {id: three, metric: leverage, at_least: 1, severity: error, applies_to: {types: [pole]}}
      - {id: four, metric: alignment, at_least: 0.5, severity: error, applies_to: {types: [network]}}
    """
    small = Small(tmp_path, BRANCHES, steering)
    small.cluster(
        "c",
        """\
        actions:
          - {id: x, title: X, contributions: {srdeii:a: principal}, budget: [{source: state, amount: 10}]}
        """,
    )
    found = [(q["id"], q["value"], q["met"]) for q in small.exact()["requirements"]]
    assert found == [("one", Fraction(5, 8), True), ("two", Fraction(1, 4), False), ("three", None, None)]


def proposed(ident: str, reference: str, level: str, euros: int) -> str:
    """A proposed action that asks the region for some euros."""
    head = f"id: {ident}, title: T, status: proposed, contributions: {{{reference}: {level}}}"
    return f"  - {{{head}, budget: [{{source: region, amount: {euros}}}]}}\n"


def test_allocation_by_brute_force(tmp_path: Path) -> None:
    # k = 1/2, leaves p, q (1/2 each) and u: omega = 1/4, 1/4, 1/2. Already there: p at 0.4.
    # x (p, 3 EUR): adds 1/4 0.6 = 0.15. y (u touched, 2 EUR): 0.2. w (q, 2 EUR): 1/4. n has no budget.
    # Envelope 4: {w, y} costs 4 and adds 0.45; {x} 0.15. Total 0.1 + 0.45 = 11/20.
    # Envelope 2: {w} 0.1 + 0.25 = 7/20.
    small = Small(tmp_path, f"axes: {leaves('p', 'q')}\n").s3(leaves("u"))
    small.cluster(
        "c",
        "actions:\n"
        "  - {id: t, title: T, contributions: {srdeii:p: significant}}\n"
        "  - {id: n, title: N, status: proposed, contributions: {s3:u: principal}}\n"
        + proposed("w", "srdeii:q", "principal", 2)
        + proposed("x", "srdeii:p", "principal", 3)
        + proposed("y", "s3:u", "significant", 2),
    )
    scene = small.scene()
    assert gain(scene, set()) == Fraction(1, 10)
    assert allocate(scene, 400) == (Fraction(11, 20), 400, [(("c", "w"), ("c", "y"))])
    assert allocate(scene, 200) == (Fraction(7, 20), 200, [(("c", "w"),)])
