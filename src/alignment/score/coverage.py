"""What one cluster serves and how much of its effort does: coverage, focus, articulation. Method, 2, 3 and 6."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import NamedTuple

from alignment.kernel.exact import total
from alignment.score.contribution import NOTHING, ZERO, Claim
from alignment.score.framework import WeightedFramework
from alignment.score.setting import ScoredAction, ScoredCluster, Setting


class Cell(NamedTuple):
    """One cluster on one leaf: coverage and delivered 0 to 1, depth the sum over actions, the best action's id."""

    coverage: Fraction
    depth: Fraction
    delivered: Fraction
    best_action: str


class FrameworkCoverage(NamedTuple):
    """One cluster on one framework; every figure is a share, 0 to 1, None where it has no meaning."""

    cells: Mapping[str, Cell]
    """Leaves with coverage above 0, in file order."""
    coverage: Fraction
    delivered: Fraction
    mandate_coverage: Fraction | None
    focus: Fraction | None
    focus_budget: Fraction | None

    @property
    def by_leaf(self) -> dict[str, Fraction]:
        """cov(c,p) of the leaves above 0."""
        return {leaf: cell.coverage for leaf, cell in self.cells.items()}

    @property
    def delivered_by_leaf(self) -> dict[str, Fraction]:
        """Delivered coverage of the leaves above 0."""
        return {leaf: cell.delivered for leaf, cell in self.cells.items()}


class ClusterCoverage(NamedTuple):
    """One cluster on both sides. R(c), E(c) and articulation are shares, 0 to 1."""

    cluster: ScoredCluster
    frameworks: Mapping[str, FrameworkCoverage]
    regional: Fraction
    european: Fraction | None
    alignment: Fraction
    articulation: Fraction | None
    articulation_budget: Fraction | None


def cover(cluster: ScoredCluster, setting: Setting) -> ClusterCoverage:
    """Score one cluster. Method, sections 2 to 4 and 6."""
    counting = cluster.counting
    frameworks = {framework.id: _on_framework(cluster, counting, framework) for framework in setting.frameworks}
    weights = setting.european_weights
    regional = total(
        setting.weight(framework) * frameworks[framework.id].coverage
        for framework in setting.frameworks
        if framework.side == "regional"
    )
    european: Fraction | None = None
    alignment = regional
    if setting.has_european_side:
        european = total(weights[name] * frameworks[name].coverage for name in weights)
        alignment = (1 - setting.cursor) * regional + setting.cursor * european

    def joined(scored: ScoredAction) -> Fraction:
        return both_sides(scored.claims, setting)

    articulated = counting if setting.has_european_side else ()
    return ClusterCoverage(
        cluster,
        frameworks,
        regional,
        european,
        alignment,
        _mean(articulated, joined),
        _mean_by_budget(articulated, joined),
    )


def both_sides(claims: Mapping[str, Claim], setting: Setting) -> Fraction:
    """What an action of these claims counts for in articulation, 0 to 1: the smaller of both sides. Method, section 3."""
    regional = claims.get("srdeii", NOTHING).relevance
    if not regional:
        return ZERO
    weights = setting.european_weights
    return min(regional, total(weights[name] * claims.get(name, NOTHING).relevance for name in weights))


def cells(actions: tuple[ScoredAction, ...], framework: WeightedFramework) -> dict[str, Cell]:
    """The leaves that these actions reach, in file order of leaves. Method, sections 2 and 6."""
    best: dict[str, tuple[Fraction, str]] = {}
    each: dict[str, list[Fraction]] = {}
    delivered: dict[str, Fraction] = {}
    for scored in actions:
        done = scored.action.delivered
        for leaf, value in scored.claim(framework.id).contribution.items():
            if leaf not in best or value > best[leaf][0]:
                best[leaf] = (value, scored.action.id)
            each.setdefault(leaf, []).append(value)
            if done:
                delivered[leaf] = max(delivered.get(leaf, ZERO), done * value)
    return {
        leaf: Cell(best[leaf][0], total(each[leaf]), delivered.get(leaf, ZERO), best[leaf][1])
        for leaf in framework.weights
        if leaf in best
    }


def _on_framework(
    cluster: ScoredCluster, counting: tuple[ScoredAction, ...], framework: WeightedFramework
) -> FrameworkCoverage:
    found = cells(counting, framework)
    covered = {leaf: cell.coverage for leaf, cell in found.items()}
    named = cluster.mandate.get(framework.id)

    def relevance(scored: ScoredAction) -> Fraction:
        return scored.claim(framework.id).relevance

    return FrameworkCoverage(
        found,
        framework.mean(covered),
        framework.mean({leaf: cell.delivered for leaf, cell in found.items()}),
        framework.mean(covered, framework.leaves_under(named)) if named else None,
        _mean(counting, relevance),
        _mean_by_budget(counting, relevance),
    )


def _mean(actions: tuple[ScoredAction, ...], value: Callable[[ScoredAction], Fraction]) -> Fraction | None:
    """The plain mean, None over no action."""
    if not actions:
        return None
    return total(value(scored) for scored in actions) / len(actions)


def _mean_by_budget(
    actions: tuple[ScoredAction, ...], value: Callable[[ScoredAction], Fraction]
) -> Fraction | None:
    """The mean weighted by budgets, None unless every action has one above zero."""
    budgets = [scored.action.budget_cents or 0 for scored in actions]
    if not actions or not all(budgets):
        return None
    weighted = (budget * value(scored) for budget, scored in zip(budgets, actions, strict=True))
    return total(weighted) / sum(budgets)
