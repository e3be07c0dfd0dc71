"""What each key of the format is called, means and stands after: format.yaml, read once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from alignment.source.yaml_events import Document, parse


class KeyWords(NamedTuple):
    """A key: its French name, what it holds (with the unit), what each of its values means."""

    title: str
    description: str
    values: Mapping[str, str]


class ModelWords(NamedTuple):
    """A model of the format: its French name, what it is, its keys in canonical order."""

    title: str
    description: str
    keys: Mapping[str, KeyWords]


@cache
def model_words() -> Mapping[str, ModelWords]:
    """The words of every model, by the name of its class."""
    document = parse((Path(__file__).parent / "format.yaml").read_bytes(), "format.yaml")
    assert isinstance(document, Document) and not document.diagnostics, document.diagnostics
    value: Any = document.value
    return {
        model: ModelWords(
            words["title"],
            words["description"],
            {
                key: KeyWords(about["title"], about["description"], about.get("values", {}))
                for key, about in words["keys"].items()
            },
        )
        for model, words in value.items()
    }
