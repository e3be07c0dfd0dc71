"""The CSV form of one table of a document: raw figures, semicolons and decimal commas in French (as Excel reads)."""

from __future__ import annotations

import csv
import io
from fractions import Fraction

from alignment.kernel.bilingual import Bilingual, Lang
from alignment.kernel.safe_text import csv_cell
from alignment.kernel.user_error import UserError
from alignment.report import words
from alignment.report.document import Cell, Column, Document, Table


def render(document: Document, table: str | None = None) -> str:
    """One table, the first unless named. Shares are numbers of 0 to 1, money is euros, absent figures are empty.

    Raises UserError when the document has no such table.
    """
    return written(_table(document, table), document.lang)


def written(chosen: Table, lang: Lang) -> str:
    """A table as text; totals are left to the reader's spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";" if lang == "fr" else ",", lineterminator="\n")
    kept = [i for i, column in enumerate(chosen.columns) if column.kind != "bar"]
    writer.writerow([chosen.columns[i].key for i in kept])
    for row in chosen.rows:
        if not row.total:
            writer.writerow([_raw(row.cells[i], chosen.columns[i], lang) for i in kept])
    return out.getvalue()


def _table(document: Document, key: str | None) -> Table:
    tables = document.tables()
    for table in tables:
        if key in (None, table.key):
            return table
    listed = ", ".join(table.key for table in tables)
    raise UserError(
        Bilingual(
            f"--table\u00a0: «\u00a0{key}\u00a0» n’existe pas ici (tables\u00a0: {listed}).",
            f"--table: no “{key}” here (tables: {listed}).",
        )
    )


def _raw(value: Cell, column: Column, lang: Lang) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return csv_cell(words.STATE[value].to(lang) if column.kind == "state" and value else value)
    if isinstance(value, bool):
        return "1" if value else "0"
    number = Fraction(int(value), 100) if column.kind in ("money", "exact-money") else value
    if isinstance(number, Fraction):
        number = int(number) if number.denominator == 1 else float(number)
    text = repr(number)
    return text.replace(".", ",") if lang == "fr" else text
