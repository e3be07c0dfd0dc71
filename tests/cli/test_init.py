"""`alignment init`: a workspace that passes its check, further regions and clusters, nothing ever overwritten."""

from __future__ import annotations

import pytest

from tests.conftest import Result


def files(folder) -> dict[str, bytes]:
    """Every file below a folder, with its content."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def here(tmp_path, monkeypatch):
    """An empty folder, which is the current one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def started(here, alignment):
    """A fresh workspace."""
    assert alignment("init").code == 0
    return here


def test_a_workspace_ready_to_edit(started, alignment):
    """What is written is told, clean in the default profile, in the canonical layout, and can be scored."""
    made = files(started)
    assert {name for name in made if name.startswith("data/")} == {
        "data/regions/ma-region/region.yaml",
        "data/regions/ma-region/clusters/mon-cluster.yaml",
        "data/s3/ma-region.yaml",
    }
    result = alignment("check")
    assert result.code == 0
    assert "aucun problème" in result.text
    assert alignment("fmt", "--check").code == 0
    # One action: principal on one of two axes, secondary on one of two priorities; cursor in the middle.
    score = alignment("score", "ma-region", "--format", "json").json
    (cluster,) = score["clusters"]
    assert cluster["coverage"] == {"srdeii": 0.5, "s3": 0.2}
    assert cluster["alignment"] == 0.35


def test_invented_texts_say_so(started):
    """Nothing of the example can pass for a fact: every name and title is marked, the roadmap is illustrative."""
    for name, content in files(started / "data").items():
        for line in content.decode().splitlines():
            key, _, value = line.strip().removeprefix("- ").partition(": ")
            if key in ("name", "title"):
                assert value.endswith("(illustratif)"), (name, line)
    assert b"provenance: illustrative" in files(started)["data/regions/ma-region/clusters/mon-cluster.yaml"]


def test_editors_find_the_schemas(started):
    """The first line of each file leads to a schema that is there."""
    for path in (started / "data").rglob("*.yaml"):
        first = path.read_text("utf-8").splitlines()[0]
        schema = path.parent / first.removeprefix("# yaml-language-server: $schema=")
        assert schema.is_file(), path


def test_a_folder_to_make(here, alignment):
    """The folder is made; the way on is told."""
    result = alignment("init", "projet/analyse")
    assert result.code == 0
    assert (here / "projet/analyse/data/s3/ma-region.yaml").is_file()
    assert "projet/analyse/data/s3/ma-region.yaml" in result.out
    assert alignment("check", "projet/analyse").code == 0


def test_never_over_anything(started, alignment):
    """A second `init` changes no byte, whatever part of a workspace is there."""
    before = files(started)
    assert alignment("init").code == 2
    assert files(started) == before
    # A part of one: a file that the workspace would write is enough to stop everything.
    other = started / "autre"
    (other / "data/s3").mkdir(parents=True)
    (other / "data/s3/ma-region.yaml").write_text("à moi\n", "utf-8")
    before = files(started)
    result = alignment("init", "autre")
    assert result.code == 2
    assert "ma-region.yaml" in result.err
    assert files(started) == before


def test_a_cluster(started, alignment):
    """The id comes from the name, accents and signs apart; a number is added where it is taken."""
    assert alignment("init", "cluster", "Pôle Œuvre & Été : 2").code == 0
    path = started / "data/regions/ma-region/clusters/pole-oeuvre-ete-2.yaml"
    assert 'name: "Pôle Œuvre & Été : 2"\n' in path.read_text("utf-8")
    first = alignment("init", "cluster", "Mon cluster")
    assert "clusters/mon-cluster-2.yaml" in first.out
    assert "clusters/mon-cluster-3.yaml" in alignment("init", "cluster", "mon CLUSTER").out
    assert alignment("check").code == 0
    assert alignment("check", "--fail-on", "warning").code == 0


def test_a_region_then_its_cluster(started, alignment):
    """A second region has its S3; a cluster must then say where it lives, by name or by id."""
    assert alignment("init", "region", "Île d’Azur").code == 0
    refused = alignment("init", "cluster", "X")
    assert refused.code == 2
    assert "ile-d-azur, ma-region" in refused.err
    result = alignment("init", "cluster", "X", "--region", "ile d azur")
    assert "data/regions/ile-d-azur/clusters/x.yaml" in result.out
    assert alignment("check", "--fail-on", "warning").code == 0
    assert alignment("score", "ile-d-azur", "--format", "json").json["clusters"][0]["alignment"] == 0.35


def test_a_cluster_serves_what_its_region_has(workspace, alignment):
    """The example refers to the first axis of the real region, and to no S3 where there is none."""
    folder = workspace(
        "=== regions/r/region.yaml\nalignment: region/v1\nid: r\nname: R\n"
        "srdeii: {axes: [{id: mer, title: Mer}]}\n"
    )
    assert alignment("init", "cluster", "C", "--data", folder).code == 0
    text = (folder / "regions/r/clusters/c.yaml").read_text("utf-8")
    assert "srdeii:mer: principal" in text
    assert "s3:" not in text.replace("s3/v1", "")
    assert alignment("check", "--data", folder, "--fail-on", "warning").code == 0
    assert (folder.parent / ".schemas/roadmap.schema.json").is_file()


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("init", "cluster", "!!!"), "identifiant"),
        (("init", "cluster", "X", "--region", "nulle-part"), "inconnue"),
        (("init", "dossier", "Nom"), "alignment init region"),
    ],
)
def test_wrong_usage(started, alignment, arguments, word):
    """One sentence, exit 2, nothing written."""
    before = files(started)
    result: Result = alignment(*arguments)
    assert result.code == 2
    assert word in result.err
    assert files(started) == before


def test_never_in_the_package(here, alignment):
    """Without data of one's own there is nothing to add to."""
    result = alignment("init", "cluster", "X")
    assert result.code == 3
    assert "alignment init" in result.err.replace("\u00a0", " ")
