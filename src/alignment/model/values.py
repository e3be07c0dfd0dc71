"""The small types of the format: identifiers, exact numbers, shares, money, periods, dates, references.

Each raises a `FormatError` whose kind names what was expected; `check.structure` turns the kind into a sentence. Numbers
arrive from the reader as `int` or `Decimal`, exactly as written.
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Annotated, Any, Literal, NamedTuple, TypeVar

from alignment.kernel.period import Period, parse_date, parse_period
from alignment.model.file_model import FormatError, Read

MOST_EUROS = 10**12
"""No budget line is larger than this: beyond it, a figure is a slip of the keyboard."""

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
_REFERENCE = re.compile(
    r"(?:(?P<region>[a-z0-9]+(?:-[a-z0-9]+)*)/)?"
    r"(?P<framework>[a-z0-9]+(?:-[a-z0-9]+)*):(?P<node>[a-z0-9]+(?:-[a-z0-9]+)*)",
    re.ASCII,
)

T = TypeVar("T")
Many = tuple[T, ...]
"""A list of the file, kept as a tuple."""


class Reference(NamedTuple):
    """`framework:node`, or `region/framework:node`; without a region it is the roadmap's home region."""

    region: str | None
    framework: str
    node: str


@lru_cache(maxsize=65_536)
def parse_reference(text: str) -> Reference | None:
    """Read a reference, None when it has not the form of one."""
    found = _REFERENCE.fullmatch(text)
    return Reference(found["region"], found["framework"], found["node"]) if found else None


def _id(value: Any) -> str:
    if not isinstance(value, str):
        raise FormatError("al_text")
    if not _ID.fullmatch(value):
        raise FormatError("al_id")
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise FormatError("al_text")
    if not value.strip():
        raise FormatError("al_empty")
    return value


_exactly = lru_cache(maxsize=65_536)(Fraction)
"""A fraction takes long to make, and files repeat the same numbers."""


def _number(value: Any) -> Fraction:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise FormatError("al_number")
    return _exactly(value)


def _positive(value: Any) -> Fraction:
    number = _number(value)
    if number <= 0:
        raise FormatError("al_positive")
    return number


def _not_negative(value: Any) -> Fraction:
    number = _number(value)
    if number < 0:
        raise FormatError("al_not_negative")
    return number


def _share(value: Any) -> Fraction:
    number = _number(value)
    if not 0 <= number <= 1:
        raise FormatError("al_share")
    return number


def _cents(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise FormatError("al_money")
    euros, parts = value.as_integer_ratio()
    cents, rest = divmod(euros * 100, parts)
    if rest:
        raise FormatError("al_money_decimals")
    if not 0 <= cents <= MOST_EUROS * 100:
        raise FormatError("al_money_range")
    return cents


def _period(value: Any) -> Period:
    try:
        return parse_period(value) if isinstance(value, str) else parse_period("")
    except ValueError:
        raise FormatError("al_period") from None


def _date(value: Any) -> str:
    # A year alone is an integer to the reader and a date to the author.
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    try:
        parse_date(text if isinstance(text, str) else "")
    except ValueError:
        raise FormatError("al_date") from None
    return str(text)


def _reference(value: Any) -> str:
    if not isinstance(value, str) or parse_reference(value) is None:
        raise FormatError("al_reference")
    return value


def _depth(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise FormatError("al_depth")
    return value


def _count(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise FormatError("al_count")
    return value


def _code(value: Any) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str):
        raise FormatError("string_type")
    return value


Id = Annotated[str, Read(_id)]
Text = Annotated[str, Read(_text)]
Number = Annotated[Fraction, Read(_number)]
Positive = Annotated[Fraction, Read(_positive)]
NotNegative = Annotated[Fraction, Read(_not_negative)]
Share = Annotated[Fraction, Read(_share)]
Cents = Annotated[int, Read(_cents)]
Dates = Annotated[Period, Read(_period)]
Date = Annotated[str, Read(_date)]
Ref = Annotated[str, Read(_reference)]
Depth = Annotated[int, Read(_depth)]
Count = Annotated[int, Read(_count)]
Code = Annotated[str, Read(_code)]
"""A code of an outside vocabulary (NUTS, NACE): digits alone are a code, not a number."""

Level = Literal["principal", "significant", "none"]
"""How far an action serves a priority; `none` is examined and not targeted. Method, section 1."""
