"""The figures of `alignment compare` for machines: flat sheets and the JSON values of its two kinds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from alignment import __version__
from alignment.model.vocabulary import Domains
from alignment.report.document import Column, Row, Table
from alignment.score.domains import DomainView, Exchange, RegionDomains, shared_clusters

SCHEMA = "alignment/compare/v1"


def sheets(
    regions: Sequence[RegionDomains], titles: Mapping[str, str], found: Sequence[Exchange]
) -> tuple[Table, ...]:
    """One row a region and a domain, as cited and rolled up; one row an exchange."""
    domains = tuple(
        Row((each.id, level, domain, titles[domain], view.weight, view.coverage, ", ".join(view.best_clusters())))
        for each in regions
        for level, views in (("broad", each.broad), ("cited", each.cited))
        for domain, view in views.items()
    )
    lessons = tuple(
        Row(
            (
                *(each.domain, each.learner.id, each.wanted.coverage),
                *(each.teacher.id, ", ".join(each.through), each.view.coverage, each.severity),
            )
        )
        for each in found
    )
    return (
        Table(
            "domains",
            "",
            (
                *(Column(key, key) for key in ("region", "level", "domain", "title")),
                *(Column(key, key, "share") for key in ("weight", "coverage")),
                Column("clusters", "clusters"),
            ),
            domains,
        ),
        Table(
            "exchanges",
            "",
            (
                *(Column(key, key) for key in ("domain", "learner")),
                Column("learner_coverage", "", "share"),
                *(Column(key, key) for key in ("teacher", "through")),
                Column("teacher_coverage", "", "share"),
                Column("severity", "", "number"),
            ),
            lessons,
        ),
    )


def compare_v1(
    regions: Sequence[RegionDomains],
    vocabulary: Domains,
    framework: str | None,
    found: Sequence[Exchange],
    basis_note: str,
) -> dict[str, Any]:
    """The value of docs/schemas/compare.v1.json for regions."""
    cited = {domain for each in regions for views in (each.broad, each.cited) for domain in views}
    return {
        "schema": SCHEMA,
        "version": __version__,
        "kind": "regions",
        "framework": framework,
        "basis_note": basis_note,
        "regions": [
            {
                "id": each.id,
                "name": each.score.setting.region.name,
                "cursor": float(each.score.setting.cursor),
                "clusters": len(each.score.clusters),
                "frameworks": [
                    {
                        "id": one.framework.id,
                        "weight": float(one.weight),
                        "leaves": len(one.framework.leaves),
                        "coverage": float(one.coverage) if one.framework.leaves else None,
                    }
                    for one in each.score.frameworks
                ],
                "weight_without_domain": float(each.unmapped),
            }
            for each in regions
        ],
        "domains": [
            {
                "id": domain.id,
                "title": {"fr": domain.title.fr, "en": domain.title.en},
                "broader": domain.broader,
                "cited": {each.id: _view(each.cited[domain.id]) for each in regions if domain.id in each.cited},
                "with_narrower": {
                    each.id: _view(each.broad[domain.id]) for each in regions if domain.id in each.broad
                },
            }
            for domain in vocabulary.domains
            if domain.id in cited
        ],
        "exchanges": [
            {
                "domain": each.domain,
                "learner": each.learner.id,
                "learner_coverage": float(each.wanted.coverage),
                "teacher": each.teacher.id,
                "through": list(each.through),
                "teacher_coverage": float(each.view.coverage),
                "severity": float(each.severity),
                "clusters": each.view.best_clusters(),
            }
            for each in found
        ],
        "shared_clusters": [
            {"id": name, "regions": list(where)} for name, where in shared_clusters(regions).items()
        ],
    }


def _view(view: DomainView) -> dict[str, Any]:
    return {
        "weight": float(view.weight),
        "coverage": float(view.coverage),
        "clusters": {name: float(view.clusters[name]) for name in view.best_clusters()},
    }
