"""Draws against the exact scores, one draw at a time, and laws worked out by hand. Method, section 9."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from alignment.config import DataFolder
from alignment.kernel.bilingual import Bilingual
from alignment.model.dataset import Dataset
from alignment.model.steering import Scenario
from alignment.model.vocabulary import Method
from alignment.pipeline.loading import load
from alignment.score.coverage import cover
from alignment.score.robustness import Robustness, draw
from alignment.score.setting import Setting, prepare
from oracle.generate import generate
from tests.conftest import write_files


def _data(folder: Path) -> Dataset:
    return load(DataFolder(folder, Bilingual("", ""))).data


def _drawn_by_hand(data: Dataset, region: str, seed: int) -> dict[str, Fraction]:
    """The exact alignments under the first draw of a seed, taken from the source in the documented order.

    The coefficient goes into `method`, the weights of every group of siblings into a scenario, the cursor into the
    option: from there on it is the exact score, spreading included.
    """
    source = np.random.Generator(np.random.PCG64(seed))
    setting = prepare(data, region)
    coefficient = Fraction(float(source.uniform(0.2, 0.6, 1)[0]))
    k = setting.cursor
    low, high = max(Fraction(0), k - Fraction(1, 4)), min(Fraction(1), k + Fraction(1, 4))
    cursor = Fraction(float(source.uniform(float(low), float(high), 1)[0]))
    weights: dict[str, Fraction] = {}
    for framework in setting.frameworks:
        if not setting.weight(framework):
            continue
        kept = [
            placed for placed in framework.text.nodes.values() if framework.fold[placed.node.id] == placed.node.id
        ]
        for parent in [None, *(placed.node.id for placed in kept)]:
            group = [placed.node for placed in kept if placed.parent == parent]
            if len(group) > 1:
                total = sum(node.weight for node in group)
                alpha = [float(20 * len(group) * node.weight / total) for node in group]
                drawn = source.dirichlet(alpha, 1)[0]
                weights |= {
                    f"{framework.id}:{node.id}": Fraction(float(w)) for node, w in zip(group, drawn, strict=True)
                }
    scenario = Scenario(id="drawn", title=None, cursor=None, weights=weights, frameworks=None)
    method = Method(**{**vars(data.method), "significant": coefficient})
    exact = prepare(replace(data, method=method), region, cursor, scenario)
    return {cluster.id: cover(cluster, exact).alignment for cluster in exact.clusters}


@pytest.mark.parametrize("seed", range(8))
def test_one_draw_is_the_exact_score_under_its_weights(seed, tmp_path):
    """Branches spread by drawn weights, the coefficient bounds what it bounds, folding and several frameworks too."""
    judged = 0
    for region in generate(seed, tmp_path, "large" if seed % 2 else "small"):
        data = _data(tmp_path)
        if not data.regions[region].srdeii.axes:
            continue
        found = draw(prepare(data, region), 1, seed)
        expected = {name: float(value) for name, value in _drawn_by_hand(data, region, seed).items()}
        assert {name: spread.median for name, spread in found.clusters.items()} == pytest.approx(
            expected, abs=1e-11
        )
        judged += 1
    assert judged


HEAD = """
=== regions/r/region.yaml
alignment: region/v1
id: r
name: R
srdeii:
  axes: [{axes}]
"""


def _robustness(folder: Path, axes: str, clusters: dict[str, str], draws: int = 2000) -> Robustness:
    text = HEAD.format(axes=", ".join(f"{{id: {name}, title: T}}" for name in axes.split()))
    for name, contributions in clusters.items():
        text += (
            f"=== regions/r/clusters/{name}.yaml\nalignment: roadmap/v1\nid: {name}\nname: {name}\ntype: pole\n"
            f"provenance: coded\nactions:\n  - {{id: a, title: T, contributions: {{{contributions}}}}}\n"
        )
    return draw(prepare(_data(write_files(folder, text)), "r"), draws, 7)


def test_what_the_draws_leave_alone_does_not_vary(tmp_path):
    """Wholly dedicated to the only axis: 1 in every draw, whatever the weights and the coefficient."""
    found = _robustness(tmp_path, "p", {"c": "srdeii:p: principal"})
    assert (found.groups, found.cursor) == (0, None)
    spread = found.clusters["c"]
    assert (spread.low, spread.median, spread.high, spread.ranks) == (1, 1, 1, {1: 1})


def test_a_touched_axis_follows_the_coefficient(tmp_path):
    """Significant on the only axis: uniform on [0.2, 0.6], so 5, 50, 95 % are 0.22, 0.4, 0.58."""
    spread = _robustness(tmp_path, "p", {"c": "srdeii:p: significant"}, 20_000).clusters["c"]
    assert (spread.low, spread.median, spread.high) == pytest.approx((0.22, 0.4, 0.58), abs=0.01)


def test_bounds_of_claims_hold_under_a_drawn_coefficient(tmp_path):
    """Three significant nodes receive min(x, 1/3) each: at most 1/3 where x is above, and their weights sum to 1."""
    claims = "srdeii:p: significant, srdeii:q: significant, srdeii:v: significant"
    spread = _robustness(tmp_path, "p q v", {"c": claims}, 20_000).clusters["c"]
    assert spread.high == pytest.approx(1 / 3, abs=1e-12)
    assert spread.low == pytest.approx(0.22, abs=0.01)
    # Two thirds of the draws are above 1/3: so is the median.
    assert spread.median == pytest.approx(1 / 3, abs=1e-12)


def test_ties_are_shared_equally(tmp_path):
    """Two like clusters above a third: each half of the draws first, half second; P(above) 1/2."""
    found = _robustness(
        tmp_path, "p q", {"a": "srdeii:p: principal", "b": "srdeii:p: principal", "z": "srdeii:p: significant"}
    )
    assert found.clusters["a"].ranks == found.clusters["b"].ranks == pytest.approx({1: 0.5, 2: 0.5})
    assert found.clusters["z"].ranks == {3: 1}
    assert found.above["a"] == pytest.approx({"b": 0.5, "z": 1})
    assert found.above["z"] == pytest.approx({"a": 0, "b": 0})
    assert found.within("a", 1, 2) == pytest.approx(1)


def test_symmetric_clusters_win_half_the_time_and_shares_add_up(tmp_path):
    """One on each of two equal axes: neither has an advantage; P(i above j) + P(j above i) = 1."""
    found = _robustness(tmp_path, "p q", {"a": "srdeii:p: principal", "b": "srdeii:q: principal"}, 20_000)
    assert found.above["a"]["b"] == pytest.approx(0.5, abs=0.02)
    assert found.above["a"]["b"] + found.above["b"]["a"] == pytest.approx(1, abs=1e-12)
    # w ~ Beta(20, 20): mean 1/2, standard deviation sqrt(1/4 / 41) = 0.078, so 5 % lie about 0.37.
    assert found.clusters["a"].low == pytest.approx(0.5 - 1.645 * 0.078, abs=0.01)
    for spread in found.clusters.values():
        assert sum(spread.ranks.values()) == pytest.approx(1, abs=1e-12)


def test_the_cursor_stays_within_its_ends(tmp_path):
    """Around 0.9 it is drawn from 0.65 to 1."""
    text = HEAD.format(axes="{id: p, title: T}") + (
        "steering: {cursor: 0.9}\n=== s3/r.yaml\nalignment: s3/v1\nregion: r\ntitle: S\n"
        "priorities: [{id: s, title: T}]\n=== regions/r/clusters/c.yaml\nalignment: roadmap/v1\nid: c\nname: C\n"
        "type: pole\nprovenance: coded\nactions: [{id: a, title: T, contributions: {s3:s: principal}}]\n"
    )
    setting: Setting = prepare(_data(write_files(tmp_path, text)), "r")
    found = draw(setting, 20_000, 3)
    assert found.cursor == (Fraction(13, 20), Fraction(1))
    # E = 1 and R = 0: the score is the cursor itself.
    spread = found.clusters["c"]
    assert (spread.low, spread.median, spread.high) == pytest.approx((0.6675, 0.825, 0.9825), abs=0.01)


def test_no_cluster_gives_no_figure(tmp_path):
    """An empty region is neither sure nor unsure."""
    found = _robustness(tmp_path, "p q", {})
    assert (found.clusters, found.above) == ({}, {})
    assert (found.draws, found.seed) == (2000, 7)
