"""`alignment diff`: what a proposed change says, and what it does to every figure; made for a merge request."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from alignment.kernel.bilingual import Bilingual, Lang
from alignment.report import words
from alignment.report.content.diff_data import diff_v1, effects_sheet
from alignment.report.content.diff_words import FOLD, KIND, arrow, changes_table, figure, measure_name
from alignment.report.document import Block, Cell, Column, Document, Paragraph, Row, Table
from alignment.report.words import framework_name as short
from alignment.score.difference import Difference, RegionDifference
from alignment.score.effects import Effect, Subject

MOST_PLACES = 6
_ACTIONS = {
    "added": words.nouns("action ajoutée", "action added", "actions ajoutées", "actions added"),
    "removed": words.nouns("action retirée", "action removed", "actions retirées", "actions removed"),
    "changed": words.nouns("action modifiée", "action changed", "actions modifiées", "actions changed"),
}
_MOVED: tuple[tuple[Subject, str, tuple[Bilingual, Bilingual]], ...] = (
    ("cluster", "alignment", words.nouns("score de cluster", "cluster score", "scores de clusters")),
    ("priority", "state", words.nouns("état de priorité", "priority state", "états de priorités")),
    (
        "requirement",
        "met",
        words.nouns(
            "réponse à une exigence",
            "answer to a requirement",
            "réponses à des exigences",
            "answers to requirements",
        ),
    ),
)
"""What the opening sentence counts: a kind of subject, the measure that moves, and its name."""


def diff_document(found: Difference, data_set: str | None, lang: Lang) -> Document:
    """The screen of a change. `data_set` says which data were read; None when the title names both folders."""
    blocks: list[Block] = [Paragraph(_summary(found, lang)), *_warnings(found, lang)]
    blocks += [changes_table(found.changes, lang), _files(found, lang)]
    for region in found.regions:
        if region.effects:
            blocks += _region(region, region.effects, lang)
    return Document(
        f"{'Changements' if lang == 'fr' else 'Changes'} — {found.before.to(lang)} → {found.after.to(lang)}",
        tuple(_scope(found, data_set, lang)),
        tuple(blocks),
        lang,
        diff_v1(found, lang),
        (effects_sheet(found),),
    )


def _scope(found: Difference, data_set: str | None, lang: Lang) -> Iterable[str]:
    if data_set is not None:
        yield f"{'Données' if lang == 'fr' else 'Data'}{words.colon(lang)} {data_set}"
    if found.only is not None:
        name = found.regions[0].name
        yield f"Région\u00a0: {name} seule" if lang == "fr" else f"Region: {name} alone"
    if found.beyond is not None:
        limit = _points(found.beyond, lang)
        yield f"Baisse admise\u00a0: {limit}" if lang == "fr" else f"Drop allowed: {limit}"


def _points(share: Fraction, lang: Lang) -> str:
    """A difference of shares, in points of percent."""
    return f"{words.number(share * 100, lang, 1)}{words.SPACE}{'pts' if lang == 'fr' else 'pp'}"


def _summary(found: Difference, lang: Lang) -> str:
    """How many actions came, went and changed, and how many figures moved."""
    fr = lang == "fr"
    if not found.changes and not found.files:
        return "Rien n’a changé dans les données." if fr else "Nothing changed in the data."
    kinds = [change.kind for change in found.changes if change.action is not None]
    listed = [words.count(kinds.count(kind), *nouns, lang) for kind, nouns in _ACTIONS.items() if kind in kinds]
    opening = words.listing(listed, lang) or ("Aucune action ne change" if fr else "No action changes")
    effects = [effect for region in found.regions for effect in region.effects or ()]
    if not effects:
        return opening + (
            "\u00a0; aucun effet sur les scores, les états ni les exigences."
            if fr
            else "; no effect on scores, states or requirements."
        )
    moved = [
        words.count(number, *nouns, lang)
        for kind, measure, nouns in _MOVED
        if (number := sum(effect.kind == kind and measure in effect.measures for effect in effects))
    ]
    if not moved:
        return opening + (
            ". Aucun score, aucun état, aucune réponse à une exigence ne change\u00a0; d’autres mesures bougent."
            if fr
            else ". No score, state or answer to a requirement changes; other measures move."
        )
    return opening + (". Bougent\u00a0: " if fr else ". What moves: ") + words.listing(moved, lang) + "."


def _warnings(found: Difference, lang: Lang) -> list[Block]:
    """Drops that the caller won't have, and regions that have no score on one side."""
    fr = lang == "fr"
    blocks: list[Block] = []
    rows = tuple(
        Row(
            (
                region.name,
                drop.name if drop.kind == "cluster" else short(drop.subject),
                measure_name(drop.measure, lang),
                -drop.by * 100,
            )
        )
        for region in found.regions
        for drop in region.drops
    )
    if rows and found.beyond is not None:
        limit = _points(found.beyond, lang)
        counted = words.count(len(rows), *words.nouns("baisse", "drop"), lang)
        blocks.append(
            Paragraph(f"{counted} de plus de {limit}." if fr else f"{counted} of more than {limit}.", "warning")
        )
    columns = (
        Column("region", "Région" if fr else "Region"),
        Column("what", "Cluster ou cadre" if fr else "Cluster or framework"),
        Column("measure", "Mesure" if fr else "Measure"),
        Column("points", "Écart\n(points)" if fr else "Change\n(points)", "number"),
    )
    blocks.append(Table("drops", "", columns, rows, fold=FOLD))
    blocks += [
        Paragraph(_unscored(region, lang), "warning" if region.broken[1] else "quiet")
        for region in found.regions
        if region.effects is None and region.concerned
    ]
    return blocks


def _unscored(region: RegionDifference, lang: Lang) -> str:
    """Why a region that the change concerns has no effect to show."""
    fr = lang == "fr"
    name = region.name
    if region.broken[1]:
        return (
            f"{name}\u00a0: après le changement, des erreurs dans ses fichiers empêchent de la noter (alignment check les donne)."
            if fr
            else f"{name}: after the change, errors in its files stand in the way of a score (alignment check tells them)."
        )
    if region.broken[0]:
        return (
            f"{name}\u00a0: avant le changement, des erreurs empêchaient de la noter\u00a0; il n’y a donc rien à comparer."
            if fr
            else f"{name}: before the change errors stood in the way of a score, so there is nothing to compare."
        )
    before, after = region.scored
    if before == after:
        return (
            f"{name} n’est pas notée\u00a0: aucun axe de son SRDEII n’est connu."
            if fr
            else f"{name} is not scored: no axis of its SRDEII is known."
        )
    if after:
        return f"{name} n’était pas notée et l’est désormais." if fr else f"{name} was not scored, and now is."
    return f"{name} était notée et ne l’est plus." if fr else f"{name} was scored, and no longer is."


def _files(found: Difference, lang: Lang) -> Table:
    fr = lang == "fr"
    rows = []
    for file in found.files:
        more = len(file.places) - MOST_PLACES
        places = ", ".join(file.places[:MOST_PLACES])
        if more > 0:
            places += f" et {more} de plus" if fr else f" and {more} more"
        rows.append(Row((KIND[file.kind].to(lang), file.file, places)))
    return Table(
        "files",
        "Autres fichiers" if fr else "Other files",
        (
            Column("change", "Changement" if fr else "Change"),
            Column("file", "Fichier" if fr else "File"),
            Column("places", "Où" if fr else "Where"),
        ),
        tuple(rows),
        fold=FOLD,
    )


def _region(region: RegionDifference, effects: tuple[Effect, ...], lang: Lang) -> list[Block]:
    """The tables of one region: scores and ranks, priorities, requirements, every other measure."""
    return [
        _scores(region, effects, lang),
        _priorities(region, effects, lang),
        _requirements(region, effects, lang),
        _others(region, effects, lang),
    ]


def _before_after(effect: Effect, measure: str, lang: Lang) -> str:
    """A measure as `before → after`, or once where it stays as it is."""
    metric = effect.figures.metric if measure != "met" else None
    return arrow(*(figure(measure, value, lang, metric) for value in effect.values(measure)))


def _moves(effect: Effect, measure: str) -> tuple[Cell, Cell, Cell]:
    """A share before, after, and the difference in points; empty cells where it stays as it is."""
    before, after = effect.values(measure)
    if not isinstance(before, Fraction | None) or not isinstance(after, Fraction | None):
        return None, None, None
    return before, after, (after - before) * 100 if before is not None and after is not None else None


def _share_columns(lang: Lang) -> tuple[Column, Column, Column]:
    fr = lang == "fr"
    return (
        Column("before", "Avant" if fr else "Before", "share"),
        Column("after", "Après" if fr else "After", "share"),
        Column("points", "Écart\n(points)" if fr else "Change\n(points)", "number"),
    )


def _scores(region: RegionDifference, effects: tuple[Effect, ...], lang: Lang) -> Table:
    fr = lang == "fr"
    rows = []
    for effect in effects:
        if effect.kind == "framework" and "coverage" in effect.measures:
            label = f"Couverture {short(effect.subject)}" if fr else f"{short(effect.subject)} coverage"
            rows.append(Row((label, *_moves(effect, "coverage"), "")))
        elif effect.kind == "cluster" and {"alignment", "rank"} & set(effect.measures):
            rows.append(Row((effect.name, *_moves(effect, "alignment"), _before_after(effect, "rank", lang))))
    return Table(
        f"scores-{region.id}",
        f"{region.name}, scores",
        (
            Column("what", "Cluster ou cadre" if fr else "Cluster or framework"),
            *_share_columns(lang),
            Column("rank", "Rang" if fr else "Rank"),
        ),
        tuple(rows),
        fold=FOLD,
    )


def _priorities(region: RegionDifference, effects: tuple[Effect, ...], lang: Lang) -> Table:
    fr = lang == "fr"
    rows = [
        Row(
            (
                f"{short(effect.subject.partition(':')[0])} · {effect.name}",
                *_moves(effect, "coverage"),
                _before_after(effect, "state", lang),
            )
        )
        for effect in effects
        if effect.kind == "priority" and {"coverage", "state"} & set(effect.measures)
    ]
    return Table(
        f"priorities-{region.id}",
        f"{region.name}, couverture des priorités" if fr else f"{region.name}, coverage of priorities",
        (
            Column("priority", "Priorité" if fr else "Priority"),
            *_share_columns(lang),
            Column("state", "État" if fr else "State"),
        ),
        tuple(rows),
        fold=FOLD,
    )


def _requirements(region: RegionDifference, effects: tuple[Effect, ...], lang: Lang) -> Table:
    fr = lang == "fr"
    rows = [
        Row(
            (
                *(effect.name, effect.figures.cluster),
                *(_before_after(effect, measure, lang) for measure in ("value", "bound", "met")),
            )
        )
        for effect in effects
        if effect.kind == "requirement"
    ]
    return Table(
        f"requirements-{region.id}",
        f"{region.name}, exigences" if fr else f"{region.name}, requirements",
        (
            Column("requirement", "Exigence" if fr else "Requirement"),
            Column("cluster", "Cluster"),
            Column("value", "Valeur" if fr else "Value", "count"),
            Column("bound", "Seuil" if fr else "Bound", "count"),
            Column("met", "Respectée" if fr else "Met"),
        ),
        tuple(rows),
        fold=FOLD,
    )


_SHOWN: dict[Subject, set[str]] = {
    "cluster": {"alignment", "rank"},
    "framework": {"coverage"},
    "priority": {"coverage", "state"},
    "requirement": {"value", "met", "bound"},
    "region": set(),
}
"""Measures that the tables above already show."""


def _others(region: RegionDifference, effects: tuple[Effect, ...], lang: Lang) -> Table:
    fr = lang == "fr"
    rows = []
    for effect in effects:
        if effect.before is None or effect.after is None:
            continue  # came or went whole: the tables above say so
        name = short(effect.subject) if effect.kind == "framework" else effect.name
        if effect.kind == "priority":
            name = f"{short(effect.subject.partition(':')[0])} · {name}"
        rows += [
            Row((name, measure_name(measure, lang), *(figure(measure, v, lang) for v in effect.values(measure))))
            for measure in effect.measures
            if measure not in _SHOWN[effect.kind]
        ]
    return Table(
        f"figures-{region.id}",
        f"{region.name}, autres mesures" if fr else f"{region.name}, other measures",
        (
            Column("what", "Sujet" if fr else "Subject"),
            Column("measure", "Mesure" if fr else "Measure"),
            Column("before", "Avant" if fr else "Before", "count"),
            Column("after", "Après" if fr else "After", "count"),
        ),
        tuple(rows),
        fold=FOLD,
    )
