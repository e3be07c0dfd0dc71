"""The small types of the format: identifiers, exact numbers, shares, money, periods, dates, references.

Each validator raises a `PydanticCustomError` whose type names what was expected; `check.structure` turns the type
into a sentence. Numbers arrive from the reader as `int` or `Decimal`, exactly as written.
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Annotated, Any, Literal, NamedTuple, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainValidator
from pydantic_core import PydanticCustomError

from alignment.kernel.period import Period, parse_date, parse_period

MOST_EUROS = 10**12
"""No budget line is larger than this: beyond it, a figure is a slip of the keyboard."""

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
_REFERENCE = re.compile(
    r"(?:(?P<region>[a-z0-9]+(?:-[a-z0-9]+)*)/)?"
    r"(?P<framework>[a-z0-9]+(?:-[a-z0-9]+)*):(?P<node>[a-z0-9]+(?:-[a-z0-9]+)*)",
    re.ASCII,
)

T = TypeVar("T")
Many = Annotated[tuple[T, ...], Field(strict=False)]
"""A list of the file, kept as a tuple."""


class FileModel(BaseModel):
    """Base of every model: strict, frozen, and no key beyond those of the format."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid", defer_build=True)


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
        raise PydanticCustomError("al_text", "text expected")
    if not _ID.fullmatch(value):
        raise PydanticCustomError("al_id", "id expected")
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise PydanticCustomError("al_text", "text expected")
    if not value.strip():
        raise PydanticCustomError("al_empty", "text expected")
    return value


def _number(value: Any) -> Fraction:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise PydanticCustomError("al_number", "number expected")
    return Fraction(value)


def _positive(value: Any) -> Fraction:
    number = _number(value)
    if number <= 0:
        raise PydanticCustomError("al_positive", "number above 0 expected")
    return number


def _not_negative(value: Any) -> Fraction:
    number = _number(value)
    if number < 0:
        raise PydanticCustomError("al_not_negative", "number of 0 or more expected")
    return number


def _share(value: Any) -> Fraction:
    number = _number(value)
    if not 0 <= number <= 1:
        raise PydanticCustomError("al_share", "share between 0 and 1 expected")
    return number


def _cents(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise PydanticCustomError("al_money", "amount expected")
    cents = Fraction(value) * 100
    if cents.denominator != 1:
        raise PydanticCustomError("al_money_decimals", "amount with at most two decimals expected")
    if not 0 <= cents <= MOST_EUROS * 100:
        raise PydanticCustomError("al_money_range", "amount out of range")
    return int(cents)


def _period(value: Any) -> Period:
    try:
        return parse_period(value) if isinstance(value, str) else parse_period("")
    except ValueError:
        raise PydanticCustomError("al_period", "period expected") from None


def _date(value: Any) -> str:
    # A year alone is an integer to the reader and a date to the author.
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    try:
        parse_date(text if isinstance(text, str) else "")
    except ValueError:
        raise PydanticCustomError("al_date", "date expected") from None
    return str(text)


def _reference(value: Any) -> str:
    if not isinstance(value, str) or parse_reference(value) is None:
        raise PydanticCustomError("al_reference", "reference expected")
    return value


def _depth(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise PydanticCustomError("al_depth", "depth of 1 or more expected")
    return value


def _count(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise PydanticCustomError("al_count", "whole number expected")
    return value


Id = Annotated[str, PlainValidator(_id)]
Text = Annotated[str, PlainValidator(_text)]
Number = Annotated[Fraction, PlainValidator(_number)]
Positive = Annotated[Fraction, PlainValidator(_positive)]
NotNegative = Annotated[Fraction, PlainValidator(_not_negative)]
Share = Annotated[Fraction, PlainValidator(_share)]
Cents = Annotated[int, PlainValidator(_cents)]
Dates = Annotated[Period, PlainValidator(_period)]
Date = Annotated[str, PlainValidator(_date)]
Ref = Annotated[str, PlainValidator(_reference)]
Depth = Annotated[int, PlainValidator(_depth)]
Count = Annotated[int, PlainValidator(_count)]


def _as_text(value: Any) -> Any:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


Code = Annotated[str, BeforeValidator(_as_text)]
"""A code of an outside vocabulary (NUTS, NACE): digits alone are a code, not a number."""

Level = Literal["principal", "significant", "none"]
"""How far an action serves a priority; `none` is examined and not targeted. Method, section 1."""
