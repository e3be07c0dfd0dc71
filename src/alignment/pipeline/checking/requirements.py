"""What regions ask of their clusters and don't get: judged by `score`, told as problems of the data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from alignment.check import codes
from alignment.check.rule import Rule, at, problem
from alignment.kernel.diagnostic import Diagnostic
from alignment.model.strategy import Region
from alignment.pipeline.loading import Loaded
from alignment.report import words
from alignment.score.region import judge_region
from alignment.score.requirements import Judgement
from alignment.score.setting import prepare

TOLD = (codes.UNMET_REQUIREMENT, codes.UNMET_EXPECTATION, codes.UNKNOWN_METRIC_VALUE)
"""What is reported of a requirement."""


def requirement_rule(loaded: Loaded, regions: Iterable[str] | None = None) -> Rule:
    """The rule that judges every region that can be scored, or these alone, once its files are known."""
    return Rule(lambda _: _unmet(loaded, loaded.data.regions if regions is None else regions), TOLD, "whole")


def _unmet(loaded: Loaded, regions: Iterable[str]) -> Iterator[Diagnostic]:
    for region in regions:
        model = loaded.data.regions.get(region)
        if model is None or not model.steering.requirements or not model.srdeii.axes or loaded.blocking(region):
            continue
        file = loaded.data.region_files[region]
        for judgement in judge_region(prepare(loaded.data, region)):
            if judgement.met is not True:
                yield _requirement(judgement, file, model)


def _requirement(judgement: Judgement, file: str, model: Region) -> Diagnostic:
    requirement = judgement.requirement
    index = model.steering.requirements.index(requirement)
    title = requirement.title or requirement.id
    place = at(file, "steering", "requirements", index)
    if judgement.value is None:
        return problem(
            codes.UNKNOWN_METRIC_VALUE,
            place,
            f"L’exigence «\u00a0{title}\u00a0» ne peut pas être jugée pour {judgement.cluster}\u00a0: sa mesure n’a pas de valeur.",
            f"The requirement “{title}” cannot be judged for {judgement.cluster}: its metric has no value.",
        )
    metric, value, least = requirement.metric, judgement.value, requirement.at_least is not None
    return problem(
        codes.UNMET_REQUIREMENT if requirement.severity == "error" else codes.UNMET_EXPECTATION,
        place,
        f"{judgement.cluster} ne respecte pas l’exigence «\u00a0{title}\u00a0»\u00a0: "
        f"{words.METRIC[metric].fr} de {words.measure(metric, value, 'fr')}, "
        f"{words.bound(metric, requirement.bound, least, 'fr')} attendu.",
        f"{judgement.cluster} does not meet “{title}”: "
        f"{words.METRIC[metric].en} of {words.measure(metric, value, 'en')}, "
        f"{words.bound(metric, requirement.bound, least, 'en')} expected.",
    )
