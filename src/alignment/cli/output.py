"""From a document to the streams: the form is chosen here, and only here is anything printed."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from alignment.kernel.bilingual import Lang

if TYPE_CHECKING:
    from alignment.report.document import Document
    from alignment.report.findings import Findings


def show(document: Document, form: str, color: str) -> None:
    """Print a document on standard output in one of its forms."""
    if form == "json":
        print(json.dumps(document.data, ensure_ascii=False, indent=2, allow_nan=False))
        return
    from alignment.report.terminal import console_for, render

    render(document, console_for(sys.stdout, color))


def show_findings(findings: Findings, lang: Lang, color: str, error: bool = False) -> None:
    """Print the problems that a check found (on standard error where they stand in for a result)."""
    from alignment.report.findings_text import render_findings
    from alignment.report.terminal import console_for

    render_findings(findings, lang, console_for(sys.stderr if error else sys.stdout, color))
