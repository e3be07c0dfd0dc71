"""One table of several clusters: each line goes to the file of its cluster, and all files are written, or none."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import jsonschema
import openpyxl
import pytest

from tests.conftest import DATA
from tests.exchange import filling
from tests.exchange.filling import VALMONT

SCHEMA = json.loads((DATA.parent / "docs/schemas/import.v1.json").read_text("utf-8"))
CLUSTERS = "regions/valmont/clusters"

TABLE = """\
Cluster;Action;Priorité;Niveau;Avancement
Grappe Bêta;Des salons communs;S3 – Numérique;principal;achevée
;Un club d’export;SRDEII – International;significatif;prévue
gamma;Un atelier de santé;S3 – Santé;principal;en cours
;;SRDEII – Décarboner les usines;significatif;
GRAPPE BETA;Une école des soudeurs;Compétences et métiers;principal;prévue
"""
BETA = """\
alignment: roadmap/v1
id: beta
name: Grappe Bêta
type: cluster
provenance: published
actions:
  - id: salons
    title: Des salons communs
    status: completed
    progress: 0.25
    contributions:
      s3:numerique: principal
  - id: club-export
    title: Un club d’export
    status: planned
    contributions:
      srdeii:international: significant
  - id: ecole-soudeurs
    title: Une école des soudeurs
    status: planned
    contributions:
      srdeii:competences: principal
"""
GAMMA = """\
alignment: roadmap/v1
id: gamma
name: Réseau Gamma
type: network
provenance: illustrative
mandate: [s3:sante]
actions:
  - id: atelier-sante
    title: Un atelier de santé
    status: running
    contributions:
      s3:sante: principal
      srdeii:decarboner: significant
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the small region, to write to."""
    return Path(shutil.copytree(VALMONT, tmp_path / "data"))


def table(folder: Path, text: str) -> Path:
    path = folder.parent / "feuilles-de-route.csv"
    path.write_text(text, "utf-8")
    return path


def test_each_line_goes_to_its_cluster(alignment, folder: Path) -> None:
    path = table(folder, TABLE)
    result = alignment("import", path, "--data", folder)
    assert result.code == 0, result.out
    assert "clusters/beta.yaml mis à jour." in result.text
    assert "clusters/gamma.yaml mis à jour." in result.text
    assert (folder / CLUSTERS / "beta.yaml").read_text("utf-8") == BETA
    assert (folder / CLUSTERS / "gamma.yaml").read_text("utf-8") == GAMMA
    again = alignment("import", path, "--data", folder, "--format", "json").json
    jsonschema.validate(again, SCHEMA)
    assert [(each["cluster"], each["changes"]) for each in again["files"]] == [("beta", False), ("gamma", False)]


def test_one_of_them_alone(alignment, folder: Path) -> None:
    before = (folder / CLUSTERS / "beta.yaml").read_text("utf-8")
    result = alignment("import", table(folder, TABLE), "--cluster", "gamma", "--data", folder, "--format", "json")
    assert (folder / CLUSTERS / "gamma.yaml").read_text("utf-8") == GAMMA
    assert (folder / CLUSTERS / "beta.yaml").read_text("utf-8") == before
    assert "lignes d’autres clusters, pas reprises\u00a0: beta (3)" in [
        each["message"] for each in result.json["notes"]
    ]


@pytest.mark.parametrize(
    ("old", "new", "places", "said"),
    [
        pytest.param(
            "gamma;", "Réseau Gama X;", [(4, "A")], "«\u00a0Réseau Gamma\u00a0»\u00a0?", id="no such cluster"
        ),
        pytest.param("\nGrappe Bêta;", "\n;", [(2, None), (3, None)], "le cluster manque", id="nobody's lines"),
        pytest.param(
            "\n;;SRDEII",
            "\nbeta;;SRDEII",
            [(5, None)],
            "la ligne du dessus est d’un autre cluster",
            id="whose action",
        ),
        pytest.param("achevée", "bientôt", [(2, "E")], "ne figure pas dans la liste", id="another cluster's cell"),
    ],
)
def test_nothing_is_written_while_one_line_is_refused(
    alignment, folder: Path, old: str, new: str, places: list[tuple[int, str | None]], said: str
) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*.yaml")}
    result = alignment("import", table(folder, TABLE.replace(old, new)), "--data", folder, "--format", "json")
    assert result.code == 1
    jsonschema.validate(result.json, SCHEMA)
    assert [(each["row"], each["column"]) for each in result.json["refused"]] == places
    assert said in result.json["refused"][0]["message"]
    assert {path: path.read_bytes() for path in folder.rglob("*.yaml")} == before


def test_a_table_of_unknown_clusters_alone(alignment, folder: Path) -> None:
    result = alignment("import", table(folder, "Cluster;Action\nZeta;Un phare\n"), "--data", folder)
    assert result.code == 2
    assert "Aucun cluster ne s’appelle «\u00a0Zeta\u00a0»" in result.err


def test_a_workbook_of_several_needs_the_column_in_every_sheet(alignment, folder: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Actions"
    for line in (
        ["Cluster", "Intitulé de l’action"],
        ["beta", "Des salons communs"],
        ["gamma", "Un atelier de santé"],
    ):
        book.active.append(line)
    money = book.create_sheet("Budget")
    for line in (["Action", "Source de financement", "Montant (€)"], ["Un atelier de santé", "Région", 1000]):
        money.append(line)
    path = folder.parent / "retour.xlsx"
    path.write_bytes(filling.saved(book))
    result = alignment("import", path, "--data", folder, "--format", "json")
    assert (result.code, [each["sheet"] for each in result.json["refused"]]) == (1, ["Budget"])
    money["D1"], money["D2"] = "Cluster", "gamma"
    path.write_bytes(filling.saved(book))
    assert alignment("import", path, "--data", folder).code == 0
    text = (folder / CLUSTERS / "gamma.yaml").read_text("utf-8")
    assert "title: Un atelier de santé\n    budget:\n      - {source: region, amount: 1000}\n" in text
    kept = (folder / CLUSTERS / "beta.yaml").read_text("utf-8")
    assert "status: running" in kept and "budget" not in kept  # what the sheets don't carry stays


def test_a_cluster_column_in_a_workbook_of_one(alignment, folder: Path) -> None:
    """The sheet « Cluster » rules: a column that says the same is no trouble."""
    workbook = filling.filled(filling.loaded())

    def owned(book) -> None:
        book["Actions"]["K3"], book["Actions"]["K4"] = "Cluster", "Filière Bois"

    path = folder.parent / "retour.xlsx"
    path.write_bytes(filling.spoilt(workbook, owned))
    assert alignment("import", path, "--data", folder).code == 0
    assert (folder / CLUSTERS / "filiere-bois.yaml").read_text("utf-8") == filling.CLEAN
