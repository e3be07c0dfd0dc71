"""`alignment scenarios`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alignment.cli import options, region_command
from alignment.kernel.bilingual import Lang

if TYPE_CHECKING:
    from alignment.pipeline.loading import Loaded
    from alignment.report.document import Document
    from alignment.score.region import RegionScore


def scenarios(
    region: options.RegionArgument,
    cursor: options.CursorOption = None,
    scenario: options.ScenarioOption = None,
    form: options.FormatOption = "text",
    table: options.TableOption = None,
    lang: options.LangOption = None,
    data: options.DataOption = None,
    color: options.ColorOption = "auto",
) -> int:
    """Run the command. `--cursor` and `--scenario` choose the reference that the scenarios are compared with."""

    def view(score: RegionScore, loaded: Loaded, language: Lang) -> Document:
        from alignment.report.content.scenarios import scenarios_document

        return scenarios_document(score, loaded.data, loaded.folder.label(language), language)

    return region_command.run(region, region_command.Shown(form, table, lang, data, color), view, cursor, scenario)
