"""What a word stands for: its title and, for a priority or an action, its figures. All of it Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from alignment.kernel.bilingual import Bilingual, Lang
from alignment.kernel.diagnostic import Path
from alignment.kernel.safe_text import markdown_cell as safe
from alignment.lsp.names import Named, home_of, named_at, node_defined, node_named, roadmap_of, value_at
from alignment.lsp.session import Session
from alignment.model.dataset import FrameworkText, PlacedNode
from alignment.model.files import kind_at
from alignment.report import words
from alignment.score.coverage import ClusterCoverage
from alignment.score.region import RegionScore
from alignment.score.setting import ScoredAction
from alignment.source.document import Document


def hover(session: Session, document: Document, path: Path, on_key: bool, lang: Lang) -> str | None:
    """What to show for the key or value at a path; None where there is nothing to add."""
    file = document.text.name
    named = named_at(document, path, on_key)
    if named is not None and named.slot != "node":
        return _thing(session, document, named)
    data = session.data
    node = node_named(data, file, named.text) if named is not None else node_defined(data, file, path)
    if node is not None:
        return "\n\n".join(_node(session, file, *node, lang))
    is_action = (
        kind_at(file) == "roadmap" and len(path) == 3 and path[0] == "actions" and path[2] in ("id", "title")
    )
    return "\n\n".join(_action(session, file, path, lang)) or None if is_action else None


def _thing(session: Session, document: Document, named: Named) -> str | None:
    """The name of a domain, a source, a region, a cluster or a framework."""
    data = session.data
    match named.slot:
        case "domain":
            domains = data.domains.domains if data.domains else ()
            domain = next((domain for domain in domains if domain.id == named.text), None)
            return f"**{safe(domain.title.fr)}**" if domain else None
        case "source":
            sources = value_at(document, ("sources",)) or []
            found = (each for each in sources if isinstance(each, dict) and each.get("id") == named.text)
            if (source := next(found, None)) is None:
                return None
            about = [str(source[key]) for key in ("publisher", "date", "url") if source.get(key)]
            return "\n\n".join([f"**{safe(str(source.get('title', '')))}**", *map(safe, about)])
        case "region":
            return f"**{safe(data.regions[named.text].name)}**" if named.text in data.regions else None
        case "cluster":
            placed = roadmap_of(data, named.text)
            return f"**{safe(placed.roadmap.name)}**" if placed else None
    return None


def _node(session: Session, file: str, framework: FrameworkText, placed: PlacedNode, lang: Lang) -> Iterator[str]:
    """A priority: title, framework, description, and how far the clusters of the region cover it."""
    yield f"**{safe(placed.node.title)}** ({words.framework_name(framework.id)})"
    if placed.node.description:
        yield safe(placed.node.description)
    region = framework.region or home_of(file)
    score = session.score(region) if region else None
    weighted = score.setting.framework(framework.id) if score else None
    if score is None or weighted is None:
        return
    name = safe(score.setting.region.name)
    kept = weighted.fold[placed.node.id]
    below = weighted.leaves_under([kept])
    scores = {each.leaf.id: each for each in score.priorities if each.framework.id == framework.id}
    coverage = weighted.mean({leaf: scores[leaf].coverage for leaf in below}, below)
    shown = words.share(coverage, lang)
    if weighted.is_leaf(kept):
        state = ", ".join(
            [words.STATE[scores[kept].state].to(lang), *(words.FLAG[flag].to(lang) for flag in scores[kept].flags)]
        )
        yield Bilingual(
            f"Couverture par les clusters ({name})\u00a0: **{shown}**, {state}.",
            f"Coverage by the clusters ({name}): **{shown}**, {state}.",
        ).to(lang)
        for cluster, value in scores[kept].contributors:
            yield f"- {safe(score.setting.names[cluster])}\u00a0: {words.share(value, lang)}"
    else:
        leaves = words.count(len(below), *words.PRIORITIES, lang)
        yield Bilingual(
            f"Couverture par les clusters ({name})\u00a0: **{shown}**, en moyenne pondérée sur {leaves}.",
            f"Coverage by the clusters ({name}): **{shown}**, the weighted mean over {leaves}.",
        ).to(lang)


def _action(session: Session, file: str, path: Path, lang: Lang) -> Iterator[str]:
    """An action: what it brings to each framework, where it is its cluster's best, its budget."""
    region = home_of(file)
    score = session.score(region) if region else None
    found = _scored(score, file, path[1]) if score else None
    if score is None or found is None:
        return
    cluster, scored = found
    action = scored.action
    yield f"**{safe(action.title)}** ({words.STATUS[action.status].to(lang)})"
    if not action.counts:
        yield Bilingual("Ne compte dans aucun score.", "Counts in no score.").to(lang)
    for framework in score.setting.frameworks:
        claim = scored.claim(framework.id)
        if not claim.contribution:
            continue
        cells = cluster.frameworks[framework.id].cells
        titles = {leaf.id: leaf.title for leaf in framework.leaves}
        best = Bilingual(" (la meilleure du cluster)", " (the cluster’s best)").to(lang)
        lines = [
            f"- {safe(titles[leaf])}\u00a0: {words.share(claim.contribution[leaf], lang)}"
            + (best if leaf in cells and cells[leaf].best_action == action.id else "")
            for leaf in framework.weights
            if leaf in claim.contribution
        ]
        yield f"{words.framework_name(framework.id)}\u00a0:\n" + "\n".join(lines)
    if action.budget_cents is not None:
        budget = words.exact_money(action.budget_cents, lang)
        yield Bilingual(f"Budget connu\u00a0: {budget}.", f"Known budget: {budget}.").to(lang)


def _scored(score: RegionScore, file: str, index: str | int) -> tuple[ClusterCoverage, ScoredAction] | None:
    for cluster in score.clusters:
        if cluster.cluster.placed.file == file:
            return next(((cluster, each) for each in cluster.cluster.actions if each.index == index), None)
    return None
