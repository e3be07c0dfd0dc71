"""Periods as the files write them: two dates of year, month or day precision, both ends included."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache
from typing import NamedTuple

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


class Period(NamedTuple):
    """From the first day to the last one, both included; `text` is what the author wrote."""

    start: date
    end: date
    text: str

    def holds(self, other: Period) -> bool:
        """Whether `other` lies wholly inside this period."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Period) -> bool:
        """Whether the two periods have a day in common."""
        return self.start <= other.end and other.start <= self.end


def parse_date(text: str) -> tuple[date, date]:
    """Return the first and last day that `2024`, `2024-03` or `2024-03-15` stands for.

    Raises ValueError when the text is none of these or no day of the calendar.
    """
    found = _DATE.fullmatch(text)
    if found is None:
        raise ValueError(text)
    year, month, day = (int(part) if part else None for part in found.groups())
    assert year is not None  # the pattern always captures it
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if day is None:
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    return date(year, month, day), date(year, month, day)


@lru_cache(maxsize=4_096)
def parse_period(text: str) -> Period:
    """Read `2022/2028`, `2023-03/2025-12` or `2023-03-01/2023-09-30`.

    Raises ValueError when an end is no date or when the period ends before it starts.
    """
    first, slash, last = text.partition("/")
    if not slash:
        raise ValueError(text)
    start, end = parse_date(first)[0], parse_date(last)[1]
    if end < start:
        raise ValueError(text)
    return Period(start, end, text)
