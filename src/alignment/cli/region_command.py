"""What every command on one region does: read, stop on faulty files, score, show."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from alignment.cli import options, output
from alignment.kernel.bilingual import Bilingual, Lang
from alignment.kernel.user_error import UserError

if TYPE_CHECKING:
    from alignment.pipeline.loading import Loaded
    from alignment.report.document import Document
    from alignment.report.findings import Located
    from alignment.score.region import RegionScore


class Shown(NamedTuple):
    """How the result is to be shown: the options that every command on a region shares, as typed."""

    form: str
    table: str | None
    lang: str | None
    data: str | None
    color: str


def run(
    region: str,
    shown: Shown,
    view: Callable[[RegionScore, Loaded, Lang], Document | list[Located]],
    cursor: str | None = None,
    scenario: str | None = None,
    beyond: bool = False,
) -> int:
    """Score a region and show the document that `view` makes of it; returns the exit code.

    It is 1 when the region's files hold errors, or `view` tells some, which are then printed instead. `beyond`: the
    view looks at other regions as well. Raises UserError for wrong usage.
    """
    options.form_of(shown.form)
    language = options.lang_of(shown.lang)
    at = options.cursor_of(cursor)
    from alignment.pipeline import loading, one_region, scoring

    folder = options.folder_of(shown.data)

    def document_of(loaded: Loaded) -> Document | list[Located]:
        result = scoring.score(loaded, region, at, scenario)
        return result if isinstance(result, list) else view(result, loaded, language)

    loaded = None if beyond else one_region.load_region(folder, region)
    document = None
    if loaded is not None:
        with suppress(UserError):  # what is wrong is told with the whole at hand: it may lie in another region
            document = document_of(loaded)
    if loaded is None or document is None or isinstance(document, list):
        loaded = loading.load(folder)
        document = document_of(loaded)
    if isinstance(document, list):
        return refuse(document, loaded, language, shown)
    output.show(document, shown.form, shown.color, shown.table)
    return 0


def refuse(problems: list[Located], loaded: Loaded, lang: Lang, shown: Shown) -> int:
    """Print the problems that stop a region's score; returns the exit code, 1."""
    from alignment.report.findings import Findings

    label = Bilingual(loaded.folder.label("fr"), loaded.folder.label("en"))
    findings = Findings(tuple(problems), len(loaded.files), label)
    output.show_findings(findings, lang, shown.color, error=shown.form != "text")
    return 1
