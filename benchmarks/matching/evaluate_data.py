"""Measure the engine on declared contributions: `python benchmarks/matching/evaluate_data.py [DATA] [--write]`.

Each action is placed among the leaves of its home region's frameworks; right are those that its file declares as principal or
significant. No figure of the engine was learnt from these files. What flatters: whoever coded an action from its published text had
the priorities' wording before him, and the mandate was coded by the same hand; hence the three readings told apart.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from baselines import BASELINES, title_only, whole_wording
from evaluate import COVERAGES, write_between
from measures import calibration_error, measure, precision_at_coverage

from alignment.config import PACKAGED, DataFolder
from alignment.match.dataset_texts import candidates_of, query_of
from alignment.match.evidence import Candidate
from alignment.match.matcher import Matcher, Query
from alignment.match.region import USUAL_CONFIDENCE, RegionTexts, actions_of
from alignment.model.dataset import Dataset, FrameworkText
from alignment.pipeline.loading import load

Ranking = tuple[list[float], frozenset[int]]

ENGINE = "engine"
READINGS: dict[str, Callable[[Query], Query]] = {
    "text alone": lambda query: Query(query.title, query.description),
    "text, indicators, domains": lambda query: replace(query, context=()),
    "the same, in its roadmap": lambda query: query,
}


def questions(
    data: Dataset, framework: FrameworkText, candidates: Sequence[Candidate]
) -> list[tuple[Query, frozenset[int]]]:
    """Return the actions at home in the framework's region that declare one of the candidates, and which."""
    place = {candidate.ref: index for index, candidate in enumerate(candidates)}
    asked = []
    for placed in data.roadmaps:
        if framework.region not in (None, placed.home):
            continue
        for action in placed.roadmap.actions:
            declared = [placed.resolve(ref) for ref, level in action.contributions.items() if level != "none"]
            own = {
                f"{ref.framework}:{ref.node}" for ref in declared if ref and ref.region in (None, framework.region)
            }
            right = frozenset(place[ref] for ref in own if ref in place)
            if right:
                asked.append((query_of(action, placed, data), right))
    return asked


def rankings(data: Dataset, framework_id: str) -> dict[tuple[str, str], list[Ranking]]:
    """Return by reading and method what is answered over all frameworks of this id."""
    found: dict[tuple[str, str], list[Ranking]] = {}
    for framework in data.every_framework():
        candidates = candidates_of(framework, data) if framework.id == framework_id else []
        asked = questions(data, framework, candidates)
        if not asked:
            continue
        engine = Matcher(candidates)
        scorers = {
            f"{name}, {kind}": scorer_of(wording(candidates))
            for name, scorer_of in BASELINES.items()
            for kind, wording in (("title", title_only), ("whole wording", whole_wording))
        }
        for said, reading in READINGS.items():
            read = [(reading(query), right) for query, right in asked]
            for name, scorer in scorers.items():
                found.setdefault((said, name), []).extend((scorer(_whole(query)), right) for query, right in read)
            found.setdefault((said, ENGINE), []).extend(
                (engine.confidences(query), right) for query, right in read
            )
    return found


def _whole(query: Query) -> str:
    return ". ".join(filter(None, (query.title, query.description, *query.extra, *query.context)))


def table(data: Dataset) -> str:
    """Return the figures by framework, reading and method as a Markdown table; of each baseline, the better wording."""
    heads = ["framework", "actions", "labels", "read", "method", "R@1", "R@3", "MRR", "AP", "ECE", "ECE 1st"]
    heads += [f"P@{round(100 * coverage)} %" for coverage in COVERAGES]
    lines = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    for framework in dict.fromkeys(each.id for each in data.every_framework()):
        found = rankings(data, framework)
        for said in READINGS:
            for name in (*BASELINES, ENGINE):
                tried = {
                    key: measure(rows) for key, rows in found.items() if key[0] == said and key[1].startswith(name)
                }
                if tried:
                    key, got = max(tried.items(), key=lambda each: each[1].recall_at_3)
                    labels = sum(len(scores) for scores, _ in found[key]) / got.texts
                    cells = [framework, str(got.texts), f"{labels:.1f}", *key]
                    measured = (got.recall_at_1, got.recall_at_3, got.reciprocal_rank, got.average_precision)
                    cells += [f"{100 * figure:.1f}" for figure in measured]
                    cells += _trust(found[key]) if name == ENGINE else [""] * (2 + len(COVERAGES))
                    lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _trust(rows: Sequence[Ranking]) -> list[str]:
    every = [(value, index in right) for scores, right in rows for index, value in enumerate(scores)]
    first = [(max(scores), scores.index(max(scores)) in right) for scores, right in rows]
    precisions = [precision_at_coverage(first, coverage) for coverage in COVERAGES]
    return [f"{100 * figure:.1f}" for figure in (calibration_error(every), calibration_error(first), *precisions)]


def open_table(data: Dataset) -> str:
    """Return how far confidence can be trusted on every action, whether its file declares anything in the framework or not:
    presuming that it serves one of the priorities, and not presuming it (as suggestions are made)."""
    lines = [
        "| framework | actions | declare nothing | presumed | ECE | from 50 % | of which declared |",
        "|" + "---|" * 7,
    ]
    for framework in dict.fromkeys(each.id for each in data.every_framework()):
        pairs: dict[bool, list[tuple[float, bool]]] = {True: [], False: []}
        actions = silent = 0
        for region in data.regions:
            own = next((each for each in data.frameworks_of(region) if each.id == framework and each.roots), None)
            if own is None:
                continue
            texts = RegionTexts(data, region, framework)
            candidates = candidates_of(own, data)
            matchers = {presumed: Matcher(candidates, or_none=not presumed) for presumed in pairs}
            for placed, _, action in actions_of(data, region, at_home=True):
                levels = texts.declared(action, placed, framework)
                right = [levels.get(each.ref) in ("principal", "significant") for each in candidates]
                actions += 1
                silent += not any(right)
                for presumed, matcher in matchers.items():
                    pairs[presumed] += zip(matcher.confidences(query_of(action, placed, data)), right, strict=True)
        for presumed, rows in pairs.items():
            sure = [declared for confidence, declared in rows if confidence >= USUAL_CONFIDENCE]
            share = f"{100 * sum(sure) / len(sure):.0f} %" if sure else ""
            lines.append(
                f"| {framework} | {actions} | {silent} | {'yes' if presumed else 'no'} "
                f"| {100 * calibration_error(rows):.1f} | {len(sure)} | {share} |"
            )
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, nargs="?", default=Path(__file__).parents[2] / "data")
    parser.add_argument("--write", action="store_true", help="also write the table into docs/matching.md")
    chosen = parser.parse_args()
    data = load(DataFolder(chosen.data, PACKAGED)).data
    for name, text in (("data figures", table(data)), ("open figures", open_table(data))):
        print(f"{text}\n")
        if chosen.write:
            write_between(name, f"{text}\n")


if __name__ == "__main__":
    main()
