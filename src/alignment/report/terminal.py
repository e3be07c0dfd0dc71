"""The terminal form of a document: text that fits the width, reads in monochrome, and never obeys the data."""

from __future__ import annotations

from collections.abc import Iterable

from alignment.kernel.safe_text import terminal as safe
from alignment.report import cells, words
from alignment.report.document import Block, Cell, Column, Document, Items, Paragraph, Plot, Table
from alignment.report.heat import WIDTH, blocks, shade, sign
from alignment.report.page import GAP, Layout, Page, Span, Style, gaps, grid, widths

WIDE = 110
"""From this width on, columns marked `wide` are shown and bars are longer."""
BAR, WIDE_BAR = 8, 18

_STATE_STYLE: dict[str, Style] = {
    "uncovered": "bold red",
    "gap": "red",
    "partial": "yellow",
    "covered": "green",
    "unmet": "red",
    "unknown": "yellow",
    "met": "green",
}


def render(document: Document, page: Page) -> str:
    """The whole document, ready to print."""
    lines = [page.styled(line, "bold") for line in page.wrapped(safe(document.title))]
    for scope in document.scope:
        lines += [page.styled(line, "dim") for line in page.wrapped(safe(scope), hanging="  ")]
    for block in document.shown():
        lines.append("")
        lines += _block(block, document, page)
    return "\n".join(lines)


def _block(block: Block, document: Document, page: Page) -> Iterable[str]:
    match block:
        case Paragraph(text, "warning"):
            return [page.styled(line, "yellow") for line in page.wrapped("! " + safe(text), hanging="  ")]
        case Paragraph(text, tone):
            return [page.styled(line, "dim" if tone == "quiet" else "") for line in page.wrapped(safe(text))]
        case Items(title, items):
            heading = [page.styled(line, "bold") for line in page.wrapped(safe(title))] if title else []
            return [*heading, *(line for item in items for line in page.wrapped(safe(item), "- ", "  "))]
        case Plot(title):
            from alignment.report.terminal_plot import draw

            heading = [page.styled(line, "bold") for line in page.wrapped(safe(title))]
            return [*heading, *draw(block, document.lang, page.width, page.unicode)]
        case Table():
            return _table(block, document, page)


def _table(table: Table, document: Document, page: Page) -> Iterable[str]:
    lines = [page.styled(line, "bold") for line in page.wrapped(safe(table.title))] if table.title else []
    if not table.rows:
        return [*lines, *page.wrapped(safe(table.empty or ""))]
    heat = any(column.kind == "heat" for column in table.columns)
    for index, part in enumerate(blocks(table, page.width) if heat else [table]):
        lines += [*([""] if index else []), *_columns(part, document, page)]
    if table.folded:
        lines += page.wrapped(words.folded(table.folded, table.key, document.lang))
    if table.note:
        lines += [page.styled(line, "dim") for line in page.wrapped(safe(table.note))]
    return lines


def _columns(table: Table, document: Document, page: Page) -> Iterable[str]:
    """The columns of a table that fit the page, and the names of those that don't."""
    shown = [i for i, column in enumerate(table.columns) if page.width >= WIDE or not column.wide]
    hidden: list[str] = []
    while True:
        layouts = _layouts([table.columns[i] for i in shown])
        rows = [
            [_span(row.cells[i], table.columns[i], row.depth if i == 0 else 0, document, page) for i in shown]
            for row in table.unfolded
        ]
        room = sum(widths(layouts, rows, page.width)) + gaps(layouts)
        if room <= page.width or len(shown) <= 2:
            break
        # Too narrow a page: bars go first (their figure stays), then the last columns, which are named below.
        bars = [i for i in shown if table.columns[i].kind == "bar"]
        dropped = bars[-1] if bars else shown[-1]
        shown.remove(dropped)
        if not bars:
            hidden.insert(0, table.columns[dropped].flat)
    lines = grid(page, layouts, rows, [row.strong or row.total for row in table.unfolded])
    if hidden:
        listed = ", ".join(hidden)
        lines += page.wrapped(
            f"(terminal étroit, non affiché\u00a0: {listed})"
            if document.lang == "fr"
            else f"(narrow terminal, not shown: {listed})"
        )
    return lines


def _layouts(columns: list[Column]) -> list[Layout]:
    """How the columns stand; the cells of a heat map touch each other."""
    found = []
    for index, column in enumerate(columns):
        label = safe(column.label.replace("\n", "\0")).replace(safe("\0"), "\n")
        right, gap = column.kind not in ("text", "bar", "state"), GAP
        if column.kind == "heat":
            gap = 0 if columns[index - 1].kind == "heat" else 1
        found.append(Layout(label, right, column.kind == "text", gap))
    return found


def _span(value: Cell, column: Column, depth: int, document: Document, page: Page) -> Span:
    if column.kind == "bar":
        return Span(bar(value, WIDE_BAR if page.width >= WIDE else BAR, page.unicode), "cyan")
    if column.kind == "heat":
        return Span(sign(value, page.unicode).rjust(WIDTH), shade(value))
    style = _STATE_STYLE.get(str(value), "") if column.kind == "state" else ""
    return Span("  " * depth + safe(formatted(value, column, document)), style)


def formatted(value: Cell, column: Column, document: Document) -> str:
    """One cell in words and figures; a cell of a heat map is one sign."""
    return sign(value) if column.kind == "heat" else cells.formatted(value, column, document.lang)


def bar(value: Cell, width: int, unicode: bool) -> str:
    """A share of 1 as a bar; its figure stands in a column of its own, so the bar may be lost without harm."""
    if value is None or isinstance(value, str):
        return ""
    filled = min(width, int(float(value) * width + 0.5))
    full, empty = ("█", "·") if unicode else ("#", ".")
    return full * filled + empty * (width - filled)
