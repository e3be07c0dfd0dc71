"""A workbook laid over the roadmap that is already there: what it carries wins, all else stays as it was written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from alignment.exchange.assembling import Assembled
from alignment.model.values import parse_reference

Value = dict[str, Any]

_UNSAID: Final[Mapping[str, object]] = {"secured": False}
"""Values that mean the same as their absence: written only where they were."""
_IDENTITY: Final[Mapping[str, tuple[str, ...]]] = {
    "budget": ("source",),
    "indicators": ("id", "title"),
    "partners": ("name", "region", "country"),
    "sources": ("id",),
}
_TYPOGRAPHY: Final = str.maketrans({"\u00a0": " ", "\u202f": " ", "’": "'", "‘": "'", "“": '"', "”": '"'})


def merge(before: Value, fields: Value, carried: frozenset[str], assembled: Assembled | None, home: str) -> Value:
    """The roadmap's new value. `fields` are those of the cluster and its sources, `carried` the keys they may clear.

    Actions that the workbook doesn't name are kept.
    """
    after = dict(before)
    for key in carried:
        _put(after, key, fields.get(key), home)
    if assembled is not None:
        actions = _actions(before.get("actions", []), assembled, home)
        if actions or "actions" in before:
            after["actions"] = actions
    return after


def _put(into: Value, key: str, value: Any, home: str) -> None:
    """Set a key to what the workbook says, in the words of the file where they mean the same; None takes it out."""
    old = into.get(key)
    if value is None or value == [] or value == {}:
        if old not in ([], {}) or old is None:
            into.pop(key, None)
        return
    if key == "regions" and old is None and value == [home]:
        return
    if key in ("mandate",):
        value = _as_written(old or [], value, home)
    elif key == "contributions":
        spelt = _as_written(list(old or {}), list(value), home)
        levels = dict(zip(spelt, value.values(), strict=True))
        value = {key: levels[key] for key in [*(key for key in old or {} if key in levels), *spelt]}
    into[key] = old if _same(old, value) else value


def _as_written(old: Sequence[str], new: Sequence[str], home: str) -> list[str]:
    """References as the file spells them, where it has the same ones with or without its own region."""
    spelt = {_plain(each, home): each for each in old if isinstance(each, str)}
    return [spelt.get(_plain(each, home), each) for each in new]


def _plain(reference: str, home: str) -> str:
    parsed = parse_reference(reference)
    return f"{parsed.framework}:{parsed.node}" if parsed and parsed.region == home else reference


def _same(old: Any, new: Any) -> bool:
    """Whether two values say the same: numbers by value, texts whatever their typography."""
    if isinstance(old, str) and isinstance(new, str):
        return " ".join(old.translate(_TYPOGRAPHY).split()) == " ".join(new.translate(_TYPOGRAPHY).split())
    if isinstance(old, bool) or isinstance(new, bool):
        return old is new
    if isinstance(old, int | Decimal) and isinstance(new, int | Decimal):
        return Decimal(old) == Decimal(new)
    if isinstance(old, int) and isinstance(new, str):
        return str(old) == new  # a year
    if isinstance(old, list) and isinstance(new, list):
        return len(old) == len(new) and all(map(_same, old, new))
    if isinstance(old, dict) and isinstance(new, dict):
        return old.keys() == new.keys() and all(_same(old[key], new[key]) for key in old)
    return False


def _actions(before: Sequence[Value], assembled: Assembled, home: str) -> list[Value]:
    """Known actions in their place, new ones at the end."""
    told = {action["id"]: action for action in assembled.actions}
    kept = [
        old if old.get("id") not in told else _action(old, told.pop(old["id"]), assembled, home) for old in before
    ]
    return kept + [_action({}, action, assembled, home) for action in told.values()]


def _action(old: Value, new: Value, assembled: Assembled, home: str) -> Value:
    after = dict(old)
    if "id" not in after:
        after["id"] = new["id"]
    for key in sorted(assembled.carried - {"id"}):
        value = new.get(key)
        if key in assembled.inner and key != "contributions" and value:
            value = _items(key, old.get(key, []), value, assembled.inner[key])
        if key == "title" and value is None:
            continue
        _put(after, key, value, home)
    return after


def _items(key: str, before: Sequence[Value], items: Sequence[Value], carried: frozenset[str]) -> list[Value]:
    """Items of a list, each on top of the one that it was: what the workbook has no column for is kept."""
    left = list(before)
    result = []
    for item in items:
        old = _twin(_IDENTITY[key], left, item)
        if old is not None:
            left.remove(old)
        result.append(over(old or {}, item, carried))
    return result


def _twin(identity: Sequence[str], left: Sequence[Value], item: Value) -> Value | None:
    tests: list[Callable[[Value], bool]] = [
        lambda old: all(_same(old.get(key), item.get(key)) for key in item),
        *(lambda old, key=key: key in item and _same(old.get(key), item[key]) for key in identity),
    ]
    return next((old for test in tests for old in left if test(old)), None)


def over(old: Value, item: Value, carried: frozenset[str]) -> Value:
    """One item on top of the one that it was."""
    after = dict(old)
    for key in sorted(carried):
        value = item.get(key)
        if key in _UNSAID and value in (None, _UNSAID[key]) and old.get(key) in (None, _UNSAID[key]):
            continue
        if value is None:
            after.pop(key, None)
        else:
            after[key] = old[key] if key in old and _same(old[key], value) else value
    return {key: after[key] for key in after if after[key] is not None}


def sources(before: Sequence[Value], items: Sequence[Value], carried: frozenset[str]) -> list[Value]:
    """The sources of a file: those of the workbook on top of the ones that they were, the others kept."""
    told = {item["id"]: item for item in items}
    kept = [old if old.get("id") not in told else over(old, told.pop(old["id"]), carried) for old in before]
    return kept + [over({}, item, carried) for item in told.values()]
