"""The examples of the rules' pages as data sets: extracts laid over the small workspace `exemple`."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import NamedTuple

from alignment.check.pages import Page

WORKSPACE = Path(__file__).parent / "exemple"
_FENCE = re.compile(
    r"^```yaml\n# (?P<name>\S+?)(?P<before>, avant)?\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)
_TOP_LEVEL = re.compile(r"^(?=[\w\"])", re.MULTILINE)


class Example(NamedTuple):
    """One file of an example; `before` is its state at the base revision."""

    name: str
    text: str
    before: bool


def examples(page: Page, heading: str) -> list[Example]:
    """The files shown under a heading."""
    found = _FENCE.finditer(page.sections[heading])
    return [Example(each["name"], each["text"], each["before"] is not None) for each in found]


def lay(folder: Path, files: list[Example]) -> Path:
    """Copy the workspace, and lay the files over it: an extract replaces the keys that it has."""
    if not folder.exists():
        shutil.copytree(WORKSPACE, folder)
    for each in files:
        path = folder / each.name
        whole = len(_TOP_LEVEL.findall(each.text)) > 1 and each.text.startswith(("alignment:", "%"))
        whole = whole or not path.exists() or not _TOP_LEVEL.search(each.text)
        path.parent.mkdir(parents=True, exist_ok=True)
        text = each.text if whole else _replaced((WORKSPACE / each.name).read_text("utf-8"), each.text)
        path.write_text(text, "utf-8")
    return folder


def _replaced(base: str, extract: str) -> str:
    """`base` with the top-level keys of `extract` in the place of its own, new ones at the end."""
    blocks, new = (
        {block.split(":")[0]: block for block in _TOP_LEVEL.split(text) if block} for text in (base, extract)
    )
    return "".join((blocks | new).values())
