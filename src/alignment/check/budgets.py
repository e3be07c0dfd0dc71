"""Money that reads oddly: missing, out of scale, granted before it was decided, claimed twice."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median
from typing import NamedTuple

from alignment.check import codes
from alignment.check.nearest import folded_words
from alignment.check.rule import Rule, at, problem
from alignment.kernel.bilingual import Bilingual
from alignment.kernel.diagnostic import Diagnostic, Place, Related
from alignment.model.dataset import Dataset
from alignment.model.roadmap import BudgetLine, Roadmap

OUT_OF_SCALE = 1000
"""A line this many times the median of the others, or this many times less, is probably in another unit."""
FEWEST_OTHERS = 2
"""Other lines that it takes to speak of a scale."""
SAME_TITLE = 85
"""Likeness of two titles, of 100, from which they are taken for the same project's."""
COMPARED = 200
"""Characters of a title that are compared."""
MOST_ALIKE = 50
"""Lines of the same source and amount that are compared with one more: a hostile file must not buy time."""


class _Line(NamedTuple):
    """A budget line where it stands: file, action and line numbers from 0."""

    file: str
    roadmap: Roadmap
    action: int
    position: int

    @property
    def line(self) -> BudgetLine:
        """The line itself."""
        return self.roadmap.actions[self.action].budget[self.position]

    @property
    def place(self) -> Place:
        """Its place in the file."""
        return at(self.file, "actions", self.action, "budget", self.position)


def _lines(data: Dataset) -> Iterator[_Line]:
    """Every line of an amount above zero."""
    for roadmap, file, _ in data.roadmaps:
        for index, action in enumerate(roadmap.actions):
            for position, line in enumerate(action.budget):
                if line.amount:
                    yield _Line(file, roadmap, index, position)


def known_budgets(data: Dataset) -> Iterator[Diagnostic]:
    """An action that counts or asks for money says what it costs."""
    for roadmap, file, _ in data.roadmaps:
        for index, action in enumerate(roadmap.actions):
            if not action.budget and action.status != "abandoned":
                yield problem(
                    codes.NO_BUDGET,
                    at(file, "actions", index),
                    f"L’action «\u00a0{action.title}\u00a0» n’a pas de budget.",
                    f"The action “{action.title}” has no budget.",
                    Bilingual(
                        "Ajouter une ligne par financeur (source, amount), 0 si l’action ne coûte rien.",
                        "Add a line for each source (source, amount), 0 if the action costs nothing.",
                    ),
                )


def scales(data: Dataset) -> Iterator[Diagnostic]:
    """The lines of one roadmap are of comparable size: cents or thousands typed as euros stand out."""
    by_file: dict[str, list[_Line]] = {}
    for line in _lines(data):
        by_file.setdefault(line.file, []).append(line)
    for lines in by_file.values():
        amounts = [line.line.amount for line in lines]
        if len(amounts) <= FEWEST_OTHERS or max(amounts) < OUT_OF_SCALE * min(amounts):
            continue
        for index, amount in enumerate(amounts):
            middle = median(amounts[:index] + amounts[index + 1 :])
            times = max(amount / middle, middle / amount)
            if times >= OUT_OF_SCALE:
                yield _out_of_scale(lines[index].place, int(times), amount > middle)


def _out_of_scale(place: Place, times: int, larger: bool) -> Diagnostic:
    return problem(
        codes.OUT_OF_SCALE,
        place._replace(path=(*place.path, "amount")),
        f"Ce montant est {times} fois plus {'grand' if larger else 'petit'} que la médiane des autres lignes de la feuille "
        "de route.",
        f"This amount is {times} times {'larger' if larger else 'smaller'} than the median of the roadmap's other lines.",
        Bilingual(
            "Les montants sont en euros\u00a0: vérifier qu’il n’est pas en centimes ou en milliers d’euros.",
            "Amounts are in euros: check that this one isn’t in cents or in thousands.",
        ),
    )


def secured_proposals(data: Dataset) -> Iterator[Diagnostic]:
    """Money can't be secured for an action that is only proposed."""
    for roadmap, file, _ in data.roadmaps:
        for index, action in enumerate(roadmap.actions):
            for position, line in enumerate(action.budget):
                if line.secured and action.status == "proposed":
                    yield problem(
                        codes.SECURED_PROPOSAL,
                        at(file, "actions", index, "budget", position, "secured"),
                        "Ce financement est dit acquis, alors que l’action n’est que proposée.",
                        "This money is said to be secured, while the action is only proposed.",
                        Bilingual(
                            "Écrire status: planned si l’action est décidée, sinon retirer secured.",
                            "Write status: planned if the action is decided, else remove secured.",
                        ),
                    )


def shared_projects(data: Dataset) -> Iterator[Diagnostic]:
    """The money of one project is counted in one of a region's clusters."""
    from rapidfuzz import fuzz, process

    same: dict[tuple[str, int], list[_Line]] = {}
    for line in _lines(data):
        if line.roadmap.actions[line.action].status != "abandoned":
            same.setdefault((line.line.source, line.line.amount), []).append(line)
    for lines in same.values():
        if len({line.file for line in lines}) == 1:
            continue
        titles: list[str] = []
        for line in lines:
            title = " ".join(sorted(folded_words(line.roadmap.actions[line.action].title[:COMPARED])))
            near = process.extract(title, titles, scorer=fuzz.ratio, score_cutoff=SAME_TITLE, limit=MOST_ALIKE)
            other = next((lines[index] for _, _, index in near if lines[index].file != line.file), None)
            if other is not None:
                yield _claimed_twice(line, other)
            if len(titles) < MOST_ALIKE:
                titles.append(title)


def _claimed_twice(line: _Line, other: _Line) -> Diagnostic:
    name = other.roadmap.name
    return problem(
        codes.MONEY_CLAIMED_TWICE,
        line.place,
        f"{name} déclare déjà ce montant, de la même source, pour un projet du même titre.",
        f"{name} already declares this amount, from the same source, for a project of the same title.",
        Bilingual(
            "Ne garder le budget que chez l’un des deux clusters, ou le partager entre eux.",
            "Keep the budget in one of the two clusters, or share it between them.",
        ),
        [Related(other.place, Bilingual(f"Chez {name}", f"In {name}"))],
    )


RULES: tuple[Rule, ...] = (
    Rule(known_budgets, (codes.NO_BUDGET,), "roadmap"),
    Rule(scales, (codes.OUT_OF_SCALE,), "roadmap"),
    Rule(secured_proposals, (codes.SECURED_PROPOSAL,), "roadmap"),
    Rule(shared_projects, (codes.MONEY_CLAIMED_TWICE,), "region"),
)
