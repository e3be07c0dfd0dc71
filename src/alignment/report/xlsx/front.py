"""The first and the last sheet: what the workbook is and what to know before reading it, and the method."""

from __future__ import annotations

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from alignment.kernel.bilingual import Bilingual
from alignment.report import words
from alignment.report.charts.palette import COLOURS
from alignment.report.document import Column, Paragraph, Table
from alignment.report.regional.value import KeyFigures, Report, Section
from alignment.report.xlsx.look import Look
from alignment.report.xlsx.sheet import Names, height, print_setup, write
from alignment.report.xlsx.text import plain

_LABELS = {
    "name": Bilingual("Lisez-moi", "Read me"),
    "cautions": Bilingual("À savoir avant de lire", "Before you read"),
    "figures": Bilingual("Chiffres clés", "Key figures"),
    "sheets": Bilingual("Feuilles", "Sheets"),
    "units": Bilingual(
        "Les parts sont des nombres de 0 à 1 affichés en pour cent, les montants sont en euros. Une case vide est une valeur inconnue "
        "ou sans objet, jamais un zéro.",
        "Shares are numbers of 0 to 1 shown in percent, amounts are in euros. An empty cell is a value unknown or without meaning, "
        "never a zero.",
    ),
    "basis": Bilingual("Base", "Basis"),
}


def front(book: Workbook, look: Look, report: Report, names: Names, tables: list[tuple[str, Table]]) -> None:
    """Title, identity, cautions, key figures as numbers, and the way to each sheet."""
    label = {key: value.to(report.lang) for key, value in _LABELS.items()}
    name = names.take(label["name"])
    sheet = book.add_worksheet(name)
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 18)
    sheet.set_column(2, 2, 78)
    sheet.hide_gridlines(2)
    sheet.write_string(
        0,
        0,
        plain(report.title),
        look.text(bold=True, font_size=20, font_color=COLOURS["accent"], text_wrap=False, indent=0),
    )
    sheet.set_row(0, 30)
    sheet.set_row(1, 20)
    sheet.write_string(1, 0, plain(report.subtitle), look.text(font_size=12, text_wrap=False, indent=0))
    line = 3
    for fact, said in report.cover.rows:
        line = _wide(sheet, look, line, plain(fact), plain(said))
    line = _wide(sheet, look, line, label["cautions"], "\n".join(map(plain, (*report.cautions, label["units"]))))
    line = _key_figures(sheet, look, report, line + 1, label)
    sheet.write_string(line, 0, label["sheets"], look.text(bold=True, indent=0))
    for title, table in tables:
        line += 1
        place = title.replace("'", "''")
        sheet.write_url(
            line,
            0,
            f"internal:'{place}'!A1",
            look.text(font_color=COLOURS["accent"], underline=1, indent=0),
            title,
        )
        rows = words.count(len(table.rows), *words.nouns("ligne", "row"), report.lang)
        sheet.write_string(line, 1, rows, look.text(align="right", indent=0))
    print_setup(sheet, report, name)
    sheet.fit_to_pages(1, 1)


def _wide(sheet: Worksheet, look: Look, line: int, name: str, said: str) -> int:
    """A name and what is said of it over two columns, as high as its text."""
    sheet.write_string(line, 0, name, look.text(bold=True, indent=0))
    sheet.merge_range(line, 1, line, 2, "", look.text())
    sheet.write_string(line, 1, said, look.text())
    sheet.set_row(line, height([said], [96]) + 3)
    return line + 1


def _key_figures(sheet: Worksheet, look: Look, report: Report, line: int, label: dict[str, str]) -> int:
    """The figures of the summary with what they rest on; the line after them."""
    figures = [
        figure
        for section in report.sections
        for part in section.parts
        if isinstance(part, KeyFigures)
        for figure in part.figures
    ]
    if not figures:
        return line
    sheet.write_string(line, 0, label["figures"], look.text(bold=True, indent=0))
    sheet.write_string(line, 2, label["basis"], look.text(bold=True, indent=0))
    for figure in figures:
        line += 1
        column = Column(figure.key, figure.label, figure.kind, decimals=figure.decimals)
        sheet.write_string(line, 0, plain(figure.label), look.text(indent=0))
        write(sheet, look, line, 1, figure.value, column, report.lang)
        sheet.write_string(line, 2, plain(figure.basis), look.text())
    return line + 2


def method(book: Workbook, look: Look, report: Report, names: Names) -> None:
    """The method in sentences, chapter by chapter, if the report tells it."""
    section = next((section for section in report.sections if section.key == "method"), None)
    if section is None:
        return
    name = names.take(section.title)
    sheet = book.add_worksheet(name)
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 110)
    sheet.hide_gridlines(2)
    for line, chapter in enumerate(section.walk()):
        sheet.write_string(line, 0, plain(chapter.title), look.text(bold=True, indent=0))
        said = _sentences(chapter)
        sheet.write_string(line, 1, said, look.text())
        sheet.set_row(line, height([said], [110]) + 6)
    print_setup(sheet, report, name)


def _sentences(section: Section) -> str:
    return plain("\n".join(part.text for part in section.parts if isinstance(part, Paragraph)))
