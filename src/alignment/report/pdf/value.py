"""What the template is given: a report as plain values, every figure already in words, every link checked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from alignment.report.address import https, shown
from alignment.report.cells import formatted
from alignment.report.charts import draw
from alignment.report.document import Column, Items, Paragraph, Plot, Table
from alignment.report.figure import Figure, RegionMap
from alignment.report.pdf.labels import LABELS
from alignment.report.pdf.tables import table
from alignment.report.pdf.text import settable
from alignment.report.regional.value import Facts, KeyFigure, KeyFigures, Part, Report, Section

PICTURE, MAP = 680, 460
"""The widths that pictures are drawn at, in pixels: texts of 12 pixels come out as large as those of tables."""
_FONT = re.compile(r'font-family="[^"]*"')

Value = dict[str, Any]


def value(report: Report) -> Value:
    """The whole report. Strings are settable; an `anchor` is unique, a `link` leads to an anchor that is there."""
    return _Setting(report, _anchors(report)).report_value()


def _anchors(report: Report) -> frozenset[str]:
    """Every place that a link may lead to."""
    found = {section.key for section in report.walk()}
    for section in report.walk():
        for part in section.parts:
            if isinstance(part, Table):
                found |= {row.anchor for row in part.rows if row.anchor}
                found.add(part.key)
    return frozenset(found)


@dataclass
class _Setting:
    report: Report
    anchors: frozenset[str]
    placed: set[str] = field(default_factory=set)

    def report_value(self) -> Value:
        report = self.report
        return {
            "lang": report.lang,
            "title": settable(report.title),
            "subtitle": settable(report.subtitle),
            "date": report.data.get("date"),
            "labels": {name: label.to(report.lang) for name, label in LABELS.items()},
            "cover": self._facts(report.cover),
            "cautions": [settable(caution) for caution in report.cautions],
            "sections": [self._section(section, 1, True) for section in report.sections],
        }

    def _section(self, section: Section, level: int, page: bool) -> Value:
        """`page`: whether it opens a page; sheets of clusters do, but for the first, which follows their heading."""
        apart = section.key == "clusters"
        return {
            "anchor": self.anchor(section.key),
            "title": settable(section.title),
            "level": level,
            "page": page,
            "parts": [made for part in section.parts for made in self._part(part)],
            "basis": settable(section.basis),
            "inner": [
                self._section(inner, level + 1, apart and index > 0) for index, inner in enumerate(section.inner)
            ],
        }

    def _part(self, part: Part) -> Iterator[Value]:
        match part:
            case Paragraph(text, tone):
                yield {"kind": "paragraph", "text": settable(text), "tone": tone}
            case Items(title, items):
                yield {"kind": "items", "title": settable(title), "items": [settable(item) for item in items]}
            case Facts():
                yield self._facts(part)
            case KeyFigures(figures):
                yield {"kind": "figures", "figures": [self._figure(figure) for figure in figures]}
            case Figure():
                yield self._picture(part)
            case Table():
                yield table(part, self)
            case Plot():
                raise TypeError("reports draw figures, not plots")

    def _facts(self, facts: Facts) -> Value:
        rows = [
            {"name": settable(name), "lines": [self._line(s) for s in said.split("\n")]}
            for name, said in facts.rows
        ]
        return {"kind": "facts", "prose": facts.prose, "rows": rows}

    @staticmethod
    def _line(said: str) -> Value:
        address = https(said)
        return {"text": settable(shown(said)), "url": address} if address else {"text": settable(said)}

    def _figure(self, figure: KeyFigure) -> Value:
        column = Column(figure.key, figure.label, figure.kind, decimals=figure.decimals)
        return {
            "label": settable(figure.label),
            "value": settable(formatted(figure.value, column, self.report.lang)),
            "basis": settable(figure.basis),
            "link": self.link(figure.explained),
        }

    def _picture(self, figure: Figure) -> Value:
        """The drawing that the page shows too, in the font of this document."""
        narrow = isinstance(figure.drawing, RegionMap)
        drawn = draw(figure, MAP if narrow else PICTURE, self.report.lang)
        return {
            "kind": "picture",
            "title": settable(figure.title),
            "alt": settable(figure.description),
            "svg": settable(_FONT.sub('font-family="Libertinus Serif"', drawn, count=1)),
            "narrow": narrow,
        }

    def anchor(self, name: str) -> str | None:
        """The anchor of a place, given once."""
        if not name or name in self.placed:
            return None
        self.placed.add(name)
        return name

    def link(self, name: str | None) -> str | None:
        """Where a link leads, if that place is in this report."""
        return name if name in self.anchors else None
