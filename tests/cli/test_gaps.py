"""`alignment gaps` on a region worked out by hand, and where there is little or nothing to show."""

from __future__ import annotations

import csv
import io

import pytest

from tests.cli.test_command_line import SMALL


@pytest.mark.parametrize(
    ("name", "width", "options"),
    [
        ("gaps-80", 80, ()),
        ("gaps-120", 120, ()),
        ("gaps-s3-below-en", 80, ("--framework", "S3", "--below", "30%", "--lang", "en")),
        ("gaps-markdown", 80, ("--format", "markdown")),
    ],
)
def test_screens(name, width, options, screen):
    """Two widths, a filter, English, Markdown."""
    screen(name, width, "gaps", "valmont", *options)


def test_severities_by_hand(valmont):
    """Weights 1/8, 3/8, 1/4, 1/4 and 1/4, 1/4, 1/2; cursor 0.4.

    Skills: strength 0.5 of a target of 2, so 1/4 x 3/4 = 0.1875, x 0.6 = 0.1125. Health: 1/4 x 1 x 0.4 = 0.1.
    Relocating: alpha's 0.4 on industry spreads 1/4 there, so 1/8 x 0.9 = 0.1125, x 0.6 = 0.0675.
    International: 1/2 + 0.4 = 0.9, so 1/4 x 0.1 x 0.6 = 0.015.
    """
    found = valmont("gaps", "valmont", "--format", "json").json["priorities"]
    lacking = [p for p in found if p["weighed_severity"]]
    assert [p["ref"] for p in lacking] == [
        "srdeii:competences",
        "s3:sante",
        "srdeii:relocaliser",
        "srdeii:international",
    ]
    assert [p["weighed_severity"] for p in lacking] == pytest.approx([0.1125, 0.1, 0.0675, 0.015], abs=1e-15)
    assert [p["severity"] for p in lacking] == pytest.approx([0.1875, 0.25, 0.1125, 0.025], abs=1e-15)
    assert [p["missing"] for p in lacking] == pytest.approx([1.5, 1, 0.9, 0.1], abs=1e-15)
    assert [p["state"] for p in lacking] == ["partial", "uncovered", "gap", "covered"]
    assert [p["flags"] for p in lacking] == [["fragile"], [], [], []]
    assert {p["ref"]: p["examined_by"] for p in found if p["examined_by"]} == {"s3:sante": ["alpha"]}


def test_one_framework_stands_without_the_cursor(valmont):
    """Severities are weight times share not covered, ties and order as the method says."""
    result = valmont("gaps", "valmont", "--framework", "srdeii", "--format", "json").json
    assert result["framework"] == "srdeii"
    assert [(p["ref"], p["weighed_severity"]) for p in result["priorities"]][:2] == [
        ("srdeii:competences", 0.1875),
        ("srdeii:relocaliser", 0.1125),
    ]
    assert {node["ref"] for node in result["tree"]} == {
        f"srdeii:{node}" for node in ("industrie", "relocaliser", "decarboner", "international", "competences")
    }


def test_the_tree_sums_its_leaves(valmont):
    """Industry: 1/4 of 0.1 and 3/4 of 1 is 0.775, on half of the weight."""
    tree = valmont("gaps", "valmont", "--format", "json").json["tree"]
    (industry,) = (node for node in tree if node["ref"] == "srdeii:industrie")
    assert (industry["weight"], industry["coverage"], industry["parent"]) == (0.5, 0.775, None)


@pytest.mark.parametrize("typed", ["0.25", "0,25", "25%", "25 %"])
def test_below_is_a_strict_bound(typed, valmont):
    """Skills are covered at exactly 25 % and are not below it."""
    found = valmont("gaps", "valmont", "--below", typed, "--format", "json").json
    assert found["below"] == 0.25
    assert [p["ref"] for p in found["priorities"]] == ["s3:sante", "srdeii:relocaliser"]


def test_nothing_below_is_a_sentence(valmont):
    """And branches without any kept priority are left out."""
    result = valmont("gaps", "valmont", "--below", "0")
    assert "Aucune priorité couverte à moins de 0,0 %." in result.text
    assert "Filtre : priorités couvertes à moins de 0,0 %" in result.text
    assert result.text.count("Aucune priorité de ce cadre dans ce filtre.") == 2


def test_sheets_have_every_row_with_ids(valmont):
    """The first sheet has all seven priorities, the second one row a contribution of a cluster."""
    out = valmont("gaps", "valmont", "--format", "csv").out
    rows = list(csv.DictReader(io.StringIO(out), delimiter=";"))
    assert len(rows) == 7
    assert (rows[0]["ref"], rows[0]["missing"], rows[0]["fragile"]) == ("srdeii:competences", "1,5", "1")
    out = valmont("gaps", "valmont", "--format", "csv", "--table", "contributors", "--lang", "en").out
    rows = list(csv.DictReader(io.StringIO(out)))
    assert {
        "ref": "s3:numerique",
        "title": "Numérique",
        "cluster": "beta",
        "name": "Grappe Bêta",
        "coverage": "1",
    } in rows
    assert len(rows) == 9


def test_an_unknown_framework_is_named_with_the_known_ones(valmont):
    """Exit code 2, one sentence."""
    result = valmont("gaps", "valmont", "--framework", "fse")
    assert (result.code, result.out) == (2, "")
    assert "Cadre inconnu «\u00a0fse\u00a0». Cadres de la région\u00a0: srdeii, s3." in result.err


def test_a_region_without_cluster(workspace, alignment):
    """Its one priority is uncovered, nobody serves it, one action would do."""
    result = alignment("gaps", "petite", "--data", workspace(SMALL))
    assert result.code == 0
    assert "SRDEII · Axe unique 0 % non couverte 100,0 % 1,00 personne" in result.text
    assert "1 action dédiée d’un cluster qui ne sert pas encore la priorité y suffirait." in result.text
    assert "Aucune priorité fragile ni très disputée." in result.text
