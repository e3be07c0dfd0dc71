"""What the region asks of its clusters, and who meets it."""

from __future__ import annotations

from fractions import Fraction

from alignment.model.steering import Requirement
from alignment.report import words
from alignment.report.document import Column, Paragraph, Row, Table
from alignment.report.regional.source import ReportSource
from alignment.report.regional.value import Section
from alignment.report.words import framework_name as short
from alignment.score.requirements import Judgement


def requirements(source: ReportSource) -> Section | None:
    """One table for each requirement, unmet ones first; None where the region asks nothing."""
    asked = source.score.setting.region.steering.requirements
    if not asked:
        return None
    fr = source.fr
    lead = Paragraph(
        "Ce que la Région demande à ses clusters, mesure par mesure. Une mesure sans valeur ne vaut ni respect ni manquement."
        if fr
        else "What the Region asks of its clusters, metric by metric. A metric without a value is neither met nor unmet.",
        "quiet",
    )
    tables = (_table(source, requirement) for requirement in asked)
    return Section("requirements", "Exigences" if fr else "Requirements", (lead, *tables), source.basis())


def _table(source: ReportSource, requirement: Requirement) -> Table:
    fr = source.fr
    judgements = [each for each in source.score.requirements if each.requirement is requirement]
    ordered = sorted(judgements, key=lambda each: (each.met is not False, each.met is not None, each.cluster))
    rows = tuple(
        Row((source.score.setting.names[each.cluster], _shown(each.value, each, source), _result(each, source)))
        for each in ordered
    )
    return Table(
        f"requirements-{requirement.id}",
        requirement.title or requirement.id,
        (
            Column("cluster", "Cluster"),
            Column("value", _metric(source, requirement)),
            Column("result", "Résultat" if fr else "Result"),
        ),
        rows,
        note=_asked(source, requirement),
        empty="Aucun cluster n’est concerné." if fr else "No cluster is concerned.",
    )


def _metric(source: ReportSource, requirement: Requirement) -> str:
    """The metric by name, with what it bears on."""
    name = words.METRIC[requirement.metric].to(source.lang)
    name = name[:1].upper() + name[1:]
    if requirement.node:
        framework_id, _, node = requirement.node.rpartition("/")[2].partition(":")
        framework = source.score.setting.framework(framework_id)
        title = framework.text.nodes[node].node.title if framework and node in framework.text.nodes else node
        return f"{name}, {short(framework_id)} · {title}"
    return f"{name}, {short(requirement.framework)}" if requirement.framework else name


def _shown(value: Fraction | None, judgement: Judgement, source: ReportSource) -> str:
    """A figure in the unit of its metric: leverage is a ratio, all others are shares."""
    if judgement.requirement.metric == "leverage":
        return words.number(value, source.lang, 2)
    return words.share(value, source.lang)


def _result(judgement: Judgement, source: ReportSource) -> str:
    if judgement.met is None:
        return "sans valeur" if source.fr else "no value"
    if source.fr:
        return "✓ respectée" if judgement.met else "✗ non respectée"
    return "✓ met" if judgement.met else "✗ not met"


def _asked(source: ReportSource, requirement: Requirement) -> str:
    fr = source.fr
    bound = words.number(requirement.bound, source.lang, 2)
    if requirement.metric != "leverage":
        bound = words.share(requirement.bound, source.lang)
    least = requirement.at_least is not None
    asked = (
        f"{'au moins' if least else 'au plus'} {bound}" if fr else f"{'at least' if least else 'at most'} {bound}"
    )
    weight = {
        "error": "Exigence ferme" if fr else "Firm requirement",
        "warning": "Attente, dont le défaut est signalé" if fr else "Expectation, whose lack is pointed out",
    }[requirement.severity]
    return f"{weight}{words.colon(source.lang)} {asked}."
