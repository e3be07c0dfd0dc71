"""The laws of the layout: nothing it says is altered, no comment lost, and once is enough."""

from __future__ import annotations

from collections import Counter

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from alignment.editing.formatting import canonical, same
from alignment.editing.layout import laid_out
from alignment.kernel.diagnostic import Severity
from alignment.source.comments import comments
from alignment.source.scalar_text import written
from alignment.source.text import Text
from alignment.source.yaml_events import Document, parse
from tests.conftest import DATA

FILES = sorted(path.relative_to(DATA).as_posix() for path in DATA.rglob("*.yaml"))

ODD = (
    *(
        "no",
        "on",
        "y",
        "12:30",
        "0123",
        "1_000",
        "0x1F",
        "1e3",
        ".5",
        "~",
        "null",
        "true",
        "2024-01-01",
        "2022/2028",
    ),
    *(
        "a: b",
        "a #b",
        "a:",
        "- a",
        "-a",
        "?",
        "[a",
        "a, b",
        "'",
        '"',
        "\\",
        "é\u00a0: «\u202fx\u202f»",
        " a",
        "a ",
    ),
    *(
        "une ligne\nune autre\n",
        "\n\nun\n\n  deux\n",
        "...",
        "---",
        "<<",
        "=",
        "%a",
        "@a",
        "`a`",
        "&a",
        "*a",
        "!a",
    ),
)
texts = st.one_of(st.text(max_size=30), st.sampled_from(ODD))


def sound(content: str) -> Document | None:
    """The file, when the reader takes it without an error."""
    document = parse(content.encode("utf-8", "surrogatepass"), "x.yaml")
    if isinstance(document, Document) and not any(d.severity is Severity.ERROR for d in document.diagnostics):
        return document
    return None


def words(text: Text) -> Counter[str]:
    """Every comment, found by another way than the tree."""
    return Counter(comment.words for comment in comments(text, ""))


def check_laws(content: str) -> None:
    """A sound file keeps its value and its comments, and its layout is a fixed point."""
    document = sound(content)
    if document is None:
        return
    after = laid_out(document.text.content, None)
    again = sound(after)
    assert again is not None, after
    assert same(document.value, again.value), after
    assert words(document.text) == words(again.text)
    assert laid_out(after, None) == after


@pytest.mark.parametrize("name", FILES)
def test_real_files(name):
    """Every file of ours stands in its canonical layout (`alignment fmt data` puts it there), which loses nothing."""
    content = (DATA / name).read_bytes()
    assert canonical(parse(content, name)) == content.decode()


@given(texts, st.booleans())
@example("a\tb", False)
@example("Pourquoi ? Pour", True)
def test_a_written_text_reads_back(text, in_brackets):
    """Plain or in quotes, between brackets or not, a text is read as itself, by any reader of YAML 1.1 too."""
    scalar = written(text, in_brackets)
    assert "\n" not in scalar
    content = f"k: [{scalar}]" if in_brackets else f"k: {scalar}"
    document = sound(content + "\n")
    if document is None:  # a character that no file may hold, even by an escape
        return
    found = document.value["k"]
    assert (found[0] if in_brackets else found) == text
    elsewhere = yaml.safe_load(content)["k"]
    elsewhere = elsewhere[0] if in_brackets else elsewhere
    assert str(elsewhere) == text, "only dates may become something else there, which is written the same"


values = st.recursive(
    st.one_of(texts, st.integers(), st.booleans(), st.none(), st.decimals(-99, 99, places=2).map(float)),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(texts, inner, max_size=4)),
    max_leaves=12,
)


@given(
    st.dictionaries(texts, values, min_size=1, max_size=4),
    st.sampled_from([None, True, False]),
    st.sampled_from([None, "'", '"', "|", ">"]),
    st.integers(2, 6),
    st.sampled_from([20, 80, 400]),
    st.booleans(),
)
@settings(max_examples=150, deadline=None)
def test_any_style(value, flow, style, indent, width, windows):
    """Whatever the value, and however a writer of YAML lays it out."""
    content = yaml.safe_dump(
        value, default_flow_style=flow, default_style=style, indent=indent, width=width, allow_unicode=True
    )
    check_laws(content.replace("\n", "\r\n") if windows else content)


COMMENTED = """
# tête

alignment: roadmap/v1
id: c   # à côté
labels: [a, b]
mandate: [s3:a,
  # dedans
  s3:b]  # après le crochet
description: >-
  un texte

  plié
actions:  # à côté d’une clé
- title: A
  # devant la clé
  id: a
  budget: [{source: region, amount: 1200.50}, {source: state, amount: 3}]
  # fin de a

# devant b
-   id: b
    title: |2
        retrait
      moindre
    description: "sur deux
      lignes"
period:
# fin
"""


@given(
    st.lists(
        st.tuples(st.integers(0, 28), st.integers(0, 8), st.sampled_from(["# x", "#", "", "#y: [z"])), max_size=6
    )
)
@settings(max_examples=150, deadline=None)
@example([])
def test_comments_anywhere(inserted):
    """Comments and blank lines put in at random lines and columns."""
    lines = COMMENTED.split("\n")
    for number, column, text in inserted:
        lines.insert(min(number, len(lines)), " " * column + text)
    check_laws("\n".join(lines))


@given(st.integers(0, len(FILES) - 1), st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 9)), max_size=5))
@settings(max_examples=60, deadline=None)
def test_comments_in_real_files(index, places):
    """The same in files of ours."""
    lines = (DATA / FILES[index]).read_text("utf-8").split("\n")
    for number, column in places:
        lines.insert(number % len(lines), " " * column + "# mis là")
    check_laws("\n".join(lines))


def test_equality_is_strict():
    """A number is no boolean, nor the same number written otherwise; the order of keys says nothing."""
    assert same({"a": 1, "b": [None]}, {"b": [None], "a": 1})
    for one, other in ((1, True), (1, "1"), (0, None), ([1], [1, 2]), ({"a": 1}, {"a": 1, "b": 2})):
        assert not same(one, other)
    before, after = parse(b"a: 1.0", "x").value, parse(b"a: 1.00", "x").value
    assert not same(before, after)
