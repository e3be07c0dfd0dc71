"""The colours of charts, by role. One accent and greys: a picture must read the same without colour.

Each shape carries the class of its role (`f-accent`, `s-rule`...) beside the colour, so that a page can give the
role another colour in the dark. The five steps of `heat` grow darker evenly, and figures are printed on them.
"""

from __future__ import annotations

COLOURS = {
    "ink": "#1b2430",
    "soft": "#566070",
    "rule": "#d9dde3",
    "track": "#eceff3",
    "accent": "#1f4e79",
    "quiet": "#98a3b1",
    "warm": "#b3541e",
    "paper": "#ffffff",
    "heat-0": "#f4f6f9",
    "heat-1": "#d6e2ee",
    "heat-2": "#a9c3dc",
    "heat-3": "#6f9bc4",
    "heat-4": "#3b6fa3",
    "heat-5": "#1f4e79",
    "on-heat-0": "#566070",
    "on-heat-1": "#1b2430",
    "on-heat-2": "#1b2430",
    "on-heat-3": "#10161e",
    "on-heat-4": "#ffffff",
    "on-heat-5": "#ffffff",
}
STEPS = 5


def fill(role: str) -> dict[str, str]:
    """Attributes that fill a shape or a text."""
    return {"class": f"f-{role}", "fill": COLOURS[role]}


def stroke(role: str, width: float = 1) -> dict[str, str]:
    """Attributes of a line without filling."""
    return {"class": f"s-{role}", "stroke": COLOURS[role], "stroke-width": f"{width:g}", "fill": "none"}
