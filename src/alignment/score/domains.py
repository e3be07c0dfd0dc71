"""Regions seen through the shared vocabulary of domains: what each puts first, how well its clusters cover it.

Figures of several regions stand side by side and are never added together (method, section 5).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import permutations

from alignment.model.dataset import FrameworkText
from alignment.model.vocabulary import Domains
from alignment.score.contribution import ZERO
from alignment.score.portfolio import PriorityScore
from alignment.score.region import RegionScore


@dataclass(frozen=True)
class DomainView:
    """One domain in one region; all figures weighed by the priorities that cite it.

    `weight` is its share of what the region wants, 0 to 1; `covered` is the part of that weight that its clusters
    cover, and `clusters` what each of them covers, by id (together they may cover more than needed).
    """

    weight: Fraction
    covered: Fraction
    clusters: Mapping[str, Fraction]

    @property
    def coverage(self) -> Fraction:
        """The mean coverage of its priorities by their weights, 0 to 1."""
        return self.covered / self.weight

    def best_clusters(self) -> list[str]:
        """Its clusters, those that cover most first, then by id."""
        return sorted(self.clusters, key=lambda name: (-self.clusters[name], name))


@dataclass(frozen=True)
class RegionDomains:
    """A region by domain: as cited by its priorities, and rolled up to the broadest domains."""

    score: RegionScore
    cited: Mapping[str, DomainView]
    broad: Mapping[str, DomainView]
    unmapped: Fraction
    """The weight of priorities that cite no domain."""

    @property
    def id(self) -> str:
        """The region's id."""
        return self.score.setting.region.id


@dataclass(frozen=True)
class Exchange:
    """A domain that one region wants and does not cover, and another covers: what could be learnt there.

    `through` are the domains that the teacher cites for it, the same one or narrower ones (to cover a broader one says
    nothing of it); `view` is what it has in them together.
    """

    domain: str
    learner: RegionDomains
    teacher: RegionDomains
    through: tuple[str, ...]
    view: DomainView

    @property
    def wanted(self) -> DomainView:
        """The domain in the region that could learn."""
        return self.learner.cited[self.domain]

    @property
    def severity(self) -> Fraction:
        """What the learner lacks: the weight of the domain times the part that is not covered."""
        return self.wanted.weight - self.wanted.covered


def lineage(vocabulary: Domains) -> dict[str, tuple[str, ...]]:
    """Each domain to itself and those above it, the broadest one last; a loop ends where it would close."""
    above = {domain.id: domain.broader for domain in vocabulary.domains}
    found = {}
    for domain in above:
        line = [domain]
        while (higher := above.get(line[-1])) in above and higher not in line:
            line.append(str(higher))
        found[domain] = tuple(line)
    return found


def by_domain(score: RegionScore, vocabulary: Domains, framework: str | None = None) -> RegionDomains:
    """Spread the weights of a region's priorities over the domains that they cite.

    A priority without domains has those of the nearest node above it that cites some; one that cites several shares
    its weight equally among them. Weights are those of the alignment at the region's cursor, or those of one
    framework alone. Domains that the vocabulary lacks count as none.
    """
    lines = lineage(vocabulary)
    cited: dict[str, list[tuple[Fraction, PriorityScore]]] = {}
    unmapped = ZERO
    for priority in score.priorities:
        own = priority.framework
        if framework not in (None, own.id):
            continue
        weight = priority.leaf.weight * (score.setting.omega(own) if framework is None else 1)
        domains = [domain for domain in domains_of(priority.leaf.id, own.text) if domain in lines]
        if not domains:
            unmapped += weight
        for domain in domains:
            if weight:
                cited.setdefault(domain, []).append((weight / len(domains), priority))
    views = {domain: _view(parts) for domain, parts in cited.items()}
    tops: dict[str, list[tuple[Fraction, PriorityScore]]] = {}
    for domain, parts in cited.items():
        tops.setdefault(lines[domain][-1], []).extend(parts)
    return RegionDomains(score, views, {domain: _view(parts) for domain, parts in tops.items()}, unmapped)


def domains_of(node: str, text: FrameworkText) -> Sequence[str]:
    """The domains that a node cites, or those of the nearest node above it that cites some, each once."""
    placed = text.nodes[node]
    while not placed.node.domains and placed.parent is not None:
        placed = text.nodes[placed.parent]
    return tuple(dict.fromkeys(placed.node.domains))


def _view(parts: Iterable[tuple[Fraction, PriorityScore]]) -> DomainView:
    weight = covered = ZERO
    clusters: dict[str, Fraction] = {}
    for share, priority in parts:
        weight += share
        covered += share * priority.coverage
        for cluster, value in priority.contributors:
            clusters[cluster] = clusters.get(cluster, ZERO) + share * value
    return DomainView(weight, covered, clusters)


def exchanges(regions: Sequence[RegionDomains], vocabulary: Domains) -> list[Exchange]:
    """Every domain that a region cites without covering it and another covers, what lacks most first.

    Covered is the state of the method (section 5). Of several teachers the one that covers best is kept, the first
    one asked for among equals.
    """
    lines = lineage(vocabulary)
    best: dict[tuple[str, str], Exchange] = {}
    for learner, teacher in permutations(regions, 2):
        for domain, wanted in learner.cited.items():
            through = tuple(each for each in teacher.cited if domain in lines[each])
            if not through or _is_covered(wanted, learner):
                continue
            view = _together([teacher.cited[each] for each in through])
            before = best.get((domain, learner.id))
            if _is_covered(view, teacher) and (before is None or before.view.coverage < view.coverage):
                best[domain, learner.id] = Exchange(domain, learner, teacher, through, view)
    return sorted(best.values(), key=lambda exchange: (-exchange.severity, exchange.domain, exchange.learner.id))


def _together(views: Sequence[DomainView]) -> DomainView:
    clusters: dict[str, Fraction] = {}
    for view in views:
        for name, value in view.clusters.items():
            clusters[name] = clusters.get(name, ZERO) + value
    return DomainView(
        sum((view.weight for view in views), ZERO), sum((view.covered for view in views), ZERO), clusters
    )


def _is_covered(view: DomainView, region: RegionDomains) -> bool:
    return view.coverage >= region.score.setting.method.states.partial


def shared_clusters(regions: Sequence[RegionDomains]) -> dict[str, tuple[str, ...]]:
    """The clusters that work in several of these regions, by id, each once, with those regions."""
    where: dict[str, list[str]] = {}
    for region in regions:
        for cluster in region.score.setting.clusters:
            where.setdefault(cluster.id, []).append(region.id)
    return {name: tuple(found) for name, found in sorted(where.items()) if len(found) > 1}
