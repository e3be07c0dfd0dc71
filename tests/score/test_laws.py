"""What holds for every score, whatever the data: bounds, monotony, indifference to copies and order, sums."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from alignment.model.linking import link
from alignment.model.roadmap import Roadmap
from alignment.model.strategy import S3, Region
from alignment.report.json_v1 import score_v1
from alignment.score.region import RegionScore, score_region
from alignment.score.setting import prepare

LEVELS = st.sampled_from(["principal", "significant", "none"])
WEIGHTS = st.sampled_from([1, 2, 3, 5, 7])


@st.composite
def trees(draw: st.DrawFn, prefix: str) -> list[dict[str, Any]]:
    """One to four axes, some with objectives."""
    axes = []
    for index in range(draw(st.integers(1, 4))):
        axis: dict[str, Any] = {"id": f"{prefix}{index}", "title": "T", "weight": draw(WEIGHTS)}
        below = draw(st.integers(0, 3))
        axis["objectives"] = [
            {"id": f"{prefix}{index}-{n}", "title": "T", "weight": draw(WEIGHTS)} for n in range(below)
        ]
        axes.append(axis)
    return axes


def nodes(axes: list[dict[str, Any]]) -> list[str]:
    """Every node id."""
    return [node["id"] for axis in axes for node in (axis, *axis["objectives"])]


@st.composite
def actions(draw: st.DrawFn, names: list[str], index: int) -> dict[str, Any]:
    """One action with contributions and perhaps a budget."""
    chosen = draw(st.lists(st.sampled_from(names), unique=True, max_size=5))
    action: dict[str, Any] = {
        "id": f"a{index}",
        "title": "T",
        "status": draw(st.sampled_from(["planned", "running", "completed", "proposed", "abandoned"])),
        "contributions": {name: draw(LEVELS) for name in chosen},
    }
    if draw(st.booleans()):
        sources = st.sampled_from(["region", "state", "private"])
        lines = draw(st.lists(st.tuples(sources, st.integers(0, 1000)), min_size=1, max_size=3))
        action["budget"] = [{"source": source, "amount": amount} for source, amount in lines]
    return action


@st.composite
def worlds(draw: st.DrawFn) -> dict[str, Any]:
    """A region, its S3, and one to four clusters."""
    axes, priorities = draw(trees("p")), draw(trees("q"))
    names = [f"srdeii:{name}" for name in nodes(axes)] + [f"s3:{name}" for name in nodes(priorities)]
    clusters = [
        [draw(actions(names, index)) for index in range(draw(st.integers(0, 4)))]
        for _ in range(draw(st.integers(1, 4)))
    ]
    return {"axes": axes, "priorities": priorities, "clusters": clusters}


def scored(world: dict[str, Any], reverse: bool = False) -> RegionScore:
    """Score a world; `reverse` gives its files and clusters in the opposite order."""
    models: dict[str, Any] = {
        "regions/r/region.yaml": Region.read(
            {"alignment": "region/v1", "id": "r", "name": "R", "srdeii": {"axes": world["axes"]}}
        ),
        "s3/r.yaml": S3.read(
            {"alignment": "s3/v1", "region": "r", "title": "S", "priorities": world["priorities"]}
        ),
    }
    for index, roadmap in enumerate(world["clusters"]):
        # Reversed, file names run against cluster ids.
        place = 9 - index if reverse else index
        models[f"regions/r/clusters/f{place}.yaml"] = Roadmap.read(
            {
                "alignment": "roadmap/v1",
                "id": f"c{index}",
                "name": "C",
                "type": "pole",
                "provenance": "illustrative",
                "actions": roadmap,
            }
        )
    items = reversed(models.items()) if reverse else iter(models.items())
    return score_region(prepare(link(dict(items), frozenset()), "r"))


@settings(max_examples=60, deadline=None)
@given(worlds())
def test_bounds_weights_and_cents(world):
    """Shares stay within 0 and 1, leaf weights sum to 1, every budget is cut without losing a cent."""
    score = scored(world)
    for framework in score.frameworks:
        assert sum(framework.framework.weights.values()) == 1
        assert 0 <= framework.delivered <= framework.coverage <= 1
    for cluster in score.clusters:
        assert 0 <= cluster.alignment <= 1
        assert cluster.articulation is None or 0 <= cluster.articulation <= 1
        assert (cluster.articulation is None) == (not cluster.cluster.counting)
        for each in cluster.frameworks.values():
            assert 0 <= each.delivered <= each.coverage <= 1
            assert (each.focus is None) == (not cluster.cluster.counting)
            assert all(0 < cell.coverage <= 1 and cell.coverage <= cell.depth for cell in each.cells.values())
    known = sum(score.funding.purse.secured.values()) + sum(score.funding.purse.unsecured.values())
    for attribution in score.funding.by_framework.values():
        assert attribution.attributed + attribution.unattributed == known


@settings(max_examples=40, deadline=None)
@given(worlds(), st.data())
def test_adding_an_action_never_lowers_a_coverage(world, data):
    """The best action counts, so one more can only add."""
    before = scored(world)
    names = [f"srdeii:{name}" for name in nodes(world["axes"])] + [
        f"s3:{name}" for name in nodes(world["priorities"])
    ]
    world["clusters"][0].append(data.draw(actions(names, 99)))
    after = scored(world)
    then = {cluster.cluster.id: cluster for cluster in before.clusters}
    for cluster in after.clusters:
        assert cluster.alignment >= then[cluster.cluster.id].alignment
    for old, new in zip(before.priorities, after.priorities, strict=True):
        assert new.coverage >= old.coverage
        assert new.strength >= old.strength


@settings(max_examples=40, deadline=None)
@given(worlds(), st.integers(2, 5))
def test_copies_of_an_action_change_no_coverage(world, copies):
    """An action replaced by n of the same, its budget shared among them: coverage and alignment stay."""
    before = scored(world)
    for roadmap in world["clusters"]:
        for action in list(roadmap)[:1]:
            split = dict(action)
            split.pop("budget", None)
            roadmap[:1] = [{**split, "id": f"copy{n}"} for n in range(copies)]
    after = scored(world)
    assert [c.cluster.id for c in after.clusters] == [c.cluster.id for c in before.clusters]
    for old, new in zip(before.clusters, after.clusters, strict=True):
        assert new.alignment == old.alignment
        for name, each in new.frameworks.items():
            assert each.by_leaf == old.frameworks[name].by_leaf
            assert each.delivered == old.frameworks[name].delivered
    assert [p.state for p in after.priorities] == [p.state for p in before.priorities]


@settings(max_examples=40, deadline=None)
@given(worlds())
def test_order_of_files_is_indifferent(world):
    """The whole result, to the last bit, does not depend on the order in which files come."""
    assert score_v1(scored(world), "") == score_v1(scored(world, reverse=True), "")


@settings(max_examples=40, deadline=None)
@given(worlds(), st.integers(2, 10))
def test_weights_normalise(world, factor):
    """Multiplying the weights of all axes by one number changes nothing."""
    before = scored(world)
    for axis in world["axes"]:
        axis["weight"] *= factor
    after = scored(world)
    assert [c.alignment for c in after.clusters] == [c.alignment for c in before.clusters]


@settings(max_examples=40, deadline=None)
@given(worlds())
def test_intervals_cover_the_cursor(world):
    """Ranking intervals join end to end from 0 to 1, each cluster's rank shares sum to 1, margins fit the cursor."""
    analysis = scored(world).cursor
    ends = [(interval.start, interval.end) for interval in analysis.intervals]
    assert ends[0][0] == 0
    assert ends[-1][1] == 1
    assert all(first[1] == second[0] for first, second in pairwise(ends))
    assert all(sum(spent.values()) == 1 for spent in (analysis.rank_shares or {}).values())
    below, above = analysis.stability or (None, None)
    assert below is not None and above is not None
    assert 0 <= below <= Fraction(1, 2) and 0 <= above <= Fraction(1, 2)
