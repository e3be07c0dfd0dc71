"""A region's data as tidy tables: one fact a row, codes as in the files, plain figures. For open-data portals and R."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final, NamedTuple

from alignment.exchange.xlsx_out import new_book
from alignment.kernel.period import Period
from alignment.kernel.safe_text import csv_cell
from alignment.model.dataset import Dataset, PlacedRoadmap
from alignment.model.roadmap import Action

Value = str | int | float | bool | None
Values = tuple[Value, ...]


class Tidy(NamedTuple):
    """A table: its name, its columns, its rows. Shares are 0 to 1, amounts euros, several codes joined by spaces."""

    name: str
    columns: tuple[str, ...]
    rows: list[Values]


COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "frameworks": ("framework", "side", "node", "parent", "depth", "title", "description", "weight", "domains"),
    "clusters": (
        "cluster",
        "name",
        "type",
        "provenance",
        "regions",
        "start",
        "end",
        "website",
        "members",
        "labels",
    ),
    "mandates": ("cluster", "region", "framework", "node"),
    "actions": (
        "cluster",
        "action",
        "title",
        "description",
        "status",
        "counts",
        "start",
        "end",
        "progress",
        "domains",
        "value_chain",
        "sources",
    ),
    "contributions": ("cluster", "action", "region", "framework", "node", "level"),
    "budget": ("cluster", "action", "source", "amount_eur", "secured"),
    "indicators": ("cluster", "action", "indicator", "title", "unit", "baseline", "target", "value"),
    "partners": ("cluster", "action", "name", "region", "country"),
    "sources": ("cluster", "source", "title", "publisher", "date", "url", "accessed"),
    "domains": ("domain", "title_fr", "title_en", "broader"),
}
"""The tables, with their columns."""


def tables(data: Dataset, region: str) -> list[Tidy]:
    """The tables of a region: its frameworks, its clusters and what they do, the shared vocabulary."""
    placed = data.roadmaps_of(region)
    actions = list(_actions(placed))
    rows: dict[str, Iterable[Values]] = {
        "frameworks": _frameworks(data, region),
        "clusters": map(_cluster, placed),
        "mandates": ((each.roadmap.id, *_node(each, ref)) for each in placed for ref in each.roadmap.mandate),
        "actions": (_action(each, action) for each, action in actions),
        "contributions": (
            (each.roadmap.id, action.id, *_node(each, reference), level)
            for each, action in actions
            for reference, level in action.contributions.items()
        ),
        "budget": (
            (each.roadmap.id, action.id, line.source, _figure(Fraction(line.amount, 100)), line.secured)
            for each, action in actions
            for line in action.budget
        ),
        "indicators": (
            (each.roadmap.id, action.id, i.id, i.title, i.unit, *map(_figure, (i.baseline, i.target, i.value)))
            for each, action in actions
            for i in action.indicators
        ),
        "partners": (
            (each.roadmap.id, action.id, partner.name, partner.region, partner.country)
            for each, action in actions
            for partner in action.partners
        ),
        "sources": (
            (each.roadmap.id, s.id, s.title, s.publisher, s.date, s.url, s.accessed)
            for each in placed
            for s in each.roadmap.sources
        ),
        "domains": (
            (d.id, d.title.fr, d.title.en, d.broader) for d in (data.domains.domains if data.domains else ())
        ),
    }
    return [Tidy(name, columns, list(rows[name])) for name, columns in COLUMNS.items()]


def _frameworks(data: Dataset, region: str) -> Iterator[Values]:
    for text in data.frameworks_of(region):
        for node, _, parent, depth in text.walk():
            words = (node.title, node.description, _figure(node.weight), " ".join(node.domains) or None)
            yield (text.id, text.side, node.id, parent, depth, *words)


def _actions(placed: Sequence[PlacedRoadmap]) -> Iterator[tuple[PlacedRoadmap, Action]]:
    for each in placed:
        for action in each.roadmap.actions:
            yield each, action


def _cluster(placed: PlacedRoadmap) -> Values:
    roadmap = placed.roadmap
    head = (roadmap.id, roadmap.name, roadmap.type, roadmap.provenance, " ".join(placed.regions))
    return (*head, *_ends(roadmap.period), roadmap.website, roadmap.members, " ; ".join(roadmap.labels) or None)


def _action(placed: PlacedRoadmap, action: Action) -> Values:
    return (
        placed.roadmap.id,
        action.id,
        action.title,
        action.description,
        action.status,
        action.counts,
        *_ends(action.period),
        _figure(action.progress),
        " ".join(action.domains) or None,
        " ".join(action.value_chain) or None,
        " ".join(action.sources) or None,
    )


def _node(placed: PlacedRoadmap, text: str) -> tuple[Value, Value, Value]:
    reference = placed.resolve(text)
    return (reference.region, reference.framework, reference.node) if reference else (None, None, text)


def _ends(period: Period | None) -> tuple[Value, Value]:
    """First and last day, both included."""
    return (period.start.isoformat(), period.end.isoformat()) if period else (None, None)


def _figure(value: Fraction | None) -> Value:
    if value is None:
        return None
    return int(value) if value.denominator == 1 else float(value)


def csv_text(table: Tidy) -> str:
    """A table as CSV (RFC 4180: commas, points in figures), no cell of which is a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(table.columns)
    for row in table.rows:
        writer.writerow([_text(value) for value in row])
    return out.getvalue()


def _text(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return (
        csv_cell(value) if isinstance(value, str) else f"{value:.10g}" if isinstance(value, float) else str(value)
    )


def workbook(tidy: Sequence[Tidy]) -> bytes:
    """Every table as a sheet of one workbook; texts stay texts. Raises UserError when xlsxwriter is missing."""
    book, out = new_book()
    head = book.add_format({"bold": True})
    for table in tidy:
        sheet = book.add_worksheet(table.name)
        for column, name in enumerate(table.columns):
            sheet.write_string(0, column, name, head)
            sheet.set_column(column, column, 50 if name in ("title", "description") else 18)
        for number, row in enumerate(table.rows, 1):
            for column, value in enumerate(row):
                if isinstance(value, bool):
                    sheet.write_boolean(number, column, value)
                elif isinstance(value, str):
                    sheet.write_string(number, column, value)
                elif value is not None:
                    sheet.write_number(number, column, value)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, max(1, len(table.rows)), len(table.columns) - 1)
    book.close()
    return out.getvalue()
