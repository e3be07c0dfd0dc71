"""What a report is made from: one region's score, the data set that it comes from, and the date that was asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from alignment.kernel.bilingual import Lang
from alignment.kernel.diagnostic import Path
from alignment.model.dataset import Dataset
from alignment.plan.partners_answer import Answer
from alignment.report import words
from alignment.report.content.score import cursor_sentence, framework_line
from alignment.score.region import RegionScore
from alignment.score.setting import ScoredCluster


@dataclass(frozen=True)
class ReportSource:
    """`data_set` names the data, `fingerprint` is the start of the SHA-256 of the files that the figures come from.

    `date` is the report's date as asked for, None when nobody gave one: a clock is never read. `envelope` is the money
    of the region to share out, in cents, None for that of the region's file, if any. `partners` are None where there is
    no vocabulary to compare regions by; `line` finds a place in a file.
    """

    score: RegionScore
    data: Dataset
    data_set: str
    fingerprint: str
    date: date | None
    lang: Lang
    envelope: int | None = None
    partners: Answer | None = None
    line: Callable[[str, Path], int] = lambda _file, _path: 0

    @property
    def fr(self) -> bool:
        """Whether the report is in French."""
        return self.lang == "fr"

    def basis(self, cursor: bool = True) -> str:
        """What a section's figures rest on; `cursor` tells whether they depend on it."""
        score, lang = self.score, self.lang
        texts = "\u00a0; ".join if self.fr else "; ".join
        frameworks = texts([framework_line(each.framework.id, score, lang) for each in score.frameworks])
        sentence = cursor_sentence(score, lang) + " " if cursor else ""
        return f"{sentence}{frameworks}. {self.read_from}"

    @property
    def read_from(self) -> str:
        """The data set and the fingerprint of its files, as a sentence."""
        label = f"Données{words.SPACE}: {self.data_set}" if self.fr else f"Data: {self.data_set}"
        return f"{label}, {'empreinte' if self.fr else 'fingerprint'} {self.fingerprint}."


def cluster_anchor(cluster: ScoredCluster) -> str:
    """Where a cluster's sheet stands."""
    return f"cluster-{cluster.id}"


def priority_anchor(framework: str, leaf: str) -> str:
    """Where a priority is explained; ids hold no underscore, so that no two priorities share an anchor."""
    return f"priority-{framework}_{leaf}"
