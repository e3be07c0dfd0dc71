"""The one way to write a number, a share, an amount, a date or a name of the method, in French and in English."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from alignment.kernel.bilingual import Bilingual, Lang
from alignment.model.labels import LEVEL as LEVEL
from alignment.model.labels import PROVENANCE as PROVENANCE
from alignment.model.labels import SOURCE as SOURCE
from alignment.model.labels import STATUS as STATUS
from alignment.model.labels import TYPE as TYPE
from alignment.model.labels import framework_name as framework_name

NARROW = "\u202f"
"""Narrow no-break space: between thousands in French."""
SPACE = "\u00a0"
"""No-break space: before % and € in French."""
ABSENT = "–"
"""What stands for a figure that has no meaning (an empty set has no mean)."""

Value = Fraction | float | int


def _half_up(value: Value, decimals: int) -> tuple[str, str, str]:
    """Sign, whole digits and decimals of a number rounded half away from zero, exactly for a Fraction."""
    scaled = abs(Fraction(value)) * 10**decimals
    rounded = int(scaled + Fraction(1, 2))
    digits = str(rounded).rjust(decimals + 1, "0")
    sign = "-" if value < 0 and rounded else ""
    return sign, digits[: len(digits) - decimals], digits[len(digits) - decimals :]


def number(value: Value | None, lang: Lang, decimals: int = 0) -> str:
    """`1 234,5` in French, `1,234.5` in English."""
    if value is None:
        return ABSENT
    sign, whole, part = _half_up(value, decimals)
    separator, point = (NARROW, ",") if lang == "fr" else (",", ".")
    groups: list[str] = []
    while len(whole) > 3:
        groups.insert(0, whole[-3:])
        whole = whole[:-3]
    return sign + separator.join([whole, *groups]) + (point + part if decimals else "")


def share(value: Value | None, lang: Lang, decimals: int = 1) -> str:
    """A share of 1 in percent: `45,2 %` in French, `45.2%` in English."""
    if value is None:
        return ABSENT
    return number(Fraction(value) * 100, lang, decimals) + (f"{SPACE}%" if lang == "fr" else "%")


def money(cents: int | None, lang: Lang) -> str:
    """An amount for reading: `12,4 M€`, `350 k€`, `900 €`; English puts the sign first."""
    if cents is None:
        return ABSENT
    euros = Fraction(cents, 100)
    for bound, unit, decimals in ((10**9, "Md€" if lang == "fr" else "bn", 2), (10**6, "M", 1), (10**4, "k", 0)):
        if abs(euros) >= bound:
            scaled = euros / (1000 if unit == "k" else bound)
            figure = number(scaled, lang, decimals)
            return f"{figure}{SPACE}{unit.removesuffix('€')}€" if lang == "fr" else f"€{figure}{unit}"
    return euros_text(euros, lang)


def exact_money(cents: int | None, lang: Lang) -> str:
    """An amount to the cent: `1 234 567,50 €`."""
    return ABSENT if cents is None else euros_text(Fraction(cents, 100), lang, 2)


def euros_text(euros: Fraction, lang: Lang, decimals: int = 0) -> str:
    """Euros with their sign."""
    figure = number(euros, lang, decimals)
    return f"{figure}{SPACE}€" if lang == "fr" else f"€{figure}"


def count(amount: int, one: Bilingual, many: Bilingual, lang: Lang) -> str:
    """`1 action`, `3 actions`; French puts zero in the singular."""
    singular = amount in (0, 1) if lang == "fr" else amount == 1
    return f"{number(amount, lang)}{SPACE}{(one if singular else many).to(lang)}"


def nouns(fr: str, en: str, fr_many: str | None = None, en_many: str | None = None) -> tuple[Bilingual, Bilingual]:
    """A noun in the singular and the plural, the plural with an s unless given."""
    return Bilingual(fr, en), Bilingual(fr_many or f"{fr}s", en_many or f"{en}s")


ACTIONS = nouns("action", "action")
CLUSTERS = nouns("cluster", "cluster")
PRIORITIES = nouns("priorité", "priority", en_many="priorities")
ROADMAPS = nouns("feuille de route", "roadmap", fr_many="feuilles de route")


def ordinal(place: int, lang: Lang) -> str:
    """A rank: `1er`, `2e`; `1st`, `2nd`, `11th`."""
    if lang == "fr":
        return f"{place}er" if place == 1 else f"{place}e"
    ending = "th" if place % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th")
    return f"{place}{ending}"


def some(items: list[str], most: int, lang: Lang) -> str:
    """`a, b et c`, or the first `most` of them and how many more there are."""
    if len(items) <= most + 1:
        return listing(items, lang)
    more = len(items) - most
    return ", ".join(items[:most]) + (f" et {more} autres" if lang == "fr" else f" and {more} more")


def listing(items: list[str], lang: Lang) -> str:
    """`a, b et c`."""
    if len(items) < 2:
        return "".join(items)
    return ", ".join(items[:-1]) + (" et " if lang == "fr" else " and ") + items[-1]


def folded(more: int, table: str, lang: Lang) -> str:
    """What stands under a table that is not shown whole, with the way to the rest."""
    if lang == "fr":
        rows = count(more, *nouns("autre ligne", "", "autres lignes"), lang)
        return f"et {rows}\u00a0; toutes avec --format csv --table {table}"
    return f"and {count(more, *nouns('', 'more row'), lang)}; all of them with --format csv --table {table}"


def measure(metric: str, value: Value | None, lang: Lang) -> str:
    """A value of a requirement's metric: leverage is a plain number, all others are shares."""
    return number(value, lang, 2) if metric == "leverage" else share(value, lang)


def bound(metric: str, value: Value, least: bool, lang: Lang) -> str:
    """`au moins 30 %`, `at most 2.00`."""
    word = Bilingual("au moins", "at least") if least else Bilingual("au plus", "at most")
    return f"{word.to(lang)} {measure(metric, value, lang)}"


def colon(lang: Lang) -> str:
    """A colon with the space before it that French wants."""
    return f"{SPACE}:" if lang == "fr" else ":"


def quoted(text: str, lang: Lang) -> str:
    """In the quotation marks of the language."""
    return f"«{SPACE}{text}{SPACE}»" if lang == "fr" else f"“{text}”"


STATE: Mapping[str, Bilingual] = {
    "uncovered": Bilingual("non couverte", "uncovered"),
    "gap": Bilingual("en lacune", "gap"),
    "partial": Bilingual("partielle", "partial"),
    "covered": Bilingual("couverte", "covered"),
    "met": Bilingual("respectée", "met"),
    "unmet": Bilingual("non respectée", "not met"),
    "unknown": Bilingual("sans valeur", "no value"),
}
"""States of a priority, and verdicts on a requirement."""
FLAG: Mapping[str, Bilingual] = {
    "fragile": Bilingual("fragile", "fragile"),
    "crowded": Bilingual("très disputée", "crowded"),
}
TEXT_STATUS: Mapping[str, Bilingual] = {
    "adopted": Bilingual("adopté", "adopted"),
    "draft": Bilingual("projet de texte", "draft"),
    "superseded": Bilingual("période précédente", "earlier period"),
}
METRIC: Mapping[str, Bilingual] = {
    "coverage": Bilingual("couverture", "coverage"),
    "mandate_coverage": Bilingual("couverture du mandat", "mandate coverage"),
    "focus": Bilingual("ciblage", "focus"),
    "articulation": Bilingual("articulation", "articulation"),
    "alignment": Bilingual("alignement", "alignment"),
    "leverage": Bilingual("effet de levier", "leverage"),
    "funded_share": Bilingual("part financée", "funded share"),
    "delivered": Bilingual("réalisé", "delivered"),
}
