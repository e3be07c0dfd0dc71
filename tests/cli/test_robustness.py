"""`alignment robustness`: bytes that a seed gives again, words before figures, options that are refused aloud."""

from __future__ import annotations

import sys

import pytest

TWO = """
=== regions/r/region.yaml
alignment: region/v1
id: r
name: R
srdeii:
  axes: [{id: p, title: P}, {id: q, title: Q}]
=== regions/r/clusters/a.yaml
alignment: roadmap/v1
id: a
name: Pôle A
type: pole
provenance: coded
actions:
  - {id: x, title: X, contributions: {srdeii:p: principal}}
  - {id: y, title: Y, contributions: {srdeii:q: significant}}
=== regions/r/clusters/b.yaml
alignment: roadmap/v1
id: b
name: Pôle B
type: pole
provenance: coded
actions: [{id: x, title: X, contributions: {srdeii:q: significant}}]
"""


def test_a_seed_gives_the_same_bytes_again_and_another_does_not(workspace, alignment):
    """JSON of two runs of one seed, then of another."""
    folder = workspace(TWO)
    arguments = ("robustness", "r", "--draws", "200", "--format", "json", "--data", folder, "--seed")
    first = alignment(*arguments, "5")
    assert first.out == alignment(*arguments, "5").out
    assert first.json["clusters"] != alignment(*arguments, "6").json["clusters"]


def test_the_stated_result_stands_beside_the_draws(workspace, alignment):
    """A: 1/2 + 0.4/2 = 70 %, B: 20 %. A has all that B has, and more: it is above in every draw."""
    folder = workspace(TWO)
    value = alignment("robustness", "r", "--format", "json", "--data", folder).json
    assert [(c["id"], c["rank"], c["alignment"]) for c in value["clusters"]] == [("a", 1, 0.7), ("b", 2, 0.2)]
    assert value["above"] == {"a": {"b": 1.0}, "b": {"a": 0.0}}
    assert value["varied"]["weight_groups"] == 1
    text = alignment("robustness", "r", "--draws", "50", "--seed", "9", "--data", folder).text.replace(
        "\u00a0", " "
    )
    assert "Sur 50 tirages (graine 9), part de ceux où chacun vient en tête : Pôle A (100 %)." in text
    assert "L’ordre est sûr (au moins 95 % des tirages) pour 1 paire de clusters sur 1." in text
    assert "le curseur (de" not in text  # no European side: nothing depends on it


@pytest.mark.parametrize(
    ("option", "value"), [("--draws", "0"), ("--draws", "100001"), ("--seed", "-1"), ("--draws", "dix")]
)
def test_an_option_out_of_range_is_refused(workspace, alignment, option, value):
    """No figure is better than one from a number of draws that nobody asked for."""
    result = alignment("robustness", "r", option, value, "--data", workspace(TWO))
    assert (result.code, result.out) == (2, "")
    assert option in result.err


def test_without_numpy_a_sentence_says_what_to_install(workspace, alignment, monkeypatch):
    """The extra is named; nothing else is said or shown."""
    monkeypatch.setitem(sys.modules, "numpy", None)
    result = alignment("robustness", "r", "--data", workspace(TWO))
    assert (result.code, result.out) == (2, "")
    assert 'pip install "alignment[stats]"' in result.err


def test_a_region_without_cluster_has_a_sentence(workspace, alignment):
    """Nothing to draw for."""
    folder = workspace(TWO[: TWO.index("=== regions/r/clusters/a.yaml")])
    assert "Aucune feuille de route" in alignment("robustness", "r", "--data", folder).text
