"""The Markdown form of a report, for a wiki or a merge request; data cannot become markup."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from alignment.kernel.safe_text import markdown_cell as safe
from alignment.report import words
from alignment.report.cells import formatted
from alignment.report.document import Column, Document
from alignment.report.figure import Figure
from alignment.report.markdown import block_lines
from alignment.report.regional.value import Facts, KeyFigures, Part, Report, Section


def files(report: Report) -> Mapping[str, bytes]:
    """One file, `KEY.md`."""
    return {f"{report.key}.md": ("\n".join(_lines(report)) + "\n").encode()}


def _lines(report: Report) -> Iterator[str]:
    document = Document(report.title, (), (), report.lang, {})
    yield f"# {safe(report.title)}"
    yield from ("", safe(report.subtitle), "")
    yield from _part(report.cover, document)
    for caution in report.cautions:
        yield from ("", f"> {safe(caution)}")
    for section in report.sections:
        yield from _section(section, document, 2)


def _section(section: Section, document: Document, level: int) -> Iterator[str]:
    yield from ("", f"{'#' * level} {safe(section.title)}")
    for part in section.parts:
        yield ""
        yield from _part(part, document)
    for inner in section.inner:
        yield from _section(inner, document, level + 1)
    if section.basis:
        yield from ("", f"<sub>{safe(section.basis)}</sub>")


def _part(part: Part, document: Document) -> Iterator[str]:
    """A picture is told by its text alternative: the tables beside it have its figures."""
    match part:
        case Facts(rows):
            for name, said in rows:
                yield f"- **{safe(name)}** – {safe(said)}"
        case KeyFigures(figures):
            for figure in figures:
                column = Column(figure.key, figure.label, figure.kind, decimals=figure.decimals)
                value = formatted(figure.value, column, document.lang)
                yield f"- **{safe(value)}** {safe(figure.label)} – {safe(figure.basis)}"
        case Figure():
            yield f"*{safe(part.title)}*{words.colon(document.lang)} {safe(part.description)}"
        case _:
            yield from block_lines(part, document)
