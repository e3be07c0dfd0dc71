"""The workbook of every real cluster, read back: no value is lost, no byte of its file changes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from alignment.config import data_folder
from alignment.editing.rewriting import rewritten
from alignment.exchange import intake
from alignment.exchange.owners import shares
from alignment.exchange.template import template
from alignment.model.dataset import PlacedRoadmap
from alignment.model.roadmap import Roadmap
from alignment.model.schema import schema_of
from alignment.pipeline import loading
from alignment.source.document import Document
from alignment.source.yaml_events import parse
from tests.conftest import DATA


@pytest.fixture(scope="module")
def loaded() -> loading.Loaded:
    return loading.load(data_folder(str(DATA), {}, Path.cwd()))


def workbooks(loaded: loading.Loaded) -> Iterator[tuple[PlacedRoadmap, bytes]]:
    """The clusters of the data, each with its workbook."""
    for placed in loaded.data.roadmaps:
        yield placed, template(loaded.data, placed.home, placed)


def test_no_cluster_loses_anything(loaded: loading.Loaded) -> None:
    seen = 0
    for placed, workbook in workbooks(loaded):
        sheets = intake.read(workbook, "classeur.xlsx")
        document = loaded.files[placed.file]
        assert isinstance(document, Document)

        # onto the file that it came from: not one byte moves
        identity, found = shares(sheets, loaded.data)[0]
        assert identity.placed == placed
        again = intake.take(identity, found, loaded.data, document.value)
        assert (again.refused, again.converted, again.notes) == ([], [], []), placed.file
        assert rewritten(document.text.content, again.value, schema_of("roadmap")) == document.text.content

        # from nothing: the same roadmap (a file may or may not repeat that it is of its own region)
        fresh = intake.take(identity, found, loaded.data, {})
        text = rewritten(None, fresh.value, schema_of("roadmap"))
        model, problems = loading.validate(parse(text.encode(), placed.file), placed.file, "roadmap")
        assert problems == []
        expected = Roadmap(**{**vars(placed.roadmap), "regions": placed.regions})
        assert Roadmap(**{**vars(model), "regions": model.regions or (placed.home,)}) == expected
        seen += 1
    assert seen == len(loaded.data.roadmaps) > 70


def test_same_data_same_bytes(loaded: loading.Loaded) -> None:
    placed = loaded.data.roadmaps[0]
    assert template(loaded.data, placed.home, placed) == template(loaded.data, placed.home, placed)
