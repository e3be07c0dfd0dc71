"""Annotations of a GitHub workflow: one command a line, escaped so that data can't give commands."""

from __future__ import annotations

from collections.abc import Iterator

from alignment.check.codes import BY_CODE
from alignment.kernel.bilingual import Lang
from alignment.kernel.diagnostic import Severity
from alignment.kernel.safe_text import github_data, github_property
from alignment.report.ci.wording import told
from alignment.report.findings import Findings, Located

MOST = 10
"""Annotations of one kind that GitHub shows for a step."""

_KIND = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_OTHERS = {
    Severity.ERROR: ("autres erreurs", "other errors", "autre erreur", "other error"),
    Severity.WARNING: ("autres avertissements", "other warnings", "autre avertissement", "other warning"),
    Severity.INFO: ("autres informations", "other notes", "autre information", "other note"),
}


def render(findings: Findings, lang: Lang) -> str:
    """Errors first; beyond ten of a kind, one line that counts the others."""
    return "\n".join(_lines(findings, lang))


def _lines(findings: Findings, lang: Lang) -> Iterator[str]:
    for severity in Severity:
        of_kind = [each for each in findings.located if each.diagnostic.severity is severity]
        yield from (_annotation(each, findings, lang) for each in of_kind[:MOST])
        others = len(of_kind) - MOST
        if others > 0:
            fr, en, one_fr, one_en = _OTHERS[severity]
            yield f"… {others} {(one_fr if others == 1 else fr) if lang == 'fr' else (one_en if others == 1 else en)}"


def _annotation(located: Located, findings: Findings, lang: Lang) -> str:
    diagnostic, span = located.diagnostic, located.span
    properties = {}
    if not located.whole:
        properties["file"] = findings.in_repository(located.file)
        properties["line"] = str(span.line)
        if span.end_line == span.line:
            properties["col"] = str(span.column)
            properties["endColumn"] = str(max(span.column, span.end_column - 1))
        else:
            properties["endLine"] = str(span.end_line)
    properties["title"] = f"{diagnostic.code} {BY_CODE[diagnostic.code].slug}"
    listed = ",".join(f"{key}={github_property(value)}" for key, value in properties.items())
    return f"::{_KIND[diagnostic.severity]} {listed}::{github_data(told(located, lang))}"
