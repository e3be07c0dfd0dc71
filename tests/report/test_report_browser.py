"""Reports in a real browser: the cursor follows the tool to the digit, nothing leaves the page, nothing shuts anyone out.

Needs Chromium (Debian's package, or the path in ALIGNMENT_CHROMIUM): without one these tests say so and are skipped.
"""

from __future__ import annotations

import os
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import DATA
from tests.report.report_data import attack, plain_words, write_data

CHROMIUM = os.environ.get("ALIGNMENT_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine: apt-get install chromium")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


def copy_region(region: str, folder: Path) -> None:
    """The real data without the roadmaps of other regions: the tool reads them faster, ten times over."""
    from alignment.config import data_folder
    from alignment.pipeline.loading import load

    loaded = load(data_folder(str(DATA), {}, DATA))
    kept = loaded.data.files_of(region)
    for name in loaded.files:
        if "/clusters/" not in name or name in kept:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(DATA / name, folder / name)


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """Grand Est, the small data set (plain and hostile), and an index of several regions."""
    from alignment.cli.main import run

    folder = tmp_path_factory.mktemp("reports")
    copy_region("grand-est", folder / "grand-est")
    write_data(folder / "small", plain_words)
    write_data(folder / "hostile", attack(0))
    for name, regions, data in (
        ("real", ["grand-est", "mayotte", "corse"], DATA),
        ("small-out", ["essai"], folder / "small"),
        ("hostile-out", ["essai"], folder / "hostile"),
    ):
        run(["report", *regions, "--lang", "fr", "--out", str(folder / name), "--data", str(data)])
    return folder


@pytest.fixture
def page(browser, folder) -> Iterator[Callable[..., Any]]:
    """Open a report; at the end nothing was asked of the network, nothing was complained of."""
    opened = []

    def open_page(name: str, width: int = 1280, scheme: str = "light") -> Any:
        found = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
        found.set_default_timeout(10_000)
        complaints: list[str] = []
        found.on("console", lambda message: complaints.append(message.text))
        found.on("pageerror", lambda error: complaints.append(str(error)))
        found.on(
            "request",
            lambda request: (
                complaints.append(request.url) if not request.url.startswith(("file:", "data:")) else None
            ),
        )
        found.on("dialog", lambda dialog: complaints.append(dialog.message))
        opened.append((found, complaints))
        found.goto((folder / f"{name}.html").as_uri())
        return found

    yield open_page
    for found, complaints in opened:
        assert complaints == []
        found.close()


KEYS = (
    "rank",
    "alignment",
    "regional",
    "european",
    "articulation",
    "mandate_srdeii",
    "mandate_s3",
    "focus_srdeii",
    "focus_s3",
)


def in_page(page: Any) -> list[list[str]]:
    """The ranking as the page shows it: clusters in order, with their figures."""
    return page.evaluate(
        """keys => [...document.querySelectorAll("#ranking-clusters tbody tr")].map(row =>
             [row.id.slice(5), row.querySelector("th").textContent,
              ...keys.map(key => row.querySelector(`[data-k=${key}]`).textContent)])""",
        list(KEYS),
    )


def from_tool(alignment: Callable[..., Any], region: str, data: Path, *arguments: str) -> list[list[str]]:
    """The same from `alignment score`: order and ids from its JSON, figures as its Markdown displays them."""
    common = (region, "--data", data, "--lang", "fr", *arguments)
    value = alignment("score", *common, "--format", "json").json
    text = alignment("score", *common, "--format", "markdown").out
    table = text[text.index("**Clusters par alignement**") :].split("\n\n")[1].splitlines()
    rows = [
        [unescape(cell.strip().replace("\\", "")) for cell in line.strip("|").split("|")] for line in table[2:]
    ]
    # Rank, name, bar, then the figures.
    return [
        [cluster["id"], row[1], row[0], *row[3 : 3 + len(KEYS) - 1]]
        for cluster, row in zip(value["clusters"], rows, strict=True)
    ]


def cursor_of(page: Any) -> str:
    """The cursor in force, as `--cursor` takes it."""
    percent = int(page.eval_on_selector("#live-cursor", "slider => slider.value"))
    return f"{percent / 100:.2f}"


def test_the_slider_follows_the_tool_by_keyboard_and_pointer(page, alignment, folder):
    opened = page("real/grand-est")
    data = folder / "grand-est"
    assert in_page(opened) == from_tool(alignment, "grand-est", data)
    slider = opened.locator("#live-cursor")
    slider.focus()
    seen = set()
    for key, times in (
        ("Home", 1),
        ("ArrowRight", 7),
        ("ArrowUp", 6),
        ("PageUp", 2),
        ("End", 1),
        ("ArrowLeft", 13),
    ):
        for _ in range(times):
            opened.keyboard.press(key)
        at = cursor_of(opened)
        seen.add(at)
        assert in_page(opened) == from_tool(alignment, "grand-est", data, "--cursor", at), at
    assert {"0.00", "0.07", "0.13", "0.33", "1.00", "0.87"} == seen
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    for share in (0.2, 0.45, 0.62, 0.78):
        opened.mouse.move(box["x"] + 14 + (box["width"] - 28) * 0.5, box["y"] + box["height"] / 2)
        opened.mouse.down()
        opened.mouse.move(box["x"] + 14 + (box["width"] - 28) * share, box["y"] + box["height"] / 2, steps=4)
        opened.mouse.up()
        at = cursor_of(opened)
        seen.add(at)
        assert abs(float(at) - share) <= 0.01
        assert in_page(opened) == from_tool(alignment, "grand-est", data, "--cursor", at), at
    assert len(seen) == 10


def test_a_half_of_the_last_digit_rounds_up_as_the_tool_rounds(page, alignment, folder):
    """Beta has R = 0 and E = 7/15 by hand: at a cursor of 0.75 % its alignment is 0.35 %, shown as 0,4 %."""
    opened = page("small-out/essai")
    opened.fill("#live-exact", "0,75")
    opened.keyboard.press("Enter")
    shown = in_page(opened)
    assert shown == from_tool(alignment, "essai", folder / "small", "--cursor", "0.0075")
    assert {row[0]: row[3] for row in shown}["beta"] == "0,4\u00a0%"
    assert "0,75\u00a0%" in opened.text_content("#live-said")
    opened.fill("#live-exact", "120")
    opened.keyboard.press("Enter")
    assert opened.get_attribute("#live-exact", "aria-invalid") == "true"
    assert in_page(opened) == shown


def test_scenarios_and_weights_follow_the_tool(page, alignment, folder):
    opened = page("small-out/essai")
    data = folder / "small"
    for number, scenario in enumerate(("europe", "eau-double", "programme"), start=1):
        opened.locator("#live-scenarios button").nth(number).click()
        assert in_page(opened) == from_tool(alignment, "essai", data, "--scenario", scenario), scenario
    opened.locator("#live-scenarios button").first.click()
    # The weights of `eau-double`, typed: 5 for eau, 3 for bio.
    opened.locator(".weights summary").click()
    opened.fill("#live-weight-srdeii-0", "5")
    opened.fill("#live-weight-s3-0", "3")
    assert in_page(opened) == from_tool(alignment, "essai", data, "--scenario", "eau-double")
    assert opened.text_content("#live-share-srdeii-0") == "83,3\u00a0%"
    opened.fill("#live-weight-s3-0", "0")
    assert opened.get_attribute("#live-weight-s3-0", "aria-invalid") == "true"
    assert in_page(opened) == from_tool(alignment, "essai", data, "--scenario", "eau-double")
    opened.locator("#live-moved .reset").click()
    assert in_page(opened) == from_tool(alignment, "essai", data)
    assert not opened.locator("#live-moved").is_visible()


def test_the_rest_of_the_page_follows_or_says_that_it_does_not(page):
    opened = page("small-out/essai")
    figure = opened.locator("#figure-cluster-alpha_alignment")
    assert "78,1\u00a0%" in figure.text_content()
    opened.focus("#live-cursor")
    opened.keyboard.press("End")
    # By hand: E(alpha) = (1 + 0.4 + 0)/3.
    assert "46,7\u00a0%" in figure.text_content()
    assert "curseur à 100\u00a0%" in figure.text_content()
    assert "restent celles du rapport" in opened.text_content("#live-moved")
    assert opened.locator("#live-moved").is_visible()
    here = opened.locator("#cursor-lines .wide .here")
    end = re.match(r"translate\(([\d.]+)", here.get_attribute("transform"))[1]
    assert float(end) == pytest.approx(
        float(here.get_attribute("data-left")) + float(here.get_attribute("data-width")), abs=0.1
    )
    # The one place where two clusters swap: beta and gamma, (1/6) / (1/6 + 7/15 - 1/3) = 5/9.
    assert opened.locator("#live-ticks .tick").count() == 1
    assert opened.get_attribute("#live-ticks .tick", "x1").startswith("55.55")


def test_columns_sort_by_their_headings(page):
    opened = page("real/grand-est")
    button = opened.locator("#ranking-clusters thead button", has_text="SRDEII").first
    button.focus()
    opened.keyboard.press("Enter")
    figures = opened.eval_on_selector_all(
        "#ranking-clusters [data-k=regional]", "cells => cells.map(cell => Number(cell.dataset.v))"
    )
    assert figures == sorted(figures, reverse=True)
    assert opened.locator("#ranking-clusters th[aria-sort=descending]").count() == 1
    button.click()
    figures = opened.eval_on_selector_all(
        "#ranking-clusters [data-k=regional]", "cells => cells.map(cell => Number(cell.dataset.v))"
    )
    assert figures == sorted(figures)


def audited(page: Any) -> list[tuple[str, str]]:
    """What axe-core finds against WCAG 2.2 AA and good practice: rules, each with an element that breaks it."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [(each["id"], each["nodes"][0]["html"][:200]) for each in found]


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])
def test_no_violation_of_accessibility_with_the_cursor_moved(page, width, scheme):
    opened = page("small-out/essai", width, scheme)
    opened.locator(".weights summary").click()
    opened.focus("#live-cursor")
    opened.keyboard.press("End")
    assert audited(opened) == []


@pytest.mark.parametrize(("name", "scheme"), [("real/index", "dark"), ("real/mayotte", "light")])
def test_no_violation_of_accessibility_at_first_sight(page, name, scheme):
    assert audited(page(name, 768, scheme)) == []


@pytest.mark.parametrize("width", [360, 768, 1280])
@pytest.mark.parametrize("name", ["real/grand-est", "real/index", "hostile-out/essai"])
def test_the_page_never_scrolls_sideways(page, name, width):
    opened = page(name, width)
    assert opened.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    # What is wider than the page can be reached from the keyboard, once the script has measured it.
    opened.wait_for_function(
        "[...document.querySelectorAll('.table')].every(t => t.scrollWidth <= t.clientWidth || t.tabIndex === 0)",
        timeout=10_000,
    )


def test_a_live_page_reads_itself_again(browser, tmp_path):
    from alignment.config import data_folder
    from alignment.serve import Asked, LivePage, server

    data = write_data(tmp_path / "data", plain_words)
    live = LivePage(Asked(data_folder(str(data), {}, data), "essai", "fr"))
    with server(live, 0) as running:
        thread = threading.Thread(target=running.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        opened = browser.new_page()
        complaints: list[str] = []
        opened.on("console", lambda message: complaints.append(message.text))
        opened.goto(f"http://127.0.0.1:{running.server_address[1]}/")
        assert opened.text_content("h1") == "Texte region"
        region = data / "regions/essai/region.yaml"
        text = region.read_text("utf-8")
        region.write_text(text.replace("Texte region", "Nom nouveau"), "utf-8")
        live.refresh()
        opened.wait_for_selector("h1:has-text('Nom nouveau')")
        region.write_text("alignment: [", "utf-8")
        live.refresh()
        opened.wait_for_selector("td:has-text('AL')")
        assert opened.locator("#ranking").count() == 0
        assert complaints == []
        opened.close()
        running.shutdown()
        thread.join()


def test_print_is_on_paper_whatever_the_screen(page):
    opened = page("small-out/essai", 1280, "dark")
    dark = opened.evaluate("getComputedStyle(document.body).color")
    opened.emulate_media(media="print")
    assert opened.evaluate("getComputedStyle(document.body).color") == "rgb(27, 36, 48)" != dark
    assert not opened.locator("#live-panel").is_visible()
    assert not opened.locator("#contents").is_visible()
    assert opened.locator("#ranking-clusters").is_visible()
