"""Amounts of money as people type them: `2500000`, `2 500 000`, `2,5M`, `800k`, `1,2 M€`."""

from __future__ import annotations

import re
from fractions import Fraction

from alignment.kernel.bilingual import Bilingual
from alignment.kernel.user_error import UserError

_FORM = re.compile(r"(\d{1,13})(?:[.,](\d{1,9}))?(k|m|md|bn)?€?", re.ASCII)
_UNIT = {None: 1, "k": 10**3, "m": 10**6, "md": 10**9, "bn": 10**9}
MOST_EUROS = 10**12


def cents_of(option: str, text: str) -> int:
    """An amount in cents. Raises UserError where it isn't one, to the cent."""
    found = _FORM.fullmatch(re.sub(r"[\s\u00a0\u202f_]", "", text).lower().removeprefix("€"))
    if found is not None:
        whole, decimals, unit = found.groups()
        cents = (
            (Fraction(int(whole)) + Fraction(int(decimals or 0), 10 ** len(decimals or ""))) * _UNIT[unit] * 100
        )
        if cents.denominator == 1 and cents <= MOST_EUROS * 100:
            return int(cents)
    raise UserError(
        Bilingual(
            f"{option}\u00a0: «\u00a0{text}\u00a0» n’est pas un montant (exemples\u00a0: 2500000, 2,5M, 800k).",
            f"{option}: “{text}” is not an amount (examples: 2500000, 2.5M, 800k).",
        )
    )


def pair_of(option: str, text: str) -> tuple[str, str]:
    """What stands on each side of the `=` of `minalogic=800k`. Raises UserError where a side is missing."""
    name, _, value = text.rpartition("=")
    if not name.strip() or not value.strip():
        raise UserError(
            Bilingual(
                f"{option}\u00a0: «\u00a0{text}\u00a0» n’est pas de la forme NOM=VALEUR.",
                f"{option}: “{text}” is not of the form NAME=VALUE.",
            )
        )
    return name.strip(), value.strip()
