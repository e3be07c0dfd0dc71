"""What stands in a report's place while its files are faulty: the problems, and no figure."""

from __future__ import annotations

from collections.abc import Sequence

from alignment import __version__
from alignment.kernel.bilingual import Bilingual, Lang
from alignment.report import words
from alignment.report.document import Column, Paragraph, Row, Table
from alignment.report.findings import Located
from alignment.report.regional.value import Facts, Part, Report, Section

SEVERITY = {
    "error": Bilingual("erreur", "error"),
    "warning": Bilingual("avertissement", "warning"),
    "info": Bilingual("information", "information"),
}


def broken_report(
    key: str, name: str, problems: Sequence[Located], reason: Bilingual | None, lang: Lang
) -> Report:
    """The page of a region that has no score now: `problems` of its files, or the `reason` in a sentence."""
    fr = lang == "fr"
    parts: list[Part] = []
    if reason is not None:
        parts.append(Paragraph(reason.to(lang)))
    if problems:
        parts.append(_table(problems, lang))
    return Report(
        key,
        lang,
        name,
        "Pas de chiffres pour l’instant" if fr else "No figures for now",
        Facts((("Calcul" if fr else "Worked out by", f"alignment {__version__}"),)),
        (
            "Ce que la page montrait avant n’est plus sûr\u00a0: elle revient dès que les fichiers se lisent."
            if fr
            else "What the page showed before is no longer sure: it comes back as soon as the files can be read.",
        ),
        (Section("problems", "À corriger" if fr else "To correct", tuple(parts)),),
        (),
        {},
        {},
        {},
    )


def _table(problems: Sequence[Located], lang: Lang) -> Table:
    fr = lang == "fr"
    rows = []
    for each in problems:
        found = each.diagnostic
        said = found.message.to(lang)
        if found.hint is not None:
            said += "\n→ " + found.hint.to(lang)
        place = f"{found.place.file}:{each.span.line}:{each.span.column}"
        rows.append(Row((place, found.code, SEVERITY[found.severity].to(lang), said)))
    return Table(
        "faults",
        words.count(len(rows), *words.nouns("problème", "problem"), lang),
        (
            Column("place", "Fichier, ligne, colonne" if fr else "File, line, column"),
            Column("code", "Code"),
            Column("severity", "Gravité" if fr else "Severity"),
            Column("message", "Ce qui ne va pas" if fr else "What is wrong"),
        ),
        tuple(rows),
    )
