"""One schema, two readers: what makes models refuses exactly what pydantic has a fault to tell of."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from decimal import Decimal
from random import Random
from typing import Any

import pytest

from alignment.model.faults import faults_of, seen_by_pydantic
from alignment.model.file_model import FileModel, FormatError, fields_of
from alignment.model.files import KINDS, kind_at, model_of
from alignment.model.roadmap import Action, BudgetLine
from alignment.model.steering import Requirement
from alignment.model.strategy import S3
from alignment.model.vocabulary import Matches
from alignment.source.yaml_events import parse
from tests.conftest import DATA

ODD: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1, 2024, 10**30, Decimal("0.5"), Decimal("12.345")),
    *("", "  ", "x", "a b", "s3:x", "r/s3:x", "srdeii:", "2022/2028", "2028/2022", "2024-13"),
    *("principal", "none", "region", "adopted", "proposed", "coverage", "s3"),
    *([], {}, ["a"], [1], [None], ["a", "a"], [{}], [["a"]], {"id": "a"}, {"s3:x": "principal"}),
    *([{"id": "a", "title": "b"}], {"fr": "a", "en": "b"}, [{"source": "region", "amount": Decimal("1.05")}]),
)
RARE = {
    "method": {
        "alignment": "method/v1",
        "significant": Decimal("0.3"),
        "states": {"gap": Decimal("0.3"), "partial": Decimal("0.6")},
        "fragile": 2,
    },
    "i3": {
        "alignment": "i3/v1",
        "strands": [{"id": "a", "title": "A"}],
        "rules": [{"id": "x", "title": "X", "kind": "trl_min", "value": 3, "strands": ["a"]}],
    },
    "region": {
        "alignment": "region/v1",
        "id": "a",
        "name": "A",
        "nuts": ["FRF1", 3],
        "srdeii": {"axes": [{"id": "x", "title": "X", "objectives": [{"id": "y", "title": "Y", "target": 2}]}]},
        "steering": {
            "scenarios": [
                {"id": "e", "cursor": Decimal("0.3"), "weights": {"srdeii:x": 2}, "frameworks": {"s3": 1}}
            ],
            "requirements": [
                {"id": "r", "metric": "coverage", "node": "s3:x", "at_least": Decimal("0.4")},
                {"id": "q", "metric": "alignment", "at_most": 1, "applies_to": {"types": ["pole"]}},
            ],
            "envelope": Decimal("12.50"),
        },
    },
}


def sound(kind: str) -> list[Any]:
    """Values of the format: three of our files, and what few files have."""
    files = [path for path in sorted(DATA.rglob("*.yaml")) if kind_at(path.relative_to(DATA).as_posix()) == kind]
    return [parse(path.read_bytes(), path.name).value for path in files[:3]] + [
        value for name, value in RARE.items() if name == kind
    ]


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of every value inside a value, long lists by their first items."""
    inner = value.items() if isinstance(value, dict) else enumerate(value[:4]) if isinstance(value, list) else ()
    for step, below in inner:
        yield (*path, step)
        yield from places(below, (*path, step))


def spoilt(value: Any, rng: Random) -> Any:
    """A copy with one to three values or keys replaced, taken out or renamed."""
    value = copy.deepcopy(value)
    for _ in range(rng.choice((1, 1, 3))):
        *above, last = rng.choice(list(places(value)))
        holder = value
        for step in above:
            holder = holder[step]
        way = rng.random() if isinstance(holder, dict) else 1
        if way < 0.15:
            del holder[last]
        elif way < 0.3:
            holder[rng.choice(("tittle", "x y", "s3:sante", "title"))] = holder.pop(last)
        else:
            holder[last] = copy.deepcopy(rng.choice(ODD))
    return value


def plain(value: Any) -> Any:
    """What either reader holds, as plain values that compare."""
    if isinstance(value, FileModel):
        return {field.name: plain(getattr(value, field.name)) for field in fields_of(type(value))}
    if hasattr(type(value), "model_fields"):
        return {name: plain(getattr(value, name)) for name in type(value).model_fields}
    if isinstance(value, Mapping):
        return {key: plain(each) for key, each in value.items()}
    return tuple(plain(each) for each in value) if type(value) is tuple else value


@pytest.mark.parametrize("kind", KINDS)
def test_both_refuse_the_same_and_hold_the_same(kind):
    """On sound values and on spoilt ones, of every kind of file."""
    model, rng, refused, held = model_of(kind), Random(8), 0, 0
    values = sound(kind)
    values += [spoilt(rng.choice(values), rng) for _ in range(120)]
    for value in values:
        try:
            read = model.read(value)
        except FormatError as error:
            faults = faults_of(model, value)
            assert error.kind in {fault["type"] for fault in faults}, value
            refused += 1
        else:
            assert plain(read) == plain(seen_by_pydantic(model).model_validate(value)), value
            held += 1
    assert refused > 20
    assert held > 3


def test_a_key_left_out_is_its_default_and_is_known_to_be_left_out():
    """Models that say the same are equal, whether a default was written or not."""
    short = Action.read({"id": "a", "title": "A"})
    full = Action.read({"id": "a", "title": "A", "status": "planned", "contributions": {}, "budget": []})
    assert short == full
    assert hash(short) == hash(full)
    assert ("status" in vars(short), "status" in vars(full)) == (False, True)
    assert short != Action.read({"id": "a", "title": "A", "status": "running"})


def test_models_are_values():
    """Nothing changes one once it is made."""
    line = BudgetLine.read({"source": "region", "amount": Decimal("10.50")})
    assert line.amount == 1050
    with pytest.raises(AttributeError):
        line.amount = 0  # type: ignore[misc]
    with pytest.raises(AttributeError):
        del line.amount


def test_keys_that_python_cannot_spell_and_keys_required_again():
    """`horizon-europe` is the key of the file, and no other spelling; a title is optional but for an S3."""
    assert Matches.read({"horizon-europe": ["cluster-4"]}).horizon_europe == ("cluster-4",)
    with pytest.raises(FormatError):
        Matches.read({"horizon_europe": ["cluster-4"]})
    with pytest.raises(FormatError, match="missing"):
        S3.read({"alignment": "s3/v1", "region": "r", "priorities": []})


def test_what_lies_between_keys_is_checked():
    """A requirement has one bound."""
    with pytest.raises(FormatError, match="al_requirement_bound"):
        Requirement.read({"id": "r", "metric": "alignment", "at_least": 0, "at_most": 1})
