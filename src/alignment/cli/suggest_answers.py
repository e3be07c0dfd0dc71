"""What `alignment suggest` answers: each of its questions, from the data that were read to a document."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from fractions import Fraction
from functools import partial
from typing import Any, NamedTuple

from alignment.cli import options
from alignment.config import DataFolder
from alignment.editing import rejected
from alignment.kernel import processes
from alignment.kernel.bilingual import Bilingual, Lang
from alignment.kernel.user_error import UserError
from alignment.match.matcher import Suggestion
from alignment.match.passages import MOST_PASSAGES, passages
from alignment.match.region import (
    DOUBTFUL,
    FAINTEST,
    USUAL_CONFIDENCE,
    RegionTexts,
    Selection,
    Suggested,
    actions_of,
    doubt_region,
    reference_in,
    select,
    suggest_region,
)
from alignment.model.values import Level
from alignment.pipeline.loading import Loaded, load
from alignment.pipeline.lookup import find_framework, find_region, find_roadmap
from alignment.pipeline.one_region import load_region
from alignment.report.content.suggest import SuggestQuestion, Written, suggest_document
from alignment.report.content.suggest_texts import Held, doubts_document, text_document
from alignment.report.document import Document
from alignment.report.findings import Located
from alignment.score.setting import prepare as prepare_score

_MOST_A_PASSAGE = 3

Accepted = tuple[Suggested, Suggestion, Level]


class Asked(NamedTuple):
    """What was typed: a region (None for all), one of its clusters, one framework, a least confidence, a number."""

    region: str | None
    cluster: str | None
    framework: str | None
    above: Fraction | None
    top: int | None


class Wish(NamedTuple):
    """What is to become of suggestions: `again` shows rejected ones, `flat` lists each of them for a machine."""

    again: bool
    interactive: bool
    write: bool
    flat: bool


def prepare(folder: DataFolder, asked: Asked, lang: Lang) -> tuple[Loaded, SuggestQuestion | list[Located]]:
    """Read what bears on the question and find in it what was named; or what stops the region, located.

    Raises UserError for an unknown name and for a region without priorities.
    """
    if asked.region is not None:
        part = load_region(folder, asked.region)
        if part is not None:
            with suppress(UserError):  # what is wrong is told with the whole at hand: it may lie in another region
                return part, _question(part, asked, lang)
    loaded = load(folder)
    if asked.region is not None:
        problems = loaded.blocking(find_region(loaded.data, asked.region))
        if problems:
            return loaded, loaded.findings(problems)
    return loaded, _question(loaded, asked, lang)


def _question(loaded: Loaded, asked: Asked, lang: Lang) -> SuggestQuestion:
    data = loaded.data
    region = find_region(data, asked.region) if asked.region is not None else None
    framework = asked.framework
    if region is not None:
        if not any(each.roots for each in data.frameworks_of(region)):
            name = data.regions[region].name
            raise UserError(
                Bilingual(
                    f"{name}\u00a0: aucune priorité n’est connue de ce jeu de données, il n’y a donc rien à suggérer.",
                    f"{name}: no priority is known to this data set, so there is nothing to suggest.",
                ),
                exit_code=3,
            )
        if framework is not None:
            framework = find_framework(prepare_score(data, region), framework).id
    elif framework is not None:
        framework = options.choice("--framework", framework, ("srdeii", "s3", *data.frameworks))
    return SuggestQuestion(
        data,
        loaded.folder.label(lang),
        region,
        find_roadmap(data, region, asked.cluster) if region is not None and asked.cluster is not None else None,
        framework,
        USUAL_CONFIDENCE if asked.above is None else float(asked.above),
        asked.top,
        lambda file, index: loaded.line(file, ("actions", index)),
    )


def doubts(asked: SuggestQuestion, below: float | None, lang: Lang) -> Document:
    """What files declare and texts don't support."""
    least = DOUBTFUL if below is None else below
    found = list(doubt_region(asked.data, asked.region or "", least, asked.framework, _cluster(asked)))
    return doubts_document(asked, found, least, lang)


def of_text(asked: SuggestQuestion, name: str, text: str, lang: Lang) -> Document:
    """The priorities that the passages of a pasted text seem to serve."""
    texts = RegionTexts(asked.data, asked.region or "", asked.framework)
    read = passages(text)
    held = [Held(each, texts.of_text(each.text, asked.above)[:_MOST_A_PASSAGE]) for each in read[:MOST_PASSAGES]]
    return text_document(asked, name, held, len(read) > MOST_PASSAGES, lang)


def suggestions(asked: SuggestQuestion, loaded: Loaded, lang: Lang, wish: Wish) -> Document | list[Located]:
    """What is suggested, decided one by one and written as asked; or what is wrong with the file of rejections.

    Raises UserError when there is nothing of one's own to write to, no terminal to ask at, or no safe way to write.
    """
    if wish.interactive or wish.write:
        from alignment.editing.formatting import refuse_packaged

        refuse_packaged(loaded.folder)
    if wish.interactive:
        from alignment.cli.suggest_prompt import require_terminal

        require_terminal()
    memory = rejected.remembered(loaded.folder.root)
    if isinstance(memory, list):
        return memory
    known = None if wish.again else memory
    if asked.region is not None:
        found = {asked.region: _selected(_suggested(asked, asked.region), asked, asked.region, known)}
    else:
        broken = {name.split("/")[1] for name in loaded.data.broken if name.endswith("/region.yaml")}
        faulty = tuple(region for region in sorted({*loaded.data.regions, *broken}) if loaded.blocking(region))
        regions = [region for region in sorted(loaded.data.regions) if region not in faulty]
        asked = replace(asked, faulty=faulty)
        every = _of_all(asked, regions, wish.flat)
        found = {region: _selected(every[region], asked, region, known) for region in regions}
    if not wish.interactive and not wish.write:
        return suggest_document(asked, found, lang, wish.flat or asked.region is not None)
    region = asked.region or ""
    if wish.interactive:
        accepted = _decided(asked, region, found[region], memory, lang, wish.write)
    else:
        accepted = [(each, one, one.level) for each in found[region].kept for one in each.suggestions]
    return suggest_document(replace(asked, written=_write(loaded, region, accepted, lang)), found, lang)


def _cluster(asked: SuggestQuestion) -> str | None:
    return asked.cluster.roadmap.id if asked.cluster is not None else None


def _suggested(asked: SuggestQuestion, region: str, met: bool = True) -> Iterator[Suggested]:
    least, everywhere = min(asked.above, FAINTEST), asked.region is None
    return suggest_region(asked.data, region, least, asked.framework, _cluster(asked), everywhere, met)


def _of_all(asked: SuggestQuestion, regions: Sequence[str], met: bool) -> dict[str, list[Suggested]]:
    """The suggestions of several regions, shared out among processes."""
    RegionTexts(asked.data, regions[0]) if regions else None  # what all need is read before the processes part

    def work(number: int) -> bytes:
        found = _suggested(asked, regions[number], met)
        return json.dumps([[_fields(one) for one in each.suggestions] for each in found]).encode()

    done = processes.share_out(work, range(len(regions)), processes.available(os.environ))
    return {
        region: [
            Suggested(*action, tuple(_suggestion(fields) for fields in own))
            for action, own in zip(
                actions_of(asked.data, region, at_home=True), json.loads(done[number]), strict=True
            )
        ]
        for number, region in enumerate(regions)
    }


def _fields(one: Suggestion) -> tuple[object, ...]:
    return one.ref, one.confidence, one.words, one.context_words, one.priority_words, one.level


def _suggestion(fields: list[Any]) -> Suggestion:
    ref, confidence, *listed, level = fields
    own, around, theirs = map(tuple, listed)
    return Suggestion(ref, confidence, own, around, theirs, level)


def _selected(
    found: Iterable[Suggested], asked: SuggestQuestion, region: str, memory: rejected.Memory | None
) -> Selection:
    return select(found, asked.above, asked.top, partial(memory.rejects, region) if memory else None)


def _decided(
    asked: SuggestQuestion, region: str, found: Selection, memory: rejected.Memory, lang: Lang, write: bool
) -> list[Accepted]:
    """What was accepted; what was rejected is remembered."""
    from alignment.cli.suggest_prompt import Session

    session = Session(asked, region, lang)
    session.decide(found)
    memory.keep(rejected.rejection(region, each, suggestion) for each, suggestion in session.rejected)
    return session.accepted if write or session.confirms() else []


def _write(loaded: Loaded, region: str, accepted: list[Accepted], lang: Lang) -> tuple[Written, ...]:
    from alignment.editing import contributing

    additions = [
        contributing.Addition(
            each.placed.file, each.index, reference_in(each.placed, region, one.ref), level, one.confidence
        )
        for each, one, level in accepted
    ]
    return tuple(
        Written(each.addition.file, each.line, each.addition.ref, each.addition.level, each.addition.confidence)
        for each in contributing.write(loaded, additions, lang)
    )
