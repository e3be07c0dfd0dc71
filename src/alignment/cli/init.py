"""`alignment init`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from alignment.cli import options
from alignment.cli.words import say
from alignment.kernel.bilingual import Bilingual
from alignment.kernel.safe_text import terminal as safe
from alignment.kernel.user_error import UserError


def init(
    what: Annotated[
        str,
        typer.Argument(
            metavar=say("[DOSSIER|region|cluster]", "[DIR|region|cluster]"),
            help=say(
                "Dossier à créer (celui-ci par défaut), ou «\u00a0region\u00a0», «\u00a0cluster\u00a0» pour compléter un jeu de données.",
                "Folder to make (this one by default), or “region”, “cluster” to add to a data set.",
            ),
        ),
    ] = ".",
    name: Annotated[
        str | None,
        typer.Argument(
            metavar=say("[NOM]", "[NAME]"),
            help=say("Nom de la région ou du cluster.", "Name of the region or cluster."),
        ),
    ] = None,
    region: Annotated[
        str | None,
        typer.Option(
            "--region",
            metavar=say("RÉGION", "REGION"),
            help=say("Région du cluster, s’il y en a plusieurs.", "Region of the cluster, if there are several."),
            autocompletion=options.complete_region,
        ),
    ] = None,
    lang: options.LangOption = None,
    data: options.DataOption = None,
) -> int:
    """Run the command."""
    language = options.lang_of(lang)
    from alignment.editing import starting

    if what not in ("region", "cluster") and (name is not None or region is not None):
        raise UserError(
            Bilingual(
                "Un nom ou une région vont avec «\u00a0alignment init region\u00a0» ou «\u00a0alignment init cluster\u00a0».",
                "A name or a region goes with “alignment init region” or “alignment init cluster”.",
            )
        )
    if what == "region":
        made = starting.add_region(options.folder_of(data), name or "Nouvelle région")
    elif what == "cluster":
        made = starting.add_cluster(options.folder_of(data), name or "Nouveau cluster", region)
    else:
        made = starting.start_workspace(Path(what))
    for path in made:
        print(safe(os.path.relpath(path)))
    folder = "" if what in ("region", "cluster", ".") else f"cd {what} ; "
    print(
        Bilingual(
            f"Les textes sont des exemples\u00a0: remplacez-les, puis «\u00a0{folder}alignment check\u00a0».",
            f"The texts are examples: replace them, then “{folder}alignment check”.",
        ).to(language)
    )
    return 0
