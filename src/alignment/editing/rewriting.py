"""A new value laid over a file: what says the same stays as its author wrote it, comments stay where they were."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from alignment.editing.layout import lines_of
from alignment.editing.tree import Collection, Entry, Scalar, Tree, read_tree
from alignment.model.schema import Schema
from alignment.source.document import Value
from alignment.source.scalar_text import written
from alignment.source.scalars import resolve

_BLOCK_KEYS = frozenset({"actions", "contributions", "budget", "partners", "indicators", "sources"})
"""Keys whose new content is spelt out; other new lists stand between brackets."""

_ONE_LINE = frozenset({"budget", "partners", "indicators"})
"""Keys whose new items read best one to a line, between brackets."""


def rewritten(before: str | None, value: Value, schema: Schema, head: Iterable[str] = ()) -> str:
    """The canonical text of `value`, on top of the file `before`; a new file opens with the lines of `head`."""
    tree = read_tree(before) if before is not None else Tree(list(head), Scalar("", None, ""))
    tree.value = _over(tree.value, value, "")
    newline = "\r\n" if before is not None and "\r\n" in before else "\n"
    return newline.join(lines_of(tree, schema)) + newline


def _over(old: Scalar | Collection, value: Any, key: str) -> Scalar | Collection:
    if isinstance(value, dict):
        return _mapping(old, value)
    if isinstance(value, list):
        return _list(old, value, key)
    if isinstance(old, Scalar) and old.raw and _says(old, value):
        return old
    return _scalar(value)


def _says(old: Scalar, value: Any) -> bool:
    meant = resolve(old.value) if old.style is None else old.value
    return type(meant) is type(value) and str(meant) == str(value)


def _scalar(value: Any) -> Scalar:
    if isinstance(value, bool):
        text = "true" if value else "false"
    elif isinstance(value, Decimal):
        text = f"{value:f}"
    elif isinstance(value, int):
        text = str(value)
    else:
        # Quotes are the layout's choice: between them, any text is only text.
        return Scalar(str(value), '"', written(str(value)))
    return Scalar(text, None, text)


def _mapping(old: Scalar | Collection, value: dict[str, Any]) -> Collection:
    known = isinstance(old, Collection) and not old.is_list
    before = old if known and isinstance(old, Collection) else Collection(False, False, 0, 0)
    entries = {entry.key.value: entry for entry in before.entries if entry.key is not None}
    after = _like(before)
    for name, inner in value.items():
        entry = entries.get(name) or Entry(Scalar(name, None, written(name)), Scalar("", None, ""))
        entry.value = _over(entry.value, inner, name)
        after.entries.append(entry)
    return after


def _list(old: Scalar | Collection, value: list[Any], key: str) -> Collection:
    if isinstance(old, Collection) and old.is_list:
        before = old
    else:
        before = Collection(True, key not in _BLOCK_KEYS or _plain(value), 0, 0)
    left = list(before.entries)
    after = _like(before)
    for item in value:
        entry = _twin(left, item)
        if entry is not None:
            left.remove(entry)
        else:
            entry = Entry(
                None,
                Collection(False, key in _ONE_LINE, 0, 0) if isinstance(item, dict) else Scalar("", None, ""),
            )
        entry.value = _over(entry.value, item, "")
        after.entries.append(entry)
    return after


def _like(before: Collection) -> Collection:
    after = Collection(before.is_list, before.in_brackets, before.column, before.line, [], before.tail)
    after.on_one_line = before.on_one_line
    return after


def _plain(value: list[Any]) -> bool:
    return not any(isinstance(item, dict | list) for item in value)


def _twin(left: list[Entry], item: Any) -> Entry | None:
    """The entry that an item was: the same value, or the mapping with the same id, or with the same first key."""
    same = next((entry for entry in left if _plain_value(entry.value) == _text(item)), None)
    if same is not None or not isinstance(item, dict):
        return same
    for name in ("id", "source", "name", "title"):
        if name in item:
            for entry in left:
                held = _plain_value(entry.value)
                if isinstance(held, dict) and held.get(name) == _text(item[name]):
                    return entry
    return None


def _plain_value(value: Scalar | Collection) -> Any:
    if isinstance(value, Scalar):
        return value.value
    if value.is_list:
        return [_plain_value(entry.value) for entry in value.entries]
    return {entry.key.value: _plain_value(entry.value) for entry in value.entries if entry.key is not None}


def _text(value: Any) -> Any:
    """A value as the layout's tree holds it: every scalar a text."""
    if isinstance(value, dict):
        return {key: _text(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_text(inner) for inner in value]
    return _scalar(value).value
