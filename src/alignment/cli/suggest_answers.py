"""What `alignment suggest` answers: each of its questions, from the data that were read to a document."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from fractions import Fraction
from functools import partial
from typing import NamedTuple

from alignment.cli import options
from alignment.config import DataFolder
from alignment.editing import rejected
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
    regions = [asked.region] if asked.region is not None else _regions(loaded)
    found = {region: _found(asked, region, None if wish.again else memory) for region in regions}
    if not wish.interactive and not wish.write:
        return suggest_document(asked, found, lang, wish.flat or asked.region is not None)
    region = asked.region or ""
    if wish.interactive:
        accepted = _decided(asked, region, found[region], memory, lang, wish.write)
    else:
        accepted = [(each, one, one.level) for each in found[region].kept for one in each.suggestions]
    return suggest_document(replace(asked, written=_write(loaded, region, accepted, lang)), found, lang)


def _regions(loaded: Loaded) -> list[str]:
    """The regions whose files hold no error, by id."""
    return sorted(region for region in loaded.data.regions if not loaded.blocking(region))


def _cluster(asked: SuggestQuestion) -> str | None:
    return asked.cluster.roadmap.id if asked.cluster is not None else None


def _found(asked: SuggestQuestion, region: str, memory: rejected.Memory | None) -> Selection:
    least = min(asked.above, FAINTEST)
    found = suggest_region(asked.data, region, least, asked.framework, _cluster(asked), asked.region is None)
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
