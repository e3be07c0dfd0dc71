"""A region's priorities as linked data: SKOS for frameworks and domains, DCAT-AP for the data set that they belong to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple
from urllib.parse import urlsplit

from alignment.kernel.bilingual import Bilingual
from alignment.kernel.user_error import UserError
from alignment.model.dataset import Dataset, FrameworkText

Node = dict[str, Any]

CONTEXT: Final[Mapping[str, Any]] = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_LANGUAGE: Final = "http://publications.europa.eu/resource/authority/language/FRA"
_NUTS: Final = "http://data.europa.eu/nuts/code/"
_CSV: Final = "http://publications.europa.eu/resource/authority/file-type/CSV"


class Publication(NamedTuple):
    """What the data don't say and a portal wants: the address of the data, who publishes them, under which licence."""

    base: str = "urn:alignment:"
    publisher: str | None = None
    licence: str | None = None


def linked_data(data: Dataset, region: str, about: Publication, tables: Sequence[str]) -> Node:
    """JSON-LD 1.1 of a region: one data set, its concept schemes, their concepts.

    With a web address, each of `tables` (names) is a distribution below it. Raises UserError for an address that is none.
    """
    iri = _Names(_checked(about.base))
    graph: list[Node] = [_dataset(data, region, about, tables, iri)]
    for text in data.frameworks_of(region):
        graph += _scheme(text, region, iri)
    if data.domains:
        graph += _domains(data, iri)
    return {"@context": CONTEXT, "@graph": graph}


class _Names:
    """The identifiers of things, all below one address."""

    def __init__(self, base: str) -> None:
        self.base = base
        self._cut = ":" if base.startswith("urn:") else "/"

    def of(self, *parts: str) -> str:
        return self.base + self._cut.join(parts)

    def framework(self, text: FrameworkText, *node: str) -> str:
        return self.of(text.id, *([text.region] if text.region else []), *node)


def _checked(base: str) -> str:
    if base.startswith("urn:") and base.endswith(":") and base.isascii() and _is_clean(base):
        return base
    if _is_web_address(base):
        return base if base.endswith(("/", "#")) else base + "/"
    raise UserError(
        Bilingual(
            f"--namespace\u00a0: «\u00a0{base}\u00a0» n’est pas une adresse comme https://data.region.fr/alignement/.",
            f"--namespace: “{base}” is not an address such as https://data.region.fr/alignement/.",
        )
    )


def _is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:  # brackets that hold no address of a machine
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc) and _is_clean(text)


def _is_clean(text: str) -> bool:
    """Whether a text holds nothing that an identifier of linked data can't have."""
    return text.isprintable() and not any(c.isspace() or c in '<>"{}|\\^`' for c in text)


def _dataset(data: Dataset, region: str, about: Publication, tables: Sequence[str], iri: _Names) -> Node:
    model = data.regions[region]
    clusters = len(data.roadmaps_of(region))
    node: Node = {
        "@id": iri.of("dataset", region),
        "@type": "dcat:Dataset",
        "dct:title": _fr(f"Priorités et feuilles de route des clusters : {model.name}"),
        "dct:description": _fr(
            f"Priorités du SRDEII et de la stratégie de spécialisation intelligente (S3) de la région {model.name}, "
            f"priorités européennes, et contributions que leur apportent les feuilles de route de {clusters} clusters."
        ),
        "dct:identifier": region,
        "dct:language": {"@id": _LANGUAGE},
        "dcat:keyword": [_fr(word) for word in ("SRDEII", "S3", "clusters", "spécialisation intelligente")],
    }
    if model.nuts:
        node["dct:spatial"] = [{"@id": _NUTS + code, "@type": "dct:Location"} for code in model.nuts]
    if about.publisher:
        node["dct:publisher"] = {"@type": "foaf:Agent", "foaf:name": _fr(about.publisher)}
    licence = {"dct:license": {"@id": _checked_licence(about.licence)}} if about.licence else {}
    if not iri.base.startswith("urn:"):
        node["dcat:distribution"] = [
            {
                "@id": iri.of("distribution", region, name),
                "@type": "dcat:Distribution",
                "dct:title": _fr(name),
                "dcat:accessURL": {"@id": iri.of(f"{name}.csv")},
                "dct:format": {"@id": _CSV},
                **licence,
            }
            for name in tables
        ]
    return {**node, **licence}


def _checked_licence(licence: str) -> str:
    if not _is_web_address(licence):
        raise UserError(
            Bilingual(
                f"--licence\u00a0: «\u00a0{licence}\u00a0» n’est pas l’adresse d’une licence.",
                f"--licence: “{licence}” is not the address of a licence.",
            )
        )
    return licence


def _scheme(text: FrameworkText, region: str, iri: _Names) -> list[Node]:
    """A framework and its priorities."""
    scheme = iri.framework(text)
    roots = [{"@id": iri.framework(text, node.id)} for node in text.roots]
    nodes: list[Node] = [
        {
            "@id": scheme,
            "@type": "skos:ConceptScheme",
            "skos:prefLabel": _fr(text.title),
            "dct:title": _fr(text.title),
            "dct:isPartOf": {"@id": iri.of("dataset", region)},
            **({"skos:hasTopConcept": roots} if roots else {}),
        }
    ]
    for placed in text.nodes.values():
        node = placed.node
        above = (
            {"skos:broader": {"@id": iri.framework(text, placed.parent)}}
            if placed.parent
            else {"skos:topConceptOf": {"@id": scheme}}
        )
        nodes.append(
            {
                "@id": iri.framework(text, node.id),
                "@type": "skos:Concept",
                "skos:inScheme": {"@id": scheme},
                "skos:notation": f"{text.id}:{node.id}",
                "skos:prefLabel": _fr(node.title),
                **({"skos:definition": _fr(node.description)} if node.description else {}),
                **(
                    {"dct:subject": [{"@id": iri.of("domains", each)} for each in node.domains]}
                    if node.domains
                    else {}
                ),
                **above,
            }
        )
    return nodes


def _domains(data: Dataset, iri: _Names) -> list[Node]:
    """The shared vocabulary, with what it matches in Horizon Europe."""
    assert data.domains is not None
    found = data.domains.domains
    known = {text.id: text.nodes for text in data.frameworks.values()}.get("horizon-europe", {})
    scheme = iri.of("domains")
    tops = [{"@id": iri.of("domains", each.id)} for each in found if not each.broader]
    title = {"fr": "Domaines de spécialisation", "en": "Specialisation domains"}
    nodes: list[Node] = [
        {"@id": scheme, "@type": "skos:ConceptScheme", "skos:prefLabel": _texts(title), "skos:hasTopConcept": tops}
    ]
    for each in found:
        close = [{"@id": iri.of("horizon-europe", m)} for m in each.matches.horizon_europe if m in known]
        preferred = {each.title.fr.casefold(), each.title.en.casefold()}
        other = [label for label in dict.fromkeys(each.labels) if label.casefold() not in preferred]
        nodes.append(
            {
                "@id": iri.of("domains", each.id),
                "@type": "skos:Concept",
                "skos:inScheme": {"@id": scheme},
                "skos:notation": each.id,
                "skos:prefLabel": _texts({"fr": each.title.fr, "en": each.title.en}),
                **({"skos:altLabel": other} if other else {}),
                **(
                    {"skos:broader": {"@id": iri.of("domains", each.broader)}}
                    if each.broader
                    else {"skos:topConceptOf": {"@id": scheme}}
                ),
                **({"skos:closeMatch": close} if close else {}),
            }
        )
    return nodes


def _fr(text: str) -> Node:
    return {"@value": text, "@language": "fr"}


def _texts(texts: Mapping[str, str]) -> list[Node]:
    return [{"@value": text, "@language": lang} for lang, text in texts.items()]
