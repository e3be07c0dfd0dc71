"""`alignment gaps`: which priorities are left aside, who serves the others, and what it would take."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from fractions import Fraction
from math import ceil

from alignment.kernel.bilingual import Bilingual, Lang
from alignment.report import words
from alignment.report.content.gaps_data import Weighed, contributors_sheet, gaps_v1, priorities_sheet
from alignment.report.content.score import basis_note, cautions, scope
from alignment.report.document import Block, Cell, Column, Document, Paragraph, Row, Table
from alignment.report.words import framework_name as short
from alignment.score.framework import WeightedFramework
from alignment.score.portfolio import PriorityScore, State
from alignment.score.region import RegionScore

FOLD = 12
MOST_NAMED = 3


def gaps_document(
    score: RegionScore,
    data_set: str,
    lang: Lang,
    below: Fraction | None = None,
    alone: WeightedFramework | None = None,
) -> Document:
    """The priorities by severity, then each framework as a tree.

    `below` keeps the priorities covered below that share; `alone` keeps one framework, whose severities then stand
    without the cursor. Method, section 5.
    """
    fr = lang == "fr"
    region = score.setting.region
    weighed = _by_severity(score, below, alone)
    kept = {priority.ref: priority for priority, _ in weighed}
    shown = [alone] if alone else [each.framework for each in score.frameworks if each.weight]
    blocks: list[Block] = [
        *cautions(score, lang),
        _list(score, weighed, lang, below, alone),
        _signals(score, kept.values(), lang),
        *(_tree(score, framework, kept, lang) for framework in shown),
    ]
    left = [short(each.framework.id) for each in score.frameworks if each.framework not in shown]
    if left and alone is None:
        names = words.listing(left, lang)
        blocks.append(
            Paragraph(
                f"Sans poids dans l’alignement, donc non détaillé ici\u00a0: {names} (option --framework)."
                if fr
                else f"Without weight in the alignment, hence not detailed here: {names} (option --framework).",
                "quiet",
            )
        )
    return Document(
        f"{region.name} — " + ("priorités et lacunes" if fr else "priorities and gaps"),
        (*scope(score, data_set, lang), *_filters(below, alone, lang)),
        tuple(blocks),
        lang,
        gaps_v1(score, weighed, basis_note(score, data_set, lang), below, alone),
        (priorities_sheet(weighed), contributors_sheet(score, weighed)),
    )


def _by_severity(score: RegionScore, below: Fraction | None, alone: WeightedFramework | None) -> list[Weighed]:
    """Every priority that the filters keep, worst first, ties in file order."""
    chosen = [
        (priority, priority.severity * (1 if alone else score.setting.omega(priority.framework)))
        for priority in score.priorities
        if (alone is None or priority.framework is alone) and (below is None or priority.coverage < below)
    ]
    return sorted(chosen, key=lambda item: -item[1])


def _filters(below: Fraction | None, alone: WeightedFramework | None, lang: Lang) -> list[str]:
    lines = []
    if alone is not None:
        name = short(alone.id)
        lines.append(
            f"Cadre\u00a0: {name} seul, gravités sans le curseur"
            if lang == "fr"
            else f"Framework: {name} alone, severities without the cursor"
        )
    if below is not None:
        figure = words.share(below, lang)
        lines.append(
            f"Filtre\u00a0: priorités couvertes à moins de {figure}"
            if lang == "fr"
            else f"Filter: priorities covered below {figure}"
        )
    return lines


def _list(
    score: RegionScore, weighed: list[Weighed], lang: Lang, below: Fraction | None, alone: WeightedFramework | None
) -> Table:
    fr = lang == "fr"
    if alone is None:
        title = (
            "Lacunes par gravité (poids × part non couverte × poids du cadre selon le curseur)"
            if fr
            else "Gaps by severity (weight × share not covered × weight of the framework under the cursor)"
        )
    else:
        title = (
            "Lacunes par gravité (poids × part non couverte)"
            if fr
            else "Gaps by severity (weight × share not covered)"
        )
    if below is None:
        empty = "Toutes les priorités sont entièrement couvertes." if fr else "Every priority is fully covered."
    else:
        figure = words.share(below, lang)
        empty = (
            f"Aucune priorité couverte à moins de {figure}." if fr else f"No priority is covered below {figure}."
        )
    rows = tuple(
        Row(
            (
                _name(priority),
                priority.coverage,
                priority.state,
                severity,
                priority.missing,
                _served_by(score, priority, lang),
            )
        )
        for priority, severity in weighed
        if severity
    )
    return Table(
        "gaps",
        title,
        (
            Column("priority", "Priorité" if fr else "Priority"),
            Column("coverage", "Couv." if fr else "Cov.", "share", decimals=0),
            Column("state", "État" if fr else "State", "state"),
            Column("severity", "Gravité" if fr else "Severity", "share"),
            Column("missing", "Manque" if fr else "Missing", "number", decimals=2),
            Column("served_by", "Servie par" if fr else "Served by"),
        ),
        rows,
        note=_unit(weighed, lang) if rows else None,
        empty=empty,
        fold=FOLD,
    )


def _unit(weighed: list[Weighed], lang: Lang) -> str:
    """What « missing » counts, and its sum over the list."""
    lacking = [priority for priority, severity in weighed if severity]
    total = sum((priority.missing for priority in lacking), Fraction(0))
    actions = sum(ceil(priority.missing) for priority in lacking)
    if lang == "fr":
        return (
            "Manque\u00a0: ce qui sépare de la cible, compté en clusters pleinement engagés. 1 = un cluster de plus qui dédie "
            "une action à la priorité (contribution principale, la seule de l’action dans ce cadre)\u00a0; un cluster qui la sert "
            "déjà à 40\u00a0% n’ajouterait ainsi que 60\u00a0%. "
            f"En tout {words.number(total, lang, 2)}\u00a0: "
            + (
                "1\u00a0action dédiée d’un cluster qui ne sert pas encore la priorité y suffirait."
                if actions == 1
                else f"{words.number(actions, lang)}\u00a0actions dédiées de clusters qui ne servent pas encore ces priorités y suffiraient."
            )
        )
    return (
        "Missing: the distance to the target, counted in fully engaged clusters. 1 = one more cluster that dedicates an "
        "action to the priority (a principal contribution, the action’s only one in this framework); a cluster that "
        "already serves it at 40% would add only 60% that way. "
        f"In all {words.number(total, lang, 2)}: "
        + (
            "1\u00a0dedicated action of a cluster new to the priority would do."
            if actions == 1
            else f"{words.number(actions, lang)}\u00a0dedicated actions of clusters new to these priorities would do."
        )
    )


def _name(priority: PriorityScore) -> str:
    return f"{short(priority.framework.id)} · {priority.leaf.title}"


def _served_by(score: RegionScore, priority: PriorityScore, lang: Lang) -> str:
    """The clusters that serve a priority, most engaged first; where there is none, who examined it."""
    if not priority.contributors:
        return _nobody(score, priority, lang)
    names = score.setting.names
    ordered = sorted(priority.contributors, key=lambda item: -item[1])
    named = [f"{names[cluster]} {words.share(value, lang, 0)}" for cluster, value in ordered[:MOST_NAMED]]
    more = len(ordered) - len(named)
    if more:
        named.append(words.count(more, *words.nouns("autre", "more", en_many="more"), lang))
    return words.listing(named, lang)


def _nobody(score: RegionScore, priority: PriorityScore, lang: Lang) -> str:
    """Examined and not targeted is not the same as never examined."""
    fr = lang == "fr"
    examined = [
        cluster.placed.roadmap.name
        for cluster in score.setting.clusters
        if cluster.declines(priority.framework, priority.leaf.id)
    ]
    if not examined:
        return "personne" if fr else "nobody"
    named = examined if len(examined) <= MOST_NAMED else [words.count(len(examined), *words.CLUSTERS, lang)]
    listed = words.listing(named, lang)
    return (
        f"personne (examinée sans être visée par {listed})"
        if fr
        else f"nobody (examined, not targeted by {listed})"
    )


def _signals(score: RegionScore, kept: Iterable[PriorityScore], lang: Lang) -> Table:
    """Fragile and crowded priorities, with what makes them so."""
    fr = lang == "fr"
    wanted = {priority.ref for priority in kept if priority.flags}
    rows = tuple(
        Row((_name(priority), priority.coverage, words.FLAG[flag].to(lang), _reason(score, priority, flag, lang)))
        for flag in words.FLAG
        for priority in score.priorities
        if priority.ref in wanted and flag in priority.flags and score.setting.weight(priority.framework)
    )
    return Table(
        "signals",
        "Priorités fragiles ou très disputées" if fr else "Fragile or crowded priorities",
        (
            Column("priority", "Priorité" if fr else "Priority"),
            Column("coverage", "Couv." if fr else "Cov.", "share", decimals=0),
            Column("flag", "Signal" if fr else "Flag"),
            Column("reason", "Pourquoi" if fr else "Why"),
        ),
        rows,
        empty="Aucune priorité fragile ni très disputée." if fr else "No fragile or crowded priority.",
        fold=FOLD,
    )


def _reason(score: RegionScore, priority: PriorityScore, flag: str, lang: Lang) -> str:
    fr = lang == "fr"
    if flag == "fragile":
        cluster, value = max(priority.contributors, key=lambda item: item[1])
        share = words.share(value / priority.strength, lang, 0)
        name = score.setting.names[cluster]
        return f"repose à {share} sur {name}" if fr else f"{share} rests on {name}"
    strength = words.number(priority.strength, lang, 1)
    clusters = words.count(len(priority.contributors), *words.CLUSTERS, lang)
    target = words.number(priority.leaf.target, lang, 0 if priority.leaf.target.denominator == 1 else 1)
    return (
        f"{clusters}, soit {strength} pleinement engagés (cible {target})"
        if fr
        else f"{clusters}, that is {strength} fully engaged (target {target})"
    )


def _tree(score: RegionScore, framework: WeightedFramework, kept: dict[str, PriorityScore], lang: Lang) -> Table:
    """Axes and objectives with their coverage; branches that hold no kept priority are left out."""
    fr = lang == "fr"
    by_leaf = {p.leaf.id: p for p in score.priorities if p.framework is framework}
    coverage = {leaf: priority.coverage for leaf, priority in by_leaf.items()}
    rows = []
    for placed in framework.kept:
        leaves = framework.leaves_under([placed.node.id])
        inside = [by_leaf[leaf] for leaf in leaves if by_leaf[leaf].ref in kept]
        if not inside:
            continue
        leaf = by_leaf.get(placed.node.id)
        value = framework.mean(coverage, leaves)
        served = {cluster for each in leaves for cluster, _ in by_leaf[each].contributors}
        cells: tuple[Cell, ...] = (
            placed.node.title,
            value,
            value,
            leaf.state if leaf else "",
            words.listing([words.FLAG[flag].to(lang) for flag in leaf.flags], lang) if leaf else "",
            sum((framework.weights[each] for each in leaves), Fraction(0)),
            len(served),
        )
        rows.append(Row(cells, placed.depth - 1, leaf is None))
    whole = next(each for each in score.frameworks if each.framework is framework)
    return Table(
        f"tree-{framework.id}",
        f"{short(framework.id)}{words.colon(lang)} {_standing(whole.coverage, by_leaf.values(), lang)}",
        (
            Column("node", "Axe, objectif" if fr else "Axis, objective"),
            Column("bar", "", "bar"),
            Column("coverage", "Couv." if fr else "Cov.", "share", decimals=0),
            Column("state", "État" if fr else "State", "state"),
            Column("flag", "Signal" if fr else "Flag"),
            Column("weight", "Poids" if fr else "Weight", "share", wide=True),
            Column("clusters", "Clusters", "count", wide=True),
        ),
        tuple(rows),
        empty="Aucune priorité de ce cadre dans ce filtre."
        if fr
        else "No priority of this framework in the filter.",
    )


_STATES: dict[State, tuple[Bilingual, Bilingual]] = {
    "uncovered": words.nouns("non couverte", "uncovered", "non couvertes", "uncovered"),
    "gap": words.nouns("en lacune", "gap", "en lacune", "gaps"),
    "partial": words.nouns("partielle", "partial", "partielles", "partial"),
    "covered": words.nouns("couverte", "covered", "couvertes", "covered"),
}


def _standing(coverage: Fraction, priorities: Iterable[PriorityScore], lang: Lang) -> str:
    """The coverage of a framework and how many of its priorities are in each state."""
    counts = Counter(priority.state for priority in priorities)
    parts = [words.count(counts[state], *nouns, lang) for state, nouns in _STATES.items() if counts[state]]
    covered = words.share(coverage, lang)
    return f"{'couverture' if lang == 'fr' else 'coverage'} {covered} ({', '.join(parts)})"
