"""`alignment compare`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from alignment.cli import options, output, region_command
from alignment.cli.words import say
from alignment.kernel.bilingual import Bilingual, Lang
from alignment.kernel.user_error import UserError

if TYPE_CHECKING:
    from alignment.pipeline.loading import Loaded
    from alignment.report.document import Document
    from alignment.score.region import RegionScore


def compare(
    names: Annotated[
        list[str],
        typer.Argument(
            metavar=say("RÉGION...", "REGION..."),
            help=say(
                "Régions à comparer ; avec --clusters, une région puis ses clusters.",
                "Regions to compare; with --clusters, one region and then its clusters.",
            ),
            autocompletion=options.complete_region,
        ),
    ],
    clusters: Annotated[
        bool,
        typer.Option(
            "--clusters",
            help=say(
                "Comparer des clusters d’une région : RÉGION --clusters A B.",
                "Compare clusters of one region: REGION --clusters A B.",
            ),
        ),
    ] = False,
    framework: options.FrameworkOption = None,
    cursor: options.CursorOption = None,
    scenario: options.ScenarioOption = None,
    form: options.FormatOption = "text",
    table: options.TableOption = None,
    lang: options.LangOption = None,
    data: options.DataOption = None,
    color: options.ColorOption = "auto",
) -> int:
    """Run the command; the exit code is 1 when the files of a region hold errors, which are then printed instead."""
    shown = region_command.Shown(form, table, lang, data, color)
    if clusters:
        return _clusters(names[0], names[1:], framework, cursor, scenario, shown)
    if scenario is not None:
        raise UserError(
            Bilingual(
                "--scenario appartient à une région\u00a0: il ne vaut qu’avec --clusters.",
                "--scenario belongs to one region: it only goes with --clusters.",
            )
        )
    return _regions(names, framework, cursor, shown)


def _regions(names: list[str], framework: str | None, cursor: str | None, shown: region_command.Shown) -> int:
    options.form_of(shown.form)
    language = options.lang_of(shown.lang)
    at = options.cursor_of(cursor)
    from alignment.pipeline import loading
    from alignment.pipeline.comparing import compare_regions

    loaded = loading.load(options.folder_of(shown.data))
    result = compare_regions(loaded, names, framework, at, language)
    if isinstance(result, list):
        return region_command.refuse(result, loaded, language, shown)
    output.show(result, shown.form, shown.color, shown.table)
    return 0


def _clusters(
    region: str,
    names: list[str],
    framework: str | None,
    cursor: str | None,
    scenario: str | None,
    shown: region_command.Shown,
) -> int:
    def view(score: RegionScore, loaded: Loaded, language: Lang) -> Document:
        from alignment.pipeline.comparing import at_least_two
        from alignment.pipeline.lookup import find_cluster, find_framework
        from alignment.report.content.compare_clusters import clusters_document

        chosen = list(dict.fromkeys(find_cluster(score.setting, loaded.data, name).id for name in names))
        at_least_two(chosen, Bilingual("clusters différents", "different clusters"))
        alone = find_framework(score.setting, framework) if framework is not None else None
        return clusters_document(score, chosen, alone, loaded.folder.label(language), language)

    return region_command.run(region, shown, view, cursor, scenario)
