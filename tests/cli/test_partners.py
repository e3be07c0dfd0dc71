"""`alignment partners`: screens, forms, the answers to what cannot be answered."""

from __future__ import annotations

import csv
import io
import json

import jsonschema
import pytest

from oracle import partners as oracle
from tests.conftest import DATA
from tests.plan.partners_data import DOMAINS, FIVE

SCHEMA = json.loads((DATA.parent / "docs/schemas/partners.v1.json").read_text("utf-8"))
RULES = """
=== europe/i3.yaml
alignment: i3/v1
strands: [{id: un, title: "Volet 1 : essai"}, {id: deux, title: "Volet 2 : essai"}]
rules:
  - {id: pays, title: Deux pays, kind: countries_min, value: 2, strands: [un], sources: [loi]}
  - {id: regions, title: Trois régions, kind: regions_min, value: 3, strands: [un]}
  - {id: pauvres, title: Une région moins développée, kind: less_developed_min, value: 1, strands: [deux]}
  - {id: trl, title: TRL 6 au moins, kind: trl_min, value: 6, strands: [un]}
  - {id: themes, title: Un thème, kind: priority_areas, value: [transition verte], strands: [deux]}
  - {id: chef, title: Un chef de file public, kind: coordinator, value: public}
sources: [{id: loi, title: La loi, publisher: Le Journal, date: 2025}]
"""


def test_the_screen_of_five_regions(alignment, workspace):
    """The ranking worked out in tests/plan/test_partners_by_hand, its reasons and their places."""
    result = alignment("partners", "nous", "--data", workspace(FIVE + RULES))
    assert result.code == 0
    assert "1 Région AA 75 % 2/3 1 Énergie · Santé" in result.text
    assert "2 Région CC 67 % 0/3 2 Énergie · Santé" in result.text
    assert "3 Région BB 50 % – 0 Énergie · Santé" in result.text
    assert "Spécialisations inconnues, faute de domaines dans la S3 : Région DD." in result.text
    assert "S3 d’une période précédente : Région BB." in result.text
    assert (
        "Région AA — en commun : Énergie (50 %) et Santé (25 %). Apporte : services (Énergie). "
        "Recevrait : recherche (Énergie). Déjà liés : Pont (pont.yaml:5) travaille dans les deux régions. "
        "Clusters à voir : Le sien." in result.text
    )
    assert "Notre pôle a pour partenaire Amis de CC (notre.yaml:13)" in result.text
    assert "Maillons : les mêmes des deux côtés." in result.text
    assert "- Portugal : Amis de Porto (Notre pôle, notre.yaml:15)" in result.text


def test_what_a_strand_asks_and_what_is_missing(alignment, workspace):
    """Four countries' worth of regions: FR twice, IT, GR, and one of unknown country; no category is known."""
    result = alignment("partners", "nous", "--data", workspace(FIVE + RULES))
    assert (
        "Volet 1 : au moins 3 régions et 2 pays (Le Journal, 2025). Ces données peuvent y suffire." in result.text
    )
    assert "Volet 2 : au moins 1 région moins développée (source non citée). " in result.text
    assert (
        "1 région moins développée à confirmer : catégorie (cohesion_category) non renseignée pour Nous, Région AA, "
        "Région CC, Région BB et Région DD" in result.text
    )
    assert "2 règles sur le projet à vérifier" in result.text
    assert "1 autre à lire dans le texte de l’appel" in result.text


def test_french_regions_alone_are_told_which_foreign_ones_are_missing(alignment, workspace):
    text = (FIVE + RULES).replace("ITI1", "FRM0").replace("EL30", "FRE1")
    result = alignment("partners", "nous", "--data", workspace(text), "--consortium", "3")
    assert "Aucun groupe de 3 régions n’est éligible à coup sûr" in result.text  # strand 2 is open
    result = alignment("partners", "nous", "--data", workspace(text), "--consortium", "3", "--strand", "un")
    assert "Aucun groupe de 3 régions de ces données n’est éligible." in result.text
    assert "manque 1 pays (présents : France) : céder une place à une région d’un autre pays" in result.text
    text = text.replace("nuts: [FRH0]", "nuts: [FRH0]\ncohesion_category: transition").replace(
        "nuts: [F", "nuts: [F"
    )
    result = alignment(
        "partners", "nous", "--data", workspace(text.replace("name: Région DD", "name: Région DD\nnuts: [FRI1]"))
    )
    assert "Manque une région d’un autre pays de l’Union (pays présents : France)." in result.text


def test_consortia_by_hand(alignment, workspace):
    """Of nous and two others: what all share is the sum of minima, at both levels.

    aa, cc: energie 1/2 (1/2 + 1/2), sante 1/2 (1/3 broad) = 1/2 + 1/6 = 2/3; two countries, three regions: eligible.
    aa, bb: energie 1/2 (1/4 + 1/4), sante 1/2 (1/4) = 1/4 + 1/8 = 3/8.
    bb, cc: energie 1/4, sante 1/2 (1/4) = 1/8: 3/8; two linked pairs less: nous-cc alone, as nous-aa alone above; no
    stages beyond those of nous and cc (3), while aa adds services to energie (4): aa, bb comes first.
    """
    data = workspace(FIVE + RULES)
    found = alignment(
        "partners", "nous", "--data", data, "--consortium", "3", "--strand", "un", "--format", "json"
    )
    jsonschema.validate(found.json, SCHEMA)
    consortia = found.json["consortia"]
    assert consortia["complete"] and consortia["without_profile"] == ["dd"]
    assert [(each["members"], each["value"], len(each["stages"])) for each in consortia["found"]] == [
        (["nous", "aa", "cc"], 2 / 3, 4),
        (["nous", "aa", "bb"], 3 / 8, 4),
        (["nous", "bb", "cc"], 3 / 8, 3),
    ]
    assert [each["linked_pairs"] for each in consortia["found"]] == [2, 1, 1]
    verdicts = [each["strands"][0]["regions_verdict"] for each in consortia["found"]]
    assert verdicts == ["satisfied"] * 3
    shown = alignment("partners", "nous", "--data", data, "--consortium", "3", "--strand", "volet 1")
    assert "Les règles sur les régions que l’outil sait juger sont respectées par un groupe au moins" in shown.text
    assert (
        "1. Énergie (50 %) et Santé (17 %). Maillons tenus : recherche, essais, production et services."
        in shown.text
    )
    assert "Volet 1 : rien, pour les régions." in shown.text


def test_a_search_that_stops_early_says_so(alignment, workspace, monkeypatch):
    monkeypatch.setattr("alignment.plan.partners_consortia.LIMIT", 2)
    ask = ("partners", "nous", "--data", workspace(FIVE + RULES), "--consortium", "2")
    assert "La recherche s’est arrêtée avant d’avoir tout examiné" in alignment(*ask).text
    assert not alignment(*ask, "--format", "json").json["consortia"]["complete"]


def test_a_project_that_fails_a_rule_makes_no_group_eligible(alignment, workspace):
    data = workspace(FIVE + RULES)
    ask = ("partners", "nous", "--data", data, "--consortium", "3", "--strand", "un", "--trl")
    assert "Volet 1 : oui" in alignment(*ask, "6-9").text
    failing = alignment(*ask, "5-9")
    assert "Aucun groupe de 3 régions de ces données n’est éligible." in failing.text
    assert "Règles non respectées par le projet : TRL 6 au moins" in failing.text


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["nos"], 2, "Vouliez-vous dire « nous »"),
        (["nous", "--priority", "s3:soin"], 2, "Vouliez-vous dire « s3:soins »"),
        (["nous", "--cluster", "notr"], 2, "Vouliez-vous dire « notre »"),
        (["nous", "--cluster", "sien"], 2, "n’est pas un cluster de la région Nous"),
        (["nous", "--consortium", "5"], 2, "de 2 à 4"),
        (["nous", "--consortium", "1"], 2, "de 2 à 4"),
        (["dd", "--consortium", "2"], 3, "Aucun consortium ne peut être cherché"),
        (["nous", "--strand", "trois"], 2, "Volet inconnu « trois ». Volets : un, deux."),
        (["nous", "--theme", "transition vert"], 2, "Vouliez-vous dire « transition verte »"),
        (["nous", "--trl", "9-6"], 2, "--trl"),
        (["nous", "--trl", "0-12"], 2, "--trl"),
        (["nous", "--grant", "beaucoup"], 2, "--grant"),
        (["nous", "--sme-share", "2"], 2, "--sme-share"),
        (["nous", "--format", "xml"], 2, "xml"),
    ],
)
def test_what_cannot_be_answered_is_told(arguments, code, said, alignment, workspace):
    result = alignment("partners", *arguments, "--data", workspace(FIVE + RULES))
    assert (result.code, result.out) == (code, "")
    assert said in " ".join(result.err.split())


def test_without_the_rules_of_the_instrument(alignment, workspace):
    data = workspace(FIVE)
    result = alignment("partners", "nous", "--data", data)
    assert result.code == 0
    assert "europe/i3.yaml manque" in result.text
    assert alignment("partners", "nous", "--data", data, "--consortium", "2").code == 3


def test_a_region_alone_without_domains_or_clusters(alignment, workspace):
    lonely = "=== regions/x/region.yaml\nalignment: region/v1\nid: x\nname: X\nsrdeii: {axes: []}\n"
    result = alignment("partners", "x", "--data", workspace(DOMAINS + lonely + RULES))
    assert result.code == 0
    assert "n’a ici aucune priorité qui cite un domaine (s3/x.yaml, domains)" in result.text
    assert "Aucune région à comparer" in result.text
    assert "Aucune action ne dit son maillon" in result.text


def test_what_cites_no_domain_is_said_so(alignment, workspace):
    data = workspace(
        FIVE.replace("{id: soins, title: Soins, domains: [biotech]}", "{id: soins, title: Soins}") + RULES
    )
    priority = alignment("partners", "nous", "--priority", "s3:soins", "--data", data)
    assert "Cette priorité ne cite aucun domaine (domains)" in priority.text
    whole = alignment("partners", "nous", "--data", data)
    assert "50 % de ce qui est comparé ne cite aucun domaine" in whole.text
    assert (
        "Aucune action de ce cluster ne sert cette priorité"
        in alignment("partners", "nous", "--cluster", "pont", "--priority", "s3:soins", "--data", data).text
    )


def test_errors_in_the_region_are_shown_instead(alignment, workspace):
    result = alignment("partners", "nous", "--data", workspace(FIVE.replace("title: Soins", "titre: Soins")))
    assert result.code == 1
    assert "AL" in result.out and "Région AA" not in result.out


def test_texts_of_the_data_obey_nobody(alignment, workspace):
    """Formulas and markup in names of partners and regions."""
    text = FIVE.replace("name: Amis de CC", 'name: "=1+1 <b>|x|"').replace("Région CC", '"|=2 `CC`"')
    data = workspace(text + RULES)
    markdown = alignment("partners", "nous", "--data", data, "--format", "markdown")
    assert "<b>" not in markdown.out
    sheet = alignment("partners", "nous", "--data", data, "--format", "csv", "--table", "links")
    rows = list(csv.DictReader(io.StringIO(sheet.out), delimiter=";"))
    assert [row["with"] for row in rows][:2] == ["aa", "cc"]
    assert not any(row["partner"].startswith("=") for row in rows)


@pytest.mark.parametrize(
    "region", ["auvergne-rhone-alpes", "hauts-de-france", "grand-est", "bretagne", "la-reunion", "corse"]
)
def test_real_regions(region, alignment):
    """The contract holds; two runs give the same bytes; every form is written, in both languages."""
    ask = ["partners", region, "--data", DATA]
    if region != "corse":
        ask += ["--consortium", "5"]
    result = alignment(*ask, "--format", "json")
    assert result.code == 0
    jsonschema.validate(result.json, SCHEMA)
    assert alignment(*ask, "--format", "json").out == result.out
    for form in ("markdown", "csv"):
        assert alignment(*ask, "--format", form, "--lang", "en").code == 0
    assert len(result.json["regions"]) == 17
    for found in (result.json["consortia"] or {"found": []})["found"]:
        nearest = next(each for each in found["strands"] if each["strand"] == found["nearest_strand"])
        assert nearest["regions_verdict"] == "not-satisfied"  # French regions only: another country is missing


@pytest.mark.parametrize("seed", range(6))
def test_generated_data(seed, tmp_path, alignment):
    """Random data sets keep to the contract; the other forms are written without failing."""
    made = oracle.make(seed)
    oracle.write(made, tmp_path)
    asked = 0
    for region in made["regions"]:
        ask = ["partners", region, "--data", tmp_path, "--consortium", "2"]
        result = alignment(*ask, "--format", "json")
        if result.code == 0:
            jsonschema.validate(result.json, SCHEMA)
            asked += 1
            for form in ("text", "markdown", "csv"):
                assert alignment(*ask, "--format", form, "--lang", "en").code == 0
    assert asked


def test_every_place_named_holds_what_it_is_named_for(alignment):
    """Links and leads of a real region: the partner's name stands on the line."""
    found = alignment("partners", "bretagne", "--data", DATA, "--format", "json").json
    named = [link for match in found["regions"] for link in match["links"]] + found["leads"]
    assert len(named) > 10
    for each in named:
        line = (DATA / each["file"]).read_text("utf-8").splitlines()[each["line"] - 1]
        assert (each["partner"] or "regions:") in line
