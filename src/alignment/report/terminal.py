"""The terminal form of a document: text that fits the width, reads in monochrome, and never obeys the data."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, TextIO

from alignment.kernel.safe_text import terminal as safe
from alignment.report import words
from alignment.report.document import Block, Cell, Column, Document, Items, Paragraph, Plot, Row, Table

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.table import Table as RichTable

WIDE = 110
"""From this width on, columns marked `wide` are shown and bars are longer."""

_STATE_STYLE = {"uncovered": "bold red", "gap": "red", "partial": "yellow", "covered": "green"}


def console_for(stream: TextIO, color: str = "auto", width: int | None = None) -> Console:
    """A console on a stream. `color` is auto (a terminal without NO_COLOR), always or never."""
    from rich.console import Console

    return Console(
        file=stream,
        width=width,
        highlight=False,
        markup=False,
        emoji=False,
        force_terminal=True if color == "always" else None,
        no_color=True if color == "never" else (False if color == "always" else None),
        soft_wrap=False,
    )


def render(document: Document, console: Console) -> None:
    """Write a document on a console."""
    from rich.text import Text

    console.print(Text(safe(document.title), style="bold"))
    for line in document.scope:
        console.print(Text(safe(line), style="dim"))
    for block in document.blocks:
        console.print()
        console.print(_block(block, document, console))


def _block(block: Block, document: Document, console: Console) -> RenderableType:
    from rich.console import Group
    from rich.text import Text

    match block:
        case Paragraph(text, tone):
            prefix = "! " if tone == "warning" else ""
            return Text(prefix + safe(text), style={"plain": "", "warning": "yellow", "quiet": "dim"}[tone])
        case Items(title, items):
            lines = [Text(safe(title), style="bold")] if title else []
            return Group(*lines, *(_hanging(safe(item)) for item in items))
        case Plot():
            from alignment.report.terminal_plot import draw

            return Text(draw(block, document.lang, console.width, unicode_of(console)))
        case Table():
            parts: list[RenderableType] = [Text(safe(block.title), style="bold")] if block.title else []
            if block.rows:
                parts.append(_table(block, document, console))
            else:
                parts.append(Text(safe(block.empty or ""), style="dim"))
            if block.note:
                parts.append(Text(safe(block.note), style="dim"))
            return Group(*parts)


def _hanging(text: str) -> RenderableType:
    """A line after a dash, its continuation under the text."""
    from rich.padding import Padding
    from rich.table import Table as RichTable
    from rich.text import Text

    grid = RichTable.grid(padding=(0, 1, 0, 0))
    grid.add_column(width=1)
    grid.add_column(ratio=1)
    grid.add_row("-", Text(text))
    return Padding(grid, (0, 0, 0, 1))


def unicode_of(console: Console) -> bool:
    """Whether the console's encoding has block characters."""
    return (console.encoding or "utf-8").lower().startswith("utf")


def _table(block: Table, document: Document, console: Console) -> RichTable:
    from rich import box
    from rich.table import Table as RichTable

    shown = [
        (index, column) for index, column in enumerate(block.columns) if console.width >= WIDE or not column.wide
    ]
    unicode = unicode_of(console)
    table = RichTable(
        box=box.SIMPLE_HEAD if unicode else box.ASCII2,
        show_edge=False,
        pad_edge=False,
        padding=(0, 1, 0, 0),
        header_style="dim" if unicode else "",
        expand=False,
    )
    for index, column in shown:
        right = column.kind not in ("text", "bar", "state")
        table.add_column(
            "\n".join(safe(part) for part in column.label.split("\n")),
            justify="right" if right else "left",
            no_wrap=column.kind != "text",
            min_width=min(18, max((len(str(row.cells[index] or "")) for row in block.rows), default=0))
            if column.kind == "text"
            else None,
            overflow="fold",
        )
    for row in block.rows:
        table.add_row(*_cells(row, shown, document, console, unicode), style="bold" if row.strong else None)
    return table


def _cells(
    row: Row, shown: Iterable[tuple[int, Column]], document: Document, console: Console, unicode: bool
) -> Iterable[RenderableType]:
    from rich.text import Text

    indent = "  " * row.depth
    for position, (index, column) in enumerate(shown):
        value = row.cells[index] if index < len(row.cells) else ""
        if column.kind == "bar":
            yield Text(bar(value, 18 if console.width >= WIDE else 8, unicode), style="cyan")
            continue
        text = formatted(value, column, document)
        style = _STATE_STYLE.get(str(value), "") if column.kind == "state" else ""
        yield Text((indent if position == 0 else "") + safe(text), style=style)


def formatted(value: Cell, column: Column, document: Document) -> str:
    """One cell in words and figures."""
    lang = document.lang
    if value is None:
        return words.ABSENT
    if isinstance(value, str):
        return words.STATE[value].to(lang) if column.kind == "state" else value
    match column.kind:
        case "share" | "bar":
            return words.share(value, lang, column.decimals)
        case "money":
            return words.money(int(value), lang)
        case "exact-money":
            return words.exact_money(int(value), lang)
        case "number":
            return words.number(value, lang, column.decimals)
        case _:
            return words.number(value, lang)


def bar(value: Cell, width: int, unicode: bool) -> str:
    """A share of 1 as a bar; its figure stands in a column of its own, so the bar may be lost without harm."""
    if value is None or isinstance(value, str):
        return ""
    filled = min(width, int(float(value) * width + 0.5))
    full, empty = ("█", "·") if unicode else ("#", ".")
    return full * filled + empty * (width - filled)


def utf8_streams() -> None:
    """Never die of a terminal that cannot write a character: show a replacement instead."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
