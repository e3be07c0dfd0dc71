"""What a change breaks between two states of a data set: ids that references, comparisons and archives rely on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from alignment.check import codes
from alignment.check.nearest import fold
from alignment.check.rule import Rule, problem
from alignment.kernel.bilingual import Bilingual
from alignment.kernel.diagnostic import Diagnostic, Place
from alignment.model.dataset import Dataset


class _Named(NamedTuple):
    """Something that has an id and a title, and where its id stands."""

    title: str
    place: Place


def changed_ids(data: Dataset, before: Dataset) -> Iterator[Diagnostic]:
    """What keeps its title keeps its id: actions of a roadmap, priorities of a framework, clusters."""
    old, new = _lists(before), _lists(data)
    for where, named in new.items():
        was = old.get(where, {})
        lost = {fold(each.title): name for name, each in reversed(list(was.items())) if name not in named}
        for name, each in named.items():
            former = lost.get(fold(each.title)) if name not in was else None
            if former is not None:
                yield problem(
                    codes.CHANGED_ID,
                    each.place,
                    f"L’identifiant «\u00a0{former}\u00a0» est devenu «\u00a0{name}\u00a0».",
                    f"The identifier “{former}” has become “{name}”.",
                    Bilingual(
                        "Garder l’identifiant\u00a0: les références et les comparaisons dans le temps s’appuient sur lui.",
                        "Keep the identifier: references and comparisons over time rely on it.",
                    ),
                )


def _lists(data: Dataset) -> Mapping[str, Mapping[str, _Named]]:
    """Ids, titles and places of each list whose ids others rely on, under a name for the list."""
    found: dict[str, dict[str, _Named]] = {"clusters": {}}
    for roadmap, file, _ in data.roadmaps:
        found["clusters"].setdefault(roadmap.id, _Named(roadmap.name, Place(file, ("id",))))
        found[f"actions {file}"] = {
            action.id: _Named(action.title, Place(file, ("actions", index, "id")))
            for index, action in enumerate(roadmap.actions)
        }
    for framework in data.every_framework():
        found[f"priorities {framework.id} {framework.file}"] = {
            name: _Named(placed.node.title, Place(framework.file, (*placed.path, "id")))
            for name, placed in framework.nodes.items()
        }
    return found


def rules(before: Dataset | None) -> tuple[Rule, ...]:
    """The rules of this module, against an earlier state; none without one."""
    if before is None:
        return ()
    return (Rule(lambda data: changed_ids(data, before), (codes.CHANGED_ID,), "whole"),)
