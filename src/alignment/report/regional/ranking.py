"""Who serves what: the ranking, and the matrix of clusters and priorities as heat maps with their key."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from alignment.report import words
from alignment.report.content.score import breadth_sentence, score_document
from alignment.report.document import Column, Paragraph, Row, Table
from alignment.report.figure import Figure, HeatMap
from alignment.report.regional.source import ReportSource, cluster_anchor, priority_anchor
from alignment.report.regional.value import Part, Section
from alignment.report.words import SPACE
from alignment.report.words import framework_name as short
from alignment.score.portfolio import FrameworkScore

RANKING = "ranking-clusters"
"""The key of the table that a page re-ranks when the cursor moves; its rows are anchored by cluster id."""


def ranking(source: ReportSource) -> Section:
    """Clusters by alignment, each leading to its sheet."""
    fr = source.fr
    parts: list[Part] = [ranking_table(source), Paragraph(breadth_sentence(source.lang), "quiet")]
    return Section(
        "ranking", "Classement des clusters" if fr else "Ranking of clusters", tuple(parts), source.basis()
    )


def ranking_table(source: ReportSource) -> Table:
    """The table of `alignment score`, with the way to each cluster's sheet."""
    score = source.score
    table = next(t for t in score_document(score, source.data_set, source.lang).tables() if t.key == "clusters")
    explained = {"alignment", "regional", "european", "articulation", "mandate_srdeii", "mandate_s3"}
    columns = [index for index, column in enumerate(table.columns) if column.key in explained]
    rows = tuple(
        replace(
            row,
            anchor=f"rank-{covered.cluster.id}",
            links={1: cluster_anchor(covered.cluster)} | dict.fromkeys(columns, cluster_anchor(covered.cluster)),
        )
        for row, covered in zip(table.rows, score.clusters, strict=True)
    )
    return replace(table, key=RANKING, rows=rows)


def matrix(source: ReportSource) -> Section:
    """For each framework: the heat map of coverages, and what its columns are."""
    fr = source.fr
    touched = words.number(source.data.method.significant * 100, source.lang)
    parts: list[Part] = [
        Paragraph(
            "Chaque case est la couverture d’une priorité par un cluster, en pour cent\u00a0: 100 quand une action lui est "
            f"dédiée, {touched} au plus quand elle n’est servie qu’au passage, rien quand aucune action ne la sert."
            if fr
            else "Each cell is the coverage of a priority by a cluster, in percent: 100 when an action is dedicated to it, "
            f"{touched} at most when it is only served on the way, nothing when no action serves it.",
            "quiet",
        )
    ]
    for each in source.score.frameworks:
        if each.framework.leaves and source.score.clusters:
            parts += [_heat_map(source, each), _key(source, each)]
    return Section(
        "matrix",
        "Qui sert quelle priorité" if fr else "Who serves which priority",
        tuple(parts),
        source.basis(cursor=False),
    )


def _heat_map(source: ReportSource, each: FrameworkScore) -> Figure:
    framework, fr = each.framework, source.fr
    covered = source.score.clusters
    name = short(framework.id)
    cells = tuple(
        tuple(_coverage(c.frameworks[framework.id].by_leaf.get(leaf.id)) for leaf in framework.leaves)
        for c in covered
    )
    served = sum(any(row[index] for row in cells) for index in range(len(framework.leaves)))
    weightless = (
        "" if each.weight else (" (sans poids dans l’alignement)" if fr else " (without weight in the alignment)")
    )
    leaves = words.count(len(framework.leaves), *words.PRIORITIES, source.lang)
    clusters = words.count(len(covered), *words.CLUSTERS, source.lang)
    return Figure(
        f"matrix-{framework.id}",
        f"{name}{weightless}",
        f"Carte de chaleur{SPACE}: {clusters} en lignes, {leaves} en colonnes, dont {served} servies par un cluster au moins. "
        "Les mêmes chiffres sont dans les fiches des clusters."
        if fr
        else f"Heat map: {clusters} as rows, {leaves} as columns, {served} of them served by one cluster at least. "
        "The same figures stand in the sheets of the clusters.",
        HeatMap(
            tuple(c.cluster.placed.roadmap.name for c in covered),
            tuple(leaf.title for leaf in framework.leaves),
            cells,
        ),
    )


def _coverage(value: Fraction | None) -> Fraction:
    return value or Fraction(0)


def _key(source: ReportSource, each: FrameworkScore) -> Table:
    """The columns of the heat map: priorities by number, with their figures over all clusters."""
    framework, fr = each.framework, source.fr
    rows = tuple(
        Row(
            (
                number,
                priority.leaf.title,
                priority.leaf.weight,
                priority.coverage,
                priority.state,
                priority.delivered,
                len(priority.contributors),
                priority.effective_contributors,
            ),
            anchor=priority_anchor(framework.id, priority.leaf.id),
        )
        for number, priority in enumerate(
            (p for p in source.score.priorities if p.framework is framework), start=1
        )
    )
    return Table(
        f"priorities-{framework.id}",
        f"{short(framework.id)}{words.SPACE if fr else ''}: {'les priorités' if fr else 'the priorities'}",
        (
            Column("number", "N°" if fr else "No.", "count"),
            Column("priority", "Priorité" if fr else "Priority"),
            Column("weight", "Poids" if fr else "Weight", "share"),
            Column("coverage", "Couverture" if fr else "Coverage", "share", decimals=0),
            Column("state", "État" if fr else "State", "state"),
            Column("delivered", "Réalisé" if fr else "Delivered", "share", decimals=0),
            Column("clusters", "Clusters", "count"),
            Column(
                "effective_contributors",
                "Contributeurs\neffectifs" if fr else "Effective\ncontributors",
                "number",
            ),
        ),
        rows,
    )
