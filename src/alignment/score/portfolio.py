"""All clusters of a region together: strength, coverage, states, flags, gaps. Method, sections 5 and 6."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Literal, NamedTuple

from alignment.kernel.exact import total
from alignment.model.vocabulary import Method
from alignment.score.contribution import ZERO
from alignment.score.coverage import ClusterCoverage
from alignment.score.framework import ONE, Leaf, WeightedFramework
from alignment.score.setting import Setting

State = Literal["uncovered", "gap", "partial", "covered"]
Flag = Literal["fragile", "crowded"]


class PriorityScore(NamedTuple):
    """One leaf over all clusters. Strength counts fully engaged clusters (0 and up); shares are 0 to 1."""

    framework: WeightedFramework
    leaf: Leaf
    strength: Fraction
    coverage: Fraction
    delivered: Fraction
    state: State
    flags: tuple[Flag, ...]
    contributors: tuple[tuple[str, Fraction], ...]
    """Clusters with a coverage above 0, by id."""
    effective_contributors: Fraction

    @property
    def ref(self) -> str:
        """`framework:leaf`."""
        return f"{self.framework.id}:{self.leaf.id}"

    @property
    def missing(self) -> Fraction:
        """What strength lacks to reach the target, in fully engaged clusters: 0 where the target is reached."""
        return max(ZERO, self.leaf.target - self.strength)

    @property
    def severity(self) -> Fraction:
        """w(p) (1 - cov(p)), without the cursor."""
        return self.leaf.weight * (1 - self.coverage)


class FrameworkScore(NamedTuple):
    """One framework over all clusters; `branch_share` is the share of contributions declared on branches."""

    framework: WeightedFramework
    weight: Fraction
    coverage: Fraction
    delivered: Fraction
    branch_share: Fraction | None


def survey(
    setting: Setting, clusters: Sequence[ClusterCoverage]
) -> tuple[tuple[FrameworkScore, ...], tuple[PriorityScore, ...]]:
    """Add the clusters up, framework by framework, leaf by leaf in file order. `clusters` in any order."""
    ordered = sorted(clusters, key=lambda covered: covered.cluster.id)
    priorities: list[PriorityScore] = []
    frameworks: list[FrameworkScore] = []
    for framework in setting.frameworks:
        scores = [_priority(leaf, framework, ordered, setting.method) for leaf in framework.leaves]
        priorities.extend(scores)
        frameworks.append(
            FrameworkScore(
                framework,
                setting.weight(framework),
                total(score.leaf.weight * score.coverage for score in scores),
                total(score.leaf.weight * score.delivered for score in scores),
                _branch_share(framework, ordered),
            )
        )
    return tuple(frameworks), tuple(priorities)


def gaps(setting: Setting, priorities: Sequence[PriorityScore]) -> list[tuple[PriorityScore, Fraction]]:
    """Priorities not fully covered with their severity weighed by the cursor, worst first, ties in file order."""
    weighed = [(score, score.severity * setting.omega(score.framework)) for score in priorities]
    return sorted((item for item in weighed if item[1] > 0), key=lambda item: -item[1])


def _priority(
    leaf: Leaf, framework: WeightedFramework, clusters: Sequence[ClusterCoverage], method: Method
) -> PriorityScore:
    found = [
        (covered.cluster.id, covered.frameworks[framework.id].cells[leaf.id])
        for covered in clusters
        if leaf.id in covered.frameworks[framework.id].cells
    ]
    contributors = tuple((cluster, cell.coverage) for cluster, cell in found)
    strength = total(value for _, value in contributors)
    coverage = min(ONE, strength / leaf.target)
    delivered = min(ONE, total(cell.delivered for _, cell in found) / leaf.target)
    effective = ZERO
    if strength:
        effective = strength**2 / total(value**2 for _, value in contributors)
    state = _state(strength, coverage, method)
    flags: list[Flag] = []
    if state in ("partial", "covered") and effective < method.fragile:
        flags.append("fragile")
    if strength >= method.crowded * leaf.target and effective >= method.crowded:
        flags.append("crowded")
    return PriorityScore(
        framework, leaf, strength, coverage, delivered, state, tuple(flags), contributors, effective
    )


def _state(strength: Fraction, coverage: Fraction, method: Method) -> State:
    if not strength:
        return "uncovered"
    if coverage < method.states.gap:
        return "gap"
    return "partial" if coverage < method.states.partial else "covered"


def _branch_share(framework: WeightedFramework, clusters: Sequence[ClusterCoverage]) -> Fraction | None:
    named = [
        node
        for covered in clusters
        for scored in covered.cluster.counting
        for node in scored.claim(framework.id).levels
    ]
    if not named:
        return None
    return Fraction(sum(not framework.is_leaf(node) for node in named), len(named))
