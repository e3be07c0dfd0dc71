"""What actions claim to serve: nothing at all, too much, too vaguely; mandates that nobody serves."""

from __future__ import annotations

from collections.abc import Iterator

from alignment.check import codes
from alignment.check.rule import Rule, at, problem
from alignment.kernel.bilingual import Bilingual
from alignment.kernel.diagnostic import Diagnostic, Place
from alignment.model.dataset import REGION_FRAMEWORKS, Dataset, FrameworkText, PlacedNode, PlacedRoadmap
from alignment.model.roadmap import Action
from alignment.model.values import Reference

MOST_PRINCIPAL = 2
"""Principal objectives of one action in one framework that pass without a word. Method, section 1."""


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
            for _, reference in _served(action, placed)
            if reference.framework in REGION_FRAMEWORKS
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
                f"La feuille de route «\u00a0{placed.roadmap.name}\u00a0» ne contribue à aucune priorité de la région {model.name}.",
                f"The roadmap of {placed.roadmap.name} contributes to no priority of {model.name}.",
                Bilingual(
                    "Ajouter une contribution à l’un de ses cadres, ou retirer la région de la liste regions.",
                    "Add a contribution to one of its frameworks, or take the region out of the list of regions.",
                ),
            )


def principal_objectives(data: Dataset) -> Iterator[Diagnostic]:
    """An action has one principal objective in a framework, two at most."""
    for placed in data.roadmaps:
        for index, action in enumerate(placed.roadmap.actions):
            named: dict[tuple[str | None, str], dict[str, str]] = {}
            for text, reference in _served(action, placed):
                framework = data.framework(reference)
                if framework is None or action.contributions[text] != "principal":
                    continue
                node = _scored(framework, reference.node)
                if node is not None:
                    named.setdefault((reference.region, framework.id), {}).setdefault(node.node.id, text)
            for (_, name), texts in named.items():
                if len(texts) > MOST_PRINCIPAL:
                    one_too_many = list(texts.values())[MOST_PRINCIPAL]
                    yield problem(
                        codes.TOO_MANY_PRINCIPAL,
                        at(placed.file, "actions", index, "contributions", one_too_many, on_key=True),
                        f"L’action déclare {len(texts)} objectifs principaux dans le cadre «\u00a0{name}\u00a0»\u00a0: "
                        f"chacun ne compte que pour 1/{len(texts)}.",
                        f"The action claims {len(texts)} principal objectives in the framework “{name}”: each counts "
                        f"for 1/{len(texts)} only.",
                        Bilingual(
                            "Garder principal pour la raison d’être de l’action, écrire significant ailleurs.",
                            "Keep principal for what the action exists for, write significant elsewhere.",
                        ),
                    )


def _scored(framework: FrameworkText, node: str) -> PlacedNode | None:
    """The node that a contribution counts for: itself, or its ancestor at the scored depth. Method, section 1."""
    placed = framework.nodes.get(node)
    depth = framework.text.scored_depth
    while placed is not None and depth is not None and placed.depth > depth and placed.parent is not None:
        placed = framework.nodes[placed.parent]
    return placed


def precise_nodes(data: Dataset) -> Iterator[Diagnostic]:
    """A contribution names an objective rather than the axis that holds it."""
    for placed in data.roadmaps:
        for index, action in enumerate(placed.roadmap.actions):
            for text, reference in _served(action, placed):
                framework = data.framework(reference)
                branch = framework.nodes.get(reference.node) if framework else None
                if framework is None or branch is None or not branch.node.objectives:
                    continue
                if framework.text.scored_depth is not None and branch.depth >= framework.text.scored_depth:
                    continue
                listed = ", ".join(child.id for child in branch.node.objectives[:6])
                more = ", …" if len(branch.node.objectives) > 6 else ""
                yield problem(
                    codes.VAGUE_CONTRIBUTION,
                    at(placed.file, "actions", index, "contributions", text, on_key=True),
                    f"«\u00a0{text}\u00a0» a des objectifs plus précis\u00a0: la contribution se répartit sur tous.",
                    f"“{text}” has more precise objectives: the contribution is spread over all of them.",
                    Bilingual(
                        f"Nommer si possible l’objectif servi\u00a0: {listed}{more}.",
                        f"Name the objective served if possible: {listed}{more}.",
                    ),
                )


def mandates(data: Dataset) -> Iterator[Diagnostic]:
    """Something in the roadmap serves each priority of its mandate."""
    for placed in data.roadmaps:
        served: dict[tuple[str | None, str], set[str]] = {}
        for action in placed.roadmap.actions:
            if action.counts:
                for _, reference in _served(action, placed):
                    served.setdefault((reference.region, reference.framework), set()).add(reference.node)
        for index, text in enumerate(placed.roadmap.mandate):
            named = placed.resolve(text)
            framework = data.framework(named) if named else None
            if named is None or framework is None or named.node not in framework.nodes:
                continue
            if not _touched(framework, named.node, served.get((named.region, named.framework), set())):
                yield problem(
                    codes.DEAD_MANDATE,
                    Place(placed.file, ("mandate", index)),
                    f"Aucune action prévue, en cours ou achevée ne sert «\u00a0{text}\u00a0», pourtant dans le mandat.",
                    f"No planned, running or completed action serves “{text}”, which the mandate names.",
                    Bilingual(
                        "Ajouter la contribution qui manque, ou retirer la priorité du mandat.",
                        "Add the missing contribution, or take the priority out of the mandate.",
                    ),
                )


def _touched(framework: FrameworkText, node: str, served: set[str]) -> bool:
    """Whether one of the nodes served is this one, below it or above it: what is declared on a branch reaches it."""
    return any(node in _lineage(framework, other) or other in _lineage(framework, node) for other in served)


def _lineage(framework: FrameworkText, node: str) -> Iterator[str]:
    """The node and those above it."""
    placed = framework.nodes.get(node)
    while placed is not None:
        yield placed.node.id
        placed = framework.nodes.get(placed.parent) if placed.parent else None


def _served(action: Action, placed: PlacedRoadmap) -> Iterator[tuple[str, Reference]]:
    """What an action says that it serves, as written and resolved."""
    for text, level in action.contributions.items():
        reference = placed.resolve(text)
        if level != "none" and reference is not None:
            yield text, reference


RULES: tuple[Rule, ...] = (
    Rule(serves_something, (codes.NO_CONTRIBUTION,), "roadmap"),
    Rule(serves_its_regions, (codes.NO_PRIORITY_OF_REGION,), "roadmap"),
    Rule(principal_objectives, (codes.TOO_MANY_PRINCIPAL,), "roadmap"),
    Rule(precise_nodes, (codes.VAGUE_CONTRIBUTION,), "roadmap"),
    Rule(mandates, (codes.DEAD_MANDATE,), "roadmap"),
)
