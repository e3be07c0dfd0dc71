"""`alignment diff`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from alignment.cli import options, output
from alignment.cli.words import say


def diff(
    base: Annotated[
        str,
        typer.Argument(
            metavar=say("AVANT", "BEFORE"),
            help=say("Révision de git ou dossier d’avant.", "Revision of git, or folder, from before."),
        ),
    ],
    head: Annotated[
        str | None,
        typer.Argument(
            metavar=say("[APRÈS]", "[AFTER]"),
            help=say(
                "Révision ou dossier d’après ; les fichiers tels qu’ils sont par défaut.",
                "Revision or folder from after; the files as they stand by default.",
            ),
        ),
    ] = None,
    region: Annotated[
        str | None,
        typer.Option(
            "--region",
            metavar=say("RÉGION", "REGION"),
            help=say("Cette région seule.", "This region alone."),
            autocompletion=options.complete_region,
        ),
    ] = None,
    fail_on_drop: Annotated[
        str | None,
        typer.Option(
            "--fail-on-drop",
            metavar="X",
            help=say(
                "Sortir avec le code 1 si l’alignement d’un cluster ou la couverture d’un cadre baisse de plus de X (0,05 ou 5%).",
                "Exit with code 1 if the alignment of a cluster or the coverage of a framework falls by more than X (0.05 or 5%).",
            ),
        ),
    ] = None,
    form: options.FormatOption = "text",
    table: options.TableOption = None,
    lang: options.LangOption = None,
    data: options.DataOption = None,
    color: options.ColorOption = "auto",
) -> int:
    """Run the command; the exit code is 1 for a drop beyond what is allowed, or a score that errors have cost."""
    options.form_of(form)
    language = options.lang_of(lang)
    beyond = options.share_of("--fail-on-drop", fail_on_drop)
    from alignment.pipeline import differing
    from alignment.report.content.diff import diff_document

    folder = options.folder_of(data)
    found = differing.compare(folder, base, head, region, beyond)
    folders_alone = Path(base).is_dir() and head is not None and Path(head).is_dir()
    label = None if folders_alone else folder.label(language)
    output.show(diff_document(found, label, language), form, color, table)
    return 1 if found.fails else 0
