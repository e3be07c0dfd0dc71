"""The cover: which region, which texts, which data, and what must be known before any figure is read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from alignment import __version__
from alignment.kernel.bilingual import Lang
from alignment.model.dataset import FrameworkText
from alignment.report import words
from alignment.report.content.score import cautions, provenance_sentence
from alignment.report.document import Paragraph
from alignment.report.regional.source import ReportSource
from alignment.report.regional.value import Facts
from alignment.report.words import framework_name as short

COUNCILS: Mapping[str, str] = {
    "auvergne-rhone-alpes": "Conseil régional d’Auvergne-Rhône-Alpes",
    "bourgogne-franche-comte": "Conseil régional de Bourgogne-Franche-Comté",
    "bretagne": "Conseil régional de Bretagne",
    "centre-val-de-loire": "Conseil régional du Centre-Val de Loire",
    "corse": "Collectivité de Corse",
    "grand-est": "Conseil régional du Grand Est",
    "guadeloupe": "Conseil régional de la Guadeloupe",
    "guyane": "Collectivité territoriale de Guyane",
    "hauts-de-france": "Conseil régional des Hauts-de-France",
    "ile-de-france": "Conseil régional d’Île-de-France",
    "la-reunion": "Conseil régional de La Réunion",
    "martinique": "Collectivité territoriale de Martinique",
    "normandie": "Conseil régional de Normandie",
    "nouvelle-aquitaine": "Conseil régional de Nouvelle-Aquitaine",
    "occitanie": "Conseil régional d’Occitanie",
    "pays-de-la-loire": "Conseil régional des Pays de la Loire",
    "provence-alpes-cote-d-azur": "Conseil régional de Provence-Alpes-Côte d’Azur",
}
"""Whose scheme it is, by region id; a region of another data set goes by its own name."""

_MONTHS = {
    "fr": [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}


def written_date(day: date, lang: Lang) -> str:
    """`23 novembre 2026`, `1er mars 2026`; `23 November 2026` in English."""
    number = "1er" if day.day == 1 and lang == "fr" else str(day.day)
    return f"{number}{words.SPACE}{_MONTHS[lang][day.month - 1]}{words.SPACE}{day.year}"


def cover(source: ReportSource) -> Facts:
    """The identity of the report."""
    score, lang, fr = source.score, source.lang, source.fr
    setting = score.setting
    council = COUNCILS.get(setting.region.id, setting.region.name)
    rows = [("Collectivité" if fr else "Council", council)]
    rows += [
        (_framework_label(each.framework.text), _text_line(each.framework.text, lang))
        for each in score.frameworks
        if each.weight
    ]
    rows.append(("Curseur" if fr else "Cursor", _cursor(source)))
    if setting.scenario:
        title = setting.scenario.title or setting.scenario.id
        detail = setting.scenario.description
        rows.append(("Scénario" if fr else "Scenario", f"{title}. {detail}" if detail else title))
    rows.append(("Feuilles de route" if fr else "Roadmaps", _provenance(source)))
    if source.date is not None:
        rows.append(("Date", written_date(source.date, lang)))
    print_ = "empreinte" if fr else "fingerprint"
    rows.append(("Données" if fr else "Data", f"{source.data_set}, {print_} {source.fingerprint}"))
    rows.append(("Calcul" if fr else "Worked out by", f"alignment {__version__}"))
    return Facts(tuple(rows))


def _provenance(source: ReportSource) -> str:
    """How many roadmaps of which provenance, without the count of all of them that the sentence opens with."""
    said = provenance_sentence(source.score, source.lang).rstrip(".")
    return said.partition(": ")[2] or said


def _framework_label(text: FrameworkText) -> str:
    return short(text.id)


def _text_line(text: FrameworkText, lang: Lang) -> str:
    """A text's title, its period, its standing, when it was adopted."""
    fr = lang == "fr"
    parts = [text.title if text.text.title else ("texte sans titre connu" if fr else "no known title")]
    if text.text.period:
        period = f"{text.text.period.start.year}-{text.text.period.end.year}"
        if period not in parts[0]:
            parts.append(period)
    if text.text.status != "adopted":
        parts.append(words.TEXT_STATUS[text.text.status].to(lang))
    elif text.text.adopted and len(text.text.adopted) == len("2026-11-23"):
        day = written_date(date.fromisoformat(text.text.adopted), lang)
        parts.append(f"adopté le {day}" if fr else f"adopted on {day}")
    if text.text.completeness == "partial":
        parts.append("liste partielle" if fr else "partial list")
    return ", ".join(parts)


def _cursor(source: ReportSource) -> str:
    setting, lang = source.score.setting, source.lang
    if not setting.has_european_side:
        return "sans effet" if source.fr else "without effect"
    regional, european = words.share(1 - setting.cursor, lang, 0), words.share(setting.cursor, lang, 0)
    return (
        f"{european}{words.SPACE}: SRDEII pour {regional}, Europe pour {european}"
        if source.fr
        else f"{european}: SRDEII for {regional}, Europe for {european}"
    )


def warnings(source: ReportSource) -> tuple[str, ...]:
    """What must be said before any figure: drafts, earlier periods, partial lists, made-up requirements and roadmaps."""
    found = [
        block.text
        for block in cautions(source.score, source.lang)
        if isinstance(block, Paragraph) and block.tone == "warning"
    ]
    partial = [
        short(each.framework.id)
        for each in source.score.frameworks
        if each.weight and each.framework.text.text.completeness == "partial"
    ]
    if partial:
        names = words.listing(partial, source.lang)
        found.append(
            f"Liste partielle ({names})\u00a0: toutes les priorités du texte officiel n’ont pas pu être lues. "
            "Une couverture porte sur celles qui l’ont été."
            if source.fr
            else f"Partial list ({names}): not every priority of the official text could be read. "
            "A coverage is about those that were."
        )
    return tuple(found)
