"""Code contributions twice: draw actions without their codes, then measure how far two coders agree.

`draw` writes a questionnaire (each action's text, the priorities of its home region, no code) for a second coder.
`freeze` writes the same questionnaire filled with the codes that the data holds, before the disagreements are settled
there: the agreement to publish is the one found before settling. `agree` compares the two filled questionnaires and
prints raw agreement and Cohen's kappa, together and per framework. The draw is seeded, so that it can be made again.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from pathlib import Path
from typing import Any

from alignment.config import PACKAGED, DataFolder
from alignment.model.dataset import Dataset, PlacedRoadmap
from alignment.model.roadmap import Action
from alignment.pipeline import loading

ROOT = Path(__file__).resolve().parent.parent
FRAMEWORKS = ("srdeii", "s3", "horizon-europe")
LEVELS = ("principal", "significant", "none")


def load(folder: Path) -> Dataset:
    """The data set to draw from or to compare with."""
    return loading.load(DataFolder(folder.resolve(), PACKAGED)).data


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


def freeze(data: Dataset, questionnaire: dict[str, Any]) -> dict[str, Any]:
    """The questionnaire filled with the codes that the data holds."""
    filled = [answer | {"codes": codes(data, answer["action"])} for answer in questionnaire["actions"]]
    return questionnaire | {"actions": filled}


def codes(data: Dataset, name: str) -> dict[str, str]:
    """The codes in the data of one action (`cluster/action`), on its home region's nodes and Horizon Europe's."""
    cluster, _, wanted = name.partition("/")
    placed = next(placed for placed in data.roadmaps if placed.roadmap.id == cluster)
    action = next(action for action in placed.roadmap.actions if action.id == wanted)
    return {text: level for text, level in action.contributions.items() if "/" not in text}


def paired(first: dict[str, Any], second: dict[str, Any]) -> list[dict[str, str]]:
    """Every (action, priority) pair with both coders' levels; a priority left without a code is `none`."""
    asked = [answer["action"] for answer in first["actions"]]
    if asked != [answer["action"] for answer in second["actions"]] or first["regions"] != second["regions"]:
        raise SystemExit("the two files do not answer the same questionnaire")
    return [
        {
            "action": one["action"],
            "priority": reference,
            "first": one["codes"].get(reference, "none"),
            "second": two["codes"].get(reference, "none"),
        }
        for one, two in zip(first["actions"], second["actions"], strict=True)
        for reference in first["regions"][one["region"]]
    ]


def agreement(first: dict[str, Any], second: dict[str, Any]) -> dict[str, Any]:
    """Agreement of two filled questionnaires, together and per framework, and where they disagree."""
    pairs = paired(first, second)
    return {
        "actions": len(first["actions"]),
        "contributions": sum(level != "none" for answer in first["actions"] for level in answer["codes"].values()),
        **measures(pairs),
        "frameworks": {
            framework: measures([pair for pair in pairs if pair["priority"].startswith(f"{framework}:")])
            for framework in FRAMEWORKS
        },
        "disagreements": [pair for pair in pairs if pair["first"] != pair["second"]],
    }


def measures(pairs: list[dict[str, str]]) -> dict[str, Any]:
    """Agreement over these pairs, and over those that either coder marked: shares, null where there is no pair."""
    levels = [(pair["first"], pair["second"]) for pair in pairs]
    marked = [pair for pair in levels if pair != ("none", "none")]
    return {
        "pairs": len(levels),
        "agreement": share([one == two for one, two in levels]),
        "kappa": kappa(levels),
        "marked_pairs": len(marked),
        "marked_agreement": share([one == two for one, two in marked]),
        "marked_target_agreement": share(["none" not in pair for pair in marked]),
    }


def share(cases: list[bool]) -> float | None:
    """The share of true cases."""
    return sum(cases) / len(cases) if cases else None


def kappa(pairs: list[tuple[str, str]]) -> float | None:
    """Cohen's kappa: agreement beyond what the two coders' own habits would give by chance.

    At most 1; null where their habits leave no room for disagreement (no pair, or one level for both coders).
    """
    first, second = Counter(one for one, _ in pairs), Counter(two for _, two in pairs)
    expected = sum(first[level] * second[level] for level in LEVELS)
    if expected == len(pairs) ** 2:
        return None
    chance = expected / len(pairs) ** 2
    return (sum(one == two for one, two in pairs) / len(pairs) - chance) / (1 - chance)


def read(file: Path) -> dict[str, Any]:
    """A questionnaire, filled or not."""
    content: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return content


def main() -> None:
    """Draw, freeze or measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=ROOT / "data")
    steps = parser.add_subparsers(dest="step", required=True)
    step = steps.add_parser("draw", help="write a questionnaire without codes")
    step.add_argument("file", type=Path)
    step.add_argument("--seed", type=int, default=2026)
    step.add_argument("--actions", type=int, default=60)
    step = steps.add_parser("freeze", help="write a questionnaire filled with the codes of the data")
    step.add_argument("questionnaire", type=Path)
    step.add_argument("file", type=Path)
    step = steps.add_parser("agree", help="compare two filled questionnaires")
    step.add_argument("first", type=Path)
    step.add_argument("second", type=Path)
    options = parser.parse_args()
    if options.step == "agree":
        print(json.dumps(agreement(read(options.first), read(options.second)), ensure_ascii=False, indent=1))
        return
    data = load(options.data)
    if options.step == "draw":
        written = draw(data, options.seed, options.actions)
    else:
        written = freeze(data, read(options.questionnaire))
    options.file.write_text(json.dumps(written, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
