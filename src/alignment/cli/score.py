"""`alignment score`."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from alignment.cli import options, region_command
from alignment.cli.words import say
from alignment.kernel.bilingual import Bilingual, Lang
from alignment.kernel.user_error import UserError

if TYPE_CHECKING:
    from fractions import Fraction

    from alignment.pipeline.loading import Loaded
    from alignment.report.document import Document
    from alignment.report.findings import Located
    from alignment.score.region import RegionScore


def score(
    region: options.RegionArgument,
    cursor: options.CursorOption = None,
    scenario: options.ScenarioOption = None,
    potential: Annotated[
        bool,
        typer.Option(
            "--potential",
            help=say(
                "À côté du résultat, ce que donneraient les suggestions si elles étaient acceptées.",
                "Beside the result, what suggestions would give if they were accepted.",
            ),
        ),
    ] = False,
    above: Annotated[
        str | None,
        typer.Option(
            "--above",
            metavar=say("CONFIANCE", "CONFIDENCE"),
            help=say(
                "Avec --potential : suggestions d’au moins cette confiance (0,5 ou 50%) ; 50% par défaut.",
                "With --potential: suggestions of at least this confidence (0.5 or 50%); 50% by default.",
            ),
        ),
    ] = None,
    form: options.FormatOption = "text",
    table: options.TableOption = None,
    lang: options.LangOption = None,
    data: options.DataOption = None,
    color: options.ColorOption = "auto",
) -> int:
    """Run the command; the exit code is 1 when the region's files hold errors, which are then printed instead."""
    least = options.share_of("--above", above)
    if least is not None and not potential:
        raise UserError(Bilingual("--above va avec --potential.", "--above goes with --potential."))
    from alignment.pipeline import scoring

    shown = region_command.Shown(form, table, lang, data, color)
    view = partial(_potential, above=least) if potential else scoring.score_view
    return region_command.run(region, shown, view, cursor, scenario, beyond=potential)


def _potential(
    result: RegionScore, loaded: Loaded, lang: Lang, above: Fraction | None
) -> Document | list[Located]:
    """The document of `score --potential`, or what is wrong with the file of rejected suggestions."""
    from alignment.editing.rejected import remembered
    from alignment.match.potential import potential
    from alignment.match.region import USUAL_CONFIDENCE
    from alignment.report.content.potential import potential_document

    memory = remembered(loaded.folder.root)
    if isinstance(memory, list):
        return memory
    rejects = partial(memory.rejects, result.setting.region.id)
    found = potential(result, loaded.data, USUAL_CONFIDENCE if above is None else float(above), rejects)
    return potential_document(result, found, loaded.folder.label(lang), lang)
