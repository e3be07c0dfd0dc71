"""What two states of a roadmap say differently, field by field, and the places where two files differ."""

from __future__ import annotations

import pytest

from alignment.config import DataFolder
from alignment.kernel.bilingual import Bilingual
from alignment.pipeline.loading import load
from alignment.score.changes import Change, Field, changes, paths
from tests.conftest import write_files

BASE = """
=== regions/r/region.yaml
alignment: region/v1
id: r
name: R
srdeii: {axes: [{id: p, title: P}, {id: q, title: Q}]}
=== regions/t/region.yaml
alignment: region/v1
id: t
name: T
srdeii: {axes: [{id: z, title: Z}]}
"""
ROADMAP = """
=== regions/%s/clusters/c.yaml
alignment: roadmap/v1
id: c
%s
"""
PLAIN = """name: Pôle C
type: pole
provenance: coded
actions:
  - id: x
    title: Première
    status: planned
    period: 2025/2026
    contributions: {srdeii:p: principal}
    budget:
      - {source: region, amount: 10}
      - {source: region, amount: 5, secured: true}
"""


@pytest.fixture
def between(tmp_path):
    """What changed between two states of the roadmap of the cluster `c`, each its text or None, lying in a region."""

    def find(before: str | None, after: str | None, home: str = "r", region: str | None = None) -> list[Change]:
        states = []
        for text, place in ((before, "r"), (after, home)):
            name = str(len(list(tmp_path.iterdir())))
            folder = write_files(tmp_path / name, BASE + (ROADMAP % (place, text) if text is not None else ""))
            states.append(load(DataFolder(folder, Bilingual(name, name))).data)
        return changes(*states, region)

    return find


def test_the_same_twice_is_no_change(between):
    assert between(PLAIN, PLAIN) == []


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("name: Pôle C", "name: Pôle D", Field("name", None, "Pôle C", "Pôle D")),
        ("type: pole", "type: network", Field("type", None, "pole", "network")),
        ("provenance: coded", "provenance: published", Field("provenance", None, "coded", "published")),
        (
            "type: pole",
            "type: pole\nwebsite: https://c.example",
            Field("website", None, None, "https://c.example"),
        ),
        ("type: pole", "type: pole\nmembers: 12", Field("members", None, None, 12)),
        ("type: pole", "type: pole\nlabels: [Qualité]", Field("labels")),
        ("type: pole", "type: pole\nsources: [{id: s, title: S}]", Field("sources")),
    ],
)
def test_the_roadmap_itself(old, new, field, between):
    """Short values are shown; of lists and long texts only the name is. The cluster goes by its newer name."""
    name = "Pôle D" if field.name == "name" else "Pôle C"
    assert between(PLAIN, PLAIN.replace(old, new)) == [Change("changed", "c", name, fields=(field,))]


@pytest.mark.parametrize(
    ("old", "new", "fields"),
    [
        ("title: Première", "title: Seconde", [Field("title", None, "Première", "Seconde")]),
        ("status: planned", "status: running", [Field("status", None, "planned", "running")]),
        ("period: 2025/2026", "period: 2025/2027", [Field("period", None, "2025/2026", "2025/2027")]),
        ("    period: 2025/2026\n", "", [Field("period", None, "2025/2026", None)]),
        ("status: planned", "status: planned\n    partners: [{name: A}]", [Field("partners")]),
        (
            "{srdeii:p: principal}",
            "{srdeii:p: significant, srdeii:q: principal}",
            [
                Field("contributions", "srdeii:p", "principal", "significant"),
                Field("contributions", "srdeii:q", None, "principal"),
            ],
        ),
        ("{source: region, amount: 10}", "{source: region, amount: 12}", [Field("budget", "region", 1000, 1200)]),
        (
            "{source: region, amount: 10}",
            "{source: state, amount: 10}",
            [Field("budget", "region", 1000, None), Field("budget", "state", None, 1000)],
        ),
        (
            "{source: region, amount: 10}",
            "{source: region, amount: 4}\n      - {source: region, amount: 6}",
            [Field("budget")],
        ),
    ],
)
def test_an_action(old, new, fields, between):
    """Contributions and money item by item, in cents, secured apart; lines that add up to the same are said to differ."""
    (change,) = between(PLAIN, PLAIN.replace(old, new))
    assert change.fields == tuple(fields)
    assert (change.kind, change.cluster, change.name, change.action) == ("changed", "c", "Pôle C", "x")
    assert change.title == ("Seconde" if fields[0].name == "title" else "Première")


WHOLE = (
    ("status", None, "planned"),
    ("contributions", "srdeii:p", "principal"),
    ("budget", "region", 1000),
    ("budget", "region, secured", 500),
)


def test_what_comes_and_goes_whole(between):
    """A cluster, then its actions, with all that they bring; the same with what they take away."""
    came = tuple(Field(name, key, None, value) for name, key, value in WHOLE)
    went = tuple(Field(name, key, value, None) for name, key, value in WHOLE)
    assert between(None, PLAIN) == [
        Change("added", "c", "Pôle C"),
        Change("added", "c", "Pôle C", "x", "Première", came),
    ]
    assert between(PLAIN, None) == [
        Change("removed", "c", "Pôle C"),
        Change("removed", "c", "Pôle C", "x", "Première", went),
    ]
    renamed = PLAIN.replace("id: x", "id: y")
    assert between(PLAIN, renamed) == [
        Change("added", "c", "Pôle C", "y", "Première", came),
        Change("removed", "c", "Pôle C", "x", "Première", went),
    ]


def test_a_region_keeps_the_clusters_that_work_in_it(between):
    """Before or after; a cluster of the region alone is none of another's."""
    other = PLAIN.replace("members: 1", "members: 2").replace("Première", "Seconde")
    assert len(between(PLAIN, other, region="r")) == 1
    assert between(PLAIN, other, region="t") == []
    wide = "regions: [r, t]\n" + other
    assert [change.fields for change in between(PLAIN, wide, region="t")] == [
        (Field("regions"),),
        (Field("title", None, "Première", "Seconde"),),
    ]


def test_moving_to_another_region_spells_the_priorities_out(between):
    """The same words in another folder mean another region's priority: both are then written with their region."""
    moved = PLAIN.replace("srdeii:p", "srdeii:z")
    own, action = between(PLAIN, moved, home="t")
    assert own.fields == (Field("home", None, "r", "t"),)
    assert action.fields == (
        Field("contributions", "r/srdeii:p", "principal", None),
        Field("contributions", "t/srdeii:z", None, "principal"),
    )


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ({"a": 1}, {"a": 1}, []),
        ({"a": 1}, {"a": 2}, ["a"]),
        ({"a": 1}, {"b": 1}, ["a", "b"]),
        ({"a": {"b": 1, "c": 2}}, {"a": {"b": 1, "c": 3}}, ["a.c"]),
        ({"a": {"b": 1}}, {"a": None}, ["a"]),
        ({"a": [1, 2]}, {"a": [1, 3]}, ["a.2"]),
        ({"a": [1, 2]}, {"a": [1]}, ["a.2"]),
        ({"a": [{"id": "x", "t": 1}]}, {"a": [{"id": "y", "t": 0}, {"id": "x", "t": 2}]}, ["a.x.t", "a.y"]),
        ({"a": [{"id": 7}]}, {"a": [{"id": 8}]}, ["a.1.id"]),
        ({"a": [{"id": "x"}, {"id": "y"}]}, {"a": [{"id": "y"}, {"id": "x"}]}, []),
        ([{"id": "x", "t": 1}], [{"id": "x", "t": 2}], ["x.t"]),
        (1, 2, [""]),
    ],
)
def test_places_where_files_differ(before, after, found):
    """Items that have an id are the same wherever they stand, others by their place, from 1."""
    assert list(paths(before, after)) == found
