"""`alignment partners`: with which regions and clusters to build interregional projects, and why."""

from __future__ import annotations

from alignment.model.dataset import SMART
from alignment.plan.partners import ClusterMatch, RegionMatch, Survey
from alignment.plan.partners_answer import Answer
from alignment.report import words
from alignment.report.content.partners_data import partners_sheets, partners_v1
from alignment.report.content.partners_i3 import consortia_blocks, instrument_blocks
from alignment.report.content.partners_tables import chain_table, clusters_table, regions_table, shown_first
from alignment.report.content.partners_words import FEW, Telling, country_name, survey_subject, why
from alignment.report.document import Block, Document, Items, Paragraph
from alignment.score.framework import weigh


def partners_document(answer: Answer, telling: Telling, data_set: str) -> Document:
    """The screen of one question. `data_set` says which data were read."""
    t = telling
    region = answer.survey.subject.region.name
    opening = f"{t.either('Données', 'Data')}{words.colon(t.lang)} {data_set}"
    subject = f"{t.either('Pour', 'For')}{words.colon(t.lang)} {survey_subject(answer.survey, t.lang)}"
    basis = " ".join(
        [
            f"{opening}.",
            f"{subject}.",
            *(f"{line}." for line in _strategy(answer.survey, telling)),
            *(p.text for p in cautions(answer.survey, telling)),
        ]
    )
    scope = (opening, subject, *_strategy(answer.survey, telling))
    return Document(
        f"{region} — "
        + t.either("partenaires pour des projets interrégionaux", "partners for interregional projects"),
        scope,
        partners_blocks(answer, telling),
        t.lang,
        partners_v1(answer, answer.pool(), telling, basis),
        partners_sheets(answer, answer.pool(), telling),
    )


def _strategy(survey: Survey, telling: Telling) -> list[str]:
    """How much of the region's S3 is known, where it is what is compared."""
    t, subject = telling, survey.subject
    texts = [text for text in survey.data.frameworks_of(subject.id) if text.id == SMART]
    if not texts or subject.cluster or subject.priority:
        return []
    leaves = len(weigh(texts[0], survey.data.method.target).leaves)
    said = f"S3{words.colon(t.lang)} {words.count(leaves, *words.PRIORITIES, t.lang)}"
    if texts[0].text.completeness == "partial":
        said += t.either(", liste partielle", ", partial list")
    return [said]


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


def _named(match: RegionMatch | ClusterMatch) -> str:
    return match.region.name if isinstance(match, RegionMatch) else match.placed.roadmap.name


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
        period = f" ({strategy.period.text.replace('/', '-')})" if strategy.period else ""
        status = words.TEXT_STATUS[strategy.status].to(t.lang)
        found.append(
            Paragraph(
                t.either(
                    f"Le texte S3 de la région lu ici n’est pas le texte en vigueur\u00a0: {status}{period}.",
                    f"The S3 of the region read here is not the one in force: {status}{period}.",
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
    said = t.either(
        f"La S3 de la région n’a ici aucune priorité qui cite un domaine (s3/{subject.id}.yaml, domains)\u00a0: les "
        "ressemblances sont inconnues.",
        f"The S3 of the region has no priority here that cites a domain (s3/{subject.id}.yaml, domains): similarities are "
        "unknown.",
    )
    hint = t.either(
        " --cluster part des actions d’un cluster.", " --cluster starts from the actions of a cluster."
    )
    return said + (hint if t.on_screen else "")


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
