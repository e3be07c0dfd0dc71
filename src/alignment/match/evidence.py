"""What speaks for each candidate in a text: a few figures, each of which a person can follow.

| figure | what it measures |
|---|---|
| words | cosine of the weighted terms of both texts |
| concepts | cosine of the concepts that both name |
| associated | cosine of the concepts that the text's words usually go with, and the candidate's |
| letters | runs of four letters in common: compounds and derivations that stemming misses |
| known | log-probability of the label among its framework's, for a label learnt beforehand, against even odds |
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, log, sqrt
from typing import NamedTuple

from rapidfuzz import fuzz, process

from alignment.match.knowledge import Knowledge, wording_key
from alignment.match.reading import Reading, distinct, read, sign_of, unit
from alignment.match.vocabulary import Vocabulary
from alignment.match.words import fold, terms

FIGURES = ("words", "concepts", "associated", "letters", "known")

_FIELD_WEIGHTS = {"title": 3.0, "keywords": 2.0, "description": 1.0, "labels": 1.0}
_RUN = 4
_NEAR = 90.0
"""How alike (0 to 100, rapidfuzz ratio) an unknown word must be to a candidate's to be taken for a misspelling of it."""
_TELLING = 0.1
"""How strongly a word must go with the candidate's concepts to be shown for that alone: many words do a little."""
_WORTH_SHOWING = 0.2
"""Share of the strongest word's part below which a word isn't shown."""
_SAME = 6
"""Letters that the forms of a word share, where only one of them is shown."""
_LEAST_LOG_ODDS = -4.0
_RECOGNISED = 3
"""Labels of a known framework that must stand among the candidates before what was learnt of it is used."""

Postings = dict[str, dict[int, float]]
_NOTHING: dict[int, float] = {}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A priority that a text may serve. `labels`: wording of its vocabulary domains and of its ancestors."""

    ref: str
    title: str
    description: str = ""
    keywords: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()


class Wordings(NamedTuple):
    """How a candidate words itself: each word with its term, each expression with the concept that it names."""

    words: list[tuple[str, str]]
    concepts: list[tuple[str, str]]


class Evidence:
    """The figures of every candidate for any text."""

    def __init__(self, candidates: Sequence[Candidate], vocabulary: Vocabulary, knowledge: Knowledge) -> None:
        self._vocabulary = vocabulary
        self._knowledge = knowledge
        self.size = len(candidates)
        self._terms: Postings = {}
        self._concepts: Postings = {}
        self._associated: Postings = {}
        self._runs: Postings = {}
        self._entries: dict[str, tuple[tuple[int, float, float], ...]] = {}
        self._near: dict[str, list[float]] = {}
        self._worded: dict[tuple[int, bool], Wordings] = {}
        self._spellings: dict[str, str] = {}
        self._readings: list[Reading] = []
        self._said = [2 + len(candidate.keywords) for candidate in candidates]
        for index, candidate in enumerate(candidates):
            self._enter(index, candidate)
        self._own_terms = sorted(term for term in self._terms if len(term) >= 5)
        self._themes = _linked_themes(candidates, knowledge)
        self._speaking = _theme_postings(knowledge, {theme for linked in self._themes for theme in linked})

    def _enter(self, index: int, candidate: Candidate) -> None:
        reading = read(_fields(candidate), self._vocabulary, self._knowledge)
        self._readings.append(reading)
        _post(self._terms, index, reading.terms)
        _post(self._concepts, index, reading.concepts)
        both = dict(reading.concepts)
        for concept, strength in reading.associated.items():
            both[concept] = both.get(concept, 0.0) + strength / 2
        _post(self._associated, index, unit(both))
        runs: dict[str, float] = {}
        for term in set(terms(" ".join((candidate.title, *candidate.keywords)))):
            for run in _runs(term):
                runs[run] = max(runs.get(run, 0.0), self._knowledge.rarity(term))
        _post(self._runs, index, unit(runs))

    @property
    def knows_framework(self) -> bool:
        """Whether some candidates were recognised as labels of a known framework."""
        return any(self._themes)

    def read(self, fields: Sequence[tuple[str, float]]) -> Reading:
        """Read a text as the candidates were read."""
        return read(fields, self._vocabulary, self._knowledge)

    def figures(self, reading: Reading) -> list[tuple[float, ...]]:
        """Return the figures of each candidate for the text, in the order of FIGURES."""
        columns = [[0.0] * self.size for _ in FIGURES]
        same, named, associated, letters, _ = columns
        for term, weight in reading.terms.items():
            entries = self._entries.get(term)
            if entries is None:
                entries = self._enter_term(term)
            for index, value, alike in entries:
                same[index] += weight * value
                letters[index] += weight * alike
        for concept, weight in reading.concepts.items():
            for index, value in self._concepts.get(concept, _NOTHING).items():
                named[index] += weight * value
        for concept, weight in reading.associated.items():
            for index, value in self._associated.get(concept, _NOTHING).items():
                associated[index] += weight * value
        if self._speaking:
            for index, log_odds in self._known(reading.signs()):
                columns[4][index] = log_odds
        return list(zip(*columns, strict=True))

    def words(self, reading: Reading, index: int, weights: Sequence[float]) -> tuple[list[str], list[str]]:
        """Return the words that speak for one candidate, as they stand in the text, strongest first: those of the text
        itself, and those found only in what surrounds it. `weights` are those of the figures.
        """
        share = dict(zip(FIGURES, weights, strict=True))
        by_term = self._worth(reading, index, share)
        by_concept: dict[str, float] = {}
        own: dict[str, float] = {}
        around: dict[str, float] = {}
        written: dict[str, str] = {}
        for surface, term, concept, single, is_own in reading.spoken():
            worth = own if is_own else around
            if concept is None:
                amount = by_term.get(term, 0.0)
                if amount > 0:
                    written[term] = surface
                    worth[surface] = amount
                continue
            if concept not in by_concept:
                by_concept[concept] = self._names(reading, concept, index, share)
            amount = by_concept[concept]
            if single:
                surface = written.setdefault(term, surface)
            if amount > 0 and not (worth is around and surface in own):
                worth[surface] = max(worth.get(surface, 0.0), by_term.get(term, 0.0) + amount)
        least = max((*own.values(), *around.values()), default=0.0) * _WORTH_SHOWING
        return _strongest(own, least), _strongest(around, least)

    def met(self, reading: Reading, index: int, weights: Sequence[float], most: int) -> list[str]:
        """Return the words of one candidate that the text meets, as its title, keywords or description have them,
        strongest first, `most` at most; those of its labels where these have none.
        """
        share = dict(zip(FIGURES, weights, strict=True))
        own = self._readings[index]
        text_terms = {self._spelt(term): weight for term, weight in reading.terms.items()}
        for said in (True, False):
            worth: dict[str, float] = {}
            for surface, term in self._wordings(index, said).words:
                goes_with = self._knowledge.associations.get(term, {})
                near = sum(value * reading.associated.get(concept, 0.0) for concept, value in goes_with.items())
                meets = share["words"] * text_terms.get(term, 0.0)
                if near >= _TELLING:
                    meets += share["associated"] * near
                if meets > 0:
                    worth[surface] = max(worth.get(surface, 0.0), own.terms[term] * meets)
            for surface, concept in self._wordings(index, said).concepts:
                meets = share["concepts"] * reading.concepts.get(concept, 0.0)
                meets += share["associated"] * reading.associated.get(concept, 0.0)
                if meets > 0:
                    worth[surface] = max(worth.get(surface, 0.0), own.concepts.get(concept, 0.0) * meets)
            if worth:
                return _once(_strongest(worth, max(worth.values()) * _WORTH_SHOWING), most)
        return []

    def _wordings(self, index: int, said: bool) -> Wordings:
        """The words and expressions of a candidate: of what it says itself (`said`), or of its labels."""
        if (index, said) not in self._worded:
            own = self._readings[index].passages
            first = self._said[index]
            passages = own[:first] if said else own[first:]
            self._worded[index, said] = Wordings(
                distinct(
                    [(word.surface, word.term) for passage in passages for word in passage.words if word.term]
                ),
                distinct([(surface, hit.concept) for passage in passages for hit, surface in passage.surfaces()]),
            )
        return self._worded[index, said]

    def _worth(self, reading: Reading, index: int, share: Mapping[str, float]) -> dict[str, float]:
        """What each term of a text adds to the candidate's score or takes from it, as far as it can be shown."""
        own = self._readings[index].terms
        speaks = bool(self._themes[index])
        found = {}
        for term, weight in reading.terms.items():
            amount = share["words"] * own.get(self._spelt(term), 0.0)
            near = self._associations_of(term)[index]
            if near >= _TELLING:
                amount += share["associated"] * near
            if speaks:
                amount += share["known"] * self._speaks(term, index)
            if amount:
                found[term] = weight * amount
        return found

    def _names(self, reading: Reading, concept: str, index: int, share: Mapping[str, float]) -> float:
        """What a concept, with the broader one that it lends to, adds to the candidate's score."""
        lent = {concept: 1.0}
        if concept in self._vocabulary.broader:
            lent[self._vocabulary.broader[concept]] = 0.5
        total = 0.0
        for named, part in lent.items():
            same = share["concepts"] * self._readings[index].concepts.get(named, 0.0)
            known = share["known"] * self._speaks(sign_of(named), index) / 2
            total += part * reading.concepts.get(named, 0.0) * (same + known)
        return total

    def _associations_of(self, term: str) -> list[float]:
        """How strongly a term goes with the concepts of each candidate (remembered, as terms come back)."""
        if term not in self._near:
            near = [0.0] * self.size
            for concept, strength in self._knowledge.associations.get(term, {}).items():
                for index, value in self._associated.get(concept, _NOTHING).items():
                    near[index] += strength * value
            self._near[term] = near
        return self._near[term]

    def _speaks(self, sign: str, index: int) -> float:
        linked = self._themes[index]
        return sum(_value(self._speaking, sign, theme) for theme in linked) / len(linked) if linked else 0.0

    def _spelt(self, term: str) -> str:
        """Return the candidates' term that an unknown word must be a misspelling of, or the word's own term."""
        if term in self._terms or len(term) < 6 or term in self._knowledge.frequencies:
            return term
        if term not in self._spellings:
            near = process.extractOne(term, self._own_terms, scorer=fuzz.ratio, score_cutoff=_NEAR)
            self._spellings[term] = near[0] if near else term
        return self._spellings[term]

    def _enter_term(self, term: str) -> tuple[tuple[int, float, float], ...]:
        """The candidates that a term of a text speaks for: as a word of theirs, and by the letters that they share."""
        same = self._terms.get(self._spelt(term), _NOTHING)
        letters: dict[int, float] = {}
        its_runs = _runs(term)
        for run in its_runs:
            for index, value in self._runs.get(run, _NOTHING).items():
                letters[index] = letters.get(index, 0.0) + value / sqrt(len(its_runs))
        found = sorted(same.keys() | letters.keys())
        self._entries[term] = tuple((index, same.get(index, 0.0), letters.get(index, 0.0)) for index in found)
        return self._entries[term]

    def _known(self, signs: Mapping[str, float]) -> list[tuple[int, float]]:
        """Return index and log-odds of the candidates that are labels of a known framework."""
        scores = [theme.bias for theme in self._knowledge.themes]
        for sign, weight in signs.items():
            for theme, value in self._speaking.get(sign, _NOTHING).items():
                scores[theme] += weight * value
        families: dict[str, list[int]] = {}
        for theme, known in enumerate(self._knowledge.themes):
            families.setdefault(known.family, []).append(theme)
        log_odds: dict[int, float] = {}
        for members in families.values():
            top = max(scores[theme] for theme in members)
            total = top + log(sum(exp(scores[theme] - top) for theme in members))
            for theme in members:
                log_odds[theme] = max(scores[theme] - total + log(len(members)), _LEAST_LOG_ODDS)
        return [
            (index, sum(log_odds[theme] for theme in linked) / len(linked))
            for index, linked in enumerate(self._themes)
            if linked
        ]


def _fields(candidate: Candidate) -> list[tuple[str, float]]:
    return [
        (candidate.title, _FIELD_WEIGHTS["title"]),
        *((keyword, _FIELD_WEIGHTS["keywords"]) for keyword in candidate.keywords),
        (candidate.description, _FIELD_WEIGHTS["description"]),
        *((label, _FIELD_WEIGHTS["labels"]) for label in candidate.labels),
    ]


def _post(postings: Postings, index: int, vector: Mapping[str, float]) -> None:
    for key, value in vector.items():
        postings.setdefault(key, {})[index] = value


def _value(postings: Postings, key: str, index: int) -> float:
    return postings.get(key, _NOTHING).get(index, 0.0)


def _strongest(worth: Mapping[str, float], least: float) -> list[str]:
    kept = [surface for surface, amount in worth.items() if amount >= least]
    return sorted(kept, key=lambda surface: (-worth[surface], surface))


def _once(surfaces: Sequence[str], most: int) -> list[str]:
    """Of the forms of a word (`industrie`, `industriels`, `Industry`), the first only; `most` words at most."""
    seen: dict[str, str] = {}
    for surface in surfaces:
        seen.setdefault(fold(surface)[:_SAME], surface)
        if len(seen) == most:
            break
    return list(seen.values())


def _runs(term: str) -> list[str]:
    marked = f"^{term}$"
    return [marked[start : start + _RUN] for start in range(max(1, len(marked) - _RUN + 1))]


def _linked_themes(candidates: Sequence[Candidate], knowledge: Knowledge) -> list[tuple[int, ...]]:
    """Return the themes of which each candidate's title is a wording, for the frameworks recognised among them."""
    by_wording: dict[frozenset[str], list[int]] = {}
    for index, theme in enumerate(knowledge.themes):
        for key in {wording_key(wording) for wording in theme.wordings}:
            by_wording.setdefault(key, []).append(index)
    by_wording.pop(frozenset(), None)
    linked = [by_wording.get(wording_key(candidate.title), []) for candidate in candidates]
    members = Counter(knowledge.themes[theme].family for themes in linked for theme in themes)
    recognised = {family for family, number in members.items() if number >= _RECOGNISED}
    return [tuple(theme for theme in themes if knowledge.themes[theme].family in recognised) for themes in linked]


def _theme_postings(knowledge: Knowledge, linked: set[int]) -> Postings:
    """Return the weights by term of the families that the linked themes belong to."""
    families = {knowledge.themes[theme].family for theme in linked}
    postings: Postings = {}
    for index, theme in enumerate(knowledge.themes):
        if theme.family in families:
            _post(postings, index, theme.weights)
    return postings
