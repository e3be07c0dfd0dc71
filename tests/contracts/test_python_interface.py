"""`import alignment`: the same figures as the commands, what is promised and nothing else, and no weight at import."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

import alignment as package
from tests.conftest import DATA, write_files

PAGE = DATA.parent / "docs/reference/python.md"
TINY = """
=== regions/north/region.yaml
alignment: region/v1
id: north
name: Nord
srdeii:
  axes:
    - {id: a1, title: Un}
    - {id: a2, title: Deux}
=== regions/south/region.yaml
alignment: region/v1
id: south
name: Sud
srdeii: {axes: []}
=== regions/north/clusters/first.yaml
alignment: roadmap/v1
id: first
name: Premier
type: cluster
provenance: illustrative
actions:
  - id: one
    title: Une
    contributions: {srdeii:a1: principal}
"""
WRONG = TINY.replace("srdeii:a1: principal", "srdeii:a7: principal")


@pytest.fixture
def tiny(tmp_path: Path):
    return package.load(write_files(tmp_path / "tiny", TINY), lang="en")


@pytest.fixture
def wrong(tmp_path: Path):
    return package.load(write_files(tmp_path / "wrong", WRONG), lang="en")


def test_importing_the_package_imports_nothing_else():
    """Neither a module of ours nor anything that takes time."""
    look = "import sys; before = set(sys.modules); import alignment; print(sorted(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['alignment']"


def test_the_names_are_those_of_the_page():
    """What the table of the page names is there with those parameters, and nothing is there that it doesn't name."""
    text = PAGE.read_text("utf-8").split("## Names")[1]
    assert set(package.__all__) == {
        name for name in re.findall(r"\b[A-Z]\w+\b", text) if hasattr(package, name)
    } | {"load"}
    for name in ("Data", "Answer", "Findings", "Report"):
        kind = getattr(package, name)
        public = {each for each in [*vars(kind), *getattr(kind, "__dataclass_fields__", ())] if each[0] != "_"}
        rows = [row.split("|")[1] for row in text.splitlines() if row.startswith(f"| `{name}.")]
        assert public == set(re.findall(r"\.(\w+)", " ".join(rows)))


def test_another_name_is_no_attribute():
    with pytest.raises(AttributeError, match="module 'alignment' has no attribute 'lod'"):
        package.lod  # noqa: B018
    assert dir(package) == sorted([*package.__all__, "__version__"])


@pytest.fixture
def data(monkeypatch):
    """The project's own data, found as the commands find them from the folder above."""
    monkeypatch.chdir(DATA.parent)
    monkeypatch.delenv("ALIGNMENT_DATA", raising=False)
    return package.load()


def test_the_score_is_that_of_the_command(alignment, data):
    """The same contract, text, Markdown and table, at a cursor of one quarter given as a fraction."""
    answer = data.score("Bretagne", cursor=Fraction(1, 4))
    asked = ("score", "bretagne", "--cursor", "0.25")
    assert json.loads(json.dumps(answer.data)) == alignment(*asked, "--format", "json").json
    shown = alignment(*asked, "--format", "markdown").out.removesuffix("\n")
    assert answer.markdown() == shown == answer._repr_markdown_()
    assert answer.csv("gaps") == alignment(*asked, "--format", "csv", "--table", "gaps").out
    assert answer.text(80) == alignment(*asked).out.removesuffix("\n")


def test_the_figures_by_hand(tiny):
    """A principal contribution of a whole action covers one axis of two: 1/2 of the SRDEII, which is alone."""
    (cluster,) = tiny.score("nord").data["clusters"]
    assert cluster["coverage"] == {"srdeii": 0.5}
    assert tiny.regions == {"north": "Nord", "south": "Sud"}
    assert tiny.folder.name == "tiny"
    assert repr(tiny) == f"<Data: {tiny.folder}>"
    assert repr(tiny.score("nord")) == "<Answer: Nord — alignment of clusters>"
    assert repr(tiny.check(select=["AL2"])) == "<Findings: 0 errors, 0 warnings>"


def test_explaining_and_comparing_are_those_of_the_commands(alignment, data):
    explained = data.explain("grand-est", "Nogentech", "s3", cursor=0.5)
    command = alignment("explain", "grand-est", "nogentech", "s3", "--cursor", "0.5", "--format", "json").json
    assert json.loads(json.dumps(explained.data)) == command
    compared = data.compare("grand-est", "hauts-de-france", framework="s3")
    command = alignment("compare", "grand-est", "hauts-de-france", "--framework", "s3", "--format", "json").json
    assert json.loads(json.dumps(compared.data)) == command


def test_a_check_is_that_of_the_command(alignment, wrong):
    """One error, where the misspelt priority stands; nothing of the family that was left out."""
    found = wrong.check(day=date(2026, 1, 1))
    (problem,) = [each for each in found.data["findings"] if each["severity"] == "error"]
    assert (problem["code"], problem["line"]) == ("AL201", 9)
    assert found.errors == 1
    assert found.warnings == sum(each["severity"] == "warning" for each in found.data["findings"])
    command = alignment(
        "check", "--data", wrong.folder, "--date", "2026-01-01", "--format", "json", "--lang", "en"
    )
    assert found.data["findings"] == command.json["findings"]
    assert "AL201" in found.text(100)
    assert found.markdown().startswith("## alignment check")
    assert wrong.check(ignore=["AL2"], select=["AL3"]).errors == 1  # what stops a score is always told


def test_faulty_files_have_no_score(wrong):
    with pytest.raises(package.DataError, match="srdeii:a7") as raised:
        wrong.score("north")
    assert raised.value.findings.errors == 1
    with pytest.raises(package.DataError):
        wrong.explain("north", "first")


@pytest.mark.parametrize("cursor", [1.01, -0.1, float("nan"), float("inf"), "half"])
def test_a_cursor_is_a_share(tiny, cursor):
    with pytest.raises(package.UserError, match=f"cursor: {cursor} is not a number between 0 and 1"):
        tiny.score("north", cursor=cursor)


def test_what_cannot_be_followed(tiny, tmp_path):
    """Each request has its sentence; none of them writes anything."""
    for sentence, ask in {
        "Did you mean “north”": lambda: tiny.score("nroth"),
        "no axis of the SRDEII is known": lambda: tiny.score("south"),
        "“docx” is not one of html, pdf": lambda: tiny.report("north", forms=["docx"], out=tmp_path / "out"),
        "Name at least one region": lambda: tiny.report(out=tmp_path / "out"),
        "europe/domains.yaml is missing": lambda: tiny.compare("north", "south"),
        "does not exist": lambda: package.load(tmp_path / "nowhere"),
        "No data file": lambda: package.load(tmp_path / "tiny/regions/south"),
        "no “nothing” here": lambda: tiny.score("north").csv("nothing"),
    }.items():
        with pytest.raises(package.UserError, match=sentence):
            ask()
    assert not (tmp_path / "out").exists()


def test_reports_are_those_of_the_command(alignment, data, tmp_path):
    """The same files with the same bytes; a region without SRDEII says why it has none, and the others go on."""
    first, second, index = data.report(
        "bretagne", "normandie", out=tmp_path / "api", forms=["md", "json"], day=date(2026, 3, 1)
    )
    alignment(
        "report", "bretagne", "normandie", "--format", "md,json", "--date", "2026-03-01",
        "--out", tmp_path / "command",
    )  # fmt: skip
    assert (first.name, first.reason, second.files) == ("Bretagne", None, ())
    assert second.reason.startswith("aucun axe du SRDEII")
    written = {path.relative_to(tmp_path / "api"): path.read_bytes() for path in (*first.files, *index.files)}
    command = tmp_path / "command"
    assert written == {path.relative_to(command): path.read_bytes() for path in command.rglob("*.*")}


def test_without_a_folder_the_usual_one_is_read(tmp_path, monkeypatch):
    """The folder `data` above the current one, as for the commands; then the variable, which comes first."""
    write_files(tmp_path / "data", TINY)
    monkeypatch.delenv("ALIGNMENT_DATA", raising=False)
    monkeypatch.chdir(tmp_path / "data/regions")
    assert set(package.load().regions) == {"north", "south"}
    monkeypatch.setenv("ALIGNMENT_DATA", str(DATA))
    assert "bretagne" in package.load().regions


def test_the_package_says_that_it_is_typed():
    assert (Path(package.__file__).parent / "py.typed").is_file()
