"""What the forms for services share: one plain text for a problem, one relative address for a file."""

from __future__ import annotations

import os
from urllib.parse import quote

from alignment.kernel.bilingual import Lang
from alignment.kernel.safe_text import terminal as safe
from alignment.report.findings import Findings, Located


def told(located: Located, lang: Lang) -> str:
    """The message and the way out, on a line each."""
    diagnostic = located.diagnostic
    hint = [safe(diagnostic.hint.to(lang))] if diagnostic.hint else []
    return "\n".join([safe(diagnostic.message.to(lang)), *hint])


def address(findings: Findings, file: str) -> str:
    """A file as a relative URI, percent-encoded, from the top of the repository."""
    return quote(os.fsencode(findings.in_repository(file)), safe="/")
