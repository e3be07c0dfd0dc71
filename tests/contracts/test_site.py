"""The site of the documents: built without a warning, complete, and without anything from a network."""

from __future__ import annotations

import os
import re
import shutil
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest

from tests.conftest import DATA

ROOT = DATA.parent
sys.path.insert(0, str(ROOT / "scripts"))

import docs  # noqa: E402

CHROMIUM = os.environ.get("ALIGNMENT_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


class Page(HTMLParser):
    """What a page loads, and where it leads."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.leads: list[str] = []
        self.feed(path.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = {name: value for name, value in attrs if value}
        if tag == "a" and "href" in held:
            self.leads.append(held["href"])
        else:
            self.loads += [held[name] for name in ("src", "href", "srcset", "data", "poster") if name in held]


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    """The whole site; a link or an anchor that leads nowhere stops the generator."""
    target = tmp_path_factory.mktemp("documents") / "site"
    assert docs.build(target) == 0
    return target


def test_nothing_comes_from_a_network(site):
    """Pages and style sheets name files of the site alone."""
    for path in site.rglob("*.html"):
        assert [each for each in Page(path).loads if urlsplit(each).scheme not in ("", "data")] == [], path
        assert not [each for each in Page(path).loads if each.startswith("//")], path
    for path in site.rglob("*.css"):
        named = re.findall(r"""(?:url\(|@import\s+)["']?([^"')\s]+)""", path.read_text("utf-8"))
        assert [each for each in named if urlsplit(each).netloc] == [], path


def test_every_list_and_table_is_one(site):
    """What forges take for a list or a table, the generator takes for one: no paragraph shows its marks."""
    for path in site.rglob("*.html"):
        for paragraph in re.findall(r"<p>(.*?)</p>", path.read_text("utf-8"), re.DOTALL):
            assert not re.search(r"^(\||[-*] |\d+\. |#+ |```)", paragraph, re.MULTILINE), (
                f"{path}: {paragraph[:200]}"
            )


def test_every_page_can_be_reached_from_the_first(site):
    """By links of menus and texts; each leads to a file that is there."""
    found, ahead = set(), ["index.html"]
    while ahead:
        name = ahead.pop()
        if name in found:
            continue
        found.add(name)
        for link in Page(site / name).leads if name.endswith(".html") else ():
            if not urlsplit(link).scheme and (path := urlsplit(urljoin(name, link)).path):
                assert (site / path).is_file(), f"{name}: {link}"
                ahead.append(path)
    pages = {
        path.relative_to(ROOT / "docs").with_suffix(".html").as_posix() for path in (ROOT / "docs").rglob("*.md")
    }
    assert pages - {"decisions/README.html"} - found == set(), "name each page in the nav of mkdocs.yml"
    assert "decisions/index.html" in found
    assert {
        f"reference/regles/{path.stem}.html" for path in (ROOT / "src/alignment/check/docs").glob("*.md")
    } <= found


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine: apt-get install chromium")
def test_the_search_works_from_a_folder(site):
    """Typed on the first page, opened as a file: results that lead somewhere, no request but for files of the site."""
    from playwright.sync_api import sync_playwright

    asked: list[str] = []
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: asked.append(str(error)))
        page.goto((site / "index.html").as_uri())
        page.keyboard.press("Control+k")
        page.keyboard.type("articulation")
        first = (
            page.locator("ol a, [role=option] a, .md-search a, li a")
            .filter(has_text="Ciblage et articulation")
            .first
        )
        first.wait_for()
        first.click()
        page.wait_for_url("**/method.html*")
        browser.close()
    assert asked
    assert [each for each in asked if not each.startswith((site.as_uri(), "data:", "blob:", "about:"))] == []


def test_links_of_pages_fit_the_place_they_go_to():
    """A page that joins the site, one that it leaves, an anchor, an image, an outside address."""
    text = "[règle](../src/alignment/check/docs/AL201.md#pourquoi) ![image](images/a.png) [là](https://x.fr) [code](../src/a.py)"
    assert docs.relinked(text, "docs/page.md", "docs/page.md") == (
        "[règle](reference/regles/AL201.md#pourquoi) ![image](images/a.png) [là](https://x.fr) code"
    )
    assert docs.relinked("[m](docs/method.md)", "CONTRIBUTING.md", "docs/developers/contributing.md") == (
        "[m](../method.md)"
    )


def test_french_spaces_are_set_outside_of_code():
    """The reader's line never begins with a colon; what is to be typed is left alone; comments are for writers."""
    assert docs.typeset("« a » : b ? `c : d`") == "«\u00a0a\u00a0»\u00a0: b\u00a0? `c : d`"
    assert docs.typeset("a\n<!-- $ rm -->\n| b |") == "a\n\n| b |"


def test_only_a_site_is_replaced(tmp_path):
    """Whoever names the wrong folder keeps what is in it."""
    (tmp_path / "mine").write_text("")
    with pytest.raises(SystemExit, match="something else than a site"):
        docs.build(tmp_path)
    assert (tmp_path / "mine").exists()


def test_a_list_is_set_apart():
    """From the text before it, not inside code, nor between its own lines."""
    text = "a:\n- b\n  c\n- d\n```\ne\n- f\n```"
    assert docs.spaced(text) == "a:\n\n- b\n  c\n- d\n```\ne\n- f\n```"


REPOSITORY_PAGES = [
    "README.md",
    "README.fr.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "CHANGELOG.md",
    "data/LICENSE.md",
]


@pytest.mark.parametrize(
    "name", REPOSITORY_PAGES + sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").rglob("*.md"))
)
def test_links_in_the_repository_lead_somewhere(name):
    """Files that exist and headings that exist, as a forge shows them; outside addresses are well formed."""
    text = (ROOT / name).read_text("utf-8")
    for outside in re.findall(r"\]\((\w+:[^)\s]*)\)", re.sub(docs.CODE, "", text)):
        assert re.fullmatch(r"https://[a-z0-9.-]+\.[a-z]{2,}(/[^\s]*)?", outside), outside
    for link in re.findall(r"\]\(([^)\s:]+)\)", re.sub(docs.CODE, "", text)):
        path, _, anchor = link.partition("#")
        target = (ROOT / name).parent / path if path else ROOT / name
        assert target.exists(), link
        if anchor:
            assert anchor in anchors(target.read_text("utf-8")), link


def anchors(text: str) -> set[str]:
    """The anchors that forges give to the headings of a text."""
    headings = re.findall(
        r"^#+ (.*)$", re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE), re.MULTILINE
    )
    plain = (re.sub(r"[`*]|\[([^\]]*)\]\([^)]*\)", r"\1", heading) for heading in headings)
    return {re.sub(r"[^\w\- ]", "", each.lower()).replace(" ", "-") for each in plain}
