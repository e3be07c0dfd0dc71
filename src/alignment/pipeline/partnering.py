"""Partners for interregional projects: from a question as typed to its answer."""

from __future__ import annotations

from dataclasses import dataclass, replace

from alignment.check.nearest import did_you_mean, fold
from alignment.kernel.bilingual import Bilingual, Lang
from alignment.kernel.user_error import UserError
from alignment.model.vocabulary import I3
from alignment.pipeline.loading import Loaded
from alignment.pipeline.lookup import find_cluster, find_region, find_target
from alignment.plan.partners import Survey, survey
from alignment.plan.partners_answer import Answer
from alignment.plan.partners_consortia import consortia
from alignment.plan.partners_rules import NOTHING_KNOWN, Project, strands_of
from alignment.report.content.partners import partners_document
from alignment.report.content.partners_words import Telling
from alignment.report.document import Document
from alignment.report.findings import Located
from alignment.score.setting import prepare


@dataclass(frozen=True)
class Question:
    """What is asked, as typed: a region, a priority or a cluster of it, a size of consortium, a strand, a project."""

    region: str
    priority: str | None = None
    cluster: str | None = None
    consortium: int | None = None
    strand: str | None = None
    project: Project = NOTHING_KNOWN


def partners_view(loaded: Loaded, asked: Question, lang: Lang) -> Document | list[Located]:
    """The document of `alignment partners`, or the problems that stop it. Raises UserError for wrong usage."""
    answer = find_partners(loaded, asked)
    if isinstance(answer, list):
        return answer
    return partners_document(answer, Telling(loaded.data, lang, loaded.line), loaded.folder.label(lang))


def find_partners(loaded: Loaded, asked: Question) -> Answer | list[Located]:
    """Partners of a region, with consortia where a size is given; or the errors in the region's files.

    Raises UserError for what is unknown: a region, priority, cluster, strand or priority area, or a size out of reach.
    """
    region = find_region(loaded.data, asked.region)
    blocking = loaded.blocking(region)
    if blocking:
        return loaded.findings(blocking)
    i3 = loaded.data.i3
    strand = None if asked.strand is None else _strand(asked.strand, _needed(i3))
    project = replace(asked.project, themes=tuple(_theme(theme, _needed(i3)) for theme in asked.project.themes))
    found = _survey(loaded, region, asked)
    search = None
    if asked.consortium is not None:
        search = consortia(found, _needed(i3), asked.consortium, project, strand)
    return Answer(found, i3, project, strand, search)


def _survey(loaded: Loaded, region: str, asked: Question) -> Survey:
    leaves, cluster = None, None
    if asked.priority is not None or asked.cluster is not None:
        setting = prepare(loaded.data, region)
        if asked.priority is not None:
            target = find_target(setting, asked.priority)
            leaves = (target.framework, target.leaves)
        if asked.cluster is not None:
            cluster = find_cluster(setting, loaded.data, asked.cluster)
    excluded = [other for other in sorted(loaded.data.regions) if other != region and loaded.blocking(other)]
    return survey(loaded.data, region, leaves, cluster, excluded)


def _needed(i3: I3 | None) -> I3:
    if i3 is None:
        raise UserError(
            Bilingual(
                "europe/i3.yaml manque\u00a0: sans règles, l’éligibilité ne peut pas être dite.",
                "europe/i3.yaml is missing: without rules, eligibility cannot be told.",
            ),
            exit_code=3,
        )
    return i3


def _strand(asked: str, i3: I3) -> str:
    """The strand asked for, by id or by the beginning of its title. Raises UserError when there is none."""
    known = strands_of(i3)
    for each in known:
        if fold(asked) in (fold(each.id), fold(each.title.partition(":")[0].strip())):
            return each.id
    listed = ", ".join(each.id for each in known)
    hint = did_you_mean(asked, [each.id for each in known])
    hint = hint or Bilingual(f"Volets\u00a0: {listed}.", f"Strands: {listed}.")
    raise UserError(
        Bilingual(f"Volet inconnu «\u00a0{asked}\u00a0». {hint.fr}", f"Unknown strand “{asked}”. {hint.en}")
    )


def _theme(asked: str, i3: I3) -> str:
    """A priority area that some rule names. Raises UserError for another one."""
    lists = (
        rule.value for rule in i3.rules if rule.kind == "priority_areas" and isinstance(rule.value, list | tuple)
    )
    known = list(dict.fromkeys(str(each) for areas in lists for each in areas))
    for each in known:
        if fold(asked) == fold(each):
            return each
    listed = ", ".join(known) or "–"
    hint = did_you_mean(asked, known)
    hint = hint or Bilingual(f"Thèmes des règles\u00a0: {listed}.", f"Areas of the rules: {listed}.")
    raise UserError(
        Bilingual(f"Thème inconnu «\u00a0{asked}\u00a0». {hint.fr}", f"Unknown priority area “{asked}”. {hint.en}")
    )
