"""`alignment allocate`: which proposed actions an envelope should fund, and why not the others. Method, section 8."""

from __future__ import annotations

from alignment.kernel.bilingual import Lang
from alignment.plan.answer import Allocation
from alignment.report import words
from alignment.report.content.allocate_beyond import beyond_blocks
from alignment.report.content.allocate_data import allocate_v1
from alignment.report.content.allocate_sheets import allocate_sheets
from alignment.report.content.allocate_tables import (
    chosen_table,
    coverage_table,
    left_out_table,
    uncovered_table,
)
from alignment.report.content.allocate_words import (
    PROPOSED,
    clash_words,
    demand_words,
    euros,
    points,
)
from alignment.report.content.score import basis_note, cautions, scope
from alignment.report.document import Block, Document, Items, Paragraph
from alignment.report.words import SPACE
from alignment.score.region import RegionScore


def allocate_document(score: RegionScore, allocation: Allocation, data_set: str, lang: Lang) -> Document:
    """The screen of one question. `data_set` says which data were read."""
    fr = lang == "fr"
    title = f"{score.setting.region.name} — " + (
        "quelles actions proposées financer\u00a0?" if fr else "which proposed actions to fund?"
    )
    asked = [demand_words(demand, allocation.situation, lang) for demand in allocation.asked.demands]
    lines = scope(score, data_set, lang)
    if asked:
        lines.append((f"Demandes{SPACE}: " if fr else "Demands: ") + (f"{SPACE}; " if fr else "; ").join(asked))
    blocks = [*cautions(score, lang), *allocation_blocks(allocation, lang)]
    if allocation.frontier or (allocation.equal and len(allocation.equal.choices) > 1):
        blocks.append(Paragraph(_whole(lang), "quiet"))
    return Document(
        title,
        tuple(lines),
        tuple(blocks),
        lang,
        allocate_v1(allocation, basis_note(score, data_set, lang)),
        allocate_sheets(allocation, lang),
    )


def _whole(lang: Lang) -> str:
    """Where the lists that are shown in part stand whole."""
    if lang == "fr":
        return (
            "Toutes les actions\u00a0: --format csv. Tous les paliers\u00a0: --format csv --table frontier_points. "
            "Tous les choix aussi bons\u00a0: --format json."
        )
    return "All actions: --format csv. All steps: --format csv --table frontier_points. All equal choices: --format json."


def allocation_blocks(allocation: Allocation, lang: Lang) -> tuple[Block, ...]:
    """The answer alone: for the command's screen, and as a section of a report."""
    if allocation.clash:
        return tuple(_clash(allocation, lang))
    if allocation.best is None:
        return (
            Paragraph(_no_candidate(allocation, lang)),
            left_out_table(allocation, lang),
            uncovered_table(allocation, lang),
        )
    return (
        Paragraph(summary_sentences(allocation, lang)),
        *_warnings(allocation, lang),
        chosen_table(allocation, lang),
        coverage_table(allocation, lang),
        left_out_table(allocation, lang),
        uncovered_table(allocation, lang),
        *beyond_blocks(allocation, lang),
    )


def _no_candidate(allocation: Allocation, lang: Lang) -> str:
    fr = lang == "fr"
    unpriced = len(allocation.situation.unpriced)
    if not unpriced:
        return (
            "Aucune action proposée (status: proposed) dans les feuilles de route de cette région\u00a0: il n’y a rien à choisir."
            if fr
            else "No proposed action (status: proposed) in the roadmaps of this region: there is nothing to choose."
        )
    counted = words.count(unpriced, *PROPOSED, lang)
    if fr:
        has = "a" if unpriced == 1 else "ont"
        return (
            f"Aucune action proposée dont le budget est connu\u00a0: il n’y a rien à choisir. {counted} n’{has} pas de budget, "
            "ce qui ne veut pas dire un budget nul. Un montant (budget, source: region) dans la feuille de route "
            "suffit à faire d’une action une candidate."
        )
    has = "has" if unpriced == 1 else "have"
    return (
        f"No proposed action whose budget is known: there is nothing to choose. {counted} {has} no budget, which does not "
        "mean a budget of zero. An amount (budget, source: region) in the roadmap makes an action a candidate."
    )


def _clash(allocation: Allocation, lang: Lang) -> list[Block]:
    fr = lang == "fr"
    items = tuple(clash_words(clash, allocation.situation, lang) for clash in allocation.clash)
    if len(items) == 1:
        return [
            Paragraph(
                f"Cette demande ne peut pas être tenue\u00a0: {items[0]}."
                if fr
                else f"This demand cannot be met: {items[0]}.",
                "warning",
            )
        ]
    if len(items) == 2:
        said = (
            "Ces deux demandes ne peuvent pas être tenues ensemble\u00a0; il suffit d’abandonner l’une ou l’autre."
            if fr
            else "These two demands cannot be met together; giving up either is enough."
        )
        return [Paragraph(said, "warning"), Items("Conflit" if fr else "Conflict", items)]
    return [
        Paragraph(
            f"Ces {len(items)} demandes ne peuvent pas être tenues ensemble\u00a0; en abandonner une seule, n’importe laquelle, "
            "suffit à rendre les autres compatibles entre elles."
            if fr
            else f"These {len(items)} demands cannot be met together; giving up any one of them is enough for the others to be "
            "compatible.",
            "warning",
        ),
        Items("Conflit" if fr else "Conflict", items),
    ]


def summary_sentences(allocation: Allocation, lang: Lang) -> str:
    """How many actions, for how much, what they would cover, whether that is proven to be the best."""
    assert allocation.best is not None
    fr = lang == "fr"
    chosen = len(allocation.best.funded.choice)
    of_all = words.count(len(allocation.situation.proposals), *PROPOSED, lang)
    cost = euros(allocation.cost, lang)
    before = words.share(allocation.before.value, lang)
    after = words.share(allocation.best.funded.value, lang)
    gain = points(allocation.added, lang)
    envelope = allocation.asked.envelope
    if not chosen:
        sentence = (
            f"Aucune action n’est retenue\u00a0: la couverture pondérée de la région reste de {before}."
            if fr
            else f"No action is chosen: the region’s weighted coverage stays at {before}."
        )
        return f"{sentence} {_proof(allocation, lang)}"
    if fr:
        verb = "porterait" if chosen == 1 else "porteraient"
        sentence = (
            f"{chosen} des {of_all} au budget connu, pour {cost} de la Région, {verb} la couverture pondérée "
            f"de la région de {before} à {after} ({gain})."
        )
        if envelope is not None:
            sentence += f" Il reste {euros(envelope - allocation.cost, lang)} de l’enveloppe."
        return sentence + " " + _proof(allocation, lang)
    sentence = (
        f"{chosen} of {of_all} with a known budget, for {cost} from the Region, would take the region’s weighted coverage "
        f"from {before} to {after} ({gain})."
    )
    if envelope is not None:
        sentence += f" {euros(envelope - allocation.cost, lang)} of the envelope is left."
    return sentence + " " + _proof(allocation, lang)


def _proof(allocation: Allocation, lang: Lang) -> str:
    """Whether the choice is proven to be the best."""
    best = allocation.best
    assert best is not None
    fr = lang == "fr"
    if not best.proven:
        gap = points(best.bound - float(best.funded.value), lang, 2)
        return (
            f"Le temps accordé n’a pas suffi à prouver que c’est le meilleur choix\u00a0: un autre pourrait faire mieux, de {gap} au plus."
            if fr
            else f"Time ran out before this was proven to be the best choice: another may do better, by {gap} at most."
        )
    if allocation.asked.has_target:
        return (
            "C’est le choix le moins cher, à l’optimum prouvé."
            if fr
            else "It is proven to be the cheapest choice."
        )
    if not best.settled:
        return (
            "L’optimum est prouvé\u00a0; le temps a manqué pour chercher s’il existe à moindre coût."
            if fr
            else "It is proven to be optimal; time ran out in looking for an equal choice that costs less."
        )
    return "L’optimum est prouvé." if fr else "It is proven to be optimal."


def _warnings(allocation: Allocation, lang: Lang) -> list[Block]:
    """Chosen actions whose cluster has its home elsewhere: whose money their `region` lines are is not known."""
    assert allocation.best is not None
    region = allocation.situation.setting.region.id
    away = [
        allocation.situation.proposals[index]
        for index in sorted(allocation.best.funded.choice)
        if allocation.situation.proposals[index].cluster.placed.home != region
        and allocation.situation.proposals[index].cost
    ]
    if not away:
        return []
    named = ", ".join(proposal.action.title for proposal in away)
    return [
        Paragraph(
            f"À vérifier\u00a0: le cluster de ces actions a son siège dans une autre région, qui peut être celle que désigne leur ligne «\u00a0region\u00a0»\u00a0: {named}."
            if lang == "fr"
            else f"To be checked: the cluster of these actions has its home in another region, which may be the one that their “region” line means: {named}.",
            "warning",
        )
    ]
