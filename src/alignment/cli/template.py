"""`alignment template`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from alignment.cli import options
from alignment.cli.words import say
from alignment.kernel.safe_text import terminal as safe


def template(
    region: options.RegionArgument,
    out: Annotated[
        str,
        typer.Option(
            "--out", metavar=say("FICHIER.xlsx", "FILE.xlsx"), help=say("Classeur à écrire.", "Workbook to write.")
        ),
    ],
    cluster: Annotated[
        str | None,
        typer.Option(
            "--cluster",
            metavar="ID",
            help=say("Cluster à remplir de ce qui est connu.", "Cluster to fill in with what is known."),
        ),
    ] = None,
    lang: options.LangOption = None,
    data: options.DataOption = None,
) -> int:
    """Write the workbook and name it on standard output; exit 1 when errors of the data stand in the way."""
    language = options.lang_of(lang)
    from alignment.exchange.template import template as workbook
    from alignment.kernel import atomic
    from alignment.pipeline import loading
    from alignment.pipeline.lookup import find_region, find_roadmap

    loaded = loading.load(options.folder_of(data))
    chosen = find_region(loaded.data, region)
    blocking = loaded.blocking(chosen)
    if blocking:
        from alignment.cli.region_command import Shown, refuse

        return refuse(loaded.findings(blocking), loaded, language, Shown("xlsx", None, lang, data, "auto"))
    placed = find_roadmap(loaded.data, chosen, cluster) if cluster else None
    atomic.write(Path(out), workbook(loaded.data, chosen, placed))
    print(safe(out))
    return 0
