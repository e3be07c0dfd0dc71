"""How far actions have come: progress of running ones only, indicators that can be read."""

from __future__ import annotations

from collections.abc import Iterator

from alignment.check import codes
from alignment.check.rule import Rule, at, problem
from alignment.kernel.bilingual import Bilingual
from alignment.kernel.diagnostic import Diagnostic
from alignment.model.dataset import Dataset
from alignment.model.roadmap import Indicator

_PERCENT = ("%", "pourcent", "percent")


def progress_of_running(data: Dataset) -> Iterator[Diagnostic]:
    """Progress is said of running actions only: the status says the rest."""
    for roadmap, file, _ in data.roadmaps:
        for index, action in enumerate(roadmap.actions):
            if action.progress is not None and action.status != "running":
                yield problem(
                    codes.PROGRESS_NOT_RUNNING,
                    at(file, "actions", index, "progress"),
                    f"Un avancement est donné pour une action au statut «\u00a0{action.status}\u00a0»\u00a0: il ne compte pas.",
                    f"Progress is given for an action whose status is “{action.status}”: it does not count.",
                    Bilingual(
                        "Retirer progress, ou écrire status: running.",
                        "Remove progress, or write status: running.",
                    ),
                )


def percentages(data: Dataset) -> Iterator[Diagnostic]:
    """An indicator in percent stays at or below 100."""
    for where, indicator in _indicators(data):
        if indicator.unit not in _PERCENT:
            continue
        for key in ("baseline", "target", "value"):
            value = getattr(indicator, key)
            if value is not None and value > 100:
                yield problem(
                    codes.ABOVE_HUNDRED,
                    at(*where, key),
                    "Un pourcentage dépasse 100\u00a0%.",
                    "A percentage is above 100%.",
                    Bilingual("Vérifier la valeur ou l’unité.", "Check the value or the unit."),
                )


def targets_passed(data: Dataset) -> Iterator[Diagnostic]:
    """An indicator that has passed its target has either a new target to come or a wrong figure."""
    for where, indicator in _indicators(data):
        value, target, baseline = indicator.value, indicator.target, indicator.baseline
        if value is None or target is None:
            continue
        falls = baseline is not None and baseline > target
        if value < target if falls else value > target:
            yield problem(
                codes.TARGET_PASSED,
                at(*where, "value"),
                "La valeur de l’indicateur a dépassé sa cible.",
                "The value of the indicator has passed its target.",
                Bilingual(
                    "Vérifier la valeur et l’unité\u00a0; si elles sont justes, relever la cible.",
                    "Check the value and the unit; if they are right, raise the target.",
                ),
            )


def baselines(data: Dataset) -> Iterator[Diagnostic]:
    """An indicator says where it started from: without that, no progress can be read."""
    for where, indicator in _indicators(data):
        if indicator.baseline is None:
            yield problem(
                codes.NO_BASELINE,
                at(*where),
                "L’indicateur n’a pas de valeur de départ\u00a0: son évolution ne peut pas être lue.",
                "The indicator has no starting value: its progress can’t be read.",
                Bilingual(
                    "Ajouter baseline, la valeur au début de l’action.",
                    "Add baseline, the value when the action began.",
                ),
            )


def _indicators(data: Dataset) -> Iterator[tuple[tuple[str, str, int, str, int], Indicator]]:
    """Every indicator, with its file and the steps of its path."""
    for roadmap, file, _ in data.roadmaps:
        for index, action in enumerate(roadmap.actions):
            for position, indicator in enumerate(action.indicators):
                yield (file, "actions", index, "indicators", position), indicator


RULES: tuple[Rule, ...] = (
    Rule(progress_of_running, (codes.PROGRESS_NOT_RUNNING,), "roadmap"),
    Rule(percentages, (codes.ABOVE_HUNDRED,), "roadmap"),
    Rule(targets_passed, (codes.TARGET_PASSED,), "roadmap"),
    Rule(baselines, (codes.NO_BASELINE,), "roadmap"),
)
