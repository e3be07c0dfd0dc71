"""A GitLab code quality report: a JSON list that merge requests show beside the lines."""

from __future__ import annotations

import json

from alignment.check.codes import BY_CODE
from alignment.kernel.bilingual import Lang
from alignment.kernel.diagnostic import Severity
from alignment.kernel.safe_text import json_text
from alignment.kernel.safe_text import terminal as safe
from alignment.report.ci.wording import told
from alignment.report.findings import Findings

_SEVERITY = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(findings: Findings, lang: Lang) -> str:
    """Every problem, the worst first."""
    issues = [
        {
            "description": f"{each.diagnostic.code} {BY_CODE[each.diagnostic.code].slug} - "
            + told(each, lang).replace("\n", " "),
            "check_name": each.diagnostic.code,
            "fingerprint": each.fingerprint,
            "severity": _SEVERITY[each.diagnostic.severity],
            "location": {
                "path": safe(findings.in_repository(each.file)),
                "lines": {"begin": each.span.line, "end": each.span.end_line},
            },
        }
        for each in findings.worst_first()
    ]
    return json_text(json.dumps(issues, ensure_ascii=False, indent=2))
