"""`alignment explain`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from alignment.cli import options, region_command
from alignment.cli.words import say
from alignment.kernel.bilingual import Bilingual, Lang
from alignment.kernel.user_error import UserError

if TYPE_CHECKING:
    from alignment.pipeline.loading import Loaded
    from alignment.report.document import Document
    from alignment.score.region import RegionScore

_NODE = say(
    "Cadre (s3) ou priorité (s3:sante, ou son titre) ; tout l’alignement par défaut.",
    "Framework (s3) or priority (s3:sante, or its title); the whole alignment by default.",
)


def explain(
    region: options.RegionArgument,
    cluster: Annotated[
        str,
        typer.Argument(
            metavar="CLUSTER", help=say("Cluster : identifiant ou nom.", "Cluster: identifier or name.")
        ),
    ],
    node: Annotated[str | None, typer.Argument(metavar=say("[PRIORITÉ]", "[NODE]"), help=_NODE)] = None,
    why_not: Annotated[
        str | None,
        typer.Option(
            "--why-not",
            metavar=say("PRIORITÉ", "NODE"),
            help=say(
                "Dire ce qui manque au cluster sur cette priorité.", "Say what the cluster lacks on this priority."
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
    if node is not None and why_not is not None:
        raise UserError(
            Bilingual(
                "Une seule priorité à la fois\u00a0: en argument, ou avec --why-not.",
                "One priority at a time: as an argument, or with --why-not.",
            )
        )

    def view(score: RegionScore, loaded: Loaded, language: Lang) -> Document:
        from alignment.pipeline.scoring import explain_view

        return explain_view(
            score, loaded, language, cluster, node if why_not is None else why_not, why_not is not None
        )

    return region_command.run(region, region_command.Shown(form, table, lang, data, color), view, cursor, scenario)
