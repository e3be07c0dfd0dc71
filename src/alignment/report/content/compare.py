"""`alignment compare`: regions side by side through the shared vocabulary, and what one could learn from another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from alignment.kernel.bilingual import Lang
from alignment.model.vocabulary import Domains
from alignment.report import words
from alignment.report.content.compare_data import compare_v1, sheets
from alignment.report.content.score import cautions, framework_line
from alignment.report.document import Block, Cell, Column, Document, Items, Paragraph, Row, Table
from alignment.report.words import framework_name as short
from alignment.score.domains import DomainView, Exchange, RegionDomains, exchanges, lineage, shared_clusters

MOST_FIRST, MOST_TEACHERS, FOLD = 3, 2, 12


def compare_document(
    regions: Sequence[RegionDomains], vocabulary: Domains, framework: str | None, data_set: str, lang: Lang
) -> Document:
    """The screen of several regions. `framework` is the only one looked at, if any; `data_set` says what was read."""
    fr = lang == "fr"
    names = [each.score.setting.region.name for each in regions]
    titles = {domain.id: domain.title.fr if fr else domain.title.en for domain in vocabulary.domains}
    found = exchanges(regions, vocabulary)
    return Document(
        f"{words.listing(names, lang)} — " + ("domaines et échanges" if fr else "domains and exchanges"),
        tuple(_scope(regions, framework, data_set, lang)),
        (
            *_cautions(regions, framework, lang),
            Items(
                "Ce que chaque région met en avant" if fr else "What each region puts first",
                tuple(_first(each, titles, lang) for each in regions),
            ),
            _exchanges(found, titles, lang),
            _domains(regions, vocabulary, titles, lang),
            _regions(regions, framework, lang),
            *_shared(regions, lang),
        ),
        lang,
        compare_v1(regions, vocabulary, framework, found, " ".join(_scope(regions, framework, data_set, lang))),
        sheets(regions, titles, found),
    )


def _frameworks(region: RegionDomains, framework: str | None) -> list[str]:
    """The frameworks whose weights are looked at in a region."""
    setting = region.score.setting
    if framework is not None:
        return [each.id for each in setting.frameworks if each.id == framework]
    return [each.id for each in setting.frameworks if setting.weight(each)]


def _scope(regions: Sequence[RegionDomains], framework: str | None, data_set: str, lang: Lang) -> list[str]:
    fr = lang == "fr"
    lines = [f"{'Données' if fr else 'Data'}{words.colon(lang)} {data_set}"]
    if framework is not None:
        name = short(framework)
        lines.append(
            f"Cadre\u00a0: {name} seul, sans le curseur" if fr else f"Framework: {name} alone, without the cursor"
        )
    else:
        cursors = [
            f"{each.score.setting.region.name} {words.share(each.score.setting.cursor, lang, 0)}"
            for each in regions
        ]
        lines.append(f"{'Curseurs' if fr else 'Cursors'}{words.colon(lang)} {words.listing(cursors, lang)}")
    for each in regions:
        region = each.score.setting.region.name
        found = _frameworks(each, framework)
        lines += [f"{region}, {framework_line(name, each.score, lang)}" for name in found]
        if not found and framework is not None:
            lines.append(
                f"{region}, {short(framework)}\u00a0: inconnu" if fr else f"{region}, {short(framework)}: unknown"
            )
    return lines


def _cautions(regions: Sequence[RegionDomains], framework: str | None, lang: Lang) -> list[Block]:
    """The cautions of each region, under its name."""
    return [
        Paragraph(f"{each.score.setting.region.name} — {block.text}", block.tone)
        for each in regions
        for block in cautions(each.score, lang, _frameworks(each, framework))
        if isinstance(block, Paragraph)
    ]


def _first(region: RegionDomains, titles: dict[str, str], lang: Lang) -> str:
    """The domains that weigh most in a region, in a sentence."""
    fr = lang == "fr"
    name = region.score.setting.region.name
    order = sorted(region.broad, key=lambda domain: (-region.broad[domain].weight, domain))[:MOST_FIRST]
    if not order:
        return (
            f"{name}\u00a0: aucune de ses priorités ne cite de domaine du vocabulaire commun."
            if fr
            else f"{name}: none of its priorities cites a domain of the shared vocabulary."
        )
    listed = [
        f"{titles[domain]} ({words.share(region.broad[domain].weight, lang, 0)} "
        + (
            f"du poids, couvert à {words.share(region.broad[domain].coverage, lang, 0)})"
            if fr
            else f"of the weight, covered at {words.share(region.broad[domain].coverage, lang, 0)})"
        )
        for domain in order
    ]
    return f"{name}{words.colon(lang)} {words.listing(listed, lang)}."


def _exchanges(found: Sequence[Exchange], titles: dict[str, str], lang: Lang) -> Table:
    fr = lang == "fr"
    rows = []
    for exchange in found:
        names = exchange.teacher.score.setting.names
        clusters = [names[name] for name in exchange.view.best_clusters()]
        rows.append(
            Row(
                (
                    _named(exchange, titles, lang),
                    exchange.learner.score.setting.region.name,
                    exchange.wanted.coverage,
                    exchange.teacher.score.setting.region.name,
                    exchange.view.coverage,
                    ", ".join(clusters[:MOST_TEACHERS]),
                )
            )
        )
    return Table(
        "exchanges",
        "Ce qu’une région pourrait apprendre d’une autre" if fr else "What a region could learn from another",
        (
            Column("domain", "Domaine" if fr else "Domain"),
            Column("learner", "À couvrir\nen" if fr else "To cover\nin"),
            Column("learner_coverage", "Couv." if fr else "Cov.", "share", decimals=0),
            Column("teacher", "Couvert\nen" if fr else "Covered\nin"),
            Column("teacher_coverage", "Couv." if fr else "Cov.", "share", decimals=0),
            Column("clusters", "Clusters à voir" if fr else "Clusters to see"),
        ),
        tuple(rows),
        note="Domaines que l’une veut sans les couvrir et que l’autre couvre, les plus en défaut d’abord."
        if fr
        else "Domains that one wants and does not cover, and another covers; what lacks most comes first.",
        empty="Aucun domaine voulu par l’une et mal couvert par elle n’est couvert par une autre."
        if fr
        else "No domain that one wants and covers badly is covered by another.",
        fold=FOLD,
    )


def _named(exchange: Exchange, titles: dict[str, str], lang: Lang) -> str:
    """The domain, with the narrower ones that stand for it on the other side."""
    through = [titles[domain] for domain in exchange.through]
    if exchange.through == (exchange.domain,):
        return titles[exchange.domain]
    there = "ailleurs" if lang == "fr" else "elsewhere"
    return f"{titles[exchange.domain]} ({there}{words.colon(lang)} {', '.join(through)})"


def _domains(regions: Sequence[RegionDomains], vocabulary: Domains, titles: dict[str, str], lang: Lang) -> Table:
    """Broad domains in order of the largest weight that a region gives them, the cited ones below each."""
    fr = lang == "fr"
    columns = [Column("domain", "Domaine" if fr else "Domain")]
    for each in regions:
        label = each.score.setting.region.name.replace("-", "\u2011\n").replace(" ", "\n")
        columns.append(Column(f"weight_{each.id}", f"{label}\n{'poids' if fr else 'weight'}", "share", decimals=0))
        columns.append(Column(f"coverage_{each.id}", "couv." if fr else "cov.", "share", decimals=0))
    tops = {domain: line[-1] for domain, line in lineage(vocabulary).items()}
    broad, cited = [each.broad for each in regions], [each.cited for each in regions]
    rows = []
    for top in sorted({domain for views in broad for domain in views}, key=lambda domain: _place(broad, domain)):
        rows.append(Row((titles[top], *_cells(broad, top)), strong=True))
        below = {domain for views in cited for domain in views if tops[domain] == top}
        if below == {top}:
            continue
        for domain in sorted(below, key=lambda domain: (domain != top, _place(cited, domain))):
            unspecified = " (sans précision)" if fr else " (unspecified)"
            title = titles[domain] + (unspecified if domain == top else "")
            rows.append(Row((title, *_cells(cited, domain)), depth=1))
    if any(each.unmapped for each in regions):
        blanks: list[Cell] = []
        for each in regions:
            blanks += [each.unmapped or None, None]
        rows.append(Row(("Sans domaine" if fr else "Without domain", *blanks)))
    return Table(
        "domains",
        "Le poids de chaque domaine et sa couverture" if fr else "The weight of each domain and its coverage",
        tuple(columns),
        tuple(rows),
        note="Poids\u00a0: part de ce que veut la région. Une priorité qui cite plusieurs domaines partage son poids également entre eux. "
        "Couv.\u00a0: couverture moyenne de ces priorités par les clusters de la région."
        if fr
        else "Weight: share of what the region wants. A priority that cites several domains shares its weight equally among them. "
        "Cov.: mean coverage of these priorities by the region's clusters.",
        empty="Aucune priorité ne cite de domaine." if fr else "No priority cites a domain.",
    )


def _place(views: Sequence[Mapping[str, DomainView]], domain: str) -> tuple[Fraction, str]:
    """Where a domain stands: the largest weight that a region gives it first, then by id."""
    return -max(each[domain].weight for each in views if domain in each), domain


def _cells(views: Sequence[Mapping[str, DomainView]], domain: str) -> list[Cell]:
    cells: list[Cell] = []
    for each in views:
        view = each.get(domain)
        cells += [view.weight, view.coverage] if view else [None, None]
    return cells


def _regions(regions: Sequence[RegionDomains], framework: str | None, lang: Lang) -> Table:
    """The regions themselves: how many clusters, how finely cut their texts are, how well covered."""
    fr = lang == "fr"
    shown = list(dict.fromkeys(name for each in regions for name in _frameworks(each, framework)))
    columns = [Column("region", "Région" if fr else "Region"), Column("clusters", "Clusters", "count")]
    for name in shown:
        columns.append(
            Column(f"priorities_{name}", f"{short(name)}\n{'priorités' if fr else 'priorities'}", "count")
        )
        columns.append(
            Column(f"coverage_{name}", f"{short(name)}\n{'couv.' if fr else 'cov.'}", "share", decimals=0)
        )
    rows = []
    for each in regions:
        cells: list[Cell] = [each.score.setting.region.name, len(each.score.clusters)]
        by_id = {found.framework.id: found for found in each.score.frameworks if found.framework.leaves}
        for name in shown:
            found = by_id.get(name)
            cells += [len(found.framework.leaves), found.coverage] if found else [None, None]
        rows.append(Row(tuple(cells)))
    return Table(
        "regions",
        "Les régions" if fr else "The regions",
        tuple(columns),
        tuple(rows),
        note="Les couvertures ne se comparent qu’entre textes découpés aussi finement\u00a0; les chiffres de plusieurs régions ne s’additionnent jamais."
        if fr
        else "Coverages compare only between texts cut equally finely; figures of several regions are never added together.",
    )


def _shared(regions: Sequence[RegionDomains], lang: Lang) -> list[Block]:
    """The clusters that several of the regions share: each counts whole in each, and is listed once."""
    names = {each.id: each.score.setting.region.name for each in regions}
    clusters = {name: title for each in regions for name, title in each.score.setting.names.items()}
    found = [
        f"{clusters[name]} ({', '.join(names[region] for region in where)})"
        for name, where in shared_clusters(regions).items()
    ]
    if not found:
        return []
    listed = words.listing(found, lang)
    return [
        Paragraph(
            f"Clusters communs, comptés entiers dans chacune de leurs régions\u00a0: {listed}."
            if lang == "fr"
            else f"Shared clusters, which count whole in each of their regions: {listed}."
        )
    ]
