"""A region's data as tidy tables: one fact a row, codes as in the files, plain figures. For open-data portals and R."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import datetime
from fractions import Fraction
from typing import NamedTuple

from alignment.exchange.package import missing
from alignment.kernel.period import Period
from alignment.kernel.safe_text import csv_cell
from alignment.model.dataset import Dataset, PlacedRoadmap
from alignment.model.roadmap import Action

Value = str | int | float | bool | None


class Tidy(NamedTuple):
    """A table: its name, its columns, its rows. Shares are 0 to 1, amounts euros, several codes joined by spaces."""

    name: str
    columns: tuple[str, ...]
    rows: list[tuple[Value, ...]]


def tables(data: Dataset, region: str) -> list[Tidy]:
    """The tables of a region: its frameworks, its clusters and what they do, the shared vocabulary."""
    placed = data.roadmaps_of(region)
    return [
        _frameworks(data, region),
        Tidy(
            "clusters",
            ("cluster", "name", "type", "provenance", "regions", "start", "end", "website", "members", "labels"),
            [_cluster(each) for each in placed],
        ),
        Tidy(
            "mandates",
            ("cluster", "region", "framework", "node"),
            [(each.roadmap.id, *_node(each, reference)) for each in placed for reference in each.roadmap.mandate],
        ),
        Tidy(
            "actions",
            (
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
            [_action(each, action) for each, action in _actions(placed)],
        ),
        Tidy(
            "contributions",
            ("cluster", "action", "region", "framework", "node", "level"),
            [
                (each.roadmap.id, action.id, *_node(each, reference), level)
                for each, action in _actions(placed)
                for reference, level in action.contributions.items()
            ],
        ),
        Tidy(
            "budget",
            ("cluster", "action", "source", "amount_eur", "secured"),
            [
                (each.roadmap.id, action.id, line.source, _figure(Fraction(line.amount, 100)), line.secured)
                for each, action in _actions(placed)
                for line in action.budget
            ],
        ),
        Tidy(
            "indicators",
            ("cluster", "action", "indicator", "title", "unit", "baseline", "target", "value"),
            [
                (
                    each.roadmap.id,
                    action.id,
                    i.id,
                    i.title,
                    i.unit,
                    _figure(i.baseline),
                    _figure(i.target),
                    _figure(i.value),
                )
                for each, action in _actions(placed)
                for i in action.indicators
            ],
        ),
        Tidy(
            "partners",
            ("cluster", "action", "name", "region", "country"),
            [
                (each.roadmap.id, action.id, partner.name, partner.region, partner.country)
                for each, action in _actions(placed)
                for partner in action.partners
            ],
        ),
        Tidy(
            "sources",
            ("cluster", "source", "title", "publisher", "date", "url", "accessed"),
            [
                (each.roadmap.id, s.id, s.title, s.publisher, s.date, s.url, s.accessed)
                for each in placed
                for s in each.roadmap.sources
            ],
        ),
        Tidy(
            "domains",
            ("domain", "title_fr", "title_en", "broader"),
            [(d.id, d.title.fr, d.title.en, d.broader) for d in (data.domains.domains if data.domains else ())],
        ),
    ]


def _frameworks(data: Dataset, region: str) -> Tidy:
    columns = ("framework", "side", "node", "parent", "depth", "title", "description", "weight", "domains")
    rows: list[tuple[Value, ...]] = []
    for text in data.frameworks_of(region):
        for placed in text.walk():
            node = placed.node
            weight = _figure(node.weight)
            domains = " ".join(node.domains) or None
            rows.append(
                (
                    text.id,
                    text.side,
                    node.id,
                    placed.parent,
                    placed.depth,
                    node.title,
                    node.description,
                    weight,
                    domains,
                )
            )
    return Tidy("frameworks", columns, rows)


def _actions(placed: Sequence[PlacedRoadmap]) -> Iterator[tuple[PlacedRoadmap, Action]]:
    for each in placed:
        for action in each.roadmap.actions:
            yield each, action


def _cluster(placed: PlacedRoadmap) -> tuple[Value, ...]:
    roadmap = placed.roadmap
    head = (roadmap.id, roadmap.name, roadmap.type, roadmap.provenance, " ".join(placed.regions))
    return (*head, *_ends(roadmap.period), roadmap.website, roadmap.members, " ; ".join(roadmap.labels) or None)


def _action(placed: PlacedRoadmap, action: Action) -> tuple[Value, ...]:
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
    try:
        import xlsxwriter
    except ImportError:
        raise missing("xlsxwriter") from None
    out = io.BytesIO()
    plain = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "in_memory": True,
    }
    book = xlsxwriter.Workbook(out, plain)
    book.set_properties({"created": datetime(2000, 1, 1)})
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
