"""The PDF form: all that the report says, as text and never as markup, tagged, and settable whatever people write."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from tests.report.dom import parse
from tests.report.report_data import attack, plain_words, write_data

from alignment.config import DataFolder
from alignment.kernel.bilingual import Bilingual
from alignment.pipeline.loading import load
from alignment.pipeline.publication import report_of
from alignment.pipeline.scoring import score
from alignment.report.cells import formatted
from alignment.report.document import Column, Row, Table
from alignment.report.pdf import files
from alignment.report.pdf.text import settable
from alignment.report.regional.value import Facts, KeyFigures, Report, Section

REGIONS = Path(__file__).resolve().parents[1] / "regions"
reads_text = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="pdftotext (Debian: poppler-utils) is not here"
)


def made(folder: Path, region: str) -> Report:
    loaded = load(DataFolder(folder, Bilingual("", "")))
    scored = score(loaded, region, None, None)
    assert not isinstance(scored, list)
    return report_of(loaded, region, scored, None, "fr")


@pytest.fixture(scope="module")
def valmont() -> tuple[Report, bytes]:
    """The report of a region worked out by hand elsewhere, and its PDF."""
    report = made(REGIONS / "valmont", "valmont")
    (content,) = files(report).values()
    return report, content


def squashed(text: str) -> str:
    """Where lines are broken is no matter."""
    return re.sub(r"\s", "", text)


def text_of(content: bytes) -> str:
    """The text of a PDF in reading order, without spaces."""
    found = subprocess.run(["pdftotext", "-raw", "-", "-"], input=content, capture_output=True, check=True)
    return squashed(found.stdout.decode().replace("\f", ""))


def elements(node: Any) -> list[Any]:
    """The elements of the structure tree, in order."""
    node = node.get_object()
    if isinstance(node, list):
        return [each for child in node for each in elements(child)]
    if not hasattr(node, "get"):
        return []
    inner = elements(node["/K"]) if "/K" in node else []
    return [node, *inner] if "/S" in node else inner


def test_it_is_a_tagged_document_that_says_it_is_accessible(valmont):
    report, content = valmont
    reader = PdfReader(io.BytesIO(content))
    catalog = reader.trailer["/Root"]
    assert catalog["/MarkInfo"]["/Marked"]
    assert catalog["/Lang"] == "fr"
    assert catalog["/ViewerPreferences"]["/DisplayDocTitle"]
    assert re.search(rb"pdfuaid:part(?:>|=\")1", catalog["/Metadata"].get_object().get_data())
    assert reader.metadata.title == f"{report.title} – {report.subtitle}"
    tags = [element["/S"] for element in elements(catalog["/StructTreeRoot"])]
    tables = [part for section in report.walk() for part in section.parts if isinstance(part, Table) and part.rows]
    assert tags.count("/Table") == len(tables)
    assert tags.count("/TH") == sum(len(table.columns) for table in tables)
    assert tags.count("/TR") == sum(1 + len(table.rows) for table in tables)
    # One heading for each section and sub-section, and that of the contents.
    assert sum(tag in ("/H1", "/H2") for tag in tags) == len(list(report.walk())) + 1
    pictures = [element for element in elements(catalog["/StructTreeRoot"]) if element["/S"] == "/Figure"]
    told = {
        part.description for section in report.walk() for part in section.parts if type(part).__name__ == "Figure"
    }
    assert told
    assert {str(picture["/Alt"]) for picture in pictures} == told


def test_it_has_its_fonts_and_nothing_that_acts(valmont):
    reader = PdfReader(io.BytesIO(valmont[1]))
    catalog = reader.trailer["/Root"]
    assert not {"/OpenAction", "/AA", "/AcroForm"} & set(catalog)
    assert not {"/JavaScript", "/EmbeddedFiles"} & set(catalog.get("/Names", {}))
    fonts = {
        font.get_object()["/BaseFont"]: font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        for page in reader.pages
        for font in page["/Resources"].get("/Font", {}).values()
    }
    assert fonts
    for name, descriptor in fonts.items():
        assert "+LibertinusSerif" in name or "+DejaVuSansMono" in name
        assert {"/FontFile2", "/FontFile3"} & set(descriptor.get_object())
    assert all(abs(float(page.mediabox.width) - 595.28) < 0.1 for page in reader.pages if not page.rotation)


@reads_text
def test_it_says_every_figure_of_the_report(valmont):
    report, content = valmont
    text = text_of(content)
    for section in report.walk():
        assert squashed(section.title) in text
        for part in section.parts:
            if isinstance(part, KeyFigures):
                for figure in part.figures:
                    column = Column(figure.key, figure.label, figure.kind, decimals=figure.decimals)
                    told = figure.label + formatted(figure.value, column, "fr") + figure.basis
                    assert squashed(told) in text
            elif isinstance(part, Facts):
                for name, said in part.rows:
                    assert squashed(name) in text
                    assert squashed(said) in text
            elif isinstance(part, Table):
                for row in part.rows:
                    for value, column in zip(row.cells, part.columns, strict=True):
                        if column.kind not in ("bar", "url"):
                            assert squashed(formatted(value, column, "fr")) in text, (part.key, value)


@reads_text
def test_a_row_of_the_ranking_reads_from_left_to_right(valmont):
    report, content = valmont
    text = text_of(content)
    (ranking,) = (
        part
        for section in report.sections
        for part in section.parts
        if getattr(part, "key", "") == "ranking-clusters"
    )
    for row in ranking.rows:
        cells = zip(row.cells, ranking.columns, strict=True)
        assert squashed("".join(formatted(v, c, "fr") for v, c in cells if c.kind != "bar")) in text


@reads_text
@pytest.mark.parametrize("number", [0, 5, 9])
def test_hostile_texts_are_printed_as_they_are(number, tmp_path):
    """Every text of the data that the page says is on paper too, letter by letter (R-30)."""
    from alignment.report.html.page import render

    say = attack(number)
    report = made(write_data(tmp_path, say), "essai")
    shown = squashed(parse(render(report))[0].text)
    ((name, content),) = files(report).items()
    assert name == "essai.pdf"
    text = text_of(content)
    fields = [said for said in say.seen.values() if squashed(said) in shown]
    assert len(fields) > 25
    assert [said for said in fields if squashed(said) not in text] == []
    assert "root:" not in text
    for page in PdfReader(io.BytesIO(content)).pages:
        for each in page.get("/Annots", ()):
            action = each.get_object().get("/A")
            assert action is None or action["/S"] != "/URI" or action["/URI"] == "https://exemple.fr/page?a=1&b=2"


def test_any_character_can_be_set():
    """Every one that is let through has a sign in each weight, and the others are spelt out."""
    every = "".join(c for c in map(chr, range(0x20, 0x3000)) if settable(c) == c and c.strip())
    assert len(every) > 1300
    assert set("àâæçéèêëîïôœùûüÿÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸ«»“”‘’–—…€°²³½×÷−≤≥→✓✗·•") <= set(every)
    strange = "a\u202eb \U0001f600 \u0627\u0644 \u4e2d \x00 \ufffe \ue000"
    assert settable(strange) == "a\\u202eb \\U0001f600 \\u0627\\u0644 \\u4e2d \\x00 \\ufffe \\ue000"
    said = f"{' '.join(every)} {strange}"
    table = Table("t", said, (Column("a", said),), (Row((said,)), Row((said,), total=True)), note=said)
    section = Section("s", said, (table,), said)
    report = Report("k", "fr", said, said, Facts(((said, said),)), (said,), (section,), (), {}, {}, {})
    assert files(report)["k.pdf"].startswith(b"%PDF-1.7")


def test_a_date_is_that_of_the_report(tmp_path, alignment):
    write_data(tmp_path / "data", plain_words)
    for arguments, date in (((), None), (("--date", "2026-03-01"), "2026-03-01")):
        out = tmp_path / f"out{date}"
        assert (
            alignment(
                "report", "essai", "--format", "pdf", "--out", out, "--data", tmp_path / "data", *arguments
            ).code
            == 0
        )
        created = PdfReader(out / "essai.pdf").metadata.creation_date
        assert (created.date().isoformat() if created else None) == date


def test_without_typst_one_sentence_says_what_to_install(tmp_path, alignment, monkeypatch):
    for name in [name for name in sys.modules if name.startswith("alignment.report.pdf")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "typst", None)
    write_data(tmp_path / "data", plain_words)
    result = alignment(
        "report", "essai", "--format", "html,pdf", "--out", tmp_path / "out", "--data", tmp_path / "data"
    )
    assert result.code == 2
    assert 'pip install "alignment[pdf]"' in result.err
    assert len(result.err.strip().splitlines()) == 1
    assert not (tmp_path / "out").exists()


def test_a_table_too_wide_for_the_page_lies_on_its_side():
    """Twenty columns of seven figures don't fit upright at a size that can be read; five do."""
    for count, turned in ((5, 0), (20, 1)):
        columns = tuple(Column(f"c{place}", f"Col {place}", "exact-money") for place in range(count))
        table = Table("t", "Large", columns, tuple(Row((123456789,) * count) for _ in range(3)))
        section = Section("s", "Section", (table,))
        report = Report("k", "fr", "Région", "Rapport", Facts(()), (), (section,), (), {}, {}, {})
        pages = PdfReader(io.BytesIO(files(report)["k.pdf"])).pages
        sides = [(float(page.mediabox.width), float(page.mediabox.height)) for page in pages]
        assert sum(width > height for width, height in sides) == turned
