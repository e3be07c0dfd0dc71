"""The findings of a check as JSON: the contract `alignment/check/v1`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from alignment import __version__
from alignment.check.codes import BY_CODE
from alignment.kernel.bilingual import Lang
from alignment.kernel.diagnostic import Severity, Span
from alignment.kernel.safe_text import json_text
from alignment.kernel.safe_text import terminal as safe
from alignment.report.findings import Findings, Located


def render(findings: Findings, lang: Lang) -> str:
    """The contract as text."""
    return json_text(json.dumps(value(findings, lang), ensure_ascii=False, indent=2))


def value(findings: Findings, lang: Lang) -> Mapping[str, Any]:
    """Everything that was found, and what was set aside with its reason."""
    return {
        "schema": "alignment/check/v1",
        "version": __version__,
        "lang": lang,
        "data_set": safe(findings.data_set.to(lang)),
        "profile": findings.profile,
        "date": findings.today.isoformat(),
        "files": findings.files,
        "counts": {severity.value: findings.count(severity) for severity in Severity},
        "known": findings.known,
        "statistics": [
            {"code": code, "name": BY_CODE[code].slug, "severity": severity, "count": count}
            for code, severity, count in findings.by_code()
        ],
        "findings": [_finding(each, findings, lang) for each in findings.located],
        "suppressed": [
            {**_finding(each.located, findings, lang), "reason": safe(each.reason), "by": each.by}
            for each in findings.suppressed
        ],
    }


def _finding(located: Located, findings: Findings, lang: Lang) -> Mapping[str, Any]:
    diagnostic = located.diagnostic
    return {
        "code": diagnostic.code,
        "name": BY_CODE[diagnostic.code].slug,
        "severity": diagnostic.severity,
        "message": safe(diagnostic.message.to(lang)),
        "hint": safe(diagnostic.hint.to(lang)) if diagnostic.hint else None,
        **_place(located.file, located.span, findings),
        "related": [
            {**_place(related.file, related.span, findings), "message": safe(related.message.to(lang))}
            for related in located.related
        ],
        "fingerprint": located.fingerprint,
    }


def _place(file: str, span: Span, findings: Findings) -> Mapping[str, Any]:
    return {
        "file": safe(findings.shown(file)),
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
    }
