"""What was learnt from labelled texts, as figures: how rare a term is, what it goes with, how known themes speak.

Written by `benchmarks/matching/train.py`, kept as `knowledge.json`. No text enters it: only terms with their counts and weights.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from math import log

from alignment.match.words import words

_UNSEEN = 0.5
"""The count given to a term that no learning text holds."""


@dataclass(frozen=True, slots=True)
class Theme:
    """A label of a known framework: its wordings and the weight of each sign (a term, or `[concept]`) that speaks for it
    or against it.

    `family` is the set of labels that it was told apart from; `bias` what it gets before any term is read.
    """

    family: str
    wordings: tuple[str, ...]
    bias: float
    weights: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Background figures; an empty one makes every term equally rare and knows no theme."""

    texts: int = 0
    frequencies: Mapping[str, int] = field(default_factory=dict)
    concept_frequencies: Mapping[str, int] = field(default_factory=dict)
    associations: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    themes: tuple[Theme, ...] = ()
    _rarities: dict[int, float] = field(default_factory=dict, repr=False, compare=False)

    def rarity(self, term: str) -> float:
        """Return the weight of a term: the logarithm of the texts over those that hold it (at least 0)."""
        found = self._rarities.get(self.frequencies.get(term, 0))
        if found is None:
            number = self.frequencies.get(term, 0)
            found = self._rarities[number] = log((self.texts + 1) / (number + _UNSEEN))
        return found

    def concept_rarity(self, concept: str) -> float:
        """Return the same for a concept."""
        return log((self.texts + 1) / (self.concept_frequencies.get(concept, 0) + _UNSEEN))


def wording_key(wording: str) -> frozenset[str]:
    """Return what two wordings of the same label share: their words but for case and accents, in any order."""
    return frozenset(word.folded for word in words(wording) if word.term)


def read_knowledge(text: str) -> Knowledge:
    """Return the figures written in a `knowledge.json`."""
    document = json.loads(text)
    concepts: list[str] = document["concepts"]
    associations = {
        term: {concepts[int(pair.partition(":")[0])]: int(pair.partition(":")[2]) / 100 for pair in pairs.split()}
        for term, pairs in document["associations"].items()
    }
    themes = tuple(
        Theme(
            theme["family"],
            tuple(theme["wordings"]),
            theme["bias"],
            {term: weight / 10 for term, weight in theme["weights"].items()},
        )
        for theme in document["themes"]
    )
    return Knowledge(
        document["texts"], document["frequencies"], document["concept_frequencies"], associations, themes
    )


@cache
def shipped_knowledge() -> Knowledge:
    """Return the figures that come with the package."""
    return read_knowledge(files("alignment.match").joinpath("knowledge.json").read_text(encoding="utf-8"))
