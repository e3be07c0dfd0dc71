"""`alignment money`."""

from __future__ import annotations

from alignment.cli import options, region_command


def money(
    region: options.RegionArgument,
    scenario: options.ScenarioOption = None,
    form: options.FormatOption = "text",
    table: options.TableOption = None,
    lang: options.LangOption = None,
    data: options.DataOption = None,
    color: options.ColorOption = "auto",
) -> int:
    """Run the command. The cursor changes nothing to money; a scenario's weights do."""
    from alignment.report.content.money import money_document

    shown = region_command.Shown(form, table, lang, data, color)
    return region_command.run(
        region,
        shown,
        lambda score, loaded, language: money_document(score, loaded.folder.label(language), language),
        scenario=scenario,
    )
