"""The figures of `alignment partners` for machines: flat sheets and the value of docs/schemas/partners.v1.json."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from alignment import __version__
from alignment.model.labels import CHAIN
from alignment.model.vocabulary import Rule
from alignment.plan.partners import ClusterMatch, Match, RegionMatch, ranks
from alignment.plan.partners_answer import Answer
from alignment.plan.partners_consortia import Consortium
from alignment.plan.partners_profile import Profile
from alignment.plan.partners_rules import COMPOSITION, Judged, StrandVerdict, country_of
from alignment.plan.partners_ties import Held, Link, Role
from alignment.report.content.partners_words import Telling
from alignment.report.document import Column, Row, Table

SCHEMA = "alignment/partners/v1"


def partners_v1(
    answer: Answer, pool: Sequence[StrandVerdict], telling: Telling, basis_note: str
) -> dict[str, Any]:
    """The whole answer: shares 0 to 1 and unrounded, null where unknown."""
    survey = answer.survey
    subject = survey.subject
    priority = None
    if subject.priority:
        framework, leaves = subject.priority
        priority = {"framework": framework.id, "leaves": list(leaves)}
    return {
        "schema": SCHEMA,
        "version": __version__,
        "region": subject.id,
        "priority": priority,
        "cluster": subject.cluster.roadmap.id if subject.cluster else None,
        "basis_note": basis_note,
        "profile": _profile(subject.profile),
        "regions": [
            {
                "rank": rank,
                "id": match.id,
                "name": match.region.name,
                "country": country_of(match.region),
                "cohesion_category": match.region.cohesion_category,
                **_match(match, telling),
                "profile": _profile(match.profile),
                "clusters": [
                    {"id": each.placed.roadmap.id, "similarity": _number(each.similarity)}
                    for each in match.clusters
                ],
            }
            for match, rank in zip(survey.regions, ranks(survey.regions), strict=True)
        ],
        "clusters": [
            {
                "rank": rank,
                "id": match.placed.roadmap.id,
                "name": match.placed.roadmap.name,
                "regions": list(match.placed.regions),
                **_match(match, telling),
            }
            for match, rank in zip(survey.clusters, ranks(survey.clusters), strict=True)
        ],
        "excluded": list(survey.excluded),
        "value_chain": [
            {"region": region, "roles": _held(held, telling)}
            for region, held in [(subject.id, subject.held), *((m.id, m.held) for m in survey.regions)]
        ],
        "instrument": [_strand(verdict, telling) for verdict in pool],
        "consortia": _consortia(answer, telling),
        "leads": [
            {
                "country": lead.country,
                "partner": lead.partner,
                "cluster": lead.placed.roadmap.id,
                **_place(lead.placed.file, telling.line(lead.placed.file, lead.path)),
            }
            for lead in survey.leads
        ],
    }


def _profile(profile: Profile) -> dict[str, Any] | None:
    if not profile.known:
        return None
    return {
        "cited": {domain: float(share) for domain, share in sorted(profile.cited.items())},
        "broad": {domain: float(share) for domain, share in sorted(profile.broad.items())},
        "without_domain": float(profile.unmapped),
    }


def _match(match: Match, telling: Telling) -> dict[str, Any]:
    roles = match.exchange
    return {
        "similarity": _number(match.similarity),
        "common": {domain: float(value) for domain, value in match.common.domains.items()}
        if match.common
        else None,
        "complementarity": _number(roles.complementarity),
        "brings": _roles(roles.brings),
        "offers": _roles(roles.offers),
        "both": _roles(roles.both),
        "links": [_link(link, telling) for link in match.links],
    }


def _roles(roles: frozenset[Role]) -> list[dict[str, str]]:
    order = list(CHAIN)
    return [
        {"domain": domain, "stage": stage}
        for domain, stage in sorted(roles, key=lambda r: (r[0], order.index(r[1])))
    ]


def _held(held: Held, telling: Telling) -> list[dict[str, Any]]:
    return [
        {
            **role,
            "actions": [
                {
                    "cluster": each.placed.roadmap.id,
                    "action": each.action.id,
                    **_place(each.placed.file, telling.line(each.placed.file, each.path)),
                }
                for each in held[role["domain"], role["stage"]]
            ],
        }
        for role in _roles(frozenset(held))
    ]


def _link(link: Link, telling: Telling) -> dict[str, Any]:
    return {
        "kind": link.kind,
        "cluster": link.placed.roadmap.id,
        "partner": link.partner,
        **_place(link.placed.file, telling.line(link.placed.file, link.path)),
    }


def _place(file: str, line: int) -> dict[str, Any]:
    return {"file": file, "line": line}


def _strand(verdict: StrandVerdict, telling: Telling) -> dict[str, Any]:
    return {
        "strand": verdict.strand.id,
        "title": verdict.strand.title,
        "regions_verdict": verdict.verdict(COMPOSITION),
        "verdict": verdict.verdict(),
        "rules": [
            *(_rule(each.rule, each, telling) for each in verdict.judged),
            *(_rule(rule, None, telling) for rule in verdict.shown),
        ],
    }


def _rule(rule: Rule, judged: Judged | None, telling: Telling) -> dict[str, Any]:
    count = judged.count if judged else None
    place = (
        next(index for index, each in enumerate(telling.data.i3.rules) if each is rule) if telling.data.i3 else 0
    )
    return {
        "id": rule.id,
        "kind": rule.kind,
        "title": rule.title,
        "value": _plain(rule.value),
        "verdict": judged.verdict if judged else None,
        "counted": {"sure": count.sure, "most": count.most} if count else None,
        "to_look_into": list(judged.open) if judged else [],
        "sources": list(rule.sources),
        **_place("europe/i3.yaml", telling.line("europe/i3.yaml", ("rules", place))),
    }


def _consortia(answer: Answer, telling: Telling) -> dict[str, Any] | None:
    search = answer.search
    if search is None:
        return None
    return {
        "size": search.size,
        "complete": search.complete,
        "without_profile": list(search.without_profile),
        "found": [_consortium(found, telling) for found in search.found],
    }


def _consortium(found: Consortium, telling: Telling) -> dict[str, Any]:
    return {
        "members": list(found.members),
        "value": float(found.common.value),
        "common": {domain: float(value) for domain, value in found.common.domains.items()},
        "stages": list(found.stages),
        "linked_pairs": found.linked,
        "nearest_strand": found.strands[found.best].strand.id,
        "strands": [_strand(verdict, telling) for verdict in found.strands],
    }


def _number(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


def _plain(value: Any) -> Any:
    """A rule's value as JSON has it."""
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if value is None or isinstance(value, bool | int | str):
        return value
    try:
        return float(value)
    except (TypeError, ValueError):
        return str(value)


def partners_sheets(answer: Answer, pool: Sequence[StrandVerdict], telling: Telling) -> tuple[Table, ...]:
    """Every region, cluster, tie, role, rule and consortium, ids beside figures."""
    survey = answer.survey
    sides: list[tuple[str, Match]] = [
        *((match.id, match) for match in survey.regions),
        *((match.placed.roadmap.id, match) for match in survey.clusters),
    ]
    return (
        _regions(survey.regions, ranks(survey.regions)),
        _clusters(survey.clusters, ranks(survey.clusters)),
        _sheet(
            "links",
            ("with", "kind", "cluster", "partner", "file", "line"),
            [(side, *_link(link, telling).values()) for side, match in sides for link in match.links],
        ),
        _sheet(
            "roles",
            ("region", "domain", "stage", "cluster", "action", "file", "line"),
            [
                (region, role["domain"], role["stage"], *each.values())
                for region, held in [
                    (survey.subject.id, survey.subject.held),
                    *((m.id, m.held) for m in survey.regions),
                ]
                for role in _held(held, telling)
                for each in role["actions"]
            ],
        ),
        _sheet(
            "instrument",
            ("strand", "rule", "kind", "verdict", "title", "sources"),
            [
                (
                    each["strand"],
                    rule["id"],
                    rule["kind"],
                    rule["verdict"] or "",
                    rule["title"],
                    " ".join(rule["sources"]),
                )
                for each in (_strand(verdict, telling) for verdict in pool)
                for rule in each["rules"]
            ],
        ),
        _sheet(
            "leads",
            ("country", "partner", "cluster", "file", "line"),
            [
                (
                    lead.country,
                    lead.partner,
                    lead.placed.roadmap.id,
                    lead.placed.file,
                    telling.line(lead.placed.file, lead.path),
                )
                for lead in survey.leads
            ],
        ),
    )


def _regions(matches: Sequence[RegionMatch], ranks: Sequence[int | None]) -> Table:
    return Table(
        "regions",
        "",
        (
            Column("rank", "", "count"),
            Column("region", ""),
            Column("similarity", "", "share"),
            Column("complementarity", "", "share"),
            Column("roles_compared", "", "count"),
            Column("links", "", "count"),
            Column("common", ""),
            Column("country", ""),
            Column("cohesion_category", ""),
        ),
        tuple(
            Row(
                (
                    *(rank, match.id, match.similarity, match.exchange.complementarity),
                    *(match.exchange.held, len(match.links)),
                    " ".join(match.common.domains) if match.common else "",
                    country_of(match.region),
                    match.region.cohesion_category,
                )
            )
            for match, rank in zip(matches, ranks, strict=True)
        ),
    )


def _clusters(matches: Sequence[ClusterMatch], ranks: Sequence[int | None]) -> Table:
    return Table(
        "clusters",
        "",
        (
            Column("rank", "", "count"),
            Column("cluster", ""),
            Column("regions", ""),
            Column("similarity", "", "share"),
            Column("complementarity", "", "share"),
            Column("roles_compared", "", "count"),
            Column("links", "", "count"),
            Column("common", ""),
        ),
        tuple(
            Row(
                (
                    *(rank, match.placed.roadmap.id, " ".join(match.placed.regions), match.similarity),
                    *(match.exchange.complementarity, match.exchange.held, len(match.links)),
                    " ".join(match.common.domains) if match.common else "",
                )
            )
            for match, rank in zip(matches, ranks, strict=True)
        ),
    )


def _sheet(key: str, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> Table:
    return Table(key, "", tuple(Column(name, name) for name in columns), tuple(Row(row) for row in rows))
