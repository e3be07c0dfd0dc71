"""A new cluster's workbook, filled in with care; tests then spoil it as people do."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl

from alignment.config import data_folder
from alignment.editing.rewriting import rewritten
from alignment.exchange import intake
from alignment.exchange.owners import shares
from alignment.exchange.template import template
from alignment.model.schema import schema_of
from alignment.pipeline import loading

VALMONT = Path(__file__).resolve().parent.parent / "regions" / "valmont"

FIRST = 4
"""The first row to fill in, below the headings."""

CLUSTER = {
    "Nom du cluster": "Filière Bois",
    "Type de structure": "cluster",
    "Provenance des contributions": "publiée",
    "Début de la feuille de route": "2023",
    "Fin de la feuille de route": "2026",
    "Nombre de membres": 48,
    "Labels": "Label or ; Label argent",
}
ACTIONS = [
    [
        "Scierie connectée",
        "Des capteurs sur les lignes.",
        "en cours",
        "2023",
        "2025-06",
        0.4,
        None,
        "essais ; production",
    ],
    ["Campus du bois", None, "prévue", "2024", "2026"],
]
CONTRIBUTIONS = [
    ["Scierie connectée", "SRDEII – Décarboner les usines", "principal"],
    ["Scierie connectée", "S3 – Numérique", "significatif"],
    ["Campus du bois", "SRDEII – Compétences et métiers", "principal"],
    ["Campus du bois", "S3 – Santé", "non visé"],
]
BUDGET = [
    ["Scierie connectée", "Région", 1200000, "oui"],
    ["Scierie connectée", "FEDER", 12500.5, None],
]
INDICATORS = [["Scierie connectée", "Lignes équipées", "lignes", 0, 12, 5]]

CLEAN = """\
alignment: roadmap/v1
id: filiere-bois
name: Filière Bois
type: cluster
period: 2023/2026
provenance: published
members: 48
labels: [Label or, Label argent]
mandate: [s3:numerique]
actions:
  - id: scierie-connectee
    title: Scierie connectée
    description: Des capteurs sur les lignes.
    status: running
    period: 2023/2025-06
    progress: 0.4
    contributions:
      srdeii:decarboner: principal
      s3:numerique: significant
    budget:
      - {source: region, amount: 1200000, secured: true}
      - {source: erdf, amount: 12500.5}
    value_chain: [test, production]
    indicators:
      - {title: Lignes équipées, unit: lignes, baseline: 0, target: 12, value: 5}
  - id: campus-bois
    title: Campus du bois
    status: planned
    period: 2024/2026
    contributions:
      srdeii:competences: principal
      s3:sante: none
"""
"""What this workbook says, written by hand."""


@dataclass
class Said:
    """What reading a workbook gives: the file that results, refusals and conversions in French."""

    text: str
    refused: list[str]
    told: list[str]


def loaded() -> loading.Loaded:
    """The small region."""
    return loading.load(data_folder(str(VALMONT), {}, Path.cwd()))


def filled(data: loading.Loaded) -> bytes:
    """The workbook of a new cluster, filled in."""
    book = openpyxl.load_workbook(io.BytesIO(template(data.data, "valmont", None)))
    cluster = book["Cluster"]
    rows = {
        cluster.cell(row, 1).value.removesuffix(" *"): row
        for row in range(3, cluster.max_row + 1)
        if cluster.cell(row, 1).value
    }
    for name, value in CLUSTER.items():
        cluster.cell(rows[name], 2).value = value
    first_mandate = min(row for row in range(3, cluster.max_row + 1) if cluster.cell(row, 1).value == "Mandat")
    cluster.cell(first_mandate, 2).value = "S3 – Numérique"
    for name, lines in (
        ("Actions", ACTIONS),
        ("Contributions", CONTRIBUTIONS),
        ("Budget", BUDGET),
        ("Indicateurs", INDICATORS),
    ):
        for number, line in enumerate(lines, FIRST):
            for column, value in enumerate(line, 1):
                book[name].cell(number, column).value = value
    return saved(book)


def saved(book: Any) -> bytes:
    """A workbook as bytes."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def spoilt(workbook: bytes, spoil: Callable[[Any], object]) -> bytes:
    """A workbook after someone has been at it."""
    book = openpyxl.load_workbook(io.BytesIO(workbook))
    spoil(book)
    return saved(book)


def read(data: loading.Loaded, content: bytes, name: str = "classeur.xlsx", before: str | None = None) -> Said:
    """Read a workbook onto a file, or onto nothing."""
    from alignment.source.yaml_events import parse

    sheets = intake.read(content, name)
    identity, found = shares(sheets, data.data, alone=name.endswith(".csv"))[0]
    value = parse(before.encode(), "x").value if before else {}  # type: ignore[union-attr]
    taken = intake.take(identity, found, data.data, value)  # type: ignore[arg-type]
    text = "" if taken.refused else rewritten(before, taken.value, schema_of("roadmap"))
    lines = [f"{each.spot.text().fr} : {each.text.fr}" for each in taken.refused]
    told = [f"{each.spot.text().fr} : {each.text.fr}" for each in taken.converted + taken.notes]
    return Said(text, [_plain(line) for line in lines], [_plain(line) for line in told])


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")
