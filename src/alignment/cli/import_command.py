"""`alignment import`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from alignment.cli import options, output
from alignment.cli.words import say


def import_command(
    file: Annotated[
        str,
        typer.Argument(
            metavar=say("FICHIER", "FILE"),
            help=say("Classeur rempli : .xlsx, .ods ou .csv.", "Workbook filled in: .xlsx, .ods or .csv."),
        ),
    ],
    region: Annotated[
        str | None,
        typer.Option(
            "--region",
            metavar=say("RÉGION", "REGION"),
            help=say("Région d’attache d’un nouveau cluster.", "Home region of a new cluster."),
        ),
    ] = None,
    cluster: Annotated[
        str | None,
        typer.Option(
            "--cluster",
            metavar="ID",
            help=say("Cluster, si le fichier ne le dit pas.", "Cluster, if the file doesn’t say it."),
        ),
    ] = None,
    out: Annotated[
        str | None,
        typer.Option(
            "--out",
            metavar=say("DOSSIER", "DIR"),
            help=say(
                "Dossier de données où écrire ; celui qui est lu par défaut.",
                "Data folder to write to; the one that is read by default.",
            ),
        ),
    ] = None,
    dry_run: Annotated[
        bool,
        typer.Option(
            "--dry-run",
            help=say("Dire ce qui serait fait, sans rien écrire.", "Say what would be done, write nothing."),
        ),
    ] = False,
    form: options.FormatOption = "text",
    table: options.TableOption = None,
    lang: options.LangOption = None,
    data: options.DataOption = None,
    color: options.ColorOption = "auto",
) -> int:
    """Run the command; the exit code is 1 when a cell isn't certain or the file would hold errors."""
    options.form_of(form)
    language = options.lang_of(lang)
    from alignment.editing.importing import Order, run
    from alignment.report.content.intake import intake_document

    folder = options.folder_of(data)
    order = Order(Path(file), folder, region, cluster, Path(out) if out else None, dry_run)
    done = run(order)
    output.show(
        intake_document(done.takens, done.outcomes, done.changes, Path(file).name, language), form, color, table
    )
    if done.findings.located:
        output.show_findings(done.findings, language, color, error=True)
    return 1 if done.findings.located or any(taken.refused for taken in done.takens) else 0
