"""What a plain (unquoted) scalar means: the core schema of YAML 1.2, narrowed.

Only `true` and `false` are booleans; only `null`, `~` and nothing at all are null; numbers are decimal,
without leading zeros. All else stays the text that its author wrote: `no`, `on`, `12:30`, `01053`, `0x1F`,
`1_000`, `True`, `2024-01-31`. Numbers keep their written value exactly: `int`, or `decimal.Decimal` with a
point or an exponent.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

MAX_DIGITS: Final = 30
"""Digits that a number may have, point and exponent aside: more than any budget or share of this world
needs.
"""
MAX_EXPONENT: Final = 30
"""Largest absolute value of a written exponent."""

STARTS: Final = "0123456789+-.~tfn"
"""First characters of plain scalars that may be anything but text. The empty one counts too: `"" in
STARTS`.
"""

NULLS: Final = frozenset(("", "~", "null"))
_WORDS: Final[dict[str, bool | None]] = {"true": True, "false": False, "null": None, "~": None, "": None}
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)").fullmatch
_DECIMAL = re.compile(r"[-+]?((?:0|[1-9][0-9]*)(?:\.[0-9]*)?|\.[0-9]+)(?:[eE]([-+]?[0-9]+))?").fullmatch
_NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)").fullmatch


class RefusedNumberError(ValueError):
    """A plain scalar that YAML takes for a number and this format refuses."""


class NotFiniteError(RefusedNumberError):
    """An infinity or a NaN."""


class OutOfRangeError(RefusedNumberError):
    """More digits or a larger exponent than any honest number has."""


def resolve(text: str) -> str | int | Decimal | bool | None:
    """Give a plain scalar its value.

    Raises NotFiniteError for `.inf` and `.nan`, OutOfRangeError for more than `MAX_DIGITS` digits or an
    exponent beyond plus or minus `MAX_EXPONENT`.
    """
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER(text):
        if len(text.lstrip("+-")) > MAX_DIGITS:
            raise OutOfRangeError
        return int(text)
    if match := _DECIMAL(text):
        digits, exponent = match.groups()
        if len(digits) - digits.count(".") > MAX_DIGITS or not _small(exponent):
            raise OutOfRangeError
        number = Decimal(text)
        return number or number.copy_abs()  # a zero has no sign here
    if _NOT_FINITE(text):
        raise NotFiniteError
    return text


def _small(exponent: str | None) -> bool:
    if exponent is None:
        return True
    size = exponent.lstrip("+-").lstrip("0")
    return len(size) <= len(str(MAX_EXPONENT)) and int(size or "0") <= MAX_EXPONENT
