"""The figures of `alignment explain` for machines: flat sheets and the JSON value."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from alignment import __version__
from alignment.kernel.bilingual import Lang
from alignment.report.content.explain_actions import how_it_comes
from alignment.report.content.question import Question
from alignment.report.content.why_not import lack_of
from alignment.report.document import Column, Row, Table
from alignment.score.explain import Effect, FrameworkSum, Support, Term
from alignment.score.setting import ScoredAction

SCHEMA = "alignment/explain/v1"


def _reached(question: Question) -> Iterator[tuple[FrameworkSum, Term, Support]]:
    for found in question.sums:
        for term in found.terms:
            for support in term.supports:
                yield found, term, support


def terms_sheet(question: Question) -> Table:
    """One row a leaf: the sum."""
    rows = [
        Row(
            (
                *(f"{found.framework.id}:{term.leaf.id}", term.leaf.title),
                *(term.weight, term.coverage, term.product),
                *(
                    (term.best.scored.action.id, term.best.scored.action.title, question.place(term.best.scored))
                    if term.best
                    else ("", "", "")
                ),
            )
        )
        for found in question.sums
        for term in found.terms
    ]
    columns = (
        *(Column(key, key) for key in ("ref", "title")),
        *(Column(key, key, "number") for key in ("weight", "contribution", "product")),
        *(Column(key, key) for key in ("action", "action_title", "place")),
    )
    return Table("terms", "", columns, tuple(rows))


def contributions_sheet(question: Question, lang: Lang) -> Table:
    """One row an action and a leaf that it reaches."""
    rows = []
    for found, term, support in _reached(question):
        scored, best = support.scored, term.best
        rows.append(
            Row(
                (
                    *(scored.action.id, scored.action.title, scored.action.status, question.place(scored)),
                    *(f"{found.framework.id}:{term.leaf.id}", term.leaf.title, support.contribution),
                    how_it_comes(found.framework, term.leaf.id, support.origins, lang),
                    support is best,
                    "" if best is None or support is best else best.scored.action.id,
                    support.cents,
                    "; ".join(source.title for source in question.sources(scored)),
                )
            )
        )
    columns = (
        *(Column(key, key) for key in ("action", "action_title", "status", "place", "ref", "title")),
        Column("contribution", "contribution", "number"),
        Column("how", "how"),
        Column("retained", "retained", "count"),
        Column("covered_by", "covered_by"),
        Column("attributed", "attributed", "exact-money"),
        Column("sources", "sources"),
    )
    return Table("contributions", "", columns, tuple(rows))


def explain_v1(question: Question, basis: str, why_not: bool) -> dict[str, Any]:
    """The value of the contract: numbers unrounded, shares 0 to 1, money in integer cents."""
    setting, covered = question.score.setting, question.covered
    placed = covered.cluster.placed
    asked = None
    if question.framework is not None:
        asked = question.framework.id if question.node is None else f"{question.framework.id}:{question.node}"
    return {
        "schema": SCHEMA,
        "version": __version__,
        "region": setting.region.id,
        "cursor": float(setting.cursor),
        "scenario": setting.scenario.id if setting.scenario else None,
        "basis_note": basis,
        "cluster": covered.cluster.id,
        "name": placed.roadmap.name,
        "provenance": placed.roadmap.provenance,
        "file": placed.file,
        "node": asked,
        "alignment": float(covered.alignment),
        "regional": float(covered.regional),
        "european": None if covered.european is None else float(covered.european),
        "sums": [_sum(found) for found in question.sums],
        "actions": [_action(question, scored) for scored in covered.cluster.actions],
        "why_not": _lack(question) if why_not else None,
    }


def _sum(found: FrameworkSum) -> dict[str, Any]:
    return {
        "framework": found.framework.id,
        "side": found.framework.side,
        "weight_in_alignment": float(found.omega),
        "part": float(found.part),
        "coverage": float(found.coverage),
        "terms": [
            {
                "ref": f"{found.framework.id}:{term.leaf.id}",
                "title": term.leaf.title,
                "weight": float(term.weight),
                "contribution": float(term.coverage),
                "product": float(term.product),
                "best_action": term.best.scored.action.id if term.best else None,
            }
            for term in found.terms
        ],
    }


def _action(question: Question, scored: ScoredAction) -> dict[str, Any]:
    action = scored.action
    return {
        "id": action.id,
        "title": action.title,
        "status": action.status,
        "counts": action.counts,
        "line": question.line(scored),
        "budget_cents": action.budget_cents,
        "sources": [{"id": each.id, "title": each.title, "url": each.url} for each in question.sources(scored)],
        "contributions": [
            {
                "ref": f"{found.framework.id}:{term.leaf.id}",
                "contribution": float(support.contribution),
                "retained": support is term.best,
                "covered_by": None if term.best is None or support is term.best else term.best.scored.action.id,
                "attributed_cents": support.cents,
                "origins": [
                    {
                        "node": f"{found.framework.id}:{origin.node}",
                        "level": origin.level,
                        "received": float(origin.received),
                        "share": float(origin.share),
                    }
                    for origin in support.origins
                ],
            }
            for found, term, support in _reached(question)
            if support.scored is scored
        ],
    }


def _lack(question: Question) -> dict[str, Any]:
    found = lack_of(question)
    assert question.framework is not None
    name = question.framework.id
    return {
        "coverage": float(found.coverage),
        "in_mandate": found.in_mandate,
        "examined_by": [scored.action.id for scored in found.declined],
        "proposed": [{"action": scored.action.id, **_effect(effect)} for scored, effect in found.proposed],
        "abandoned": [scored.action.id for scored in found.abandoned],
        "nearest": [
            {
                "ref": f"{name}:{term.leaf.id}",
                "coverage": float(term.coverage),
                "best_action": term.best.scored.action.id if term.best else None,
            }
            for term in found.nearest
        ],
        "dedicated": _effect(found.dedicated),
    }


def _effect(effect: Effect) -> dict[str, float]:
    return {
        "coverage": float(effect.node),
        "framework_coverage": float(effect.framework),
        "alignment": float(effect.alignment),
    }
