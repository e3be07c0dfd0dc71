"""The usual layout, read line by line: the one that `alignment fmt` writes, and most files have.

One key or item a line, spaces of indentation, texts plain or in double quotes without escapes, lists and mappings of
these between brackets on one line, comments. Whatever is otherwise in any way is left to the parser, which decides:
this reader gives the parser's values or none, and never a fault. Tests hold the two together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from alignment.source import scalars

_MOST_LEVELS: Final = 30
"""Open collections: far below the parser's bound."""
_ELSEWHERE: Final = ("\t", "\r", "\\")
"""What no text of this layout holds: tabs, other ends of lines, escapes."""

_NOTHING: Final = "null"
"""A key that is refused."""
_KEY: Final = r"[a-z][a-z0-9_./-]{0,100}(?::[a-z0-9][a-z0-9_./-]{0,100}){0,2}"
_QUOTED: Final = r'"[^"\n]*"'
_WORDS: Final = r"[\w«“(](?:[^:#\n]++|:(?=[^ \n])|(?<! )#)*+"
"""A plain text outside brackets, up to what would end it, the spaces before that included."""
_WORD: Final = r"[^\W_](?:[\w .&/+%€()’«»°–—-]++|:(?=[^\W_]))*+(?<! )"
"""One between brackets, without space at its end."""

_LINE: Final = re.compile(
    rf"(?: *+(?:#[^\n]*+)?\n)++|( *+)(- )?(?:({_KEY}):(?: |(?=\n)))?(?:({_QUOTED})|({_WORDS})|(\[[^\n]*\]|\{{[^\n]*\}}))?"
    r" *+(?:(?<= )#[^\n]*+)?\n|(.+)",
    re.DOTALL,
)
"""Comments and empty lines; or indentation, dash, key, and a quoted text, a plain one or brackets; or something else, to the end."""
_BLOCK: Final = 1 << 16
"""Code points taken apart in one go: much larger, and a hostile file would buy memory."""
_ITEM: Final = re.compile(rf"(?:({_QUOTED})|({_WORD}))(?:, (?!\Z)|\Z)|(.+)", re.DOTALL)
_PAIR: Final = re.compile(rf"({_KEY}): (?:({_QUOTED})|({_WORD}))(?:, (?!\Z)|\Z)|(.+)", re.DOTALL)


class _OtherLayoutError(Exception):
    """The parser is to decide."""


def read(content: str) -> dict[str, Any] | None:
    """The values of a text of the usual layout; None for any other."""
    if any(each in content for each in _ELSEWHERE):
        return None
    try:
        return _read(content if content.endswith("\n") else content + "\n")
    except (_OtherLayoutError, scalars.RefusedNumberError):
        return None


def _read(content: str) -> dict[str, Any]:
    starts, resolve = scalars.STARTS, scalars.resolve
    top: dict[str, Any] = {}
    levels: list[tuple[int, Any]] = [(0, top)]  # each open collection, with its indentation
    at, container = levels[0]
    awaited: str | None = None  # the key of the open mapping whose collection is still to come
    value: Any
    for indent, dash, key, quoted, words, brackets, other in _lines(content):
        if not key and not dash:
            if other or quoted or words or brackets:
                raise _OtherLayoutError
            continue
        column = len(indent)
        if awaited is not None:
            if other or column <= at or len(levels) > _MOST_LEVELS:
                raise _OtherLayoutError
            new: Any = [] if dash else {}
            container[awaited] = new
            awaited = None
            at, container = column, new
            levels.append((at, container))
        while column < at:
            levels.pop()
            at, container = levels[-1]
        if column != at or (container.__class__ is list) != bool(dash):
            raise _OtherLayoutError
        if quoted:
            value = quoted[1:-1]
        elif words:
            words = words.rstrip(" ")
            value = resolve(words) if words[0] in starts else words
        elif brackets:
            value = _between_brackets(brackets)
        elif key:
            awaited = key
        else:
            raise _OtherLayoutError
        if dash:
            if not key:
                container.append(value)
                continue
            mapping: dict[str, Any] = {}
            container.append(mapping)
            at, container = column + 2, mapping
            levels.append((at, container))
        if key in container or key == _NOTHING:
            raise _OtherLayoutError
        container[key] = None if awaited else value
    if awaited is not None or not top:
        raise _OtherLayoutError
    return top


def _lines(content: str) -> Iterator[tuple[str, ...]]:
    """The groups of each line."""
    start = 0
    while start < len(content):
        end = content.find("\n", start + _BLOCK) + 1 or len(content)
        yield from _LINE.findall(content, start, end)
        start = end


def _between_brackets(text: str) -> dict[str, Any] | list[Any]:
    """A list or a mapping of plain texts and quoted ones."""
    if text[0] == "[":
        items: list[Any] = []
        for quoted, word, other in _ITEM.findall(text[1:-1]):
            if other:
                raise _OtherLayoutError
            items.append(quoted[1:-1] if quoted else _plain(word))
        return items
    found: dict[str, Any] = {}
    for key, quoted, word, other in _PAIR.findall(text[1:-1]):
        if other or key in found or key == _NOTHING:
            raise _OtherLayoutError
        found[key] = quoted[1:-1] if quoted else _plain(word)
    return found


def _plain(word: str) -> Any:
    return scalars.resolve(word) if word[0] in scalars.STARTS else word
