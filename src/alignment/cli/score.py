"""`alignment score`."""

from __future__ import annotations

from alignment.cli import options, output
from alignment.kernel.bilingual import Bilingual


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
    options.form_of(form)
    language = options.lang_of(lang)
    at = options.cursor_of(cursor)
    from alignment import pipeline
    from alignment.report.findings import Findings

    loaded = pipeline.load(options.folder_of(data))
    result = pipeline.score(loaded, region, at, scenario)
    if isinstance(result, list):
        label = Bilingual(loaded.folder.label("fr"), loaded.folder.label("en"))
        findings = Findings(tuple(result), len(loaded.files), label)
        output.show_findings(findings, language, color, error=form == "json")
        return 1
    output.show(pipeline.score_view(result, loaded, language), form, color, table)
    return 0
