"""`alignment fmt`."""

from __future__ import annotations

import difflib
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from alignment.cli import options, output
from alignment.cli.words import say
from alignment.kernel.bilingual import Bilingual, Lang
from alignment.kernel.safe_text import terminal as safe

if TYPE_CHECKING:
    from alignment.editing.formatting import Change, Formatted


def fmt(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar=say("[CHEMIN]...", "[PATH]..."),
            help=say(
                "Fichiers, dossiers ou régions à mettre en forme ; tout par défaut.",
                "Files, folders or regions to lay out; everything by default.",
            ),
        ),
    ] = None,
    check: Annotated[
        bool,
        typer.Option(
            "--check",
            help=say(
                "Ne rien écrire ; code 1 si un fichier changerait.",
                "Write nothing; exit 1 if a file would change.",
            ),
        ),
    ] = False,
    diff: Annotated[
        bool,
        typer.Option(
            "--diff",
            help=say(
                "Ne rien écrire ; montrer ce qui changerait, code 1 s’il y a lieu.",
                "Write nothing; show what would change, exit 1 if anything would.",
            ),
        ),
    ] = False,
    lang: options.LangOption = None,
    data: options.DataOption = None,
    color: options.ColorOption = "auto",
) -> int:
    """Run the command; the exit code is 1 when a file can't be laid out or, without writing, would change."""
    language = options.lang_of(lang)
    from alignment.editing import formatting
    from alignment.kernel import atomic

    found = formatting.survey(paths or [], data)
    if diff:
        for change in found.changes:
            sys.stdout.writelines(_difference(change))
    elif not check:
        for change in found.changes:
            atomic.write(change.path, change.after.encode("utf-8"))
    if not diff:
        for change in found.changes:
            print(safe(change.name))
    print(_summary(found, check or diff, language), file=sys.stderr)
    if found.refused.located:
        output.show_findings(found.refused, language, color, error=True)
    return 1 if found.refused.located or ((check or diff) and found.changes) else 0


def _difference(change: Change) -> list[str]:
    """The change of one file as a unified diff, harmless in a terminal."""
    before, after = change.before.splitlines(), change.after.splitlines()
    lines = difflib.unified_diff(before, after, f"a/{change.name}", f"b/{change.name}", lineterm="")
    return [safe(line) + "\n" for line in lines]


def _summary(found: Formatted, dry: bool, lang: Lang) -> str:
    count, rest = len(found.changes), found.files - len(found.changes)
    one = count < 2
    done = Bilingual(
        f"{count} fichier{'' if one else 's'} {'à mettre' if dry else 'mis'} en forme, {rest} en l’état.",
        f"{count} file{'' if count == 1 else 's'} {'to lay out' if dry else 'laid out'}, {rest} left as they are.",
    )
    return done.to(lang)
