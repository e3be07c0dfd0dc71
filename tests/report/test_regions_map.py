"""The outlines that report maps are drawn from."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
MAP = ROOT / "src" / "alignment" / "report" / "regions_map.json"

Vertex = tuple[int, int]


@pytest.fixture(scope="module")
def regions_map() -> dict[str, Any]:
    content: dict[str, Any] = json.loads(MAP.read_text(encoding="utf-8"))
    return content


def vertices(path: str) -> set[Vertex]:
    return {(int(x), int(y)) for x, y in re.findall(r"(-?\d+),(-?\d+)", path)}


def test_every_region_of_the_data_set_has_an_outline_and_a_place_for_its_name(regions_map: dict[str, Any]) -> None:
    regions = sorted(folder.name for folder in (ROOT / "data" / "regions").iterdir() if folder.is_dir())
    assert len(regions) == 18
    assert sorted(regions_map["regions"]) == regions
    assert sorted(regions_map["anchors"]) == regions


def test_paths_are_closed_rings_of_whole_numbers_inside_the_view_box(regions_map: dict[str, Any]) -> None:
    left, top, width, height = regions_map["view_box"]
    for region, path in regions_map["regions"].items():
        assert re.fullmatch(r"(M-?\d+,-?\d+(L-?\d+,-?\d+){2,}Z)+", path), region
        for x, y in vertices(path):
            assert left < x < left + width, region
            assert top < y < top + height, region


# Pairs that touch on the ground, one for each metropolitan region but Corse.
NEIGHBOURS = [
    ("bretagne", "pays-de-la-loire"),
    ("normandie", "hauts-de-france"),
    ("ile-de-france", "centre-val-de-loire"),
    ("grand-est", "bourgogne-franche-comte"),
    ("nouvelle-aquitaine", "occitanie"),
    ("auvergne-rhone-alpes", "provence-alpes-cote-d-azur"),
]


@pytest.mark.parametrize(("one", "other"), NEIGHBOURS)
def test_neighbours_still_share_their_border_after_rounding(
    regions_map: dict[str, Any], one: str, other: str
) -> None:
    shared = vertices(regions_map["regions"][one]) & vertices(regions_map["regions"][other])
    assert len(shared) >= 10


def test_regions_far_apart_share_no_vertex(regions_map: dict[str, Any]) -> None:
    paths = regions_map["regions"]
    assert not vertices(paths["bretagne"]) & vertices(paths["grand-est"])
    for region, path in paths.items():
        if region != "corse":
            assert not vertices(path) & vertices(paths["corse"]), region


def test_the_mainland_is_the_right_way_up(regions_map: dict[str, Any]) -> None:
    anchors = regions_map["anchors"]
    west_to_east = ["bretagne", "normandie", "ile-de-france", "grand-est", "corse"]
    north_to_south = ["hauts-de-france", "ile-de-france", "centre-val-de-loire", "occitanie", "corse", "guyane"]
    assert all(anchors[a][0] < anchors[b][0] for a, b in pairwise(west_to_east))
    assert all(anchors[a][1] < anchors[b][1] for a, b in pairwise(north_to_south))


def test_overseas_regions_keep_to_their_frames(regions_map: dict[str, Any]) -> None:
    assert sorted(regions_map["frames"]) == ["guadeloupe", "guyane", "la-reunion", "martinique", "mayotte"]
    for region, (x, y, width, height) in regions_map["frames"].items():
        for px, py in [*vertices(regions_map["regions"][region]), tuple(regions_map["anchors"][region])]:
            assert x < px < x + width, region
            assert y < py < y + height, region


def test_the_file_stays_small_and_names_its_origin_and_licence(regions_map: dict[str, Any]) -> None:
    assert MAP.stat().st_size <= 120_000
    assert "Natural Earth" in regions_map["source"]["origin"]
    assert "public domain" in regions_map["source"]["licence"]
