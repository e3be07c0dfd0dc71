"""A text as the engine reads it: weighted terms, concepts it names, concepts its words usually go with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt

from alignment.match.knowledge import Knowledge
from alignment.match.vocabulary import Vocabulary
from alignment.match.words import Word, words

_LONGEST = 20_000
"""Characters of one field that are read; a roadmap's action is some hundred long."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text says. The three maps are unit vectors (or empty): strengths can be multiplied into cosines."""

    words: tuple[Word, ...]
    terms: Mapping[str, float]
    concepts: Mapping[str, float]
    associated: Mapping[str, float]


def read(fields: Iterable[tuple[str, float]], vocabulary: Vocabulary, knowledge: Knowledge) -> Reading:
    """Read the fields of a text, each with its weight (1 for plain text; 2 counts each of its words twice)."""
    everything: list[Word] = []
    counts: dict[str, float] = {}
    hits: dict[str, dict[tuple[str, ...], float]] = {}
    for text, weight in fields:
        its_words = words(text[:_LONGEST])
        everything += its_words
        sequence = [word.term for word in its_words]
        for term in sequence:
            counts[term] = counts.get(term, 0.0) + weight
        for concept, start, length in vocabulary.hits(sequence):
            expression = tuple(sequence[start : start + length])
            seen = hits.setdefault(concept, {})
            seen[expression] = max(seen.get(expression, 0.0), weight)
    terms = unit({term: (1 + log(max(count, 1.0))) * knowledge.rarity(term) for term, count in counts.items()})
    return Reading(tuple(everything), terms, _concepts(hits, vocabulary, knowledge), _associated(terms, knowledge))


def _concepts(
    hits: Mapping[str, Mapping[tuple[str, ...], float]], vocabulary: Vocabulary, knowledge: Knowledge
) -> dict[str, float]:
    """Several expressions of a concept count more than one said again and again, and less than their number."""
    strengths = vocabulary.raised({concept: sum(seen.values()) for concept, seen in hits.items()})
    return unit(
        {
            concept: (1 + log(strength) if strength > 1 else strength) * knowledge.concept_rarity(concept)
            for concept, strength in strengths.items()
        }
    )


def _associated(terms: Mapping[str, float], knowledge: Knowledge) -> dict[str, float]:
    total: dict[str, float] = {}
    for term, weight in terms.items():
        for concept, strength in knowledge.associations.get(term, {}).items():
            total[concept] = total.get(concept, 0.0) + weight * strength
    return unit(total)


def unit(vector: Mapping[str, float]) -> dict[str, float]:
    """Return the vector with length 1, or empty if it has none."""
    length = sqrt(sum(value * value for value in vector.values()))
    return {key: value / length for key, value in vector.items()} if length > 0 else {}


def distinct(sequence: Sequence[str]) -> list[str]:
    """Return the elements once each, in the order of their first appearance."""
    return list(dict.fromkeys(sequence))
