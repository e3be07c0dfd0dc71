"""`alignment scenarios`: what the choices open to the council change in the ranking. Method, section 4."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from alignment.kernel.bilingual import Bilingual, Lang
from alignment.model.dataset import Dataset
from alignment.report import words
from alignment.report.content.cursor import cursor_blocks
from alignment.report.content.scenarios_data import is_illustrative, scenarios_sheets, scenarios_v1
from alignment.report.content.score import basis_note, cautions, scope
from alignment.report.document import Block, Cell, Column, Document, Items, Paragraph, Row, Table
from alignment.report.words import framework_name as short
from alignment.score.region import RegionScore
from alignment.score.scenarios import Played, side_by_side

MOST_NAMED, FOLD = 4, 30


def scenarios_document(score: RegionScore, data: Dataset, data_set: str, lang: Lang) -> Document:
    """The screen of a region's scenarios and of its cursor. `data_set` says which data were read."""
    fr = lang == "fr"
    reference = Played.of(score)
    others = side_by_side(data, reference)
    blocks: list[Block] = [*cautions(score, lang), *_illustrative(others, reference, lang)]
    if score.clusters:
        blocks += _scenarios(score, reference, others, lang)
        blocks += cursor_blocks(score, _on_the_way(reference, others, lang), lang)
    return Document(
        f"{score.setting.region.name} — " + ("scénarios et curseur" if fr else "scenarios and cursor"),
        tuple(scope(score, data_set, lang)),
        tuple(blocks),
        lang,
        scenarios_v1(score, reference, others, basis_note(score, data_set, lang)),
        scenarios_sheets(score, (reference, *others)),
    )


def _illustrative(others: Sequence[Played], reference: Played, lang: Lang) -> list[Block]:
    number = sum(is_illustrative(each) for each in (reference, *others))
    if not number:
        return []
    nouns = words.nouns("scénario illustratif", "illustrative scenario", fr_many="scénarios illustratifs")
    counted = words.count(number, *nouns, lang)
    return [
        Paragraph(
            f"{counted}\u00a0: des exemples pour montrer l’outil, que la Région n’a pas arrêtés."
            if lang == "fr"
            else f"{counted}: examples to show the tool, which the Region has not decided.",
            "warning",
        )
    ]


def _scenarios(score: RegionScore, reference: Played, others: Sequence[Played], lang: Lang) -> list[Block]:
    fr = lang == "fr"
    if not score.setting.region.steering.scenarios:
        return [
            Paragraph(
                "La Région n’a pas de scénario dans ce jeu de données\u00a0: seul le curseur est étudié ci-dessous."
                if fr
                else "The Region has no scenario in this data set: only the cursor is studied below."
            )
        ]
    return [
        Items(
            _comparison_title(reference, lang),
            tuple(_change(n, each, reference, lang) for n, each in enumerate(others, 1)),
        ),
        _settings(reference, others, lang),
        _ranks(score, (reference, *others), lang),
    ]


def _comparison_title(reference: Played, lang: Lang) -> str:
    cursor = words.share(reference.setting.cursor, lang, 0)
    if lang == "fr":
        return f"Ce que chaque scénario change par rapport à la référence ({_title(reference, lang)}, curseur à {cursor})"
    return f"What each scenario changes from the reference ({_title(reference, lang)}, cursor at {cursor})"


def _title(played: Played, lang: Lang) -> str:
    if played.scenario is None:
        return "réglage de la Région" if lang == "fr" else "setting of the Region"
    return played.scenario.title or played.scenario.id


def _change(number: int, played: Played, reference: Played, lang: Lang) -> str:
    """One scenario in a sentence: who leads, who gains places, who loses some."""
    fr = lang == "fr"
    names = played.setting.names
    first = words.some([names[name] for name, place in played.ranks.items() if place == 1], MOST_NAMED, lang)
    parts = [f"en tête, {first}" if fr else f"first, {first}"]
    moves = played.moves(reference.ranks)
    for up, one, many in (
        (True, Bilingual("monte", "up"), Bilingual("montent", "up")),
        (False, Bilingual("recule", "down"), Bilingual("reculent", "down")),
    ):
        listed = [
            f"{names[name]} ({words.ordinal(before, lang)} → {words.ordinal(after, lang)})"
            for name, (before, after) in moves.items()
            if (after < before) == up
        ]
        if listed:
            verb = (one if len(listed) == 1 else many).to(lang)
            parts.append(f"{verb}, {words.some(listed, MOST_NAMED, lang)}")
    if not moves:
        parts.append("aucune place ne change" if fr else "no place changes")
    separator = f"{words.SPACE}; " if fr else "; "
    opening = f"{'Scénario' if fr else 'Scenario'} {number}, " if played.scenario else ""
    return f"{opening}{words.quoted(_title(played, lang), lang)}{words.colon(lang)} {separator.join(parts)}."


def _settings(reference: Played, others: Sequence[Played], lang: Lang) -> Table:
    fr = lang == "fr"
    rows = []
    for label, played in _labelled((reference, *others), lang):
        weights = played.setting.european_weights
        shares = [f"{short(name)} {words.share(weight, lang, 0)}" for name, weight in weights.items() if weight]
        changed = played.scenario.weights if played.scenario else {}
        stated = [f"{node} = {words.number(weight, lang, _decimals(weight))}" for node, weight in changed.items()]
        separator = f"{words.SPACE}; " if fr else "; "
        rows.append(
            Row(
                (
                    label,
                    _title(played, lang),
                    played.setting.cursor,
                    separator.join(shares),
                    separator.join(stated),
                )
            )
        )
    columns = [
        Column("number", "N°" if fr else "No."),
        Column("title", "Réglage" if fr else "Setting"),
        Column("cursor", "Curseur" if fr else "Cursor", "share", decimals=0),
        Column("frameworks", "Côté européen" if fr else "European side"),
        Column("weights", "Poids changés" if fr else "Changed weights"),
    ]
    if not any(row.cells[-1] for row in rows):
        columns, rows = columns[:-1], [Row(row.cells[:-1]) for row in rows]
    title = "Les réglages comparés" if fr else "The settings compared"
    return Table("settings", title, tuple(columns), tuple(rows))


def _ranks(score: RegionScore, settings: Sequence[Played], lang: Lang) -> Table:
    fr = lang == "fr"
    columns = [Column("cluster", "Cluster")]
    for label, _ in _labelled(settings, lang):
        columns.append(Column(f"rank_{label}", f"{label}\n{'rang' if fr else 'rank'}", "count"))
        columns.append(Column(f"score_{label}", f"{label}\n{'score'}", "share"))
    rows = []
    for name in score.ranks:
        cells: list[Cell] = [score.setting.names[name]]
        for played in settings:
            cells += [played.ranks[name], played.clusters[name].alignment]
        rows.append(Row(tuple(cells)))
    title = "Rang et alignement de chaque cluster" if fr else "Rank and alignment of each cluster"
    return Table("by_setting", title, tuple(columns), tuple(rows), fold=FOLD)


def _labelled(settings: Sequence[Played], lang: Lang) -> list[tuple[str, Played]]:
    """The reference first, then the others under their numbers."""
    first = "Réf." if lang == "fr" else "Ref."
    return [(str(number) if number else first, played) for number, played in enumerate(settings)]


def _on_the_way(reference: Played, others: Sequence[Played], lang: Lang) -> list[tuple[str, Fraction]]:
    """The scenarios that only move the cursor of the reference, and where to."""
    word = "scénario" if lang == "fr" else "scenario"
    return [
        (f"{word} {number}", each.setting.cursor)
        for number, each in enumerate(others, 1)
        if each.scenario
        and each.scenario.weights == (reference.scenario.weights if reference.scenario else {})
        and each.setting.european_weights == reference.setting.european_weights
    ]


def _decimals(value: Fraction) -> int:
    return 0 if value.denominator == 1 else 2
