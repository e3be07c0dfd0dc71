"""From a text to comparable terms, the same way in French and in English.

A term is what is left of a word once case, accents, plurals and common endings are taken off, so that `énergies`, `energy` and
`énergétique` meet as far as their stems do. One chain serves both languages: texts mix them (names of
technologies, labels of programmes), and on the texts that the engine was tuned with it ranks as well as a stemmer per language.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from snowballstemmer.english_stemmer import EnglishStemmer  # type: ignore[import-untyped]
from snowballstemmer.french_stemmer import FrenchStemmer  # type: ignore[import-untyped]

_WORD = re.compile(r"[^\W_]+(?:&[^\W_]+)*")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss"})
# The classes themselves, as the package's front door would hand the work to another library where one is installed, whose
# stems may differ from those that the shipped figures were learnt with.
_FRENCH = FrenchStemmer()
_ENGLISH = EnglishStemmer()


@cache
def stop_words() -> frozenset[str]:
    """Return the words that say nothing of a subject, accents folded (`stop_words.txt`)."""
    lines = files("alignment.match").joinpath("stop_words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


_NUMBERED = re.compile(r"(wp|ms|[tmd])?\d+")
"""Numbers, and the tasks, months, milestones and deliverables that projects number."""
_NAMES = frozenset(("AI", "IT"))
"""Names that are small words when they aren't written in capitals."""
_PLAIN_ENDINGS = (
    ("ies", "y"),
    ("ie", "y"),
    ("eaux", "eau"),
    ("aux", "al"),
    ("iau", "ial"),
    ("ifs", "ive"),
    ("if", "ive"),
)
_LINKING = frozenset(("d", "de", "des", "du", "l", "la", "le", "les", "et", "of", "the", "and"))
"""Words that an expression may hold or leave out without meaning anything else."""


class Word(NamedTuple):
    """A word as it stands in a text, folded, its term (empty for a word that says nothing by itself), and what it is
    looked up by inside an expression: `bien-être` is not `bien`."""

    surface: str
    folded: str
    term: str
    key: str


@lru_cache(maxsize=200_000)
def fold(text: str) -> str:
    """Return the text in lower case without accents or ligatures."""
    decomposed = unicodedata.normalize("NFKD", text.lower().translate(_LIGATURES))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def term(word: str) -> str:
    """Return the term of one word, or an empty string for a word that says nothing of the subject (stop word, lone letter or figure)."""
    folded = fold(word)
    if len(folded) < 2 or _NUMBERED.fullmatch(folded) or (folded in stop_words() and word not in _NAMES):
        return ""
    if any(letter.isdigit() for letter in folded):
        return folded
    lower = word.lower()
    return shipped_stems().get(lower) or stem(lower)


def stem(lower: str) -> str:
    """Take the endings off a word in lower case."""
    plain = _singular(lower)
    stemmed: str = _FRENCH.stemWord(plain)
    if stemmed == plain:  # nothing to take off in French: an English word, or a bare one
        stemmed = _ENGLISH.stemWord(fold(plain))
    stemmed = fold(stemmed)
    return stemmed.rstrip("eiy") if len(stemmed) > 4 else stemmed


@cache
def shipped_stems() -> dict[str, str]:
    """Return the stems of common words, worked out beforehand: taking endings off is what a cold start waits for.

    `stems.txt` is written by `benchmarks/matching/stems.py`; a word that it lacks is worked out.
    """
    lines = files("alignment.match").joinpath("stems.txt").read_text(encoding="utf-8").splitlines()
    return dict(line.split(" ") for line in lines if not line.startswith("#"))


def _singular(word: str) -> str:
    """Take off the plural first, and write -ie as -y, -if as -ive: the French chain would otherwise see an infinitive in
    `cluster`, not in `clusters`, and part `batterie` from `battery`, `sportif` from `sportive`."""
    if len(word) < 5:
        return word[:-1] if len(word) == 4 and word.endswith("s") and not word.endswith("ss") else word
    for ending, replacement in _PLAIN_ENDINGS:
        if word.endswith(ending):
            return word[: -len(ending)] + replacement
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


@lru_cache(maxsize=200_000)
def _word(surface: str) -> Word | None:
    """A word, remembered since words come back; None for one that only links others."""
    folded = fold(surface)
    if folded in _LINKING:
        return None
    its_term = term(surface)
    return Word(surface, folded, its_term, its_term or folded)


def words(text: str) -> list[Word]:
    """Return the words of a text in their order, without those that only link others."""
    return [word for word in map(_word, _WORD.findall(text)) if word is not None]


@lru_cache(maxsize=64)
def places(text: str) -> tuple[tuple[int, int], ...]:
    """Return where each of the `words` of a text stands: its first character, and the one after its last."""
    return tuple(match.span() for match in _WORD.finditer(text) if _word(match[0]) is not None)


def terms(text: str) -> list[str]:
    """Return the terms of a text, in their order."""
    return [word.term for word in words(text) if word.term]
