"""`alignment lsp` in real sessions: a process, its standard streams, an editor that types."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.conftest import write_files
from tests.editors.client import Editor

DATA = """
=== regions/r/region.yaml
alignment: region/v1
id: r
name: Région R
srdeii:
  axes:
    - {id: numerique, title: Numérique, description: Données et réseaux.}
    - id: sante
      title: Santé 😀
      objectives: [{id: soins, title: Soins, weight: 3}, {id: recherche, title: Recherche}]
=== regions/q/region.yaml
alignment: region/v1
id: q
name: Q
srdeii: {axes: [{id: foret, title: Forêt}]}
=== s3/r.yaml
alignment: s3/v1
region: r
title: S3 de R
priorities: [{id: bio, title: Bioéconomie}]
=== europe/domains.yaml
alignment: domains/v1
domains: [{id: forets, title: {fr: Forêts, en: Forests}, labels: [bois]}]
=== regions/r/clusters/c.yaml
alignment: roadmap/v1
id: c
name: Le C
type: pole
regions: [r, q]
provenance: illustrative
mandate: [srdeii:sante]
actions:
  - id: essai
    title: Essai
    status: running
    progress: 0.5
    contributions: {srdeii:numerique: principal, srdeii:soins: significant}
    budget: [{source: region, amount: 1250.50}]
    domains: [forets]
    sources: [s1]
  - id: idee
    title: Idée
    status: proposed
    contributions:
      s3:bio: principal
  - {id: bois, title: Bois, contributions: {q/srdeii:foret: principal}}
sources:
  - {id: s1, title: Une page, url: https://exemple.fr/page}
"""
ROADMAP = "regions/r/clusters/c.yaml"
REGION = "regions/r/region.yaml"


class Session:
    """An editor on a data set, and the places of words in its files."""

    def __init__(self, editor: Editor, folder: Path) -> None:
        self.editor, self.folder = editor, folder

    def path(self, name: str = ROADMAP) -> Path:
        return self.folder / name

    def text(self, name: str = ROADMAP) -> str:
        return self.path(name).read_text("utf-8")

    def find(self, word: str, text: str, offset: int = 0) -> tuple[int, int]:
        """Line and column of a word as the protocol counts them, in units of UTF-16."""
        before = text[: text.index(word) + offset]
        return before.count("\n"), len(before.rpartition("\n")[2].encode("utf-16-le")) // 2

    def at(self, method: str, word: str, offset: int = 1, name: str = ROADMAP):
        return self.editor.at(method, self.path(name), *self.find(word, self.text(name), offset))

    def completed(self, text: str, name: str = ROADMAP) -> dict[str, dict]:
        """What is offered at the bar (|) of an unsaved text, by label."""
        position = self.find("|", text)
        self.editor.change(self.path(name), 2, text.replace("|", "", 1))
        offered = self.editor.at("completion", self.path(name), *position)
        return {item["label"]: item for item in offered}


@pytest.fixture(scope="module")
def editor(tmp_path_factory):
    """One process for all tests, as editors do: each test brings a data set of its own."""
    french = {**os.environ, "LC_ALL": "fr_FR.UTF-8"}
    command = [sys.executable, "-m", "alignment", "lsp"]
    with Editor(command, tmp_path_factory.getbasetemp(), environment=french) as editor:
        yield editor
    assert editor.exit_code == 0


@pytest.fixture
def session(editor, tmp_path):
    """The data set above, its roadmap opened."""
    folder = write_files(tmp_path / "data", DATA)
    editor.open(folder / ROADMAP)
    return Session(editor, folder)


def shown(hover) -> str:
    return hover["contents"]["value"].replace("\u00a0", " ")


def test_problems_live(session):
    """A clean file has none; what is typed is checked before it is saved, at its place counted in UTF-16."""
    editor, path = session.editor, session.path()
    assert editor.diagnostics(path) == []
    faulty = session.text().replace(
        "- id: essai\n    title: Essai\n", "- {id: essai, title: 😀, titre: x}\n  - id: a\n    title: A\n"
    )
    editor.change(path, 2, faulty)
    (problem,) = editor.diagnostics(path, 2)
    assert problem["code"] == "AL101"
    assert problem["severity"] == 1
    # "  - {id: essai, title: 😀, titre": 23 characters before the face, which takes two units.
    assert problem["range"] == {"start": {"line": 8, "character": 27}, "end": {"line": 8, "character": 32}}
    assert "« title »" in problem["message"].replace("\u00a0", " ")
    editor.change(path, 3, session.text())
    assert editor.diagnostics(path, 3) == []


def test_problems_in_other_files(session):
    """Taking an axis away in the region's file breaks the roadmap that names it, saved or not; then it is mended."""
    editor = session.editor
    region, roadmap = session.path(REGION), session.path()
    editor.open(region)
    editor.diagnostics(region, 1)
    editor.forget(roadmap)
    editor.change(region, 2, session.text(REGION).replace("id: numerique", "id: digital"))
    codes = [problem["code"] for problem in editor.diagnostics(roadmap)]
    assert codes == ["AL201"]
    editor.forget(roadmap)
    editor.change(region, 3, session.text(REGION))
    assert editor.diagnostics(roadmap) == []


def test_a_file_not_yet_saved(session):
    """A new roadmap is checked before it exists on the disk."""
    path = session.path("regions/r/clusters/neuf.yaml")
    session.editor.open(path, "alignment: roadmap/v1\nid: neuf\n")
    assert {problem["code"] for problem in session.editor.diagnostics(path, 1)} == {"AL102"}


def test_references_are_completed_with_titles(session):
    """As keys of contributions, in a flow mapping that is still open, and as items of a list."""
    text = session.text()
    offered = session.completed(text.replace("s3:bio: principal", "s3:bio: principal\n      srd|"))
    assert offered["srdeii:numerique"]["detail"] == "Numérique"
    assert offered["srdeii:numerique"]["textEdit"]["newText"] == "srdeii:numerique: "
    assert offered["srdeii:numerique"]["documentation"] == "Données et réseaux."
    assert {"srdeii:soins", "s3:bio", "q/srdeii:foret"} <= set(offered)
    assert not {"srdeii:foret", "r/srdeii:numerique"} & set(offered)

    offered = session.completed(text.replace("{srdeii:numerique: principal, srdeii:soins: significant}", "{s3:|"))
    assert offered["s3:bio"]["textEdit"]["newText"] == "s3:bio: "
    line = text[: text.index("contributions: {")].count("\n")
    start, end = offered["s3:bio"]["textEdit"]["range"].values()
    assert (start, end) == ({"line": line, "character": 20}, {"line": line, "character": 23})

    offered = session.completed(text.replace("[srdeii:sante]", "[srdeii:sante, |]"))
    assert offered["s3:bio"]["textEdit"]["newText"] == "s3:bio"


def test_ids_and_values_are_completed(session):
    """Domains, sources, regions; the values of a closed list with their meanings."""
    text = session.text()
    assert session.completed(text.replace("[forets]", "[|]"))["forets"]["detail"] == "Forêts"
    assert session.completed(text.replace("[s1]", "[|"))["s1"]["detail"] == "Une page"
    assert set(session.completed(text.replace("[r, q]", "[r, |]"))) == {"r", "q"}
    offered = session.completed(text.replace("status: running", "status: |"))
    assert list(offered) == ["proposed", "planned", "running", "completed", "abandoned"]
    assert "score" in offered["proposed"]["detail"]
    offered = session.completed(text.replace("s3:bio: principal", "s3:bio: |"))
    assert list(offered) == ["principal", "significant", "none"]
    assert session.completed(text.replace("name: Le C", "name: |")) == {}


def test_completion_after_an_emoji(session):
    """The word that is replaced is the one at the cursor, whatever units its line is counted in."""
    text = session.text().replace(
        "  - id: essai\n", "  - {id: b, title: 😀, contributions: {s3:|}}\n  - id: essai\n"
    )
    edit = session.completed(text)["s3:bio"]["textEdit"]
    assert edit["range"]["start"]["character"] == len("  - {id: b, title: 😀, contributions: {") + 1
    assert edit["range"]["end"]["character"] == edit["range"]["start"]["character"] + 3


def test_hover_on_a_reference(session):
    """The title, and how far the clusters of the region cover it."""
    text = shown(session.at("hover", "srdeii:numerique"))
    assert text.startswith("**Numérique** (SRDEII)")
    assert "Données et réseaux." in text
    # One cluster, one action for which it is the principal objective: 100 %, by a single contributor.
    assert "Couverture par les clusters (Région R) : **100,0 %**, couverte, fragile." in text
    assert "- Le C : 100,0 %" in text


def test_hover_on_a_branch(session):
    """A branch shows the weighted mean of its leaves: 3/4 of 40 % and 1/4 of nothing."""
    text = shown(session.at("hover", "[srdeii:sante]", 2))
    assert "**30,0 %**, en moyenne pondérée sur 2 priorités." in text


def test_hover_where_a_priority_is_defined(session):
    """Its id shows the same figures as a reference to it."""
    session.editor.open(session.path(REGION))
    text = shown(session.at("hover", "numerique,", name=REGION))
    assert "**100,0 %**, couverte, fragile." in text


def test_hover_on_an_action(session):
    """What the action brings: the principal one whole, the secondary one 40 %; the cluster's best on both."""
    text = shown(session.at("hover", "Essai"))
    assert text.startswith("**Essai** (en cours)")
    assert "- Numérique : 100,0 % (la meilleure du cluster)" in text
    assert "- Soins : 40,0 % (la meilleure du cluster)" in text
    assert "Budget connu : 1\u202f250,50 €." in text
    proposed = shown(session.at("hover", "Idée"))
    assert "Ne compte dans aucun score." in proposed
    assert "- Bioéconomie : 100,0 %" in proposed
    assert "meilleure" not in proposed


def test_hover_on_other_names(session):
    """A domain, a source, a region; nothing on an ordinary text."""
    assert shown(session.at("hover", "forets")) == "**Forêts**"
    assert "https:" in shown(session.at("hover", "[s1]", 2))
    assert shown(session.at("hover", "[r, q]", 5)) == "**Q**"
    assert session.at("hover", "Le C") is None


def test_definition(session):
    """From a reference to the id of its node, in its file, after an emoji too; from a source to its entry."""

    def target(word: str, offset: int = 1) -> tuple[str, str]:
        found = session.at("definition", word, offset)
        path = Path(found["uri"].removeprefix("file://"))
        start, end = found["range"]["start"], found["range"]["end"]
        line = path.read_text("utf-8").split("\n")[start["line"]]
        return path.relative_to(session.folder).as_posix(), line[start["character"] : end["character"]]

    assert target("srdeii:numerique") == (REGION, "numerique")
    assert target("srdeii:soins") == (REGION, "soins")
    assert target("s3:bio") == ("s3/r.yaml", "bio")
    assert target("forets") == ("europe/domains.yaml", "forets")
    assert target("[s1]", 2) == (ROADMAP, "s1")
    assert target("[r, q]", 5) == ("regions/q/region.yaml", "q")
    assert session.at("definition", "Essai") is None


def test_a_faulty_configuration_is_told(session, editor):
    """A sentence for the person, no crash; once it is mended the checks go on."""
    configuration = editor.root / "alignment.toml"
    configuration.write_text("inconnu = 1\n", "utf-8")
    editor.tell("textDocument/didSave", {"textDocument": {"uri": session.path().as_uri()}})
    session.at("hover", "Essai")
    assert "clé inconnue" in editor.shown[-1]
    configuration.unlink()
    editor.forget(session.path())
    editor.tell("textDocument/didSave", {"textDocument": {"uri": session.path().as_uri()}})
    assert editor.diagnostics(session.path()) == []


def test_quick_fixes(session):
    """What `check --fix` would write is offered at the fault, the safe ones as preferred; nothing elsewhere."""

    def offered(faulty: str, word: str):
        session.editor.change(session.path(), 2, faulty)
        line, character = session.find(word, faulty, 1)
        place = {"line": line, "character": character}
        asked = {"range": {"start": place, "end": place}, "context": {"diagnostics": []}}
        uri = session.path().as_uri()
        found = session.editor.ask("textDocument/codeAction", {"textDocument": {"uri": uri}, **asked})
        return [
            (
                action["title"].replace("\u00a0", " "),
                action["isPreferred"],
                action["edit"]["changes"][uri][0]["newText"],
            )
            for action in found
        ]

    text = session.text()
    assert offered(text.replace("name: Le C", "nom: Le C"), "nom: Le C") == [("Écrire « name »", True, "name")]
    near = text.replace("{srdeii:numerique:", "{srdeii:numerik:")
    assert offered(near, "srdeii:numerik") == [("Écrire « srdeii:numerique »", False, "srdeii:numerique")]
    assert offered(near, "Le C") == []


def test_formatting(session):
    """The editor gets the canonical layout in one edit; nothing for a file that is tidy, or that can't be read."""

    def edits(text: str):
        session.editor.change(session.path(), 2, text)
        options = {"tabSize": 2, "insertSpaces": True}
        document = {"uri": session.path().as_uri()}
        return session.editor.ask("textDocument/formatting", {"textDocument": document, "options": options})

    tidy = session.text()
    assert edits(tidy) == []
    (edit,) = edits(tidy.replace("id: c\nname: Le C\n", "name:   Le C\nid: 'c'\n"))
    assert edit["newText"] == tidy
    assert edit["range"] == {
        "start": {"line": 0, "character": 0},
        "end": {"line": tidy.count("\n"), "character": 0},
    }
    assert edits(tidy.replace("id: c\n", "id: c\nid: d\n")) == []


def test_a_file_of_no_data_set(session, tmp_path):
    """A file elsewhere is left alone, whatever is asked of it."""
    path = tmp_path / "ailleurs.yaml"
    session.editor.open(path, "a: b\n")
    assert session.editor.at("hover", path, 0, 0) is None
    assert session.editor.at("definition", path, 0, 0) is None
    assert session.editor.at("completion", path, 0, 0) == []


def test_broken_while_typing(session):
    """A file that can't be parsed says why, and gives no hover; the others still do."""
    session.editor.change(session.path(), 2, session.text().replace("mandate: [", "mandate: [["))
    (problem,) = session.editor.diagnostics(session.path(), 2)
    assert problem["code"] == "AL020"
    assert session.at("hover", "Essai") is None
    session.editor.open(session.path(REGION))
    assert shown(session.at("hover", "numerique,", name=REGION)).startswith("**Numérique**")
