"""The project's scores against the oracle's, on seeded random data sets: the same numbers, to the last decision."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Any

import pytest

from alignment.cli.main import run
from oracle.comparing import compare
from oracle.cursor import set_scene
from oracle.generate import generate
from oracle.oracle import exact, plain
from oracle.reading import read

SEEDS = range(60)
CURSORS = ("0", "1", "0.25", "0.3", "0.6667", "0.5")


def settings(rng: Random, scenarios: list[str]) -> list[dict[str, str]]:
    """The region as it steers itself, at another cursor, and under one of its scenarios, which may be moved too."""
    asked: list[dict[str, str]] = [{}, {"cursor": rng.choice(CURSORS)}]
    if scenarios:
        asked.append({"scenario": rng.choice(scenarios)})
        if rng.random() < 0.3:
            asked[-1]["cursor"] = rng.choice(CURSORS)
    return asked


def differences(folder: Path, region: str, asked: dict[str, str], capsys: Any) -> list[str]:
    """What `alignment score` says otherwise than the oracle."""
    options = [text for name, value in asked.items() for text in (f"--{name}", value)]
    code = run(["score", region, "--format", "json", "--data", str(folder), *options])
    printed = capsys.readouterr()
    if code != 0:
        return [f"exit code {code}: {printed.out[-500:]}{printed.err[-2000:]}"]
    expected = plain(exact(set_scene(read(folder), region, asked.get("cursor"), asked.get("scenario"))))
    return compare(expected, json.loads(printed.out))


@pytest.mark.parametrize("seed", SEEDS)
def test_same_result_as_the_oracle(seed: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    regions = generate(seed, tmp_path)
    rng = Random(seed)
    region = rng.choice(list(regions))
    found = {str(asked): differences(tmp_path, region, asked, capsys) for asked in settings(rng, regions[region])}
    assert {asked: lines[:10] for asked, lines in found.items() if lines} == {}


@pytest.mark.parametrize("region", ["auvergne-rhone-alpes", "grand-est", "hauts-de-france"])
def test_same_result_on_the_project_s_own_data(region: str, capsys: pytest.CaptureFixture[str]) -> None:
    folder = Path(__file__).parents[2] / "data"
    assert differences(folder, region, {"cursor": "0.3"}, capsys) == []
