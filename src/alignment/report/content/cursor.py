"""What moving the cursor changes, sentences first: who leads, how long the ranking holds, whom it cannot separate."""

from __future__ import annotations

from fractions import Fraction

from alignment.kernel.bilingual import Lang
from alignment.report import words
from alignment.report.document import Block, Column, Paragraph, Plot, Points, Row, Table
from alignment.score.coverage import ClusterCoverage
from alignment.score.region import RegionScore
from alignment.score.scenarios import reigns

MOST_NAMED, MOST_LINES, MOST_REIGNS, FOLD = 4, 8, 6, 30
NEAR = 10
"""Breakpoints shown around the chosen cursor; CSV and JSON have all."""


def cursor_blocks(score: RegionScore, marks: list[tuple[str, Fraction]], lang: Lang) -> list[Block]:
    """The cursor from one end to the other; `marks` are other places to show beside the chosen one.

    Nothing without a European side, which the scope says.
    """
    analysis = score.cursor
    if not analysis.intervals:
        return []
    if len(score.clusters) == 1:
        alone = score.setting.names[score.clusters[0].cluster.id]
        return [
            Paragraph(
                f"Un seul cluster, {alone}\u00a0: le curseur change son score, pas son rang."
                if lang == "fr"
                else f"Only one cluster, {alone}: the cursor changes its score, not its rank."
            ),
            _plot(score, marks, lang),
        ]
    sentences = [_lead(score, lang), _stability(score, lang), _pairs(score, lang)]
    return [
        Paragraph(" ".join(sentence for sentence in sentences if sentence)),
        _plot(score, marks, lang),
        _places(score, lang),
        _near(score, lang),
    ]


def _at(cursor: Fraction, lang: Lang) -> str:
    """A place of the cursor; whole percents stay whole."""
    return words.share(cursor, lang, 0 if (cursor * 100).denominator == 1 else 1)


def _lead(score: RegionScore, lang: Lang) -> str:
    """Who is first from one end of the cursor to the other."""
    fr = lang == "fr"
    names = score.setting.names
    found = reigns(score.cursor)

    def first(clusters: tuple[str, ...]) -> str:
        return words.some([names[name] for name in clusters], MOST_NAMED, lang)

    if len(found) == 1:
        return (
            f"D’un bout à l’autre du curseur, en tête\u00a0: {first(found[0].clusters)}."
            if fr
            else f"From one end of the cursor to the other, first: {first(found[0].clusters)}."
        )
    parts = []
    for reign in found[:MOST_REIGNS]:
        start, end = _at(reign.start, lang), _at(reign.end, lang)
        if not reign.start:
            where = f"jusqu’à {end}" if fr else f"up to {end}"
        elif reign.end == 1:
            where = f"à partir de {start}" if fr else f"from {start} on"
        else:
            where = f"de {start} à {end}" if fr else f"from {start} to {end}"
        parts.append(f"{first(reign.clusters)} {where}")
    text = (f"{words.SPACE}; " if fr else "; ").join(parts)
    more = len(found) - len(parts)
    if more:
        text += f"… ({more} autres changements de tête)" if fr else f"… ({more} more changes of lead)"
    return f"En tête le long du curseur\u00a0: {text}." if fr else f"First along the cursor: {text}."


def _stability(score: RegionScore, lang: Lang) -> str:
    """How far the chosen cursor may go before two clusters swap."""
    fr = lang == "fr"
    analysis, cursor = score.cursor, score.setting.cursor
    if not analysis.breakpoints:
        return (
            "Le classement est le même partout\u00a0: aucun réglage du curseur ne le change."
            if fr
            else "The ranking is the same everywhere: no setting of the cursor changes it."
        )
    here = [found for found in analysis.breakpoints if found.cursor == cursor]
    if here:
        pairs = [words.listing([score.setting.names[name] for name in found.clusters], lang) for found in here]
        swaps = (f"{words.SPACE}; " if fr else "; ").join(pairs[:MOST_NAMED])
        if len(pairs) > MOST_NAMED:
            more = words.number(len(pairs) - MOST_NAMED, lang)
            swaps += f"… ({more} autres paires)" if fr else f"… ({more} more pairs)"
        return (
            f"À {_at(cursor, lang)}, le curseur est exactement sur un point de bascule\u00a0: le moindre mouvement départage {swaps}."
            if fr
            else f"At {_at(cursor, lang)} the cursor is exactly on a breakpoint: the least move separates {swaps}."
        )
    assert analysis.stability is not None  # there are intervals
    low, high = cursor - analysis.stability[0], cursor + analysis.stability[1]
    if not low:
        span = f"jusqu’à {_at(high, lang)}" if fr else f"up to {_at(high, lang)}"
    elif high == 1:
        span = f"à partir de {_at(low, lang)}" if fr else f"from {_at(low, lang)} on"
    else:
        span = f"de {_at(low, lang)} à {_at(high, lang)}" if fr else f"from {_at(low, lang)} to {_at(high, lang)}"
    return (
        f"Le classement au curseur choisi ({_at(cursor, lang)}) tient {span}\u00a0: hors de là, deux clusters au moins échangent leurs places."
        if fr
        else f"The ranking at the chosen cursor ({_at(cursor, lang)}) holds {span}: outside, at least two clusters swap."
    )


def _pairs(score: RegionScore, lang: Lang) -> str:
    """How many pairs of clusters depend on the cursor, and how many do not."""
    pairs = len(score.clusters) * (len(score.clusters) - 1) // 2
    moving, fixed = len(score.cursor.breakpoints), len(score.cursor.dominance)
    equal = pairs - moving - fixed
    all_pairs, moves, stays, ties = (words.number(figure, lang) for figure in (pairs, moving, fixed, equal))
    if lang == "fr":
        parts = [
            f"Sur {all_pairs} paire{'s' if pairs > 1 else ''} de clusters, l’ordre dépend du curseur pour {moves}"
        ]
        if fixed:
            parts.append(
                f"pour {stays}, l’un fait au moins aussi bien que l’autre des deux côtés, où que soit le curseur"
            )
        return "\u00a0; ".join([*parts, f"pour {ties}, ils sont à égalité partout"] if equal else parts) + "."
    parts = [
        f"Of {all_pairs} pair{'s' if pairs != 1 else ''} of clusters, the order depends on the cursor for {moves}"
    ]
    if fixed:
        parts.append(
            f"for {stays}, one does at least as well as the other on both sides, wherever the cursor stands"
        )
    return "; ".join([*parts, f"for {ties}, they are equal everywhere"] if equal else parts) + "."


def _plot(score: RegionScore, marks: list[tuple[str, Fraction]], lang: Lang) -> Plot:
    """The lines of the clusters that come highest somewhere along the cursor."""
    fr = lang == "fr"
    shares = score.cursor.rank_shares or {}
    lines = {each.cluster.id: each for each in score.clusters}
    best = sorted(lines, key=lambda name: (min(shares[name]), -shares[name][min(shares[name])], name))
    chosen = sorted(best[:MOST_LINES], key=list(lines).index)
    title = "Alignement le long du curseur" if fr else "Alignment along the cursor"
    if len(chosen) < len(lines):
        title += (
            f" ({len(chosen)} clusters qui y montent le plus haut)"
            if fr
            else f" ({len(chosen)} clusters that come highest)"
        )
    return Plot(
        title,
        tuple((score.setting.names[name], _points(lines[name])) for name in chosen),
        (("curseur choisi" if fr else "chosen cursor", score.setting.cursor), *marks),
        "0\u00a0%\u00a0: SRDEII seul\u00a0; 100\u00a0%\u00a0: Europe seule"
        if fr
        else "0%: SRDEII alone; 100%: Europe alone",
    )


def _points(covered: ClusterCoverage) -> Points:
    assert covered.european is not None  # there are intervals, hence a European side
    return (Fraction(0), covered.regional), (Fraction(1), covered.european)


def _places(score: RegionScore, lang: Lang) -> Table:
    """Where each cluster stands when the cursor goes from one end to the other."""
    fr = lang == "fr"
    analysis = score.cursor
    rows = []
    for name in score.ranks:
        spent = (analysis.rank_shares or {})[name]
        usual = max(spent, key=lambda place: (spent[place], -place))
        ends = f"{min(spent)}" if len(spent) == 1 else f"{min(spent)} – {max(spent)}"
        rows.append(
            Row(
                (
                    score.setting.names[name],
                    ends,
                    usual,
                    spent[usual],
                    spent.get(1, Fraction(0)),
                    sum(one == name for one, _ in analysis.dominance),
                    sum(other == name for _, other in analysis.dominance),
                )
            )
        )
    return Table(
        "places",
        "La place de chaque cluster quand le curseur va d’un bout à l’autre"
        if fr
        else "The place of each cluster as the cursor goes from one end to the other",
        (
            Column("cluster", "Cluster"),
            Column("ends", "Rangs" if fr else "Ranks"),
            Column("usual", "Le plus\nsouvent" if fr else "Most\noften", "count"),
            Column("usual_share", "Part du\ncurseur" if fr else "Share of\ncursor", "share", decimals=0),
            Column("first", "En\ntête" if fr else "First", "share", decimals=0),
            Column("above", "Toujours\ndevant" if fr else "Always\nabove", "count"),
            Column("below", "Toujours\nderrière" if fr else "Always\nbelow", "count"),
        ),
        tuple(rows),
        note="Toujours devant, toujours derrière\u00a0: nombre de clusters que celui-ci égale ou dépasse des deux côtés, ou l’inverse\u00a0; le curseur n’y change rien."
        if fr
        else "Always above, always below: how many clusters this one equals or beats on both sides, or the reverse; the cursor changes nothing to it.",
        fold=FOLD,
    )


def _near(score: RegionScore, lang: Lang) -> Table:
    """The places where two clusters swap, those nearest to the chosen cursor first shown."""
    fr = lang == "fr"
    names, cursor = score.setting.names, score.setting.cursor
    breakpoints = score.cursor.breakpoints
    lines = {each.cluster.id: each for each in score.clusters}
    near = sorted(breakpoints, key=lambda found: abs(found.cursor - cursor))[:NEAR]
    rows = []
    for found in breakpoints:
        if found not in near:
            continue
        one, other = found.clusters
        before, after = (one, other) if lines[one].regional > lines[other].regional else (other, one)
        rows.append(Row((found.cursor, _exact(found.cursor), names[before], names[after])))
    more = len(breakpoints) - len(rows)
    note = None
    if more:
        note = (
            f"Les {NEAR} les plus proches du curseur choisi, sur {words.number(len(breakpoints), lang)}\u00a0; tous avec --format csv --table breakpoints."
            if fr
            else f"The {NEAR} nearest to the chosen cursor, of {words.number(len(breakpoints), lang)}; all of them with --format csv --table breakpoints."
        )
    return Table(
        "breakpoints_near",
        "Points de bascule\u00a0: où deux clusters échangent leurs places"
        if fr
        else "Breakpoints: where two clusters swap",
        (
            Column("cursor", "Curseur" if fr else "Cursor", "share"),
            Column("exact", "Exact"),
            Column("before", "Devant côté\nSRDEII" if fr else "Above on the\nSRDEII side"),
            Column("after", "Devant côté\nEurope" if fr else "Above on the\nEuropean side"),
        ),
        tuple(rows),
        note=note,
        empty="Aucun." if fr else "None.",
    )


def _exact(cursor: Fraction) -> str:
    """The fraction, where it is short enough to be read."""
    return str(cursor) if cursor.denominator < 1000 else ""
