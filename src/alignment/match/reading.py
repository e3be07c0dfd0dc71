"""A text as the engine reads it: weighted terms, concepts it names, concepts its words usually go with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import log, sqrt
from typing import NamedTuple, TypeVar

from alignment.match.knowledge import Knowledge
from alignment.match.vocabulary import Hit, Vocabulary
from alignment.match.words import Word, places

T = TypeVar("T")

_LONGEST = 20_000
"""Characters of one field that are read; a roadmap's action is some hundred long."""


class Passage(NamedTuple):
    """One field of a text, what stands in it, and how much it counts: 1 for the text itself, less for its context."""

    text: str
    words: list[Word]
    hits: list[Hit]
    weight: float

    def surfaces(self) -> Iterator[tuple[Hit, str]]:
        """The expressions of concepts that stand in it, each as written."""
        spans = places(self.text) if any(hit.length > 1 for hit in self.hits) else ()
        for hit in self.hits:
            if hit.length == 1:
                yield hit, self.words[hit.start].surface
            else:
                yield hit, self.text[spans[hit.start][0] : spans[hit.start + hit.length - 1][1]]


class Spoken(NamedTuple):
    """A word of a text with its term; or an expression, with the term of its first word, the concept that it names and
    whether it is that one word. `own`: of the text itself, not of its context."""

    surface: str
    term: str
    concept: str | None
    single: bool
    own: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text says. The three maps are unit vectors (or empty): strengths can be multiplied into cosines."""

    passages: tuple[Passage, ...]
    terms: Mapping[str, float]
    concepts: Mapping[str, float]
    associated: Mapping[str, float]
    _spoken: list[Spoken] = field(default_factory=list, repr=False, compare=False)

    def spoken(self) -> list[Spoken]:
        """Its words and expressions, once each, those of the text itself before those of its context."""
        if not self._spoken:
            seen = set()
            for passage in sorted(self.passages, key=lambda passage: -passage.weight):
                own = passage.weight >= 1
                for word in passage.words:
                    if word.term and word.term not in seen:
                        seen.add(word.term)
                        self._spoken.append(Spoken(word.surface, word.term, None, False, own))
                for hit, surface in passage.surfaces():
                    first = passage.words[hit.start].term
                    self._spoken.append(Spoken(surface, first, hit.concept, hit.length == 1, own))
            self._spoken[:] = distinct(self._spoken)
        return self._spoken

    def signs(self) -> dict[str, float]:
        """Return what a known label is recognised by: terms, and under `[name]` the concepts, at half strength."""
        return {**self.terms, **{sign_of(concept): value / 2 for concept, value in self.concepts.items()}}


def sign_of(concept: str) -> str:
    """Return the sign of a concept, which no term can be."""
    return f"[{concept}]"


def read(fields: Iterable[tuple[str, float]], vocabulary: Vocabulary, knowledge: Knowledge) -> Reading:
    """Read the fields of a text, each with its weight (2 counts each of its words twice)."""
    passages = []
    counts: dict[str, float] = {}
    hits: dict[str, dict[tuple[str, ...], float]] = {}
    for text, weight in fields:
        text = text[:_LONGEST]
        its_words, its_hits = vocabulary.read(text)
        passages.append(Passage(text, its_words, its_hits, weight))
        for word in its_words:
            if word.term:
                counts[word.term] = counts.get(word.term, 0.0) + weight
        for concept, start, length in its_hits:
            expression = tuple(word.key for word in its_words[start : start + length])
            seen = hits.setdefault(concept, {})
            seen[expression] = max(seen.get(expression, 0.0), weight)
    terms = unit({term: _damped(count) * knowledge.rarity(term) for term, count in counts.items()})
    return Reading(tuple(passages), terms, _concepts(hits, vocabulary, knowledge), _associated(terms, knowledge))


def _concepts(
    hits: Mapping[str, Mapping[tuple[str, ...], float]], vocabulary: Vocabulary, knowledge: Knowledge
) -> dict[str, float]:
    """Several expressions of a concept count more than one said again and again, and less than their number."""
    strengths = vocabulary.raised({concept: sum(seen.values()) for concept, seen in hits.items()})
    return unit(
        {concept: _damped(strength) * knowledge.concept_rarity(concept) for concept, strength in strengths.items()}
    )


def _associated(terms: Mapping[str, float], knowledge: Knowledge) -> dict[str, float]:
    total: dict[str, float] = {}
    for term, weight in terms.items():
        for concept, strength in knowledge.associations.get(term, {}).items():
            total[concept] = total.get(concept, 0.0) + weight * strength
    return unit(total)


def _damped(count: float) -> float:
    """What is said again counts less and less; what counts for less than once stays in proportion."""
    return 1 + log(count) if count > 1 else count


def unit(vector: Mapping[str, float]) -> dict[str, float]:
    """Return the vector with length 1, or empty if it has none."""
    length = sqrt(sum(value * value for value in vector.values()))
    return {key: value / length for key, value in vector.items()} if length > 0 else {}


def distinct(sequence: Sequence[T]) -> list[T]:
    """Return the elements once each, in the order of their first appearance."""
    return list(dict.fromkeys(sequence))
