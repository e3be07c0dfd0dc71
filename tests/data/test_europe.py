"""The shared vocabulary and the European files keep the promises that their headers make."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
import yaml

EUROPE = Path(__file__).parents[2] / "data" / "europe"

ECOSYSTEMS = {
    "aerospace-defence",
    "agri-food",
    "construction",
    "cultural-creative",
    "digital",
    "electronics",
    "energy-intensive",
    "energy-renewables",
    "health",
    "mobility-transport-automotive",
    "proximity-social-economy",
    "retail",
    "textiles",
    "tourism",
}

# The 88 divisions of NACE Rev. 2, as ranges (Regulation (EC) No 1893/2006, annex I).
NACE_RANGES = [
    (1, 3), (5, 9), (10, 33), (35, 35), (36, 39), (41, 43), (45, 47), (49, 53), (55, 56), (58, 63), (64, 66),
    (68, 68), (69, 75), (77, 82), (84, 84), (85, 85), (86, 88), (90, 93), (94, 96), (97, 98), (99, 99),
]  # fmt: skip
NACE_DIVISIONS = {f"{code:02}" for first, last in NACE_RANGES for code in range(first, last + 1)}


def read(name: str) -> dict[str, Any]:
    # Every scalar as text: what these tests look at are words and codes.
    content: dict[str, Any] = yaml.load((EUROPE / name).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
    return content


@pytest.fixture(scope="module")
def domains() -> dict[str, dict[str, Any]]:
    return {domain["id"]: domain for domain in read("domains.yaml")["domains"]}


@pytest.fixture(scope="module")
def clusters() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = read("horizon-europe.yaml")["priorities"]
    return found


def test_the_test_itself_knows_88_divisions() -> None:
    assert len(NACE_DIVISIONS) == 88


def test_a_vocabulary_that_a_person_can_read_in_one_go(domains: dict[str, dict[str, Any]]) -> None:
    assert 40 <= len(domains) <= 60


def test_the_hierarchy_has_two_levels_and_no_lonely_broad_domain(domains: dict[str, dict[str, Any]]) -> None:
    broad = {name for name, domain in domains.items() if "broader" not in domain}
    narrower = [domain["broader"] for domain in domains.values() if "broader" in domain]
    assert set(narrower) == broad


def test_a_label_leads_to_one_domain_only(domains: dict[str, dict[str, Any]]) -> None:
    leads_to: defaultdict[str, list[str]] = defaultdict(list)
    for name, domain in domains.items():
        titles = {title.casefold() for title in domain["title"].values()}
        labels = [label.casefold() for label in domain["labels"]]
        assert len(labels) == len(set(labels)), name
        assert not titles & set(labels), name
        for label in titles | set(labels):
            leads_to[label].append(name)
    assert {label: names for label, names in leads_to.items() if len(names) > 1} == {}


def test_matches_use_the_official_lists(
    domains: dict[str, dict[str, Any]], clusters: list[dict[str, Any]]
) -> None:
    nodes = {cluster["id"] for cluster in clusters}
    for name, domain in domains.items():
        matches = domain.get("matches", {})
        assert set(matches.get("nace", [])) <= NACE_DIVISIONS, name
        assert set(matches.get("ecosystem", [])) <= ECOSYSTEMS, name
        assert set(matches.get("horizon-europe", [])) <= nodes, name


def test_every_cluster_and_every_ecosystem_is_reached_by_a_domain(
    domains: dict[str, dict[str, Any]], clusters: list[dict[str, Any]]
) -> None:
    matches = [domain.get("matches", {}) for domain in domains.values()]
    assert {code for match in matches for code in match.get("ecosystem", [])} == ECOSYSTEMS
    reached = {code for match in matches for code in match.get("horizon-europe", [])}
    assert reached == {cluster["id"] for cluster in clusters}


def test_a_domain_that_an_area_cites_matches_back_to_its_cluster(
    domains: dict[str, dict[str, Any]], clusters: list[dict[str, Any]]
) -> None:
    # Missions run across clusters, so what they cite may belong elsewhere.
    strays = [
        (area["id"], domain)
        for cluster in clusters
        for area in cluster["objectives"]
        if area["id"].startswith("area-")
        for domain in area.get("domains", [])
        if "horizon-europe" in domains[domain].get("matches", {})
        and cluster["id"] not in domains[domain]["matches"]["horizon-europe"]
    ]
    assert strays == []


def test_pillar_two_is_whole(clusters: list[dict[str, Any]]) -> None:
    assert [cluster["id"] for cluster in clusters] == [f"cluster-{number}" for number in range(1, 7)]
    objectives = [node["id"] for cluster in clusters for node in cluster["objectives"]]
    areas = {1: 6, 2: 3, 3: 3, 4: 10, 5: 9, 6: 7}
    assert {node for node in objectives if node.startswith("area-")} == {
        f"area-2-{cluster}-{number}" for cluster, count in areas.items() for number in range(1, count + 1)
    }
    missions = {"mission-adaptation", "mission-cancer", "mission-cities", "mission-ocean", "mission-soil"}
    assert {node for node in objectives if node.startswith("mission-")} == missions


def test_every_i3_rule_has_a_source_and_every_source_a_rule() -> None:
    instrument = read("i3.yaml")
    cited = [source for rule in instrument["rules"] for source in rule["sources"]]
    assert set(cited) == {source["id"] for source in instrument["sources"]}
    assert all(rule["sources"] for rule in instrument["rules"])


def test_one_value_for_each_kind_that_is_judged_in_a_strand() -> None:
    instrument = read("i3.yaml")
    judged = [
        (rule["kind"], strand)
        for rule in instrument["rules"]
        if rule["kind"].endswith(("_min", "_max", "_rate", "_areas"))
        for strand in rule["strands"]
    ]
    assert len(judged) == len(set(judged))
