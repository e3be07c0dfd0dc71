"""What is looked for once a file has been read, and only when it holds something unusual."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from alignment.kernel.diagnostic import Diagnostic, Path, Place
from alignment.source import parser, refusals
from alignment.source.document import Document, Value
from alignment.source.text import Text

_COMMENT_OR_TAB = re.compile(r"(?:^|(?<=\s))#[^\r\n]*|(\t)", re.MULTILINE)
# Possessive: lines before the document are never tried a second way, however many there are.
_PROLOGUE = re.compile(r"(?:(?:%[^\r\n]*+|[ \t]*+(?:#[^\r\n]*+)?)(?:\r\n?+|\n))*+(?:%[^\r\n]*+)?")
_DIRECTIVE = re.compile(r"(?:\A|(?<=[\r\n]))%[^\r\n]*")


def without_directives(text: Text, content: str, problems: list[Diagnostic]) -> str:
    """Report the directives before the document and return `content` with comments in their places."""
    prologue = _PROLOGUE.match(content)
    end = prologue.end() if prologue else 0
    places = [match.span() for match in _DIRECTIVE.finditer(content, 0, end)]
    if not places:
        return content
    spans = [text.span(*place) for place in places[: refusals.PLACES_SHOWN]]
    problems.append(refusals.directives(text.name, spans, len(places)))
    return _DIRECTIVE.sub(lambda match: "#" + match[0][1:], content[:end]) + content[end:]


def tabs(text: Text, content: str) -> Iterator[Diagnostic]:
    """Refuse tabs outside quoted texts, blocks of text and comments: not every YAML reader takes them."""
    if "\t" not in content:
        return
    found: list[int] = []
    at = 0
    for start, end in (*_free_with_tabs(text, content), (len(content), len(content))):
        found += [match.start() for match in _COMMENT_OR_TAB.finditer(content, at, max(at, start)) if match[1]]
        at = end
    if found:
        spans = [text.span(offset, offset + 1) for offset in found[: refusals.PLACES_SHOWN]]
        yield refusals.tabs(text.name, spans, len(found))


def _free_with_tabs(text: Text, content: str) -> Iterator[tuple[int, int]]:
    """Where a tab is part of a text: between quotes, and in a block from the line after its `|` or `>`."""
    for scalar in parser.scalars(content):
        if scalar.style:
            start = scalar.start_mark.index
            yield text.next_line(start) if scalar.style in "|>" else start, scalar.end_mark.index


def twin_keys(document: Document) -> Iterator[Diagnostic]:
    """Warn of keys of one mapping that only capitals, or the way accents are stored, tell apart."""
    stack: list[tuple[Path, Value]] = [((), document.value)]
    while stack:
        path, value = stack.pop()
        if isinstance(value, list):
            stack.extend(((*path, index), item) for index, item in enumerate(value))
        if not isinstance(value, dict):
            continue
        stack.extend(((*path, key), item) for key, item in value.items())
        seen: dict[str, str] = {}
        for key in value:
            first = seen.setdefault(unicodedata.normalize("NFC", key).casefold(), key)
            if first != key:
                here, there = (
                    Place(document.text.name, span=document.span((*path, one), on_key=True))
                    for one in (key, first)
                )
                yield refusals.twin_keys(here, key, first, there)
