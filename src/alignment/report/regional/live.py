"""What a page needs to score the region again under any cursor and weights of axes, exactly.

Coverages are exact fractions written `numerator/denominator`: for each cluster and framework, one coverage per axis
(the mean over the axis's leaves). Weights of axes change nothing inside an axis (method, section 1), so that
C_F = sum over axes of (normalised weight times coverage of the axis), R, E, A and the ranks follow without rounding.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from alignment.model.values import parse_reference
from alignment.report.regional.source import ReportSource
from alignment.report.words import framework_name as short
from alignment.score.contribution import ZERO
from alignment.score.coverage import ClusterCoverage
from alignment.score.framework import WeightedFramework
from alignment.score.region import RegionScore, score_region
from alignment.score.setting import Setting, prepare


def live(source: ReportSource) -> Mapping[str, Any] | None:
    """The report's own setting first, then the region's scenarios; None where there is nothing to move."""
    score = source.score
    if not score.setting.has_european_side or not score.clusters:
        return None
    region = score.setting.region
    settings = [_setting(score, source)]
    settings += [
        _setting(score_region(prepare(source.data, region.id, None, scenario)), source)
        for scenario in region.steering.scenarios
        if score.setting.scenario is None or scenario.id != score.setting.scenario.id
    ]
    return {
        "lang": source.lang,
        "clusters": [{"id": c.cluster.id, "name": c.cluster.placed.roadmap.name} for c in score.clusters],
        "settings": settings,
    }


def _setting(score: RegionScore, source: ReportSource) -> dict[str, Any]:
    setting = score.setting
    scenario = setting.scenario
    weighed = [each for each in setting.frameworks if setting.weight(each)]
    by_id = {covered.cluster.id: covered for covered in score.clusters}
    return {
        "id": scenario.id if scenario else "",
        "title": (scenario.title or scenario.id)
        if scenario
        else ("Réglage du rapport" if source.fr else "Setting of the report"),
        "cursor": written(setting.cursor),
        "frameworks": [
            {
                "id": framework.id,
                "name": short(framework.id),
                "side": framework.side,
                "weight": written(setting.weight(framework)),
                "axes": [
                    {
                        "id": axis,
                        "title": framework.text.nodes[axis].node.title,
                        "weight": written(_stated(setting, framework, axis)),
                    }
                    for axis in axes(framework)
                ],
            }
            for framework in weighed
        ],
        "clusters": {name: _cluster(by_id[name], weighed) for name in sorted(by_id)},
    }


def _cluster(covered: ClusterCoverage, frameworks: Sequence[WeightedFramework]) -> dict[str, Any]:
    """For each axis its coverage; of the mandate, the share of the axis that it names and the coverage of that part."""
    coverage: dict[str, list[str]] = {}
    mandate: dict[str, list[tuple[str, str]] | None] = {}
    for framework in frameworks:
        found = covered.frameworks[framework.id].by_leaf
        coverage[framework.id] = [written(framework.mean(found, leaves)) for leaves in axes(framework).values()]
        named = covered.cluster.mandate.get(framework.id)
        mandate[framework.id] = _mandate(framework, framework.leaves_under(named), found) if named else None
    articulation = covered.articulation
    return {
        "articulation": None if articulation is None else written(articulation),
        "coverage": coverage,
        "mandate": mandate,
    }


def _mandate(
    framework: WeightedFramework, named: Sequence[str], found: Mapping[str, Fraction]
) -> list[tuple[str, str]]:
    pairs = []
    for leaves in axes(framework).values():
        whole = sum((framework.weights[leaf] for leaf in leaves), ZERO)
        inside = [leaf for leaf in leaves if leaf in named]
        share = sum((framework.weights[leaf] for leaf in inside), ZERO) / whole
        part = sum((framework.weights[leaf] * found.get(leaf, ZERO) for leaf in inside), ZERO) / whole
        pairs.append((written(share), written(part)))
    return pairs


def axes(framework: WeightedFramework) -> dict[str, list[str]]:
    """The axes in file order, each with its leaves."""
    found: dict[str, list[str]] = {}
    for leaf in framework.leaves:
        found.setdefault(leaf.axis, []).append(leaf.id)
    return found


def _stated(setting: Setting, framework: WeightedFramework, axis: str) -> Fraction:
    """The weight of an axis as the scenario or else the text states it, not normalised."""
    for text, weight in (setting.scenario.weights if setting.scenario else {}).items():
        reference = parse_reference(text)
        if reference is not None and (reference.framework, reference.node) == (framework.id, axis):
            return weight
    return framework.text.nodes[axis].node.weight


def written(value: Fraction) -> str:
    """An exact fraction as text."""
    return f"{value.numerator}/{value.denominator}"
