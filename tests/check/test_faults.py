"""What stops a score, fault by fault: each is told once, at its line, whatever else the files hold."""

from __future__ import annotations

from datetime import date

import pytest

from alignment.pipeline.checking.run import Asked, check
from tests.check.examples import Example, lay

POLE = "regions/exemple/clusters/pole.yaml"
TWIN = "regions/voisine/clusters/pole.yaml"
REGION = "regions/exemple/region.yaml"
VOISINE = "regions/voisine/region.yaml"
S3 = "s3/exemple.yaml"

AXIS = "  axes:\n    - {id: innover, title: Innover, sources: [schema]}\n"
ACTION = "actions:\n  - id: a\n    title: A\n"
WHOLE_ROADMAP = "alignment: roadmap/v1\nid: pole\nname: Autre\ntype: cluster\nprovenance: coded\nactions: []\n"


@pytest.fixture
def told(tmp_path):
    """(code, file, line, French words) of what the draft profile finds of some families in the workspace so changed."""

    def tell(family: str, **files: str) -> list[tuple[str, str, int]]:
        names = {"pole": POLE, "twin": TWIN, "region": REGION, "voisine": VOISINE, "s3": S3}
        folder = lay(tmp_path / "data", [Example(names[name], text, False) for name, text in files.items()])
        asked = Asked(data=str(folder), select=(family,), today=date(2026, 6, 1))
        found = [each for each in check(asked).located if each.diagnostic.code.startswith(family)]
        return [(each.diagnostic.code, each.file, each.span.line) for each in found]

    return tell


@pytest.mark.parametrize(
    ("file", "text", "code", "line"),
    [
        pytest.param("pole", "regions: []\n", "AL208", 14, id="an empty list of regions"),
        pytest.param("pole", "regions: [voisine, exemple]\n", "AL208", 14, id="another region first"),
        pytest.param("pole", "regions:\n  - exemple\n  - exemple\n", "AL207", 16, id="a region twice"),
        pytest.param("pole", "regions:\n  - exemple\n  - voisinne\n", "AL203", 16, id="an unknown region"),
        pytest.param("twin", WHOLE_ROADMAP, "AL207", 2, id="a cluster twice"),
        pytest.param(
            "pole", "actions:\n  - {id: a, title: A}\n  - {id: b, title: B}\n  - {id: a, title: C}\n", "AL207", 9,
            id="an action twice",
        ),
        pytest.param(
            "region", f"srdeii:\n{AXIS}    - {{id: innover, title: Encore, sources: [schema]}}\n", "AL207", 7,
            id="a priority twice",
        ),
        pytest.param("voisine", "id: voisin\n", "AL208", 2, id="a region in the folder of another"),
        pytest.param("s3", "region: voisine\n", "AL208", 2, id="a strategy under the name of another region"),
        pytest.param(
            "region", "steering:\n  requirements:\n"
            "    - {id: e, metric: coverage, node: voisine/s3:sante, at_least: 0.5}\n", "AL204", 19,
            id="a requirement on another region",
        ),
        pytest.param(
            "pole", f"{ACTION}    contributions:\n      srdeii:sante: principal\n", "AL201", 10,
            id="a priority of another framework",
        ),
        pytest.param(
            "pole", f"{ACTION}    contributions: {{srdeii:innover: principal}}\n    sources: [autre]\n", "AL209", 10,
            id="a source that isn't listed",
        ),
    ],
)  # fmt: skip
def test_one_fault_is_told_once(file, text, code, line, told):
    """The workspace is clean: nothing but the fault that was laid over it is found among structure and references."""
    names = {"pole": POLE, "twin": TWIN, "region": REGION, "voisine": VOISINE, "s3": S3}
    assert told("AL2", **{file: text}) == [(code, names[file], line)]


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        pytest.param("id: e, metric: coverage, node: s3:sante", "AL114", 19, id="no bound"),
        pytest.param("id: e, metric: coverage, node: s3:sante, at_least: 0.5, at_most: 0.9", "AL114", 19, id="two"),
        pytest.param("id: e, metric: alignment, node: s3:sante, at_least: 0.5", "AL114", 19, id="node not taken"),
        pytest.param("id: e, metric: coverage, at_least: 0.5", "AL114", 19, id="framework missing"),
        pytest.param(
            "id: e, metric: coverage, framework: srdeii, node: s3:sante, at_least: 0.5", "AL114", 19, id="node elsewhere"
        ),
        pytest.param("id: e, metric: coverage, node: s3:sante, at_least: yes", "AL106", 19, id="no number"),
        pytest.param("id: e, metric: coverage, node: s3:sante, at_least: 0.5, title: ' '", "AL104", 19, id="blank"),
        pytest.param("id: e, metric: coverage, node: s3/sante, at_least: 0.5", "AL112", 19, id="no reference"),
    ],
)  # fmt: skip
def test_a_requirement_asks_one_thing(text, code, line, told):
    """One metric, on what it can be measured on, with one bound. Format, « requirements »."""
    assert told("AL1", region=f"steering:\n  requirements:\n    - {{{text}}}\n") == [(code, REGION, line)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("srdeii:\n  scored_depth: 0\n" + AXIS, "AL106"),
        ("srdeii:\n  scored_depth: true\n" + AXIS, "AL106"),
        ("srdeii:\n  axes:\n    - {id: innover, title: Innover, weight: 0}\n", "AL106"),
        ("srdeii:\n  axes:\n    - {id: innover, title: Innover, weight: -1}\n", "AL106"),
        ("steering:\n  frameworks: {horizon-europe: -0.5}\n", "AL106"),
        ("steering:\n  cursor: 1.01\n", "AL107"),
        ("steering:\n  envelope: 10.005\n", "AL108"),
        ("steering:\n  envelope: -1\n", "AL108"),
        ("nuts: FR1\n", "AL113"),
    ],
)
def test_numbers_have_their_ranges(text, code, told):
    """Just outside each range the value is refused; zero is no depth and no weight, and a weight below it is none."""
    assert [(found, file) for found, file, _ in told("AL1", region=text)] == [(code, REGION)]


def test_numbers_at_the_end_of_their_ranges_pass(told):
    region = (
        "srdeii:\n  scored_depth: 1\n  axes:\n    - {id: innover, title: Innover, weight: 0.01, sources: [schema]}\n"
        "steering:\n  cursor: 1\n  frameworks: {horizon-europe: 0}\n  envelope: 0.01\n"
    )
    assert told("AL1", region=region) == []


def test_a_broken_region_does_not_make_its_roadmaps_wrong(told):
    """A region whose file has a fault of its own exists: a roadmap that names it is told nothing."""
    roadmap = "regions: [exemple, voisine]\n"
    assert told("AL2", pole=roadmap, voisine="name: 3\n") == []
    assert told("AL1", pole=roadmap, voisine="name: 3\n") == [("AL104", VOISINE, 3)]


def test_references_are_told_with_the_faults_of_structure(told):
    """Values of the wrong shape are set aside; what the rest of the roadmap refers to is told in the same run."""
    pole = """actions:
  - id: a
    title: 12
    contributions: {srdeii:inover: principal, srdeii:innover: beaucoup}
    budget: {source: region, amount: beaucoup}
    indicators: [rien, 3]
    sources: [absente]
type: pôle
"""
    assert told("AL2", pole=pole) == [("AL201", POLE, 9), ("AL209", POLE, 12)]
    assert told("AL2", pole=pole + "regions: 3\n") == []  # whom the references are meant for is not known


def test_an_identifier_that_stood_in_is_told_to_nobody(told):
    """Two actions without a valid id are no twins of each other."""
    two = "actions:\n  - {id: Ä, title: A}\n  - {id: Ö, title: B}\n"
    assert told("AL2", pole=two) == []
    assert [code for code, _, _ in told("AL1", pole=two)] == ["AL105", "AL105"]
