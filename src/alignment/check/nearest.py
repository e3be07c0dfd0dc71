"""« Did you mean »: the known words nearest to a misspelt one, accents and case apart."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from alignment.kernel.bilingual import Bilingual
from alignment.kernel.safe_text import terminal

_ACCENTS = re.compile(r"[\u0300-\u036f]+")
_SEPARATORS = str.maketrans("-_'’", "    ")

MOST_COMPARED = 5_000
"""No more known words than this are compared: a hostile file must not buy time."""


def fold(text: str) -> str:
    """Lower case without accents, the separators of ids as spaces: what a person reads as the same word."""
    folded = text.casefold()
    if not folded.isascii():
        folded = _ACCENTS.sub("", unicodedata.normalize("NFKD", folded))
    return " ".join(folded.translate(_SEPARATORS).split())


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
