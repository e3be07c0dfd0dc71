"""What the council decides: the cursor, the weights of frameworks, scenarios, requirements, the envelope."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Literal

from alignment.model.file_model import FileModel, FormatError
from alignment.model.values import (
    Cents,
    Id,
    Many,
    NotNegative,
    Number,
    Positive,
    Ref,
    Share,
    Text,
)

Metric = Literal[
    "coverage",
    "mandate_coverage",
    "focus",
    "articulation",
    "alignment",
    "leverage",
    "funded_share",
    "delivered",
]
RoadmapType = Literal["pole", "cluster", "expertise-centre", "network"]

NEEDS_FRAMEWORK = frozenset({"coverage", "mandate_coverage", "focus", "delivered", "funded_share"})
TAKES_NODE = frozenset({"coverage", "delivered", "funded_share"})


class Scenario(FileModel):
    """Another way to steer: what it leaves out stays the region's. Method, section 4."""

    id: Id
    title: Text | None = None
    description: Text | None = None
    cursor: Share | None = None
    weights: Mapping[Ref, Positive] = MappingProxyType({})
    frameworks: Mapping[Id, NotNegative] | None = None


class AppliesTo(FileModel):
    """Which clusters a requirement binds: those of these types and, if named, among these ids."""

    types: Many[RoadmapType] = ()
    clusters: Many[Id] = ()


class Requirement(FileModel):
    """What the region asks of its clusters: a metric and one bound."""

    id: Id
    title: Text | None = None
    metric: Metric
    framework: Id | None = None
    node: Ref | None = None
    at_least: Number | None = None
    at_most: Number | None = None
    applies_to: AppliesTo = AppliesTo()
    severity: Literal["error", "warning"] = "error"

    def confirm(self) -> None:
        """One bound, on one thing that the metric can be taken of."""
        if (self.at_least is None) == (self.at_most is None):
            raise FormatError("al_requirement_bound")
        if self.node is not None and self.metric not in TAKES_NODE:
            raise FormatError("al_requirement_node")
        if self.metric in NEEDS_FRAMEWORK and self.framework is None and self.node is None:
            raise FormatError("al_requirement_framework")
        if self.framework and self.node and self.node.rpartition("/")[2].split(":")[0] != self.framework:
            raise FormatError("al_requirement_mismatch")

    @property
    def bound(self) -> Fraction:
        """The bound, whichever side it is on."""
        bound = self.at_least if self.at_least is not None else self.at_most
        assert bound is not None  # the validator sees to it
        return bound


class Steering(FileModel):
    """The region's choices; the defaults are the method's."""

    cursor: Share = Fraction(1, 2)
    frameworks: Mapping[Id, NotNegative] = MappingProxyType({})
    scenarios: Many[Scenario] = ()
    requirements: Many[Requirement] = ()
    envelope: Cents | None = None
