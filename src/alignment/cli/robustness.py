"""`alignment robustness`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from alignment.cli import options, region_command
from alignment.cli.words import say
from alignment.kernel.bilingual import Bilingual, Lang
from alignment.kernel.user_error import UserError

if TYPE_CHECKING:
    from alignment.pipeline.loading import Loaded
    from alignment.report.document import Document
    from alignment.score.region import RegionScore

MOST_DRAWS = 100_000


def robustness(
    region: options.RegionArgument,
    draws: Annotated[
        int, typer.Option("--draws", metavar="N", help=say("Nombre de tirages.", "Number of draws."))
    ] = 10_000,
    seed: Annotated[
        int, typer.Option("--seed", metavar="S", help=say("Graine du hasard.", "Seed of chance."))
    ] = 1,
    cursor: options.CursorOption = None,
    scenario: options.ScenarioOption = None,
    form: options.FormatOption = "text",
    table: options.TableOption = None,
    lang: options.LangOption = None,
    data: options.DataOption = None,
    color: options.ColorOption = "auto",
) -> int:
    """Run the command. The same data, options and seed give the same bytes."""
    _within("--draws", draws, 1, MOST_DRAWS)
    _within("--seed", seed, 0, 2**63 - 1)

    def view(score: RegionScore, loaded: Loaded, language: Lang) -> Document:
        from alignment.report.content.robustness import robustness_document
        from alignment.score.robustness import draw

        try:
            found = draw(score.setting, draws, seed)
        except ImportError:
            raise _without_numpy() from None
        return robustness_document(score, found, loaded.folder.label(language), language)

    return region_command.run(region, region_command.Shown(form, table, lang, data, color), view, cursor, scenario)


def _within(option: str, value: int, least: int, most: int) -> None:
    if not least <= value <= most:
        raise UserError(
            Bilingual(
                f"{option}\u00a0: {value} n’est pas entre {least} et {most}.",
                f"{option}: {value} is not between {least} and {most}.",
            )
        )


def _without_numpy() -> UserError:
    install = 'pip install "alignment[stats]"'
    return UserError(
        Bilingual(
            f"Les tirages ont besoin de numpy, qui n’est pas installé\u00a0: {install}",
            f"Drawing needs numpy, which is not installed: {install}",
        )
    )
