"""The JSON of the commands on a region keeps to their schemas, on real data and on data made to exercise them."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from oracle.generate import generate
from tests.conftest import DATA

COMMANDS = ["gaps", "matrix", "money", "requirements", "robustness", "scenarios", "trajectory"]


def _schema(command: str) -> dict[str, object]:
    found: dict[str, object] = json.loads((DATA.parent / f"docs/schemas/{command}.v1.json").read_text("utf-8"))
    jsonschema.Draft7Validator.check_schema(found)
    return found


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("region", ["auvergne-rhone-alpes", "hauts-de-france", "grand-est"])
def test_founding_regions(command, region, alignment):
    """The three regions that the project started from; two runs give the same bytes."""
    result = alignment(command, region, "--format", "json", "--data", DATA)
    assert result.code == 0
    jsonschema.validate(result.json, _schema(command))
    assert alignment(command, region, "--format", "json", "--data", DATA).out == result.out


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("seed", range(4))
def test_generated_data(command, seed, tmp_path: Path, alignment):
    """Random data sets with every feature of the format; the other forms are written without failing."""
    judged = 0
    for region in generate(seed, tmp_path):
        result = alignment(command, region, "--format", "json", "--data", tmp_path)
        if result.code == 0:
            jsonschema.validate(result.json, _schema(command))
            judged += 1
            for form in ("text", "markdown", "csv"):
                assert alignment(command, region, "--format", form, "--data", tmp_path).code == 0
    assert judged
