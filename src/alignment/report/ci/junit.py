"""JUnit XML: a suite for each file, a failed case for each problem that fails the check."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from alignment.check.codes import BY_CODE
from alignment.kernel.bilingual import Lang
from alignment.kernel.diagnostic import Severity
from alignment.kernel.safe_text import markup
from alignment.report.ci.wording import told
from alignment.report.findings import Findings, Located


def render(findings: Findings, lang: Lang, worst: Severity = Severity.ERROR) -> str:
    """Problems as bad as `worst` are failures; the others stand in the output of their suite."""
    by_file: dict[str, list[Located]] = {name: [] for name in findings.names}
    for each in findings.located:
        by_file.setdefault(each.file, []).append(each)
    suites = [
        line
        for index, file in enumerate(sorted(by_file))
        for line in _suite(index, file, by_file[file], findings, lang, worst)
    ]
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', "<testsuites>", *suites, "</testsuites>"])


def _suite(
    index: int, file: str, located: Sequence[Located], findings: Findings, lang: Lang, worst: Severity
) -> Iterator[str]:
    shown = _text(findings.in_repository(file))
    failed = [each for each in located if each.diagnostic.severity.order <= worst.order]
    others = [each for each in located if each.diagnostic.severity.order > worst.order]
    yield (
        f'  <testsuite id="{index}" package="alignment" name="{shown}" timestamp="{findings.today}T00:00:00" '
        f'hostname="localhost" tests="{max(1, len(failed))}" failures="{len(failed)}" errors="0" time="0">'
    )
    yield "    <properties/>"
    if not failed:
        yield f'    <testcase name="alignment check" classname="{shown}" time="0"/>'
    for each in failed:
        message, _, hint = told(each, lang).partition("\n")
        title = f"{_rule(each)} ({each.span.line}:{each.span.column})"
        yield f'    <testcase name="{_text(title)}" classname="{shown}" time="0">'
        yield f'      <failure type="{each.diagnostic.code}" message="{_text(message)}">'
        yield f"- {shown}:{each.span.line}:{each.span.column}: {_text(message)}"
        yield from ([f"- {_text(hint)}"] if hint else [])
        yield "      </failure>"
        yield "    </testcase>"
    yield "    <system-out>"
    for each in others:
        where = f"{shown}:{each.span.line}:{each.span.column}"
        yield f"- {where}: {_text(_rule(each))}: {_text(told(each, lang))}"
    yield "    </system-out>"
    yield "    <system-err/>"
    yield "  </testsuite>"


def _text(text: str) -> str:
    """Text of an element or an attribute; no line of it can be a command of a workflow's log."""
    return markup(text).replace("##[", "##&#91;")


def _rule(located: Located) -> str:
    return f"{located.diagnostic.code} {BY_CODE[located.diagnostic.code].slug}"
