"""How sure is the ranking? Scores under seeded draws of weights, cursor and coefficient. Method, section 9.

The draws, in this order, from `numpy.random.Generator(numpy.random.PCG64(seed))`, each as one array over all draws:
the coefficient, uniform on [0.2, 0.6]; the cursor, uniform on [max(0, k - 0.25), min(1, k + 0.25)]; then, for each
framework of positive weight (SRDEII, S3, others by file name), for each group of siblings of more than one node (the
axes, then the children of each kept branch in file order), the normalised weights, Dirichlet(20 n w).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from alignment.score.contribution import Claim
from alignment.score.framework import WeightedFramework
from alignment.score.setting import ScoredCluster, Setting

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Draws = NDArray[np.float64]
    """One number per draw."""

DRAWS, SEED = 10_000, 1
COEFFICIENT = (0.2, 0.6)
CURSOR_REACH = Fraction(1, 4)
CONCENTRATION = 20
"""How closely drawn weights keep to the stated ones: Dirichlet parameters are this times n w."""
EQUAL = 12
"""Scores that agree to so many decimals are equal: beyond, floating point speaks, not the draw."""


@dataclass(frozen=True)
class Spread:
    """One cluster over all draws: 5, 50 and 95 % of its score, and the share of the draws at each rank."""

    low: float
    median: float
    high: float
    ranks: Mapping[int, float]
    """Ranks above 0 only, in order; draws in which clusters tie are shared equally among the ranks that they fill."""

    @property
    def usual(self) -> int:
        """The most frequent rank, the better one of two."""
        return max(self.ranks, key=lambda place: (self.ranks[place], -place))


@dataclass(frozen=True)
class Robustness:
    """What the draws gave, and what they varied. Clusters in the order of the setting."""

    draws: int
    seed: int
    cursor: tuple[Fraction, Fraction] | None
    """The range that the cursor was drawn from, None without a European side: nothing depends on it."""
    groups: int
    """Groups of sibling weights that were drawn."""
    clusters: Mapping[str, Spread]
    above: Mapping[str, Mapping[str, float]]
    """P(i above j), ties half."""

    def within(self, cluster: str, first: int, last: int) -> float:
        """The share of the draws at ranks `first` to `last`."""
        return sum(share for place, share in self.clusters[cluster].ranks.items() if first <= place <= last)


def draw(setting: Setting, draws: int = DRAWS, seed: int = SEED) -> Robustness:
    """Score the clusters of a region under `draws` draws. Raises ImportError without numpy (extra `stats`)."""
    import numpy as np

    source = np.random.Generator(np.random.PCG64(seed))
    coefficient = source.uniform(*COEFFICIENT, draws)
    low, high = max(Fraction(0), setting.cursor - CURSOR_REACH), min(Fraction(1), setting.cursor + CURSOR_REACH)
    cursor = source.uniform(float(low), float(high), draws)
    scores = np.zeros((len(setting.clusters), draws))
    groups = 0
    for framework in setting.frameworks:
        if not setting.weight(framework):
            continue
        weights = _Weights(framework, source, draws)
        groups += weights.groups
        side = 1 - cursor if framework.side == "regional" else cursor * float(setting.weight(framework))
        if not setting.has_european_side:
            side = np.ones(draws)
        for index, cluster in enumerate(setting.clusters):
            scores[index] += side * _coverage(cluster, framework, weights, coefficient)
    scores = np.round(scores, EQUAL)
    return Robustness(
        draws,
        seed,
        (low, high) if setting.has_european_side else None,
        groups,
        *_compare(scores, [cluster.id for cluster in setting.clusters]),
    )


class _Weights:
    """Drawn weights of one framework: each node's share among its siblings, and what follows from them."""

    def __init__(self, framework: WeightedFramework, source: np.random.Generator, draws: int) -> None:
        import numpy as np

        self._parent = {placed.node.id: placed.parent for placed in framework.kept}
        stated = {
            node: sum((framework.weights[leaf] for leaf, _ in below), Fraction(0))
            for node, below in framework.under.items()
        }
        siblings: dict[str | None, list[str]] = {}
        for node, parent in self._parent.items():
            siblings.setdefault(parent, []).append(node)
        self._share: dict[str, Draws] = {}
        self._below: dict[tuple[str | None, str], Draws] = {}
        self.groups = 0
        for parent in (None, *self._parent):
            group = siblings.get(parent, [])
            if len(group) == 1:
                self._share[group[0]] = np.ones(draws)
            elif group:
                total = sum((stated[node] for node in group), Fraction(0))
                alpha = [float(CONCENTRATION * len(group) * stated[node] / total) for node in group]
                self._share.update(zip(group, source.dirichlet(alpha, draws).T.copy(), strict=True))
                self.groups += 1

    def under(self, branch: str | None, node: str) -> Draws:
        """The share of a node under a branch above it; None is the framework, under which a leaf has its weight."""
        key = branch, node
        if key not in self._below:
            parent, own = self._parent[node], self._share[node]
            self._below[key] = own if parent == branch else own * self.under(branch, str(parent))
        return self._below[key]


def _coverage(
    cluster: ScoredCluster, framework: WeightedFramework, weights: _Weights, coefficient: Draws
) -> Draws:
    """C_F(c) in each draw: the best action of each leaf, under drawn weights and coefficient."""
    import numpy as np

    best: dict[str, Draws] = {}
    for claim in {_key(each): each for each in (s.claim(framework.id) for s in cluster.counting)}.values():
        for leaf, value in _contribution(claim, framework, weights, coefficient).items():
            best[leaf] = np.maximum(best[leaf], value) if leaf in best else value
    covered = np.zeros(len(coefficient))
    for leaf, value in best.items():
        covered += weights.under(None, leaf) * value
    return covered


def _key(claim: Claim) -> tuple[tuple[str, str], ...]:
    """What a contribution depends on: actions that name the same nodes count once."""
    return tuple(sorted(claim.levels.items()))


def _contribution(
    claim: Claim, framework: WeightedFramework, weights: _Weights, coefficient: Draws
) -> dict[str, Draws]:
    """m(a,p) in each draw, for the leaves that the action reaches. Method, section 1."""
    import numpy as np

    principals = sum(level == "principal" for level in claim.levels.values())
    significants = len(claim.levels) - principals
    bound = 1 / max(1, significants, principals)
    reached: dict[str, Draws] = {}
    for node, level in claim.levels.items():
        received: Draws = (
            np.full(len(coefficient), 1 / principals) if level == "principal" else np.minimum(coefficient, bound)
        )
        for leaf, _ in framework.under[node]:
            part = received if leaf == node else received * weights.under(node, leaf)
            reached[leaf] = reached[leaf] + part if leaf in reached else part
    return {leaf: np.minimum(1.0, value) for leaf, value in reached.items()}


def _compare(scores: NDArray[np.float64], ids: list[str]) -> tuple[dict[str, Spread], dict[str, dict[str, float]]]:
    """Intervals, rank shares and pairwise shares of scores (one row a cluster, one column a draw)."""
    import numpy as np

    clusters: dict[str, Spread] = {}
    above: dict[str, dict[str, float]] = {}
    size, draws = scores.shape
    for index, name in enumerate(ids):
        higher, equal = scores > scores[index], scores == scores[index]
        ahead, tied = higher.sum(axis=0), equal.sum(axis=0)
        # A draw at ranks ahead + 1 to ahead + tied counts 1 / tied in each: steps up and down, then their sum.
        up = np.bincount(ahead, 1 / tied, size + 1)
        down = np.bincount(ahead + tied, 1 / tied, size + 1)
        shares = np.clip(np.cumsum(up - down)[:size] / draws, 0, 1)
        held = np.bincount(ahead, minlength=size + 1) - np.bincount(ahead + tied, minlength=size + 1)
        places = np.flatnonzero(np.cumsum(held)[:size])
        low, median, high = np.quantile(scores[index], (0.05, 0.5, 0.95))
        clusters[name] = Spread(
            float(low),
            float(median),
            float(high),
            {int(place) + 1: float(shares[place]) for place in places},
        )
        beaten = 1 - (higher.sum(axis=1) + equal.sum(axis=1) / 2) / draws  # within 0 and 1: counts, exactly
        above[name] = {other: float(beaten[i]) for i, other in enumerate(ids) if i != index}
    return clusters, above
