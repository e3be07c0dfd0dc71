"""Suggest the priorities that a text most likely serves, with a calibrated confidence and the words that made it.

A suggestion never changes a score (method, section 10).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp, log
from typing import Literal

from alignment.match.evidence import FIGURES, Candidate, Evidence
from alignment.match.knowledge import Knowledge, shipped_knowledge
from alignment.match.reading import Reading, distinct
from alignment.match.vocabulary import Vocabulary, shipped_vocabulary

Level = Literal["principal", "significant"]

_SHOWN_WORDS = 6
_CONTEXT = 0.2
"""What a word of the context counts for, where one of the text counts for 1."""


@dataclass(frozen=True, slots=True)
class Query:
    """The text of an action. `extra`: its indicators, the wording of its domains, and whatever else it says. `context`:
    what surrounds it and counts less, such as the cluster's name and the titles of the roadmap's mandate."""

    title: str
    description: str = ""
    extra: tuple[str, ...] = ()
    context: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A priority that the text seems to serve. `confidence` is the probability, 0 to 1, that a reader would agree;
    `words` made it, as they stand in the text; `context_words` too, but stand only in what surrounds the text.
    """

    ref: str
    confidence: float
    words: tuple[str, ...]
    context_words: tuple[str, ...]
    level: Level


@dataclass(frozen=True, slots=True)
class Weights:
    """What each figure of the evidence counts for, and how a score becomes a probability.

    `calibration` and `calibration_known` are intercept and slope on the log-odds of the share that a candidate gets of its
    rivals' scores, for candidates never seen and for labels of a known framework;
    `principal` the confidence from which the first suggestion is proposed as principal; `at_least` the one below
    which nothing is said.
    """

    figures: tuple[float, ...]
    calibration: tuple[float, float]
    calibration_known: tuple[float, float]
    principal: float
    at_least: float


def read_weights(text: str) -> Weights:
    """Return the weights written in a `model.json`."""
    document = json.loads(text)
    unknown, known = (document["calibration"][name] for name in ("unknown", "known"))
    return Weights(
        tuple(document["weights"][figure] for figure in FIGURES),
        (unknown["intercept"], unknown["slope"]),
        (known["intercept"], known["slope"]),
        document["principal"],
        document["at_least"],
    )


@cache
def shipped_weights() -> Weights:
    """Return the weights that come with the package."""
    return read_weights(files("alignment.match").joinpath("model.json").read_text(encoding="utf-8"))


class Matcher:
    """Ranks the candidates of one region for any number of texts."""

    def __init__(
        self,
        candidates: Sequence[Candidate],
        weights: Weights | None = None,
        knowledge: Knowledge | None = None,
        vocabulary: Vocabulary | None = None,
    ) -> None:
        self._candidates = tuple(candidates)
        self._weights = weights or shipped_weights()
        self._vocabulary = vocabulary or shipped_vocabulary()
        self._evidence = Evidence(self._candidates, self._vocabulary, knowledge or shipped_knowledge())

    def confidences(self, query: Query) -> list[float]:
        """Return the confidence of every candidate, in their order."""
        return self._confidences(self._read(query))

    def suggest(
        self,
        query: Query,
        limit: int | None = 3,
        at_least: float | None = None,
        known: frozenset[str] = frozenset(),
        shy: bool = False,
    ) -> list[Suggestion]:
        """Return the likeliest candidates, best first: `limit` at most, none below the confidence `at_least`, none
        for which no word can be shown, none that is `known` already. `shy` proposes no principal level.
        """
        reading = self._read(query)
        confidences = self._confidences(reading)
        floor = self._weights.at_least if at_least is None else at_least
        order = sorted(range(len(confidences)), key=lambda index: (-confidences[index], index))
        suggestions: list[Suggestion] = []
        for rank, index in enumerate(order[:limit]):
            if confidences[index] < floor:
                break
            if self._candidates[index].ref in known:
                continue
            own, around = self._evidence.words(reading, index, self._weights.figures)
            if own or around:
                first = rank == 0 and not shy
                principal = first and bool(own) and confidences[index] >= self._weights.principal
                suggestions.append(
                    Suggestion(
                        self._candidates[index].ref,
                        confidences[index],
                        tuple(own[:_SHOWN_WORDS]),
                        tuple(around[:_SHOWN_WORDS]),
                        "principal" if principal else "significant",
                    )
                )
        return suggestions

    def _read(self, query: Query) -> Reading:
        own = distinct((query.title, query.description, *query.extra))
        around = [text for text in distinct(query.context) if text not in own]
        return self._evidence.read([*((text, 1.0) for text in own), *((text, _CONTEXT) for text in around)])

    def _confidences(self, reading: Reading) -> list[float]:
        scores = [
            sum(weight * figure for weight, figure in zip(self._weights.figures, figures, strict=True))
            for figures in self._evidence.figures(reading)
        ]
        known = self._evidence.knows_framework
        intercept, slope = self._weights.calibration_known if known else self._weights.calibration
        return [1 / (1 + exp(-intercept - slope * odds)) for odds in log_odds(scores)]


def log_odds(scores: Sequence[float]) -> list[float]:
    """Return the log-odds of each score's share of the sum of all exponentials, kept within -12 and 12."""
    if not scores:
        return []
    top = max(scores)
    parts = [exp(score - top) for score in scores]
    total = sum(parts)
    odds = []
    for part in parts:
        share = min(max(part / total, 6e-6), 1 - 6e-6)
        odds.append(log(share / (1 - share)))
    return odds
