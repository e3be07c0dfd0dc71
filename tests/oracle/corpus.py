"""Large seeded synthetic data sets, written straight as text: for benchmarks, never for figures.

They hang together as real data do: statuses go with periods, money is secured once it was decided, a mandate names what
actions serve. About one action in two hundred has a slip that `check` warns of, so that findings are paid for too.

    python tests/oracle/corpus.py FOLDER --regions 18 --roadmaps 600

Sizes that the benchmarks name: S 3 regions, 30 roadmaps; M 18, 600 (about 17,500 actions, 18 MB);
L 240, 6,000 (about 176,000 actions, 190 MB).
"""

from __future__ import annotations

import argparse
from pathlib import Path
from random import Random

THEMES = (
    ("hydrogene", "Hydrogène décarboné", "électrolyseurs, stockage et distribution d'hydrogène bas carbone"),
    ("batteries", "Batteries et stockage", "cellules, modules et recyclage des batteries de véhicules"),
    ("bois", "Forêt, bois et construction", "transformation du bois local et construction biosourcée"),
    ("sante", "Santé et dispositifs médicaux", "dispositifs médicaux, essais cliniques et données de santé"),
    ("micro", "Microélectronique", "puces, capteurs et photonique intégrée pour l'industrie"),
    ("ia", "Intelligence artificielle", "modèles d'apprentissage et calcul embarqué dans les PME"),
    ("agri", "Agroalimentaire durable", "filières alimentaires locales, protéines végétales et traçabilité"),
    ("eau", "Eau et milieux aquatiques", "traitement, sobriété et réutilisation de l'eau industrielle"),
    ("textile", "Textiles techniques", "fibres techniques, recyclage textile et matériaux souples"),
    ("aero", "Aéronautique et spatial", "structures légères, propulsion sobre et services spatiaux"),
    ("mobilite", "Mobilités sobres", "logistique urbaine, ferroviaire léger et véhicules autonomes"),
    ("chimie", "Chimie du végétal", "procédés biosourcés, solvants verts et biotechnologies blanches"),
    ("reemploi", "Économie circulaire", "réemploi, tri avancé et boucles de matières premières critiques"),
    ("tourisme", "Tourisme et patrimoine", "expériences de visite, montagne quatre saisons et accueil"),
    ("cyber", "Cybersécurité", "audits, formation et plateformes de détection pour les petites entreprises"),
    ("energie", "Énergies renouvelables", "réseaux intelligents, chaleur renouvelable et méthanisation"),
)
VERBS = ("Accompagner", "Expérimenter", "Déployer", "Structurer", "Former", "Industrialiser", "Mutualiser")
MEANS = (
    "un démonstrateur partagé ouvert aux entreprises du territoire",
    "un appel à projets annuel instruit avec la Région et l'État",
    "un parcours d'accompagnement individuel de douze mois",
    "une plateforme d'essais adossée à un laboratoire public",
    "des missions à l'étranger avec des grappes partenaires",
    "un fonds d'amorçage abondé par des industriels",
)
EFFECTS = (
    "Trente entreprises visées d'ici la fin de la période, dont vingt PME",
    "Une feuille de route technologique est révisée chaque année par le conseil scientifique",
    "Les résultats sont diffusés lors de rencontres professionnelles régulières",
    "L'action prolonge un projet pilote conclu avec des résultats jugés encourageants",
)
TYPES = ("pole", "cluster", "expertise-centre", "network")
TOWNS = (
    "Belmont",
    "Castelvert",
    "Dournac",
    "Fauvières",
    "Grandlieu",
    "Laubrec",
    "Montescol",
    "Rocheval",
    "Tisleran",
)
QUARTERS = ("centre", "nord", "sud", "rive droite", "plateau", "vallée", "port", "gare", "citadelle", "jardins")
STATUSES = ("proposed", "planned", "planned", "running", "running", "completed", "abandoned")
STARTS = {"proposed": (2026, 2027), "planned": (2026, 2027), "running": (2024, 2026), "completed": (2022, 2023)}
"""First years of an action, by status (an abandoned one: any)."""
ENDS = {"proposed": (2027, 2028), "planned": (2027, 2028), "running": (2027, 2028), "completed": (2023, 2025)}
SLIPS = 200
"""One action in so many has a slip."""
ABROAD = 50
"""One roadmap in so many works in the next region too."""
DEMANDING = 3
"""One region in so many asks something of its clusters, which they nearly all do."""
CO_FUNDERS = ("state", "erdf", "horizon-europe", "local", "members", "private")
STAGES = ("research", "design", "components", "test", "production", "integration", "services", "recycling")
AXES, PER_AXIS, S3 = 5, 3, 8


def region_id(number: int) -> str:
    """Id of the n-th region."""
    return f"territoire-{number:03d}"


def region_text(region: str, number: int, rng: Random) -> str:
    """A region with five axes of three objectives and some steering."""
    parts = [
        f'alignment: region/v1\nid: {region}\nname: "Territoire {number:03d}"\nsrdeii:\n'
        f'  title: "Schéma du territoire {number:03d}"\n  period: 2022/2028\n  axes:\n'
    ]
    themes = rng.sample(THEMES, AXES * PER_AXIS)
    for axis in range(AXES):
        parts.append(
            f'    - id: axe-{axis}\n      title: "{rng.choice(VERBS)} les filières, axe {axis + 1}"\n'
            f"      weight: {rng.randint(1, 3)}\n      objectives:\n"
        )
        for theme, title, text in themes[axis * PER_AXIS : (axis + 1) * PER_AXIS]:
            parts.append(f'        - id: {theme}\n          title: "{title}"\n          description: "{text}"\n')
    parts.append("steering:\n  cursor: 0.5\n  frameworks: {s3: 1, horizon-europe: 0.5}\n")
    if number % DEMANDING == 0:
        parts.append(
            '  requirements:\n    - id: engagement\n      title: "Servir la stratégie de spécialisation"\n'
            "      metric: coverage\n      framework: s3\n      at_least: 0.05\n      severity: warning\n"
        )
    return "".join(parts)


def s3_text(region: str, themes: list[tuple[str, str, str]]) -> str:
    """The region's S3: eight leaves."""
    head = f'alignment: s3/v1\nregion: {region}\ntitle: "S3 {region}"\nperiod: 2021/2027\npriorities:\n'
    items = (f'  - id: {t}\n    title: "{title}"\n    description: "{text}"\n' for t, title, text in themes)
    return head + "".join(items)


def horizon_text() -> str:
    """A shared European framework of six leaves."""
    head = "alignment: framework/v1\nid: horizon-europe\ntitle: Horizon Europe\nside: european\npriorities:\n"
    return head + "".join(f'  - id: cluster-{i}\n    title: "Pôle thématique {i}"\n' for i in range(1, 7))


def action_text(number: int, s3: list[str], srdeii: list[str], rng: Random) -> tuple[str, list[str]]:
    """One action of about a thousand characters, and what it serves, if it counts.

    It has two contributions and, seven times in ten, two budget lines.
    """
    _, title, text = rng.choice(THEMES)
    _, second, more = rng.choice(THEMES)
    status = rng.choice(STATUSES)
    first, last = rng.randint(*STARTS.get(status, (2022, 2026))), rng.randint(*ENDS.get(status, (2027, 2028)))
    slip = rng.randrange(SLIPS) == 0
    if slip and status == "running":
        last = first  # over since long
    progress = (
        f"    progress: 0.{rng.randint(1, 9)}\n" if status == "running" or (slip and status == "planned") else ""
    )
    main = f"s3:{rng.choice(s3)}" if rng.random() < 0.5 else f"srdeii:{rng.choice(srdeii)}"
    serves = [main]
    links = f"      {main}: principal\n"
    if rng.random() < 0.7:
        serves.append(f"srdeii:axe-{rng.randrange(AXES)}")
        links += f"      {serves[-1]}: significant\n"
    if rng.random() < 0.3:
        links += f"      horizon-europe:cluster-{rng.randint(1, 6)}: significant\n"
    money = ""
    if rng.random() < 0.7:
        secured = ", secured: true" if status != "proposed" or slip else ""
        money = (
            f"    budget:\n      - {{source: region, amount: {rng.randint(50, 9000)}00{secured}}}\n"
            f"      - {{source: {rng.choice(CO_FUNDERS)}, amount: {rng.randint(5, 4000) * 100}.50}}\n"
        )
    place = f"{rng.choice(TOWNS)}-{rng.choice(TOWNS)} {rng.choice(QUARTERS)}"
    written = (
        f'  - id: action-{number}\n    title: "{rng.choice(VERBS)} à {place} : {title.lower()}"\n'
        f'    description: "{rng.choice(VERBS)} les entreprises de {place} par {rng.choice(MEANS)}, autour'
        f" de {text}. {rng.choice(EFFECTS)}. Un second volet, {second.lower()}, porte sur {more}, avec"
        f' {rng.choice(MEANS)}. {rng.choice(EFFECTS)}."\n'
        f"    status: {status}\n    period: {first}/{last}\n{progress}"
        f"    contributions:\n{links}{money}    value_chain: [{rng.choice(STAGES)}]\n"
        f'    partners:\n      - {{name: "Partenaire {rng.randrange(5000)}", country: FR}}\n'
        f'    indicators:\n      - {{id: entreprises, title: "Entreprises accompagnées", unit: nombre,'
        f" baseline: 0, target: {rng.randint(10, 200)}, value: {rng.randint(0, 10)}}}\n"
    )
    return written, serves if status not in ("proposed", "abandoned") else []


def roadmap_text(
    ident: str, actions: int, s3: list[str], srdeii: list[str], regions: list[str], rng: Random
) -> str:
    """One roadmap, whose mandate names two priorities that it serves; of several regions, it serves each."""
    written = [action_text(i, s3, srdeii, rng) for i in range(actions)]
    served = sorted({reference for _, serves in written for reference in serves})
    several = f"regions: [{', '.join(regions)}]\n" if len(regions) > 1 else ""
    common = "".join(
        f'  - id: commune-{region}\n    title: "Actions communes avec {region}"\n    status: running\n'
        f"    period: 2025/2028\n    contributions:\n      {region}/srdeii:axe-0: principal\n"
        for region in regions[1:]
    )
    head = (
        f'alignment: roadmap/v1\nid: {ident}\nname: "Grappe {ident}"\ntype: {rng.choice(TYPES)}\n{several}'
        f"period: 2022/2028\nprovenance: illustrative\nmembers: {rng.randint(30, 600)}\n"
        f"mandate: [{', '.join(rng.sample(served, min(2, len(served))))}]\nactions:\n"
    )
    return head + "".join(text for text, _ in written) + common


def corpus(folder: Path, regions: int, roadmaps_per_region: float, actions: float = 29.5, seed: int = 0) -> int:
    """Write `regions` regions, that many roadmaps and actions on average each; the number of actions written.

    Both means may be fractional (600 roadmaps over 18 regions: 33.34); totals are rounded.
    """
    rng, total = Random(seed), round(regions * roadmaps_per_region)
    (folder / "s3").mkdir(parents=True, exist_ok=True)
    (folder / "europe").mkdir(exist_ok=True)
    (folder / "europe/horizon-europe.yaml").write_text(horizon_text(), encoding="utf-8")
    written = number = 0
    for index in range(regions):
        region = region_id(index + 1)
        home = folder / "regions" / region
        (home / "clusters").mkdir(parents=True, exist_ok=True)
        text = region_text(region, index + 1, rng)
        (home / "region.yaml").write_text(text, encoding="utf-8")
        themes = rng.sample(THEMES, S3)
        (folder / f"s3/{region}.yaml").write_text(s3_text(region, themes), encoding="utf-8")
        srdeii = [theme for theme, _, _ in THEMES if f"- id: {theme}\n" in text]
        s3 = [theme for theme, _, _ in themes]
        while number < (index + 1) * total // regions:
            number += 1
            count = max(0, round(actions + rng.uniform(-1, 1) * 0.6 * actions))
            homes = [region, region_id((index + 1) % regions + 1)] if rng.randrange(ABROAD) == 0 else [region]
            body = roadmap_text(f"grappe-{number}", count, s3, srdeii, list(dict.fromkeys(homes)), rng)
            (home / f"clusters/grappe-{number}.yaml").write_text(body, encoding="utf-8")
            written += count
    return written


def main() -> None:
    """Write a corpus from the command line and say what it holds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--regions", type=int, default=18)
    parser.add_argument("--roadmaps", type=int, default=600, help="in the whole corpus")
    parser.add_argument("--actions", type=float, default=29.5, help="per roadmap, on average")
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    count = corpus(asked.folder, asked.regions, asked.roadmaps / asked.regions, asked.actions, asked.seed)
    size = sum(path.stat().st_size for path in asked.folder.rglob("*.yaml"))
    print(f"{asked.regions} regions, {asked.roadmaps} roadmaps, {count} actions, {size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
