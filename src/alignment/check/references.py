"""Files against each other: every name that points somewhere must find what it names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from pathlib import PurePosixPath

from alignment.check import codes
from alignment.check.mends import near_mend
from alignment.check.nearest import did_you_mean
from alignment.check.rule import Rule, at, problem
from alignment.kernel.bilingual import Bilingual
from alignment.kernel.diagnostic import Diagnostic, Mend, Path, Place, Related
from alignment.model.dataset import REGION_FRAMEWORKS, SMART, SRDEII, Dataset, PlacedRoadmap
from alignment.model.values import Reference, parse_reference


def roadmap_references(data: Dataset) -> Iterator[Diagnostic]:
    """Contributions and mandates name nodes of the roadmap's regions or of shared frameworks, once each."""
    for placed in data.roadmaps:
        for index, action in enumerate(placed.roadmap.actions):
            where: Path = ("actions", index, "contributions")
            named = [(text, Place(placed.file, (*where, text), on_key=True)) for text in action.contributions]
            yield from _references(named, placed, data)
        mandate = enumerate(placed.roadmap.mandate)
        yield from _references([(text, at(placed.file, "mandate", i)) for i, text in mandate], placed, data)


def _references(named: Iterable[tuple[str, Place]], placed: PlacedRoadmap, data: Dataset) -> Iterator[Diagnostic]:
    seen: dict[Reference, Place] = {}
    for text, place in named:
        reference = placed.resolve(text)
        assert reference is not None  # the model lets no other text through
        if reference in seen:
            first = Related(seen[reference], Bilingual("Première mention", "First mention"))
            yield problem(
                codes.SAME_NODE_TWICE,
                place,
                f"La priorité «\u00a0{text}\u00a0» est déjà citée ici sous une autre forme.",
                f"The priority “{text}” is already named here in another form.",
                Bilingual("N’en garder qu’une.", "Keep one of them."),
                [first],
            )
            continue
        seen[reference] = place
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
        clusters = {placed.roadmap.id for placed in data.roadmaps_of(region_id)}
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


def roadmap_regions(data: Dataset) -> Iterator[Diagnostic]:
    """A roadmap lies in the folder of the first of its regions, and its regions exist."""
    for placed in data.roadmaps:
        regions = placed.roadmap.regions
        if not regions and "regions" in placed.roadmap.model_fields_set:
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


def unique_siblings(data: Dataset) -> Iterator[Diagnostic]:
    """Actions, indicators, scenarios, requirements, sources and domains have ids of their own in their list."""
    for region, model in data.regions.items():
        file = data.region_files[region]
        yield from _unique([s.id for s in model.steering.scenarios], file, ("steering", "scenarios"))
        yield from _unique([r.id for r in model.steering.requirements], file, ("steering", "requirements"))
        yield from _unique([source.id for source in model.sources], file, ("sources",))
    for framework in data.every_framework():
        if framework.id != SRDEII:
            yield from _unique([source.id for source in data.sources_of(framework)], framework.file, ("sources",))
    for placed in data.roadmaps:
        yield from _unique([action.id for action in placed.roadmap.actions], placed.file, ("actions",))
        yield from _unique([source.id for source in placed.roadmap.sources], placed.file, ("sources",))
        for index, action in enumerate(placed.roadmap.actions):
            ids = [indicator.id for indicator in action.indicators]
            yield from _unique(ids, placed.file, ("actions", index, "indicators"))
    if data.domains is not None:
        yield from _unique([domain.id for domain in data.domains.domains], "europe/domains.yaml", ("domains",))


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


def file_names(data: Dataset) -> Iterator[Diagnostic]:
    """A file is named after what it holds: the region's folder (error), the cluster or framework (warning)."""
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
    named = [(placed.file, placed.roadmap.id) for placed in data.roadmaps]
    named += [(framework.file, framework.id) for framework in data.frameworks.values()]
    for file, name in named:
        stem = PurePosixPath(file).stem
        if stem != name:
            yield problem(
                codes.FILE_NAME,
                at(file, "id"),
                f"Le fichier s’appelle «\u00a0{stem}\u00a0» et son identifiant est «\u00a0{name}\u00a0».",
                f"The file is called “{stem}” and its identifier is “{name}”.",
                Bilingual(f"Renommer le fichier en {name}.yaml.", f"Rename the file to {name}.yaml."),
            )
    for framework in data.frameworks.values():
        if framework.id in REGION_FRAMEWORKS:
            yield problem(
                codes.RESERVED_ID,
                at(framework.file, "id"),
                f"«\u00a0{framework.id}\u00a0» désigne déjà un cadre propre à chaque région.",
                f"“{framework.id}” already names a framework that each region has.",
            )


def _misplaced(name: str, folder: str, file: str, path: Path) -> Diagnostic:
    return problem(
        codes.WRONG_FOLDER,
        Place(file, path),
        f"L’emplacement du fichier annonce la région «\u00a0{folder}\u00a0», son contenu la région «\u00a0{name}\u00a0».",
        f"The file's place says region “{folder}”, its content says region “{name}”.",
        Bilingual("Déplacer le fichier ou corriger l’identifiant.", "Move the file or mend the identifier."),
    )


def cited_sources(data: Dataset) -> Iterator[Diagnostic]:
    """Every source that is cited is listed in the same file."""
    for framework in data.every_framework():
        listed = [source.id for source in data.sources_of(framework)]
        for placed in framework.walk():
            yield from _cited(placed.node.sources, listed, framework.file, (*placed.path, "sources"))
        if framework.id == SRDEII:
            model = data.regions[framework.region or ""]
            yield from _cited(model.srdeii.sources, listed, framework.file, ("srdeii", "sources"))
    for roadmap, file, _ in data.roadmaps:
        listed = [source.id for source in roadmap.sources]
        for index, action in enumerate(roadmap.actions):
            yield from _cited(action.sources, listed, file, ("actions", index, "sources"))
    if data.i3 is not None:
        listed = [source.id for source in data.i3.sources]
        for index, rule in enumerate(data.i3.rules):
            yield from _cited(rule.sources, listed, "europe/i3.yaml", ("rules", index, "sources"))


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


def known_domains(data: Dataset) -> Iterator[Diagnostic]:
    """Domains are those of the shared vocabulary, where the data set has one."""
    if data.domains is None:
        return
    known = {domain.id for domain in data.domains.domains}
    for framework in data.every_framework():
        for node in framework.walk():
            yield from _domains(node.node.domains, known, framework.file, (*node.path, "domains"))
    for roadmap, file, _ in data.roadmaps:
        for index, action in enumerate(roadmap.actions):
            yield from _domains(action.domains, known, file, ("actions", index, "domains"))
    for index, domain in enumerate(data.domains.domains):
        if domain.broader is not None:
            yield from _domains([domain.broader], known, "europe/domains.yaml", ("domains", index, "broader"))


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
    ),
    Rule(roadmap_regions, (codes.WRONG_FOLDER, codes.DUPLICATE_ID, codes.UNKNOWN_REGION)),
    Rule(unique_nodes, (codes.DUPLICATE_ID,)),
    Rule(unique_siblings, (codes.DUPLICATE_ID,)),
    Rule(unique_clusters, (codes.DUPLICATE_ID,)),
    Rule(file_names, (codes.WRONG_FOLDER, codes.UNKNOWN_REGION, codes.FILE_NAME, codes.RESERVED_ID)),
    Rule(cited_sources, (codes.UNKNOWN_SOURCE,)),
    Rule(known_domains, (codes.UNKNOWN_DOMAIN,)),
)
