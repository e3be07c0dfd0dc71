"""What the council decides: the cursor, the weights of frameworks, scenarios, requirements, the envelope."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from alignment.model.values import (
    Cents,
    FileModel,
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
    weights: dict[Ref, Positive] = Field(default_factory=dict)
    frameworks: dict[Id, NotNegative] | None = None


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
    applies_to: AppliesTo = AppliesTo.model_construct()
    severity: Literal["error", "warning"] = "error"

    @model_validator(mode="after")
    def _one_bound_on_one_thing(self) -> Self:
        if (self.at_least is None) == (self.at_most is None):
            raise PydanticCustomError("al_requirement_bound", "exactly one bound expected")
        if self.node is not None and self.metric not in TAKES_NODE:
            raise PydanticCustomError("al_requirement_node", "this metric takes no node", {"metric": self.metric})
        if self.metric in NEEDS_FRAMEWORK and self.framework is None and self.node is None:
            raise PydanticCustomError("al_requirement_framework", "framework expected", {"metric": self.metric})
        if self.framework and self.node and self.node.rpartition("/")[2].split(":")[0] != self.framework:
            raise PydanticCustomError("al_requirement_mismatch", "node of another framework")
        return self

    @property
    def bound(self) -> Fraction:
        """The bound, whichever side it is on."""
        bound = self.at_least if self.at_least is not None else self.at_most
        assert bound is not None  # the validator sees to it
        return bound


class Steering(FileModel):
    """The region's choices; the defaults are the method's."""

    cursor: Share = Fraction(1, 2)
    frameworks: dict[Id, NotNegative] = Field(default_factory=dict)
    scenarios: Many[Scenario] = ()
    requirements: Many[Requirement] = ()
    envelope: Cents | None = None
