"""Our schemas in the YAML server that editors use. Needs node and `npm install --prefix tests/editors`."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import DATA
from tests.editors.client import Editor

SERVER = Path(__file__).parent / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
NODE = shutil.which("node")
ROADMAP = DATA / "regions" / "grand-est" / "clusters" / "get-sante.yaml"
START = """# yaml-language-server: $schema=../../../../docs/schemas/roadmap.schema.json
alignment: roadmap/v1
id: c
name: C
type: pole
provenance: coded
actions:
"""

pytestmark = pytest.mark.skipif(
    NODE is None or not SERVER.is_file(),
    reason="yaml-language-server is not installed: npm install --prefix tests/editors",
)


@pytest.fixture(scope="module")
def editor() -> Iterator[Editor]:
    """One session for all tests: the server takes a second to start."""
    settings = {"yaml": {"validate": True, "completion": True, "hover": True, "schemaStore": {"enable": False}}}
    with Editor([str(NODE), str(SERVER), "--stdio"], DATA.parent, settings) as session:
        yield session


def unsaved(editor: Editor, name: str, text: str) -> Path:
    """Open an unsaved roadmap beside the real ones."""
    path = ROADMAP.with_name(f"{name}.yaml")
    editor.open(path, START + text)
    return path


def test_real_files_are_clean(editor):
    """The server finds the schema by the first line, and nothing to say of our files."""
    for path in (
        ROADMAP,
        DATA / "regions/grand-est/region.yaml",
        DATA / "s3/grand-est.yaml",
        DATA / "europe/i3.yaml",
    ):
        editor.open(path)
        assert editor.diagnostics(path) == []


def test_error_at_the_right_place(editor):
    """A level in French is underlined where it stands (lines count from 0)."""
    path = unsaved(editor, "errors", "  - id: a\n    title: A 😀\n    contributions: {srdeii:sante: principale}\n")
    (problem,) = editor.diagnostics(path)
    assert problem["range"] == {"start": {"line": 9, "character": 34}, "end": {"line": 9, "character": 44}}
    assert "principal" in problem["message"]


def test_unknown_key(editor):
    """A key that the format doesn't have is underlined."""
    path = unsaved(editor, "unknown", "  - id: a\n    titre: A\n    title: A\n")
    (problem,) = editor.diagnostics(path)
    assert problem["range"]["start"] == {"line": 8, "character": 4}
    assert "titre" in problem["message"]


def test_keys_are_completed_with_their_meaning(editor):
    """Inside an action the missing keys are offered, described in French."""
    path = unsaved(editor, "keys", "  - id: a\n    title: A\n    \n")
    offered = {item["label"]: item for item in editor.at("completion", path, 9, 4)["items"]}
    assert {"status", "budget", "contributions", "domains"} <= set(offered)
    assert "title" not in offered, "a key that is there already"
    assert "Une ligne par financeur" in str(offered["budget"]["documentation"])


def test_keys_below_a_reference(editor):
    """Inside the scheme of a region, whose schema stands elsewhere in the file, and inside its axes."""
    path = DATA / "regions" / "grand-est" / "neuve.yaml"
    editor.open(
        path,
        "# yaml-language-server: $schema=../../../docs/schemas/region.schema.json\n"
        "alignment: region/v1\nid: r\nname: R\nsrdeii:\n  \n  axes:\n    - id: a\n      title: A\n      \n",
    )
    offered = {item["label"] for item in editor.at("completion", path, 5, 2)["items"]}
    assert {"title", "period", "completeness"} <= offered
    offered = {item["label"] for item in editor.at("completion", path, 9, 6)["items"]}
    assert {"weight", "objectives", "cross_cutting"} <= offered


def test_values_are_completed_with_their_meaning(editor):
    """A level is chosen from a list, each with its meaning."""
    path = unsaved(editor, "values", "  - id: a\n    title: A\n    contributions:\n      srdeii:sante: \n")
    offered = {item["label"]: item for item in editor.at("completion", path, 10, 21)["items"]}
    assert {"principal", "significant", "none"} <= set(offered)
    assert "existe pour cette priorité" in str(offered["principal"]["documentation"])


def test_hover_explains_a_key(editor):
    """Resting on a key shows its French name and its unit."""
    path = unsaved(editor, "hover", "  - id: a\n    title: A\n    budget: [{source: region, amount: 5}]\n")
    shown = str(editor.at("hover", path, 9, 32)["contents"])
    assert "Montant" in shown
    assert "En euros" in shown
