"""A comparison that sees nothing proves nothing: each kind of difference is reported at its place."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from .comparing import compare
from .oracle import score
from .small import Small, leaves, principal


def actual(folder: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """A value of the oracle and the same with its free texts."""
    small = Small(folder, f"axes: {leaves('p', 'q')}\n").s3(leaves("u"))
    small.cluster("a", principal("srdeii:p")).cluster("b", principal("s3:u"))
    expected = score(small.folder, "r")
    return expected, deepcopy(expected) | {"version": "1", "basis_note": "note"}


def test_equal_values_have_no_difference(tmp_path: Path) -> None:
    expected, found = actual(tmp_path)
    found["clusters"][0]["alignment"] += 1e-12
    assert compare(expected, found) == []


@pytest.mark.parametrize(
    ("path", "value", "line"),
    [
        (("clusters", 0, "alignment"), 0.51, "clusters[b].alignment: expected 0.5, found 0.51"),
        (("clusters", 0, "alignment"), True, "clusters[b].alignment: expected 0.5, found True"),
        (("clusters", 0, "rank"), 1.0, "clusters[b].rank: expected 1, found 1.0"),
        (("clusters", 0, "leverage"), 0, "clusters[b].leverage: expected None, found 0"),
        (("priorities", 1, "state"), "gap", "priorities[srdeii:q].state: expected 'uncovered', found 'gap'"),
        (("breakpoints", 0, "clusters"), ["b", "a"], "breakpoints[0].clusters: expected ['a', 'b'], found"),
        (("dominance",), [["a", "b"]], "dominance: expected [], found ['']"),
        (("basis_note",), "", "basis_note: expected a text, found ''"),
        (("extra",), 1, "extra: not expected, found 1"),
    ],
)
def test_each_difference_is_reported_at_its_place(
    tmp_path: Path, path: tuple[str | int, ...], value: object, line: str
) -> None:
    expected, found = actual(tmp_path)
    place: Any = found
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    lines = compare(expected, found)
    assert len(lines) == 1
    assert lines[0].startswith(line)


def test_order_and_missing_fields_are_reported(tmp_path: Path) -> None:
    expected, found = actual(tmp_path)
    found["clusters"].reverse()
    del found["money"]["leverage"]
    lines = compare(expected, found)
    assert lines == [
        "clusters: expected ['b', 'a'], found ['a', 'b']",
        "money.leverage: missing, expected None",
    ]
