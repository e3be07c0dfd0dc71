"""YAML to plain values, event by event, refusing what two readers could understand differently.

An iterative builder turns the parser's events into values, so that neither depth nor aliases can exhaust memory or
stack. Nothing of PyYAML's typing is used: `scalars` says what a plain scalar means. No mark is kept on the way:
whoever asks a Document for a place has its file read again, which few files ever need.

`parse` is the way in.
"""

from __future__ import annotations

from itertools import islice
from typing import Any, Final

from alignment.kernel.diagnostic import Diagnostic
from alignment.source import audit, characters, file_refusals, parser, plain_layout, refusals, scalars, syntax
from alignment.source.document import Document, Unreadable, Value
from alignment.source.faults import DROPPED, ITEM, MAX_FAULTS, MERGED, Faults, StopReadingError
from alignment.source.parser import MAX_DEPTH, has_libyaml
from alignment.source.text import Text, decode

__all__ = ["MAX_BYTES", "MAX_DEPTH", "Document", "Unreadable", "Value", "has_libyaml", "parse"]

MAX_BYTES: Final = 5_000_000
"""Size limit of one file, in bytes."""


def parse(data: bytes, name: str) -> Document | Unreadable:
    """Read one file of the data set.

    `name` is its path relative to the data root, with `/`. Nothing is raised for bad content: problems come back as
    diagnostics, sorted by place, in a Document when there is a value to go on with, else in an Unreadable.
    """
    if len(data) > MAX_BYTES:
        return Unreadable(Text(name, ""), (file_refusals.too_large(name, len(data), MAX_BYTES),))
    text, refusal = decode(data, name)
    if refusal is not None:
        return Unreadable(text, (refusal,))
    problems: list[Diagnostic] = []
    content = characters.vetted(text, characters.suspicious(data), problems)
    if content is text.content and not problems and (usual := plain_layout.read(content)) is not None:
        return Document(text, content, usual, frozenset(), frozenset())
    content = audit.without_directives(text, content, problems)
    faults = Faults(text, content, problems)
    top: list[Any] = []
    try:
        top = _build(content, faults, altered=content is not text.content)
    except parser.YAMLError as error:
        problems.append(syntax.refusal(text, parser.complaint(error)))
    except StopReadingError:
        pass
    else:
        if not top or top[0] is None:
            problems.append(refusals.empty(name, bool(content.strip())))
    faults.tell()
    if not top or top[0] is None:
        return Unreadable(text, _in_order(problems))
    document = Document(text, content, top[0], frozenset(faults.damaged), frozenset(faults.incomplete))
    problems.extend(audit.tabs(text, content))
    if faults.odd_keys:
        problems.extend(islice(audit.twin_keys(document), MAX_FAULTS))
    document.diagnostics = _in_order(problems)
    return document


def _in_order(problems: list[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple(sorted(problems, key=lambda problem: (problem.place.span or (), problem.code)))


def _build(content: str, faults: Faults, altered: bool) -> list[Any]:
    """Go through the events; each costs as little as it can, and only the unusual leaves this loop.

    Returns a list of the one top-level value, or an empty one when there is no document.
    """
    scalar, mapping, sequence, mapping_end = (
        parser.Scalar,
        parser.MappingStart,
        parser.SequenceStart,
        parser.MappingEnd,
    )
    ends = (mapping_end, parser.SequenceEnd)
    stack, starts, resolve = faults.stack, scalars.STARTS, scalars.resolve
    named = "&" in content or "!" in content  # there may be anchors or tags
    watched = altered or "\\" in content  # there may be characters to refuse
    known: set[str] = set()  # keys that need no second look
    top: list[Any] = []
    container: Any = top
    key: str | None = ITEM  # None: a mapping waits for a key
    new: Any
    next_event = parser.events(content)
    while True:
        event = next_event()
        kind = event.__class__
        if kind is scalar:
            value = event.value
            if key is None:
                if value in known and not (named and (event.anchor is not None or event.tag is not None)):
                    key = value
                else:
                    key = faults.key(event, container, known)
                if key in container:
                    key = faults.duplicate(event, container, key)
                continue
            if named and (event.anchor is not None or event.tag is not None):
                faults.properties(event, container, key)
            if watched:
                faults.inspect(event, container, key)
            if not event.style and value[:1] in starts:
                try:
                    value = resolve(value)
                except scalars.RefusedNumberError as error:
                    faults.number(event, error, container, key)
            if key is ITEM:
                container.append(value)
            else:
                container[key] = value
                key = None
        elif kind is mapping or kind is sequence:
            if event.anchor is not None or event.tag is not None:
                faults.properties(event, container, key)
            if key is None:
                key = faults.key_not_text(event, container)
                stack.append((container, key))  # its value is still to come
            else:
                stack.append((container, ITEM if key is ITEM else None))
            new = {} if kind is mapping else []
            if key is ITEM:
                container.append(new)
            else:
                container[key] = new
            if len(stack) > MAX_DEPTH:
                faults.too_deep(event, MAX_DEPTH)
            container = new
            key = None if kind is mapping else ITEM
        elif kind in ends:
            if kind is mapping_end and faults.count:
                container.pop(DROPPED, None)
                container.pop(MERGED, None)
            container, key = stack.pop()
        elif kind is parser.Alias:
            key = faults.alias(event, container, key)
        elif kind is parser.DocumentStart:
            if top:
                faults.second_document(event)
        elif kind is parser.StreamEnd:
            return top
