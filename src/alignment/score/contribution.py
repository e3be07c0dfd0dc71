"""What one action brings to a framework: bounded claims, spreading, relevance, money shares. Method, section 1."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import NamedTuple

from alignment.kernel.exact import total
from alignment.model.values import Level
from alignment.score.framework import ONE, WeightedFramework

ZERO = Fraction(0)


class Claim(NamedTuple):
    """One action in one framework.

    `levels` are the distinct kept nodes that it targets (principal or significant); `contribution` is m(a,p) for
    the leaves that it reaches, 0 < m <= 1; `relevance` is r_F(a), 0 to 1.
    """

    levels: Mapping[str, Level]
    contribution: Mapping[str, Fraction]
    relevance: Fraction

    def money_shares(self) -> Mapping[str, Fraction]:
        """q(a,p): which share of the action's money goes to each leaf; sums to the relevance."""
        if not self.relevance:
            return {}
        share = self.relevance / total(self.contribution.values())
        return {leaf: share * value for leaf, value in self.contribution.items()}


NOTHING = Claim({}, {}, ZERO)


def folded(named: Iterable[tuple[str, Level]], framework: WeightedFramework) -> dict[str, Level]:
    """The distinct nodes that scores keep, each at the highest level that names it; `none` is left out."""
    levels: dict[str, Level] = {}
    for node, level in named:
        if level == "none":
            continue
        kept = framework.fold[node]
        if levels.get(kept) != "principal":
            levels[kept] = level
    return levels


def unit(level: Level, principals: int, significants: int, coefficient: Fraction) -> Fraction:
    """What a node named at `level` receives: 1/k_P, or min(coefficient, 1/k_S, 1/k_P)."""
    if level == "principal":
        return Fraction(1, principals)
    bounds = [coefficient, Fraction(1, significants)]
    if principals:
        bounds.append(Fraction(1, principals))
    return min(bounds)


def claim(named: Iterable[tuple[str, Level]], framework: WeightedFramework, coefficient: Fraction) -> Claim:
    """Bound and spread what an action names (nodes of the framework's text, in file order)."""
    levels = folded(named, framework)
    if not levels:
        return NOTHING
    principals = sum(level == "principal" for level in levels.values())
    significants = len(levels) - principals
    reached: dict[str, Fraction] = {}
    for node, level in levels.items():
        received = unit(level, principals, significants, coefficient)
        for leaf, share in framework.under[node]:
            part = received * share
            reached[leaf] = min(ONE, reached[leaf] + part) if leaf in reached else part
    contribution = {leaf: value for leaf, value in reached.items() if value}
    return Claim(levels, contribution, ONE if principals else coefficient)
