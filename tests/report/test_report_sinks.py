"""What people write in data files stays text, in every field and every form of a report (R-24 to R-31)."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from tests.report.dom import parse, shape
from tests.report.report_data import HOSTILE, attack, benign, write_data

FORMS = "html,md,csv,csv-bom,json"
# Enough to bring every hostile string into several fields.
NUMBERS = (0, 5, 9)


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """Reports of the same data, hostile and benign: folders by number."""
    from alignment.cli.main import run

    found = {}
    for number in NUMBERS:
        say = attack(number)
        for name, words in (("hostile", say), ("benign", lambda field, say=say: benign(say(field)))):
            folder = tmp_path_factory.mktemp(f"{name}{number}")
            write_data(folder / "data", words)
            code = run(
                [
                    "report",
                    "--all",
                    "--format",
                    FORMS,
                    "--out",
                    str(folder / "out"),
                    "--data",
                    str(folder / "data"),
                ]
            )
            assert code == 0
            found[number, name] = folder / "out"
    return found


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("page", ["essai.html", "index.html"])
def test_html_has_the_elements_and_attributes_of_harmless_data(written, number, page):
    hostile = (written[number, "hostile"] / page).read_text("utf-8")
    harmless = (written[number, "benign"] / page).read_text("utf-8")
    assert shape(hostile) == shape(harmless)


@pytest.mark.parametrize("number", NUMBERS)
def test_html_says_what_was_written(written, number):
    elements = parse((written[number, "hostile"] / "essai.html").read_text("utf-8"))
    (heading,) = (element for element in elements if element.name == "h1")
    assert heading.text == attack(number)("region")


@pytest.mark.parametrize("number", NUMBERS)
def test_links_lead_to_https_or_inside(written, number):
    for page in ("essai.html", "index.html"):
        for element in parse((written[number, "hostile"] / page).read_text("utf-8")):
            assert not any(name.startswith("on") or name == "style" for name in element.attributes), element
            if element.name == "a":
                assert re.match(
                    r"https://exemple\.fr/page\?a=1&b=2$|#[a-z]|essai\.html$|\./essai\.html$",
                    element.attributes["href"] or "",
                )
            else:
                assert element.name not in ("img", "iframe", "object", "embed", "form", "base")
                assert "src" not in element.attributes


@pytest.mark.parametrize("number", NUMBERS)
def test_the_figures_of_the_cursor_are_read_back_whole(written, number):
    elements = parse((written[number, "hostile"] / "essai.html").read_text("utf-8"))
    (island,) = (each for each in elements if each.attributes.get("type") == "application/json")
    assert "<" not in island.text
    live = json.loads(island.text)
    names = {cluster["name"] for cluster in live["clusters"]}
    assert len(names) == 3
    assert all(any(name.startswith(text) for text in HOSTILE) for name in names)


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("page", ["essai.md", "index.md"])
def test_markdown_has_the_blocks_and_marks_of_harmless_data(written, number, page):
    reader = MarkdownIt("commonmark", {"html": True}).enable("table").enable("strikethrough")

    def tokens(name: str) -> list[str]:
        found = []
        for token in reader.parse((written[number, name] / page).read_text("utf-8")):
            found.append(token.type)
            # How texts are cut into pieces by their escapes is no matter.
            found += [child.type for child in token.children or () if child.type not in ("text", "text_special")]
        return found

    def bare(found: list[str]) -> list[str]:
        return [kind for kind in found if kind != "html_inline"]

    hostile, harmless = tokens("hostile"), tokens("benign")
    assert bare(hostile) == bare(harmless)
    text = (written[number, "hostile"] / page).read_text("utf-8")
    # The only HTML is our own small print, and the empty comments that keep hosts from making links.
    assert set(re.findall(r"<[^>]*>", text)) <= {"<sub>", "</sub>", "<!-- -->"}


@pytest.mark.parametrize("number", NUMBERS)
def test_csv_holds_no_formula(written, number):
    files = sorted((written[number, "hostile"] / "essai-csv").glob("*.csv"))
    assert {file.stem for file in files} >= {
        "clusters",
        "priorities",
        "actions",
        "contributions",
        "budgets",
        "sources",
    }
    for file in files:
        text = file.read_text("utf-8-sig")
        rows = list(csv.reader(text.splitlines(), delimiter=";"))
        assert len({len(row) for row in rows}) == 1, file.name
        for cell in (cell for row in rows for cell in row):
            assert not cell.startswith(("=", "+", "@", "\t", "-")) or re.fullmatch(r"-?\d+(,\d+)?", cell), cell


def test_the_mark_for_excel_is_written_when_asked_for(tmp_path: Path, alignment):
    write_data(tmp_path / "data", attack(0))
    for form, start in (("csv", b"cluster_id"), ("csv-bom", b"\xef\xbb\xbfcluster_id")):
        assert (
            alignment(
                "report", "essai", "--format", form, "--out", tmp_path / form, "--data", tmp_path / "data"
            ).code
            == 0
        )
        assert (tmp_path / form / "essai-csv" / "clusters.csv").read_bytes().startswith(start)


@pytest.mark.parametrize("number", NUMBERS)
def test_json_gives_the_texts_back(written, number):
    value = json.loads((written[number, "hostile"] / "essai.json").read_text("utf-8"))
    assert value["schema"] == "alignment/report/v1"
    names = {cluster["name"] for cluster in value["score"]["clusters"]}
    assert len(names) == 3
    assert all(any(name.startswith(text) for text in HOSTILE) for name in names)
