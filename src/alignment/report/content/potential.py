"""`alignment score --potential`: beside the result, what accepting suggestions would give, and which are worth a look.

Every figure of a potential stands in a column or a table of its own, and is said to be no result. Method, section 10.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from alignment.kernel.bilingual import Lang
from alignment.match.potential import WORTH, Change, Effect, Potential, coverage
from alignment.match.region import FAINTEST, USUAL_CONFIDENCE
from alignment.report import words
from alignment.report.content.score import score_document
from alignment.report.content.suggest import met_words
from alignment.report.document import Block, Column, Document, Items, Paragraph, Row, Table
from alignment.report.words import framework_name as short
from alignment.score.region import RegionScore


def potential_document(score: RegionScore, found: Potential, data_set: str, lang: Lang) -> Document:
    """The document of `alignment score` with a column and two tables more; nothing of its own figures changes."""
    plain = score_document(score, data_set, lang)
    blocks: list[Block] = [Paragraph(_caution(found, lang), "warning")]
    ranking: list[Table] = []
    for block in plain.blocks:
        if isinstance(block, Table) and block.key == "clusters":
            ranking.append(_with_column(block, score, found, lang))
            blocks.append(ranking[0])
        else:
            blocks.append(block)
    blocks += [_coverage(score, found, lang), _worth(found, lang)]
    if found.worth:
        blocks.append(_where(score, found, lang))
    return replace(
        plain,
        blocks=tuple(blocks),
        sheets=(*ranking, _sheet(score, found, lang)),
        data={**plain.data, "potential": _data(score, found)},
    )


def _caution(found: Potential, lang: Lang) -> str:
    """What the potential is, and is not."""
    fr = lang == "fr"
    number = sum(found.accepted.values())
    least = words.share(found.above, lang, 0)
    left = ""
    if found.rejected:
        nouns = words.nouns("autre", "more", en_many="more")
        more = words.count(found.rejected, *nouns, lang)
        one = found.rejected == 1
        left = (
            f" {more}, déjà rejetée{'' if one else 's'}, {'n’y est' if one else 'n’y sont'} pas."
            if fr
            else f" {more}, rejected before, {'is' if one else 'are'} left out."
        )
    if not number:
        return (
            f"Aucune suggestion d’une confiance d’au moins {least}\u00a0: le potentiel est le résultat.{left}"
            if fr
            else f"No suggestion of a confidence of at least {least}: the potential is the result.{left}"
        )
    suggestions = words.count(number, *words.nouns("suggestion", "suggestion"), lang)
    if fr:
        given = "si elle était acceptée" if number == 1 else "si toutes étaient acceptées"
        gives = "donnerait" if number == 1 else "donneraient"
        return (
            f"Le potentiel n’est pas un résultat\u00a0: c’est ce que {gives} {suggestions} d’une confiance d’au moins "
            f"{least}, {given}.{left} Une suggestion n’entre dans aucun score tant que personne ne l’a écrite dans une "
            "feuille de route (méthode, section 10)."
        )
    given = "if it were accepted" if number == 1 else "if all were accepted"
    return (
        f"The potential is not a result: it is what {suggestions} of a confidence of at least {least} would give, "
        f"{given}.{left} A suggestion enters no score until someone writes it into a roadmap (method, section 10)."
    )


def _with_column(ranking: Table, score: RegionScore, found: Potential, lang: Lang) -> Table:
    """The clusters of the result, in its order, with the alignment that each would have."""
    after = {each.cluster.id: each.alignment for each in found.score.clusters}
    kept = [index for index, column in enumerate(ranking.columns) if column.kind != "bar"]  # names need the room
    label = "Poten-\ntiel" if lang == "fr" else "Poten-\ntial"
    columns = (*(ranking.columns[index] for index in kept), Column("potential_alignment", label, "share"))
    rows = tuple(
        replace(row, cells=(*(row.cells[index] for index in kept), after[covered.cluster.id]))
        for row, covered in zip(ranking.rows, score.clusters, strict=True)
    )
    return replace(ranking, columns=columns, rows=rows)


def _coverage(score: RegionScore, found: Potential, lang: Lang) -> Table:
    fr = lang == "fr"
    rows = [
        Row((short(each.framework.id), each.coverage, after.coverage))
        for each, after in zip(score.frameworks, found.score.frameworks, strict=True)
    ]
    at_cursor = "Au curseur" if fr else "At the cursor"
    rows.append(Row((at_cursor, coverage(score), coverage(found.score)), total=True))
    return Table(
        "potential",
        "Couverture de la région, et son potentiel" if fr else "Coverage of the region, and its potential",
        (
            Column("framework", "Cadre" if fr else "Framework"),
            Column("coverage", "Résultat" if fr else "Result", "share"),
            Column("potential_coverage", "Potentiel" if fr else "Potential", "share"),
        ),
        tuple(rows),
    )


def _worth(found: Potential, lang: Lang) -> Table:
    fr = lang == "fr"
    rows = tuple(
        Row(
            (
                number,
                f"{effect.cluster.cluster.placed.roadmap.name}{words.colon(lang)} {effect.action.action.title}",
                f"{_priority(effect)}, {words.LEVEL[effect.suggestion.level].to(lang)} ({met_words(effect.suggestion)})",
                effect.suggestion.confidence,
                _moves(effect, lang),
            )
        )
        for number, effect in enumerate(found.worth, 1)
    )
    return Table(
        "suggestions",
        _heading(len(rows), lang),
        (
            Column("number", "N°" if fr else "No", "count"),
            Column("action", "Action"),
            Column("priority", "Priorité, niveau (mots)" if fr else "Priority, level (words)"),
            Column("confidence", "Conf.", "share", decimals=0),
            Column("change", "Ce qui change" if fr else "What changes"),
        ),
        rows,
        note=_note(found, lang),
        empty=(
            "Aucune, acceptée seule, ne changerait le résultat."
            if fr
            else "None, accepted alone, would change the result."
        )
        + _fainter(found, lang),
    )


_FIGURES: Final = ("alignment", "coverage", "articulation")


def _figures(effect: Effect) -> tuple[Change, Change, Change | None]:
    """What a suggestion may change, in the order of `_FIGURES`."""
    return effect.alignment, effect.coverage, effect.articulation


def _moves(effect: Effect, lang: Lang) -> str:
    """The figures that move, before and after."""
    names = ("alignement", "région", "articulation") if lang == "fr" else ("alignment", "region", "articulation")
    return ", ".join(
        f"{name} {words.share(change.before, lang)} →{words.SPACE}{words.share(change.after, lang)}"
        for name, change in zip(names, _figures(effect), strict=True)
        if change is not None and change.size
    )


def _note(found: Potential, lang: Lang) -> str:
    if lang == "fr":
        return (
            "Alignement et articulation\u00a0: ceux du cluster. Région\u00a0: sa couverture au curseur. Une seule suggestion "
            f"par cluster et priorité\u00a0; ces effets ne s’additionnent pas.{_fainter(found, lang)}"
        )
    return (
        "Alignment and articulation: those of the cluster. Region: its coverage at the cursor. One suggestion for each cluster "
        f"and priority; these effects don’t add up.{_fainter(found, lang)}"
    )


def _fainter(found: Potential, lang: Lang) -> str:
    """Where more of them are, when there are fewer than ten."""
    if len(found.worth) >= WORTH or found.above <= FAINTEST:
        return ""
    low = words.share(FAINTEST, lang, 0)
    return (
        f" --above {FAINTEST:g} en prend de moins sûres, jusqu’à {low}."
        if lang == "fr"
        else f" --above {FAINTEST:g} takes less confident ones, down to {low}."
    )


def _heading(number: int, lang: Lang) -> str:
    if lang == "fr":
        which = f"Les {number} à faire relire" if number > 1 else "À faire relire"
        change = "acceptées seules, elles changeraient" if number > 1 else "acceptée seule, elle changerait"
        return (
            f"{which} d’abord\u00a0: {change} le plus le résultat"
            if number
            else "Suggestions à faire relire d’abord"
        )
    which = f"The {number} to have read first" if number > 1 else "To have read first"
    return (
        f"{which}: accepted alone, {'they' if number > 1 else 'it'} would change the result most"
        if number
        else which
    )


def _where(score: RegionScore, found: Potential, lang: Lang) -> Items:
    """The command that shows each of them, once for all those of one cluster."""
    numbers: dict[str, list[str]] = {}
    for number, effect in enumerate(found.worth, 1):
        numbers.setdefault(_command(score, found, effect), []).append(str(number))
    lines = [f"{command}{words.colon(lang)} {words.listing(each, lang)}" for command, each in numbers.items()]
    return Items("Où les regarder" if lang == "fr" else "Where to look at them", tuple(lines))


def _priority(effect: Effect) -> str:
    node = effect.suggestion.ref.partition(":")[2]
    return f"{short(effect.framework.id)}{words.SPACE}· {effect.framework.text.nodes[node].node.title}"


def _command(score: RegionScore, found: Potential, effect: Effect) -> str:
    """The command that shows a suggestion with the others of its cluster."""
    command = f"alignment suggest {score.setting.region.id} {effect.cluster.cluster.id}"
    return command if found.above >= USUAL_CONFIDENCE else f"{command} --above {found.above:g}"


def _sheet(score: RegionScore, found: Potential, lang: Lang) -> Table:
    """The same suggestions for a spreadsheet, by id."""
    changes = [f"{potential}{name}" for name in _FIGURES for potential in ("", "potential_")]
    texts = ("cluster", "action", "title", "priority", "level")
    columns = [Column(key, key) for key in texts] + [Column(key, key, "share") for key in ("confidence", *changes)]
    rows = tuple(
        Row(
            (
                effect.cluster.cluster.id,
                effect.action.action.id,
                effect.action.action.title,
                effect.suggestion.ref,
                words.LEVEL[effect.suggestion.level].to(lang),
                effect.suggestion.confidence,
                *(value for change in _figures(effect) for value in (change or (None, None))),
                ", ".join(effect.suggestion.words),
                ", ".join(effect.suggestion.priority_words),
                _command(score, found, effect),
            )
        )
        for effect in found.worth
    )
    columns += [Column(key, key) for key in ("words", "priority_words", "command")]
    return Table("suggestions", "", tuple(columns), rows)


def _data(score: RegionScore, found: Potential) -> dict[str, Any]:
    """The field `potential` of `alignment/score/v1`."""

    def number(value: Any) -> float | None:
        return None if value is None else float(value)

    return {
        "above": found.above,
        "suggestions": sum(found.accepted.values()),
        "rejected": found.rejected,
        "coverage": {"result": float(coverage(score)), "potential": float(coverage(found.score))},
        "frameworks": {each.framework.id: float(each.coverage) for each in found.score.frameworks},
        "clusters": [
            {
                "id": each.cluster.id,
                "suggestions": found.accepted[each.cluster.id],
                "rank": found.score.ranks[each.cluster.id],
                "alignment": float(each.alignment),
                "regional": float(each.regional),
                "european": number(each.european),
                "articulation": number(each.articulation),
            }
            for each in found.score.clusters
        ],
        "worth_reading": [
            {
                "cluster": effect.cluster.cluster.id,
                "action": effect.action.action.id,
                "ref": effect.suggestion.ref,
                "level": effect.suggestion.level,
                "confidence": effect.suggestion.confidence,
                "words": list(effect.suggestion.words),
                "priority_words": list(effect.suggestion.priority_words),
                **{
                    name: {"result": float(change.before), "potential": float(change.after)} if change else None
                    for name, change in zip(_FIGURES, _figures(effect), strict=True)
                },
                "command": _command(score, found, effect),
            }
            for effect in found.worth
        ],
    }
