"""Periods that don't fit: actions, roadmaps and schemes among themselves, statuses against the day of the check."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from alignment.check import codes
from alignment.check.rule import Rule, at, problem
from alignment.kernel.bilingual import Bilingual
from alignment.kernel.diagnostic import Diagnostic, Related
from alignment.kernel.period import Period, parse_date
from alignment.model.dataset import Dataset, PlacedRoadmap
from alignment.model.roadmap import Action

_BOTH = Bilingual("Vérifier les deux périodes.", "Check both periods.")


def action_periods(data: Dataset) -> Iterator[Diagnostic]:
    """An action lies within the period of its roadmap, or at least meets a period of what it serves."""
    for placed in data.roadmaps:
        roadmap = placed.roadmap
        for index, action in enumerate(roadmap.actions):
            if action.period is None:
                continue
            if _outside_all(action, action.period, placed, data):
                yield problem(
                    codes.OUTSIDE_EVERY_PERIOD,
                    at(placed.file, "actions", index, "period"),
                    f"L’action court sur {action.period.text}\u00a0: aucun jour n’en est commun avec la feuille de route "
                    "ni avec les cadres qu’elle sert.",
                    f"The action runs over {action.period.text}: no day of it is shared with the roadmap or with the "
                    "frameworks that it serves.",
                    Bilingual(
                        "Corriger la période, ou retirer l’action si elle relève d’une autre programmation.",
                        "Mend the period, or remove the action if it belongs to another programme.",
                    ),
                )
            elif roadmap.period and not roadmap.period.holds(action.period):
                yield problem(
                    codes.OUTSIDE_ROADMAP,
                    at(placed.file, "actions", index, "period"),
                    f"L’action court sur {action.period.text}, la feuille de route sur {roadmap.period.text}.",
                    f"The action runs over {action.period.text}, the roadmap over {roadmap.period.text}.",
                    _BOTH,
                    [
                        Related(
                            at(placed.file, "period"),
                            Bilingual("Période de la feuille de route", "Period of the roadmap"),
                        )
                    ],
                )


def _outside_all(action: Action, period: Period, placed: PlacedRoadmap, data: Dataset) -> bool:
    """Whether periods are known around the action, and it meets none of them.

    A framework that can't be read might be the one whose period it meets.
    """
    around = [placed.roadmap.period]
    if placed.roadmap.period is not None and placed.roadmap.period.meets(period):
        return False
    for text, level in action.contributions.items():
        reference = placed.resolve(text)
        if level == "none" or reference is None:
            continue
        framework = data.framework(reference)
        if framework is None:
            return False
        around.append(framework.text.period)
    known = [each for each in around if each is not None]
    return bool(known) and not any(each.meets(period) for each in known)


def roadmap_periods(data: Dataset) -> Iterator[Diagnostic]:
    """A roadmap lies within the period of the schemes of its regions."""
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
                f"La feuille de route court sur {period.text}, le SRDEII de la région {model.name} sur {scheme.text}.",
                f"The roadmap runs over {period.text}, the SRDEII of {model.name} over {scheme.text}.",
                _BOTH,
                [related],
            )


def statuses_today(data: Dataset, today: date) -> Iterator[Diagnostic]:
    """A completed action has ended, a running one hasn't."""
    for roadmap, file, _ in data.roadmaps:
        for index, action in enumerate(roadmap.actions):
            if action.period is None:
                continue
            if action.status == "completed" and _last_unit(action.period) > today:
                yield problem(
                    codes.COMPLETED_BEFORE_ITS_END,
                    at(file, "actions", index, "status"),
                    f"L’action est dite achevée, et sa période {action.period.text} se termine après le {today}.",
                    f"The action is said to be completed, and its period {action.period.text} ends after {today}.",
                    Bilingual(
                        "Écrire la date de fin réelle, ou status: running.",
                        "Write the date when it really ended, or status: running.",
                    ),
                )
            if action.status == "running" and action.period.end < today:
                yield problem(
                    codes.RUNNING_AFTER_ITS_END,
                    at(file, "actions", index, "status"),
                    f"L’action est dite en cours, et sa période {action.period.text} était terminée le {today}.",
                    f"The action is said to be running, and its period {action.period.text} was over on {today}.",
                    Bilingual(
                        "Écrire status: completed, ou prolonger la période.",
                        "Write status: completed, or extend the period.",
                    ),
                )


def _last_unit(period: Period) -> date:
    """The first day of the year, month or day that a period ends with: 2024 has begun before it is over."""
    return parse_date(period.text.partition("/")[2])[0]


def rules(today: date) -> tuple[Rule, ...]:
    """The rules of this module, as seen on a day."""
    return (
        Rule(action_periods, (codes.OUTSIDE_ROADMAP, codes.OUTSIDE_EVERY_PERIOD), "roadmap"),
        Rule(roadmap_periods, (codes.OUTSIDE_FRAMEWORK,), "roadmap"),
        Rule(
            lambda data: statuses_today(data, today),
            (codes.COMPLETED_BEFORE_ITS_END, codes.RUNNING_AFTER_ITS_END),
            "roadmap",
        ),
    )
