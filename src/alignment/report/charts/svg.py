"""SVG written element by element: every text and attribute is escaped here, and nowhere else is markup made."""

from __future__ import annotations

from collections.abc import Mapping

from alignment.kernel.safe_text import markup
from alignment.report.charts.palette import fill

SIZE = 12
"""The size of text, in pixels of a chart drawn at its own width."""
_ADVANCE = 0.56
"""The mean width of a character of a sans-serif font, as a share of its size."""


def element(name: str, attributes: Mapping[str, object], *children: str) -> str:
    """One element; numbers are written short, children are markup made by this module."""
    written = "".join(f' {key}="{markup(_value(value))}"' for key, value in attributes.items())
    return f"<{name}{written}>{''.join(children)}</{name}>" if children else f"<{name}{written}/>"


def _value(value: object) -> str:
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)


def titled(name: str, content: str) -> str:
    """A `<title>` or `<desc>`."""
    return element(name, {}, markup(content))


def text(x: float, y: float, content: str, role: str = "ink", **more: object) -> str:
    """A text at its baseline; `anchor`, `size` and `weight` are the usual attributes."""
    attributes: dict[str, object] = {"x": float(x), "y": float(y), **fill(role)}
    attributes["font-size"] = more.get("size", SIZE)
    if anchor := more.get("anchor"):
        attributes["text-anchor"] = anchor
    if weight := more.get("weight"):
        attributes["font-weight"] = weight
    return element("text", attributes, markup(content))


def rect(x: float, y: float, width: float, height: float, role: str, *children: str, round_: float = 0) -> str:
    """A filled rectangle."""
    attributes: dict[str, object] = {
        "x": float(x),
        "y": float(y),
        "width": float(max(0, width)),
        "height": float(height),
    }
    if round_:
        attributes["rx"] = float(round_)
    return element("rect", {**attributes, **fill(role)}, *children)


def shortened(content: str, room: float, size: float = SIZE) -> str:
    """`content`, cut with an ellipsis where it would not fit in `room` pixels."""
    most = max(3, int(room / (size * _ADVANCE)))
    return content if len(content) <= most else content[: most - 1].rstrip() + "…"


def span(content: str, size: float = SIZE) -> float:
    """About how wide a text is, in pixels."""
    return len(content) * size * _ADVANCE


def wrapped(content: str, room: float, most: int = 2, size: float = SIZE) -> list[str]:
    """`content` on at most `most` lines that fit in `room`, the last one shortened."""
    lines = [""]
    for word in content.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if span(longer, size) <= room or not lines[-1]:
            lines[-1] = longer
        elif len(lines) < most:
            lines.append(word)
        else:
            lines[-1] = longer
    return [shortened(line, room, size) for line in lines]


def picture(
    name: str, title: str, description: str, width: float, height: float, *children: str, role: str = "img"
) -> str:
    """The whole `<svg>`: an image for assistive technology, told by its title and description.

    One that holds links is a `group`: nobody could reach them inside an image.
    """
    attributes = {
        "xmlns": "http://www.w3.org/2000/svg",
        "viewBox": f"0 0 {_value(float(width))} {_value(float(height))}",
        "width": float(width),
        "height": float(height),
        "role": role,
        "aria-labelledby": f"{name}-title {name}-desc",
        "font-family": "system-ui, 'Segoe UI', 'Helvetica Neue', Arial, 'DejaVu Sans', sans-serif",
    }
    head = (
        element("title", {"id": f"{name}-title"}, markup(title)),
        element("desc", {"id": f"{name}-desc"}, markup(description)),
    )
    return element("svg", attributes, *head, *children)
