"""`alignment check --fix`: what is plainly meant is written; what is only likely waits for --unsafe-fixes."""

from __future__ import annotations

import io

import pytest

REGION = """=== regions/r/region.yaml
alignment: region/v1
id: r
name: R
srdeii:
  axes:
    - id: numerique
      title: Numérique
    - id: sante
      title: Santé
"""
FAULTY = """\
# tête
alignment: roadmap/v1
id: c
nom: C  # le nom
type: Pôle
provenance: illustrative
membres: 12
actions:
  - titre: 'Essai'
    id: a
    statut: en cours
    # les contributions
    contributions: {srdeii:numerik: principale, srdeii:sante: "significatif"}
    budget:
      - {financeur: région, montant: 1 200 000 €, acquis: oui}
"""
SAFE = """\
# tête
alignment: roadmap/v1
id: c
name: C  # le nom
type: pole
provenance: illustrative
members: 12
actions:
  - id: a
    title: Essai
    status: running
    # les contributions
    contributions: {srdeii:numerik: principal, srdeii:sante: significant}
    budget:
      - {source: region, amount: 1 200 000 €, secured: true}
"""
ROADMAP = "regions/r/clusters/c.yaml"


@pytest.fixture
def folder(workspace):
    """A region, and a roadmap written by someone who thinks in French."""
    return workspace(f"{REGION}=== {ROADMAP}\n{FAULTY}")


def test_what_is_plainly_meant(folder, alignment):
    """French keys and values, in the canonical layout, comments kept; the amount and the near miss stay, told."""
    result = alignment("check", "--fix", "--data", folder)
    assert (folder / ROADMAP).read_text("utf-8") == SAFE
    assert result.code == 1
    assert "AL108" in result.out
    # name, type, members, title, status and its value, two levels, source and its value, amount, secured and its value; then the amount and the near miss
    assert "13 corrections, 1 fichier réécrit. 2 autres possibles avec --unsafe-fixes, à relire." in result.err


def test_what_is_likely(folder, alignment):
    """The amount and the near miss, both seen from the first."""
    result = alignment("check", "--fix", "--unsafe-fixes", "--data", folder)
    text = (folder / ROADMAP).read_text("utf-8")
    assert "srdeii:numerique: principal," in text
    assert "amount: 1200000," in text
    assert result.code == 0
    assert alignment("check", "--fix", "--unsafe-fixes", "--data", folder).err.startswith(
        "0 correction, 0 fichier"
    )


def test_never_into_a_key_that_is_there(folder, alignment):
    """Two names for one thing: which is meant, only a person can tell."""
    (folder / ROADMAP).write_text(
        SAFE.replace("name: C", "name: C\nnom: D").replace("members", "membres"), "utf-8"
    )
    result = alignment("check", "--fix", "--data", folder)
    assert result.code == 1
    assert "name: C" in (folder / ROADMAP).read_text("utf-8")
    assert "nom: D" in (folder / ROADMAP).read_text("utf-8")
    assert "members: 12" in (folder / ROADMAP).read_text("utf-8"), "the other mends of the file are made"


def test_two_near_names_are_no_mend(workspace, alignment):
    """Between two priorities that are as near, none is chosen, even unsafely."""
    folder = workspace(
        REGION.replace("id: numerique", "id: numerique-a").replace("id: sante", "id: numerique-b")
        + f"=== {ROADMAP}\nalignment: roadmap/v1\nid: c\nname: C\ntype: pole\nprovenance: coded\n"
        "mandate: [srdeii:numerique]\n"
    )
    before = (folder / ROADMAP).read_bytes()
    assert alignment("check", "--fix", "--unsafe-fixes", "--data", folder).code == 1
    assert (folder / ROADMAP).read_bytes() == before


def test_a_file_with_faults_of_reading_is_left_alone(folder, alignment):
    """A duplicate key: nobody knows which value is meant, so nothing of that file is touched."""
    faulty = FAULTY + "id: d\n"
    (folder / ROADMAP).write_text(faulty, "utf-8")
    assert alignment("check", "--fix", "--data", folder).code == 1
    assert (folder / ROADMAP).read_text("utf-8") == faulty


def test_only_what_was_asked(folder, alignment):
    """A path given: the other files stay as they are, untidy or not."""
    untidy = (folder / "regions/r/region.yaml").read_text("utf-8").replace("name: R", "name:   R")
    (folder / "regions/r/region.yaml").write_text(untidy, "utf-8")
    alignment("check", "--fix", folder / ROADMAP)
    assert (folder / "regions/r/region.yaml").read_text("utf-8") == untidy
    assert (folder / ROADMAP).read_text("utf-8") == SAFE


def test_a_file_on_its_own(tmp_path, alignment):
    """Outside any data set the same, by what the header says."""
    path = tmp_path / "c.yaml"
    path.write_text(FAULTY, "utf-8")
    alignment("check", "--fix", path)
    assert path.read_text("utf-8") == SAFE


@pytest.mark.parametrize("arguments", [("--unsafe-fixes",), ("--fix", "-")])
def test_wrong_usage(folder, alignment, arguments, monkeypatch):
    """One option needs the other; standard input can't be written back."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO()))
    assert alignment("check", *arguments, "--data", folder).code == 2


def test_never_the_data_of_the_package(tmp_path, alignment, monkeypatch):
    """Without data of one's own there is nothing to mend."""
    monkeypatch.chdir(tmp_path)
    assert alignment("check", "--fix").code == 3


def test_hints_say_the_word(folder, alignment):
    """Without --fix the message names the word to write."""
    out = alignment("check", "--data", folder).text.replace("\u00a0", " ")
    assert "Écrire « members »." in out
    assert "Écrire « running »." not in out, "the key hides the value until it is mended"
