"""What people name on the command line, found forgivingly: by id or by name, accents, case and hyphens apart.

Clusters and priorities, whose names are long, are also found by some words of their name that no other one has.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from alignment.check.nearest import fold, nearest
from alignment.kernel.bilingual import Bilingual
from alignment.kernel.user_error import UserError
from alignment.model.dataset import Dataset, PlacedRoadmap
from alignment.model.steering import Scenario
from alignment.score.framework import WeightedFramework
from alignment.score.setting import ScoredCluster, Setting


class Target(NamedTuple):
    """A framework, or one of its scored nodes (a leaf or a branch)."""

    framework: WeightedFramework
    node: str | None

    @property
    def leaves(self) -> tuple[str, ...]:
        """The leaves that it holds, in file order."""
        if self.node is None:
            return tuple(self.framework.weights)
        return self.framework.leaves_under([self.node])


def find_region(data: Dataset, asked: str) -> str:
    """The region that was meant: id, name with or without accents, or a NUTS code. Raises UserError otherwise."""
    if asked in data.regions:
        return asked
    wanted = fold(asked)
    for region, model in data.regions.items():
        if wanted in (fold(region), fold(model.name)) or asked.upper() in model.nuts:
            return region
    broken = [name for name in data.broken if name.startswith("regions/") and name.endswith("/region.yaml")]
    if f"regions/{asked}/region.yaml" in broken:
        return asked
    names = {**{region: region for region in data.regions}, **{m.name: r for r, m in data.regions.items()}}
    known = ", ".join(sorted(data.regions)) or "–"
    raise _unknown(
        Bilingual("Région inconnue", "Unknown region"),
        asked,
        names,
        Bilingual(f"Régions de ce jeu de données\u00a0: {known}.", f"Regions of this data set: {known}."),
    )


def find_scenario(data: Dataset, region: str, asked: str | None) -> Scenario | None:
    """The region's scenario of that id. Raises UserError when it has none of that name."""
    if asked is None:
        return None
    found = data.scenario(region, asked)
    if found is not None:
        return found
    known = [scenario.id for scenario in data.regions[region].steering.scenarios]
    listed = ", ".join(known)
    raise _unknown(
        Bilingual("Scénario inconnu", "Unknown scenario"),
        asked,
        {},
        Bilingual(f"Scénarios de la région\u00a0: {listed}.", f"Scenarios of the region: {listed}.")
        if known
        else Bilingual("Cette région n’en a aucun.", "This region has none."),
    )


def find_cluster(setting: Setting, data: Dataset, asked: str) -> ScoredCluster:
    """The region's cluster that was meant, by id, by name or by some words of it. Raises UserError otherwise."""
    placed = find_roadmap(data, setting.region.id, asked)
    return next(cluster for cluster in setting.clusters if cluster.id == placed.roadmap.id)


def find_roadmap(data: Dataset, region: str, asked: str) -> PlacedRoadmap:
    """The roadmap of a region that was meant, by id, by name or by some words of it. Raises UserError otherwise."""
    wanted = fold(asked)
    own, name = data.roadmaps_of(region), data.regions[region].name
    for placed in own:
        if asked == placed.roadmap.id or wanted in (fold(placed.roadmap.id), fold(placed.roadmap.name)):
            return placed
    partly = [each for each in own if _within(asked, each.roadmap.id) or _within(asked, each.roadmap.name)]
    if len(partly) == 1:
        return partly[0]
    if partly:
        listed = ", ".join(placed.roadmap.id for placed in partly)
        raise UserError(
            Bilingual(
                f"«\u00a0{asked}\u00a0» désigne plusieurs clusters\u00a0: {listed}.",
                f"“{asked}” names several clusters: {listed}.",
            )
        )
    for placed in data.roadmaps:
        if wanted in (fold(placed.roadmap.id), fold(placed.roadmap.name)):
            where = ", ".join(placed.regions)
            raise UserError(
                Bilingual(
                    f"{placed.roadmap.name} n’est pas un cluster de la région {name}"
                    f" (régions de sa feuille de route\u00a0: {where}).",
                    f"{placed.roadmap.name} is not a cluster of {name} (regions of its roadmap: {where}).",
                )
            )
    ids = [placed.roadmap.id for placed in own]
    names = {placed.roadmap.name: placed.roadmap.id for placed in own}
    listed = ", ".join(ids)
    raise _unknown(
        Bilingual("Cluster inconnu", "Unknown cluster"),
        asked,
        {**{cluster: cluster for cluster in ids}, **names},
        Bilingual(f"Clusters de la région\u00a0: {listed}.", f"Clusters of the region: {listed}.")
        if ids
        else Bilingual("Cette région n’a aucun cluster.", "This region has no cluster."),
    )


def find_framework(setting: Setting, asked: str) -> WeightedFramework:
    """The region's framework that was meant, by id or by title. Raises UserError otherwise."""
    wanted = fold(asked)
    for framework in setting.frameworks:
        if wanted in (fold(framework.id), fold(framework.text.title)):
            return framework
    known = ", ".join(framework.id for framework in setting.frameworks)
    raise _unknown(
        Bilingual("Cadre inconnu", "Unknown framework"),
        asked,
        {framework.id: framework.id for framework in setting.frameworks},
        Bilingual(f"Cadres de la région\u00a0: {known}.", f"Frameworks of the region: {known}."),
    )


def find_target(setting: Setting, asked: str) -> Target:
    """A framework (`s3`), a node (`s3:sante`), or a node by its id or title alone where only one has it.

    A node below `scored_depth` stands for the one that it folds into. Raises UserError otherwise.
    """
    own = asked.removeprefix(f"{setting.region.id}/")
    name, colon, node = own.partition(":")
    frameworks: Iterable[WeightedFramework] = setting.frameworks
    if colon and any(fold(name) == fold(framework.id) for framework in setting.frameworks):
        frameworks = [find_framework(setting, name)]
    else:
        node = own
        for framework in setting.frameworks:
            if fold(own) in (fold(framework.id), fold(framework.text.title)):
                return Target(framework, None)
    placed_nodes = [(each, placed.node) for each in frameworks for placed in each.text.nodes.values()]
    whole = [(each, n) for each, n in placed_nodes if fold(node) in (fold(n.id), fold(n.title))]
    partly = [(each, n) for each, n in placed_nodes if _within(node, n.id) or _within(node, n.title)]
    found = [Target(framework, framework.fold[each.id]) for framework, each in whole or partly]
    distinct = list(dict.fromkeys((target.framework.id, target.node) for target in found))
    if len(distinct) == 1:
        return found[0]
    if distinct:
        listed = ", ".join(f"{framework}:{each}" for framework, each in distinct)
        raise UserError(
            Bilingual(
                f"«\u00a0{asked}\u00a0» désigne plusieurs priorités\u00a0: {listed}.",
                f"“{asked}” names several priorities: {listed}.",
            )
        )
    known = {
        text: f"{framework.id}:{each.id}" for framework, each in placed_nodes for text in (each.id, each.title)
    }
    raise _unknown(
        Bilingual("Priorité inconnue", "Unknown priority"),
        asked,
        known,
        Bilingual(
            f"alignment gaps {setting.region.id} --format csv les donne toutes.",
            f"alignment gaps {setting.region.id} --format csv lists them all.",
        ),
        node,
    )


def _within(asked: str, text: str) -> bool:
    """Whether the words asked for stand together in a text."""
    wanted, words = (" ".join(re.findall(r"\w+", fold(each))) for each in (asked, text))
    return bool(wanted) and f" {wanted} " in f" {words} "


def _unknown(
    kind: Bilingual, asked: str, names: Mapping[str, str], otherwise: Bilingual, misspelt: str | None = None
) -> UserError:
    """The sentence for what was not found: the ids whose names are near, else the way to all of them."""
    near = list(dict.fromkeys(names[name] for name in nearest(misspelt or asked, names)))[:3]
    hint = otherwise
    if near:
        hint = Bilingual(
            "Vouliez-vous dire " + " ou ".join(f"«\u00a0{name}\u00a0»" for name in near) + "\u00a0?",
            "Did you mean " + " or ".join(f"“{name}”" for name in near) + "?",
        )
    return UserError(Bilingual(f"{kind.fr} «\u00a0{asked}\u00a0». {hint.fr}", f"{kind.en} “{asked}”. {hint.en}"))
