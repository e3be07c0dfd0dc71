"""Amounts, shares, numbers and dates as people write them: what is certain is converted, the rest is said to be doubtful."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal
from typing import Final, Literal

from alignment.exchange.cells import Cell, Day
from alignment.kernel.bilingual import Bilingual
from alignment.kernel.period import parse_date

Unit = Literal[1, 1000, 1000000]

_SPACES: Final = re.compile(r"[\s\u00a0\u202f\u2009']+")
_GROUPED: Final = re.compile(
    r"\d{1,3}([.,])\d{3}(?:\1\d{3})+(?:(?!\1)[.,]\d+)?|\d{1,3}\.\d{3},\d+|\d{1,3},\d{3}\.\d+"
)
_UNITS: Final[tuple[tuple[str, Unit], ...]] = (
    (r"(?:millions?|m)\s*(?:d['’ ])?\s*(?:euros?|€|eur)|meur", 1_000_000),
    (r"(?:milliers?|k)\s*(?:d['’ ])?\s*(?:euros?|€|eur)|keur", 1_000),
    (r"(?:euros?|€|eur)", 1),
)
_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "janvier janv jan january",
            "fevrier fevr fev february feb",
            "mars mar march",
            "avril avr april apr",
            "mai may",
            "juin june jun",
            "juillet juil july jul",
            "aout aug august",
            "septembre sept sep september",
            "octobre oct october",
            "novembre nov november",
            "decembre dec december",
        ),
        1,
    )
    for name in names.split()
}
_EARLIEST: Final = date(1990, 1, 1)
"""An earlier date cell is a year that was typed where a date was expected (2023 is the 15th of July 1905)."""


class DoubtfulError(Exception):
    """A cell that can't be converted for certain; the sentence says what was expected."""

    def __init__(self, fr: str, en: str) -> None:
        """Keep the sentence."""
        super().__init__(en)
        self.message = Bilingual(fr, en)


def unit_of_heading(heading: str) -> Unit:
    """What a figure without a unit counts below this heading: euros, thousands or millions of them."""
    plain = heading.casefold()
    for pattern, unit in _UNITS:
        if re.search(rf"(?<!\w)(?:{pattern})(?!\w)", plain):
            return unit
    return 1


def euros(cell: Cell, unit: Unit = 1) -> Decimal:
    """An amount in euros, to the cent; `unit` holds where the cell has none. Raises DoubtfulError."""
    content = cell.content
    if isinstance(content, Decimal):
        amount = content * unit
    elif isinstance(content, str):
        text = _SPACES.sub(" ", content).strip().casefold()
        scale: Unit = unit
        for pattern, each in _UNITS:
            found = re.fullmatch(rf"(.*?\d)\s*(?:{pattern})", text) or re.fullmatch(r"€\s*()(\d.*)", text)
            if found:
                text, scale = "".join(found.groups()), each if found.re.pattern[0] != "€" else unit
                break
        amount = _decimal(text) * scale
    else:
        raise _not_an_amount()
    cents = amount.quantize(Decimal("0.01"))
    if abs(cents - amount) > Decimal("0.000001"):
        raise DoubtfulError("deux décimales au plus pour un montant", "at most two decimals for an amount")
    if cents < 0:
        raise DoubtfulError("un montant n’est pas négatif", "an amount is not negative")
    return plain(cents)


def _not_an_amount() -> DoubtfulError:
    return DoubtfulError(
        "montant attendu, comme 1\u202f200\u202f000 ou 12,5 k€", "amount expected, such as 1200000 or 12.5 k€"
    )


def euros_text(amount: Decimal) -> Bilingual:
    """An amount as people read it: 1 200 000 €, 12 500,50 €; €1,200,000."""
    figure = f"{amount:,.2f}".removesuffix(".00")
    return Bilingual(f"{figure.replace(',', chr(0x202F)).replace('.', ',')}\u00a0€", f"€{figure}")


def percent_text(value: Decimal) -> Bilingual:
    """A share of 0 to 1 as people read it: 12,5 %; 12.5%."""
    figure = str(plain(value * 100))
    return Bilingual(f"{figure.replace('.', ',')}\u00a0%", f"{figure}%")


def number(cell: Cell) -> Decimal:
    """A number, its thousands apart or not. Raises DoubtfulError."""
    content = cell.content
    if isinstance(content, Decimal):
        return plain(content)
    if isinstance(content, str):
        text = _SPACES.sub(" ", content).strip()
        try:
            return plain(_decimal(text))
        except DoubtfulError as error:
            if "deux façons" in error.message.fr:
                raise
    raise DoubtfulError("nombre attendu, sans unité", "number expected, without a unit")


def _decimal(text: str) -> Decimal:
    """Digits as people group them. A lone separator before three digits is doubtful: thousands, or decimals?"""
    joined = re.sub(r"(?<=\d) (?=\d{3}(?!\d))", "", text)
    if re.fullmatch(r"[-+]?\d+[.,]\d{3}", joined) and not re.fullmatch(r"[-+]?0[.,]\d{3}", joined):
        raise DoubtfulError(
            "se lit de deux façons (milliers ou décimales)\u00a0: l’écrire sans séparateur de milliers",
            "reads in two ways (thousands or decimals): write it without a thousands separator",
        )
    if _GROUPED.fullmatch(joined):
        last = max(joined.rfind("."), joined.rfind(","))
        decimals = joined[last + 1 :] if joined.count(joined[last]) == 1 else ""
        whole = re.sub(r"\D", "", joined[: last if decimals else len(joined)])
        joined = f"{whole}.{decimals}" if decimals else whole
    joined = joined.replace(",", ".")
    if not re.fullmatch(r"[-+]?\d+(?:\.\d+)?", joined, re.ASCII) or len(joined) > 30:
        raise _not_an_amount()
    return Decimal(joined)


def count(cell: Cell) -> int:
    """A whole number of 0 or more. Raises DoubtfulError."""
    value = number(cell)
    if value != value.to_integral_value() or value < 0:
        raise DoubtfulError("nombre entier attendu", "whole number expected")
    return int(value)


def share(cell: Cell) -> Decimal:
    """A share of 0 to 1: 0,4, 40 % and 40 are the same; 1 alone may be 1 % or all. Raises DoubtfulError."""
    content = cell.content
    text = ""
    if isinstance(content, Decimal):
        value = content
    elif isinstance(content, str):
        text = _SPACES.sub(" ", content).strip()
        value = number(cell._replace(content=text.removesuffix("%").strip()))
    else:
        raise _not_a_share()
    if text.endswith("%") or (not cell.percent and value >= 2 and value == value.to_integral_value()):
        value /= 100
    elif isinstance(content, str) and value == 1:
        raise DoubtfulError(
            "1 se lit 1 % ou 100 %\u00a0: écrire le signe %", "1 may be 1% or 100%: write the % sign"
        )
    if not 0 <= value <= 1:
        raise _not_a_share()
    return plain(value)


def _not_a_share() -> DoubtfulError:
    return DoubtfulError("part attendue, entre 0 et 100\u00a0%", "share expected, from 0 to 100%")


def plain(value: Decimal) -> Decimal:
    """The same number without trailing zeros nor exponent."""
    return Decimal(f"{value.normalize():f}")


_YES: Final = frozenset({"oui", "o", "x", "vrai", "yes", "y", "true", "1", "acquis", "ok", "✓", "✔"})
_NO: Final = frozenset({"non", "n", "faux", "no", "false", "0"})


def yes_no(cell: Cell) -> bool:
    """Oui, x, vrai; non, faux. Raises DoubtfulError."""
    if isinstance(cell.content, bool):
        return cell.content
    text = str(cell.content).strip().casefold()
    if text in _YES or text in _NO:
        return text in _YES
    raise DoubtfulError("oui ou non attendu", "yes or no expected")


def day(cell: Cell, last: bool = False) -> str:
    """A date as the format writes it: 2023, 2023-03 or 2023-03-15. Raises DoubtfulError.

    A quarter or a half-year is its first month, or its last one for an end.
    """
    content = cell.content
    if isinstance(content, Day):
        if content.day < _EARLIEST:
            raise DoubtfulError(
                f"date du {content.day:%d/%m/%Y}\u00a0: une année écrite dans une cellule de date\u00a0?",
                f"date {content.day.isoformat()}: a year typed in a date cell?",
            )
        return content.day.isoformat()[: {"year": 4, "month": 7, "day": 10}[content.shown]]
    if isinstance(content, Decimal):
        text = str(plain(content))
    elif isinstance(content, str):
        text = content
    else:
        raise _not_a_date()
    written = _written(text, last)
    try:
        parse_date(written)
    except ValueError:
        raise _not_a_date() from None
    if not "1990" <= written[:4] <= "2100":
        raise _not_a_date()
    return written


def _not_a_date() -> DoubtfulError:
    return DoubtfulError(
        "date attendue\u00a0: une année (2023), un mois (2023-03) ou un jour (15/03/2023)",
        "date expected: a year (2023), a month (2023-03) or a day (15/03/2023)",
    )


def _written(text: str, last: bool) -> str:
    """The date of a text as the format writes it, or a text that is no date."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    words = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    words = " ".join(words.replace(".", " . ").split())
    compact = words.replace(" ", "")
    if found := re.fullmatch(r"(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?(?:t?00:00:00)?", compact, re.ASCII):
        return "-".join(part.zfill(2) for part in found.groups() if part)
    if found := re.fullmatch(r"(?:(\d{1,2})[-/.])?(\d{1,2})[-/.](\d{4})", compact, re.ASCII):
        return "-".join(part.zfill(2) for part in reversed(found.groups()) if part)
    if found := re.fullmatch(r"(?:(\d{1,2})(?:er)? )?([a-z]+)(?: \.)? (\d{4})", words, re.ASCII):
        month = _MONTHS.get(found[2])
        parts = [found[3], f"{month:02}" if month else "?", *([found[1].zfill(2)] if found[1] else [])]
        return "-".join(parts)
    if found := re.fullmatch(r"([ts])([1-4])[-/]?(\d{4})|(\d{4})[-/]?([ts])([1-4])", compact, re.ASCII):
        kind, rank = found[1] or found[5], int(found[2] or found[6])
        months = 3 if kind == "t" else 6
        if rank * months <= 12:
            month = rank * months if last else (rank - 1) * months + 1
            return f"{found[3] or found[4]}-{month:02}"
    return "?"


def period(cell: Cell) -> str:
    """Two dates in one cell: 2023-2026, 2023/2026, de mars 2023 à juin 2024; a year alone is that year.

    Raises DoubtfulError.
    """
    if isinstance(cell.content, Decimal):
        year = day(cell)
        return f"{year}/{year}"
    if isinstance(cell.content, str):
        text = re.sub(r"^(?:de|du|d['’]|entre)\s+", "", cell.content.strip(), flags=re.IGNORECASE)
        for cut in (
            r"\s+(?:à|a|au|et|to)\s+",
            r"\s*(?:–|—|->|→)\s*",
            r"\s+[-/]\s+",
            r"\s*/\s*",
            r"(?<=\d{4})-(?=\d{4})",
        ):
            parts = re.split(cut, text, flags=re.IGNORECASE)
            if len(parts) == 2 and "?" not in (_written(parts[0], False), _written(parts[1], True)):
                return f"{day(cell._replace(content=parts[0]))}/{day(cell._replace(content=parts[1]), last=True)}"
        if re.fullmatch(r"\s*\d{4}\s*", text):
            return f"{text.strip()}/{text.strip()}"
    raise DoubtfulError("période attendue, comme 2023-2026", "period expected, such as 2023-2026")
