"""What a change does to every figure of a region: scores, states, money, requirements, compared exactly."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, NamedTuple

from alignment.score.coverage import ClusterCoverage
from alignment.score.portfolio import FrameworkScore, PriorityScore
from alignment.score.region import RegionScore

Subject = Literal["region", "framework", "cluster", "priority", "requirement"]
Value = Fraction | int | str | bool | None


class Figures(NamedTuple):
    """The figures of one subject; `metric` and `cluster` (a name) are those of a requirement."""

    name: str
    values: Mapping[str, Value]
    metric: str | None = None
    cluster: str | None = None


@dataclass(frozen=True)
class Effect:
    """One subject with a figure that differs. `before` or `after` is None where the subject did not exist.

    `subject` is an id, `framework:leaf` for a priority, `requirement/cluster` for a requirement.
    """

    kind: Subject
    subject: str
    before: Figures | None
    after: Figures | None

    @property
    def figures(self) -> Figures:
        """The newer figures, the older ones of a subject that went."""
        found = self.after or self.before
        assert found is not None  # an effect is about something
        return found

    @property
    def name(self) -> str:
        """Its title or name."""
        return self.figures.name

    @property
    def measures(self) -> list[str]:
        """The measures that differ: all of them for a subject that came or went."""
        return [measure for measure in self.figures.values if not _same(*self.values(measure))]

    def values(self, measure: str) -> tuple[Value, Value]:
        """The measure before and after, None where there was no such thing."""
        one, other = (each.values.get(measure) if each is not None else None for each in (self.before, self.after))
        return one, other


def _same(one: Value, other: Value) -> bool:
    """Whether two values are the same, a truth value being no number."""
    return one == other and isinstance(one, bool) == isinstance(other, bool)


def effects(before: RegionScore, after: RegionScore) -> list[Effect]:
    """Everything that differs between two scores of a region, in the order of the newer one."""
    old, new = dict(_subjects(before)), dict(_subjects(after))
    found = (Effect(*key, old.get(key), new.get(key)) for key in dict.fromkeys((*new, *old)))
    return [effect for effect in found if effect.before is None or effect.after is None or effect.measures]


@dataclass(frozen=True)
class Drop:
    """A score that fell: the alignment of a cluster, or a region's coverage of a framework. `by` is a share."""

    kind: Subject
    subject: str
    name: str
    measure: str
    by: Fraction


def drops(found: Sequence[Effect], beyond: Fraction) -> list[Drop]:
    """The alignments of clusters and coverages of frameworks that fell by more than `beyond`, largest first.

    What no longer exists has no score to fall: it stands among the changes.
    """
    fallen = []
    for effect in found:
        measure = {"cluster": "alignment", "framework": "coverage"}.get(effect.kind)
        if measure is None:
            continue
        one, other = effect.values(measure)
        if isinstance(one, Fraction) and isinstance(other, Fraction) and one - other > beyond:
            fallen.append(Drop(effect.kind, effect.subject, effect.name, measure, one - other))
    return sorted(fallen, key=lambda drop: (-drop.by, drop.kind, drop.subject))


def _subjects(score: RegionScore) -> Iterator[tuple[tuple[Subject, str], Figures]]:
    """Every subject of a score with its figures."""
    region = score.setting.region
    yield ("region", region.id), Figures(region.name, _whole(score))
    for each in score.frameworks:
        yield ("framework", each.framework.id), Figures(each.framework.text.title, _framework(each, score))
    for covered in score.clusters:
        name = covered.cluster.placed.roadmap.name
        yield ("cluster", covered.cluster.id), Figures(name, _cluster(covered, score))
    for priority in score.priorities:
        yield ("priority", priority.ref), Figures(priority.leaf.title, _priority(priority, score))
    for judgement in score.requirements:
        asked, cluster = judgement.requirement, judgement.cluster
        values: dict[str, Value] = {"value": judgement.value, "bound": asked.bound, "met": judgement.met}
        named = Figures(asked.title or asked.id, values, asked.metric, score.setting.names[cluster])
        yield ("requirement", f"{asked.id}/{cluster}"), named


def _whole(score: RegionScore) -> dict[str, Value]:
    purse = score.funding.purse
    return {
        "cursor": score.setting.cursor,
        "budget": purse.total,
        "actions_without_budget": purse.unknown,
        "leverage": purse.leverage,
    }


def _framework(each: FrameworkScore, score: RegionScore) -> dict[str, Value]:
    view = score.funding.by_framework[each.framework.id]
    return {
        "weight": each.weight,
        "coverage": each.coverage,
        "delivered": each.delivered,
        "attributed": view.attributed,
        "balance_index": view.balance_index(each.framework.weights),
    }


def _cluster(covered: ClusterCoverage, score: RegionScore) -> dict[str, Value]:
    purse = score.funding.by_cluster[covered.cluster.id]
    found: dict[str, Value] = {
        "rank": score.ranks[covered.cluster.id],
        "alignment": covered.alignment,
        "articulation": covered.articulation,
        "actions": len(covered.cluster.counting),
        "budget": purse.total,
        "leverage": purse.leverage,
    }
    for name, each in covered.frameworks.items():
        found |= {
            f"coverage {name}": each.coverage,
            f"mandate_coverage {name}": each.mandate_coverage,
            f"focus {name}": each.focus,
            f"delivered {name}": each.delivered,
        }
    return found


def _priority(priority: PriorityScore, score: RegionScore) -> dict[str, Value]:
    return {
        "weight": priority.leaf.weight,
        "strength": priority.strength,
        "coverage": priority.coverage,
        "delivered": priority.delivered,
        "state": priority.state,
        "flags": ", ".join(priority.flags),
        "severity": priority.severity,
        "attributed": score.funding.by_framework[priority.framework.id].by_leaf.get(priority.leaf.id, 0),
    }
