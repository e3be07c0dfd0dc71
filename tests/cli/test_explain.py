"""`alignment explain` on a region worked out by hand: sums, actions and their places, what is lacking, names."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import jsonschema
import pytest

from tests.cli.conftest import REGIONS
from tests.conftest import DATA
from tests.oracle.generate import generate

SCHEMA = json.loads((DATA.parent / "docs/schemas/explain.v1.json").read_text("utf-8"))


@pytest.mark.parametrize(
    ("name", "width", "options"),
    [
        ("explain-80", 80, ("alpha",)),
        ("explain-node-120-en", 120, ("alpha", "industrie", "--lang", "en")),
        ("explain-why-not-80", 80, ("alpha", "--why-not", "s3:sante")),
        ("explain-markdown", 80, ("beta", "s3", "--format", "markdown")),
    ],
)
def test_screens(name, width, options, screen):
    """The alignment, a branch, what is lacking, Markdown."""
    screen(name, width, "explain", "valmont", *options)


def test_the_alignment_by_hand(valmont):
    """SRDEII 1/8 x 0.1 + 3/8 x 1 + 1/4 x 1/2 + 1/4 x 1/2 = 0.6375; S3 1/4 x 1 + 1/2 x 1 = 0.75; A 0.6825."""
    found = valmont("explain", "valmont", "alpha", "--format", "json").json
    jsonschema.validate(found, SCHEMA)
    assert (found["regional"], found["european"]) == (0.6375, 0.75)
    assert found["alignment"] == pytest.approx(0.6825, abs=1e-15)
    assert [each["weight_in_alignment"] for each in found["sums"]] == [0.6, 0.4]
    assert [(t["ref"], t["weight"], t["contribution"], t["best_action"]) for t in found["sums"][0]["terms"]] == [
        ("srdeii:relocaliser", 0.125, 0.1, "jumeaux-numeriques"),
        ("srdeii:decarboner", 0.375, 1, "four-electrique"),
        ("srdeii:international", 0.25, 0.5, "campus-europeen"),
        ("srdeii:competences", 0.25, 0.5, "campus-europeen"),
    ]


def test_each_action_with_its_level_place_money_and_sources(valmont):
    """The line is the one that the action starts on; unknown money is null, a known zero is zero."""
    found = valmont("explain", "valmont", "alpha", "--format", "json").json
    lines = (REGIONS / "valmont/regions/valmont/clusters/alpha.yaml").read_text("utf-8").split("\n")
    for action in found["actions"]:
        assert lines[action["line"] - 1].strip() == f"- id: {action['id']}"
    oven, twins, trials, campus = found["actions"]
    assert [each["title"] for each in oven["sources"]] == ["Bilan 2023 du pôle Alpha"]
    assert [each["budget_cents"] for each in found["actions"]] == [30_000_001, 0, None, None]
    assert oven["contributions"][0]["attributed_cents"] == 30_000_001
    assert campus["contributions"][0]["attributed_cents"] is None
    assert trials["counts"] is False and trials["contributions"] == []
    # Significant on a branch of two leaves, weights 1 and 3: 0.4 x 1/4 and 0.4 x 3/4.
    assert [
        (c["ref"], c["retained"], c["covered_by"], c["origins"][0]["received"], c["origins"][0]["share"])
        for c in twins["contributions"][:2]
    ] == [
        ("srdeii:relocaliser", True, None, 0.4, 0.25),
        ("srdeii:decarboner", False, "four-electrique", 0.4, 0.75),
    ]


def test_what_is_lacking_by_hand(valmont):
    """Health: alpha is mandated for it, its campus examined it, its proposed trials would serve it.

    The trials alone bring health from 0 to 1, the S3 to 1, skills from 1/2 to 1: 0.6825 + 0.4 x 1/4 + 0.6 x 1/4 x 1/2
    = 0.8575. A dedicated action brings 0.4 x 1/4.
    """
    found = valmont("explain", "valmont", "alpha", "--why-not", "santé", "--format", "json").json
    jsonschema.validate(found, SCHEMA)
    lack = found["why_not"]
    assert found["node"] == "s3:sante"
    assert (lack["coverage"], lack["in_mandate"], lack["examined_by"]) == (0, True, ["campus-europeen"])
    (trials,) = lack["proposed"]
    assert (trials["action"], trials["coverage"], trials["framework_coverage"]) == ("essais-cliniques", 1, 1)
    assert trials["alignment"] == pytest.approx(0.8575, abs=1e-15)
    assert lack["dedicated"]["alignment"] == pytest.approx(0.7825, abs=1e-15)
    assert [(n["ref"], n["best_action"]) for n in lack["nearest"]] == [
        ("s3:materiaux", "four-electrique"),
        ("s3:numerique", "campus-europeen"),
    ]


def test_nothing_is_lacking(valmont):
    """One sentence."""
    result = valmont("explain", "valmont", "alpha", "--why-not", "decarboner")
    assert "Rien ne manque : Pôle Alpha sert déjà pleinement cette priorité." in result.text


def test_a_cluster_without_action(valmont):
    """Its illustrative roadmap is a warning; no sum of zeros is shown."""
    result = valmont("explain", "valmont", "gamma")
    assert result.code == 0
    assert "! Feuille de route illustrative" in result.text
    assert "aucune action qui compte : rien ne peut être couvert" in result.text
    assert "Somme" not in result.text


def test_sheets(valmont):
    """The sum, then each action on each leaf, with words for how it comes about."""
    rows = list(
        csv.DictReader(io.StringIO(valmont("explain", "valmont", "beta", "--format", "csv").out), delimiter=";")
    )
    assert len(rows) == 7
    assert rows[1]["place"] == "regions/valmont/clusters/beta.yaml:7"
    out = valmont("explain", "valmont", "beta", "--format", "csv", "--table", "contributions").out
    rows = list(csv.DictReader(io.StringIO(out), delimiter=";"))
    assert [(row["ref"], row["contribution"], row["how"], row["retained"]) for row in rows] == [
        ("srdeii:decarboner", "0,4", "significative\u00a0: 40\u00a0%", "1"),
        ("srdeii:international", "0,4", "significative\u00a0: 40\u00a0%", "1"),
        ("s3:numerique", "1", "principale, la seule de l’action", "1"),
    ]


@pytest.mark.parametrize("asked", ["alpha", "Pôle Alpha", "pole alpha", "ALPHA", "pôle-alpha"])
def test_a_cluster_is_found_by_many_names(asked, valmont):
    """Id, name, accents and case apart, a word of the name."""
    assert valmont("explain", "valmont", asked, "--format", "json").json["cluster"] == "alpha"


@pytest.mark.parametrize(
    ("asked", "node"),
    [
        ("s3", "s3"),
        ("S3:Numerique", "s3:numerique"),
        ("valmont/s3:numerique", "s3:numerique"),
        ("décarboner les usines", "srdeii:decarboner"),
        ("usines", "srdeii:decarboner"),
        ("industrie", "srdeii:industrie"),
    ],
)
def test_a_priority_is_found_by_many_names(asked, node, valmont):
    """Reference, id, title, some words of it; a framework too."""
    assert valmont("explain", "valmont", "alpha", asked, "--format", "json").json["node"] == node


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("alhpa",), "Cluster inconnu «\u00a0alhpa\u00a0». Vouliez-vous dire «\u00a0alpha\u00a0»\u00a0?"),
        (("zzz",), "Clusters de la région\u00a0: alpha, beta, gamma."),
        (("alpha", "numerik"), "Vouliez-vous dire «\u00a0s3:numerique\u00a0»\u00a0?"),
        (("alpha", "zzzz"), "alignment gaps valmont --format csv les donne toutes."),
        (("alpha", "s3", "--why-not", "sante"), "Une seule priorité à la fois"),
        (("alpha", "--why-not", "s3"), "est un cadre entier"),
    ],
)
def test_wrong_names_lead_to_right_ones(arguments, sentence, valmont):
    """Exit code 2, nothing on standard output, one sentence with the way out."""
    result = valmont("explain", "valmont", *arguments)
    assert (result.code, result.out) == (2, "")
    assert sentence in result.err


def test_a_cluster_of_another_region_is_told_apart(alignment):
    """It exists, elsewhere."""
    result = alignment("explain", "hauts-de-france", "minalogic", "--data", DATA)
    assert result.code == 2
    assert "n’est pas un cluster de la région Hauts-de-France" in result.err


@pytest.mark.parametrize("seed", range(4))
def test_generated_data_keep_to_the_schema(seed, tmp_path: Path, alignment):
    """Every cluster of random data sets, explained and asked why not, in every form."""
    generate(seed, tmp_path)
    for region in sorted(path.name for path in (tmp_path / "regions").iterdir()):
        score = alignment("score", region, "--format", "json", "--data", tmp_path).json
        for cluster in score["clusters"][:3]:
            found = alignment("explain", region, cluster["id"], "--format", "json", "--data", tmp_path).json
            jsonschema.validate(found, SCHEMA)
            total = sum(each["weight_in_alignment"] * each["coverage"] for each in found["sums"])
            assert total == pytest.approx(cluster["alignment"], abs=1e-12)
            node = score["priorities"][0]["ref"]
            asked = ("explain", region, cluster["id"], "--why-not", node, "--data", tmp_path)
            jsonschema.validate(alignment(*asked, "--format", "json").json, SCHEMA)
            for form in ("text", "markdown", "csv"):
                assert alignment(*asked, "--format", form).code == 0
