"""Names and places: ids that stand for one thing each, files that lie where their content says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from alignment.check import codes
from alignment.check.mends import near_mend
from alignment.check.nearest import did_you_mean
from alignment.check.rule import Rule, at, problem
from alignment.kernel.bilingual import Bilingual
from alignment.kernel.diagnostic import Diagnostic, Path, Place, Related
from alignment.model.dataset import REGION_FRAMEWORKS, SRDEII, Dataset, PlacedRoadmap


def roadmap_regions(data: Dataset) -> Iterator[Diagnostic]:
    """A roadmap lies in the folder of the first of its regions, and its regions exist."""
    for placed in data.roadmaps:
        regions = placed.roadmap.regions
        if not regions and "regions" in vars(placed.roadmap):
            yield problem(
                codes.WRONG_FOLDER,
                at(placed.file, "regions"),
                f"La liste regions est vide\u00a0; elle commence par «\u00a0{placed.home}\u00a0», la région du dossier.",
                f"The list of regions is empty; it starts with “{placed.home}”, the folder's region.",
                Bilingual("La compléter, ou la retirer.", "Complete it, or remove it."),
            )
        if regions and regions[0] != placed.home:
            yield problem(
                codes.WRONG_FOLDER,
                at(placed.file, "regions", 0),
                f"Cette feuille de route est rangée dans «\u00a0{placed.home}\u00a0» mais sa première région est «\u00a0{regions[0]}\u00a0».",
                f"This roadmap lies in “{placed.home}” but its first region is “{regions[0]}”.",
                Bilingual(
                    f"Déplacer le fichier dans regions/{regions[0]}/clusters/, ou mettre {placed.home} en premier.",
                    f"Move the file to regions/{regions[0]}/clusters/, or put {placed.home} first.",
                ),
            )
        for index, region in enumerate(regions):
            if region in regions[:index]:
                yield problem(
                    codes.DUPLICATE_ID,
                    at(placed.file, "regions", index),
                    f"La région «\u00a0{region}\u00a0» est citée deux fois.",
                    f"The region “{region}” is named twice.",
                )
            elif region not in data.regions and f"regions/{region}/region.yaml" not in data.broken:
                yield problem(
                    codes.UNKNOWN_REGION,
                    at(placed.file, "regions", index),
                    f"Région inconnue «\u00a0{region}\u00a0».",
                    f"Unknown region “{region}”.",
                    did_you_mean(region, data.regions),
                    mend=near_mend(region, data.regions),
                )


def unique_nodes(data: Dataset) -> Iterator[Diagnostic]:
    """A node id stands for one node in its framework."""
    for framework in data.every_framework():
        first: dict[str, Path] = {}
        for placed in framework.walk():
            if placed.node.id in first:
                yield _twice(placed.node.id, framework.file, (*placed.path, "id"), (*first[placed.node.id], "id"))
            first.setdefault(placed.node.id, placed.path)


def unique_in_texts(data: Dataset) -> Iterator[Diagnostic]:
    """Scenarios, requirements, sources and domains have ids of their own in their list."""
    for region, model in data.regions.items():
        file = data.region_files[region]
        yield from _unique([s.id for s in model.steering.scenarios], file, ("steering", "scenarios"))
        yield from _unique([r.id for r in model.steering.requirements], file, ("steering", "requirements"))
        yield from _unique([source.id for source in model.sources], file, ("sources",))
    for framework in data.every_framework():
        if framework.id != SRDEII:
            yield from _unique([source.id for source in data.sources_of(framework)], framework.file, ("sources",))
    if data.domains is not None:
        yield from _unique([domain.id for domain in data.domains.domains], "europe/domains.yaml", ("domains",))


def unique_in_roadmaps(data: Dataset) -> Iterator[Diagnostic]:
    """Actions, indicators and sources have ids of their own in their list."""
    for placed in data.roadmaps:
        yield from _unique([action.id for action in placed.roadmap.actions], placed.file, ("actions",))
        yield from _unique([source.id for source in placed.roadmap.sources], placed.file, ("sources",))
        for index, action in enumerate(placed.roadmap.actions):
            if len(action.indicators) > 1:
                ids = [indicator.id for indicator in action.indicators]
                yield from _unique(ids, placed.file, ("actions", index, "indicators"))


def _unique(ids: Sequence[str | None], file: str, path: Path) -> Iterator[Diagnostic]:
    first: dict[str, int] = {}
    for index, name in enumerate(ids):
        if name is None:
            continue
        if name in first:
            yield _twice(name, file, (*path, index, "id"), (*path, first[name], "id"))
        first.setdefault(name, index)


def _twice(name: str, file: str, path: Path, first: Path, first_file: str | None = None) -> Diagnostic:
    return problem(
        codes.DUPLICATE_ID,
        Place(file, path),
        f"L’identifiant «\u00a0{name}\u00a0» est déjà pris.",
        f"The identifier “{name}” is already taken.",
        Bilingual("En choisir un autre.", "Choose another one."),
        [Related(Place(first_file or file, first), Bilingual("Première définition", "First definition"))],
    )


def unique_clusters(data: Dataset) -> Iterator[Diagnostic]:
    """A cluster id is unique in the whole data set: a cluster of several regions has one file."""
    first: dict[str, PlacedRoadmap] = {}
    for placed in data.roadmaps:
        name = placed.roadmap.id
        if name in first:
            yield _twice(name, placed.file, ("id",), ("id",), first[name].file)
        first.setdefault(name, placed)


def names_of_texts(data: Dataset) -> Iterator[Diagnostic]:
    """A text's file is named after what it holds: the region's folder (error), the framework (warning)."""
    for region, model in data.regions.items():
        if model.id != region:
            yield _misplaced(model.id, region, data.region_files[region], ("id",))
    for region, strategy in data.strategies.items():
        if strategy.region != region:
            yield _misplaced(strategy.region, region, data.strategy_files[region], ("region",))
        elif region not in data.regions and f"regions/{region}/region.yaml" not in data.broken:
            yield problem(
                codes.UNKNOWN_REGION,
                at(data.strategy_files[region], "region"),
                f"Aucune région «\u00a0{region}\u00a0» dans ce jeu de données.",
                f"No region “{region}” in this data set.",
                did_you_mean(region, data.regions),
            )
    for framework in data.frameworks.values():
        yield from _file_name(framework.file, framework.id)
        if framework.id in REGION_FRAMEWORKS:
            yield problem(
                codes.RESERVED_ID,
                at(framework.file, "id"),
                f"«\u00a0{framework.id}\u00a0» désigne déjà un cadre propre à chaque région.",
                f"“{framework.id}” already names a framework that each region has.",
            )


def names_of_roadmaps(data: Dataset) -> Iterator[Diagnostic]:
    """A roadmap's file is named after its cluster."""
    for placed in data.roadmaps:
        yield from _file_name(placed.file, placed.roadmap.id)


def _file_name(file: str, name: str) -> Iterator[Diagnostic]:
    stem = PurePosixPath(file).stem
    if stem != name:
        yield problem(
            codes.FILE_NAME,
            at(file, "id"),
            f"Le fichier s’appelle «\u00a0{stem}\u00a0» et son identifiant est «\u00a0{name}\u00a0».",
            f"The file is called “{stem}” and its identifier is “{name}”.",
            Bilingual(f"Renommer le fichier en {name}.yaml.", f"Rename the file to {name}.yaml."),
        )


def _misplaced(name: str, folder: str, file: str, path: Path) -> Diagnostic:
    return problem(
        codes.WRONG_FOLDER,
        Place(file, path),
        f"L’emplacement du fichier annonce la région «\u00a0{folder}\u00a0», son contenu la région «\u00a0{name}\u00a0».",
        f"The file's place says region “{folder}”, its content says region “{name}”.",
        Bilingual("Déplacer le fichier ou corriger l’identifiant.", "Move the file or mend the identifier."),
    )


RULES: tuple[Rule, ...] = (
    Rule(roadmap_regions, (codes.WRONG_FOLDER, codes.DUPLICATE_ID, codes.UNKNOWN_REGION), "roadmap"),
    Rule(unique_nodes, (codes.DUPLICATE_ID,), "texts"),
    Rule(unique_in_texts, (codes.DUPLICATE_ID,), "texts"),
    Rule(unique_in_roadmaps, (codes.DUPLICATE_ID,), "roadmap"),
    Rule(unique_clusters, (codes.DUPLICATE_ID,), "whole"),
    Rule(
        names_of_texts,
        (codes.WRONG_FOLDER, codes.UNKNOWN_REGION, codes.FILE_NAME, codes.RESERVED_ID),
        "texts",
    ),
    Rule(names_of_roadmaps, (codes.FILE_NAME,), "roadmap"),
)
