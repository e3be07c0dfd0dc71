"""`alignment suggest`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from alignment.cli import options, output, region_command
from alignment.cli.words import say
from alignment.kernel.bilingual import Bilingual, Lang
from alignment.kernel.user_error import UserError


def suggest(
    region: Annotated[
        str | None,
        typer.Argument(
            metavar="REGION",
            help=say("Région : identifiant, nom ou code NUTS.", "Region: identifier, name or NUTS code."),
            autocompletion=options.complete_region,
        ),
    ] = None,
    cluster: Annotated[
        str | None,
        typer.Argument(
            metavar="[CLUSTER]",
            help=say("Ce cluster seul : identifiant ou nom.", "This cluster alone: identifier or name."),
        ),
    ] = None,
    every: Annotated[
        bool,
        typer.Option(
            "--all",
            help=say("Toutes les régions, chaque action dans la sienne.", "All regions, each action in its own."),
        ),
    ] = False,
    above: Annotated[
        str | None,
        typer.Option(
            "--above",
            metavar=say("CONFIANCE", "CONFIDENCE"),
            help=say(
                "Suggestions d’au moins cette confiance (0,5 ou 50%) ; 50% par défaut.",
                "Suggestions of at least this confidence (0.5 or 50%); 50% by default.",
            ),
        ),
    ] = None,
    top: Annotated[
        int | None,
        typer.Option(
            "--top", metavar="N", min=1, help=say("Les N plus sûres seulement.", "The N most confident only.")
        ),
    ] = None,
    framework: options.FrameworkOption = None,
    doubtful: Annotated[
        bool,
        typer.Option(
            "--doubtful",
            help=say(
                "L’inverse : contributions déclarées que le texte ne soutient pas.",
                "The inverse: declared contributions that the text doesn’t support.",
            ),
        ),
    ] = False,
    below: Annotated[
        str | None,
        typer.Option(
            "--below",
            metavar="X",
            help=say(
                "Avec --doubtful : soutenues à moins de X ; 10% par défaut.",
                "With --doubtful: supported below X; 10% by default.",
            ),
        ),
    ] = None,
    text: Annotated[
        str | None,
        typer.Option(
            "--text",
            metavar=say("FICHIER|-", "FILE|-"),
            help=say(
                "Priorités reconnues dans un texte collé d’un document (- : entrée standard).",
                "Priorities recognised in a text pasted from a document (-: standard input).",
            ),
        ),
    ] = None,
    interactive: Annotated[
        bool,
        typer.Option(
            "--interactive",
            help=say(
                "Décider une par une : principal, significatif, rejeter, passer.",
                "Decide one by one: principal, significant, reject, skip.",
            ),
        ),
    ] = False,
    again: Annotated[
        bool,
        typer.Option("--again", help=say("Avec celles qui ont été rejetées.", "With those that were rejected.")),
    ] = False,
    write: Annotated[
        bool,
        typer.Option(
            "--write",
            help=say(
                "Ajouter les suggestions aux feuilles de route (celles acceptées, avec --interactive).",
                "Add the suggestions to the roadmaps (those accepted, with --interactive).",
            ),
        ),
    ] = False,
    form: options.FormatOption = "text",
    table: options.TableOption = None,
    lang: options.LangOption = None,
    data: options.DataOption = None,
    color: options.ColorOption = "auto",
) -> int:
    """Run the command; the exit code is 1 when the region's files hold errors, which are then printed instead."""
    options.form_of(form)
    language = options.lang_of(lang)
    least, most = options.share_of("--above", above), options.share_of("--below", below)
    used = {
        "--all": every,
        "--doubtful": doubtful,
        "--below": below is not None,
        "--text": text is not None,
        "--interactive": interactive,
        "--write": write,
        "--top": top is not None,
        "--above": above is not None,
        "--again": again,
    }
    _refuse_contradictions([name for name, given in used.items() if given], region, cluster)
    shown = region_command.Shown(form, table, lang, data, color)
    pasted = _pasted(text, language) if text is not None else None
    from alignment.cli import suggest_answers as answers

    loaded, asked = answers.prepare(
        options.folder_of(data), answers.Asked(region, cluster, framework, least, top), language
    )
    if isinstance(asked, list):
        return region_command.refuse(asked, loaded, language, shown)
    if doubtful:
        document = answers.doubts(asked, None if most is None else float(most), language)
    elif pasted is not None:
        document = answers.of_text(asked, *pasted, language)
    else:
        found = answers.suggestions(
            asked, loaded, language, answers.Wish(again, interactive, write, form in ("json", "csv"))
        )
        if isinstance(found, list):
            return region_command.refuse(found, loaded, language, shown)
        document = found
    output.show(document, form, color, table)
    return 0


_APART = (
    ("--all", "--doubtful", "--text", "--interactive", "--write"),
    ("--doubtful", "--text", "--interactive"),
    ("--doubtful", "--text", "--write"),
    ("--doubtful", "--text", "--top"),
    ("--doubtful", "--text", "--again"),
    ("--doubtful", "--above"),
)
"""Options of which one excludes the others."""


def _refuse_contradictions(given: list[str], region: str | None, cluster: str | None) -> None:
    """Raise UserError for options that don't go together, or a region too many or too few."""
    if (region is None) == ("--all" not in given):
        raise UserError(Bilingual("Nommez une région, ou demandez --all.", "Name a region, or ask for --all."))
    for apart in _APART:
        both = [option for option in apart if option in given]
        if len(both) > 1 and not {"--interactive", "--write"}.issuperset(both):
            raise UserError(
                Bilingual(
                    f"{both[0]} et {both[1]} ne vont pas ensemble.", f"{both[0]} and {both[1]} don’t go together."
                )
            )
    if "--below" in given and "--doubtful" not in given:
        raise UserError(Bilingual("--below ne vaut qu’avec --doubtful.", "--below only goes with --doubtful."))
    if cluster is not None and "--text" in given:
        raise UserError(Bilingual("--text lit un texte, non un cluster.", "--text reads a text, not a cluster."))


def _pasted(source: str, lang: Lang) -> tuple[str, str]:
    """The name and the content of a pasted text. Raises UserError when it is too long or isn't UTF-8, OSError when it
    can't be read."""
    from alignment.match.passages import MOST_BYTES
    from alignment.report import words
    from alignment.source.text import decode

    if source == "-":
        name = "entrée standard" if lang == "fr" else "standard input"
        content = sys.stdin.buffer.read(MOST_BYTES + 1)
    else:
        name = Path(source).name
        with Path(source).open("rb") as stream:
            content = stream.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise UserError(
            Bilingual(
                f"{name}\u00a0: texte trop long, plus de {words.number(MOST_BYTES, 'fr')} octets\u00a0; le couper.",
                f"{name}: text too long, more than {words.number(MOST_BYTES, 'en')} bytes; cut it.",
            )
        )
    text, fault = decode(content, name)
    if fault is not None:
        hint = fault.hint or Bilingual("", "")
        line = fault.place.span.line if fault.place.span else 1
        raise UserError(
            Bilingual(
                f"{name}:{line}\u00a0: {fault.message.fr} {hint.fr}",
                f"{name}:{line}: {fault.message.en} {hint.en}",
            )
        )
    return name, text.content
