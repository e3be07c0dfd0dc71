"""What a data set knows and how well: texts, sources, coding, per region. The honesty behind the figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from alignment.model.dataset import SMART, SRDEII, Dataset, FrameworkText
from alignment.model.strategy import Source
from alignment.model.values import Reference

Standing = Literal["full", "partial", "draft", "superseded", "list-missing", "absent"]
"""How current and complete a text is; `list-missing`: known to exist, its priorities were not found."""


@dataclass(frozen=True)
class RegionProvenance:
    """One region: the standing of its texts, its roadmaps by provenance, its facts and their sources.

    A fact is a priority or an action; it is sourced when it cites a source itself. `newest_source` is the latest
    date among the sources of its files, as written (`2024`, `2024-03`...).
    """

    region: str
    name: str
    srdeii: Standing
    smart: Standing
    roadmaps: Mapping[str, int]
    facts: int
    sourced: int
    sources: int
    newest_source: str | None


def provenance(data: Dataset) -> tuple[RegionProvenance, ...]:
    """Every region of the data set, by id. A roadmap of several regions counts in its home region only."""
    return tuple(_region(region, data) for region in sorted(data.regions))


def standing(framework: FrameworkText | None) -> Standing:
    """How current and complete a framework's text is."""
    if framework is None:
        return "absent"
    if not framework.roots:
        return "list-missing"
    text = framework.text
    if text.status != "adopted":
        return text.status
    return text.completeness


def _region(region: str, data: Dataset) -> RegionProvenance:
    model = data.regions[region]
    own = [data.framework(Reference(region, name, "")) for name in (SRDEII, SMART)]
    nodes = [placed.node for framework in own if framework is not None for placed in framework.walk()]
    home = [placed.roadmap for placed in data.roadmaps if placed.home == region]
    actions = [action for roadmap in home for action in roadmap.actions]
    cited = [*(node.sources for node in nodes), *(action.sources for action in actions)]
    listed: list[Source] = [*model.sources, *(source for roadmap in home for source in roadmap.sources)]
    if region in data.strategies:
        listed += data.strategies[region].sources
    return RegionProvenance(
        region,
        model.name,
        standing(own[0]),
        standing(own[1]),
        Counter(roadmap.provenance for roadmap in home),
        len(cited),
        sum(bool(sources) for sources in cited),
        len(listed),
        _newest(listed),
    )


def _newest(sources: Iterable[Source]) -> str | None:
    return max((source.date for source in sources if source.date is not None), default=None)
