"""`alignment scenarios`: settings side by side and the cursor, worked out by hand. Method, section 4."""

from __future__ import annotations

import csv
import io

import pytest

REGION = """
=== regions/r/region.yaml
alignment: region/v1
id: r
name: R
srdeii:
  axes:
    - {id: a1, title: T}
    - {id: a2, title: T}
    - {id: a3, title: T}
    - {id: a4, title: T}
    - {id: a5, title: T}
steering:
  cursor: 0.25
  scenarios:
    - {id: europe, title: "Vers l’Europe (illustratif)", cursor: 0.75}
    - {id: pesee, title: Le cinquième axe d’abord, weights: {"srdeii:a5": 6}}
=== s3/r.yaml
alignment: s3/v1
region: r
title: S3
priorities:
  - {id: b1, title: T}
  - {id: b2, title: T}
  - {id: b3, title: T}
  - {id: b4, title: T}
  - {id: b5, title: T}
"""


def _cluster(name: str, *nodes: str) -> str:
    """A cluster with one action wholly dedicated to each node."""
    actions = "".join(
        f"  - {{id: n{i}, title: T, contributions: {{{n}: principal}}}}\n" for i, n in enumerate(nodes)
    )
    return (
        f"=== regions/r/clusters/{name}.yaml\nalignment: roadmap/v1\nid: {name}\nname: Pôle {name.upper()}\n"
        f"type: pole\nprovenance: coded\nactions:\n{actions}"
    )


ON = {side: [f"{side}:{letter}{n}" for n in range(1, 6)] for side, letter in (("srdeii", "a"), ("s3", "b"))}
# R and E, in fifths: x 4 and 1, y 2 and 3, low and low-too 1 and 1.
FOUR = (
    REGION
    + _cluster("x", *ON["srdeii"][:4], ON["s3"][0])
    + _cluster("y", *ON["srdeii"][3:], *ON["s3"][:3])
    + _cluster("low", ON["srdeii"][0], ON["s3"][0])
    + _cluster("low-too", ON["srdeii"][1], ON["s3"][4])
)


@pytest.fixture
def scenarios(workspace, alignment):
    """The JSON of the four clusters."""
    return alignment("scenarios", "r", "--format", "json", "--data", workspace(FOUR)).json


def test_a_breakpoint_and_its_intervals(scenarios):
    """x and y: k* = (2/5 - 4/5) / ((1/5 - 4/5) - (3/5 - 2/5)) = (-2/5) / (-4/5) = 1/2. The others never cross."""
    assert scenarios["breakpoints"] == [{"cursor": 0.5, "clusters": ["x", "y"]}]
    assert scenarios["ranking_intervals"] == [
        {"from": 0.0, "to": 0.5, "order": ["x", "y", "low", "low-too"]},
        {"from": 0.5, "to": 1.0, "order": ["y", "x", "low", "low-too"]},
    ]
    assert scenarios["lead"] == [
        {"from": 0.0, "to": 0.5, "clusters": ["x"]},
        {"from": 0.5, "to": 1.0, "clusters": ["y"]},
    ]


def test_rank_shares_dominance_and_stability(scenarios):
    """x and y spend half of the cursor at each of the first ranks; the low ones share the third throughout."""
    assert scenarios["rank_shares"] == {
        "low": {"3": 1.0},
        "low-too": {"3": 1.0},
        "x": {"1": 0.5, "2": 0.5},
        "y": {"1": 0.5, "2": 0.5},
    }
    # x has 1/5 on the European side like the low ones: at least as good there, better on the other.
    assert scenarios["dominance"] == [["x", "low"], ["x", "low-too"], ["y", "low"], ["y", "low-too"]]
    assert scenarios["stability"] == {"below": 0.25, "above": 0.25}


def test_each_scenario_against_the_reference(scenarios):
    """At 0.25: x 0.65, y 0.45. At 0.75: x 0.2 + 0.15, y 0.1 + 0.45, so they swap.

    With a5 at 6 of 10: x 4/10, y 1/10 + 6/10 = 7/10, low 1/10; at 0.25 x is 0.3 + 0.05, y 0.525 + 0.15.
    """
    reference, (europe, pesee) = scenarios["reference"], scenarios["settings"]
    assert (reference["scenario"], reference["cursor"]) == (None, 0.25)
    assert [(c["id"], c["rank"]) for c in reference["clusters"]] == [
        ("x", 1),
        ("y", 2),
        ("low", 3),
        ("low-too", 3),
    ]
    assert [c["alignment"] for c in reference["clusters"]] == pytest.approx([0.65, 0.45, 0.2, 0.2], abs=1e-15)
    assert (europe["scenario"], europe["cursor"], europe["illustrative"]) == ("europe", 0.75, True)
    assert [c["alignment"] for c in europe["clusters"]] == pytest.approx([0.55, 0.35, 0.2, 0.2], abs=1e-15)
    assert europe["moves"] == [{"cluster": "x", "from": 1, "to": 2}, {"cluster": "y", "from": 2, "to": 1}]
    assert (pesee["cursor"], pesee["weights"], pesee["illustrative"]) == (0.25, {"srdeii:a5": 6.0}, False)
    assert [c["alignment"] for c in pesee["clusters"]] == pytest.approx([0.675, 0.35, 0.125, 0.125], abs=1e-15)


def test_the_screen_says_it_in_sentences(workspace, alignment):
    """An elected member reads who leads where, and what each scenario does."""
    text = alignment("scenarios", "r", "--data", workspace(FOUR)).text.replace("\u00a0", " ")
    assert "En tête le long du curseur : Pôle X jusqu’à 50 % ; Pôle Y à partir de 50 %." in text
    assert "Le classement au curseur choisi (25 %) tient jusqu’à 50 % :" in text
    assert (
        "Sur 6 paires de clusters, l’ordre dépend du curseur pour 1 ; pour 4, l’un fait au moins aussi bien que "
        "l’autre des deux côtés, où que soit le curseur ; pour 1, ils sont à égalité partout."
    ) in text
    assert (
        "« Vers l’Europe (illustratif) » : en tête, Pôle Y ; monte, Pôle Y (2e → 1er) ; recule, Pôle X (1er → 2e)."
    ) in text
    assert "1 scénario illustratif : " in text
    assert "50,0 % 1/2 Pôle X Pôle Y" in text


def test_another_reference(workspace, alignment):
    """Under `--scenario europe` the region's own setting is one of those compared; `--cursor` moves the reference."""
    folder = workspace(FOUR)
    value = alignment("scenarios", "r", "--scenario", "europe", "--format", "json", "--data", folder).json
    assert value["reference"]["scenario"] == "europe"
    assert [each["scenario"] for each in value["settings"]] == [None, "pesee"]
    moved = alignment("scenarios", "r", "--cursor", "0.5", "--format", "json", "--data", folder).json
    assert [each["scenario"] for each in moved["settings"]] == [None, "europe", "pesee"]
    # On the breakpoint itself the two share the first rank and nothing is stable.
    assert [c["rank"] for c in moved["reference"]["clusters"]] == [1, 1, 3, 3]
    assert moved["stability"] == {"below": 0.0, "above": 0.0}
    text = alignment("scenarios", "r", "--cursor", "0.5", "--data", folder).text.replace("\u00a0", " ")
    assert (
        "le curseur est exactement sur un point de bascule : le moindre mouvement départage Pôle X et Pôle Y."
        in text
    )


@pytest.mark.parametrize(
    ("clusters", "sentence"),
    [
        ("", "Aucune feuille de route"),
        (_cluster("x", "srdeii:a1"), "Un seul cluster, Pôle X : le curseur change son score, pas son rang."),
        (
            _cluster("x", "srdeii:a1", "s3:b1") + _cluster("y"),
            "Le classement est le même partout : aucun réglage du curseur ne le change.",
        ),
    ],
)
def test_small_regions_have_a_sentence(workspace, alignment, clusters, sentence):
    """No cluster, one, and two whose order nothing changes."""
    folder = workspace(REGION + clusters.replace("actions:\n===", "actions: []\n===").removesuffix("actions:\n"))
    assert sentence in alignment("scenarios", "r", "--data", folder).text.replace("\u00a0", " ")


def test_a_region_without_scenario_or_european_side(workspace, alignment):
    """Nothing depends on the cursor, and the screen says so rather than showing empty tables."""
    alone = FOUR[: FOUR.index("steering:")] + FOUR[FOUR.index("=== regions/r/clusters/x.yaml") :]
    alone = alone.replace("s3:b", "srdeii:a")
    for number in range(1, 6):  # the same node twice in one action is an error; each action names one
        assert f"srdeii:a{number}" in alone
    result = alignment("scenarios", "r", "--data", workspace(alone))
    assert result.code == 0
    assert "n’a pas de scénario" in result.text
    assert "aucun cadre européen" in result.text
    assert "Points de bascule" not in result.text


@pytest.mark.parametrize(
    ("table", "rows"), [("ranks", 12), ("breakpoints", 1), ("intervals", 8), ("rank_shares", 6), ("dominance", 4)]
)
def test_spreadsheets_have_every_row(workspace, alignment, table, rows):
    """Three settings of four clusters; one breakpoint; two intervals; and so on."""
    text = alignment("scenarios", "r", "--format", "csv", "--table", table, "--data", workspace(FOUR)).out
    assert len(list(csv.DictReader(io.StringIO(text), delimiter=";"))) == rows
