"""Lines and columns are those of an editor: from 1, in code points, whatever the line ends (R-16, R-17)."""

from __future__ import annotations

import pytest

from alignment.kernel.diagnostic import Path, Span
from alignment.source.text import Text
from alignment.source.yaml_events import Document, Unreadable, parse

pytestmark = pytest.mark.usefixtures("either_parser")


def read(source: str | bytes) -> Document:
    document = parse(source if isinstance(source, bytes) else source.encode(), "x.yaml")
    assert isinstance(document, Document)
    return document


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_same_places_whatever_the_line_ends(end: str) -> None:
    document = read(end.join(["# tête", "a: 1", "b:", "  - c: 'é'", "", "  - d"]))
    assert document.diagnostics == ()
    assert document.value == {"a": 1, "b": [{"c": "é"}, "d"]}
    assert document.span(("a",)) == (2, 4, 2, 5)
    assert document.span(("b", 0, "c")) == (4, 8, 4, 11)
    assert document.span(("b", 1)) == (6, 5, 6, 6)
    assert [document.line(n) for n in (0, 1, 4, 5, 6, 7)] == ["", "# tête", "  - c: 'é'", "", "  - d", ""]


def test_a_byte_order_mark_moves_nothing() -> None:
    document = read(b"\xef\xbb\xbfa: b\n")
    assert document.diagnostics == ()
    assert document.span(("a",), on_key=True) == (1, 1, 1, 2)
    assert document.span(("a",)) == (1, 4, 1, 5)
    assert document.line(1) == "a: b"


def test_columns_count_code_points() -> None:
    document = read("{😀: é, 𝔞: 👩🏽‍🚀x}".replace("\u200d", ""))
    assert document.span(("😀",), on_key=True) == (1, 2, 1, 3)
    assert document.span(("😀",)) == (1, 5, 1, 6)
    assert document.span(("𝔞",), on_key=True) == (1, 8, 1, 9)
    assert document.span(("𝔞",)) == (1, 11, 1, 15)


@pytest.mark.parametrize(
    ("source", "path", "shown"),
    [
        ("a: x y # z\n", ("a",), "x y"),
        ("a: 'x: y'\n", ("a",), "'x: y'"),
        ("a: &k x\nb: 1\n", ("a",), "x"),
        ("a: &k\n  - x\n", ("a",), "- x"),
        ("a: [1, [2, 3]] # z\n", ("a",), "[1, [2, 3]]"),
        ("a: [1, [2, 3]]\n", ("a", 1), "[2, 3]"),
        ("a:\n  b: 1\n  c: [2]\n\n# fin\nd: 3\n", ("a",), "b: 1\n  c: [2]"),
        ("a:\n  b: 1\n  c:\nd: 3\n", ("a",), "b: 1\n  c:"),
        ("a:\n  - b\n  - c: d\n    e: f\n\n\ng: h\n", ("a", 1), "c: d\n    e: f"),
        ("a: |\n  x\n\n  y\n\n\nb: 1\n", ("a",), "|\n  x\n\n  y"),
        ("a: >-\n  x\n# fin\nb: 1\n", ("a",), ">-\n  x"),
        ("a: x\n  y\n\nb: 1\n", ("a",), "x\n  y"),
        ("a: {}\n", ("a",), "{}"),
        ("a:\nb: 1\n", ("a",), "a"),
        ("a: {b, c: d}\n", ("a", "b"), "b"),
        ("? a\n: b\n", ("a",), "b"),
        ("- x\n- y\n", (1,), "y"),
        ("x\n", (), "x"),
    ],
)
def test_a_span_holds_the_value_and_nothing_else(source: str, path: Path, shown: str) -> None:
    document = read(source)
    span = document.span(path)
    assert document.text.cut(span) == shown


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        (("steering", "cursor"), "steering"),
        (("actions", 0, "title"), "id: x\n    budget: []"),
        (("actions", 0, "budget", 3), "budget"),
        (("actions", 7), "actions"),
        (("actions", "title"), "actions"),
        (("absent", "deeper", 2), "steering: {}\nactions:\n  - id: x\n    budget: []"),
    ],
)
def test_what_is_absent_is_shown_by_its_nearest_ancestor(path: Path, shown: str) -> None:
    document = read("steering: {}\nactions:\n  - id: x\n    budget: []\n")
    assert document.text.cut(document.span(path)) == shown


def test_keys_of_any_style() -> None:
    document = read("a: 1\n'b c': 2\n? d\n: 3\n{e: 4}: 5\n")
    assert document.text.cut(document.span(("a",), on_key=True)) == "a"
    assert document.text.cut(document.span(("b c",), on_key=True)) == "'b c'"
    assert document.text.cut(document.span(("d",), on_key=True)) == "d"


def test_the_places_of_a_file_with_characters_refused() -> None:
    document = read("a: x\u2028y\nb\x00: \u202e\nc: d\n")
    assert document.span(("c",)) == (3, 4, 3, 5)
    assert [problem.place.span for problem in document.diagnostics] == [
        Span(1, 5, 1, 6),
        Span(2, 2, 2, 3),
        Span(2, 5, 2, 6),
    ]


def test_lines_can_be_shown_of_a_file_that_has_no_value() -> None:
    broken = parse("a: 1\r\nb: [é\r\nc: 2".encode("latin-1"), "x.yaml")
    assert isinstance(broken, Unreadable)
    assert [broken.text.line(n) for n in (1, 2, 3)] == ["a: 1", "b: [\ufffd", "c: 2"]


def test_lines_are_not_cut_where_grep_does_not_cut() -> None:
    text = Text("x", "a\x0bb\x0cc\x1cd\x85e\u2028f\u2029g\nh")
    assert text.line(2) == "h"
    assert text.span(0, 0) == (1, 1, 1, 1)
    assert text.span(15, 16) == (2, 2, 2, 3)
