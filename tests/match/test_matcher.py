import random

import pytest

from alignment.match.evidence import Candidate
from alignment.match.knowledge import Knowledge, Theme
from alignment.match.matcher import Matcher, Query, Weights, log_odds

_S3 = [
    Candidate("s3:sante", "Santé et technologies médicales", keywords=("e-santé", "médicament")),
    Candidate("s3:energie", "Transition énergétique", keywords=("hydrogène", "réseaux intelligents")),
    Candidate("s3:mobilite", "Mobilités durables", description="Véhicules propres, transports, logistique."),
    Candidate("s3:agro", "Agriculture et alimentation de demain"),
    Candidate("s3:numerique", "Numérique", keywords=("intelligence artificielle", "cybersécurité")),
    Candidate("s3:materiaux", "Matériaux et industrie du futur"),
]


@pytest.mark.parametrize(
    ("title", "description", "expected"),
    [
        ("Accélérer les essais cliniques", "Accompagner les PME du dispositif médical à l'hôpital.", "s3:sante"),
        ("Vallée de l'hydrogène", "Déployer des électrolyseurs et des stations.", "s3:energie"),
        ("Camions zéro émission", "Bornes de recharge pour poids lourds.", "s3:mobilite"),
        ("Réduire les pesticides en viticulture", "", "s3:agro"),
        ("Machine learning for SMEs", "Training on trustworthy AI and data.", "s3:numerique"),
        ("Additive manufacturing of ceramics", "", "s3:materiaux"),
        ("Recovery of patients after stroke", "", "s3:sante"),
    ],
)
def test_the_priority_that_a_text_plainly_serves_comes_first(title: str, description: str, expected: str) -> None:
    suggestions = Matcher(_S3).suggest(Query(title, description))
    assert suggestions[0].ref == expected


def test_words_stand_in_the_text_as_written() -> None:
    text = "Déployer des ÉLECTROLYSEURS et l'intelligence artificielle"
    for suggestion in Matcher(_S3).suggest(Query(text), at_least=0.0):
        assert suggestion.words
        assert all(word in text for word in suggestion.words)


def test_an_expression_is_shown_whole() -> None:
    (first, *_) = Matcher(_S3).suggest(Query("Des formations à l'intelligence artificielle"))
    assert "intelligence artificielle" in first.words


def test_an_expression_is_shown_as_it_stands() -> None:
    (first, *_) = Matcher(_S3).suggest(Query("Améliorer l'efficacité de l'énergie et le stockage de l’énergie"))
    assert first.ref == "s3:energie"
    assert "stockage de l’énergie" in first.words


def test_the_context_speaks_where_the_text_says_nothing_but_proposes_no_principal() -> None:
    matcher = Matcher(
        _S3, Weights((5.0, 5.0, 0.0, 0.0, 0.0), (0.0, 1.0), (0.0, 1.0), nothing=0.0, principal=0.1, at_least=0.0)
    )
    (first, *_) = matcher.suggest(Query("Développer le club", context=("Pôle de la cybersécurité",)), 1)
    assert first.ref == "s3:numerique"
    assert first.words == ()
    assert "cybersécurité" in first.context_words
    assert first.level == "significant"


def test_the_text_outweighs_its_context() -> None:
    query = Query("Électrolyseurs pour l'hydrogène", context=("Pôle de la cybersécurité et du numérique",))
    assert Matcher(_S3).suggest(query)[0].ref == "s3:energie"


def test_a_text_that_says_nothing_gets_no_suggestion() -> None:
    assert Matcher(_S3).suggest(Query("De tous et pour tous", "Avec les autres aussi."), at_least=0.0) == []
    assert Matcher(_S3).suggest(Query("", "")) == []


def test_suggestions_are_few_sure_and_in_order() -> None:
    query = Query("Véhicules à hydrogène", "Transport, énergie et matériaux composites pour la mobilité.")
    matcher = Matcher(_S3)
    every = matcher.suggest(query, limit=6, at_least=0.0)
    assert [s.confidence for s in every] == sorted((s.confidence for s in every), reverse=True)
    assert all(0 < s.confidence < 1 for s in every)
    assert matcher.suggest(query, limit=2, at_least=0.0) == every[:2]
    middle = every[1].confidence
    assert matcher.suggest(query, limit=6, at_least=middle) == [s for s in every if s.confidence >= middle]


def test_at_most_the_first_is_proposed_as_principal() -> None:
    weights = Weights((5.0, 5.0, 0.0, 0.0, 0.0), (0.0, 1.0), (0.0, 1.0), nothing=0.0, principal=0.3, at_least=0.0)
    levels = [
        s.level for s in Matcher(_S3, weights).suggest(Query("Hydrogène et transition énergétique, mobilité"), 6)
    ]
    assert levels[0] == "principal"
    assert "principal" not in levels[1:]
    shy = Weights((5.0, 5.0, 0.0, 0.0, 0.0), (0.0, 1.0), (0.0, 1.0), nothing=0.0, principal=1.1, at_least=0.0)
    assert {s.level for s in Matcher(_S3, shy).suggest(Query("Hydrogène"), 6)} == {"significant"}


def test_the_order_of_candidates_changes_nothing() -> None:
    shuffled = random.Random(7).sample(_S3, len(_S3))
    query = Query("Capteurs pour la santé", "Objets connectés, données de patients, logiciels.")
    first = {s.ref: s for s in Matcher(_S3).suggest(query, 6, at_least=0.0)}
    second = {s.ref: s for s in Matcher(shuffled).suggest(query, 6, at_least=0.0)}
    assert first.keys() == second.keys()
    for ref, suggestion in first.items():
        assert second[ref].confidence == pytest.approx(suggestion.confidence)
        assert second[ref].words == suggestion.words


def test_no_candidate_no_suggestion() -> None:
    assert Matcher([]).suggest(Query("Hydrogène")) == []


def test_hostile_lengths_are_bounded() -> None:
    suggestions = Matcher(_S3).suggest(Query("hydrogène " * 100_000, "x" * 1_000_000, ("santé\x00" * 50_000,)))
    assert len(suggestions) <= 3


def test_a_known_framework_has_its_own_calibration() -> None:
    themes = tuple(Theme("f", (each.title,), 0.0, {}) for each in _S3)
    weights = Weights(
        (1.0, 1.0, 1.0, 1.0, 1.0), (0.0, 1.0), (-50.0, 1.0), nothing=0.0, principal=0.5, at_least=0.0
    )
    unknown = Matcher(_S3, weights, Knowledge()).confidences(Query("Hydrogène"))
    known = Matcher(_S3, weights, Knowledge(themes=themes)).confidences(Query("Hydrogène"))
    assert max(unknown) > 1 / 6
    assert max(known) < 1e-9


def test_log_odds_of_even_scores_are_those_of_an_even_share() -> None:
    assert log_odds([1.0, 1.0]) == pytest.approx([0.0, 0.0])
    assert log_odds([]) == []
    assert max(log_odds([1000.0, 0.0])) < 13


def test_a_text_that_may_serve_nothing_must_outdo_that() -> None:
    """The order stays; every confidence falls, and most where little speaks."""
    presumed, open_ = Matcher(_S3), Matcher(_S3, or_none=True)
    for text in ("Hydrogène et stockage de l’énergie", "Un cluster et ses membres"):
        before, after = presumed.confidences(Query(text)), open_.confidences(Query(text))
        assert sorted(range(len(before)), key=before.__getitem__) == sorted(
            range(len(after)), key=after.__getitem__
        )
        assert all(one > other for one, other in zip(before, after, strict=True))
    assert max(open_.confidences(Query("Un cluster et ses membres"))) < 0.2
    assert max(open_.confidences(Query("Hydrogène et stockage de l’énergie"))) > 0.5


def test_the_words_of_the_priority_are_told_once_each() -> None:
    (first, *_) = Matcher(_S3).suggest(Query("Stockage de l’énergie par hydrogène"))
    assert first.priority_words
    assert len({word.casefold()[:6] for word in first.priority_words}) == len(first.priority_words)
