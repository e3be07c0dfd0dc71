"""Sections made of what commands say already: gaps, signals, money, requirements, trajectory. A report says its cautions once, on its cover."""

from __future__ import annotations

from dataclasses import replace

from alignment.report import words
from alignment.report.content.score import cautions
from alignment.report.document import Block, Document, Paragraph, Plot, Table
from alignment.report.figure import Bar, Bars, Figure, Line, Lines
from alignment.report.regional.source import ReportSource
from alignment.report.regional.value import Part, Section
from alignment.report.words import colon
from alignment.report.words import framework_name as short
from alignment.score.framework import WeightedFramework


def _said(source: ReportSource) -> set[str]:
    """The sentences that a report says on its cover."""
    return {block.text for block in cautions(source.score, source.lang) if isinstance(block, Paragraph)}


def new_blocks(source: ReportSource, document: Document) -> list[Block]:
    """What a command's screen adds to the cautions that every screen opens with; plots are drawn anew by reports."""
    said = _said(source)
    return [
        block
        for block in document.shown()
        if not isinstance(block, Plot) and not (isinstance(block, Paragraph) and block.text in said)
    ]


def under(section: str, block: Block) -> Block:
    """The same block in a section, a table with a key of its own in the report."""
    return replace(block, key=f"{section}-{block.key}") if isinstance(block, Table) else block


def _tables(section: str, document: Document, *keys: str) -> list[Part]:
    """The tables whose key begins with one of these."""
    tables = (block for block in document.shown() if isinstance(block, Table))
    return [under(section, table) for table in tables if table.key.startswith(keys)]


def gaps(source: ReportSource, document: Document) -> Section:
    """What is left aside, by severity; then how far each framework is covered, axis by axis."""
    return Section(
        "gaps",
        "Lacunes" if source.fr else "Gaps",
        (*_tables("gaps", document, "gaps"), _coverage(source), *_tables("gaps", document, "tree-")),
        source.basis(),
    )


def signals(source: ReportSource, document: Document) -> Section:
    """Priorities that rest on one cluster, and those that many crowd."""
    fr = source.fr
    lead = Paragraph(
        "Fragile\u00a0: l’essentiel repose sur un seul cluster, dont le départ ou le changement de cap suffirait à découvrir la priorité. "
        "Très disputée\u00a0: l’engagement atteint plusieurs fois la cible, et des moyens pourraient servir ailleurs."
        if fr
        else "Fragile: most rests on one cluster, whose leaving or changing course would be enough to uncover the priority. "
        "Crowded: the commitment is several times the target, and means could serve elsewhere.",
        "quiet",
    )
    return Section(
        "signals",
        "Priorités fragiles, priorités très disputées" if fr else "Fragile and crowded priorities",
        (lead, *_tables("signals", document, "signals")),
        source.basis(cursor=False),
    )


def _coverage(source: ReportSource) -> Figure:
    """The coverage of each weighed priority with what is delivered of it, under the thresholds of the states."""
    fr, states = source.fr, source.data.method.states
    weighed = [p for p in source.score.priorities if source.score.setting.weight(p.framework)]
    return Figure(
        "gaps-coverage",
        "Couverture de chaque priorité, tous clusters réunis"
        if fr
        else "Coverage of each priority, all clusters together",
        "Une barre par priorité pour sa couverture, un trait pour la part déjà réalisée. Les mêmes chiffres sont dans les tableaux par cadre."
        if fr
        else "A bar for the coverage of each priority, a tick for the share already delivered. The same figures stand in the tables by framework.",
        Bars(
            tuple(Bar(f"{short(p.framework.id)} · {p.leaf.title}", p.coverage, p.delivered) for p in weighed),
            "couverture" if fr else "coverage",
            "part déjà réalisée" if fr else "share already delivered",
            tuple(
                (
                    f"{words.STATE[state].to(source.lang)} {'sous' if fr else 'below'} {words.share(share, source.lang, 0)}",
                    share,
                )
                for state, share in (("gap", states.gap), ("partial", states.partial))
            ),
        ),
    )


def requirements(source: ReportSource, document: Document) -> Section | None:
    """What the region asks of its clusters, who meets it, and a way to; None where it asks nothing."""
    if not source.score.setting.region.steering.requirements:
        return None
    parts = (under("requirements", block) for block in new_blocks(source, document))
    return Section("requirements", "Exigences" if source.fr else "Requirements", tuple(parts), source.basis())


def trajectory(source: ReportSource, document: Document) -> Section:
    """What is planned year by year, and how much of it is delivered."""
    said = _said(source)
    parts: list[Part] = []
    for block in document.shown():
        if isinstance(block, Plot):
            parts.append(_years(source, block, f"trajectory-lines-{len(parts)}"))
        elif not (isinstance(block, Paragraph) and block.text in said):
            parts.append(under("trajectory", block))
    return Section(
        "trajectory", "Trajectoire" if source.fr else "Trajectory", tuple(parts), source.basis(cursor=False)
    )


def _years(source: ReportSource, plot: Plot, key: str) -> Figure:
    """The lines of a plot over years, the first one strong."""
    lines = tuple(Line(name, points, index == 0) for index, (name, points) in enumerate(plot.series))
    told = "\u00a0; ".join if source.fr else "; ".join
    ends = [
        f"{line.name}, {words.share(line.points[0][1], source.lang)} → {words.share(line.points[-1][1], source.lang)}"
        for line in lines
        if line.points
    ]
    return Figure(key, plot.title, told(ends) + ".", Lines(lines, "years"))


def money(source: ReportSource, document: Document) -> Section:
    """Who pays, for what, and whether money follows the weights."""
    parts: list[Part] = []
    by_key = {f"priorities-{framework.id}": framework for framework in source.score.setting.frameworks}
    for block in new_blocks(source, document):
        if isinstance(block, Table):
            framework = by_key.get(block.key)
            if framework is not None:
                parts += _shares(source, framework)
                block = replace(block, title=_title(source, framework))
        parts.append(under("money", block))
    return Section("money", "Argent" if source.fr else "Money", tuple(parts), source.basis(cursor=False))


def _title(source: ReportSource, framework: WeightedFramework) -> str:
    name = short(framework.id) + colon(source.lang)
    return f"{name} l’argent par priorité" if source.fr else f"{name} money by priority"


def _shares(source: ReportSource, framework: WeightedFramework) -> list[Part]:
    """What each priority receives against what its weight is worth."""
    fr = source.fr
    view = source.score.funding.by_framework[framework.id]
    if not view.attributed or len(framework.leaves) < 2:
        return []
    name = short(framework.id) + colon(source.lang)
    return [
        Figure(
            f"money-shares-{framework.id}",
            f"{name} part de l’argent et poids" if fr else f"{name} share of the money and weight",
            "Pour chaque priorité, une barre pour sa part de l’argent attribué et un trait pour son poids. Les mêmes chiffres sont dans le tableau qui suit."
            if fr
            else "For each priority, a bar for its share of the money attributed and a tick for its weight. The same figures stand in the table that follows.",
            Bars(
                tuple(Bar(leaf.title, view.share(leaf.id), leaf.weight) for leaf in framework.leaves),
                "part de l’argent attribué" if fr else "share of the money attributed",
                "poids de la priorité" if fr else "weight of the priority",
            ),
        )
    ]
