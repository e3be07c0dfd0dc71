"""The edges of the rules: what the examples of their pages don't show."""

from __future__ import annotations

from datetime import date

import pytest

from alignment.check import changes, periods, rulebook
from alignment.check.rule import run
from alignment.config import DataFolder
from alignment.kernel.bilingual import Bilingual
from alignment.model.dataset import Dataset
from alignment.pipeline.checking.run import Asked, check
from alignment.pipeline.loading import load
from tests.check.examples import Example, lay

POLE = "regions/exemple/clusters/pole.yaml"
REGION = "regions/exemple/region.yaml"
PRODUCE = "{srdeii:produire-proprement: principal}"


@pytest.fixture
def found(tmp_path):
    """The codes and lines that the council's profile finds in the workspace with these extracts, for some rules."""

    def find(rules: str, **extracts: str) -> list[tuple[str, int]]:
        files = {
            "pole": POLE,
            "region": REGION,
            "s3": "s3/exemple.yaml",
            "autre": "regions/exemple/clusters/autre.yaml",
        }
        folder = tmp_path / str(len(list(tmp_path.iterdir())))
        lay(folder, [Example(files[name], text, False) for name, text in extracts.items()])
        asked = Asked(data=str(folder), profile="council", select=(rules,), today=date(2026, 6, 1))
        return [(each.diagnostic.code, each.span.line) for each in check(asked).located]

    return find


def action(contributions: str, **more: str) -> str:
    """A roadmap's list of one action."""
    lines = [f"    {key}: {value}\n" for key, value in more.items()]
    return f"actions:\n  - id: a\n    title: A\n    contributions: {contributions}\n" + "".join(lines)


def test_principal_objectives_are_counted_where_they_are_scored(found):
    """Below the scored depth several objectives are one axis; two principal ones pass; frameworks are counted apart."""
    region = """srdeii:
  scored_depth: 1
  axes:
    - id: produire
      title: Produire
      objectives: [{id: p1, title: P1}, {id: p2, title: P2}, {id: p3, title: P3}]
"""
    three = "{srdeii:p1: principal, srdeii:p2: principal, srdeii:p3: principal}"
    assert found("AL307", region=region, pole=action(three)) == []
    assert found("AL307", region=region.replace("  scored_depth: 1\n", ""), pole=action(three)) == [("AL307", 9)]
    assert (
        found("AL307", pole=action("{s3:sante: principal, s3:numerique: principal, srdeii:innover: principal}"))
        == []
    )
    assert found("AL307", pole=action("{s3:sante: principal, s3:numerique: principal, s3:materiaux: none}")) == []


def test_an_axis_is_precise_where_nothing_below_it_is_scored(found):
    """A leaf, a branch at the scored depth and a priority examined in vain pass."""
    branch = action("{srdeii:produire: significant, srdeii:innover: principal}")
    assert [code for code, _ in found("AL308", pole=branch)] == ["AL308"]
    assert found("AL308", pole=action("{srdeii:produire: none, srdeii:innover: principal}")) == []
    region = """srdeii:
  scored_depth: 1
  axes:
    - {id: innover, title: Innover}
    - {id: produire, title: Produire, objectives: [{id: propre, title: Propre}]}
"""
    assert found("AL308", region=region, pole=branch) == []


def test_a_mandate_is_served_from_above_and_from_below(found):
    """What is declared on a branch reaches its leaves, and a leaf is part of its branch."""
    assert found("AL317", pole="mandate: [srdeii:produire]\n" + action(PRODUCE)) == []
    below = "mandate: [srdeii:produire-ici]\n"
    assert found("AL317", pole=below + action("{srdeii:produire: significant}")) == []
    assert found("AL317", pole=below + action(PRODUCE)) == [("AL317", 12)]


@pytest.mark.parametrize("status", ["proposed", "abandoned"])
def test_what_does_not_count_serves_no_mandate(status, found):
    """Neither a proposed action nor an abandoned one."""
    text = "mandate: [srdeii:innover]\n" + action("{srdeii:innover: principal}", status=status)
    assert found("AL317", pole=text) == [("AL317", 13)]


def test_an_action_that_meets_one_period_is_not_outside_every_period(found):
    """A day in common with a framework that it serves is enough; a period nobody gave tells nothing."""
    old = {"period": "2020/2022", "status": "completed"}
    assert found("AL309", pole="period: 2025/2026\n" + action("{srdeii:innover: principal}", **old)) == []
    assert found("AL301", pole="period: 2025/2026\n" + action("{srdeii:innover: principal}", **old)) == [
        ("AL301", 10)
    ]
    assert found("AL309", pole=action("{s3:sante: principal}", period="2001/2002", status="completed")) == []
    assert found("AL309", pole=action("{srdeii:innover: none}", period="2001/2002", status="completed")) == []


def budget(*amounts: int) -> str:
    """A roadmap whose one action has these budget lines."""
    lines = ", ".join(f"{{source: region, amount: {amount}}}" for amount in amounts)
    return action("{srdeii:innover: principal}", budget=f"[{lines}]")


def test_scales_are_judged_from_three_lines_on(found):
    """A thousand times the median of the others, or a thousandth of it; zeros are no scale."""
    assert found("AL311", pole=budget(100, 200_000)) == []
    assert found("AL311", pole=budget(80_000, 60_000, 70)) == [("AL311", 10)]
    assert found("AL311", pole=budget(80_000, 60_000, 71)) == []  # 70,000 / 71 is just below a thousand
    assert found("AL311", pole=budget(80_000, 60_000, 70_000_000)) == [("AL311", 10)]
    assert found("AL311", pole=budget(80_000, 60_000, 0, 0)) == []


def test_a_falling_indicator_passes_its_target_downwards(found):
    """The baseline says which way; reaching the target is not passing it."""

    def with_indicator(text: str) -> str:
        return action("{srdeii:innover: principal}", indicators=f"[{{title: I, {text}}}]")

    assert found("AL313", pole=with_indicator("baseline: 100, target: 60, value: 50")) == [("AL313", 10)]
    assert found("AL313", pole=with_indicator("baseline: 100, target: 60, value: 70")) == []
    assert found("AL313", pole=with_indicator("baseline: 0, target: 60, value: 60")) == []
    assert found("AL313", pole=with_indicator("baseline: 0, target: 60")) == []


def two(first: str, second: str, status: str = "planned") -> str:
    """A roadmap of two actions with these titles."""
    served = "contributions: {srdeii:innover: principal}"
    return f"actions:\n  - {{id: a, title: {first}, {served}}}\n  - {{id: b, title: {second}, status: {status}, {served}}}\n"


LONG = "Accompagner les petites et moyennes entreprises de la filière vers la décarbonation de leurs procédés"


def test_nearly_the_same_text(found):
    """The same words in another order, or a long text but for a word; a short one but for a word is another."""
    assert found("AL318", pole=two("Veille et prospective", "Prospective et veille")) == [("AL318", 8)]
    assert found("AL318", pole=two(LONG, LONG.replace("leurs", "ses"))) == [("AL318", 8)]
    assert found("AL318", pole=two("Domaine d’action « qualité »", "Domaine d’action « quantité »")) == []
    assert found("AL318", pole=two("Veille", "Veille", status="abandoned")) == []


OTHER = """alignment: roadmap/v1
id: autre
name: Autre
type: cluster
provenance: coded
actions:
  - id: {id}
    title: {title}
    status: {status}
    contributions: {{srdeii:innover: principal}}
    budget: [{{source: {source}, amount: {amount}}}]
"""


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({}, True),
        ({"id": "projet", "title": "Atelier, partagé"}, True),
        ({"title": "Tout autre projet"}, False),  # the same id is no sign: clusters choose theirs alone
        ({"amount": 100_001}, False),
        ({"source": "state"}, False),
        ({"amount": 0}, False),
        ({"status": "abandoned"}, False),
    ],
)
def test_the_same_money_is_the_same_amount_source_and_project(change, told, found):
    """The workspace's roadmap has 100,000 euros of the region for « Atelier partagé », id atelier."""
    values = {
        "id": "atelier",
        "title": "Atelier partagé",
        "status": "planned",
        "source": "region",
        "amount": 100_000,
    }
    assert bool(found("AL319", autre=OTHER.format(**values | change))) is told


def linked(text: str, tmp_path) -> Dataset:
    """The linked workspace with this roadmap."""
    return load(DataFolder(lay(tmp_path, [Example(POLE, text, False)]), Bilingual("", ""))).data


def test_an_id_changes_when_its_title_stays(tmp_path):
    """A new action, a lost one and a new title are no change of id; a cluster that is renamed in its file is one."""
    before = linked(two("Veille", "Atelier"), tmp_path / "a")

    def told(text: str) -> list[str]:
        after = linked(text, tmp_path / text[:40].replace("/", "-").replace("\n", " ") / str(len(text)))
        return [each.message.fr for each in run(changes.rules(before), after)]

    assert told(two("Veille", "Atelier")) == []
    assert told(two("Veille", "Atelier").replace("id: b", "id: c")) == [
        "L’identifiant «\u00a0b\u00a0» est devenu «\u00a0c\u00a0»."
    ]
    assert told(two("Veille", "Autre").replace("id: b", "id: c")) == []
    assert told(two("Veille", "Atelier partagé")) == []
    assert len(told("id: pole-2\n" + two("Veille", "Atelier"))) == 1
    assert changes.rules(None) == ()


def test_rules_see_the_day_they_are_given(tmp_path):
    """A period that ends on the day itself isn't over."""
    data = linked(
        action("{srdeii:innover: principal}", status="running", period="2025/2026-06-01"), tmp_path / "data"
    )
    assert run(periods.rules(date(2026, 6, 1)), data) == []
    assert [each.code for each in run(periods.rules(date(2026, 6, 2)), data)] == ["AL316"]


def test_hostile_sizes_cost_little(tmp_path):
    """Thousands of actions of the same text and money, in two clusters: every rule still ends."""
    line = "  - {{id: a{}, title: Même titre partout, contributions: {{srdeii:innover: principal}}, budget: [{{source: region, amount: 5}}]}}\n"
    actions = "actions:\n" + "".join(line.format(number) for number in range(2000))
    other = OTHER.partition("actions:")[0] + actions
    folder = lay(
        tmp_path / "data",
        [Example(POLE, actions, False), Example("regions/exemple/clusters/autre.yaml", other, False)],
    )
    data = load(DataFolder(folder, Bilingual("", ""))).data
    codes = [each.code for each in run(rulebook.rules(date(2026, 6, 1)), data)]
    assert codes.count("AL318") == 2 * 299
    assert codes.count("AL319") == 2000
