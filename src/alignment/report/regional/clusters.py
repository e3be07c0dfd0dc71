"""One sheet for each cluster: who it is, how it scores and why, what it does, with what money and what measure."""

from __future__ import annotations

from collections.abc import Iterator

from alignment.report import words
from alignment.report.document import Column, Paragraph, Row, Table
from alignment.report.regional.source import ReportSource, cluster_anchor, priority_anchor
from alignment.report.regional.value import Facts, KeyFigure, KeyFigures, Part, Section
from alignment.report.words import SPACE
from alignment.report.words import framework_name as short
from alignment.score.coverage import ClusterCoverage
from alignment.score.framework import WeightedFramework
from alignment.score.setting import ScoredAction, ScoredCluster


def clusters(source: ReportSource) -> Section:
    """The sheets, in order of rank."""
    fr = source.fr
    sheets = tuple(_sheet(source, covered) for covered in source.score.clusters)
    parts: tuple[Part, ...] = ()
    if not sheets:
        parts = (
            Paragraph(
                "Aucun cluster n’est décrit pour cette région."
                if fr
                else "No cluster is described for this region."
            ),
        )
    return Section("clusters", "Fiches des clusters" if fr else "Sheets of the clusters", parts, "", sheets)


def _sheet(source: ReportSource, covered: ClusterCoverage) -> Section:
    key = cluster_anchor(covered.cluster)
    parts: list[Part] = [
        Facts(tuple(_identity(source, covered.cluster))),
        _figures(source, covered, key),
        _by_framework(source, covered, key),
        *(_served(source, covered, framework, key) for framework in source.score.setting.frameworks),
        _actions(source, covered.cluster, key),
        *_money(source, covered.cluster, key),
        *_indicators(source, covered.cluster, key),
    ]
    return Section(key, covered.cluster.placed.roadmap.name, tuple(parts), _basis(source, covered.cluster))


def _basis(source: ReportSource, cluster: ScoredCluster) -> str:
    provenance = words.PROVENANCE[cluster.placed.roadmap.provenance].to(source.lang)
    file = cluster.placed.file
    return (
        f"Fichier {file}, feuille de route {provenance}." if source.fr else f"File {file}, roadmap {provenance}."
    )


def _identity(source: ReportSource, cluster: ScoredCluster) -> Iterator[tuple[str, str]]:
    fr, lang = source.fr, source.lang
    placed = cluster.placed
    roadmap = placed.roadmap
    names = [source.data.regions[r].name if r in source.data.regions else r for r in placed.regions]
    yield "Type", words.TYPE[roadmap.type].to(lang)
    yield (
        ("Régions" if len(names) > 1 else "Région") if fr else ("Regions" if len(names) > 1 else "Region"),
        ", ".join(names),
    )
    if roadmap.period:
        yield "Feuille de route" if fr else "Roadmap", f"{roadmap.period.start.year}-{roadmap.period.end.year}"
    yield "Provenance", words.PROVENANCE[roadmap.provenance].to(lang)
    if roadmap.members is not None:
        yield "Membres" if fr else "Members", words.number(roadmap.members, lang)
    if roadmap.labels:
        yield "Labels", ", ".join(roadmap.labels)
    if roadmap.website:
        yield "Site", roadmap.website
    mandate = [
        f"{short(framework.id)} · {framework.text.nodes[node].node.title}"
        for framework in source.score.setting.frameworks
        for node in cluster.mandate.get(framework.id, ())
    ]
    yield "Mandat" if fr else "Mandate", "\n".join(mandate) or ("non renseigné" if fr else "not given")


def _figures(source: ReportSource, covered: ClusterCoverage, key: str) -> KeyFigures:
    score, lang, fr = source.score, source.lang, source.fr
    purse = score.funding.by_cluster[covered.cluster.id]
    ranked = f"{'sur' if fr else 'of'} {len(score.clusters)}"
    counting = words.count(len(covered.cluster.counting), *words.ACTIONS, lang)
    figures = [
        KeyFigure(
            f"{key}_rank", "Rang" if fr else "Rank", score.ranks[covered.cluster.id], "count", ranked, "ranking"
        ),
        KeyFigure(
            f"{key}_alignment",
            "Alignement" if fr else "Alignment",
            covered.alignment,
            "share",
            _blend(source),
            "method-4",
        ),
        KeyFigure(
            f"{key}_regional",
            "SRDEII",
            covered.regional,
            "share",
            "couverture du schéma" if fr else "coverage of the scheme",
            f"{key}_in_srdeii",
        ),
    ]
    if covered.european is not None:
        figures.append(
            KeyFigure(f"{key}_european", "Europe", covered.european, "share", _european(source), "method-4")
        )
        figures.append(
            KeyFigure(
                f"{key}_articulation",
                "Articulation",
                covered.articulation,
                "share",
                f"{'sur' if fr else 'over'} {counting}",
                "method-3",
                0,
            )
        )
    known = f"{purse.known} {'sur' if fr else 'of'} {counting}"
    figures.append(
        KeyFigure(f"{key}_money", "Argent connu" if fr else "Known money", purse.total, "money", known, "method-7")
    )
    return KeyFigures(tuple(figures))


def _blend(source: ReportSource) -> str:
    if not source.score.setting.has_european_side:
        return "du SRDEII seul" if source.fr else "with the SRDEII alone"
    share = words.share(source.score.setting.cursor, source.lang, 0)
    return f"curseur à {share}" if source.fr else f"cursor at {share}"


def _european(source: ReportSource) -> str:
    weighed = [each for each in source.score.frameworks if each.framework.side == "european" and each.weight]
    if len(weighed) == 1:
        name = short(weighed[0].framework.id)
        return f"couverture, {name}" if source.fr else f"coverage, {name}"
    return words.listing(
        [f"{short(e.framework.id)} {words.share(e.weight, source.lang, 0)}" for e in weighed], source.lang
    )


def _by_framework(source: ReportSource, covered: ClusterCoverage, key: str) -> Table:
    fr = source.fr
    rows = tuple(
        Row(
            (short(name), each.coverage, each.mandate_coverage, each.focus, each.delivered),
            links={0: f"{key}_in_{name}"} if each.cells else {},
        )
        for name, each in covered.frameworks.items()
    )
    return Table(
        f"{key}_frameworks",
        "Scores par cadre" if fr else "Scores by framework",
        (
            Column("framework", "Cadre" if fr else "Framework"),
            Column("coverage", "Couverture" if fr else "Coverage", "share"),
            Column("mandate_coverage", "Mandat" if fr else "Mandate", "share"),
            Column("focus", "Ciblage" if fr else "Focus", "share"),
            Column("delivered", "Réalisé" if fr else "Delivered", "share"),
        ),
        rows,
    )


def _served(source: ReportSource, covered: ClusterCoverage, framework: WeightedFramework, key: str) -> Table:
    """Where a coverage comes from: the priorities served, and the best action for each."""
    fr = source.fr
    cells = covered.frameworks[framework.id].cells
    actions = {scored.action.id: scored.action.title for scored in covered.cluster.actions}
    rows = tuple(
        Row(
            (leaf.title, leaf.weight, cell.coverage, actions[cell.best_action], cell.depth, cell.delivered),
            links={0: priority_anchor(framework.id, leaf.id), 3: f"{key}_action_{cell.best_action}"},
        )
        for leaf in framework.leaves
        if (cell := cells.get(leaf.id)) is not None
    )
    name = short(framework.id)
    return Table(
        f"{key}_in_{framework.id}",
        f"{name}{SPACE}: priorités servies" if fr else f"{name}: priorities served",
        (
            Column("priority", "Priorité" if fr else "Priority"),
            Column("weight", "Poids" if fr else "Weight", "share"),
            Column("coverage", "Couverture" if fr else "Coverage", "share", decimals=0),
            Column("best_action", "Par son action" if fr else "By its action"),
            Column("depth", "Profondeur" if fr else "Depth", "number", decimals=2),
            Column("delivered", "Réalisé" if fr else "Delivered", "share", decimals=0),
        ),
        rows,
        empty=f"{name}{SPACE}: aucune action ne sert ce cadre."
        if fr
        else f"{name}: no action serves this framework.",
    )


def _actions(source: ReportSource, cluster: ScoredCluster, key: str) -> Table:
    fr, lang = source.fr, source.lang
    rows = tuple(
        Row(
            (
                scored.action.title + (f"\n{scored.action.description}" if scored.action.description else ""),
                words.STATUS[scored.action.status].to(lang) + _when(scored),
                contributions(source, scored),
                scored.action.budget_cents,
            ),
            anchor=f"{key}_action_{scored.action.id}",
        )
        for scored in cluster.actions
    )
    return Table(
        f"{key}_actions",
        "Actions et contributions" if fr else "Actions and contributions",
        (
            Column("action", "Action"),
            Column("status", "Avancement" if fr else "Status"),
            Column("contributions", "Contributions"),
            Column("budget", "Budget connu" if fr else "Known budget", "money"),
        ),
        rows,
        empty="Aucune action n’est décrite." if fr else "No action is described.",
    )


def _when(scored: ScoredAction) -> str:
    period = scored.action.period
    return f"\n{period.start.year}-{period.end.year}" if period else ""


def contributions(source: ReportSource, scored: ScoredAction) -> str:
    """What an action declares here, one line for each node that scores keep: framework, title, level."""
    lines = []
    for framework in source.score.setting.frameworks:
        for node, level in scored.claim(framework.id).levels.items():
            title = framework.text.nodes[node].node.title
            lines.append(f"{short(framework.id)} · {title} ({words.LEVEL[level].to(source.lang)})")
    return "\n".join(lines) or ("aucune dans ces cadres" if source.fr else "none in these frameworks")


def _money(source: ReportSource, cluster: ScoredCluster, key: str) -> list[Part]:
    """Who pays for this cluster, where a budget is known."""
    fr = source.fr
    purse = source.score.funding.by_cluster[cluster.id]
    if purse.total is None:
        return []
    rows = [
        Row((name.to(source.lang), purse.secured.get(pot, 0), purse.unsecured.get(pot, 0)))
        for pot, name in words.SOURCE.items()
        if pot in purse.secured or pot in purse.unsecured
    ]
    rows.append(Row(("Total", sum(purse.secured.values()), sum(purse.unsecured.values())), total=True))
    return [
        Table(
            f"{key}_money",
            "Qui paie" if fr else "Who pays",
            (
                Column("source", "Source"),
                Column("secured", "Acquis" if fr else "Secured", "money"),
                Column("unsecured", "Non acquis" if fr else "Not secured", "money"),
            ),
            tuple(rows),
        )
    ]


def _indicators(source: ReportSource, cluster: ScoredCluster, key: str) -> list[Part]:
    fr = source.fr
    rows = tuple(
        Row(
            (
                indicator.title or indicator.id or "–",
                scored.action.title,
                indicator.baseline,
                indicator.value,
                indicator.target,
                indicator.unit,
            )
        )
        for scored in cluster.actions
        for indicator in scored.action.indicators
    )
    if not rows:
        return []
    return [
        Table(
            f"{key}_indicators",
            "Indicateurs" if fr else "Indicators",
            (
                Column("indicator", "Indicateur" if fr else "Indicator"),
                Column("action", "Action"),
                Column("baseline", "Départ" if fr else "Baseline", "number", decimals=2),
                Column("value", "Valeur" if fr else "Value", "number", decimals=2),
                Column("target", "Cible" if fr else "Target", "number", decimals=2),
                Column("unit", "Unité" if fr else "Unit"),
            ),
            rows,
        )
    ]
