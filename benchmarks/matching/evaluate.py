"""Measure the engine against baselines: `python benchmarks/matching/evaluate.py DIR [--part dev] [--write]`.

Every text of the part is placed among all the labels of each level of its framework. `engine` is the engine as shipped; `zero-shot`
the same without what was learnt of these very labels, which is what a region's own priorities get. A baseline is given the better
of two wordings of the candidates (title alone; title, narrower and broader labels), chosen for it by recall@3 on each task. `commonest`
says the labels that were commonest in the `train` part, whatever the text: what the texts themselves add is seen against it.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from baselines import BASELINES, title_only, whole_wording
from measures import Measured, calibration_error, measure, precision_at_coverage
from texts import FILES, Folder, Task, Text

from alignment.match.knowledge import Knowledge, read_knowledge, shipped_knowledge
from alignment.match.matcher import Matcher, Query, Weights, read_weights, shipped_weights
from alignment.match.region import USUAL_CONFIDENCE

PAGE = Path(__file__).parents[2] / "docs" / "matching.md"
COVERAGES = (0.25, 0.5, 0.75, 1.0)
COMMONEST = "commonest"
ENGINES = ("zero-shot", "engine")
LANGUAGES = ("fr", "en")


@dataclass(frozen=True)
class Row:
    """What one method reached on one task. `calibration` (of all confidences, of the first ones), `precisions` and `spoken`
    (share of texts whose first confidence reaches one half; among these, mean confidence and share of right ones) only where
    the method gives one.
    """

    task: Task
    method: str
    measured: Measured
    calibration: tuple[float, ...] = ()
    precisions: tuple[float, ...] = ()
    spoken: tuple[float, float, float] | None = None


def right_indices(task: Task) -> list[frozenset[int]]:
    place = {candidate.ref: index for index, candidate in enumerate(task.candidates)}
    return [frozenset(place[ref] for ref in answer) for answer in task.answers]


def baseline_row(task: Task, name: str) -> Row:
    right = right_indices(task)
    tried = []
    for wording in (title_only, whole_wording):
        scorer = BASELINES[name](wording(task.candidates))
        tried.append(measure((scorer(text.whole), answer) for text, answer in zip(task.texts, right, strict=True)))
    return Row(task, name, max(tried, key=lambda each: each.recall_at_3))


def commonest_row(task: Task, learnt: Task | None) -> Row:
    number = Counter(ref for answer in learnt.answers for ref in answer) if learnt else Counter[str]()
    scores = [float(number[candidate.ref]) for candidate in task.candidates]
    return Row(task, COMMONEST, measure((scores, answer) for answer in right_indices(task)))


def engine_row(task: Task, name: str, engine: Matcher) -> Row:
    right = right_indices(task)
    confidences = [engine.confidences(Query(text.title, text.description)) for text in task.texts]
    every = [
        (value, i in answer) for row, answer in zip(confidences, right, strict=True) for i, value in enumerate(row)
    ]
    first = [(max(row), row.index(max(row)) in answer) for row, answer in zip(confidences, right, strict=True)]
    sure = [pair for pair in first if pair[0] >= USUAL_CONFIDENCE]
    announced, found = (
        sum(values) / max(1, len(sure)) for values in (zip(*sure, strict=True) if sure else ((), ()))
    )
    return Row(
        task,
        name,
        measure(zip(confidences, right, strict=True)),
        (calibration_error(every), calibration_error(first)),
        tuple(precision_at_coverage(first, coverage) for coverage in COVERAGES),
        (len(sure) / len(first), announced, found),
    )


def sample(texts: Sequence[Text], limit: int | None) -> list[Text]:
    if limit is None or len(texts) <= limit:
        return list(texts)
    return random.Random(1).sample(list(texts), limit)


def evaluate(folder: Folder, part: str, knowledge: Knowledge, weights: Weights, limit: int | None) -> list[Row]:
    """Return the rows of every task of a part and every method."""
    texts = [text for file in FILES for text in sample(folder.texts(part, file), limit)]
    train = folder.tasks([text for file in FILES for text in folder.texts("train", file)])
    learnt = {(task.file, task.level): task for task in train}
    stranger = replace(knowledge, themes=())
    rows = []
    for task in folder.tasks(texts):
        rows += [baseline_row(task, name) for name in BASELINES]
        rows.append(commonest_row(task, learnt.get((task.file, task.level))))
        rows.append(engine_row(task, "zero-shot", Matcher(task.candidates, weights, stranger)))
        rows.append(engine_row(task, "engine", Matcher(task.candidates, weights, knowledge)))
    return rows


def table(rows: Sequence[Row]) -> str:
    """Return all figures as a Markdown table."""
    heads = ["file", "level", "labels", "texts", "method", "R@1", "R@3", "MRR", "AP", "ECE", "ECE 1st"]
    heads += [f"P@{round(100 * coverage)} %" for coverage in COVERAGES]
    lines = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    for row in rows:
        got = row.measured
        figures = [got.recall_at_1, got.recall_at_3, got.reciprocal_rank, got.average_precision]
        cells = [row.task.file, row.task.level, str(len(row.task.candidates)), str(got.texts), row.method]
        cells += [f"{100 * figure:.1f}" for figure in figures]
        cells += [f"{100 * value:.1f}" for value in row.calibration] or [""] * 2
        cells += [f"{100 * value:.1f}" for value in row.precisions] or [""] * len(COVERAGES)
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def summary(rows: Sequence[Row]) -> str:
    """Return recall@3 by file and by language: each task counts by its texts; margin over the best single baseline."""
    methods = [*BASELINES, COMMONEST, *ENGINES]
    lines = [
        "| | " + " | ".join(methods) + " | zero-shot's margin | engine's margin |",
        "|" + "---|" * (len(methods) + 3),
    ]
    groups = [(file, lambda row, file=file: row.task.file == file) for file in FILES]
    groups += [(f"all {lang}", lambda row, lang=lang: row.task.lang == lang) for lang in LANGUAGES]
    for name, belongs in groups:
        of_group = [row for row in rows if belongs(row)]
        if not of_group:
            continue
        reached = {
            method: _pooled([(row.measured.recall_at_3, _texts(row)) for row in of_group if row.method == method])
            for method in methods
        }
        best = max(reached[method] for method in BASELINES)
        cells = [f"{100 * reached[method]:.1f}" for method in methods]
        cells += [f"{100 * (reached[method] - best):+.1f}" for method in ENGINES]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def abstaining(rows: Sequence[Row]) -> str:
    """Return by language how far confidence is to be believed, and what precision silence buys; tasks count by texts."""
    heads = ["", "ECE", "ECE 1st", *(f"P@{round(100 * coverage)} %" for coverage in COVERAGES)]
    heads += ["first ones of 50 % or more", "their confidence", "right among these"]
    lines = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    for lang in LANGUAGES:
        for method in ENGINES:
            own = [row for row in rows if row.task.lang == lang and row.method == method and row.spoken]
            if not own:
                continue
            plain = zip(
                *((*row.calibration, *row.precisions, row.spoken[0]) for row in own if row.spoken), strict=True
            )
            figures = [_pooled(zip(values, map(_texts, own), strict=True)) for values in plain]
            for place in (1, 2):
                figures.append(
                    _pooled((row.spoken[place], row.spoken[0] * _texts(row)) for row in own if row.spoken)
                )
            lines.append(f"| {lang}, {method} | " + " | ".join(f"{100 * value:.1f}" for value in figures) + " |")
    return "\n".join(lines)


def _texts(row: Row) -> float:
    return row.measured.texts


def _pooled(figures: Iterable[tuple[float, float]]) -> float:
    """The mean of figures, each with its weight; 0 where nothing has any."""
    pairs = list(figures)
    total = sum(weight for _, weight in pairs)
    return sum(value * weight for value, weight in pairs) / total if total else 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--part", default="dev", help="train, dev, test...")
    parser.add_argument("--knowledge", type=Path, help="another knowledge.json than the package's")
    parser.add_argument("--model", type=Path, help="another model.json than the package's")
    parser.add_argument("--limit", type=int, help="texts of each file at most, drawn at random with a fixed seed")
    parser.add_argument(
        "--write",
        action="store_true",
        help="also write the tables into docs/matching.md, where it has a place for the part",
    )
    chosen = parser.parse_args()
    start = time.perf_counter()
    knowledge = read_knowledge(chosen.knowledge.read_text("utf-8")) if chosen.knowledge else shipped_knowledge()
    weights = read_weights(chosen.model.read_text("utf-8")) if chosen.model else shipped_weights()
    rows = evaluate(Folder(chosen.folder), chosen.part, knowledge, weights, chosen.limit)
    if not rows:
        parser.error(f"no file of part {chosen.part} in {chosen.folder}")
    text = "\n\n".join(
        (
            f"Recall@3 by file, per cent\n\n{summary(rows)}",
            f"Confidence, and silence where it is low, per cent\n\n{abstaining(rows)}",
            f"Every task, per cent\n\n{table(rows)}\n",
        )
    )
    print(text)
    print(f"{time.perf_counter() - start:.0f} s")
    if chosen.write:
        write_between(f"{chosen.part} figures", text)


def write_between(name: str, text: str) -> None:
    """Replace what stands between the marks of this name in docs/matching.md."""
    pattern = re.compile(rf"(<!-- {name}[^>]*-->\n).*?(<!-- {name} end -->)", re.DOTALL)
    PAGE.write_text(pattern.sub(lambda marks: f"{marks[1]}{text}{marks[2]}", PAGE.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main()
