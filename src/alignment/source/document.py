"""What reading one file gives: its values and where they stand, or the reasons why there are none."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from alignment.kernel.diagnostic import Diagnostic, Path, Span
from alignment.source.source_map import Node, locate
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

    `value` holds plain values only, all keys being texts. `diagnostics` are in the order of the file; there
    may be errors among them (a duplicate key, an alias...), and then `damaged` says which values aren't what
    their author meant, so that nobody complains of these a second time.
    """

    __slots__ = ("_map", "_map_of", "damaged", "diagnostics", "text", "value")

    def __init__(self, text: Text, value: Value, damaged: frozenset[Path], map_of: Callable[[str], Node]) -> None:
        """Hold what the reader made of `text`; `map_of` lays out its places when one is asked for."""
        self.text = text
        self.value = value
        self.diagnostics: tuple[Diagnostic, ...] = ()
        self.damaged = damaged
        self._map_of = map_of
        self._map: Node | None = None

    def span(self, path: Path, on_key: bool = False) -> Span:
        """Return where the value at `path` stands, or its key.

        A path that the file doesn't have leads to its nearest existing ancestor, shown by its key if it has
        one; an empty value to its key.
        """
        if self._map is None:
            self._map = self._map_of(self.text.content)
        return self.text.span(*locate(self._map, path, on_key))

    def line(self, number: int) -> str:
        """Return line `number` (from 1) without its end; the empty text when there is no such line."""
        return self.text.line(number)

    def is_damaged(self, path: Path) -> bool:
        """Tell whether the value at `path`, or one that holds it, was refused here already."""
        return bool(self.damaged) and any(path[:length] in self.damaged for length in range(len(path) + 1))
