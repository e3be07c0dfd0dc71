"""Options that several commands share: the same name, the same meaning, everywhere."""

from __future__ import annotations

import os
import sys
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from alignment.cli.words import say
from alignment.kernel.bilingual import Bilingual, Lang
from alignment.kernel.user_error import UserError

if TYPE_CHECKING:
    from alignment.config import DataFolder


def complete_region(incomplete: str) -> list[str]:
    """Regions of the data folder in use, for shell completion; imports no model."""
    from alignment.config import data_folder, region_ids

    try:
        folder = data_folder(None, os.environ, Path.cwd())
    except UserError:
        return []
    return [region for region in region_ids(folder.root) if region.startswith(incomplete)]


RegionArgument = Annotated[
    str,
    typer.Argument(
        metavar=say("RÉGION", "REGION"),
        help=say("Région : identifiant, nom ou code NUTS.", "Region: identifier, name or NUTS code."),
        autocompletion=complete_region,
    ),
]
DataOption = Annotated[
    str | None,
    typer.Option(
        "--data",
        metavar=say("DOSSIER", "DIR"),
        help=say("Dossier des données à lire.", "Folder of the data to read."),
    ),
]
LangOption = Annotated[
    str | None,
    typer.Option("--lang", metavar="fr|en", help=say("Langue : fr ou en.", "Language: fr or en.")),
]
CursorOption = Annotated[
    str | None,
    typer.Option(
        "--cursor",
        metavar="K",
        help=say(
            "Curseur de 0 (SRDEII seul) à 1 (Europe seule) ; celui de la région par défaut.",
            "Cursor from 0 (SRDEII alone) to 1 (Europe alone); the region's by default.",
        ),
    ),
]
ScenarioOption = Annotated[
    str | None,
    typer.Option("--scenario", metavar="ID", help=say("Scénario de la région.", "Scenario of the region.")),
]
FrameworkOption = Annotated[
    str | None,
    typer.Option(
        "--framework",
        metavar=say("CADRE", "FRAMEWORK"),
        help=say("Ce cadre seul : srdeii, s3…", "This framework alone: srdeii, s3…"),
    ),
]
FormatOption = Annotated[
    str,
    typer.Option(
        "--format",
        metavar="text|json|csv|markdown",
        help=say("Forme du résultat.", "Form of the result."),
    ),
]
TableOption = Annotated[
    str | None,
    typer.Option(
        "--table",
        metavar=say("NOM", "NAME"),
        help=say(
            "Table à écrire en CSV ; la première par défaut.", "Table to write as CSV; the first by default."
        ),
    ),
]
DayOption = Annotated[
    str | None,
    typer.Option(
        "--date",
        metavar=say("AAAA-MM-JJ", "YYYY-MM-DD"),
        help=say(
            "Date imprimée ; celle de SOURCE_DATE_EPOCH à défaut, sinon aucune.",
            "Date printed; that of SOURCE_DATE_EPOCH by default, else none.",
        ),
    ),
]
ColorOption = Annotated[
    str,
    typer.Option(
        "--color", metavar="auto|always|never", help=say("Couleurs du terminal.", "Colours of the terminal.")
    ),
]


def folder_of(data: str | None) -> DataFolder:
    """The data folder of this run. Raises UserError when the chosen one isn't there.

    Files are about to be read: a slow reader is told here, once, on standard error.
    """
    from alignment.config import data_folder
    from alignment.source.yaml_events import has_libyaml

    if not has_libyaml():
        slow = say(
            "alignment : PyYAML n’a pas libyaml ici ; la lecture est la même, une dizaine de fois plus lente.",
            "alignment: PyYAML has no libyaml here; files read the same, some ten times slower.",
        )
        print(slow, file=sys.stderr)
    return data_folder(data, os.environ, Path.cwd())


def lang_of(lang: str | None) -> Lang:
    """The language of this run. Raises UserError for an unknown one."""
    from alignment.config import language

    return language(lang, os.environ, Path.cwd())


def form_of(form: str) -> str:
    """The form asked for. Raises UserError for an unknown one."""
    from alignment.cli.output import FORMS

    return choice("--format", form, FORMS)


def choice(option: str, value: str, allowed: tuple[str, ...]) -> str:
    """A value of a closed list. Raises UserError with the list."""
    if value not in allowed:
        listed = ", ".join(allowed)
        raise UserError(
            Bilingual(
                f"{option}\u00a0: «\u00a0{value}\u00a0» n’est pas proposé (choix\u00a0: {listed}).",
                f"{option}: “{value}” is not one of {listed}.",
            )
        )
    return value


def cursor_of(text: str | None) -> Fraction | None:
    """A cursor as typed, exact. Raises UserError outside 0 to 1."""
    return share_of("--cursor", text)


def share_of(option: str, text: str | None) -> Fraction | None:
    """A share as typed, exact: `0.35`, `0,35`, `35%`. Raises UserError outside 0 to 1."""
    if text is None:
        return None
    figure = text.strip().removesuffix("%").rstrip()
    try:
        value = Fraction(figure.replace(",", ".")) if len(text) <= 30 and "e" not in text.lower() else None
    except (ValueError, ZeroDivisionError):
        value = None
    if value is not None and text.rstrip().endswith("%"):
        value /= 100
    if value is None or not 0 <= value <= 1:
        raise UserError(
            Bilingual(
                f"{option}\u00a0: «\u00a0{text}\u00a0» n’est pas un nombre entre 0 et 1.",
                f"{option}: “{text}” is not a number between 0 and 1.",
            )
        )
    return value


def date_of(text: str | None) -> date | None:
    """The date to print: as typed, else that of SOURCE_DATE_EPOCH (in UTC), else none. Raises UserError."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        if text is not None:
            return date.fromisoformat(text)
        return datetime.fromtimestamp(int(epoch), UTC).date() if epoch else None
    except (ValueError, OverflowError, OSError):
        name, value = ("--date", text) if text is not None else ("SOURCE_DATE_EPOCH", epoch)
        raise UserError(
            Bilingual(
                f"{name}\u00a0: «\u00a0{value}\u00a0» n’est pas une date.", f"{name}: “{value}” is not a date."
            )
        ) from None
