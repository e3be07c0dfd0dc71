"""The terminal form of a check: place, code, sentence, way out, and the source line with a caret."""

from __future__ import annotations

from collections.abc import Iterator

from alignment.kernel.bilingual import Lang
from alignment.kernel.diagnostic import Severity, Span
from alignment.kernel.safe_text import terminal as safe
from alignment.report import words
from alignment.report.findings import Findings, Located
from alignment.report.page import Page, Style

_STYLE: dict[Severity, Style] = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
_NAME = {
    Severity.ERROR: words.nouns("erreur", "error"),
    Severity.WARNING: words.nouns("avertissement", "warning"),
    Severity.INFO: words.nouns("information", "note"),
}


def render_findings(findings: Findings, lang: Lang, page: Page) -> str:
    """Every problem, then the count."""
    blocks = ["\n".join(_finding(located, findings, lang, page)) for located in findings.located]
    return "\n\n".join([*blocks, safe(summary(findings, lang))])


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


def _finding(located: Located, findings: Findings, lang: Lang, page: Page) -> Iterator[str]:
    diagnostic = located.diagnostic
    colon = f"{words.SPACE}:" if lang == "fr" else ":"
    place = _place(findings, located.file, located.span)
    kind = f"{diagnostic.code} {_NAME[diagnostic.severity][0].to(lang)}"
    yield page.styled(safe(place), "bold") + ": " + page.styled(kind, _STYLE[diagnostic.severity])
    yield from page.wrapped(safe(diagnostic.message.to(lang)), "  ")
    if located.line:
        yield from (page.styled(line, "dim") for line in excerpt(located, page.width))
    for related in located.related:
        place = _place(findings, related.file, related.span)
        yield from page.wrapped(safe(f"{related.message.to(lang)}{colon} {place}"), "  ")
    if diagnostic.hint is not None:
        arrow = "→" if page.unicode else "=>"
        lines = page.wrapped(f"{arrow} {safe(diagnostic.hint.to(lang))}", "  ", "    ")
        yield from (page.styled(line, "green") for line in lines)


def _place(findings: Findings, file: str, span: Span) -> str:
    return f"{findings.shown(file)}:{span.line}:{span.column}"


def excerpt(located: Located, width: int) -> list[str]:
    """The source line with carets under the span, cut to the width around it."""
    span = located.span
    gutter = f"{span.line:>5} | "
    room = max(20, width - len(gutter) - 1)
    start = span.column - 1
    line = located.line
    first = max(0, start - room // 2) if len(line) > room else 0
    shown = line[first : first + room]
    end = max(span.end_column - 1 if span.end_line == span.line else len(line), start + 1) - first
    before, marked, after = (
        safe(part) for part in (shown[: start - first], shown[start - first : end], shown[end:])
    )
    return [f"{gutter}{before}{marked}{after}", f"      | {' ' * len(before)}{'^' * max(1, len(marked))}"]
