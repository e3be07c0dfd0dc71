"""The figures of `alignment suggest` for machines: flat sheets and the JSON value (docs/schemas/suggest.v1.json)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from alignment import __version__
from alignment.match.matcher import Suggestion
from alignment.match.region import Doubted, Suggested, reference_in
from alignment.report.document import Column, Row, Table

if TYPE_CHECKING:
    from alignment.report.content.suggest import Found, SuggestQuestion

SCHEMA = "alignment/suggest/v1"


def _each(found: Found) -> Iterator[tuple[str, Suggested, Suggestion]]:
    for region, selection in found.items():
        for each in selection.kept:
            for suggestion in each.suggestions:
                yield region, each, suggestion


def place_columns() -> tuple[Column, ...]:
    """Where an action stands, in a flat sheet."""
    texts = ("region", "cluster", "name", "file")
    return (
        *(Column(key, key) for key in texts),
        Column("line", "line", "count"),
        *(Column(key, key) for key in ("action", "title")),
    )


def suggestions_sheet(asked: SuggestQuestion, found: Found) -> Table:
    """One row a suggestion."""
    columns = (
        *place_columns(),
        *(Column(key, key) for key in ("ref", "priority")),
        Column("confidence", "confidence", "number"),
        *(Column(key, key) for key in ("level", "words", "context_words", "priority_words")),
    )
    rows = []
    for region, each, suggestion in _each(found):
        place = action_place(asked, region, each)
        rows.append(
            Row(
                (
                    *place.values(),
                    suggestion.ref,
                    asked.title_of(region, suggestion.ref),
                    suggestion.confidence,
                    suggestion.level,
                    *(
                        ", ".join(listed)
                        for listed in (suggestion.words, suggestion.context_words, suggestion.priority_words)
                    ),
                )
            )
        )
    return Table("suggestions", "", columns, tuple(rows))


def action_place(asked: SuggestQuestion, region: str, each: Suggested | Doubted) -> dict[str, Any]:
    """Which action this is, and where it stands."""
    roadmap = each.placed.roadmap
    return {
        "region": region,
        "cluster": roadmap.id,
        "cluster_name": roadmap.name,
        "file": each.placed.file,
        "line": asked.line(each.placed.file, each.index) if asked.region else None,
        "action": each.action.id,
        "action_title": each.action.title,
    }


def suggestion_v1(asked: SuggestQuestion, region: str, suggestion: Suggestion) -> dict[str, Any]:
    """One suggestion: confidence is a share of 1, unrounded."""
    return {
        "ref": suggestion.ref,
        "framework": suggestion.ref.partition(":")[0],
        "title": asked.title_of(region, suggestion.ref),
        "confidence": suggestion.confidence,
        "level": suggestion.level,
        "words": list(suggestion.words),
        "context_words": list(suggestion.context_words),
        "priority_words": list(suggestion.priority_words),
    }


def question_v1(asked: SuggestQuestion, question: str) -> dict[str, Any]:
    """What was asked."""
    return {
        "schema": SCHEMA,
        "version": __version__,
        "question": question,
        "region": asked.region,
        "cluster": asked.cluster.roadmap.id if asked.cluster else None,
        "framework": asked.framework,
    }


def suggest_v1(asked: SuggestQuestion, found: Found) -> dict[str, Any]:
    """The value of the contract for suggestions."""
    return {
        **question_v1(asked, "suggestions"),
        "above": asked.above,
        "top": asked.top,
        "faulty_regions": list(asked.faulty),
        "actions_read": sum(each.actions for each in found.values()),
        "left_out": {
            "fainter": sum(each.fainter for each in found.values()),
            "beyond_top": sum(each.further for each in found.values()),
            "rejected": sum(each.rejected for each in found.values()),
        },
        "suggestions": [
            {
                **action_place(asked, region, each),
                "written_as": reference_in(each.placed, region, suggestion.ref),
                **suggestion_v1(asked, region, suggestion),
            }
            for region, each, suggestion in _each(found)
        ],
        "written": None
        if asked.written is None
        else [
            {
                "file": each.file,
                "line": each.line,
                "ref": each.ref,
                "level": each.level,
                "confidence": each.confidence,
            }
            for each in asked.written
        ],
    }
