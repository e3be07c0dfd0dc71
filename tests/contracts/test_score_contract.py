"""The JSON of `alignment score` keeps to its schema, on real data and on data made to exercise it."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from tests.conftest import DATA
from tests.oracle.generate import generate

SCHEMA = json.loads((DATA.parent / "docs/schemas/score.v1.json").read_text("utf-8"))


@pytest.mark.parametrize("region", ["auvergne-rhone-alpes", "hauts-de-france", "grand-est"])
def test_founding_regions(region, alignment):
    """The three regions that the project started from."""
    result = alignment("score", region, "--format", "json", "--data", DATA)
    assert result.code == 0
    jsonschema.validate(result.json, SCHEMA)


@pytest.mark.parametrize("seed", range(8))
def test_generated_data(seed, tmp_path: Path, alignment):
    """Random data sets with every feature of the format."""
    generate(seed, tmp_path)
    for region in sorted(path.name for path in (tmp_path / "regions").iterdir()):
        result = alignment("score", region, "--format", "json", "--data", tmp_path)
        if result.code == 0:
            jsonschema.validate(result.json, SCHEMA)


def test_two_runs_give_the_same_bytes(alignment):
    """Nothing depends on the run."""
    first = alignment("score", "grand-est", "--format", "json", "--data", DATA)
    assert first.out == alignment("score", "grand-est", "--format", "json", "--data", DATA).out
