"""Explanations add up to the score on random data, and the effects announced are those that a new score finds."""

from __future__ import annotations

import copy
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from alignment.score.explain import Origin, explain, lack, origins
from tests.score.test_laws import scored, worlds

ZERO = Fraction(0)


@settings(max_examples=60, deadline=None)
@given(worlds())
def test_sums_are_the_score(world):
    """Weight times best contribution, summed: coverage of frameworks and branches, and through them the alignment."""
    score = scored(world)
    for covered in score.clusters:
        alignment = ZERO
        for framework in score.setting.frameworks:
            on_framework = covered.frameworks[framework.id]
            found = explain(covered, score.setting, framework)
            assert sum(term.weight for term in found.terms) == 1
            assert sum(term.weight * term.coverage for term in found.terms) == on_framework.coverage
            alignment += found.omega * found.coverage
            for placed in framework.kept:
                leaves = framework.leaves_under([placed.node.id])
                branch = explain(covered, score.setting, framework, leaves)
                assert branch.coverage == framework.mean(on_framework.by_leaf, leaves)
            for term in found.terms:
                cell = on_framework.cells.get(term.leaf.id)
                assert (term.best.scored.action.id if term.best else None) == (cell.best_action if cell else None)
                assert sum((support.contribution for support in term.supports), ZERO) == (
                    cell.depth if cell else 0
                )
        assert alignment == covered.alignment


@settings(max_examples=60, deadline=None)
@given(worlds())
def test_origins_make_the_contribution_and_cents_the_attribution(world):
    """What each node receives and passes on adds up to m(a,p), at most 1; cents to the cluster's attribution."""
    score = scored(world)
    for covered in score.clusters:
        for framework in score.setting.frameworks:
            reached: dict[str, int] = {}
            for term in explain(covered, score.setting, framework).terms:
                for support in term.supports:
                    total = sum((origin.received * origin.share for origin in support.origins), ZERO)
                    assert min(Fraction(1), total) == support.contribution
                    assert (support.cents is None) == (support.scored.action.budget_cents is None)
                    reached[term.leaf.id] = reached.get(term.leaf.id, 0) + (support.cents or 0)
            known = score.funding.cluster_by_framework[covered.cluster.id, framework.id].by_leaf
            assert {leaf: cents for leaf, cents in reached.items() if cents} == {
                leaf: cents for leaf, cents in known.items() if cents
            }


@settings(max_examples=40, deadline=None)
@given(worlds(), st.data())
def test_the_effect_of_a_dedicated_action_is_what_a_new_score_finds(world, data):
    """Add the action, score again: same coverage of the node and of the framework, same alignment."""
    score = scored(world)
    covered = data.draw(st.sampled_from(score.clusters))
    framework = data.draw(st.sampled_from(score.setting.frameworks))
    node = data.draw(st.sampled_from([placed.node.id for placed in framework.kept]))
    found = lack(covered, score.setting, framework, node).dedicated

    changed = copy.deepcopy(world)
    index = int(covered.cluster.id[1:])
    dedicated = {"id": "dedicated", "title": "T", "contributions": {f"{framework.id}:{node}": "principal"}}
    changed["clusters"][index].append(dedicated)
    after = next(each for each in scored(changed).clusters if each.cluster.id == covered.cluster.id)
    assert found.alignment == after.alignment
    assert found.framework == after.frameworks[framework.id].coverage
    assert found.node == framework.mean(after.frameworks[framework.id].by_leaf, framework.leaves_under([node]))


@settings(max_examples=40, deadline=None)
@given(worlds())
def test_the_effect_of_a_proposed_action_is_what_a_new_score_finds(world):
    """Plan it, score again: same alignment."""
    score = scored(world)
    checked = 0
    for covered in score.clusters:
        for framework in score.setting.frameworks:
            for leaf in framework.weights:
                for proposed, effect in lack(covered, score.setting, framework, leaf).proposed:
                    changed = copy.deepcopy(world)
                    changed["clusters"][int(covered.cluster.id[1:])][proposed.index]["status"] = "planned"
                    again = scored(changed)
                    after = next(each for each in again.clusters if each.cluster.id == covered.cluster.id)
                    assert effect.alignment == after.alignment
                    assert effect.framework == after.frameworks[framework.id].coverage
                    checked += 1
    assume(checked)


TWO_WAYS = {
    "axes": [
        {
            "id": "p0",
            "title": "T",
            "weight": 1,
            "objectives": [{"id": "p0-0", "title": "T", "weight": 3}, {"id": "p0-1", "title": "T", "weight": 1}],
        },
        {"id": "p1", "title": "T", "weight": 1, "objectives": []},
    ],
    "priorities": [{"id": "q0", "title": "T", "weight": 1, "objectives": []}],
    "clusters": [
        [
            {
                "id": "a0",
                "title": "T",
                "contributions": {
                    "srdeii:p0": "principal",
                    "srdeii:p0-0": "principal",
                    "srdeii:p1": "significant",
                },
            }
        ]
    ],
}


def test_a_branch_and_its_leaf_both_named():
    """Two principal nodes: 1/2 each. The leaf gets its own half and 3/4 of the branch's: 1/2 + 3/8 = 7/8.

    The significant one is held to 0.4 (1/k_S = 1, 1/k_P = 1/2).
    """
    score = scored(TWO_WAYS)
    (covered,) = score.clusters
    framework = score.setting.frameworks[0]
    (action,) = covered.cluster.counting
    half = Fraction(1, 2)
    assert origins(action, framework, "p0-0", Fraction(2, 5)) == (
        Origin("p0", "principal", half, Fraction(3, 4), 2, 1),
        Origin("p0-0", "principal", half, Fraction(1), 2, 1),
    )
    assert origins(action, framework, "p1", Fraction(2, 5)) == (
        Origin("p1", "significant", Fraction(2, 5), Fraction(1), 2, 1),
    )
    by_leaf = {term.leaf.id: term.coverage for term in explain(covered, score.setting, framework).terms}
    assert by_leaf == {"p0-0": Fraction(7, 8), "p0-1": Fraction(1, 8), "p1": Fraction(2, 5)}


@pytest.mark.parametrize(("node", "expected"), [("p0-1", ["p0-0"]), ("p1", ["p0-0", "p0-1"]), ("p0", ["p1"])])
def test_the_nearest_contributions_are_those_of_the_smallest_branch(node, expected):
    """First beside the node under its parent, else in the whole framework; best first."""
    score = scored(TWO_WAYS)
    (covered,) = score.clusters
    found = lack(covered, score.setting, score.setting.frameworks[0], node)
    assert [term.leaf.id for term in found.nearest] == expected
