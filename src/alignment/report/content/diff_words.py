"""How `alignment diff` and `alignment import` name what changed, and how a figure is written: one place for all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from alignment.kernel.bilingual import Bilingual, Lang
from alignment.report import words
from alignment.report.document import Column, Row, Table
from alignment.report.words import framework_name as short
from alignment.score.changes import Change, Field
from alignment.score.effects import Value

KIND: Mapping[str, Bilingual] = {
    "added": Bilingual("ajout", "added"),
    "removed": Bilingual("retrait", "removed"),
    "changed": Bilingual("modification", "changed"),
}
FIELD: Mapping[str, Bilingual] = {
    "title": Bilingual("titre", "title"),
    "description": Bilingual("description", "description"),
    "status": Bilingual("statut", "status"),
    "period": Bilingual("période", "period"),
    "progress": Bilingual("avancement", "progress"),
    "contributions": Bilingual("contributions", "contributions"),
    "budget": Bilingual("budget", "budget"),
    "value_chain": Bilingual("chaîne de valeur", "value chain"),
    "domains": Bilingual("domaines", "domains"),
    "partners": Bilingual("partenaires", "partners"),
    "indicators": Bilingual("indicateurs", "indicators"),
    "sources": Bilingual("sources", "sources"),
    "name": Bilingual("nom", "name"),
    "type": Bilingual("type", "type"),
    "regions": Bilingual("régions", "regions"),
    "provenance": Bilingual("provenance", "provenance"),
    "website": Bilingual("site", "website"),
    "members": Bilingual("membres", "members"),
    "labels": Bilingual("labels", "labels"),
    "mandate": Bilingual("mandat", "mandate"),
    "home": Bilingual("région d’accueil", "home region"),
}
MEASURE: Mapping[str, Bilingual] = {
    **words.METRIC,
    "rank": Bilingual("rang", "rank"),
    "actions": Bilingual("actions qui comptent", "counting actions"),
    "actions_without_budget": Bilingual("actions sans budget connu", "actions without a known budget"),
    "budget": Bilingual("budget connu", "known budget"),
    "attributed": Bilingual("argent attribué", "attributed money"),
    "balance_index": Bilingual("équilibre de l’argent", "balance of money"),
    "weight": Bilingual("poids", "weight"),
    "cursor": Bilingual("curseur", "cursor"),
    "strength": Bilingual("clusters engagés", "engaged clusters"),
    "severity": Bilingual("gravité", "severity"),
    "state": Bilingual("état", "state"),
    "flags": Bilingual("signaux", "flags"),
    "value": Bilingual("valeur", "value"),
    "bound": Bilingual("seuil", "bound"),
    "met": Bilingual("respectée", "met"),
}
FOLD = 30
"""Rows shown of a long table."""
_MONEY = ("budget", "attributed")
_NUMBERS = ("leverage", "strength")


def measure_name(measure: str, lang: Lang) -> str:
    """`coverage s3` as « couverture S3 »."""
    name, _, framework = measure.partition(" ")
    return f"{MEASURE[name].to(lang)} {short(framework)}" if framework else MEASURE[name].to(lang)


def figure(measure: str, value: Value, lang: Lang, metric: str | None = None) -> str:
    """A value of `effects`, as its measure is written everywhere; `metric` is what a requirement measures."""
    if value is None:
        return words.ABSENT
    if isinstance(value, bool):
        return ("oui" if value else "non") if lang == "fr" else ("yes" if value else "no")
    if isinstance(value, str):
        if measure == "state":
            return words.STATE[value].to(lang)
        return ", ".join(words.FLAG[flag].to(lang) for flag in value.split(", ") if flag) or words.ABSENT
    if measure == "rank":
        return words.ordinal(int(value), lang)
    if measure in _MONEY:
        return words.exact_money(int(value), lang)
    if (metric or measure) in _NUMBERS:
        return words.number(value, lang, 2)
    return words.share(value, lang) if isinstance(value, Fraction) else words.number(value, lang)


def arrow(before: str, after: str) -> str:
    """`before → after`, or the one value that did not move."""
    return before if before == after else f"{before} → {after}"


def changes_table(changes: Iterable[Change], lang: Lang) -> Table:
    """The clusters and actions that changed, one line each."""
    fr = lang == "fr"
    columns = (
        Column("change", "Changement" if fr else "Change"),
        Column("cluster", "Cluster"),
        Column("action", "Action"),
        Column("detail", "Détail" if fr else "Detail"),
    )
    whole = "(la feuille de route)" if fr else "(the roadmap)"
    rows = tuple(
        Row((KIND[each.kind].to(lang), each.name, each.title or whole, detail(each, lang))) for each in changes
    )
    return Table("changes", "Feuilles de route" if fr else "Roadmaps", columns, rows, fold=FOLD)


def detail(change: Change, lang: Lang) -> str:
    """What changed of a cluster or an action, in one line."""
    parts = [_field(field, change, lang) for field in change.fields]
    return (f"{words.SPACE}; " if lang == "fr" else "; ").join(parts)


def _field(field: Field, change: Change, lang: Lang) -> str:
    label = FIELD[field.name].to(lang)
    if field.name == "contributions" and field.key:
        label = field.key
    elif field.name == "budget" and field.key:
        source, _, secured = field.key.partition(", ")
        label = words.SOURCE[source].to(lang)
        if secured:
            label += " (acquis)" if lang == "fr" else " (secured)"
    if field.before is None and field.after is None:
        return label
    before, after = (_value(field, value, lang) for value in (field.before, field.after))
    shown = {"added": after, "removed": before}.get(change.kind, f"{before} → {after}")
    return f"{label}{words.colon(lang)} {shown}"


def _value(field: Field, value: object, lang: Lang) -> str:
    if value is None:
        return words.ABSENT
    named = {
        "contributions": words.LEVEL,
        "status": words.STATUS,
        "type": words.TYPE,
        "provenance": words.PROVENANCE,
    }
    if field.name in named:
        return named[field.name][str(value)].to(lang)
    if field.name == "budget" and isinstance(value, int):
        return words.exact_money(value, lang)
    if isinstance(value, Fraction):
        return words.share(value, lang)
    return str(value)
