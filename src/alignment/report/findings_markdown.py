"""The findings of a check as Markdown: for the summary of a job or a comment on a merge request."""

from __future__ import annotations

from collections.abc import Iterator

from alignment.check.codes import BY_CODE
from alignment.kernel.bilingual import Bilingual, Lang
from alignment.kernel.safe_text import markdown_cell as safe
from alignment.report import words
from alignment.report.findings import Findings, Located
from alignment.report.findings_words import SEVERITY, others, summary

MOST = 500
"""Rows of the table: a summary of GitHub holds 1 MiB, and nobody reads further."""

_HEADS = (
    Bilingual("Gravité", "Severity"),
    Bilingual("Règle", "Rule"),
    Bilingual("Place", "Place"),
    Bilingual("Problème", "Problem"),
    Bilingual("Que faire", "What to do"),
)
_ASIDE = (Bilingual("Mis à l’écart", "Set aside"), Bilingual("Place", "Place"), Bilingual("Raison", "Reason"))


def render(findings: Findings, lang: Lang, statistics: bool = False) -> str:
    """A heading, the count, the problems with the worst first, what was set aside."""
    return "\n".join(_lines(findings, lang, statistics))


def _lines(findings: Findings, lang: Lang, statistics: bool) -> Iterator[str]:
    yield "## alignment check"
    yield ""
    yield safe(summary(findings, lang))
    if findings.located:
        yield ""
        yield from _statistics(findings, lang) if statistics else _problems(findings, lang)
    if findings.suppressed and not statistics:
        yield ""
        yield from _head([head.to(lang) for head in _ASIDE])
        for each in findings.suppressed[:MOST]:
            located = each.located
            yield _row(_rule(located), _where(located, findings), each.reason)


def _problems(findings: Findings, lang: Lang) -> Iterator[str]:
    ordered = findings.worst_first()
    yield from _head([head.to(lang) for head in _HEADS])
    for each in ordered[:MOST]:
        diagnostic = each.diagnostic
        hint = diagnostic.hint.to(lang) if diagnostic.hint else ""
        name = SEVERITY[diagnostic.severity][0].to(lang)
        yield _row(name, _rule(each), _where(each, findings), diagnostic.message.to(lang), hint)
    if len(ordered) > MOST:
        yield ""
        yield safe(others(len(ordered) - MOST, lang))


def _statistics(findings: Findings, lang: Lang) -> Iterator[str]:
    yield from _head([_HEADS[0].to(lang), _HEADS[1].to(lang), "Nombre" if lang == "fr" else "Count"])
    for code, severity, count in findings.by_code():
        yield _row(SEVERITY[severity][0].to(lang), f"{code} {BY_CODE[code].slug}", words.number(count, lang))


def _head(labels: list[str]) -> list[str]:
    return ["| " + " | ".join(labels) + " |", "|" + " --- |" * len(labels)]


def _row(*cells: str) -> str:
    return "| " + " | ".join(safe(cell) for cell in cells) + " |"


def _rule(located: Located) -> str:
    return f"{located.diagnostic.code} {BY_CODE[located.diagnostic.code].slug}"


def _where(located: Located, findings: Findings) -> str:
    return f"{findings.shown(located.file)}:{located.span.line}:{located.span.column}"
