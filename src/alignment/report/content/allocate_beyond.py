"""Around the choice of `alignment allocate`: its equals, more money, the frontier, the cursor. Method, section 8."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from alignment.kernel.bilingual import Lang
from alignment.plan.along_cursor import AlongCursor
from alignment.plan.answer import MOST_AT_ONCE, Allocation
from alignment.plan.frontier import Frontier, Point, concave_hull, slope, steps
from alignment.report import words
from alignment.report.content.allocate_words import euros, points
from alignment.report.document import Block, Column, Items, Paragraph, Plot, Row, Table
from alignment.report.words import SPACE

MOST_EQUALS_SHOWN = 8
HUNDRED_THOUSAND = 100_000
KILO = 100_000
"""Cents in a thousand euros."""
FOLD_FRONTIER = 12


def beyond_blocks(allocation: Allocation, lang: Lang) -> list[Block]:
    """What surrounds a choice."""
    blocks = [*_equals(allocation, lang), *_more_money(allocation, lang)]
    if allocation.is_brief:
        blocks.append(Paragraph(_brief(allocation, lang), "quiet"))
    if allocation.frontier and len(allocation.frontier.points) > 1:
        blocks += frontier_blocks(allocation, allocation.frontier, lang)
    return [*blocks, *_cursor(allocation, lang)]


def _titles(indexes: Iterable[int], allocation: Allocation, lang: Lang) -> str:
    titles = [words.quoted(allocation.situation.proposals[index].action.title, lang) for index in sorted(indexes)]
    return words.listing(titles, lang) or ("rien" if lang == "fr" else "nothing")


def _equals(allocation: Allocation, lang: Lang) -> list[Block]:
    fr = lang == "fr"
    equal = allocation.equal
    if equal is None:
        return []
    others = equal.choices[1:]
    if not others:
        return [
            Paragraph(
                "Aucun autre choix ne couvre autant pour aussi peu."
                if fr
                else "No other choice covers as much for as little."
            )
        ]
    best = equal.choices[0]
    items = []
    for choice in others[:MOST_EQUALS_SHOWN]:
        instead = _titles(best - choice, allocation, lang)
        taken = _titles(choice - best, allocation, lang)
        items.append(f"{taken} au lieu de {instead}" if fr else f"{taken} instead of {instead}")
    if len(others) > MOST_EQUALS_SHOWN:
        more = len(others) - MOST_EQUALS_SHOWN
        items.append(f"et {more} autres" if fr else f"and {more} more")
    counted = (
        str(len(others)) if equal.complete else (f"plus de {len(others)}" if fr else f"more than {len(others)}")
    )
    title = (
        f"Choix aussi bons, pour la même couverture et le même coût\u00a0: {counted}"
        if fr
        else f"Choices as good, of the same coverage and cost: {counted}"
    )
    core = _titles(equal.core, allocation, lang)
    sentence = (
        f"Noyau commun à tous\u00a0: {core}. Sans l’une de ces actions, on couvre moins ou on paie plus."
        if fr
        else f"Core common to all: {core}. Without any one of these, less is covered or more is paid."
    )
    if not equal.core:
        sentence = "Aucune action n’est commune à tous." if fr else "No action is common to all."
    return [Items(title, tuple(items)), Paragraph(sentence)]


def _more_money(allocation: Allocation, lang: Lang) -> list[Block]:
    fr = lang == "fr"
    parts = []
    if allocation.euro is not None:
        gain = points(allocation.euro * HUNDRED_THOUSAND, lang, 2, signed=False)
        amount = euros(HUNDRED_THOUSAND * 100, lang)
        parts.append(
            f"Un euro de plus\u00a0: environ {gain} pour {amount} de plus (estimation, comme si les actions pouvaient être découpées)."
            if fr
            else f"One more euro: about {gain} for {amount} more (an estimate, as if actions could be cut at will)."
        )
    if allocation.step is not None and allocation.best is not None:
        parts.append(_step(allocation, allocation.step, lang))
    elif allocation.frontier is not None and not allocation.asked.partial:
        parts.append(
            "Plus d’argent n’y changerait rien\u00a0: aucun choix ne couvre davantage."
            if fr
            else "More money would change nothing: no choice covers more."
        )
    return [Paragraph(" ".join(parts))] if parts else []


def _step(allocation: Allocation, step: Point, lang: Lang) -> str:
    assert allocation.best is not None
    fr = lang == "fr"
    best = frozenset(allocation.best.funded.choice)
    chosen = frozenset(step.funded.choice)
    budget = allocation.asked.envelope if allocation.asked.envelope is not None else allocation.cost
    extra = euros(step.cost - budget, lang)
    gain = points(step.coverage - allocation.best.funded.value, lang)
    total = euros(step.cost, lang)
    change = _titles(chosen - best, allocation, lang)
    if best - chosen:
        instead = _titles(best - chosen, allocation, lang)
        change += f" au lieu de {instead}" if fr else f" instead of {instead}"
    return (
        f"Prochain palier réel\u00a0: {total}, soit {extra} de plus, pour {gain}, avec {change}."
        if fr
        else f"Next real step: {total}, that is {extra} more, for {gain}, with {change}."
    )


def _brief(allocation: Allocation, lang: Lang) -> str:
    fr = lang == "fr"
    if allocation.best is not None and not allocation.best.proven:
        return (
            "La frontière et l’effet du curseur ne sont pas calculés, faute d’optimum prouvé."
            if fr
            else "The frontier and the effect of the cursor are not worked out, for want of a proven optimum."
        )
    return (
        f"Au-delà de {MOST_AT_ONCE} actions proposées, la frontière et l’effet du curseur ne sont calculés qu’avec --thorough\u00a0: "
        "il y faut plusieurs minutes."
        if fr
        else f"Beyond {MOST_AT_ONCE} proposed actions, the frontier and the effect of the cursor are worked out with --thorough "
        "alone: they take minutes."
    )


def frontier_blocks(allocation: Allocation, frontier: Frontier, lang: Lang) -> list[Block]:
    """What each envelope would allow: the plot, its knees in a sentence, the most worthwhile steps."""
    fr = lang == "fr"
    total = sum(proposal.cost for proposal in allocation.situation.proposals) or 1
    corners = [(point.cost, point.coverage) for point in frontier.points]
    if not allocation.asked.partial:
        corners = steps(frontier.points)
    drawn = tuple((Fraction(cost, total), coverage) for cost, coverage in corners)
    knees = frontier.knees
    marks = [
        (f"{'coude' if fr else 'knee'}, {euros(knee.cost, lang)}", Fraction(knee.cost, total)) for knee in knees
    ]
    envelope = allocation.asked.envelope
    if envelope is not None and envelope <= total:
        marks.append((f"{'enveloppe' if fr else 'envelope'}, {euros(envelope, lang)}", Fraction(envelope, total)))
    name = "couverture pondérée la plus haute" if fr else "highest weighted coverage"
    plot = Plot(
        "Ce que chaque enveloppe permettrait au mieux" if fr else "The best that each envelope would allow",
        ((name, drawn),),
        tuple(marks),
        (
            f"enveloppe, en part de ce que coûteraient toutes les actions proposées ({euros(total, lang)})"
            if fr
            else f"envelope, as a share of what all proposed actions would cost ({euros(total, lang)})"
        ),
    )
    rows = []
    before: Point | None = None
    for point in concave_hull(frontier.points):
        rate = None
        if before is not None:
            rate = slope(before, point) * 100 * HUNDRED_THOUSAND * 100
        rows.append(
            Row(
                (
                    Fraction(point.cost, KILO),
                    point.coverage,
                    rate,
                    len(point.funded.choice),
                    *([("coude" if fr else "knee") if point in knees else ""] if knees else []),
                )
            )
        )
        before = point
    if knees:
        sentence = _knees(knees, lang)
    else:
        sentence = (
            "Cette courbe n’a pas de coude\u00a0: ce qu’apporte un euro ne chute nulle part de moitié."
            if fr
            else "This curve has no knee: what a euro brings nowhere falls by half."
        )
    note = (
        f"Ceux des {len(frontier.points)} paliers connus qu’aucun mélange de deux autres ne vaut"
        if fr
        else f"Those of the {len(frontier.points)} known steps that no mix of two others equals"
    )
    if frontier.complete:
        note += " (il n’en existe pas d’autres)." if fr else " (there are no others)."
    else:
        note += " (d’autres paliers existent entre eux)." if fr else " (other steps exist between them)."
    table = Table(
        "frontier",
        "Paliers les plus avantageux" if fr else "The most worthwhile steps",
        (
            Column("envelope_keuros", "Enveloppe,\nk€" if fr else "Envelope,\n€k", "number", decimals=0),
            Column("coverage", "Couverture" if fr else "Coverage", "share"),
            Column(
                "points_per_100k", "Points pour\n100\u00a0k€" if fr else "Points per\n€100k", "number", decimals=2
            ),
            Column("actions", "Actions", "count"),
            *([Column("knee", "Remarque" if fr else "Note")] if knees else []),
        ),
        tuple(rows),
        note=note,
        fold=FOLD_FRONTIER,
    )
    return [plot, Paragraph(sentence), table]


def _knees(knees: tuple[Point, ...], lang: Lang) -> str:
    listed = [f"{euros(knee.cost, lang)} ({words.share(knee.coverage, lang)})" for knee in knees]
    many = len(listed) > 1
    if lang == "fr":
        return (
            f"{'Coudes' if many else 'Coude'} de la courbe{SPACE}: {words.listing(listed, lang)}. "
            "Au-delà, un euro apporte moins de la moitié de ce qu’il apportait jusque-là."
        )
    return (
        f"{'Knees' if many else 'Knee'} of the curve: {words.listing(listed, lang)}. "
        "Beyond, a euro brings less than half of what it brought until there."
    )


def _cursor(allocation: Allocation, lang: Lang) -> list[Block]:
    cursor = allocation.cursor
    if cursor is None or allocation.best is None:
        return []
    fr = lang == "fr"
    if len(cursor.stretches) == 1:
        return [
            Paragraph(
                "Le choix est le même quel que soit le curseur, de 0 à 1."
                if fr
                else "The choice is the same whatever the cursor, from 0 to 1."
            )
        ]
    core = _titles(cursor.core, allocation, lang)
    if cursor.core:
        sentence = (
            f"Noyau robuste, retenu quel que soit le curseur\u00a0: {core}."
            if fr
            else f"Robust core, chosen whatever the cursor: {core}."
        )
    else:
        sentence = (
            "Aucune action n’est retenue quel que soit le curseur."
            if fr
            else "No action is chosen whatever the cursor."
        )
    # At an end where one side alone counts, an action that serves the other side alone is worth nothing.
    inside = [frozenset(s.funded.choice) for s in cursor.stretches if s.start < s.end]
    if nearly := frozenset.intersection(*inside) - cursor.core:
        named = _titles(nearly, allocation, lang)
        sentence += (
            f" Partout sauf à une extrémité, où un seul côté compte\u00a0: {named}."
            if fr
            else f" Everywhere but at an end, where one side alone counts: {named}."
        )
    return [_stretches(allocation, cursor, lang), Paragraph(sentence)]


def _stretches(allocation: Allocation, cursor: AlongCursor, lang: Lang) -> Table:
    """Actions by stretches of the cursor, those chosen over most of it first."""
    fr = lang == "fr"
    held = {
        index: sum((s.end - s.start for s in cursor.stretches if index in s.funded.choice), Fraction(0))
        for index in sorted(cursor.ever)
    }
    columns = [
        Column("action", "Action"),
        Column("held", "Part du\ncurseur" if fr else "Share of\ncursor", "share", decimals=0),
    ]
    for number, stretch in enumerate(cursor.stretches, 1):
        start, end = (
            words.share(bound, lang, 0 if bound in (0, 1) else 1) for bound in (stretch.start, stretch.end)
        )
        label = start if stretch.start == stretch.end else f"{start} {'à' if fr else 'to'}\n{end}"
        columns.append(Column(f"stretch_{number}", label))
    rows = [
        Row(
            (
                allocation.situation.proposals[index].action.title,
                share,
                *("●" if index in stretch.funded.choice else "" for stretch in cursor.stretches),
            )
        )
        for index, share in sorted(held.items(), key=lambda item: (-item[1], item[0]))
    ]
    costs = tuple(allocation.situation.cost(stretch.funded.choice) for stretch in cursor.stretches)
    rows.append(
        Row(("Région" if fr else "Region", None, *(words.money(cost, lang) for cost in costs)), total=True)
    )
    note = (
        "Chaque colonne est un intervalle du curseur, de 0 (SRDEII seul) à 1 (Europe seule), où le meilleur choix est le même."
        if fr
        else "Each column is a stretch of the cursor, from 0 (SRDEII alone) to 1 (Europe alone), with one best choice."
    )
    if not cursor.complete:
        note += " Des changements plus fins peuvent exister." if fr else " Finer changes may exist."
    title = "Le choix selon le curseur" if fr else "The choice along the cursor"
    return Table("cursor", title, tuple(columns), tuple(rows), note=note)
