"""`alignment explain`: from a figure of a cluster down to the actions that make it, each at its place in its file."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from alignment.kernel.bilingual import Lang
from alignment.report import words
from alignment.report.content.explain_actions import action_blocks
from alignment.report.content.explain_data import contributions_sheet, explain_v1, terms_sheet
from alignment.report.content.question import Question
from alignment.report.content.score import basis_note, scope, text_cautions
from alignment.report.content.why_not import why_not_blocks
from alignment.report.document import Block, Column, Document, Items, Paragraph, Row, Table
from alignment.report.words import framework_name as short
from alignment.score.explain import FrameworkSum, Support
from alignment.score.setting import ScoredAction


def explain_document(question: Question, data_set: str, lang: Lang, why_not: bool = False) -> Document:
    """The sum behind a cluster's alignment or coverage; with `why_not`, what it lacks on the node asked for."""
    fr = lang == "fr"
    blocks: list[Block] = [*warnings(question, lang), *figure(question, lang)]
    if why_not:
        title = f"ce qui manque sur {question.subject}" if fr else f"what is missing on {question.subject}"
        blocks += why_not_blocks(question, lang)
    else:
        title = "d’où vient " if fr else "where its "
        if question.framework is None:
            title += "son alignement" if fr else "alignment comes from"
        else:
            title += f"sa couverture de {question.subject}" if fr else f"coverage of {question.subject} comes from"
        if question.covered.cluster.counting:
            blocks += [sum_table(question, found, lang) for found in question.sums]
        blocks += [*action_blocks(question, lang), *_others(question, lang)]
    return Document(
        f"{question.score.setting.region.name} — {question.name}{words.colon(lang)} {title}",
        opening(question, data_set, lang),
        tuple(blocks),
        lang,
        explain_v1(question, basis_note(question.score, data_set, lang), why_not),
        (terms_sheet(question), contributions_sheet(question, lang)),
    )


def opening(question: Question, data_set: str, lang: Lang) -> tuple[str, ...]:
    """The scope lines: those of the region, then the cluster and its file."""
    placed = question.covered.cluster.placed
    kind = words.TYPE[placed.roadmap.type].to(lang)
    return (
        *scope(question.score, data_set, lang),
        f"Cluster{words.colon(lang)} {placed.roadmap.name}, {kind}, {placed.file}",
    )


def warnings(question: Question, lang: Lang) -> list[Block]:
    """Cautions on the texts, then on the roadmap itself."""
    provenance = question.covered.cluster.placed.roadmap.provenance
    sentences = {
        "published": (
            "Contributions publiées par le cluster ou la Région.",
            "Contributions published by the cluster or the region.",
        ),
        "coded": (
            "Contributions codées par un analyste à partir de textes publiés.",
            "Contributions coded by an analyst from published texts.",
        ),
        "illustrative": (
            "Feuille de route illustrative, inventée pour montrer l’outil.",
            "Illustrative roadmap, made up to show the tool.",
        ),
    }
    sentence = sentences[provenance][lang == "en"]
    return [
        *text_cautions(question.score, lang),
        Paragraph(sentence, "warning" if provenance == "illustrative" else "quiet"),
    ]


def figure(question: Question, lang: Lang) -> list[Block]:
    """The figure and the sum that it is: A from R and E, or a coverage and what it brings to the alignment."""
    fr = lang == "fr"
    setting, covered = question.score.setting, question.covered

    def share(value: Fraction) -> str:
        return words.share(value, lang, 1)

    if question.framework is not None:
        return [Paragraph(_coverage_sentence(question, lang))]
    sides = [f"{share(1 - setting.cursor)} × SRDEII {share(covered.regional)}"]
    lines = []
    if covered.european is None:
        sides = [f"SRDEII {share(covered.regional)}"]
    else:
        sides.append(f"{share(setting.cursor)} × Europe {share(covered.european)}")
        parts = [
            f"{share(setting.weight(each))} × {short(each.id)} {share(covered.frameworks[each.id].coverage)}"
            for each in setting.frameworks
            if each.side == "european" and setting.weight(each)
        ]
        lines.append(f"Europe {share(covered.european)} = {' + '.join(parts)}")
    name = "Alignement" if fr else "Alignment"
    return [Items("", (f"{name} {share(covered.alignment)} = {' + '.join(sides)}", *lines))]


def _coverage_sentence(question: Question, lang: Lang) -> str:
    fr = lang == "fr"
    (found,) = question.sums
    framework = short(found.framework.id)
    coverage, part = words.share(found.coverage, lang), words.share(found.part, lang)
    weight = words.share(found.omega * found.part, lang)
    brought = words.share(found.omega * found.part * found.coverage, lang)
    whole = words.share(question.covered.alignment, lang)
    inside = ""
    if question.node is not None:
        inside = f"{part} dans {framework}, " if fr else f"{part} in {framework}, "
    if fr:
        return (
            f"Couverture de {question.subject}\u00a0: {coverage}. Poids\u00a0: {inside}{weight} dans l’alignement\u00a0; "
            f"elle y apporte {brought} sur {whole}."
        )
    return (
        f"Coverage of {question.subject}: {coverage}. Weight: {inside}{weight} in the alignment, to which it brings "
        f"{brought} of {whole}."
    )


def sum_table(question: Question, found: FrameworkSum, lang: Lang) -> Table:
    """Weights times best contributions, and their sum; leaves that nothing serves stand together."""
    fr = lang == "fr"
    served = [term for term in found.terms if term.best]
    rows = [
        Row((term.leaf.title, term.weight, term.coverage, term.product, _titled(term.best))) for term in served
    ]
    left = [term for term in found.terms if not term.best]
    if left:
        weight = sum((term.weight for term in left), Fraction(0))
        count = words.count(
            len(left),
            *words.nouns(
                "priorité non servie", "priority not served", "priorités non servies", "priorities not served"
            ),
            lang,
        )
        rows.append(Row((count, weight, Fraction(0), Fraction(0), "")))
    rows.append(Row(("Somme" if fr else "Sum", Fraction(1), "", found.coverage, ""), total=True))
    subject = question.subject or short(found.framework.id)
    covered = words.share(found.coverage, lang)
    return Table(
        f"sum-{found.framework.id}",
        f"{subject}{words.colon(lang)} {covered} = "
        + ("somme des poids × meilleure action" if fr else "sum of weights × best action"),
        (
            Column("title", "Priorité" if fr else "Priority"),
            Column("weight", "Poids" if fr else "Weight", "share"),
            Column("contribution", "Contri-\nbution", "share"),
            Column("product", "Apport" if fr else "Brings", "share"),
            Column("action", "Meilleure action" if fr else "Best action"),
        ),
        tuple(rows),
        note=_rounding(found, lang),
    )


def _rounding(found: FrameworkSum, lang: Lang) -> str | None:
    """A word where the figures shown, each rounded, don't add up to the one shown."""

    def shown(value: Fraction) -> int:
        return int(value * 1000 + Fraction(1, 2))

    if sum(shown(term.product) for term in found.terms) == shown(found.coverage):
        return None
    return (
        "Chaque apport est arrondi pour l’affichage\u00a0; la somme est calculée sans arrondi."
        if lang == "fr"
        else "Each figure is rounded for display; the sum is worked out without rounding."
    )


def _titled(support: Support | None) -> str:
    return support.scored.action.title if support else ""


def _others(question: Question, lang: Lang) -> Iterator[Block]:
    """Actions that enter no sum here: those that don't count, and those that serve nothing of it."""
    fr = lang == "fr"
    actions = question.covered.cluster.actions
    if not any(scored.action.counts for scored in actions):
        yield Paragraph(
            "Cette feuille de route n’a aucune action qui compte\u00a0: rien ne peut être couvert."
            if fr
            else "This roadmap has no action that counts: nothing can be covered."
        )
    sums = question.sums
    leaves = {found.framework.id: {term.leaf.id for term in found.terms} for found in sums}

    def serves(scored: ScoredAction) -> bool:
        return any(leaves[name] & set(scored.claim(name).contribution) for name in leaves)

    dormant = [s for s in actions if not s.action.counts and serves(s)]
    if dormant:
        yield Items(
            "Actions qui ne comptent pas (proposées ou abandonnées)"
            if fr
            else "Actions that don’t count (proposed or abandoned)",
            tuple(question.heading(scored, lang) for scored in dormant),
        )
    idle = [s for s in actions if s.action.counts and not serves(s)]
    if idle:
        yield Items(
            "Actions comptées qui ne servent rien de ce qui est expliqué ici"
            if fr
            else "Counting actions that serve nothing of what is explained here",
            tuple(question.heading(scored, lang) for scored in idle),
        )
