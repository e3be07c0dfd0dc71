"""The flat tables of `alignment allocate`: every proposed action with what became of it, every point of the frontier."""

from __future__ import annotations

from alignment.kernel.bilingual import Lang
from alignment.plan.answer import Allocation
from alignment.plan.proposals import Proposal
from alignment.report.content.allocate_words import why_not
from alignment.report.document import Cell, Column, Row, Table


def allocate_sheets(allocation: Allocation, lang: Lang) -> tuple[Table, ...]:
    """Ids beside names; `outcome` is a code for programs, `why` the same in words."""
    return _proposals(allocation, lang), frontier_sheet(allocation, lang)


def _proposals(allocation: Allocation, lang: Lang) -> Table:
    fr, situation = lang == "fr", allocation.situation
    rows: list[tuple[Cell, ...]] = []
    if allocation.best:
        funded = allocation.best.funded
        for index, share in sorted(funded.choice.items()):
            proposal = situation.proposals[index]
            alone = allocation.before.gain(proposal)
            told = "retenue" if fr else "chosen"
            rows.append((*_named(proposal), proposal.cost, share, alone, funded.loss(index), "chosen", told))
    for each in allocation.left_out:
        cost = None if each.why == "unknown-budget" else each.proposal.cost
        told = why_not(each, situation, lang)
        rows.append((*_named(each.proposal), cost, 0, each.alone, each.beside, each.why, told))
    columns = (
        Column("cluster", "cluster_id"),
        Column("action", "action_id"),
        Column("title", "Action"),
        Column("region_cost", "Coût pour la Région" if fr else "Cost to the Region", "exact-money"),
        Column("share_funded", "Part financée" if fr else "Share funded", "share", decimals=0),
        Column("adds_alone", "Ajoute seule" if fr else "Adds alone", "share", decimals=2),
        Column(
            "adds_beside_the_others", "Ajoute aux retenues" if fr else "Adds to the chosen", "share", decimals=2
        ),
        Column("outcome", "Code"),
        Column("why", "Suite donnée" if fr else "Outcome"),
    )
    title = "Actions proposées" if fr else "Proposed actions"
    return Table("proposals", title, columns, tuple(Row(cells) for cells in rows))


def frontier_sheet(allocation: Allocation, lang: Lang) -> Table:
    """Every known step: its cost, what it covers, its actions."""
    fr, points = lang == "fr", allocation.frontier.points if allocation.frontier else ()
    columns = (
        Column("region_cost", "Coût pour la Région" if fr else "Cost to the Region", "exact-money"),
        Column("coverage", "Couverture" if fr else "Coverage", "share"),
        Column("actions", "Actions"),
    )
    rows = tuple(
        Row((point.cost, point.coverage, " ".join(allocation.situation.refs(point.funded.choice))))
        for point in points
    )
    return Table("frontier_points", "Enveloppes" if fr else "Envelopes", columns, rows)


def _named(proposal: Proposal) -> tuple[str, str, str]:
    return proposal.cluster.id, proposal.action.id, proposal.action.title
