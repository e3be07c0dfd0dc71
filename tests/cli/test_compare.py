"""`alignment compare`: regions by domain and clusters side by side, worked out by hand."""

from __future__ import annotations

import json

import jsonschema
import pytest

from tests.conftest import DATA

SCHEMA = json.loads((DATA.parent / "docs/schemas/compare.v1.json").read_text("utf-8"))

TWO = """
=== europe/domains.yaml
alignment: domains/v1
domains:
  - {id: sante, title: {fr: Santé, en: Health}}
  - {id: biotech, title: {fr: Biotechnologies, en: Biotechnology}, broader: sante}
  - {id: medtech, title: {fr: Dispositifs médicaux, en: Medical devices}, broader: sante}
  - {id: energie, title: {fr: Énergie, en: Energy}}
=== regions/north/region.yaml
alignment: region/v1
id: north
name: Nord
srdeii:
  axes:
    - {id: a1, title: A1, domains: [energie], objectives: [{id: a1x, title: A1x}]}
    - {id: a2, title: A2}
=== s3/north.yaml
alignment: s3/v1
region: north
title: S3
priorities:
  - {id: b1, title: B1, domains: [sante]}
  - {id: b2, title: B2, domains: [energie, sante]}
=== regions/north/clusters/both.yaml
alignment: roadmap/v1
id: both
name: Pôle des deux
type: pole
regions: [north, south]
provenance: coded
actions:
  - {id: x, title: X, contributions: {s3:b1: principal, s3:b2: significant, "south/s3:e": principal}}
=== regions/south/region.yaml
alignment: region/v1
id: south
name: Sud
srdeii:
  axes: [{id: c1, title: C1, domains: [medtech]}]
=== s3/south.yaml
alignment: s3/v1
region: south
title: S3
priorities:
  - {id: d, title: D, domains: [biotech]}
  - {id: e, title: E, domains: [energie]}
=== regions/south/clusters/alone.yaml
alignment: roadmap/v1
id: alone
name: Pôle seul
type: pole
provenance: coded
actions:
  - {id: x, title: X, contributions: {srdeii:c1: principal}}
"""


@pytest.fixture
def regions(workspace, alignment):
    """The JSON of the two regions."""
    value = alignment("compare", "north", "sud", "--format", "json", "--data", workspace(TWO)).json
    jsonschema.validate(value, SCHEMA)
    return value


def _flat(view: dict) -> dict[str, float]:
    """The figures of a domain in a region, its clusters beside them."""
    return {"weight": view["weight"], "coverage": view["coverage"], **view["clusters"]}


def test_weights_and_coverage_by_domain(regions):
    """Half of what the north wants is its SRDEII: a1x has the domains of a1 (1/4), a2 none (1/4).

    Its S3: b1 1/4, b2 1/8 for each of its domains. Coverage b1 1, b2 0.4, a1x 0.
    Health: (1/4 + 0.4/8) / (3/8) = 0.8. Energy: (0.4/8) / (3/8) = 2/15.
    """
    north, south = regions["regions"]
    assert (north["weight_without_domain"], south["weight_without_domain"]) == (0.25, 0)
    cited = {domain["id"]: domain["cited"] for domain in regions["domains"]}
    assert _flat(cited["sante"]["north"]) == pytest.approx({"weight": 0.375, "coverage": 0.8, "both": 0.3})
    assert _flat(cited["energie"]["north"]) == pytest.approx({"weight": 0.375, "coverage": 2 / 15, "both": 0.05})
    assert cited["energie"]["south"] == {"weight": 0.25, "coverage": 1, "clusters": {"both": 0.25}}
    assert cited["medtech"]["south"] == {"weight": 0.5, "coverage": 1, "clusters": {"alone": 0.5}}


def test_narrower_domains_roll_up(regions):
    """Health in the south: medical devices 1/2 covered, biotechnology 1/4 not: 2/3."""
    (sante,) = [domain for domain in regions["domains"] if domain["id"] == "sante"]
    assert "south" not in sante["cited"]
    south = _flat(sante["with_narrower"]["south"])
    assert south == pytest.approx({"weight": 0.75, "coverage": 2 / 3, "alone": 0.5})


def test_what_one_could_learn_from_the_other(regions):
    """The north lacks 0.375 - 0.05 of energy, which the south covers.

    The south lacks biotechnology: the north covers health, which is broader and says nothing of it.
    """
    (only,) = regions["exchanges"]
    assert (only["domain"], only["learner"], only["teacher"], only["through"]) == (
        "energie",
        "north",
        "south",
        ["energie"],
    )
    assert only["severity"] == pytest.approx(0.325)
    assert only["clusters"] == ["both"]


@pytest.mark.parametrize(
    ("biotech", "through"), [("", [["medtech"]]), ("s3:d: principal, ", [["biotech", "medtech"]])]
)
def test_narrower_domains_teach_about_a_broader_one(workspace, alignment, biotech, through):
    """The north wants health and has nothing for it. The south has medical devices (1/2), covered or not.

    With biotechnology (1/4) at 0 beside them, health is covered there at 2/3 only, under the 3/4 of « covered »; and
    without it in the S3, or with it covered as well, at 1.
    """
    nothing = TWO.replace("s3:b1: principal, s3:b2: significant, ", "")
    if not biotech:
        assert not _taught(alignment, workspace(nothing), "sante")
        nothing = nothing.replace("domains: [biotech]", "domains: [energie]")
    text = nothing.replace("{srdeii:c1: principal}", f"{{{biotech}srdeii:c1: principal}}")
    assert _taught(alignment, workspace(text), "sante") == through


def _taught(alignment, folder, domain: str) -> list[list[str]]:
    """Through which domains the south teaches the north about one."""
    value = alignment("compare", "north", "south", "--format", "json", "--data", folder).json
    return [
        sorted(each["through"])
        for each in value["exchanges"]
        if (each["domain"], each["learner"]) == (domain, "north")
    ]


def test_a_shared_cluster_is_listed_once(regions, workspace, alignment):
    """It counts whole in each region; nothing adds the two up."""
    assert regions["shared_clusters"] == [{"id": "both", "regions": ["north", "south"]}]
    text = alignment("compare", "north", "south", "--data", workspace(TWO)).text.replace("\u00a0", " ")
    assert text.count("Pôle des deux (Nord, Sud)") == 1
    assert "ne s’additionnent jamais" in text
    assert "Énergie Nord 13 % Sud 100 % Pôle des deux" in text


def test_one_framework_alone_needs_no_srdeii(workspace, alignment):
    """With --framework s3 the weights are those of the S3 and a region without SRDEII can be looked at."""
    text = TWO.replace("[{id: c1, title: C1, domains: [medtech]}]", "[]").replace("{srdeii:c1: principal}", "{}")
    folder = workspace(text)
    refused = alignment("compare", "north", "south", "--data", folder)
    assert (refused.code, refused.out) == (3, "")
    value = alignment("compare", "north", "south", "--framework", "s3", "--format", "json", "--data", folder).json
    jsonschema.validate(value, SCHEMA)
    cited = {domain["id"]: domain["cited"] for domain in value["domains"]}
    assert cited["biotech"]["south"]["weight"] == 0.5
    assert cited["sante"]["north"]["weight"] == 0.75


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("north",), 2, "au moins deux régions différentes"),
        (("north", "Nord"), 2, "au moins deux régions différentes"),
        (("north", "est"), 2, "Région inconnue"),
        (("north", "south", "--scenario", "x"), 2, "--clusters"),
        (("south", "--clusters", "alone"), 2, "au moins deux clusters différents"),
        (("north", "--clusters", "both", "alone"), 2, "n’est pas un cluster de la région Nord"),
    ],
)
def test_what_cannot_be_compared_is_refused(workspace, alignment, arguments, code, words):
    """One thing alone, the same twice, an unknown name, a scenario of no region."""
    result = alignment("compare", *arguments, "--data", workspace(TWO))
    assert (result.code, result.out) == (code, "")
    assert words in result.err


def test_without_vocabulary_regions_cannot_be_compared(workspace, alignment):
    """Nothing is invented in its place."""
    text = "=== regions" + TWO.partition("=== regions")[2]
    for domains in (
        "domains: [energie], ",
        ", domains: [sante]",
        ", domains: [energie, sante]",
        ", domains: [medtech]",
    ):
        text = text.replace(domains, "")
    text = text.replace(", domains: [biotech]", "").replace(", domains: [energie]", "")
    result = alignment("compare", "north", "south", "--data", workspace(text))
    assert (result.code, result.out) == (3, "")
    assert "europe/domains.yaml" in result.err


def test_clusters_side_by_side(workspace, alignment):
    """`both` serves e wholly in the south's S3, `alone` its only axis: they swap in the middle of the cursor.

    R and E: alone 1 and 0, both 0 and 1/2; k* = (0 - 1) / ((0 - 1) - (1/2 - 0)) = 2/3.
    """
    folder = workspace(TWO)
    value = alignment("compare", "south", "--clusters", "alone", "both", "--format", "json", "--data", folder).json
    jsonschema.validate(value, SCHEMA)
    assert [cluster["id"] for cluster in value["clusters"]] == ["alone", "both"]
    assert value["breakpoints"] == [{"cursor": pytest.approx(2 / 3), "clusters": ["alone", "both"]}]
    assert [priority["coverage"] for priority in value["priorities"]] == [{"alone": 1.0}, {"both": 1.0}]
    text = alignment("compare", "south", "--clusters", "both", "alone", "--data", folder).text.replace(
        "\u00a0", " "
    )
    assert "Pôle seul devance Pôle des deux tant que le curseur reste sous 66,7 %, Pôle des deux au-delà." in text
    assert "Sur 2 priorités que sert au moins l’un d’eux, 0 en commun ;" in text


@pytest.mark.parametrize(
    "arguments",
    [
        ("hauts-de-france", "grand-est", "auvergne-rhone-alpes"),
        ("bretagne", "normandie", "--framework", "s3"),
        ("hauts-de-france", "--clusters", "i-trans", "medee", "aquimer"),
    ],
)
def test_real_data_keep_to_the_schema(alignment, arguments):
    """The founding regions, two of their partners by S3 alone, and clusters."""
    result = alignment("compare", *arguments, "--format", "json", "--data", DATA)
    assert result.code == 0
    jsonschema.validate(result.json, SCHEMA)
    # Every region or cluster that was named is there, once.
    named = [each["id"] for each in result.json[result.json["kind"]]]
    asked = [a for a in arguments if a not in ("--framework", "s3", "--clusters")]
    assert named == (asked if result.json["kind"] == "regions" else asked[1:])
