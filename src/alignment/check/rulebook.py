"""Every rule that `check` runs over a data set, beside those that stop a score (`references`)."""

from __future__ import annotations

from datetime import date

from alignment.check import budgets, changes, claims, periods, progress, sourcing, wording
from alignment.check.rule import Rule
from alignment.model.dataset import Dataset


def rules(today: date, before: Dataset | None = None) -> tuple[Rule, ...]:
    """The rules as seen on a day, and against an earlier state of the data set where there is one."""
    return (
        *periods.rules(today),
        *claims.RULES,
        *progress.RULES,
        *budgets.RULES,
        *wording.RULES,
        *sourcing.RULES,
        *changes.rules(before),
    )
