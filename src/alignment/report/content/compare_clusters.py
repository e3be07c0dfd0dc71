"""`alignment compare REGION --clusters A B`: clusters of one region side by side, figure by figure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import combinations
from typing import Any

from alignment import __version__
from alignment.kernel.bilingual import Lang
from alignment.report import words
from alignment.report.content.compare_data import SCHEMA
from alignment.report.content.score import basis_note, breadth_sentence, cautions, scope
from alignment.report.document import Block, Cell, Column, Document, Paragraph, Row, Table
from alignment.report.json_v1 import score_v1
from alignment.report.words import framework_name as short
from alignment.score.coverage import ClusterCoverage
from alignment.score.framework import WeightedFramework
from alignment.score.funding import overlaps
from alignment.score.portfolio import PriorityScore
from alignment.score.region import RegionScore

FOLD = 40


def clusters_document(
    score: RegionScore, chosen: Sequence[str], alone: WeightedFramework | None, data_set: str, lang: Lang
) -> Document:
    """The screen of some clusters, in the order asked for; `alone` keeps the priorities of one framework."""
    fr = lang == "fr"
    names = [score.setting.names[name] for name in chosen]
    served = _served(score, chosen, alone)
    lines = scope(score, data_set, lang)
    if alone is not None:
        lines.append(f"Priorités\u00a0: {short(alone.id)} seul" if fr else f"Priorities: {short(alone.id)} alone")
    blocks: list[Block] = [
        *cautions(score, lang),
        Paragraph(" ".join([_in_common(score, chosen, served, lang), *_along_the_cursor(score, chosen, lang)])),
        _figures(score, chosen, lang),
        Paragraph(breadth_sentence(lang), "quiet"),
        _priorities(score, chosen, served, lang),
        *_shared_money(score, chosen, alone, lang),
    ]
    title = f"{score.setting.region.name} — {words.listing(names, lang)}"
    value = _value(score, chosen, served, basis_note(score, data_set, lang))
    return Document(title, tuple(lines), tuple(blocks), lang, value)


def _served(score: RegionScore, chosen: Sequence[str], alone: WeightedFramework | None) -> list[PriorityScore]:
    """The priorities that at least one of these clusters serves, in file order."""
    wanted = set(chosen)
    return [
        priority
        for priority in score.priorities
        if alone in (None, priority.framework) and wanted & {name for name, _ in priority.contributors}
    ]


def _in_common(score: RegionScore, chosen: Sequence[str], served: Sequence[PriorityScore], lang: Lang) -> str:
    """How many priorities they share, and how many each serves alone among them."""
    fr = lang == "fr"
    who = [{name for name, _ in priority.contributors} & set(chosen) for priority in served]
    common = sum(len(each) == len(chosen) for each in who)
    single = [
        f"{score.setting.names[name]} ({words.number(sum(each == {name} for each in who), lang)})"
        for name in chosen
    ]
    counted = words.count(len(served), *words.PRIORITIES, lang)
    if not served:
        return "Aucune priorité n’est servie par l’un d’eux." if fr else "None of them serves any priority."
    if fr:
        return f"Sur {counted} que sert au moins l’un d’eux, {words.number(common, lang)} en commun\u00a0; seul à en servir\u00a0: {words.listing(single, lang)}."
    return f"Of {counted} that at least one serves, {words.number(common, lang)} in common; alone in serving: {words.listing(single, lang)}."


def _along_the_cursor(score: RegionScore, chosen: Sequence[str], lang: Lang) -> list[str]:
    """For each pair, who is ahead along the cursor. Nothing without a European side."""
    if not score.setting.has_european_side:
        return []
    lines = {covered.cluster.id: covered for covered in score.clusters}
    swaps = {frozenset(found.clusters): found.cursor for found in score.cursor.breakpoints}
    return [
        _pair(lines[one], lines[other], swaps.get(frozenset((one, other))), lang)
        for one, other in combinations(chosen, 2)
    ]


def _pair(one: ClusterCoverage, other: ClusterCoverage, swap: Fraction | None, lang: Lang) -> str:
    fr = lang == "fr"
    assert one.european is not None  # the caller makes sure of a European side
    assert other.european is not None
    if (one.regional, one.european) < (other.regional, other.european):
        one, other = other, one  # `one` is ahead at the SRDEII end
    first, second = one.cluster.placed.roadmap.name, other.cluster.placed.roadmap.name
    if swap is not None:
        at = words.share(swap, lang, 0 if (swap * 100).denominator == 1 else 1)
        return (
            f"{first} devance {second} tant que le curseur reste sous {at}, {second} au-delà."
            if fr
            else f"{first} is ahead of {second} as long as the cursor stays below {at}, {second} beyond."
        )
    if (one.regional, one.european) == (other.regional, other.european):
        return (
            f"{first} et {second} sont à égalité où que soit le curseur."
            if fr
            else f"{first} and {second} are equal wherever the cursor stands."
        )
    return (
        f"{first} égale ou dépasse {second} où que soit le curseur."
        if fr
        else f"{first} equals or beats {second} wherever the cursor stands."
    )


def _figures(score: RegionScore, chosen: Sequence[str], lang: Lang) -> Table:
    """One row a figure, one column a cluster; the figures are written out, since each row has its own unit."""
    fr = lang == "fr"
    by_id = {covered.cluster.id: covered for covered in score.clusters}
    found = [by_id[name] for name in chosen]
    purses = [score.funding.by_cluster[name] for name in chosen]

    def shares(values: Iterable[Fraction | None]) -> list[str]:
        return [words.share(value, lang) for value in values]

    rows = [
        ("Rang" if fr else "Rank", [words.ordinal(score.ranks[name], lang) for name in chosen]),
        ("Alignement" if fr else "Alignment", shares(each.alignment for each in found)),
        ("Articulation", shares(each.articulation for each in found)),
    ]
    for framework in score.setting.frameworks:
        if not score.setting.weight(framework):
            continue
        name = short(framework.id)
        on = [each.frameworks[framework.id] for each in found]
        rows += [
            (f"{name}, couverture" if fr else f"{name}, coverage", shares(each.coverage for each in on)),
            (f"{name}, mandat" if fr else f"{name}, mandate", shares(each.mandate_coverage for each in on)),
            (f"{name}, ciblage" if fr else f"{name}, focus", shares(each.focus for each in on)),
            (f"{name}, réalisé" if fr else f"{name}, delivered", shares(each.delivered for each in on)),
        ]
    rows += [
        ("Actions", [words.number(each.known + each.unknown, lang) for each in purses]),
        (
            "sans budget connu" if fr else "without a known budget",
            [words.number(each.unknown, lang) for each in purses],
        ),
        ("Budget connu" if fr else "Known budget", [words.money(each.total, lang) for each in purses]),
        ("Effet de levier" if fr else "Leverage", [words.number(each.leverage, lang, 1) for each in purses]),
    ]
    columns = [Column(name, score.setting.names[name].replace(" ", "\n"), "count") for name in chosen]
    title = "Côte à côte" if fr else "Side by side"
    first = Column("figure", "Mesure" if fr else "Figure")
    return Table("figures", title, (first, *columns), tuple(Row((label, *cells)) for label, cells in rows))


def _priorities(score: RegionScore, chosen: Sequence[str], served: Sequence[PriorityScore], lang: Lang) -> Table:
    """Coverage of each priority that one of them serves."""
    fr = lang == "fr"
    rows = []
    for priority in served:
        covered = dict(priority.contributors)
        cells: list[Cell] = [f"{short(priority.framework.id)} · {priority.leaf.title}"]
        rows.append(Row((*cells, *(covered.get(name) for name in chosen))))
    columns = [Column(name, score.setting.names[name].replace(" ", "\n"), "share", decimals=0) for name in chosen]
    return Table(
        "priorities",
        "Couverture des priorités que l’un d’eux sert"
        if fr
        else "Coverage of the priorities that one of them serves",
        (Column("priority", "Priorité" if fr else "Priority"), *columns),
        tuple(rows),
        fold=FOLD,
    )


def _shared_money(
    score: RegionScore, chosen: Sequence[str], alone: WeightedFramework | None, lang: Lang
) -> list[Block]:
    """The euros of two of them on the same priorities, where there are any."""
    fr = lang == "fr"
    rows = [
        Row(
            (short(overlap.framework.id), *(score.setting.names[name] for name in overlap.clusters), overlap.cents)
        )
        for overlap in overlaps(score.setting, score.funding)
        if set(overlap.clusters) <= set(chosen) and alone in (None, overlap.framework)
    ]
    if not rows:
        return []
    return [
        Table(
            "overlaps",
            "Recouvrements\u00a0: argent de deux d’entre eux sur les mêmes priorités"
            if fr
            else "Overlaps: money of two of them on the same priorities",
            (
                Column("framework", "Cadre" if fr else "Framework"),
                Column("one", "Cluster"),
                Column("other", "Autre cluster" if fr else "Other cluster"),
                Column("overlap", "Commun" if fr else "In common", "money"),
            ),
            tuple(rows),
            note="Un recouvrement n’est pas un double financement\u00a0; ces montants ne s’additionnent pas."
            if fr
            else "An overlap is not double funding; these amounts do not add up.",
        )
    ]


def _value(
    score: RegionScore, chosen: Sequence[str], served: Sequence[PriorityScore], basis_note: str
) -> dict[str, Any]:
    """The value of docs/schemas/compare.v1.json for clusters: those of `alignment score`, some of them."""
    whole = score_v1(score, basis_note)
    by_id = {cluster["id"]: cluster for cluster in whole["clusters"]}
    pair_ids = set(chosen)
    return {
        "schema": SCHEMA,
        "version": __version__,
        "kind": "clusters",
        "region": score.setting.region.id,
        "cursor": float(score.setting.cursor),
        "scenario": score.setting.scenario.id if score.setting.scenario else None,
        "basis_note": basis_note,
        "clusters": [by_id[name] for name in chosen],
        "priorities": [
            {
                "ref": priority.ref,
                "title": priority.leaf.title,
                "coverage": {name: float(value) for name, value in priority.contributors if name in pair_ids},
            }
            for priority in served
        ],
        "breakpoints": [found for found in whole["breakpoints"] if set(found["clusters"]) <= pair_ids],
        "overlaps": [
            {"framework": each.framework.id, "clusters": list(each.clusters), "cents": each.cents}
            for each in overlaps(score.setting, score.funding)
            if set(each.clusters) <= pair_ids
        ],
    }
