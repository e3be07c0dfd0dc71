"""`alignment trajectory` on a region worked out by hand year by year, and at the edges of years and periods."""

from __future__ import annotations

import csv
import io

import pytest

from tests.cli.test_command_line import SMALL


@pytest.mark.parametrize(
    ("name", "width", "options"),
    [
        ("trajectory-80", 80, ()),
        ("trajectory-s3-120-en", 120, ("--framework", "s3", "--lang", "en")),
        ("trajectory-markdown", 80, ("--framework", "srdeii", "--format", "markdown")),
    ],
)
def test_screens(name, width, options, screen):
    """Both frameworks, one in English, Markdown."""
    screen(name, width, "trajectory", "valmont", *options)


def _frameworks(valmont):
    value = valmont("trajectory", "valmont", "--format", "json").json
    return {each["id"]: each for each in value["frameworks"]}


def test_the_srdeii_year_by_year(valmont):
    """Leaf weights 1/8, 3/8, 1/4, 1/4; the target of skills is 2.

    2022: the oven (alpha) and the fairs (beta, undated): decarbonising min(1, 1 + 0.4), international 0.4:
    3/8 + 1/4 x 0.4 = 0.475. 2023: the twins (their roadmap's year) add relocating 0.1: + 1/8 x 0.1 = 0.4875.
    2026: the campus adds 1/2 to international (0.9) and to skills (0.25 of the target):
    0.375 + 0.0125 + 0.225 + 0.0625 = 0.675.
    """
    planned = _frameworks(valmont)["srdeii"]["planned"]
    assert [each["year"] for each in planned] == list(range(2022, 2029))
    assert [each["coverage"] for each in planned] == pytest.approx([0.475] + [0.4875] * 3 + [0.675] * 3, abs=1e-15)
    assert planned[0]["axes"] == {"industrie": 0.75, "international": 0.4, "competences": 0}
    assert planned[1]["axes"]["industrie"] == 0.775
    assert planned[4]["axes"] == {"industrie": 0.775, "international": 0.9, "competences": 0.25}


def test_delivered_to_date(valmont):
    """The oven is done, the twins half, the fairs a quarter, the campus only planned.

    Decarbonising min(1, 1 + 0.1), relocating 0.05, international 0.1: 3/8 + 1/8 x 0.05 + 1/4 x 0.1 = 0.40625.
    Materials 1; digital 0.4 x 0.5 + 0.25 = 0.45: 1/4 + 1/2 x 0.45 = 0.475.
    """
    found = _frameworks(valmont)
    assert found["srdeii"]["delivered"]["coverage"] == pytest.approx(0.40625, abs=1e-15)
    assert found["srdeii"]["delivered"]["axes"]["industrie"] == pytest.approx(0.7625, abs=1e-15)
    assert found["s3"]["delivered"]["coverage"] == pytest.approx(0.475, abs=1e-15)


def test_actions_without_period_are_named(valmont):
    """The fairs have none, nor has their roadmap."""
    found = _frameworks(valmont)
    assert found["srdeii"]["undated"] == [{"cluster": "beta", "action": "salons"}]
    assert found["srdeii"]["late"] == []
    assert [each["coverage"] for each in found["s3"]["planned"]] == [0.5] + [0.75] * 6
    text = valmont("trajectory", "valmont").text
    assert "comptées dès la première année Cluster Actions" in text
    assert "Grappe Bêta Des salons communs" in text


EDGES = """
=== regions/r/region.yaml
alignment: region/v1
id: r
name: R
srdeii:
  period: 2022-11-18/2024-02-29
  axes: [{id: a, title: A}, {id: b, title: B}, {id: c, title: C}, {id: d, title: D}]
=== s3/r.yaml
alignment: s3/v1
region: r
title: Sans période
priorities: [{id: x, title: X}]
=== regions/r/clusters/k.yaml
alignment: roadmap/v1
id: k
name: K
type: pole
provenance: coded
actions:
  - {id: eve, title: Eve, period: 2023-12-31/2025, contributions: {srdeii:a: principal}}
  - {id: day, title: Day, period: 2024-01-01/2025, contributions: {srdeii:b: principal}}
  - {id: old, title: Old, period: 2019/2020, status: running, contributions: {srdeii:c: principal}}
  - {id: late, title: Late, period: 2025/2026, contributions: {srdeii:d: principal, s3:x: principal}}
"""


def test_edges_of_years(workspace, alignment):
    """31 December counts for its year, 1 January for the next; what ended goes on counting; what is late never does.

    The period's last year counts to its end, though the period ends in February.
    """
    value = alignment("trajectory", "r", "--format", "json", "--data", workspace(EDGES)).json
    srdeii, s3 = value["frameworks"]
    assert [(each["year"], each["coverage"]) for each in srdeii["planned"]] == [
        (2022, 0.25),
        (2023, 0.5),
        (2024, 0.75),
    ]
    assert srdeii["late"] == [{"cluster": "k", "action": "late"}]
    assert (s3["planned"], s3["late"]) == ([], [])
    assert value["actions"] == {"counting": 4, "completed": 0, "running": 1, "running_without_progress": 1}


def test_a_framework_without_period_and_silent_progress_are_told(workspace, alignment):
    """In sentences."""
    text = alignment("trajectory", "r", "--data", workspace(EDGES)).text
    assert "S3 : ce cadre n’a pas de période dans ce jeu de données" in text
    assert "1 en cours ne dit pas son avancement et compte pour zéro : le réalisé est un minimum." in text
    assert "Commencées après 2024, dernière année de SRDEII" in text


def test_the_sheet_has_every_year(valmont):
    """SRDEII: seven years and what is delivered, for itself and three axes."""
    out = valmont("trajectory", "valmont", "--framework", "srdeii", "--format", "csv").out
    rows = list(csv.DictReader(io.StringIO(out), delimiter=";"))
    assert len(rows) == 8 * 4
    assert rows[0] == {
        "ref": "srdeii",
        "title": "Schéma de Valmont",
        "measure": "planned",
        "year": "2022",
        "coverage": "0,475",
    }
    assert (rows[-1]["measure"], rows[-1]["year"]) == ("delivered", "")


def test_nothing_to_follow(workspace, alignment):
    """No cluster: said in a sentence, without a plot."""
    result = alignment("trajectory", "petite", "--data", workspace(SMALL))
    assert result.code == 0
    assert "Aucune action ne compte dans cette région : rien n’est prévu ni réalisé." in result.text
