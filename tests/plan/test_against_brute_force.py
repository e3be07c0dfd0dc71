"""The choice against every possible one, tried by the oracle: more than 500 cases, and others with random demands."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations, product
from pathlib import Path
from random import Random
from typing import Any

import pytest

from alignment.plan import demands, search
from alignment.plan.allocation import Asked, choose, equals, ids
from alignment.plan.along_cursor import along_cursor
from alignment.plan.conflict import conflict
from alignment.plan.demands import Demand
from alignment.plan.frontier import next_step, trace
from alignment.plan.proposals import Situation
from oracle.coverage import Scene, over
from oracle.cursor import set_scene
from oracle.portfolio import allocate, gain, portfolio_coverage, region_cost
from oracle.reading import read
from tests.plan.making import propose, situation_of

MOST = 8
"""Proposed actions in a case: every subset of them is tried."""
Pairs = tuple[tuple[str, str], ...]


def cases(folder: Path, seeds: range) -> Iterator[tuple[Scene, Situation, int]]:
    """Regions with one to eight candidates, and what all of these cost."""
    for seed in seeds:
        place = folder / str(seed)
        place.mkdir()
        names = propose(seed, place)
        data = read(place)
        for name in names:
            situation = situation_of(place, name)
            if 0 < len(situation.proposals) <= MOST:
                yield set_scene(data, name), situation, sum(proposal.cost for proposal in situation.proposals)


@pytest.mark.parametrize("start", range(0, 120, 12))
def test_choice_equals_and_core(start: int, tmp_path: Path) -> None:
    """Coverage, cost, the set itself, its equals and their core, for four envelopes."""
    tried = 0
    for scene, situation, total in cases(tmp_path, range(start, start + 12)):
        for cents in sorted({0, total // 3, total // 2, total}):
            value, cost, sets = allocate(scene, cents)
            asked = Asked((demands.envelope(situation, cents),))
            best = choose(situation, asked)
            assert best is not None and best.proven and best.settled
            assert best.funded.value == value
            assert abs(float(best.funded.value) - float(value)) <= 1e-9
            assert situation.cost(best.funded.choice) == cost
            # Among equals: the fewest actions, then the ids that come first.
            assert ids(situation, best.funded.choice) == min(sets, key=lambda chosen: (len(chosen), chosen))
            lean = {frozenset(one) for one in sets if not any(set(other) < set(one) for other in sets)}
            found = equals(situation, asked, best)
            assert found.complete
            assert {frozenset(ids(situation, choice)) for choice in found.choices} == lean
            assert frozenset(ids(situation, found.core)) == frozenset.intersection(*lean)
            tried += 1
    assert tried >= 50  # ten such runs: more than 500 cases


def subsets(scene: Scene, situation: Situation) -> Iterator[tuple[Pairs, Fraction, int]]:
    """Every subset with its value and its cost, by the oracle."""
    costs = {(c.id, a.id): region_cost(a) for c in scene.clusters for a in c.actions}
    candidates = sorted(proposal.ids for proposal in situation.proposals)
    for size in range(len(candidates) + 1):
        for chosen in combinations(candidates, size):
            yield chosen, gain(scene, set(chosen)), sum(costs[pair] for pair in chosen)


def keeps(scene: Scene, situation: Situation, demand: Demand, chosen: Pairs, value: Fraction) -> bool:
    """Whether a subset keeps to a demand, worked out with the oracle alone."""
    costs = {(c.id, a.id): region_cost(a) for c in scene.clusters for a in c.actions}
    if demand.kind in ("keep", "drop"):
        return (tuple(demand.subject.split("/")) in chosen) == (demand.kind == "keep")
    if demand.kind == "target":
        return value >= demand.bound
    if demand.kind == "floor":
        framework = scene.framework(demand.subject.partition(":")[0])
        node = demand.subject.partition(":")[2]
        seen = _with(scene, chosen)
        inside = framework.under[framework.fold[node]]
        return over(framework, inside, lambda leaf: portfolio_coverage(seen, framework, leaf)) >= demand.bound
    spent = sum(costs[pair] for pair in chosen if demand.kind == "envelope" or pair[0] == demand.subject)
    return spent >= demand.bound if demand.kind == "min" else spent <= demand.bound


def _with(scene: Scene, chosen: Pairs) -> Scene:
    """The scene once these proposed actions are planned."""
    from dataclasses import replace

    clusters = [
        replace(
            cluster,
            actions=tuple(
                replace(action, status="planned") if (cluster.id, action.id) in chosen else action
                for action in cluster.actions
            ),
        )
        for cluster in scene.clusters
    ]
    return replace(scene, clusters=clusters, memory={})


def some_demands(rng: Random, situation: Situation, total: int) -> list[Demand]:
    """An envelope or a target, and a few others at random, often at odds."""
    found = [
        demands.envelope(situation, rng.randrange(total + 1))
        if rng.random() < 0.6
        else demands.target(situation, Fraction(rng.randrange(101), 100))
    ]
    refs = [proposal.ref for proposal in situation.proposals]
    clusters = sorted({proposal.cluster.id for proposal in situation.proposals})
    for _ in range(rng.randint(0, 3)):
        kind = rng.choice(("keep", "drop", "min", "max", "floor", "floor"))
        if kind == "keep":
            found.append(demands.keep(situation, rng.choice(refs)))
        elif kind == "drop":
            found.append(demands.drop(situation, rng.choice(refs)))
        elif kind == "floor":
            framework = rng.choice(situation.setting.frameworks)
            node = rng.choice(list(framework.under))
            share = Fraction(rng.choice((1, 2, 4, 5, 8, 10)), 10)
            found.append(demands.floor(situation, framework, node, share))
        else:
            amount = rng.randrange(total + 1)
            found.append(demands.bound(situation, kind, rng.choice(clusters), amount))
    return found


@pytest.mark.parametrize(("start", "test"), [(5_000, "choice"), (5_012, "choice"), (5_100, "demands")])
def test_as_with_thousands(start: int, test: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The way that thousands of proposals take, cells being added up until it matters, leads to the same."""
    monkeypatch.setattr(search, "SMALL", 0)
    monkeypatch.setattr(search, "NEAR", 1)
    (test_choice_equals_and_core if test == "choice" else test_demands)(start, tmp_path)


@pytest.mark.parametrize("start", range(1_000, 1_040, 10))
def test_demands(start: int, tmp_path: Path) -> None:
    """With random demands: the best of what they allow, or an irreducible conflict."""
    met = clashed = 0
    for scene, situation, total in cases(tmp_path, range(start, start + 10)):
        every = list(subsets(scene, situation))
        rng = Random(start)
        for _ in range(4):
            asked = Asked(tuple(some_demands(rng, situation, total)))
            allowed = {
                id(demand): {
                    chosen for chosen, value, _ in every if keeps(scene, situation, demand, chosen, value)
                }
                for demand in asked.demands
            }
            common = set.intersection(*allowed.values())
            best = choose(situation, asked)
            if best is None:
                assert not common
                clash = [id(each.demand) for each in conflict(situation, asked)]
                assert not set.intersection(*(allowed[one] for one in clash))
                for one in clash:
                    rest = [allowed[other] for other in clash if other != one]
                    assert not rest or set.intersection(*rest)
                clashed += 1
                continue
            met += 1

            def order(item: tuple[Pairs, Fraction, int], asked: Asked = asked) -> tuple[Any, ...]:
                chosen, value, cost = item
                return (*((cost, -value) if asked.has_target else (-value, cost)), len(chosen), chosen)

            expected, value, cost = min((item for item in every if item[0] in common), key=order)
            assert ids(situation, best.funded.choice) == expected
            assert (best.funded.value, situation.cost(best.funded.choice)) == (value, cost)
    assert met >= 15
    assert clashed >= 3


@pytest.mark.parametrize("start", range(2_000, 2_012, 4))
def test_frontier_and_cursor(start: int, tmp_path: Path) -> None:
    """Every point of the frontier, its next step, and the best choice on every stretch of the cursor."""
    for scene, situation, total in cases(tmp_path, range(start, start + 4)):
        every = list(subsets(scene, situation))
        frontier: list[tuple[int, Fraction]] = []
        for cost, value in sorted((cost, -value) for _, value, cost in every):
            if not frontier or -value > frontier[-1][1]:
                frontier.append((cost, -value))
        asked = Asked((demands.envelope(situation, total // 2),))
        traced = trace(situation, asked, most=300)
        assert traced.complete
        assert [(point.cost, point.coverage) for point in traced.points] == frontier
        best = choose(situation, asked)
        assert best is not None
        better = [point for point in frontier if point[1] > best.funded.value + Fraction(1, 100_000)]
        step = next_step(situation, asked, best.funded)
        assert (None if step is None else (step.cost, step.coverage)) == (better[0] if better else None)
        along = along_cursor(situation, asked)
        if along is None:
            assert not scene.has_europe
            continue
        assert along.complete
        assert (along.stretches[0].start, along.stretches[-1].end) == (0, 1)
        for stretch in along.stretches:
            cursor = stretch.start + (stretch.end - stretch.start) * Fraction(2, 7)
            there = set_scene(scene.data, scene.region.id, str(cursor))
            _, _, sets = allocate(there, total // 2)
            assert ids(situation, stretch.funded.choice) == min(sets, key=lambda chosen: (len(chosen), chosen))


def test_funding_in_part(tmp_path: Path) -> None:
    """Actions funded in part: never below the best whole choice nor any choice in thirds, never beyond the envelope."""
    tried = 0
    for _, situation, total in cases(tmp_path, range(3_000, 3_020)):
        if len(situation.proposals) > 4:
            continue
        asked = Asked((demands.envelope(situation, total // 2),), partial=True)
        best = choose(situation, asked)
        assert best is not None and best.proven
        assert situation.cost(best.funded.choice) <= total // 2
        thirds = [Fraction(part, 3) for part in range(4)]
        for shares in product(thirds, repeat=len(situation.proposals)):
            choice = {index: share for index, share in enumerate(shares) if share}
            spent = sum(share * situation.proposals[index].cost for index, share in choice.items())
            if spent <= total // 2:
                # The funded choice is rounded to the cent: it may stay below its own optimum by that little.
                assert situation.fund(choice).value <= best.funded.value + Fraction(1, 10**6) + Fraction(
                    1, total or 1
                )
        tried += 1
    assert tried >= 8
