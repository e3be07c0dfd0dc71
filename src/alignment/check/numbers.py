"""How a number written for people would be written in a file: proposed in a hint, never guessed into a value."""

from __future__ import annotations

import re
from decimal import Decimal

_WRITTEN = re.compile(
    r"(?P<sign>-?)(?P<whole>\d{1,3}(?:[ \u00a0\u202f.]\d{3})+|\d{1,15})(?:[,.](?P<decimals>\d{1,6}))?"
    r"[ \u00a0\u202f]?(?P<unit>M€|Md€|k€|K€|€|%|millions?|milliards?)?(?: d['’]euros)?",
    re.ASCII,
)
_UNITS = {"k€": 3, "K€": 3, "M€": 6, "million": 6, "millions": 6, "Md€": 9, "milliard": 9, "milliards": 9, "%": -2}


def rewritten_number(text: str) -> str | None:
    """`1 200 000 €` as `1200000`, `12,5 k€` as `12500`, `40 %` as `0.4`; None when it is no such number."""
    found = _WRITTEN.fullmatch(text.strip()[:60])
    if found is None:
        return None
    digits = re.sub(r"\D", "", found["whole"])
    value = Decimal(f"{found['sign']}{digits}.{found['decimals'] or 0}").scaleb(_UNITS.get(found["unit"] or "", 0))
    return f"{value.normalize():f}"
