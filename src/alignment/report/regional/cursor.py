"""The cursor: how each alignment runs from the SRDEII to Europe, where the ranking changes, and what scenarios say."""

from __future__ import annotations

from fractions import Fraction

from alignment.report import words
from alignment.report.document import Column, Document, Paragraph, Row, Table
from alignment.report.figure import Figure, Line, Lines
from alignment.report.regional.reused import new_blocks, under
from alignment.report.regional.source import ReportSource
from alignment.report.regional.value import Part, Section
from alignment.report.words import SPACE
from alignment.score.contribution import ZERO
from alignment.score.framework import ONE

_PODIUM = 3
_SHOWN_OTHERWISE = ("places", "breakpoints_near")


def cursor(source: ReportSource, found: Document) -> Section | None:
    """The section, `found` being the document of `alignment scenarios`, whose sentences and tables it takes up.

    None where no European framework has a weight or there are not two clusters to compare.
    """
    score, fr = source.score, source.fr
    if score.cursor.rank_shares is None or len(score.clusters) < 2:
        return None
    scenarios = [
        under("cursor", b)
        for b in new_blocks(source, found)
        if not (isinstance(b, Table) and b.key in _SHOWN_OTHERWISE)
    ]
    places = [under("cursor", b) for b in found.shown() if isinstance(b, Table) and b.key == "places"]
    parts: list[Part] = [
        Paragraph(
            f"Le curseur dit ce que pèse l’Europe face au schéma régional\u00a0: à 0{SPACE}%, l’alignement est celui du SRDEII, à "
            f"100{SPACE}%, celui de l’Europe. Entre deux points de bascule, le classement ne change pas."
            if fr
            else "The cursor says what Europe weighs beside the regional scheme: at 0% the alignment is that of the SRDEII, at "
            "100% that of Europe. Between two breakpoints the ranking doesn’t change.",
            "quiet",
        ),
        *scenarios,
        _lines(source),
        _intervals(source),
        *places,
        *_dominance(source),
        _breakpoints(source),
    ]
    return Section(
        "cursor", "Curseur et scénarios" if fr else "Cursor and scenarios", tuple(parts), source.basis()
    )


def _lines(source: ReportSource) -> Figure:
    """One line for each cluster; those that come first somewhere stand out."""
    score, fr = source.score, source.fr
    leaders = {name for interval in score.cursor.intervals for name, place in interval.ranks.items() if place == 1}
    lines = tuple(
        Line(
            covered.cluster.placed.roadmap.name,
            ((ZERO, covered.regional), (ONE, covered.european or ZERO)),
            covered.cluster.id in leaders,
        )
        for covered in score.clusters
    )
    places = len({found.cursor for found in score.cursor.breakpoints})
    marks = tuple(
        (
            scenario.title or scenario.id,
            scenario.cursor if scenario.cursor is not None else score.setting.region.steering.cursor,
        )
        for scenario in score.setting.region.steering.scenarios
    )
    named = words.listing([line.name for line in lines if line.strong], source.lang)
    return Figure(
        "cursor-lines",
        "L’alignement de chaque cluster selon le curseur" if fr else "Each cluster’s alignment along the cursor",
        f"Une ligne par cluster, du SRDEII seul à gauche à l’Europe seule à droite\u00a0; elles se croisent en "
        f"{words.count(places, *words.nouns('point', ''), source.lang)}. En trait fort, les clusters premiers quelque part{SPACE}: {named}."
        if fr
        else f"One line for each cluster, from the SRDEII alone on the left to Europe alone on the right; they cross at "
        f"{words.count(places, *words.nouns('', 'point'), source.lang)}. Strong lines are clusters that come first somewhere: {named}.",
        Lines(
            lines,
            "cursor",
            score.setting.cursor,
            marks,
            ("SRDEII seul", "Europe seule") if fr else ("SRDEII alone", "Europe alone"),
        ),
    )


def _intervals(source: ReportSource) -> Table:
    """Who stands on the podium between two breakpoints; neighbouring intervals with the same podium are one row."""
    fr, names = source.fr, source.score.setting.names
    merged: list[tuple[Fraction, Fraction, tuple[str, ...]]] = []
    for interval in source.score.cursor.intervals:
        podium = tuple(
            "\u00a0; ".join(names[each] for each, place in interval.ranks.items() if place == rank)
            for rank in range(1, _PODIUM + 1)
        )
        if merged and merged[-1][2] == podium:
            merged[-1] = (merged[-1][0], interval.end, podium)
        else:
            merged.append((interval.start, interval.end, podium))
    rows = tuple(Row((start, end, *(place or None for place in podium))) for start, end, podium in merged)
    return Table(
        "cursor-intervals",
        "Les trois premiers, d’un bout à l’autre du curseur"
        if fr
        else "The first three, from one end of the cursor to the other",
        (
            Column("from", "De" if fr else "From", "share"),
            Column("to", "À" if fr else "To", "share"),
            Column("first", "1er" if fr else "1st"),
            Column("second", "2e" if fr else "2nd"),
            Column("third", "3e" if fr else "3rd"),
        ),
        rows,
        note="Un rang vide est partagé avec le précédent."
        if fr
        else "An empty rank is shared with the one before.",
    )


def _dominance(source: ReportSource) -> list[Part]:
    """Clusters that another one beats wherever the cursor stands."""
    fr, names = source.fr, source.score.setting.names
    beaten: dict[str, list[str]] = {}
    for one, other in source.score.cursor.dominance:
        beaten.setdefault(other, []).append(one)
    free = [names[c.cluster.id] for c in source.score.clusters if c.cluster.id not in beaten]
    if not beaten:
        return []
    listed = words.listing(free, source.lang)
    return [
        Paragraph(
            f"Aucun autre cluster ne fait au moins aussi bien des deux côtés à la fois que {listed}\u00a0: où que soit le curseur, le premier est parmi eux."
            if fr
            else f"No other cluster does at least as well on both sides at once as {listed}: wherever the cursor stands, the first is among them."
        )
    ]


def _breakpoints(source: ReportSource) -> Table:
    fr, names = source.fr, source.score.setting.names
    rows = tuple(
        Row((found.cursor, names[found.clusters[0]], names[found.clusters[1]]))
        for found in source.score.cursor.breakpoints
    )
    return Table(
        "cursor-breakpoints",
        "Points de bascule" if fr else "Breakpoints",
        (
            Column("cursor", "Curseur" if fr else "Cursor", "share"),
            Column("one", "Cluster"),
            Column("other", "Échange sa place avec" if fr else "Swaps with"),
        ),
        rows,
        empty="Aucun\u00a0: le classement ne dépend pas du curseur."
        if fr
        else "None: the ranking doesn’t depend on the cursor.",
        fold=8,
    )
