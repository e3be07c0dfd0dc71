"""The bilingual vocabulary: which concepts a text speaks of, whatever words or language it uses.

The concepts are in `concepts.toml`, written by hand and meant to be read and corrected.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from alignment.match.words import Word, fold, words

_COMES_BACK = 200
"""Characters of a text (a title, a name, the wording of a domain) that is likely to be read again."""
_REMEMBERED = 50_000
"""Words, and texts, that are remembered at once."""
_HALF = 0.5
"""What a narrower concept lends to its broader one."""


_ACRONYM = re.compile(r"(?=.*[A-Z])[A-Z0-9]{2,6}")
_PARTICIPLES = ("é", "ée", "és", "ées")
_SHORT = 5
"""Letters of a written word up to which only its plural is taken for it."""
_ENDINGS = tuple(
    frozenset(endings)
    for endings in (
        ("", "s", "x", "e", "es", "ne", "nes", "le", "les"),  # plural and feminine
        ("l", "ls", "le", "les", "ux"),  # régional, régionaux
        ("f", "fs", "ve", "ves"),  # actif, active
        ("x", "se", "ses"),  # nombreux, nombreuse
        ("c", "cs", "que", "ques"),  # public, publique; optics, optique
        ("r", "", "s", "e", "es", "nt"),  # innover, innove
        ("", "e", "es", "ed", "d", "s", "ing"),  # recycle, recycling
        ("y", "ies", "ie"),  # battery, batteries
    )
)
"""Endings that one word may take in turn, after the letters that its forms share."""


class Hit(NamedTuple):
    """One expression of a concept in a text: the concept, at which word it starts, how many words it takes."""

    concept: str
    start: int
    length: int


@dataclass(frozen=True, slots=True)
class Expression:
    """One way of naming a concept, word by word: the key of each and how it is written."""

    concept: str
    keys: tuple[str, ...]
    written: tuple[str, ...]

    def goes_on(self, text: Sequence[Word], start: int) -> bool:
        """Say whether the words of a text after the one at `start`, which is its first, are the rest of it."""
        for at in range(1, len(self.keys)):
            if start + at >= len(text):
                return False
            word = text[start + at]
            if word.key != self.keys[at] or not _inflected(word.surface, word.folded, self.written[at]):
                return False
        return True


@lru_cache(maxsize=100_000)
def _inflected(surface: str, folded: str, written: str) -> bool:
    """Say whether a word is the written one but for its inflection; a common stem alone would make `porté` a port,
    `training` a train and `animal` an animation. What is written in capitals is an acronym: `LED` is not the past of `lead`.
    """
    plain = fold(written)
    if _ACRONYM.fullmatch(written):
        return folded in (plain, f"{plain}s") and not surface.islower()
    if surface.lower().endswith(_PARTICIPLES) and not written.lower().endswith(_PARTICIPLES):
        return False
    if len(plain) <= _SHORT:
        return folded.rstrip("sx") == plain.rstrip("sx")
    shared = len(_common_start(folded, plain))
    ends = {folded[shared:], plain[shared:]}
    return any(ends <= endings for endings in _ENDINGS)


def _common_start(first: str, second: str) -> str:
    """Return the letters that two words begin with."""
    for at, (one, other) in enumerate(zip(first, second, strict=False)):
        if one != other:
            return first[:at]
    return min(first, second, key=len)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Expressions by the key of their first word, and the broader concept of each narrower one."""

    expressions: Mapping[str, Sequence[Expression]]
    broader: Mapping[str, str]
    concepts: tuple[str, ...]
    _begun: dict[str, list[Expression]] = field(default_factory=dict, repr=False, compare=False)
    _read: dict[str, tuple[list[Word], list[Hit]]] = field(default_factory=dict, repr=False, compare=False)

    def hits(self, text: Sequence[Word]) -> list[Hit]:
        """Return every expression of a concept that stands in a text, in the order of the text."""
        begun = self._begun
        found = []
        for start, word in enumerate(text):
            expressions = begun.get(word.surface)
            if expressions is None:
                expressions = self._begun_by(word)
            for expression in expressions:
                if expression.goes_on(text, start):
                    found.append(Hit(expression.concept, start, len(expression.keys)))
        return found

    def read(self, text: str) -> tuple[list[Word], list[Hit]]:
        """Return the words of a text and the expressions that stand in it; short texts, which come back, are remembered."""
        if len(text) > _COMES_BACK:
            its_words = words(text)
            return its_words, self.hits(its_words)
        if text not in self._read:
            if len(self._read) >= _REMEMBERED:
                self._read.clear()
            its_words = words(text)
            self._read[text] = its_words, self.hits(its_words)
        return self._read[text]

    def _begun_by(self, word: Word) -> list[Expression]:
        """Return the expressions whose first word this is (remembered, as words come back)."""
        if len(self._begun) >= _REMEMBERED:
            self._begun.clear()
        self._begun[word.surface] = [
            expression
            for expression in self.expressions.get(word.key, ())
            if _inflected(word.surface, word.folded, expression.written[0])
        ]
        return self._begun[word.surface]

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
    expressions: dict[str, list[Expression]] = {}
    broader: dict[str, str] = {}
    for concept, table in tables.items():
        parent = table.get("broader")
        if isinstance(parent, str):
            if parent not in tables:
                raise ValueError(f"{concept}: broader names {parent}, which is not a concept")
            broader[concept] = parent
        for text in sorted(set(_texts(table))):
            its_words = words(text)
            keys = tuple(word.key for word in its_words)
            if keys:
                written = tuple(word.surface for word in its_words)
                expressions.setdefault(keys[0], []).append(Expression(concept, keys, written))
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
