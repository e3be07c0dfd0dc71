"""The terminal form of a check: place, code, sentence, way out, and the source line with a caret."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alignment.kernel.bilingual import Lang
from alignment.kernel.diagnostic import Severity
from alignment.kernel.safe_text import terminal as safe
from alignment.report import words
from alignment.report.findings import Findings, Located

if TYPE_CHECKING:
    from rich.console import Console

_STYLE = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
_NAME = {
    Severity.ERROR: words.nouns("erreur", "error"),
    Severity.WARNING: words.nouns("avertissement", "warning"),
    Severity.INFO: words.nouns("information", "note"),
}


def render_findings(findings: Findings, lang: Lang, console: Console) -> None:
    """Write every problem, then the count."""
    from rich.text import Text

    for located in findings.located:
        console.print(_finding(located, lang, console.width))
        console.print()
    console.print(Text(safe(summary(findings, lang))))


def summary(findings: Findings, lang: Lang) -> str:
    """The last line: what was checked, and how much was found."""
    fr = lang == "fr"
    files = words.count(
        findings.files,
        *words.nouns("fichier contrôlé", "file checked", "fichiers contrôlés", "files checked"),
        lang,
    )
    scope = f"{files} ({findings.data_set.to(lang)})"
    parts = [
        words.count(findings.count(severity), *_NAME[severity], lang)
        for severity in Severity
        if findings.count(severity)
    ]
    if not parts:
        return f"{scope}{words.SPACE if fr else ''}: " + ("aucun problème." if fr else "no problem.")
    return f"{scope}{words.SPACE if fr else ''}: {words.listing(parts, lang)}."


def _finding(located: Located, lang: Lang, width: int) -> object:
    from rich.text import Text

    diagnostic = located.diagnostic
    text = Text()
    text.append(safe(f"{located.file}:{located.span.line}:{located.span.column}"), style="bold")
    text.append(": ")
    text.append(f"{diagnostic.code} {_NAME[diagnostic.severity][0].to(lang)}", style=_STYLE[diagnostic.severity])
    text.append(f"\n  {safe(diagnostic.message.to(lang))}")
    if located.line:
        text.append("\n" + excerpt(located, width), style="dim")
    for related in located.related:
        place = f"{related.file}:{related.span.line}:{related.span.column}"
        text.append(
            safe(f"\n  {related.message.to(lang)}{words.SPACE if lang == 'fr' else ''}: {place}"), style="dim"
        )
    if diagnostic.hint is not None:
        text.append(f"\n  → {safe(diagnostic.hint.to(lang))}", style="green")
    return text


def excerpt(located: Located, width: int) -> str:
    """The source line with carets under the span, cut to the width around it."""
    span = located.span
    gutter = f"{span.line:>5} | "
    room = max(20, width - len(gutter) - 1)
    start = span.column - 1
    line = located.line
    first = max(0, start - room // 2) if len(line) > room else 0
    shown = line[first : first + room]
    end = span.end_column - 1 if span.end_line == span.line else len(line)
    before = safe(shown[: start - first])
    marked = safe(shown[start - first : max(end, start + 1) - first])
    carets = "^" * max(1, len(marked))
    return f"{gutter}{before}{marked}{safe(shown[max(end, start + 1) - first :])}\n{' ' * 5} | {' ' * len(before)}{carets}"
