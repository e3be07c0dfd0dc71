"""The tables and the picture of `alignment partners`: regions, clusters, consortia, rules, value chains."""

from __future__ import annotations

from collections.abc import Sequence

from alignment.kernel.bilingual import Bilingual
from alignment.model.labels import CHAIN
from alignment.model.vocabulary import I3
from alignment.plan.partners import ClusterMatch, Match, RegionMatch, Survey, ranks
from alignment.plan.partners_consortia import Consortium, Search
from alignment.plan.partners_profile import Profile
from alignment.plan.partners_rules import StrandVerdict
from alignment.plan.partners_ties import Held
from alignment.report import words
from alignment.report.content.partners_words import FEW, VERDICT, Telling, strand_name
from alignment.report.document import Cell, Column, Row, Table
from alignment.report.figure import Chain, Figure

MOST, MOST_ROWS = 8, 8


def complementarity(match: Match) -> str | None:
    """Roles that one side alone holds, of all: the counts, since a share of two stages is not one of twenty."""
    return f"{match.exchange.alone}/{match.exchange.held}" if match.exchange.held else None


def regions_table(survey: Survey, telling: Telling) -> Table:
    """The other regions, the closest first; those that say nothing of their specialisations are named below."""
    t = telling
    rows = []
    for match, rank in zip(survey.regions, ranks(survey.regions), strict=True):
        if not match.similarity or match.common is None:
            continue
        rows.append(
            Row(
                (
                    rank,
                    match.region.name,
                    match.similarity,
                    complementarity(match),
                    len(match.links),
                    " · ".join(t.domain(domain) for domain in list(match.common.domains)[:2]),
                )
            )
        )
    return Table(
        "regions",
        t.either("Avec quelles régions", "With which regions"),
        (
            Column("rank", t.either("Rg", "Rk"), "count"),
            Column("region", t.either("Région", "Region")),
            Column("similarity", t.either("Ressem-\nblance", "Simi-\nlarity"), "share", decimals=0),
            Column("complementarity", t.either("Complé-\nmentarité", "Comple-\nmentarity")),
            Column("links", t.either("Liens", "Links"), "count"),
            Column("domains", t.either("Surtout en commun", "Mostly in common")),
        ),
        tuple(rows),
        note=_note(survey, telling),
        empty=t.either(
            "Aucune région à comparer\u00a0: les domaines manquent d’un côté ou de l’autre.",
            "No region to compare: domains are missing on one side or the other.",
        ),
        fold=MOST,
    )


def _note(survey: Survey, telling: Telling) -> str:
    t = telling
    said = [
        t.either(
            "Ressemblance\u00a0: part des spécialisations qui est la même des deux côtés. Complémentarité\u00a0: maillons qu’un "
            "seul des deux tient, sur ceux que l’un ou l’autre tient dans les domaines communs\u00a0; un tiret veut dire inconnue.",
            "Similarity: share of specialisations that is the same on both sides. Complementarity: stages that only one "
            "of both holds, of those that either holds in the common domains; a dash means unknown.",
        )
    ]
    earlier = [
        match.region.name
        for match in survey.known
        if match.similarity and _status(survey, match.id) == "superseded"
    ]
    if earlier:
        listed = words.listing(earlier, t.lang)
        said.append(
            t.either(f"S3 d’une période précédente\u00a0: {listed}.", f"S3 of an earlier period: {listed}.")
        )
    partial = [match.region.name for match in survey.known if match.similarity and _is_partial(survey, match.id)]
    if partial:
        listed = words.listing(partial, t.lang)
        said.append(t.either(f"Liste partielle\u00a0: {listed}.", f"Partial list: {listed}."))
    nothing = [match.region.name for match in survey.known if not match.similarity]
    if nothing:
        listed = words.listing(nothing, t.lang)
        said.append(t.either(f"Rien en commun\u00a0: {listed}.", f"Nothing in common: {listed}."))
    floors = [match.region.name for match in survey.known if match.profile.unmapped]
    if floors:
        listed = words.listing(floors, t.lang)
        said.append(
            t.either(
                f"Plancher, une partie de leur S3 étant sans domaine\u00a0: {listed}.",
                f"At least so much, as a part of their S3 has no domain: {listed}.",
            )
        )
    return " ".join(said)


def _is_partial(survey: Survey, region: str) -> bool:
    strategy = survey.data.strategies.get(region)
    return strategy is not None and strategy.completeness == "partial"


def _status(survey: Survey, region: str) -> str | None:
    strategy = survey.data.strategies.get(region)
    return strategy.status if strategy else None


def clusters_table(survey: Survey, telling: Telling) -> Table:
    """The clusters of other regions, the closest first."""
    t = telling
    known = [match for match in survey.clusters if match.similarity]
    rows = []
    for match, rank in zip(known, ranks(known), strict=True):
        assert match.common is not None
        rows.append(
            Row(
                (
                    rank,
                    match.placed.roadmap.name,
                    ", ".join(
                        t.region(region) for region in match.placed.regions if region in survey.data.regions
                    ),
                    match.similarity,
                    complementarity(match),
                    len(match.links),
                    " · ".join(t.domain(domain) for domain in list(match.common.domains)[:2]),
                )
            )
        )
    return Table(
        "clusters",
        t.either("Avec quels clusters", "With which clusters"),
        (
            Column("rank", t.either("Rg", "Rk"), "count"),
            Column("cluster", "Cluster"),
            Column("regions", t.either("Régions", "Regions"), wide=True),
            Column("similarity", t.either("Ressem-\nblance", "Simi-\nlarity"), "share", decimals=0),
            Column("complementarity", t.either("Complé-\nmentarité", "Comple-\nmentarity")),
            Column("links", t.either("Liens", "Links"), "count"),
            Column("domains", t.either("Surtout en commun", "Mostly in common")),
        ),
        tuple(rows),
        note=t.either(
            "Clusters qui ne travaillent pas dans la région, par les domaines de leurs actions.",
            "Clusters that do not work in the region, by the domains of their actions.",
        ),
        empty=t.either(
            "Aucun cluster d’une autre région n’a d’action dans ces domaines.",
            "No cluster of another region has an action in these domains.",
        ),
        fold=MOST,
    )


def consortia_table(search: Search, telling: Telling) -> Table:
    """The best consortia: who is in besides the region, what all share, and how far from eligible."""
    t = telling
    rows = []
    for rank, found in enumerate(search.found, 1):
        nearest = found.strands[found.best]
        rows.append(
            Row(
                (
                    rank,
                    ", ".join(t.region(name) for name in found.members[1:]),
                    found.common.value,
                    len(found.stages),
                    found.linked,
                    f"{strand_name(nearest.strand, t.lang)}{words.colon(t.lang)} {eligible(nearest, telling)}",
                )
            )
        )
    return Table(
        "consortia",
        t.either(f"Consortiums de {search.size} régions", f"Consortia of {search.size} regions"),
        (
            Column("rank", t.either("Rg", "Rk"), "count"),
            Column("members", t.either("Avec", "With")),
            Column("common", t.either("En\ncommun", "In\ncommon"), "share", decimals=0),
            Column("stages", t.either("Maillons\nsur 8", "Stages\nof 8"), "count"),
            Column("linked", t.either("Paires\nliées", "Linked\npairs"), "count"),
            Column("eligibility", t.either("Éligible\u00a0?", "Eligible?")),
        ),
        tuple(rows),
        note=t.either(
            "Rangés par éligibilité (règles non respectées, puis ce qui leur manque, puis règles à vérifier), puis par la "
            "part des spécialisations que tous partagent, les maillons tenus dans ces domaines et les paires déjà liées.",
            "In order of eligibility (rules not met, what they lack, rules to be checked), then of the share of "
            "specialisations that all have, the stages held in these domains and the pairs already linked.",
        ),
    )


def eligible(verdict: StrandVerdict, telling: Telling) -> str:
    """Yes, no or to be checked, for the regions and what is known of the project."""
    t = telling
    composition = verdict.verdict(("regions_min", "countries_min", "less_developed_min"))
    whole = verdict.verdict()
    if whole == "not-satisfied":
        return t.either("non", "no")
    if composition == "unknown":
        return t.either("à vérifier", "to be checked")
    if whole == "unknown":
        return t.either("oui pour les régions", "yes for the regions")
    return t.either("oui", "yes")


def rules_table(found: Consortium, i3: I3, telling: Telling) -> Table:
    """Every rule that is judged in the strand that a consortium is nearest to: verdict and source."""
    t = telling
    verdict = found.strands[found.best]
    rows = [
        Row((each.rule.title, VERDICT[each.verdict].to(t.lang), t.sources(i3, [each.rule])))
        for each in verdict.judged
    ]
    name = strand_name(verdict.strand, t.lang)
    return Table(
        "rules",
        t.either(f"Les règles pour le premier\u00a0: {name}", f"The rules for the first one: {name}"),
        (
            Column("rule", t.either("Règle", "Rule")),
            Column("verdict", t.either("Verdict", "Verdict")),
            Column("sources", t.either("Source", "Source")),
        ),
        tuple(rows),
    )


def chain_rows(survey: Survey) -> list[tuple[str, dict[str, int]]]:
    """Who is known to hold which stage in the subject's domains: actions by stage; the subject first.

    Regions come in order of the ranking; those of which no stage is known are left out.
    """
    subject = survey.subject
    own = subject.cluster.roadmap.name if subject.cluster else subject.region.name
    rows = [(own, _counts(subject.held, subject.profile))]
    rows += [(match.region.name, _counts(match.held, subject.profile)) for match in survey.regions]
    return [rows[0], *(row for row in rows[1:] if row[1])]


def _counts(held: Held, profile: Profile) -> dict[str, int]:
    """Distinct actions by stage, in the broad domains of a profile (in all where it has none)."""
    return {
        stage: count
        for stage in CHAIN
        if (
            count := len(
                {
                    (each.placed.file, each.place)
                    for (top, named), actions in held.items()
                    if named == stage and (top in profile.broad or not profile.known)
                    for each in actions
                }
            )
        )
    }


_SHORT = Bilingual(
    "rech. conc. comp. essais prod. intég. serv. recy.", "res. des. comp. test prod. integ. serv. recy."
)
"""The stages in a column's head, in the order of the chain."""


def chain_table(survey: Survey, telling: Telling) -> Table:
    """The value chain as text: stages as columns, actions counted."""
    t = telling
    rows = chain_rows(survey)
    silent = [match.region.name for match in survey.regions if match.region.name not in {name for name, _ in rows}]
    where = t.either("dans les domaines de la première ligne", "in the domains of the first row")
    if not survey.subject.profile.known:
        where = t.either("tous domaines confondus", "in all domains")
    note = t.either(
        f"Nombre d’actions qui disent leur maillon, {where}.", f"Number of actions that name their stage, {where}."
    )
    named = [CHAIN[stage].to(t.lang) for stage in CHAIN]
    if t.on_screen:
        listed = words.listing(named, t.lang)
        note += t.either(f" De gauche à droite\u00a0: {listed}.", f" From left to right: {listed}.")
    if silent:
        listed = words.some(silent, 6, t.lang)
        note += t.either(f" Maillons inconnus\u00a0: {listed}.", f" Stages unknown: {listed}.")
    labels = _SHORT.to(t.lang).split() if t.on_screen else named
    columns = [Column(stage, label, "count") for stage, label in zip(CHAIN, labels, strict=True)]
    cells: list[Row] = []
    for index, (name, counts) in enumerate(rows):
        values: list[Cell] = [counts.get(stage) for stage in CHAIN]
        cells.append(Row((name, *values), strong=index == 0))
    return Table(
        "chain",
        t.either("Qui tient quel maillon de la chaîne de valeur", "Who holds which stage of the value chain"),
        (Column("region", t.either("Région", "Region")), *columns),
        tuple(cells) if any(counts for _, counts in rows) else (),
        note=note,
        empty=t.either(
            "Aucune action ne dit son maillon (value_chain) dans ces domaines\u00a0: la carte reste à remplir.",
            "No action names its stage (value_chain) in these domains: the map remains to be filled in.",
        ),
        fold=MOST_ROWS,
    )


def chain_figure(survey: Survey, telling: Telling, key: str = "value-chain") -> Figure | None:
    """The same map as a picture, None where no stage is known."""
    t = telling
    rows = chain_rows(survey)[: MOST_ROWS + 1]
    if not any(counts for _, counts in rows):
        return None
    own = rows[0][1]
    lacking = [CHAIN[stage].to(t.lang) for stage in CHAIN if stage not in own]
    elsewhere = [
        CHAIN[stage].to(t.lang)
        for stage in CHAIN
        if stage not in own and any(stage in counts for _, counts in rows[1:])
    ]
    name = rows[0][0]
    told = t.either(
        f"Carte des chaînes de valeur\u00a0: {len(CHAIN)} maillons en colonnes, {_sides(len(rows) - 1, t)} avec {name}, et le nombre "
        "d’actions dans chaque case. ",
        f"Map of value chains: {len(CHAIN)} stages as columns, {_sides(len(rows) - 1, t)} beside {name}, and the number of actions "
        "in each cell. ",
    )
    if not own:
        told += t.either(
            f"{name} n’a aucune action qui dise son maillon.", f"{name} has no action that names its stage."
        )
    elif lacking:
        listed = words.listing(lacking, t.lang)
        told += t.either(
            f"{name} n’a pas d’action connue pour {listed}", f"{name} has no known action for {listed}"
        )
        found = words.listing(elsewhere, t.lang)
        told += t.either(
            f"\u00a0; d’autres en ont pour {found}" if found else "", f"; others have for {found}" if found else ""
        )
        told += "."
    else:
        told += t.either(f"{name} tient tous les maillons.", f"{name} holds every stage.")
    return Figure(
        key,
        t.either("Qui tient quel maillon de la chaîne de valeur", "Who holds which stage of the value chain"),
        told,
        Chain(
            tuple(CHAIN[stage].to(t.lang) for stage in CHAIN),
            tuple(row for row, _ in rows),
            tuple(tuple(counts.get(stage, 0) for stage in CHAIN) for _, counts in rows),
            words.ACTIONS,
        ),
    )


def _sides(others: int, telling: Telling) -> str:
    one, many = words.nouns("autre région", "other region", "autres régions")
    return words.count(others, one, many, telling.lang)


def shown_first(matches: Sequence[RegionMatch] | Sequence[ClusterMatch]) -> Sequence[RegionMatch | ClusterMatch]:
    """The matches whose reasons are told in full."""
    return [match for match in matches if match.similarity][:FEW]
