"""`alignment check`: every problem of every file in one run, each at its place."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

REGION = """
=== regions/r/region.yaml
alignment: region/v1
id: r
name: R
srdeii: {axes: [{id: numerique, title: Numérique}, {id: sante, title: Santé}]}
"""

EIGHT_FAULTS = (
    REGION
    + """
=== regions/r/clusters/c.yaml
alignment: roadmap/v1
id: c
name: C
type: pole
provenance: illustrative
membres: 12
period: 2026/2023
actions:
  - id: Premiere action
    title: A
    contributions: {srdeii:numerique: principale}
  - id: b
    title: B
    budget: [{source: region, amount: 1 200 000 €}]
    contributions: {srdeii sante: principal}
  - id: d
    title: D
    progress: 40
  - id: e
    status: running
"""
)


def places(out: str) -> list[tuple[int, int, str]]:
    """Line, column and code of each finding in the text form."""
    found = re.findall(r"^\S+:(\d+):(\d+): (AL\d{3})", out, re.MULTILINE)
    return [(int(line), int(column), code) for line, column, code in found]


def test_eight_faults_in_one_file(workspace, alignment):
    """Each is told at its own line and column, counted from 1."""
    result = alignment("check", "--data", workspace(EIGHT_FAULTS))
    assert result.code == 1
    assert places(result.out) == [
        (6, 1, "AL101"),  # membres
        (7, 9, "AL109"),  # ends before it starts
        (9, 9, "AL105"),  # an id with a space and a capital
        (11, 39, "AL111"),  # principale
        (14, 39, "AL108"),  # 1 200 000 €
        (15, 21, "AL112"),  # srdeii sante
        (18, 15, "AL107"),  # 40
        (19, 5, "AL102"),  # no title
    ]
    assert "Écrire « members »" in result.text
    assert "Écrire « principal »" in result.text
    assert "Écrire 1200000." in result.text


def test_references_across_files(workspace, alignment):
    """A misspelt priority, framework, region and source are found, with the nearest name."""
    folder = workspace(
        REGION
        + """
=== regions/r/clusters/c.yaml
alignment: roadmap/v1
id: c
name: C
type: pole
provenance: illustrative
regions: [r, s]
mandate: [srdeii:santé-publique]
actions:
  - {id: a, title: A, sources: [s1], contributions: {srdeii:numerik: principal, horizon: significant}}
  - {id: a, title: B, contributions: {srdeii:sante: principal, r/srdeii:sante: significant}}
  - {id: d, title: D, contributions: {europe:x: principal, other/srdeii:x: principal, srdeii:numerik: principal}}
"""
    )
    result = alignment("check", "--data", folder, "--lang", "en")
    assert result.code == 1
    assert [code for _, _, code in places(result.out)] == [
        "AL203",
        "AL112",  # the whole mandate is unread: its other nodes wait
        "AL209",
        "AL201",
        "AL112",
        "AL207",
        "AL206",
        "AL202",
        "AL204",
        "AL201",
    ]
    text = (folder / "regions/r/clusters/c.yaml").read_text("utf-8")
    mended = text.replace("santé-publique", "sante-publique").replace(", horizon: significant", "")
    (folder / "regions/r/clusters/c.yaml").write_text(mended, "utf-8")
    result = alignment("check", "--data", folder)
    assert places(result.out) == [
        (6, 14, "AL203"),
        (7, 11, "AL201"),
        (9, 33, "AL209"),
        (9, 54, "AL201"),
        (10, 10, "AL207"),
        (10, 64, "AL206"),
        (11, 39, "AL202"),
        (11, 60, "AL204"),
        (11, 87, "AL201"),
    ]
    assert "Vouliez-vous dire « numerique »" in result.text
    assert "Vouliez-vous dire « sante »" in result.text


def test_one_bad_file_hides_nothing_of_the_others(workspace, alignment):
    """A file that can't be read and one that can be are told in the same run, without follow-up noise."""
    folder = workspace(
        REGION
        + """
=== regions/r/clusters/bad.yaml
alignment: roadmap/v1
id: [
=== regions/r/clusters/good.yaml
alignment: roadmap/v1
id: good
name: Good
type: pole
provenance: illustrative
actions:
  - {id: a, title: A, progress: 0.5, contributions: {srdeii:sante: principal}}
=== s3/r.yaml
alignment: s3/v1
region: r
title: S3
priorities: [{id: x, title: X, wait: 3}]
=== regions/r/clusters/uses-s3.yaml
alignment: roadmap/v1
id: uses-s3
name: U
type: pole
provenance: illustrative
actions: [{id: a, title: A, contributions: {s3:x: principal, srdeii:sante: significant}}]
"""
    )
    result = alignment("check", "--data", folder)
    found = re.findall(r"^(\S+?):\d+:\d+: (AL\d{3})", result.out, re.MULTILINE)
    assert [(file.rpartition("/")[2], code) for file, code in found] == [
        ("bad.yaml", "AL020"),
        ("good.yaml", "AL303"),
        ("r.yaml", "AL101"),
    ]


def test_paths_choose_what_is_told(workspace, alignment):
    """A file, a folder or a region; a file of no data set is checked alone; a wrong path is exit code 3."""
    folder = workspace(EIGHT_FAULTS)
    file = folder / "regions/r/clusters/c.yaml"
    assert len(places(alignment("check", file).out)) == 8
    assert alignment("check", folder / "regions/r/region.yaml").code == 0
    assert len(places(alignment("check", "R", "--data", folder).out)) == 8
    alone = folder.parent / "seul.yaml"
    alone.write_text(file.read_text("utf-8"), "utf-8")
    assert len(places(alignment("check", alone).out)) == 8
    assert alignment("check", folder / "regions/nowhere.yaml", "--data", folder).code == 3


def test_warnings_do_not_fail(workspace, alignment):
    """A warning is printed and the exit code stays 0."""
    folder = workspace(
        REGION
        + """
=== regions/r/clusters/c.yaml
alignment: roadmap/v1
id: c
name: C
type: pole
provenance: illustrative
period: 2023/2026
actions:
  - {id: a, title: A, period: 2022/2024, contributions: {srdeii:sante: principal}}
  - {id: b, title: B}
"""
    )
    result = alignment("check", "--data", folder)
    assert result.code == 0
    assert places(result.out) == [(8, 31, "AL301"), (9, 5, "AL305")]
    assert "2 avertissements" in result.text


def test_an_unmet_requirement_fails_the_check_and_not_the_score(workspace, alignment):
    """At severity error; a warning does not."""
    text = (
        REGION.rstrip()
        + """
steering:
  requirements:
    - {id: breadth, title: Largeur, metric: coverage, framework: srdeii, at_least: 0.9, severity: SEVERITY}
=== regions/r/clusters/c.yaml
alignment: roadmap/v1
id: c
name: C
type: pole
provenance: illustrative
actions: [{id: a, title: A, contributions: {srdeii:sante: principal}}]
"""
    )
    folder = workspace(text.replace("SEVERITY", "error"))
    result = alignment("check", "--data", folder)
    assert result.code == 1
    assert places(result.out) == [(7, 7, "AL401")]
    assert "couverture de 50,0 %, au moins 90,0 % attendu" in result.text
    assert alignment("score", "r", "--data", folder).code == 0
    folder = workspace(text.replace("SEVERITY", "warning"))
    result = alignment("check", "--data", folder)
    assert result.code == 0
    assert [code for _, _, code in places(result.out)] == ["AL402"]


def bombs() -> dict[str, bytes]:
    """Files made to hurt a reader."""
    aliases = ["a0: &a0 [x, x]"] + [f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]" for i in range(1, 40)] + ["last: *a39"]
    merges = (
        ["a0: &a0 {x: 1}"]
        + [f"a{i}: &a{i} {{<<: [*a{i - 1}, *a{i - 1}]}}" for i in range(1, 30)]
        + ["last: {<<: *a29}"]
    )
    return {
        "brackets": b"alignment: roadmap/v1\nid: " + b"[" * 100_000,
        "aliases": "\n".join(aliases).encode(),
        "merges": "\n".join(merges).encode(),
        "latin-1": "alignment: roadmap/v1\nname: Pôle\n".encode("latin-1"),
    }


@pytest.mark.parametrize("bomb", ["brackets", "aliases", "merges", "latin-1"])
def test_bombs_give_one_clear_diagnostic(bomb, workspace):
    """In a process of its own: no signal, no traceback, one finding of the reader with its place."""
    folder = workspace(REGION)
    file = folder / "regions/r/clusters/bomb.yaml"
    file.parent.mkdir()
    file.write_bytes(bombs()[bomb])
    done = subprocess.run(
        [sys.executable, "-m", "alignment", "check", "--lang", "fr", "--data", str(folder)],
        capture_output=True,
        timeout=20,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr == b""
    codes = [code for _, _, code in places(done.stdout.decode("utf-8"))]
    assert len(codes) == 1
    assert codes[0].startswith("AL0")


def test_a_value_of_several_forms_is_told_once_at_its_place(workspace, alignment):
    """The kind of a rule is a word of the list or any identifier: one sentence, at the value."""
    folder = workspace(
        REGION
        + "=== europe/i3.yaml\nalignment: i3/v1\nrules:\n  - {id: a, title: A, kind: 12}\n  - {id: b, title: B, kind: A b}\n"
    )
    result = alignment("check", "--data", folder)
    assert places(result.out) == [(3, 29, "AL104"), (4, 29, "AL105")]


def test_every_file_says_what_it_is(workspace, alignment):
    """`method.yaml` too, although all its coefficients have defaults."""
    result = alignment("check", "--data", workspace(REGION + "\n=== method.yaml\nsignificant: 0.5\n"))
    assert [code for _, _, code in places(result.out)] == ["AL102"]


def test_a_structural_fault_hides_no_wrong_reference(workspace, alignment):
    """Both kinds in one roadmap, in one run: wrong values, a missing title, and names that find nothing."""
    folder = workspace(
        REGION
        + """
=== regions/r/clusters/c.yaml
alignment: roadmap/v1
id: c
name: C
type: poles
provenance: illustrative
actions:
  - id: a
    contributions: {srdeii:numerik: principale}
    budget: [{source: region, amount: 12 M€}, {source: regio, amount: 1}]
  - {id: a, title: B, sources: [s9], contributions: {srdeii:sante: principal, s4:x: significant}}
"""
    )
    result = alignment("check", "--data", folder)
    assert [(line, code) for line, _, code in places(result.out)] == [
        (4, "AL111"),
        (7, "AL102"),
        (8, "AL201"),
        (8, "AL111"),
        (9, "AL108"),
        (9, "AL111"),
        (10, "AL207"),
        (10, "AL209"),
        (10, "AL202"),
    ]
