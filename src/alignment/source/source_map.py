"""Where each key and value of a file stands, as offsets into its text.

Built from a second reading, and only for a file whose places someone asks for: the first reading keeps no mark.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from alignment.kernel.diagnostic import Path
from alignment.source import parser

_PROPERTIES = re.compile(r"(?:[&!][^\s,\[\]{}]*\s+)+")
_BLOCK_STYLES = frozenset("|>")
_NAMELESS = "\0"  # the name of a key that is no text: no path has it


class Node(NamedTuple):
    """One value: the event that opens it, its key's event, and its children if it is a collection.

    The event that closes a collection comes last among `ends`, once it has been read.
    """

    event: Any
    key: Any
    children: Any = None
    ends: Any = None


class SourceMap:
    """The places of one text."""

    def __init__(self, content: str) -> None:
        """Lay out the first document of `content`; where its reading ends early, so does the map."""
        self._content = content
        self._root = _build(content)

    def locate(self, path: Path, on_key: bool = False) -> tuple[int, int]:
        """Return the offsets (in code points, the end exclusive) of the value at `path`, or of its key.

        Where the path isn't there, the nearest ancestor that is stands in, shown by its key if it has one; so does the
        key of a value that is empty.
        """
        node = self._root
        if node is None:
            return 0, 0
        for step in path:
            below = _below(node, step)
            if below is None:
                on_key = True
                break
            node = below
        start, end = self._extent(node)
        if node.key is not None and (on_key or start == end):
            return self._scalar(node.key)
        return start, end

    def _extent(self, node: Node) -> tuple[int, int]:
        if node.children is None:
            return self._scalar(node.event)
        start = self._start(node.event, len(self._content))
        last = node
        while last.children is not None:
            closing = last.ends[-1] if last.ends else None
            if closing is not None and closing.end_mark.index > closing.start_mark.index:
                return start, closing.end_mark.index  # a bracket or a brace
            if not last.children:
                return start, max(start, last.event.end_mark.index)
            last = next(reversed(last.children.values())) if isinstance(last.children, dict) else last.children[-1]
        end = self._scalar(last.event)[1]
        return start, max(end, self._scalar(last.key)[1] if last.key is not None else 0)

    def _scalar(self, event: Any) -> tuple[int, int]:
        end = event.end_mark.index
        start = self._start(event, end)
        if getattr(event, "style", None) in _BLOCK_STYLES:  # it runs over the blank lines after it
            end = start + len(self._content[start:end].rstrip())
        return start, end

    def _start(self, event: Any, end: int) -> int:
        """Where a value begins, after its anchor and its tag."""
        start: int = event.start_mark.index
        properties = _PROPERTIES.match(self._content, start, end)
        return properties.end() if properties else start


def _below(node: Node, step: str | int) -> Node | None:
    found: Node | None = None
    if isinstance(node.children, dict):
        found = node.children.get(step)
    elif isinstance(node.children, list) and isinstance(step, int) and 0 <= step < len(node.children):
        found = node.children[step]
    return found


def _build(content: str) -> Node | None:
    scalar, alias, mapping, sequence = parser.Scalar, parser.Alias, parser.MappingStart, parser.SequenceStart
    ends = (parser.MappingEnd, parser.SequenceEnd)
    top: list[Node] = []
    stack: list[
        tuple[Any, Any, bool, Node]
    ] = []  # around an open collection: children, key, list or not; and itself
    children: Any = top
    key: Any = None
    name = ""
    in_list = True
    next_event = parser.events(content)
    while len(stack) <= parser.MAX_DEPTH:
        try:
            event = next_event()
        except parser.YAMLError:
            break
        kind = event.__class__
        if kind is scalar or kind is alias:
            if in_list:
                children.append(Node(event, None))
            elif key is None:
                key = event
                name = event.value if kind is scalar else _NAMELESS
            else:
                children.setdefault(name, Node(event, key))
                key = None
        elif kind is mapping or kind is sequence:
            node = Node(event, key, {} if kind is mapping else [], [])
            after = None
            if in_list:
                children.append(node)
            elif key is not None:
                children.setdefault(name, node)
            else:
                after = event  # a collection as a key: its value is still to come
            stack.append((children, after, in_list, node))
            children, key, in_list = node.children, None, kind is sequence
        elif kind in ends:
            children, key, in_list, node = stack.pop()
            node.ends.append(event)
            if key is not None:
                name = _NAMELESS
        elif kind is parser.DocumentEnd:
            break
    return top[0] if top else None
