"""Which proposed actions to fund: the choice for the envelope, or without one what each envelope would allow. Method, section 8."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from alignment.kernel.bilingual import Lang
from alignment.plan import solver
from alignment.plan.allocation import SECONDS, Asked
from alignment.plan.answer import Allocation, allocate
from alignment.plan.demands import envelope
from alignment.plan.frontier import Frontier, steps
from alignment.plan.proposals import survey
from alignment.report import words
from alignment.report.content.allocate import allocation_blocks, summary_sentences
from alignment.report.content.allocate_beyond import frontier_blocks
from alignment.report.content.allocate_tables import left_out_table
from alignment.report.content.allocate_words import PROPOSED, euros
from alignment.report.document import Block, Paragraph, Plot, Table
from alignment.report.figure import Bar, Bars, Figure, Line, Lines
from alignment.report.regional.reused import under
from alignment.report.regional.source import ReportSource
from alignment.report.regional.value import Part, Section

KEY = "allocation"


def answered(source: ReportSource) -> Allocation | None:
    """What `alignment allocate` answers for the report's envelope, without one for all the money that is of use.

    None where there are candidates and no solver.
    """
    situation = survey(source.score.setting)
    if situation.proposals and not solver.is_installed():
        return None
    cents = source.envelope if source.envelope is not None else situation.setting.region.steering.envelope
    demands = () if cents is None else (envelope(situation, cents),)
    return allocate(situation, Asked(demands, seconds=SECONDS))


def allocation(source: ReportSource, found: Allocation | None) -> Section:
    """The section; where there is nothing to choose from, a sentence that says so."""
    fr = source.fr
    return Section(
        KEY,
        "Quelles actions financer" if fr else "Which actions to fund",
        tuple(_parts(source, found)),
        source.basis(),
    )


def in_short(source: ReportSource, found: Allocation | None) -> str:
    """The answer for the summary; nothing where there is no choice to speak of."""
    if found is None or found.best is None or not found.best.proven:
        return ""
    cents = found.asked.envelope
    if cents is None:
        return _all_of_use(source, found)
    money = euros(cents, source.lang)
    lead = f"Enveloppe de {money}{words.SPACE}: " if source.fr else f"Envelope of {money}: "
    return lead + summary_sentences(found, source.lang)


def _parts(source: ReportSource, found: Allocation | None) -> list[Part]:
    if found is None:
        return [Paragraph(_without_solver(source))]
    if found.best is None:
        said = [block for block in allocation_blocks(found, source.lang) if not isinstance(block, Table)]
        return [*said, *_unpriced(source, found)]
    if found.asked.envelope is None:
        return _without_envelope(source, found)
    parts: list[Part] = [_lead(source, found.asked.envelope)]
    for block in allocation_blocks(found, source.lang):
        if isinstance(block, Plot):
            parts += _frontier(source, found)
        elif isinstance(block, Table) and block.key == "coverage":
            parts += [_coverage(source, block), _within(block)]
        else:
            parts.append(_within(block))
    return parts


def _within(block: Block) -> Block:
    """A block of the command in the report: a table under a key of its own, ids and bars left to flat tables and figures."""
    if isinstance(block, Table):
        kept = [index for index, column in enumerate(block.columns) if not column.wide and column.kind != "bar"]
        columns = tuple(block.columns[index] for index in kept)
        rows = tuple(replace(row, cells=tuple(row.cells[index] for index in kept)) for row in block.rows)
        block = replace(block, columns=columns, rows=rows)
    return under(KEY, block)


def _without_solver(source: ReportSource) -> str:
    return (
        "Le choix des actions à financer n’a pas été calculé\u00a0: le solveur dont il a besoin n’était pas installé "
        "(composant facultatif «\u00a0plan\u00a0»)."
        if source.fr
        else "The choice of actions to fund was not worked out: the solver that it needs was not installed (optional "
        "component “plan”)."
    )


def _lead(source: ReportSource, cents: int) -> Paragraph:
    """What the section answers, and that nothing of it is decided."""
    money = euros(cents, source.lang)
    return Paragraph(
        f"Les actions proposées ne comptent dans aucun score tant qu’elles ne sont pas décidées. Avec une enveloppe régionale de {money}, "
        "voici le choix qui couvrirait le plus de priorités, selon leurs poids et le curseur. C’est un calcul sur les seules contributions "
        "déclarées, non une décision\u00a0: la qualité des projets, leur maturité et leurs porteurs restent à apprécier."
        if source.fr
        else f"Proposed actions count in no score until they are decided. With a regional envelope of {money}, this is the choice that would "
        "cover the most priorities, by their weights and the cursor. It is worked out on declared contributions alone and is no decision: "
        "the quality of projects, how ready they are and who would carry them out remain to be judged.",
        "quiet",
    )


def _all_of_use(source: ReportSource, found: Allocation) -> str:
    assert found.best is not None
    number = len(found.best.funded.choice)
    total = words.count(len(found.situation.proposals), *PROPOSED, source.lang)
    money = euros(found.cost, source.lang)
    before, after = (words.share(value.value, source.lang) for value in (found.before, found.best.funded))
    if not number:
        return (
            f"Aucune des {total} au budget connu n’ajouterait à la couverture de la région ({before})."
            if source.fr
            else f"None of the {total} with a known budget would add to the region’s coverage ({before})."
        )
    if source.fr:
        verb = "suffirait" if number == 1 else "suffiraient"
        return (
            f"Aucune enveloppe n’est fixée. Pour obtenir tout ce que les {total} au budget connu peuvent apporter, {number} {verb}, pour "
            f"{money} de la Région\u00a0: la couverture pondérée de la région passerait de {before} à {after}."
        )
    return (
        f"No envelope is set. To have all that {total} with a known budget can bring, {number} would do, for {money} from the Region: "
        f"the region’s weighted coverage would go from {before} to {after}."
    )


def _without_envelope(source: ReportSource, found: Allocation) -> list[Part]:
    """What each envelope would allow, and the actions whose budget is unknown: to say which to fund, money must be named."""
    parts: list[Part] = [Paragraph(_all_of_use(source, found)), *_frontier(source, found)]
    if found.frontier and len(found.frontier.points) > 1:
        parts += [
            _within(block)
            for block in frontier_blocks(found, found.frontier, source.lang)
            if not isinstance(block, Plot)
        ]
    return [*parts, *_unpriced(source, found)]


def _unpriced(source: ReportSource, found: Allocation) -> list[Part]:
    """The proposed actions whose budget is unknown, where nothing is chosen: what each would add to the region as it is."""
    unpriced = tuple(replace(each, beside=each.alone) for each in found.left_out if each.why == "unknown-budget")
    if not unpriced:
        return []
    table = left_out_table(replace(found, left_out=unpriced), source.lang)
    title = "Actions proposées au budget inconnu" if source.fr else "Proposed actions of unknown budget"
    note = (
        "Ajouterait\u00a0: points de couverture, à la situation d’aujourd’hui."
        if source.fr
        else "Would add: points of coverage, to today’s situation."
    )
    return [_within(replace(table, title=title, note=note))]


def _coverage(source: ReportSource, table: Table) -> Figure:
    """Each axis before and after the choice."""
    fr = source.fr
    bars: list[Bar] = []
    framework = ""
    for row in table.rows:
        name, before, after = row.cells[:3]
        if not row.depth:
            framework = str(name)
        elif isinstance(before, Fraction) and isinstance(after, Fraction):
            bars.append(Bar(f"{framework} · {name}", after, before))
    return Figure(
        f"{KEY}-bars",
        "Couverture de chaque axe, avant et après" if fr else "Coverage of each axis, before and after",
        "Une barre par axe ou priorité pour sa couverture si le choix est financé, un trait pour sa couverture d’aujourd’hui. "
        "Les mêmes chiffres sont dans le tableau qui suit."
        if fr
        else "A bar for the coverage of each axis or priority if the choice is funded, a tick for its coverage of today. The same "
        "figures stand in the table that follows.",
        Bars(
            tuple(bars),
            "couverture si le choix est financé" if fr else "coverage if the choice is funded",
            "couverture d’aujourd’hui" if fr else "coverage of today",
        ),
    )


def _frontier(source: ReportSource, found: Allocation) -> list[Part]:
    """The best coverage for each envelope as a staircase, with its knees and the envelope given."""
    if found.frontier is None or len(found.frontier.points) < 2:
        return []
    fr, lang, frontier = source.fr, source.lang, found.frontier
    cents = found.asked.envelope
    corners = [(Fraction(cost), coverage) for cost, coverage in steps(frontier.points)]
    here = None if cents is None else Fraction(cents)
    if here is not None and here > corners[-1][0]:
        corners.append((here, corners[-1][1]))
    dots = tuple(
        (("coude, " if fr else "knee, ") + words.money(knee.cost, lang), Fraction(knee.cost), knee.coverage)
        for knee in frontier.knees
    )
    drawn = Lines(
        (Line("", tuple(corners), True),),
        "money",
        here,
        ends=("", "enveloppe de la Région" if fr else "envelope of the Region"),
        dots=dots,
    )
    title = "Ce que chaque enveloppe permettrait au mieux" if fr else "The best that each envelope would allow"
    return [Figure(f"{KEY}-envelopes", title, _told(frontier, lang), drawn)]


def _told(frontier: Frontier, lang: Lang) -> str:
    """The staircase in a sentence."""
    first, last = frontier.points[0], frontier.points[-1]
    start, end = words.share(first.coverage, lang), words.share(last.coverage, lang)
    low, high = euros(first.cost, lang), euros(last.cost, lang)
    if lang == "fr":
        return (
            f"Une ligne en escalier\u00a0: la couverture pondérée la plus haute va de {start} pour {low} à {end} pour {high}, en "
            f"{len(frontier.points)} paliers. Les plus avantageux sont dans le tableau."
        )
    return (
        f"A line in steps: the highest weighted coverage goes from {start} for {low} to {end} for {high}, in {len(frontier.points)} steps. "
        "The most worthwhile stand in the table."
    )
