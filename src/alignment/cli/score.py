"""`alignment score`."""

from __future__ import annotations

from alignment.cli import options, region_command


def score(
    region: options.RegionArgument,
    cursor: options.CursorOption = None,
    scenario: options.ScenarioOption = None,
    form: options.FormatOption = "text",
    table: options.TableOption = None,
    lang: options.LangOption = None,
    data: options.DataOption = None,
    color: options.ColorOption = "auto",
) -> int:
    """Run the command; the exit code is 1 when the region's files hold errors, which are then printed instead."""
    from alignment.pipeline import scoring

    shown = region_command.Shown(form, table, lang, data, color)
    return region_command.run(region, shown, scoring.score_view, cursor, scenario)
