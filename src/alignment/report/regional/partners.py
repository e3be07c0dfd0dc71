"""With which regions to build interregional projects: the answer of `alignment partners` for the region's whole S3."""

from __future__ import annotations

from dataclasses import replace

from alignment.kernel.bilingual import Bilingual
from alignment.plan.partners import ranks
from alignment.report import words
from alignment.report.content.partners import partners_document
from alignment.report.content.partners_tables import chain_figure
from alignment.report.content.partners_words import Telling
from alignment.report.document import Column, Document, Paragraph, Row, Table
from alignment.report.regional.reused import under
from alignment.report.regional.source import ReportSource
from alignment.report.regional.value import Part, Section

KEY = "partners"
MOST_NAMED = 3
_SHEETS = {
    "regions": Bilingual("Régions partenaires", "Partner regions"),
    "clusters": Bilingual("Clusters partenaires", "Partner clusters"),
    "links": Bilingual("Liens existants", "Existing links"),
    "leads": Bilingual("Pistes à l’étranger", "Leads abroad"),
}
_LABELS = {
    "rank": Bilingual("Rang", "Rank"),
    "region": Bilingual("region_id", "region_id"),
    "regions": Bilingual("Régions", "Regions"),
    "cluster": Bilingual("cluster_id", "cluster_id"),
    "similarity": Bilingual("Ressemblance", "Similarity"),
    "complementarity": Bilingual("Complémentarité", "Complementarity"),
    "roles_compared": Bilingual("Maillons comparés", "Stages compared"),
    "links": Bilingual("Liens", "Links"),
    "common": Bilingual("Domaines communs", "Common domains"),
    "country": Bilingual("Pays", "Country"),
    "cohesion_category": Bilingual("Catégorie de cohésion", "Cohesion category"),
    "with": Bilingual("Avec", "With"),
    "kind": Bilingual("Nature", "Kind"),
    "partner": Bilingual("Partenaire", "Partner"),
    "file": Bilingual("Fichier", "File"),
    "line": Bilingual("Ligne", "Line"),
}


_WORDS = {
    "shared-cluster": Bilingual("cluster commun", "shared cluster"),
    "partner": Bilingual("partenaire", "partner"),
    "less-developed": Bilingual("moins développée", "less developed"),
    "transition": Bilingual("en transition", "in transition"),
    "more-developed": Bilingual("plus développée", "more developed"),
}


def found_partners(source: ReportSource) -> Document | None:
    """What `alignment partners` says of the region; None where there is no vocabulary to compare regions by."""
    if source.partners is None:
        return None
    return partners_document(source.partners, _telling(source), source.data_set)


def partners(source: ReportSource, found: Document | None) -> Section | None:
    """The section; None without a vocabulary."""
    if found is None or source.partners is None:
        return None
    fr = source.fr
    parts: list[Part] = []
    parts.append(
        Paragraph(
            "Les régions dont les spécialisations ressemblent à celles de la région, ce que chacune tient d’une chaîne de valeur que l’autre n’a "
            "pas, et ce que l’instrument européen I3 demande à un groupe de régions. Seul compte ce que disent les fichiers\u00a0: l’absence d’une "
            "donnée n’est pas l’absence d’une compétence."
            if fr
            else "The regions whose specialisations resemble the region’s, what each holds of a value chain that the other lacks, and what the "
            "European instrument I3 asks of a group of regions. Only what the files say counts: a missing fact is no missing skill.",
            "quiet",
        )
    )
    for block in found.shown():
        if isinstance(block, Table) and block.key == "chain":
            figure = chain_figure(source.partners.survey, _telling(source), f"{KEY}-map")
            parts += [figure] if figure else []
            block = replace(block, title="Actions par maillon" if fr else "Actions by stage")
        parts.append(under(KEY, replace(block, fold=None) if isinstance(block, Table) else block))
    title = "Avec quelles régions construire" if fr else "With which regions to build"
    return Section(KEY, title, tuple(parts), f"{'. '.join(found.scope[1:])}. {source.read_from}")


def closest(source: ReportSource) -> str:
    """The closest regions for the summary; nothing where none is known."""
    if source.partners is None:
        return ""
    matches = source.partners.survey.regions
    named = [
        f"{match.region.name} ({words.share(match.similarity, source.lang, 0)})"
        for match, rank in zip(matches, ranks(matches), strict=True)
        if match.similarity and rank is not None and rank <= MOST_NAMED
    ]
    if not named:
        return ""
    listed = words.some(named, MOST_NAMED, source.lang)
    many = len(named) > 1
    if source.fr:
        lead = (
            "Les régions aux spécialisations les plus proches sont"
            if many
            else "La région aux spécialisations les plus proches est"
        )
        return f"{lead} {listed}, d’après les S3 connues."
    lead = (
        "The regions of the closest specialisations are"
        if many
        else "The region of the closest specialisations is"
    )
    return f"{lead} {listed}, by the S3s that are known."


def partner_sheets(source: ReportSource, found: Document | None) -> tuple[Table, ...]:
    """The flat tables of the command that have rows, under titles and labels for people."""
    if found is None:
        return ()
    return tuple(_for_people(table, source) for table in found.sheets if table.key in _SHEETS and table.rows)


def _for_people(table: Table, source: ReportSource) -> Table:
    """The same with titles, labels and words; the names of regions beside their ids."""
    columns = [column._replace(label=_LABELS[column.key].to(source.lang)) for column in table.columns]
    rows = [
        [_WORDS[cell].to(source.lang) if isinstance(cell, str) and cell in _WORDS else cell for cell in row.cells]
        for row in table.rows
    ]
    if table.key == "regions":
        place = next(index for index, column in enumerate(columns) if column.key == "region") + 1
        columns.insert(place, Column("name", "Région" if source.fr else "Region"))
        for row in rows:
            row.insert(place, source.data.regions[str(row[place - 1])].name)
    title = _SHEETS[table.key].to(source.lang)
    return Table(f"partner_{table.key}", title, tuple(columns), tuple(Row(tuple(row)) for row in rows))


def _telling(source: ReportSource) -> Telling:
    return Telling(source.data, source.lang, source.line, on_screen=False)
