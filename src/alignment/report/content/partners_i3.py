"""What the I3 instrument asks for, what is missing, and the consortia that come nearest."""

from __future__ import annotations

from alignment.model.labels import CHAIN
from alignment.model.vocabulary import I3
from alignment.plan.partners_answer import Answer
from alignment.plan.partners_consortia import Consortium, Search
from alignment.plan.partners_rules import COMPOSITION, PROJECT, StrandVerdict
from alignment.report import words
from alignment.report.content.partners_tables import consortia_table, rules_table
from alignment.report.content.partners_words import FEW, Telling, asked, lacking, sentence, strand_name, to_find
from alignment.report.document import Block, Items, Paragraph


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
                "Les règles sur les régions que l’outil sait juger sont respectées par un groupe au moins\u00a0; les meilleurs d’abord.",
                "The rules on regions that the tool can judge are met by one group at least; the best come first.",
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
        said = t.either(f"{rules} sur le projet à vérifier", f"{rules} on the project to be checked")
        parts.append(said + (" (--trl, --grant, --sme-share, --rate, --theme)" if t.on_screen else ""))
    if shown:
        noun = words.nouns("autre", "other") if waiting else words.nouns("règle", "rule")
        rules = words.count(len(shown), *noun, t.lang)
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
