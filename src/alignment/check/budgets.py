"""Money that reads oddly: missing, out of scale, granted before it was decided, claimed twice."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from statistics import median
from typing import NamedTuple

from alignment.check import codes
from alignment.check.nearest import fold
from alignment.check.rule import Rule, at, problem
from alignment.kernel.bilingual import Bilingual
from alignment.kernel.diagnostic import Diagnostic, Place, Related
from alignment.model.dataset import Dataset
from alignment.model.roadmap import Action, MoneySource

OUT_OF_SCALE = 1000
"""A line this many times the median of the others, or this many times less, is probably in another unit."""
FEWEST_OTHERS = 2
"""Other lines that it takes to speak of a scale."""
SAME_TITLE = 85
"""Likeness of two titles, of 100, from which they are taken for the same project's."""
MOST_ALIKE = 50
"""Lines of the same source and amount that are compared with one more: a hostile file must not buy time."""


class _Line(NamedTuple):
    """A budget line where it stands."""

    file: str
    cluster: str
    action: Action
    place: Place
    source: MoneySource
    amount: int


def _lines(data: Dataset) -> Iterator[_Line]:
    for roadmap, file, _ in data.roadmaps:
        for index, action in enumerate(roadmap.actions):
            for position, line in enumerate(action.budget):
                place = at(file, "actions", index, "budget", position)
                yield _Line(file, roadmap.name, action, place, line.source, line.amount)


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
        if line.amount:
            by_file.setdefault(line.file, []).append(line)
    for lines in by_file.values():
        for line in lines:
            others = [other.amount for other in lines if other is not line]
            if len(others) < FEWEST_OTHERS:
                break
            middle = median(others)
            times = max(line.amount / middle, middle / line.amount)
            if times >= OUT_OF_SCALE:
                more = line.amount > middle
                yield problem(
                    codes.OUT_OF_SCALE,
                    line.place._replace(path=(*line.place.path, "amount")),
                    f"Ce montant est {int(times)} fois plus {'grand' if more else 'petit'} que la médiane des autres lignes "
                    "de la feuille de route.",
                    f"This amount is {int(times)} times {'larger' if more else 'smaller'} than the median of the roadmap's "
                    "other lines.",
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
    """The money of one project is counted in one cluster."""
    from rapidfuzz import fuzz

    alike: dict[tuple[str, int], list[_Line]] = {}
    for line in _lines(data):
        if not line.amount or line.action.status == "abandoned":
            continue
        before = alike.setdefault((line.source, line.amount), [])
        for other in islice(before, MOST_ALIKE):
            if other.file != line.file and (
                other.action.id == line.action.id
                or fuzz.token_sort_ratio(fold(other.action.title[:200]), fold(line.action.title[:200]))
                >= SAME_TITLE
            ):
                yield problem(
                    codes.MONEY_CLAIMED_TWICE,
                    line.place,
                    f"{other.cluster} déclare déjà ce montant, de la même source, pour le même projet.",
                    f"{other.cluster} already declares this amount, from the same source, for the same project.",
                    Bilingual(
                        "Ne garder le budget que chez l’un des deux clusters, ou le partager entre eux.",
                        "Keep the budget in one of the two clusters, or share it between them.",
                    ),
                    [
                        Related(
                            other.place,
                            Bilingual(f"Chez {other.cluster}", f"In {other.cluster}"),
                        )
                    ],
                )
                break
        before.append(line)


RULES: tuple[Rule, ...] = (
    Rule(known_budgets, (codes.NO_BUDGET,)),
    Rule(scales, (codes.OUT_OF_SCALE,)),
    Rule(secured_proposals, (codes.SECURED_PROPOSAL,)),
    Rule(shared_projects, (codes.MONEY_CLAIMED_TWICE,)),
)
