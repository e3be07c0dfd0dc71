"""The JSON Schema of each kind of file, for editors.

Only keywords of draft 7 are used: editors' YAML servers know no later one. A schema never refuses what `check`
accepts; what lies between files, or between two keys, is left to `check`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from alignment.model import values
from alignment.model.file_model import Field, FileModel, fields_of
from alignment.model.files import Kind, model_of
from alignment.model.words import KeyWords, model_words

Schema = dict[str, Any]

DRAFT = "http://json-schema.org/draft-07/schema#"

_ID = "[a-z0-9]+(-[a-z0-9]+)*"
_DAY = r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"
_REFERENCE = f"^({_ID}/)?{_ID}:{_ID}$"

_SMALL_TYPES: Mapping[object, Schema] = {
    values.Id: {"type": "string", "pattern": f"^{_ID}$"},
    values.Text: {"type": "string", "pattern": r"\S"},
    values.Number: {"type": "number"},
    values.Positive: {"type": "number", "exclusiveMinimum": 0},
    values.NotNegative: {"type": "number", "minimum": 0},
    values.Share: {"type": "number", "minimum": 0, "maximum": 1},
    values.Cents: {"type": "number", "minimum": 0, "maximum": values.MOST_EUROS},
    values.Dates: {"type": "string", "pattern": f"^{_DAY}/{_DAY}$"},
    # Digits alone are a number to YAML: a year, or a code.
    values.Date: {"type": ["string", "integer"], "pattern": f"^{_DAY}$"},
    values.Code: {"type": ["string", "integer"]},
    values.Ref: {"type": "string", "pattern": _REFERENCE},
    values.Depth: {"type": "integer", "minimum": 1},
    values.Count: {"type": "integer", "minimum": 0},
    bool: {"type": "boolean"},
    Any: {},
}


def schema_of(kind: Kind) -> Schema:
    """The JSON Schema (draft 7) of a kind of file, with French titles and descriptions."""
    model = model_of(kind)
    definitions: dict[str, Schema] = {}
    top = _object(model, definitions)
    return {"$schema": DRAFT, **top, "definitions": dict(sorted(definitions.items()))}


def schemas_below(schema: Schema, step: str | int, definitions: Mapping[str, Schema]) -> Iterator[Schema]:
    """The schemas of what stands below one, at a key or at an index."""
    if "$ref" in schema:
        yield from schemas_below(definitions[schema["$ref"].rpartition("/")[2]], step, definitions)
    for inner in (*schema.get("allOf", ()), *schema.get("anyOf", ())):
        yield from schemas_below(inner, step, definitions)
    below = schema.get("items") if isinstance(step, int) else schema.get("properties", {}).get(step)
    others = schema.get("additionalProperties")
    if below is None and isinstance(step, str) and isinstance(others, dict):
        below = others
    if below is not None:
        yield below


def _object(model: type[FileModel], definitions: dict[str, Schema]) -> Schema:
    words = model_words()[model.__name__]
    fields = {field.key: field for field in fields_of(model)}
    assert set(fields) == set(words.keys), (model, set(fields) ^ set(words.keys))
    return {
        "title": words.title,
        "description": words.description,
        "type": "object",
        "properties": {key: _property(fields[key], about, definitions) for key, about in words.keys.items()},
        "required": [key for key in words.keys if fields[key].required or key == "alignment"],
        "additionalProperties": False,
    }


def _property(field: Field, words: KeyWords, definitions: dict[str, Schema]) -> Schema:
    schema: Schema = {"title": words.title, "description": words.description}
    inner = _with_meanings(_type(field.hint, definitions), words.values)
    schema |= {"allOf": [inner]} if "$ref" in inner else inner  # draft 7 ignores what stands beside a $ref
    default = inner["enum"][0] if len(inner.get("enum", ())) == 1 else field.default
    if isinstance(default, Fraction):
        default = int(default) if default.denominator == 1 else float(default)
    if isinstance(default, str | bool | int | float):
        schema["default"] = default
    return schema


def _with_meanings(schema: Schema, meanings: Mapping[str, str]) -> Schema:
    """Say what each value of an enumeration means, wherever in the schema it stands."""
    if meanings and "enum" in schema:
        return schema | {"enumDescriptions": [meanings.get(value, "") for value in schema["enum"]]}
    if meanings and "anyOf" in schema:
        return schema | {"anyOf": [_with_meanings(one, meanings) for one in schema["anyOf"]]}
    inner = next((key for key in ("items", "additionalProperties") if isinstance(schema.get(key), dict)), None)
    return schema | {inner: _with_meanings(schema[inner], meanings)} if meanings and inner else schema


def _type(hint: Any, definitions: dict[str, Schema]) -> Schema:
    if hint in _SMALL_TYPES:
        return dict(_SMALL_TYPES[hint])
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _type(arguments[0], definitions)
    if origin is Literal:
        return {"type": "string", "enum": list(arguments)}
    if origin is tuple:
        return {"type": "array", "items": _type(arguments[0], definitions)}
    if origin is Mapping:
        return {
            "type": "object",
            "propertyNames": _type(arguments[0], definitions),
            "additionalProperties": _type(arguments[1], definitions),
        }
    if origin in (Union, UnionType):
        return _either([_type(argument, definitions) for argument in arguments if argument is not NoneType], hint)
    assert issubclass(hint, FileModel), hint
    if hint.__name__ not in definitions:
        definitions[hint.__name__] = {}  # a node holds nodes: the name must be known before its content
        definitions[hint.__name__] = _object(hint, definitions)
    return {"$ref": f"#/definitions/{hint.__name__}"}


def _either(schemas: list[Schema], hint: Any) -> Schema:
    """One of several; an optional key may also be left empty."""
    if NoneType not in get_args(hint):
        return {"anyOf": schemas}
    (schema,) = schemas
    if "type" not in schema:
        return {"anyOf": [schema, {"type": "null"}]}
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    nullable = schema | {"type": [*kinds, "null"]}
    return nullable | {"enum": [*schema["enum"], None]} if "enum" in schema else nullable
