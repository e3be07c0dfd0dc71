"""Matrices of clusters and priorities as tables, from the pictures that show them."""

from __future__ import annotations

from collections.abc import Iterator

from alignment.report.document import Column, Row, Table
from alignment.report.figure import Figure, HeatMap
from alignment.report.regional.value import Report


def matrices(report: Report) -> Iterator[Table]:
    """One for each heat map: clusters as rows, priorities as columns, coverages in the cells."""
    word = "Matrice" if report.lang == "fr" else "Matrix"
    for section in report.walk():
        for part in section.parts:
            if isinstance(part, Figure) and isinstance(part.drawing, HeatMap):
                yield _matrix(part, part.drawing, f"{word} {part.title.split(' (')[0]}")


def _matrix(figure: Figure, drawing: HeatMap, title: str) -> Table:
    priorities = (
        Column(f"priority_{number}", name, "heat", decimals=0)
        for number, name in enumerate(drawing.columns, start=1)
    )
    rows = (Row((name, *cells)) for name, cells in zip(drawing.rows, drawing.cells, strict=True))
    return Table(figure.key, title, (Column("cluster", "Cluster"), *priorities), tuple(rows))
