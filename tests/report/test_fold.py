"""A long table folds on screens meant for reading, says what it leaves out, and is whole in CSV."""

from __future__ import annotations

from alignment.report import csv_form, markdown
from alignment.report.document import Column, Document, Row, Table
from alignment.report.page import Page
from alignment.report.terminal import render


def _document(rows: int, fold: int | None) -> Document:
    table = Table(
        "pairs",
        "Paires",
        (Column("name", "Nom"),),
        tuple(Row((f"nom-{index}",)) for index in range(rows)),
        fold=fold,
    )
    return Document("Titre", (), (table,), "fr", {})


def test_rows_beyond_the_fold_are_counted_and_their_way_out_named() -> None:
    for text in (render(_document(5, 3), Page()), markdown.render(_document(5, 3))):
        assert "nom-2" in text
        assert "nom-3" not in text
        assert "et 2\u00a0autres lignes\u00a0; toutes avec --format csv --table pairs" in text.replace("\n", " ")


def test_csv_has_every_row() -> None:
    assert csv_form.render(_document(5, 3)).splitlines() == ["name", *(f"nom-{index}" for index in range(5))]


def test_one_row_too_many_is_shown_rather_than_announced() -> None:
    text = render(_document(4, 3), Page())
    assert "nom-3" in text
    assert "autre" not in text
