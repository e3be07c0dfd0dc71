"""The texts of a data set as the engine takes them: priorities as candidates, actions as queries."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from alignment.match.evidence import Candidate
from alignment.match.matcher import Query
from alignment.model.dataset import Dataset, FrameworkText, PlacedRoadmap
from alignment.model.roadmap import Action
from alignment.model.strategy import Node
from alignment.model.vocabulary import Domain


def candidates_of(framework: FrameworkText, data: Dataset) -> list[Candidate]:
    """Return the leaves of a framework, cut at its `scored_depth`, in file order (method, section 1).

    A leaf is described by its text and by that of the nodes folded into it, and labelled by the titles above it and by
    the domains of the vocabulary that they and it cite. The name of the region itself tells no priority from another.
    """
    domains = _domains(data)
    cut = framework.text.scored_depth
    region = data.regions.get(framework.region or "")
    name = re.compile(rf"\b{re.escape(region.name)}\b", re.IGNORECASE) if region else None
    leaves = []
    labels: dict[str, tuple[str, ...]] = {}
    for node, _, parent, depth in framework.walk():
        if cut is not None and depth > cut:
            continue
        above = labels.get(parent, ()) if parent is not None else ()
        own = tuple(_wordings(node.domains, domains))
        title = name.sub(" ", node.title) if name else node.title
        labels[node.id] = (*above, title, *own)
        if not node.objectives or depth == cut:
            folded = list(_below(node))
            said = [
                node.description or "",
                *(text for each in folded for text in (each.title, each.description or "")),
            ]
            keywords = [keyword for each in (node, *folded) for keyword in each.keywords]
            own += tuple(wording for each in folded for wording in _wordings(each.domains, domains))
            leaves.append(
                Candidate(
                    f"{framework.id}:{node.id}",
                    title,
                    " ".join(name.sub(" ", text) if name else text for text in said if text),
                    tuple(dict.fromkeys(keywords)),
                    tuple(dict.fromkeys((*above, *own))),
                )
            )
    return leaves


def query_of(action: Action, placed: PlacedRoadmap, data: Dataset) -> Query:
    """Return the text of an action: its own, its indicators, its domains; around it, the cluster's name and the titles
    of the priorities that the roadmap's mandate names."""
    domains = _domains(data)
    extra = [indicator.title for indicator in action.indicators if indicator.title]
    extra += [domains[domain].title.fr for domain in action.domains if domain in domains]
    context = [placed.roadmap.name, *_mandate(placed, data)]
    return Query(action.title, action.description or "", tuple(extra), tuple(context))


def _mandate(placed: PlacedRoadmap, data: Dataset) -> Iterator[str]:
    for text in placed.roadmap.mandate:
        reference = placed.resolve(text)
        framework = data.framework(reference) if reference is not None else None
        if reference is not None and framework is not None and reference.node in framework.nodes:
            yield framework.nodes[reference.node].node.title


def _domains(data: Dataset) -> Mapping[str, Domain]:
    return {domain.id: domain for domain in data.domains.domains} if data.domains else {}


def _wordings(cited: tuple[str, ...], domains: Mapping[str, Domain]) -> Iterator[str]:
    for each in cited:
        if each in domains:
            domain = domains[each]
            yield from (domain.title.fr, domain.title.en, *domain.labels)


def _below(node: Node) -> Iterator[Node]:
    for child in node.objectives:
        yield child
        yield from _below(child)
