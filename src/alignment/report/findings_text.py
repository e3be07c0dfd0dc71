"""The terminal form of a check: place, code, sentence, way out, and the source line with a caret."""

from __future__ import annotations

from collections.abc import Iterator

from alignment.check.codes import BY_CODE
from alignment.kernel.bilingual import Lang
from alignment.kernel.diagnostic import Severity, Span
from alignment.kernel.safe_text import terminal as safe
from alignment.report import words
from alignment.report.findings import Findings, Located
from alignment.report.findings_words import SEVERITY, others, reasons, summary
from alignment.report.page import Page, Style

MOST = 1000
"""Problems that are shown: more would be read by nobody, and their number is told."""
MOST_REASONS = 20
"""Reasons of what was set aside that are shown."""

_STYLE: dict[Severity, Style] = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}


def render_findings(findings: Findings, lang: Lang, page: Page, statistics: bool = False) -> str:
    """Every problem, or how often each rule was broken; what was set aside; the count."""
    if statistics:
        blocks = ["\n".join(_statistics(findings, lang, page))] if findings.located else []
    else:
        # The worst first where not all can be shown; else in order of place.
        shown = findings.located if len(findings.located) <= MOST else findings.worst_first()[:MOST]
        blocks = ["\n".join(_finding(located, findings, lang, page)) for located in shown]
        if len(findings.located) > MOST:
            blocks.append(others(len(findings.located) - MOST, lang))
    aside = "\n".join(line for row in reasons(findings)[:MOST_REASONS] for line in _aside(*row, lang, page))
    end = "\n".join(page.wrapped(safe(summary(findings, lang))))
    return "\n\n".join([*blocks, *([aside] if aside else []), end])


def _statistics(findings: Findings, lang: Lang, page: Page) -> Iterator[str]:
    for code, severity, count in findings.by_code():
        kind = page.styled(f"{SEVERITY[severity][0].to(lang):<13}", _STYLE[severity])
        yield f"{words.number(count, lang):>6}  {code}  {kind}  {BY_CODE[code].slug}"


def _aside(code: str, reason: str, count: int, lang: Lang, page: Page) -> Iterator[str]:
    label = "Mis à l’écart" if lang == "fr" else "Set aside"
    colon = f"{words.SPACE}:" if lang == "fr" else ":"
    times = f" ({count} {'fois' if lang == 'fr' else 'times'})" if count > 1 else ""
    yield from page.wrapped(safe(f"{label}, {code}{times}{colon} {reason or '–'}"), "", "  ")


def _finding(located: Located, findings: Findings, lang: Lang, page: Page) -> Iterator[str]:
    diagnostic = located.diagnostic
    colon = f"{words.SPACE}:" if lang == "fr" else ":"
    place = findings.shown(".") if located.whole else _place(findings, located.file, located.span)
    kind = f"{diagnostic.code} {SEVERITY[diagnostic.severity][0].to(lang)}"
    yield page.styled(safe(place), "bold") + ": " + page.styled(kind, _STYLE[diagnostic.severity])
    yield from page.wrapped(safe(diagnostic.message.to(lang)), "  ")
    if located.line:
        yield from (page.styled(line, "dim") for line in excerpt(located, page.width))
    for related in located.related:
        place = _place(findings, related.file, related.span)
        yield from page.wrapped(safe(f"{related.message.to(lang).rstrip('.')}{colon} {place}"), "  ")
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
