"""What suggestions would give if they were accepted: worked by hand, and held against files with them written in."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from tests.conftest import DATA, write_files

from alignment.config import data_folder
from alignment.editing.rejected import NAME
from alignment.match.matcher import Suggestion
from alignment.match.potential import accept, coverage, effects, potential, worth
from alignment.match.region import Suggested, reference_in, suggest_region
from alignment.pipeline import loading, scoring
from alignment.score.region import RegionScore, score_region
from alignment.score.setting import prepare

SCHEMA = json.loads((DATA.parent / "docs/schemas/score.v1.json").read_text("utf-8"))

TWO = """\
=== regions/ici/region.yaml
alignment: region/v1
id: ici
name: Ici
srdeii:
  title: Schéma
  axes:
    - {id: sante, title: Santé, keywords: [hôpital, médicaments]}
    - {id: energie, title: Énergie, weight: 3, keywords: [hydrogène, solaire]}
steering: {cursor: 0.25}
=== s3/ici.yaml
alignment: s3/v1
region: ici
title: Stratégie
priorities:
  - {id: bois, title: Bois, keywords: [forêt, scierie]}
  - {id: numerique, title: Numérique, keywords: [logiciels, données]}
=== regions/ici/clusters/un.yaml
alignment: roadmap/v1
id: un
name: Un
type: pole
provenance: illustrative
actions:
  - id: a
    title: Médicaments de l’hôpital
    contributions: {srdeii:energie: principal, s3:bois: principal}
  - {id: idee, title: Logiciels et données, status: proposed}
=== regions/ici/clusters/deux.yaml
alignment: roadmap/v1
id: deux
name: Deux
type: pole
provenance: illustrative
actions:
  - id: b
    title: Logiciels et données
    contributions: {srdeii:sante: principal, s3:bois: principal}
"""
"""Each action has its principal objectives, so what its text suggests besides is proposed as significant: 0.4.

Un: R = 3/4, E = 1/2. Deux: R = 1/4, E = 1/2. Region: the SRDEII is covered whole, the S3 by half (bois).
"""

SPREAD = """\
=== regions/ici/region.yaml
alignment: region/v1
id: ici
name: Ici
srdeii:
  title: Schéma
  scored_depth: 2
  axes:
    - id: a
      title: Vivant
      weight: 8
      target: 2
      objectives:
        - id: sante
          title: Santé
          keywords: [hôpital]
          objectives:
            - {id: soins, title: Soins, keywords: [médicaments]}
        - {id: bois, title: Bois, keywords: [forêt, scierie]}
        - {id: eau, title: Rivières}
    - {id: numerique, title: Numérique, keywords: [logiciels, données]}
=== regions/la/region.yaml
alignment: region/v1
id: la
name: Là
srdeii:
  title: Autre schéma
  axes:
    - {id: sante, title: Santé, keywords: [hôpital, médicaments]}
=== regions/ici/clusters/un.yaml
alignment: roadmap/v1
id: un
name: Un
type: pole
provenance: illustrative
actions:
  - id: a
    title: Logiciels et données
    contributions: {srdeii:sante: principal, srdeii:bois: significant, srdeii:eau: significant}
  - id: b
    title: Hôpital, médicaments, forêt et scierie
    contributions: {srdeii:numerique: none}
=== regions/la/clusters/deux.yaml
alignment: roadmap/v1
id: deux
name: Deux
type: pole
provenance: illustrative
regions: [la, ici]
actions:
  - id: c
    title: Médicaments, hôpital, scierie et logiciels
    contributions: {srdeii:sante: principal}
"""
"""Targets, a cut, a shared cluster, and an action whose two secondary claims are thinned by a third."""


def at(folder: Path) -> tuple[loading.Loaded, RegionScore]:
    loaded = loading.load(data_folder(str(folder), {}, Path.cwd()))
    score = scoring.score(loaded, "ici")
    assert isinstance(score, RegionScore)
    return loaded, score


def suggested(loaded: loading.Loaded, region: str = "ici", above: float = 0.02) -> list[Suggested]:
    return [each for each in suggest_region(loaded.data, region, above) if each.action.counts]


def test_worked_by_hand(alignment, workspace) -> None:
    result = alignment(
        "score", "ici", "--potential", "--above", "2%", "--format", "json", "--data", workspace(TWO)
    )
    jsonschema.validate(result.json, SCHEMA)
    found = result.json["potential"]
    assert (found["above"], found["suggestions"]) == (0.02, 2)
    assert found["coverage"] == {"result": 0.875, "potential": 0.925}  # 3/4 + 1/4 × 0.5, then × 0.7
    assert found["frameworks"] == {"srdeii": 1.0, "s3": 0.7}
    assert [(each["id"], each["rank"], each["alignment"]) for each in found["clusters"]] == [
        ("un", 1, 0.7625),  # R 0.75 + 0.25 × 0.4 = 0.85, E 0.5
        ("deux", 2, 0.3625),  # R 0.25, E 0.5 + 0.5 × 0.4 = 0.7
    ]
    assert [
        (each["action"], each["ref"], each["level"], each["alignment"], each["coverage"])
        for each in found["worth_reading"]
    ] == [
        (
            # 5 points for the cluster and 5 for the region, which nobody's software served
            *("b", "s3:numerique", "significant"),
            {"result": 0.3125, "potential": 0.3625},
            {"result": 0.875, "potential": 0.925},
        ),
        (
            # 7.5 points for the cluster alone: the other one serves health already
            *("a", "srdeii:sante", "significant"),
            {"result": 0.6875, "potential": 0.7625},
            {"result": 0.875, "potential": 0.875},
        ),
    ]
    first = found["worth_reading"][0]
    assert {word.casefold() for word in first["words"]} == {"logiciels", "données"}
    assert first["command"] == "alignment suggest ici deux --above 0.02"


def test_the_result_is_the_same_with_and_without(alignment, workspace) -> None:
    """No field of the score moves, nor do the files, nor what is kept of it."""
    folder = workspace(TWO)
    before = {path: path.read_bytes() for path in folder.rglob("*.yaml")}
    plain = alignment("score", "ici", "--format", "json", "--data", folder)
    potential = alignment("score", "ici", "--potential", "--above", "0", "--format", "json", "--data", folder).json
    assert potential.pop("potential")["suggestions"] == 2
    assert potential == plain.json
    assert [each["alignment"] for each in plain.json["clusters"]] == [0.6875, 0.3125]
    assert alignment("score", "ici", "--format", "json", "--data", folder).out == plain.out
    assert {path: path.read_bytes() for path in folder.rglob("*.yaml")} == before


def test_texts_never_move_a_score(alignment, workspace) -> None:
    """Other words in titles and descriptions, other keywords: not a figure changes."""
    folder = workspace(TWO)
    plain = alignment("score", "ici", "--format", "json", "--data", folder).json
    path = folder / "regions/ici/clusters/un.yaml"
    path.write_text(path.read_text("utf-8").replace("Médicaments de l’hôpital", "Logiciels, données et hydrogène"))
    path = folder / "regions/ici/region.yaml"
    path.write_text(path.read_text("utf-8").replace("hôpital, médicaments", "logiciels, données"))
    assert alignment("score", "ici", "--format", "json", "--data", folder).json == plain


def write(folder: Path, each: Suggested, suggestions: Sequence[Suggestion]) -> None:
    """Write suggestions into the file, without the reader or the writer of the project."""
    path = folder / each.placed.file
    value: Any = yaml.safe_load(path.read_text("utf-8"))
    contributions = value["actions"][each.index].setdefault("contributions", {})
    for suggestion in suggestions:
        contributions[reference_in(each.placed, "ici", suggestion.ref)] = suggestion.level
    path.write_text(yaml.safe_dump(value, allow_unicode=True), "utf-8")


@pytest.mark.parametrize("text", [TWO, SPREAD], ids=["two", "spread"])
def test_each_alone_is_what_its_file_would_score(tmp_path: Path, text: str) -> None:
    loaded, score = at(write_files(tmp_path / "data", text))
    found = suggested(loaded)
    alone = [(each, suggestion) for each in found for suggestion in each.suggestions]
    assert len(alone) >= 2
    for number, ((each, suggestion), effect) in enumerate(zip(alone, effects(score, found), strict=True)):
        folder = write_files(tmp_path / str(number), text)
        write(folder, each, [suggestion])
        _, again = at(folder)
        own = next(covered for covered in again.clusters if covered.cluster.id == each.placed.roadmap.id)
        assert effect.alignment.after == own.alignment
        assert (effect.articulation and effect.articulation.after) == own.articulation
        assert effect.coverage == (coverage(score), coverage(again))


@pytest.mark.parametrize("text", [TWO, SPREAD], ids=["two", "spread"])
def test_all_together_are_what_their_files_would_score(tmp_path: Path, text: str) -> None:
    folder = write_files(tmp_path / "data", text)
    loaded, score = at(folder)
    for each in suggested(loaded):
        write(folder, each, each.suggestions)
    _, again = at(folder)
    found = potential(score, loaded.data, 0.02).score
    assert {each.cluster.id: each.alignment for each in found.clusters} == {
        each.cluster.id: each.alignment for each in again.clusters
    }
    assert [each.coverage for each in found.priorities] == [each.coverage for each in again.priorities]


def test_a_claim_thinned_by_another_counts_as_a_change(tmp_path: Path) -> None:
    """Two leaves of weight 8/27 at 0.4 fall to 1/3 when a third one of weight 1/9 comes beside them."""
    loaded, score = at(write_files(tmp_path / "data", SPREAD))
    (thinned,) = [each for each in effects(score, suggested(loaded)) if each.action.action.id == "a"]
    assert thinned.suggestion.level == "significant"
    assert thinned.alignment.before == Fraction(8, 27) * Fraction(9, 5)  # 1 + 0.4 + 0.4
    assert thinned.alignment.after == Fraction(8, 27) * Fraction(5, 3) + Fraction(1, 9) / 3
    assert thinned.alignment.after < thinned.alignment.before
    assert thinned in worth(score, suggested(loaded))


def test_what_joins_both_sides_counts_where_nothing_else_moves(alignment, workspace) -> None:
    """Health is covered by another action of the cluster; the suggestion makes this one serve both sides: half of two."""
    joining = TWO.replace(
        "  - id: b\n",
        "  - {id: c, title: Médicaments de l’hôpital, contributions: {s3:bois: principal}}\n  - id: b\n",
    )
    result = alignment(
        "score", "ici", "--potential", "--above", "2%", "--format", "json", "--data", workspace(joining)
    )
    found = result.json["potential"]["worth_reading"]
    assert [(each["action"], each["ref"]) for each in found] == [
        ("b", "s3:numerique"),
        ("a", "srdeii:sante"),
        ("c", "srdeii:sante"),
    ]
    relevance = {"principal": 1.0, "significant": 0.4}[found[2]["level"]]
    assert found[2]["articulation"] == {"result": 0.5, "potential": (1 + relevance) / 2}
    assert found[2]["alignment"] == {"result": 0.3125, "potential": 0.3125}


def test_one_for_each_cluster_and_priority(alignment, workspace) -> None:
    """Of two actions that say the same, the second would change nothing once the first is accepted."""
    twin = TWO.replace(
        "  - id: b\n", "  - {id: c, title: Logiciels et données, contributions: {s3:bois: principal}}\n  - id: b\n"
    )
    result = alignment(
        "score", "ici", "--potential", "--above", "2%", "--format", "json", "--data", workspace(twin)
    )
    found = result.json["potential"]
    assert found["suggestions"] == 3
    assert [(each["action"], each["ref"]) for each in found["worth_reading"]] == [
        ("c", "s3:numerique"),
        ("a", "srdeii:sante"),
    ]


@pytest.mark.parametrize("region", ["grand-est", "occitanie"])
def test_regions_as_they_are(region: str) -> None:
    """On real data: every fifth suggestion alone, scored whole again."""
    loaded = loading.load(data_folder(str(DATA), {}, Path.cwd()))
    score = scoring.score(loaded, region)
    assert isinstance(score, RegionScore)
    found = suggested(loaded, region, 0.1)
    alone = [(each, suggestion) for each in found for suggestion in each.suggestions]
    assert len(alone) > 20
    for (each, suggestion), effect in list(zip(alone, effects(score, found), strict=True))[::5]:
        one = Suggested(each.placed, each.index, each.action, (suggestion,))
        again = score_region(prepare(accept(loaded.data, region, [one]), region, score.setting.cursor))
        own = next(covered for covered in again.clusters if covered.cluster.id == each.placed.roadmap.id)
        assert effect.coverage.after == coverage(again)
        assert effect.alignment.after == own.alignment
        assert (effect.articulation and effect.articulation.after) == own.articulation


def test_what_is_shown_is_said_to_be_no_result(alignment, workspace) -> None:
    folder = workspace(TWO)
    text = alignment("score", "ici", "--potential", "--above", "2%", "--data", folder).text.replace("\u00a0", " ")
    assert "! Le potentiel n’est pas un résultat : c’est ce que donneraient 2 suggestions" in text
    assert "Au curseur 87,5 % 92,5 %" in text
    assert "alignment suggest ici deux --above 0.02 : 1" in text
    table = alignment("score", "ici", "--potential", "--above", "2%", "--format", "csv", "--data", folder).out
    assert [line.split(";")[-1] for line in table.splitlines()] == ["potential_alignment", "0,7625", "0,3625"]
    assert [line.split(";")[2] for line in table.splitlines()] == ["alignment", "0,6875", "0,3125"]
    ten = alignment(
        *("score", "ici", "--potential", "--above", "2%", "--format", "csv"),
        *("--table", "suggestions", "--data", folder, "--lang", "en"),
    ).out
    assert ten.splitlines()[1].startswith("deux,b,Logiciels et données,s3:numerique,significant,")
    assert "**Potential" not in ten
    page = alignment("score", "ici", "--potential", "--format", "markdown", "--data", folder, "--lang", "en").out
    assert "No suggestion of a confidence of at least" in page or "is not a result" in page


def test_what_was_rejected_is_left_out_at_once(alignment, workspace, tmp_path: Path, monkeypatch) -> None:
    """Also where answers are kept between runs: the file of rejections is none of the data that they are kept for."""
    monkeypatch.setenv("ALIGNMENT_CACHE", str(tmp_path / "cache"))
    folder = workspace(TWO)
    for path in folder.rglob("*"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    asked = ("score", "ici", "--potential", "--above", "2%", "--data", folder)
    assert "2 suggestions" in alignment(*asked).text.replace("\u00a0", " ")
    (folder / NAME).write_text("alignment: rejected/v1\nrejected:\n  deux:\n    b: [ici/s3:numerique]\n", "utf-8")
    result = alignment(*asked, "--format", "json").json["potential"]
    assert (result["suggestions"], result["rejected"]) == (1, 1)
    assert result["coverage"] == {"result": 0.875, "potential": 0.875}
    text = alignment(*asked).text.replace("\u00a0", " ")
    assert "donnerait 1 suggestion" in text
    assert "1 autre, déjà rejetée, n’y est pas." in text
    (folder / NAME).write_text("alignment: rejected/v1\nrejected: 3\n", "utf-8")
    assert alignment(*asked).code == 1
    assert NAME in alignment(*asked).out
    assert alignment("score", "ici", "--data", folder).code == 0


def test_nothing_to_accept(alignment, workspace) -> None:
    folder = workspace(TWO)
    result = alignment("score", "ici", "--potential", "--above", "1", "--data", folder)
    assert "Aucune suggestion d’une confiance d’au moins 100 %" in result.text.replace("\u00a0", " ")
    assert "alignment suggest" not in result.text
    assert "--above 0.2 en prend de moins sûres, jusqu’à 20 %." in result.text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [(("--above", "0.5"), "--above va avec --potential."), (("--potential", "--above", "2"), "entre 0 et 1")],
)
def test_wrong_usage(alignment, workspace, arguments: tuple[str, ...], sentence: str) -> None:
    result = alignment("score", "ici", *arguments, "--data", workspace(TWO))
    assert result.code == 2
    assert sentence in result.err
