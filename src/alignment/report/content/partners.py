"""`alignment partners`: with which regions and clusters to build interregional projects, and what I3 asks for."""

from __future__ import annotations

from dataclasses import dataclass

from alignment.model.labels import CHAIN
from alignment.model.vocabulary import I3
from alignment.plan.partners import Survey
from alignment.plan.partners_consortia import Consortium, Search
from alignment.plan.partners_rules import (
    COMPOSITION,
    NOTHING_KNOWN,
    PROJECT,
    Project,
    StrandVerdict,
    judge,
    strands_of,
)
from alignment.report import words
from alignment.report.content.partners_data import partners_sheets, partners_v1
from alignment.report.content.partners_tables import (
    chain_table,
    clusters_table,
    consortia_table,
    regions_table,
    rules_table,
    shown_first,
)
from alignment.report.content.partners_words import (
    FEW,
    Telling,
    asked,
    country_name,
    lacking,
    sentence,
    strand_name,
    survey_subject,
    to_find,
    why,
)
from alignment.report.document import Block, Document, Items, Paragraph


@dataclass(frozen=True)
class Answer:
    """What was asked and found: partners, the instrument's rules if any, a project, consortia where asked for."""

    survey: Survey
    i3: I3 | None = None
    project: Project = NOTHING_KNOWN
    strand: str | None = None
    search: Search | None = None

    def pool(self) -> tuple[StrandVerdict, ...]:
        """Each strand judged on the region with all others of the data set together: what they could ever satisfy."""
        if self.i3 is None:
            return ()
        subject = self.survey.subject
        members = [(subject.id, subject.region), *((match.id, match.region) for match in self.survey.regions)]
        strands = (each for each in strands_of(self.i3) if self.strand in (None, each.id))
        return tuple(judge(self.i3, strand, members, self.project) for strand in strands)


def partners_document(answer: Answer, telling: Telling, data_set: str) -> Document:
    """The screen of one question. `data_set` says which data were read."""
    t = telling
    region = answer.survey.subject.region.name
    opening = f"{t.either('Données', 'Data')}{words.colon(t.lang)} {data_set}"
    subject = f"{t.either('Pour', 'For')}{words.colon(t.lang)} {survey_subject(answer.survey, t.lang)}"
    basis = " ".join([f"{opening}.", f"{subject}.", *(p.text for p in cautions(answer.survey, telling))])
    return Document(
        f"{region} — "
        + t.either("partenaires pour des projets interrégionaux", "partners for interregional projects"),
        (opening, subject),
        partners_blocks(answer, telling),
        t.lang,
        partners_v1(answer, answer.pool(), telling, basis),
        partners_sheets(answer, answer.pool(), telling),
    )


def partners_blocks(answer: Answer, telling: Telling) -> tuple[Block, ...]:
    """The answer alone: for the command's screen, and as a section of a report."""
    survey = answer.survey
    blocks: list[Block] = [*cautions(survey, telling)]
    if answer.search is not None and answer.i3 is not None:
        blocks += consortia_blocks(answer.search, answer.i3, telling)
    else:
        blocks += matches_blocks(survey, telling)
    blocks += instrument_blocks(answer, telling)
    if survey.leads:
        heading = telling.either("Pistes à l’étranger", "Leads abroad")
        blocks.append(Items(heading, _leads(survey, telling)))
    return tuple(blocks)


def matches_blocks(survey: Survey, telling: Telling) -> list[Block]:
    """Regions and clusters, why the first ones, and who holds which stage."""
    t = telling
    narrowed = survey.subject.cluster or survey.subject.priority
    blocks: list[Block] = [regions_table(survey, telling)]
    reasons = [f"{_named(match)} — {why(match, telling)}" for match in shown_first(survey.regions)]
    if reasons:
        blocks.append(Items(t.either("Pourquoi celles-là", "Why these"), tuple(reasons)))
    if narrowed:
        blocks.append(clusters_table(survey, telling))
    return [*blocks, chain_table(survey, telling)]


def _named(match: object) -> str:
    from alignment.plan.partners import ClusterMatch, RegionMatch

    if isinstance(match, RegionMatch):
        return match.region.name
    assert isinstance(match, ClusterMatch)
    return match.placed.roadmap.name


def cautions(survey: Survey, telling: Telling) -> list[Paragraph]:
    """What must be known before any figure: whose specialisations are unknown, whose files hold errors."""
    t, subject, found = telling, survey.subject, []
    strategy = survey.data.strategies.get(subject.id)
    if not subject.profile.known:
        found.append(Paragraph(_unknown_subject(survey, telling), "warning"))
    elif subject.profile.unmapped:
        share = t.percent(subject.profile.unmapped)
        found.append(
            Paragraph(
                t.either(
                    f"{share} de ce qui est comparé ne cite aucun domaine\u00a0: les ressemblances sont des planchers.",
                    f"{share} of what is compared cites no domain: similarities are at least so much.",
                ),
                "warning",
            )
        )
    if strategy is not None and strategy.status != "adopted" and not (subject.cluster or subject.priority):
        status = words.TEXT_STATUS[strategy.status].to(t.lang)
        found.append(
            Paragraph(
                t.either(
                    f"La S3 de la région lue ici\u00a0: {status}.", f"The S3 of the region read here: {status}."
                ),
                "warning",
            )
        )
    if survey.excluded:
        listed = words.listing(list(survey.excluded), t.lang)
        found.append(
            Paragraph(
                t.either(
                    f"Laissées de côté, leurs fichiers contenant des erreurs (alignment check)\u00a0: {listed}.",
                    f"Left out, as their files hold errors (alignment check): {listed}.",
                ),
                "warning",
            )
        )
    unknown = [match.id for match in survey.regions if not match.profile.known]
    if unknown:
        found.append(
            Paragraph(
                t.either(
                    f"Spécialisations inconnues, faute de domaines dans la S3\u00a0: {t.regions(unknown)}.",
                    f"Specialisations unknown, for want of domains in the S3: {t.regions(unknown)}.",
                ),
                "quiet",
            )
        )
    return found


def _unknown_subject(survey: Survey, telling: Telling) -> str:
    t, subject = telling, survey.subject
    if subject.cluster and not subject.actions:
        return t.either(
            "Aucune action de ce cluster ne sert cette priorité, ou ne compte\u00a0: il n’y a rien à comparer.",
            "No action of this cluster serves this priority, or counts: there is nothing to compare.",
        )
    if subject.cluster:
        return t.either(
            "Les actions de ce cluster ne citent aucun domaine (domains)\u00a0: rien ne peut être comparé.",
            "The actions of this cluster cite no domain (domains): nothing can be compared.",
        )
    if subject.priority:
        return t.either(
            "Cette priorité ne cite aucun domaine (domains), ni aucune au-dessus d’elle\u00a0: rien ne peut être comparé.",
            "This priority cites no domain (domains), nor does any above it: nothing can be compared.",
        )
    return t.either(
        f"La S3 de la région n’a ici aucune priorité qui cite un domaine (s3/{subject.id}.yaml, domains)\u00a0: les "
        "ressemblances sont inconnues. --cluster part des actions d’un cluster.",
        f"The S3 of the region has no priority here that cites a domain (s3/{subject.id}.yaml, domains): similarities are "
        "unknown. --cluster starts from the actions of a cluster.",
    )


def consortia_blocks(search: Search, i3: I3, telling: Telling) -> list[Block]:
    """The best consortia, what their regions share, what the first one lacks, the rules that judge it."""
    t = telling
    blocks: list[Block] = [Paragraph(_headline(search, telling), "plain" if _eligible(search) else "warning")]
    blocks.append(consortia_table(search, telling))
    if not search.found:
        return blocks
    reasons = tuple(_reasons(rank, found, telling) for rank, found in enumerate(search.found[:FEW], 1))
    first = search.found[0]
    blocks.append(Items(t.either("Ce que leurs régions partagent", "What their regions share"), reasons))
    missing = tuple(
        f"{strand_name(verdict.strand, t.lang)}{words.colon(t.lang)} {_missing(verdict, first, telling)}."
        for verdict in first.strands
    )
    blocks.append(Items(t.either("Ce qui manque au premier", "What the first one lacks"), missing))
    return [*blocks, rules_table(first, i3, telling)]


def _eligible(search: Search) -> list[Consortium]:
    return [
        each
        for each in search.found
        if eligible_regions(each) and each.strands[each.best].verdict() != "not-satisfied"
    ]


def eligible_regions(found: Consortium) -> bool:
    """Whether the rules on regions are all satisfied in the strand that a consortium is nearest to."""
    return found.strands[found.best].verdict(COMPOSITION) == "satisfied"


def _headline(search: Search, telling: Telling) -> str:
    t = telling
    proof = (
        ""
        if search.complete
        else t.either(
            " La recherche s’est arrêtée avant d’avoir tout examiné\u00a0: d’autres groupes peuvent valoir mieux.",
            " The search stopped before everything was looked at: other groups may do better.",
        )
    )
    if _eligible(search):
        return (
            t.either(
                "Les règles sur les régions sont respectées par les groupes qui suivent, du meilleur au moins bon.",
                "The rules on regions are met by the groups below, the best first.",
            )
            + proof
        )
    if any(each.strands[each.best].verdict() != "not-satisfied" for each in search.found):
        return (
            t.either(
                f"Aucun groupe de {search.size} régions n’est éligible à coup sûr\u00a0; ceux-ci le seraient si ce qui manque aux "
                "données est confirmé.",
                f"No group of {search.size} regions is eligible for certain; these would be if what the data lack is confirmed.",
            )
            + proof
        )
    return (
        t.either(
            f"Aucun groupe de {search.size} régions de ces données n’est éligible. Voici les plus proches, et ce qui leur manque.",
            f"No group of {search.size} regions of these data is eligible. Here are the nearest ones, and what they lack.",
        )
        + proof
    )


def _reasons(rank: int, found: Consortium, telling: Telling) -> str:
    """What all regions of a consortium share, and the stages that they hold together there."""
    t = telling
    shared = t.shared(found.common) or t.either("rien que tous citent", "nothing that all cite")
    stages = [CHAIN[stage].to(t.lang) for stage in CHAIN if stage in found.stages]
    listed = words.listing(stages, t.lang) or t.either("aucun de connu", "none known")
    heading = t.either("Maillons tenus", "Stages held")
    return f"{rank}. {shared}. {heading}{words.colon(t.lang)} {listed}."


def _missing(verdict: StrandVerdict, found: Consortium, telling: Telling) -> str:
    """What the rules on regions still ask for in a strand, or that they are met."""
    missing = lacking(verdict, found.members, telling)
    return f"{words.SPACE if telling.fr else ''}; ".join(missing) or telling.either(
        "rien, pour les régions", "nothing, as for the regions"
    )


def instrument_blocks(answer: Answer, telling: Telling) -> list[Block]:
    """What I3 asks for, strand by strand, and what must be found outside these data."""
    t = telling
    if answer.i3 is None:
        return [
            Paragraph(
                t.either(
                    "europe/i3.yaml manque\u00a0: l’éligibilité à l’instrument I3 ne peut pas être dite.",
                    "europe/i3.yaml is missing: eligibility to the I3 instrument cannot be told.",
                ),
                "warning",
            )
        ]
    subject = answer.survey.subject
    members = [subject.id, *(match.id for match in answer.survey.regions)]
    items = []
    for verdict in answer.pool():
        wanted = asked(verdict, telling)
        if not wanted:
            continue
        rules = [each.rule for each in verdict.judged if each.rule.kind in COMPOSITION]
        name = strand_name(verdict.strand, t.lang)
        items.append(
            f"{name}{words.colon(t.lang)} {t.either('au moins', 'at least')} {wanted} ({t.sources(answer.i3, rules)}). "
            f"{sentence(to_find(verdict, members, telling))}"
        )
    items.append(_project(answer, telling))
    return [
        Items(t.either("Ce que demande l’instrument I3", "What the I3 instrument asks for"), tuple(items)),
    ]


def _project(answer: Answer, telling: Telling) -> str:
    """The rules on the project: those that fail, and those that wait for facts."""
    t = telling
    found = {
        each.rule.id: each for verdict in answer.pool() for each in verdict.judged if each.rule.kind in PROJECT
    }
    shown = {rule.id for verdict in answer.pool() for rule in verdict.shown}
    failing = [each.rule.title for each in found.values() if each.verdict == "not-satisfied"]
    waiting = sum(each.verdict == "unknown" for each in found.values())
    parts = []
    if failing:
        listed = words.listing(failing, t.lang)
        parts.append(
            t.either(
                f"règles non respectées par le projet\u00a0: {listed}",
                f"rules that the project does not meet: {listed}",
            )
        )
    if waiting:
        rules = words.count(waiting, *words.nouns("règle", "rule"), t.lang)
        parts.append(
            t.either(
                f"{rules} sur le projet à vérifier (--trl, --grant, --sme-share, --rate, --theme)",
                f"{rules} on the project to be checked (--trl, --grant, --sme-share, --rate, --theme)",
            )
        )
    if shown:
        rules = words.count(len(shown), *words.nouns("autre", "other"), t.lang)
        parts.append(
            t.either(
                f"{rules} à lire dans le texte de l’appel (coordinateur, répartition…)",
                f"{rules} to be read in the text of the call (coordinator, split...)",
            )
        )
    said = (f"{words.SPACE}; " if t.fr else "; ").join(parts)
    return sentence(
        said or t.either("les règles sur le projet sont respectées", "the rules on the project are met")
    )


def _leads(survey: Survey, telling: Telling) -> tuple[str, ...]:
    """Partners abroad by country, each with its place."""
    t = telling
    by_country: dict[str, list[str]] = {}
    for lead in survey.leads:
        by_country.setdefault(lead.country, []).append(t.lead(lead))
    return tuple(
        f"{country_name(country, t.lang)}{words.colon(t.lang)} {words.some(found, FEW, t.lang)}"
        for country, found in sorted(by_country.items(), key=lambda item: (-len(item[1]), item[0]))
    )
