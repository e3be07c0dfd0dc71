"""The report of one region, put together: cover, sections in reading order, flat tables, JSON value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from alignment import __version__
from alignment.plan.answer import Allocation
from alignment.report.content.allocate_data import allocate_v1
from alignment.report.content.gaps import gaps_document
from alignment.report.content.money import money_document
from alignment.report.content.requirements import requirements_document
from alignment.report.content.scenarios import scenarios_document
from alignment.report.content.score import basis_note
from alignment.report.content.trajectory import trajectory_document
from alignment.report.document import Document
from alignment.report.json_v1 import score_v1
from alignment.report.regional.allocation import allocation, answered, in_short
from alignment.report.regional.clusters import clusters
from alignment.report.regional.cover import cover, warnings
from alignment.report.regional.cursor import cursor
from alignment.report.regional.live import live
from alignment.report.regional.method import method, terms
from alignment.report.regional.partners import closest, found_partners, partner_sheets, partners
from alignment.report.regional.ranking import matrix, ranking
from alignment.report.regional.reused import gaps, money, requirements, signals, trajectory
from alignment.report.regional.sheets import sheets
from alignment.report.regional.source import ReportSource, cluster_anchor, priority_anchor
from alignment.report.regional.sources import sources
from alignment.report.regional.summary import summary
from alignment.report.regional.value import Report, Section
from alignment.report.words import framework_name as short

SCHEMA = "alignment/report/v1"


def regional_report(source: ReportSource) -> Report:
    """Everything that the report of a region says, ready for any form."""
    fr = source.fr
    region = source.score.setting.region
    score, label, lang = source.score, source.data_set, source.lang
    screens = {
        "gaps": gaps_document(score, label, lang),
        "money": money_document(score, label, lang),
        "requirements": requirements_document(score, label, lang),
        "scenarios": scenarios_document(score, source.data, label, lang),
        "trajectory": trajectory_document(score, label, lang),
    }
    funded, others = answered(source), found_partners(source)
    sections = (
        summary(source, in_short(source, funded), closest(source)),
        ranking(source),
        matrix(source),
        gaps(source, screens["gaps"]),
        signals(source, screens["gaps"]),
        *_money(source, screens["money"], funded),
        cursor(source, screens["scenarios"]),
        requirements(source, screens["requirements"]),
        trajectory(source, screens["trajectory"]),
        partners(source, others),
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
        (*sheets(source, funded), *partner_sheets(source, others)),
        _targets(source),
        terms(),
        {**_value(source, screens, funded), "partners": None if others is None else dict(others.data)},
        live(source),
    )


def _money(source: ReportSource, screen: Document, funded: Allocation | None) -> tuple[Section, ...]:
    """What is spent, then which actions to fund: a section of its own only where there are some to choose from."""
    spent, to_fund = money(source, screen), allocation(source, funded)
    if funded is not None and funded.best is not None:
        return spent, to_fund
    return (replace(spent, inner=(*spent.inner, replace(to_fund, basis=""))),)


def _targets(source: ReportSource) -> dict[str, str]:
    """Names of clusters and priorities, as tables write them, and where they are explained; homonyms lead nowhere."""
    found: dict[str, list[str]] = {}
    for cluster in source.score.setting.clusters:
        found.setdefault(cluster.placed.roadmap.name, []).append(cluster_anchor(cluster))
    for priority in source.score.priorities:
        anchor = priority_anchor(priority.framework.id, priority.leaf.id)
        found.setdefault(f"{short(priority.framework.id)} · {priority.leaf.title}", []).append(anchor)
    return {name: anchors[0] for name, anchors in found.items() if len(anchors) == 1}


def _value(source: ReportSource, screens: Mapping[str, Document], funded: Allocation | None) -> dict[str, Any]:
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
        **{name: dict(screen.data) for name, screen in screens.items()},
        "allocate": None if funded is None else allocate_v1(funded, note),
    }
