"""Code contributions twice: draw actions without their codes, then measure how far two coders agree.

`draw` writes a questionnaire (each action's text, the priorities of its home region, no code) for a second coder;
`agree` compares the answers with the data and prints raw agreement and Cohen's kappa. The draw is seeded, so that
it can be made again.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from pathlib import Path
from typing import Any

from alignment import pipeline
from alignment.config import PACKAGED, DataFolder
from alignment.model.dataset import Dataset, PlacedRoadmap
from alignment.model.roadmap import Action

ROOT = Path(__file__).resolve().parent.parent
FRAMEWORKS = ("srdeii", "s3", "horizon-europe")
LEVELS = ("principal", "significant", "none")


def load(folder: Path) -> Dataset:
    """The data set to draw from or to compare with."""
    return pipeline.load(DataFolder(folder.resolve(), PACKAGED)).data


def candidates(data: Dataset, region: str) -> dict[str, str]:
    """The priorities that a coder chooses among: those of the region, and Horizon Europe's clusters, by reference."""
    found = {}
    for framework in data.frameworks_of(region):
        for placed in framework.walk():
            if framework.id != "horizon-europe" or placed.depth == 1:
                found[f"{framework.id}:{placed.node.id}"] = placed.node.title
    return found


def draw(data: Dataset, seed: int, actions: int) -> dict[str, Any]:
    """A seeded draw of actions whose home region has priorities on both sides, without their codes."""
    pool = [
        (placed, action)
        for placed in data.roadmaps
        if data.regions[placed.home].srdeii.axes and placed.home in data.strategies
        for action in placed.roadmap.actions
    ]
    chosen = random.Random(seed).sample(pool, actions)  # noqa: S311 (a draw of lots, not a secret)
    return {
        "seed": seed,
        "regions": {region: candidates(data, region) for region in sorted({placed.home for placed, _ in chosen})},
        "actions": [question(placed, action) for placed, action in chosen],
    }


def question(placed: PlacedRoadmap, action: Action) -> dict[str, Any]:
    """What the second coder sees of an action: words alone."""
    return {
        "action": f"{placed.roadmap.id}/{action.id}",
        "region": placed.home,
        "cluster": placed.roadmap.name,
        "title": action.title,
        "description": action.description or "",
        "codes": {},
    }


def first_codes(data: Dataset, name: str) -> dict[str, str]:
    """The codes in the data of one action (`cluster/action`), on its home region's nodes and Horizon Europe's."""
    cluster, _, wanted = name.partition("/")
    placed = next(placed for placed in data.roadmaps if placed.roadmap.id == cluster)
    action = next(action for action in placed.roadmap.actions if action.id == wanted)
    return {text: level for text, level in action.contributions.items() if "/" not in text}


def agreement(data: Dataset, answers: dict[str, Any]) -> dict[str, Any]:
    """Agreement over every (action, priority) pair, and over the pairs that either coder marked."""
    pairs: list[tuple[str, str]] = []
    disagreements = []
    coded = 0
    for answer in answers["actions"]:
        first = first_codes(data, answer["action"])
        coded += sum(level != "none" for level in first.values())
        for reference in answers["regions"][answer["region"]]:
            one, two = first.get(reference, "none"), answer["codes"].get(reference, "none")
            pairs.append((one, two))
            if one != two:
                disagreements.append(
                    {"action": answer["action"], "priority": reference, "first": one, "second": two}
                )
    marked = [pair for pair in pairs if pair != ("none", "none")]
    return {
        "actions": len(answers["actions"]),
        "contributions": coded,
        "pairs": len(pairs),
        "agreement": sum(one == two for one, two in pairs) / len(pairs),
        "kappa": kappa(pairs),
        "marked_pairs": len(marked),
        "marked_agreement": sum(one == two for one, two in marked) / len(marked),
        "marked_target_agreement": sum("none" not in pair for pair in marked) / len(marked),
        "disagreements": disagreements,
    }


def kappa(pairs: list[tuple[str, str]]) -> float:
    """Cohen's kappa: agreement beyond what the two coders' own habits would give by chance."""
    total = len(pairs)
    observed = sum(one == two for one, two in pairs) / total
    first, second = Counter(one for one, _ in pairs), Counter(two for _, two in pairs)
    expected = sum(first[level] * second[level] for level in LEVELS) / total**2
    return (observed - expected) / (1 - expected)


def main() -> None:
    """Draw, or measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["draw", "agree"])
    parser.add_argument("file", type=Path)
    parser.add_argument("--data", type=Path, default=ROOT / "data")
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--actions", type=int, default=60)
    options = parser.parse_args()
    data = load(options.data)
    if options.what == "draw":
        text = json.dumps(draw(data, options.seed, options.actions), ensure_ascii=False, indent=1)
        options.file.write_text(text + "\n", "utf-8")
        return
    print(json.dumps(agreement(data, json.loads(options.file.read_text("utf-8"))), ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
