"""The document of `alignment import`: what was refused, how cells and columns were read, and the file that results."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from alignment.exchange import sheets as forms
from alignment.exchange.cells import letter
from alignment.exchange.choices import squeezed
from alignment.exchange.intake import Taken
from alignment.exchange.tables import Remark, Table
from alignment.kernel.bilingual import Bilingual, Lang
from alignment.report import document as doc
from alignment.report import words
from alignment.report.content.diff_words import changes_table
from alignment.score.changes import Change


class Outcome(NamedTuple):
    """What came of an import: the file (relative to the data folder), whether it is new, would change, was written."""

    file: str
    new: bool
    changes: bool
    written: bool
    faulty: bool = False
    """Whether the file that results would hold errors; it is then not written."""


def intake_document(
    takens: Sequence[Taken], outcomes: Sequence[Outcome], changes: Sequence[Change], source: str, lang: Lang
) -> doc.Document:
    """Refusals first; they are what there is to do. One outcome for each cluster that the file says something of."""
    refused = [remark for taken in takens for remark in taken.refused]
    converted = [remark for taken in takens for remark in taken.converted]
    notes = [remark for taken in takens for remark in taken.notes]
    tables = _distinct(takens)
    blocks: list[doc.Block] = [
        *_told(len(refused), outcomes, lang),
        replace(changes_table(changes, lang), title=Bilingual("Ce qui change", "What changes").to(lang)),
        _remarks("refused", Bilingual("À corriger dans le classeur", "To mend in the workbook"), refused, lang),
        _remarks("converted", Bilingual("Cellules converties", "Cells converted"), converted, lang),
        _remarks("notes", Bilingual("À savoir", "To know"), notes, lang),
        _columns(tables, lang, altered=True),
        *_next(takens, outcomes, lang),
    ]
    title = Bilingual(f"Import de {source}", f"Import of {source}")
    return doc.Document(
        title.to(lang),
        tuple(f"{taken.identity.cluster} · {taken.identity.home}" for taken in takens),
        tuple(blocks),
        lang,
        data_of(takens, outcomes, lang),
        (_columns(tables, lang),),
    )


def _distinct(takens: Sequence[Taken]) -> list[Table]:
    """The tables of the file, each once, though every cluster has its own lines of them."""
    return list({table.sheet.name: table for taken in takens for table in taken.tables}.values())


def _told(refused: int, outcomes: Sequence[Outcome], lang: Lang) -> list[doc.Block]:
    """What came of each file; nothing is written of any while something is refused or faulty in one."""
    if refused:
        some = Bilingual(
            f"Rien n’est écrit\u00a0: {refused} cellule{'s' if refused > 1 else ''} ou "
            f"colonne{'s' if refused > 1 else ''} à corriger.",
            f"Nothing is written: {refused} cell{'' if refused == 1 else 's'} or "
            f"column{'' if refused == 1 else 's'} to mend.",
        )
        return [doc.Paragraph(some.to(lang), "warning")]
    faulty = [outcome.file for outcome in outcomes if outcome.faulty]
    if faulty:
        several = len(faulty) > 1
        some = Bilingual(
            f"Rien n’est écrit\u00a0: {words.listing(faulty, 'fr')} contiendrai{'en' if several else ''}t des erreurs.",
            f"Nothing is written: {words.listing(faulty, 'en')} would hold errors.",
        )
        return [doc.Paragraph(some.to(lang), "warning")]
    return [doc.Paragraph(_sentence(outcome, lang)) for outcome in outcomes]


def _next(takens: Sequence[Taken], outcomes: Sequence[Outcome], lang: Lang) -> list[doc.Block]:
    """What to do once files are written, or would be."""
    regions = dict.fromkeys(
        taken.identity.home for taken, outcome in zip(takens, outcomes, strict=True) if outcome.changes
    )
    if not regions or any(outcome.faulty for outcome in outcomes):
        return []
    if not any(outcome.written for outcome in outcomes):
        lines = [
            Bilingual("la même commande sans --dry-run\u00a0: écrire", "the same command without --dry-run: write")
        ]
    else:
        lines = [
            line
            for region in regions
            for line in (
                Bilingual(
                    f"alignment check {region}\u00a0: ce qui reste à revoir",
                    f"alignment check {region}: what to look at",
                ),
                Bilingual(f"alignment score {region}\u00a0: le résultat", f"alignment score {region}: the result"),
            )
        ]
    title = Bilingual("Et maintenant", "What next")
    return [doc.Items(title.to(lang), tuple(line.to(lang) for line in lines))]


def _sentence(outcome: Outcome, lang: Lang) -> str:
    file = outcome.file
    if not outcome.changes:
        some = Bilingual(
            f"{file} dit déjà tout cela\u00a0: rien à changer.", f"{file} says all this: nothing to change."
        )
    elif outcome.written:
        some = Bilingual(
            f"{file} {'créé' if outcome.new else 'mis à jour'}.", f"{file} {'made' if outcome.new else 'updated'}."
        )
    else:
        some = Bilingual(
            f"{file} serait {'créé' if outcome.new else 'mis à jour'}\u00a0; rien n’est écrit.",
            f"{file} would be {'made' if outcome.new else 'updated'}; nothing is written.",
        )
    return some.to(lang)


def _remarks(key: str, title: Bilingual, remarks: Sequence[Remark], lang: Lang) -> doc.Table:
    columns = (
        doc.Column("place", Bilingual("Où", "Where").to(lang)),
        doc.Column("remark", Bilingual("Quoi", "What").to(lang)),
    )
    rows = tuple(doc.Row((remark.spot.text().to(lang), remark.text.to(lang))) for remark in remarks)
    return doc.Table(key, title.to(lang), columns, rows, fold=None if key == "refused" else 20)


def _columns(tables: Sequence[Table], lang: Lang, altered: bool = False) -> doc.Table:
    """What each column was taken for; on a screen only those whose heading isn't the template's."""
    columns = (
        doc.Column("sheet", Bilingual("Feuille", "Sheet").to(lang)),
        doc.Column("column", Bilingual("Colonne", "Column").to(lang)),
        doc.Column("heading", Bilingual("En-tête lu", "Heading read").to(lang)),
        doc.Column("meaning", Bilingual("Pris pour", "Taken for").to(lang)),
    )
    rows = tuple(
        doc.Row(
            (
                table.sheet.name,
                letter(number),
                _line(table.headings.get(number, "")),
                f"{table.form.title}{words.colon(lang)} {column.title}",
            )
        )
        for table in tables
        if table.form is not forms.CLUSTER
        for number, column in sorted(table.columns.items())
        if not (altered and squeezed(table.headings.get(number, "")) == squeezed(column.title))
    )
    title = Bilingual("Colonnes reconnues", "Columns known")
    same = Bilingual("Chaque colonne porte l’en-tête du modèle.", "Each column has the heading of the template.")
    if not altered:
        return doc.Table("columns", title.to(lang), columns, rows)
    note = Bilingual("Les autres portent l’en-tête du modèle.", "The others have the heading of the template.")
    return doc.Table("altered", title.to(lang), columns, rows, note=note.to(lang), empty=same.to(lang))


def _line(text: str) -> str:
    return " ".join(text.split())


def data_of(takens: Sequence[Taken], outcomes: Sequence[Outcome], lang: Lang) -> dict[str, Any]:
    """The JSON value (docs/schemas/import.v1.json)."""

    def remarks(listed: Iterable[Remark]) -> list[dict[str, Any]]:
        return [
            {
                "sheet": remark.spot.sheet,
                "row": remark.spot.row or None,
                "column": letter(remark.spot.column) or None,
                "message": remark.text.to(lang),
            }
            for remark in listed
        ]

    from alignment import __version__

    return {
        "schema": "alignment/import/v1",
        "version": __version__,
        "files": [
            {
                "cluster": taken.identity.cluster,
                "region": taken.identity.home,
                "file": outcome.file,
                "new": outcome.new,
                "changes": outcome.changes,
                "written": outcome.written,
            }
            for taken, outcome in zip(takens, outcomes, strict=True)
        ],
        "refused": remarks(remark for taken in takens for remark in taken.refused),
        "converted": remarks(remark for taken in takens for remark in taken.converted),
        "notes": remarks(remark for taken in takens for remark in taken.notes),
        "columns": [
            {
                "sheet": table.sheet.name,
                "column": letter(number),
                "heading": _line(table.headings.get(number, "")),
                "form": table.form.key,
                "key": column.key,
            }
            for table in _distinct(takens)
            if table.form is not forms.CLUSTER
            for number, column in sorted(table.columns.items())
        ],
    }
