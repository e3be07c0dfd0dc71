"""Ways to meet a requirement on money, and why a metric has no value, worked out with a pencil. Method, section 7."""

from __future__ import annotations

from fractions import Fraction

import pytest

from alignment.config import DataFolder
from alignment.kernel.bilingual import Bilingual
from alignment.pipeline.loading import load
from alignment.score.region import score_region
from alignment.score.remedy import Fund, Lower, OutOfReach, remedy, why_unknown
from alignment.score.setting import prepare
from tests.conftest import write_files

MONEY = """
=== regions/r/region.yaml
alignment: region/v1
id: r
name: R
srdeii: {axes: [{id: p, title: P}, {id: q, title: Q}]}
steering:
  requirements:
    - {id: asked, %s}
=== regions/r/clusters/rich.yaml
alignment: roadmap/v1
id: rich
name: Riche
type: pole
provenance: illustrative
actions:
  - id: x
    title: X
    contributions: {srdeii:p: principal}
    budget:
      - {source: region, amount: 40, secured: true}
      - {source: region, amount: 20}
      - {source: state, amount: 30}
  - {id: y, title: Y, contributions: {srdeii:q: principal}, budget: [{source: private, amount: 10}]}
=== regions/r/clusters/poor.yaml
alignment: roadmap/v1
id: poor
name: Pauvre
type: pole
provenance: illustrative
actions:
  - {id: z, title: Z, contributions: {srdeii:p: principal}, budget: [{source: state, amount: 5}]}
=== regions/r/clusters/idle.yaml
alignment: roadmap/v1
id: idle
name: Oisif
type: pole
provenance: illustrative
actions: []
"""


@pytest.fixture
def asked(tmp_path):
    """The value of a requirement on one cluster, the way to meet it, and why there is no value where there is none."""

    def ask(requirement: str, cluster: str = "rich"):
        folder = DataFolder(write_files(tmp_path / "data", MONEY % requirement), Bilingual("essai", "test"))
        loaded = load(folder)
        assert not loaded.diagnostics
        score = score_region(prepare(loaded.data, "r", None, None))
        (judgement,) = [each for each in score.requirements if each.cluster == cluster]
        covered = next(each for each in score.clusters if each.cluster.id == cluster)
        why = why_unknown(judgement, score.setting, covered) if judgement.value is None else None
        return judgement.value, remedy(judgement, score.setting, covered, score.funding), why

    return ask


@pytest.mark.parametrize(
    ("bound", "way"),
    [
        ("at_least: 1", Fund(None, 2000, "others")),  # 60 for 60: 20 more
        ("at_least: 0.667", Fund(None, 2, "others")),  # 0.667 x 60 = 40.02
        ("at_most: 0.5", Fund(None, 2000, "region")),  # 40 for 80
        ("at_most: 0", OutOfReach()),
        ("at_least: 0.5", None),
        ("at_most: 0.7", None),
    ],
)
def test_leverage(bound, way, asked):
    """The region gives 60 €, secured or not, others 40 €: two thirds for one euro. No bound of 1 holds for it."""
    value, found, _ = asked(f"metric: leverage, {bound}")
    assert value == Fraction(2, 3)
    assert found == way


@pytest.mark.parametrize(
    ("bound", "way"),
    [
        ("at_least: 0.95", Fund(500, 10000, "measured")),  # 5 € of 100 moved, or 100 € more: 190 of 200
        ("at_least: 0.9001", Fund(1, 11, "measured")),  # 1 cent moved; 0.01 / 0.0999 = 0.1001 €, rounded up
        ("at_least: 1", Fund(1000, None, "measured")),  # what is elsewhere must move
        ("at_most: 0.6", Fund(3000, 5000, "elsewhere")),  # 30 € moved, or 50 € more: 90 of 150
        ("at_most: 0", Fund(9000, None, "elsewhere")),
        ("at_least: 1.5", OutOfReach()),
        ("at_least: 0.9", None),
    ],
)
def test_the_share_of_the_money(bound, way, asked):
    """X's 90 € go to p, of 100 € in all."""
    value, found, _ = asked(f"metric: funded_share, node: srdeii:p, {bound}")
    assert value == Fraction(9, 10)
    assert found == way


def test_breadth_is_only_lowered_by_serving_less(asked):
    """Both axes are covered whole; at most a half of them."""
    assert asked("metric: coverage, framework: srdeii, at_most: 0.5") == (1, Lower(), None)


@pytest.mark.parametrize(
    ("requirement", "cluster", "why"),
    [
        ("metric: leverage, at_least: 1", "poor", "region-money"),
        ("metric: funded_share, node: srdeii:p, at_least: 0.5", "idle", "budget"),
        ("metric: mandate_coverage, framework: srdeii, at_least: 0.5", "poor", "mandate"),
        ("metric: focus, framework: srdeii, at_least: 0.5", "idle", "actions"),
        ("metric: articulation, at_least: 0.5", "idle", "actions"),
        ("metric: articulation, at_least: 0.5", "poor", "europe"),
        ("metric: coverage, framework: s3, at_least: 0.5", "poor", "framework"),
        ("metric: funded_share, framework: s3, at_least: 0.5", "poor", "framework"),
    ],
)
def test_why_there_is_no_value(requirement, cluster, why, asked):
    """What the data would have to say: no way is announced for what can't be measured."""
    assert asked(requirement, cluster) == (None, None, why)
