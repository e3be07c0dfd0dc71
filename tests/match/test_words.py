import pytest

from alignment.match.words import fold, places, shipped_stems, stem, stop_words, term, terms, words


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Énergies", "energie"),
        ("énergie", "energy"),
        ("technologies", "technology"),
        ("biodiversité", "biodiversity"),
        ("hydrogène", "hydrogen"),
        ("matériaux", "materials"),
        ("batteries", "batterie"),
        ("SÉCURITÉ", "security"),
        ("cœur", "coeurs"),
        ("cluster", "clusters"),  # the plural is taken off before an infinitive can be seen in the singular
        ("farmer", "farmers"),
        ("laboratory", "laboratories"),
        ("automatisé", "automatisées"),
        ("hôpital", "hôpitaux"),
        ("matériau", "matériaux"),
        ("boulangerie", "boulangeries"),
        ("recyclé", "recyclées"),
    ],
)
def test_words_that_say_the_same_meet(first: str, second: str) -> None:
    assert term(first) == term(second) != ""


@pytest.mark.parametrize(("first", "second"), [("port", "sport"), ("sol", "solaire"), ("eau", "bureau")])
def test_words_that_only_look_alike_stay_apart(first: str, second: str) -> None:
    assert term(first) not in terms(second)


@pytest.mark.parametrize("word", ["les", "des", "the", "à", "2024", "x", "où", "Ces", "ai", "WP3", "M24"])
def test_a_word_that_says_nothing_of_the_subject_has_no_term(word: str) -> None:
    assert term(word) == ""


@pytest.mark.parametrize("name", ["IA", "AI", "5G", "H2", "CO2", "3D"])
def test_names_of_technologies_keep_a_term(name: str) -> None:
    (word,) = words(name)
    assert word.term == name.lower()


def test_a_name_with_an_ampersand_is_one_word() -> None:
    assert [word.surface for word in words("la R&D des PME")] == ["R&D", "PME"]


def test_elided_articles_and_typographic_apostrophes_fall_away() -> None:
    assert terms("l'eau d’Alsace") == terms("eau Alsace")


def test_words_keep_how_they_stand_in_the_text() -> None:
    text = "Filière de l'Hydrogène vert"
    found = words(text)
    assert [word.surface for word in found] == ["Filière", "Hydrogène", "vert"]
    assert [text[start:end] for start, end in places(text)] == ["Filière", "Hydrogène", "vert"]


def test_folding_takes_off_accents_case_and_ligatures() -> None:
    assert fold("Œuvre ÉLÈVE çà") == "oeuvre eleve ca"


def test_an_artificial_intelligence_is_not_a_verb() -> None:
    assert term("AI") == "ai"
    assert terms("j'ai") == []


def test_stop_words_are_written_folded() -> None:
    assert all(word == fold(word) for word in stop_words())


def test_stems_worked_out_beforehand_are_those_that_would_be_worked_out() -> None:
    shipped = shipped_stems()
    assert len(shipped) > 3_000
    assert {word: stem(word) for word in shipped} == shipped
