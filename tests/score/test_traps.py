"""Ways in which tools of this kind have misled their readers about coverage, each kept out by a test."""

from __future__ import annotations

import copy
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cli.conftest import REGIONS
from tests.score.test_laws import scored, worlds

COMMANDS = ("gaps", "matrix", "trajectory", "requirements")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the small region that a test may change."""
    return Path(shutil.copytree(REGIONS / "valmont", tmp_path / "valmont"))


def figures(alignment, command: str, folder: Path, *more: str) -> Any:
    """A command's JSON without what names the folder."""
    value = alignment(command, "valmont", *more, "--format", "json", "--data", folder).json
    return {key: each for key, each in value.items() if key != "basis_note"}


@pytest.mark.parametrize("copies", [2, 5])
def test_splitting_an_action_changes_no_headline(copies, folder, alignment):
    """One line cut into k of the same: coverage, gaps, years and the sums of `explain` stay as they were."""
    before = {command: figures(alignment, command, folder) for command in COMMANDS}
    explained = figures(alignment, "explain", folder, "beta")["sums"]
    file = folder / "regions/valmont/clusters/beta.yaml"
    head, action = file.read_text("utf-8").split("actions:\n")
    lines = "".join(action.replace("id: salons", f"id: salons-{n}") for n in range(copies))
    file.write_text(f"{head}actions:\n{lines}", "utf-8")
    for command in ("gaps", "matrix", "requirements"):
        assert figures(alignment, command, folder) == before[command]
    for old, new in zip(
        before["trajectory"]["frameworks"], figures(alignment, "trajectory", folder)["frameworks"], strict=True
    ):
        assert (new["planned"], new["delivered"]) == (old["planned"], old["delivered"])
    again = figures(alignment, "explain", folder, "beta")["sums"]
    assert [each["coverage"] for each in again] == [each["coverage"] for each in explained]
    assert all(term["best_action"] in (None, "salons-0") for each in again for term in each["terms"])


FOLDED = """
=== regions/r/region.yaml
alignment: region/v1
id: r
name: R
srdeii:
  scored_depth: 1
  axes:
    - {id: a, title: A, objectives: [{id: a1, title: A1}, {id: a2, title: A2}]}
    - {id: b, title: B}
=== regions/r/clusters/c.yaml
alignment: roadmap/v1
id: c
name: C
type: pole
provenance: coded
actions:
  - {id: x, title: X, contributions: {CLAIMS}}
"""


def test_a_link_said_twice_counts_once(workspace, alignment):
    """Two objectives that fold into one axis are one link, at its highest level, and nothing is diluted for it."""
    once, twice, more = (
        alignment(
            "explain", "r", "c", "--format", "json", "--data", workspace(FOLDED.replace("CLAIMS", claims))
        ).json["sums"]
        for claims in (
            "srdeii:a: principal",
            "srdeii:a1: principal, srdeii:a2: principal",
            "srdeii:a1: significant, srdeii:a2: principal, srdeii:a: significant",
        )
    )
    assert once == twice == more
    assert once[0]["terms"][0]["contribution"] == 1


def test_the_same_link_twice_in_a_file_is_refused(workspace, alignment):
    """Rather than counted or silently dropped."""
    data = workspace(FOLDED.replace("CLAIMS", "srdeii:b: principal, r/srdeii:b: significant"))
    assert "AL206" in alignment("check", "--data", data).out
    assert alignment("gaps", "r", "--data", data).code == 1


@pytest.mark.parametrize("command", COMMANDS)
def test_the_order_of_files_changes_nothing(command, folder, alignment):
    """Files renamed so that they come in the opposite order."""
    before = figures(alignment, command, folder)
    clusters = folder / "regions/valmont/clusters"
    for old, new in (("alpha", "z"), ("beta", "m"), ("gamma", "a")):
        (clusters / f"{old}.yaml").rename(clusters / f"{new}.yaml")
    assert figures(alignment, command, folder) == before


@settings(max_examples=40, deadline=None)
@given(worlds(), st.data())
def test_a_strong_link_hides_no_weak_one(world, data):
    """A new cluster dedicated to one priority takes no contributor away from any."""
    before = scored(world)
    leaf = data.draw(st.sampled_from([priority.ref for priority in before.priorities]))
    changed = copy.deepcopy(world)
    changed["clusters"].append([{"id": "new", "title": "T", "contributions": {leaf: "principal"}}])
    for old, new in zip(before.priorities, scored(changed).priorities, strict=True):
        assert set(old.contributors) <= set(new.contributors)
        assert len(new.contributors) == len(old.contributors) + (old.ref == leaf)


def test_zero_none_and_nothing_are_three_outputs(folder, alignment):
    """A priority examined and not targeted, one never examined, and a metric without value, are told apart."""
    rows = {row["ref"]: row for row in figures(alignment, "matrix", folder)["rows"]}
    assert rows["s3:sante"]["coverage"] == {"alpha": 0, "beta": 0, "gamma": 0}
    assert rows["s3:sante"]["examined_by"] == ["alpha"]
    screen = alignment("matrix", "valmont", "--data", folder).out
    assert re.search(r"^  Santé +-  ·  · +0.%$", screen, re.MULTILINE)
    text = alignment("gaps", "valmont", "--data", folder).text
    assert "personne (examinée sans être visée par Pôle Alpha)" in text
    asked = {each["id"]: each["clusters"] for each in figures(alignment, "requirements", folder)["requirements"]}
    by_cluster = {each["cluster"]: (each["value"], each["met"]) for each in asked["mandat"]}
    assert by_cluster["beta"] == (None, None)
    assert by_cluster["gamma"] == (0, False)


def test_an_empty_set_is_neither_all_nor_nothing(folder, alignment):
    """A roadmap without action covers 0 and has no mean; it fails no requirement on a mean."""
    file = folder / "regions/valmont/region.yaml"
    text = file.read_text("utf-8").replace("metric: articulation", "metric: focus\n      framework: s3")
    file.write_text(text.replace("types: [pole, cluster]", "clusters: [gamma]"), "utf-8")
    (mean,) = (
        each for each in figures(alignment, "requirements", folder)["requirements"] if each["id"] == "jonction"
    )
    assert [(each["value"], each["met"]) for each in mean["clusters"]] == [(None, None)]
    assert figures(alignment, "explain", folder, "gamma")["alignment"] == 0


@pytest.mark.parametrize(
    ("arguments", "lines"),
    [
        (("gaps",), ()),
        (("gaps", "--below", "0.3"), ("Filtre : priorités couvertes à moins de 30,0 %",)),
        (("gaps", "--framework", "s3"), ("Cadre : S3 seul",)),
        (("matrix", "--framework", "s3", "--depth", "1"), ("Cadre : S3 seul", "Profondeur : 1")),
        (("trajectory", "--framework", "srdeii"), ("Cadre : SRDEII seul",)),
        (("requirements", "--scenario", "europe-d-abord"), ("Curseur à 80 % (L’Europe d’abord)",)),
        (("explain", "alpha"), ("Cluster : Pôle Alpha",)),
    ],
)
def test_every_screen_says_what_it_shows(arguments, lines, folder, alignment):
    """Data set, cursor, frameworks, and each filter in use; the same in Markdown."""
    command, *options = arguments
    for form in ("text", "markdown"):
        result = alignment(command, "valmont", *options, "--data", folder, "--format", form)
        text = result.text.replace("\\_", "_")
        for line in ("Données :", "Curseur à", "SRDEII, 2022-2028 : 4 priorités notées", *lines):
            assert line in text


def test_every_cluster_and_every_priority_read_is_shown(folder, alignment):
    """Three roadmaps and seven scored priorities are announced; the map and the sheet have as many."""
    value = figures(alignment, "matrix", folder)
    assert len(value["clusters"]) == 3
    assert sum(row["leaf"] for row in value["rows"]) == len(figures(alignment, "gaps", folder)["priorities"]) == 7
    text = alignment("matrix", "valmont", "--data", folder).text
    assert "3 feuilles de route" in text
    assert "4 priorités notées" in text and "3 priorités notées" in text


def test_a_changed_method_is_named_on_every_screen(folder, alignment):
    """Each coefficient that differs, with its usual value; one set to its usual value is not."""
    text = "alignment: method/v1\nsignificant: 0.405\ntarget: 1\nstates: {gap: 0.3}\nfragile: 2\n"
    (folder / "method.yaml").write_text(text, "utf-8")
    for command in ("score", *COMMANDS):
        text = alignment(command, "valmont", "--data", folder).text
        assert (
            "Ce jeu de données change la méthode (valeur ici, valeur habituelle) : la contribution significative "
            "(40,5 %, 40 %), le seuil de lacune (30 %, 25 %) et le seuil de fragilité (2, 1,5)." in text
        )
