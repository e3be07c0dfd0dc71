"""From a document to the streams: the form is chosen here, and only here is anything printed."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING, TextIO

from alignment.kernel.bilingual import Lang

if TYPE_CHECKING:
    from alignment.report.document import Document
    from alignment.report.findings import Findings


FORMS = ("text", "json", "csv", "markdown")
"""The forms that every command with a result can take."""


def show(document: Document, form: str, color: str, table: str | None = None) -> None:
    """Print a document on standard output in one of its forms; `table` chooses one for CSV."""
    if form == "json":
        print(json.dumps(document.data, ensure_ascii=False, indent=2, allow_nan=False))
        return
    if form == "markdown":
        from alignment.report import markdown

        print(markdown.render(document))
        return
    if form == "csv":
        from alignment.report import csv_form

        print(csv_form.render(document, table), end="")
        return
    from alignment.report.page import page_for
    from alignment.report.terminal import render

    _tell(render(document, page_for(sys.stdout, color)), sys.stdout)


def show_findings(findings: Findings, lang: Lang, color: str, error: bool = False) -> None:
    """Print the problems that a check found (on standard error where they stand in for a result)."""
    from alignment.report.findings_text import render_findings
    from alignment.report.page import page_for

    stream = sys.stderr if error else sys.stdout
    _tell(render_findings(findings, lang, page_for(stream, color)), stream)


def _tell(text: str, stream: TextIO) -> None:
    """Print text for people; in a workflow of GitHub no line of it can be a command, whatever the data hold."""
    if os.environ.get("GITHUB_ACTIONS") == "true":
        from alignment.kernel.safe_text import github_log

        text = github_log(text)
    print(text, file=stream)
