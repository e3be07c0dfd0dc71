"""`alignment explain --why-not`: what a cluster lacks on a priority, and what would change it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from alignment.kernel.bilingual import Lang
from alignment.report import words
from alignment.report.content.question import Question
from alignment.report.document import Block, Items, Paragraph
from alignment.report.words import framework_name as short
from alignment.score.explain import Effect, Lack, lack

MOST_NEAR = 3


def lack_of(question: Question) -> Lack:
    """What the cluster lacks on the node asked for."""
    assert question.framework is not None and question.node is not None
    return lack(question.covered, question.score.setting, question.framework, question.node)


def why_not_blocks(question: Question, lang: Lang) -> list[Block]:
    """What stands in the way, what is near, and the effect of the ways out."""
    found = lack_of(question)
    fr = lang == "fr"
    if found.coverage == 1:
        return [
            Paragraph(
                f"Rien ne manque\u00a0: {question.name} sert déjà pleinement cette priorité."
                if fr
                else f"Nothing is missing: {question.name} already serves this priority in full."
            )
        ]
    return [
        Items("Ce qu’on sait" if fr else "What is known", tuple(_known(question, found, lang))),
        Items(
            "Ce qui changerait la couverture" if fr else "What would change the coverage",
            tuple(_ways(question, found, lang)),
        ),
    ]


def _known(question: Question, found: Lack, lang: Lang) -> Iterator[str]:
    fr = lang == "fr"
    missing = words.share(1 - found.coverage, lang)
    if found.coverage:
        yield f"Il manque {missing} de couverture." if fr else f"{missing} of coverage is missing."
    else:
        yield "Aucune action comptée ne sert cette priorité." if fr else "No counting action serves this priority."
    if found.in_mandate:
        yield "Elle est dans le mandat du cluster." if fr else "It is in the cluster’s mandate."
    for scored in found.declined:
        named = question.named(scored, lang)
        yield f"Examinée sans être visée\u00a0: {named}" if fr else f"Examined and not targeted: {named}"
    if not found.coverage and not found.declined:
        yield (
            "Aucune action ne dit l’avoir examinée (niveau none)."
            if fr
            else "No action says that it examined it (level none)."
        )
    for term in found.nearest[:MOST_NEAR]:
        best = term.best
        assert best is not None  # only served leaves are near
        name = f"{short(question.framework.id) if question.framework else ''} · {term.leaf.title}"
        figure = words.share(term.coverage, lang, 0)
        named = question.named(best.scored, lang)
        yield (
            f"Au plus près\u00a0: {name} à {figure}, par {named}"
            if fr
            else f"Nearest: {name} at {figure}, by {named}"
        )


def _ways(question: Question, found: Lack, lang: Lang) -> Iterator[str]:
    fr = lang == "fr"
    for scored, effect in found.proposed:
        named = question.named(scored, lang)
        after = _effect(question, found, effect, lang)
        yield f"Retenir {named}\u00a0: {after}" if fr else f"Taking up {named}: {after}"
    for scored in found.abandoned:
        named = question.named(scored, lang)
        yield f"{named} la servait." if fr else f"{named} served it."
    after = _effect(question, found, found.dedicated, lang)
    yield (
        f"Une action nouvelle qui lui serait dédiée (contribution principale, la seule de l’action dans ce cadre)\u00a0: {after}"
        if fr
        else f"A new action dedicated to it (a principal contribution, the action’s only one in this framework): {after}"
    )


def _effect(question: Question, found: Lack, effect: Effect, lang: Lang) -> str:
    """Coverage of the priority and of its framework, and the alignment, before and after."""
    covered = question.covered
    assert question.framework is not None

    def change(before: Fraction, after: Fraction) -> str:
        return f"{words.share(before, lang)} → {words.share(after, lang)}"

    node = change(found.coverage, effect.node)
    whole = change(covered.frameworks[question.framework.id].coverage, effect.framework)
    total = change(covered.alignment, effect.alignment)
    name = short(question.framework.id)
    return (
        f"priorité {node}, {name} {whole}, alignement {total}."
        if lang == "fr"
        else f"priority {node}, {name} {whole}, alignment {total}."
    )
