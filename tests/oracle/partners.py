"""A second reading of docs/guides/partenaires.md: random data sets as plain values, and every answer by trying everything.

Nothing here is shared with the tool: a data set is a plain value, written as JSON (which is YAML) for the tool and
read by these functions as it is.
"""

from __future__ import annotations

import json
from fractions import Fraction
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any

TREE = {"a": None, "a1": "a", "a2": "a", "b": None, "b1": "b", "c": None}
STAGES = ["research", "design", "components", "test", "production", "integration", "services", "recycling"]
UNION = {"FR", "IT", "GR", "ES", "PT"}
"""Those of the Member States that are drawn."""
CATEGORIES = [None, "more-developed", "transition", "less-developed", "less-developed"]


def make(seed: int) -> dict[str, Any]:
    """A data set of four to nine regions. Weights are few, so that ties are common."""
    rng = Random(seed)
    names = [f"r{index}" for index in range(rng.randint(4, 9))]
    regions = {}
    for name in names:
        regions[name] = {
            "nuts": rng.choice([["FRA1"], ["FRB1", "FRB2"], ["ITC1"], ["EL30"], ["TR10"], [], ["ES11", "PT11"]]),
            "category": rng.choice(CATEGORIES),
            "s3": None
            if rng.random() < 0.1
            else [_priority(rng, f"p{index}") for index in range(rng.randint(1, 4))],
        }
    clusters = {}
    for index in range(rng.randint(2, 7)):
        home = rng.choice(names)
        also = [name for name in names if name != home and rng.random() < 0.15]
        clusters[f"c{index}"] = {
            "home": home,
            "regions": [home, *also],
            "actions": [_action(rng, names) for _ in range(rng.randint(0, 4))],
        }
    kinds = {"regions_min": (2, 5), "countries_min": (1, 3), "less_developed_min": (1, 3)}
    rules = [
        {
            "id": f"rule{i}",
            "kind": kind,
            "value": rng.randint(*kinds[kind]),
            "strands": rng.choice([[], ["s1"], ["s2"]]),
        }
        for i, kind in enumerate(rng.choices(list(kinds), k=rng.randint(1, 5)))
    ]
    return {"regions": regions, "clusters": clusters, "rules": rules}


def _priority(rng: Random, name: str, depth: int = 1) -> dict[str, Any]:
    below = []
    if depth < 3 and rng.random() < 0.4:
        below = [_priority(rng, f"{name}-{index}", depth + 1) for index in range(rng.randint(1, 2))]
    domains = rng.sample(sorted(TREE), rng.choice([0, 1, 1, 2]))
    return {"id": name, "weight": rng.choice([1, 1, 2]), "domains": domains, "below": below}


def _action(rng: Random, names: list[str]) -> dict[str, Any]:
    partners = [
        {"region": rng.choice([*names, None]), "country": rng.choice(["FR", "ES", "CA", None])}
        for _ in range(rng.choice([0, 0, 1, 2]))
    ]
    return {
        "status": rng.choice(["planned", "running", "completed", "proposed", "abandoned"]),
        "domains": rng.sample(sorted(TREE), rng.choice([0, 1, 1, 2])),
        "stages": rng.sample(STAGES, rng.choice([0, 0, 1, 2])),
        "partners": partners,
    }


def write(data: dict[str, Any], folder: Path) -> Path:
    """The files of a data set."""
    files: dict[str, Any] = {
        "europe/domains.yaml": {
            "alignment": "domains/v1",
            "domains": [
                {"id": name, "title": {"fr": name, "en": name}, **({"broader": above} if above else {})}
                for name, above in TREE.items()
            ],
        },
        "europe/i3.yaml": {
            "alignment": "i3/v1",
            "strands": [{"id": "s1", "title": "Volet 1"}, {"id": "s2", "title": "Volet 2"}],
            "rules": [{**rule, "title": rule["id"]} for rule in data["rules"]],
        },
    }
    for name, region in data["regions"].items():
        files[f"regions/{name}/region.yaml"] = {
            "alignment": "region/v1",
            "id": name,
            "name": name.upper(),
            "nuts": region["nuts"],
            **({"cohesion_category": region["category"]} if region["category"] else {}),
            "srdeii": {"axes": [{"id": "axe", "title": "Axe"}]},
        }
        if region["s3"] is not None:
            files[f"s3/{name}.yaml"] = {
                "alignment": "s3/v1",
                "region": name,
                "title": "S3",
                "priorities": [_node(each) for each in region["s3"]],
            }
    for name, cluster in data["clusters"].items():
        files[f"regions/{cluster['home']}/clusters/{name}.yaml"] = {
            "alignment": "roadmap/v1",
            "id": name,
            "name": f"Cluster {name}",
            "type": "cluster",
            "regions": cluster["regions"],
            "provenance": "illustrative",
            "actions": [
                {
                    "id": f"x{index}",
                    "title": f"X{index}",
                    "status": action["status"],
                    "domains": action["domains"],
                    "value_chain": action["stages"],
                    "partners": [
                        {key: value for key, value in each.items() if value} for each in action["partners"]
                    ],
                }
                for index, action in enumerate(cluster["actions"])
            ],
        }
    for file, value in files.items():
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(value), "utf-8")
    return folder


def _node(each: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": each["id"],
        "title": each["id"],
        "weight": each["weight"],
        "domains": each["domains"],
        "objectives": [_node(below) for below in each["below"]],
    }


def top(domain: str) -> str:
    """The broadest domain above one."""
    return TREE[domain] or domain


def leaves(nodes: list[dict[str, Any]], share: Fraction, inherited: list[str]) -> list[tuple[Fraction, list[str]]]:
    """The leaves of a tree: weight, and the domains of the nearest node that cites some."""
    total = sum(each["weight"] for each in nodes)
    found = []
    for each in nodes:
        own = share * Fraction(each["weight"], total)
        domains = each["domains"] or inherited
        found += leaves(each["below"], own, domains) if each["below"] else [(own, domains)]
    return found


def profile(parts: list[tuple[Fraction, list[str]]]) -> dict[str, Fraction]:
    """Share by cited domain."""
    found: dict[str, Fraction] = {}
    for share, domains in parts:
        for domain in domains:
            found[domain] = found.get(domain, Fraction(0)) + share / len(domains)
    return found


def region_profile(data: dict[str, Any], region: str) -> dict[str, Fraction]:
    """A region's S3 by domain, empty where it has none."""
    return profile(leaves(data["regions"][region]["s3"] or [], Fraction(1), []))


def similarity(profiles: list[dict[str, Fraction]]) -> Fraction | None:
    """Half the sum of minima over cited domains, half over the broadest ones."""
    if not all(profiles):
        return None

    def minima(found: list[dict[str, Fraction]]) -> Fraction:
        return sum((min(each.get(domain, Fraction(0)) for each in found) for domain in TREE), Fraction(0))

    broad = []
    for each in profiles:
        up: dict[str, Fraction] = {}
        for domain, share in each.items():
            up[top(domain)] = up.get(top(domain), Fraction(0)) + share
        broad.append(up)
    return (minima(profiles) + minima(broad)) / 2


def shared_tops(profiles: list[dict[str, Fraction]]) -> set[str]:
    """The broadest domains under which all cite something."""
    return set.intersection(*({top(domain) for domain in each} for each in profiles))


def roles(data: dict[str, Any], region: str) -> set[tuple[str, str]]:
    """(broadest domain, stage) of the counting actions of the clusters that work in a region."""
    return {
        (top(domain), stage)
        for cluster in data["clusters"].values()
        if region in cluster["regions"]
        for action in cluster["actions"]
        if action["status"] in ("planned", "running", "completed")
        for domain in action["domains"]
        for stage in action["stages"]
    }


def complementarity(ours: set[Any], theirs: set[Any], tops: set[str]) -> Fraction | None:
    """Over the shared domains of which both hold something: roles that one alone holds, by all roles."""
    known = [d for d in tops if any(t == d for t, _ in ours) and any(t == d for t, _ in theirs)]
    mine = {role for role in ours if role[0] in known}
    yours = {role for role in theirs if role[0] in known}
    return Fraction(len(mine ^ yours), len(mine | yours)) if mine | yours else None


def links(data: dict[str, Any], one: str, two: str) -> int:
    """Clusters of both, and partners named from the home of a cluster to the other region."""
    count = 0
    for cluster in data["clusters"].values():
        count += one in cluster["regions"] and two in cluster["regions"]
        for action in cluster["actions"]:
            if action["status"] in ("planned", "running", "completed"):
                for partner in action["partners"]:
                    count += {cluster["home"], partner["region"]} == {one, two}
    return count


def country(region: dict[str, Any]) -> str | None:
    """The country that all NUTS codes of a region agree on."""
    found = {"GR" if code[:2] == "EL" else code[:2] for code in region["nuts"]}
    return min(found) if len(found) == 1 else None


def rule(data: dict[str, Any], kind: str, need: int, members: tuple[str, ...]) -> tuple[str, int]:
    """A verdict and how many are missing for sure, by trying both ends of what is unknown."""
    regions = [data["regions"][name] for name in members]
    if kind == "regions_min":
        least = most = len(members)
    elif kind == "less_developed_min":
        least = len([r for r in regions if r["category"] == "less-developed"])
        most = least + len([r for r in regions if r["category"] is None])
    else:
        known = {country(r) for r in regions}
        least = len(known & UNION)
        most = len(known - {None}) + len([r for r in regions if country(r) is None])
    verdict = "satisfied" if least >= need else "not-satisfied" if most < need else "unknown"
    return verdict, max(0, need - most)


def standing(data: dict[str, Any], strand: str, members: tuple[str, ...]) -> tuple[int, int, int]:
    """Rules that fail, what they lack, rules to be checked, all as negative numbers."""
    found = [
        rule(data, each["kind"], each["value"], members)
        for each in data["rules"]
        if not each["strands"] or strand in each["strands"]
    ]
    verdicts = [verdict for verdict, _ in found]
    return -verdicts.count("not-satisfied"), -sum(lack for _, lack in found), -verdicts.count("unknown")


def best(data: dict[str, Any], region: str, size: int) -> list[tuple[tuple[str, ...], Any]]:
    """Every group of `size` regions with known profiles that holds one, the best first, with its key."""
    others = sorted(name for name in data["regions"] if name != region and region_profile(data, name))
    found = []
    for some in combinations(others, size - 1):
        members = (region, *some)
        profiles = [region_profile(data, name) for name in members]
        tops = shared_tops(profiles)
        stages = {stage for name in members for domain, stage in roles(data, name) if domain in tops}
        linked = sum(links(data, one, two) > 0 for one, two in combinations(members, 2))
        first = max(standing(data, strand, members) for strand in ("s1", "s2"))
        found.append((members, (first, similarity(profiles), len(stages), linked)))
    return sorted(found, key=lambda each: (*(_down(part) for part in _flat(each[1])), each[0][1:]))


def _flat(key: Any) -> list[Fraction]:
    (fails, lacks, unsure), value, stages, linked = key
    return [Fraction(part) for part in (fails, lacks, unsure, value, stages, linked)]


def _down(value: Fraction) -> Fraction:
    return -value
