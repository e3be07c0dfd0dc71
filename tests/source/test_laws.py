"""Laws of the reader, whatever the file: nothing crashes, places are right, both parsers agree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alignment.kernel.diagnostic import Path, Span
from alignment.source import parser
from alignment.source.yaml_events import Document, Unreadable, Value, parse

QUICK = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])

# Files as they go wrong: a sound one with something pushed in here and there, or cut out.
SOUND = (
    "a: 1\nb: {c: [x, y], 'd': \"e\\n\"}\nf:\n  - g\n  - h: |\n      un\n      deux\n    i: >-\n      x\n\n      y\n"
    "j: &k 1\nl: m\n? n\n: o\n'p': -1.5e3\n# fin\nq: \"a b\n  c\"\nr:\ns: ~\n",
    "- [a, b: c, {d}]\n- {e: , f}\n- - g\n  - h\n",
    "%YAML 1.2\n---\na: b\n...\n",
    "titre: «\u00a0Été\u00a0» 😀\r\nliste:\r\n- x\r\n- y: z\r\n",
)
BITS = (
    *"\n\t :-?[]{},#&*!|>'\"%@`\\~<=.0a1é\r\u2028\u200b\ufeff\x00\x1b\x85",
    *("\n  ", "\n- ", ": ", "- ", "? ", "<<: ", "&a ", "*a ", "!!x ", "---\n", "...\n", "%YAML 1.1\n", "\r\n"),
    *(
        "\\u0000",
        "\\ud800",
        "\\UFFFFFFFF",
        "''",
        '""',
        "null",
        "true",
        ".inf",
        "1e99",
        "1.50",
        "|2",
        ">-\n",
        "a: ",
    ),
)
CHANGES = st.lists(st.tuples(st.integers(0, 200), st.integers(0, 4), st.sampled_from(BITS)), max_size=4)


def changed(source: str, changes: list[tuple[int, int, str]]) -> str:
    for at, length, bit in changes:
        at %= len(source) + 1
        source = source[:at] + bit + source[at + length :]
    return source


SOURCES = st.builds(changed, st.sampled_from(SOUND), CHANGES)


@pytest.fixture(params=["libyaml", "pure"], scope="module")
def one_parser(request: pytest.FixtureRequest) -> Iterator[None]:
    """One parser for a whole property."""
    before = parser.events
    parser.events = parser.fast if request.param == "libyaml" else parser.pure
    yield
    parser.events = before


@pytest.mark.usefixtures("one_parser")
@QUICK
@given(st.binary(max_size=200) | SOURCES.map(str.encode))
def test_any_bytes_give_a_value_or_an_error_with_a_place(data: bytes) -> None:
    found = parse(data, "x.yaml")
    lines = len(found.text.starts)
    for problem in found.diagnostics:
        assert problem.place.span is not None
        for span in (problem.place.span, *(related.place.span for related in problem.related)):
            assert span is not None
            assert 1 <= span.line <= span.end_line <= lines
            assert 1 <= span.column <= len(found.text.line(span.line)) + 2  # at most on the line end
    if isinstance(found, Unreadable):
        assert any(problem.severity == "error" for problem in found.diagnostics)
    else:
        check_plain(found.value)
        for path, _ in walk(found.value):
            found.span(path)
            found.span(path, on_key=True)


def check_plain(value: Value) -> None:
    """Only the types that are promised, and no text that could harm whoever prints it."""
    for _, each in walk(value):
        assert type(each).__name__ in ("dict", "list", "str", "int", "Decimal", "bool", "NoneType")
        if isinstance(each, dict):
            assert all(type(key) is str and key and "\0" not in key for key in each)


def walk(value: Value, path: Path = ()) -> Iterator[tuple[Path, Value]]:
    yield path, value
    if isinstance(value, dict):
        for key, item in value.items():
            yield from walk(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from walk(item, (*path, index))


# Trees of plain values, written in a random style; what is written is known, so are the places.

WORDS = st.text(st.sampled_from("abcéœ😀Z0 _-’«»"), min_size=1, max_size=8).map(lambda word: f"x{word}y")
NUMBERS = st.integers(-999, 10**12).map(str) | st.decimals(-1000, 1000, places=3).map(str)
LEAVES = WORDS | NUMBERS | st.sampled_from(["true", "null", "no", "12:30", "01053"])
TREES = st.recursive(
    LEAVES,
    lambda below: st.lists(below, min_size=1, max_size=4) | st.dictionaries(WORDS, below, min_size=1, max_size=4),
    max_leaves=15,
)
Tree = Any


def written(tree: Tree, end: str, flow: bool, indent: int = 0) -> str:
    """Write a tree by hand, in block or flow style: PyYAML's own writer isn't the judge here."""
    if isinstance(tree, str):
        return tree
    if flow:
        if isinstance(tree, list):
            return "[" + ", ".join(written(item, end, True) for item in tree) + "]"
        return "{" + ", ".join(f"{key}: {written(item, end, True)}" for key, item in tree.items()) + "}"
    margin = end + " " * indent
    if isinstance(tree, list):
        return "".join(f"{margin}- {written(item, end, isinstance(item, list), indent + 2)}" for item in tree)
    return "".join(f"{margin}{key}: {written(item, end, False, indent + 2)}" for key, item in tree.items())


@pytest.mark.usefixtures("one_parser")
@QUICK
@given(TREES, st.sampled_from(["\n", "\r\n", "\r"]), st.booleans(), st.booleans())
def test_every_value_and_key_is_where_its_text_is(tree: Tree, end: str, flow: bool, mark: bool) -> None:
    source = ("\ufeff" if mark else "") + written(tree, end, flow)
    found = parse(source.encode(), "x.yaml")
    if isinstance(found, Unreadable):
        assert tree == "null"
        return
    assert found.diagnostics == ()
    for path, expected in leaves(tree):
        assert found.text.cut(found.span(path)) == expected
        if path and isinstance(path[-1], str):
            assert found.text.cut(found.span(path, on_key=True)) == path[-1]


def leaves(tree: Tree, path: Path = ()) -> Iterator[tuple[Path, str]]:
    if isinstance(tree, str):
        yield path, tree
    else:
        for step, item in tree.items() if isinstance(tree, dict) else enumerate(tree):
            yield from leaves(item, (*path, step))


@QUICK
@given(TREES, st.booleans())
def test_structure_and_texts_are_those_of_pyyaml(tree: Tree, flow: bool) -> None:
    source = written(tree, "\n", flow)
    found = parse(source.encode(), "x.yaml")
    if isinstance(found, Document):
        # BaseLoader types nothing: every leaf is the text that was written.
        theirs = yaml.load(source, Loader=yaml.BaseLoader)  # noqa: S506
        assert as_texts(found) == theirs == tree


def as_texts(document: Document) -> Tree:
    def back(path: Path, value: Value) -> Tree:
        if isinstance(value, dict):
            return {key: back((*path, key), item) for key, item in value.items()}
        if isinstance(value, list):
            return [back((*path, index), item) for index, item in enumerate(value)]
        return document.text.cut(document.span(path))

    return back((), document.value)


# A comment glued to the `|` of a text: libyaml lets it pass.
TOLERATED = re.compile(r"[|>][-+0-9]*#")


@QUICK
@given(SOURCES)
def test_both_parsers_read_the_same(source: str) -> None:
    if TOLERATED.search(source):
        return
    before = parser.events
    try:
        parser.events = parser.fast
        one = parse(source.encode(), "x.yaml")
        parser.events = parser.pure
        other = parse(source.encode(), "x.yaml")
    finally:
        parser.events = before
    assert sound(one) == sound(other)
    if isinstance(one, Document) and isinstance(other, Document) and sound(one):
        assert one.value == other.value
        assert one.diagnostics == other.diagnostics


def sound(found: Document | Unreadable) -> bool:
    return isinstance(found, Document) and all(problem.severity != "error" for problem in found.diagnostics)


@QUICK
@given(
    st.lists(st.text(st.characters(exclude_characters="\r\n", exclude_categories=["Cs"]), max_size=20), max_size=8)
)
def test_lines_are_those_of_grep(lines: list[str]) -> None:
    found = parse("\n".join(["é: é", *(f"# {line}" for line in lines), "fin: 1"]).encode(), "x.yaml")
    assert isinstance(found, Document)
    assert found.span(("fin",), on_key=True) == Span(len(lines) + 2, 1, len(lines) + 2, 4)
