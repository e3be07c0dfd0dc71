"""`alignment matrix` on a region worked out by hand, and where there is nothing to cross."""

from __future__ import annotations

import csv
import io

import pytest

from tests.cli.test_command_line import SMALL


@pytest.mark.parametrize(
    ("name", "width", "options"),
    [
        ("matrix-80", 80, ()),
        ("matrix-120-s3-en", 120, ("--framework", "s3", "--lang", "en")),
        ("matrix-depth-markdown", 80, ("--depth", "1", "--format", "markdown")),
    ],
)
def test_screens(name, width, options, screen):
    """Two widths, a framework, a depth, English, Markdown."""
    screen(name, width, "matrix", "valmont", *options)


def test_branches_are_weighted_means(valmont):
    """Alpha on industry: 1/4 of 0.1 and 3/4 of 1; on the SRDEII 1/2 x 0.775 + 1/4 x 1/2 + 1/4 x 1/2 = 0.6375."""
    rows = {row["ref"]: row for row in valmont("matrix", "valmont", "--format", "json").json["rows"]}
    assert rows["srdeii:industrie"]["coverage"] == {"alpha": 0.775, "beta": pytest.approx(0.3), "gamma": 0}
    assert rows["srdeii"]["coverage"]["alpha"] == 0.6375
    assert rows["srdeii:industrie"]["leaf"] is False
    assert rows["srdeii:relocaliser"]["parent"] == "srdeii:industrie"
    assert rows["s3:sante"]["examined_by"] == ["alpha"]
    assert rows["s3"]["examined_by"] == []


def test_depth_keeps_the_axes(valmont):
    """And gives their means, whatever lies below."""
    result = valmont("matrix", "valmont", "--depth", "1", "--framework", "srdeii", "--format", "json").json
    assert [row["ref"] for row in result["rows"]] == [
        "srdeii",
        "srdeii:industrie",
        "srdeii:international",
        "srdeii:competences",
    ]
    assert result["rows"][1]["coverage"]["alpha"] == 0.775


def test_the_sheet_is_wide_and_another_one_long(valmont):
    """One column a cluster; or one row a priority and a cluster, with the best action."""
    out = valmont("matrix", "valmont", "--format", "csv").out
    rows = list(csv.DictReader(io.StringIO(out), delimiter=";"))
    assert rows[3]["ref"] == "srdeii:decarboner"
    assert (rows[3]["alpha"], rows[3]["beta"], rows[3]["gamma"]) == ("1", "0,4", "0")
    out = valmont("matrix", "valmont", "--format", "csv", "--table", "cells").out
    rows = list(csv.DictReader(io.StringIO(out), delimiter=";"))
    assert len(rows) == 7 * 3
    health = next(row for row in rows if row["ref"] == "s3:sante" and row["cluster"] == "alpha")
    assert (health["coverage"], health["best_action"], health["examined"]) == ("0", "", "1")


def test_a_depth_below_one_is_refused(valmont):
    """Exit code 2."""
    assert valmont("matrix", "valmont", "--depth", "0").code == 2


def test_no_cluster_is_a_sentence(workspace, alignment):
    """Instead of a map without columns."""
    result = alignment("matrix", "petite", "--data", workspace(SMALL))
    assert result.code == 0
    assert "Aucun cluster : rien à croiser." in result.text
