"""`alignment data status`: what is full, partial, superseded, coded, missing, and how well it is sourced."""

from __future__ import annotations

from alignment import __version__
from alignment.check.provenance import RegionProvenance, provenance
from alignment.kernel.bilingual import Bilingual, Lang
from alignment.model.dataset import Dataset
from alignment.report import words
from alignment.report.document import Column, Document, Paragraph, Row, Table

SCHEMA = "alignment/data-status/v1"

STANDING = {
    "full": Bilingual("complet", "full"),
    "partial": Bilingual("partiel", "partial"),
    "draft": Bilingual("projet", "draft"),
    "superseded": Bilingual("ancien", "superseded"),
    "list-missing": Bilingual("sans liste", "no list"),
    "absent": Bilingual("absent", "absent"),
}


def data_status_document(data: Dataset, data_set: str, lang: Lang) -> Document:
    """The table of regions, its totals, and how to read it."""
    fr = lang == "fr"
    regions = provenance(data)
    facts = sum(each.facts for each in regions)
    sourced = sum(each.sourced for each in regions)
    legend = (
        "Complet, partiel\u00a0: le texte en vigueur, avec toutes ses priorités ou une part. Projet\u00a0: texte de concertation. "
        "Ancien\u00a0: texte d’une période précédente, gardé tant que l’actuel n’a pas été lu. Sans liste\u00a0: ses priorités n’ont pas été trouvées. Un fait est une priorité ou une action\u00a0; "
        "il est sourcé quand il cite lui-même une source. Un cluster de plusieurs régions compte dans celle de son siège."
        if fr
        else "Full, partial: the current text, with all its priorities or some. Draft: a consultation's text. Superseded: an earlier "
        "period's text, kept until the current one is read. No list: its priorities were not found. A fact is a priority or an action; it is sourced when it cites a "
        "source itself. A cluster of several regions counts in that of its seat."
    )
    return Document(
        "État des données" if fr else "State of the data",
        ((f"Données{words.SPACE}: " if fr else "Data: ") + data_set,),
        (_table(regions, facts, sourced, lang), Paragraph(legend, "quiet")),
        lang,
        {
            "schema": SCHEMA,
            "version": __version__,
            "facts": facts,
            "sourced": sourced,
            "regions": [
                {
                    "region": each.region,
                    "srdeii": each.srdeii,
                    "s3": each.smart,
                    "roadmaps": {
                        kind: each.roadmaps.get(kind, 0) for kind in ("published", "coded", "illustrative")
                    },
                    "facts": each.facts,
                    "sourced": each.sourced,
                    "sources": each.sources,
                    "newest_source": each.newest_source,
                }
                for each in regions
            ],
        },
    )


def _table(regions: tuple[RegionProvenance, ...], facts: int, sourced: int, lang: Lang) -> Table:
    fr = lang == "fr"
    kinds = ("published", "coded", "illustrative")
    rows = [
        Row(
            (
                each.name,
                STANDING[each.srdeii].to(lang),
                STANDING[each.smart].to(lang),
                *(each.roadmaps.get(kind, 0) for kind in kinds),
                each.facts,
                each.sourced,
                each.sources,
                each.newest_source,
            )
        )
        for each in regions
    ]
    totals = (sum(each.roadmaps.get(kind, 0) for each in regions) for kind in kinds)
    total = Row(("Total", "", "", *totals, facts, sourced, sum(each.sources for each in regions), ""), strong=True)
    return Table(
        "regions",
        "",
        (
            Column("region", "Région" if fr else "Region"),
            Column("srdeii", "SRDEII"),
            Column("s3", "S3"),
            Column("published", "Publiées" if fr else "Published", "count", wide=True),
            Column("coded", "Feuilles\ncodées" if fr else "Coded\nroadmaps", "count"),
            Column("illustrative", "Illus-\ntratives" if fr else "Illus-\ntrative", "count", wide=True),
            Column("facts", "Faits" if fr else "Facts", "count"),
            Column("sourced", "dont\nsourcés" if fr else "with\nsource", "count"),
            Column("sources", "Sources", "count", wide=True),
            Column("newest_source", "La plus\nrécente" if fr else "Newest\nsource"),
        ),
        (*rows, total) if rows else (),
        empty="Aucune région." if fr else "No region.",
    )
