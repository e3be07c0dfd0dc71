"""The bilingual vocabulary: which concepts a text speaks of, whatever words or language it uses.

The concepts are in `concepts.toml`, written by hand and meant to be read and corrected.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from alignment.match.words import terms

_HALF = 0.5
"""What a narrower concept lends to its broader one."""


class Hit(NamedTuple):
    """One expression of a concept in a list of terms: the concept, where it starts, how many terms it takes."""

    concept: str
    start: int
    length: int


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Concepts by the first term of each of their expressions, and the broader concept of each narrower one."""

    expressions: Mapping[str, Sequence[tuple[tuple[str, ...], str]]]
    broader: Mapping[str, str]
    concepts: tuple[str, ...]

    def hits(self, text: Sequence[str]) -> list[Hit]:
        """Return every expression of a concept that stands in the terms of a text, in their order."""
        found = []
        for start, first in enumerate(text):
            for expression, concept in self.expressions.get(first, ()):
                length = len(expression)
                if length == 1 or tuple(text[start : start + length]) == expression:
                    found.append(Hit(concept, start, length))
        return found

    def raised(self, strengths: Mapping[str, float]) -> dict[str, float]:
        """Return the strengths of concepts with what narrower ones lend to broader ones added."""
        total = dict(strengths)
        for concept, strength in strengths.items():
            parent = self.broader.get(concept)
            if parent is not None:
                total[parent] = total.get(parent, 0.0) + _HALF * strength
        return total


def vocabulary_of(tables: Mapping[str, Mapping[str, object]]) -> Vocabulary:
    """Build a vocabulary from tables `{concept: {fr: [...], en: [...], broader: ...}}`.

    Raises ValueError where `broader` names a concept that isn't there.
    """
    expressions: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    broader: dict[str, str] = {}
    for concept, table in tables.items():
        parent = table.get("broader")
        if isinstance(parent, str):
            if parent not in tables:
                raise ValueError(f"{concept}: broader names {parent}, which is not a concept")
            broader[concept] = parent
        for expression in sorted({tuple(terms(text)) for text in _texts(table)} - {()}):
            expressions.setdefault(expression[0], []).append((expression, concept))
    return Vocabulary(expressions, broader, tuple(tables))


def _texts(table: Mapping[str, object]) -> Iterable[str]:
    for lang in ("fr", "en"):
        listed = table.get(lang, [])
        if isinstance(listed, list):
            yield from (text for text in listed if isinstance(text, str))


@cache
def shipped_vocabulary() -> Vocabulary:
    """Return the vocabulary that comes with the package."""
    text = files("alignment.match").joinpath("concepts.toml").read_text(encoding="utf-8")
    return vocabulary_of(tomllib.loads(text))
