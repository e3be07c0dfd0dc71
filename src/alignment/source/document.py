"""What reading one file gives: its values and where they stand, or the reasons why there are none."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from alignment.kernel.diagnostic import Diagnostic, Path, Span
from alignment.source.source_map import SourceMap
from alignment.source.text import Text

Value = dict[str, "Value"] | list["Value"] | str | int | Decimal | bool | None
"""A plain value of a file. Numbers are exact: `int`, or `Decimal` with the digits that were written."""


class Unreadable:
    """A file that gave no value: its text, so that lines can be shown, and why (one error at least)."""

    __slots__ = ("diagnostics", "text")

    def __init__(self, text: Text, diagnostics: tuple[Diagnostic, ...]) -> None:
        """Keep what can be shown of the file."""
        self.text = text
        self.diagnostics = diagnostics


class Document:
    """One file that was read.

    `value` holds plain values only, all keys being texts. `diagnostics` are in the order of the file; there may be
    errors among them (a duplicate key, an alias...), and then `is_damaged` tells which values aren't what their
    author meant, so that nobody complains of these a second time.
    """

    __slots__ = ("_content", "_damaged", "_incomplete", "_map", "diagnostics", "text", "value")

    def __init__(
        self, text: Text, content: str, value: Value, damaged: frozenset[Path], incomplete: frozenset[Path]
    ) -> None:
        """Hold what the reader made of `text`: paths of refused values, and of mappings with a refused key.

        `content` is what was parsed: the content of `text`, with stand-ins for what no parser may see.
        """
        self.text = text
        self.value = value
        self.diagnostics: tuple[Diagnostic, ...] = ()
        self._content = content
        self._damaged = damaged
        self._incomplete = incomplete
        self._map: SourceMap | None = None

    def span(self, path: Path, on_key: bool = False) -> Span:
        """Return where the value at `path` stands, or its key.

        A path that the file doesn't have leads to its nearest existing ancestor, shown by its key if it has one; an
        empty value to its key.
        """
        return self.text.span(*self._places().locate(path, on_key))

    def path_at(self, line: int, column: int) -> tuple[Path, bool]:
        """Return the path of what stands at a line and column (from 1), and whether it is the key there."""
        starts = self.text.starts
        if not 1 <= line <= len(starts):
            return (), False
        return self._places().path_at(starts[line - 1] + column - 1)

    def _places(self) -> SourceMap:
        if self._map is None:
            self._map = SourceMap(self._content)
        return self._map

    def line(self, number: int) -> str:
        """Return line `number` (from 1) without its end; the empty text when there is no such line."""
        return self.text.line(number)

    def is_damaged(self, path: Path) -> bool:
        """Tell whether what is, or isn't, at `path` comes of a fault that `diagnostics` tell already."""
        if any(path[:length] in self._damaged for length in range(len(path) + 1)):
            return True
        if path in self._incomplete:
            return True
        return path[:-1] in self._incomplete and not self._holds(path)

    def _holds(self, path: Path) -> bool:
        value: Any = self.value
        step: Any
        for step in path:
            if (isinstance(value, dict) and step in value) or (
                isinstance(value, list) and isinstance(step, int) and 0 <= step < len(value)
            ):
                value = value[step]
            else:
                return False
        return True
