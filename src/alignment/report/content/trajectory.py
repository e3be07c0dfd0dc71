"""`alignment trajectory`: coverage planned year by year over each framework's period, against what is done."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import groupby

from alignment.kernel.bilingual import Lang
from alignment.report import words
from alignment.report.content.score import basis_note, cautions, scope
from alignment.report.content.trajectory_data import trajectory_v1, years_sheet
from alignment.report.document import Block, Cell, Column, Document, Paragraph, Plot, Row, Table
from alignment.report.words import framework_name as short
from alignment.score.framework import WeightedFramework
from alignment.score.region import RegionScore
from alignment.score.trajectory import Placed, Standing, Trajectory, trajectory

FOLD = 10


def trajectory_document(
    score: RegionScore, data_set: str, lang: Lang, alone: WeightedFramework | None = None
) -> Document:
    """Each framework of positive weight, or the one asked for, year by year. Method, section 6."""
    fr = lang == "fr"
    frameworks = [alone] if alone else [each.framework for each in score.frameworks if each.weight]
    found = [trajectory(score.setting, framework, score.priorities) for framework in frameworks]
    blocks: list[Block] = [*cautions(score, lang), Paragraph(_how_to_read(lang), "quiet")]
    for each in found:
        blocks += _framework(each, lang)
    blocks += [Paragraph(_progress_sentence(score, lang)), *_remarks(found, lang)]
    filters = []
    if alone is not None:
        filters = [f"Cadre\u00a0: {short(alone.id)} seul" if fr else f"Framework: {short(alone.id)} alone"]
    return Document(
        f"{score.setting.region.name} — "
        + ("trajectoire, du prévu au réalisé" if fr else "trajectory, from planned to delivered"),
        (*scope(score, data_set, lang), *filters),
        tuple(blocks),
        lang,
        trajectory_v1(score, found, basis_note(score, data_set, lang), alone),
        (years_sheet(found),),
    )


def _how_to_read(lang: Lang) -> str:
    if lang == "fr":
        return (
            "Prévu\u00a0: couverture par toutes les actions commencées au 31\u00a0décembre de l’année, même finies depuis. "
            "Réalisé\u00a0: à ce jour, une action achevée compte entière, une action en cours pour son avancement déclaré, "
            "une action prévue pour rien."
        )
    return (
        "Planned: coverage by all actions started by 31 December of the year, ended since or not. "
        "Delivered: to date, a completed action counts whole, a running one for its stated progress, a planned one for "
        "nothing."
    )


def _framework(found: Trajectory, lang: Lang) -> Iterator[Block]:
    fr = lang == "fr"
    name = short(found.framework.id)
    if not found.planned:
        yield Paragraph(
            f"{name}\u00a0: ce cadre n’a pas de période dans ce jeu de données, donc pas d’années à suivre. "
            f"Réalisé à ce jour\u00a0: {words.share(found.delivered.coverage, lang)}."
            if fr
            else f"{name}: this framework has no period in this data set, hence no years to follow. "
            f"Delivered to date: {words.share(found.delivered.coverage, lang)}."
        )
        return
    yield _table(found, lang)
    if not found.is_flat:
        planned = tuple((Fraction(year), each.coverage) for year, each in found.planned.items())
        level = found.delivered.coverage
        yield Plot(
            f"{name}\u00a0: couverture prévue et réalisée" if fr else f"{name}: coverage planned and delivered",
            (
                ("prévu" if fr else "planned", planned),
                (
                    "réalisé à ce jour" if fr else "delivered to date",
                    ((planned[0][0], level), (planned[-1][0], level)),
                ),
            ),
            x_kind="year",
        )


def _table(found: Trajectory, lang: Lang) -> Table:
    """Axes down, years across; years on end that plan the same stand together."""
    fr = lang == "fr"
    spans = [list(years) for _, years in groupby(found.planned, key=lambda year: found.planned[year])]
    moments: list[Standing] = [found.planned[years[0]] for years in spans]
    rows = []
    for placed in found.framework.kept:
        if placed.depth == 1:
            axis = placed.node.id
            cells: tuple[Cell, ...] = (
                placed.node.title,
                *(moment.axes[axis] for moment in moments),
                found.delivered.axes[axis],
            )
            rows.append(Row(cells))
    whole: tuple[Cell, ...] = (
        "Ensemble" if fr else "All",
        *(moment.coverage for moment in moments),
        found.delivered.coverage,
    )
    rows.append(Row(whole, total=True))
    years = (
        Column(
            "-".join(str(year) for year in (span[:1] if len(span) == 1 else (span[0], span[-1]))),
            str(span[0]) if len(span) == 1 else f"{span[0]}\n{'à' if fr else 'to'} {span[-1]}",
            "share",
            decimals=0,
        )
        for span in spans
    )
    return Table(
        f"years-{found.framework.id}",
        f"{short(found.framework.id)}{words.colon(lang)} "
        + ("couverture prévue par année, et réalisée" if fr else "coverage planned by year, and delivered"),
        (
            Column("axis", "Axe" if fr else "Axis"),
            *years,
            Column("delivered", "Réalisé" if fr else "Deli-\nvered", "share", decimals=0),
        ),
        tuple(rows),
    )


def _progress_sentence(score: RegionScore, lang: Lang) -> str:
    """How many actions are done, and how many running ones don't say how far they are."""
    actions = [scored.action for cluster in score.setting.clusters for scored in cluster.counting]
    done = sum(action.status == "completed" for action in actions)
    running = [action for action in actions if action.status == "running"]
    silent = sum(action.progress is None for action in running)
    counted = words.count(len(actions), *words.ACTIONS, lang)
    if lang == "fr":
        if not actions:
            return "Aucune action ne compte dans cette région\u00a0: rien n’est prévu ni réalisé."
        text = (
            f"Sur {counted}\u00a0: {_number(done, 'achevée', 'achevées')}, {len(running)} en cours, "
            f"{_number(len(actions) - done - len(running), 'prévue', 'prévues')}."
        )
        if silent:
            text += (
                f" {silent} en cours ne {'dit' if silent == 1 else 'disent'} pas "
                f"{'son' if silent == 1 else 'leur'} avancement et {'compte' if silent == 1 else 'comptent'} pour zéro\u00a0: "
                "le réalisé est un minimum."
            )
        return text
    if not actions:
        return "No action counts in this region: nothing is planned or delivered."
    text = f"Of {counted}: {done} completed, {len(running)} running, {len(actions) - done - len(running)} planned."
    if silent:
        text += (
            f" {silent} running {'one does' if silent == 1 else 'ones do'} not say how far "
            f"{'it is and counts' if silent == 1 else 'they are and count'} for zero: what is delivered is a minimum."
        )
    return text


def _number(amount: int, one: str, many: str) -> str:
    return f"{amount} {one if amount < 2 else many}"


def _remarks(found: list[Trajectory], lang: Lang) -> Iterator[Table]:
    """The actions whose place in time is a convention, named, cluster by cluster."""
    fr = lang == "fr"
    undated = {id(placed[1]): placed for each in found if each.planned for placed in each.undated}
    yield _named(
        "undated",
        "Sans période, ni la leur ni celle de leur feuille de route\u00a0: comptées dès la première année"
        if fr
        else "Without a period of their own or of their roadmap: counted from the first year",
        list(undated.values()),
    )
    for each in found:
        if each.planned:
            name, end = short(each.framework.id), max(each.planned)
            yield _named(
                f"late-{each.framework.id}",
                f"Commencées après {end}, dernière année de {name}\u00a0: jamais comptées dans cette trajectoire"
                if fr
                else f"Started after {end}, the last year of {name}: never counted in this trajectory",
                list(each.late),
            )


def _named(key: str, title: str, actions: list[Placed]) -> Table:
    by_cluster: dict[str, list[str]] = {}
    for cluster, scored in actions:
        by_cluster.setdefault(cluster.placed.roadmap.name, []).append(scored.action.title)
    rows = [Row((name, " · ".join(titles))) for name, titles in by_cluster.items()]
    columns = (Column("cluster", "Cluster"), Column("actions", "Actions"))
    return Table(key, title, columns, tuple(rows), fold=FOLD)
