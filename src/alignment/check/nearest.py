"""« Did you mean »: the known words nearest to a misspelt one, accents and case apart."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from alignment.kernel.bilingual import Bilingual
from alignment.kernel.safe_text import terminal

_ACCENTS = re.compile(r"[\u0300-\u036f]+")
_USUAL_ACCENTS = "\u0301\u0300\u0302\u0327\u0308"
"""Those of French: taking them out one by one is quicker than any search for all."""
_SEPARATORS = "-_'’"

MOST_COMPARED = 5_000
"""No more known words than this are compared: a hostile file must not buy time."""


def fold(text: str) -> str:
    """Lower case without accents, the separators of ids as spaces: what a person reads as the same word."""
    return " ".join(folded_words(text))


def folded_words(text: str) -> list[str]:
    """The words of a text, folded."""
    folded = text.casefold()
    if not folded.isascii():
        folded = unicodedata.normalize("NFKD", folded)
        for accent in _USUAL_ACCENTS:
            folded = folded.replace(accent, "")
        if not folded.isascii():
            folded = _ACCENTS.sub("", folded)
    for separator in _SEPARATORS:
        folded = folded.replace(separator, " ")
    return folded.split()


def plain_words(text: str) -> list[str]:
    """The words of a text in the letters that ids are made of: lower case, no accents, ligatures spelt out."""
    spelt = text.casefold().replace("œ", "oe").replace("æ", "ae")
    return re.findall("[a-z0-9]+", fold(spelt))


def nearest(word: str, known: Iterable[str], limit: int = 3) -> list[str]:
    """The known words that `word` may stand for, nearest first, ties alphabetically; [] if none is near."""
    from rapidfuzz import distance, fuzz

    wanted = fold(word[:200])
    if not wanted:
        return []
    scored: list[tuple[float, str]] = []
    for candidate in sorted(set(known))[:MOST_COMPARED]:
        folded = fold(candidate)
        score = max(
            distance.DamerauLevenshtein.normalized_similarity(wanted, folded) * 100,
            fuzz.token_sort_ratio(wanted, folded),
        )
        if min(len(wanted), len(folded)) >= 4 and (folded.startswith(wanted) or wanted.startswith(folded)):
            score = max(score, 80.0)
        if score >= 70:
            scored.append((-score, candidate))
    return [candidate for _, candidate in sorted(scored)[:limit]]


def did_you_mean(word: str, known: Iterable[str]) -> Bilingual | None:
    """The question, or None when nothing known is near."""
    found = [terminal(candidate) for candidate in nearest(word, known)]
    if not found:
        return None
    return Bilingual(
        "Vouliez-vous dire " + " ou ".join(f"«\u00a0{name}\u00a0»" for name in found) + "\u00a0?",
        "Did you mean " + " or ".join(f"“{name}”" for name in found) + "?",
    )
