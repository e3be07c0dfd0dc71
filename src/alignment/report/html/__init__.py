"""The HTML form of a report: one self-contained page that reads nothing from anywhere else."""

from __future__ import annotations

from alignment.report.html.page import render

__all__ = ["render"]
