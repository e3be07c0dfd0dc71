"""The generator keeps its promises: same seed, same bytes; over some seeds, every corner is met."""

from __future__ import annotations

from pathlib import Path

from .corpus import corpus
from .cursor import set_scene
from .generate import generate
from .oracle import exact
from .reading import read


def content(folder: Path) -> dict[str, bytes]:
    """Every file of a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*.yaml")}


def test_same_seed_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        generate(7, tmp_path / name)
        corpus(tmp_path / name / "corpus", regions=2, roadmaps_per_region=1.5, actions=4)
    assert content(tmp_path / "one") == content(tmp_path / "two")


def test_corpus_has_the_size_that_was_asked(tmp_path: Path) -> None:
    written = corpus(tmp_path, regions=3, roadmaps_per_region=10 / 3, actions=6)
    data = read(tmp_path)
    assert (len(data.regions), len(data.roadmaps)) == (3, 10)
    assert sum(len(roadmap.actions) for roadmap in data.roadmaps) == written
    assert 30 <= written <= 90
    assert exact(set_scene(data, "territoire-001"))["clusters"]


def test_every_corner_is_met_over_some_seeds(tmp_path: Path) -> None:
    met: set[str] = set()
    for seed in range(40):
        folder = tmp_path / str(seed)
        scenarios = generate(seed, folder)
        data = read(folder)
        met |= {"method"} if (folder / "method.yaml").exists() else set()
        for region, idents in scenarios.items():
            met |= {"scenario"} if idents else set()
            met |= {"no s3"} if region not in data.s3 else set()
            met |= corners(exact(set_scene(data, region)))
    assert met >= {
        *(
            "method",
            "scenario",
            "no s3",
            "tie",
            "breakpoint",
            "no europe",
            "no cluster",
            "no counting action",
        ),
        *("uncovered", "gap", "partial", "covered", "fragile", "crowded"),
        *(
            "True",
            "False",
            "None",
            "focus_budget",
            "articulation_budget",
            "leverage",
            "remainder",
            "zero weight",
        ),
    }


def corners(value: dict) -> set[str]:
    """Names of the special cases that a result shows."""
    clusters = value["clusters"]
    met = {p["state"] for p in value["priorities"]} | {flag for p in value["priorities"] for flag in p["flags"]}
    met |= {str(q["met"]) for q in value["requirements"]}
    signs = {
        "tie": len({c["rank"] for c in clusters}) < len(clusters),
        "breakpoint": bool(value["breakpoints"]),
        "no europe": value["stability"] is None and bool(clusters),
        "no cluster": not clusters,
        "no counting action": any(c["actions"] == 0 for c in clusters),
        "focus_budget": any(x is not None for c in clusters for x in c["focus_budget"].values()),
        "articulation_budget": any(c["articulation_budget"] is not None for c in clusters),
        "leverage": any(c["leverage"] is not None for c in clusters),
        "remainder": any(m["unattributed_cents"] % 10 for m in value["money"]["frameworks"].values()),
        "zero weight": any(f["weight"] == 0 for f in value["frameworks"]),
    }
    return met | {name for name, shown in signs.items() if shown}
