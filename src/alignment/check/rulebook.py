"""Every rule that `check` runs over a data set, beside those that stop a score (`references`)."""

from __future__ import annotations

from alignment.check import coherence
from alignment.check.rule import Rule


def rules() -> tuple[Rule, ...]:
    """The rules of coherence."""
    return coherence.RULES
