"""`alignment fmt`: writes, or only tells, what isn't in the canonical layout; never touches what it can't read."""

from __future__ import annotations

import pytest

TIDY = """alignment: region/v1
id: r
name: R
srdeii:
  axes: [{id: a, title: A}]
"""
UNTIDY = "id:   r\nalignment: region/v1 # la nature\nname: 'R'\nsrdeii: {axes: [{title: A, id: a}]}\n"
MENDED = "alignment: region/v1  # la nature\nid: r\nname: R\nsrdeii: {axes: [{id: a, title: A}]}\n"


@pytest.fixture
def folder(workspace):
    """Two regions, one of them untidy."""
    return workspace(f"=== regions/q/region.yaml\n{TIDY}=== regions/r/region.yaml\n{UNTIDY}")


def test_writes(folder, alignment):
    """The untidy file is rewritten and named; the other isn't touched; a second run has nothing to do."""
    tidy = folder / "regions/q/region.yaml"
    before = tidy.stat().st_mtime_ns
    result = alignment("fmt", "--data", folder)
    assert (result.code, result.out) == (0, "regions/r/region.yaml\n")
    assert "1 fichier mis en forme, 1 en l’état" in result.err
    assert (folder / "regions/r/region.yaml").read_text("utf-8") == MENDED
    assert tidy.stat().st_mtime_ns == before
    result = alignment("fmt", "--data", folder)
    assert (result.code, result.out) == (0, "")


@pytest.mark.parametrize("option", ["--check", "--diff"])
def test_only_tells(folder, alignment, option):
    """Without writing: exit 1 and the name, or the lines that would change; exit 0 on a tidy file."""
    result = alignment("fmt", option, "--data", folder)
    assert result.code == 1
    assert (folder / "regions/r/region.yaml").read_text("utf-8") == UNTIDY
    assert "regions/r/region.yaml" in result.out
    assert "regions/q" not in result.out
    if option == "--diff":
        assert "\n-name: 'R'\n" in result.out
        assert "\n+name: R\n" in result.out
    assert alignment("fmt", option, folder / "regions/q/region.yaml").code == 0


def test_a_file_that_cannot_be_read(folder, alignment):
    """A duplicate key would be lost: the file is left alone, told, and the others are laid out all the same."""
    faulty = folder / "regions/q/region.yaml"
    faulty.write_text(TIDY + "name: Autre\n", "utf-8")
    result = alignment("fmt", "--data", folder)
    assert result.code == 1
    assert "AL030" in result.err
    assert faulty.read_text("utf-8") == TIDY + "name: Autre\n"
    assert (folder / "regions/r/region.yaml").read_text("utf-8") == MENDED


def test_a_file_of_no_data_set(tmp_path, alignment):
    """A file on its own is laid out by what its header says it is."""
    path = tmp_path / "ailleurs.yaml"
    path.write_text(UNTIDY, "utf-8")
    assert alignment("fmt", path).code == 0
    assert path.read_text("utf-8") == MENDED


def test_never_the_data_of_the_package(tmp_path, alignment, monkeypatch):
    """In a folder without data nothing is written: the data that come with the package are not the user's."""
    monkeypatch.chdir(tmp_path)
    result = alignment("fmt")
    assert result.code == 3
    assert "alignment init" in result.err


def test_a_layout_that_would_alter_is_never_written(folder, alignment, monkeypatch):
    """If the layout had a fault, the file would stay as it is and the tool would say so."""
    from alignment.editing import formatting

    monkeypatch.setattr(formatting, "laid_out", lambda content, _: content.replace("id:   r", "id: s"))
    result = alignment("fmt", "--data", folder)
    assert result.code == 2
    assert (folder / "regions/r/region.yaml").read_text("utf-8") == UNTIDY
