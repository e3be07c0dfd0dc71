"""Suggest the priorities that a text most likely serves, with a calibrated confidence and the words that made it.

A suggestion never changes a score (method, section 10).
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
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
    `words` made it, as they stand in the text; `context_words` too, but stand only in what surrounds the text;
    `priority_words` are those of the priority that they meet (none where only learnt figures of a known label speak).
    """

    ref: str
    confidence: float
    words: tuple[str, ...]
    context_words: tuple[str, ...]
    priority_words: tuple[str, ...]
    level: Level


@dataclass(frozen=True, slots=True)
class Weights:
    """What each figure of the evidence counts for, and how a score becomes a probability.

    `calibration` and `calibration_known` are intercept and slope on the log-odds of the share that a candidate gets of its
    rivals' scores, for candidates never seen and for labels of a known framework;
    `nothing` the score that a text stands by when it may serve none of the candidates;
    `principal` the confidence from which the first suggestion is proposed as principal; `at_least` the one below
    which nothing is said.
    """

    figures: tuple[float, ...]
    calibration: tuple[float, float]
    calibration_known: tuple[float, float]
    nothing: float
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
        document["nothing"],
        document["principal"],
        document["at_least"],
    )


@cache
def shipped_weights() -> Weights:
    """Return the weights that come with the package."""
    return read_weights(files("alignment.match").joinpath("model.json").read_text(encoding="utf-8"))


class Matcher:
    """Ranks the candidates of one framework for any number of texts.

    Confidences presume that a text serves one of the candidates, unless it may serve none (`or_none`): then candidates
    must also outdo the score of serving nothing.
    """

    def __init__(
        self,
        candidates: Sequence[Candidate],
        weights: Weights | None = None,
        knowledge: Knowledge | None = None,
        vocabulary: Vocabulary | None = None,
        or_none: bool = False,
    ) -> None:
        self._candidates = tuple(candidates)
        self._weights = weights or shipped_weights()
        self._vocabulary = vocabulary or shipped_vocabulary()
        self._evidence = Evidence(self._candidates, self._vocabulary, knowledge or shipped_knowledge())
        known = self._evidence.knows_framework
        self._calibration = self._weights.calibration_known if known else self._weights.calibration
        self._rivals = [self._weights.nothing] if or_none else []

    def read(self, query: Query) -> Reading:
        """Read a text; what comes of it can be given to every matcher of the same vocabulary and knowledge."""
        own = distinct((query.title, query.description, *query.extra))
        around = [text for text in distinct(query.context) if text not in own]
        return self._evidence.read([*((text, 1.0) for text in own), *((text, _CONTEXT) for text in around)])

    def confidences(self, text: Query | Reading) -> list[float]:
        """Return the confidence of every candidate, in their order."""
        return self._calibrated(self._scores(self._reading(text)))

    def confidence_of(self, text: Query | Reading, refs: Collection[str], known: Collection[str]) -> float:
        """Return the confidence of the likeliest of some candidates, those that are `known` besides being no rivals."""
        kept = [
            (candidate.ref, score)
            for candidate, score in zip(self._candidates, self._scores(self._reading(text)), strict=True)
            if candidate.ref in refs or candidate.ref not in known
        ]
        confidences = self._calibrated([score for _, score in kept])
        return max(
            (each for (ref, _), each in zip(kept, confidences, strict=True) if ref in refs),
            default=0.0,
        )

    def suggest(
        self,
        text: Query | Reading,
        limit: int | None = 3,
        at_least: float | None = None,
        known: frozenset[str] = frozenset(),
        shy: bool = False,
        met: bool = True,
    ) -> list[Suggestion]:
        """Return the likeliest candidates, best first: `limit` at most, none below the confidence `at_least`, none
        for which no word can be shown, none that is `known` already. `shy` proposes no principal level; without `met`
        the words of the candidate, which cost some time, are left out.
        """
        reading = self._reading(text)
        confidences = self._calibrated(self._scores(reading))
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
                theirs = self._evidence.met(reading, index, self._weights.figures, _SHOWN_WORDS) if met else ()
                suggestions.append(
                    Suggestion(
                        self._candidates[index].ref,
                        confidences[index],
                        tuple(own[:_SHOWN_WORDS]),
                        tuple(around[:_SHOWN_WORDS]),
                        tuple(theirs),
                        "principal" if principal else "significant",
                    )
                )
        return suggestions

    def _reading(self, text: Query | Reading) -> Reading:
        return self.read(text) if isinstance(text, Query) else text

    def _scores(self, reading: Reading) -> list[float]:
        return [
            sum(weight * figure for weight, figure in zip(self._weights.figures, figures, strict=True))
            for figures in self._evidence.figures(reading)
        ]

    def _calibrated(self, scores: Sequence[float]) -> list[float]:
        intercept, slope = self._calibration
        odds = log_odds([*scores, *self._rivals])
        return [1 / (1 + exp(-intercept - slope * each)) for each in odds[: len(scores)]]


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
