"""`alignment requirements`."""

from __future__ import annotations

from alignment.cli import options, region_command


def requirements(
    region: options.RegionArgument,
    cursor: options.CursorOption = None,
    scenario: options.ScenarioOption = None,
    form: options.FormatOption = "text",
    table: options.TableOption = None,
    lang: options.LangOption = None,
    data: options.DataOption = None,
    color: options.ColorOption = "auto",
) -> int:
    """Run the command; an unmet requirement is not a failure here, but one of `alignment check`."""
    from alignment.report.content.requirements import requirements_document

    return region_command.run(
        region,
        region_command.Shown(form, table, lang, data, color),
        lambda score, loaded, language: requirements_document(score, loaded.folder.label(language), language),
        cursor,
        scenario,
    )
