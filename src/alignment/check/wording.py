"""Texts that will not serve their readers: too long a title, the wrong language, two actions in the same words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

from alignment.check import codes
from alignment.check.nearest import folded_words
from alignment.check.rule import Rule, at, problem
from alignment.kernel.bilingual import Bilingual
from alignment.kernel.diagnostic import Diagnostic, Place, Related
from alignment.model.dataset import Dataset
from alignment.model.roadmap import Action

LONGEST_TITLE = 120
"""Characters of a title that tables and charts can hold."""
SAME_TEXT = 92
"""Likeness of two actions' texts, of 100, from which one probably repeats the other."""
LONG_ENOUGH = 60
"""Characters from which likeness tells something: below, one word may be all the difference."""
COMPARED = 400
"""Characters of a text that are compared."""
MOST_COMPARED = 300
"""Actions of one roadmap that are compared with each other: a hostile file must not buy time."""

_FRENCH = frozenset(["le", "la", "les", "des", "du", "de", "et", "aux", "au", "une", "dans", "sur", "pour", "en"])
_ENGLISH = frozenset(["the", "and", "of", "for", "with", "in", "on", "to", "from", "by"])
_ACCENTED = re.compile("[àâçéèêëîïôùûœ]", re.IGNORECASE)


def titles_of_priorities(data: Dataset) -> Iterator[Diagnostic]:
    """Titles stay short enough for a table; what more there is to say goes into the description."""
    for framework in data.every_framework():
        for placed in framework.walk():
            if len(placed.node.title) > LONGEST_TITLE:
                yield _long(placed.node.title, Place(framework.file, (*placed.path, "title")))


def titles_of_actions(data: Dataset) -> Iterator[Diagnostic]:
    """So do those of actions."""
    for roadmap, file, _ in data.roadmaps:
        for index, action in enumerate(roadmap.actions):
            if len(action.title) > LONGEST_TITLE:
                yield _long(action.title, at(file, "actions", index, "title"))


def _long(title: str, place: Place) -> Diagnostic:
    return problem(
        codes.LONG_TITLE,
        place,
        f"Ce titre a {len(title)} caractères, pour {LONGEST_TITLE} qui se lisent dans un tableau.",
        f"This title has {len(title)} characters, where a table shows {LONGEST_TITLE}.",
        Bilingual(
            "Le raccourcir, et mettre le reste dans description.",
            "Shorten it; the rest goes into description.",
        ),
    )


def twin_actions(data: Dataset) -> Iterator[Diagnostic]:
    """Two actions of one roadmap don't say the same thing: what is cut in two must be told apart."""
    for roadmap, file, _ in data.roadmaps:
        for index, first in _twins(roadmap.actions[:MOST_COMPARED]):
            yield problem(
                codes.TWIN_ACTIONS,
                at(file, "actions", index, "title"),
                f"Cette action dit presque la même chose que «\u00a0{roadmap.actions[first].title}\u00a0».",
                f"This action says nearly the same as “{roadmap.actions[first].title}”.",
                Bilingual(
                    "N’en garder qu’une, ou dire dans description ce qui les distingue.",
                    "Keep one of them, or say in description what tells them apart.",
                ),
                [Related(at(file, "actions", first, "title"), Bilingual("L’autre action", "The other action"))],
            )


def _twins(actions: Sequence[Action]) -> Iterator[tuple[int, int]]:
    """Each action that repeats an earlier one, and that one: the same words, or a long text nearly the same."""
    from rapidfuzz import fuzz, process

    first: dict[str, int] = {}
    long: dict[int, str] = {}
    for index, action in enumerate(actions):
        if action.status == "abandoned":
            continue
        words = " ".join(sorted(folded_words(f"{action.title} {action.description or ''}"[:COMPARED])))
        near = None
        if words not in first and len(words) >= LONG_ENOUGH:
            near = process.extractOne(words, long, scorer=fuzz.ratio, score_cutoff=SAME_TEXT)
            long[index] = words
        if words in first or near is not None:
            yield index, near[2] if near is not None else first[words]
        first.setdefault(words, index)


def languages(data: Dataset) -> Iterator[Diagnostic]:
    """The French title of a domain is French, the English one English."""
    for index, domain in enumerate(data.domains.domains if data.domains else ()):
        for key, wrong, fr, en in (
            ("fr", _reads_as(domain.title.fr, _ENGLISH, _FRENCH), "en anglais", "English"),
            ("en", _reads_as(domain.title.en, _FRENCH, _ENGLISH, _ACCENTED), "en français", "French"),
        ):
            if wrong:
                yield problem(
                    codes.WRONG_LANGUAGE,
                    at("europe/domains.yaml", "domains", index, "title", key),
                    f"Le titre sous «\u00a0{key}\u00a0» semble écrit {fr}.",
                    f"The title under “{key}” seems to be {en}.",
                    Bilingual("Intervertir ou traduire les titres.", "Swap or translate the titles."),
                )


def _reads_as(text: str, words: Set[str], other_words: Set[str], letters: re.Pattern[str] | None = None) -> bool:
    """Whether a text has small words, or letters, of one language, and no small word of the other."""
    found = set(re.findall(r"[^\W\d_]+", text.lower()))
    marked = bool(found & words) or (letters is not None and letters.search(text) is not None)
    return marked and not found & other_words


RULES: tuple[Rule, ...] = (
    Rule(titles_of_priorities, (codes.LONG_TITLE,), "texts"),
    Rule(titles_of_actions, (codes.LONG_TITLE,), "roadmap"),
    Rule(twin_actions, (codes.TWIN_ACTIONS,), "roadmap"),
    Rule(languages, (codes.WRONG_LANGUAGE,), "texts"),
)
