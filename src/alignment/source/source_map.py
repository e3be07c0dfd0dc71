"""Where each key and value of a file stands, as offsets into its text.

Built from the events of a second reading, and only for a file whose places someone asks for: reading a sound
file keeps no mark at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, auto
from typing import NamedTuple

from alignment.kernel.diagnostic import Path

_PROPERTIES = re.compile(r"(?:[&!][^\s,\[\]{}]*\s+)+")


class Kind(Enum):
    """What a step of the reading is."""

    SCALAR = auto()
    OPEN_MAPPING = auto()
    OPEN_LIST = auto()
    CLOSE = auto()


class Step(NamedTuple):
    """One event, as the map needs it: offsets in code points, and the text and style of a scalar.

    Styles are the character that opens the scalar (`'`, `"`, `|` or `>`), or nothing for a plain one.
    """

    kind: Kind
    start: int
    end: int
    text: str = ""
    style: str = ""


class Node:
    """One value: its offsets, those of its key if it has one, and its children."""

    __slots__ = ("children", "end", "key", "start")

    def __init__(self, start: int, end: int, key: tuple[int, int] | None) -> None:
        """Lay a value from `start` to `end` (exclusive), under the key at `key`."""
        self.start = start
        self.end = end
        self.key = key
        self.children: dict[str, Node] | list[Node] | None = None


def build(steps: Iterator[Step], content: str) -> Node:
    """Lay out the first document of `content`; where the steps end early, so does the map."""
    top = Node(0, len(content), None)
    top.children = []
    stack = [top]
    keys: list[tuple[str, tuple[int, int]] | None] = [None]
    for step in steps:
        parent, key = stack[-1], keys[-1]
        if step.kind is Kind.CLOSE:
            stack.pop()
            keys.pop()
            if step.end > step.start:
                parent.end = step.end
            if parent.key is None and isinstance(stack[-1].children, dict):
                keys[-1] = (
                    "",
                    (parent.start, parent.end),
                )  # a collection as a key: refused, but its value follows
            continue
        start, end = _trimmed(step, content)
        if isinstance(parent.children, dict) and key is None and step.kind is Kind.SCALAR:
            keys[-1] = (step.text, (start, end))
            continue
        node = Node(start, end, key[1] if key else None)
        if isinstance(parent.children, dict):
            if key:
                parent.children.setdefault(key[0], node)
                keys[-1] = None
        elif parent.children is not None:
            parent.children.append(node)
        for above in stack[1:]:
            above.end = max(above.end, end)
        if step.kind is not Kind.SCALAR:
            node.children = {} if step.kind is Kind.OPEN_MAPPING else []
            stack.append(node)
            keys.append(None)
    return top.children[0] if top.children else Node(0, 0, None)


def _trimmed(step: Step, content: str) -> tuple[int, int]:
    """Leave out the anchor and tag before a value, and the blank lines after a block of text."""
    start, end = step.start, step.end
    if properties := _PROPERTIES.match(content, start, end if step.kind is Kind.SCALAR else len(content)):
        start = properties.end()
    if step.kind is not Kind.SCALAR:
        return start, max(start, end)
    while end > start and content[end - 1] in " \t\r\n":
        end -= 1
    return start, end


def locate(root: Node, path: Path, on_key: bool) -> tuple[int, int]:
    """Return the offsets of what `path` leads to: its key, or its value.

    Where the path isn't there, the nearest ancestor that is stands in, shown by its key if it has one; so
    does the key of a value that is empty.
    """
    node = root
    for step in path:
        below: Node | None = None
        if isinstance(node.children, dict) and isinstance(step, str):
            below = node.children.get(step)
        elif isinstance(node.children, list) and isinstance(step, int) and 0 <= step < len(node.children):
            below = node.children[step]
        if below is None:
            on_key = True
            break
        node = below
    if node.key is not None and (on_key or node.start == node.end):
        return node.key
    return node.start, node.end
