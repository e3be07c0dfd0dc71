"""What `alignment explain` is asked, and how its parts name clusters, priorities and places."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from alignment.kernel.bilingual import Lang
from alignment.model.strategy import Source
from alignment.report import words
from alignment.report.words import framework_name as short
from alignment.score.coverage import ClusterCoverage
from alignment.score.explain import FrameworkSum, explain
from alignment.score.framework import WeightedFramework
from alignment.score.region import RegionScore
from alignment.score.setting import ScoredAction


@dataclass(frozen=True)
class Question:
    """What is explained: a cluster's alignment, or its coverage of a framework or of one node of it.

    `line` gives the line of an action in the cluster's file.
    """

    score: RegionScore
    covered: ClusterCoverage
    framework: WeightedFramework | None
    node: str | None
    line: Callable[[ScoredAction], int]

    @property
    def sums(self) -> tuple[FrameworkSum, ...]:
        """The sums that make the figure: one a framework of positive weight, or the one asked for."""
        setting = self.score.setting
        if self.framework is not None:
            leaves = None if self.node is None else self.framework.leaves_under([self.node])
            return (explain(self.covered, setting, self.framework, leaves),)
        return tuple(explain(self.covered, setting, each) for each in setting.frameworks if setting.weight(each))

    @property
    def name(self) -> str:
        """The cluster's name."""
        return self.covered.cluster.placed.roadmap.name

    @property
    def subject(self) -> str:
        """What is explained, in words: a framework, or a node's title."""
        if self.framework is None:
            return ""
        if self.node is None:
            return short(self.framework.id)
        return f"{short(self.framework.id)} · {self.framework.text.nodes[self.node].node.title}"

    def place(self, scored: ScoredAction) -> str:
        """`file:line` of an action."""
        return f"{self.covered.cluster.placed.file}:{self.line(scored)}"

    def heading(self, scored: ScoredAction, lang: Lang) -> str:
        """An action's title, status and place, as a heading."""
        status = words.STATUS[scored.action.status].to(lang)
        return f"{scored.action.title} ({status}) — {self.place(scored)}"

    def named(self, scored: ScoredAction, lang: Lang) -> str:
        """The same inside a sentence."""
        status = words.STATUS[scored.action.status].to(lang)
        return f"{words.quoted(scored.action.title, lang)} ({status}, {self.place(scored)})"

    def sources(self, scored: ScoredAction) -> list[Source]:
        """The sources that an action cites, as its file describes them."""
        known = {source.id: source for source in self.covered.cluster.placed.roadmap.sources}
        return [known[each] for each in scored.action.sources]
