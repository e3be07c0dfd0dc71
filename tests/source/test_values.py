"""What a scalar means: YAML 1.2, narrowed, and numbers exactly as written (R-07 to R-12)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from alignment.source.yaml_events import Document, parse

pytestmark = pytest.mark.usefixtures("either_parser")


def value_of(written: str) -> object:
    document = parse(f"a: {written}\n".encode(), "x.yaml")
    assert isinstance(document, Document)
    assert document.diagnostics == ()
    assert isinstance(document.value, dict)
    return document.value["a"]


# The Norway problem and its family; French codes and numbers; what YAML 1.1 took for octal, base 60 or dates.
TEXTS = [
    *[
        "no",
        "on",
        "Yes",
        "oui",
        "non",
        "y",
        "True",
        "FALSE",
        "Null",
        "NULL",
        "None",
        "2A",
        "e3",
        "tf",
        "fn",
        "nulle",
        "true-false",
    ],
    *[
        "01053",
        "012345678",
        "00",
        "-01",
        "01.5",
        "0x1F",
        "0o17",
        "1_000",
        "1,5",
        "1.2.3",
        "1e",
        "1-",
        "--1",
        "+",
        ".",
        "-.x",
        "٣",
        "¹",
        "=",
    ],
    *["12:30", "22:22:22", "2024-01-31", "2024-13-45", "2023/2026", "nan", "NaN", "inf", "Infinity"],
    *("1 000 000", "1\u00a0000", "1\u202f000", "12 M€", "10 %", "true false", "~x"),
]


@pytest.mark.parametrize("written", TEXTS)
def test_what_is_no_number_of_ours_stays_text(written: str) -> None:
    assert value_of(written) == written


@pytest.mark.parametrize(
    ("written", "meant"),
    [("0", 0), ("7", 7), ("-7", -7), ("+7", 7), ("-0", 0), ("69001", 69001), ("9" * 30, int("9" * 30))],
)
def test_integers(written: str, meant: int) -> None:
    found = value_of(written)
    assert type(found) is int
    assert found == meant


# The text of a Decimal tells its digits and its exponent: nothing was rounded on the way.
DECIMALS = {
    "0.40": "0.40",
    "-1.5": "-1.5",
    "+.5": "0.5",
    "1.": "1",
    "1e3": "1E+3",
    "1.50E-2": "0.0150",
    "123456789012345678901234567.89": "123456789012345678901234567.89",
    "-0.0": "0.0",
    "1e30": "1E+30",
    "1e-30": "1E-30",
    "1e+00000000000000000030": "1E+30",
}


@pytest.mark.parametrize(("written", "digits"), DECIMALS.items())
def test_decimals_keep_what_was_written(written: str, digits: str) -> None:
    found = value_of(written)
    assert type(found) is Decimal
    assert str(found) == digits


@pytest.mark.parametrize(("written", "meant"), [("true", True), ("false", False), ("null", None), ("~", None)])
def test_words(written: str, meant: object) -> None:
    assert value_of(written) is meant


def test_nothing_is_null() -> None:
    assert value_of("") is None
    assert value_of("# a comment") is None


@pytest.mark.parametrize("written", ["1", "1.5", "true", "null", "~", "", ".nan", "<<", "1e99"])
def test_quoted_is_text(written: str) -> None:
    assert value_of(f'"{written}"') == written
    assert value_of(f"'{written}'") == written


def test_a_key_is_its_text_whatever_it_looks_like() -> None:
    document = parse(b"2024: a\ntrue: b\n1.50: c\n01: d\n'null': e\n\"<<\": f\n", "x.yaml")
    assert isinstance(document, Document)
    assert document.value == {"2024": "a", "true": "b", "1.50": "c", "01": "d", "null": "e", "<<": "f"}


def test_texts_over_several_lines() -> None:
    source = "a: |\n  un\n  deux\nb: >-\n  un\n  deux\n\n  trois\nc: un\n  deux\nd: 'un\n\n  deux'\n"
    document = parse(source.encode(), "x.yaml")
    assert isinstance(document, Document)
    assert document.value == {"a": "un\ndeux\n", "b": "un deux\ntrois", "c": "un deux", "d": "un\ndeux"}


def test_questions_and_addresses_may_stand_between_braces() -> None:
    source = "[{titre: Quel avenir ?, url: https://exemple.fr/?q=1&r=2#s}, un ? deux, x?]"
    document = parse(source.encode(), "x.yaml")
    assert isinstance(document, Document)
    assert document.value == [
        {"titre": "Quel avenir ?", "url": "https://exemple.fr/?q=1&r=2#s"},
        "un ? deux",
        "x?",
    ]


def test_nested_collections() -> None:
    source = "a:\n- b: [1, {c: d}, []]\n  e: {}\n-\n  - f\n- - g\n"
    document = parse(source.encode(), "x.yaml")
    assert isinstance(document, Document)
    assert document.value == {"a": [{"b": [1, {"c": "d"}, []], "e": {}}, ["f"], ["g"]]}
