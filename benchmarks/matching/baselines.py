"""What the engine has to beat: one measure alone, on the same wording of the same candidates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from math import log

from rapidfuzz import fuzz

from alignment.match.evidence import Candidate
from alignment.match.words import fold, terms

Scorer = Callable[[str], list[float]]
_K1, _B = 1.2, 0.75


def token_set_ratio(wordings: Sequence[str]) -> Scorer:
    folded = [fold(wording) for wording in wordings]
    return lambda text: [fuzz.token_set_ratio(fold(text), wording) for wording in folded]


def w_ratio(wordings: Sequence[str]) -> Scorer:
    folded = [fold(wording) for wording in wordings]
    return lambda text: [fuzz.WRatio(fold(text), wording) for wording in folded]


def bm25(wordings: Sequence[str]) -> Scorer:
    """Okapi BM25 over the candidates, with the engine's own terms (stop words out, stems)."""
    documents = [Counter(terms(wording)) for wording in wordings]
    number = len(documents)
    holding = Counter(term for document in documents for term in document)
    lengths = [document.total() for document in documents]
    average = sum(lengths) / number or 1.0
    rarity = {term: log(1 + (number - held + 0.5) / (held + 0.5)) for term, held in holding.items()}

    def scores(text: str) -> list[float]:
        asked = set(terms(text)) & holding.keys()
        return [
            sum(
                rarity[term]
                * document[term]
                * (_K1 + 1)
                / (document[term] + _K1 * (1 - _B + _B * length / average))
                for term in asked
                if term in document
            )
            for document, length in zip(documents, lengths, strict=True)
        ]

    return scores


BASELINES: dict[str, Callable[[Sequence[str]], Scorer]] = {
    "token_set_ratio": token_set_ratio,
    "WRatio": w_ratio,
    "BM25": bm25,
}


def title_only(candidates: Sequence[Candidate]) -> list[str]:
    return [candidate.title for candidate in candidates]


def whole_wording(candidates: Sequence[Candidate]) -> list[str]:
    return [". ".join(filter(None, (each.title, each.description, *each.labels))) for each in candidates]
