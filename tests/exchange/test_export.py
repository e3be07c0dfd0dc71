"""What leaves for others: tidy tables whose figures are those of the files, linked data that a library of RDF reads."""

from __future__ import annotations

import csv
import io
import json
import warnings
import zipfile
from pathlib import Path

import openpyxl
import pytest

from tests.conftest import DATA
from tests.exchange.filling import VALMONT

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
DCAT = "http://www.w3.org/ns/dcat#"
DCT = "http://purl.org/dc/terms/"


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8"), newline="")))


def test_csv_tables(alignment, tmp_path: Path) -> None:
    result = alignment("export", "valmont", "--format", "csv", "--out", tmp_path / "t", "--data", VALMONT)
    assert result.code == 0
    assert len(result.out.splitlines()) == len(list((tmp_path / "t").iterdir())) == 10
    budget = rows(tmp_path / "t" / "budget.csv")
    assert budget[0] == {
        "cluster": "alpha",
        "action": "four-electrique",
        "source": "region",
        "amount_eur": "100000.01",
        "secured": "true",
    }
    assert len(budget) == 3
    contributions = rows(tmp_path / "t" / "contributions.csv")
    assert contributions[0] == {
        "cluster": "alpha",
        "action": "four-electrique",
        "region": "valmont",
        "framework": "srdeii",
        "node": "decarboner",
        "level": "principal",
    }
    leaves = {row["node"]: row for row in rows(tmp_path / "t" / "frameworks.csv")}
    assert leaves["decarboner"]["parent"] == "industrie"
    assert (leaves["decarboner"]["weight"], leaves["decarboner"]["depth"]) == ("3", "2")


def hostile(folder: Path) -> Path:
    """The small region, an action of which has a title and a description that a spreadsheet would run."""
    for path in VALMONT.rglob("*.yaml"):
        copy = folder / path.relative_to(VALMONT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(
            path.read_text("utf-8").replace(
                "title: Des salons communs", 'title: "=1+1"\n    description: "https://exemple.fr"'
            ),
            "utf-8",
        )
    return folder


def test_no_text_becomes_a_formula_or_a_link(alignment, tmp_path: Path) -> None:
    data = hostile(tmp_path / "data")
    assert (
        alignment("export", "valmont", "--format", "xlsx", "--out", tmp_path / "e.xlsx", "--data", data).code == 0
    )
    assert alignment("export", "valmont", "--format", "csv", "--out", tmp_path / "c", "--data", data).code == 0
    template = ("template", "valmont", "--cluster", "beta", "--out", tmp_path / "t.xlsx", "--data", data)
    assert alignment(*template).code == 0
    for name in ("e.xlsx", "t.xlsx"):
        with zipfile.ZipFile(tmp_path / name) as package:
            parts = {each: package.read(each) for each in package.namelist()}
        assert not any(b"<f>" in part or b"<f " in part for each, part in parts.items() if "worksheets" in each)
        assert not any(b"External" in part for part in parts.values())
    book = openpyxl.load_workbook(tmp_path / "e.xlsx")
    cells = [cell for row in book["actions"].iter_rows() for cell in row if cell.value == "=1+1"]
    assert [cell.data_type for cell in cells] == ["s"]
    assert [row["title"] for row in rows(tmp_path / "c" / "actions.csv") if row["cluster"] == "beta"] == ["'=1+1"]


def test_linked_data_reads_as_rdf(alignment, tmp_path: Path) -> None:
    rdflib = pytest.importorskip("rdflib", reason="rdflib, of the development tools, isn't installed")
    base = ("--namespace", "https://data.example.org/a", "--publisher", "Région Grand Est")
    result = alignment("export", "grand-est", "--format", "jsonld", *base, "--data", DATA)
    assert result.code == 0
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        graph = rdflib.Graph().parse(data=result.out, format="json-ld")
    uri = rdflib.URIRef
    dataset = uri("https://data.example.org/a/dataset/grand-est")
    assert (dataset, uri(RDF + "type"), uri(DCAT + "Dataset")) in graph
    # DCAT-AP: a data set has a title and a description, a distribution an address
    assert graph.value(dataset, uri(DCT + "title")).language == "fr"
    assert graph.value(dataset, uri(DCT + "description")) is not None
    distributions = list(graph.objects(dataset, uri(DCAT + "distribution")))
    assert len(distributions) == 10
    assert all(graph.value(each, uri(DCAT + "accessURL")) for each in distributions)
    # SKOS: each concept in a scheme, below another or at its top, with one preferred label a language
    concepts = set(graph.subjects(uri(RDF + "type"), uri(SKOS + "Concept")))
    assert uri("https://data.example.org/a/s3/grand-est/sante") in concepts
    for concept in concepts:
        assert graph.value(concept, uri(SKOS + "inScheme")) is not None
        above = graph.value(concept, uri(SKOS + "broader"))
        assert above in concepts or graph.value(concept, uri(SKOS + "topConceptOf")) is not None
        labels = [label.language for label in graph.objects(concept, uri(SKOS + "prefLabel"))]
        assert len(labels) == len(set(labels)) >= 1
    for _, target in graph.subject_objects(uri(SKOS + "closeMatch")):
        assert target in concepts
    for _, subject in graph.subject_objects(uri(DCT + "subject")):
        assert subject in concepts


def test_linked_data_without_an_address(alignment) -> None:
    graph = alignment("export", "valmont", "--format", "jsonld", "--data", VALMONT).json["@graph"]
    assert graph[0]["@id"] == "urn:alignment:dataset:valmont"
    assert "dcat:distribution" not in graph[0]  # an address that nobody gave is not made up
    concepts = {node["@id"]: node for node in graph if node["@type"] == "skos:Concept"}
    assert concepts["urn:alignment:srdeii:valmont:decarboner"]["skos:broader"] == {
        "@id": "urn:alignment:srdeii:valmont:industrie"
    }


@pytest.mark.parametrize("base", ["javascript:alert(1)", "data.fr", "https://a b/", 'https://a/">'])
def test_an_address_that_is_none(alignment, base: str) -> None:
    result = alignment("export", "valmont", "--format", "jsonld", "--namespace", base, "--data", VALMONT)
    assert (result.code, result.out) == (2, "")
    assert "n’est pas une adresse" in result.err


def test_linked_data_is_json(alignment, tmp_path: Path) -> None:
    assert (
        alignment(
            "export", "valmont", "--format", "jsonld", "--out", tmp_path / "v.jsonld", "--data", VALMONT
        ).code
        == 0
    )
    assert json.loads((tmp_path / "v.jsonld").read_text("utf-8"))["@context"]["dcat"] == DCAT


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_an_export_is_not_taken_for_a_workbook_to_import(alignment, tmp_path: Path, form: str) -> None:
    """Its codes and joined cells are for machines; one sentence says so, rather than a refusal for each cell."""
    out = tmp_path / "export.xlsx" if form == "xlsx" else tmp_path / "export"
    alignment("export", "valmont", "--format", form, "--out", out, "--data", VALMONT)
    made = out if form == "xlsx" else out / "actions.csv"
    result = alignment("import", made, "--dry-run", "--data", VALMONT)
    assert result.code == 2
    assert "alignment template" in result.err and len(result.err.splitlines()) == 1


@pytest.mark.parametrize(
    "address", ["http://[x", "ftp://x.fr/", "https://", "https://x.fr/a b", "urn:x y:", "urn:x"]
)
def test_addresses_that_are_none(alignment, address: str) -> None:
    result = alignment("export", "valmont", "--format", "jsonld", "--namespace", address, "--data", VALMONT)
    assert result.code == 2
    assert "--namespace" in result.err
