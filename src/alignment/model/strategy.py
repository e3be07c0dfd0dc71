"""What a region and Europe want: schemes, axes and objectives, smart specialisation priorities, sources."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from alignment.model.file_model import FileModel
from alignment.model.steering import Steering
from alignment.model.values import (
    Code,
    Count,
    Date,
    Dates,
    Depth,
    Id,
    Many,
    Positive,
    Text,
)

TextStatus = Literal["adopted", "draft", "superseded"]
Completeness = Literal["full", "partial"]


class Source(FileModel):
    """Where facts of a file come from; nodes and actions cite the id."""

    id: Id
    title: Text
    publisher: Text | None = None
    date: Date | None = None
    url: Text | None = None
    accessed: Date | None = None


class Node(FileModel):
    """One priority of a framework: an axis, an objective, a specialisation domain. Method, section 1."""

    id: Id
    title: Text
    description: Text | None = None
    weight: Positive = Fraction(1)
    cross_cutting: bool = False
    keywords: Many[Text] = ()
    domains: Many[Id] = ()
    target: Positive | None = None
    objectives: Many[Node] = ()
    sources: Many[Id] = ()


class Scheme(FileModel):
    """What every framework's text has: title, period, status, and whether all of it is here."""

    title: Text | None = None
    period: Dates | None = None
    adopted: Date | None = None
    status: TextStatus = "adopted"
    completeness: Completeness = "full"
    scored_depth: Depth | None = None


class Srdeii(Scheme):
    """The region's scheme of economic development, innovation and internationalisation."""

    axes: Many[Node]
    sources: Many[Id] = ()


class Population(FileModel):
    """Inhabitants, and the year that they were counted in."""

    value: Count
    year: Count


class Region(FileModel):
    """`region.yaml`: identity, SRDEII, steering."""

    alignment: Literal["region/v1"]
    id: Id
    name: Text
    nuts: Many[Code] = ()
    population: Population | None = None
    cohesion_category: Literal["more-developed", "transition", "less-developed"] | None = None
    srdeii: Srdeii
    steering: Steering = Steering()
    sources: Many[Source] = ()


class S3(Scheme):
    """`s3/<region>.yaml`: the region's smart specialisation strategy."""

    alignment: Literal["s3/v1"]
    region: Id
    title: Text
    priorities: Many[Node]
    sources: Many[Source] = ()


class Framework(Scheme):
    """`europe/<framework>.yaml`: a European framework that all regions share."""

    alignment: Literal["framework/v1"]
    id: Id
    title: Text
    side: Literal["european"] = "european"
    priorities: Many[Node]
    sources: Many[Source] = ()
