"""`alignment robustness`: how much of the ranking would survive other weights, another cursor. Method, section 9."""

from __future__ import annotations

from typing import Any

from alignment import __version__
from alignment.kernel.bilingual import Lang
from alignment.report import words
from alignment.report.content.score import basis_note, cautions, scope
from alignment.report.document import Block, Column, Document, Paragraph, Row, Table
from alignment.score.region import RegionScore
from alignment.score.robustness import COEFFICIENT, CONCENTRATION, Robustness

SCHEMA = "alignment/robustness/v1"
SURE = 0.95
"""From this share of the draws on, an order is called sure."""
MOST_NAMED, FOLD = 4, 40


def robustness_document(score: RegionScore, found: Robustness, data_set: str, lang: Lang) -> Document:
    """The screen of the draws, the stated result beside them. `data_set` says which data were read."""
    fr = lang == "fr"
    blocks: list[Block] = [*cautions(score, lang)]
    if score.clusters:
        blocks += [
            Paragraph(" ".join(_sentences(score, found, lang))),
            Paragraph(_varied(found, lang), "quiet"),
            _table(score, found, lang),
        ]
    return Document(
        f"{score.setting.region.name} — " + ("solidité du classement" if fr else "robustness of the ranking"),
        tuple(scope(score, data_set, lang)),
        tuple(blocks),
        lang,
        robustness_v1(score, found, basis_note(score, data_set, lang)),
        _sheets(score, found),
    )


def _sentences(score: RegionScore, found: Robustness, lang: Lang) -> list[str]:
    """Who comes first how often, how many ranks hold, which orders are sure."""
    fr = lang == "fr"
    names = score.setting.names
    drawn = words.number(found.draws, lang)
    opening = words.count(found.draws, *words.nouns("tirage", "draw"), lang)
    if len(score.clusters) == 1:
        return [
            f"Un seul cluster\u00a0: son rang ne dépend de rien, son score varie comme ci-dessous ({opening}, graine {found.seed})."
            if fr
            else f"Only one cluster: its rank depends on nothing, its score varies as below ({opening}, seed {found.seed})."
        ]
    firsts = sorted(
        ((spread.ranks.get(1, 0.0), name) for name, spread in found.clusters.items()),
        key=lambda item: (-item[0], item[1]),
    )
    listed = [f"{names[name]} ({words.share(share, lang, 0)})" for share, name in firsts if share >= 0.005]
    kept = [
        name for name, rank in score.ranks.items() if 0 <= found.clusters[name].usual - rank < _tied(score, rank)
    ]
    order = list(score.ranks)
    sure = sum(
        max(found.above[one][other], found.above[other][one]) >= SURE
        for index, one in enumerate(order)
        for other in order[index + 1 :]
    )
    pairs = len(order) * (len(order) - 1) // 2
    kept_words = words.count(len(kept), *words.CLUSTERS, lang)
    sure_words = words.count(
        sure,
        *words.nouns("paire de clusters", "pair of clusters", "paires de clusters", "pairs of clusters"),
        lang,
    )
    bar = words.share(SURE, lang, 0)
    if fr:
        return [
            f"Sur {drawn} tirages (graine {found.seed}), part de ceux où chacun vient en tête\u00a0: {words.some(listed, MOST_NAMED, lang)}.",
            f"Le rang énoncé est aussi le plus fréquent pour {kept_words} sur {len(order)}.",
            f"L’ordre est sûr (au moins {bar} des tirages) pour {sure_words} sur {words.number(pairs, lang)}.",
        ]
    return [
        f"Over {drawn} draws (seed {found.seed}), share of those in which each comes first: {words.some(listed, MOST_NAMED, lang)}.",
        f"The stated rank is also the most frequent one for {kept_words} of {len(order)}.",
        f"The order is sure (at least {bar} of the draws) for {sure_words} of {words.number(pairs, lang)}.",
    ]


def _varied(found: Robustness, lang: Lang) -> str:
    """What the draws varied, and what they left alone."""
    fr = lang == "fr"
    low, high = (words.number(value, lang, 1) for value in COEFFICIENT)
    parts = [
        f"le coefficient d’une contribution significative (de {low} à {high})"
        if fr
        else f"the coefficient of a significant contribution (from {low} to {high})"
    ]
    if found.cursor is not None:
        ends = [words.share(end, lang, 0) for end in found.cursor]
        parts.append(
            f"le curseur (de {ends[0]} à {ends[1]})" if fr else f"the cursor (from {ends[0]} to {ends[1]})"
        )
    if found.groups:
        groups = words.nouns(
            "groupe de priorités", "group of priorities", "groupes de priorités", "groups of priorities"
        )
        counted = words.count(found.groups, *groups, lang)
        parts.append(
            f"les poids de {counted} (autour des poids énoncés)"
            if fr
            else f"the weights of {counted} (around the stated ones)"
        )
    listed = words.listing(parts, lang)
    if fr:
        return f"À chaque tirage varient\u00a0: {listed}. Les poids des cadres européens ne varient pas, le résultat énoncé non plus."
    return f"In each draw vary: {listed}. The weights of the European frameworks do not vary, nor does the stated result."


def _table(score: RegionScore, found: Robustness, lang: Lang) -> Table:
    fr = lang == "fr"
    order = list(score.ranks)
    rows = []
    for index, covered in enumerate(score.clusters):
        name = covered.cluster.id
        spread, rank = found.clusters[name], score.ranks[name]
        following = order[index + 1] if index + 1 < len(order) else None
        rows.append(
            Row(
                (
                    rank,
                    score.setting.names[name],
                    covered.alignment,
                    spread.low,
                    spread.median,
                    spread.high,
                    found.within(name, rank, rank + _tied(score, rank) - 1),
                    spread.usual,
                    found.above[name][following] if following else None,
                )
            )
        )
    return Table(
        "clusters",
        "Résultat énoncé et tirages" if fr else "Stated result and draws",
        (
            Column("rank", "Rg" if fr else "Rk", "count"),
            Column("cluster", "Cluster"),
            Column("alignment", "Aligne-\nment" if fr else "Align-\nment", "share"),
            Column("low", "5\u00a0%" if fr else "5%", "share"),
            Column("median", "50\u00a0%" if fr else "50%", "share"),
            Column("high", "95\u00a0%" if fr else "95%", "share"),
            Column("kept", "Rang\ntenu" if fr else "Rank\nkept", "share", decimals=0),
            Column("usual", "Rang le +\nfréquent" if fr else "Most freq.\nrank", "count"),
            Column("above_next", "Devant le\nsuivant" if fr else "Above the\nnext", "share", decimals=0),
        ),
        tuple(rows),
        note="5\u00a0%, 50\u00a0%, 95\u00a0%\u00a0: le score sous lequel restent autant de tirages. Rang tenu\u00a0: part des tirages au rang énoncé. "
        "Devant le suivant\u00a0: part des tirages où le cluster devance celui de la ligne d’après, égalités partagées."
        if fr
        else "5%, 50%, 95%: the score under which so many draws remain. Rank kept: share of the draws at the stated rank. "
        "Above the next: share of the draws in which the cluster comes before that of the next line, ties shared.",
        fold=FOLD,
    )


def _tied(score: RegionScore, rank: int) -> int:
    """How many clusters share a stated rank, and so fill as many ranks of a draw."""
    return sum(place == rank for place in score.ranks.values())


def _sheets(score: RegionScore, found: Robustness) -> tuple[Table, ...]:
    names = score.setting.names
    clusters = tuple(
        Row((name, names[name], score.ranks[name], covered.alignment, spread.low, spread.median, spread.high))
        for covered in score.clusters
        for name in (covered.cluster.id,)
        for spread in (found.clusters[name],)
    )
    ranks = tuple(
        Row((name, place, share)) for name in score.ranks for place, share in found.clusters[name].ranks.items()
    )
    pairs = tuple(Row((one, other, found.above[one][other])) for one in score.ranks for other in found.above[one])
    scores = ("alignment", "low", "median", "high")
    return (
        Table(
            "scores",
            "",
            (
                *(Column(key, key) for key in ("cluster", "name")),
                Column("rank", "rank", "count"),
                *(Column(key, key, "share") for key in scores),
            ),
            clusters,
        ),
        Table(
            "ranks",
            "",
            (Column("cluster", "cluster"), Column("rank", "rank", "count"), Column("share", "share", "share")),
            ranks,
        ),
        Table("pairs", "", (Column("one", ""), Column("other", ""), Column("above", "", "share")), pairs),
    )


def robustness_v1(score: RegionScore, found: Robustness, basis_note: str) -> dict[str, Any]:
    """The value of docs/schemas/robustness.v1.json: shares of the draws, 0 to 1, beside the stated result."""
    setting = score.setting
    return {
        "schema": SCHEMA,
        "version": __version__,
        "region": setting.region.id,
        "cursor": float(setting.cursor),
        "scenario": setting.scenario.id if setting.scenario else None,
        "basis_note": basis_note,
        "draws": found.draws,
        "seed": found.seed,
        "varied": {
            "coefficient": list(COEFFICIENT),
            "cursor": None if found.cursor is None else [float(end) for end in found.cursor],
            "weight_groups": found.groups,
            "concentration": CONCENTRATION,
        },
        "clusters": [
            {
                "id": name,
                "name": setting.names[name],
                "rank": score.ranks[name],
                "alignment": float(covered.alignment),
                "low": spread.low,
                "median": spread.median,
                "high": spread.high,
                "ranks": {str(place): share for place, share in spread.ranks.items()},
            }
            for covered in score.clusters
            for name in (covered.cluster.id,)
            for spread in (found.clusters[name],)
        ],
        "above": {one: dict(found.above[one]) for one in score.ranks},
    }
