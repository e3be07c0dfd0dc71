from pathlib import Path

from alignment.config import PACKAGED, DataFolder
from alignment.match.dataset_texts import candidates_of, query_of
from alignment.match.matcher import Matcher
from alignment.model.dataset import Dataset
from alignment.model.values import Reference
from alignment.pipeline.loading import load

_REGION = """\
alignment: region/v1
id: r
name: R
srdeii:
  title: Schéma
  scored_depth: 2
  axes:
    - id: industrie
      title: Réindustrialiser
      domains: [usine]
      objectives:
        - id: materiaux
          title: Matériaux
          keywords: [céramique]
          objectives:
            - {id: composites, title: Composites légers, description: Pour les véhicules., keywords: [carbone]}
        - {id: numerique, title: Numérique}
    - {id: sante, title: Santé}
"""
_DOMAINS = """\
alignment: domains/v1
domains:
  - {id: usine, title: {fr: Usine du futur, en: Factory of the future}, labels: [robotique]}
"""
_CLUSTER = """\
alignment: roadmap/v1
id: c
name: Pôle céramique
type: pole
provenance: illustrative
mandate: ["srdeii:materiaux"]
actions:
  - id: a
    title: Développer le club
    description: Rencontres mensuelles.
    domains: [usine]
    indicators: [{id: i, title: Nombre de robots}]
  - {id: silent, title: Développer le club}
  - {id: b, title: Logiciels et cybersécurité, description: "Former au numérique, à l’intelligence artificielle et aux données."}
"""


def _data(folder: Path) -> Dataset:
    for name, text in (
        ("regions/r/region.yaml", _REGION),
        ("regions/r/clusters/c.yaml", _CLUSTER),
        ("europe/domains.yaml", _DOMAINS),
    ):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return load(DataFolder(folder, PACKAGED)).data


def test_candidates_are_the_leaves_with_what_is_folded_into_them(tmp_path: Path) -> None:
    data = _data(tmp_path)
    framework = data.framework(Reference("r", "srdeii", "materiaux"))
    assert framework is not None
    materials, digital, health = candidates_of(framework, data)
    assert [each.ref for each in (materials, digital, health)] == [
        "srdeii:materiaux",
        "srdeii:numerique",
        "srdeii:sante",
    ]
    assert materials.description == "Composites légers Pour les véhicules."
    assert materials.keywords == ("céramique", "carbone")
    assert materials.labels == ("Réindustrialiser", "Usine du futur", "Factory of the future", "robotique")
    assert digital.labels == materials.labels
    assert health.labels == ()


def test_a_query_holds_the_action_and_around_it_the_roadmap(tmp_path: Path) -> None:
    data = _data(tmp_path)
    (placed,) = data.roadmaps
    query = query_of(placed.roadmap.actions[0], placed, data)
    assert (query.title, query.description) == ("Développer le club", "Rencontres mensuelles.")
    assert query.extra == ("Nombre de robots", "Usine du futur")
    assert query.context == ("Pôle céramique", "Matériaux")


def test_the_mandate_speaks_for_an_action_that_says_nothing_and_yields_to_one_that_does(tmp_path: Path) -> None:
    data = _data(tmp_path)
    (placed,) = data.roadmaps
    framework = data.framework(Reference("r", "srdeii", "materiaux"))
    assert framework is not None
    matcher = Matcher(candidates_of(framework, data))
    silent, plain = (matcher.suggest(query_of(action, placed, data)) for action in placed.roadmap.actions[1:])
    assert silent[0].ref == "srdeii:materiaux"
    assert plain[0].ref == "srdeii:numerique"
