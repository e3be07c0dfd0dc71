"""The other two questions of `alignment suggest`: declared contributions that texts don't support, and pasted texts."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from alignment.kernel.bilingual import Lang
from alignment.match.matcher import Suggestion
from alignment.match.passages import TextPassage
from alignment.match.region import Doubted
from alignment.report import words
from alignment.report.content.suggest import SuggestQuestion, effect, met_words, scope
from alignment.report.content.suggest_data import action_place, place_columns, question_v1, suggestion_v1
from alignment.report.document import Block, Column, Document, Items, Paragraph, Row, Table

_LONGEST = 160
"""Characters of a passage that are shown; CSV and JSON have all."""


class Held(NamedTuple):
    """A passage of a pasted text, and the priorities that it seems to serve, most confident first."""

    passage: TextPassage
    suggestions: tuple[Suggestion, ...]


def doubts_document(asked: SuggestQuestion, found: Sequence[Doubted], below: float, lang: Lang) -> Document:
    """What files declare and texts don't support, most doubtful last word first: what the text says beyond it."""
    fr = lang == "fr"
    region = asked.region or ""
    doubted = [each for each in found if each.doubts]
    number = sum(len(each.doubts) for each in doubted)
    least, read = words.share(below, lang, 0), words.count(len(found), *words.ACTIONS, lang)
    if number:
        declared = words.count(
            number,
            *words.nouns(
                "contribution déclarée",
                "declared contribution",
                "contributions déclarées",
                "declared contributions",
            ),
            lang,
        )
        text = (
            f"{declared} que le texte de l’action soutient à moins de {least}, sur {read}."
            if fr
            else f"{declared} that the action’s text supports below {least}, of {read}."
        )
    else:
        text = (
            f"Aucune contribution déclarée que le texte de l’action soutienne à moins de {least}, sur {read}."
            if fr
            else f"No declared contribution that the action’s text supports below {least}, of {read}."
        )
    blocks: list[Block] = [Paragraph(text)]
    for _, actions in groupby(doubted, key=lambda each: each.placed.roadmap.id):
        blocks.append(_doubts_table(asked, region, list(actions), lang))
    if number:
        blocks.append(
            Paragraph(
                "Un doute porte sur le texte autant que sur la déclaration\u00a0: la contribution peut être juste et le texte "
                "trop court pour la dire. Ce que l’action déclare par ailleurs dans le même cadre n’est pas compté contre elle."
                if fr
                else "A doubt is about the text as much as about the declaration: the contribution may be right and the text too "
                "short to say it. What the action declares besides in the same framework isn’t counted against it.",
                "quiet",
            )
        )
        blocks.append(
            Items(
                "Et maintenant" if fr else "What next",
                (
                    "Compléter la description de l’action, si la contribution est juste."
                    if fr
                    else "Complete the description of the action, if the contribution is right.",
                    "Sinon, la retirer du fichier, ou y écrire «\u00a0none\u00a0»\u00a0: examinée, non visée."
                    if fr
                    else "Else take it out of the file, or write “none” there: examined, not targeted.",
                ),
            )
        )
    blocks.append(
        Paragraph(
            "Un doute ne change aucun score (méthode, section 10)."
            if fr
            else "A doubt changes no score (method, section 10)."
        )
    )
    subject = "contributions douteuses" if fr else "doubtful contributions"
    return Document(
        f"{asked.name} — {subject}",
        scope(asked, lang),
        tuple(blocks),
        lang,
        {
            **question_v1(asked, "doubts"),
            "below": below,
            "actions_read": len(found),
            "doubts": [
                {
                    **action_place(asked, region, each),
                    "ref": doubt.ref,
                    "framework": doubt.ref.partition(":")[0],
                    "priority_title": asked.title_of(region, doubt.ref),
                    "level": doubt.level,
                    "confidence": doubt.confidence,
                    "rather": suggestion_v1(asked, region, doubt.rather) if doubt.rather else None,
                }
                for each in doubted
                for doubt in each.doubts
            ],
        },
        (_doubts_sheet(asked, region, doubted),),
    )


def _doubts_table(asked: SuggestQuestion, region: str, actions: Sequence[Doubted], lang: Lang) -> Table:
    fr = lang == "fr"
    columns = (
        Column("action", "Action"),
        Column("priority", "Déclarée" if fr else "Declared"),
        Column("confidence", "Confiance" if fr else "Confidence", "share"),
        Column("rather", "Le texte dit plutôt" if fr else "The text rather says"),
    )
    nothing = "rien d’autre" if fr else "nothing else"
    rows = tuple(
        Row(
            (
                each.action.title if first else "",
                f"{asked.priority(region, doubt.ref)} ({words.LEVEL[doubt.level].to(lang)})",
                doubt.confidence,
                f"{asked.priority(region, doubt.rather.ref)}, {words.share(doubt.rather.confidence, lang, 0)} "
                f"({', '.join(doubt.rather.words[:3])})"
                if doubt.rather
                else nothing,
            )
        )
        for each in actions
        for first, doubt in zip([True, *[False] * len(each.doubts)], each.doubts, strict=False)
    )
    roadmap = actions[0].placed.roadmap
    return Table(roadmap.id, roadmap.name, columns, rows)


def _doubts_sheet(asked: SuggestQuestion, region: str, actions: Sequence[Doubted]) -> Table:
    columns = (
        *place_columns(),
        *(Column(key, key) for key in ("ref", "priority", "level")),
        Column("confidence", "confidence", "number"),
        Column("rather", "rather"),
        Column("rather_confidence", "rather_confidence", "number"),
        Column("rather_words", "rather_words"),
    )
    rows = []
    for each in actions:
        place = action_place(asked, region, each)
        for doubt in each.doubts:
            rather = doubt.rather
            said = (rather.ref, rather.confidence, ", ".join(rather.words)) if rather else (None, None, None)
            title = asked.title_of(region, doubt.ref)
            rows.append(Row((*place.values(), doubt.ref, title, doubt.level, doubt.confidence, *said)))
    return Table("doubts", "", columns, tuple(rows))


def text_document(asked: SuggestQuestion, name: str, held: Sequence[Held], cut: bool, lang: Lang) -> Document:
    """The priorities that the passages of a pasted text seem to serve."""
    fr = lang == "fr"
    region = asked.region or ""
    speaking = [each for each in held if each.suggestions]
    read = words.count(len(held), *words.nouns("passage", "passage"), lang)
    least = words.share(asked.above, lang, 0)
    if speaking:
        some = words.number(len(speaking), lang)
        text = (
            f"{read}, dont {some} où une priorité est reconnue avec une confiance d’au moins {least}."
            if fr
            else f"{read}, {some} of which where a priority is recognised with a confidence of at least {least}."
        )
    else:
        text = (
            f"{read}\u00a0: aucune priorité n’y est reconnue avec une confiance d’au moins {least}."
            if fr
            else f"{read}: no priority is recognised there with a confidence of at least {least}."
        )
    blocks: list[Block] = []
    if cut:
        blocks.append(
            Paragraph(
                f"Le texte est long\u00a0: seuls ses {read} premiers sont lus."
                if fr
                else f"The text is long: only its first {read} are read.",
                "warning",
            )
        )
    blocks += [Paragraph(text), _passages_table(asked, region, speaking, lang)]
    blocks.append(Paragraph(effect(lang)))
    subject = "priorités reconnues dans un texte" if fr else "priorities recognised in a text"
    where = f"Texte\u00a0: {name}" if fr else f"Text: {name}"
    return Document(
        f"{asked.name} — {subject}",
        (*scope(asked, lang), where),
        tuple(blocks),
        lang,
        {
            **question_v1(asked, "text"),
            "above": asked.above,
            "passages_read": len(held),
            "cut": cut,
            "passages": [
                {
                    "line": each.passage.line,
                    "text": each.passage.text,
                    "suggestions": [suggestion_v1(asked, region, one) for one in each.suggestions],
                }
                for each in held
            ],
        },
        (_passages_sheet(asked, region, held),),
    )


def _passages_table(asked: SuggestQuestion, region: str, held: Sequence[Held], lang: Lang) -> Table:
    fr = lang == "fr"
    columns = (
        Column("line", "Ligne" if fr else "Line", "count"),
        Column("text", "Passage"),
        Column("priority", "Priorité" if fr else "Priority"),
        Column("confidence", "Confiance" if fr else "Confidence", "share", decimals=0),
        Column("words", "Mots du passage\n→ de la priorité" if fr else "Words of the passage\n→ of the priority"),
    )
    rows = []
    for each in held:
        for first, one in zip([True, *[False] * len(each.suggestions)], each.suggestions, strict=False):
            text = each.passage.text if len(each.passage.text) <= _LONGEST else f"{each.passage.text[:_LONGEST]}…"
            said = (each.passage.line, text) if first else ("", "")
            rows.append(Row((*said, asked.priority(region, one.ref), one.confidence, met_words(one))))
    return Table("passages", "", columns, tuple(rows))


def _passages_sheet(asked: SuggestQuestion, region: str, held: Sequence[Held]) -> Table:
    columns = (
        Column("line", "line", "count"),
        *(Column(key, key) for key in ("text", "ref", "priority")),
        Column("confidence", "confidence", "number"),
        *(Column(key, key) for key in ("words", "priority_words")),
    )
    rows = tuple(
        Row(
            (
                each.passage.line,
                each.passage.text,
                one.ref,
                asked.title_of(region, one.ref),
                one.confidence,
                ", ".join(one.words),
                ", ".join(one.priority_words),
            )
        )
        for each in held
        for one in each.suggestions
    )
    return Table("texts", "", columns, rows)
