"""The JSON Schemas for editors: written down, in French, safe for draft 7, and never stricter than `check`."""

from __future__ import annotations

import os
from typing import Any, get_args

import pytest
from jsonschema import Draft7Validator

from alignment.model.files import Kind, kind_at
from alignment.model.schema import schema_of
from alignment.model.words import model_words
from alignment.source.yaml_events import parse
from tests.conftest import DATA

SCHEMAS = DATA.parent / "docs" / "schemas"
KINDS = get_args(Kind)
FILES = sorted(path.relative_to(DATA).as_posix() for path in DATA.rglob("*.yaml"))

DRAFT_7 = {
    *("$schema", "$ref", "title", "description", "default", "type", "enum", "properties", "required"),
    *("additionalProperties", "propertyNames", "definitions", "items", "anyOf", "allOf", "pattern"),
    *("minimum", "maximum", "exclusiveMinimum"),
}
FOR_EDITORS = {"enumDescriptions"}  # not of JSON Schema: validators pass over it, editors show it
NAMED_BY_THE_FORMAT = ("properties", "definitions")


def schemas_in(schema: dict[str, Any]):
    """A schema and every one inside it."""
    yield schema
    for keyword, value in schema.items():
        if keyword in NAMED_BY_THE_FORMAT:
            for inner in value.values():
                yield from schemas_in(inner)
        elif keyword in ("items", "additionalProperties", "propertyNames") and isinstance(value, dict):
            yield from schemas_in(value)
        elif keyword in ("anyOf", "allOf"):
            for inner in value:
                yield from schemas_in(inner)


@pytest.mark.parametrize("kind", KINDS)
def test_files_are_what_the_command_prints(kind, alignment):
    """The files that data and editors point at are kept true: `alignment schema KIND > docs/schemas/...`."""
    result = alignment("schema", kind)
    assert result.code == 0
    assert (SCHEMAS / f"{kind}.schema.json").read_text("utf-8") == result.out


def test_unknown_kind(alignment):
    """A wrong name is answered with the list, exit 2."""
    result = alignment("schema", "feuille")
    assert result.code == 2
    assert "roadmap" in result.err


@pytest.mark.parametrize("kind", KINDS)
def test_safe_for_draft_7(kind):
    """Only keywords of draft 7, and a schema that draft 7's own schema accepts."""
    schema = schema_of(kind)
    Draft7Validator.check_schema(schema)
    assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
    for inner in schemas_in(schema):
        assert set(inner) <= DRAFT_7 | FOR_EDITORS
        assert not ("$ref" in inner and len(inner) > 1), "draft 7 ignores what stands beside a $ref"


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_and_value_is_explained(kind):
    """Each key of each object has a French name and a sentence; each value of an enumeration is explained."""
    described = 0
    for inner in schemas_in(schema_of(kind)):
        for key, about in inner.get("properties", {}).items():
            assert about["title"] and about["description"].endswith("."), key
            described += 1
        if len(inner.get("enum", ())) > 1:
            for value, meaning in zip(inner["enum"], inner["enumDescriptions"], strict=True):
                assert value is None or meaning.endswith("."), value
    assert described >= 6


def test_words_are_of_the_format():
    """format.yaml speaks of no model and no value that the format doesn't have (a missing key stops schema_of)."""
    seen = [inner for kind in KINDS for inner in schemas_in(schema_of(kind))]
    assert {words.title for words in model_words().values()} == {
        each["title"] for each in seen if "properties" in each
    }
    enumerated = {value for inner in seen for value in inner.get("enum", ())}
    for words in model_words().values():
        for about in words.keys.values():
            assert set(about.values) <= enumerated


@pytest.mark.parametrize("kind", KINDS)
def test_our_data_follow_the_schemas(kind):
    """What `check` accepts, the editor accepts: all real files are valid."""
    validator = Draft7Validator(schema_of(kind))
    for name in (name for name in FILES if kind_at(name) == kind):
        value = parse((DATA / name).read_bytes(), name).value
        assert [f"{name} {error.json_path}: {error.message}" for error in validator.iter_errors(value)] == []


@pytest.mark.parametrize("name", FILES)
def test_our_data_name_their_schema(name):
    """The first line of each file leads editors to its schema."""
    schema = SCHEMAS / f"{kind_at(name)}.schema.json"
    expected = f"# yaml-language-server: $schema={os.path.relpath(schema, (DATA / name).parent)}"
    with (DATA / name).open(encoding="utf-8") as lines:
        assert next(lines) == expected + "\n"


ROADMAP = """
alignment: roadmap/v1
id: c
name: C
type: pole
provenance: coded
"""
ACTION = ROADMAP + "actions: [{id: a, title: A, %s}]"


@pytest.mark.parametrize(
    ("text", "where"),
    [
        (ROADMAP.replace("name: C", ""), "$"),
        (ROADMAP.replace("roadmap/v1", "region/v1"), "$.alignment"),
        (ROADMAP.replace("type: pole", "type: pôle"), "$.type"),
        (ROADMAP.replace("id: c", "id: C c"), "$.id"),
        (ROADMAP + "membres: 12", "$"),
        (ROADMAP + "members: 12.5", "$.members"),
        (ROADMAP + "period: 2022-2026", "$.period"),
        (ROADMAP + "mandate: [srdeii sante]", "$.mandate[0]"),
        (ACTION % "progress: 40", "$.actions[0].progress"),
        (ACTION % "status: en cours", "$.actions[0].status"),
        (ACTION % "contributions: {srdeii:a: principale}", "$.actions[0].contributions['srdeii:a']"),
        (ACTION % "contributions: {srdeii a: principal}", "$.actions[0].contributions"),
        (ACTION % "budget: [{source: region, amount: 1 200 €}]", "$.actions[0].budget[0].amount"),
        (ACTION % "budget: [{source: region, amount: -5}]", "$.actions[0].budget[0].amount"),
        (ACTION % "budget: [{source: region}]", "$.actions[0].budget[0]"),
    ],
)
def test_editors_refuse_what_check_refuses(text, where):
    """Faults of one file are underlined at their place."""
    from alignment.model.roadmap import Roadmap

    value = parse(text.encode(), "clusters/c.yaml").value
    with pytest.raises(ValueError):
        Roadmap.read(value)
    (error,) = Draft7Validator(schema_of("roadmap")).iter_errors(value)
    assert error.json_path == where


@pytest.mark.parametrize(
    "text",
    [
        ROADMAP,
        ROADMAP + "period:\nwebsite: ~\nmembers: null",
        ROADMAP + "sources: [{id: s, title: S, date: 2024}]",
        ROADMAP + "sources: [{id: s, title: S, date: 2024-03}]",
        ACTION % "contributions: {r/s3:a: none, s3:b: significant}, progress: 0.25",
        ACTION % "budget: [{source: i3, amount: 0.10}], partners: [{country: 33}]",
    ],
)
def test_editors_accept_what_check_accepts(text):
    """Empty optional keys, years that are numbers to YAML, digits for codes."""
    from alignment.model.roadmap import Roadmap

    value = parse(text.encode(), "clusters/c.yaml").value
    Roadmap.read(value)
    assert list(Draft7Validator(schema_of("roadmap")).iter_errors(value)) == []
