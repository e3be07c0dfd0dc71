"""`alignment suggest`: what it says, what it writes, what it remembers, what it refuses."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import select
import subprocess
import sys
import time
from pathlib import Path

import jsonschema
import pytest

from alignment.match.matcher import Suggestion
from alignment.report.content.suggest import met_words
from tests.conftest import DATA, write_files

REGION = """\
=== regions/valmy/region.yaml
alignment: region/v1
id: valmy
name: Valmy
srdeii:
  title: Schéma
  axes:
    - {id: usines, title: Moderniser les usines, keywords: [robotique, fabrication]}
    - {id: sante, title: Santé, description: Soigner mieux, keywords: [hôpital, médicaments]}
    - {id: energie, title: Énergie, keywords: [hydrogène, solaire]}
"""
CLUSTER = """\
=== regions/valmy/clusters/pole.yaml
alignment: roadmap/v1
id: pole
name: Pôle Valmy
type: pole
provenance: illustrative
actions:
  - id: soins
    title: Médicaments pour l’hôpital  # titre de la convention
    contributions:
      srdeii:usines: none
  - {id: solaire, title: Hydrogène et solaire, contributions: {}}
  - id: club
    title: Club des adhérents
    contributions: {srdeii:energie: principal}
"""
FILE = "regions/valmy/clusters/pole.yaml"
REJECTED = ".alignment-rejected.yaml"


@pytest.fixture
def valmy(tmp_path: Path) -> Path:
    return write_files(tmp_path / "data", REGION + CLUSTER)


def _refs(result) -> list[tuple[str, str, str]]:
    return [(each["action"], each["ref"], each["level"]) for each in result.json["suggestions"]]


def test_each_action_gets_what_its_text_says_beyond_its_file(alignment, valmy):
    result = alignment("suggest", "valmy", "--data", valmy, "--format", "json")
    assert result.code == 0
    assert _refs(result) == [
        ("soins", "srdeii:sante", "principal"),
        ("solaire", "srdeii:energie", "principal"),
    ]
    first = result.json["suggestions"][0]
    assert (first["file"], first["line"], first["written_as"]) == (FILE, 7, "srdeii:sante")
    assert {"Médicaments", "hôpital"} <= set(first["words"])
    assert {"médicaments", "hôpital"} <= set(first["priority_words"])
    assert result.json["actions_read"] == 3


def test_the_screen_says_what_a_suggestion_changes_and_what_comes_next(alignment, valmy):
    result = alignment("suggest", "valmy", "--data", valmy)
    assert "2 suggestions d’une confiance d’au moins 50 %, pour 2 actions sur 3." in result.text.replace(
        "\u00a0", " "
    )
    assert "Une suggestion ne change aucun score" in result.text
    assert "alignment suggest valmy --interactive" in result.text
    assert "Pôle Valmy" in result.text
    assert max(map(len, result.out.splitlines())) <= 80


def test_what_is_left_out_is_counted(alignment, valmy):
    every = alignment("suggest", "valmy", "--data", valmy, "--above", "0", "--format", "json").json
    assert len(every["suggestions"]) == 2
    confidences = sorted((each["confidence"] for each in every["suggestions"]), reverse=True)
    top = alignment("suggest", "valmy", "--data", valmy, "--top", "1", "--format", "json").json
    assert [each["confidence"] for each in top["suggestions"]] == confidences[:1]
    assert top["left_out"]["beyond_top"] == 1
    none = alignment("suggest", "valmy", "--data", valmy, "--above", "100%", "--format", "json").json
    assert none["suggestions"] == []
    assert none["left_out"]["fainter"] == 2


def test_csv_has_one_row_a_suggestion(alignment, valmy):
    out = alignment("suggest", "valmy", "--data", valmy, "--format", "csv").out
    rows = list(csv.DictReader(io.StringIO(out), delimiter=";"))
    assert [(row["action"], row["ref"], row["level"]) for row in rows] == [
        ("soins", "srdeii:sante", "principal"),
        ("solaire", "srdeii:energie", "principal"),
    ]


def test_one_cluster_and_one_framework(alignment, valmy):
    by_name = alignment(
        "suggest", "valmy", "Pôle Valmy", "--data", valmy, "--framework", "SRDEII", "--format", "json"
    )
    assert (by_name.json["cluster"], by_name.json["framework"], len(by_name.json["suggestions"])) == (
        "pole",
        "srdeii",
        2,
    )
    assert "Cluster inconnu" in alignment("suggest", "valmy", "nulle", "--data", valmy).err
    assert "Cadre inconnu" in alignment("suggest", "valmy", "--framework", "xx", "--data", valmy).err


def test_written_lines_are_marked_and_count_from_then_on(alignment, valmy):
    before = (valmy / FILE).read_text("utf-8")
    result = alignment("suggest", "valmy", "--data", valmy, "--write", "--format", "json")
    lines = (valmy / FILE).read_text("utf-8").splitlines()
    for each in result.json["written"]:
        line = lines[each["line"] - 1]
        assert f"{each['ref']}: {each['level']}" in line
        assert f"# suggéré par alignment suggest, confiance {each['confidence'] * 100:.0f}\u00a0%" in line
    sante, energie = (f"{100 * each['confidence']:.0f}" for each in result.json["suggestions"])
    note = "# suggéré par alignment suggest, confiance {}\u00a0%"
    assert (valmy / FILE).read_text("utf-8") == before.replace(
        "none\n", f"none\n      srdeii:sante: principal  {note.format(sante)}\n"
    ).replace("{}}", f"{{\n      srdeii:energie: principal  {note.format(energie)}\n      }}}}")
    assert alignment("check", "--data", valmy).code == 0
    again = alignment("suggest", "valmy", "--data", valmy, "--format", "json").json
    assert again["suggestions"] == []


def test_a_second_write_changes_nothing(alignment, valmy):
    alignment("suggest", "valmy", "--data", valmy, "--write")
    once = (valmy / FILE).read_bytes()
    result = alignment("suggest", "valmy", "--data", valmy, "--write")
    assert (valmy / FILE).read_bytes() == once
    assert "Rien n’est écrit" in result.text


def test_packaged_data_are_never_written_to(alignment, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = alignment("suggest", "grand-est", "--write")
    assert (result.code, "alignment init" in result.err) == (3, True)


def test_doubtful_is_what_the_text_does_not_support(alignment, valmy):
    (valmy / FILE).write_text(
        (valmy / FILE).read_text("utf-8").replace("srdeii:usines: none", "srdeii:usines: principal"), "utf-8"
    )
    found = alignment("suggest", "valmy", "--data", valmy, "--doubtful", "--format", "json").json["doubts"]
    (doubt,) = (each for each in found if each["action"] == "soins")
    assert (doubt["ref"], doubt["level"], doubt["rather"]["ref"]) == ("srdeii:usines", "principal", "srdeii:sante")
    assert doubt["confidence"] < 0.1 < doubt["rather"]["confidence"]
    screen = alignment("suggest", "valmy", "--data", valmy, "--doubtful").text
    assert "Le texte dit plutôt" in screen
    assert "ne change aucun score" in screen
    none = alignment("suggest", "valmy", "--data", valmy, "--doubtful", "--below", "0")
    assert "Aucune contribution déclarée" in none.text


def test_a_pasted_text_is_read_passage_by_passage(alignment, valmy, tmp_path):
    text = tmp_path / "texte.txt"
    text.write_text("Notre plan\n\nProduire de l’hydrogène\nsolaire.\n- Médicaments\n- 2026\n", "utf-8")
    result = alignment("suggest", "valmy", "--data", valmy, "--text", text, "--format", "json").json
    assert [(each["line"], each["text"]) for each in result["passages"]] == [
        (1, "Notre plan"),
        (3, "Produire de l’hydrogène solaire."),
        (5, "Médicaments"),
    ]
    assert [[one["ref"] for one in each["suggestions"]] for each in result["passages"]] == [
        [],
        ["srdeii:energie"],
        ["srdeii:sante"],
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("Santé".encode("cp1252"), "Windows-1252"),
        ("Santé".encode("utf-16"), "UTF-16"),
        (b"x" * 1_000_001, "trop long"),
    ],
)
def test_a_text_that_cannot_be_read_is_told(content, said, alignment, valmy, tmp_path):
    text = tmp_path / "texte.txt"
    text.write_bytes(content)
    result = alignment("suggest", "valmy", "--data", valmy, "--text", text)
    assert (result.code, result.out) == (2, "")
    assert said in result.err


def test_a_region_without_priorities_is_one_sentence(alignment, tmp_path):
    data = write_files(
        tmp_path / "data",
        "=== regions/r/region.yaml\nalignment: region/v1\nid: r\nname: Rade\nsrdeii: {axes: []}\n",
    )
    result = alignment("suggest", "r", "--data", data)
    assert (result.code, result.out) == (3, "")
    assert "Rade\u00a0: aucune priorité" in result.err


def test_faulty_files_stop_it(alignment, valmy):
    (valmy / FILE).write_text((valmy / FILE).read_text("utf-8").replace("srdeii:usines", "srdeii:usine"), "utf-8")
    result = alignment("suggest", "valmy", "--data", valmy)
    assert result.code == 1
    assert "srdeii:usine" in result.text


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ([], "Nommez une région"),
        (["valmy", "--all"], "Nommez une région"),
        (["--all", "--write"], "--all et --write"),
        (["valmy", "--doubtful", "--text", "x"], "--doubtful et --text"),
        (["valmy", "--doubtful", "--above", "1"], "--doubtful et --above"),
        (["valmy", "--below", "1"], "--below ne vaut"),
        (["valmy", "pole", "--text", "x"], "--text lit un texte"),
        (["valmy", "--interactive"], "un terminal"),
        (["valmy", "--above", "2"], "entre 0 et 1"),
    ],
)
def test_contradictions_are_refused(options, said, alignment, valmy):
    result = alignment("suggest", *options, "--data", valmy)
    assert (result.code, result.out) == (2, "")
    assert said in result.err


def test_rejected_suggestions_are_not_proposed_again(alignment, valmy):
    (valmy / REJECTED).write_text(
        "alignment: rejected/v1\nrejected:\n  pole:\n    soins: [valmy/srdeii:sante]\n", "utf-8"
    )
    result = alignment("suggest", "valmy", "--data", valmy, "--format", "json")
    assert _refs(result) == [("solaire", "srdeii:energie", "principal")]
    assert result.json["left_out"]["rejected"] == 1
    assert (
        len(alignment("suggest", "valmy", "--data", valmy, "--again", "--format", "json").json["suggestions"]) == 2
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("alignment: rejected/v1\nrejected: {pole: {soins: [sante]}}\n", "sante"),
        ("alignment: roadmap/v1\n", "rejected/v1"),
        ("alignment: [\n", "YAML"),
        ("", "vide"),
    ],
)
def test_a_faulty_memory_is_told_with_its_place(content, said, alignment, valmy):
    (valmy / REJECTED).write_text(content, "utf-8")
    result = alignment("suggest", "valmy", "--data", valmy)
    assert result.code == 1
    assert said in result.text
    assert REJECTED in result.text


SCHEMA = json.loads((DATA.parent / "docs/schemas/suggest.v1.json").read_text("utf-8"))


@pytest.mark.parametrize(
    "options",
    [
        ("grand-est",),
        ("hauts-de-france", "--above", "20%", "--top", "5"),
        ("auvergne-rhone-alpes", "--doubtful"),
        ("--all", "--framework", "s3"),
        ("corse",),
    ],
)
def test_json_keeps_to_its_schema(options, alignment):
    jsonschema.Draft7Validator.check_schema(SCHEMA)
    result = alignment("suggest", *options, "--data", DATA, "--format", "json")
    assert result.code == 0
    jsonschema.validate(result.json, SCHEMA)


def test_json_of_a_text_and_of_what_is_written_keeps_to_the_schema(alignment, valmy, tmp_path):
    (tmp_path / "texte.txt").write_text("Hydrogène\n", "utf-8")
    for options in (("--text", tmp_path / "texte.txt"), ("--write",)):
        jsonschema.validate(
            alignment("suggest", "valmy", "--data", valmy, "--format", "json", *options).json, SCHEMA
        )


def test_all_regions_hold_each_action_against_its_own(alignment, valmy):
    write_files(valmy, REGION.replace("valmy", "autre"))
    (valmy / FILE).write_text(
        (valmy / FILE).read_text("utf-8").replace("type: pole", "type: pole\nregions: [valmy, autre]"), "utf-8"
    )
    result = alignment("suggest", "--all", "--data", valmy, "--format", "json").json
    assert {each["region"] for each in result["suggestions"]} == {"valmy"}
    assert result["actions_read"] == 3
    assert "Toutes les régions" in alignment("suggest", "--all", "--data", valmy).text
    (valmy / "regions/autre/region.yaml").write_text(
        "alignment: region/v1\nid: autre\nname: Autre\nsrdeii: {axe: []}\n"
    )
    assert alignment("suggest", "--all", "--data", valmy, "--format", "json").json["faulty_regions"] == ["autre"]


def test_all_regions_names_those_whose_files_are_faulty(alignment, valmy):
    write_files(valmy, REGION.replace("valmy", "autre"))
    write_files(
        valmy,
        CLUSTER.replace("valmy", "autre").replace("id: pole", "id: pole-b").replace("srdeii:usines", "srdeii:x"),
    )
    result = alignment("suggest", "--all", "--data", valmy, "--format", "json")
    assert (result.code, result.json["faulty_regions"], result.json["actions_read"]) == (0, ["autre"], 3)
    assert (
        "leurs fichiers ont des erreurs (alignment check) : autre."
        in alignment("suggest", "--all", "--data", valmy).text
    )


def _ask(valmy: Path, typed: str, *options: str) -> str:
    """Run `--interactive` on a pseudo-terminal, typing one answer whenever it asks."""
    leader, follower = pty.openpty()
    environment = {**os.environ, "LC_ALL": "fr_FR.UTF-8", "TERM": "dumb", "COLUMNS": "80", "PYTHONUTF8": "1"}
    command = [
        sys.executable,
        "-m",
        "alignment",
        "suggest",
        "valmy",
        "--data",
        str(valmy),
        "--interactive",
        *options,
    ]
    process = subprocess.Popen(
        command, stdin=follower, stdout=follower, stderr=follower, env=environment, start_new_session=True
    )
    os.close(follower)
    said, left, end = "", typed.split(), time.monotonic() + 60
    while time.monotonic() < end:
        ready, _, _ = select.select([leader], [], [], 0.2)
        if ready:
            try:
                said += os.read(leader, 65_536).decode("utf-8", "replace")
            except OSError:
                break
        if left and (said.rstrip(" ").endswith("q quitter\u00a0:") or said.rstrip(" ").endswith("(o/n)")):
            os.write(leader, f"{left.pop(0)}\n".encode())
            said += "…"
    process.wait(timeout=10)
    os.close(leader)
    return said


def test_deciding_one_by_one(alignment, valmy):
    said = _ask(valmy, "s r o")
    assert "1/2" in said
    assert "Soigner mieux" in said
    text = (valmy / FILE).read_text("utf-8")
    assert "srdeii:sante: significant  # suggéré" in text
    assert "srdeii:energie: significant" not in text
    assert "solaire: [valmy/srdeii:energie]" in (valmy / REJECTED).read_text("utf-8")
    assert alignment("check", "--data", valmy).code == 0
    left = alignment("suggest", "valmy", "--data", valmy, "--format", "json").json
    assert (left["suggestions"], left["left_out"]["rejected"]) == ([], 1)


@pytest.mark.parametrize(
    ("typed", "options", "written", "rejected"),
    [
        ("p ^C o", (), True, False),
        ("p ^C", ("--write",), True, False),
        ("p ^D", (), False, False),
        ("p ^D", ("--write",), True, False),
        ("r ^C", (), False, True),
        ("- q", (), False, False),
        ("p q n", (), False, False),
        ("zut p q o", (), True, False),
    ],
)
def test_what_was_decided_is_kept(typed, options, written, rejected, alignment, valmy, monkeypatch):
    """Keys as they come; `-` is Enter alone, `^C` and `^D` the interruption and the end of the input."""
    keys = iter(typed.split())

    def answer() -> str:
        key = next(keys)
        if key in ("^C", "^D"):
            raise KeyboardInterrupt if key == "^C" else EOFError
        return key.strip("-")

    monkeypatch.setattr("alignment.cli.suggest_prompt.require_terminal", lambda: None)
    monkeypatch.setattr("builtins.input", answer)
    result = alignment("suggest", "valmy", "--data", valmy, "--interactive", *options)
    assert ("srdeii:sante: principal" in (valmy / FILE).read_text("utf-8")) is written
    assert (valmy / REJECTED).exists() is rejected
    assert ("Répondre p, s, r, q ou Entrée" in result.err) is typed.startswith("zut")
    assert ("n’est pas écrit" in result.err) is (typed == "p ^D" and not options)
    assert list(keys) == []


def test_words_are_told_once_within_the_longest_expression():
    one = Suggestion(
        "s3:x", 0.5, ("eau", "industrie", "réseaux", "Industrie du futur"), (), ("l’eau", "eau"), "principal"
    )
    assert met_words(one) == "eau, réseaux, Industrie du futur → l’eau"
