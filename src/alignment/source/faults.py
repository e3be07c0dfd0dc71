"""What is wrong with the events of one file, kept while its values are built."""

from __future__ import annotations

import re
from typing import Any, Final

from alignment.kernel.diagnostic import Diagnostic, Path, Place, Span
from alignment.source import characters, codes, refusals, scalars
from alignment.source.source_map import SourceMap
from alignment.source.text import Text

MAX_FAULTS: Final = 500
"""Faults after which the reading of one file stops."""

# What stands for a key where there is none. No key of a file can be one of these: null characters are refused.
ITEM: Final = "\0item"  # the container is a list
DROPPED: Final = "\0dropped"  # the key was refused, and the value after it needs somewhere to go
MERGED: Final = "\0merged"  # so was a merge key

_TAG = re.compile(r"![^\s,\[\]{}]*")
_NOT_ALWAYS_KEYS: Final = scalars.NULLS | {"<<"}  # they are when quoted

Container = dict[str, Any] | list[Any]


class StopReadingError(Exception):
    """The reading of this file ends here, for a reason already told."""


class _Group:
    """A fault told once for the whole file: how often, and the first places."""

    def __init__(self) -> None:
        self.count = 0
        self.spans: list[Span] = []

    def add(self, span: Span) -> None:
        self.count += 1
        if len(self.spans) < refusals.PLACES_SHOWN:
            self.spans.append(span)


class Faults:
    """The faults of one file.

    `stack` is the builder's: for each open collection, the one around it and the key that this one waits for after
    it. `damaged` are the paths of values that aren't what their author meant, `incomplete` those of mappings that
    lack a part. `odd_keys` tells that two keys may differ by capitals or accents only.
    """

    def __init__(self, text: Text, content: str, problems: list[Diagnostic]) -> None:
        """Add to `problems` what is found in `text`, read as `content`."""
        self.stack: list[tuple[Container, str | None]] = []
        self.damaged: set[Path] = set()
        self.incomplete: set[Path] = set()
        self.odd_keys = any(problem.code == codes.DECOMPOSED_TEXT.code for problem in problems)
        self.count = 0
        self._text = text
        self._content = content
        self._problems = problems
        self._anchors: dict[str, Span] = {}
        self._first_alias = ""
        self._aliases, self._merges = _Group(), _Group()
        self._duplicates: list[tuple[Path, Span]] = []
        self._last = 0  # the offset after the last of them

    def key(self, event: Any, container: dict[str, Any], known: set[str]) -> str:
        """Take a scalar as a key, or the stand-in of one that is refused; remember in `known` what is always one."""
        key: str = event.value
        if event.anchor is not None or event.tag is not None:
            self.properties(event, container, None)
        if not event.style and key == "<<":
            self._merges.add(self._span(event))
            return self._refused_key(event, container, MERGED, None)
        if not key or (not event.style and key in scalars.NULLS):
            return self._refused_key(event, container, DROPPED, refusals.empty_key(self._place(event)))
        if characters.STAND_IN in key or event.style == '"':
            problem = characters.escaped(self._text.name, key, self._span(event))
            if problem or (characters.STAND_IN in key and self._content is not self._text.content):
                return self._refused_key(event, container, DROPPED, problem)
        if key.lower() != key:
            self.odd_keys = True
        elif key not in _NOT_ALWAYS_KEYS:
            known.add(key)
        return key

    def key_not_text(self, event: Any, container: dict[str, Any]) -> str:
        """Refuse a collection in the place of a key."""
        return self._refused_key(event, container, DROPPED, refusals.key_not_text(self._place(event)))

    def _refused_key(
        self, event: Any, container: dict[str, Any], stand_in: str, problem: Diagnostic | None
    ) -> str:
        path = self._path(container, None)
        if not _inside_refused(path):
            self.incomplete.add(path)
        self._fault(event, problem)
        return _newest(container, stand_in)

    def duplicate(self, event: Any, container: dict[str, Any], key: str) -> str:
        """Drop a key that its mapping has already, with its value: the first one counts."""
        path = self._path(container, key)
        if not _inside_refused(path):
            self._duplicates.append((path, self._span(event)))
            self._last = event.end_mark.index
        self._fault(event)
        return _newest(container, DROPPED)

    def properties(self, event: Any, container: Container, key: str | None) -> None:
        """Keep the place of an anchor, refuse a tag."""
        start = event.start_mark.index
        if event.anchor is not None:
            at = self._content.index(f"&{event.anchor}", start)
            self._anchors[event.anchor] = self._text.span(at, at + 1 + len(event.anchor))
        if event.tag is not None:
            match = _TAG.search(self._content, start)
            shown, at = (match[0], match.start()) if match else (event.tag, start)
            place = Place(self._text.name, span=self._text.span(at, at + len(shown)))
            self._damage(self._path(container, key))
            self._fault(event, refusals.tag(place, shown))

    def inspect(self, event: Any, container: Container, key: str | None) -> None:
        """Refuse what an escape hides in a value; mark one that characters were taken from."""
        problem = None
        if event.style == '"':
            problem = characters.escaped(self._text.name, event.value, self._span(event))
        if problem or (characters.STAND_IN in event.value and self._content is not self._text.content):
            self._damage(self._path(container, key))
            self._fault(event, problem)

    def number(self, event: Any, error: scalars.RefusedNumberError, container: Container, key: str | None) -> None:
        """Refuse a number that can't be counted with."""
        self._damage(self._path(container, key))
        place = self._place(event)
        if isinstance(error, scalars.NotFiniteError):
            self._fault(event, refusals.not_finite(place))
        else:
            self._fault(event, refusals.number_range(place, scalars.MAX_DIGITS, scalars.MAX_EXPONENT))

    def alias(self, event: Any, container: Any, key: str | None) -> str | None:
        """Put nothing in the place of an alias; return the key that the container waits for then."""
        path = self._path(container, key)
        if MERGED not in path:  # else the merge key says it all
            self._first_alias = self._first_alias or event.anchor
            self._aliases.add(self._span(event))
        if key is None:
            return self._refused_key(event, container, DROPPED, None)
        self._damage(path)
        self._fault(event)
        if key is ITEM:
            container.append(None)
            return ITEM
        container[key] = None
        return None

    def too_deep(self, event: Any, limit: int) -> None:
        """End the reading at a collection beyond `limit` levels."""
        self._problems.append(refusals.too_deep(self._place(event), limit))
        raise StopReadingError

    def second_document(self, event: Any) -> None:
        """End the reading at a second document."""
        self._problems.append(refusals.several_documents(self._place(event)))
        raise StopReadingError

    def tell(self) -> None:
        """Report what is told once the whole file is known."""
        name = self._text.name
        if self._merges.count:
            self._problems.append(refusals.merge_key(name, self._merges.spans, self._merges.count))
        if self._aliases.count:
            anchor = self._anchors.get(self._first_alias)
            self._problems.append(refusals.alias(name, self._aliases.spans, self._aliases.count, anchor))
        unused = list(self._anchors)
        if unused and not self._merges.count and not self._aliases.count:  # else they go together
            spans = [self._anchors[anchor] for anchor in unused[: refusals.PLACES_SHOWN]]
            self._problems.append(refusals.unused_anchors(name, unused[0], spans, len(unused)))
        if self._duplicates:
            places = SourceMap(self._content[: self._last])
            for path, span in self._duplicates:
                first = Place(name, span=self._text.span(*places.locate(path, on_key=True)))
                self._problems.append(refusals.duplicate_key(Place(name, span=span), str(path[-1]), first))

    def _fault(self, event: Any, problem: Diagnostic | None = None) -> None:
        if self.count == MAX_FAULTS:
            self._problems.append(refusals.too_many(self._place(event), MAX_FAULTS))
            raise StopReadingError
        self.count += 1
        if problem is not None:
            self._problems.append(problem)

    def _damage(self, path: Path) -> None:
        if not _inside_refused(path):
            self.damaged.add(path)

    def _span(self, event: Any) -> Span:
        return self._text.span(event.start_mark.index, event.end_mark.index)

    def _place(self, event: Any) -> Place:
        return Place(self._text.name, span=self._span(event))

    def _path(self, container: Container, key: str | None) -> Path:
        """The path of the value about to be put into `container` under `key`; without a key, of `container`."""
        steps: list[str | int] = []
        for around, _ in self.stack[1:]:
            steps.append(len(around) - 1 if isinstance(around, list) else next(reversed(around)))
        if self.stack and isinstance(container, list):
            steps.append(len(container))
        elif key is not None and key is not ITEM:
            steps.append(key)
        return tuple(steps)


def _newest(container: dict[str, Any], stand_in: str) -> str:
    """Let `stand_in` become the newest key of `container`, where paths take their next step."""
    container.pop(stand_in, None)
    return stand_in


def _inside_refused(path: Path) -> bool:
    return DROPPED in path or MERGED in path
