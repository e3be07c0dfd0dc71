"""SARIF 2.1.0, for the services that keep problems from one run to the next."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from alignment import __version__
from alignment.check.codes import BY_CODE
from alignment.check.pages import page
from alignment.kernel.bilingual import Lang
from alignment.kernel.diagnostic import Severity, Span
from alignment.kernel.safe_text import json_text
from alignment.kernel.safe_text import terminal as safe
from alignment.report.ci.wording import address, told
from alignment.report.findings import Findings, Located
from alignment.report.findings_words import others

MOST = 5000
"""Results that GitHub keeps of one file; the worst come first."""

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def render(findings: Findings, lang: Lang) -> str:
    """One run, with the rules that were broken and their pages."""
    kept = findings.worst_first()[:MOST]
    codes = sorted({each.diagnostic.code for each in kept})
    driver = {
        "name": "alignment",
        "semanticVersion": __version__,
        "rules": [_rule(code, findings, lang) for code in codes],
    }
    invocation: dict[str, Any] = {"executionSuccessful": not findings.failed}
    left = len(findings.located) - len(kept)
    if left:
        invocation["toolExecutionNotifications"] = [{"level": "warning", "message": {"text": others(left, lang)}}]
    run = {
        "tool": {"driver": driver},
        "language": "fr-FR" if lang == "fr" else "en-US",
        "columnKind": "unicodeCodePoints",
        "invocations": [invocation],
        "results": [_result(each, codes.index(each.diagnostic.code), findings, lang) for each in kept],
    }
    return json_text(
        json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)
    )


def _rule(code: str, findings: Findings, lang: Lang) -> Mapping[str, Any]:
    about = page(BY_CODE[code])
    level = BY_CODE[code].at(findings.profile) or Severity.INFO
    return {
        "id": code,
        "name": BY_CODE[code].slug,
        "shortDescription": {"text": about.summary.to(lang)},
        "help": {"text": about.text, "markdown": about.text},
        "defaultConfiguration": {"level": _LEVEL[level]},
    }


def _result(located: Located, index: int, findings: Findings, lang: Lang) -> Mapping[str, Any]:
    result: dict[str, Any] = {
        "ruleId": located.diagnostic.code,
        "ruleIndex": index,
        "level": _LEVEL[located.diagnostic.severity],
        "message": {"text": _message(told(located, lang))},
        "partialFingerprints": {"alignment/v1": located.fingerprint},
    }
    if not located.whole:
        result["locations"] = [_location(located.file, located.span, findings)]
    if located.related:
        result["relatedLocations"] = [
            {
                "id": number,
                "message": {"text": _message(safe(related.message.to(lang)))},
                **_location(related.file, related.span, findings),
            }
            for number, related in enumerate(located.related, 1)
        ]
    return result


def _location(file: str, span: Span, findings: Findings) -> Mapping[str, Any]:
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": address(findings, file), "uriBaseId": "%SRCROOT%"},
            "region": {
                "startLine": span.line,
                "startColumn": span.column,
                "endLine": span.end_line,
                "endColumn": span.end_column,
            },
        }
    }


def _message(text: str) -> str:
    """Text in which nothing is an embedded link: SARIF reads `[words](target)` as one."""
    return text.replace("](", "] (")
