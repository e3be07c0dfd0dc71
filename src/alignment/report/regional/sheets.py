"""Flat tables for spreadsheets: every row of the report's data, one fact a cell, ids beside names."""

from __future__ import annotations

from collections.abc import Iterator

from alignment.plan.answer import Allocation
from alignment.report import words
from alignment.report.content.allocate_sheets import allocate_sheets, frontier_sheet
from alignment.report.document import Cell, Column, Row, Table
from alignment.report.regional.source import ReportSource
from alignment.report.regional.sources import sources_sheet
from alignment.score.portfolio import gaps


def sheets(source: ReportSource, funded: Allocation | None) -> tuple[Table, ...]:
    """Clusters, priorities, coverages, actions, contributions, budgets, the choice to fund, breakpoints, requirements, sources."""
    return (
        _clusters(source),
        _priorities(source),
        _coverages(source),
        _actions(source),
        _contributions(source),
        _budgets(source),
        *_funding(source, funded),
        _breakpoints(source),
        _requirements(source),
        sources_sheet(source),
    )


def _table(
    key: str, fr: str, en: str, source: ReportSource, columns: tuple[Column, ...], rows: Iterator[tuple[Cell, ...]]
) -> Table:
    return Table(key, fr if source.fr else en, columns, tuple(Row(cells) for cells in rows))


_CLUSTER = (Column("cluster_id", "cluster_id"), Column("cluster", "Cluster"))


def _clusters(source: ReportSource) -> Table:
    score, lang, fr = source.score, source.lang, source.fr
    frameworks = [each.framework.id for each in score.frameworks]

    def rows() -> Iterator[tuple[Cell, ...]]:
        for covered in score.clusters:
            roadmap = covered.cluster.placed.roadmap
            purse = score.funding.by_cluster[roadmap.id]
            found = [covered.frameworks[name] for name in frameworks]
            yield (
                roadmap.id,
                roadmap.name,
                words.TYPE[roadmap.type].to(lang),
                words.PROVENANCE[roadmap.provenance].to(lang),
                score.ranks[roadmap.id],
                covered.alignment,
                covered.regional,
                covered.european,
                covered.articulation,
                *(
                    value
                    for each in found
                    for value in (each.coverage, each.mandate_coverage, each.focus, each.delivered)
                ),
                len(covered.cluster.counting),
                purse.unknown,
                purse.total,
                purse.leverage,
            )

    by_framework = tuple(
        Column(f"{metric}_{name}".replace("-", "_"), f"{label.to(lang)} {words.framework_name(name)}", "share")
        for name in frameworks
        for metric, label in words.METRIC.items()
        if metric in ("coverage", "mandate_coverage", "focus", "delivered")
    )
    columns = (
        *_CLUSTER,
        Column("type", "Type"),
        Column("provenance", "Provenance"),
        Column("rank", "Rang" if fr else "Rank", "count"),
        Column("alignment", "Alignement" if fr else "Alignment", "share"),
        Column("regional", "SRDEII", "share"),
        Column("european", "Europe", "share"),
        Column("articulation", "Articulation", "share"),
        *by_framework,
        Column("actions", "Actions", "count"),
        Column("actions_without_budget", "Sans budget connu" if fr else "Without known budget", "count"),
        Column("budget", "Budget connu" if fr else "Known budget", "exact-money"),
        Column("leverage", "Levier" if fr else "Leverage", "number", decimals=2),
    )
    return _table("clusters", "Clusters", "Clusters", source, columns, rows())


def _priorities(source: ReportSource) -> Table:
    score, lang, fr = source.score, source.lang, source.fr
    weighed = {priority.ref: value for priority, value in gaps(score.setting, score.priorities)}

    def rows() -> Iterator[tuple[Cell, ...]]:
        for p in score.priorities:
            attribution = score.funding.by_framework[p.framework.id]
            yield (
                p.ref,
                words.framework_name(p.framework.id),
                p.leaf.title,
                p.leaf.weight,
                p.leaf.target,
                p.strength,
                p.coverage,
                p.delivered,
                p.state,
                ", ".join(words.FLAG[flag].to(lang) for flag in p.flags),
                len(p.contributors),
                p.effective_contributors,
                p.severity,
                weighed.get(p.ref, 0),
                attribution.by_leaf.get(p.leaf.id, 0),
                attribution.share(p.leaf.id),
            )

    columns = (
        Column("ref", "ref"),
        Column("framework", "Cadre" if fr else "Framework"),
        Column("priority", "Priorité" if fr else "Priority"),
        Column("weight", "Poids" if fr else "Weight", "share"),
        Column("target", "Cible" if fr else "Target", "number", decimals=2),
        Column("strength", "Force" if fr else "Strength", "number", decimals=2),
        Column("coverage", "Couverture" if fr else "Coverage", "share"),
        Column("delivered", "Réalisé" if fr else "Delivered", "share"),
        Column("state", "État" if fr else "State", "state"),
        Column("flags", "Signaux" if fr else "Flags"),
        Column("clusters", "Clusters", "count"),
        Column(
            "effective_contributors",
            "Contributeurs effectifs" if fr else "Effective contributors",
            "number",
            decimals=2,
        ),
        Column("severity", "Gravité" if fr else "Severity", "share"),
        Column("weighed_severity", "Gravité selon le curseur" if fr else "Severity under the cursor", "share"),
        Column("attributed", "Argent attribué" if fr else "Money attributed", "exact-money"),
        Column("funding_share", "Part de l’argent" if fr else "Share of the money", "share"),
    )
    return _table("priorities", "Priorités", "Priorities", source, columns, rows())


def _coverages(source: ReportSource) -> Table:
    fr = source.fr

    def rows() -> Iterator[tuple[Cell, ...]]:
        for covered in source.score.clusters:
            roadmap = covered.cluster.placed.roadmap
            for framework in source.score.setting.frameworks:
                found = covered.frameworks[framework.id].cells
                for leaf in framework.leaves:
                    if cell := found.get(leaf.id):
                        yield (
                            roadmap.id,
                            roadmap.name,
                            f"{framework.id}:{leaf.id}",
                            leaf.title,
                            cell.coverage,
                            cell.depth,
                            cell.delivered,
                            cell.best_action,
                        )

    columns = (
        *_CLUSTER,
        Column("ref", "ref"),
        Column("priority", "Priorité" if fr else "Priority"),
        Column("coverage", "Couverture" if fr else "Coverage", "share"),
        Column("depth", "Profondeur" if fr else "Depth", "number", decimals=2),
        Column("delivered", "Réalisé" if fr else "Delivered", "share"),
        Column("best_action", "Meilleure action" if fr else "Best action"),
    )
    return _table("coverages", "Couvertures", "Coverages", source, columns, rows())


def _actions(source: ReportSource) -> Table:
    lang, fr = source.lang, source.fr

    def rows() -> Iterator[tuple[Cell, ...]]:
        for cluster in source.score.setting.clusters:
            for scored in cluster.actions:
                action = scored.action
                yield (
                    cluster.id,
                    cluster.placed.roadmap.name,
                    action.id,
                    action.title,
                    words.STATUS[action.status].to(lang),
                    action.counts,
                    action.progress,
                    action.period.start.isoformat() if action.period else None,
                    action.period.end.isoformat() if action.period else None,
                    action.budget_cents,
                )

    columns = (
        *_CLUSTER,
        Column("action_id", "action_id"),
        Column("action", "Action"),
        Column("status", "Avancement" if fr else "Status"),
        Column("counts", "Compte" if fr else "Counts", "count"),
        Column("progress", "Part réalisée" if fr else "Progress", "share"),
        Column("start", "Début" if fr else "Start"),
        Column("end", "Fin" if fr else "End"),
        Column("budget", "Budget connu" if fr else "Known budget", "exact-money"),
    )
    return _table("actions", "Actions", "Actions", source, columns, rows())


def _contributions(source: ReportSource) -> Table:
    lang, fr = source.lang, source.fr

    def rows() -> Iterator[tuple[Cell, ...]]:
        for cluster in source.score.setting.clusters:
            for scored in cluster.actions:
                for framework in source.score.setting.frameworks:
                    for node, level in scored.claim(framework.id).levels.items():
                        title = framework.text.nodes[node].node.title
                        yield (
                            cluster.id,
                            scored.action.id,
                            f"{framework.id}:{node}",
                            title,
                            words.LEVEL[level].to(lang),
                        )

    columns = (
        Column("cluster_id", "cluster_id"),
        Column("action_id", "action_id"),
        Column("ref", "ref"),
        Column("node", "Axe ou priorité" if fr else "Axis or priority"),
        Column("level", "Niveau" if fr else "Level"),
    )
    return _table("contributions", "Contributions", "Contributions", source, columns, rows())


def _budgets(source: ReportSource) -> Table:
    lang, fr = source.lang, source.fr

    def rows() -> Iterator[tuple[Cell, ...]]:
        for cluster in source.score.setting.clusters:
            for scored in cluster.actions:
                for line in scored.action.budget:
                    yield (
                        cluster.id,
                        scored.action.id,
                        scored.action.counts,
                        words.SOURCE[line.source].to(lang),
                        line.amount,
                        line.secured,
                    )

    columns = (
        Column("cluster_id", "cluster_id"),
        Column("action_id", "action_id"),
        Column("counts", "Compte" if fr else "Counts", "count"),
        Column("source", "Source"),
        Column("amount", "Montant" if fr else "Amount", "exact-money"),
        Column("secured", "Acquis" if fr else "Secured", "count"),
    )
    return _table("budgets", "Budgets", "Budgets", source, columns, rows())


def _funding(source: ReportSource, funded: Allocation | None) -> tuple[Table, ...]:
    """The tables of `alignment allocate` that have rows; without an envelope nothing is chosen, and steps alone are told."""
    if funded is None:
        return ()
    found = (
        allocate_sheets(funded, source.lang)
        if funded.asked.envelope is not None
        else (frontier_sheet(funded, source.lang),)
    )
    return tuple(table for table in found if table.rows)


def _breakpoints(source: ReportSource) -> Table:
    fr = source.fr
    columns = (
        Column("cursor", "Curseur" if fr else "Cursor", "share", decimals=3),
        Column("one", "Cluster"),
        Column("other", "Échange avec" if fr else "Swaps with"),
    )
    found = source.score.cursor.breakpoints
    return _table(
        "breakpoints",
        "Points de bascule",
        "Breakpoints",
        source,
        columns,
        ((b.cursor, *b.clusters) for b in found),
    )


def _requirements(source: ReportSource) -> Table:
    lang, fr = source.lang, source.fr

    def rows() -> Iterator[tuple[Cell, ...]]:
        for judgement in source.score.requirements:
            requirement = judgement.requirement
            least = requirement.at_least is not None
            yield (
                requirement.id,
                requirement.title or requirement.id,
                judgement.cluster,
                words.METRIC[requirement.metric].to(lang),
                ("au moins" if fr else "at least") if least else ("au plus" if fr else "at most"),
                requirement.bound,
                judgement.value,
                judgement.met,
            )

    columns = (
        Column("requirement_id", "requirement_id"),
        Column("requirement", "Exigence" if fr else "Requirement"),
        Column("cluster_id", "cluster_id"),
        Column("metric", "Mesure" if fr else "Metric"),
        Column("direction", "Sens" if fr else "Direction"),
        Column("bound", "Seuil" if fr else "Bound", "number", decimals=2),
        Column("value", "Valeur" if fr else "Value", "number", decimals=3),
        Column("met", "Respectée" if fr else "Met", "count"),
    )
    return _table("requirements", "Exigences", "Requirements", source, columns, rows())
