"""What a cluster does: its roadmap of actions, their contributions and their money."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Literal

from alignment.model.file_model import FileModel
from alignment.model.steering import RoadmapType
from alignment.model.strategy import Source
from alignment.model.values import (
    Cents,
    Code,
    Count,
    Dates,
    Id,
    Level,
    Many,
    Number,
    Ref,
    Share,
    Text,
)

Status = Literal["proposed", "planned", "running", "completed", "abandoned"]
Provenance = Literal["published", "coded", "illustrative"]
COUNTING: frozenset[Status] = frozenset({"planned", "running", "completed"})
"""The statuses that count in scores. Method, section 1."""

MoneySource = Literal[
    "region",
    "state",
    "erdf",
    "horizon-europe",
    "i3",
    "eu-other",
    "local",
    "members",
    "private",
    "other",
]
ValueChainStage = Literal[
    "research",
    "design",
    "components",
    "test",
    "production",
    "integration",
    "services",
    "recycling",
]


class BudgetLine(FileModel):
    """Money from one source for one action, in cents."""

    source: MoneySource
    amount: Cents
    secured: bool = False


class Partner(FileModel):
    """Who takes part in an action beside the cluster."""

    name: Text | None = None
    region: Text | None = None
    country: Code | None = None


class Indicator(FileModel):
    """How an action is measured."""

    id: Id | None = None
    title: Text | None = None
    unit: Text | None = None
    baseline: Number | None = None
    target: Number | None = None
    value: Number | None = None


class Action(FileModel):
    """One line of a roadmap."""

    id: Id
    title: Text
    description: Text | None = None
    status: Status = "planned"
    period: Dates | None = None
    progress: Share | None = None
    contributions: Mapping[Ref, Level] = MappingProxyType({})
    budget: Many[BudgetLine] = ()
    value_chain: Many[ValueChainStage] = ()
    domains: Many[Id] = ()
    partners: Many[Partner] = ()
    indicators: Many[Indicator] = ()
    sources: Many[Id] = ()

    @property
    def counts(self) -> bool:
        """Whether it enters scores (planned, running, completed)."""
        return self.status in COUNTING

    @property
    def budget_cents(self) -> int | None:
        """The sum of the known lines, None without any line (unknown is not zero)."""
        return sum(line.amount for line in self.budget) if self.budget else None

    @property
    def delivered(self) -> Fraction:
        """d(a), 0 to 1: how much of it is done. Method, section 6."""
        if self.status == "completed":
            return Fraction(1)
        if self.status == "running" and self.progress is not None:
            return self.progress
        return Fraction(0)


class Roadmap(FileModel):
    """`clusters/<cluster>.yaml`: one cluster's roadmap."""

    alignment: Literal["roadmap/v1"]
    id: Id
    name: Text
    type: RoadmapType
    regions: Many[Id] = ()
    period: Dates | None = None
    provenance: Provenance
    website: Text | None = None
    members: Count | None = None
    labels: Many[Text] = ()
    mandate: Many[Ref] = ()
    actions: Many[Action] = ()
    sources: Many[Source] = ()
