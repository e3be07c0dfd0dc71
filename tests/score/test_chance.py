"""The percentile of chance, against every permutation written out by hand. Method, section 7."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from alignment.config import DataFolder
from alignment.kernel.bilingual import Bilingual
from alignment.pipeline.loading import load
from alignment.score.chance import Chance, chance
from alignment.score.setting import prepare
from tests.conftest import write_files

REGION = """
=== regions/r/region.yaml
alignment: region/v1
id: r
name: R
srdeii:
  axes: [{axes}]
=== regions/r/clusters/c.yaml
alignment: roadmap/v1
id: c
name: C
type: pole
provenance: illustrative
actions:
{actions}
"""
CLOSE = Fraction(2, 100)
"""Four standard deviations of a share over 10 000 draws."""


def _chance(folder: Path, axes: dict[str, int], actions: list[tuple[str, str]], **options: int) -> Chance | None:
    """The percentile on a small region: axes with weights, actions as (contributions, euros or nothing)."""
    listed = ", ".join(f"{{id: {name}, title: T, weight: {weight}}}" for name, weight in axes.items())
    lines = []
    for index, (contributions, euros) in enumerate(actions):
        budget = f", budget: [{{source: state, amount: {euros}}}]" if euros else ""
        lines.append(f"  - {{id: a{index}, title: T, contributions: {{{contributions}}}{budget}}}")
    write_files(folder, REGION.format(axes=listed, actions="\n".join(lines)))
    setting = prepare(load(DataFolder(folder, Bilingual("", ""))).data, "r")
    counting = [scored for cluster in setting.clusters for scored in cluster.counting]
    return chance(counting, setting.frameworks[0], **options)


def test_one_action_on_two_leaves(tmp_path):
    """Weights 1/2, 1/4, 1/4; 7 EUR, principal on p and significant on q: 5 and 2 EUR (1 and 0.4 of 1.4).

    The six placements of (5, 2, 0) on (p, q, v), in sevenths of the money:
      (5, 2, 0) and (5, 0, 2): 1/2 + 1/4 = 3/4
      (2, 5, 0) and (2, 0, 5): 2/7 + 1/4 = 15/28
      (0, 5, 2) and (0, 2, 5): 1/4 + 1/4 = 1/2
    Stated: 3/4. Four below, two ties: (4 + 1) / 6.
    """
    found = _chance(tmp_path, {"p": 2, "q": 1, "v": 1}, [("srdeii:p: principal, srdeii:q: significant", "7")])
    assert found is not None
    assert found.draws == 10_000
    assert abs(found.percentile - Fraction(5, 6)) < CLOSE
    assert abs(Fraction(found.below, found.draws) - Fraction(4, 6)) < CLOSE
    assert abs(Fraction(found.ties, found.draws) - Fraction(2, 6)) < CLOSE


def test_three_actions_on_one_leaf_each(tmp_path):
    """3, 1 and 2 EUR, each on any of three equal leaves: 27 placements of 6 EUR, 2 EUR wished for each.

    All together (3 of 27): 2/6. On two leaves: 3 and 1 + 2, or 3 + 1 and 2 (6 each): 4/6; 3 + 2 and 1 (6): 3/6.
    One each (6): 2 + 1 + 2 = 5/6. Stated: 3 + 1 on p, 2 on q: 4/6. Below 9, ties 12: (9 + 6) / 27.
    """
    actions = [("srdeii:p: principal", "3"), ("srdeii:p: principal", "1"), ("srdeii:q: principal", "2")]
    found = _chance(tmp_path, {"p": 1, "q": 1, "v": 1}, actions)
    assert found is not None
    assert abs(found.percentile - Fraction(5, 9)) < CLOSE


def test_ties_count_half_and_are_decided_exactly(tmp_path):
    """One action on one of three equal leaves: every placement gives 1/3, in figures that floats cannot hold."""
    found = _chance(tmp_path, {"p": 1, "q": 1, "v": 1}, [("srdeii:q: principal", "0.01")], draws=50)
    assert found == Chance(0, 50, 50)
    assert found.percentile == Fraction(1, 2)


def test_nothing_attributed_has_no_percentile(tmp_path):
    """No budget, a budget of zero, and a budget on an action that serves nothing."""
    actions = [("srdeii:p: principal", ""), ("srdeii:p: principal", "0"), ("srdeii:p: none", "5")]
    assert _chance(tmp_path, {"p": 1, "q": 1}, actions) is None


@pytest.mark.parametrize("seed", [1, 2])
def test_a_seed_gives_the_same_draws_again(tmp_path, seed):
    """Two runs agree to the draw."""
    arguments = ({"p": 2, "q": 1, "v": 3}, [("srdeii:p: principal", "3"), ("srdeii:q: principal", "2")])
    first = _chance(tmp_path, *arguments, draws=500, seed=seed)
    assert first == _chance(tmp_path, *arguments, draws=500, seed=seed)
    assert first is not None
    assert 0 < first.below < 500
