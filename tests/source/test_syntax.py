"""Mistakes of syntax are told in plain sentences, at the place where the hand should go (R-17)."""

from __future__ import annotations

import re

import pytest

from alignment.source import syntax
from alignment.source.text import Text
from alignment.source.yaml_events import Unreadable, parse

pytestmark = pytest.mark.usefixtures("either_parser")

# What someone wrote, where the mistake is, and words that the French sentence must hold.
MISTAKES = [
    ("titre: Santé : un enjeu\n", (1, 14), "Deux-points inattendu"),
    ("a: 1\n b: 2\n", (2, 3), "Deux-points inattendu"),
    ("a: 'x\nb: c\n", (1, 4), "jamais refermé"),
    ('a: "x\nb: c\n', (1, 4), "jamais refermé"),
    ("a: 'l'axe'\n", (1, 7), "déjà refermé"),
    ('a: ["le "grand" axe"]\n', (1, 10), "déjà refermé"),
    ("{a: 'd'ici'}\n", (1, 8), "déjà refermé"),
    ('a: "x\\qy"\n', None, "échappement inconnue"),
    ('a: "\\xZZ"\n', None, "échappement inconnue"),
    ('a: "\\ud800"\n', None, "échappement inconnue"),
    ("a: [1, 2\nb: 3\n", None, "crochet fermant"),
    ("a: [1, 2\n", (1, 4), "crochet fermant"),
    ("a: [1 2}\n", (1, 8), "crochet fermant"),
    ("a: {b: 1, c: 2\n", (1, 4), "accolade fermante"),
    ("a: {b: 1]\n", (1, 9), "accolade fermante"),
    ("a: 1\nb\nc: 2\n", (2, 1), "pas de deux-points"),
    ("a: - b\n", (1, 4), "Tiret inattendu"),
    ("- a\nb: 1\n", (2, 1), "pas alignée avec la liste"),
    ("a: 1\n- b\n", (2, 1), "pas alignée avec les clés"),
    ("a: |x\n  b\n", (1, 5), "plusieurs lignes"),
    ("a: |0\n  b\n", (1, 5), "plusieurs lignes"),
    ("a: * b\n", (1, 5), "«\u00a0*\u00a0» et «\u00a0&\u00a0»"),
    ("a: & b\n", (1, 5), "«\u00a0*\u00a0» et «\u00a0&\u00a0»"),
    ("a: !<x b\n", None, "«\u00a0!\u00a0»"),
    ("a: @b\n", (1, 4), "ne peut pas commencer"),
    ("a: `b`\n", (1, 4), "ne peut pas commencer"),
    ("a: %b\n", (1, 4), "ne peut pas commencer"),
    ("{a: 1}}\n", (1, 7), "déjà terminé"),
    ("a: ? b\n", (1, 4), "interrogation"),
]


@pytest.mark.parametrize(("source", "place", "words"), MISTAKES)
def test_a_mistake_is_told_in_a_sentence(source: str, place: tuple[int, int] | None, words: str) -> None:
    found = parse(source.encode(), "x.yaml")
    assert isinstance(found, Unreadable)
    (problem,) = found.diagnostics
    assert problem.code == "AL020"
    assert words in problem.message.fr
    assert problem.place.span is not None
    assert place is None or problem.place.span[:2] == place
    assert problem.hint is not None


@pytest.mark.parametrize(
    ("source", "place"),
    [("a:\n\tb: 1\n", (2, 1)), ("a: 1\n\tb: 2\n", (2, 1)), ("-\ta: 1\n", (1, 2)), ("a: |\n  x\n\ty\n", (3, 1))],
)
def test_a_tab_as_indentation_is_explained(source: str, place: tuple[int, int]) -> None:
    (problem,) = parse(source.encode(), "x.yaml").diagnostics
    assert problem.code == "AL021"
    assert problem.place.span is not None
    assert problem.place.span[:2] == place
    assert "tabulation" in problem.message.fr


def test_a_missing_bracket_points_to_where_it_was_opened() -> None:
    (problem,) = parse(b"a:\n  - [1, 2\n  - 3: 4\n", "x.yaml").diagnostics
    assert problem.place.span is not None
    assert problem.place.span[:2] == (2, 5)


def test_a_quote_that_swallows_entries_is_told_where_it_was_opened() -> None:
    """Up to the next quotation mark everything was text: the fault is at the first one."""
    for mark in ('"', "'"):
        text = f"a: {mark}b\nc: d\ne:\n  - f: {mark}g{mark}\n"
        (problem,) = parse(text.encode(), "x.yaml").diagnostics
        assert problem.message.en == "This quotation mark is never closed."
        assert problem.place.span is not None
        assert problem.place.span[:2] == (1, 4)


def test_a_quote_too_many_on_one_line_is_told_there() -> None:
    """What looks like an apostrophe isn't taken for a mark left open."""
    (problem,) = parse(b"a: 'l'eau'\nb: 1\n", "x.yaml").diagnostics
    assert problem.place.span is not None
    assert problem.place.span[:2] == (1, 7)


def test_a_directive_after_the_document_begins_another() -> None:
    found = parse(b"a: 1\n...\n%YAML 1.1\n---\nb: 2\n", "x.yaml")
    assert [problem.code for problem in found.diagnostics] == ["AL023"]


def test_what_nobody_has_met_yet_still_gets_an_honest_sentence() -> None:
    text = Text("x.yaml", "a: b\n")
    problem = syntax.refusal(text, syntax.Complaint("something new", 3, "while reading", 0))
    assert problem.code == "AL020"
    assert problem.place.span == (1, 4, 1, 5)
    assert "something new" not in problem.message.fr + problem.message.en


def test_the_sentences_are_french_and_english_not_the_parser() -> None:
    for source, _, _ in MISTAKES:
        for problem in parse(source.encode(), "x.yaml").diagnostics:
            assert problem.hint is not None
            for text in (*problem.message, *problem.hint):
                assert not re.search(r"while (scanning|parsing)|expected <|found '|in \"<", text)
                assert re.search(r"[.!?]$", text)
