"""Where a cursor stands in a text that is being written: sound before it, whatever follows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, NamedTuple

from alignment.kernel.diagnostic import Path
from alignment.source import parser

_BEFORE = re.compile(r"[\w./:-]*\Z")
_AFTER = re.compile(r"[\w./-]*(?::[\w./-]+)*")
_WORD = "cursor-stands-here"


class Cursor(NamedTuple):
    """The word under the cursor: its offsets, and the path that it would have, as a key or as a value."""

    path: Path
    on_key: bool
    start: int
    end: int


def cursor_at(content: str, offset: int) -> Cursor | None:
    """Find the path of the word at `offset` (in code points); None in a comment or after a fault of syntax."""
    line = content.rfind("\n", 0, offset) + 1
    before = _BEFORE.search(content, line, offset)
    after = _AFTER.match(content, offset)
    assert before is not None and after is not None  # both match nothing at least
    start, end = before.start(), after.end()
    # As a value first, then as one among brackets not closed yet; a key only where nothing else can stand.
    for word in (_WORD, f"{_WORD}, ", f"{_WORD}: "):
        found = _find(content[:start] + word + content[end:])
        if found is not None:
            return Cursor(*found, start, end)
    return None


@dataclass
class _Open:
    """A collection being read: the step of its next item, None while a mapping waits for a key."""

    is_list: bool
    step: str | int | None

    def advance(self) -> None:
        self.step = self.step + 1 if isinstance(self.step, int) else None


def _find(content: str) -> tuple[Path, bool] | None:
    stack: list[_Open] = []
    next_event = parser.events(content)
    while len(stack) <= parser.MAX_DEPTH:
        try:
            event: Any = next_event()
        except parser.YAMLError:
            return None
        if isinstance(event, parser.StreamEnd):
            return None
        if isinstance(event, parser.MappingStart | parser.SequenceStart):
            is_list = isinstance(event, parser.SequenceStart)
            stack.append(_Open(is_list, 0 if is_list else None))
        elif isinstance(event, parser.MappingEnd | parser.SequenceEnd):
            stack.pop()
            if stack:
                stack[-1].advance()
        elif isinstance(event, parser.Scalar | parser.Alias) and stack:
            value = getattr(event, "value", "")
            path = tuple(each.step for each in stack if each.step is not None)
            if stack[-1].step is None:
                if value == _WORD:
                    return (*path, value), True
                stack[-1].step = value
            elif value == _WORD:
                return path, False
            else:
                stack[-1].advance()
    return None
