"""The closed lists that people choose from, and what they meant when they typed instead: certain, or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Final, NamedTuple

from alignment.check.nearest import fold as fold
from alignment.kernel.bilingual import Bilingual
from alignment.model.dataset import REGION_FRAMEWORKS, Dataset, FrameworkText
from alignment.model.labels import CHAIN, LEVEL, PROVENANCE, SOURCE, STATUS, TYPE, framework_name

NEAR: Final = 92
"""Similarity, 0 to 100, from which an altered wording is taken for the one that it is nearest to."""
DOUBT: Final = 82
"""Similarity from which an altered wording is too near to be another thing, and too far to be the same."""
MARGIN: Final = 4
"""How much less similar the second nearest must be."""

_ALSO: Final[Mapping[str, tuple[str, ...]]] = {
    "principal": ("principale", "principaux", "objectif principal"),
    "significant": ("significative", "contribution significative"),
    "none": ("non visée", "aucun", "aucune", "non concerné", "non concernée"),
    "proposed": ("proposé", "en projet"),
    "planned": ("prévu", "planifiée", "planifié", "programmée", "programmé", "à venir"),
    "running": ("en cours de réalisation", "démarrée", "démarré", "en cours d’exécution"),
    "completed": ("achevé", "terminée", "terminé", "finie", "fini", "réalisée", "réalisé", "clôturée", "close"),
    "abandoned": ("abandonné", "annulée", "annulé"),
    "pole": ("pôle", "pôle de compétitivité (phase V)"),
    "cluster": ("grappe", "grappe d’entreprises"),
    "expertise-centre": ("centre de ressources et d’expertise",),
    "published": ("publié", "déclarée par le cluster"),
    "coded": ("codée", "codé"),
    "region": ("conseil régional",),
    "state": ("france 2030", "état (france 2030)"),
    "erdf": ("feder", "fonds européen de développement régional", "feder régional"),
    "horizon-europe": ("horizon",),
    "eu-other": ("autre fonds européen", "autres financements européens"),
    "local": ("collectivité locale", "autres collectivités", "métropole", "département", "commune", "epci"),
    "members": ("membre", "cotisations", "adhérents", "autofinancement des membres"),
    "private": ("privés", "privée", "fonds privés", "financement privé"),
    "other": ("autre",),
}


class Choice(NamedTuple):
    """One entry of a list: its code in the files, and what people see and choose."""

    code: str
    label: str


class Meant(NamedTuple):
    """What a text stands for: the code if it is certain, else the labels that it may stand for."""

    code: str | None
    candidates: tuple[str, ...] = ()
    exact: bool = True


class Choices:
    """A closed list. `names` are other wordings of its entries, each with the codes that bear it."""

    def __init__(self, entries: Iterable[Choice], names: Iterable[tuple[str, str]] = ()) -> None:
        """Keep entries in order, and index every wording, folded."""
        self.entries = tuple(entries)
        self.labels = {entry.code: entry.label for entry in self.entries}
        self._exact: dict[str, str] = {}
        self._named: dict[str, list[str]] = {}
        for code, label in self.entries:
            self._exact.setdefault(squeezed(label), code)
        for code, _ in self.entries:
            self._exact.setdefault(squeezed(code), code)  # after the labels, which are what people see
        for name, code in names:
            codes = self._named.setdefault(squeezed(name), [])
            if code in self.labels and code not in codes:
                codes.append(code)

    def meant(self, text: str) -> Meant:
        """What `text` stands for: a label, a code, another wording that one entry alone has, or very nearly one."""
        if text in self.labels:
            return Meant(text)
        wanted = squeezed(text)
        if wanted in self._exact:
            return Meant(self._exact[wanted])
        named = self._named.get(wanted, ())
        if len(named) == 1:
            return Meant(named[0])
        if named:
            return Meant(None, tuple(self.labels[code] for code in named))
        return self._nearly(wanted)

    def _nearly(self, wanted: str) -> Meant:
        near = nearest(wanted, self._wordings)
        if near.certain is not None:
            return Meant(near.certain, exact=False)
        return Meant(None, tuple(self.labels[code] for code in near.candidates))

    @cached_property
    def _wordings(self) -> list[tuple[str, str]]:
        """Every wording that one entry alone has, folded, with its code."""
        single = [(name, codes[0]) for name, codes in self._named.items() if len(codes) == 1]
        return [*self._exact.items(), *single]


class Near(NamedTuple):
    """The code that a wording stands for if one alone is near enough, else those that are near, nearest first."""

    certain: str | None
    candidates: tuple[str, ...]


def nearest(wanted: str, wordings: Iterable[tuple[str, str]]) -> Near:
    """The code among (folded wording, code) that an altered wording can only mean.

    Numbers must be the same ones: « Axe 2 » is no slip for « Axe 3 ».
    """
    from rapidfuzz import fuzz

    scores: dict[str, float] = {}
    for wording, code in wordings:
        score = fuzz.ratio(wanted, wording)
        if score >= 60:
            if numbers(wanted) != numbers(wording):
                score = min(score, NEAR - 1)
            scores[code] = max(score, scores.get(code, 0))
    ranked = sorted(scores, key=lambda code: (-scores[code], code))[:3]
    best, second = ([scores[code] for code in ranked] + [0.0, 0.0])[:2]
    if len(wanted) >= 5 and best >= NEAR and best - second >= MARGIN:
        return Near(ranked[0], ())
    return Near(None, tuple(ranked))


def resembling(wanted: str, wordings: Iterable[tuple[str, str]]) -> list[str]:
    """The codes among (folded wording, code) that an altered wording may well mean, numbers being the same."""
    from rapidfuzz import fuzz

    return [
        code
        for wording, code in wordings
        if fuzz.ratio(wanted, wording) >= DOUBT and numbers(wanted) == numbers(wording)
    ]


def squeezed(text: str) -> str:
    """A wording without case, accents, punctuation or doubled spaces."""
    return " ".join(re.findall(r"\w+", fold(text)))


def numbers(text: str) -> list[str]:
    """The numbers of a wording, in order."""
    return re.findall(r"\d+", text)


def closed(labels: Mapping[str, Bilingual]) -> Choices:
    """A list of the format, in the words of people."""
    names = [(name, code) for code in labels for name in (labels[code].en, *_ALSO.get(code, ()))]
    return Choices([Choice(code, label.fr) for code, label in labels.items()], names)


LEVELS: Final = closed(LEVEL)
STATUSES: Final = closed(STATUS)
TYPES: Final = closed(TYPE)
PROVENANCES: Final = closed(PROVENANCE)
MONEY_SOURCES: Final = closed(SOURCE)
STAGES: Final = closed(CHAIN)


class Priority(NamedTuple):
    """A priority as the workbook lists it."""

    reference: str
    label: str
    framework: str
    depth: int
    description: str


def priorities(data: Dataset, regions: Iterable[str], home: str) -> list[Priority]:
    """Every priority that a roadmap of these regions can name: the home region's first, the European ones last.

    A reference to another region's framework carries that region. Labels are unique: « S3 – Santé ».
    """
    order = [home, *(region for region in regions if region != home)]
    own = [text for region in order for text in data.frameworks_of(region) if text.id in REGION_FRAMEWORKS]
    listed: list[tuple[str, str, FrameworkText, int, str]] = []
    for text in [*own, *(shared for shared in data.frameworks.values() if shared.roots)]:
        abroad = text.region is not None and text.region != home
        prefix = f"{text.region}/" if abroad else ""
        name = framework_name(text.id)
        if abroad and text.region and text.region in data.regions:
            name = f"{name} {data.regions[text.region].name}"
        for placed in text.nodes.values():
            label = f"{name} – {placed.node.title}"
            reference = f"{prefix}{text.id}:{placed.node.id}"
            listed.append((reference, label, text, placed.depth, placed.node.description or ""))
    seen: dict[str, int] = {}
    for _, label, *_ in listed:
        seen[squeezed(label)] = seen.get(squeezed(label), 0) + 1
    return [
        Priority(
            reference,
            f"{label} [{reference.rpartition(':')[2]}]" if seen[squeezed(label)] > 1 else label,
            text.title,
            depth,
            description,
        )
        for reference, label, text, depth, description in listed
    ]


def priority_choices(listed: Iterable[Priority]) -> Choices:
    """The list of priorities; the title alone names one where no other has it."""
    listed = list(listed)
    names = [(each.label.partition(" – ")[2], each.reference) for each in listed]
    names += [(each.reference.replace(":", " "), each.reference) for each in listed]
    return Choices([Choice(each.reference, each.label) for each in listed], names)


def domain_choices(data: Dataset) -> Choices:
    """The shared vocabulary, by its French titles; other labels count where one domain alone has them."""
    found = data.domains.domains if data.domains else ()
    names = [(name, each.id) for each in found for name in (each.title.en, *each.labels)]
    return Choices([Choice(each.id, each.title.fr) for each in found], names)


def region_choices(data: Dataset) -> Choices:
    """Regions by name, id or NUTS code."""
    names = [(code, region) for region, model in data.regions.items() for code in model.nuts]
    return Choices([Choice(region, model.name) for region, model in data.regions.items()], names)
