"""The XLSX form of a report: the workbook that officers sort and filter, one sheet for each flat table."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date, datetime, time

import xlsxwriter

from alignment.report.regional.value import Report
from alignment.report.xlsx.chart import add_chart
from alignment.report.xlsx.front import front, method
from alignment.report.xlsx.look import Look
from alignment.report.xlsx.matrix import matrices
from alignment.report.xlsx.sheet import Names, add_sheet
from alignment.report.xlsx.text import plain

_EPOCH = datetime(1980, 1, 1)
"""When a workbook was made, if its report has no date: the clock is never read, and the same input gives the same bytes."""


def files(report: Report) -> Mapping[str, bytes]:
    """One file, `KEY.xlsx`."""
    return {f"{report.key}.xlsx": _workbook(report)}


def _workbook(report: Report) -> bytes:
    """What it is and its key figures, a chart, tables, the method. No text of it is a formula or a link."""
    out = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties(
            {
                "title": plain(report.title),
                "subject": plain(report.subtitle),
                "created": _created(report.data.get("date")),
            }
        )
        book.set_size(2400, 1600)
        look, names = Look(book, report.lang), Names()
        tables = [*report.sheets, *matrices(report)]
        titles = {table.key: names.take(table.title) for table in tables}
        front(book, look, report, names, [(titles[table.key], table) for table in tables])
        add_chart(book, report, names, titles)
        for table in tables:
            add_sheet(book, look, report, titles[table.key], table)
        method(book, look, report, names)
    return out.getvalue()


def _created(day: object) -> datetime:
    return datetime.combine(date.fromisoformat(day), time()) if isinstance(day, str) else _EPOCH
