import pytest

from alignment.match.vocabulary import Hit, shipped_vocabulary, vocabulary_of
from alignment.match.words import words

_SMALL = {
    "energy": {"fr": ["énergie"], "en": ["energy"]},
    "solar": {"fr": ["solaire", "panneau photovoltaïque"], "en": ["solar"], "broader": "energy"},
}


def test_an_expression_counts_only_as_a_whole() -> None:
    vocabulary = vocabulary_of(_SMALL)
    assert vocabulary.hits(words("un panneau de bois")) == []
    assert vocabulary.hits(words("le panneau photovoltaïque")) == [Hit("solar", 0, 2)]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("les ports de pêche", True),
        ("un projet porté par la Région", False),  # a participle of the same stem
        ("un port", True),
        ("portuaire", False),  # another word of the same family has to be written down
    ],
)
def test_a_common_stem_is_not_enough(text: str, named: bool) -> None:
    vocabulary = vocabulary_of({"sea": {"fr": ["port"], "en": ["port"]}})
    assert bool(vocabulary.hits(words(text))) == named


@pytest.mark.parametrize(
    ("written", "text", "named"),
    [
        ("sportif", "sportive", True),
        ("régional", "régionaux", True),
        ("innover", "innove", True),
        ("recycle", "recycling", True),
        ("battery", "batteries", True),
        ("coopérative", "coopération", False),
        ("animation", "animale", False),
        ("collecte", "collectif", False),
        ("engine", "engineering", False),
    ],
)
def test_only_inflections_of_a_written_word_are_taken_for_it(written: str, text: str, named: bool) -> None:
    vocabulary = vocabulary_of({"x": {"fr": [written], "en": []}})
    assert bool(vocabulary.hits(words(text))) == named


@pytest.mark.parametrize(
    ("text", "named"), [("des LEDs", True), ("une LED", True), ("it led to", False), ("éclairage Led", True)]
)
def test_an_acronym_is_not_a_common_word(text: str, named: bool) -> None:
    vocabulary = vocabulary_of({"photonics": {"fr": ["LED"], "en": ["LED"]}})
    assert bool(vocabulary.hits(words(text))) == named


@pytest.mark.parametrize(
    ("text", "named"), [("le bien-être au travail", True), ("c'est bien", False), ("un bien", False)]
)
def test_small_words_count_inside_an_expression(text: str, named: bool) -> None:
    vocabulary = vocabulary_of({"health": {"fr": ["bien-être"], "en": []}})
    assert bool(vocabulary.hits(words(text))) == named


def test_linking_words_may_differ_inside_an_expression() -> None:
    vocabulary = vocabulary_of({"water": {"fr": ["qualité de l'eau"], "en": []}})
    assert vocabulary.hits(words("la qualité des eaux")) == [Hit("water", 0, 2)]


def test_both_languages_lead_to_the_same_concept() -> None:
    vocabulary = vocabulary_of(_SMALL)
    assert {hit.concept for hit in vocabulary.hits(words("solaire"))} == {"solar"}
    assert {hit.concept for hit in vocabulary.hits(words("solar"))} == {"solar"}


def test_a_narrower_concept_lends_half_to_its_broader_one() -> None:
    raised = vocabulary_of(_SMALL).raised({"solar": 2.0, "energy": 1.0})
    assert raised == {"solar": 2.0, "energy": 2.0}


def test_a_broader_concept_that_is_missing_is_refused() -> None:
    with pytest.raises(ValueError, match="sea"):
        vocabulary_of({"port": {"fr": ["port"], "en": ["port"], "broader": "sea"}})


def test_every_concept_that_is_shipped_can_be_reached_in_both_languages() -> None:
    vocabulary = shipped_vocabulary()
    assert len(vocabulary.concepts) > 50
    reached = {each.concept for listed in vocabulary.expressions.values() for each in listed}
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
    in_french = {hit.concept for hit in vocabulary.hits(words(french))}
    in_english = {hit.concept for hit in vocabulary.hits(words(english))}
    assert in_french & in_english
