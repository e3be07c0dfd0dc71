"""The page of a report: its policy, its structure, what helps those who don't see it or have no script."""

from __future__ import annotations

import base64
import hashlib
import itertools
import re
from collections import Counter
from pathlib import Path

import pytest
from tests.conftest import DATA
from tests.oracle.generate import generate
from tests.report.dom import Element, parse
from tests.report.report_data import plain_words, write_data


@pytest.fixture(scope="module")
def pages(tmp_path_factory) -> dict[str, str]:
    """Pages of real regions, of the small data set in both languages, of random data sets, and an index."""
    from alignment.cli.main import run

    folder = tmp_path_factory.mktemp("pages")
    write_data(folder / "small", plain_words)
    generate(3, folder / "random")
    found = {}
    for name, arguments in {
        "real": ["report", "grand-est", "mayotte", "corse", "--data", str(DATA)],
        "small": ["report", "essai", "--data", str(folder / "small")],
        "english": ["report", "essai", "--lang", "en", "--data", str(folder / "small")],
        "random": ["report", "--all", "--data", str(folder / "random")],
    }.items():
        run([*arguments, "--out", str(folder / name)])
        for path in sorted((folder / name).glob("*.html")):
            found[f"{name}/{path.stem}"] = path.read_text("utf-8")
    assert {"real/grand-est", "real/mayotte", "real/index", "small/essai", "english/essai"} <= found.keys()
    assert any(name.startswith("random/") for name in found)
    return found


@pytest.fixture(scope="module")
def parsed(pages: dict[str, str]) -> dict[str, list[Element]]:
    return {name: parse(page) for name, page in pages.items()}


def test_the_policy_allows_this_style_and_these_scripts_alone(pages):
    for name, page in pages.items():
        (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
        rules = dict(rule.strip().split(" ", 1) for rule in policy.replace("&#39;", "'").split(";"))
        assert rules["default-src"] == "'none'", name
        assert rules["base-uri"] == rules["form-action"] == "'none'"
        assert "unsafe" not in policy
        assert "http" not in policy
        assert set(rules) == {"default-src", "style-src", "script-src", "img-src", "base-uri", "form-action"}
        for element, rule in (("style", "style-src"), ("script", "script-src")):
            inside = re.findall(rf"<{element}>(.*?)</{element}>", page, re.DOTALL)
            hashes = {base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in inside}
            assert inside
            assert set(re.findall(r"'sha256-([^']*)'", rules[rule])) == hashes, (name, rule)


def test_nothing_is_asked_of_any_other_place(pages, parsed):
    for name, elements in parsed.items():
        for element in elements:
            assert "src" not in element.attributes, name
            if element.name == "link":
                assert element.attributes["href"] == "data:,"
        assert "@import" not in pages[name]
        assert "url(" not in pages[name]


def test_headings_go_down_one_step_at_a_time(parsed):
    for name, elements in parsed.items():
        levels = [int(each.name[1]) for each in elements if re.fullmatch(r"h[1-6]", each.name)]
        assert levels.count(1) == 1, name
        assert levels[0] == 1
        assert all(following - level <= 1 for level, following in itertools.pairwise(levels)), name


def test_landmarks_language_and_the_way_past_the_navigation(parsed):
    for name, elements in parsed.items():
        counts = Counter(each.name for each in elements)
        assert counts["main"] == 1
        assert counts["header"] == 1
        assert counts["footer"] == 1
        assert elements[0].attributes["lang"] == ("en" if name.startswith("english") else "fr")
        first_link = next(each for each in elements if each.name == "a")
        assert first_link.attributes["href"] == "#content"
        (main,) = (each for each in elements if each.name == "main")
        assert main.attributes["id"] == "content"


def test_every_id_is_one_place_and_every_inner_link_leads_to_one(parsed):
    for name, elements in parsed.items():
        ids = Counter(each.attributes["id"] for each in elements if "id" in each.attributes)
        assert [ident for ident, number in ids.items() if number > 1] == [], name
        for element in elements:
            target = element.attributes.get("href") or ""
            if target.startswith("#"):
                assert target[1:] in ids, (name, target)
            for attribute in ("aria-labelledby", "aria-describedby", "for"):
                for ident in (element.attributes.get(attribute) or "").split():
                    assert ident in ids, (name, attribute, ident)


def test_tables_have_captions_and_headings(parsed):
    for name, elements in parsed.items():
        tables = [each for each in elements if each.name == "table"]
        assert tables
        for table in tables:
            inside = list(table.walk())
            (caption,) = (each for each in inside if each.name == "caption")
            assert caption.text.strip(), (name, table.attributes)
            head = [each for each in inside if each.name == "th" and "thead" in each.ancestors]
            assert all(each.attributes["scope"] == "col" and each.text.strip() for each in head)
            body = [each for each in inside if each.name == "tr" and "tbody" in each.ancestors]
            for row in body:
                (heading,) = (each for each in row.children if each.name == "th")
                assert heading.attributes["scope"] == "row"
                assert len(row.children) == len(body[0].children)


def test_pictures_are_told_in_words(parsed):
    for name, elements in parsed.items():
        for picture in (each for each in elements if each.name == "svg" and "figure" in each.ancestors):
            assert picture.attributes["role"] in ("img", "group"), name
            told = {
                each.attributes.get("id"): each.text for each in picture.children if each.name in ("title", "desc")
            }
            assert all(told.get(ident) for ident in (picture.attributes["aria-labelledby"] or "").split())


def test_without_script_the_page_is_a_whole_report(parsed):
    elements = parsed["small/essai"]
    panel = next(each for each in elements if each.attributes.get("id") == "live-panel")
    assert "hidden" in panel.attributes
    ranks = [each for each in elements if (each.attributes.get("id") or "").startswith("rank-")]
    # By hand, at the region's cursor of 0.35: R(alpha) is 2/3 for eau (principal) and, of the third of sol, 1/4 times
    # 0.4 for argile (significant) and 3/4 for sable: 2/3 + (0.1 + 0.75)/3 = 0.95. E(alpha) is (1 + 0.4)/3 on the S3.
    # A = 0.65 x 0.95 + 0.35 x 7/15 = 0.6175 + 0.16333 = 78.1 %.
    assert [each.attributes["id"] for each in ranks] == ["rank-alpha", "rank-gamma", "rank-beta"]
    assert "78,1\u00a0%" in ranks[0].text
    assert "95,0\u00a0%" in ranks[0].text
    assert "46,7\u00a0%" in ranks[0].text


def test_english_pages_are_in_english(parsed):
    elements = parsed["english/essai"]
    headings = [each.text for each in elements if each.name == "h2"]
    assert headings[0] == "Contents"
    assert {"In short", "Ranking of clusters", "Gaps", "Money", "The method"} <= set(headings)


def test_a_region_without_clusters_or_without_an_s3_has_a_page_too(tmp_path: Path, alignment):
    data = write_data(tmp_path / "data", plain_words)
    for roadmap in (data / "regions/essai/clusters").iterdir():
        roadmap.unlink()
    (data / "s3/essai.yaml").unlink()
    # Scenarios and requirements speak of the S3 and of clusters that are no more.
    region = data / "regions/essai/region.yaml"
    kept = region.read_text("utf-8").split("  scenarios:")[0]
    region.write_text(kept + "sources: [{id: s1, title: Titre}]\n", "utf-8")
    result = alignment(
        "report", "essai", "--format", "html,md,csv,json", "--out", tmp_path / "out", "--data", data
    )
    assert result.code == 0, result.err
    page = (tmp_path / "out/essai.html").read_text("utf-8")
    assert "Aucun cluster n’est décrit pour cette région" in page
    assert "live-panel" not in page
