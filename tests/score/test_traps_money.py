"""Ways in which tools of this kind have misled their readers about money, each kept out by a test."""

from __future__ import annotations

from hypothesis import given, settings

from alignment.score.funding import overlaps
from tests.score.test_laws import scored, worlds

HEAD = """
=== regions/r/region.yaml
alignment: region/v1
id: r
name: R
srdeii:
  axes: [{id: p, title: P}, {id: q, title: Q}]
=== s3/r.yaml
alignment: s3/v1
region: r
title: S3
priorities: [{id: s, title: S}, {id: t, title: T}]
"""


def _roadmap(name: str, *actions: str) -> str:
    listed = "\n".join(f"  - {{id: a{index}, title: T, {action}}}" for index, action in enumerate(actions))
    head = f"=== regions/r/clusters/{name}.yaml\nalignment: roadmap/v1\nid: {name}\nname: {name}\n"
    return f"{head}type: pole\nprovenance: illustrative\nactions:\n{listed}\n"


def _money(alignment, folder):
    return alignment("money", "r", "--format", "json", "--data", folder).json


def test_money_is_not_counted_in_full_under_each_priority(workspace, alignment):
    """An action that claims every priority of both frameworks still has 1 EUR in each, not 2."""
    claims = "srdeii:p: principal, srdeii:q: principal, s3:s: principal, s3:t: significant"
    action = f"contributions: {{{claims}}}, budget: [{{source: state, amount: 1}}]"
    money = _money(alignment, workspace(HEAD + _roadmap("c", action)))
    for framework in money["frameworks"]:
        assert sum(p["attributed_cents"] for p in framework["priorities"]) == 100
        assert framework["attributed_cents"] + framework["unattributed_cents"] == money["budget_cents"] == 100


@settings(max_examples=40, deadline=None)
@given(world=worlds())
def test_no_view_of_the_money_exceeds_it_and_no_overlap_exceeds_either(world):
    """Attributed and unattributed sum to the sources; two clusters never share more than the poorer one has."""
    score = scored(world)
    total = score.funding.purse.total or 0
    assert total == sum(purse.total or 0 for purse in score.funding.by_cluster.values())
    for view in score.funding.by_framework.values():
        assert view.attributed + view.unattributed == total
    for overlap in overlaps(score.setting, score.funding):
        each = [
            score.funding.cluster_by_framework[cluster, overlap.framework.id].attributed
            for cluster in overlap.clusters
        ]
        assert 0 < overlap.cents <= min(each)


def test_zero_missing_and_not_examined_differ(workspace, alignment):
    """A known zero is a budget, no line is unknown, and an action that serves nothing leaves its money aside."""
    zero = "contributions: {srdeii:p: principal}, budget: [{source: state, amount: 0}]"
    missing = "contributions: {srdeii:p: principal}"
    aside = "budget: [{source: state, amount: 1}]"
    text = HEAD + _roadmap("zero", zero) + _roadmap("missing", missing) + _roadmap("aside", aside)
    money = _money(alignment, workspace(text))
    known = {c["id"]: (c["budget_cents"], c["actions_without_budget"]) for c in money["clusters"]}
    assert known == {"aside": (100, 0), "missing": (None, 1), "zero": (0, 0)}
    assert [f["attributed_cents"] for f in money["frameworks"]] == [0, 0]
    assert [f["balance_index"] for f in money["frameworks"]] == [None, None]
    screen = alignment("money", "r", "--data", workspace(text)).text.replace("\u00a0", " ")
    assert "zero 0 € – 0 € – 1 0" in screen
    assert "missing – – – – 1 1" in screen


def test_a_zero_budget_alone_is_known_money(workspace, alignment):
    """0 EUR known for one action: a total of zero, no share of it, and no percentile."""
    zero = "contributions: {srdeii:p: principal}, budget: [{source: state, amount: 0}]"
    folder = workspace(HEAD + _roadmap("zero", zero))
    money = _money(alignment, folder)
    assert (money["budget_cents"], money["leverage"]) == (0, None)
    assert [f["chance_percentile"] for f in money["frameworks"]] == [None, None]
    assert "0 € connus pour la seule action" in alignment("money", "r", "--data", folder).text.replace(
        "\u00a0", " "
    )


def test_an_empty_set_has_no_figure(workspace, alignment):
    """Without a cluster nothing is known, neither 0 nor 100 %."""
    money = _money(alignment, workspace(HEAD))
    assert (money["budget_cents"], money["leverage"], money["overlaps"]) == (None, None, [])
    assert [f["balance_index"] for f in money["frameworks"]] == [None, None]


def test_clusters_on_disjoint_priorities_do_not_overlap(workspace, alignment):
    """A score that cannot tell a match from a mismatch would find something here."""
    on_p = "contributions: {srdeii:p: principal}, budget: [{source: state, amount: 5}]"
    on_q = "contributions: {srdeii:q: principal}, budget: [{source: state, amount: 5}]"
    assert _money(alignment, workspace(HEAD + _roadmap("c", on_p) + _roadmap("d", on_q)))["overlaps"] == []


def test_cutting_an_action_moves_no_money(workspace, alignment):
    """One action of 6 EUR, or three copies of 2 EUR: the same cents on the same priorities, the same overlaps."""
    claims = "contributions: {srdeii:p: principal, srdeii:q: significant}"
    other = _roadmap("d", f"{claims}, budget: [{{source: state, amount: 3.5}}]")
    whole = _roadmap("c", f"{claims}, budget: [{{source: state, amount: 21}}]")
    cut = _roadmap("c", *[f"{claims}, budget: [{{source: state, amount: 7}}]"] * 3)
    one = _money(alignment, workspace(HEAD + whole + other))
    three = _money(alignment, workspace(HEAD + cut + other))
    assert one["overlaps"] == three["overlaps"] != []
    for before, after in zip(one["frameworks"], three["frameworks"], strict=True):
        assert before["priorities"] == after["priorities"]


def test_the_name_and_order_of_files_change_nothing(workspace, alignment):
    """The same roadmaps under other file names: the same figures, chance included."""
    first = _roadmap("c", "contributions: {srdeii:p: principal}, budget: [{source: state, amount: 5}]")
    second = _roadmap("d", "contributions: {srdeii:q: significant}, budget: [{source: erdf, amount: 3}]")
    money = _money(alignment, workspace(HEAD + first + second))
    folder = workspace("")
    for old, new in (("c", "zz"), ("d", "aa")):
        (folder / f"regions/r/clusters/{old}.yaml").rename(folder / f"regions/r/clusters/{new}.yaml")
    assert _money(alignment, folder) == money


def test_the_scenario_in_use_is_on_the_screen(workspace, alignment):
    """Figures under other weights say whose weights they are."""
    text = HEAD.replace(
        "=== s3", "steering: {scenarios: [{id: x, title: Autre pesée, weights: {srdeii:p: 9}}]}\n=== s3"
    )
    assert "Autre pesée" in alignment("money", "r", "--scenario", "x", "--data", workspace(text)).text


def test_an_option_without_effect_is_refused(workspace, alignment):
    """The cursor changes nothing to money, so `money` has none."""
    result = alignment("money", "r", "--cursor", "0.3", "--data", workspace(HEAD))
    assert result.code == 2
    assert "--cursor" in result.err
