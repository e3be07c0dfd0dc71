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

from rapidfuzz import fuzz, process

from alignment.match.knowledge import Knowledge, wording_key
from alignment.match.reading import Reading, read, unit
from alignment.match.vocabulary import Vocabulary

FIGURES = ("words", "concepts", "associated", "letters", "known")

_FIELD_WEIGHTS = {"title": 3.0, "keywords": 2.0, "description": 1.0, "labels": 1.0}
_RUN = 4
_NEAR = 90.0
"""How alike (0 to 100, rapidfuzz ratio) an unknown word must be to a candidate's to be taken for a misspelling of it."""
_LEAST_LOG_ODDS = -4.0
_RECOGNISED = 3
"""Labels of a known framework that must stand among the candidates before what was learnt of it is used."""

Postings = dict[str, list[tuple[int, float]]]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A priority that a text may serve. `labels`: wording of its vocabulary domains and of its ancestors."""

    ref: str
    title: str
    description: str = ""
    keywords: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()


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
        self._letters: dict[str, list[tuple[int, float]]] = {}
        self._spellings: dict[str, str] = {}
        for index, candidate in enumerate(candidates):
            self._enter(index, candidate)
        self._own_terms = sorted(term for term in self._terms if len(term) >= 5)
        self._themes = _linked_themes(candidates, knowledge)
        self._speaking = _theme_postings(knowledge, {theme for linked in self._themes for theme in linked})

    def _enter(self, index: int, candidate: Candidate) -> None:
        reading = read(_fields(candidate), self._vocabulary, self._knowledge)
        _post(self._terms, index, reading.terms)
        _post(self._concepts, index, reading.concepts)
        both = dict(reading.concepts)
        for concept, strength in reading.associated.items():
            both[concept] = both.get(concept, 0.0) + strength / 2
        _post(self._associated, index, unit(both))
        runs: dict[str, float] = {}
        for term in wording_key(" ".join((candidate.title, *candidate.keywords))):
            for run in _runs(term):
                runs[run] = max(runs.get(run, 0.0), self._knowledge.rarity(term))
        _post(self._runs, index, unit(runs))

    def read(self, fields: Sequence[tuple[str, float]]) -> Reading:
        """Read a text as the candidates were read."""
        return read(fields, self._vocabulary, self._knowledge)

    def figures(self, reading: Reading) -> list[tuple[float, ...]]:
        """Return the figures of each candidate for the text, in the order of FIGURES."""
        columns = [[0.0] * self.size for _ in FIGURES]
        for term, weight in reading.terms.items():
            spelt = self._spelt(term)
            for index, value in self._terms.get(spelt, ()):
                columns[0][index] += weight * value
            for index, value in self._letters_of(term):
                columns[3][index] += weight * value
        for concept, weight in reading.concepts.items():
            for index, value in self._concepts.get(concept, ()):
                columns[1][index] += weight * value
        for concept, weight in reading.associated.items():
            for index, value in self._associated.get(concept, ()):
                columns[2][index] += weight * value
        for index, log_odds in self._known(reading.terms):
            columns[4][index] = log_odds
        return list(zip(*columns, strict=True))

    def words(self, reading: Reading, index: int, weights: Sequence[float]) -> list[str]:
        """Return the words of the text that speak for one candidate, as they stand there, strongest first.

        `weights` are those of the figures. An expression of several words is given whole.
        """
        share = dict(zip(FIGURES, weights, strict=True))
        total: dict[str, float] = {}

        def add(surface: str, amount: float) -> None:
            if amount > 0:
                total[surface] = total.get(surface, 0.0) + amount

        surfaces: dict[str, str] = {}
        for word in reading.words:
            surfaces.setdefault(word.term, word.surface)
        for term, weight in reading.terms.items():
            spelt = self._spelt(term)
            add(surfaces[term], share["words"] * weight * _value(self._terms, spelt, index))
            near = self._candidate_associations(term, index)
            add(surfaces[term], share["associated"] * weight * near)
            add(surfaces[term], share["known"] * weight * self._speaks(term, index))
        sequence = [word.term for word in reading.words]
        hits = self._vocabulary.hits(sequence)
        number = Counter(hit.concept for hit in hits)
        for hit in dict.fromkeys(hits):
            strength = reading.concepts.get(hit.concept, 0.0) * _value(self._concepts, hit.concept, index)
            parent = self._vocabulary.broader.get(hit.concept)
            if parent is not None:
                strength += reading.concepts.get(parent, 0.0) * _value(self._concepts, parent, index) / 2
            expression = " ".join(word.surface for word in reading.words[hit.start : hit.start + hit.length])
            first = surfaces[sequence[hit.start]] if hit.length == 1 else expression
            add(first, share["concepts"] * strength / number[hit.concept])
        strongest = max(total.values(), default=0.0)
        kept = [surface for surface, amount in total.items() if amount >= strongest / 5]
        return sorted(kept, key=lambda surface: (-total[surface], surface))

    def _candidate_associations(self, term: str, index: int) -> float:
        associations = self._knowledge.associations.get(term, {})
        return sum(
            strength * _value(self._associated, concept, index) for concept, strength in associations.items()
        )

    def _speaks(self, term: str, index: int) -> float:
        linked = self._themes[index]
        return sum(_value(self._speaking, term, theme) for theme in linked) / len(linked) if linked else 0.0

    def _spelt(self, term: str) -> str:
        """Return the candidates' term that an unknown word must be a misspelling of, or the word's own term."""
        if term in self._terms or len(term) < 6 or term in self._knowledge.frequencies:
            return term
        if term not in self._spellings:
            near = process.extractOne(term, self._own_terms, scorer=fuzz.ratio, score_cutoff=_NEAR)
            self._spellings[term] = near[0] if near else term
        return self._spellings[term]

    def _letters_of(self, term: str) -> list[tuple[int, float]]:
        if term not in self._letters:
            totals: dict[int, float] = {}
            its_runs = _runs(term)
            for run in its_runs:
                for index, value in self._runs.get(run, ()):
                    totals[index] = totals.get(index, 0.0) + value / sqrt(len(its_runs))
            self._letters[term] = list(totals.items())
        return self._letters[term]

    def _known(self, terms: Mapping[str, float]) -> list[tuple[int, float]]:
        """Return index and log-odds of the candidates that are labels of a known framework."""
        if not self._speaking:
            return []
        scores = [theme.bias for theme in self._knowledge.themes]
        for term, weight in terms.items():
            for theme, value in self._speaking.get(term, ()):
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
        postings.setdefault(key, []).append((index, value))


def _value(postings: Postings, key: str, index: int) -> float:
    return next((value for posted, value in postings.get(key, ()) if posted == index), 0.0)


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
