"""Help and usage errors in the reader's language: typer's own words are English only.

Typer looks its words up through `typer.core._`; the few that it writes out are overridden below. Pinned with typer
in pyproject.toml, and kept true by tests/cli/test_command_line.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from importlib import import_module
from typing import Any, NamedTuple

import typer
import typer.core
import typer.main
from typer._click import exceptions as usage
from typer.core import TyperCommand, TyperGroup

from alignment.cli.words import LANGUAGE, say

_FRENCH = {
    "Arguments": "Arguments\u00a0",  # a colon follows
    "Options": "Options\u00a0",
    "default: {default}": "défaut\u00a0: {default}",
    "required": "obligatoire",
    "Missing command.": "Il manque une commande.",
    "No such command {name!r}.": "Commande inconnue {name!r}.",
}

_COMPLETION = {
    "install_completion": "Ajouter la complétion au terminal.",
    "show_completion": "Montrer le script de complétion, pour le copier ou l’adapter.",
}

if LANGUAGE == "fr":
    vars(typer.core)["_"] = lambda message: _FRENCH.get(message, message)


class Entry(NamedTuple):
    """A command before it is imported: its module in `alignment.cli`, its function there, its help."""

    module: str
    function: str
    help: str


class _Worded:
    """What both kinds of command say in the reader's language."""

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """Return the parts of the usage line; braces are kept for choices alone."""
        pieces: list[str] = super().collect_usage_pieces(ctx)  # type: ignore[misc]
        return [piece if "|" in piece else piece.strip("{}") for piece in pieces]

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """Write the usage line."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        pieces = pieces.replace("COMMAND [ARGS]...", say("COMMANDE [ARGUMENTS]...", "COMMAND [ARGS]..."))
        formatter.write_usage(ctx.command_path, pieces, prefix=say("Utilisation : ", "Usage: "))

    def get_help_option(self, ctx: Any) -> Any:
        """Return `--help`, explained in the reader's language."""
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = say("Afficher cette aide.", "Show this help.")
        return option


class WordedCommand(_Worded, TyperCommand):
    """A command whose help is in the reader's language."""


class LazyGroup(_Worded, TyperGroup):
    """The application: its commands are known by name, and imported when they are named."""

    entries: Mapping[str, Entry] = {}

    def get_params(self, ctx: Any) -> list[Any]:
        """Return the options, those of completion in the reader's language too."""
        params: list[Any] = list(super().get_params(ctx))
        for param in params:
            if LANGUAGE == "fr" and param.name in _COMPLETION:
                param.help = _COMPLETION[param.name]
        return params

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the names of the commands, in the order of the table."""
        return list(self.entries)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Import one command and build it; None when there is none of that name."""
        entry = self.entries.get(cmd_name)
        if entry is None:
            return None
        module = import_module(f"alignment.cli.{entry.module}")
        alone = typer.Typer(add_completion=False, rich_markup_mode=None)
        alone.command(cmd_name, cls=WordedCommand, help=entry.help)(getattr(module, entry.function))
        command = typer.main.get_command(alone)
        command.context_settings = {"help_option_names": ["--help", "-h"], "max_content_width": 100}
        return command

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the list of commands without importing any."""
        with formatter.section(say("Commandes\u00a0", "Commands")):
            formatter.write_dl([(name, entry.help) for name, entry in self.entries.items()])

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command that was named; a near miss is suggested."""
        if self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            near = get_close_matches(args[0], self.entries, n=2)
            hint = say(" Vouliez-vous dire ", " Did you mean ") + say(" ou ", " or ").join(near) + say(" ?", "?")
            ctx.fail(
                say("Commande inconnue « ", "Unknown command “")
                + args[0]
                + say(" ».", "”.")
                + (hint if near else "")
            )
        return super().resolve_command(ctx, args)


def usage_sentence(error: usage.ClickException) -> str:
    """One sentence for a wrong use of the command line, with the way to the help."""
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "alignment"
    way_out = say(f" Voir « {path} --help ».", f" See “{path} --help”.")
    return _sentence(error) + way_out


def _sentence(error: usage.ClickException) -> str:
    if LANGUAGE == "en":
        return error.format_message()
    if isinstance(error, usage.NoSuchOption):
        near = ", ".join(sorted(error.possibilities or ()))
        return f"Option inconnue {error.option_name}." + (f" Vouliez-vous dire {near} ?" if near else "")
    if isinstance(error, usage.MissingParameter):
        name = error.param.make_metavar(error.ctx) if error.param is not None and error.ctx is not None else ""
        return f"Il manque {name}."
    if isinstance(error, usage.BadOptionUsage):
        return f"L’option {error.option_name} est mal employée (valeur manquante ou de trop)."
    if isinstance(error, usage.BadParameter) and error.param is not None and error.ctx is not None:
        return f"Valeur refusée pour {error.param.get_error_hint(error.ctx)}."
    message = error.format_message()
    if message.startswith("Got unexpected extra argument"):
        return f"Argument de trop : {message.rpartition('(')[2].rstrip(')')}."
    return message
