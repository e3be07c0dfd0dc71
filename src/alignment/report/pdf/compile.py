"""From a value to the bytes of a PDF. Data enters as JSON, so it is text for typst whatever it holds."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.resources import files
from typing import Any, cast

import typst

_TEMPLATE = ("main.typ", "parts.typ", "look.typ")


def compiled(value: Mapping[str, Any]) -> bytes:
    """The same bytes for the same value on any machine: typst's own fonts, no clock, no file but the template.

    The template lies in memory and names no path: nothing of a report can make typst read a file.
    """
    folder = files("alignment.report.pdf").joinpath("template")
    template = {name: folder.joinpath(name).read_bytes() for name in _TEMPLATE}
    found = typst.compile(
        cast(Any, template),  # several files are allowed, but typst's type hints know one alone
        format="pdf",
        ignore_system_fonts=True,
        sys_inputs={"report": json.dumps(value, ensure_ascii=False, allow_nan=False)},
        pdf_standards=["ua-1"],
    )
    assert isinstance(found, bytes)
    return found
