"""Two results side by side: what differs, and where, in words that lead to the place."""

from __future__ import annotations

from typing import Any

TOLERANCE = 1e-9
FREE_TEXT = ("version", "basis_note")


def compare(expected: dict[str, Any], actual: dict[str, Any]) -> list[str]:
    """Differences between the oracle's `alignment/score/v1` value and the project's, one line each.

    Integers (cents, ranks, counts) must be equal integers; other numbers agree to 1e-9 (relative above 1);
    lists agree in order; no field is missing or too many. `version` and `basis_note` only have to be texts.
    """
    found = [
        f"{name}: expected a text, found {actual.get(name)!r}"
        for name in FREE_TEXT
        if not isinstance(actual.get(name), str) or not actual[name]
    ]
    rest = {name: value for name, value in actual.items() if name not in FREE_TEXT}
    return found + differences(expected, rest, "")


def differences(expected: Any, actual: Any, path: str) -> list[str]:
    """Differences at and below a path."""
    if isinstance(expected, dict) and isinstance(actual, dict):
        return of_maps(expected, actual, path)
    if isinstance(expected, list) and isinstance(actual, list):
        return of_lists(expected, actual, path)
    if same(expected, actual):
        return []
    return [f"{path or 'the whole'}: expected {brief(expected)}, found {brief(actual)}"]


def same(expected: Any, actual: Any) -> bool:
    """Whether two scalars agree."""
    if isinstance(expected, float):
        number = isinstance(actual, (int, float)) and not isinstance(actual, bool)
        return number and abs(actual - expected) <= TOLERANCE * max(1.0, abs(expected))
    return type(expected) is type(actual) and expected == actual


def of_maps(expected: dict[str, Any], actual: dict[str, Any], path: str) -> list[str]:
    """Differences between two maps, whatever the order of their keys."""
    found = []
    for name in expected.keys() | actual.keys():
        below = f"{path}.{name}" if path else name
        if name not in actual:
            found.append(f"{below}: missing, expected {brief(expected[name])}")
        elif name not in expected:
            found.append(f"{below}: not expected, found {brief(actual[name])}")
        else:
            found += differences(expected[name], actual[name], below)
    return sorted(found)


def of_lists(expected: list[Any], actual: list[Any], path: str) -> list[str]:
    """Differences between two lists in order; items that bear an identity are named by it."""
    named = [label(item) for item in expected]
    if named != [label(item) for item in actual]:
        return [f"{path}: expected {brief(named)}, found {brief([label(item) for item in actual])}"]
    return [
        line
        for i, (left, right) in enumerate(zip(expected, actual, strict=True))
        for line in differences(left, right, f"{path}[{named[i] or i}]")
    ]


def label(item: Any) -> str:
    """What identifies an item of a list: its id or reference, with its cluster where there is one."""
    if not isinstance(item, dict):
        return item if isinstance(item, str) else ""
    names = (item.get("id"), item.get("ref"), item.get("cluster"))
    return " ".join(name for name in names if isinstance(name, str))


def brief(value: Any) -> str:
    """A value short enough for one line."""
    text = repr(value)
    return text if len(text) <= 160 else text[:157] + "..."
