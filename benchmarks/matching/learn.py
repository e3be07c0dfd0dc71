"""Learn background knowledge from labelled texts: rarity of terms, what they go with, how known labels speak.

Needs numpy, scipy and scikit-learn, which the tool itself never uses.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from texts import Folder, Text, level_of

from alignment.match.knowledge import Knowledge, Theme
from alignment.match.reading import Reading, read, sign_of
from alignment.match.vocabulary import Vocabulary

LEAST_TEXTS = 3
"""Texts that must hold a term before anything is said of it."""
LEAST_GROUPS = 3
"""Groups of texts that must carry a label before it is learnt: what one topic or section says is not what the label means."""
ASSOCIATIONS = 8
"""Concepts kept for one term."""
CLEAR_OF_CHANCE = 2.0
"""Standard errors that an association must stand above none."""
DAMPING = 3.0
"""Texts of average content added to each term's own, so that a rare term is not taken at its word."""
THEME_TERMS = 400
"""Terms kept for one label, those of largest weight."""
LOOSENESS = 5.0
"""Inverse strength of the penalty of the labels' regression (scikit-learn's C)."""


def learn(
    folder: Folder, texts: Sequence[Text], vocabulary: Vocabulary, families: frozenset[str] | None = None
) -> Knowledge:
    """Return what these texts teach. `families` are the sets of labels that are learnt; None is all."""
    frequencies: Counter[str] = Counter()
    concepts: Counter[str] = Counter()
    for text in texts:
        reading = _reading(text, vocabulary, Knowledge())
        frequencies.update(reading.terms.keys())
        concepts.update(reading.concepts.keys())
    kept = {term: number for term, number in sorted(frequencies.items()) if number >= LEAST_TEXTS}
    knowledge = Knowledge(len(texts), kept, {name: concepts[name] for name in vocabulary.concepts})
    readings = [_reading(text, vocabulary, knowledge) for text in texts]
    knowledge = replace(knowledge, associations=_associations(texts, readings, vocabulary, kept))
    examples = _examples(folder, texts)
    if families is not None:
        examples = {family: pairs for family, pairs in examples.items() if family in families}
    return replace(knowledge, themes=_themes(folder, texts, readings, kept, vocabulary, examples))


def _reading(text: Text, vocabulary: Vocabulary, knowledge: Knowledge) -> Reading:
    return read([(text.title, 1.0), (text.description, 1.0)], vocabulary, knowledge)


def _associations(
    texts: Sequence[Text], readings: Sequence[Reading], vocabulary: Vocabulary, terms: dict[str, int]
) -> dict[str, dict[str, float]]:
    """For each term, the concepts of the texts that hold it, beyond those of their file's texts and those that the term
    names itself; only what stands clear of chance is kept."""
    place = {concept: index for index, concept in enumerate(vocabulary.concepts)}
    contents = np.zeros((len(readings), len(place)))
    for row, reading in enumerate(readings):
        for concept, strength in reading.concepts.items():
            contents[row, place[concept]] = strength
    files = np.array([text.file for text in texts])
    for file in set(files):
        contents[files == file] -= contents[files == file].mean(axis=0)
    chance = contents.std(axis=0)

    holding: dict[str, list[int]] = {term: [] for term in terms}
    for row, reading in enumerate(readings):
        for term in reading.terms.keys() & holding.keys():
            holding[term].append(row)
    associations = {}
    for term, rows in holding.items():
        total = contents[rows].sum(axis=0)
        beyond = total / (len(rows) + DAMPING)
        clear = total >= CLEAR_OF_CHANCE * chance * len(rows) ** 0.5
        for expression in vocabulary.expressions.get(term, ()):
            if len(expression.keys) == 1:
                clear[place[expression.concept]] = False
        best = [index for index in np.argsort(-beyond, kind="stable")[:ASSOCIATIONS] if clear[index]]
        if best:
            associations[term] = {vocabulary.concepts[index]: round(float(beyond[index]), 2) for index in best}
    return associations


def _examples(folder: Folder, texts: Sequence[Text]) -> dict[str, list[tuple[int, str]]]:
    """Return by family the texts (their place) and each label that they carry."""
    examples: dict[str, list[tuple[int, str]]] = {}
    for row, text in enumerate(texts):
        for label in folder.labels(text):
            level = level_of(label)
            if level is not None:
                examples.setdefault("/".join(level), []).append((row, label))
    return examples


def _themes(
    folder: Folder,
    texts: Sequence[Text],
    readings: Sequence[Reading],
    terms: dict[str, int],
    vocabulary: Vocabulary,
    examples: dict[str, list[tuple[int, str]]],
) -> tuple[Theme, ...]:
    """One multinomial regression a family: the labels of one level of one framework."""
    signs = [*terms, *map(sign_of, vocabulary.concepts)]
    column = {sign: index for index, sign in enumerate(signs)}
    themes: list[Theme] = []
    for family, pairs in examples.items():
        groups = Counter(label for label, _ in {(label, texts[row].group) for row, label in pairs})
        pairs = [(row, label) for row, label in pairs if groups[label] >= LEAST_GROUPS]
        if len({label for _, label in pairs}) < 2:
            continue
        matrix = _matrix([readings[row].signs() for row, _ in pairs], column)
        model = LogisticRegression(C=LOOSENESS, max_iter=200).fit(matrix, [label for _, label in pairs])
        weights, biases = model.coef_, model.intercept_
        if len(model.classes_) == 2:
            weights, biases = np.vstack([-weights / 2, weights / 2]), np.array([-biases[0] / 2, biases[0] / 2])
        for label, bias, row_weights in zip(model.classes_, biases, weights, strict=True):
            # In both languages where both exist: the concepts among the signs carry what was learnt across.
            wordings = tuple(dict.fromkeys((*folder.wordings(label, "fr"), *folder.wordings(label, "en"))))
            themes.append(Theme(family, wordings, round(float(bias), 2), _kept(row_weights, column)))
    return tuple(themes)


def _kept(weights: np.ndarray, column: dict[str, int]) -> dict[str, float]:
    named = list(column)
    best = sorted(np.argsort(-np.abs(weights), kind="stable")[:THEME_TERMS])
    rounded = {named[index]: round(float(weights[index]), 1) for index in best}
    return {term: weight for term, weight in rounded.items() if weight}


def _matrix(rows: Sequence[object], column: dict[str, int]) -> csr_matrix:
    values, at, across = [], [], []
    for row, terms in enumerate(rows):
        for term, weight in terms.items():  # type: ignore[attr-defined]
            if term in column:
                at.append(row)
                across.append(column[term])
                values.append(weight)
    return csr_matrix((values, (at, across)), shape=(len(rows), len(column)))
