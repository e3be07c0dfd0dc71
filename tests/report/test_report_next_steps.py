"""What to do next, in a report: the figures of `alignment allocate` and `partners` in every form, and what is said without any."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook
from tests.conftest import DATA, write_files
from tests.plan.making import action, region

AXES = "[{id: a, title: Abeilles}, {id: b, title: Blés}]"
C1 = action("ruches", "'srdeii:a': principal", "100") + action("silos", "'srdeii:b': principal", "60")
C2 = action("essaims", "'srdeii:a': principal", "50") + action("pains", "'srdeii:b': principal")
FORMS = "html,pdf,xlsx,md,csv,json"


def write(folder: Path, envelope: str = "", clusters: dict[str, str] | None = None) -> Path:
    """Two priorities of weight 1/2; ruches (100 €) or essaims (50 €) serve one, silos (60 €) the other, pains has no budget."""
    steering = f"envelope: {envelope}" if envelope else ""
    return write_files(folder, region(AXES, clusters or {"c1": C1, "c2": C2}, steering=steering))


@pytest.fixture
def report(tmp_path, alignment):
    """Make the report of the region of a text; the folder that it lies in."""

    def make(
        *arguments: str, envelope: str = "", clusters: dict[str, str] | None = None, forms: str = FORMS
    ) -> Path:
        write(tmp_path / "data", envelope, clusters)
        out = tmp_path / "out"
        result = alignment("report", "r", "--format", forms, "--out", out, "--data", tmp_path / "data", *arguments)
        assert result.code == 0, result.err
        return out

    return make


def squashed(text: str) -> str:
    return re.sub(r"\s", "", text)


def section(page: str) -> str:
    """The text of the section on a page."""
    (found,) = re.findall(r'<section id="allocation".*?</section>', page, re.DOTALL)
    return " ".join(re.sub(r"<[^>]*>", " ", found).split())


def test_every_form_says_what_the_command_says(report, tmp_path, alignment):
    """With 110 euros, essaims and silos cover everything; ruches costs more for as much."""
    out = report("--envelope", "110")
    told = alignment("allocate", "r", "--envelope", "110", "--data", tmp_path / "data", "--format", "json").json
    value = json.loads((out / "r.json").read_text("utf-8"))["allocate"]
    assert {**value, "basis_note": ""} == {**told, "basis_note": ""}
    assert [each["action"] for each in value["chosen"]] == ["silos", "essaims"]
    sentence = "2 des 3 actions proposées au budget connu, pour 110 € de la Région, porteraient la couverture pondérée de la région de 0,0 % à 100,0 %"
    assert squashed(sentence) in squashed(section((out / "r.html").read_text("utf-8")))
    assert squashed(sentence) in squashed((out / "r.md").read_text("utf-8").replace("\\", ""))
    if shutil.which("pdftotext"):
        text = subprocess.run(
            ["pdftotext", "-raw", out / "r.pdf", "-"], capture_output=True, check=True
        ).stdout.decode()
        assert squashed(sentence) in squashed(text)
    rows = list(csv.DictReader(io.StringIO((out / "r-csv/proposals.csv").read_text("utf-8")), delimiter=";"))
    assert [(row["action"], row["region_cost"], row["outcome"]) for row in rows] == [
        ("silos", "60", "chosen"),
        ("essaims", "50", "chosen"),
        ("ruches", "100", "already-chosen-cover"),
        ("pains", "", "unknown-budget"),
    ]
    sheet = load_workbook(out / "r.xlsx")["Enveloppes"]
    assert [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)] == [
        [0, 0, ""],
        [50, 0.5, "c2/essaims"],
        [110, 1, "c1/silos c2/essaims"],
    ]


def test_the_envelope_of_the_region_is_taken_unless_another_is_given(report, tmp_path, alignment):
    assert "Enveloppe de 50 €" in (report(envelope="50", forms="html") / "r.html").read_text("utf-8").replace(
        "\xa0", " "
    )
    value = json.loads((report("--envelope", "60", envelope="50", forms="json") / "r.json").read_text("utf-8"))
    assert value["allocate"]["demands"] == [{"kind": "envelope", "subject": None, "bound": 6_000}]


def test_without_an_envelope_nothing_is_recommended(report):
    """What each envelope would allow, the money that all of use would take, and no list of chosen actions."""
    out = report(forms="html,csv")
    page = (out / "r.html").read_text("utf-8")
    said = section(page)
    assert "Aucune enveloppe n’est fixée" in said
    assert "2 suffiraient, pour 110 € de la Région" in said
    assert "Actions retenues" not in said
    assert 'id="allocation-envelopes"' in page
    assert "pains" in said and "budget inconnu" in said
    assert not (out / "r-csv/proposals.csv").exists()
    assert (out / "r-csv/frontier_points.csv").exists()


@pytest.mark.parametrize(
    ("proposed", "sentence"),
    [
        (action("p", "'srdeii:a': principal", "1", "planned"), "Aucune action proposée (status: proposed)"),
        (action("p", "'srdeii:a': principal"), "Aucune action proposée dont le budget est connu"),
    ],
)
def test_without_a_candidate_one_sentence_says_so(proposed, sentence, report):
    out = report(envelope="50", clusters={"c1": proposed}, forms="html,json,csv")
    said = section((out / "r.html").read_text("utf-8"))
    assert sentence in said.replace("\xa0", " ")
    assert "Ce qui reste à couvrir" not in said
    assert json.loads((out / "r.json").read_text("utf-8"))["allocate"]["status"] == "no-candidate"


def test_without_the_solver_one_sentence_says_so(report, tmp_path, alignment, monkeypatch):
    """The report is made all the same, unless its envelope was asked for; without candidates nothing is missed."""
    monkeypatch.setitem(sys.modules, "highspy", None)
    out = report(envelope="50", forms="html,json")
    assert "n’était pas installé" in section((out / "r.html").read_text("utf-8"))
    assert json.loads((out / "r.json").read_text("utf-8"))["allocate"] is None
    refused = alignment("report", "r", "--envelope", "50", "--out", tmp_path / "no", "--data", tmp_path / "data")
    assert refused.code == 2
    assert 'pip install "alignment[plan]"' in refused.err
    assert not (tmp_path / "no").exists()


def test_an_envelope_is_for_one_region(tmp_path, alignment):
    write(tmp_path / "data")
    result = alignment(
        "report", "--all", "--envelope", "50", "--out", tmp_path / "out", "--data", tmp_path / "data"
    )
    assert result.code == 2
    assert "ne vaut que pour une région" in result.err


def test_incremental_sees_another_envelope(tmp_path, alignment):
    write(tmp_path / "data")

    def digest(envelope: str) -> str:
        arguments = (
            "--envelope",
            envelope,
            "--incremental",
            "--out",
            tmp_path / "out",
            "--data",
            tmp_path / "data",
        )
        assert alignment("report", "r", *arguments).code == 0
        return hashlib.sha256((tmp_path / "out/r.html").read_bytes()).hexdigest()

    assert digest("50") != digest("110")


def test_partners_are_those_of_the_command(tmp_path, alignment):
    """The figures of `alignment partners` in JSON, the closest regions on the page; flat tables under names of their own."""
    forms = "html,json,csv,xlsx"
    arguments = ("report", "grand-est", "--format", forms, "--out", tmp_path, "--data", DATA)
    assert alignment(*arguments).code == 0
    told = alignment("partners", "grand-est", "--data", DATA, "--format", "json").json
    value = json.loads((tmp_path / "grand-est.json").read_text("utf-8"))["partners"]
    assert {**value, "basis_note": ""} == {**told, "basis_note": ""}
    page = (tmp_path / "grand-est.html").read_text("utf-8")
    (found,) = re.findall(r'<section id="partners".*?</section>', page, re.DOTALL)
    known = [each["name"] for each in told["regions"] if each["similarity"]]
    assert len(known) > 3
    assert all(name in found for name in known)
    assert 'id="partners-map"' in found
    assert "--" not in re.sub(r"<[^>]*>", "", found).replace("---", "")
    rows = list(
        csv.DictReader(
            io.StringIO((tmp_path / "grand-est-csv/partner_regions.csv").read_text("utf-8")), delimiter=";"
        )
    )
    assert [row["region"] for row in rows] == [each["id"] for each in told["regions"]]
    assert "Régions partenaires" in load_workbook(tmp_path / "grand-est.xlsx").sheetnames
