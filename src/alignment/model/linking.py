"""The models of single files put together: the data set, linked and indexed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from alignment.model.dataset import Dataset, FrameworkText, PlacedRoadmap
from alignment.model.roadmap import Roadmap
from alignment.model.strategy import S3, Framework, Region
from alignment.model.vocabulary import I3, USUAL_METHOD, Domains, Method


def link(models: Mapping[str, Any], broken: frozenset[str]) -> Dataset:
    """Index the models of all files, in order of file name."""
    regions: dict[str, Region] = {}
    region_files: dict[str, str] = {}
    strategies: dict[str, S3] = {}
    strategy_files: dict[str, str] = {}
    frameworks: dict[str, FrameworkText] = {}
    roadmaps: list[PlacedRoadmap] = []
    domains: Domains | None = None
    i3: I3 | None = None
    method = USUAL_METHOD
    for name in sorted(models):
        match models[name]:
            case Region() as region:
                regions[PurePosixPath(name).parts[1]] = region
                region_files[PurePosixPath(name).parts[1]] = name
            case S3() as strategy:
                strategies[PurePosixPath(name).stem] = strategy
                strategy_files[PurePosixPath(name).stem] = name
            case Framework() as framework:
                frameworks[framework.id] = FrameworkText(
                    framework.id, "european", None, name, framework, ("priorities",)
                )
            case Roadmap() as roadmap:
                roadmaps.append(PlacedRoadmap(roadmap, name, PurePosixPath(name).parts[1]))
            case Domains() as found:
                domains = found
            case I3() as found_rules:
                i3 = found_rules
            case Method() as found_method:
                method = found_method
    return Dataset(
        regions, region_files, strategies, strategy_files, frameworks, tuple(roadmaps), domains, i3, method, broken
    )
