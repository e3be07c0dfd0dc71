"""The JSON of `alignment report` keeps to its schemas, and holds what the commands say on their own."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from oracle.generate import generate
from tests.conftest import DATA

PARTS = ("score", "gaps", "money", "requirements", "scenarios", "trajectory", "allocate", "partners")


def schema(name: str) -> dict[str, object]:
    found: dict[str, object] = json.loads((DATA.parent / f"docs/schemas/{name}.v1.json").read_text("utf-8"))
    jsonschema.Draft7Validator.check_schema(found)
    return found


def judge(folder: Path) -> int:
    """Validate every report of a folder and each of its parts; how many there are."""
    reports = [path for path in sorted(folder.glob("*.json")) if path.stem != "index"]
    for path in reports:
        value = json.loads(path.read_text("utf-8"))
        jsonschema.validate(value, schema("report"))
        for part in PARTS:
            if value[part] is not None:
                jsonschema.validate(value[part], schema(part))
    if (folder / "index.json").exists():
        jsonschema.validate(json.loads((folder / "index.json").read_text("utf-8")), schema("report-index"))
    return len(reports)


def test_real_regions(tmp_path: Path, alignment):
    """The three founding regions, and one without a score."""
    regions = ("auvergne-rhone-alpes", "hauts-de-france", "grand-est", "corse")
    result = alignment("report", *regions, "--format", "json", "--out", tmp_path, "--data", DATA)
    assert result.code == 0
    assert judge(tmp_path) == 3
    index = json.loads((tmp_path / "index.json").read_text("utf-8"))
    assert [(each["region"], each["scored"]) for each in index["regions"]] == [
        ("auvergne-rhone-alpes", True),
        ("hauts-de-france", True),
        ("grand-est", True),
        ("corse", False),
    ]
    alone = alignment("score", "grand-est", "--format", "json", "--data", DATA).json
    within = json.loads((tmp_path / "grand-est.json").read_text("utf-8"))["score"]
    assert {**alone, "basis_note": ""} == {**within, "basis_note": ""}  # the data set goes by another name there


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_generated_data(seed, lang, tmp_path: Path, alignment):
    """Random data sets with every feature of the format, in every form."""
    generate(seed, tmp_path / "data")
    forms = "html,md,csv,json"
    arguments = (
        "--all",
        "--lang",
        lang,
        "--format",
        forms,
        "--out",
        tmp_path / "out",
        "--data",
        tmp_path / "data",
    )
    result = alignment("report", *arguments)
    assert result.code in (0, 1), result.err
    assert judge(tmp_path / "out")
