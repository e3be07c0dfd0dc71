"""Workbooks as people send them back: what is certain is converted, the rest is refused at its place."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from alignment.pipeline.loading import Loaded
from tests.exchange import filling
from tests.exchange.filling import CLEAN, FIRST


@pytest.fixture(scope="module")
def data() -> Loaded:
    return filling.loaded()


@pytest.fixture(scope="module")
def workbook(data: Loaded) -> bytes:
    return filling.filled(data)


Spoil = Callable[[Any], object]


def put(sheet: str, place: str, value: object) -> Spoil:
    """Type something in a cell."""

    def spoil(book: Any) -> None:
        book[sheet][place].value = value

    return spoil


def formatted(sheet: str, place: str, value: object, form: str) -> Spoil:
    """Type something in a cell that has another number format."""

    def spoil(book: Any) -> None:
        book[sheet][place].value = value
        book[sheet][place].number_format = form

    return spoil


def on(sheet: str, change: Callable[[Worksheet], object]) -> Spoil:
    return lambda book: change(book[sheet])


def rename(old: str, new: str) -> Spoil:
    def spoil(book: Any) -> None:
        book[old].title = new

    return spoil


def several(*spoils: Spoil) -> Spoil:
    return lambda book: [spoil(book) for spoil in spoils]


def move_first_column_to_the_end(sheet: Worksheet) -> None:
    """The order of columns changed by hand, headings and all."""
    last = sheet.max_column + 1
    for row in range(FIRST - 1, FIRST + 10):
        sheet.cell(row, last).value = sheet.cell(row, 1).value
    sheet.delete_cols(1)


def blank_rows(sheet: Worksheet) -> None:
    sheet.insert_rows(FIRST + 1, 3)


def merge_names(sheet: Worksheet) -> None:
    """One cell for the action of two lines."""
    sheet.cell(FIRST + 1, 1).value = None
    sheet.merge_cells(start_row=FIRST, end_row=FIRST + 1, start_column=1, end_column=1)


def total(sheet: Worksheet) -> None:
    sheet.cell(FIRST + 2, 1).value = "TOTAL"
    sheet.cell(FIRST + 2, 3).value = 1212500.5


SAME: dict[str, Spoil] = {
    "nothing": lambda _book: None,
    "amount with spaces and sign": put("Budget", "C4", "1 200 000 €"),
    "amount with no-break spaces": put("Budget", "C4", "1\u202f200\u00a0000,00 euros"),
    "amount in thousands": put("Budget", "C4", "1 200 k€"),
    "amount in millions": put("Budget", "C4", "1,2 M€"),
    "amount with dots and a comma": put("Budget", "C4", "1.200.000,00 €"),
    "amount as an Englishman": put("Budget", "C4", "1,200,000.00"),
    "cents": put("Budget", "C5", "12 500,50 €"),
    "heading in thousands": several(
        put("Budget", "C3", "Montant (k€)"), put("Budget", "C4", 1200), put("Budget", "C5", "12,5005")
    ),
    "share in percent, as text": put("Actions", "F4", "40 %"),
    "share as text": put("Actions", "F4", "0,4"),
    "share without its sign": formatted("Actions", "F4", 40, "General"),
    "year as a number": put("Actions", "D4", 2023),
    "month in words": put("Actions", "E4", "juin 2025"),
    "month with a slash": put("Actions", "E4", "06/2025"),
    "month as a date cell": formatted("Actions", "E4", datetime.datetime(2025, 6, 1), "mmm-yy"),
    "quarter as an end": put("Actions", "E4", "T2 2025"),
    "one cell for the period": several(
        put("Actions", "D5", "2024-2026"),
        put("Actions", "D3", "Période"),
        put("Actions", "E3", "Notes"),
        put("Actions", "E4", None),
        put("Actions", "E5", None),
        put("Actions", "D4", "2023 - 06/2025"),
    ),
    "status in capitals": put("Actions", "C4", "EN COURS "),
    "status without accent": put("Actions", "C5", "prevue"),
    "another gender": put("Contributions", "C4", "principale"),
    "code for word": put("Contributions", "C5", "significant"),
    "trailing no-break space": put("Contributions", "A4", "Scierie connectée\u00a0"),
    "action without accents": put("Contributions", "A4", "scierie connectee"),
    "action misspelt": put("Contributions", "A4", "Scierie conectée"),
    "priority without its framework": put("Contributions", "B4", "Décarboner les usines"),
    "priority with another dash": put("Contributions", "B5", "S3 - numerique"),
    "priority misspelt": put("Contributions", "B4", "SRDEII – Décarbonner les usines"),
    "priority by reference": put("Contributions", "B4", "srdeii:decarboner"),
    "source of money by another name": put("Budget", "B4", "Conseil régional"),
    "a cross for yes": put("Budget", "D4", "x"),
    "blank rows": on("Contributions", blank_rows),
    "merged cells": on("Contributions", merge_names),
    "ditto": put("Contributions", "A5", "idem"),
    "name given once": put("Contributions", "A5", None),
    "a total": on("Budget", total),
    "an extra column": several(put("Actions", "K3", "Remarques"), put("Actions", "K4", "à relire")),
    "an extra sheet": lambda book: book.create_sheet("Brouillon").append(["notes", "diverses"]),
    "columns in another order": on("Contributions", move_first_column_to_the_end),
    "headings without accents, in capitals": several(
        put("Contributions", "B3", "PRIORITE"), put("Contributions", "C3", "niveau de contribution")
    ),
    "sheet renamed": rename("Contributions", "contributions (2)"),
    "rows above the headings": on("Budget", lambda sheet: sheet.insert_rows(1, 4)),
    "a title across the table": on(
        "Budget",
        lambda sheet: (
            sheet.insert_rows(FIRST),
            sheet.merge_cells("A4:D4"),
            sheet.__setitem__("A4", "Financements publics"),
        ),
    ),
    "labels on several lines": put("Cluster", "B11", "Label or\nLabel argent"),
    "a formatted cell at the very end": on(
        "Actions", lambda sheet: setattr(sheet["K1048576"], "number_format", "0.00")
    ),
}


@pytest.mark.parametrize("name", SAME)
def test_what_is_certain_says_the_same(data: Loaded, workbook: bytes, name: str) -> None:
    said = filling.read(data, filling.spoilt(workbook, SAME[name]))
    assert said.refused == []
    assert said.text == CLEAN


REFUSED: dict[str, tuple[Spoil, list[str]]] = {
    "an amount that reads two ways": (
        put("Budget", "C4", "1.200"),
        ["feuille « Budget », ligne 4, colonne C « Montant (€) »", "« 1.200 » : se lit de deux façons"],
    ),
    "an amount in words": (put("Budget", "C4", "environ 50 000 €"), ["ligne 4, colonne C", "montant attendu"]),
    "a negative amount": (put("Budget", "C4", -5), ["colonne C", "n’est pas négatif"]),
    "a tenth of a cent": (put("Budget", "C4", "12,3456 €"), ["colonne C", "deux décimales"]),
    "no amount": (put("Budget", "C4", None), ["ligne 4", "« Montant (€) » manque"]),
    "no source of money": (put("Budget", "B4", None), ["ligne 4", "« Source de financement » manque"]),
    "a share above all": (put("Actions", "F4", "140 %"), ["ligne 4, colonne F", "part attendue"]),
    "one, per cent or whole": (put("Actions", "F4", "1"), ["colonne F", "1 % ou 100 %"]),
    "a year in a date cell": (
        formatted("Actions", "D4", datetime.datetime(1905, 7, 15), "dd/mm/yyyy"),
        ["ligne 4, colonne D", "une année écrite dans une cellule de date"],
    ),
    "a date in words": (put("Actions", "E4", "fin 2025"), ["colonne E", "date attendue"]),
    "two-digit year": (put("Actions", "E4", "30/06/25"), ["colonne E", "date attendue"]),
    "thirteenth month": (put("Actions", "E4", "2025-13"), ["colonne E", "date attendue"]),
    "one end alone": (put("Actions", "E4", None), ["ligne 4, colonne D", "écrire l’autre date"]),
    "backwards": (put("Actions", "E4", "2021"), ["ligne 4, colonne E", "finit avant de commencer"]),
    "a level of one's own": (
        put("Contributions", "C4", "fort"),
        ["ligne 4, colonne C", "ne figure pas dans la liste"],
    ),
    "a priority that is none": (
        put("Contributions", "B4", "S3 – Bioéconomie"),
        ["ligne 4, colonne B", "« S3 – Bioéconomie » : ne figure pas dans la liste"],
    ),
    "a priority cut short": (
        put("Contributions", "B4", "Décarboner"),
        ["ligne 4, colonne B", "« SRDEII – Décarboner les usines » ?"],
    ),
    "an action that is none": (
        put("Contributions", "A4", "Scierie modèle"),
        ["ligne 4, colonne A", "aucune action ne s’intitule « Scierie modèle »", "« Scierie connectée » ?"],
    ),
    "two levels for one priority": (
        on("Contributions", lambda sheet: sheet.append(["Scierie connectée", "S3 – Numérique", "principal"])),
        ["un autre niveau plus haut"],
    ),
    "an action twice": (put("Actions", "A5", "Scierie connectée"), ["ligne 5, colonne A", "déjà à la ligne 4"]),
    "an action without title": (put("Actions", "A5", None), ["ligne 5", "l’intitulé de l’action manque"]),
    "a heading gone": (put("Contributions", "C3", "??"), ["colonne introuvable : « Niveau »"]),
    "a heading twice": (
        several(put("Budget", "E3", "Montant"), put("Budget", "E4", 3)),
        ["colonne E « Montant »", "n’en garder qu’une"],
    ),
    "an amount for two lines": (
        on("Budget", lambda sheet: sheet.merge_cells("C4:C5")),
        ["ligne 4, colonne C", "on ne sait pas à laquelle elle revient"],
    ),
    "an error of calculation": (put("Budget", "C4", "#REF!"), ["ligne 4, colonne C", "n’a pas de valeur"]),
    "a formula that nobody computed": (
        put("Budget", "C4", "=SUM(C5:C9)"),
        ["ligne 4, colonne C", "n’a pas de valeur"],
    ),
    "a hidden character": (
        put("Actions", "A5", "Campus\u202edu bois"),
        ["ligne 5, colonne A", "caractère invisible"],
    ),
    "an id of one's own making": (
        put("Actions", "J4", "Scierie n° 1"),
        ["ligne 4, colonne J", "identifiant attendu"],
    ),
    "a source that is none": (
        put("Actions", "I4", "bilan"),
        ["ligne 4, colonne I", "aucune source « bilan » dans la feuille « Sources »"],
    ),
    "a source of money that nobody knows": (
        put("Budget", "B4", "OPCO"),
        ["ligne 4, colonne B", "ne figure pas dans la liste (Région, État, FEDER, Horizon Europe, I3,"],
    ),
    "no type": (put("Cluster", "B4", None), ["feuille « Cluster »", "« Type de structure » manque"]),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_certain_is_refused_at_its_place(data: Loaded, workbook: bytes, name: str) -> None:
    spoil, expected = REFUSED[name]
    said = filling.read(data, filling.spoilt(workbook, spoil))
    assert said.text == ""
    for part in expected:
        assert any(part in line for line in said.refused), said.refused


def test_conversions_are_told(data: Loaded, workbook: bytes) -> None:
    spoil = several(
        put("Budget", "C4", "1 200 k€"),
        put("Budget", "C5", "12500,50€"),
        put("Actions", "F4", "0,4"),
        put("Contributions", "B4", "SRDEII – Décarbonner les usines"),
    )
    told = "\n".join(filling.read(data, filling.spoilt(workbook, spoil)).told)
    assert "12 500,50 €" not in told  # read as it is written
    assert "feuille « Budget », ligne 4, colonne C « Montant (€) » : « 1 200 k€ » lu « 1 200 000 € »" in told
    assert "« 0,4 » lu « 40 % »" in told
    assert "« SRDEII – Décarbonner les usines » lu « SRDEII – Décarboner les usines »" in told


def test_what_is_left_out_is_told(data: Loaded, workbook: bytes) -> None:
    spoil = several(SAME["an extra column"], SAME["an extra sheet"], SAME["a total"])
    told = filling.read(data, filling.spoilt(workbook, spoil)).told
    assert told == [
        "feuille « Actions », colonne K « Remarques » : colonne pas reprise",
        "feuille « Budget », ligne 6 : ligne de total, pas reprise",
        "feuille « Brouillon » : feuille non reconnue, pas reprise",
    ]
