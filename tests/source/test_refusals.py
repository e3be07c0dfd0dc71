"""What is refused, with its code and its exact place, whichever parser is at work (R-02 to R-18)."""

from __future__ import annotations

import pytest

from alignment.kernel.diagnostic import Diagnostic, Severity
from alignment.source import parser
from alignment.source.faults import MAX_FAULTS
from alignment.source.yaml_events import MAX_DEPTH, Document, Unreadable, parse

pytestmark = pytest.mark.usefixtures("either_parser")

Told = list[tuple[str, int, int]]


def read(source: str | bytes) -> Document | Unreadable:
    return parse(source if isinstance(source, bytes) else source.encode(), "x.yaml")


def told(source: str | bytes) -> Told:
    return [where(problem) for problem in read(source).diagnostics]


def where(problem: Diagnostic) -> tuple[str, int, int]:
    assert problem.place.file == "x.yaml"
    assert problem.place.span is not None
    return (problem.code, problem.place.span.line, problem.place.span.column)


def others(problem: Diagnostic) -> list[tuple[int, int]]:
    return [related.place.span[:2] for related in problem.related if related.place.span is not None]


def document(source: str | bytes) -> Document:
    found = read(source)
    assert isinstance(found, Document)
    return found


# Keys.


def test_a_duplicate_key_shows_both_places_whatever_its_quotes() -> None:
    found = document("b:\n  a: 1\n  \"a\": {x: 2}\n  'a': [3]\n  c: 4\n")
    assert [where(problem) for problem in found.diagnostics] == [("AL030", 3, 3), ("AL030", 4, 3)]
    assert [others(problem) for problem in found.diagnostics] == [[(2, 3)], [(2, 3)]]
    assert found.value == {"b": {"a": 1, "c": 4}}


def test_a_duplicate_is_found_between_braces_and_after_a_list() -> None:
    assert told("a: [{b: 1, c: 2, b: 3}]\n") == [("AL030", 1, 18)]
    assert told("a:\n  - x\nb: 1\na: 2\n") == [("AL030", 4, 1)]


def test_equal_keys_of_different_mappings_are_no_duplicates() -> None:
    assert told("a: {a: {a: 1}}\nb: [{a: 1}, {a: 2}]\n") == []


@pytest.mark.parametrize(
    ("source", "place"),
    [
        ("? [1, 2]\n: 3\n", (1, 3)),
        ("{a: 1}: 2\n", (1, 1)),
        ("~: 1\n", (1, 1)),
        ("null: 1\n", (1, 1)),
        ("'': 1\n", (1, 1)),
        ("a:\n  ? \n  : 1\n", (2, 4)),
    ],
)
def test_a_key_is_a_text_with_something_in_it(source: str, place: tuple[int, int]) -> None:
    assert told(source) == [("AL031", *place)]


def test_reading_goes_on_after_a_refused_key() -> None:
    found = document("? [1, {2: 3}]\n: [4]\na: 5\n~: {b: 6}\nc: 7\n")
    assert found.value == {"a": 5, "c": 7}
    assert [where(problem) for problem in found.diagnostics] == [("AL031", 1, 3), ("AL031", 4, 1)]


def test_twin_keys_are_a_warning() -> None:
    found = document("Axe: 1\naxe: 2\ne\u0301te: 3\n\u00e9te: 4\nautre: 5\n")
    assert [where(problem)[:2] for problem in found.diagnostics] == [("AL033", 2), ("AL015", 3), ("AL033", 4)]
    assert {problem.severity for problem in found.diagnostics} == {Severity.WARNING}
    assert found.value == {"Axe": 1, "axe": 2, "e\u0301te": 3, "\u00e9te": 4, "autre": 5}


# Anchors, aliases, merge keys, tags.


def test_aliases_are_told_once_with_their_anchor() -> None:
    found = document("a: &un [1]\nb: *un\nc: [*un, 2]\nd: *un\n")
    (problem,) = found.diagnostics
    assert where(problem) == ("AL040", 2, 4)
    assert others(problem) == [(1, 4), (3, 5), (4, 4)]
    assert "3 fois" in problem.message.fr
    assert found.value == {"a": [1], "b": None, "c": [None, 2], "d": None}
    assert [found.is_damaged(path) for path in (("b",), ("c", 0), ("c", 1), ("a",))] == [True, True, False, False]


def test_an_alias_to_itself() -> None:
    assert told("&a [*a]\n") == [("AL040", 1, 5)]


def test_an_alias_to_nothing() -> None:
    (problem,) = document("a: *rien\n").diagnostics
    assert where(problem) == ("AL040", 1, 4)
    assert problem.related == ()


def test_an_alias_as_a_key() -> None:
    found = document("a: &un b\n*un : c\n")
    assert [where(problem) for problem in found.diagnostics] == [("AL040", 2, 1)]
    assert found.value == {"a": "b"}


def test_merge_keys_are_told_once_and_speak_for_their_aliases() -> None:
    found = document("a: &un {x: 1}\nb: {<<: *un, y: 2}\nc:\n  <<: [*un, *un]\n  z: 3\n")
    (problem,) = found.diagnostics
    assert where(problem) == ("AL032", 2, 5)
    assert others(problem) == [(4, 3)]
    assert found.value == {"a": {"x": 1}, "b": {"y": 2}, "c": {"z": 3}}


def test_anchors_that_serve_nothing_are_a_warning() -> None:
    found = document("a: &un 1\nb: &deux\n  c: &trois [2]\n")
    (problem,) = found.diagnostics
    assert where(problem) == ("AL041", 1, 4)
    assert others(problem) == [(2, 4), (3, 6)]
    assert problem.severity is Severity.WARNING
    assert found.value == {"a": 1, "b": {"c": [2]}}


@pytest.mark.parametrize(
    ("source", "place"),
    [
        ("a: !!python/object/apply:os.system ['x']\n", (1, 4)),
        ("a: !x 1\n", (1, 4)),
        ("a: ! 1\n", (1, 4)),
        ("a: &b !!set {c}\n", (1, 7)),
        ("a: !!binary |\n  aGVsbG8=\n", (1, 4)),
        ("!!str a: 1\n", (1, 1)),
        ("- !!null\n", (1, 3)),
    ],
)
def test_tags_are_refused(source: str, place: tuple[int, int]) -> None:
    assert ("AL042", *place) in told(source)


# Numbers.


@pytest.mark.parametrize("written", [".nan", ".NaN", ".NAN", ".inf", "-.inf", "+.Inf", ".INF"])
def test_a_number_is_finite(written: str) -> None:
    found = document(f"a: [1, {written}]\n")
    assert [where(problem) for problem in found.diagnostics] == [("AL051", 1, 8)]
    assert found.is_damaged(("a", 1))


@pytest.mark.parametrize("written", ["1" * 31, "0." + "1" * 30, "1e31", "1e-31", "1E+999999999", "9" * 5000])
def test_a_number_has_a_human_size(written: str) -> None:
    assert told(f"a: {written}\n") == [("AL050", 1, 4)]


# Characters and encodings.


@pytest.mark.parametrize(
    ("source", "place", "letter"),
    [
        (b"a: 1\nb: caf\xe9\n", (2, 7), "é"),
        ("é: «".encode() + b"\x80 \x93", (1, 5), "€"),
        (b"\xef\xbb\xbfa\xe8", (1, 2), "è"),
    ],
)
def test_windows_bytes_are_recognised(source: bytes, place: tuple[int, int], letter: str) -> None:
    found = read(source)
    assert isinstance(found, Unreadable)
    (problem,) = found.diagnostics
    assert where(problem) == ("AL010", *place)
    assert f"«\u00a0{letter}\u00a0» en Windows-1252" in problem.message.fr


@pytest.mark.parametrize(
    "source",
    # Overlong, a surrogate, beyond Unicode, a lone continuation byte; 0x81 has no meaning in Windows-1252 either.
    [b"a: \xc0\xaf\x81", b"a: \xed\xa0\x80\x81", b"a: \xf5\x80\x80\x80\x81", b"a: \x81"],
)
def test_bytes_that_are_no_text_at_all(source: bytes) -> None:
    (problem,) = read(source).diagnostics
    assert where(problem) == ("AL010", 1, 4)
    assert "Windows" not in problem.message.fr


def test_a_cut_file_is_said_to_be_cut() -> None:
    (problem,) = read("é: é".encode()[:-1]).diagnostics
    assert where(problem) == ("AL010", 1, 4)
    assert "tronqué" in problem.message.fr


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"])
def test_wide_encodings_are_named(codec: str) -> None:
    found = read("a: é\n".encode(codec))
    (problem,) = found.diagnostics
    assert where(problem) == ("AL011", 1, 1)
    assert codec[:6].upper() in problem.message.fr


@pytest.mark.parametrize(
    ("character", "code"),
    [(character, "AL012") for character in "\x00\x07\x08\x0b\x0c\x1b\x7f\x80\x9b\ufffe\uffff"]
    + [(character, "AL013") for character in "\xad\u061c\u200b\u200d\u200e\u202a\u202e\u2060\u2066\u2069\ufeff"]
    + [("\U000e0041", "AL013"), ("\x85", "AL014"), ("\u2028", "AL014"), ("\u2029", "AL014")],
)
def test_dangerous_characters_raw_and_by_escape(character: str, code: str) -> None:
    raw = document(f"- été\n- a{character}b # {character}\n")
    assert [where(problem) for problem in raw.diagnostics] == [(code, 2, 4)]
    assert f"U+{ord(character):04X}" in raw.diagnostics[0].message.fr
    assert raw.value == ["été", "a\ufffdb"]
    assert raw.is_damaged((1,)) and not raw.is_damaged((0,))
    written = document(f'- été\n- "a\\U{ord(character):08X}b"\n')
    assert [where(problem) for problem in written.diagnostics] == [(code, 2, 3)]
    assert written.is_damaged((1,))
    key = document(f'"a\\U{ord(character):08X}b": 1\nc: 2\n')
    assert [where(problem) for problem in key.diagnostics] == [(code, 1, 1)]
    assert key.value == {"c": 2}


def test_tab_newline_and_no_break_spaces_are_texts() -> None:
    found = document('a: "x\\ty\\nz\\_\\u202f"\nb: "x\ty"\nc: |\n  x\ty\n')
    assert found.diagnostics == ()
    assert found.value == {"a": "x\ty\nz\u00a0\u202f", "b": "x\ty", "c": "x\ty\n"}


@pytest.mark.parametrize("escape", ["\\r", "\\0", "\\e", "\\a", "\\N", "\\L", "\\P", "\\x7f"])
def test_short_escapes_are_looked_into(escape: str) -> None:
    assert told(f'a: "x{escape}y"\n')[0][0] in ("AL012", "AL014")


@pytest.mark.parametrize("escape", ["\\ud800", "\\udfff", "\\U00110000", "\\UFFFFFFFF"])
def test_an_escape_for_no_character_is_a_mistake_of_syntax(escape: str) -> None:
    assert told(f'a: "x{escape}y"\n')[0][0] == "AL020"


def test_each_sort_of_character_is_told_once() -> None:
    found = document("a: \u200bx\u200b\nb: \u200b\u202e\n")
    assert [where(problem) for problem in found.diagnostics] == [("AL013", 1, 4), ("AL013", 2, 5)]
    assert others(found.diagnostics[0]) == [(1, 6), (2, 4)]
    assert "3 fois" in found.diagnostics[0].message.fr


def test_accents_apart_and_letters_lost_are_warnings() -> None:
    found = document("a: x\nb: été été e\u0301te\nc: caf\ufffd \ufffd\n")
    assert [where(problem) for problem in found.diagnostics] == [("AL015", 2, 12), ("AL016", 3, 7)]
    assert {problem.severity for problem in found.diagnostics} == {Severity.WARNING}


# The document.


@pytest.mark.parametrize("source", ["", "\n\n", "# rien\n", "---\n", "null\n", "~", "\ufeff", "---\n...\n"])
def test_an_empty_file_has_its_own_code(source: str) -> None:
    found = read(source)
    assert isinstance(found, Unreadable)
    assert [where(problem) for problem in found.diagnostics] == [("AL022", 1, 1)]


def test_one_document_only() -> None:
    assert told("---\na: 1\n...\n") == []
    assert told("a: 1\n---\nb: 2\n") == [("AL023", 2, 1)]
    assert told("a: 1\n...\n---\nb: 2\n") == [("AL023", 3, 1)]


def test_directives_are_refused_and_reading_goes_on() -> None:
    found = document("# x\n%YAML 1.1\n%TAG ! tag:x,2000:\n%AUTRE\n---\na: 1\na: 2\n")
    assert [where(problem) for problem in found.diagnostics] == [("AL024", 2, 1), ("AL030", 7, 1)]
    assert others(found.diagnostics[0]) == [(3, 1), (4, 1)]


def test_depth() -> None:
    opened, closed = "[" * MAX_DEPTH, "]" * MAX_DEPTH
    assert told(opened + closed) == []
    assert told(f"{opened}[]{closed}") == [("AL025", 1, MAX_DEPTH + 1)]
    nested = "".join(f"{' ' * level}a:\n" for level in range(MAX_DEPTH))
    assert told(nested) == []
    assert told(f"{nested}{' ' * MAX_DEPTH}b: 1\n") == [("AL025", MAX_DEPTH + 1, MAX_DEPTH + 1)]


@pytest.mark.parametrize(
    "source", ["a:\tb\n", "a: x\ty\n", "- a\t# b\n", "a: [1,\t2]\n", "a: 'x'\t\n", "a: |\t\n  x\n"]
)
def test_a_tab_between_values_is_refused_where_it_stands(source: str) -> None:
    assert told(source) == [("AL021", 1, source.index("\t") + 1)]


def test_tabs_in_comments_and_texts_are_not() -> None:
    assert told("# a\tb\na: 'x\ty' # z\tz\nb: |\n  x\ty # \t\n  \tz\n") == []


def test_a_file_full_of_problems_is_left_early() -> None:
    found = read("- .nan\n" * (MAX_FAULTS + 50))
    assert isinstance(found, Unreadable)
    assert [problem.code for problem in found.diagnostics] == ["AL051"] * MAX_FAULTS + ["AL026"]


def test_problems_come_in_the_order_of_the_file() -> None:
    source = "b: *x\na: 1\na: 2\nc: .inf\nd: !x 3\ne: \u200b\n~: 4\nf: 'x\n"
    codes = [code for code, _, _ in told(source)]
    assert codes == ["AL040", "AL030", "AL051", "AL042", "AL013", "AL031", "AL020"]


# What a later room may ask.


def test_what_is_missing_beside_a_refused_key_is_not_told_twice() -> None:
    found = document("a: {<<: {x: 1}, y: 2}\nb: {x: 1}\n")
    assert found.is_damaged(("a", "x"))  # it may have been merged
    assert found.is_damaged(("a",))
    assert not found.is_damaged(("a", "y"))
    assert not found.is_damaged(("b", "y"))
    assert not found.is_damaged(())


def test_without_faults_nothing_is_damaged() -> None:
    found = document("a: 1\n")
    assert not found.is_damaged(()) and not found.is_damaged(("b", 3))


def test_the_faster_parser_is_known() -> None:
    assert parser.has_libyaml() in (True, False)
