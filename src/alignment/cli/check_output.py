"""The findings of a check onto the streams and into files, each form escaped by its own module."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from alignment.cli.options import choice
from alignment.kernel.bilingual import Bilingual, Lang
from alignment.kernel.diagnostic import Severity
from alignment.kernel.safe_text import github_log, terminal
from alignment.kernel.user_error import UserError
from alignment.report.page import Page, page_for

if TYPE_CHECKING:
    from alignment.report.findings import Findings

FORMS: Final = ("text", "json", "github", "gitlab", "sarif", "junit", "markdown")
"""The forms of a check."""
FAIL_ON: Final[Mapping[str, Severity | None]] = {
    "error": Severity.ERROR,
    "warning": Severity.WARNING,
    "never": None,
}
"""How bad a problem must be for the check to fail."""
_FILE_WIDTH = 100


@dataclass(frozen=True)
class Output:
    """How findings are written: the form on standard output (None: text, and annotations in a workflow of GitHub),
    the files beside it, the language, the severity that fails.
    """

    form: str | None
    files: tuple[tuple[str, Path], ...]
    lang: Lang
    color: str
    fail_on: Severity | None
    statistics: bool

    def write(self, findings: Findings) -> int:
        """Write everything; return the exit code of the check. Raises OSError when a file can't be written."""
        from alignment.kernel.atomic import write_text

        for form, path in self.files:
            write_text(path, self._rendered(findings, form, Page(_FILE_WIDTH)) + "\n")
        self._show(findings)
        if findings.failed:
            return 2
        return int(any(self._fails(each.diagnostic.severity) for each in findings.located))

    def _fails(self, severity: Severity) -> bool:
        return self.fail_on is not None and severity.order <= self.fail_on.order

    def _show(self, findings: Findings) -> None:
        """Standard output; with a form for machines, the count goes to standard error.

        In a workflow of GitHub no line of the text can be a command, and annotations come after it unless a form was
        asked for.
        """
        from alignment.report.ci import github
        from alignment.report.findings_words import summary

        in_workflow = os.environ.get("GITHUB_ACTIONS") == "true"
        shown = self._rendered(findings, self.form or "text", page_for(sys.stdout, self.color))
        if shown:
            print(github_log(shown) if in_workflow and self.form in (None, "text") else shown)
        if in_workflow and self.form is None and (annotations := github.render(findings, self.lang)):
            print(annotations)
        if self.form not in (None, "text", "markdown"):
            print(terminal(summary(findings, self.lang)), file=sys.stderr)

    def _rendered(self, findings: Findings, form: str, page: Page) -> str:
        from alignment.report import findings_json, findings_markdown, findings_text
        from alignment.report.ci import github, gitlab, junit, sarif

        match form:
            case "json":
                return findings_json.render(findings, self.lang)
            case "markdown":
                return findings_markdown.render(findings, self.lang, self.statistics)
            case "github":
                return github.render(findings, self.lang)
            case "gitlab":
                return gitlab.render(findings, self.lang)
            case "sarif":
                return sarif.render(findings, self.lang)
            case "junit":
                return junit.render(findings, self.lang, self.fail_on or Severity.ERROR)
        return findings_text.render_findings(findings, self.lang, page, self.statistics)


def output(form: str | None, out: Sequence[str], lang: Lang, color: str, fail_on: str, statistics: bool) -> Output:
    """An output from what was typed. Raises UserError for an unknown form, or an `--out` that isn't FORM=PATH."""
    if form is not None:
        choice("--format", form, FORMS)
    choice("--fail-on", fail_on, tuple(FAIL_ON))
    files = [_file(text) for text in out]
    if len({path for _, path in files}) < len(files):
        raise UserError(
            Bilingual(
                "--out\u00a0: le même fichier est demandé deux fois.", "--out: the same file is asked for twice."
            )
        )
    return Output(form, tuple(files), lang, color, FAIL_ON[fail_on], statistics)


def _file(text: str) -> tuple[str, Path]:
    form, equals, path = text.partition("=")
    if not equals or not path:
        raise UserError(
            Bilingual(
                f"--out attend FORME=CHEMIN, par exemple sarif=alignment.sarif\u00a0; reçu\u00a0: «\u00a0{text}\u00a0».",
                f"--out expects FORM=PATH, such as sarif=alignment.sarif; got “{text}”.",
            )
        )
    return choice("--out", form, FORMS), Path(path)
