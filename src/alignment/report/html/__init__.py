"""The HTML form of a report: one self-contained page that reads nothing from anywhere else."""

from __future__ import annotations

from collections.abc import Mapping

from alignment.report.html.page import render
from alignment.report.regional.value import Report

__all__ = ["files", "render"]


def files(report: Report) -> Mapping[str, bytes]:
    """One file, `KEY.html`."""
    return {f"{report.key}.html": render(report).encode()}
