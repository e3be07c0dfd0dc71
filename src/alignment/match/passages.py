"""A text pasted from a document, cut into what can be held against priorities: paragraphs, items of lists, or lines."""

from __future__ import annotations

import re
from typing import NamedTuple

MOST_BYTES = 1_000_000
"""Size limit of a pasted text, in bytes."""
MOST_PASSAGES = 2_000
"""Passages that are read; a text that has more is cut there."""

_LINE_END = re.compile(r"\r\n?|\n")
_ITEM = re.compile(r"\s*(?:[-–—•▪◦‣·*]|\d{1,3}[.)]|[a-z]\))\s+")
_LETTERS = re.compile(r"[^\W\d_]{2}")


class TextPassage(NamedTuple):
    """A piece of a text, on one line, and the line that it begins at, from 1."""

    line: int
    text: str


def passages(text: str) -> list[TextPassage]:
    """Cut a text at its blank lines and at the items of its lists; at every line where it has no blank one.

    What holds no word is left out.
    """
    lines = _LINE_END.split(text)
    by_line = not any(not line.strip() for line in lines[:-1])
    found: list[TextPassage] = []
    open_ = False
    for number, line in enumerate(lines, start=1):
        own = " ".join(line.split())
        if not own:
            open_ = False
            continue
        item = _ITEM.match(line)
        if open_ and not by_line and not item:
            found[-1] = TextPassage(found[-1].line, f"{found[-1].text} {own}")
        else:
            found.append(TextPassage(number, own[len(" ".join(item[0].split())) :].strip() if item else own))
        open_ = True
    return [each for each in found if _LETTERS.search(each.text)]
