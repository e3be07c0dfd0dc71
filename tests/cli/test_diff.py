"""`alignment diff`: exactly what a change says and does, between revisions of a scratch repository or two folders."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import jsonschema
import pytest

from tests.conftest import DATA, write_files

SCHEMA = json.loads((DATA.parent / "docs/schemas/diff.v1.json").read_text("utf-8"))

SMALL = """
=== data/regions/r/region.yaml
alignment: region/v1
id: r
name: Région R
srdeii:
  axes: [{id: p, title: P}, {id: q, title: Q}]
steering:
  requirements:
    - {id: half, title: La moitié, metric: coverage, framework: srdeii, at_least: 0.5, severity: warning}
=== data/regions/r/clusters/c.yaml
alignment: roadmap/v1
id: c
name: Pôle C
type: pole
provenance: coded
actions:
  - id: x
    title: Première
    contributions:
      srdeii:p: principal
      srdeii:q: significant
  - id: y
    title: Deuxième
    budget: [{source: region, amount: 10}]
=== data/regions/other/region.yaml
alignment: region/v1
id: other
name: Autre
srdeii:
  axes: [{id: z, title: Z}]
"""


def git(folder: Path, *arguments: str) -> str:
    """Run git as somebody, away from the configuration of this machine."""
    who = ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false"]
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    done = subprocess.run(
        ["git", "-C", str(folder), *who, *arguments], check=True, capture_output=True, text=True, env=environment
    )
    return done.stdout


@pytest.fixture
def repository(tmp_path, monkeypatch):
    """A repository with the small data set at revision `before`, which is also the current folder."""
    write_files(tmp_path, SMALL)
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "before")
    git(tmp_path, "tag", "before")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def edit(folder: Path, name: str, old: str, new: str) -> None:
    """Replace a text that a file has once."""
    path = folder / "data" / name
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")


def difference(alignment, *arguments):
    """The JSON of a run, held to its schema."""
    result = alignment("diff", *arguments, "--format", "json")
    jsonschema.validate(result.json, SCHEMA)
    return result.json


def effects(value) -> dict[tuple[str, str], dict[str, list]]:
    """Every figure that differs: (kind, subject) to measures to [before, after]."""
    return {
        (each["kind"], each["subject"]): {
            measure: [each["before"][measure], each["after"][measure]] for measure in each["after"]
        }
        for region in value["regions"]
        for each in region["effects"]
    }


def test_one_contribution_removed(repository, alignment):
    """Without `srdeii:q`, C covers p alone: 1/2 + 0.4/2 falls to 1/2, which still meets the requirement.

    q goes from partial (0.4) to uncovered, its severity from 0.3 to 0.5; focus, articulation and money don't move.
    """
    edit(repository, "regions/r/clusters/c.yaml", "      srdeii:q: significant\n", "")
    value = difference(alignment, "before")
    assert value["changes"] == [
        {
            "change": "changed",
            "cluster": "c",
            "action": "x",
            "title": "Première",
            "fields": [{"field": "contributions", "key": "srdeii:q", "before": "significant", "after": None}],
        }
    ]
    assert value["files"] == []
    assert [region["id"] for region in value["regions"]] == ["r"]
    assert effects(value) == {
        ("framework", "srdeii"): {"coverage": [0.7, 0.5]},
        ("cluster", "c"): {"alignment": [0.7, 0.5], "coverage srdeii": [0.7, 0.5]},
        ("priority", "srdeii:q"): {
            "strength": [0.4, 0],
            "coverage": [0.4, 0],
            "state": ["partial", "uncovered"],
            "flags": ["fragile", ""],
            "severity": [0.3, 0.5],
        },
        ("requirement", "half/c"): {"value": [0.7, 0.5]},
    }
    text = alignment("diff", "before").text.replace("\u00a0", " ")
    assert "1 action modifiée. Bougent : 1 score de cluster et 1 état de priorité." in text
    assert "srdeii:q : significatif → –" in text
    assert "Pôle C 70,0 % 50,0 % -20,0 1er" in text
    assert "SRDEII · Q 40,0 % 0,0 % -40,0 partielle → non couverte" in text
    assert "La moitié Pôle C 70,0 % → 50,0 % 50,0 % oui" in text


@pytest.mark.parametrize(
    ("allowed", "code", "fallen"), [("0.19", 1, 2), ("20%", 0, 0), ("0.2", 0, 0), ("19,9%", 1, 2), ("0", 1, 2)]
)
def test_a_drop_beyond_what_is_allowed_fails(repository, alignment, allowed, code, fallen):
    """Alignment and coverage fall by exactly 0.2: no more than 20 %."""
    edit(repository, "regions/r/clusters/c.yaml", "      srdeii:q: significant\n", "")
    result = alignment("diff", "before", "--fail-on-drop", allowed, "--format", "json")
    assert result.code == code
    assert [drop["by"] for drop in result.json["regions"][0]["drops"]] == [0.2] * fallen
    assert result.json["fails"] is bool(code)
    assert alignment("diff", "before").code == 0


def test_actions_added_and_removed_money_and_status(repository, alignment):
    """An added action brings its contributions, a removed one takes its money, a changed one shows both sides."""
    edit(
        repository,
        "regions/r/clusters/c.yaml",
        "  - id: y\n    title: Deuxième\n    budget: [{source: region, amount: 10}]\n",
        "  - {id: z, title: Troisième, status: running, contributions: {srdeii:q: principal}}\n",
    )
    edit(
        repository,
        "regions/r/clusters/c.yaml",
        "    title: Première\n",
        "    title: Premier\n    status: completed\n",
    )
    value = difference(alignment, "before")
    assert [(c["change"], c["action"]) for c in value["changes"]] == [
        ("changed", "x"),
        ("added", "z"),
        ("removed", "y"),
    ]
    changed, added, removed = value["changes"]
    assert changed["fields"] == [
        {"field": "title", "key": None, "before": "Première", "after": "Premier"},
        {"field": "status", "key": None, "before": "planned", "after": "completed"},
    ]
    assert {"field": "contributions", "key": "srdeii:q", "before": None, "after": "principal"} in added["fields"]
    assert {"field": "budget", "key": "region", "before": 1000, "after": None} in removed["fields"]
    assert effects(value)["region", "r"] == {
        "budget": [1000, None],
        "actions_without_budget": [1, 2],
        "leverage": [0, None],
    }
    assert effects(value)["cluster", "c"]["coverage srdeii"] == [0.7, 1.0]


def test_money_moves_its_own_figures(repository, alignment):
    """7 € for an action that claims 1 and 0.4: 5 € for p and 2 € for q, of weight 1/2 each; 1/2 + 2/7 is in balance."""
    edit(
        repository,
        "regions/r/clusters/c.yaml",
        "    title: Première\n",
        "    title: Première\n    budget: [{source: region, amount: 7}]\n",
    )
    found = effects(difference(alignment, "before"))
    assert found == {
        ("region", "r"): {"budget": [1000, 1700], "actions_without_budget": [1, 0]},
        ("framework", "srdeii"): {"attributed": [0, 700], "balance_index": [None, pytest.approx(11 / 14)]},
        ("cluster", "c"): {"budget": [1000, 1700]},
        ("priority", "srdeii:p"): {"attributed": [0, 500]},
        ("priority", "srdeii:q"): {"attributed": [0, 200]},
    }


def test_two_revisions_and_the_work_tree_is_left_alone(repository, alignment):
    """What is in the folder has no part in a comparison of revisions, and nothing is checked out."""
    edit(repository, "regions/r/clusters/c.yaml", "srdeii:p: principal", "srdeii:p: significant")
    git(repository, "commit", "-q", "-a", "-m", "after")
    edit(repository, "regions/r/clusters/c.yaml", "title: Deuxième", "title: Pas encore validée")
    status = git(repository, "status", "--porcelain")
    value = difference(alignment, "before", "HEAD")
    assert [change["action"] for change in value["changes"]] == ["x"]
    assert git(repository, "status", "--porcelain") == status
    assert "Pas encore validée" not in alignment("diff", "before", "HEAD").out
    # The other way round, gains and losses change sides.
    back = difference(alignment, "HEAD", "before")
    assert effects(back)["cluster", "c"]["alignment"] == effects(value)["cluster", "c"]["alignment"][::-1]


def test_two_folders_need_no_git(tmp_path, alignment, monkeypatch):
    """A data folder, or a folder that holds one."""
    before, after = write_files(tmp_path / "before", SMALL), write_files(tmp_path / "after", SMALL)
    edit(after, "regions/r/region.yaml", "at_least: 0.5", "at_least: 0.8")
    monkeypatch.setenv("PATH", "")
    value = difference(alignment, before / "data", after)
    assert value["changes"] == []
    assert value["files"] == [
        {"file": "regions/r/region.yaml", "change": "changed", "places": ["steering.requirements.half.at_least"]}
    ]
    assert effects(value) == {("requirement", "half/c"): {"bound": [0.5, 0.8], "met": [True, False]}}


def test_nothing_changed(repository, alignment):
    """A sentence, and no empty table."""
    result = alignment("diff", "HEAD")
    assert "Rien n’a changé dans les données." in result.text
    assert "Feuilles de route" not in result.text
    assert difference(alignment, "HEAD")["regions"] == []


def test_a_comment_or_the_order_of_files_is_no_change(repository, alignment):
    """What the files say is the same, under another name and with a comment more."""
    folder = repository / "data/regions/r/clusters"
    (folder / "c.yaml").write_text("# rien de neuf\n" + (folder / "c.yaml").read_text("utf-8"), "utf-8")
    value = difference(alignment, "HEAD")
    assert (value["changes"], value["files"]) == ([], [])
    assert effects(value) == {}


def test_a_data_set_that_the_base_lacks_is_all_new(repository, alignment):
    """Before the first commit of the data there was nothing to score: the region is told, not compared."""
    git(repository, "mv", "data", "elsewhere")
    git(repository, "commit", "-q", "-m", "moved away")
    git(repository, "mv", "elsewhere", "data")
    git(repository, "commit", "-q", "-m", "and back")
    value = difference(alignment, "HEAD~1", "HEAD")
    assert {change["change"] for change in value["changes"]} == {"added"}
    assert [(r["id"], r["scored"]) for r in value["regions"]] == [
        ("other", {"before": False, "after": True}),
        ("r", {"before": False, "after": True}),
    ]
    assert "Région R n’était pas notée et l’est désormais." in alignment("diff", "HEAD~1", "HEAD").text


def test_errors_after_the_change_are_told_and_fail_where_asked(repository, alignment):
    """A score that errors have cost is worse than a drop."""
    edit(repository, "regions/r/clusters/c.yaml", "srdeii:p: principal", "srdeii:nowhere: principal")
    result = alignment("diff", "HEAD")
    assert result.code == 0
    assert "des erreurs dans ses fichiers empêchent de la noter" in result.text
    assert alignment("diff", "HEAD", "--fail-on-drop", "0.5").code == 1
    assert alignment("diff", "HEAD", "--fail-on-drop", "0.5", "--region", "other").code == 0


def test_one_region_alone(repository, alignment):
    """Only its clusters, files and figures."""
    edit(repository, "regions/r/clusters/c.yaml", "      srdeii:q: significant\n", "")
    edit(repository, "regions/other/region.yaml", "title: Z", "title: Zed")
    assert difference(alignment, "HEAD", "--region", "Région R")["files"] == []
    other = difference(alignment, "HEAD", "--region", "other")
    assert (other["changes"], [file["file"] for file in other["files"]]) == ([], ["regions/other/region.yaml"])
    assert "Région : Autre seule" in alignment("diff", "HEAD", "--region", "other").text.replace("\u00a0", " ")


@pytest.mark.parametrize("revision", ["nowhere", "--output=x", "HEAD:data", "-h"])
def test_what_is_no_revision_is_refused(repository, alignment, revision):
    """Nothing typed is ever an option of git."""
    result = alignment("diff", "--", revision)
    assert (result.code, result.out) == (2, "")
    assert not (repository / "x").exists()


def test_names_and_texts_of_a_proposal_command_nothing(repository, alignment):
    """Control characters, markup and mentions of untrusted files are shown as what they are."""
    (repository / "data/s3").mkdir()
    (repository / "data/s3/\x1b[31mrouge.yaml").write_text("alignment: s3/v1\n", "utf-8")
    title = "Deuxième <img src=x> | @tous `rm`"
    edit(repository, "regions/r/clusters/c.yaml", "title: Deuxième", f'title: "{title}"')
    git(repository, "add", ".")
    git(repository, "commit", "-q", "-m", "proposal")
    assert "\x1b" not in alignment("diff", "before", "HEAD").out
    markdown = alignment("diff", "before", "HEAD", "--format", "markdown").out
    assert "<img" not in markdown
    assert "@<!-- -->tous" in markdown
    assert "\\`rm\\`" in markdown


def test_this_project_s_own_data_with_one_contribution_removed(tmp_path, alignment, monkeypatch):
    """In a scratch branch of a copy: that one change, and no figure but those that two scores give otherwise."""
    shutil.copytree(DATA, tmp_path / "data")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "as it stands")
    git(tmp_path, "tag", "stated")
    git(tmp_path, "checkout", "-q", "-b", "scratch")
    monkeypatch.chdir(tmp_path)
    region = "hauts-de-france"
    before = alignment("score", region, "--format", "json").json
    file, line = _first_line(tmp_path / "data/regions" / region / "clusters", "      s3:", ": principal\n")
    text = file.read_text("utf-8")
    file.write_text(text.replace(line, "", 1), "utf-8")
    git(tmp_path, "commit", "-q", "-a", "-m", "one contribution less")
    after = alignment("score", region, "--format", "json").json

    value = difference(alignment, "stated", "scratch")
    (change,) = value["changes"]
    (field,) = change["fields"]
    assert (change["change"], change["cluster"]) == ("changed", file.stem)
    assert (field["key"], field["before"], field["after"]) == (line.strip().rpartition(":")[0], "principal", None)
    assert value["files"] == []
    (only,) = [each for each in value["regions"] if each["effects"]]
    assert only["id"] == region
    told = effects(value)
    for old, new in zip(_by_id(before["clusters"]), _by_id(after["clusters"]), strict=True):
        for measure in ("rank", "alignment", "articulation"):
            expected = [old[measure], new[measure]] if old[measure] != new[measure] else None
            assert told.get(("cluster", old["id"]), {}).get(measure) == expected
    for old, new in zip(before["priorities"], after["priorities"], strict=True):
        for measure in ("coverage", "state", "strength"):
            expected = [old[measure], new[measure]] if old[measure] != new[measure] else None
            assert told.get(("priority", old["ref"]), {}).get(measure) == expected
    assert told["cluster", file.stem]["focus s3"]


def _by_id(clusters):
    return sorted(clusters, key=lambda cluster: cluster["id"])


def _first_line(folder: Path, start: str, end: str) -> tuple[Path, str]:
    """The first file with a line of that form, and the line."""
    for file in sorted(folder.glob("*.yaml")):
        for line in file.read_text("utf-8").splitlines(keepends=True):
            if line.startswith(start) and line.endswith(end):
                return file, line
    raise AssertionError("no such line")
