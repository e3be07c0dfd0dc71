"""Files against each other: every name that points somewhere must find what it names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from pathlib import PurePosixPath

from alignment.check import codes
from alignment.check.mends import near_mend
from alignment.check.nearest import did_you_mean
from alignment.check.rule import Rule, problem
from alignment.kernel.bilingual import Bilingual
from alignment.kernel.diagnostic import Diagnostic, Mend, Path, Place, Related
from alignment.model.dataset import REGION_FRAMEWORKS, SMART, SRDEII, Dataset, PlacedRoadmap
from alignment.model.values import Reference, parse_reference


def roadmap_references(data: Dataset) -> Iterator[Diagnostic]:
    """Contributions and mandates name nodes of the roadmap's regions or of shared frameworks, once each."""
    for placed in data.roadmaps:
        for index, action in enumerate(placed.roadmap.actions):
            where: Path = ("actions", index, "contributions")
            yield from _references([(text, text) for text in action.contributions], where, placed, data)
        mandate = [(text, position) for position, text in enumerate(placed.roadmap.mandate)]
        yield from _references(mandate, ("mandate",), placed, data)


def _references(
    named: Iterable[tuple[str, str | int]], where: Path, placed: PlacedRoadmap, data: Dataset
) -> Iterator[Diagnostic]:
    """References of one place, each with the last step of its path: a key of contributions, an index of a mandate."""
    seen: dict[Reference, str | int] = {}
    for text, step in named:
        reference = placed.resolve(text)
        assert reference is not None  # the model lets no other text through
        if reference not in seen and _is_sound(reference, placed, data):
            seen[reference] = step
            continue
        place = Place(placed.file, (*where, step), on_key=isinstance(step, str))
        if reference in seen:
            there = Place(placed.file, (*where, seen[reference]), on_key=isinstance(step, str))
            first = Related(there, Bilingual("Première mention", "First mention"))
            yield problem(
                codes.SAME_NODE_TWICE,
                place,
                f"La priorité «\u00a0{text}\u00a0» est déjà citée ici sous une autre forme.",
                f"The priority “{text}” is already named here in another form.",
                Bilingual("N’en garder qu’une.", "Keep one of them."),
                [first],
            )
            continue
        seen[reference] = step
        if reference.framework in REGION_FRAMEWORKS and reference.region not in placed.regions:
            yield problem(
                codes.FOREIGN_REGION,
                place,
                f"La région «\u00a0{reference.region}\u00a0» n’est pas parmi celles de cette feuille de route.",
                f"The region “{reference.region}” is not among those of this roadmap.",
                did_you_mean(reference.region or "", placed.regions)
                or Bilingual("L’ajouter à la liste regions.", "Add it to the list of regions."),
            )
            continue
        yield from _node(reference, text, place, data)


def _is_sound(reference: Reference, placed: PlacedRoadmap, data: Dataset) -> bool:
    """Whether a resolved reference names a node that is there, of a framework that its roadmap may serve."""
    framework = data.framework(reference)
    if framework is None or reference.node not in framework.nodes:
        return False
    if reference.framework in REGION_FRAMEWORKS:
        return reference.region in placed.regions
    return reference.region is None


def _node(reference: Reference, text: str, place: Place, data: Dataset) -> Iterator[Diagnostic]:
    """One resolved reference against the frameworks of the data set."""
    if reference.region is not None and reference.framework not in REGION_FRAMEWORKS:
        without = f"{reference.framework}:{reference.node}"
        yield problem(
            codes.SHARED_WITH_REGION,
            place,
            f"Le cadre «\u00a0{reference.framework}\u00a0» est commun à toutes les régions\u00a0: pas de région devant lui.",
            f"The framework “{reference.framework}” is shared by all regions: no region goes before it.",
            Bilingual(f"Écrire «\u00a0{without}\u00a0».", f"Write “{without}”."),
            mend=Mend(without, safe=True),
        )
        return
    framework = data.framework(reference)
    if framework is None and data.expected_file(reference) in data.broken:
        return  # the file is there and has its own diagnostics
    if framework is None:
        known = [*REGION_FRAMEWORKS, *data.frameworks]
        hint = did_you_mean(reference.framework, known)
        before, after = text.removesuffix(f"{reference.framework}:{reference.node}"), f":{reference.node}"
        mend = near_mend(reference.framework, known, before, after)
        if reference.framework in REGION_FRAMEWORKS:
            hint = Bilingual(
                f"Le fichier s3/{reference.region}.yaml manque ou ne se lit pas."
                if reference.framework == SMART
                else f"Le fichier regions/{reference.region}/region.yaml manque ou ne se lit pas.",
                "Its file is missing or cannot be read.",
            )
            mend = None
        yield problem(
            codes.UNKNOWN_FRAMEWORK,
            place,
            f"Cadre inconnu «\u00a0{reference.framework}\u00a0».",
            f"Unknown framework “{reference.framework}”.",
            hint,
            mend=mend,
        )
        return
    if reference.node not in framework.nodes:
        elsewhere = [
            f"{other.id}:{reference.node}"
            for other in data.frameworks_of(reference.region or "")
            if reference.node in other.nodes and other.id != framework.id
        ]
        nearest = did_you_mean(reference.node, framework.nodes)
        if nearest is None and elsewhere:
            nearest = Bilingual(
                f"Vouliez-vous dire «\u00a0{elsewhere[0]}\u00a0»\u00a0?", f"Did you mean “{elsewhere[0]}”?"
            )
        listed = ", ".join(list(framework.nodes)[:8]) + (", …" if len(framework.nodes) > 8 else "")
        yield problem(
            codes.UNKNOWN_NODE,
            place,
            f"Priorité inconnue «\u00a0{text}\u00a0» ({framework.file}).",
            f"Unknown priority “{text}” ({framework.file}).",
            nearest
            or Bilingual(f"Priorités de ce cadre\u00a0: {listed}.", f"Priorities of this framework: {listed}."),
            mend=near_mend(reference.node, framework.nodes, text.removesuffix(reference.node)),
        )


def steering_references(data: Dataset) -> Iterator[Diagnostic]:
    """Scenarios and requirements name frameworks, nodes and clusters that the region has."""
    for region_id, region in data.regions.items():
        file = data.region_files[region_id]
        steering = region.steering
        maps: list[tuple[Path, Mapping[str, Fraction]]] = [(("steering", "frameworks"), steering.frameworks)]
        maps += [
            (("steering", "scenarios", index, "frameworks"), scenario.frameworks or {})
            for index, scenario in enumerate(steering.scenarios)
        ]
        for path, weights in maps:
            for name, weight in weights.items():
                yield from _framework_name(name, bool(weight), Place(file, (*path, name), on_key=True), data)
        for index, scenario in enumerate(steering.scenarios):
            for text in scenario.weights:
                place = Place(file, ("steering", "scenarios", index, "weights", text), on_key=True)
                yield from _own_node(text, region_id, place, data)
        clusters = {placed.roadmap.id for placed in data.roadmaps_of(region_id)} | _unread_clusters(data)
        for index, requirement in enumerate(steering.requirements):
            where: Path = ("steering", "requirements", index)
            if requirement.node is not None:
                yield from _own_node(requirement.node, region_id, Place(file, (*where, "node")), data)
            if requirement.framework is not None:
                yield from _framework_name(requirement.framework, True, Place(file, (*where, "framework")), data)
            for position, cluster in enumerate(requirement.applies_to.clusters):
                if cluster not in clusters:
                    yield problem(
                        codes.UNKNOWN_CLUSTER,
                        Place(file, (*where, "applies_to", "clusters", position)),
                        f"Aucun cluster «\u00a0{cluster}\u00a0» dans cette région.",
                        f"No cluster “{cluster}” in this region.",
                        did_you_mean(cluster, clusters),
                        mend=near_mend(cluster, clusters),
                    )


def _unread_clusters(data: Dataset) -> set[str]:
    """The clusters whose file is there and could not be read: they have their own diagnostics."""
    return {PurePosixPath(name).stem for name in data.broken if "/clusters/" in name}


def _framework_name(name: str, weighs: bool, place: Place, data: Dataset) -> Iterator[Diagnostic]:
    known = [*REGION_FRAMEWORKS, *data.frameworks]
    if f"europe/{name}.yaml" in data.broken:
        return
    if name in known and not (name == SRDEII and "frameworks" in place.path):
        return
    yield problem(
        codes.UNKNOWN_FRAMEWORK if weighs else codes.UNUSED_WEIGHT,
        place,
        f"Cadre européen inconnu «\u00a0{name}\u00a0».",
        f"Unknown European framework “{name}”.",
        did_you_mean(name, [*data.frameworks, SMART])
        or Bilingual(
            "Les cadres sont les fichiers du dossier europe/, et s3.",
            "Frameworks are the files of europe/, and s3.",
        ),
    )


def _own_node(text: str, region: str, place: Place, data: Dataset) -> Iterator[Diagnostic]:
    """A node that a region's steering names: always one of its own, or of a shared framework."""
    reference = parse_reference(text)
    assert reference is not None  # the model lets no other text through
    if reference.region not in (None, region):
        yield problem(
            codes.FOREIGN_REGION,
            place,
            f"«\u00a0{text}\u00a0» désigne une autre région\u00a0: une région ne pilote que ses propres cadres.",
            f"“{text}” names another region: a region steers its own frameworks only.",
        )
        return
    if reference.framework in REGION_FRAMEWORKS:
        reference = reference._replace(region=region)
    yield from _node(reference, text, place, data)


def sources_of_texts(data: Dataset) -> Iterator[Diagnostic]:
    """Every source that a text cites is listed in the same file."""
    for framework in data.every_framework():
        listed = [source.id for source in data.sources_of(framework)]
        for placed in framework.walk():
            yield from _cited(placed.node.sources, listed, framework.file, (*placed.path, "sources"))
        if framework.id == SRDEII:
            model = data.regions[framework.region or ""]
            yield from _cited(model.srdeii.sources, listed, framework.file, ("srdeii", "sources"))
    if data.i3 is not None:
        listed = [source.id for source in data.i3.sources]
        for index, rule in enumerate(data.i3.rules):
            yield from _cited(rule.sources, listed, "europe/i3.yaml", ("rules", index, "sources"))


def sources_of_actions(data: Dataset) -> Iterator[Diagnostic]:
    """Every source that an action cites is listed in the same file."""
    for roadmap, file, _ in data.roadmaps:
        listed = [source.id for source in roadmap.sources]
        for index, action in enumerate(roadmap.actions):
            yield from _cited(action.sources, listed, file, ("actions", index, "sources"))


def _cited(cited: Sequence[str], listed: Sequence[str], file: str, path: Path) -> Iterator[Diagnostic]:
    for index, name in enumerate(cited):
        if name not in listed:
            yield problem(
                codes.UNKNOWN_SOURCE,
                Place(file, (*path, index)),
                f"La source «\u00a0{name}\u00a0» n’est pas dans la liste sources de ce fichier.",
                f"The source “{name}” is not in this file's list of sources.",
                did_you_mean(name, listed),
                mend=near_mend(name, listed),
            )


def domains_of_texts(data: Dataset) -> Iterator[Diagnostic]:
    """The domains of priorities, and broader ones, are those of the shared vocabulary, where the data set has one."""
    if data.domains is None:
        return
    known = {domain.id for domain in data.domains.domains}
    for framework in data.every_framework():
        for node in framework.walk():
            yield from _domains(node.node.domains, known, framework.file, (*node.path, "domains"))
    for index, domain in enumerate(data.domains.domains):
        if domain.broader is not None:
            yield from _domains([domain.broader], known, "europe/domains.yaml", ("domains", index, "broader"))


def domains_of_actions(data: Dataset) -> Iterator[Diagnostic]:
    """The domains of actions are those of the shared vocabulary, where the data set has one."""
    if data.domains is None:
        return
    known = {domain.id for domain in data.domains.domains}
    for roadmap, file, _ in data.roadmaps:
        for index, action in enumerate(roadmap.actions):
            yield from _domains(action.domains, known, file, ("actions", index, "domains"))


def _domains(named: Sequence[str], known: set[str], file: str, path: Path) -> Iterator[Diagnostic]:
    for index, name in enumerate(named):
        if name not in known:
            place = Place(file, path if path[-1] == "broader" else (*path, index))
            yield problem(
                codes.UNKNOWN_DOMAIN,
                place,
                f"Domaine inconnu «\u00a0{name}\u00a0» (europe/domains.yaml).",
                f"Unknown domain “{name}” (europe/domains.yaml).",
                did_you_mean(name, known),
                mend=near_mend(name, known),
            )


RULES: tuple[Rule, ...] = (
    Rule(
        roadmap_references,
        (
            codes.UNKNOWN_NODE,
            codes.UNKNOWN_FRAMEWORK,
            codes.FOREIGN_REGION,
            codes.SHARED_WITH_REGION,
            codes.SAME_NODE_TWICE,
        ),
        "roadmap",
    ),
    Rule(
        steering_references,
        (
            codes.UNKNOWN_NODE,
            codes.UNKNOWN_FRAMEWORK,
            codes.FOREIGN_REGION,
            codes.SHARED_WITH_REGION,
            codes.UNKNOWN_CLUSTER,
            codes.UNUSED_WEIGHT,
        ),
        "whole",
    ),
    Rule(sources_of_texts, (codes.UNKNOWN_SOURCE,), "texts"),
    Rule(sources_of_actions, (codes.UNKNOWN_SOURCE,), "roadmap"),
    Rule(domains_of_texts, (codes.UNKNOWN_DOMAIN,), "texts"),
    Rule(domains_of_actions, (codes.UNKNOWN_DOMAIN,), "roadmap"),
)
