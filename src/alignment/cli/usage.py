"""Help and usage errors in the reader's language: typer's own words are English only.

Typer looks its words up through `typer.core._`; the few that it writes out are overridden below. Pinned with typer
in pyproject.toml, and kept true by tests/cli/test_usage.py.
"""

from __future__ import annotations

from typing import Any

import typer.core
from typer._click import exceptions as usage
from typer.core import TyperCommand, TyperGroup

from alignment.cli.words import LANGUAGE, say

_FRENCH = {
    "Arguments": "Arguments",
    "Options": "Options",
    "Commands": "Commandes",
    "default: {default}": "défaut : {default}",
    "required": "obligatoire",
    "Missing command.": "Il manque une commande.",
    "No such command {name!r}.": "Commande inconnue {name!r}.",
}

if LANGUAGE == "fr":
    typer.core._ = lambda message: _FRENCH.get(message, message)


class _Worded:
    """What both kinds of command say in the reader's language."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """Write the usage line."""
        pieces = " ".join(self.collect_usage_pieces(ctx))  # type: ignore[attr-defined]
        formatter.write_usage(ctx.command_path, pieces, prefix=say("Utilisation : ", "Usage: "))

    def get_help_option(self, ctx: Any) -> Any:
        """Return `--help`, explained in the reader's language."""
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = say("Afficher cette aide.", "Show this help.")
        return option


class WordedCommand(_Worded, TyperCommand):
    """A command whose help is in the reader's language."""


class WordedGroup(_Worded, TyperGroup):
    """The application, whose help is in the reader's language."""


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
