"""`alignment matrix`."""

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


def matrix(
    region: options.RegionArgument,
    framework: options.FrameworkOption = None,
    depth: Annotated[
        int | None,
        typer.Option(
            "--depth",
            metavar="D",
            min=1,
            help=say(
                "Réunir les priorités à cette profondeur (1 : les axes).",
                "Merge priorities at this depth (1: the axes).",
            ),
        ),
    ] = None,
    cursor: options.CursorOption = None,
    scenario: options.ScenarioOption = None,
    form: options.FormatOption = "text",
    table: options.TableOption = None,
    lang: options.LangOption = None,
    data: options.DataOption = None,
    color: options.ColorOption = "auto",
) -> int:
    """Run the command."""

    def view(score: RegionScore, loaded: Loaded, language: Lang) -> Document:
        from alignment.pipeline.lookup import find_framework
        from alignment.report.content.matrix import matrix_document

        alone = find_framework(score.setting, framework) if framework is not None else None
        return matrix_document(score, loaded.folder.label(language), language, alone, depth)

    return region_command.run(region, region_command.Shown(form, table, lang, data, color), view, cursor, scenario)
