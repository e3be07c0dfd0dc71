"""The map of the regions, shaded by a share. Outlines: Natural Earth, see docs/data-licences.md."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

from alignment.kernel.bilingual import Lang
from alignment.report import words
from alignment.report.charts.heat_map import step
from alignment.report.charts.palette import COLOURS, STEPS, fill, stroke
from alignment.report.charts.svg import element, picture, rect, text, titled
from alignment.report.figure import Figure, Place, RegionMap


@cache
def outlines() -> dict[str, Any]:
    """The outlines that ship with the package."""
    content: dict[str, Any] = json.loads(files("alignment.report").joinpath("regions_map.json").read_text("utf-8"))
    return content


def draw(drawing: RegionMap, figure: Figure, width: int, lang: Lang, name: str) -> str:
    """Regions that have a figure are shaded and bear it, in percent; the others stay pale with a dashed outline."""
    known = outlines()
    left, top, wide, high = known["view_box"]
    scale = width / wide
    placed = [(region, path) for region, path in known["regions"].items() if region in drawing.places]
    shapes = [_region(path, drawing.places[region], scale) for region, path in placed]
    frames = [
        element("rect", {"x": x, "y": y, "width": w, "height": h, **stroke("rule", 1 / scale)})
        for x, y, w, h in known["frames"].values()
    ]
    figures = [
        _figure(drawing.places[region], known["anchors"][region], region in known["frames"], scale, lang)
        for region, _ in placed
    ]
    ground = element(
        "g", {"transform": f"scale({scale:.4f}) translate({-left} {-top})"}, *frames, *shapes, *figures
    )
    base = high * scale
    return picture(
        name,
        figure.title,
        figure.description,
        width,
        base + 44,
        ground,
        *_legend(drawing, base + 14, width),
        role="group" if any(place.page for place in drawing.places.values()) else "img",
    )


def _region(path: str, place: Place, scale: float) -> str:
    """The outline of a region, which leads to its page if it has one."""
    look: dict[str, object] = {
        "d": path,
        **fill(f"heat-{step(place.value)}" if place.value is not None else "paper"),
        "stroke": COLOURS["soft"],
        "stroke-width": f"{0.8 / scale:.2f}",
    }
    if place.value is None:
        look["stroke-dasharray"] = f"{3 / scale:.1f} {3 / scale:.1f}"
    said = f"{place.name} – {place.said}"
    shape = element("path", look, titled("title", said))
    return shape if place.page is None else element("a", {"href": place.page, "aria-label": said}, shape)


def _figure(place: Place, anchor: tuple[int, int], framed: bool, scale: float, lang: Lang) -> str:
    """Its share in percent, on the region or at the foot of its frame; the mouse goes through it."""
    if place.value is None:
        return ""
    x, y = anchor
    role = "ink" if framed else f"on-heat-{step(place.value)}"
    size = round(12 / scale, 1)
    shown = words.number(place.value * 100, lang)
    drawn = text(x, y + size * 0.35, shown, role, anchor="middle", size=size, weight=600)
    return element("g", {"pointer-events": "none"}, drawn)


def _legend(drawing: RegionMap, y: float, width: float) -> list[str]:
    size = min(26.0, width / 16)
    steps = [rect(index * size, y, size, 10, f"heat-{index}") for index in range(STEPS + 1)]
    return [
        *steps,
        text(0, y + 26, "0", "soft", size=11),
        text(size * (STEPS + 1), y + 26, "100", "soft", size=11, anchor="end"),
        text(size * (STEPS + 1) + 10, y + 9, drawing.value, "soft", size=11),
        text(size * (STEPS + 1) + 10, y + 26, drawing.absent, "soft", size=11),
    ]
