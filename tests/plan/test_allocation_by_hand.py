"""Choices worked out by hand: each demand changes the answer, and would be missed."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from alignment.kernel.user_error import UserError
from alignment.plan import demands
from alignment.plan.allocation import Asked, choose, equals
from alignment.plan.along_cursor import along_cursor
from alignment.plan.answer import allocate
from alignment.plan.conflict import conflict
from alignment.plan.demands import Demand
from alignment.plan.frontier import next_step, one_more_euro, trace
from alignment.plan.proposals import Situation
from tests.plan.making import action, region, situation

TWO = "[{id: a, title: A}, {id: b, title: B}]"
HALF = Fraction(1, 2)


@pytest.fixture
def plain(tmp_path: Path) -> Situation:
    """Two leaves of weight 1/2: c1 proposes p (a, 100 euros) and q (b, 60 euros), c2 proposes r (a, 50 euros)."""
    c1 = action("p", "'srdeii:a': principal", "100") + action("q", "'srdeii:b': principal", "60")
    return situation(tmp_path, region(TWO, {"c1": c1, "c2": action("r", "'srdeii:a': principal", "50")}))


def chosen(situation: Situation, *asked: Demand, partial: bool = False) -> dict[str, Fraction]:
    """The actions chosen, with their shares."""
    best = choose(situation, Asked(asked, partial))
    assert best is not None and best.proven
    return {situation.proposals[index].ref: share for index, share in best.funded.choice.items()}


def whole(*refs: str) -> dict[str, Fraction]:
    """A choice of whole actions."""
    return dict.fromkeys(refs, Fraction(1))


@pytest.mark.parametrize(
    ("euros", "expected"),
    [
        (49, []),
        (50, ["c2/r"]),
        (60, ["c2/r"]),  # q covers as much for more money
        (109, ["c2/r"]),  # q and p cost 160, q and r cost 110
        (110, ["c1/q", "c2/r"]),
        (1000, ["c1/q", "c2/r"]),  # p would add nothing
    ],
)
def test_envelope(plain: Situation, euros: int, expected: list[str]) -> None:
    """The most coverage for the envelope, then the least cost."""
    assert chosen(plain, demands.envelope(plain, euros * 100)) == whole(*expected)


def test_envelope_to_the_cent(plain: Situation) -> None:
    """One cent short is short."""
    assert chosen(plain, demands.envelope(plain, 10_999)) == whole("c2/r")
    assert chosen(plain, demands.envelope(plain, 11_000)) == whole("c1/q", "c2/r")


def test_keep(plain: Situation) -> None:
    """Kept, the dear action is chosen, and nothing else fits."""
    assert chosen(plain, demands.envelope(plain, 10_000), demands.keep(plain, "c1/p")) == whole("c1/p")


def test_drop(plain: Situation) -> None:
    """Without r, the cheapest that covers as much is q."""
    assert chosen(plain, demands.envelope(plain, 10_000), demands.drop(plain, "c2/r")) == whole("c1/q")


def test_min(plain: Situation) -> None:
    """At least 60 euros for c1: q rather than r."""
    asked = demands.envelope(plain, 10_000), demands.bound(plain, "min", "c1", 6_000)
    assert chosen(plain, *asked) == whole("c1/q")


def test_max(plain: Situation) -> None:
    """At most 59 euros for c1: q is out, although there is money for it."""
    asked = demands.envelope(plain, 20_000), demands.bound(plain, "max", "c1", 5_900)
    assert chosen(plain, *asked) == whole("c2/r")


def test_floor(plain: Situation) -> None:
    """Leaf b must be covered: q rather than the cheaper r."""
    (framework,) = plain.setting.frameworks
    asked = demands.envelope(plain, 10_000), demands.floor(plain, framework, "b", Fraction(1))
    assert chosen(plain, *asked) == whole("c1/q")


def test_floor_on_a_branch(tmp_path: Path) -> None:
    """A branch is covered by the weighted mean of its leaves: 3/4 needs the leaf that weighs 3."""
    axes = "[{id: x, title: X, objectives: [{id: u, title: U, weight: 3}, {id: v, title: V}]}, {id: y, title: Y, weight: 9}]"
    c1 = action("u", "'srdeii:u': principal", "90") + action("v", "'srdeii:v': principal", "10")
    here = situation(tmp_path, region(axes, {"c1": c1, "c2": action("y", "'srdeii:y': principal", "95")}))
    (framework,) = here.setting.frameworks
    envelope = demands.envelope(here, 10_000)
    assert chosen(here, envelope) == whole("c2/y")
    assert chosen(here, envelope, demands.floor(here, framework, "x", Fraction(3, 4))) == whole("c1/u", "c1/v")
    assert chosen(here, envelope, demands.floor(here, framework, "x", Fraction(1, 4))) == whole("c1/u", "c1/v")


def test_target(plain: Situation) -> None:
    """The cheapest choice that reaches a coverage; ties in cost go to the greater coverage."""
    assert chosen(plain, demands.target(plain, HALF)) == whole("c2/r")
    assert chosen(plain, demands.target(plain, Fraction(51, 100))) == whole("c1/q", "c2/r")
    assert chosen(plain, demands.target(plain, Fraction(0))) == {}


def test_a_target_takes_what_is_free(tmp_path: Path) -> None:
    """Half of the coverage costs nothing, by p or by q: of the choices that cost as little, both together cover more."""
    free = {"c1": action("p", "'srdeii:a': principal", "0"), "c2": action("q", "'srdeii:b': principal", "0")}
    here = situation(tmp_path, region(TWO, free))
    assert chosen(here, demands.target(here, HALF)) == whole("c1/p", "c2/q")


def test_unknown_budget_is_no_candidate(tmp_path: Path) -> None:
    """An action without a budget is named, never chosen; asked for, it is refused in a sentence."""
    c1 = action("p", "'srdeii:a': principal") + action("q", "'srdeii:b': significant", "10")
    here = situation(tmp_path, region(TWO, {"c1": c1}))
    assert [proposal.ref for proposal in here.unpriced] == ["c1/p"]
    answer = allocate(here, Asked((demands.envelope(here, 10**9),)))
    assert answer.best is not None and [*answer.best.funded.choice] == [0]
    assert [(each.proposal.ref, each.why) for each in answer.left_out] == [("c1/p", "unknown-budget")]
    with pytest.raises(UserError, match="budget is not known"):
        demands.keep(here, "c1/p")


def test_only_proposed_actions_are_chosen(tmp_path: Path) -> None:
    """What is planned counts already, and cannot be kept or dropped."""
    here = situation(tmp_path, region(TWO, {"c1": action("p", "'srdeii:a': principal", "10", "planned")}))
    assert here.proposals == () and here.fund({}).value == HALF
    with pytest.raises(UserError, match="only proposed actions"):
        demands.drop(here, "c1/p")


def test_money_of_others_is_not_the_regions(tmp_path: Path) -> None:
    """Only `region` lines weigh on the envelope."""
    text = region(TWO, {"c1": action("p", "'srdeii:a': principal", "10")})
    text = text.replace("amount: 10}]", "amount: 10}, {source: state, amount: 999}]")
    here = situation(tmp_path, text)
    assert chosen(here, demands.envelope(here, 1_000)) == whole("c1/p")


def test_best_action_not_the_sum(tmp_path: Path) -> None:
    """Two actions of one cluster at 0.4 on a leaf make 0.4; of two clusters, 0.8; a target of 2 halves it."""
    four = "'srdeii:a': significant"
    same = region(TWO, {"c1": action("p", four, "10") + action("q", four, "10")})
    here = situation(tmp_path / "same", same)
    assert chosen(here, demands.envelope(here, 10_000)) == whole("c1/p")
    two = region(TWO, {"c1": action("p", four, "10"), "c2": action("q", four, "10")})
    here = situation(tmp_path / "two", two)
    best = choose(here, Asked((demands.envelope(here, 10_000),)))
    assert best is not None and best.funded.value == HALF * Fraction(8, 10)
    here = situation(tmp_path / "target", two.replace("title: A}", "title: A, target: 2}"))
    best = choose(here, Asked((demands.envelope(here, 10_000),)))
    assert best is not None and best.funded.value == HALF * Fraction(4, 10)


def test_cursor_weighs_the_sides(tmp_path: Path) -> None:
    """One action for each side, money for one: the cursor decides, and changes its mind at 1/2."""
    c1 = action("europe", "'s3:e': principal", "10") + action("region", "'srdeii:a': principal", "10")
    text = region("[{id: a, title: A}]", {"c1": c1}, s3="[{id: e, title: E}]")
    for cursor, expected in (("0.3", "c1/region"), ("0.7", "c1/europe"), ("0.5", "c1/europe")):
        here = situation(tmp_path / cursor, text, cursor)
        assert chosen(here, demands.envelope(here, 1_000)) == whole(expected)  # at 1/2, ids decide
    along = along_cursor(here, Asked((demands.envelope(here, 1_000),)))
    assert along is not None and along.complete
    assert [(s.start, s.end, [*s.funded.choice]) for s in along.stretches] == [(0, HALF, [1]), (HALF, 1, [0])]
    assert along.core == frozenset()


def test_robust_core_and_ends_of_the_cursor(tmp_path: Path) -> None:
    """An action that serves both sides is always chosen; at 0 and at 1, where one side alone counts, nothing is paid for the other."""
    c1 = (
        action("both", "'srdeii:a': principal, 's3:e': principal", "10")
        + action("europe", "'s3:f': principal", "10")
        + action("region", "'srdeii:b': principal", "10")
    )
    here = situation(tmp_path, region(TWO, {"c1": c1}, s3="[{id: e, title: E}, {id: f, title: F}]"))
    along = along_cursor(here, Asked((demands.envelope(here, 3_000),)))
    assert along is not None
    found = [(s.start, s.end, sorted(s.funded.choice)) for s in along.stretches]
    assert found == [(0, 0, [0, 2]), (0, 1, [0, 1, 2]), (1, 1, [0, 1])]
    assert along.core == {0}


def test_ties_core_and_no_useless_action(tmp_path: Path) -> None:
    """Two ways to cover a, one to cover b; a free action that adds nothing is never chosen."""
    c1 = action("free", "'srdeii:a': significant", "0") + action("p", "'srdeii:a': principal", "10")
    c2 = action("q", "'srdeii:a': principal", "10") + action("r", "'srdeii:b': principal", "5")
    here = situation(tmp_path, region(TWO, {"c1": c1, "c2": c2}))
    asked = Asked((demands.envelope(here, 2_000),))
    best = choose(here, asked)
    assert best is not None and not best.unique
    refs = [proposal.ref for proposal in here.proposals]
    assert refs == ["c1/free", "c1/p", "c2/q", "c2/r"]
    assert sorted(best.funded.choice) == [1, 3]
    found = equals(here, asked, best)
    assert found.choices == (frozenset({1, 3}), frozenset({2, 3}))
    assert found.complete and found.core == {3}
    cut = equals(here, asked, best, most=1)
    assert (cut.choices, cut.complete, cut.core) == ((frozenset({1, 3}),), False, frozenset({3}))


def test_sixty_equals(tmp_path: Path) -> None:
    """Beyond fifty equals the list is cut, the core still exact: one leaf, sixty clusters, and one action for b."""
    clusters = {f"c{n}": action("p", "'srdeii:a': principal", "10") for n in range(60)}
    clusters["d"] = action("q", "'srdeii:b': principal", "10")
    here = situation(tmp_path, region(TWO, clusters))
    asked = Asked((demands.envelope(here, 2_000),))
    best = choose(here, asked)
    assert best is not None
    assert [here.proposals[index].ref for index in sorted(best.funded.choice)] == ["c0/p", "d/q"]
    found = equals(here, asked, best)
    assert len(found.choices) == 50 and not found.complete
    assert [here.proposals[index].ref for index in found.core] == ["d/q"]


def test_conflict_is_irreducible(plain: Situation) -> None:
    """Keep p with 50 euros: the demand on c2 has no part in it. The envelope that would do is told."""
    asked = Asked(
        (
            demands.envelope(plain, 5_000),
            demands.bound(plain, "min", "c2", 0),
            demands.keep(plain, "c1/p"),
            demands.drop(plain, "c1/q"),
        )
    )
    assert choose(plain, asked) is None
    clash = conflict(plain, asked)
    assert [(each.demand.kind, each.possible) for each in clash] == [("envelope", 10_000), ("keep", None)]


def test_impossible_floor(plain: Situation) -> None:
    """A floor that nothing reaches stands alone in its conflict, with what could be reached."""
    (framework,) = plain.setting.frameworks
    asked = Asked((demands.envelope(plain, 5_000), demands.floor(plain, framework, "b", HALF)))
    (money, floor) = conflict(plain, asked)
    assert (money.possible, floor.possible) == (6_000, 0)
    asked = Asked((demands.drop(plain, "c1/q"), demands.floor(plain, framework, "b", HALF)))
    assert [(each.demand.kind, each.possible) for each in conflict(plain, asked)] == [("drop", None), ("floor", 0)]
    assert [each.demand.kind for each in conflict(plain, Asked((demands.target(plain, Fraction(2)),)))] == [
        "target"
    ]


def test_frontier_knee_step_and_euro(plain: Situation) -> None:
    """0, 50 euros (1/2), 110 euros (1): a euro brings 1/100 then 1/120, no knee; r with more than its share makes one."""
    asked = Asked((demands.envelope(plain, 2_500),))
    traced = trace(plain, asked)
    assert traced.complete
    assert [(point.cost, point.coverage) for point in traced.points] == [(0, 0), (5_000, HALF), (11_000, 1)]
    assert traced.knees == ()
    best = choose(plain, asked)
    assert best is not None and best.funded.choice == {}
    step = next_step(plain, asked, best.funded)
    assert step is not None and (step.cost, step.coverage) == (5_000, HALF)
    # The relaxation funds half of r: one more euro is worth 1/2 for 50 euros.
    assert one_more_euro(plain, asked) == pytest.approx(0.01)
    # Beyond 110 euros there is nothing more to buy.
    assert one_more_euro(plain, Asked((demands.envelope(plain, 12_000),))) == pytest.approx(0)


def test_knee(tmp_path: Path) -> None:
    """1/2 for 10 euros, then 1/2 for 100: a euro brings ten times less after the first step."""
    c1 = action("p", "'srdeii:a': principal", "10") + action("q", "'srdeii:b': principal", "100")
    here = situation(tmp_path, region(TWO, {"c1": c1}))
    traced = trace(here, Asked((demands.envelope(here, 0),)))
    assert [point.cost for point in traced.knees] == [1_000]


def test_partial(tmp_path: Path) -> None:
    """Contribution and cost in proportion; a cell keeps its best action, and does not mix two.

    On leaf a, p gives 1 for 100 euros and q 0.4 for 10. With 55 euros, p at 55 % gives 0.55; p at 45 % with the whole
    of q would give 0.45, not a mix of both.
    """
    c1 = action("p", "'srdeii:a': principal", "100") + action("q", "'srdeii:a': significant", "10")
    here = situation(tmp_path, region(TWO, {"c1": c1}))
    envelope = demands.envelope(here, 5_500)
    assert chosen(here, envelope, partial=True) == {"c1/p": Fraction(55, 100)}
    assert chosen(here, envelope) == whole("c1/q")
    kept = chosen(here, envelope, demands.keep(here, "c1/q"), partial=True)
    assert kept == {"c1/p": Fraction(45, 100), "c1/q": Fraction(1)}


def test_partial_spends_no_cent_too_many(tmp_path: Path) -> None:
    """A third of an envelope that does not divide: the shares are whole cents and stay within it."""
    c1 = action("p", "'srdeii:a': principal, 'srdeii:b': principal", "3333.33")
    here = situation(tmp_path, region(TWO, {"c1": c1}))
    asked = Asked((demands.envelope(here, 100_000),), partial=True)
    best = choose(here, asked)
    assert best is not None
    assert best.funded.choice == {0: Fraction(100_000, 333_333)}
    assert here.cost(best.funded.choice) == 100_000


def test_reasons(tmp_path: Path) -> None:
    """One reason for each action left out."""
    axes = "[" + ", ".join(f"{{id: {leaf}, title: {leaf}}}" for leaf in "abcd") + "]"
    clusters = {
        "c1": action("done", "'srdeii:d': principal", "1", "planned")
        + action("nothing", "'srdeii:d': significant", "1")
        + action("best", "'srdeii:a': principal", "10")
        + action("weaker", "'srdeii:a': significant", "10")
        + action("small", "'srdeii:a': significant", "5"),
        "c2": action("dear", "'srdeii:b': principal", "95")
        + action("huge", "'srdeii:b': principal", "101")
        + action("capped", "'srdeii:b': significant", "20"),
        "c3": action("tied", "'srdeii:c': principal", "90"),
        "c4": action("tied", "'srdeii:c': principal", "90") + action("dropped", "'srdeii:c': principal", "1"),
        "c5": action("unknown", "'srdeii:b': principal"),
    }
    here = situation(tmp_path, region(axes, clusters))
    asked = Asked(
        (
            demands.envelope(here, 10_000),
            demands.drop(here, "c4/dropped"),
            demands.bound(here, "max", "c2", 9_600),
        )
    )
    answer = allocate(here, asked)
    assert answer.best is not None
    refs = [here.proposals[index].ref for index in sorted(answer.best.funded.choice)]
    assert refs == ["c1/best", "c3/tied"]
    assert {each.proposal.ref: each.why for each in answer.left_out} == {
        "c1/nothing": "nothing",
        "c1/weaker": "dominated",
        "c1/small": "already-chosen-cover",
        "c2/dear": "too-dear",
        "c2/huge": "beyond-envelope",
        "c2/capped": "too-dear",
        "c4/tied": "as-good",
        "c4/dropped": "dropped",
        "c5/unknown": "unknown-budget",
    }
    forced = {each.proposal.ref: each.forced for each in answer.left_out if each.forced}
    # With dear (95 euros), nothing but small (5 euros) still fits: 1/4 + 0.4/4 instead of 1/2.
    assert forced["c2/dear"].coverage == Fraction(6, 40)
    assert forced["c2/dear"].cost == 0
    missing = {here.priorities[each.leaf].leaf.id: (each.why, len(each.actions)) for each in answer.uncovered}
    assert missing == {"b": ("not-chosen", 3)}


def test_cluster_maximum_as_a_reason(plain: Situation) -> None:
    """There is money for q, but not for c1."""
    asked = Asked((demands.envelope(plain, 20_000), demands.bound(plain, "max", "c1", 5_000)))
    answer = allocate(plain, asked)
    assert {each.proposal.ref: each.why for each in answer.left_out} == {
        "c1/p": "already-chosen-cover",
        "c1/q": "cluster-maximum",
    }


def test_what_each_adds(tmp_path: Path) -> None:
    """p and q overlap on a: alone each adds what both share, in the set only its own."""
    axes = "[{id: a, title: A}, {id: b, title: B}, {id: c, title: C}]"
    c1 = action("p", "'srdeii:a': principal, 'srdeii:b': principal", "10")
    c2 = action("q", "'srdeii:a': principal, 'srdeii:c': principal", "10")
    here = situation(
        tmp_path, region(axes, {"c1": c1, "c2": c2, "c3": action("x", "'srdeii:a': principal", "1", "planned")})
    )
    answer = allocate(here, Asked((demands.envelope(here, 2_000),)))
    assert answer.best is not None
    # a is covered already; each brings half of b or of c: 1/2 of 1/3.
    assert [answer.before.gain(proposal) for proposal in here.proposals] == [Fraction(1, 6), Fraction(1, 6)]
    assert [answer.best.funded.loss(index) for index in (0, 1)] == [Fraction(1, 6), Fraction(1, 6)]
    bare = situation(tmp_path / "bare", region(axes, {"c1": c1, "c2": c2}))
    both = bare.fund({0: Fraction(1), 1: Fraction(1)})
    # Alone 1/2 of a and 1/2 of b; together a is whole, so that each still brings its half of a.
    assert bare.fund({}).gain(bare.proposals[0]) == Fraction(1, 3)
    assert both.loss(0) == Fraction(1, 3)
    assert both.value == Fraction(2, 3)


def test_amounts_far_apart(tmp_path: Path) -> None:
    """A billion euros beside a cent: the solver's floats are not trusted, the cent decides."""
    c1 = action("p", "'srdeii:a': principal", "999999999.99") + action("q", "'srdeii:b': principal", "0.02")
    here = situation(tmp_path, region(TWO, {"c1": c1}))
    assert chosen(here, demands.envelope(here, 100_000_000_001)) == whole("c1/p", "c1/q")
    assert chosen(here, demands.envelope(here, 100_000_000_000)) == whole("c1/q")


def test_coverages_very_near(tmp_path: Path) -> None:
    """Two choices whose coverages differ in the tenth decimal only are told apart exactly."""
    axes = "[{id: a, title: A, weight: 10000000000}, {id: b, title: B, weight: 10000000001}]"
    c1 = action("p", "'srdeii:a': principal", "10") + action("q", "'srdeii:b': principal", "10")
    here = situation(tmp_path, region(axes, {"c1": c1}))
    assert chosen(here, demands.envelope(here, 1_000)) == whole("c1/q")
