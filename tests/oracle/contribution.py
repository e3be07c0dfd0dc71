"""Method, section 1: frameworks, weights, references, levels, bounded claims, spreading, relevance."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from .reading import Action, Data, Node, Roadmap, Text

ZERO, ONE = Fraction(0), Fraction(1)
COUNTING = ("planned", "running", "completed")
RANK = {"none": 0, "significant": 1, "principal": 2}


@dataclass
class Framework:
    """A framework cut at its scored depth: leaves in file order, and where every declared node leads."""

    text: Text
    leaves: list[str] = field(default_factory=list)
    title: dict[str, str] = field(default_factory=dict)
    weight: dict[str, Fraction] = field(default_factory=dict)
    target: dict[str, Fraction] = field(default_factory=dict)
    fold: dict[str, str] = field(default_factory=dict)
    under: dict[str, list[str]] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The framework's id."""
        return self.text.id


def descendants(top: Node) -> Iterator[Node]:
    """Everything declared below a node."""
    for child in top.children:
        yield child
        yield from descendants(child)


def cut(declared: Text, default_target: Fraction, stated: dict[str, Fraction]) -> Framework:
    """The framework's leaves with their weights and targets.

    `stated` holds the scenario's node weights ("framework:node"), which replace the declared ones before
    siblings are normalised.
    """
    result = Framework(declared)

    def own(item: Node) -> Fraction:
        return stated.get(f"{declared.id}:{item.id}", item.weight)

    def walk(siblings: tuple[Node, ...], depth: int, product: Fraction, target: Fraction) -> list[str]:
        total = sum((own(item) for item in siblings), ZERO)
        below: list[str] = []
        for item in siblings:
            weight = product * own(item) / total
            goal = target if item.target is None else item.target
            result.fold[item.id] = item.id
            if depth == declared.scored_depth or not item.children:
                result.leaves.append(item.id)
                result.title[item.id] = item.title
                result.weight[item.id] = weight
                result.target[item.id] = goal
                result.under[item.id] = [item.id]
                for hidden in descendants(item):
                    result.fold[hidden.id] = item.id
            else:
                result.under[item.id] = walk(item.children, depth + 1, weight, goal)
            below += result.under[item.id]
        return below

    walk(declared.nodes, 1, ONE, default_target)
    return result


def resolve(data: Data, reference: str, home: str) -> tuple[str | None, str, str]:
    """(region, framework, node); the region is None where the framework is shared."""
    region, slash, rest = reference.rpartition("/")
    framework, _, node = rest.partition(":")
    if slash:
        return region, framework, node
    if framework in {item.id for item in data.shared}:
        return None, framework, node
    return home, framework, node


def named(data: Data, framework: Framework, references: tuple[str, ...], home: str) -> list[str]:
    """The nodes of this very framework that a list of references names, folded, without repetition."""
    found = []
    for reference in references:
        region, name, node = resolve(data, reference, home)
        if (region, name) == (framework.text.owner, framework.id) and framework.fold[node] not in found:
            found.append(framework.fold[node])
    return found


def levels(data: Data, framework: Framework, cluster: Roadmap, action: Action) -> dict[str, str]:
    """Node of the framework (after folding) -> its highest declared level."""
    highest: dict[str, str] = {}
    for reference, level in action.contributions:
        for node in named(data, framework, (reference,), cluster.home):
            if node not in highest or RANK[level] > RANK[highest[node]]:
                highest[node] = level
    return highest


def claims(declared: dict[str, str], significant: Fraction) -> dict[str, Fraction]:
    """Bounded claims: what each named node gets before it is spread."""
    k_p = sum(1 for level in declared.values() if level == "principal")
    k_s = sum(1 for level in declared.values() if level == "significant")
    result = {}
    for node, level in declared.items():
        if level == "principal":
            result[node] = Fraction(1, k_p)
        elif level == "significant":
            bounds = [significant, Fraction(1, k_s)]
            if k_p > 0:
                bounds.append(Fraction(1, k_p))
            result[node] = min(bounds)
    return result


def spread(framework: Framework, claimed: dict[str, Fraction]) -> dict[str, Fraction]:
    """m(a, p) for every leaf p of the framework."""
    reaching = dict.fromkeys(framework.leaves, ZERO)
    for node, claim in claimed.items():
        inside = framework.under[node]
        total = sum((framework.weight[leaf] for leaf in inside), ZERO)
        for leaf in inside:
            reaching[leaf] += claim * framework.weight[leaf] / total
    return {leaf: min(ONE, value) for leaf, value in reaching.items()}


def relevance(declared: dict[str, str], significant: Fraction) -> Fraction:
    """r_F(a)."""
    if "principal" in declared.values():
        return ONE
    if "significant" in declared.values():
        return significant
    return ZERO


def money_share(served: dict[str, Fraction], relevant: Fraction) -> dict[str, Fraction]:
    """q(a, p) for every leaf; adds up to r_F(a)."""
    total = sum(served.values(), ZERO)
    if total == 0:
        return dict.fromkeys(served, ZERO)
    return {leaf: relevant * value / total for leaf, value in served.items()}


def counts(action: Action) -> bool:
    """Whether the action enters the scores."""
    return action.status in COUNTING


def done(action: Action) -> Fraction:
    """Method, section 6: d(a)."""
    if action.status == "completed":
        return ONE
    if action.status == "running":
        return action.progress
    return ZERO
