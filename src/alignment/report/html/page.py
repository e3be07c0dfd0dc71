"""From a report to a page: templates filled under automatic escaping, style and scripts inside, a policy that names them.

Data is never a template and never a script: texts are escaped by the templates, pictures by `charts.svg`, and the
figures that the cursor needs are JSON in a block that no browser executes.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from alignment.kernel.bilingual import Lang
from alignment.kernel.safe_text import terminal as spelt
from alignment.report.address import https, shown
from alignment.report.cells import formatted
from alignment.report.charts import draw
from alignment.report.document import Cell, Column, Table
from alignment.report.figure import Figure, RegionMap
from alignment.report.html.labels import LABELS
from alignment.report.regional.value import KeyFigure, Report

WIDE, NARROW, MAP = 760, 328, 440
"""The widths, in pixels, that pictures are drawn at: the page shows the one that fits."""


def render(report: Report, number: int | None = None) -> str:
    """The whole page as text. With a `number` it is a page of a local server, which says when there is a newer one."""
    reload = number is not None
    used = {"tables.js": True, "cursor.js": report.live is not None, "reload.js": reload}
    scripts = [_static(name) for name, wanted in used.items() if wanted]
    style = _static("style.css")
    page = _environment().get_template("page.html.j2")
    return page.render(
        report=report,
        number=number,
        t={name: label.to(report.lang) for name, label in LABELS.items()},
        policy=_policy(style, scripts, reload),
        style=Markup(style),  # noqa: S704 (a file of this package)
        scripts=[Markup(script) for script in scripts],  # noqa: S704 (files of this package)
        island=_island(report.live) if report.live is not None else None,
    )


def _static(name: str) -> str:
    return files("alignment.report.html").joinpath("static", name).read_text("utf-8")


def _policy(style: str, scripts: list[str], reload: bool) -> str:
    """What the page may do: use this style and these scripts, nothing else, and ask nobody for anything."""
    hashes = " ".join(_hash(script) for script in scripts)
    rules = [
        "default-src 'none'",
        f"style-src {_hash(style)}",
        f"script-src {hashes}",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    if reload:
        rules.append("connect-src 'self'")
    return "; ".join(rules)


def _hash(content: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"


def _island(value: Mapping[str, Any]) -> Markup:
    """JSON for a script block: no character that could end the block or open a comment in it."""
    text = json.dumps(value, ensure_ascii=True, allow_nan=False, separators=(",", ":"), sort_keys=True)
    for character in "<>&":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)  # noqa: S704 (no < > & left, ASCII alone)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("alignment.report.html", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_harmless,
    )
    environment.filters.update(
        kind=lambda part: type(part).__name__,
        cell=_cell,
        sort_value=_sort_value,
        figure_value=_figure_value,
        https=https,
        address=_address,
        shown_address=shown,
        picture=_picture,
        bar_width=lambda value: f"{float(value) * 100:.2f}",
        heading_column=_heading_column,
        lines=lambda value: value.split("\n"),
    )
    return environment


def _harmless(value: Any) -> Any:
    """What a template prints: control and invisible characters of a text are spelt out, and then it is escaped."""
    return spelt(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _picture(figure: Figure, lang: Lang, narrow: bool) -> Markup:
    wide = MAP if isinstance(figure.drawing, RegionMap) else WIDE
    drawn = draw(figure, NARROW, lang, "-narrow") if narrow else draw(figure, wide, lang)
    return Markup(drawn)  # noqa: S704 (charts.svg escapes every text and attribute)


def _cell(value: Cell, column: Column, lang: Lang) -> str:
    return formatted(value, column, lang)


def _figure_value(figure: KeyFigure, lang: Lang) -> str:
    return formatted(figure.value, Column(figure.key, figure.label, figure.kind, decimals=figure.decimals), lang)


def _sort_value(value: Cell) -> str:
    """What a column is sorted by: numbers as decimals, absent figures as nothing."""
    if value is None or isinstance(value, str):
        return value or ""
    return repr(float(value)) if isinstance(value, Fraction | float) else str(int(value))


def _heading_column(table: Table) -> int:
    """The column that names the rows: the first one of text that names them all."""
    texts = (index for index, column in enumerate(table.columns) if column.kind == "text")
    return next((index for index in texts if all(row.cells[index] for row in table.rows)), 0)


def _address(link: str) -> str:
    """An anchor of this page, or (`./KEY`) the page of another report beside it."""
    return f"{link}.html" if link.startswith("./") else f"#{link}"
