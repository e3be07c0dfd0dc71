"""`alignment requirements`: what the region asks of its clusters, met or not, and how to meet it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from alignment.kernel.bilingual import Lang
from alignment.model.steering import Requirement
from alignment.report import words
from alignment.report.content.remedy import UNKNOWN, sentence
from alignment.report.content.requirements_data import judgements_sheet, requirements_v1
from alignment.report.content.score import basis_note, cautions, scope
from alignment.report.document import Block, Column, Document, Paragraph, Row, Table
from alignment.report.words import framework_name as short
from alignment.score.region import RegionScore
from alignment.score.remedy import Remedy, Unknown, remedy, why_unknown
from alignment.score.requirements import Judgement, measured_on

FOLD = 10


@dataclass(frozen=True)
class Judged:
    """A judgement with the cluster's name, the way to meet it (None where met) or why it has no value."""

    judgement: Judgement
    name: str
    way: Remedy | None
    unknown: Unknown | None

    @property
    def verdict(self) -> str:
        """`met`, `unmet` or `unknown`."""
        return {True: "met", False: "unmet", None: "unknown"}[self.judgement.met]

    @property
    def margin(self) -> Fraction | None:
        """How far the value is on the right side of the bound, below 0 where it isn't met."""
        requirement, value = self.judgement.requirement, self.judgement.value
        if value is None:
            return None
        return value - requirement.bound if requirement.at_least is not None else requirement.bound - value

    def sentence(self, lang: Lang) -> str:
        """The way to meet it, or why it can't be judged; empty where it is met."""
        if self.unknown is not None:
            return UNKNOWN[self.unknown].to(lang)
        return sentence(self.judgement, self.way, lang) if self.way is not None else ""


def judged(score: RegionScore) -> list[Judged]:
    """Every judgement of the score, in its order, with what to say of it."""
    covered = {each.cluster.id: each for each in score.clusters}
    return [
        Judged(
            judgement,
            score.setting.names[judgement.cluster],
            remedy(judgement, score.setting, covered[judgement.cluster], score.funding),
            why_unknown(judgement, score.setting, covered[judgement.cluster]) if judgement.value is None else None,
        )
        for judgement in score.requirements
    ]


def requirements_document(score: RegionScore, data_set: str, lang: Lang) -> Document:
    """The requirements with their counts, then each with its clusters, those that don't meet it first."""
    fr = lang == "fr"
    asked = score.setting.region.steering.requirements
    found = judged(score)
    by_requirement = [
        (requirement, [each for each in found if each.judgement.requirement is requirement])
        for requirement in asked
    ]
    blocks: list[Block] = [*cautions(score, lang), _summary(score, by_requirement, lang)]
    if any(each.way is not None for each in found):
        blocks.append(Paragraph(_how_to_read(lang), "quiet"))
    blocks += [
        _clusters(score, number, requirement, some, lang)
        for number, (requirement, some) in enumerate(by_requirement, start=1)
    ]
    return Document(
        f"{score.setting.region.name} — "
        + ("exigences de la Région envers ses clusters" if fr else "what the region asks of its clusters"),
        tuple(scope(score, data_set, lang)),
        tuple(blocks),
        lang,
        requirements_v1(score, found, basis_note(score, data_set, lang), lang),
        (judgements_sheet(found, lang),),
    )


def _summary(score: RegionScore, by_requirement: Sequence[tuple[Requirement, list[Judged]]], lang: Lang) -> Table:
    fr = lang == "fr"
    rows = []
    for number, (requirement, some) in enumerate(by_requirement, start=1):
        counts = [sum(each.verdict == verdict for each in some) for verdict in ("met", "unmet", "unknown")]
        rows.append(Row((number, requirement.title or requirement.id, _severity(requirement, lang), *counts)))
    name = score.setting.region.name
    return Table(
        "requirements",
        "Ce que la Région demande" if fr else "What the region asks",
        (
            Column("number", "N°" if fr else "No.", "count"),
            Column("requirement", "Exigence" if fr else "Requirement"),
            Column("severity", "Si non\nrespectée" if fr else "If not\nmet"),
            Column("met", "Respec-\ntée" if fr else "Met", "count"),
            Column("unmet", "Non res-\npectée" if fr else "Not\nmet", "count"),
            Column("unknown", "Sans\nvaleur" if fr else "No\nvalue", "count"),
        ),
        tuple(rows),
        empty=f"{name} ne demande rien à ses clusters dans ce jeu de données (steering.requirements)."
        if fr
        else f"{name} asks nothing of its clusters in this data set (steering.requirements).",
    )


def _severity(requirement: Requirement, lang: Lang) -> str:
    if requirement.severity == "error":
        return "erreur" if lang == "fr" else "error"
    return "avertissement" if lang == "fr" else "warning"


def _how_to_read(lang: Lang) -> str:
    if lang == "fr":
        return (
            "La colonne de droite donne un moyen qui suffit, parmi d’autres, toutes choses égales d’ailleurs. Une action "
            "dédiée a la priorité nommée pour seule contribution principale dans son cadre, et la couvre entière."
        )
    return (
        "The last column gives one way that is enough, among others, all else being equal. A dedicated action has the "
        "priority named as its only principal contribution in its framework, and covers it whole."
    )


def _clusters(score: RegionScore, number: int, requirement: Requirement, some: list[Judged], lang: Lang) -> Table:
    fr = lang == "fr"
    order = {"unmet": 0, "unknown": 1, "met": 2}
    ranked = sorted(some, key=lambda each: (order[each.verdict], each.margin or 0))
    metric = requirement.metric
    wanting = any(each.verdict != "met" for each in some)
    rows = tuple(
        Row((each.name, each.judgement.value, each.verdict, *([each.sentence(lang)] if wanting else [])))
        for each in ranked
    )
    parts = [words.METRIC[metric].to(lang), *_measured(score, requirement)]
    bound = words.bound(metric, requirement.bound, requirement.at_least is not None, lang)
    return Table(
        f"requirement-{requirement.id}",
        f"{number}. {requirement.title or requirement.id}{words.colon(lang)} {', '.join(parts)}, {bound}",
        (
            Column("cluster", "Cluster"),
            Column("value", "Valeur" if fr else "Value", "number" if metric == "leverage" else "share"),
            Column("verdict", "Verdict", "state"),
            *([Column("way", "Pour la respecter" if fr else "How to meet it")] if wanting else []),
        ),
        rows,
        empty="Cette exigence ne vise aucun cluster de la région."
        if fr
        else "This requirement binds no cluster of the region.",
        fold=FOLD,
    )


def _measured(score: RegionScore, requirement: Requirement) -> Iterator[str]:
    """What the metric is taken on: a framework, or one of its nodes."""
    measured = measured_on(requirement, score.setting)
    if requirement.node is not None and measured is not None:
        framework = measured[0]
        node = framework.fold[requirement.node.rpartition(":")[2]]
        yield f"{short(framework.id)} · {framework.text.nodes[node].node.title}"
    elif requirement.framework is not None:
        yield short(requirement.framework)
