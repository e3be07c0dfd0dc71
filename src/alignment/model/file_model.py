"""What every model of the format is made of: keys, each of one type, read strictly from the plain values of a file.

The annotations of a model are its schema, and the only one. `FileModel.read` makes the models of sound files and stops
at the first fault; `model.faults` shows the same annotations to pydantic, which tells every fault of the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import NoneType, UnionType
from typing import (
    Annotated,
    Any,
    ClassVar,
    Literal,
    NamedTuple,
    NoReturn,
    Self,
    Union,
    dataclass_transform,
    get_args,
    get_origin,
    get_type_hints,
)

Reader = Callable[[Any], Any]
"""Turns a plain value of a file into what a model holds; raises FormatError."""


class FormatError(ValueError):
    """A value that isn't what the format expects; `kind` names what was expected (`check.structure` has the words)."""

    def __init__(self, kind: str) -> None:
        """Note what was expected."""
        super().__init__(kind)
        self.kind = kind


class Read(NamedTuple):
    """How values of a small type are read: `Annotated[str, Read(...)]`."""

    by: Reader


class Key(NamedTuple):
    """The key of the file, where Python cannot spell it: `Annotated[..., Key("horizon-europe")]`."""

    name: str


class Field(NamedTuple):
    """One key of a model: its name in files and in Python, its type, its default where it may be left out."""

    key: str
    name: str
    hint: Any
    required: bool
    default: Any


@dataclass_transform(kw_only_default=True, frozen_default=True)
class FileModel:
    """Base of every model: strict, frozen, and no key beyond those of the format.

    An instance holds the keys that were given; the others are the defaults of its class, so `"regions" in vars(model)`
    tells whether the file has the key.
    """

    _read_by: ClassVar[Mapping[str, tuple[str, Reader]] | None] = None
    _required: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, **values: Any) -> None:
        """Hold values that are known to be right."""
        self.__dict__.update(values)

    @classmethod
    def read(cls, value: Any) -> Self:
        """The model of a mapping of a file. Raises FormatError at the first thing that the format doesn't allow."""
        read_by = cls._read_by if "_read_by" in cls.__dict__ else cls._prepare()
        if not isinstance(value, dict) or read_by is None:
            raise FormatError("model_type")
        model = cls.__new__(cls)
        held = model.__dict__
        for key, given in value.items():
            if key not in read_by:
                raise FormatError("extra_forbidden")
            name, reader = read_by[key]
            held[name] = reader(given)
        if not cls._required <= held.keys():
            raise FormatError("missing")
        model.confirm()
        return model

    @classmethod
    def _prepare(cls) -> Mapping[str, tuple[str, Reader]]:
        fields = fields_of(cls)
        cls._required = frozenset(field.name for field in fields if field.required)
        cls._read_by = {field.key: (field.name, _reader(field.hint)) for field in fields}
        return cls._read_by

    def confirm(self) -> None:
        """Check what lies between keys. Raises FormatError."""

    def __setattr__(self, name: str, value: Any) -> NoReturn:
        """Refuse: models are values."""
        raise AttributeError(f"{type(self).__name__} is frozen")

    def __delattr__(self, name: str) -> NoReturn:
        """Refuse: models are values."""
        raise AttributeError(f"{type(self).__name__} is frozen")

    def __eq__(self, other: object) -> bool:
        """Whether both say the same, defaults written or not."""
        if type(self) is not type(other):
            return NotImplemented
        return all(getattr(self, field.name) == getattr(other, field.name) for field in fields_of(type(self)))

    def __hash__(self) -> int:
        """What is equal has the same id."""
        return hash((type(self).__name__, vars(self).get("id")))

    def __repr__(self) -> str:
        """The keys that were given."""
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in vars(self).items())})"


_FIELDS: dict[type[FileModel], tuple[Field, ...]] = {}


def fields_of(model: type[FileModel]) -> tuple[Field, ...]:
    """The keys of a model, in their canonical order."""
    if model not in _FIELDS:
        _FIELDS[model] = tuple(_fields(model))
    return _FIELDS[model]


def _fields(model: type[FileModel]) -> Iterator[Field]:
    hints = get_type_hints(model, include_extras=True)
    defined = {name: each for each in reversed(model.__mro__) for name in getattr(each, "__annotations__", ())}
    for name, owner in defined.items():
        if not name.startswith("_"):
            hint = hints[name]
            yield Field(_key(name, hint), name, hint, name not in vars(owner), vars(owner).get(name))


def _key(name: str, hint: Any) -> str:
    return next((each.name for each in getattr(hint, "__metadata__", ()) if isinstance(each, Key)), name)


def _reader(hint: Any) -> Reader:
    """What reads values of a type."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        small = next((each.by for each in arguments[1:] if isinstance(each, Read)), None)
        return small or _reader(arguments[0])
    if origin is Literal:
        return _one_of(frozenset(arguments))
    if origin is tuple:
        return _list_of(_reader(arguments[0]))
    if origin is Mapping:
        return _mapping_of(_reader(arguments[0]), _reader(arguments[1]))
    if origin in (Union, UnionType):
        readers = [_reader(each) for each in arguments if each is not NoneType]
        return _optional(readers[0]) if NoneType in arguments else _either(readers)
    if hint is bool:
        return _bool
    if hint is Any:
        return _anything
    assert issubclass(hint, FileModel), hint
    reader: Reader = hint.read
    return reader


def _one_of(allowed: frozenset[str]) -> Reader:
    def read(value: Any) -> str:
        if not isinstance(value, str) or value not in allowed:
            raise FormatError("literal_error")
        return value

    return read


def _list_of(item: Reader) -> Reader:
    def read(value: Any) -> tuple[Any, ...]:
        if not isinstance(value, list | tuple):
            raise FormatError("tuple_type")
        return tuple([item(each) for each in value])

    return read


def _mapping_of(key: Reader, item: Reader) -> Reader:
    def read(value: Any) -> dict[Any, Any]:
        if not isinstance(value, dict):
            raise FormatError("dict_type")
        return {key(name): item(each) for name, each in value.items()}

    return read


def _optional(reader: Reader) -> Reader:
    def read(value: Any) -> Any:
        return None if value is None else reader(value)

    return read


def _either(readers: list[Reader]) -> Reader:
    def read(value: Any) -> Any:
        for reader in readers[:-1]:
            try:
                return reader(value)
            except FormatError:
                continue
        return readers[-1](value)

    return read


def _bool(value: Any) -> bool:
    if value is not True and value is not False:
        raise FormatError("bool_type")
    return value


def _anything(value: Any) -> Any:
    return value
