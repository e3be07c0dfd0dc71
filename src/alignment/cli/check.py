"""`alignment check`."""

from __future__ import annotations

from typing import Annotated

import typer

from alignment.cli import options, output
from alignment.cli.words import say


def check_command(
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
    """Run the command; the exit code is 1 when an error was found, 2 when a rule could not judge."""
    language = options.lang_of(lang)
    from alignment.checking.run import Asked, check
    from alignment.kernel.diagnostic import Severity

    findings = check(Asked(tuple(paths or ()), data))
    output.show_findings(findings, language, color)
    if findings.failed:
        return 2
    return 1 if findings.count(Severity.ERROR) else 0
