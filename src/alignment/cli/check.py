"""`alignment check`."""

from __future__ import annotations

from typing import Annotated

import typer

from alignment.cli import options, output
from alignment.cli.words import say


def check(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[CHEMIN]...",
            help=say(
                "Fichiers, dossiers ou régions à contrôler ; tout par défaut.",
                "Files, folders or regions to check; everything by default.",
            ),
        ),
    ] = None,
    lang: options.LangOption = None,
    data: options.DataOption = None,
    color: options.ColorOption = "auto",
) -> int:
    """Run the command; the exit code is 1 when an error was found."""
    language = options.lang_of(lang)
    from alignment import pipeline
    from alignment.kernel.diagnostic import Severity

    findings = pipeline.check_paths(paths or [], data)
    output.show_findings(findings, language, color)
    return 1 if findings.count(Severity.ERROR) else 0
