"""The JSON of each command keeps to its schema, on real data and on data made to exercise it."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from tests.conftest import DATA
from tests.oracle.generate import generate

SCHEMAS = DATA.parent / "docs/schemas"
COMMANDS = ("gaps",)
"""Commands that take a region alone."""


def check(command: str, value: object) -> None:
    """Raise where the value is not what the schema says."""
    schema = json.loads((SCHEMAS / f"{command}.v1.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(value, schema)


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("region", ["auvergne-rhone-alpes", "hauts-de-france", "grand-est"])
def test_founding_regions(command, region, alignment):
    """The three regions that the project started from."""
    result = alignment(command, region, "--format", "json", "--data", DATA)
    assert result.code == 0
    check(command, result.json)


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("seed", range(6))
def test_generated_data(command, seed, tmp_path: Path, alignment):
    """Random data sets with every feature of the format; each form is written without failing."""
    generate(seed, tmp_path)
    for region in sorted(path.name for path in (tmp_path / "regions").iterdir()):
        result = alignment(command, region, "--format", "json", "--data", tmp_path)
        assert result.code == 0, result.err
        check(command, result.json)
        for form in ("text", "markdown", "csv"):
            assert alignment(command, region, "--format", form, "--data", tmp_path).code == 0


@pytest.mark.parametrize("command", COMMANDS)
def test_two_runs_give_the_same_bytes(command, alignment):
    """Nothing depends on the run."""
    first = alignment(command, "grand-est", "--format", "json", "--data", DATA)
    assert first.out == alignment(command, "grand-est", "--format", "json", "--data", DATA).out
