"""Texts that can be set: what typst's own fonts have no sign for is spelt out."""

from __future__ import annotations

import re

from alignment.kernel.safe_text import terminal

_FOREIGN = re.compile(
    "[^\\x20-\\x7e\\xa0-\\u0241\\u0250-\\u02e9\\u0300-\\u0344\\u0384-\\u038a\\u038c\\u038e-\\u03a1\\u03a3-\\u03ce\\u0400-\\u045f"
    "\\u0490-\\u04c4\\u1e00-\\u1e9b\\u1e9e-\\u1ef9\\u2010-\\u2027\\u202f-\\u2037\\u2039\\u203a\\u2044\\u2070\\u2074-\\u208e"
    "\\u20a0-\\u20b5\\u20ba\\u20bd\\u2122\\u2126\\u2153-\\u215e\\u2190-\\u2193\\u2200\\u2202\\u2206\\u2208\\u220f\\u2211\\u2212"
    "\\u221a\\u221e\\u222b\\u2248\\u2260\\u2264\\u2265\\u25a0\\u25a1\\u25b2\\u25b6\\u25bc\\u25c6\\u25cf\\u2713\\u2717]"
)
"""What the fonts of the template don't have in every weight: a PDF/UA file may show no character without a sign."""


def settable(text: str) -> str:
    """`text` on one line, controls and characters without a sign spelt as `\\u202e`, `\\U0001f600`."""
    return _FOREIGN.sub(_spelt, terminal(text))


def _spelt(match: re.Match[str]) -> str:
    point = ord(match[0])
    return f"\\u{point:04x}" if point <= 0xFFFF else f"\\U{point:08x}"
