"""What a report of a region is made of, without its form: read, scored, put together, and written nowhere.

    python benchmarks/contents.py DATA REGION [--openpyxl FILE]

The yardstick of the forms: what PDF, XLSX and HTML cost beyond it is theirs. With --openpyxl the flat tables go into
a workbook by the library that a user would otherwise pick, without any look.
"""

from __future__ import annotations

import argparse
from fractions import Fraction
from pathlib import Path

from alignment.config import DataFolder
from alignment.kernel.bilingual import Bilingual
from alignment.pipeline import loading, scoring
from alignment.pipeline.publication import report_of
from alignment.report.regional.value import Report


def contents(data: Path, region: str) -> Report:
    """The report of a region, as a value."""
    loaded = loading.load(DataFolder(data, Bilingual("essai", "trial")))
    score = scoring.score(loaded, region)
    assert not isinstance(score, list), score
    return report_of(loaded, region, score, None, "fr")


def openpyxl_workbook(report: Report, file: Path) -> None:
    """The flat tables, one sheet each."""
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    for table in report.sheets:
        sheet = book.create_sheet(table.key[:31])
        for row in table.rows:
            sheet.append([float(cell) if isinstance(cell, Fraction) else _text(cell) for cell in row.cells])
    book.save(file)


def _text(cell: object) -> object:
    return cell if cell is None or isinstance(cell, int | float | str) else str(cell)


def main() -> None:
    """Make the contents, and the workbook where one is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("region")
    parser.add_argument("--openpyxl", type=Path)
    given = parser.parse_args()
    report = contents(given.data, given.region)
    if given.openpyxl:
        openpyxl_workbook(report, given.openpyxl)


if __name__ == "__main__":
    main()
