"""Run the Python of a page, block after block as a notebook would, and put what it prints where the page shows it."""

from __future__ import annotations

import contextlib
import io
import os
import re
import tempfile
from typing import Any

BLOCK = re.compile(r"```python\n(?P<code>[^`]*)```\n\n```text\n.*?```", re.DOTALL)


def played(page: str) -> str:
    """The page with the output of every block as it is now. Blocks share their names, and an empty folder to write in.

    Raises whatever a block raises, and SystemExit for one whose output the page doesn't show.
    """
    if page.count("```python") != len(BLOCK.findall(page)):
        raise SystemExit("a block of Python without the block of text that it prints")
    names: dict[str, Any] = {"__name__": "page"}
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        kept = os.environ.pop("ALIGNMENT_DATA", None)
        try:
            return BLOCK.sub(lambda found: _played(found["code"], names), page)
        finally:
            if kept is not None:
                os.environ["ALIGNMENT_DATA"] = kept


def _played(code: str, names: dict[str, Any]) -> str:
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(code, names)  # noqa: S102  the project's own page
    return f"```python\n{code}```\n\n```text\n{out.getvalue()}```"
