"""Places of ours (lines and columns from 1, in code points) as editors count them (from 0, in units)."""

from __future__ import annotations

from lsprotocol import types

from alignment.kernel.diagnostic import Span
from alignment.source.text import Text

_BYTES = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}


class Units:
    """The unit of columns that a session agreed on: of UTF-16 unless the editor asked for another."""

    def __init__(self, encoding: str) -> None:
        """Count in units of `encoding`: utf-8, utf-16 or utf-32."""
        self._codec, self._size = _BYTES.get(encoding, _BYTES["utf-16"])

    def range(self, span: Span, text: Text) -> types.Range:
        """A span as the editor counts it."""
        return types.Range(
            self._position(span.line, span.column, text), self._position(span.end_line, span.end_column, text)
        )

    def column(self, position: types.Position, text: Text) -> tuple[int, int]:
        """A position of the editor as a line and a column of ours, never beyond the end of its line."""
        line = position.line + 1
        left = position.character * self._size
        column = 1
        for character in text.line(line):
            left -= len(character.encode(self._codec, "surrogatepass"))
            if left < 0:
                break
            column += 1
        return line, column

    def _position(self, line: int, column: int, text: Text) -> types.Position:
        before = text.line(line)[: column - 1]
        return types.Position(line - 1, len(before.encode(self._codec, "surrogatepass")) // self._size)
