"""`alignment check`."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from alignment.cli import options
from alignment.cli.words import say
from alignment.kernel.bilingual import Bilingual
from alignment.kernel.user_error import UserError


def check_command(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar=say("[CHEMIN]...", "[PATH]..."),
            help=say(
                "Fichiers, dossiers ou régions à contrôler ; tout par défaut ; - pour l’entrée standard.",
                "Files, folders or regions to check; everything by default; - for standard input.",
            ),
        ),
    ] = None,
    profile: Annotated[
        str | None,
        typer.Option(
            metavar="draft|publication|council",
            help=say("Exigence, de la plus souple à la plus stricte.", "How strictly, from lenient to strict."),
        ),
    ] = None,
    select: Annotated[
        list[str] | None,
        typer.Option(
            metavar="CODE",
            help=say("Seulement ces règles ou familles (AL3).", "Only these rules or families (AL3)."),
        ),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option(metavar="CODE", help=say("Sans ces règles ou familles.", "Without these rules or families.")),
    ] = None,
    base: Annotated[
        str | None,
        typer.Option(
            metavar="REV",
            help=say(
                "Ne dire que ce qui n’était pas dans cette révision de git.",
                "Tell only what wasn’t in this revision of git.",
            ),
        ),
    ] = None,
    date: Annotated[
        str | None,
        typer.Option(
            metavar=say("AAAA-MM-JJ", "YYYY-MM-DD"),
            help=say(
                "Jour auquel juger les dates ; aujourd’hui par défaut.", "Day to judge dates on; today by default."
            ),
        ),
    ] = None,
    fail_on: Annotated[
        str,
        typer.Option(
            metavar="error|warning|never",
            help=say("Gravité qui fait échouer le contrôle (code 1).", "Severity that fails the check (code 1)."),
        ),
    ] = "error",
    statistics: Annotated[
        bool, typer.Option("--statistics", help=say("Compter par règle.", "Count by rule."))
    ] = False,
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="text|json|github|gitlab|sarif|junit|markdown",
            help=say("Forme sur la sortie standard.", "Form on standard output."),
        ),
    ] = None,
    out: Annotated[
        list[str] | None,
        typer.Option(
            metavar=say("FORME=CHEMIN", "FORM=PATH"),
            help=say(
                "Écrire aussi cette forme dans un fichier ; répétable.", "Also write a form to a file; repeatable."
            ),
        ),
    ] = None,
    stdin_filename: Annotated[
        str | None,
        typer.Option(
            metavar=say("CHEMIN", "PATH"),
            help=say("Nom du fichier lu sur l’entrée standard.", "Name of the file read from standard input."),
        ),
    ] = None,
    fix: Annotated[
        bool,
        typer.Option(
            "--fix",
            help=say(
                "D’abord corriger ce qui peut l’être sans risque, et mettre en forme.",
                "First mend what can be mended safely, and lay the files out.",
            ),
        ),
    ] = False,
    unsafe_fixes: Annotated[
        bool,
        typer.Option(
            "--unsafe-fixes",
            help=say(
                "Avec --fix : aussi ce qui n’est que probable, à relire.",
                "With --fix: also what is only likely, to be read over.",
            ),
        ),
    ] = False,
    lang: options.LangOption = None,
    data: options.DataOption = None,
    color: options.ColorOption = "auto",
) -> int:
    """Run the command: 1 when something at or above `fail_on` was found, 2 when a rule could not judge."""
    from alignment.cli.check_output import output
    from alignment.config import today
    from alignment.kernel.kept import Kept
    from alignment.pipeline.checking.run import Asked, check

    writer = output(form, out or (), options.lang_of(lang), color, fail_on, statistics)
    unsaved = _standard_input(paths or [], stdin_filename)
    if unsafe_fixes and not fix:
        raise UserError(Bilingual("--unsafe-fixes va avec --fix.", "--unsafe-fixes goes with --fix."))
    if fix and unsaved:
        raise UserError(
            Bilingual("--fix ne va pas avec l’entrée standard.", "--fix does not go with standard input.")
        )
    if fix:
        from alignment.cli.fixing import fix_files

        fix_files(paths or [], data, unsafe_fixes, options.lang_of(lang))
    asked = Asked(
        paths=() if unsaved else tuple(paths or ()),
        data=data,
        profile=profile,
        select=tuple(select or ()),
        ignore=tuple(ignore or ()),
        today=today(date, os.environ),
        base=base,
        unsaved=unsaved,
        store=Kept.of(os.environ),
    )
    return writer.write(check(asked))


def _standard_input(paths: list[str], name: str | None) -> tuple[str, bytes] | None:
    """The file on standard input, where `-` asks for it: its name and its bytes, as many as a file may have and one."""
    if "-" not in paths:
        if name is not None:
            raise UserError(
                Bilingual(
                    "--stdin-filename va avec «\u00a0-\u00a0» (entrée standard).",
                    "--stdin-filename goes with “-” (standard input).",
                )
            )
        return None
    if len(paths) > 1:
        raise UserError(
            Bilingual("«\u00a0-\u00a0» ne va avec aucun autre chemin.", "“-” goes with no other path.")
        )
    from alignment.source.yaml_events import MAX_BYTES

    # The name is taken for a path, which a C locale can encode in ASCII alone.
    return name or say("entree-standard", "standard-input"), sys.stdin.buffer.read(MAX_BYTES + 1)
