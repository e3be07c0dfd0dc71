"""A roadmap with structural faults, mended just enough that its references can be checked in the same run.

What is put in the place of a refused value is never scored, printed or written: it only lets the rest be read.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping
from typing import Any

from alignment.check import codes
from alignment.kernel.diagnostic import Diagnostic, Path

_STAND_INS: dict[str, Any] = {
    "title": "?",
    "name": "?",
    "type": "network",
    "provenance": "coded",
    "source": "other",
    "amount": 0,
}
_TOLD = {
    code.code
    for code in (
        codes.UNKNOWN_NODE,
        codes.UNKNOWN_FRAMEWORK,
        codes.UNKNOWN_REGION,
        codes.FOREIGN_REGION,
        codes.SHARED_WITH_REGION,
        codes.SAME_NODE_TWICE,
        codes.DUPLICATE_ID,
        codes.UNKNOWN_SOURCE,
        codes.UNKNOWN_DOMAIN,
    )
}


def salvage(value: Any, faults: Iterable[Mapping[str, Any]]) -> Any | None:
    """A copy of a roadmap's values in which each refused one is left out or stood in for; None where too much is lost.

    Items of lists keep their places, so that what is said of them is said where they stand.
    """
    mended = copy.deepcopy(value)
    for number, fault in enumerate(faults):
        loc: Path = tuple(fault["loc"])
        on_key = bool(loc) and loc[-1] == "[key]"
        path = loc[:-1] if on_key else loc
        if not path or path[0] in ("alignment", "regions", "sources") or not _mend(mended, path, number, on_key):
            return None
    return mended


def _mend(value: Any, path: Path, number: int, on_key: bool) -> bool:
    """Take one refused value out, or put a stand-in in its place; False where it can't be reached."""
    holder = value
    for step in path[:-1]:
        try:
            holder = holder[step]
        except (KeyError, IndexError, TypeError):
            return True  # what held it was taken out already
    last = path[-1]
    if isinstance(holder, list):
        return _mend(value, path[:-1], number, False)  # the whole list goes: nothing in it may change place
    if not isinstance(holder, dict):
        return False
    if last == "id":
        holder["id"] = f"salvaged-{number}"
    elif last in _STAND_INS:
        holder[last] = _STAND_INS[str(last)]
    elif len(path) > 1 and path[-2] == "contributions" and not on_key:
        holder[last] = "significant"
    else:
        holder.pop(last, None)
    return True


def worth_telling(problem: Diagnostic) -> bool:
    """Whether what a rule said of a salvaged roadmap is a fault of its author, not of the salvage."""
    return problem.code in _TOLD
