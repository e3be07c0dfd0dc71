"""The summary in words: sentences made from figures worked out by hand, with the typography of each language."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.report.report_data import plain_words, write_data

from alignment.config import data_folder
from alignment.pipeline import loading, scoring
from alignment.report.regional.build import regional_report
from alignment.report.regional.cover import written_date
from alignment.report.regional.source import ReportSource
from alignment.report.regional.value import Facts, KeyFigures, Report


def report(folder: Path, lang: str = "fr", region: str = "essai") -> Report:
    loaded = loading.load(data_folder(str(folder), {}, folder))
    score = scoring.score(loaded, region)
    assert not isinstance(score, list), score
    return regional_report(ReportSource(score, loaded.data, "essai", "0" * 12, None, lang))


def said(found: Report) -> dict[str, str]:
    summary = found.sections[0]
    assert summary.key == "summary"
    (facts,) = (part for part in summary.parts if isinstance(part, Facts))
    return dict(facts.rows)


# By hand. R and E of alpha: 0.95 and 7/15; of gamma: (1/2)/3 and 1/3; of beta: 0 and 7/15; cursor 0.35.
# SRDEII: eau 1 of a target of 2, argile 0.4 + 0.5, sable 1 + 0.5: 2/3 x 1/2 + 1/3 x (0.9/4 + 3/4) = 65.8 %.
# S3: bio and calcul whole, mer 1/3: 77.8 %. Delivered: eau 0.4/2, argile 0.16: 14.7 %; bio 0.8, calcul 1: 60 %.
FRENCH = {
    "Classement": "Texte alpha arrive en tête, avec un alignement de 78,1\u00a0% (95,0\u00a0% pour le SRDEII, 46,7\u00a0% pour l’Europe), devant Texte gamma (22,5\u00a0%) et Texte beta (16,3\u00a0%).",
    "Curseur": "Entre le SRDEII seul (0\u00a0%) et l’Europe seule (100\u00a0%), le classement change une seule fois\u00a0; à 35\u00a0%, il se maintient entre 0,0\u00a0% et 55,6\u00a0%. Sur le seul SRDEII, Texte alpha serait en tête\u00a0; sur la seule Europe, Texte alpha et Texte beta. Texte alpha est en tête sur 100\u00a0% de la course du curseur.",
    "Priorités": "Ensemble, les clusters couvrent 65,8\u00a0% du SRDEII et 77,8\u00a0% de la S3. Aucune priorité n’est laissée sans cluster. 2\u00a0priorités reposent pour l’essentiel sur un seul cluster\u00a0: «\u00a0Texte axis eau\u00a0» (SRDEII) et «\u00a0Texte priority mer\u00a0» (S3).",
    "Articulation": "Sur 5\u00a0actions, 3\u00a0servent à la fois le SRDEII et l’Europe, aucune\u00a0le SRDEII seul, 1\u00a0l’Europe seule, 1\u00a0ni l’un ni l’autre.",
    "Argent": "2,2\u00a0M€ connus pour 1 des 5\u00a0actions, 4 sans budget connu\u00a0; 1\u00a0€ de la Région en accompagne 0,8 d’autres financeurs.",
    "Exigences": "2\u00a0exigences, 6\u00a0vérifications\u00a0: 2 sont respectées, 1 ne l’est pas et 3 ne peuvent être jugées.",
    "Réalisation": "1\u00a0action achevée, 1 en cours\u00a0: la part déjà réalisée est de 14,7\u00a0% (SRDEII) et 60,0\u00a0% (S3).",
}
ENGLISH = {
    "Ranking": "Texte alpha comes first, with an alignment of 78.1% (95.0% for the SRDEII, 46.7% for Europe), ahead of Texte gamma (22.5%) and Texte beta (16.3%).",
    "Cursor": "Between the SRDEII alone (0%) and Europe alone (100%), the ranking changes only once; at 35%, it holds between 0.0% and 55.6%. On the SRDEII alone, Texte alpha would come first; on Europe alone, Texte alpha and Texte beta. Texte alpha comes first on 100% of the cursor’s way.",
    "Priorities": "Together, the clusters cover 65.8% of the SRDEII and 77.8% of the S3. No priority is left without a cluster. 2\u00a0priorities mostly rest on one cluster: “Texte axis eau” (SRDEII) and “Texte priority mer” (S3).",
    "Articulation": "Of 5\u00a0actions, 3\u00a0serve both the SRDEII and Europe, none\u00a0the SRDEII alone, 1\u00a0Europe alone, 1\u00a0neither.",
    "Requirements": "2\u00a0requirements, 6\u00a0checks: 2 met, 1 not met and 3 that cannot be judged.",
    "Delivery": "1\u00a0completed action, 1 running: the share already delivered is 14.7% (SRDEII) and 60.0% (S3).",
}


@pytest.mark.parametrize("theme", FRENCH)
def test_the_summary_in_french(theme, tmp_path):
    assert said(report(write_data(tmp_path, plain_words)))[theme] == FRENCH[theme]


@pytest.mark.parametrize("theme", ENGLISH)
def test_the_summary_in_english(theme, tmp_path):
    assert said(report(write_data(tmp_path, plain_words), "en"))[theme] == ENGLISH[theme]


def test_one_cluster_and_none_have_their_sentences(tmp_path):
    folder = write_data(tmp_path, plain_words)
    clusters = folder / "regions/essai/clusters"
    (clusters / "beta.yaml").unlink()
    (clusters / "gamma.yaml").unlink()
    alone = said(report(folder))
    assert alone["Classement"] == "Un seul cluster est décrit, Texte alpha, dont l’alignement est de 78,1\u00a0%."
    assert "Curseur" not in alone
    (clusters / "alpha.yaml").unlink()
    nobody = said(report(folder))
    assert nobody["Classement"] == "Aucun cluster n’est décrit pour cette région\u00a0: il n’y a rien à classer."
    assert set(nobody) == {"Classement", "Argent"}


def test_a_priority_that_nobody_serves_is_named_in_the_singular(tmp_path):
    folder = write_data(tmp_path, plain_words)
    gamma = folder / "regions/essai/clusters/gamma.yaml"
    gamma.write_text(gamma.read_text("utf-8").replace("s3:mer: significant", "s3:mer: none"), "utf-8")
    found = said(report(folder))["Priorités"]
    assert "1\u00a0priorité n’est servie par aucun cluster\u00a0: «\u00a0Texte priority mer\u00a0» (S3)." in found
    assert (
        "1\u00a0priorité repose pour l’essentiel sur un seul cluster\u00a0: «\u00a0Texte axis eau\u00a0» (SRDEII)."
        in found
    )


def test_key_figures_say_what_they_rest_on(tmp_path):
    summary = report(write_data(tmp_path, plain_words)).sections[0]
    (figures,) = (part for part in summary.parts if isinstance(part, KeyFigures))
    told = {figure.key: (figure.value, figure.basis) for figure in figures.figures}
    assert told["clusters"] == (3, "5\u00a0actions prévues, en cours ou achevées")
    assert told["money"] == (223456789, "pour 1 des 5\u00a0actions")
    assert all(figure.basis for figure in figures.figures)


@pytest.mark.parametrize(
    ("day", "fr", "en"),
    [
        ("2026-03-01", "1er\u00a0mars\u00a02026", "1\u00a0March\u00a02026"),
        ("2026-08-31", "31\u00a0août\u00a02026", "31\u00a0August\u00a02026"),
    ],
)
def test_dates_are_written_out(day, fr, en):
    from datetime import date

    assert written_date(date.fromisoformat(day), "fr") == fr
    assert written_date(date.fromisoformat(day), "en") == en


def test_coefficients_that_differ_from_the_method_are_named(tmp_path):
    folder = write_data(tmp_path, plain_words)
    (folder / "method.yaml").write_text("alignment: method/v1\nsignificant: 0.3\nfragile: 1.6\n", "utf-8")
    method = next(section for section in report(folder).sections if section.key == "method")
    assert method.parts[0].text == (
        "Ce jeu de données change la méthode (valeur ici, valeur habituelle)\u00a0: la contribution significative (30\u00a0%, 40\u00a0%) "
        "et le seuil de fragilité (1,6, 1,5)."
    )
    assert "vaut au plus 30\u00a0%." in method.inner[0].parts[0].text
