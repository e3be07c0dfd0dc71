"""The report of one region, put together: cover, sections in reading order, flat tables, JSON value."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from alignment import __version__
from alignment.report.content.money import money_document
from alignment.report.content.score import basis_note, cautions
from alignment.report.document import Document, Paragraph, Table
from alignment.report.figure import Bar, Bars, Figure
from alignment.report.json_v1 import score_v1
from alignment.report.regional.clusters import clusters
from alignment.report.regional.cover import cover, warnings
from alignment.report.regional.cursor import cursor
from alignment.report.regional.live import live
from alignment.report.regional.method import method, terms
from alignment.report.regional.ranking import matrix, ranking
from alignment.report.regional.sheets import sheets
from alignment.report.regional.source import ReportSource, cluster_anchor, priority_anchor
from alignment.report.regional.sources import sources
from alignment.report.regional.summary import summary
from alignment.report.regional.value import Part, Report, Section
from alignment.report.words import framework_name as short

SCHEMA = "alignment/report/v1"


def regional_report(source: ReportSource) -> Report:
    """Everything that the report of a region says, ready for any form."""
    fr = source.fr
    region = source.score.setting.region
    money = money_document(source.score, source.data_set, source.lang)
    sections = (
        summary(source),
        ranking(source),
        matrix(source),
        cursor(source),
        _money(source, money),
        clusters(source),
        method(source),
        sources(source),
    )
    return Report(
        region.id,
        source.lang,
        region.name,
        "Alignement des clusters sur les priorités régionales et européennes"
        if fr
        else "How clusters serve regional and European priorities",
        cover(source),
        warnings(source),
        tuple(section for section in sections if section is not None),
        sheets(source),
        _targets(source),
        terms(),
        _value(source, money),
        live(source),
    )


def _money(source: ReportSource, money: Document) -> Section:
    """The blocks of `alignment money` under their own heading, with what the report says already left out."""
    kept: list[Part] = []
    pictures = {
        f"priorities-{framework.id}": _shares(source, framework.id)
        for framework in source.score.setting.frameworks
    }
    said = _said_already(source)
    for block in money.shown():
        if getattr(block, "text", None) in said:
            continue
        if isinstance(block, Table):
            picture = pictures.get(block.key)
            if picture is not None and block.rows:
                kept.append(picture)
            block = _under(block, "money")
        kept.append(block)
    return Section("money", "Argent" if source.fr else "Money", tuple(kept), source.basis(cursor=False))


def _said_already(source: ReportSource) -> set[str]:
    """The sentences that every command's screen opens with, and that a report says once, on its cover."""
    return {block.text for block in cautions(source.score, source.lang) if isinstance(block, Paragraph)}


def _under(table: Table, section: str) -> Table:
    """The same table with a key of its own in the report."""
    return replace(table, key=f"{section}-{table.key}")


def _shares(source: ReportSource, framework_id: str) -> Figure | None:
    """What each priority receives against what its weight is worth."""
    fr = source.fr
    framework = next(f for f in source.score.setting.frameworks if f.id == framework_id)
    view = source.score.funding.by_framework[framework_id]
    if not view.attributed or len(framework.leaves) < 2:
        return None
    name = short(framework_id)
    return Figure(
        f"money-{framework_id}",
        f"{name}\u00a0: part de l’argent et poids" if fr else f"{name}: share of the money and weight",
        "Pour chaque priorité, une barre pour sa part de l’argent attribué et un trait pour son poids. Les mêmes chiffres sont dans le tableau qui suit."
        if fr
        else "For each priority, a bar for its share of the money attributed and a tick for its weight. The same figures stand in the table that follows.",
        Bars(
            tuple(Bar(leaf.title, view.share(leaf.id), leaf.weight) for leaf in framework.leaves),
            "part de l’argent attribué" if fr else "share of the money attributed",
            "poids de la priorité" if fr else "weight of the priority",
        ),
    )


def _targets(source: ReportSource) -> dict[str, str]:
    """Names of clusters and priorities, as tables write them, and where they are explained; homonyms lead nowhere."""
    found: dict[str, list[str]] = {}
    for cluster in source.score.setting.clusters:
        found.setdefault(cluster.placed.roadmap.name, []).append(cluster_anchor(cluster))
    for priority in source.score.priorities:
        anchor = priority_anchor(priority.framework.id, priority.leaf.id)
        found.setdefault(f"{short(priority.framework.id)} · {priority.leaf.title}", []).append(anchor)
    return {name: anchors[0] for name, anchors in found.items() if len(anchors) == 1}


def _value(source: ReportSource, money: Document) -> dict[str, Any]:
    """The JSON form: the values of the commands that the report is made of, each under its own contract."""
    note = basis_note(source.score, source.data_set, source.lang)
    return {
        "schema": SCHEMA,
        "version": __version__,
        "region": source.score.setting.region.id,
        "lang": source.lang,
        "date": source.date.isoformat() if source.date else None,
        "data_set": source.data_set,
        "fingerprint": source.fingerprint,
        "score": score_v1(source.score, note),
        "money": dict(money.data),
    }
