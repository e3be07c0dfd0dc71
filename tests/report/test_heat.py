"""Heat maps: one sign for a share, shades that only repeat it, columns cut to fit the page."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest

from alignment.report import markdown
from alignment.report.document import Column, Document, Row, Table
from alignment.report.heat import blocks, shade, sign
from alignment.report.page import Page
from alignment.report.terminal import render


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, "·"),
        (Fraction(0), "-"),
        (Fraction(1, 100), "0"),
        (Fraction(1, 10), "1"),
        (Fraction(2, 5), "4"),
        (Fraction(4999, 10000), "4"),
        (Fraction(999, 1000), "9"),
        (Fraction(1), "X"),
    ],
)
def test_a_sign_never_rounds_up(value, expected):
    """Tens of percent, rounded down: X is all of it, and nothing known is not a known zero."""
    assert sign(value) == expected


def test_shades_repeat_the_sign():
    """Nothing and zero are dim, then four steps of 25 %."""
    assert [shade(value) for value in (None, Fraction(0))] == ["dim", "dim"]
    quarters = [shade(Fraction(n, 100)) for n in (1, 24, 25, 49, 50, 74, 75, 100)]
    assert quarters == [f"shade {n}" for n in (1, 1, 2, 2, 3, 3, 4, 4)]


def _map(clusters: int, priorities: int) -> Table:
    columns = (
        Column("title", "Priorité"),
        *(Column(f"c{n}", str(n), "heat") for n in range(1, clusters + 1)),
        Column("region", "Région", "share", decimals=0),
    )
    rows = tuple(
        Row(
            (
                f"Priorité {p} au titre long comme il s’en écrit dans un schéma",
                *(Fraction((p * n) % 11, 10) or None for n in range(clusters)),
                Fraction(1, 2),
            ),
            depth=1,
        )
        for p in range(priorities)
    )
    return Table("map", "", columns, rows)


@pytest.mark.parametrize("clusters", [1, 12, 13, 60])
@pytest.mark.parametrize("width", [40, 80, 120])
def test_every_cluster_stands_once_within_the_width(clusters, width):
    """Blocks share the clusters between them, in order, and no line is wider than the page."""
    table = _map(clusters, 30)
    heat = [c.key for part in blocks(table, width) for c in part.columns if c.kind == "heat"]
    assert heat == [f"c{n}" for n in range(1, clusters + 1)]
    assert [part.columns[-1].key == "region" for part in blocks(table, width)].count(True) == 1
    text = render(Document("T", (), (table,), "fr", {}), Page(width))
    assert max(len(line) for line in text.split("\n")) <= width
    assert "non affiché" not in text


def test_twelve_clusters_and_thirty_priorities_fit_one_block_of_80_columns():
    """What a usual region needs."""
    assert len(blocks(_map(12, 30), 80)) == 1


def test_colour_adds_nothing_but_colour():
    """Without its escape sequences the coloured map is the monochrome one."""
    document = Document("T", (), (_map(12, 5),), "fr", {})
    colored = render(document, Page(80, color=True))
    assert "\x1b[30;48;5;152m" in colored
    assert re.sub(r"\x1b\[[0-9;]*m", "", colored) == render(document, Page(80))


def test_without_unicode_and_in_markdown():
    """ASCII terminals get a full stop; Markdown has the same signs."""
    document = Document("T", (), (_map(2, 1),), "fr", {})
    assert " .  ." in render(document, Page(80, unicode=False))
    assert "| · | · | 50 % |".replace(" %", "\u00a0%") in markdown.render(document)
