"""PyYAML, and nothing of it but events: the one module that knows which parser is at work.

libyaml's parser is used where PyYAML was built with it. PyYAML's own takes its place elsewhere, corrected where it
would read a sound file otherwise, so that a file never is valid on one machine and refused on another.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, Final, cast

import yaml
from yaml.scanner import ScannerError

from alignment.source.syntax import Complaint

MAX_DEPTH: Final = 64
"""Levels of nesting that are read; the top-level mapping is the first."""

YAMLError = yaml.YAMLError
Scalar = yaml.ScalarEvent
MappingStart = yaml.MappingStartEvent
SequenceStart = yaml.SequenceStartEvent
MappingEnd = yaml.MappingEndEvent
SequenceEnd = yaml.SequenceEndEvent
Alias = yaml.AliasEvent
DocumentStart = yaml.DocumentStartEvent
DocumentEnd = yaml.DocumentEndEvent
StreamEnd = yaml.StreamEndEvent

NextEvent = Callable[[], Any]
"""Gives the next event of a text; raises YAMLError where the syntax is wrong."""

# A stretch of plain text between brackets: a colon belongs to it unless something that separates follows.
_FLOW_WORD = re.compile(r"(?:[^\0 \t\r\n,\[\]{}:]|:(?=[^\0 \t\r\n,\[\]{}?]))+")


class _PureParser(yaml.SafeLoader):
    """PyYAML's own parser, with libyaml's idea of question marks, colons and escapes."""

    buffer: str
    pointer: int

    def scan_plain(self) -> Any:
        """Read a plain scalar; between brackets it may hold a question mark, as addresses of the web do."""
        if not self.flow_level:
            return super().scan_plain()
        start = end = self.get_mark()
        pieces: list[str] = []
        spaces: list[str] = []
        while self.peek() != "#" and (word := _FLOW_WORD.match(self.buffer, self.pointer)):
            self.allow_simple_key = False
            pieces += [*spaces, word[0]]
            self.forward(len(word[0]))
            end = self.get_mark()
            if self.peek() == ":" and self.peek(1) in ",?[]{}":
                raise ScannerError("while scanning a plain scalar", start, "found unexpected ':'", end)
            spaces = self.scan_plain_spaces(self.indent + 1, start) or []
            if not spaces:
                break
        return yaml.ScalarToken("".join(pieces), True, start, end)

    def scan_flow_scalar(self, style: str) -> Any:
        """Read a quoted scalar; an escape that stands for no character is an error, not a crash."""
        start = self.get_mark()
        try:
            token = super().scan_flow_scalar(style)
            token.value.encode()
        except (ValueError, OverflowError):
            problem = "found invalid Unicode character escape code"
            raise ScannerError("while scanning a quoted scalar", start, problem, start) from None
        return token


def fast(content: str) -> NextEvent:
    """The events of `content` from libyaml."""
    return cast(NextEvent, yaml.CSafeLoader(content).get_event)


def pure(content: str) -> NextEvent:
    """The events of `content` from PyYAML's own parser."""
    return _PureParser(content).get_event


events: Callable[[str], NextEvent] = fast if yaml.__with_libyaml__ else pure


def has_libyaml() -> bool:
    """Tell whether the fast parser is there; without it files read the same, some twelve times more slowly."""
    return bool(yaml.__with_libyaml__)


def complaint(error: yaml.YAMLError) -> Complaint:
    """What the parser has against the text, whatever form its exception has."""
    context = getattr(error, "context_mark", None)
    problem = getattr(error, "problem_mark", None) or context
    return Complaint(
        getattr(error, "problem", None) or str(error),
        problem.index if problem else 0,
        getattr(error, "context", None) or "",
        context.index if context else None,
    )


def scalars(content: str) -> Iterator[Any]:
    """The scalar events of the first document, once more; they end where the reading of values did."""
    next_event = events(content)
    try:
        while not isinstance(event := next_event(), DocumentEnd | StreamEnd):
            if isinstance(event, Scalar):
                yield event
    except YAMLError:
        return
