"""The ways announced to meet a requirement do meet it when they are taken and the region is scored again."""

from __future__ import annotations

import copy
from dataclasses import replace
from fractions import Fraction
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from alignment.model.steering import Requirement, Steering
from alignment.model.strategy import Region
from alignment.score.region import RegionScore, score_region
from alignment.score.remedy import Dedicated, Finish, Refocus, remedy
from alignment.score.requirements import Judgement
from tests.score.test_laws import scored, worlds

BOUNDS = st.sampled_from(["0.1", "0.35", "0.5", "0.8", "1"])


def judged(world: dict[str, Any], asked: dict[str, Any]) -> tuple[RegionScore, Judgement]:
    """The world scored with one requirement, and its judgement on the first cluster."""
    score = scored(world)
    requirement = Requirement.read({"id": "r", **asked})
    steering = Steering(requirements=(requirement,))
    region = Region(**{**vars(score.setting.region), "steering": steering})
    score = score_region(replace(score.setting, region=region))
    return score, next(each for each in score.requirements if each.cluster == "c0")


def way(score: RegionScore, judgement: Judgement) -> Any:
    """The way announced for the first cluster."""
    covered = next(each for each in score.clusters if each.cluster.id == "c0")
    return remedy(judgement, score.setting, covered, score.funding)


def least(metric: str, bound: str, **more: str) -> dict[str, Any]:
    """A requirement with a lower bound."""
    from decimal import Decimal

    return {"metric": metric, "at_least": Decimal(bound), **more}


@settings(max_examples=40, deadline=None)
@given(worlds(), BOUNDS, st.sampled_from(["coverage", "alignment"]))
def test_dedicated_actions_are_enough_and_none_is_spare(world, bound, metric):
    """Add them: the value is the one announced, and the bound holds; one less and it doesn't."""
    asked = least(metric, bound, **({"framework": "srdeii"} if metric == "coverage" else {}))
    score, judgement = judged(world, asked)
    found = way(score, judgement)
    assert (found is None) == bool(judgement.met)
    assume(found is not None)
    assert isinstance(found, Dedicated)
    for taken in (len(found.steps), len(found.steps) - 1):
        changed = copy.deepcopy(world)
        changed["clusters"][0] += [
            {
                "id": f"dedicated{n}",
                "title": "T",
                "contributions": {f"{framework.id}:{leaf}": "principal" for framework, leaf in leaves},
            }
            for n, (leaves, _) in enumerate(found.steps[:taken])
        ]
        _, after = judged(changed, asked)
        assert after.met is (taken == len(found.steps))
        assert after.value == (found.steps[taken - 1][1] if taken else judgement.value)


@settings(max_examples=40, deadline=None)
@given(worlds(), BOUNDS, st.sampled_from(["focus", "articulation"]))
def test_new_actions_are_enough_and_none_is_spare(world, bound, metric):
    """Add that many principal on both sides: the bound holds; one less and it doesn't."""
    asked = least(metric, bound, **({"framework": "s3"} if metric == "focus" else {}))
    score, judgement = judged(world, asked)
    found = way(score, judgement)
    assume(found is not None)
    assert isinstance(found, Refocus)
    assert (found.new is None) == (Fraction(bound) == 1)
    assume(found.new is not None)
    for taken in (found.new, found.new - 1):
        changed = copy.deepcopy(world)
        nodes = {
            f"srdeii:{world['axes'][0]['id']}": "principal",
            f"s3:{world['priorities'][0]['id']}": "principal",
        }
        changed["clusters"][0] += [{"id": f"new{n}", "title": "T", "contributions": nodes} for n in range(taken)]
        _, after = judged(changed, asked)
        assert after.met is (taken == found.new)


@settings(max_examples=40, deadline=None)
@given(worlds(), BOUNDS)
def test_completing_actions_is_enough_or_said_not_to_be(world, bound):
    """Complete those named: the value is the one announced; the ceiling is that of all actions completed."""
    asked = least("delivered", bound, framework="srdeii")
    score, judgement = judged(world, asked)
    found = way(score, judgement)
    assume(found is not None)
    assert isinstance(found, Finish)
    changed = copy.deepcopy(world)
    for scored_action, _ in found.steps:
        changed["clusters"][0][scored_action.index]["status"] = "completed"
    _, after = judged(changed, asked)
    assert after.value == (found.steps[-1][1] if found.steps else judgement.value)
    assert bool(after.met) == (found.ceiling >= Fraction(bound))
    for action in changed["clusters"][0]:
        if action["status"] in ("planned", "running"):
            action["status"] = "completed"
    assert judged(changed, asked)[1].value == found.ceiling
