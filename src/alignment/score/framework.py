"""A framework as scores see it: leaves, normalised weights, targets, folding. Method, sections 1 and 5."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from alignment.kernel.exact import total
from alignment.model.dataset import FrameworkText, PlacedNode, Side

ONE = Fraction(1)


class Leaf(NamedTuple):
    """A priority that is scored: its weight in the framework (leaf weights sum to 1) and its target strength."""

    id: str
    title: str
    weight: Fraction
    target: Fraction
    axis: str


@dataclass(frozen=True)
class WeightedFramework:
    """A framework cut at its `scored_depth`, with the weights of one scenario."""

    text: FrameworkText
    leaves: tuple[Leaf, ...]
    under: Mapping[str, tuple[tuple[str, Fraction], ...]]
    """For each kept node: the leaves below it (itself for a leaf) with their shares, which sum to 1."""
    fold: Mapping[str, str]
    """Each node of the text to the kept node that stands for it: itself, or its ancestor at `scored_depth`."""

    @property
    def id(self) -> str:
        """`srdeii`, `s3` or the European framework's id."""
        return self.text.id

    @property
    def side(self) -> Side:
        """Regional or European."""
        return self.text.side

    @cached_property
    def weights(self) -> Mapping[str, Fraction]:
        """Leaf weights by id, in file order; they sum to 1."""
        return {leaf.id: leaf.weight for leaf in self.leaves}

    @cached_property
    def kept(self) -> tuple[PlacedNode, ...]:
        """The nodes that scores keep, branches and leaves, in file order: those down to `scored_depth`."""
        return tuple(placed for node, placed in self.text.nodes.items() if self.fold[node] == node)

    def is_leaf(self, node: str) -> bool:
        """Whether a kept node is scored itself rather than through the leaves below it."""
        return node in self.weights

    def leaves_under(self, nodes: Iterable[str]) -> tuple[str, ...]:
        """The distinct leaves under any of these nodes (of the text, folded first), in file order."""
        wanted = {leaf for node in nodes for leaf, _ in self.under[self.fold[node]]}
        return tuple(leaf.id for leaf in self.leaves if leaf.id in wanted)

    def mean(self, values: Mapping[str, Fraction], leaves: Iterable[str] | None = None) -> Fraction:
        """The mean of leaf values (0 where absent) by weight, over all leaves or over some, renormalised."""
        weights = self.weights
        if leaves is None:
            return total(weights[leaf] * value for leaf, value in values.items())
        chosen = tuple(leaves)
        reached = total(weights[leaf] * values[leaf] for leaf in chosen if leaf in values)
        return reached / total(weights[leaf] for leaf in chosen)


def weigh(
    text: FrameworkText, default_target: Fraction, stated: Mapping[str, Fraction] | None = None
) -> WeightedFramework:
    """Cut and weigh a framework. `stated` replaces the weights that nodes state (a scenario's, by node id).

    Titles, weights and targets below `scored_depth` are ignored. Method, section 1.
    """
    stated = stated or {}
    cut = text.text.scored_depth
    kept: list[PlacedNode] = []
    fold: dict[str, str] = {}
    for placed in text.nodes.values():
        if cut is not None and placed.depth > cut:
            assert placed.parent is not None  # an axis is at depth 1
            fold[placed.node.id] = fold[placed.parent]
        else:
            fold[placed.node.id] = placed.node.id
            kept.append(placed)

    siblings: dict[str | None, Fraction] = {}
    own: dict[str, Fraction] = {}
    for node, _, parent, _ in kept:
        own[node.id] = stated.get(node.id, node.weight)
        siblings[parent] = siblings.get(parent, Fraction(0)) + own[node.id]

    weight: dict[str | None, Fraction] = {None: ONE}
    target: dict[str | None, Fraction] = {None: default_target}
    axis: dict[str, str] = {}
    path: dict[str, tuple[str, ...]] = {}
    leaves: list[Leaf] = []
    for node, _, parent, _ in kept:
        weight[node.id] = weight[parent] * own[node.id] / siblings[parent]
        target[node.id] = node.target if node.target is not None else target[parent]
        axis[node.id] = axis[parent] if parent is not None else node.id
        path[node.id] = (*(path[parent] if parent is not None else ()), node.id)
        if node.id not in siblings:
            leaves.append(Leaf(node.id, node.title, weight[node.id], target[node.id], axis[node.id]))

    under: dict[str, list[tuple[str, Fraction]]] = {}
    for leaf in leaves:
        for ancestor in path[leaf.id]:
            under.setdefault(ancestor, []).append((leaf.id, leaf.weight / weight[ancestor]))
    return WeightedFramework(text, tuple(leaves), {node: tuple(below) for node, below in under.items()}, fold)
