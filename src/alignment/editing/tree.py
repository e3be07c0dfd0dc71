"""A file as its author laid it out: keys, values and styles, each with the comments that go with it.

A comment on a line of its own goes with what follows it, or with the collection that it closes when it stands as deep as
its content; a comment at the end of a line goes with what stands on that line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from alignment.source import parser
from alignment.source.text import Text

_COMMENT = re.compile(r"#[^\r\n]*")
_PROPERTIES = re.compile(r"(?:[&!][^\s,\[\]{}]*\s+)+")
_BLOCK_HEADER_COMMENT = re.compile(r"[|>][-+0-9]*[ \t]+(#[^\r\n]*)")


@dataclass
class Scalar:
    """A value that holds no other: its text, its style (None for a plain one), and how it stands in the file."""

    value: str
    style: str | None
    raw: str


@dataclass
class Collection:
    """A mapping or a list: between brackets or not, on several lines or not; `tail` comments close it."""

    is_list: bool
    in_brackets: bool
    column: int
    line: int
    entries: list[Entry] = field(default_factory=list)
    tail: list[str] = field(default_factory=list)
    on_one_line: bool = True

    @property
    def has_comments(self) -> bool:
        """Whether a comment stands anywhere between its brackets."""
        return bool(self.tail) or any(
            any(entry.lead) or entry.beside or (isinstance(entry.value, Collection) and entry.value.has_comments)
            for entry in self.entries
        )


@dataclass
class Entry:
    """An item of a list, or a key with its value.

    `lead` holds the comment lines before it ("" for a blank line), `beside` the comments at the end of its line.
    """

    key: Scalar | None
    value: Scalar | Collection
    lead: list[str] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)


@dataclass
class Tree:
    """A whole file: the comments at its head, then its one value."""

    head: list[str]
    value: Scalar | Collection


class _Comment(NamedTuple):
    line: int
    column: int
    text: str


def read_tree(content: str) -> Tree:
    """Lay bare the layout of a file that the reader accepts without an error."""
    return _Reading(content).tree()


class _Reading:
    """One pass over the events; comments are looked for in the gaps between them."""

    def __init__(self, content: str) -> None:
        self._content = content
        self._text = Text("", content)
        self._position = 0
        self._pending: list[_Comment] = []
        self._owner: Entry | None = None
        self._root = Entry(None, Scalar("", None, ""))
        self._open: list[tuple[Collection, Entry]] = []
        self._key: Entry | None = None  # waiting for its value
        self._head: list[str] | None = None

    def tree(self) -> Tree:
        next_event = parser.events(self._content)
        while True:
            event = next_event()
            self._gather(event.start_mark.index)
            if isinstance(event, parser.StreamEnd):
                break
            if isinstance(event, parser.Scalar):
                self._scalar(event)
            elif isinstance(event, parser.MappingStart | parser.SequenceStart):
                self._start(event)
            elif isinstance(event, parser.MappingEnd | parser.SequenceEnd):
                self._end(event)
            self._position = max(self._position, event.end_mark.index)
        if isinstance(self._root.value, Collection):
            self._root.value.tail += self._lines(self._pending)
        return Tree(self._head or [], self._root.value)

    def _gather(self, end: int) -> None:
        """Take the comments that stand before the next event."""
        for match in _COMMENT.finditer(self._content, self._position, end):
            line, column, _, _ = self._text.span(match.start(), match.end())
            alone = not self._text.line(line)[: column - 1].strip()
            if alone or self._owner is None:
                self._pending.append(_Comment(line, column, match[0].rstrip()))
            else:
                self._owner.beside.append(match[0].rstrip())
        self._position = max(self._position, end)

    def _scalar(self, event: Any) -> None:
        start, end = event.start_mark.index, event.end_mark.index
        if (event.anchor or event.tag) and (properties := _PROPERTIES.match(self._content, start, end)):
            start = properties.end()
        scalar = Scalar(event.value, event.style or None, self._content[start:end])
        waits_for_key = bool(self._open) and not self._open[-1][0].is_list and self._key is None
        if waits_for_key:
            self._key = self._owner = self._entry(event)
            self._key.key = scalar
            return
        entry = self._place(event)
        entry.value = scalar
        self._owner = entry
        if event.style in ("|", ">") and (header := _BLOCK_HEADER_COMMENT.match(scalar.raw)):
            entry.beside.append(header[1].rstrip())

    def _start(self, event: Any) -> None:
        entry = self._place(event)
        mark = event.start_mark
        collection = Collection(
            isinstance(event, parser.SequenceStart), bool(event.flow_style), mark.column, mark.line
        )
        entry.value = collection
        if event.flow_style:
            self._owner = entry
        self._open.append((collection, entry))

    def _end(self, event: Any) -> None:
        collection, entry = self._open.pop()
        kept = self._pending
        if not collection.in_brackets:
            around = self._open[-1][0] if self._open else None
            outer = around.column if around is not None and not around.in_brackets else -1
            least = max(collection.column, outer + 1) + 1  # columns of comments count from 1
            inner = next((i for i, comment in enumerate(kept) if comment.column < least), len(kept))
            kept = kept[:inner]
        collection.tail += self._lines(kept)
        self._pending = self._pending[len(kept) :]
        if collection.in_brackets:
            collection.on_one_line = event.end_mark.line == collection.line
            self._owner = entry

    def _place(self, event: Any) -> Entry:
        """The entry that the next value belongs to: the key that waits for it, a new item, or the whole file."""
        if not self._open:
            return self._root
        entry = self._key or self._entry(event)
        self._key = None
        return entry

    def _entry(self, event: Any) -> Entry:
        collection = self._open[-1][0]
        lead = self._lines(self._pending, event.start_mark.line + 1)
        self._pending = []
        if self._head is None:
            self._head, lead = lead, []  # what stands above everything stays there
        elif not collection.entries:
            lead = lead[1:] if lead[:1] == [""] else lead
        entry = Entry(None, Scalar("", None, ""), lead)
        collection.entries.append(entry)
        return entry

    def _lines(self, comments: list[_Comment], before: int | None = None) -> list[str]:
        """Comments as lines, with a blank one wherever there was one or more, up to the line that they stand before."""
        lines: list[str] = []
        numbered = [(comment.line, comment.text) for comment in comments]
        for number, text in [*numbered, *([(before, "")] if before else [])]:
            if number > 1 and not self._text.line(number - 1).strip():
                lines.append("")
            if text:
                lines.append(text)
        return lines
