"""Seeded random data sets, small and valid, that visit every corner of the method and the format."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from .writing import Raw, write

WORDS = ("santé", "énergie", "forêt", "numérique", "réemploi", "mobilité", "matériaux", "eau", "œnologie")
TYPES = ("pole", "cluster", "expertise-centre", "network")
PROVENANCES = ("published", "coded", "illustrative")
SOURCES = (
    *("region", "state", "erdf", "horizon-europe", "i3"),
    *("eu-other", "local", "members", "private", "other"),
)
PERIODS = ("2021/2027", "2022/2028", "2023-03/2025-12", "2022-11-18/2024-02-29")
LEVELS = ("principal", "principal", "significant", "significant", "significant", "none")
STATUSES = ("proposed", "planned", "planned", "running", "running", "completed", "completed", "abandoned")
WEIGHTS = ("1", "2", "3", "0.5", "1.25", "0.1", "3.333", "2.50", "10", ".5", "25e-2")
TARGETS = ("1", "2", "0.5", "3", "1.5", "0.8", "0.4")
AMOUNTS = ("0", "0.01", "0.05", "1", "100", "33.33", "999.99", "1000", "1234.5", "2500000", "1000000.01")
CURSORS = ("0", "1", "0.5", "0.25", "0.3333", "0.75", "0.4", "0.9")
SHARES = ("0", "1", "0.5", "0.4", "0.25", "0.1", "0.75")
NODE_METRICS = ("coverage", "delivered", "funded_share")
FRAMEWORK_METRICS = (*NODE_METRICS, "mandate_coverage", "focus")
METRICS = (*FRAMEWORK_METRICS, "articulation", "alignment", "leverage")


@dataclass
class Size:
    """Upper bounds of what is drawn."""

    regions: int
    siblings: int
    depth: int
    clusters: int
    actions: int
    shared: int


SIZES = {
    "tiny": Size(regions=1, siblings=2, depth=2, clusters=2, actions=2, shared=1),
    "small": Size(regions=3, siblings=3, depth=3, clusters=5, actions=5, shared=2),
    "large": Size(regions=3, siblings=5, depth=4, clusters=14, actions=10, shared=3),
}


@dataclass
class World:
    """What was drawn so far: ids that others may refer to.

    `nodes` maps (region or None, framework) to the ids of every declared node; `hollow` names the frameworks
    without any.
    """

    rng: Random
    size: Size
    regions: list[str] = field(default_factory=list)
    nodes: dict[tuple[str | None, str], list[str]] = field(default_factory=dict)
    hollow: list[str] = field(default_factory=list)
    domains: list[str] = field(default_factory=list)
    scenarios: dict[str, list[str]] = field(default_factory=dict)

    def chance(self, share: float) -> bool:
        """True in that share of cases."""
        return self.rng.random() < share

    def title(self, what: str) -> str:
        """A short text with accents and characters that YAML would otherwise read."""
        return f"{what} : {self.rng.choice(WORDS)}, « {self.rng.choice(WORDS)} » #{self.rng.randrange(100)}"

    def frameworks_of(self, region: str) -> list[str]:
        """Frameworks that the region is scored on."""
        return [name for owner, name in self.nodes if owner in (None, region)]


def nodes(world: World, name: str, depth: int, used: list[str], count: int | None = None) -> list[dict[str, Any]]:
    """Siblings with what lies below them; depth is uneven."""
    rng, result = world.rng, []
    plain = world.chance(0.3)
    for _ in range(count if count is not None else rng.randint(1, world.size.siblings)):
        ident = f"{rng.choice('abcdefgh')}{len(used)}"
        if world.chance(0.5):
            ident = f"n-{len(used)}-{rng.randrange(9)}"
        used.append(ident)
        item: dict[str, Any] = {"id": ident, "title": world.title(name)}
        if not plain and world.chance(0.6):
            item["weight"] = Raw(rng.choice(WEIGHTS))
        if world.chance(0.25):
            item["target"] = Raw(rng.choice(TARGETS))
        if world.domains and world.chance(0.3):
            item["domains"] = [rng.choice(world.domains)]
        if world.chance(0.2):
            item["cross_cutting"] = True
        if depth > 1 and world.chance(0.55):
            item["objectives"] = nodes(world, name, depth - 1, used)
        elif world.chance(0.2):
            item["objectives"] = []
        result.append(item)
    return result


def framework_head(world: World, name: str, optional: bool = True) -> dict[str, Any]:
    """Title, period, status, completeness, scored_depth."""
    rng = world.rng
    head: dict[str, Any] = {"title": world.title(name)}
    if not optional or world.chance(0.8):
        head["period"] = Raw(rng.choice(PERIODS))
    if world.chance(0.3):
        head["status"] = Raw(rng.choice(("adopted", "draft", "superseded")))
    if world.chance(0.3):
        head["completeness"] = Raw(rng.choice(("full", "partial")))
    if world.chance(0.5):
        head["scored_depth"] = Raw(str(rng.randint(1, 3)))
    return head


def shared_frameworks(world: World, folder: Path) -> None:
    """European frameworks beside the S3, vocabulary and I3 rules."""
    rng = world.rng
    if world.chance(0.4):
        world.domains = ["dom-a", "dom-b", "dom-c"]
        entries = [{"id": d, "title": {"fr": f"Domaine {d}", "en": f"Domain {d}"}} for d in world.domains]
        write(folder / "europe/domains.yaml", {"alignment": Raw("domains/v1"), "domains": entries})
    if world.chance(0.2):
        strand = {"id": "strand-1", "title": "Volet 1", "description": "Investissements"}
        write(folder / "europe/i3.yaml", {"alignment": Raw("i3/v1"), "strands": [strand], "rules": []})
    names = rng.sample(("horizon-europe", "digital-europe", "a-life"), rng.randint(0, world.size.shared))
    for name in names:
        used: list[str] = []
        count = 0 if world.chance(0.06) else None
        value = {"alignment": Raw("framework/v1"), "id": name, **framework_head(world, name)}
        value["side"] = Raw("european")
        value["priorities"] = nodes(world, name, world.size.depth, used, count)
        write(folder / f"europe/{name}.yaml", value)
        if used:
            world.nodes[(None, name)] = used
        else:
            world.hollow.append(name)


def frameworks_map(world: World, region: str) -> dict[str, Any]:
    """Weights of some European frameworks, 0 included, and sometimes of absent ones."""
    present = [name for name in world.frameworks_of(region) if name != "srdeii"]
    names = list(dict.fromkeys([*present, "s3", *world.hollow]))
    weights = ("0", "0", "1", "2", "0.5", "1.5")
    return {name: Raw(world.rng.choice(weights)) for name in names if world.chance(0.7)}


def scenario(world: World, region: str, number: int) -> dict[str, Any]:
    """A scenario with some of: cursor, node weights, frameworks."""
    rng = world.rng
    value: dict[str, Any] = {"id": f"scenario-{number}", "title": world.title("scénario")}
    if world.chance(0.7):
        value["cursor"] = Raw(rng.choice(CURSORS))
    if world.chance(0.7):
        every = [f"{f}:{n}" for (o, f), ids in world.nodes.items() if o in (None, region) for n in ids]
        chosen = rng.sample(every, min(len(every), rng.randint(1, 4)))
        value["weights"] = {ref: Raw(rng.choice(WEIGHTS)) for ref in chosen}
    if world.chance(0.5):
        value["frameworks"] = frameworks_map(world, region)
    return value


def requirement(world: World, region: str, number: int, metric: str, clusters: list[str]) -> dict[str, Any]:
    """A requirement on a metric, for everyone or for some."""
    rng = world.rng
    value: dict[str, Any] = {"id": f"req-{number}", "title": world.title("exigence"), "metric": Raw(metric)}
    if metric in FRAMEWORK_METRICS:
        framework = rng.choice([*world.frameworks_of(region), "s3"])
        owner = region if (region, framework) in world.nodes else None
        absent = (owner, framework) not in world.nodes
        if metric in NODE_METRICS and not absent and world.chance(0.6):
            value["node"] = f"{framework}:{rng.choice(world.nodes[(owner, framework)])}"
        if "node" not in value or world.chance(0.2):
            value["framework"] = framework
    value[rng.choice(("at_least", "at_most"))] = Raw(rng.choice(SHARES))
    limits: dict[str, Any] = {}
    if world.chance(0.3):
        limits["types"] = [Raw(t) for t in rng.sample(TYPES, rng.randint(1, 2))]
    if clusters and world.chance(0.3):
        limits["clusters"] = rng.sample(clusters, 1)
    if limits:
        value["applies_to"] = limits
    value["severity"] = Raw(rng.choice(("error", "warning")))
    return value


def steering(world: World, region: str, clusters: list[str]) -> dict[str, Any]:
    """Cursor, frameworks, scenarios, requirements, envelope; each may be missing."""
    rng, value = world.rng, {}
    if world.chance(0.6):
        value["cursor"] = Raw(rng.choice(CURSORS))
    if world.chance(0.6):
        value["frameworks"] = frameworks_map(world, region)
    count = rng.randint(0, 3)
    if count:
        value["scenarios"] = [scenario(world, region, i) for i in range(count)]
        world.scenarios[region] = [f"scenario-{i}" for i in range(count)]
    metrics = [metric for metric in METRICS if world.chance(0.7)]
    if metrics:
        value["requirements"] = [requirement(world, region, i, m, clusters) for i, m in enumerate(metrics)]
    if world.chance(0.5):
        value["envelope"] = Raw(rng.choice(AMOUNTS))
    return value


def reference(world: World, home: str, owner: str | None, framework: str, node: str) -> str:
    """A node as a file of the home region names it; the home region itself is sometimes spelt out."""
    if owner is None or (owner == home and not world.chance(0.1)):
        return f"{framework}:{node}"
    return f"{owner}/{framework}:{node}"


def contributions(world: World, regions: list[str]) -> dict[str, Any]:
    """Levels on nodes of any depth in every framework that the cluster may name."""
    rng, result = world.rng, {}
    for (owner, framework), ids in world.nodes.items():
        if owner not in (None, *regions) or world.chance(0.3):
            continue
        for node in rng.sample(ids, min(len(ids), rng.choice((0, 1, 1, 2, 3, 4)))):
            result[reference(world, regions[0], owner, framework, node)] = Raw(rng.choice(LEVELS))
    return result


def budget(world: World) -> list[dict[str, Any]] | None:
    """No budget, an empty one, zero, or one to three lines with cents."""
    rng = world.rng
    if world.chance(0.25):
        return None if world.chance(0.8) else []
    result = []
    for _ in range(rng.choice((1, 1, 2, 3))):
        source = "region" if world.chance(0.4) else rng.choice(SOURCES)
        amount = rng.choice(AMOUNTS)
        if world.chance(0.4):
            amount = f"{rng.randrange(1_000_000)}.{rng.randrange(100):02d}"
        line: dict[str, Any] = {"source": Raw(source), "amount": Raw(amount)}
        if world.chance(0.5):
            line["secured"] = world.chance(0.6)
        result.append(line)
    return result


def action(world: World, regions: list[str], number: int, years: tuple[int, int]) -> dict[str, Any]:
    """An action of any status."""
    rng = world.rng
    value: dict[str, Any] = {"id": f"{rng.choice('xyz')}-{number}", "title": world.title("action")}
    status = rng.choice(STATUSES)
    if status != "planned" or world.chance(0.5):
        value["status"] = Raw(status)
    if world.chance(0.6):
        first = rng.randint(*years)
        value["period"] = Raw(f"{first}/{rng.randint(first, years[1])}")
    if status == "running" and world.chance(0.8):
        value["progress"] = Raw(rng.choice(SHARES))
    declared = contributions(world, regions)
    if declared or world.chance(0.5):
        value["contributions"] = declared
    money = budget(world)
    if money is not None:
        value["budget"] = money
    if world.domains and world.chance(0.3):
        value["domains"] = [rng.choice(world.domains)]
    if world.chance(0.2):
        value["value_chain"] = [Raw("test"), Raw("services")]
    return value


def roadmap(world: World, ident: str, home: str) -> dict[str, Any]:
    """A roadmap, sometimes in several regions, without actions, or with a mandate."""
    rng = world.rng
    others = [region for region in world.regions if region != home]
    regions = [home]
    if others and world.chance(0.35):
        regions += rng.sample(others, rng.randint(1, len(others)))
    value: dict[str, Any] = {
        "alignment": Raw("roadmap/v1"),
        "id": ident,
        "name": world.title("Grappe"),
        "type": Raw(rng.choice(TYPES)),
        "provenance": Raw(rng.choice(PROVENANCES)),
    }
    if len(regions) > 1 or world.chance(0.3):
        value["regions"] = regions
    years = (rng.randint(2020, 2023), rng.randint(2024, 2029))
    if world.chance(0.7):
        value["period"] = Raw(f"{years[0]}/{years[1]}")
    if world.chance(0.6):
        named = [
            reference(world, home, owner, framework, rng.choice(ids))
            for (owner, framework), ids in world.nodes.items()
            if owner in (None, *regions) and world.chance(0.5)
        ]
        value["mandate"] = named
    count = 0 if world.chance(0.12) else rng.randint(1, world.size.actions)
    if count or world.chance(0.5):
        value["actions"] = [action(world, regions, i, years) for i in range(count)]
    return value


def roadmaps(world: World, home: str, numbers: list[int], folder: Path) -> list[tuple[str, list[str]]]:
    """The roadmaps of a folder, some of them twins of another (equal scores); returns ids and regions."""
    rng, result = world.rng, []
    last: dict[str, Any] | None = None
    for _ in range(0 if world.chance(0.08) else rng.randint(1, world.size.clusters)):
        ident = f"{rng.choice('abcxyz')}-{numbers.pop()}"
        if last is not None and world.chance(0.25):
            value = last | {"id": ident, "type": Raw(rng.choice(TYPES))}
        else:
            value = roadmap(world, ident, home)
        last = value
        write(folder / f"regions/{home}/clusters/{ident}.yaml", value)
        result.append((ident, [str(region) for region in value.get("regions", [home])]))
    return result


def method(world: World, folder: Path) -> None:
    """Other coefficients and thresholds, in some data sets."""
    if not world.chance(0.4):
        return
    rng = world.rng
    value: dict[str, Any] = {"alignment": Raw("method/v1")}
    choices = {"significant": ("0.3", "0.5", "0.25", "1"), "target": ("1", "2", "1.5", "0.5")}
    choices |= {"fragile": ("1.5", "2", "1.2"), "crowded": ("3", "2", "1.5")}
    for name, values in choices.items():
        if world.chance(0.5):
            value[name] = Raw(rng.choice(values))
    if world.chance(0.5):
        value["states"] = {"gap": Raw(rng.choice(("0.1", "0.4"))), "partial": Raw(rng.choice(("0.5", "0.8")))}
    write(folder / "method.yaml", value)


def generate(seed: int, folder: Path, size: str = "small") -> dict[str, list[str]]:
    """Write a valid data set; region id -> ids of its scenarios.

    `size` is "tiny" (small enough to enumerate permutations), "small" or "large".
    """
    world = World(Random(f"{size}-{seed}"), SIZES[size])
    rng = world.rng
    shared_frameworks(world, folder)
    world.regions = [f"region-{letter}" for letter in "abc"[: rng.randint(1, world.size.regions)]]
    axes: dict[str, list[dict[str, Any]]] = {}
    for region in world.regions:
        used: list[str] = []
        axes[region] = nodes(world, "axe", world.size.depth, used)
        world.nodes[(region, "srdeii")] = used
        if world.chance(0.8):
            used = []
            value = {"alignment": Raw("s3/v1"), "region": region, **framework_head(world, "S3")}
            value["priorities"] = nodes(world, "priorité", world.size.depth, used)
            write(folder / f"s3/{region}.yaml", value)
            world.nodes[(region, "s3")] = used
    numbers = rng.sample(range(100, 1000), 3 * world.size.clusters)
    present = [item for region in world.regions for item in roadmaps(world, region, numbers, folder)]
    for region in world.regions:
        head = {"alignment": Raw("region/v1"), "id": region, "name": f"Région {region[-1].upper()}"}
        text = framework_head(world, "SRDEII") | {"axes": axes[region]}
        mine = [ident for ident, regions in present if region in regions]
        value = head | {"srdeii": text}
        asked = steering(world, region, mine)
        if asked or world.chance(0.5):
            value["steering"] = asked
        write(folder / f"regions/{region}/region.yaml", value)
    method(world, folder)
    return {region: world.scenarios.get(region, []) for region in world.regions}
