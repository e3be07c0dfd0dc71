"""What is well formed and probably not meant: periods, progress, percentages, actions that serve nothing."""

from __future__ import annotations

from collections.abc import Iterator

from alignment.check import codes
from alignment.check.rule import Rule, at, problem
from alignment.kernel.bilingual import Bilingual
from alignment.kernel.diagnostic import Diagnostic, Related
from alignment.model.dataset import REGION_FRAMEWORKS, Dataset


def action_periods(data: Dataset) -> Iterator[Diagnostic]:
    """An action lies within the period of its roadmap."""
    for roadmap, file, _ in data.roadmaps:
        for index, action in enumerate(roadmap.actions):
            if action.period and roadmap.period and not roadmap.period.holds(action.period):
                yield problem(
                    codes.OUTSIDE_ROADMAP,
                    at(file, "actions", index, "period"),
                    f"L’action court sur {action.period.text}, la feuille de route sur {roadmap.period.text}.",
                    f"The action runs over {action.period.text}, the roadmap over {roadmap.period.text}.",
                    Bilingual("Vérifier les deux périodes.", "Check both periods."),
                    [
                        Related(
                            at(file, "period"),
                            Bilingual("Période de la feuille de route", "Period of the roadmap"),
                        )
                    ],
                )


def roadmap_periods(data: Dataset) -> Iterator[Diagnostic]:
    """A roadmap lies within the period of the schemes that it contributes to."""
    for placed in data.roadmaps:
        period = placed.roadmap.period
        if period is None:
            continue
        for region in placed.regions:
            model = data.regions.get(region)
            if model is None or model.srdeii.period is None or model.srdeii.period.holds(period):
                continue
            scheme = model.srdeii.period
            related = Related(
                at(data.region_files[region], "srdeii", "period"),
                Bilingual("Période du SRDEII", "Period of the SRDEII"),
            )
            yield problem(
                codes.OUTSIDE_FRAMEWORK,
                at(placed.file, "period"),
                f"La feuille de route court sur {period.text}, le SRDEII de {model.name} sur {scheme.text}.",
                f"The roadmap runs over {period.text}, the SRDEII of {model.name} over {scheme.text}.",
                Bilingual("Vérifier les deux périodes.", "Check both periods."),
                [related],
            )


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
    for roadmap, file, _ in data.roadmaps:
        for index, action in enumerate(roadmap.actions):
            for position, indicator in enumerate(action.indicators):
                if indicator.unit not in ("%", "pourcent", "percent"):
                    continue
                for key in ("baseline", "target", "value"):
                    value = getattr(indicator, key)
                    if value is not None and value > 100:
                        yield problem(
                            codes.ABOVE_HUNDRED,
                            at(file, "actions", index, "indicators", position, key),
                            "Un pourcentage dépasse 100\u00a0%.",
                            "A percentage is above 100%.",
                            Bilingual("Vérifier la valeur ou l’unité.", "Check the value or the unit."),
                        )


def serves_something(data: Dataset) -> Iterator[Diagnostic]:
    """An action says what it contributes to, unless it was abandoned."""
    for roadmap, file, _ in data.roadmaps:
        for index, action in enumerate(roadmap.actions):
            if not action.contributions and action.status != "abandoned":
                yield problem(
                    codes.NO_CONTRIBUTION,
                    at(file, "actions", index),
                    f"L’action «\u00a0{action.title}\u00a0» ne contribue à aucune priorité.",
                    f"The action “{action.title}” contributes to no priority.",
                    Bilingual(
                        "Ajouter contributions, ou none pour les priorités examinées et non visées.",
                        "Add contributions, or none for the priorities examined and not targeted.",
                    ),
                )


def serves_its_regions(data: Dataset) -> Iterator[Diagnostic]:
    """A roadmap serves something of each of its regions, where these have something to serve."""
    for placed in data.roadmaps:
        served = {
            reference.region
            for action in placed.roadmap.actions
            if action.counts
            for text, level in action.contributions.items()
            if level != "none" and (reference := placed.resolve(text)) and reference.framework in REGION_FRAMEWORKS
        }
        for region in placed.regions:
            model = data.regions.get(region)
            if model is None or region in served:
                continue
            if not model.srdeii.axes and region not in data.strategies:
                continue  # nothing that it could serve is in the data set
            yield problem(
                codes.NO_PRIORITY_OF_REGION,
                at(placed.file, "id"),
                f"La feuille de route de {placed.roadmap.name} ne contribue à aucune priorité de {model.name}.",
                f"The roadmap of {placed.roadmap.name} contributes to no priority of {model.name}.",
            )


RULES: tuple[Rule, ...] = (
    Rule(action_periods, (codes.OUTSIDE_ROADMAP,)),
    Rule(roadmap_periods, (codes.OUTSIDE_FRAMEWORK,)),
    Rule(progress_of_running, (codes.PROGRESS_NOT_RUNNING,)),
    Rule(percentages, (codes.ABOVE_HUNDRED,)),
    Rule(serves_something, (codes.NO_CONTRIBUTION,)),
    Rule(serves_its_regions, (codes.NO_PRIORITY_OF_REGION,)),
)
