"""Draw the outlines of the eighteen French regions for the maps of reports: one small JSON file of SVG paths.

    python scripts/make_regions_map.py france_regions.geojson

The input is the file `france_regions.geojson` of Apache Superset (in its Python distribution it stands under
`superset/static/assets/` by a hashed name: it is the one that holds the code FR-ARA). Its geometry is Natural
Earth's first-order divisions (public domain), merged into regions. See docs/data-licences.md.

Metropolitan France is drawn in a conic projection close to the official Lambert-93; each overseas region has a
frame of its own below, at its own scale. Coordinates are whole numbers, so that neighbours, whose shared border
has the same vertices in the source, still share it after rounding. Nothing is drawn at random: the same input
gives the same bytes.
"""

from __future__ import annotations

import argparse
import json
import math
from pathlib import Path
from typing import Any

Point = tuple[float, float]
Ring = list[Point]

METROPOLITAN = {
    "FR-ARA": "auvergne-rhone-alpes",
    "FR-BFC": "bourgogne-franche-comte",
    "FR-BRE": "bretagne",
    "FR-CVL": "centre-val-de-loire",
    "FR-COR": "corse",
    "FR-GES": "grand-est",
    "FR-HDF": "hauts-de-france",
    "FR-IDF": "ile-de-france",
    "FR-NOR": "normandie",
    "FR-NAQ": "nouvelle-aquitaine",
    "FR-OCC": "occitanie",
    "FR-PDL": "pays-de-la-loire",
    "FR-PAC": "provence-alpes-cote-d-azur",
}

# The source moves the overseas regions next to the mainland and resizes them, without changing their shape in
# degrees: the latitude where they really lie gives the ratio between a degree east and a degree north.
OVERSEAS = {
    "FR-GUA": ("guadeloupe", 16.2),
    "FR-MTQ": ("martinique", 14.6),
    "FR-GUF": ("guyane", 3.9),
    "FR-LRE": ("la-reunion", -21.1),
    "FR-MAY": ("mayotte", -12.8),
}

WIDTH = 1000
MARGIN = 6  # room for strokes around the whole drawing
GAP = 16
FRAME_HEIGHT = 190
PADDING = 14
NAME_HEIGHT = 24  # room for a name at the foot of an overseas frame

SOURCE = {
    "title": "Régions françaises, contours simplifiés",
    "origin": "Natural Earth, Admin 1 – States, Provinces (1:10m); merged into regions by Apache Superset 4.1.1",
    "licence": "Natural Earth: public domain; Apache Superset: Apache License 2.0",
    "changes": "projected, overseas regions in frames of their own, coordinates rounded to whole numbers",
    "made_by": "scripts/make_regions_map.py",
}


def rings_of(geometry: dict[str, Any]) -> list[Ring]:
    """Return all rings of a Polygon or MultiPolygon, holes included, in degrees."""
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return [[(float(x), float(y)) for x, y, *_ in ring] for polygon in polygons for ring in polygon]


def lambert(point: Point) -> Point:
    """Project degrees to a conic conformal plane of the unit sphere (parallels 44 and 49, centre 3 E 46.5 N)."""
    first, second, origin = (math.radians(latitude) for latitude in (44.0, 49.0, 46.5))

    def stretch(latitude: float) -> float:
        return math.tan(math.pi / 4 + latitude / 2)

    cone = math.log(math.cos(first) / math.cos(second)) / math.log(stretch(second) / stretch(first))
    constant = math.cos(first) * stretch(first) ** cone / cone
    angle = cone * math.radians(point[0] - 3.0)
    radius = constant / stretch(math.radians(point[1])) ** cone
    centre = constant / stretch(origin) ** cone
    return radius * math.sin(angle), centre - radius * math.cos(angle)


def bounds(rings: list[Ring]) -> tuple[float, float, float, float]:
    """Return the smallest x, smallest y, largest x, largest y."""
    xs, ys = zip(*(point for ring in rings for point in ring), strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def fit(rings: list[Ring], box: tuple[float, float, float, float], frame: tuple[int, int, int, int]) -> list[Ring]:
    """Scale rings with bounds `box` into the middle of `frame` (x, y, width, height), north up, in integers."""
    left, bottom, right, top = box
    scale = min(frame[2] / (right - left), frame[3] / (top - bottom))
    x = frame[0] + (frame[2] - scale * (right - left)) / 2
    y = frame[1] + (frame[3] - scale * (top - bottom)) / 2
    return [[(round(x + scale * (px - left)), round(y + scale * (top - py))) for px, py in ring] for ring in rings]


def twice_area(ring: Ring) -> float:
    """Return twice the signed area of a ring."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1], strict=True))


def thin(ring: Ring) -> Ring:
    """Drop the closing point, repeated points and there-and-back spikes that rounding leaves."""
    kept: Ring = []
    for point in ring:
        if kept and point == kept[-1]:
            continue
        if len(kept) > 1 and point == kept[-2]:
            kept.pop()
            continue
        kept.append(point)
    while len(kept) > 1 and kept[0] == kept[-1]:
        kept.pop()
    return kept


def path_of(rings: list[Ring]) -> str:
    """Write rings as one SVG path; rings of no area vanish. To be filled with `fill-rule: evenodd`."""
    solid = [ring for ring in map(thin, rings) if len(ring) > 2 and twice_area(ring)]
    return "".join("M" + "L".join(f"{x},{y}" for x, y in ring) + "Z" for ring in solid)


def anchor_of(rings: list[Ring]) -> list[int]:
    """Return the point on which to centre a label: the centre of gravity of the largest ring."""
    ring = max(rings, key=lambda candidate: abs(twice_area(candidate)))
    x = y = 0.0
    for a, b in zip(ring, ring[1:] + ring[:1], strict=True):
        cross = a[0] * b[1] - b[0] * a[1]
        x += (a[0] + b[0]) * cross
        y += (a[1] + b[1]) * cross
    return [round(x / (3 * twice_area(ring))), round(y / (3 * twice_area(ring)))]


def draw(geojson: dict[str, Any]) -> dict[str, Any]:
    """Turn the source's features into the map file's content."""
    # One code of the source carries a stray tabulation.
    shapes = {f["properties"]["ISO"].strip(): rings_of(f["geometry"]) for f in geojson["features"]}
    missing = sorted((METROPOLITAN.keys() | OVERSEAS.keys()) - shapes.keys())
    if missing:
        raise SystemExit(f"regions missing from the input: {', '.join(missing)}")

    plane = {iso: [[lambert(point) for point in ring] for ring in shapes[iso]] for iso in METROPOLITAN}
    box = bounds([ring for rings in plane.values() for ring in rings])
    mainland_height = round(WIDTH * (box[3] - box[1]) / (box[2] - box[0]))
    drawn = {METROPOLITAN[iso]: fit(rings, box, (0, 0, WIDTH, mainland_height)) for iso, rings in plane.items()}

    anchors = {region: anchor_of(rings) for region, rings in drawn.items()}
    frames: dict[str, list[int]] = {}
    frame_width = (WIDTH - GAP * (len(OVERSEAS) - 1)) // len(OVERSEAS)
    for place, (iso, (region, latitude)) in enumerate(OVERSEAS.items()):
        frame = (place * (frame_width + GAP), mainland_height + GAP, frame_width, FRAME_HEIGHT)
        east = math.cos(math.radians(latitude))
        rings = [[(x * east, y) for x, y in ring] for ring in shapes[iso]]
        inside = (
            frame[0] + PADDING,
            frame[1] + PADDING,
            frame[2] - 2 * PADDING,
            frame[3] - 2 * PADDING - NAME_HEIGHT,
        )
        drawn[region] = fit(rings, bounds(rings), inside)
        frames[region] = list(frame)
        anchors[region] = [frame[0] + frame[2] // 2, frame[1] + frame[3] - NAME_HEIGHT // 2]

    return {
        "source": SOURCE,
        "view_box": [-MARGIN, -MARGIN, WIDTH + 2 * MARGIN, mainland_height + GAP + FRAME_HEIGHT + 2 * MARGIN],
        "regions": {region: path_of(drawn[region]) for region in sorted(drawn)},
        "anchors": dict(sorted(anchors.items())),
        "frames": frames,
    }


def main() -> None:
    """Read the GeoJSON file given as argument, write the map file."""
    parser = argparse.ArgumentParser(description="Draw the regions' outlines for the maps of reports.")
    parser.add_argument("geojson", type=Path, help="france_regions.geojson of Apache Superset")
    default = Path(__file__).parents[1] / "src" / "alignment" / "report" / "regions_map.json"
    parser.add_argument("--output", type=Path, default=default)
    chosen = parser.parse_args()
    content = draw(json.loads(chosen.geojson.read_text(encoding="utf-8")))
    chosen.output.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
