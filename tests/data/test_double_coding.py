"""The published agreement of two coders is what their two files give, and every disagreement has its decision."""

from __future__ import annotations

import copy
import importlib
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
CODING = ROOT / "docs" / "coding"


@pytest.fixture
def double_coding(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    return importlib.import_module("double_coding")


def pairs(*groups: tuple[int, str, str]) -> list[dict[str, str]]:
    return [{"first": first, "second": second} for times, first, second in groups for _ in range(times)]


def test_measures_worked_by_hand(double_coding):
    """Ten pairs: seven agree. First coder: 4 none, 4 principal, 2 significant; second: 6, 3, 1.

    Chance gives (4 x 6 + 4 x 3 + 2 x 1) / 100 = 0.38; kappa = (0.7 - 0.38) / (1 - 0.38) = 16/31. Six pairs are marked:
    three at the same level, four on the same priority.
    """
    found = double_coding.measures(
        pairs((4, "none", "none"), (3, "principal", "principal"), (2, "significant", "none"))
        + pairs((1, "principal", "significant"))
    )
    assert found == {
        "pairs": 10,
        "agreement": pytest.approx(0.7),
        "kappa": pytest.approx(16 / 31),
        "marked_pairs": 6,
        "marked_agreement": pytest.approx(3 / 6),
        "marked_target_agreement": pytest.approx(4 / 6),
    }


def questionnaire(codes: dict[str, str]) -> dict[str, Any]:
    priorities = ["srdeii:a", "srdeii:b", "s3:c", "horizon-europe:d"]
    return {
        "regions": {"r": {reference: reference.upper() for reference in priorities}},
        "actions": [{"action": "cluster/one", "region": "r", "codes": codes}],
    }


def test_a_priority_without_a_code_is_one_that_is_not_served(double_coding):
    first = questionnaire(
        {"srdeii:a": "principal", "srdeii:b": "none", "s3:c": "significant", "horizon-europe:d": "none"}
    )
    second = questionnaire({"srdeii:a": "significant", "s3:c": "significant", "horizon-europe:d": "principal"})
    found = double_coding.agreement(first, second)
    assert (found["actions"], found["contributions"], found["pairs"], found["marked_pairs"]) == (1, 2, 4, 3)
    assert found["frameworks"]["srdeii"]["agreement"] == 0.5
    assert found["frameworks"]["s3"]["kappa"] is None, "one level for both coders: nothing to tell from chance"
    assert [(case["priority"], case["first"], case["second"]) for case in found["disagreements"]] == [
        ("srdeii:a", "principal", "significant"),
        ("horizon-europe:d", "none", "principal"),
    ]


def test_answers_to_two_questionnaires_are_not_compared(double_coding):
    first = questionnaire({})
    other_action, other_priorities = copy.deepcopy(first), copy.deepcopy(first)
    other_action["actions"][0]["action"] = "cluster/two"
    del other_priorities["regions"]["r"]["s3:c"]
    for second in (other_action, other_priorities):
        with pytest.raises(SystemExit, match="same questionnaire"):
            double_coding.agreement(first, second)


def test_freezing_takes_the_codes_of_the_home_region_and_of_europe(double_coding, tmp_path: Path):
    region = tmp_path / "regions" / "r"
    (region / "clusters").mkdir(parents=True)
    (region / "region.yaml").write_text(
        "alignment: region/v1\nid: r\nname: R\nsrdeii:\n  title: T\n  period: 2022/2028\n"
        "  axes: [{id: a, title: A}, {id: b, title: B}]\n",
        "utf-8",
    )
    (region / "clusters" / "c.yaml").write_text(
        "alignment: roadmap/v1\nid: c\nname: C\ntype: cluster\nprovenance: coded\nactions:\n  - id: one\n    title: One\n"
        "    contributions: {srdeii:a: principal, srdeii:b: none, elsewhere/srdeii:x: significant}\n",
        "utf-8",
    )
    asked = {"regions": {"r": {}}, "actions": [{"action": "c/one", "region": "r", "codes": {}}]}
    filled = double_coding.freeze(double_coding.load(tmp_path), asked)
    assert filled["actions"][0]["codes"] == {"srdeii:a": "principal", "srdeii:b": "none"}
    assert asked["actions"][0]["codes"] == {}


def decisions() -> list[list[str]]:
    """The rows of the table of decisions: action, priority, both levels, the level kept, the reason."""
    text = (CODING / "disagreements.md").read_text("utf-8")
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if "/" in line[:80]
    ]
    return [row for row in rows if len(row) == 6]


def test_every_disagreement_is_settled_once_with_a_reason(double_coding):
    found = double_coding.agreement(
        double_coding.read(CODING / "first-coding.json"), double_coding.read(CODING / "second-coding.json")
    )
    settled = decisions()
    assert sorted(row[:4] for row in settled) == sorted(list(case.values()) for case in found["disagreements"])
    assert {row[4] for row in settled} <= set(double_coding.LEVELS)
    assert all(row[5] for row in settled)


def test_the_data_card_publishes_these_figures(double_coding):
    generated = importlib.import_module("generated")
    assert generated.coding() in (ROOT / "docs" / "data.md").read_text("utf-8")
