"""What ships with the engine: small, made of figures, never of the texts that they were learnt from."""

import json
from importlib.resources import files

from alignment.match.evidence import FIGURES
from alignment.match.knowledge import shipped_knowledge
from alignment.match.matcher import shipped_weights
from alignment.match.vocabulary import shipped_vocabulary

_ROOM = files("alignment.match")


def test_the_shipped_files_stay_small() -> None:
    names = ("knowledge.json", "model.json", "concepts.toml", "stop_words.txt")
    assert sum(len(_ROOM.joinpath(name).read_bytes()) for name in names) < 1_500_000


def test_what_was_learnt_holds_single_terms_only() -> None:
    document = json.loads(_ROOM.joinpath("knowledge.json").read_text("utf-8"))
    listed = [*document["frequencies"], *document["associations"]]
    listed += [term for theme in document["themes"] for term in theme["weights"]]
    assert listed
    assert all(" " not in term and term == term.strip() for term in listed)
    assert min(document["frequencies"].values()) >= 3  # no term of one text alone


def test_knowledge_speaks_of_the_concepts_of_the_vocabulary() -> None:
    knowledge = shipped_knowledge()
    assert set(knowledge.concept_frequencies) == set(shipped_vocabulary().concepts)
    associated = {concept for each in knowledge.associations.values() for concept in each}
    assert associated <= set(shipped_vocabulary().concepts)


def test_every_figure_speaks_for_a_candidate_never_against_it() -> None:
    weights = shipped_weights()
    assert len(weights.figures) == len(FIGURES)
    assert all(weight > 0 for weight in weights.figures)
    assert weights.calibration[1] > 0
    assert weights.calibration_known[1] > 0
    assert 0 < weights.at_least < weights.principal < 1
