"""Suggestions of a whole region: what is proposed, and what the files say already."""

from __future__ import annotations

from pathlib import Path

import pytest

from alignment.config import PACKAGED, DataFolder
from alignment.match.region import Doubt, Suggested, doubt_region, reference_in, select, suggest_region
from alignment.model.dataset import Dataset
from alignment.pipeline.loading import load

_REGION = """\
alignment: region/v1
id: {id}
name: {id}
srdeii:
  title: Schéma
  axes:
    - id: industrie
      title: Réindustrialiser
      objectives:
        - {{id: usines, title: Moderniser les usines, keywords: [robotique, fabrication]}}
        - {{id: materiaux, title: Matériaux et composites}}
    - {{id: sante, title: Santé, keywords: [hôpital, médicaments]}}
    - {{id: numerique, title: Numérique, keywords: [logiciels, données]}}
    - {{id: energie, title: Énergie, keywords: [hydrogène, solaire]}}
"""
_CLUSTER = """\
alignment: roadmap/v1
id: c
name: Pôle
type: pole
provenance: illustrative
regions: [ici, ailleurs]
actions:
"""
_HOSPITAL = "title: Médicaments et données de santé pour l’hôpital"


def _suggested(folder: Path, actions: str, region: str = "ici", above: float = 0.05) -> list[Suggested]:
    return list(suggest_region(_data(folder, actions), region, above))


def _data(folder: Path, actions: str) -> Dataset:
    for name, text in (
        ("regions/ici/region.yaml", _REGION.format(id="ici")),
        ("regions/ailleurs/region.yaml", _REGION.format(id="ailleurs")),
        ("regions/ici/clusters/c.yaml", _CLUSTER + actions),
    ):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    loaded = load(DataFolder(folder, PACKAGED))
    assert loaded.diagnostics == ()
    return loaded.data


def test_every_action_but_abandoned_ones_in_file_order(tmp_path: Path) -> None:
    found = _suggested(
        tmp_path,
        f"  - {{id: a, {_HOSPITAL}}}\n  - {{id: b, status: abandoned, {_HOSPITAL}}}\n"
        "  - {id: d, status: proposed, title: Club}\n",
    )
    assert [(each.index, each.action.id) for each in found] == [(0, "a"), (2, "d")]
    assert found[0].suggestions[0].ref == "srdeii:sante"
    assert found[1].suggestions == ()


@pytest.mark.parametrize("level", ["principal", "significant", "none"])
def test_what_the_file_speaks_of_is_not_proposed_again(level: str, tmp_path: Path) -> None:
    (action,) = _suggested(tmp_path, f"  - {{id: a, {_HOSPITAL}, contributions: {{srdeii:sante: {level}}}}}\n")
    assert "srdeii:sante" not in {each.ref for each in action.suggestions}


def test_a_leaf_under_a_declared_branch_is_spoken_of(tmp_path: Path) -> None:
    robots = "title: Robotique et fabrication de composites dans les usines"
    (free,) = _suggested(tmp_path, f"  - {{id: a, {robots}}}\n")
    assert {"srdeii:usines", "srdeii:materiaux"} <= {each.ref for each in free.suggestions}
    (bound,) = _suggested(tmp_path, f"  - {{id: a, {robots}, contributions: {{srdeii:industrie: significant}}}}\n")
    assert not {"srdeii:usines", "srdeii:materiaux"} & {each.ref for each in bound.suggestions}


def test_what_another_region_is_promised_says_nothing_of_this_one(tmp_path: Path) -> None:
    action = f"  - {{id: a, {_HOSPITAL}, contributions: {{srdeii:sante: principal}}}}\n"
    (here,) = _suggested(tmp_path, action, "ici")
    (there,) = _suggested(tmp_path, action, "ailleurs")
    assert "srdeii:sante" not in {each.ref for each in here.suggestions}
    assert there.suggestions[0].ref == "srdeii:sante"


def test_no_second_principal_objective_in_a_framework(tmp_path: Path) -> None:
    (alone,) = _suggested(tmp_path, f"  - {{id: a, {_HOSPITAL}}}\n")
    assert alone.suggestions[0].level == "principal"
    (second,) = _suggested(tmp_path, f"  - {{id: a, {_HOSPITAL}, contributions: {{srdeii:energie: principal}}}}\n")
    assert (second.suggestions[0].ref, second.suggestions[0].level) == ("srdeii:sante", "significant")


def test_a_bound_keeps_the_confident_ones(tmp_path: Path) -> None:
    action = "  - {id: a, title: Médicaments pour l’hôpital et logiciels}\n"
    (every,) = _suggested(tmp_path, action, above=0.0)
    first, second = (each.confidence for each in every.suggestions[:2])
    (some,) = _suggested(tmp_path, action, above=first)
    assert [each.ref for each in some.suggestions] == ["srdeii:sante"]
    assert first > second


def test_references_as_the_roadmap_writes_them(tmp_path: Path) -> None:
    (placed,) = _data(tmp_path, "  []\n").roadmaps
    assert reference_in(placed, "ici", "s3:sante") == "s3:sante"
    assert reference_in(placed, "ailleurs", "s3:sante") == "ailleurs/s3:sante"
    assert reference_in(placed, "ailleurs", "horizon-europe:cluster-1") == "horizon-europe:cluster-1"


def test_what_only_the_context_says_is_not_the_text_of_the_action(tmp_path: Path) -> None:
    head = _CLUSTER.replace("name: Pôle", "name: Pôle hydrogène")
    assert _suggested(tmp_path, "  - {id: a, title: Club}\n")[0].suggestions == ()
    (tmp_path / "regions/ici/clusters/c.yaml").write_text(head + "  - {id: a, title: Club}\n", "utf-8")
    (club,) = suggest_region(load(DataFolder(tmp_path, PACKAGED)).data, "ici", 0.0)
    assert club.suggestions == ()


def test_the_name_of_the_region_tells_no_priority_from_another(tmp_path: Path) -> None:
    _data(tmp_path, "  - {id: a, title: Le bassin de Valserine}\n")
    region = tmp_path / "regions/ici/region.yaml"
    named = _REGION.format(id="ici").replace("Numérique", "Relancer la Valserine")
    region.write_text(named, "utf-8")
    (found,) = suggest_region(load(DataFolder(tmp_path, PACKAGED)).data, "ici", 0.0)
    assert [each.ref for each in found.suggestions] == ["srdeii:numerique"]
    region.write_text(named.replace("name: ici", "name: Valserine"), "utf-8")
    (found,) = suggest_region(load(DataFolder(tmp_path, PACKAGED)).data, "ici", 0.0)
    assert found.suggestions == ()


def _doubts(folder: Path, contributions: str, below: float = 0.1) -> list[Doubt]:
    data = _data(folder, f"  - {{id: a, {_HOSPITAL}, contributions: {{{contributions}}}}}\n")
    (found,) = doubt_region(data, "ici", below)
    return list(found.doubts)


def test_a_declared_contribution_that_the_text_does_not_say(tmp_path: Path) -> None:
    (doubt,) = _doubts(tmp_path, "srdeii:energie: principal, srdeii:numerique: none")
    assert (doubt.ref, doubt.level) == ("srdeii:energie", "principal")
    assert doubt.confidence < 0.1
    assert doubt.rather is not None
    assert doubt.rather.ref == "srdeii:sante"


def test_what_is_declared_besides_takes_nothing_away(tmp_path: Path) -> None:
    """Health, which the text says loudly, would leave the digital next to nothing if it were its rival."""
    action = "title: Médicaments pour l’hôpital et logiciels"
    data = _data(tmp_path, f"  - {{id: a, {action}, contributions: {{srdeii:numerique: significant}}}}\n")
    (alone,) = doubt_region(data, "ici", 1.0)
    data = _data(
        tmp_path,
        f"  - {{id: a, {action}, contributions: {{srdeii:sante: principal, srdeii:numerique: significant}}}}\n",
    )
    (both,) = doubt_region(data, "ici", 1.0)
    health, digital = both.doubts
    assert digital.confidence > alone.doubts[0].confidence
    assert digital.rather is None or digital.rather.ref not in ("srdeii:sante", "srdeii:numerique")
    assert health.confidence > 0.5


def test_a_branch_is_given_what_its_likeliest_leaf_is(tmp_path: Path) -> None:
    data = _data(
        tmp_path,
        "  - {id: a, title: Robotique et fabrication dans les usines, contributions: {srdeii:industrie: principal}}\n",
    )
    (found,) = doubt_region(data, "ici", 1.0)
    assert found.doubts[0].ref == "srdeii:industrie"
    assert found.doubts[0].confidence > 0.5


def test_what_is_kept_and_what_is_left_out(tmp_path: Path) -> None:
    actions = "  - {id: a, title: Médicaments pour l’hôpital}\n  - {id: b, title: Hydrogène et logiciels}\n"
    every = _suggested(tmp_path, actions, above=0.0)
    ranked = sorted((one.confidence for each in every for one in each.suggestions), reverse=True)
    assert len(ranked) == 3
    whole = select(every, 0.0)
    assert (whole.number, whole.actions, whole.fainter, whole.further, whole.rejected) == (3, 2, 0, 0, 0)
    assert whole.kept == tuple(every)
    some = select(every, ranked[1], 1, lambda _, one: one.ref == "srdeii:numerique")
    kept = [one for each in some.kept for one in each.suggestions]
    left = [one.confidence for each in every for one in each.suggestions if one.ref != "srdeii:numerique"]
    assert [one.confidence for one in kept] == [max(left)]
    assert (some.rejected, some.fainter, some.further) == (
        1,
        sum(each < ranked[1] for each in left),
        sum(each >= ranked[1] for each in left) - 1,
    )
