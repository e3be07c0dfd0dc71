"""What is looked for once a file has been read, and only when it holds something unusual."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from alignment.kernel.diagnostic import Diagnostic, Path, Place
from alignment.source import refusals
from alignment.source.document import Document, Value
from alignment.source.parser import steps
from alignment.source.source_map import Kind, Step
from alignment.source.text import Text

_COMMENT_OR_TAB = re.compile(r"(?:^|(?<=\s))#[^\r\n]*|(\t)", re.MULTILINE)
_LEADING_DIRECTIVE = re.compile(r"(?:[ \t]*(?:#[^\r\n]*)?(?:\r\n?|\n))*(%[^\r\n]*)")


def without_directives(text: Text, content: str, problems: list[Diagnostic]) -> str:
    """Report the directives before the document and return `content` with comments in their places."""
    while match := _LEADING_DIRECTIVE.match(content):
        problems.append(refusals.directive(Place(text.name, span=text.span(*match.span(1)))))
        at = match.start(1)
        content = f"{content[:at]}#{content[at + 1 :]}"
    return content


def tabs(text: Text, content: str) -> Iterator[Diagnostic]:
    """Refuse tabs outside quoted texts, blocks of text and comments: not every YAML reader takes them."""
    if "\t" not in content:
        return
    found: list[int] = []
    at = 0
    for step in (*steps(content), Step(Kind.SCALAR, len(content), len(content), style="'")):
        if step.kind is Kind.SCALAR and step.style:
            block = step.style in ("|", ">")
            start = max(at, text.next_line(step.start) if block else step.start)
            found += [match.start() for match in _COMMENT_OR_TAB.finditer(content, at, start) if match[1]]
            at = step.end
    if found:
        spans = [text.span(offset, offset + 1) for offset in found[: refusals.PLACES_SHOWN]]
        yield refusals.tabs(text.name, spans, len(found))


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
