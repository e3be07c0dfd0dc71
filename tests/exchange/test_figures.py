"""Figures as people type them, one by one: what each cell is read as, and what is too doubtful to be read."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from alignment.exchange import figures
from alignment.exchange.cells import Cell, Day
from alignment.exchange.figures import DoubtfulError


def cell(content) -> Cell:
    """A cell of that content."""
    return Cell(1, 1, content)


@pytest.mark.parametrize(
    ("read", "content", "value"),
    [
        (figures.euros, "1 200 000", "1200000"),
        (figures.euros, "12,5 k€", "12500"),
        (figures.euros, "€ 40", "40"),
        (figures.euros, Decimal("3.10"), "3.1"),
        (figures.number, "1 234,5", "1234.5"),
        (figures.number, "0,125", "0.125"),
        (figures.number, "1.234.567", "1234567"),
        (figures.count, Decimal("12.0"), "12"),
        (figures.share, "40 %", "0.4"),
        (figures.share, Decimal("0.4"), "0.4"),
        (figures.share, Decimal(40), "0.4"),
        (figures.day, Decimal(2023), "2023"),
        (figures.day, "3/2024", "2024-03"),
        (figures.day, "1er mars 2023", "2023-03-01"),
        (figures.day, "T2 2024", "2024-04"),
        (figures.day, "2024-S2", "2024-07"),
        (figures.day, Day(date(2024, 5, 17), "day"), "2024-05-17"),
        (figures.period, Decimal(2023), "2023/2023"),
        (figures.period, " 2023 ", "2023/2023"),
        (figures.period, "2023-2026", "2023/2026"),
        (figures.period, "de mars 2023 à juin 2024", "2023-03/2024-06"),
        (figures.period, "T1 2023 - T2 2024", "2023-01/2024-06"),
        (figures.yes_no, "Oui", "True"),
        (figures.yes_no, "✔", "True"),
        (figures.yes_no, Decimal(0), "False"),
        (figures.yes_no, True, "True"),
    ],
)
def test_what_is_read(read, content, value):
    """Amounts in euros, shares of 0 to 1, dates as the format writes them."""
    assert str(read(cell(content))) == value


@pytest.mark.parametrize(
    ("read", "content", "words"),
    [
        (figures.euros, True, "montant attendu"),
        (figures.euros, "beaucoup", "montant attendu"),
        (figures.euros, "-5", "n’est pas négatif"),
        (figures.euros, "1,005 €", "deux façons"),
        (figures.euros, Decimal("1.005"), "deux décimales"),
        (figures.number, "1.234", "deux façons"),
        (figures.number, "12 kg", "nombre attendu, sans unité"),
        (figures.number, True, "nombre attendu, sans unité"),
        (figures.count, "1,5", "nombre entier attendu"),
        (figures.count, "-1", "nombre entier attendu"),
        (figures.share, "1", "1 % ou 100 %"),
        (figures.share, True, "part attendue"),
        (figures.share, "101", "part attendue"),
        (figures.yes_no, "peut-être", "oui ou non attendu"),
        (figures.day, True, "date attendue"),
        (figures.day, "32/13/2023", "date attendue"),
        (figures.day, "1989", "date attendue"),
        (figures.day, "2101", "date attendue"),
        (figures.day, "S3 2024", "date attendue"),
        (figures.day, "12 floréal 2024", "date attendue"),
        (figures.period, "bientôt", "période attendue"),
        (figures.period, True, "période attendue"),
    ],
)
def test_what_is_doubtful(read, content, words):
    """Each refusal says what was expected, in French and in English."""
    with pytest.raises(DoubtfulError) as raised:
        read(cell(content))
    assert words in raised.value.message.fr.replace("\u00a0", " ").replace("\u202f", " ")
    assert raised.value.message.en != raised.value.message.fr
