"""The comments of a file: no value of it, yet some of them speak to the tool."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from alignment.kernel.diagnostic import Span
from alignment.source import parser
from alignment.source.text import Text


class Comment(NamedTuple):
    """A comment: its words without the `#`, where it stands, and whether it has its line to itself."""

    words: str
    span: Span
    alone: bool


def comments(text: Text, holding: str) -> Sequence[Comment]:
    """The comments of a file that hold a word, in order. What only looks like one, inside a text, is none."""
    if holding not in text.content:
        return ()
    marked = re.compile(rf"(?:^|(?<=[ \t]))#(?P<words>[^\r\n]*{re.escape(holding)}[^\r\n]*)", re.MULTILINE)
    found = list(marked.finditer(text.content))
    if not found:
        return ()
    inside = [
        (event.start_mark.index, event.end_mark.index)
        for event in parser.scalars(text.content)
        if event.style is not None and "#" in text.content[event.start_mark.index : event.end_mark.index]
    ]
    kept = [each for each in found if not any(start <= each.start() < end for start, end in inside)]
    return tuple(
        Comment(
            each["words"].strip(),
            span := text.span(*each.span()),
            not text.line(span.line)[: span.column - 1].strip(),
        )
        for each in kept
    )
