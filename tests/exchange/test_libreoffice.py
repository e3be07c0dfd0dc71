"""LibreOffice opens the workbook: lists and bounds are there after it has saved it in both formats."""

from __future__ import annotations

import io
import shutil
import subprocess

import openpyxl
import pytest

from tests.exchange import filling
from tests.exchange.filling import CLEAN

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")

pytestmark = pytest.mark.skipif(OFFICE is None, reason="LibreOffice isn't installed here (.ci/run installs it)")


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The filled workbook as LibreOffice saves it."""
    folder = tmp_path_factory.mktemp("bureau")
    (folder / "classeur.xlsx").write_bytes(filling.filled(filling.loaded()))
    (folder / "out").mkdir()
    home = f"-env:UserInstallation=file://{folder}/profil"
    for form in ("ods", "xlsx"):
        command = [OFFICE, home, "--headless", "--convert-to", form, "--outdir", "out", "classeur.xlsx"]
        subprocess.run([str(part) for part in command], cwd=folder, check=True, capture_output=True, timeout=180)
    return {form: (folder / "out" / f"classeur.{form}").read_bytes() for form in ("ods", "xlsx")}


@pytest.mark.parametrize("form", ["ods", "xlsx"])
def test_what_libreoffice_saves_reads_the_same(converted: dict[str, bytes], form: str) -> None:
    said = filling.read(filling.loaded(), converted[form], f"classeur.{form}")
    assert said.refused == []
    assert said.text == CLEAN


def test_lists_and_bounds_survive(converted: dict[str, bytes]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(converted["xlsx"]))
    lists = book["Listes"]

    def rule(sheet: str, place: str) -> tuple[str, str]:
        found = next(each for each in book[sheet].data_validations.dataValidation if place in each.sqref)
        return found.type, found.formula1

    def values(formula: str) -> list[str]:
        sheet, _, area = formula.replace("$", "").rpartition("!")
        return [cell.value for row in book[sheet.strip("'")][area] for cell in row if cell.value]

    kind, formula = rule("Contributions", "B10")
    assert kind == "list"
    assert values(formula)[:3] == [
        "SRDEII – Industrie",
        "SRDEII – Relocaliser la production",
        "SRDEII – Décarboner les usines",
    ]
    assert values(rule("Contributions", "C10")[1]) == ["principal", "significatif", "non visé"]
    assert values(rule("Contributions", "A10")[1]) == ["Scierie connectée", "Campus du bois"]
    assert values(rule("Actions", "C10")[1]) == ["proposée", "prévue", "en cours", "achevée", "abandonnée"]
    assert "FEDER" in values(rule("Budget", "B10")[1])
    assert rule("Budget", "C10") == ("decimal", "0")
    assert rule("Actions", "F10")[0] == "decimal"
    assert lists.sheet_state == "hidden"
    assert book["Actions"].print_title_rows == "$3:$3"
