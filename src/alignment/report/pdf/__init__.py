"""The PDF form of a report: a paged document set by typst, tagged for assistive technology (PDF/UA-1)."""

from __future__ import annotations

from collections.abc import Mapping

from alignment.report.pdf.compile import compiled
from alignment.report.pdf.value import value
from alignment.report.regional.value import Report


def files(report: Report) -> Mapping[str, bytes]:
    """One file, `KEY.pdf`."""
    return {f"{report.key}.pdf": compiled(value(report))}
