"""The plot of the terminal: lines where their values say, ticks, marks, and nothing that the data could command."""

from __future__ import annotations

from fractions import Fraction

from alignment.report.document import Document, Plot
from alignment.report.markdown import render as markdown
from alignment.report.page import Page
from alignment.report.terminal import render
from alignment.report.terminal_plot import draw

CROSSING = Plot(
    "Scores",
    (
        ("Montant", ((Fraction(0), Fraction(0)), (Fraction(1), Fraction(1)))),
        ("Descendant", ((Fraction(0), Fraction(1)), (Fraction(1), Fraction(0)))),
    ),
    (("curseur choisi", Fraction(1, 4)),),
)


def _canvas(lines: list[str]) -> list[str]:
    return [line.partition("│")[2].ljust(73) for line in lines if "│" in line]


def test_lines_run_from_their_first_value_to_their_last():
    """One rises from the bottom left to the top right, the other falls; they cross in the middle."""
    rows = _canvas(draw(CROSSING, "fr", 84, True))
    assert len(rows) == 13
    assert rows[0][0] == "·"  # where B starts; its letters are set off from those of A
    assert rows[0][72] == "A"
    assert rows[12][0] == "A"
    assert rows[6][36] in "AB·"
    assert {column for column, cell in enumerate(rows[6]) if cell != " "} <= set(range(33, 40))


def test_figures_stand_under_the_axis_and_the_mark_at_its_place():
    """Quarters of the cursor; the mark at 25 % is above nothing else than column 18 of 72."""
    lines = draw(CROSSING, "fr", 84, True)
    assert any(line.split() == ["0", "%", "25", "%", "50", "%", "75", "%", "100", "%"] for line in lines)
    assert " " * (11 + 18) + "▲" in lines
    assert "▲\u00a025\u00a0%, curseur choisi" in lines
    assert lines[-1] == "A\u00a0Montant, B\u00a0Descendant"


def test_years_are_written_as_years():
    """No percent, no thousands separator."""
    plot = Plot(
        "Trajectoire", (("Prévu", ((Fraction(2022), Fraction(0)), (Fraction(2024), Fraction(1)))),), x_kind="year"
    )
    assert any(line.split() == ["2022", "2023", "2024"] for line in draw(plot, "fr", 60, True))


def test_a_flat_line_and_no_line_at_all():
    """One value has one label; without a series there is nothing to draw."""
    flat = draw(
        Plot("", (("Plat", ((Fraction(0), Fraction(1, 2)), (Fraction(1), Fraction(1, 2)))),)), "fr", 60, True
    )
    assert sum("50,0" in line for line in flat) == 1
    assert draw(Plot("", ()), "fr", 60, True) == []


def test_plain_characters_and_no_more_than_the_width():
    """A terminal without Unicode, and a narrow one."""
    for line in draw(CROSSING, "en", 44, False):
        assert len(line) <= 44
        assert line.replace("\u00a0", " ").isascii()


def test_names_obey_no_one():
    """Control characters of a name are spelt out, and no name closes the block of code."""
    plot = Plot("T", (("\x1b[31m```", ((Fraction(0), Fraction(0)), (Fraction(1), Fraction(1)))),))
    document = Document("D", (), (plot,), "fr", {})
    assert "\x1b" not in render(document, Page(color=False))
    assert markdown(document).count("```") == 2
