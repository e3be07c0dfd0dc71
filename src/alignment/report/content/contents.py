"""`alignment list`: what a data set holds."""

from __future__ import annotations

from typing import Any

from alignment.kernel.bilingual import Lang
from alignment.model.dataset import SMART, SRDEII, Dataset, FrameworkText
from alignment.model.values import Reference
from alignment.report import words
from alignment.report.document import Cell, Column, Document, Row, Table

SCHEMA = "alignment/list/v1"


def contents_document(data: Dataset, data_set: str, lang: Lang) -> Document:
    """Regions, clusters and frameworks with their counts."""
    fr = lang == "fr"
    return Document(
        "Contenu du jeu de données" if fr else "Contents of the data set",
        ((f"Données{words.SPACE}: " if fr else "Data: ") + data_set,),
        (_regions(data, lang), _clusters(data, lang), _frameworks(data, lang)),
        lang,
        _value(data),
    )


def _own(data: Dataset, region: str, name: str) -> FrameworkText | None:
    return data.framework(Reference(region, name, ""))


def _standing(framework: FrameworkText | None, lang: Lang) -> str:
    """How complete and how current a text is, in a word or two."""
    if framework is None:
        return "absent"
    text = framework.text
    parts = [words.TEXT_STATUS[text.status].to(lang)]
    if not framework.roots:
        parts = ["liste non trouvée" if lang == "fr" else "list not found"]
    elif text.completeness == "partial":
        parts.append("partiel" if lang == "fr" else "partial")
    return ", ".join(parts)


def _regions(data: Dataset, lang: Lang) -> Table:
    fr = lang == "fr"
    rows = []
    for region in sorted(data.regions):
        srdeii, smart = _own(data, region, SRDEII), _own(data, region, SMART)
        rows.append(
            Row(
                (
                    region,
                    len(srdeii.roots) if srdeii else 0,
                    _standing(srdeii, lang),
                    len(smart.roots) if smart else 0,
                    _standing(smart, lang),
                    len(data.roadmaps_of(region)),
                )
            )
        )
    return Table(
        "regions",
        "Régions" if fr else "Regions",
        (
            Column("region", "Région" if fr else "Region"),
            Column("axes", "Axes", "count"),
            Column("srdeii", "SRDEII"),
            Column("priorities", "Priorités S3" if fr else "S3 priorities", "count"),
            Column("s3", "S3"),
            Column("clusters", "Clusters", "count"),
        ),
        tuple(rows),
        empty="Aucune région." if fr else "No region.",
    )


def _clusters(data: Dataset, lang: Lang) -> Table:
    fr = lang == "fr"
    rows = []
    for placed in sorted(data.roadmaps, key=lambda placed: (placed.home, placed.roadmap.id)):
        roadmap = placed.roadmap
        cells: tuple[Cell, ...] = (
            roadmap.id,
            roadmap.name,
            ", ".join(placed.regions),
            words.TYPE[roadmap.type].to(lang),
            words.PROVENANCE[roadmap.provenance].to(lang),
            len(roadmap.actions),
        )
        rows.append(Row(cells))
    return Table(
        "clusters",
        "Clusters",
        (
            Column("id", "Identifiant" if fr else "Identifier"),
            Column("name", "Nom" if fr else "Name", wide=True),
            Column("regions", "Régions" if fr else "Regions"),
            Column("type", "Type", wide=True),
            Column("provenance", "Provenance", wide=True),
            Column("actions", "Actions", "count"),
        ),
        tuple(rows),
        empty="Aucun cluster." if fr else "No cluster.",
    )


def _frameworks(data: Dataset, lang: Lang) -> Table:
    fr = lang == "fr"
    return Table(
        "frameworks",
        "Cadres européens communs" if fr else "Shared European frameworks",
        (
            Column("id", "Identifiant" if fr else "Identifier"),
            Column("title", "Titre" if fr else "Title"),
            Column("priorities", "Priorités" if fr else "Priorities", "count"),
        ),
        tuple(Row((each.id, each.title, len(each.nodes))) for each in data.frameworks.values()),
        empty="Aucun cadre européen commun." if fr else "No shared European framework.",
    )


def _value(data: Dataset) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "regions": [
            {
                "id": region,
                "name": data.regions[region].name,
                "axes": len(data.regions[region].srdeii.axes),
                "s3_priorities": len(data.strategies[region].priorities) if region in data.strategies else None,
                "clusters": [placed.roadmap.id for placed in data.roadmaps_of(region)],
            }
            for region in sorted(data.regions)
        ],
        "clusters": [
            {
                "id": placed.roadmap.id,
                "name": placed.roadmap.name,
                "regions": list(placed.regions),
                "type": placed.roadmap.type,
                "provenance": placed.roadmap.provenance,
                "actions": len(placed.roadmap.actions),
            }
            for placed in sorted(data.roadmaps, key=lambda placed: (placed.home, placed.roadmap.id))
        ],
        "frameworks": [
            {"id": each.id, "title": each.title, "nodes": len(each.nodes)} for each in data.frameworks.values()
        ],
    }
