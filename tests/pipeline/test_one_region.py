"""Read for one region, a data set gives the same answers as read whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from alignment.config import DataFolder
from alignment.kernel.bilingual import Bilingual
from alignment.pipeline import loading, scoring
from alignment.pipeline.one_region import load_region
from alignment.report.json_v1 import score_v1
from tests.conftest import DATA
from tests.oracle.generate import generate

TWO = """
=== regions/a/region.yaml
alignment: region/v1
id: a
name: Alpha
srdeii: {axes: [{id: x, title: X}]}
steering:
  requirements: [{id: r, metric: alignment, at_least: 0.5, applies_to: {clusters: [k]}}]
=== regions/a/clusters/k.yaml
alignment: roadmap/v1
id: k
name: K
type: pole
provenance: coded
actions: [{id: p, title: P, contributions: {srdeii:x: principal}}]
=== regions/b/region.yaml
alignment: region/v1
id: b
name: Beta
srdeii: {axes: [{id: y, title: Y}]}
=== regions/b/clusters/m.yaml
alignment: roadmap/v1
id: m
name: M
type: pole
provenance: coded
"""
BOTH = """
=== regions/b/clusters/n.yaml
alignment: roadmap/v1
id: n
name: N
type: pole
regions: [b, %s]
provenance: coded
actions: [{id: q, title: Q, contributions: {a/srdeii:x: significant, srdeii:y: principal}}]
"""
TAKEN = """
=== regions/b/clusters/taken.yaml
alignment: roadmap/v1
%s
name: T
type: pole
provenance: coded
"""


def folder(path: Path) -> DataFolder:
    """A data folder."""
    return DataFolder(path, Bilingual("essai", "trial"))


def scored(loaded: loading.Loaded, region: str) -> object:
    """The score of a region as JSON, or what stops it."""
    result = scoring.score(loaded, region, needs_srdeii=False)
    return result if isinstance(result, list) else score_v1(result, "")


def same(path: Path, region: str) -> bool:
    """Whether a region read by itself scores as it does in the whole; False when only the whole can tell."""
    alone = load_region(folder(path), region)
    if alone is None:
        return False
    assert scored(alone, region) == scored(loading.load(folder(path)), region)
    return True


@pytest.mark.parametrize("region", sorted(path.name for path in (DATA / "regions").iterdir()))
def test_our_regions(region):
    """Each region of our data can be read by itself."""
    assert same(DATA, region)


@pytest.mark.parametrize("seed", range(12))
def test_made_up_regions_that_share_clusters(seed, tmp_path):
    """Clusters of several regions, references to other regions, several frameworks."""
    for region in generate(seed, tmp_path, "large" if seed % 2 else "small"):
        assert same(tmp_path, region)


def test_the_roadmaps_of_others_are_not_parsed(workspace):
    """Nor are their texts, where no roadmap at hand names them."""
    loaded = load_region(folder(workspace(TWO)), "a")
    assert loaded is not None
    assert sorted(loaded.files) == ["regions/a/clusters/k.yaml", "regions/a/region.yaml"]


@pytest.mark.parametrize("name", ["a", "'a'", '"\\x61"'])
def test_a_roadmap_that_binds_itself_from_another_folder(workspace, name):
    """It is read, however its author wrote the region, and the texts of its own region with it."""
    path = workspace(TWO + BOTH % name)
    loaded = load_region(folder(path), "a")
    assert loaded is not None
    assert [placed.roadmap.id for placed in loaded.data.roadmaps_of("a")] == ["k", "n"]
    assert set(loaded.data.regions) == {"a", "b"}
    assert same(path, "a")


@pytest.mark.parametrize("line", ["id: k", "'id': k", '"\\x69d": "\\x6b"', 'id: "k"'])
def test_an_id_taken_elsewhere_stops_the_score_as_ever(workspace, alignment, line):
    """The second of two files with one id is refused, wherever it lies."""
    path = workspace(TWO + TAKEN % line)
    assert load_region(folder(path), "b") is None  # its roadmap comes second: the whole has to tell
    result = alignment("score", "b", "--data", path)
    assert result.code == 1
    assert "taken.yaml" in result.err + result.out
    assert same(path, "a")


def test_an_id_that_no_one_can_see(workspace):
    """A roadmap of the region whose id does not stand after `id:` at the start of a line: the whole has to tell."""
    assert load_region(folder(workspace(TWO.replace("id: k", "'id': k"))), "a") is None


def test_the_whole_tells_what_stops_a_score(workspace, alignment):
    """Errors of the region's files, and names that are no folder."""
    path = workspace(TWO.replace("srdeii:x:", "srdeii:z:"))
    assert load_region(folder(path), "a") is None
    assert alignment("score", "a", "--data", path).code == 1
    assert load_region(folder(path), "Beta") is None
    assert alignment("score", "Beta", "--data", path).code == 0
    for name in ("", ".", "../a", "a/clusters", "\udcff"):  # the last one is a byte that is no text
        assert load_region(folder(path), name) is None
        assert alignment("score", name, "--data", path).code == 2


def test_a_cluster_of_another_region_is_told_with_its_regions(workspace, alignment):
    """What only the whole knows is still said."""
    result = alignment("explain", "a", "m", "--data", workspace(TWO))
    assert result.code == 2
    assert "M n’est pas un cluster de la région Alpha (régions de sa feuille de route : b)" in result.err.replace(
        "\u00a0", " "
    )
