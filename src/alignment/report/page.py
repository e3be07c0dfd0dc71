"""A page of a terminal: its width, its colours, its characters, and text laid out in columns on it."""

from __future__ import annotations

import os
import re
import shutil
import textwrap
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple, TextIO

Style = Literal[
    "", "bold", "dim", "red", "yellow", "green", "cyan", "bold red", "shade 1", "shade 2", "shade 3", "shade 4"
]
_ANSI = {"bold": "1", "dim": "2", "red": "31", "yellow": "33", "green": "32", "cyan": "36", "bold red": "1;31"}
# Where the ground is given, so is the ink: shades read on light and dark terminals alike.
_ANSI |= {"shade 1": "36", "shade 2": "30;48;5;152", "shade 3": "30;48;5;80", "shade 4": "97;48;5;24"}
_LEAST = 8
"""A text column is never squeezed below this many characters."""
GAP = 2


class Page(NamedTuple):
    """What the terminal can show. Without colour nothing is lost: styles never carry meaning alone."""

    width: int = 80
    color: bool = False
    unicode: bool = True

    def styled(self, text: str, style: Style) -> str:
        """`text` in a style, as far as the page has styles."""
        return f"\x1b[{_ANSI[style]}m{text}\x1b[0m" if self.color and style and text else text

    def wrapped(self, text: str, indent: str = "", hanging: str | None = None) -> list[str]:
        """Lines that fit; only plain spaces break (a no-break space holds its words together)."""
        return textwrap.wrap(
            text,
            max(20, self.width),
            initial_indent=indent,
            subsequent_indent=indent if hanging is None else hanging,
            break_on_hyphens=False,
        ) or [""]


def page_for(stream: TextIO, color: str, environment: Mapping[str, str] | None = None) -> Page:
    """The page of a stream. `color` is always, never or auto (a terminal, unless NO_COLOR or TERM=dumb)."""
    env = os.environ if environment is None else environment
    colored = color == "always"
    if color == "auto":
        colored = stream.isatty() and not env.get("NO_COLOR") and env.get("TERM") != "dumb"
        colored = colored or (bool(env.get("FORCE_COLOR")) and not env.get("NO_COLOR"))
    width = shutil.get_terminal_size((80, 24)).columns
    encoding = (getattr(stream, "encoding", None) or "utf-8").lower()
    return Page(max(40, min(width, 200)), colored, encoding.startswith("utf"))


def cells_wide(text: str) -> int:
    """How many columns a text takes: none for combining marks, two for wide East Asian characters."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text
    )


class Span(NamedTuple):
    """A piece of a cell, with its style."""

    text: str
    style: Style = ""


class Layout(NamedTuple):
    """One column of a grid: `flexible` ones wrap, the others keep their width; `gap` is the space before it."""

    label: str
    right: bool = False
    flexible: bool = False
    gap: int = GAP


def widths(layouts: Sequence[Layout], rows: Sequence[Sequence[Span]], room: int) -> list[int]:
    """The width of each column, so that the grid fits in `room` as far as its text columns can give way."""
    natural = [
        max([*(cells_wide(part) for part in layout.label.split("\n")), *(cells_wide(r[i].text) for r in rows)])
        for i, layout in enumerate(layouts)
    ]
    spare = room - sum(natural) - gaps(layouts)
    least = {i: _least(rows, i) for i, layout in enumerate(layouts) if layout.flexible}
    labels = {i: max(_LEAST, *(cells_wide(part) for part in layouts[i].label.split("\n"))) for i in least}
    for floor in ({i: max(least[i], labels[i]) for i in least}, labels):  # whole words if they fit, then any cut
        while spare < 0 and (giving := [i for i in least if natural[i] > floor[i]]):
            natural[max(giving, key=lambda i: natural[i])] -= 1
            spare += 1
    return natural


def gaps(layouts: Sequence[Layout]) -> int:
    """The space between the columns."""
    return sum(layout.gap for layout in layouts[1:])


def _least(rows: Sequence[Sequence[Span]], column: int) -> int:
    """The width below which a word of this column would be cut."""
    pieces = (piece for row in rows for piece in re.split(r"(?<=-)| ", row[column].text))
    return max([_LEAST, *(cells_wide(piece) for piece in pieces)])


def grid(
    page: Page, layouts: Sequence[Layout], rows: Sequence[Sequence[Span]], strong: Sequence[bool]
) -> list[str]:
    """The lines of a table: headings, a rule, rows whose texts wrap in their columns."""
    wide = widths(layouts, rows, page.width)
    heads = [layout.label.split("\n") for layout in layouts]
    depth = max((len(head) for head in heads), default=0)
    lines = []
    for level in range(depth):
        parts = [
            Span(head[level - depth + len(head)] if level >= depth - len(head) else "", "dim") for head in heads
        ]
        lines.append(_line(page, layouts, wide, parts, "dim"))
    rule = "─" if page.unicode else "-"
    lines.append(page.styled(rule * min(page.width, sum(wide) + gaps(layouts)), "dim"))
    for row, bold in zip(rows, strong, strict=True):
        wrapped = [
            textwrap.wrap(
                span.text,
                wide[i],
                subsequent_indent=_indent(span.text),
            )
            if layouts[i].flexible and cells_wide(span.text) > wide[i]
            else [span.text]
            for i, span in enumerate(row)
        ]
        for level in range(max((len(parts) for parts in wrapped), default=0)):
            spans = [
                Span(parts[level] if level < len(parts) else "", row[i].style) for i, parts in enumerate(wrapped)
            ]
            lines.append(_line(page, layouts, wide, spans, "bold" if bold else ""))
    return lines


def _indent(text: str) -> str:
    return " " * (len(text) - len(text.lstrip(" ")))


def _line(page: Page, layouts: Sequence[Layout], wide: Sequence[int], spans: Sequence[Span], style: Style) -> str:
    line = ""
    for index, (layout, width, span) in enumerate(zip(layouts, wide, spans, strict=True)):
        blank = " " * max(0, width - cells_wide(span.text))
        text = page.styled(span.text, span.style or style)
        line += " " * (layout.gap if index else 0) + (blank + text if layout.right else text + blank)
    return line.rstrip()
