"""Method, section 4: alignment, ranks, breakpoints, ranking intervals, rank shares, dominance, stability."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, pairwise, permutations
from typing import Any

from .contribution import ONE, ZERO, cut
from .coverage import Scene, framework_coverage
from .reading import Data, Roadmap


def find_scenario(steering: dict[str, Any], ident: str | None) -> dict[str, Any]:
    """The scenario of that id, or an empty one."""
    if ident is None:
        return {}
    return next(item for item in steering.get("scenarios", []) if item["id"] == ident)


def set_scene(data: Data, region: str, cursor: str | None = None, scenario: str | None = None) -> Scene:
    """The region under a scenario; everything is recomputed under it.

    Raises ValueError where the srdeii has no axis: such a region cannot be scored.
    """
    owner = data.regions[region]
    chosen = find_scenario(owner.steering, scenario)
    stated = {node: Fraction(weight) for node, weight in chosen.get("weights", {}).items()}
    texts = [owner.srdeii]
    if region in data.s3:
        texts.append(data.s3[region])
    texts.extend(data.shared)
    frameworks = [cut(item, data.method.target, stated) for item in texts]
    if not frameworks[0].leaves:
        raise ValueError(f"the srdeii of {region} has no axis")
    frameworks = [item for item in frameworks if item.leaves]
    given = chosen.get("frameworks", owner.steering.get("frameworks", {}))
    shares = {"srdeii": ONE} | european_shares([f.id for f in frameworks[1:]], given)
    position = cursor or chosen.get("cursor") or owner.steering.get("cursor") or "0.5"
    clusters = sorted((c for c in data.roadmaps if region in c.regions), key=lambda c: c.id)
    return Scene(data, owner, frameworks, shares, clusters, Fraction(position), scenario)


def european_shares(present: list[str], given: dict[str, str]) -> dict[str, Fraction]:
    """Weights of the European frameworks, normalised: s3 not named is 1, others 0."""
    stated = {ident: Fraction(given.get(ident, "1" if ident == "s3" else "0")) for ident in present}
    total = sum(stated.values(), ZERO)
    return {ident: weight / total if total > 0 else ZERO for ident, weight in stated.items()}


def regional(scene: Scene, cluster: Roadmap) -> Fraction:
    """R(c)."""
    return framework_coverage(scene, scene.framework("srdeii"), cluster)


def european(scene: Scene, cluster: Roadmap) -> Fraction | None:
    """E(c), null where no European framework has a positive weight."""
    if not scene.has_europe:
        return None
    return sum((scene.shares[f.id] * framework_coverage(scene, f, cluster) for f in scene.european), ZERO)


def alignment_at(r: Fraction, e: Fraction | None, cursor: Fraction) -> Fraction:
    """A(c; k); A = R where E is null."""
    return r if e is None else (1 - cursor) * r + cursor * e


def alignment(scene: Scene, cluster: Roadmap) -> Fraction:
    """A(c; k) at the scene's cursor."""
    return alignment_at(regional(scene, cluster), european(scene, cluster), scene.cursor)


def ranks(scores: dict[str, Fraction]) -> dict[str, int]:
    """Highest first; equal values share a rank (1, 1, 3)."""
    return {one: 1 + sum(1 for other in scores.values() if other > own) for one, own in scores.items()}


def sides(scene: Scene) -> dict[str, tuple[Fraction, Fraction]]:
    """R and E of each cluster in order of id; empty where E is null."""
    result = {}
    for cluster in scene.clusters:
        e = european(scene, cluster)
        if e is not None:
            result[cluster.id] = (regional(scene, cluster), e)
    return result


def breakpoints(points: dict[str, tuple[Fraction, Fraction]]) -> list[tuple[Fraction, str, str]]:
    """(k*, i, j) by cursor, then ids, strictly between 0 and 1."""
    found = []
    for i, j in combinations(sorted(points), 2):
        (ri, ei), (rj, ej) = points[i], points[j]
        slope = (ei - ri) - (ej - rj)
        if slope != 0 and 0 < (rj - ri) / slope < 1:
            found.append(((rj - ri) / slope, i, j))
    return sorted(found)


def scores_at(points: dict[str, tuple[Fraction, Fraction]], cursor: Fraction) -> dict[str, Fraction]:
    """Alignment of each cluster at a cursor."""
    return {ident: alignment_at(r, e, cursor) for ident, (r, e) in points.items()}


def ranking_intervals(points: dict[str, tuple[Fraction, Fraction]]) -> list[dict[str, Any]]:
    """One interval between consecutive distinct breakpoints, with the order at its midpoint."""
    if not points:
        return []
    cuts = sorted({ZERO, ONE} | {k for k, _, _ in breakpoints(points)})
    result = []
    for start, end in pairwise(cuts):
        scores = scores_at(points, (start + end) / 2)
        order = sorted(points, key=lambda ident: (-scores[ident], ident))
        result.append({"from": start, "to": end, "order": order})
    return result


def rank_shares(points: dict[str, tuple[Fraction, Fraction]]) -> dict[str, dict[int, Fraction]]:
    """Share of [0, 1] that each cluster spends at each rank that it holds."""
    result: dict[str, dict[int, Fraction]] = {ident: {} for ident in points}
    for interval in ranking_intervals(points):
        middle = (interval["from"] + interval["to"]) / 2
        for ident, rank in ranks(scores_at(points, middle)).items():
            length = interval["to"] - interval["from"]
            result[ident][rank] = result[ident].get(rank, ZERO) + length
    return result


def dominance(points: dict[str, tuple[Fraction, Fraction]]) -> list[list[str]]:
    """[i, j] where i is at least as good as j on both sides, and better on one."""
    return sorted(
        [i, j]
        for i, j in permutations(points, 2)
        if all(a >= b for a, b in zip(points[i], points[j], strict=True)) and points[i] != points[j]
    )


def stability(points: dict[str, tuple[Fraction, Fraction]], cursor: Fraction) -> dict[str, Fraction] | None:
    """Distances from the cursor to the nearest breakpoints on either side, or to the ends."""
    if not points:
        return None
    positions = [k for k, _, _ in breakpoints(points)]
    lower = max([k for k in positions if k <= cursor], default=ZERO)
    upper = min([k for k in positions if k >= cursor], default=ONE)
    return {"below": cursor - lower, "above": upper - cursor}
