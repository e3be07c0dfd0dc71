"""The JSON value of `alignment allocate` (docs/schemas/allocate.v1.json)."""

from __future__ import annotations

from typing import Any

from alignment import __version__
from alignment.plan.answer import Allocation
from alignment.plan.demands import ON_COVERAGE, Demand
from alignment.plan.frontier import Point

SCHEMA = "alignment/allocate/v1"


def allocate_v1(allocation: Allocation, basis_note: str) -> dict[str, Any]:
    """Every figure of an answer: shares 0 to 1 and unrounded, money in integer cents."""
    situation, asked, best = allocation.situation, allocation.asked, allocation.best
    setting = situation.setting
    funded = best.funded if best else allocation.before
    return {
        "schema": SCHEMA,
        "version": __version__,
        "region": setting.region.id,
        "cursor": float(setting.cursor),
        "scenario": setting.scenario.id if setting.scenario else None,
        "basis_note": basis_note,
        "status": _status(allocation),
        "partial": asked.partial,
        "demands": [_demand(demand) for demand in asked.demands],
        "conflict": [
            {
                **_demand(clash.demand),
                "possible": None if clash.possible is None else _bound(clash.demand, clash.possible),
            }
            for clash in allocation.clash
        ],
        "candidates": len(situation.proposals),
        "without_budget": len(situation.unpriced),
        "coverage": {
            "before": float(allocation.before.value),
            "after": float(funded.value) if best else None,
            "bound": min(1.0, best.bound) if best and not best.proven else None,
        },
        "cost_cents": allocation.cost if best else None,
        "chosen": [
            {
                **_action(allocation, index),
                "share": float(share),
                "cost_cents": int(share * situation.proposals[index].cost),
                "alone": float(allocation.before.gain(situation.proposals[index])),
                "in_set": float(funded.loss(index)),
            }
            for index, share in sorted(funded.choice.items())
        ],
        "priorities": [
            {
                "ref": priority.ref,
                "title": priority.leaf.title,
                "objective_weight": float(weight),
                "before": float(before),
                "after": float(after) if best else None,
            }
            for priority, weight, before, after in zip(
                situation.priorities, situation.weights(), allocation.before.coverage, funded.coverage, strict=True
            )
        ],
        "not_chosen": [
            {
                "cluster": each.proposal.cluster.id,
                "action": each.proposal.action.id,
                "title": each.proposal.action.title,
                "cost_cents": each.proposal.cost if each.why != "unknown-budget" else None,
                "why": each.why,
                "alone": float(each.alone),
                "beside": float(each.beside),
                "dominated_by": each.by.ref if each.by else None,
                "if_chosen": None
                if each.forced is None or each.forced.impossible
                else {"coverage_lost": float(each.forced.coverage), "more_cents": each.forced.cost},
            }
            for each in allocation.left_out
        ],
        "uncovered": [
            {
                "ref": situation.priorities[each.leaf].ref,
                "missing": float(each.missing),
                "why": each.why,
                "actions": [proposal.ref for proposal in each.actions],
            }
            for each in allocation.uncovered
        ],
        **_around(allocation),
    }


def _around(allocation: Allocation) -> dict[str, Any]:
    equal, frontier, cursor = allocation.equal, allocation.frontier, allocation.cursor
    situation = allocation.situation
    return {
        "equals": None
        if equal is None
        else {
            "complete": equal.complete,
            "choices": [situation.refs(choice) for choice in equal.choices],
            "core": situation.refs(equal.core),
        },
        "one_more_euro_estimate": allocation.euro,
        "next_step": None if allocation.step is None else _point(allocation, allocation.step),
        "frontier": None
        if frontier is None
        else {
            "complete": frontier.complete,
            "points": [_point(allocation, point) for point in frontier.points],
            "knees_cents": [point.cost for point in frontier.knees],
        },
        "cursor_choices": None
        if cursor is None
        else {
            "complete": cursor.complete,
            "stretches": [
                {
                    "from": float(stretch.start),
                    "to": float(stretch.end),
                    "actions": situation.refs(stretch.funded.choice),
                }
                for stretch in cursor.stretches
            ],
            "core": situation.refs(cursor.core),
        },
    }


def _status(allocation: Allocation) -> str:
    if allocation.clash:
        return "conflict"
    if allocation.best is None:
        return "no-candidate"
    if not allocation.best.proven:
        return "not-proven"
    return "optimal" if allocation.best.settled else "optimal-cost-not-proven"


def _demand(demand: Demand) -> dict[str, Any]:
    return {"kind": demand.kind, "subject": demand.subject or None, "bound": _bound(demand, demand.bound)}


def _bound(demand: Demand, value: Any) -> float | int | None:
    """Cents as an integer, a coverage as a share; keeping and dropping have no bound."""
    if demand.kind in ("keep", "drop"):
        return None
    return float(value) if demand.kind in ON_COVERAGE else int(value)


def _action(allocation: Allocation, index: int) -> dict[str, str]:
    proposal = allocation.situation.proposals[index]
    return {"cluster": proposal.cluster.id, "action": proposal.action.id, "title": proposal.action.title}


def _point(allocation: Allocation, point: Point) -> dict[str, Any]:
    return {
        "cost_cents": point.cost,
        "coverage": float(point.coverage),
        "actions": allocation.situation.refs(point.funded.choice),
    }
