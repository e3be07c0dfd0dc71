"""`alignment import` from end to end: a workbook becomes a file that checks and scores; the second time it updates."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path
from typing import Any

import jsonschema
import openpyxl
import pytest

from alignment.pipeline import loading
from tests.conftest import DATA
from tests.exchange import filling
from tests.exchange.filling import CLEAN, VALMONT

SCHEMA = json.loads((DATA.parent / "docs/schemas/import.v1.json").read_text("utf-8"))
CLUSTERS = "regions/valmont/clusters"


@pytest.fixture(scope="module")
def workbook() -> bytes:
    return filling.filled(filling.loaded())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the small region, to write to."""
    return Path(shutil.copytree(VALMONT, tmp_path / "data"))


def file(folder: Path, content: bytes, name: str = "retour.xlsx") -> Path:
    path = folder.parent / name
    path.write_bytes(content)
    return path


def test_from_the_template_to_a_score(alignment, folder: Path, workbook: bytes) -> None:
    template = folder.parent / "modele.xlsx"
    assert alignment("template", "valmont", "--out", template, "--data", folder).code == 0
    assert template.read_bytes()[:2] == b"PK"

    def careless(book: Any) -> None:
        book["Budget"]["C4"].value = "1 200 k€"
        book["Contributions"]["A5"].value = "idem"
        book["Contributions"]["B4"].value = "srdeii - decarboner les usines "
        book["Actions"]["F4"].value = "40 %"
        book["Actions"].insert_rows(5)

    result = alignment("import", file(folder, filling.spoilt(workbook, careless)), "--data", folder)
    assert result.code == 0, result.out
    assert "regions/valmont/clusters/filiere-bois.yaml créé." in result.text
    assert "« 1 200 k€ » lu « 1 200 000 € »" in result.text.replace("\u00a0", " ").replace("\u202f", " ")
    made = folder / CLUSTERS / "filiere-bois.yaml"
    assert made.read_text("utf-8") == CLEAN
    assert alignment("check", made).code == 0
    assert alignment("fmt", made, "--check").code == 0
    score = alignment("score", "valmont", "--format", "json", "--data", folder).json
    cluster = next(each for each in score["clusters"] if each["id"] == "filiere-bois")
    assert (cluster["actions"], cluster["budget_cents"]) == (2, 121_250_050)
    # SRDEII: industrie 2, international 1, compétences 1; décarboner is three quarters of industrie: 3/8 + 1/4
    assert cluster["coverage"]["srdeii"] == pytest.approx(0.625)


def test_the_same_workbook_again_changes_nothing(alignment, folder: Path, workbook: bytes) -> None:
    path = file(folder, workbook)
    assert alignment("import", path, "--data", folder).code == 0
    before = (folder / CLUSTERS / "filiere-bois.yaml").stat()
    result = alignment("import", path, "--data", folder)
    assert result.code == 0
    assert "rien à changer" in result.out.replace("\u00a0", " ")
    assert (folder / CLUSTERS / "filiere-bois.yaml").stat().st_mtime_ns == before.st_mtime_ns


def test_a_dry_run_writes_nothing(alignment, folder: Path, workbook: bytes) -> None:
    result = alignment("import", file(folder, workbook), "--dry-run", "--data", folder, "--format", "json")
    (outcome,) = result.json["files"]
    assert (result.code, outcome["changes"], outcome["written"]) == (0, True, False)
    jsonschema.validate(result.json, SCHEMA)
    assert not (folder / CLUSTERS / "filiere-bois.yaml").exists()


def test_what_changes_is_told_before_and_after(alignment, folder: Path, workbook: bytes) -> None:
    path = file(folder, workbook)
    for arguments, then in (
        (("--dry-run",), "- la même commande sans --dry-run : écrire"),
        ((), "- alignment check valmont : ce qui reste à revoir - alignment score valmont : le résultat"),
    ):
        text = alignment("import", path, "--data", folder, *arguments).text.replace("\u00a0", " ")
        assert "ajout Filière Bois Campus du bois statut : prévue ; srdeii:competences : principal" in text
        assert then in text
    text = alignment("import", path, "--data", folder).text
    assert "Ce qui change" not in text and "Et maintenant" not in text
    changed = filling.spoilt(workbook, lambda book: setattr(book["Actions"]["C5"], "value", "en cours"))
    table = alignment(
        *("import", file(folder, changed), "--data", folder, "--dry-run", "--format", "csv", "--table", "changes")
    )
    assert table.out.splitlines()[1:] == [
        "modification;Filière Bois;Campus du bois;statut\u00a0: prévue → en cours"
    ]


def test_a_refusal_writes_nothing(alignment, folder: Path, workbook: bytes) -> None:
    spoilt = filling.spoilt(workbook, lambda book: setattr(book["Budget"]["C4"], "value", "beaucoup"))
    result = alignment("import", file(folder, spoilt), "--data", folder, "--format", "json")
    assert result.code == 1
    jsonschema.validate(result.json, SCHEMA)
    assert [(each["sheet"], each["row"], each["column"]) for each in result.json["refused"]] == [
        ("Budget", 4, "C")
    ]
    assert not (folder / CLUSTERS / "filiere-bois.yaml").exists()


def test_out_writes_elsewhere(alignment, folder: Path, workbook: bytes, tmp_path: Path) -> None:
    out = tmp_path / "ailleurs"
    assert alignment("import", file(folder, workbook), "--data", folder, "--out", out).code == 0
    assert (out / CLUSTERS / "filiere-bois.yaml").read_text("utf-8") == CLEAN
    assert not (folder / CLUSTERS / "filiere-bois.yaml").exists()


@pytest.mark.parametrize("schemas", [".schemas", "docs/schemas"])
def test_a_new_file_leads_editors_to_its_schema(alignment, folder: Path, workbook: bytes, schemas: str) -> None:
    """As the files that `init` makes; nothing leads nowhere where there are no schemas beside the data."""
    (folder.parent / schemas).mkdir(parents=True)
    assert alignment("import", file(folder, workbook), "--data", folder).code == 0
    made = folder / CLUSTERS / "filiere-bois.yaml"
    first = f"# yaml-language-server: $schema=../../../../{schemas}/roadmap.schema.json\n"
    assert made.read_text("utf-8") == first + CLEAN
    assert alignment("import", file(folder, workbook), "--data", folder).code == 0
    assert made.read_text("utf-8") == first + CLEAN


def test_packaged_data_are_not_written_to(alignment, folder: Path, workbook: bytes, monkeypatch) -> None:
    path = file(folder, workbook)
    monkeypatch.chdir(path.parent.parent)
    result = alignment("import", path)
    assert result.code == 3


def alpha(folder: Path) -> tuple[Path, str, Any]:
    """The file of an existing cluster, with comments and what no workbook carries, and its workbook."""
    path = folder / CLUSTERS / "alpha.yaml"
    text = path.read_text("utf-8")
    text = text.replace("    period: 2022/2023\n", "    period: 2022/2023  # prolongée une fois\n")
    text = text.replace("  - id: campus-europeen\n", "  # Vu avec le pôle en mars.\n  - id: campus-europeen\n")
    path.write_text(text, "utf-8")
    from alignment.config import data_folder
    from alignment.exchange.template import template

    loaded = loading.load(data_folder(str(folder), {}, Path.cwd()))
    placed = next(each for each in loaded.data.roadmaps if each.roadmap.id == "alpha")
    return path, text, openpyxl.load_workbook(io.BytesIO(template(loaded.data, "valmont", placed)))


def test_an_update_touches_what_changed_alone(alignment, folder: Path) -> None:
    path, text, book = alpha(folder)
    actions = book["Actions"]
    row = next(row for row in range(4, 12) if actions.cell(row, 1).value == "Un campus européen")
    actions.cell(row, 1).value = "Un campus européen du numérique"
    actions.cell(row, 3).value = "en cours"
    # the old title still stands in the sheet of contributions
    assert alignment("import", file(folder, filling.saved(book)), "--data", folder).code == 0
    expected = text.replace("Un campus européen\n", "Un campus européen du numérique\n").replace(
        "status: planned\n", "status: running\n"
    )
    assert path.read_text("utf-8") == expected


def test_an_action_left_out_is_kept_and_told(alignment, folder: Path) -> None:
    path, text, book = alpha(folder)
    for sheet in ("Actions", "Contributions"):
        rows = [r for r in range(4, 30) if book[sheet].cell(r, 1).value == "Une plateforme d’essais cliniques"]
        for row in reversed(rows):
            book[sheet].delete_rows(row)
    result = alignment("import", file(folder, filling.saved(book)), "--data", folder, "--format", "json")
    assert path.read_text("utf-8") == text
    assert [each["message"] for each in result.json["notes"]] == [
        "actions du fichier alpha.yaml que le classeur ne nomme pas, gardées\u00a0: essais-cliniques"
    ]


def test_a_contribution_taken_out_goes(alignment, folder: Path) -> None:
    path, text, book = alpha(folder)
    sheet = book["Contributions"]
    row = next(r for r in range(4, 30) if sheet.cell(r, 3).value == "non visé")
    sheet.delete_rows(row)
    assert alignment("import", file(folder, filling.saved(book)), "--data", folder).code == 0
    assert path.read_text("utf-8") == text.replace("      s3:sante: none\n", "")


def test_what_the_workbook_does_not_carry_is_kept(alignment, folder: Path) -> None:
    """A workbook of two columns and no other sheet: contributions, budgets and sources stay."""
    path, text, _ = alpha(folder)
    book = openpyxl.Workbook()
    book.active.title = "Actions"
    for line in (["Identifiant", "Intitulé"], ["four-electrique", "Un four électrique partagé, à deux"]):
        book.active.append(line)
    args = ("import", file(folder, filling.saved(book)), "--cluster", "alpha", "--data", folder)
    assert alignment(*args).code == 0
    assert path.read_text("utf-8") == text.replace("électrique partagé\n", "électrique partagé, à deux\n")


def test_ids_are_stable_when_titles_change_a_little(alignment, folder: Path) -> None:
    """Without the column of ids, a title is found again though it was altered; a twin of it is asked about."""
    path, text, _ = alpha(folder)
    book = openpyxl.Workbook()
    book.active.title = "Actions"
    for line in (["Intitulé", "Avancement"], ["Un four electrique partage !", "achevée"]):
        book.active.append(line)
    args = ("--cluster", "alpha", "--data", folder)
    assert alignment("import", file(folder, filling.saved(book)), *args).code == 0
    assert path.read_text("utf-8").count("- id:") == text.count("- id:")
    book.active["A2"].value = "Un four électrique partagé ouvert"
    result = alignment("import", file(folder, filling.saved(book)), *args, "--format", "json")
    assert result.code == 1
    assert "four-electrique" in result.json["refused"][0]["message"]


CSV = """\
Cluster;Action;Priorité;Niveau;Source de financement;Montant;Avancement;Période
;Scierie connectée;SRDEII – Décarboner les usines;principal;Région;1 200 000 €;en cours;2023-2025
;;S3 – Numérique;significatif;FEDER;12 500,50 €;;
;Campus du bois;Compétences et métiers;Principal;;;prévue;2024-2026
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_one_flat_csv_table(alignment, folder: Path, encoding: str) -> None:
    content = CSV.encode(encoding)
    path = file(folder, content, "retour.csv")
    result = alignment("import", path, "--cluster", "alpha", "--data", folder, "--format", "json")
    assert result.code == 0, result.json["refused"]
    text = (folder / CLUSTERS / "alpha.yaml").read_text("utf-8")
    assert (
        "  - id: scierie-connectee\n    title: Scierie connectée\n    status: running\n    period: 2023/2025\n"
        "    contributions:\n      srdeii:decarboner: principal\n      s3:numerique: significant\n"
        "    budget:\n      - {source: region, amount: 1200000}\n      - {source: erdf, amount: 12500.5}\n"
        "  - id: campus-bois\n    title: Campus du bois\n    status: planned\n    period: 2024/2026\n"
        "    contributions:\n      srdeii:competences: principal\n"
    ) in text
    again = alignment("import", path, "--cluster", "alpha", "--data", folder, "--format", "json").json
    assert [each["changes"] for each in again["files"]] == [False]


def test_a_missing_file_is_one_sentence(alignment, folder: Path) -> None:
    result = alignment("import", folder / "rien.xlsx", "--data", folder)
    assert result.code == 2
    assert "rien.xlsx" in result.err and len(result.err.splitlines()) == 1


def test_a_cluster_that_nothing_names(alignment, folder: Path) -> None:
    result = alignment("import", file(folder, b"Action\nx\n", "x.csv"), "--data", folder)
    assert result.code == 2
    assert "--cluster" in result.err


def test_ids_of_new_actions_spell_ligatures_out(alignment, folder: Path) -> None:
    path = file(folder, "Action\nL’œuvre au cœur des métiers\n".encode(), "x.csv")
    assert alignment("import", path, "--cluster", "gamma", "--data", folder).code == 0
    assert "- id: oeuvre-coeur-metiers\n" in (folder / CLUSTERS / "gamma.yaml").read_text("utf-8")


def test_a_name_nearly_that_of_a_known_cluster_is_asked_about(alignment, folder: Path, workbook: bytes) -> None:
    """A slip in the name must not start a second roadmap; an id says which it is."""

    def renamed(book: Any, code: str | None = None) -> None:
        rows = {book["Cluster"].cell(row, 1).value: row for row in range(3, book["Cluster"].max_row + 1)}
        book["Cluster"].cell(rows["Nom du cluster *"], 2).value = "Reseau Gama"
        book["Cluster"].cell(rows["Identifiant"], 2).value = code

    result = alignment(
        "import", file(folder, filling.spoilt(workbook, renamed)), "--data", folder, "--format", "json"
    )
    assert result.code == 1
    (refused,) = result.json["refused"]
    assert (refused["sheet"], refused["row"], refused["column"]) == ("Cluster", 3, "B")
    assert refused["message"].endswith("; gamma")
    for code, made in (("gama", "gama"), ("gamma", "gamma")):
        again = filling.spoilt(workbook, lambda book, code=code: renamed(book, code))
        outcome = alignment("import", file(folder, again), "--data", folder, "--dry-run", "--format", "json").json
        assert [each["cluster"] for each in outcome["files"]] == [made]
