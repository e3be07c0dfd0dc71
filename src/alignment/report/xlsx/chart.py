"""The chart of a workbook: the main shares of its first table, as bars drawn by the spreadsheet from the cells."""

from __future__ import annotations

from collections.abc import Mapping

from xlsxwriter import Workbook

from alignment.kernel.bilingual import Bilingual
from alignment.report.charts.palette import COLOURS
from alignment.report.document import Column, Table
from alignment.report.regional.value import Report
from alignment.report.xlsx.sheet import Names, print_setup
from alignment.report.xlsx.text import plain

_DRAWN = {
    "clusters": ("cluster", ("alignment",), Bilingual("Alignement des clusters", "Alignment of the clusters")),
    "regions": (
        "region",
        ("coverage_srdeii", "coverage_s3"),
        Bilingual("Couverture des textes, par région", "Coverage of the texts, by region"),
    ),
}
"""Tables that have a chart: the column of names, those of bars, the title."""
_FILLS = (COLOURS["accent"], COLOURS["heat-2"])
_BAR, _FRAME = 26, 140


def add_chart(book: Workbook, report: Report, names: Names, titles: Mapping[str, str]) -> None:
    """A sheet with the chart; none where there is nothing to draw."""
    table = next((table for table in report.sheets if table.key in _DRAWN and table.rows), None)
    if table is None:
        return
    label, bars, title = _DRAWN[table.key]
    name = names.take("Graphique" if report.lang == "fr" else "Chart")
    sheet = book.add_worksheet(name)
    chart = book.add_chart({"type": "bar"})
    last = len(table.rows)
    for fill, key in zip(_FILLS, bars, strict=False):
        place, column = _place(table, key)
        category, _ = _place(table, label)
        chart.add_series(
            {
                "name": plain(column.flat),
                "categories": [titles[table.key], 1, category, last, category],
                "values": [titles[table.key], 1, place, last, place],
                "fill": {"color": fill},
                "gap": 60,
                "data_labels": {"value": True, "num_format": "0\\ %" if report.lang == "fr" else "0%"},
            }
        )
    chart.set_title({"name": title.to(report.lang), "name_font": {"size": 14, "color": COLOURS["ink"]}})
    chart.set_y_axis({"reverse": True, "line": {"color": COLOURS["rule"]}})
    chart.set_x_axis(
        {
            "min": 0,
            "max": 1,
            "num_format": "0%",
            "major_gridlines": {"visible": True, "line": {"color": COLOURS["rule"]}},
        }
    )
    chart.set_legend({"position": "bottom"} if len(bars) > 1 else {"none": True})
    chart.set_size({"width": 960, "height": _FRAME + _BAR * last * len(bars)})
    sheet.insert_chart(0, 0, chart, {"description": title.to(report.lang)})
    sheet.hide_gridlines(2)
    print_setup(sheet, report, name)


def _place(table: Table, key: str) -> tuple[int, Column]:
    """Where a column stands in the sheet, which has no column of bars."""
    written = [column for column in table.columns if column.kind != "bar"]
    return next((place, column) for place, column in enumerate(written) if column.key == key)
