"""`alignment partners`."""

from __future__ import annotations

import re
from typing import Annotated

import typer

from alignment.cli import options, output, region_command
from alignment.cli.amounts import cents_of
from alignment.cli.words import say
from alignment.kernel.bilingual import Bilingual
from alignment.kernel.user_error import UserError

_SHARE = say("PART", "SHARE")


def partners(
    region: options.RegionArgument,
    priority: Annotated[
        str | None,
        typer.Option(
            "--priority",
            metavar=say("PRIORITÉ", "NODE"),
            help=say(
                "Sur cette priorité de la région (s3:sante) plutôt que sur toute sa S3.",
                "On this priority of the region (s3:sante) rather than its whole S3.",
            ),
        ),
    ] = None,
    cluster: Annotated[
        str | None,
        typer.Option(
            "--cluster",
            metavar="CLUSTER",
            help=say(
                "Pour ce cluster de la région, par ses actions.", "For this cluster of the region, by its actions."
            ),
        ),
    ] = None,
    consortium: Annotated[
        int | None,
        typer.Option(
            "--consortium",
            metavar="N",
            help=say(
                "Chercher les meilleurs groupes de N régions, celle-ci comprise.",
                "Seek the best groups of N regions, this one included.",
            ),
        ),
    ] = None,
    strand: Annotated[
        str | None,
        typer.Option(
            "--strand",
            metavar="ID",
            help=say("Ce volet d’I3 seulement (strand-1).", "This strand of I3 only (strand-1)."),
        ),
    ] = None,
    trl: Annotated[
        str | None,
        typer.Option(
            "--trl",
            metavar=say("DÉBUT-FIN", "START-END"),
            help=say("Maturité de départ et visée du projet (6-9).", "TRL at the project's start and end (6-9)."),
        ),
    ] = None,
    grant: Annotated[
        str | None,
        typer.Option(
            "--grant",
            metavar=say("MONTANT", "AMOUNT"),
            help=say("Subvention demandée (8M).", "Grant asked for (8M)."),
        ),
    ] = None,
    sme_share: Annotated[
        str | None,
        typer.Option(
            "--sme-share",
            metavar=_SHARE,
            help=say("Part qui va aux PME (80%).", "Share that goes to SMEs (80%)."),
        ),
    ] = None,
    rate: Annotated[
        str | None,
        typer.Option(
            "--rate",
            metavar=_SHARE,
            help=say("Taux de cofinancement demandé (70%).", "Co-financing rate asked for (70%)."),
        ),
    ] = None,
    theme: Annotated[
        list[str] | None,
        typer.Option(
            "--theme",
            metavar=say("THÈME", "AREA"),
            help=say("Priorité thématique que le projet traite.", "Priority area that the project tackles."),
        ),
    ] = None,
    form: options.FormatOption = "text",
    table: options.TableOption = None,
    lang: options.LangOption = None,
    data: options.DataOption = None,
    color: options.ColorOption = "auto",
) -> int:
    """Run the command; the exit code is 1 when the region's files hold errors, which are then printed instead."""
    shown = region_command.Shown(form, table, lang, data, color)
    options.form_of(form)
    language = options.lang_of(lang)
    from alignment.pipeline import loading
    from alignment.pipeline.partnering import Question, partners_view
    from alignment.plan.partners_rules import Project

    start, end = _trl(trl)
    project = Project(
        start,
        end,
        cents_of("--grant", grant) if grant is not None else None,
        options.share_of("--sme-share", sme_share),
        options.share_of("--rate", rate),
        tuple(theme or ()),
    )
    loaded = loading.load(options.folder_of(data))
    asked = Question(region, priority, cluster, consortium, strand, project)
    result = partners_view(loaded, asked, language)
    if isinstance(result, list):
        return region_command.refuse(result, loaded, language, shown)
    output.show(result, form, color, table)
    return 0


def _trl(text: str | None) -> tuple[int | None, int | None]:
    """`6-9`. Raises UserError for anything else than two levels from 1 to 9 in order."""
    if text is None:
        return None, None
    found = re.fullmatch(r"([1-9])\s*[-–]\s*([1-9])", text.strip())
    if found is None or found[1] > found[2]:
        raise UserError(
            Bilingual(
                "--trl\u00a0: deux niveaux de 1 à 9 sont attendus, celui de départ puis celui visé (6-9).",
                "--trl: two levels from 1 to 9 are expected, the first and the last one (6-9).",
            )
        )
    return int(found[1]), int(found[2])
