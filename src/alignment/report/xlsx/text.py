"""Texts for the cells and the names of a workbook."""

from __future__ import annotations

from alignment.kernel.safe_text import terminal

MOST = 32_767
"""A cell holds so many UTF-16 units: beyond, writers drop the whole text without a word."""


def plain(text: str) -> str:
    """`text` with its line breaks, other controls and invisible characters spelt out, cut with an ellipsis at the limit."""
    safe = "\n".join(terminal(line) for line in text.split("\n"))
    units = safe.encode("utf-16-le")
    if len(units) <= 2 * MOST:
        return safe
    return units[: 2 * (MOST - 1)].decode("utf-16-le", "ignore") + "…"
