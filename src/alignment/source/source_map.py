"""Where each key and value of a file stands, as offsets into its text.

Built from a second reading, and only for a file whose places someone asks for: the first reading keeps no mark.
Everything read has a number, in order; its offsets lie in two arrays, so that a large file costs little.
"""

from __future__ import annotations

import re
from array import array
from typing import Any

from alignment.kernel.diagnostic import Path
from alignment.source import parser

_PROPERTIES = re.compile(r"(?:[&!][^\s,\[\]{}]*\s+)+")
_NAMELESS = "\0"  # the name of a key that is no text: no path has it


class Collection:
    """A mapping or a list: its number, its children, and where its bracket or brace closes (-1 without one).

    A child is a Collection or the number of a scalar. In a mapping its key has the number just before its own.
    """

    __slots__ = ("children", "end", "number")

    def __init__(self, number: int, children: dict[str, Any] | list[Any]) -> None:
        """Open the collection that was read as `number`."""
        self.number = number
        self.children = children
        self.end = -1


Node = Collection | int


class SourceMap:
    """The places of one text."""

    def __init__(self, content: str) -> None:
        """Lay out the first document of `content`; where its reading ends early, so does the map."""
        self._content = content
        self._starts = array("l")
        self._ends = array("l")
        self._root = self._build()

    def locate(self, path: Path, on_key: bool = False) -> tuple[int, int]:
        """Return the offsets (in code points, the end exclusive) of the value at `path`, or of its key.

        Where the path isn't there, the nearest ancestor that is stands in, shown by its key if it has one; so does the
        key of a value that is empty.
        """
        if self._root is None:
            return 0, 0
        node, has_key = self._root, False
        for step in path:
            below = _below(node, step)
            if below is None:
                on_key = True
                break
            node, has_key = below, isinstance(step, str)
        start, end = self._extent(node)
        if has_key and (on_key or start == end):
            return self._scalar(_number(node) - 1)
        return start, end

    def path_at(self, offset: int) -> tuple[Path, bool]:
        """Return the path of the innermost key or value that the character at `offset` touches; is it the key?"""
        path: Path = ()
        node = self._root
        while isinstance(node, Collection):
            keyed = isinstance(node.children, dict)
            items = node.children.items() if isinstance(node.children, dict) else enumerate(node.children)
            for step, child in items:
                if keyed and _touches(self._scalar(_number(child) - 1), offset):
                    return (*path, step), True
                if _touches(self._extent(child), offset):
                    path = (*path, step)
                    node = child
                    break
            else:
                break
        return path, False

    def _extent(self, node: Node) -> tuple[int, int]:
        if isinstance(node, int):
            return self._scalar(node)
        start = self._start(node.number, len(self._content))
        end = self._ends[node.number]
        last: Node = node
        while isinstance(last, Collection):
            if last.end >= 0:
                return start, last.end
            if not last.children:
                return start, max(start, end)
            in_mapping = isinstance(last.children, dict)
            last = next(reversed(last.children.values())) if isinstance(last.children, dict) else last.children[-1]
            if in_mapping:
                end = self._scalar(_number(last) - 1)[1]
        return start, max(end, self._scalar(last)[1])

    def _scalar(self, number: int) -> tuple[int, int]:
        end = self._ends[number]
        start = self._start(number, end)
        if self._content[start : start + 1] in ("|", ">"):  # a block runs over the blank lines after it
            end = start + len(self._content[start:end].rstrip())
        return start, end

    def _start(self, number: int, end: int) -> int:
        """Where a value begins, after its anchor and its tag."""
        start = self._starts[number]
        properties = _PROPERTIES.match(self._content, start, end)
        return properties.end() if properties else start

    def _build(self) -> Node | None:
        scalar, alias, mapping, sequence = parser.Scalar, parser.Alias, parser.MappingStart, parser.SequenceStart
        ends = (parser.MappingEnd, parser.SequenceEnd)
        add_start, add_end = self._starts.append, self._ends.append
        top: list[Node] = []
        stack: list[tuple[Any, str | None, Collection]] = []  # what waits around an open collection, and itself
        children: Any = top
        name: str | None = None  # of the key read last; None when one is awaited, or in a list
        in_list = True
        count = 0
        next_event = parser.events(self._content)
        while len(stack) <= parser.MAX_DEPTH:
            try:
                event = next_event()
            except parser.YAMLError:
                break
            kind = event.__class__
            if kind is scalar or kind is alias:
                if in_list:
                    children.append(count)
                elif name is None:
                    name = event.value if kind is scalar else _NAMELESS
                else:
                    children.setdefault(name, count)
                    name = None
            elif kind is mapping or kind is sequence:
                node = Collection(count, {} if kind is mapping else [])
                after = None
                if in_list:
                    children.append(node)
                elif name is None:
                    after = _NAMELESS  # a collection as a key: its value is still to come
                else:
                    children.setdefault(name, node)
                stack.append((children, after, node))
                children, name, in_list = node.children, None, kind is sequence
            elif kind in ends:
                children, name, node = stack.pop()
                in_list = children.__class__ is list
                if event.end_mark.index > event.start_mark.index:
                    node.end = event.end_mark.index
                continue
            elif kind is parser.DocumentEnd:
                break
            else:
                continue
            add_start(event.start_mark.index)
            add_end(event.end_mark.index)
            count += 1
        return top[0] if top else None


def _number(node: Node) -> int:
    return node if isinstance(node, int) else node.number


def _touches(extent: tuple[int, int], offset: int) -> bool:
    return extent[0] <= offset <= extent[1]


def _below(node: Node, step: str | int) -> Node | None:
    if isinstance(node, int):
        return None
    children: Any = node.children
    if isinstance(children, dict):
        found: Node | None = children.get(step)
        return found
    if isinstance(step, int) and 0 <= step < len(children):
        item: Node = children[step]
        return item
    return None
