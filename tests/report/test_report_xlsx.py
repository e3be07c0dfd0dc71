"""The XLSX form: typed values that add up to the JSON, texts that stay texts, a package without formula or outside link."""

from __future__ import annotations

import io
import json
import re
import sys
import zipfile
from dataclasses import replace

import pytest
from openpyxl import load_workbook
from tests.report.report_data import attack, plain_words, write_data

from alignment.report.document import Column, Row, Table
from alignment.report.regional.value import Facts, Report
from alignment.report.xlsx import files
from alignment.report.xlsx.sheet import Names
from alignment.report.xlsx.text import plain


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """The workbook of the small data set, its JSON, and the folder."""
    from alignment.cli.main import run

    folder = tmp_path_factory.mktemp("xlsx")
    write_data(folder / "data", plain_words)
    for lang in ("fr", "en"):
        arguments = ["--format", "xlsx,json", "--lang", lang, "--out", str(folder / lang)]
        assert run(["report", "--all", *arguments, "--data", str(folder / "data")]) == 0
    return folder


def book_of(path):
    return load_workbook(path)


def column(sheet, label: str) -> list[object]:
    """The values under a header."""
    (place,) = (cell.column for cell in sheet[1] if cell.value == label)
    return [row[place - 1].value for row in sheet.iter_rows(min_row=2)]


def test_totals_and_shares_are_those_of_the_json(written):
    book = book_of(written / "fr/essai.xlsx")
    value = json.loads((written / "fr/essai.json").read_text("utf-8"))
    clusters, priorities = value["score"]["clusters"], value["score"]["priorities"]
    sheet = book["Clusters"]
    assert column(sheet, "Cluster") == [each["name"] for each in clusters]
    assert column(sheet, "Rang") == [each["rank"] for each in clusters]
    assert column(sheet, "Alignement") == pytest.approx([each["alignment"] for each in clusters], abs=1e-14)
    # 1 234 567,89 € and 1 000 000 €, both of one action (report_data).
    assert [known for known in column(sheet, "Budget connu") if known is not None] == [2234567.89]
    lines = zip(column(book["Budgets"], "Compte"), column(book["Budgets"], "Montant"), strict=True)
    counted = sum(amount for counts, amount in lines if counts == "oui")
    assert round(counted * 100) == value["money"]["budget_cents"] == 223456789
    sheet = book["Priorités"]
    assert column(sheet, "ref") == [each["ref"] for each in priorities]
    assert column(sheet, "Couverture") == pytest.approx([each["coverage"] for each in priorities], abs=1e-14)
    for framework in ("srdeii", "s3"):
        told = sum(each["attributed_cents"] for each in priorities if each["framework"] == framework)
        names = column(sheet, "Cadre")
        shown = zip(names, column(sheet, "Argent attribué"), strict=True)
        assert round(sum(money * 100 for name, money in shown if name.lower() == framework)) == told
    assert column(book["Matrice S3"], "Texte priority bio") == pytest.approx(
        [each["cells"].get("s3:bio", {"coverage": 0})["coverage"] for each in clusters]
    )


def test_numbers_are_numbers_in_the_signs_of_the_language(written):
    for lang, name, share, money in (
        ("fr", "Clusters", "0.0\\ %", '#,##0.00\\ "€"'),
        ("en", "Clusters", "0.0%", '"€"#,##0.00'),
    ):
        sheet = book_of(written / lang / "essai.xlsx")[name]
        formats = {
            cell.number_format for row in sheet.iter_rows(min_row=2) for cell in row if cell.data_type == "n"
        }
        assert {share, money} <= formats


def test_every_sheet_is_ready_to_sort_and_print(written):
    for path in ("fr/essai.xlsx", "fr/index.xlsx"):
        book = book_of(written / path)
        tables = [sheet for sheet in book if sheet.title not in ("Lisez-moi", "Graphique", "La méthode")]
        assert len(tables) >= 1
        for sheet in tables:
            assert sheet.freeze_panes is not None
            assert sheet.auto_filter.ref
            assert sheet.print_title_rows == "$1:$1"
            assert sheet.page_setup.orientation == "landscape"
            assert sheet.sheet_properties.pageSetUpPr.fitToPage
        (chart,) = book["Graphique"]._charts
        assert chart.tagname == "barChart"
        assert book["Lisez-moi"]["A1"].value in ("Texte region", "Comparaison des régions")
    assert book_of(written / "fr/essai.xlsx")["Clusters"].conditional_formatting


def test_the_first_sheet_leads_to_the_others(written):
    book = book_of(written / "fr/essai.xlsx")
    places = {cell.hyperlink.location for row in book["Lisez-moi"] for cell in row if cell.hyperlink}
    led = {place.split("!")[0].strip("'") for place in places}
    assert led == {sheet.title for sheet in book} - {"Lisez-moi", "Graphique", "La méthode"}


@pytest.mark.parametrize("number", [0, 5, 9])
def test_no_formula_and_nothing_outside(number, tmp_path, alignment):
    """Whatever people write stays a text, letter by letter (R-31)."""
    say = attack(number)
    write_data(tmp_path / "data", say)
    out = tmp_path / "out"
    result = alignment("report", "--all", "--format", "xlsx", "--out", out, "--data", tmp_path / "data")
    assert result.code == 0
    assert result.err.count("\n") == 1
    for name in ("essai.xlsx", "index.xlsx"):
        with zipfile.ZipFile(out / name) as package:
            for part in package.namelist():
                content = package.read(part).decode("utf-8")
                assert "External" not in content or part.endswith("sharedStrings.xml")
                if part.startswith("xl/worksheets/") and part.endswith(".xml"):
                    assert not re.search(r"<f[ >]", content)
                assert not re.search(r"vba|activeX|externalLink", part)
    book = book_of(out / "essai.xlsx")
    assert {cell.data_type for sheet in book for row in sheet for cell in row} <= {"s", "n"}
    assert set(column(book["Clusters"], "Cluster")) == {say("alpha"), say("beta"), say("gamma")}
    assert say("action une") in column(book["Actions"], "Action")
    assert say("source title") in column(book["Sources"], "Titre")


def _report(text: str) -> Report:
    table = Table("t", "Table", (Column("a", "A"),), (Row((text,)),))
    return Report("k", "fr", "R", "S", Facts(()), (), (), (table,), {}, {}, {})


def one_cell(text: str) -> str:
    """What a workbook gives back of a text."""
    (content,) = files(_report(text)).values()
    return str(book_of(io.BytesIO(content))["Table"]["A2"].value)


def test_a_text_is_never_dropped_nor_changed():
    assert one_cell("x" * 32_767) == "x" * 32_767
    assert one_cell("x" * 40_000) == "x" * 32_766 + "…"
    # A sign beyond the basic plane counts for two.
    assert one_cell("\U0001f600" * 20_000) == "\U0001f600" * 16_383 + "…"
    for said in ("0012", "1e5", "=1+1", "-2", "a\nb", " a ", "2023-01", "TRUE", "#REF!", "{=1}", "mailto:a@b.fr"):
        assert one_cell(said) == said
    with zipfile.ZipFile(io.BytesIO(next(iter(files(_report("_x000D_")).values())))) as package:
        assert "_x005F_x000D_" in package.read("xl/sharedStrings.xml").decode()
    assert plain("a\x00\u202e\r\nb") == "a\\x00\\u202e\\r\nb"


def test_names_of_sheets_suit_any_spreadsheet():
    names = Names()
    assert names.take("Matrice [a]:*?/\\ 'x'") == "Matrice a 'x"
    assert names.take("A" * 40) == "A" * 31
    assert names.take("a" * 40) == "a" * 27 + " 2"
    assert names.take("History") == "History 2"
    assert names.take("''") == "–"


def test_a_date_is_that_of_the_report():
    report = _report("x")
    dated = replace(report, data={"date": "2026-03-01"})
    created = [book_of(io.BytesIO(files(each)["k.xlsx"])).properties.created for each in (report, dated)]
    assert [moment.isoformat() for moment in created] == ["1980-01-01T00:00:00", "2026-03-01T00:00:00"]


def test_without_xlsxwriter_one_sentence_says_what_to_install(tmp_path, alignment, monkeypatch):
    for name in [name for name in sys.modules if name.startswith(("alignment.report.xlsx", "xlsxwriter"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    write_data(tmp_path / "data", plain_words)
    result = alignment(
        "report", "essai", "--format", "xlsx", "--out", tmp_path / "out", "--data", tmp_path / "data"
    )
    assert result.code == 2
    assert 'pip install "alignment[xlsx]"' in result.err
    assert len(result.err.strip().splitlines()) == 1
    assert not (tmp_path / "out").exists()
