"""The CSV form of a report: one file for each flat table, tidy: one fact a cell, ids beside names."""

from __future__ import annotations

from collections.abc import Mapping

from alignment.report.csv_form import written
from alignment.report.regional.value import Report

_MARK = b"\xef\xbb\xbf"


def files(report: Report) -> Mapping[str, bytes]:
    """`KEY-csv/TABLE.csv` for each sheet, in UTF-8; semicolons and decimal commas in French."""
    return {f"{report.key}-csv/{table.key}.csv": written(table, report.lang).encode() for table in report.sheets}


def files_for_excel(report: Report) -> Mapping[str, bytes]:
    """The same with a byte order mark, without which Excel doesn't take a file for UTF-8."""
    return {path: _MARK + content for path, content in files(report).items()}
