"""Charts as SVG, drawn by hand: one drawing for every form that shows pictures."""

from __future__ import annotations

from alignment.kernel.bilingual import Lang
from alignment.report.charts import bars, chain_map, heat_map, lines, region_map
from alignment.report.figure import Bars, Chain, Figure, HeatMap, Lines, RegionMap


def draw(figure: Figure, width: int, lang: Lang, ident: str = "") -> str:
    """A figure as one `<svg>` element, `width` pixels wide; its height follows from what it shows.

    `ident` makes the ids of its title and description unique where a page holds the figure more than once. Colours
    are presentation attributes, each with a class (see `palette`), so that a style sheet can replace them.
    """
    name = f"{figure.key}{ident}"
    match figure.drawing:
        case Bars() as drawing:
            return bars.draw(drawing, figure, width, lang, name)
        case Chain() as drawing:
            return chain_map.draw(drawing, figure, width, lang, name)
        case HeatMap() as drawing:
            return heat_map.draw(drawing, figure, width, lang, name)
        case Lines() as drawing:
            return lines.draw(drawing, figure, width, lang, name)
        case RegionMap() as drawing:
            return region_map.draw(drawing, figure, width, lang, name)
