"""YAML to plain values, event by event, refusing what two readers could understand differently.

The parser is libyaml through PyYAML, asked for one event at a time; an iterative builder turns events into
values, so that neither depth nor aliases can exhaust memory or stack. Nothing of PyYAML's typing is used:
`scalars` says what a plain scalar means. Without libyaml PyYAML's own parser gives the same values and
places, more slowly.

`parse` is the way in. No mark is kept while a file is read: whoever asks a Document for a place has it read
again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, Final

import yaml

from alignment.kernel.diagnostic import Diagnostic, Path, Place, Span
from alignment.source import audit, characters, codes, refusals, scalars, syntax
from alignment.source.document import Document, Unreadable, Value
from alignment.source.source_map import Kind, Node, Step, build, locate
from alignment.source.text import Text, decode

__all__ = [
    "MAX_BYTES",
    "MAX_DEPTH",
    "MAX_PROBLEMS",
    "Document",
    "Unreadable",
    "Value",
    "has_libyaml",
    "parse",
]

MAX_BYTES: Final = 5_000_000
"""Size limit of one file, in bytes."""
MAX_DEPTH: Final = 64
"""Levels of nesting that are read; the top-level mapping is the first."""
MAX_PROBLEMS: Final = 500
"""Faults after which the reading of one file stops."""

_NOWHERE = Span(0, 0, 0, 0)
_TAG = re.compile(r"![^\s,\[\]{}]*")
_DIRECTIVE = re.compile(r"^%.*", re.MULTILINE)


def _pure_parser(content: str) -> Any:
    return yaml.SafeLoader(content)


def _fast_parser(content: str) -> Any:
    return yaml.CSafeLoader(content)


_new_parser: Callable[[str], Any] = _fast_parser if yaml.__with_libyaml__ else _pure_parser


def has_libyaml() -> bool:
    """Tell whether the fast parser is there; without it files read the same, some ten times more slowly."""
    return bool(yaml.__with_libyaml__)


def parse(data: bytes, name: str) -> Document | Unreadable:
    """Read one file of the data set.

    `name` is its path relative to the data root, with `/`. Nothing is raised for bad content: problems come
    back as diagnostics, sorted by place, in a Document when there is a value to go on with, else in an
    Unreadable.
    """
    if len(data) > MAX_BYTES:
        return Unreadable(Text(name, ""), (refusals.too_large(name, len(data), MAX_BYTES),))
    text, refusal = decode(data, name)
    if refusal is not None:
        return Unreadable(text, (refusal,))
    return _Builder(text, characters.suspicious(data)).document()


def _complaint(error: yaml.YAMLError) -> syntax.Complaint:
    problem = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    context = getattr(error, "context_mark", None)
    return syntax.Complaint(
        getattr(error, "problem", None) or str(error),
        problem.index if problem else 0,
        getattr(error, "context", None) or "",
        context.index if context else None,
    )


def _steps(content: str) -> Iterator[Step]:
    """The first document once more, for its places; it ends quietly where the reading ended."""
    next_event = _new_parser(content).get_event
    depth = 0
    while depth <= MAX_DEPTH:
        try:
            event = next_event()
        except (yaml.YAMLError, ValueError, OverflowError):
            return
        start, end = event.start_mark.index, event.end_mark.index
        if isinstance(event, yaml.ScalarEvent):
            yield Step(Kind.SCALAR, start, end, event.value, event.style or "")
        elif isinstance(event, yaml.AliasEvent):
            yield Step(Kind.SCALAR, start, end, f"*{event.anchor}")
        elif isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            yield Step(
                Kind.OPEN_MAPPING if isinstance(event, yaml.MappingStartEvent) else Kind.OPEN_LIST, start, end
            )
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
            yield Step(Kind.CLOSE, start, end)
        elif isinstance(event, yaml.DocumentEndEvent | yaml.StreamEndEvent):
            return


def _source_map(content: str) -> Node:
    return build(_steps(content), content)


class _StopError(Exception):
    """The reading of this file ends here, for a reason already told."""


# A mapping that waits for a key has the key None; a list has _ITEM. The other two can't be keys of a file,
# where null characters are refused: they stand for refused keys, so that the values after them have somewhere
# to go.
_ITEM: Final = "\0item"
_DROPPED: Final = "\0dropped"
_MERGED: Final = "\0merged"

_NOT_ALWAYS_KEYS: Final = scalars.NULLS | {"<<"}  # they are when quoted

_Container = dict[str, Any] | list[Any]


class _Group:
    """A fault told once for the whole file: how often, and the first places."""

    def __init__(self) -> None:
        self.count = 0
        self.spans: list[Span] = []

    def add(self, span: Span) -> None:
        self.count += 1
        if len(self.spans) < refusals.PLACES_SHOWN:
            self.spans.append(span)


class _Builder:
    """Turns the events of one text into a value, and keeps what is wrong with them."""

    def __init__(self, text: Text, rest: str) -> None:
        self.text = text
        self.content = text.content
        self.problems: list[Diagnostic] = []
        self.damaged: set[Path] = set()
        self.stack: list[tuple[_Container, str | None]] = []
        self.anchors: dict[str, Span] = {}
        self.called: set[str] = set()
        self.first_alias = ""
        self.aliases, self.merges = _Group(), _Group()
        self.duplicates: list[tuple[Path, Span]] = []
        self.faults = 0
        if characters.FORBIDDEN.search(rest):
            self.content = characters.stand_in(text, self.problems)
        self.problems.extend(characters.worth_warning(text, rest))
        self.altered = self.content is not text.content
        self.odd_keys = any(problem.code == codes.DECOMPOSED_TEXT.code for problem in self.problems)

    def document(self) -> Document | Unreadable:
        """Read all that can be read."""
        value: Value = None
        whole = False
        try:
            top = self._read()
            whole = bool(top) and top[0] is not None
            if whole:
                value = top[0]
            else:
                self.problems.append(refusals.empty(self.text.name, bool(self.content.strip())))
        except yaml.YAMLError as error:
            self.problems.append(syntax.refusal(self.text, _complaint(error)))
        except _StopError:
            pass
        self._tell_groups()
        if not whole:
            return Unreadable(self.text, _in_order(self.problems))
        if "\t" in self.content:
            self.problems.extend(audit.tabs(self.text, _steps(self.content)))
        document = Document(self.text, value, frozenset(self.damaged), _source_map)
        if self.odd_keys:
            self.problems.extend(audit.twin_keys(document))
        document.diagnostics = _in_order(self.problems)
        return document

    def _read(self) -> list[Any]:
        """Go through the events; each costs as little as it can, and only the unusual leave this loop."""
        scalar, mapping, sequence = yaml.ScalarEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent
        ends = (yaml.MappingEndEvent, yaml.SequenceEndEvent)
        content, stack, starts, resolve = self.content, self.stack, scalars.STARTS, scalars.resolve
        named = "&" in content or "!" in content
        watched = self.altered or "\\" in content
        known: set[str] = set()  # keys that need no second look
        top: list[Any] = []
        container: Any = top
        key: str | None = _ITEM
        new: Any
        next_event = _new_parser(content).get_event
        while True:
            event = next_event()
            kind = event.__class__
            if kind is scalar:
                value = event.value
                if key is None:
                    if value in known and not (named and (event.anchor is not None or event.tag is not None)):
                        key = value
                    else:
                        key = self._key(event, container, known)
                    if key in container:
                        key = self._duplicate(event, container, key)
                    continue
                if named and (event.anchor is not None or event.tag is not None):
                    self._properties(event, container, key)
                if watched:
                    self._inspect(event, container, key)
                if not event.style and value[:1] in starts:
                    try:
                        value = resolve(value)
                    except scalars.RefusedNumberError as refused:
                        self._number(event, refused, container, key)
                if key is _ITEM:
                    container.append(value)
                else:
                    container[key] = value
                    key = None
            elif kind is mapping or kind is sequence:
                if event.anchor is not None or event.tag is not None:
                    self._properties(event, container, key)
                new = {} if kind is mapping else []
                if key is _ITEM:
                    container.append(new)
                    stack.append((container, _ITEM))
                elif key is None:
                    self._key_not_text(event, container)
                    container[_DROPPED] = new
                    stack.append((container, _DROPPED))
                else:
                    container[key] = new
                    stack.append((container, None))
                if len(stack) > MAX_DEPTH:
                    self.problems.append(refusals.too_deep(self._place(event), MAX_DEPTH))
                    raise _StopError
                container = new
                key = None if kind is mapping else _ITEM
            elif kind in ends:
                if kind is yaml.MappingEndEvent and self.faults:
                    container.pop(_DROPPED, None)
                    container.pop(_MERGED, None)
                container, key = stack.pop()
            elif kind is yaml.AliasEvent:
                key = self._alias(event, container, key)
            elif kind is yaml.DocumentStartEvent:
                self._document(event, bool(top))
            elif kind is yaml.StreamEndEvent:
                return top

    # What follows runs only for what is unusual.

    def _place(self, event: Any) -> Place:
        return Place(self.text.name, span=self._span(event))

    def _span(self, event: Any) -> Span:
        return self.text.span(event.start_mark.index, event.end_mark.index)

    def _path(self, container: _Container, key: str | None) -> Path:
        """The path of the value that is about to be put into `container` under `key`."""
        steps: list[str | int] = []
        for outer in [outer for outer, _ in self.stack[1:]]:
            steps.append(len(outer) - 1 if isinstance(outer, list) else next(reversed(outer)))
        if not self.stack:
            return ()
        if isinstance(container, list):
            steps.append(len(container))
        elif key is not None:
            steps.append(key)
        return tuple(steps)

    def _damage(self, path: Path) -> None:
        if _DROPPED not in path and _MERGED not in path:
            self.damaged.add(path)

    def _fault(self, event: Any, problem: Diagnostic | None = None) -> None:
        if problem is not None:
            self.problems.append(problem)
        self.faults += 1
        if self.faults >= MAX_PROBLEMS:
            self.problems.append(refusals.too_many(self._place(event), MAX_PROBLEMS))
            raise _StopError

    def _key(self, event: Any, container: dict[str, Any], known: set[str]) -> str:
        key: str = event.value
        if event.anchor is not None or event.tag is not None:
            self._properties(event, container, None)
        if not event.style and key == "<<":
            self.merges.add(self._span(event))
            self._damage(self._path(container, None))
            self._fault(event)
            return self._fresh(container, _MERGED)
        if not key or (not event.style and key in scalars.NULLS):
            self._damage(self._path(container, None))
            self._fault(event, refusals.empty_key(self._place(event)))
            return self._fresh(container, _DROPPED)
        if self._inspect(event, container, None):
            return self._fresh(container, _DROPPED)
        if key.lower() != key:
            self.odd_keys = True
        elif key not in _NOT_ALWAYS_KEYS:
            known.add(key)
        return key

    def _fresh(self, container: dict[str, Any], stand_in: str) -> str:
        """Make `stand_in` the newest key of `container`, so that paths pass through it."""
        container.pop(stand_in, None)
        return stand_in

    def _key_not_text(self, event: Any, container: dict[str, Any]) -> None:
        self._damage(self._path(container, None))
        self._fault(event, refusals.key_not_text(self._place(event)))
        self._fresh(container, _DROPPED)

    def _duplicate(self, event: Any, container: dict[str, Any], key: str) -> str:
        path = self._path(container, key)
        if _DROPPED not in path and _MERGED not in path:
            self.duplicates.append((path, self._span(event)))
        self._fault(event)
        return self._fresh(container, _DROPPED)

    def _properties(self, event: Any, container: _Container, key: str | None) -> None:
        start = event.start_mark.index
        if event.anchor is not None:
            at = self.content.index("&" + event.anchor, start)
            self.anchors[event.anchor] = self.text.span(at, at + 1 + len(event.anchor))
        if event.tag is not None:
            match = _TAG.search(self.content, start)
            shown, at = (match[0], match.start()) if match else (event.tag, start)
            place = Place(self.text.name, span=self.text.span(at, at + len(shown)))
            self._damage(self._path(container, key))
            self._fault(event, refusals.tag(place, shown))

    def _inspect(self, event: Any, container: _Container, key: str | None) -> bool:
        """Refuse what an escape hides in a text; mark what was altered already. Tells whether there was
        anything.
        """
        problem = None
        if event.style == '"':
            problem = characters.escaped(self.text.name, event.value, self._span(event))
        if problem is None and not (self.altered and characters.STAND_IN in event.value):
            return False
        self._damage(self._path(container, key))
        self._fault(event, problem)
        return True

    def _number(
        self, event: Any, refused: scalars.RefusedNumberError, container: _Container, key: str | None
    ) -> None:
        self._damage(self._path(container, key))
        place = self._place(event)
        if isinstance(refused, scalars.NotFiniteError):
            self._fault(event, refusals.not_finite(place))
        else:
            self._fault(event, refusals.number_range(place, scalars.MAX_DIGITS, scalars.MAX_EXPONENT))

    def _alias(self, event: Any, container: Any, key: str | None) -> str | None:
        """Put nothing in the place of the alias; return the key that the container waits for then."""
        path = self._path(container, key)
        self.called.add(event.anchor)
        if _MERGED not in path:
            self.first_alias = self.first_alias or event.anchor
            self.aliases.add(self._span(event))
            self._damage(path)
        self._fault(event)
        if key is None:
            return self._fresh(container, _DROPPED)
        if key is _ITEM:
            container.append(None)
            return _ITEM
        container[key] = None
        return None

    def _document(self, event: Any, second: bool) -> None:
        if second:
            self.problems.append(refusals.several_documents(self._place(event)))
            raise _StopError
        if directive := _DIRECTIVE.search(self.content, 0, event.end_mark.index):
            place = Place(self.text.name, span=self.text.span(*directive.span()))
            self._fault(event, refusals.directive(place))

    def _tell_groups(self) -> None:
        name = self.text.name
        if self.merges.count:
            self.problems.append(refusals.merge_key(name, self.merges.spans, self.merges.count))
        if self.aliases.count:
            anchor = self.anchors.get(self.first_alias)
            self.problems.append(refusals.alias(name, self.aliases.spans, self.aliases.count, anchor))
        for anchor_name, span in self.anchors.items():
            if anchor_name not in self.called:
                self.problems.append(refusals.unused_anchor(Place(name, span=span), anchor_name))
        if self.duplicates:
            first = _source_map(self.content)
            for path, span in self.duplicates:
                at = Place(name, span=self.text.span(*locate(first, path, on_key=True)))
                self.problems.append(refusals.duplicate_key(Place(name, span=span), str(path[-1]), at))


def _in_order(problems: list[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple(sorted(problems, key=lambda problem: (problem.place.span or _NOWHERE, problem.code)))
