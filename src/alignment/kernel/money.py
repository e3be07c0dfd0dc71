"""Money is integer cents from the reader on; shares of it are cut so that they add up to the cent."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import lcm


def apportion(total: int, shares: Sequence[Fraction]) -> list[int]:
    """Cut `total` cents in proportion to `shares` by largest remainder; the parts sum to `total`.

    Ties go to the earlier share. `shares` are >= 0 and must not all be zero unless `total` is 0
    (ZeroDivisionError otherwise). Method, section 7.
    """
    if total == 0:
        return [0] * len(shares)
    scale = lcm(*(share.denominator for share in shares))
    weights = [share.numerator * (scale // share.denominator) for share in shares]
    whole = sum(weights)
    cut = [divmod(total * weight, whole) for weight in weights]
    parts = [part for part, _ in cut]
    left = total - sum(parts)
    by_remainder = sorted(range(len(parts)), key=lambda index: (-cut[index][1], index))
    for index in by_remainder[:left]:
        parts[index] += 1
    return parts
