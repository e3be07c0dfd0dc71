"""The tables of `alignment allocate`: what is chosen, what it covers, what is left out, what remains. Method, section 8."""

from __future__ import annotations

from fractions import Fraction

from alignment.kernel.bilingual import Lang
from alignment.plan.answer import Allocation
from alignment.report.content.allocate_words import why_not, why_uncovered
from alignment.report.document import Cell, Column, Row, Table
from alignment.report.words import framework_name as short

FOLD_UNCOVERED, FOLD_LEFT = 8, 20


def chosen_table(allocation: Allocation, lang: Lang) -> Table:
    """The chosen actions, each with what it adds alone and in the set."""
    assert allocation.best is not None
    fr = lang == "fr"
    best = allocation.best.funded
    partial = allocation.asked.partial
    rows = []
    for index, share in sorted(best.choice.items()):
        proposal = allocation.situation.proposals[index]
        cells: list[Cell] = [
            proposal.action.title,
            proposal.cluster.placed.roadmap.name,
            int(proposal.cost * share),
            allocation.before.gain(proposal) * 100,
            best.loss(index) * 100,
            _standing(allocation, index, lang),
            proposal.ref,
        ]
        if partial:
            cells.insert(3, share)
        rows.append(Row(tuple(cells)))
    columns = [
        Column("title", "Action"),
        Column("cluster", "Cluster"),
        Column("cost", "Région" if fr else "Region", "money"),
        Column("alone_points", "Seule,\npoints" if fr else "Alone,\npoints", "number"),
        Column("in_set_points", "Dans le\nchoix" if fr else "In the\nset", "number"),
        Column("standing", "Rôle" if fr else "Role"),
        Column("action", "Identifiant" if fr else "Identifier", wide=True),
    ]
    if partial:
        columns.insert(3, Column("share", "Part" if fr else "Share", "share", decimals=0))
    columns, rows = _without_empty(columns, rows, "standing")
    note = (
        "Seule\u00a0: ce que l’action ajouterait à la situation d’aujourd’hui. Dans le choix\u00a0: ce que le choix perdrait sans elle. "
        "Deux actions qui se complètent ou se recouvrent ne s’additionnent pas."
        if fr
        else "Alone: what the action would add to today’s situation. In the set: what the choice would lose without it. "
        "Actions that complete or overlap each other do not add up."
    )
    return Table(
        "chosen",
        "Actions retenues" if fr else "Chosen actions",
        tuple(columns),
        tuple(rows),
        note=note if rows else None,
        empty="Aucune." if fr else "None.",
    )


def _without_empty(columns: list[Column], rows: list[Row], key: str) -> tuple[list[Column], list[Row]]:
    """The table without a column of words that no row fills."""
    place = next(i for i, column in enumerate(columns) if column.key == key)
    if any(row.cells[place] for row in rows):
        return columns, rows
    return (
        columns[:place] + columns[place + 1 :],
        [Row(row.cells[:place] + row.cells[place + 1 :]) for row in rows],
    )


def _standing(allocation: Allocation, index: int, lang: Lang) -> str:
    """What is special about a chosen action: asked for, in every equal choice, chosen whatever the cursor."""
    fr = lang == "fr"
    found = []
    if any(demand.kind == "keep" and index in demand.shares for demand in allocation.asked.demands):
        found.append("demandée" if fr else "asked for")
    equal = allocation.equal
    if equal and len(equal.choices) > 1:
        if index in equal.core:
            found.append("noyau" if fr else "core")
        else:
            found.append("remplaçable" if fr else "replaceable")
    if allocation.cursor and index in allocation.cursor.core:
        found.append("quel que soit le curseur" if fr else "whatever the cursor")
    return ", ".join(found)


def coverage_table(allocation: Allocation, lang: Lang) -> Table:
    """Coverage before and after, axis by axis, of every framework that weighs."""
    assert allocation.best is not None
    fr = lang == "fr"
    situation, before, after = allocation.situation, allocation.before.coverage, allocation.best.funded.coverage
    rows = []
    for framework in situation.setting.frameworks:
        if not situation.setting.omega(framework):
            continue
        places = [i for i, priority in enumerate(situation.priorities) if priority.framework is framework]
        by_axis: dict[str, list[int]] = {}
        for place in places:
            by_axis.setdefault(situation.priorities[place].leaf.axis, []).append(place)

        def row(name: str, some: list[int], depth: int = 0) -> Row:
            weights = [situation.priorities[place].leaf.weight for place in some]
            total = sum(weights, Fraction(0))
            was, now = (
                sum((w * c[p] for w, p in zip(weights, some, strict=True)), Fraction(0)) / total
                for c in (before, after)
            )
            return Row((name, was, now, (now - was) * 100, now), depth=depth, strong=not depth)

        rows.append(row(short(framework.id), places))
        rows += [row(framework.text.nodes[axis].node.title, some, 1) for axis, some in by_axis.items()]
    return Table(
        "coverage",
        "Couverture de la région, avant et après" if fr else "Coverage of the region, before and after",
        (
            Column("axis", "Axe ou priorité" if fr else "Axis or priority"),
            Column("before", "Avant" if fr else "Before", "share"),
            Column("after", "Après" if fr else "After", "share"),
            Column("gain_points", "Points", "number"),
            Column("bar", "", "bar"),
        ),
        tuple(rows),
    )


def left_out_table(allocation: Allocation, lang: Lang) -> Table:
    """The other proposed actions, each with the reason why."""
    fr = lang == "fr"
    rows = [
        Row(
            (
                each.proposal.action.title,
                each.proposal.cluster.placed.roadmap.name,
                each.proposal.cost if each.why != "unknown-budget" else None,
                each.beside * 100,
                why_not(each, allocation.situation, lang),
                each.proposal.ref,
            )
        )
        for each in allocation.left_out
    ]
    return Table(
        "not_chosen",
        "Actions proposées non retenues" if fr else "Proposed actions not chosen",
        (
            Column("title", "Action"),
            Column("cluster", "Cluster"),
            Column("cost", "Région" if fr else "Region", "money"),
            Column("adds_points", "Ajou-\nterait" if fr else "Would\nadd", "number"),
            Column("why", "Pourquoi" if fr else "Why"),
            Column("action", "Identifiant" if fr else "Identifier", wide=True),
        ),
        tuple(rows),
        note=(
            "Ajouterait\u00a0: points de couverture en plus de ce qui est retenu."
            if fr
            else "Would add: points of coverage on top of what is chosen."
        )
        if rows
        else None,
        fold=FOLD_LEFT,
    )


def uncovered_table(allocation: Allocation, lang: Lang) -> Table:
    """The priorities that remain partly uncovered, each with the reason why."""
    fr = lang == "fr"
    coverage = (allocation.best.funded if allocation.best else allocation.before).coverage
    rows = []
    for each in allocation.uncovered:
        priority = allocation.situation.priorities[each.leaf]
        rows.append(
            Row(
                (
                    f"{short(priority.framework.id)} · {priority.leaf.title}",
                    coverage[each.leaf],
                    each.missing * 100,
                    why_uncovered(each, lang),
                    priority.ref,
                )
            )
        )
    return Table(
        "uncovered",
        "Ce qui reste à couvrir" if fr else "What remains to be covered",
        (
            Column("priority", "Priorité" if fr else "Priority"),
            Column("coverage", "Couver-\nture" if fr else "Cover-\nage", "share", decimals=0),
            Column("missing_points", "Manque,\npoints" if fr else "Missing,\npoints", "number"),
            Column("why", "Pourquoi" if fr else "Why"),
            Column("ref", "Identifiant" if fr else "Identifier", wide=True),
        ),
        tuple(rows),
        empty="Tout est couvert." if fr else "Everything is covered.",
        fold=FOLD_UNCOVERED,
    )
