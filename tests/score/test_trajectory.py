"""Trajectories of random data sets against the oracle's, exactly."""

from __future__ import annotations

from pathlib import Path

import pytest

from alignment.config import PACKAGED, DataFolder
from alignment.pipeline.loading import load
from alignment.score.region import score_region
from alignment.score.setting import prepare
from alignment.score.trajectory import trajectory
from oracle import portfolio
from oracle.cursor import set_scene
from oracle.generate import generate
from oracle.reading import read


@pytest.mark.parametrize("seed", range(20))
def test_same_years_as_the_oracle(seed: int, tmp_path: Path) -> None:
    """Every framework of every region: coverage of each year, and the actions named as undated."""
    for region in generate(seed, tmp_path):
        score = score_region(prepare(load(DataFolder(tmp_path, PACKAGED)).data, region))
        scene = set_scene(read(tmp_path), region)
        for framework in scene.frameworks:
            mine = next(each for each in score.setting.frameworks if each.id == framework.id)
            found = trajectory(score.setting, mine, score.priorities)
            expected = portfolio.trajectory(scene, framework)
            assert {year: each.coverage for year, each in found.planned.items()} == {
                year: each["region"] for year, each in expected.items()
            }
            named = {(cluster.id, scored.action.id) for cluster, scored in found.undated}
            assert named <= set(portfolio.undated(scene))
