"""`alignment money`: who pays, what for, whether money follows the weights, and where clusters overlap."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from alignment.kernel.bilingual import Bilingual, Lang
from alignment.report import words
from alignment.report.content.money_data import money_v1
from alignment.report.content.score import basis_note, cautions, money_sentence, scope
from alignment.report.document import Block, Column, Document, Paragraph, Row, Table
from alignment.report.words import SPACE
from alignment.report.words import framework_name as short
from alignment.score.chance import DRAWS, SEED, Chance, chance
from alignment.score.framework import WeightedFramework
from alignment.score.funding import Overlap, Purse, overlaps
from alignment.score.region import RegionScore

FOLD, FOLD_CLUSTERS = 8, 30
UNUSUAL = (0.05, 0.95)
"""Percentiles beyond which a balance index is worth a word."""


def money_document(score: RegionScore, data_set: str, lang: Lang) -> Document:
    """The screen of a region's money. `data_set` says which data were read."""
    actions = [scored for cluster in score.setting.clusters for scored in cluster.counting]
    chances = {framework.id: chance(actions, framework) for framework in score.setting.frameworks}
    shared = overlaps(score.setting, score.funding)
    title = f"{score.setting.region.name} — " + Bilingual("argent des feuilles de route", "money of roadmaps").to(
        lang
    )
    blocks: list[Block] = [*cautions(score, lang), *_summary(score, lang), _sources(score.funding.purse, lang)]
    if any(found is not None for found in chances.values()):
        blocks.append(Paragraph(_how_to_read(score.funding.purse, lang), "quiet"))
    for framework in score.setting.frameworks:
        blocks += _framework(score, framework, chances[framework.id], lang)
    blocks.append(_reconciliation(score, lang))
    blocks += [_overlaps(score, framework, shared, lang) for framework in score.setting.frameworks]
    blocks += [_clusters(score, lang), _without_budget(score, lang)]
    return Document(
        title,
        tuple(scope(score, data_set, lang)),
        tuple(blocks),
        lang,
        money_v1(score, chances, shared, basis_note(score, data_set, lang)),
    )


def _summary(score: RegionScore, lang: Lang) -> list[Block]:
    if not score.setting.clusters:
        return []
    fr = lang == "fr"
    purse = score.funding.purse
    if not purse.known + purse.unknown:
        return [
            Paragraph(
                "Aucune action ne compte dans cette région\u00a0: il n’y a pas d’argent à suivre."
                if fr
                else "No action counts in this region: there is no money to follow."
            )
        ]
    found = [money_sentence(score, lang)]
    if purse.total is not None:
        secured = sum(purse.secured.values())
        amount = words.money(secured, lang)
        if purse.total:
            amount += f" ({words.share(Fraction(secured, purse.total), lang, 0)})"
        found.append(f"Acquis{SPACE}: {amount}." if fr else f"Secured: {amount}.")
        if purse.leverage is None:
            found.append(
                "Rien de connu ne vient de la Région\u00a0: il n’y a pas d’effet de levier à calculer."
                if fr
                else "Nothing known comes from the Region: there is no leverage to work out."
            )
    return [Paragraph(" ".join(found))]


def _how_to_read(purse: Purse, lang: Lang) -> str:
    drawn = words.number(DRAWS, lang)
    of_all = words.count(purse.known + purse.unknown, *words.ACTIONS, lang)
    known = ""
    if purse.unknown:
        known = (
            f" Ces équilibres ne disent rien des actions sans budget connu, {purse.unknown} sur {of_all}."
            if lang == "fr"
            else f" These balances say nothing of the actions without a known budget, {purse.unknown} of {of_all}."
        )
    if lang == "fr":
        return (
            "Équilibre\u00a0: 100\u00a0% quand chaque priorité reçoit la part de l’argent que vaut son poids. Avec peu de priorités, "
            f"un équilibre élevé vient facilement du hasard\u00a0: il est comparé à {drawn} répartitions tirées au sort, où chaque "
            f"action sert autant de priorités, mais d’autres (graine {SEED}). Manque\u00a0: ce qui sépare la part du poids.{known}"
        )
    return (
        "Balance: 100% when each priority receives the share of the money that its weight is worth. With few priorities a high "
        f"balance easily comes by chance: it is compared with {drawn} random spreads, in which each action serves as many "
        f"priorities, but others (seed {SEED}). Shortfall: what separates the share from the weight.{known}"
    )


def _sources(purse: Purse, lang: Lang) -> Table:
    fr = lang == "fr"
    total = purse.total or 0

    def row(name: str, secured: int, unsecured: int, is_total: bool = False) -> Row:
        both = secured + unsecured
        return Row((name, secured, unsecured, both, Fraction(both, total) if total else None), total=is_total)

    rows = [
        row(name.to(lang), purse.secured.get(source, 0), purse.unsecured.get(source, 0))
        for source, name in words.SOURCE.items()
        if source in purse.secured or source in purse.unsecured
    ]
    if rows:
        rows.append(row("Total", sum(purse.secured.values()), sum(purse.unsecured.values()), True))
    return Table(
        "sources",
        "Qui paie" if fr else "Who pays",
        (
            Column("source", "Source"),
            Column("secured", "Acquis" if fr else "Secured", "money"),
            Column("unsecured", "Non acquis" if fr else "Not secured", "money"),
            Column("total", "Total", "money"),
            Column("share", "Part" if fr else "Share", "share"),
        ),
        tuple(rows),
    )


def _framework(score: RegionScore, framework: WeightedFramework, found: Chance | None, lang: Lang) -> list[Block]:
    """What a framework's priorities receive against their weights, with the reading of it before the figures."""
    fr = lang == "fr"
    view = score.funding.by_framework[framework.id]
    rows = tuple(
        Row(
            (
                leaf.title,
                view.by_leaf.get(leaf.id, 0),
                share,
                leaf.weight,
                share / leaf.weight,
                view.shortfall(leaf.id, leaf.weight),
            )
        )
        for leaf in framework.leaves
        if (share := view.share(leaf.id)) is not None
    )
    table = Table(
        f"priorities-{framework.id}",
        "",
        (
            Column("priority", "Priorité" if fr else "Priority"),
            Column("attributed", "Attribué" if fr else "Attributed", "money"),
            Column("funding_share", "Part" if fr else "Share", "share"),
            Column("weight", "Poids" if fr else "Weight", "share"),
            Column("balance", "Part /\npoids" if fr else "Share /\nweight", "number", decimals=2),
            Column("shortfall", "Manque" if fr else "Shortfall", "share"),
        ),
        rows,
    )
    reading = _reading(score, framework, found, lang)
    return [*([Paragraph(reading)] if reading else []), table]


def _reading(score: RegionScore, framework: WeightedFramework, found: Chance | None, lang: Lang) -> str:
    """The balance of one framework in a sentence or two; empty where the region has no money to speak of."""
    fr = lang == "fr"
    view = score.funding.by_framework[framework.id]
    name = short(framework.id)
    if found is None:
        if not score.funding.purse.total:
            return ""
        return (
            f"{name}{SPACE}: aucun argent connu ne va à ses priorités."
            if fr
            else f"{name}: no known money goes to its priorities."
        )
    amount = words.money(view.attributed, lang)
    if len(framework.leaves) == 1:
        return (
            f"{name}{SPACE}: {amount} vont à son unique priorité, il n’y a pas d’équilibre à chercher."
            if fr
            else f"{name}: {amount} go to its only priority, there is no balance to look for."
        )
    index = words.share(view.balance_index(framework.weights), lang, 0)
    percent = words.share(found.percentile, lang, 0)
    return (
        f"{name}{SPACE}: {amount} vont à ses priorités, équilibre de {index}. Le hasard fait moins bien {percent} du temps{_verdict(found).fr}"
        if fr
        else f"{name}: {amount} go to its priorities, with a balance of {index}. Chance does worse {percent} of the time{_verdict(found).en}"
    )


def _verdict(found: Chance) -> Bilingual:
    low, high = UNUSUAL
    if found.percentile >= high:
        return Bilingual("\u00a0: cet équilibre ne doit guère au hasard.", ": this balance owes little to chance.")
    if found.percentile <= low:
        return Bilingual(
            "\u00a0: l’argent s’écarte des poids plus que le hasard ne le ferait.",
            ": money departs from the weights more than chance would.",
        )
    return Bilingual(
        "\u00a0: un tel équilibre est courant au hasard, il ne prouve rien à lui seul.",
        ": such a balance is common by chance, it proves nothing by itself.",
    )


def _views(score: RegionScore, lang: Lang) -> Iterator[Row]:
    """The same money seen from each side, to the cent, with the difference from the sum of the sources."""
    funding = score.funding
    total = funding.purse.total
    if total is None:
        return
    clusters = sum(purse.total or 0 for purse in funding.by_cluster.values())
    yield Row(("Somme des sources" if lang == "fr" else "Sum of sources", None, None, total, None))
    yield Row(
        ("Somme des clusters" if lang == "fr" else "Sum of clusters", None, None, clusters, clusters - total)
    )
    for framework in score.setting.frameworks:
        view = funding.by_framework[framework.id]
        whole = view.attributed + view.unattributed
        yield Row((short(framework.id), view.attributed, view.unattributed, whole, whole - total))


def _reconciliation(score: RegionScore, lang: Lang) -> Table:
    fr = lang == "fr"
    return Table(
        "reconciliation",
        "Contrôle au centime" if fr else "Reconciliation to the cent",
        (
            Column("view", "Vue" if fr else "View"),
            Column("attributed", "Attribué" if fr else "Attributed", "exact-money"),
            Column("unattributed", "Non attribué" if fr else "Not attributed", "exact-money"),
            Column("total", "Total", "exact-money"),
            Column("difference", "Écart" if fr else "Difference", "exact-money"),
        ),
        tuple(_views(score, lang)),
        note="Non attribué\u00a0: ce qui revient à des actions qui ne servent pas le cadre, ou qui le servent sans exister pour lui. "
        "Les cadres sont des vues du même argent\u00a0: ils ne s’additionnent pas."
        if fr
        else "Not attributed: what belongs to actions that do not serve the framework, or serve it without existing for it. "
        "Frameworks are views of the same money: they are never added together.",
    )


def _overlaps(score: RegionScore, framework: WeightedFramework, shared: Sequence[Overlap], lang: Lang) -> Table:
    fr = lang == "fr"
    names = {cluster.id: cluster.placed.roadmap.name for cluster in score.setting.clusters}
    titles = {leaf.id: leaf.title for leaf in framework.leaves}
    rows = []
    for overlap in shared:
        if overlap.framework.id == framework.id:
            one, other = overlap.clusters
            most = max(overlap.by_leaf, key=lambda leaf: overlap.by_leaf[leaf])
            rows.append(Row((names[one], names[other], overlap.cents, titles[most])))
    name = short(framework.id)
    none = "Aucun recouvrement." if fr else "No overlap."
    return Table(
        f"overlaps-{framework.id}",
        f"Recouvrements, {name}{SPACE}: argent de deux clusters sur les mêmes priorités"
        if fr
        else f"Overlaps, {name}: money of two clusters on the same priorities",
        (
            Column("one", "Cluster"),
            Column("other", "Autre cluster" if fr else "Other cluster"),
            Column("overlap", "Commun" if fr else "In common", "money"),
            Column("priority", "Surtout sur" if fr else "Mostly on"),
        ),
        tuple(rows),
        note="Un recouvrement n’est pas un double financement, mais un endroit où regarder\u00a0; ces montants ne s’additionnent pas."
        if fr
        else "An overlap is not double funding, but a place to look at; these amounts do not add up.",
        empty=none if score.funding.by_framework[framework.id].attributed and len(names) > 1 else None,
        fold=FOLD,
    )


def _clusters(score: RegionScore, lang: Lang) -> Table:
    fr = lang == "fr"
    columns = [
        Column("cluster", "Cluster"),
        Column("budget", "Budget\nconnu" if fr else "Known\nbudget", "money"),
        Column("secured", "Acquis" if fr else "Secured", "share", decimals=0),
        Column("region", "dont\nRégion" if fr else "of which\nRegion", "money"),
        Column("leverage", "Levier" if fr else "Leverage", "number"),
        Column("actions", "Actions", "count"),
        Column("without_budget", "sans\nbudget" if fr else "without\nbudget", "count"),
        *(
            Column(
                f"attributed_{framework.id}",
                f"{'vers' if fr else 'to'}\n{short(framework.id)}",
                "share",
                wide=True,
                decimals=0,
            )
            for framework in score.setting.frameworks
        ),
    ]
    rows = []
    for cluster in score.setting.clusters if score.funding.purse.known else ():
        purse = score.funding.by_cluster[cluster.id]

        def of_budget(cents: int, total: int | None = purse.total) -> Fraction | None:
            return Fraction(cents, total) if total else None

        views = [score.funding.cluster_by_framework[cluster.id, f.id] for f in score.setting.frameworks]
        rows.append(
            Row(
                (
                    cluster.placed.roadmap.name,
                    purse.total,
                    of_budget(sum(purse.secured.values())),
                    None if purse.total is None else purse.of("region"),
                    purse.leverage,
                    purse.known + purse.unknown,
                    purse.unknown,
                    *(of_budget(view.attributed) for view in views),
                )
            )
        )
    return Table(
        "clusters", "Par cluster" if fr else "By cluster", tuple(columns), tuple(rows), fold=FOLD_CLUSTERS
    )


def _without_budget(score: RegionScore, lang: Lang) -> Table:
    """The actions whose budget is not known, by name: their money is missing from every total."""
    fr = lang == "fr"
    every = (
        "Aucune\u00a0: le budget de chaque action est connu."
        if fr
        else "None: the budget of every action is known."
    )
    rows = []
    for cluster in score.setting.clusters:
        missing = [scored.action.title for scored in cluster.counting if scored.action.budget_cents is None]
        which = ("\u00a0; " if fr else "; ").join(missing)
        if len(missing) == len(cluster.counting) > 1:
            which = "toutes" if fr else "all of them"
        if missing:
            rows.append(Row((cluster.placed.roadmap.name, len(missing), len(cluster.counting), which)))
    return Table(
        "without_budget",
        "Actions sans budget connu\u00a0: absentes de tous les totaux, jamais comptées pour zéro"
        if fr
        else "Actions without a known budget: absent from every total, never counted as zero",
        (
            Column("cluster", "Cluster"),
            Column("without_budget", "Sans\nbudget" if fr else "Without\nbudget", "count"),
            Column("actions", "Actions", "count"),
            Column("titles", "Lesquelles" if fr else "Which"),
        ),
        tuple(rows),
        empty=every if score.funding.purse.known else None,
        fold=FOLD_CLUSTERS,
    )
