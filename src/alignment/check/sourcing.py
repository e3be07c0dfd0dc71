"""Where facts come from: illustrative data, facts without a source, sources that nobody could find again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from alignment.check import codes
from alignment.check.rule import Rule, at, problem
from alignment.kernel.bilingual import Bilingual
from alignment.kernel.diagnostic import Diagnostic, Place
from alignment.model.dataset import Dataset
from alignment.model.strategy import Source, Srdeii


def priorities_with_a_source(data: Dataset) -> Iterator[Diagnostic]:
    """Every priority cites a source itself (`provenance` counts facts in the same way)."""
    for framework in data.every_framework():
        for placed in framework.walk():
            if not placed.node.sources:
                yield _without_source(
                    Place(framework.file, placed.path),
                    f"la priorité «\u00a0{placed.node.title}\u00a0»",
                    f"the priority “{placed.node.title}”",
                )


def actions_with_a_source(data: Dataset) -> Iterator[Diagnostic]:
    """So does every action of a roadmap that isn't illustrative."""
    for roadmap, file, _ in data.roadmaps:
        for index, action in enumerate(roadmap.actions):
            if not action.sources and roadmap.provenance != "illustrative":
                yield _without_source(
                    at(file, "actions", index),
                    f"l’action «\u00a0{action.title}\u00a0»",
                    f"the action “{action.title}”",
                )


def _without_source(place: Place, fr: str, en: str) -> Diagnostic:
    return problem(
        codes.NO_SOURCE,
        place,
        f"Aucune source n’est citée pour {fr}.",
        f"No source is cited for {en}.",
        Bilingual(
            "Ajouter sources: […] avec l’identifiant d’une source de ce fichier.",
            "Add sources: […] with the identifier of a source of this file.",
        ),
    )


def illustrative_roadmaps(data: Dataset) -> Iterator[Diagnostic]:
    """What is put before elected members comes from real texts."""
    for roadmap, file, _ in data.roadmaps:
        if roadmap.provenance == "illustrative":
            yield problem(
                codes.ILLUSTRATIVE,
                at(file, "provenance"),
                f"La feuille de route «\u00a0{roadmap.name}\u00a0» est illustrative\u00a0: elle n’est tirée d’aucun texte.",
                f"The roadmap of {roadmap.name} is illustrative: it comes from no text.",
                Bilingual(
                    "La coder depuis un texte publié (provenance: coded), ou la retirer de ce jeu de données.",
                    "Code it from a published text (provenance: coded), or take it out of this data set.",
                ),
            )


def findable_sources_of_texts(data: Dataset) -> Iterator[Diagnostic]:
    """A source can be found again and dated: it has an address, and a date or the day when it was read."""
    for file, sources in _source_lists(data):
        yield from _vague(file, sources)


def findable_sources_of_roadmaps(data: Dataset) -> Iterator[Diagnostic]:
    """So can those of roadmaps."""
    for roadmap, file, _ in data.roadmaps:
        yield from _vague(file, roadmap.sources)


def _vague(file: str, sources: Sequence[Source]) -> Iterator[Diagnostic]:
    for index, source in enumerate(sources):
        lacks = _lacks(source)
        if lacks is not None:
            yield problem(
                codes.VAGUE_SOURCE,
                at(file, "sources", index),
                f"La source «\u00a0{source.title}\u00a0» n’a {lacks.fr}.",
                f"The source “{source.title}” has {lacks.en}.",
                Bilingual(
                    "Ajouter url et date\u00a0; accessed (jour de lecture) tient lieu de date pour une page web.",
                    "Add url and date; accessed (the day it was read) stands for the date of a web page.",
                ),
            )


def _lacks(source: Source) -> Bilingual | None:
    dated = source.date or source.accessed
    if source.url is None:
        return (
            Bilingual("pas d’adresse (url)", "no address (url)")
            if dated
            else Bilingual("ni adresse (url) ni date", "neither an address (url) nor a date")
        )
    return None if dated else Bilingual("ni date ni jour de lecture", "neither a date nor a day when it was read")


def _source_lists(data: Dataset) -> Iterator[tuple[str, Sequence[Source]]]:
    """The sources of every text, and its file."""
    for region, model in data.regions.items():
        yield data.region_files[region], model.sources
    for framework in data.every_framework():
        if not isinstance(framework.text, Srdeii):
            yield framework.file, framework.text.sources
    if data.domains is not None:
        yield "europe/domains.yaml", data.domains.sources
    if data.i3 is not None:
        yield "europe/i3.yaml", data.i3.sources


RULES: tuple[Rule, ...] = (
    Rule(priorities_with_a_source, (codes.NO_SOURCE,), "texts"),
    Rule(actions_with_a_source, (codes.NO_SOURCE,), "roadmap"),
    Rule(illustrative_roadmaps, (codes.ILLUSTRATIVE,), "roadmap"),
    Rule(findable_sources_of_texts, (codes.VAGUE_SOURCE,), "texts"),
    Rule(findable_sources_of_roadmaps, (codes.VAGUE_SOURCE,), "roadmap"),
)
