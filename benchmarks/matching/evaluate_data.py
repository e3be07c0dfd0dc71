"""Measure the engine on declared contributions: `python benchmarks/matching/evaluate_data.py [DATA]`.

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
from evaluate import COVERAGES
from measures import calibration_error, measure, precision_at_coverage

from alignment.config import PACKAGED, DataFolder
from alignment.match.dataset_texts import candidates_of, query_of
from alignment.match.evidence import Candidate
from alignment.match.matcher import Matcher, Query
from alignment.model.dataset import Dataset, FrameworkText
from alignment.pipeline import load

Ranking = tuple[list[float], frozenset[int]]

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
            declared = {ref.rpartition("/")[2] for ref, level in action.contributions.items() if level != "none"}
            right = frozenset(place[ref] for ref in declared if ref in place)
            if right:
                asked.append((query_of(action, placed, data), right))
    return asked


def rankings(data: Dataset, framework_id: str) -> dict[str, list[Ranking]]:
    """Return what each method answers over all frameworks of this id."""
    found: dict[str, list[Ranking]] = {}
    for framework in data.every_framework():
        candidates = candidates_of(framework, data) if framework.id == framework_id else []
        asked = questions(data, framework, candidates)
        if not asked:
            continue
        matcher = Matcher(candidates)
        for name, reading in READINGS.items():
            rows = [(matcher.confidences(reading(query)), right) for query, right in asked]
            found.setdefault(name, []).extend(rows)
        for name, scorer_of in BASELINES.items():
            for kind, wording in (("title", title_only), ("all", whole_wording)):
                scorer = scorer_of(wording(candidates))
                rows = [(scorer(f"{query.title}. {query.description}"), right) for query, right in asked]
                found.setdefault(f"{name}, {kind}", []).extend(rows)
    return found


def table(data: Dataset) -> str:
    """Return the figures by framework and method as a Markdown table."""
    heads = ["framework", "actions", "labels", "method", "R@1", "R@3", "MRR", "AP", "ECE"]
    heads += [f"P@{round(100 * coverage)} %" for coverage in COVERAGES]
    lines = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    for framework in dict.fromkeys(each.id for each in data.every_framework()):
        for method, rows in rankings(data, framework).items():
            got = measure(rows)
            labels = sum(len(scores) for scores, _ in rows) / len(rows)
            cells = [framework, str(got.texts), f"{labels:.1f}", method]
            measured = (got.recall_at_1, got.recall_at_3, got.reciprocal_rank, got.average_precision)
            cells += [f"{100 * figure:.1f}" for figure in measured]
            cells += _trust(rows) if method in READINGS else [""] * (1 + len(COVERAGES))
            lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _trust(rows: Sequence[Ranking]) -> list[str]:
    every = [(value, index in right) for scores, right in rows for index, value in enumerate(scores)]
    first = [(max(scores), scores.index(max(scores)) in right) for scores, right in rows]
    figures = [calibration_error(every), *(precision_at_coverage(first, coverage) for coverage in COVERAGES)]
    return [f"{100 * figure:.1f}" for figure in figures]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, nargs="?", default=Path(__file__).parents[2] / "data")
    chosen = parser.parse_args()
    print(table(load(DataFolder(chosen.data, PACKAGED)).data))


if __name__ == "__main__":
    main()
