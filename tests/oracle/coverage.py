"""Method, sections 2, 3, 6 and 7 for one cluster: coverage, focus, articulation, delivered, money."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from fractions import Fraction

from .contribution import (
    ONE,
    ZERO,
    Framework,
    counts,
    done,
    levels,
    money_share,
    named,
    relevance,
    spread,
)
from .contribution import claims as bounded
from .reading import Action, Data, Line, Region, Roadmap


@dataclass
class Scene:
    """A region seen at one cursor, under one scenario: what every figure below depends on.

    `shares` gives each framework's weight, normalised on its side.
    """

    data: Data
    region: Region
    frameworks: list[Framework]
    shares: dict[str, Fraction]
    clusters: list[Roadmap]
    cursor: Fraction
    scenario: str | None
    memory: dict[tuple[str, str, str], dict[str, Fraction]] = field(default_factory=dict)

    def framework(self, ident: str) -> Framework:
        """The framework of that id."""
        return next(item for item in self.frameworks if item.id == ident)

    @property
    def european(self) -> list[Framework]:
        """The frameworks of the European side."""
        return [item for item in self.frameworks if item.text.side == "european"]

    @property
    def has_europe(self) -> bool:
        """Whether a European framework has a positive weight."""
        return any(self.shares[item.id] > 0 for item in self.european)


def served(scene: Scene, framework: Framework, cluster: Roadmap, action: Action) -> dict[str, Fraction]:
    """m(a, p) for every leaf (section 1)."""
    key = (framework.id, cluster.id, action.id)
    if key not in scene.memory:
        declared = levels(scene.data, framework, cluster, action)
        scene.memory[key] = spread(framework, bounded(declared, scene.data.method.significant))
    return scene.memory[key]


def relevance_of(scene: Scene, framework: Framework, cluster: Roadmap, action: Action) -> Fraction:
    """r_F(a) (section 1)."""
    return relevance(levels(scene.data, framework, cluster, action), scene.data.method.significant)


def counting(cluster: Roadmap) -> list[Action]:
    """The cluster's counting actions, in file order."""
    return [action for action in cluster.actions if counts(action)]


# --- section 2 ---------------------------------------------------------------------------------------------


def coverage(scene: Scene, framework: Framework, cluster: Roadmap, leaf: str) -> Fraction:
    """cov(c, p): the best counting action, 0 when nothing serves the leaf."""
    return max((served(scene, framework, cluster, a)[leaf] for a in counting(cluster)), default=ZERO)


def depth(scene: Scene, framework: Framework, cluster: Roadmap, leaf: str) -> Fraction:
    """depth(c, p): the sum over counting actions."""
    return sum((served(scene, framework, cluster, a)[leaf] for a in counting(cluster)), ZERO)


def best_action(scene: Scene, framework: Framework, cluster: Roadmap, leaf: str) -> str | None:
    """The first action in file order that reaches the coverage; None where nothing serves the leaf."""
    best = coverage(scene, framework, cluster, leaf)
    if best == 0:
        return None
    return next(a.id for a in counting(cluster) if served(scene, framework, cluster, a)[leaf] == best)


def delivered(scene: Scene, framework: Framework, cluster: Roadmap, leaf: str) -> Fraction:
    """Section 6: the maximum of d(a) m(a, p)."""
    return max((done(a) * served(scene, framework, cluster, a)[leaf] for a in counting(cluster)), default=ZERO)


def over(framework: Framework, leaves: Iterable[str], value: Callable[[str], Fraction]) -> Fraction:
    """Weighted mean of a value over some leaves, their weights renormalised."""
    chosen = list(leaves)
    total = sum((framework.weight[leaf] for leaf in chosen), ZERO)
    return sum((framework.weight[leaf] * value(leaf) for leaf in chosen), ZERO) / total


def framework_coverage(scene: Scene, framework: Framework, cluster: Roadmap) -> Fraction:
    """C_F(c)."""
    return over(framework, framework.leaves, lambda leaf: coverage(scene, framework, cluster, leaf))


def framework_delivered(scene: Scene, framework: Framework, cluster: Roadmap) -> Fraction:
    """Delivered coverage of the cluster in the framework."""
    return over(framework, framework.leaves, lambda leaf: delivered(scene, framework, cluster, leaf))


def mandate_coverage(scene: Scene, framework: Framework, cluster: Roadmap) -> Fraction | None:
    """M_F(c): over the leaves under the nodes that the mandate names; null where it names none."""
    nodes = named(scene.data, framework, cluster.mandate, cluster.home)
    inside = [leaf for leaf in framework.leaves if any(leaf in framework.under[node] for node in nodes)]
    if not inside:
        return None
    return over(framework, inside, lambda leaf: coverage(scene, framework, cluster, leaf))


# --- section 7: what an action and a cluster cost ----------------------------------------------------------


def budget(action: Action) -> int | None:
    """The action's known lines in cents; None where it has no line."""
    return sum(line.cents for line in action.budget) if action.budget else None


def lines(clusters: Iterable[Roadmap]) -> list[Line]:
    """Every known line of the counting actions."""
    return [line for cluster in clusters for a in counting(cluster) for line in a.budget]


def known_budget(cluster: Roadmap) -> int | None:
    """Null where no counting action has a budget."""
    known = [b for a in counting(cluster) if (b := budget(a)) is not None]
    return sum(known) if known else None


def actions_without_budget(cluster: Roadmap) -> int:
    """How many counting actions have no budget line."""
    return sum(1 for a in counting(cluster) if budget(a) is None)


def leverage(clusters: Iterable[Roadmap]) -> Fraction | None:
    """Money not from the region over money from the region; null where the region gives none."""
    known = lines(clusters)
    given = sum(line.cents for line in known if line.source == "region")
    other = sum(line.cents for line in known if line.source != "region")
    return Fraction(other, given) if given > 0 else None


# --- section 3 ---------------------------------------------------------------------------------------------


def mean(values: list[Fraction]) -> Fraction | None:
    """An empty set has no mean."""
    return sum(values, ZERO) / len(values) if values else None


def mean_by_budget(cluster: Roadmap, values: list[Fraction]) -> Fraction | None:
    """Weighted by budgets, where every counting action has one above zero; else null."""
    budgets = [budget(a) for a in counting(cluster)]
    if not budgets or any(b is None or b == 0 for b in budgets):
        return None
    known = [b for b in budgets if b is not None]
    return sum((b * v for b, v in zip(known, values, strict=True)), ZERO) / sum(known)


def relevances(scene: Scene, framework: Framework, cluster: Roadmap) -> list[Fraction]:
    """r_F(a) of each counting action."""
    return [relevance_of(scene, framework, cluster, a) for a in counting(cluster)]


def focus(scene: Scene, framework: Framework, cluster: Roadmap) -> Fraction | None:
    """focus_F(c)."""
    return mean(relevances(scene, framework, cluster))


def focus_budget(scene: Scene, framework: Framework, cluster: Roadmap) -> Fraction | None:
    """focus_budget_F."""
    return mean_by_budget(cluster, relevances(scene, framework, cluster))


def joint(scene: Scene, cluster: Roadmap) -> list[Fraction]:
    """min(r_regional(a), r_european(a)) of each counting action."""
    result = []
    for a in counting(cluster):
        sides = {"regional": ZERO, "european": ZERO}
        for framework in scene.frameworks:
            share = scene.shares[framework.id]
            sides[framework.text.side] += share * relevance_of(scene, framework, cluster, a)
        result.append(min(sides["regional"], sides["european"]))
    return result


def articulation(scene: Scene, cluster: Roadmap) -> Fraction | None:
    """Null where a side has no framework of positive weight, or nothing counts."""
    return mean(joint(scene, cluster)) if scene.has_europe else None


def articulation_budget(scene: Scene, cluster: Roadmap) -> Fraction | None:
    """The same, weighted by budgets."""
    return mean_by_budget(cluster, joint(scene, cluster)) if scene.has_europe else None


# --- section 7: attribution --------------------------------------------------------------------------------


def largest_remainder(parts: list[Fraction], total: int) -> list[int]:
    """Integer parts of an integer total; the first of equal remainders wins."""
    result = [part.numerator // part.denominator for part in parts]
    missing = total - sum(result)
    order = sorted(range(len(parts)), key=lambda i: (-(parts[i] - result[i]), i))
    for index in order[:missing]:
        result[index] += 1
    return result


def attributed(scene: Scene, framework: Framework, cluster: Roadmap, action: Action) -> tuple[dict[str, int], int]:
    """Cents of one action to each leaf, and its unattributed rest (0 where it has no budget)."""
    total = budget(action) or 0
    relevant = relevance_of(scene, framework, cluster, action)
    shares = money_share(served(scene, framework, cluster, action), relevant)
    parts = [total * shares[leaf] for leaf in framework.leaves] + [total * (ONE - relevant)]
    whole = largest_remainder(parts, total)
    return dict(zip(framework.leaves, whole, strict=False)), whole[-1]


def attributed_by(scene: Scene, framework: Framework, clusters: Iterable[Roadmap]) -> tuple[dict[str, int], int]:
    """Cents of the clusters' counting actions to each leaf, and the unattributed rest."""
    cents = dict.fromkeys(framework.leaves, 0)
    rest = 0
    for cluster in clusters:
        for action in counting(cluster):
            parts, left = attributed(scene, framework, cluster, action)
            rest += left
            for leaf, part in parts.items():
                cents[leaf] += part
    return cents, rest
