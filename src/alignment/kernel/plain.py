"""Values as JSON and back: named tuples, dataclasses and what they hold, checked against their annotations on the way in.

A value is the list of its fields, in order: what is written is short, and read only by the version that wrote it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")

_Reader = Callable[[Any], Any]
_SIMPLE = (str, int, bool, NoneType)


def dumps(value: Any) -> bytes:
    """A value as JSON, in UTF-8."""
    return json.dumps(to_plain(value), ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def loads(kind: type[T], data: bytes) -> T:
    """The value of a kind that `dumps` wrote. Raises ValueError when the bytes are not the JSON of such a value."""
    return from_plain(kind, json.loads(data.decode("utf-8", "surrogatepass")))


def to_plain(value: Any) -> Any:
    """A value as lists, texts, numbers and nulls."""
    if isinstance(value, tuple):
        return [to_plain(each) for each in value]
    if is_dataclass(value):
        return [to_plain(getattr(value, field.name)) for field in fields(value)]
    return value


def from_plain(kind: type[T], value: Any) -> T:
    """The value of a kind that `to_plain` took apart. Raises ValueError for anything else."""
    hint: Any = kind
    found: T = _reader(hint)(value)
    return found


@cache
def _reader(hint: Any) -> _Reader:
    """What turns a plain value back into one of this type."""
    origin, arguments = get_origin(hint), get_args(hint)
    if hint in _SIMPLE:
        return lambda value: value if type(value) is hint else _refuse(value)
    if origin is Literal:
        return lambda value: value if value in arguments else _refuse(value)
    if origin in (Union, UnionType):
        if all(each in _SIMPLE for each in arguments):
            return lambda value: value if type(value) in arguments else _refuse(value)
        (inner,) = (_reader(each) for each in arguments if each is not NoneType)
        return lambda value: None if value is None else inner(value)
    if origin is tuple:
        item = _reader(arguments[0])
        return lambda value: tuple(map(item, value)) if type(value) is list else _refuse(value)
    if issubclass(hint, StrEnum):
        member: _Reader = hint
        return member
    return _fields_reader(hint)


def _fields_reader(kind: Any) -> _Reader:
    hints = get_type_hints(kind)
    names = [field.name for field in fields(kind)] if is_dataclass(kind) else kind._fields
    readers = [_reader(hints[name]) for name in names]

    def read(value: Any) -> Any:
        if type(value) is not list or len(value) != len(readers):
            _refuse(value)
        return kind(*(reader(each) for reader, each in zip(readers, value, strict=True)))

    return read


def _refuse(value: Any) -> Any:
    raise ValueError(f"unexpected {type(value).__name__}")
