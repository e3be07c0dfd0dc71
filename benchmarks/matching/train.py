"""Learn the engine's figures: `python benchmarks/matching/train.py DIR`.

Writes `knowledge.json` (what was learnt from the texts) and `model.json` (weight of each figure of the evidence, calibration)
into src/alignment/match/. Only the `train` part of DIR is read. Weights and calibration are learnt on texts that the knowledge
they are used with has not seen: the train part is cut into folds by group.

Needs numpy, scipy and scikit-learn (`pip install alignment[learn]`).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from learn import learn
from scipy.optimize import minimize
from texts import FILES, FOLDS, Folder, Task, Text, fold_of

from alignment.match.evidence import FIGURES, Evidence
from alignment.match.knowledge import Knowledge
from alignment.match.matcher import log_odds
from alignment.match.vocabulary import Vocabulary, shipped_vocabulary

ROOM = Path(__file__).parents[2] / "src" / "alignment" / "match"
PENALTY = 0.5


@dataclass(frozen=True)
class Choice:
    """One text of one task: figures of the candidates (rows), which are right, and what it counts for."""

    family: str
    figures: np.ndarray
    right: np.ndarray
    weight: float


def choices(tasks: Sequence[Task], vocabulary: Vocabulary, knowledge: Knowledge) -> list[Choice]:
    """Return the figures of every candidate for every text; each task counts alike, whatever its number of texts."""
    found = []
    for task in tasks:
        evidence = Evidence(task.candidates, vocabulary, knowledge)
        refs = [candidate.ref for candidate in task.candidates]
        for text, answer in zip(task.texts, task.answers, strict=True):
            figures = evidence.figures(evidence.read([(text.title, 1.0), (text.description, 1.0)]))
            right = np.array([ref in answer for ref in refs])
            found.append(Choice(task.family, np.array(figures), right, 1 / len(task.texts) ** 0.5))
    return found


def fit_weights(examples: Sequence[Choice]) -> np.ndarray:
    """Conditional logit: the weights under which the right candidates get the largest share."""
    total = sum(choice.weight for choice in examples)

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        value, slope = 0.0, np.zeros_like(weights)
        for choice in examples:
            scores = choice.figures @ weights
            shares = np.exp(scores - scores.max())
            shares /= shares.sum()
            good = shares[choice.right].sum() + 1e-12
            pull = np.where(choice.right, shares / good, 0.0)
            value -= choice.weight * float(np.log(good))
            slope -= choice.weight * ((pull - shares) @ choice.figures)
        penalty = PENALTY / len(examples)
        return value / total + penalty * float(weights @ weights), slope / total + 2 * penalty * weights

    start = np.ones(len(FIGURES))
    return minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 200}).x


def trusted(known: Sequence[Choice], stranger: Sequence[Choice], weights: np.ndarray) -> dict[str, float]:
    """Return what knowing the labels of each family is worth on texts of groups not learnt from: the mean gain of the
    logarithm of the right candidates' share. A family whose labels are better met as strangers is not kept."""
    gains: dict[str, list[float]] = {}
    for with_it, without in zip(known, stranger, strict=True):
        gain = _log_share(with_it, weights) - _log_share(without, weights)
        gains.setdefault(with_it.family, []).append(gain)
    return {family: sum(each) / len(each) for family, each in gains.items()}


def _log_share(choice: Choice, weights: np.ndarray) -> float:
    scores = choice.figures @ weights
    shares = np.exp(scores - scores.max())
    return float(np.log(shares[choice.right].sum() / shares.sum() + 1e-12))


def fit_calibration(examples: Sequence[Choice], weights: np.ndarray) -> tuple[float, float]:
    """Platt's logistic curve from log-odds of the share to the frequency of right candidates."""
    odds = np.concatenate([log_odds(list(choice.figures @ weights)) for choice in examples])
    right = np.concatenate([choice.right for choice in examples]).astype(float)
    importance = np.concatenate([np.full(len(choice.right), choice.weight) for choice in examples])

    def loss(line: np.ndarray) -> tuple[float, np.ndarray]:
        chance = 1 / (1 + np.exp(-(line[0] + line[1] * odds)))
        value = -np.sum(importance * (right * np.log(chance + 1e-12) + (1 - right) * np.log(1 - chance + 1e-12)))
        error = importance * (chance - right)
        return value / importance.sum(), np.array([error.sum(), (error * odds).sum()]) / importance.sum()

    found = minimize(loss, np.array([0.0, 1.0]), jac=True, method="L-BFGS-B").x
    return float(found[0]), float(found[1])


def folded(folder: Folder, texts: Sequence[Text], vocabulary: Vocabulary) -> tuple[list[Choice], list[Choice]]:
    """Return the choices of every fold, seen with the knowledge of the others: with and without known labels."""
    known, stranger = [], []
    for fold in range(FOLDS):
        rest = [text for text in texts if fold_of(text.group) != fold]
        own = [text for text in texts if fold_of(text.group) == fold]
        knowledge = learn(folder, rest, vocabulary)
        tasks = folder.tasks(own)
        known += choices(tasks, vocabulary, knowledge)
        stranger += choices(tasks, vocabulary, replace(knowledge, themes=()))
        print(f"fold {fold + 1}/{FOLDS}: {len(rest)} texts to learn from, {len(own)} to weigh with", flush=True)
    return known, stranger


def write_knowledge(knowledge: Knowledge, path: Path, about: str) -> None:
    """Write the figures, one line a term and a label, so that a change can be read."""
    names = list(knowledge.concept_frequencies)
    place = {name: index for index, name in enumerate(names)}
    pairs = {
        term: " ".join(f"{place[concept]}:{round(100 * value)}" for concept, value in values.items())
        for term, values in sorted(knowledge.associations.items())
    }
    themes = [
        {
            "family": theme.family,
            "wordings": theme.wordings,
            "bias": theme.bias,
            "weights": {term: round(10 * weight) for term, weight in theme.weights.items()},
        }
        for theme in knowledge.themes
    ]
    parts = {
        "about": _line(about),
        "texts": _line(knowledge.texts),
        "concepts": _line(names),
        "concept_frequencies": _line(knowledge.concept_frequencies),
        "frequencies": "{\n" + ",\n".join(f"{_line(t)}:{n}" for t, n in knowledge.frequencies.items()) + "\n}",
        "associations": "{\n" + ",\n".join(f"{_line(t)}:{_line(p)}" for t, p in pairs.items()) + "\n}",
        "themes": "[\n" + ",\n".join(_line(theme) for theme in themes) + "\n]",
    }
    body = ",\n".join(f'"{name}": {text}' for name, text in parts.items())
    path.write_text("{\n" + body + "\n}\n", encoding="utf-8")


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path, default=ROOM)
    chosen = parser.parse_args()
    folder = Folder(chosen.folder)
    vocabulary = shipped_vocabulary()
    texts = [text for file in FILES for text in folder.texts("train", file)]
    known, stranger = folded(folder, texts, vocabulary)
    gains = trusted(known, stranger, fit_weights([*known, *stranger]))
    kept = frozenset(family for family, gain in gains.items() if gain > 0)
    known = [choice for choice in known if choice.family in kept]
    weights = fit_weights([*known, *stranger])
    calibrations = {"unknown": fit_calibration(stranger, weights), "known": fit_calibration(known, weights)}
    knowledge = learn(folder, texts, vocabulary, kept)
    about = (
        "Learnt by benchmarks/matching/train.py: texts that hold each term, concepts that it goes with (index:hundredths), "
        "weights of terms for the labels of known frameworks (tenths). Sources and licences: docs/matching.md."
    )
    write_knowledge(knowledge, chosen.out / "knowledge.json", about)
    model = {
        "about": "Weights of the figures of evidence.py, by conditional logit, and calibration. See docs/matching.md.",
        "weights": {name: round(float(weight), 3) for name, weight in zip(FIGURES, weights, strict=True)},
        "calibration": {
            name: {"intercept": round(intercept, 4), "slope": round(slope, 4)}
            for name, (intercept, slope) in calibrations.items()
        },
        "nothing": 3.0,  # the texts learnt from all have a label: chosen on the shipped data (evaluate_data.py)
        "principal": 0.5,
        "at_least": 0.2,
        "training": {
            "texts": len(texts),
            "choices": len(known) + len(stranger),
            "folds": FOLDS,
            "gain_of_known_labels": {family: round(gain, 3) for family, gain in sorted(gains.items())},
        },
    }
    (chosen.out / "model.json").write_text(
        json.dumps(model, ensure_ascii=False, indent=2) + "\n", encoding="utf-8"
    )
    print(json.dumps(model, indent=2))


if __name__ == "__main__":
    main()
