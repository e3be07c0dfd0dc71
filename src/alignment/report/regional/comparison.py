"""Several regions side by side: a page that compares them and leads to the report of each.

Texts, weights and depth differ from one region to another, and a cluster may work in several: figures stand side by
side and are never added together (method, section 5).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from alignment import __version__
from alignment.kernel.bilingual import Lang
from alignment.model.dataset import FrameworkText
from alignment.report import words
from alignment.report.document import Cell, Column, Paragraph, Row, Table
from alignment.report.figure import Figure, Place, RegionMap
from alignment.report.regional.cover import written_date
from alignment.report.regional.method import terms
from alignment.report.regional.summary import sides
from alignment.report.regional.value import Facts, Part, Report, Section
from alignment.report.words import framework_name as short
from alignment.score.region import RegionScore

SCHEMA = "alignment/report-index/v1"
KEY = "index"
_SIDES = ("srdeii", "s3")


@dataclass(frozen=True)
class Entry:
    """One region asked for: its score, or in words why it has none."""

    region: str
    name: str
    score: RegionScore | None
    reason: str = ""

    def coverage(self, framework: str) -> Fraction | None:
        """The coverage of one of its frameworks by all its clusters; None where it has none or no score."""
        found = (each for each in (self.score.frameworks if self.score else ()) if each.framework.id == framework)
        return next((each.coverage for each in found), None)


def comparison(entries: Sequence[Entry], data_set: str, day: date | None, lang: Lang) -> Report:
    """The index of a batch; `entries` in the order that they are to be shown."""
    fr = lang == "fr"
    scored = [entry for entry in entries if entry.score is not None]
    regions = words.count(len(entries), *words.nouns("région", "region"), lang)
    rows = [
        ("Données" if fr else "Data", data_set),
        ("Calcul" if fr else "Worked out by", f"alignment {__version__}"),
    ]
    if day is not None:
        rows.insert(0, ("Date", written_date(day, lang)))
    rows.insert(0, ("Régions" if fr else "Regions", f"{regions}, {len(scored)} {'notées' if fr else 'scored'}"))
    table = _table(scored, lang)
    sections = [
        Section(
            "side-by-side", "Les régions côte à côte" if fr else "The regions side by side", (_lead(lang), table)
        ),
        _maps(entries, lang),
        _shared(scored, lang),
        _left_out(entries, lang),
    ]
    return Report(
        KEY,
        lang,
        "Comparaison des régions" if fr else "Comparison of regions",
        "Alignement des clusters sur les priorités régionales et européennes"
        if fr
        else "How clusters serve regional and European priorities",
        Facts(tuple(rows)),
        (),
        tuple(section for section in sections if section is not None),
        (_sheet(scored, lang),),
        {},
        {key: anchor for key, anchor in terms().items() if not anchor.startswith("method")},
        _value(entries, data_set, day, lang),
    )


def _lead(lang: Lang) -> Paragraph:
    return Paragraph(
        "Chaque région a ses textes, plus ou moins récents, complets et détaillés\u00a0: une couverture se lit d’abord dans sa région. Ces "
        "figures se comparent avec prudence et ne s’additionnent pas, d’autant qu’un même cluster peut travailler dans plusieurs régions."
        if lang == "fr"
        else "Each region has texts of its own, more or less recent, complete and detailed: a coverage is read in its region first. These "
        "figures are to be compared with care and never added, all the more as one cluster may work in several regions.",
        "quiet",
    )


def page_of(region: str) -> str:
    """How a table leads to the report of a region, whatever its form."""
    return f"./{region}"


def _figures(entry: Entry, lang: Lang) -> tuple[Cell, ...]:
    """Coverages, counts, the share of actions on both sides, who comes first, known money."""
    score = entry.score
    assert score is not None
    counting = sum(len(covered.cluster.counting) for covered in score.clusters)
    both = Fraction(sides(score)[0], counting) if counting and score.setting.has_european_side else None
    first = [c.cluster.placed.roadmap.name for c in score.clusters if score.ranks[c.cluster.id] == 1]
    return (
        entry.coverage("srdeii"),
        entry.coverage("s3"),
        len(score.clusters),
        counting,
        both,
        words.some(first, 2, lang) or None,
        score.funding.purse.total,
    )


def _figure_columns(lang: Lang) -> tuple[Column, ...]:
    fr = lang == "fr"
    return (
        Column("coverage_srdeii", "Couverture SRDEII" if fr else "SRDEII coverage", "share"),
        Column("coverage_s3", "Couverture S3" if fr else "S3 coverage", "share"),
        Column("clusters", "Clusters", "count"),
        Column("actions", "Actions", "count"),
        Column("both_sides", "Actions des deux côtés" if fr else "Actions on both sides", "share", decimals=0),
        Column("first", "En tête" if fr else "First"),
        Column("money", "Argent connu" if fr else "Known money", "money"),
    )


def _table(scored: Sequence[Entry], lang: Lang) -> Table:
    """The regions, each with the standing of its texts under its name."""
    fr = lang == "fr"
    rows = []
    for entry in scored:
        standing = "\n".join(f"{short(side)}{words.colon(lang)} {_standing(entry, side, lang)}" for side in _SIDES)
        rows.append(
            Row(
                (f"{entry.name}\n{standing}", *_figures(entry, lang)),
                anchor=f"region-{entry.region}",
                links={0: page_of(entry.region)},
            )
        )
    return Table(
        "regions",
        "Couvertures, clusters, articulation et argent connu"
        if fr
        else "Coverage, clusters, articulation and known money",
        (Column("region", "Région" if fr else "Region"), *_figure_columns(lang)),
        tuple(rows),
        empty="Aucune région n’a pu être notée." if fr else "No region could be scored.",
    )


def _sheet(scored: Sequence[Entry], lang: Lang) -> Table:
    """The same, one fact a cell, for spreadsheets."""
    fr = lang == "fr"
    rows = tuple(
        Row(
            (
                entry.region,
                entry.name,
                *(_standing(entry, side, lang) for side in _SIDES),
                *_figures(entry, lang),
            )
        )
        for entry in scored
    )
    columns = (
        Column("region_id", "region_id"),
        Column("region", "Région" if fr else "Region"),
        Column("srdeii", "Texte SRDEII" if fr else "SRDEII text"),
        Column("s3", "Texte S3" if fr else "S3 text"),
        *_figure_columns(lang),
    )
    return Table("regions", "Régions" if fr else "Regions", columns, rows)


def _standing(entry: Entry, name: str, lang: Lang) -> str:
    """How many priorities of a text are scored, and how current and complete it is."""
    fr = lang == "fr"
    score = entry.score
    assert score is not None
    framework = score.setting.framework(name)
    if framework is None:
        return "absent"
    text: FrameworkText = framework.text
    parts = [words.count(len(framework.leaves), *words.PRIORITIES, lang)]
    if text.text.completeness == "partial":
        parts.append("liste partielle" if fr else "partial list")
    if text.text.status != "adopted":
        parts.append(words.TEXT_STATUS[text.text.status].to(lang))
    return ", ".join(parts)


def _maps(entries: Sequence[Entry], lang: Lang) -> Section:
    """One map for each side, with the regions asked for alone."""
    fr = lang == "fr"
    return Section(
        "maps", "Sur la carte" if fr else "On the map", tuple(_map(entries, side, lang) for side in _SIDES)
    )


def _map(entries: Sequence[Entry], side: str, lang: Lang) -> Part:
    fr = lang == "fr"
    name = short(side)
    places = {}
    for entry in entries:
        value = entry.coverage(side)
        said = words.share(value, lang, 0) if value is not None else (entry.reason or f"{name} absent")
        places[entry.region] = Place(entry.name, value, said, f"{entry.region}.html" if entry.score else None)
    known = sum(place.value is not None for place in places.values())
    return Figure(
        f"map-{side}",
        f"{'Couverture' if fr else 'Coverage'}, {name}",
        f"Carte des régions selon la couverture de leur texte, pour {known} d’entre elles\u00a0; le tableau donne les mêmes chiffres. "
        "Les contours, simplifiés d’après Natural Earth, situent et ne mesurent pas."
        if fr
        else f"Map of the regions by the coverage of their text, for {known} of them; the table gives the same figures. "
        "The outlines, simplified after Natural Earth, show where and do not measure.",
        RegionMap(
            places,
            "couverture, en pour cent" if fr else "coverage, in percent",
            "en pointillé\u00a0: pas de score" if fr else "dashed: no score",
        ),
    )


def _shared(scored: Sequence[Entry], lang: Lang) -> Section | None:
    """Clusters that count in several of the regions shown, each once, with its rank in each."""
    fr = lang == "fr"
    found: dict[str, tuple[str, list[str]]] = {}
    for entry in scored:
        assert entry.score is not None
        for covered in entry.score.clusters:
            ranks = found.setdefault(covered.cluster.id, (covered.cluster.placed.roadmap.name, []))[1]
            place = words.ordinal(entry.score.ranks[covered.cluster.id], lang)
            ranks.append(f"{entry.name} ({place} {'sur' if fr else 'of'} {len(entry.score.clusters)})")
    rows = tuple(
        Row((name, len(ranks), ", ".join(ranks))) for name, ranks in sorted(found.values()) if len(ranks) > 1
    )
    if not rows:
        return None
    table = Table(
        "shared",
        "Chaque cluster compte en entier dans chacune de ses régions"
        if fr
        else "Each cluster counts whole in each of its regions",
        (
            Column("cluster", "Cluster"),
            Column("regions", "Régions" if fr else "Regions", "count"),
            Column("ranks", "Rang dans chacune" if fr else "Rank in each"),
        ),
        rows,
    )
    return Section(
        "shared-clusters", "Clusters de plusieurs régions" if fr else "Clusters of several regions", (table,)
    )


def _left_out(entries: Sequence[Entry], lang: Lang) -> Section | None:
    fr = lang == "fr"
    rows = tuple(Row((entry.name, entry.reason)) for entry in entries if entry.score is None)
    if not rows:
        return None
    table = Table(
        "not-scored",
        "Pourquoi il n’y a pas de rapport" if fr else "Why there is no report",
        (Column("region", "Région" if fr else "Region"), Column("reason", "Raison" if fr else "Reason")),
        rows,
    )
    return Section("without-score", "Régions sans score" if fr else "Regions without a score", (table,))


def _value(entries: Sequence[Entry], data_set: str, day: date | None, lang: Lang) -> Mapping[str, Any]:
    return {
        "schema": SCHEMA,
        "version": __version__,
        "lang": lang,
        "date": day.isoformat() if day else None,
        "data_set": data_set,
        "regions": [
            {
                "region": entry.region,
                "name": entry.name,
                "scored": entry.score is not None,
                "reason": entry.reason or None,
                "clusters": [covered.cluster.id for covered in entry.score.clusters] if entry.score else [],
                "coverage": {
                    each.framework.id: float(each.coverage)
                    for each in (entry.score.frameworks if entry.score else ())
                },
            }
            for entry in entries
        ],
    }
