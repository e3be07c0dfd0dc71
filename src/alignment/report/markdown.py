"""The Markdown form of a document: fit for a merge-request comment or a wiki; data cannot become markup."""

from __future__ import annotations

from collections.abc import Iterable

from alignment.kernel.safe_text import markdown_cell as safe
from alignment.report import words
from alignment.report.document import Block, Document, Items, Paragraph, Plot, Row, Table
from alignment.report.terminal import bar, formatted

_BAR = 10


def render(document: Document) -> str:
    """The whole document."""
    lines = [f"## {safe(document.title)}", ""]
    lines += [f"- {safe(scope)}" for scope in document.scope]
    for block in document.shown():
        lines.append("")
        lines += block_lines(block, document)
    return "\n".join(lines)


def block_lines(block: Block, document: Document) -> Iterable[str]:
    """One block."""
    match block:
        case Paragraph(text, tone):
            return [f"> {safe(text)}" if tone == "warning" else safe(text)]
        case Items(title, items):
            heading = [f"**{safe(title)}**", *([""] if items else [])] if title else []
            return [*heading, *(f"- {safe(item)}" for item in items)]
        case Plot(title):
            from alignment.report.terminal_plot import draw

            drawn = [line.replace("```", "'''") for line in draw(block, document.lang, 80, True)]
            return [f"**{safe(title)}**", "", "```", *drawn, "```"]
        case Table():
            return _table(block, document)


def _table(table: Table, document: Document) -> Iterable[str]:
    heading = [f"**{safe(table.title)}**", ""] if table.title else []
    if not table.rows:
        return [*heading, safe(table.empty or "")]
    labels = [safe(column.flat) or "\u00a0" for column in table.columns]
    left = ("text", "bar", "state")
    rules = [":--" if column.kind in left else "--:" for column in table.columns]
    rows = ["| " + " | ".join(_cells(row, table, document)) + " |" for row in table.unfolded]
    notes = [words.folded(table.folded, table.key, document.lang)] if table.folded else []
    notes += [table.note] if table.note else []
    note = [line for text in notes for line in ("", safe(text))]
    return [*heading, "| " + " | ".join(labels) + " |", "| " + " | ".join(rules) + " |", *rows, *note]


def _cells(row: Row, table: Table, document: Document) -> Iterable[str]:
    for index, (value, column) in enumerate(zip(row.cells, table.columns, strict=True)):
        if column.kind == "bar":
            yield f"`{drawn}`" if (drawn := bar(value, _BAR, True)) else ""
            continue
        text = "\u00a0\u00a0" * (row.depth if index == 0 else 0) + safe(formatted(value, column, document))
        yield f"**{text}**" if (row.strong or row.total) and text.strip() else text
