"""The word under a cursor: its path, in texts that are still being written; the path under any place of a sound one."""

from __future__ import annotations

import pytest

from alignment.source.cursor import cursor_at
from alignment.source.yaml_events import parse
from tests.conftest import DATA

WORD = "cursor-stands-here"


@pytest.mark.parametrize(
    ("text", "path", "on_key", "word"),
    [
        ("status: |\nother: 1\n", ("status",), False, ""),
        ("status: run|ning\n", ("status",), False, "running"),
        ("mandate: [s3:a, |]\n", ("mandate", 1), False, ""),
        ("mandate: [s3:a, |\nother: 1\n", ("mandate", 1), False, ""),
        ("mandate:\n  - |\n  - s3:b\n", ("mandate", 0), False, ""),
        ("- x:\n    s3:a: none\n    s3:|\n    s3:b: none\n", (0, "x", WORD), True, "s3:"),
        ("x:\n  s3|\n", ("x",), False, "s3"),
        ("x: {s3:a: none, s3:|\ny: [", ("x", WORD), True, "s3:"),
        ("x: {r/s3:a|: none, s3:b: none}\n", ("x", WORD), True, "r/s3:a"),
        ("x:\n  s3:a: |\n  s3:b: none\n", ("x", "s3:a"), False, ""),
        ("é: 😀\nx: [{a: é, b: |", ("x", 0, "b"), False, ""),
    ],
)
def test_path_of_a_word(text, path, on_key, word):
    """`|` marks the cursor; what follows it may be broken."""
    offset = text.index("|")
    content = text.replace("|", "", 1)
    found = cursor_at(content, offset)
    assert found is not None
    assert (found.path, found.on_key, content[found.start : found.end]) == (path, on_key, word)


@pytest.mark.parametrize("text", ["x: 1 # |", "x: ]\ny: |", "x: un |mot", "[" * 70 + "|"])
def test_nowhere(text):
    """In a comment, after a fault, inside a text, too deep."""
    assert cursor_at(text.replace("|", "", 1), text.index("|")) is None


def paths(value, path=()):
    """Every path of a value, with whether it has a key."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, inner in items:
        yield (*path, step), isinstance(value, dict)
        yield from paths(inner, (*path, step))


def test_places_lead_back_to_their_paths():
    """In a real file: the span of each key and of each scalar leads back to it, from its start and from its end."""
    document = parse((DATA / "regions/grand-est/region.yaml").read_bytes(), "region.yaml")
    seen = 0
    for path, keyed in paths(document.value):
        if keyed:
            span = document.span(path, on_key=True)
            assert document.path_at(span.line, span.column) == (path, True)
            assert document.path_at(span.end_line, span.end_column) == (path, True)
        span = document.span(path)
        found, on_key = document.path_at(span.end_line, span.end_column)
        assert not on_key
        assert found[: len(path)] == path
        seen += 1
    assert seen > 100
    assert document.path_at(10_000, 1) == ((), False)
