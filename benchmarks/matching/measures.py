"""How good a ranking and its confidences are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measured:
    """Means over the texts of a task: shares 0 to 1. Ties are counted as chance would break them."""

    texts: int
    recall_at_1: float
    recall_at_3: float
    reciprocal_rank: float
    average_precision: float


def measure(rankings: Iterable[tuple[Sequence[float], frozenset[int]]]) -> Measured:
    """Measure scores against the indices of the right candidates. `recall_at_k` is the share of texts with at least one
    right candidate among the first k."""
    sums = [0.0] * 4
    number = 0
    for scores, right in rankings:
        number += 1
        sums[0] += chance_in_top(scores, right, 1)
        sums[1] += chance_in_top(scores, right, 3)
        sums[2] += _reciprocal_rank(scores, right)
        sums[3] += _average_precision(scores, right)
    return Measured(number, *(total / number for total in sums))


def chance_in_top(scores: Sequence[float], right: frozenset[int], k: int) -> float:
    """Return the probability that a right candidate is among the first k, equal scores standing in random order."""
    best = max(scores[index] for index in right)
    room = k - sum(score > best for score in scores)
    if room <= 0:
        return 0.0
    tied = [index for index, score in enumerate(scores) if score == best]
    wrong = sum(index not in right for index in tied)
    none = 1.0
    for drawn in range(min(room, len(tied))):
        none *= max(0, wrong - drawn) / (len(tied) - drawn)
    return 1 - none


def _reciprocal_rank(scores: Sequence[float], right: frozenset[int]) -> float:
    total, before = 0.0, 0.0
    for k in range(1, len(scores) + 1):
        now = chance_in_top(scores, right, k)
        total += (now - before) / k
        before = now
        if now >= 1:
            break
    return total


def _average_precision(scores: Sequence[float], right: frozenset[int]) -> float:
    """A tied wrong candidate stands before a right one half of the time."""
    total = 0.0
    for index in right:
        ahead = [other for other, score in enumerate(scores) if score > scores[index]]
        tied = [other for other, score in enumerate(scores) if score == scores[index] and other != index]
        rank = 1 + len(ahead) + len(tied) / 2
        good = 1 + sum(other in right for other in ahead) + sum(other in right for other in tied) / 2
        total += good / rank
    return total / len(right)


def calibration_error(pairs: Sequence[tuple[float, bool]], bins: int = 10) -> float:
    """Return the expected calibration error: mean distance between confidence and share of right ones, over equal
    slices of confidence weighted by their number."""
    slices: list[list[tuple[float, bool]]] = [[] for _ in range(bins)]
    for confidence, right in pairs:
        slices[min(int(confidence * bins), bins - 1)].append((confidence, right))
    return sum(
        abs(sum(confidence for confidence, _ in each) - sum(right for _, right in each)) for each in slices
    ) / max(1, len(pairs))


def precision_at_coverage(pairs: Sequence[tuple[float, bool]], coverage: float) -> float:
    """Return the share of right first suggestions when only the surest `coverage` (0 to 1) of the texts get one."""
    kept = sorted(pairs, key=lambda pair: -pair[0])[: max(1, round(coverage * len(pairs)))]
    return sum(right for _, right in kept) / len(kept)
