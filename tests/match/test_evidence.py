from math import exp, log, sqrt

import pytest

from alignment.match.evidence import FIGURES, Candidate, Evidence
from alignment.match.knowledge import Knowledge, Theme
from alignment.match.vocabulary import Vocabulary, shipped_vocabulary, vocabulary_of
from alignment.match.words import term

_NONE = vocabulary_of({})


def _figures(
    candidates: list[Candidate], text: str, vocabulary: Vocabulary = _NONE, knowledge: Knowledge | None = None
) -> list[dict[str, float]]:
    evidence = Evidence(candidates, vocabulary, knowledge or Knowledge())
    return [dict(zip(FIGURES, row, strict=True)) for row in evidence.figures(evidence.read([(text, 1.0)]))]


def test_words_is_the_cosine_of_the_terms() -> None:
    # Equally rare terms, each once in a title of two and a text of two, one in common: 1 / (sqrt 2 * sqrt 2).
    found = _figures([Candidate("a", "hydrogène vert"), Candidate("b", "textile")], "hydrogène liquide")
    assert found[0]["words"] == pytest.approx(0.5)
    assert found[1]["words"] == 0


def test_a_rare_word_weighs_more_than_a_common_one() -> None:
    knowledge = Knowledge(texts=1000, frequencies={"project": 900, "hydrogen": 9})
    found = _figures(
        [Candidate("a", "hydrogen"), Candidate("b", "project")], "hydrogen project", knowledge=knowledge
    )
    rare, common = log(1001 / 9.5), log(1001 / 900.5)
    assert found[0]["words"] == pytest.approx(rare / sqrt(rare**2 + common**2))
    assert found[1]["words"] == pytest.approx(common / sqrt(rare**2 + common**2))


def test_a_misspelt_word_is_read_as_the_candidates_word() -> None:
    found = _figures([Candidate("a", "photovoltaïque")], "panneaux photovoltaiqe")
    assert found[0]["words"] == pytest.approx(1 / sqrt(2))


def test_a_word_that_exists_is_never_taken_for_a_misspelling() -> None:
    (mended,) = _figures([Candidate("a", "semiconducteur")], "semiconduteur")
    assert mended["words"] == pytest.approx(1.0)
    known = Knowledge(10, {term("semiconduteur"): 5})
    (kept,) = _figures([Candidate("a", "semiconducteur")], "semiconduteur", knowledge=known)
    assert kept["words"] == 0


def test_concepts_bridge_texts_that_share_no_word() -> None:
    candidates = [Candidate("s3:sante", "Santé"), Candidate("s3:mer", "Économie maritime")]
    found = _figures(candidates, "Monitoring of patients in the hospital", shipped_vocabulary())
    assert found[0]["words"] == 0
    assert found[0]["concepts"] > 0.3
    assert found[1]["concepts"] == 0


def test_associations_speak_where_no_concept_is_named() -> None:
    vocabulary = vocabulary_of({"health": {"fr": ["santé"], "en": ["health"]}})
    knowledge = Knowledge(associations={"stent": {"health": 0.4}})
    (row,) = _figures([Candidate("a", "Santé")], "pose d'un stent", vocabulary, knowledge)
    assert row["concepts"] == 0
    assert row["associated"] == pytest.approx(1.0)


def test_letters_see_a_derivation_that_stems_miss() -> None:
    found = _figures([Candidate("a", "biotechnologie"), Candidate("b", "textile")], "nanotechnologie")
    assert found[0]["letters"] > 0
    assert found[1]["letters"] == 0


def _framework(number: int) -> tuple[Knowledge, list[Candidate]]:
    titles = ["Santé", "Énergie", "Textile"][:number]
    themes = tuple(Theme("f", (title,), 0.0, {"stent": 2.0} if title == "Santé" else {}) for title in titles)
    return Knowledge(themes=themes), [Candidate(f"f:{title}", title) for title in titles]


def test_known_is_the_log_odds_of_a_label_against_even_ones() -> None:
    knowledge, candidates = _framework(3)
    found = _figures(candidates, "stent", knowledge=knowledge)
    total = exp(2) + 2
    assert found[0]["known"] == pytest.approx(2 - log(total) + log(3))
    assert found[1]["known"] == pytest.approx(-log(total) + log(3))


def test_one_wording_alone_does_not_make_a_framework_known() -> None:
    knowledge, _ = _framework(3)
    (row,) = _figures([Candidate("srdeii:sante", "Santé")], "stent", knowledge=knowledge)
    assert row["known"] == 0


def test_a_framework_is_recognised_by_its_exact_wordings() -> None:
    titles = {
        "Climate, Energy": "Climat, énergie",
        "Civil Security": "Sécurité civile",
        "Culture, Creativity": "Culture, créativité",
    }
    english = Knowledge(themes=tuple(Theme("f", (title,), 0.0, {}) for title in titles))
    both = Knowledge(themes=tuple(Theme("f", wordings, 0.0, {}) for wordings in titles.items()))
    french = [Candidate(f"f:{title}", title) for title in titles.values()]
    assert not Evidence(french, _NONE, english).knows_framework
    assert Evidence(french, _NONE, both).knows_framework


def test_what_was_learnt_of_a_label_crosses_languages_through_concepts() -> None:
    vocabulary = vocabulary_of(
        {"health": {"fr": ["hôpital"], "en": ["hospital"]}, "energy": {"fr": ["énergie"], "en": []}}
    )
    themes = (
        Theme("f", ("Health", "Santé"), 0.0, {"[health]": 4.0}),
        Theme("f", ("Energy", "Énergie"), 0.0, {"[energy]": 4.0}),
        Theme("f", ("Space", "Espace"), 0.0, {}),
    )
    candidates = [Candidate(f"f:{theme.wordings[1]}", theme.wordings[1]) for theme in themes]
    found = _figures(candidates, "un hôpital", vocabulary, Knowledge(themes=themes))
    total = exp(2) + 2  # the only concept has strength 1, and counts by half
    assert found[0]["known"] == pytest.approx(2 - log(total) + log(3))
    assert found[1]["known"] == pytest.approx(-log(total) + log(3))


def test_no_candidate_and_no_text_are_answered() -> None:
    assert _figures([], "hydrogène") == []
    assert set(_figures([Candidate("a", "")], "")[0].values()) == {0.0}
