"""Take the pictures of docs/images from real reports: Chromium and playwright are needed, as for the browser tests, and
pdftoppm (Debian: poppler-utils) for the pages of a PDF.

Run from the repository: `python scripts/captures.py`, with the names of pictures for these alone.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import sync_playwright
from pypdf import PdfReader
from pypdf.generic import Destination

from alignment.cli.main import run

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"


class Capture(NamedTuple):
    """A part of a page: from the top of the element chosen, as wide as it is, as high as told."""

    name: str
    page: str
    element: str
    width: int
    height: int
    scheme: str


MARGIN = 32
"""Pixels beside an element."""

CAPTURES = (
    Capture("rapport-essentiel", "grand-est", ".cover", 1280, 1120, "light"),
    Capture("rapport-classement", "hauts-de-france", "#ranking", 1280, 1190, "light"),
    Capture("rapport-matrice-nuit", "hauts-de-france", "#matrix", 1280, 900, "dark"),
    Capture("rapport-telephone", "auvergne-rhone-alpes", "#ranking", 360, 900, "light"),
    Capture("rapport-financer", "vallombre", "#allocation-envelopes", 1280, 490, "light"),
    Capture("rapport-partenaires", "hauts-de-france", "#partners-map", 1280, 306, "light"),
    Capture("rapport-comparaison", "index", "#maps", 1280, 790, "light"),
)


PAGES = (("rapport-pdf-couverture", "grand-est", None), ("rapport-pdf-fiche", "grand-est", "Grand E-nov+"))
"""Pages of a PDF: name of the picture, region, and the entry of the contents that the page begins with (None: the cover)."""


def pages() -> None:
    """Write the reports that pages are wanted of to a folder that goes away, and keep the pictures."""
    with tempfile.TemporaryDirectory() as folder:
        for name, region, entry in PAGES:
            run(
                [
                    "report",
                    region,
                    "--format",
                    "pdf",
                    "--lang",
                    "fr",
                    "--out",
                    folder,
                    "--data",
                    str(ROOT / "data"),
                ]
            )
            path = Path(folder) / f"{region}.pdf"
            reader = PdfReader(path)
            places = {each.title: reader.get_destination_page_number(each) for each in _entries(reader.outline)}
            number = str(places[entry] + 1 if entry else 1)
            options = ["-png", "-r", "96", "-singlefile", "-f", number]
            subprocess.run(["pdftoppm", *options, path, IMAGES / name], check=True)


def _entries(outline: list[Any]) -> Iterator[Destination]:
    """The entries of an outline, at every depth."""
    for each in outline:
        yield from _entries(each) if isinstance(each, list) else (each,)


def main(named: list[str]) -> None:
    """Write every report to a folder that goes away, and keep the pictures, those named if any are."""
    IMAGES.mkdir(exist_ok=True)
    chromium = os.environ.get("ALIGNMENT_CHROMIUM") or shutil.which("chromium")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        run(["report", "--all", "--lang", "fr", "--out", folder, "--data", str(ROOT / "data")])
        example = str(ROOT / "docs/examples/vallombre")
        run(["report", "vallombre", "--lang", "fr", "--out", folder, "--data", example])
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for capture in (each for each in CAPTURES if not named or each.name in named):
            page = browser.new_page(viewport={"width": capture.width, "height": 1000}, color_scheme=capture.scheme)
            page.goto((Path(folder) / f"{capture.page}.html").as_uri())
            box = page.locator(capture.element).first.bounding_box()
            assert box is not None
            left = max(0, box["x"] - MARGIN)
            width = min(capture.width - left, box["width"] + 2 * MARGIN)
            area = {"x": left, "y": box["y"], "width": width, "height": capture.height}
            page.screenshot(path=IMAGES / f"{capture.name}.png", full_page=True, clip=area)
            page.close()
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
    if not sys.argv[1:]:
        pages()
