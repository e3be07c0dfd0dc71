"""All that is wrong with a file: the models as pydantic sees them.

Sound files never come here. The annotations of each `FileModel` are handed to pydantic as they stand, so that what
one refuses the other refuses.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from functools import reduce
from operator import or_
from types import GenericAlias, UnionType
from typing import Annotated, Any, ForwardRef, Self, Union, get_args, get_origin

# pydantic looks through every installed package for plug-ins when its first model is made: none has any business
# here, and the search costs three times the start of an interpreter.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

from pydantic import BaseModel, ConfigDict, PlainValidator, ValidationError, create_model, model_validator
from pydantic import Field as Described
from pydantic_core import ErrorDetails, PydanticCustomError

from alignment.model.file_model import FileModel, FormatError, Read, fields_of


def faults_of(model: type[FileModel], value: object) -> list[ErrorDetails]:
    """Every fault of a value that should follow a model, in the order of its keys: path, kind, refused value."""
    try:
        seen_by_pydantic(model).model_validate(value)
    except ValidationError as error:
        return error.errors(include_url=False)
    return []


_SEEN: dict[type[FileModel], type[BaseModel]] = {}


def seen_by_pydantic(model: type[FileModel]) -> type[BaseModel]:
    """The same keys, types and checks, as a model of pydantic."""
    if model not in _SEEN:
        _SEEN[model] = _made(model)
    return _SEEN[model]


def _made(model: type[FileModel]) -> type[BaseModel]:
    fields: dict[str, Any] = {}
    for field in fields_of(model):
        named = Described(alias=field.key)
        if not field.required:
            named = Described(alias=field.key, default_factory=_always(field.default))
        fields[field.name] = (_type(field.hint, model), named)
    return create_model(model.__name__, __base__=_strict(model), **fields)


def _always(value: Any) -> Callable[[], Any]:
    return lambda: value  # pydantic copies what is given as such


def _strict(model: type[FileModel]) -> type[BaseModel]:
    class Strict(BaseModel):
        model_config = ConfigDict(strict=True, extra="forbid")

        @model_validator(mode="after")
        def confirm_keys(self) -> Self:
            _telling(model.confirm)(self)
            return self

    return Strict


def _type(hint: Any, within: type[FileModel]) -> Any:
    """An annotation of a model, in the words of pydantic."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        small = next((each for each in arguments[1:] if isinstance(each, Read)), None)
        return (
            Annotated[arguments[0], PlainValidator(_telling(small.by))] if small else _type(arguments[0], within)
        )
    if origin is tuple:
        return Annotated[GenericAlias(tuple, (_type(arguments[0], within), ...)), Described(strict=False)]
    if origin is Mapping:
        return GenericAlias(dict, tuple(_type(each, within) for each in arguments))
    if origin in (Union, UnionType):
        return reduce(or_, (_type(each, within) for each in arguments))
    if hint is within:
        return ForwardRef(within.__name__)
    if isinstance(hint, type) and issubclass(hint, FileModel):
        return seen_by_pydantic(hint)
    return hint


def _telling(check: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """A check of ours, whose faults pydantic gathers."""

    def checked(value: Any) -> Any:
        try:
            return check(value)
        except FormatError as fault:
            raise PydanticCustomError(fault.kind, "{kind}", {"kind": fault.kind}) from None

    return checked
