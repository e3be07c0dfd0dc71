import pytest

from alignment.match.vocabulary import Hit, shipped_vocabulary, vocabulary_of
from alignment.match.words import terms

_SMALL = {
    "energy": {"fr": ["énergie"], "en": ["energy"]},
    "solar": {"fr": ["solaire", "panneau photovoltaïque"], "en": ["solar"], "broader": "energy"},
}


def test_an_expression_counts_only_as_a_whole() -> None:
    vocabulary = vocabulary_of(_SMALL)
    assert vocabulary.hits(terms("un panneau de bois")) == []
    assert vocabulary.hits(terms("le panneau photovoltaïque")) == [Hit("solar", 0, 2)]


def test_both_languages_lead_to_the_same_concept() -> None:
    vocabulary = vocabulary_of(_SMALL)
    assert {hit.concept for hit in vocabulary.hits(terms("solaire"))} == {"solar"}
    assert {hit.concept for hit in vocabulary.hits(terms("solar"))} == {"solar"}


def test_a_narrower_concept_lends_half_to_its_broader_one() -> None:
    raised = vocabulary_of(_SMALL).raised({"solar": 2.0, "energy": 1.0})
    assert raised == {"solar": 2.0, "energy": 2.0}


def test_a_broader_concept_that_is_missing_is_refused() -> None:
    with pytest.raises(ValueError, match="sea"):
        vocabulary_of({"port": {"fr": ["port"], "en": ["port"], "broader": "sea"}})


def test_every_concept_that_is_shipped_can_be_reached_in_both_languages() -> None:
    vocabulary = shipped_vocabulary()
    assert len(vocabulary.concepts) > 50
    reached = {concept for each in vocabulary.expressions.values() for _, concept in each}
    assert reached == set(vocabulary.concepts)


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("intelligence artificielle", "artificial intelligence"),
        ("IA", "AI"),
        ("patient", "healthcare"),
        ("forêt", "forestry"),
        ("déchets", "waste"),
        ("véhicule électrique", "electric vehicle"),
        ("patrimoine culturel", "cultural heritage"),
        ("cybersécurité", "cybersecurity"),
    ],
)
def test_the_shipped_vocabulary_bridges_the_languages(french: str, english: str) -> None:
    vocabulary = shipped_vocabulary()
    in_french = {hit.concept for hit in vocabulary.hits(terms(french))}
    in_english = {hit.concept for hit in vocabulary.hits(terms(english))}
    assert in_french & in_english
