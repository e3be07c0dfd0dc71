"""`alignment gaps`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from alignment.cli import options, region_command
from alignment.cli.words import say
from alignment.kernel.bilingual import Lang

if TYPE_CHECKING:
    from alignment.pipeline.loading import Loaded
    from alignment.report.document import Document
    from alignment.score.region import RegionScore


def gaps(
    region: options.RegionArgument,
    below: Annotated[
        str | None,
        typer.Option(
            "--below",
            metavar="X",
            help=say("Priorités couvertes à moins de X (0,5 ou 50%).", "Priorities covered below X (0.5 or 50%)."),
        ),
    ] = None,
    framework: options.FrameworkOption = None,
    cursor: options.CursorOption = None,
    scenario: options.ScenarioOption = None,
    form: options.FormatOption = "text",
    table: options.TableOption = None,
    lang: options.LangOption = None,
    data: options.DataOption = None,
    color: options.ColorOption = "auto",
) -> int:
    """Run the command."""
    bound = options.share_of("--below", below)

    def view(score: RegionScore, loaded: Loaded, language: Lang) -> Document:
        from alignment.pipeline.lookup import find_framework
        from alignment.report.content.gaps import gaps_document

        alone = find_framework(score.setting, framework) if framework is not None else None
        return gaps_document(score, loaded.folder.label(language), language, bound, alone)

    return region_command.run(region, region_command.Shown(form, table, lang, data, color), view, cursor, scenario)
