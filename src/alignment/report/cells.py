"""One cell of a table in words and figures, the same in every form for reading."""

from __future__ import annotations

from alignment.kernel.bilingual import Lang
from alignment.report import words
from alignment.report.document import Cell, Column


def formatted(value: Cell, column: Column, lang: Lang) -> str:
    """The text of a cell, still to be escaped for where it goes."""
    if value is None:
        return words.ABSENT
    if isinstance(value, str):
        return words.STATE[value].to(lang) if column.kind == "state" and value else value
    if isinstance(value, bool):
        return {"fr": ("non", "oui"), "en": ("no", "yes")}[lang][value]
    match column.kind:
        case "share" | "bar" | "heat":
            return words.share(value, lang, column.decimals)
        case "money":
            return words.money(int(value), lang)
        case "exact-money":
            return words.exact_money(int(value), lang)
        case "number":
            return words.number(value, lang, column.decimals)
        case _:
            return words.number(value, lang)
