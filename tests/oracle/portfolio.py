"""Method, sections 5 to 8 for the region: portfolio, delivered, trajectory, overlap, chance, allocation."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations, permutations, product
from typing import Any

from .contribution import ONE, ZERO, Framework, counts
from .coverage import (
    Scene,
    attributed,
    attributed_by,
    budget,
    counting,
    coverage,
    delivered,
    over,
    served,
)
from .reading import Action, Method, Roadmap

# --- section 5 ---------------------------------------------------------------------------------------------


def strength(scene: Scene, framework: Framework, leaf: str) -> Fraction:
    """s(p)."""
    return sum((coverage(scene, framework, c, leaf) for c in scene.clusters), ZERO)


def portfolio_coverage(scene: Scene, framework: Framework, leaf: str) -> Fraction:
    """cov(p)."""
    return min(ONE, strength(scene, framework, leaf) / framework.target[leaf])


def portfolio_delivered(scene: Scene, framework: Framework, leaf: str) -> Fraction:
    """Section 6: min(1, sum over clusters / target)."""
    total = sum((delivered(scene, framework, c, leaf) for c in scene.clusters), ZERO)
    return min(ONE, total / framework.target[leaf])


def contributors(scene: Scene, framework: Framework, leaf: str) -> list[tuple[str, Fraction]]:
    """Clusters with cov(c, p) > 0, by id."""
    found = [(c.id, coverage(scene, framework, c, leaf)) for c in scene.clusters]
    return [(ident, value) for ident, value in found if value > 0]


def effective_contributors(values: list[Fraction]) -> Fraction:
    """1 / sum of squared shares, 0 where there is none."""
    total = sum(values, ZERO)
    return 1 / sum(((value / total) ** 2 for value in values), ZERO) if values else ZERO


def state(method: Method, s: Fraction, cov: Fraction) -> str:
    """uncovered, gap, partial or covered."""
    if s == 0:
        return "uncovered"
    if cov < method.gap:
        return "gap"
    return "partial" if cov < method.partial else "covered"


def flags(method: Method, named_state: str, s: Fraction, target: Fraction, effective: Fraction) -> list[str]:
    """fragile, crowded."""
    result = []
    if named_state in ("partial", "covered") and effective < method.fragile:
        result.append("fragile")
    if s >= method.crowded * target and effective >= method.crowded:
        result.append("crowded")
    return result


def region_coverage(scene: Scene, framework: Framework) -> Fraction:
    """C_F of the portfolio."""
    return over(framework, framework.leaves, lambda leaf: portfolio_coverage(scene, framework, leaf))


def region_delivered(scene: Scene, framework: Framework) -> Fraction:
    """Delivered coverage of the portfolio."""
    return over(framework, framework.leaves, lambda leaf: portfolio_delivered(scene, framework, leaf))


# --- section 6: the trajectory -----------------------------------------------------------------------------


def start_year(cluster: Roadmap, action: Action) -> int | None:
    """Year in which the action starts; None: it counts from the first year, and is named."""
    return action.start if action.start is not None else cluster.start


def started(cluster: Roadmap, action: Action, year: int) -> bool:
    """Whether the action starts on or before 31 December of the year."""
    start = start_year(cluster, action)
    return start is None or start <= year


def planned_coverage(
    scene: Scene, framework: Framework, clusters: list[Roadmap], year: int, leaf: str
) -> Fraction:
    """Sum over clusters of the best action started by the end of the year."""
    total = ZERO
    for cluster in clusters:
        running = [a for a in counting(cluster) if started(cluster, a, year)]
        total += max((served(scene, framework, cluster, a)[leaf] for a in running), default=ZERO)
    return total


def trajectory(scene: Scene, framework: Framework) -> dict[int, dict[str, Any]]:
    """Year of the framework's period -> planned coverage of the region and of each cluster.

    Empty where the framework states no period.
    """
    first, last = framework.text.first_year, framework.text.last_year
    if first is None or last is None:
        return {}
    result = {}
    for year in range(first, last + 1):

        def of_region(leaf: str, year: int = year) -> Fraction:
            planned = planned_coverage(scene, framework, scene.clusters, year, leaf)
            return min(ONE, planned / framework.target[leaf])

        clusters = {}
        for cluster in scene.clusters:

            def of_cluster(leaf: str, year: int = year, cluster: Roadmap = cluster) -> Fraction:
                return planned_coverage(scene, framework, [cluster], year, leaf)

            clusters[cluster.id] = over(framework, framework.leaves, of_cluster)
        result[year] = {"region": over(framework, framework.leaves, of_region), "clusters": clusters}
    return result


def undated(scene: Scene) -> list[tuple[str, str]]:
    """(cluster, action) of the counting actions that have no period, nor has their roadmap."""
    return [(c.id, a.id) for c in scene.clusters for a in counting(c) if start_year(c, a) is None]


# --- section 7 ---------------------------------------------------------------------------------------------


def overlap(scene: Scene, framework: Framework, one: Roadmap, other: Roadmap) -> int:
    """Cents: the sum over leaves of the smaller of what each attributes."""
    left, _ = attributed_by(scene, framework, [one])
    right, _ = attributed_by(scene, framework, [other])
    return sum(min(left[leaf], right[leaf]) for leaf in framework.leaves)


def funding_share(cents: dict[str, int], leaf: str) -> Fraction | None:
    """f(p), null where nothing is attributed."""
    total = sum(cents.values())
    return Fraction(cents[leaf], total) if total > 0 else None


def balance_index(framework: Framework, cents: dict[str, int]) -> Fraction | None:
    """Sum of min(f, w), null where nothing is attributed."""
    total = sum(cents.values())
    if total == 0:
        return None
    return sum((min(Fraction(cents[p], total), framework.weight[p]) for p in framework.leaves), ZERO)


def chance_percentile(scene: Scene, framework: Framework) -> Fraction | None:
    """What the seeded draws tend to: every permutation of each budgeted action's leaf shares.

    Null where nothing is attributed. Only for a handful of actions and leaves: n! to the power of actions.
    """
    vectors = []
    for cluster in scene.clusters:
        for action in counting(cluster):
            parts, _ = attributed(scene, framework, cluster, action)
            if sum(parts.values()) > 0:
                vectors.append([parts[leaf] for leaf in framework.leaves])
    stated = balance_index(framework, attributed_by(scene, framework, scene.clusters)[0])
    if stated is None:
        return None
    below, draws = ZERO, 0
    for draw in product(*(permutations(vector) for vector in vectors)):
        cents = {leaf: sum(v[i] for v in draw) for i, leaf in enumerate(framework.leaves)}
        index = balance_index(framework, cents)
        assert index is not None
        below += ONE if index < stated else Fraction(1, 2) if index == stated else ZERO
        draws += 1
    return below / draws


# --- section 8 ---------------------------------------------------------------------------------------------


def omega(scene: Scene) -> Iterator[tuple[Framework, str, Fraction]]:
    """Weight of each leaf in the objective; one side absent: the other alone."""
    cursor = scene.cursor if scene.has_europe else ZERO
    for framework in scene.frameworks:
        side = 1 - cursor if framework.text.side == "regional" else cursor
        for leaf in framework.leaves:
            yield framework, leaf, side * scene.shares[framework.id] * framework.weight[leaf]


def region_cost(action: Action) -> int:
    """Sum of the action's `region` lines, in cents."""
    return sum(line.cents for line in action.budget if line.source == "region")


def gain(scene: Scene, chosen: set[tuple[str, str]]) -> Fraction:
    """The objective with the chosen proposed actions beside the counting ones."""
    total = ZERO
    for framework, leaf, weight in omega(scene):
        engaged = ZERO
        for cluster in scene.clusters:
            taken = [a for a in cluster.actions if counts(a) or (cluster.id, a.id) in chosen]
            engaged += max((served(scene, framework, cluster, a)[leaf] for a in taken), default=ZERO)
        total += weight * min(ONE, engaged / framework.target[leaf])
    return total


def allocate(scene: Scene, envelope: int) -> tuple[Fraction, int, list[tuple[tuple[str, str], ...]]]:
    """Brute force: best objective, its least cost in cents, and every set (cluster, action) with both.

    Sets are in order of their sorted ids; the first is the one to choose. An action without known budget is
    no candidate.
    """
    candidates = {
        (c.id, a.id): region_cost(a)
        for c in scene.clusters
        for a in c.actions
        if a.status == "proposed" and budget(a) is not None
    }
    found = []
    for size in range(len(candidates) + 1):
        for chosen in combinations(sorted(candidates), size):
            cost = sum(candidates[item] for item in chosen)
            if cost <= envelope:
                found.append((-gain(scene, set(chosen)), cost, chosen))
    best, cost, _ = min(found)
    return -best, cost, [chosen for value, price, chosen in sorted(found) if (value, price) == (best, cost)]
