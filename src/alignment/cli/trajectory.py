"""`alignment trajectory`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alignment.cli import options, region_command
from alignment.kernel.bilingual import Lang

if TYPE_CHECKING:
    from alignment.pipeline.loading import Loaded
    from alignment.report.document import Document
    from alignment.score.region import RegionScore


def trajectory(
    region: options.RegionArgument,
    framework: options.FrameworkOption = None,
    scenario: options.ScenarioOption = None,
    form: options.FormatOption = "text",
    table: options.TableOption = None,
    lang: options.LangOption = None,
    data: options.DataOption = None,
    color: options.ColorOption = "auto",
) -> int:
    """Run the command. The cursor changes nothing to coverage; a scenario's weights do."""

    def view(score: RegionScore, loaded: Loaded, language: Lang) -> Document:
        from alignment.pipeline.lookup import find_framework
        from alignment.report.content.trajectory import trajectory_document

        alone = find_framework(score.setting, framework) if framework is not None else None
        return trajectory_document(score, loaded.folder.label(language), language, alone)

    return region_command.run(
        region, region_command.Shown(form, table, lang, data, color), view, scenario=scenario
    )
