"""The application: commands, exit codes, streams."""

from __future__ import annotations

import os
import sys
from typing import Annotated, Any

import typer
import typer.main
from typer._click import exceptions as usage

from alignment import __version__
from alignment.cli.usage import Entry, LazyGroup, usage_sentence
from alignment.cli.words import LANGUAGE, say
from alignment.kernel.safe_text import terminal as safe
from alignment.kernel.user_error import UserError

LazyGroup.entries = {
    "score": Entry(
        "score",
        "score",
        say(
            "Noter les clusters d’une région : alignement, couverture, articulation, lacunes, argent.",
            "Score the clusters of a region: alignment, coverage, articulation, gaps, money.",
        ),
    ),
    "gaps": Entry(
        "gaps",
        "gaps",
        say(
            "Classer les priorités par gravité : non couvertes, fragiles, très disputées, et ce qu’il manque.",
            "Rank the priorities by severity: uncovered, fragile, crowded, and what is missing.",
        ),
    ),
    "matrix": Entry(
        "matrix",
        "matrix",
        say(
            "Croiser clusters et priorités dans une carte de couverture.",
            "Cross clusters and priorities in a map of coverage.",
        ),
    ),
    "explain": Entry(
        "explain",
        "explain",
        say(
            "Expliquer un chiffre d’un cluster, jusqu’aux actions et à leur place dans les fichiers.",
            "Explain a figure of a cluster, down to the actions and their places in the files.",
        ),
    ),
    "requirements": Entry(
        "requirements",
        "requirements",
        say(
            "Juger les exigences de la Région : respectées ou non par chaque cluster, et comment les respecter.",
            "Judge what the region requires: met or not by each cluster, and how to meet it.",
        ),
    ),
    "trajectory": Entry(
        "trajectory",
        "trajectory",
        say(
            "Suivre la couverture prévue année par année, et ce qui est réalisé.",
            "Follow the coverage planned year by year, and what is delivered.",
        ),
    ),
    "money": Entry(
        "money",
        "money",
        say(
            "Suivre l’argent : sources, levier, équilibre avec les poids, recouvrements entre clusters.",
            "Follow the money: sources, leverage, balance with the weights, overlaps between clusters.",
        ),
    ),
    "diff": Entry(
        "diff",
        "diff",
        say(
            "Montrer ce que change une proposition : actions, scores, états, exigences (deux révisions ou deux dossiers).",
            "Show what a proposal changes: actions, scores, states, requirements (two revisions or two folders).",
        ),
    ),
    "compare": Entry(
        "compare",
        "compare",
        say(
            "Comparer des régions par domaine, ou des clusters d’une région.",
            "Compare regions by domain, or clusters of a region.",
        ),
    ),
    "robustness": Entry(
        "robustness",
        "robustness",
        say(
            "Éprouver le classement : d’autres poids, un autre curseur, tirés au hasard.",
            "Try the ranking: other weights and another cursor, drawn at random.",
        ),
    ),
    "scenarios": Entry(
        "scenarios",
        "scenarios",
        say(
            "Comparer les scénarios d’une région et voir ce que change le curseur.",
            "Compare the scenarios of a region, and see what the cursor changes.",
        ),
    ),
    "report": Entry(
        "report",
        "report",
        say(
            "Écrire le rapport d’une région, de plusieurs ou de toutes : HTML, PDF, XLSX, Markdown, CSV, JSON.",
            "Write the report of one region, several or all: HTML, PDF, XLSX, Markdown, CSV, JSON.",
        ),
    ),
    "serve": Entry(
        "serve",
        "serve",
        say(
            "Montrer dans le navigateur le rapport d’une région, refait à chaque fichier enregistré.",
            "Show the report of a region in the browser, made again at each file saved.",
        ),
    ),
    "suggest": Entry(
        "suggest",
        "suggest",
        say(
            "Suggérer les priorités que servent les textes des actions, au-delà de ce qu’elles déclarent.",
            "Suggest the priorities that the texts of actions serve, beyond what they declare.",
        ),
    ),
    "template": Entry(
        "template",
        "template",
        say(
            "Écrire le classeur que la région envoie à un cluster, avec ses listes de priorités.",
            "Write the workbook that a region sends to a cluster, with its lists of priorities.",
        ),
    ),
    "import": Entry(
        "import_command",
        "import_command",
        say(
            "Lire un classeur rempli (.xlsx, .ods, .csv) et en faire une feuille de route.",
            "Read a filled workbook (.xlsx, .ods, .csv) and make a roadmap of it.",
        ),
    ),
    "export": Entry(
        "export",
        "export",
        say(
            "Donner les données d’une région : tables (xlsx, csv) ou données liées (jsonld).",
            "Give the data of a region: tables (xlsx, csv) or linked data (jsonld).",
        ),
    ),
    "allocate": Entry(
        "allocate",
        "allocate",
        say(
            "Choisir les actions proposées qu’une enveloppe devrait financer, à l’optimum prouvé.",
            "Choose the proposed actions that an envelope should fund, to proven optimality.",
        ),
    ),
    "partners": Entry(
        "partners",
        "partners",
        say(
            "Trouver des régions et des clusters partenaires, et les consortiums éligibles à I3.",
            "Find partner regions and clusters, and the consortia eligible to I3.",
        ),
    ),
    "check": Entry("check", "check_command", say("Contrôler les fichiers de données.", "Check the data files.")),
    "data": Entry(
        "data",
        "data",
        say(
            "Dire ce que valent les données : textes, codage, sources.",
            "Say what the data are worth: texts, coding, sources.",
        ),
    ),
    "rule": Entry(
        "rule",
        "rule",
        say("Expliquer une règle de contrôle, ou les énumérer.", "Explain a rule of the checks, or list them."),
    ),
    "list": Entry(
        "list_command",
        "list_contents",
        say("Lister régions, clusters et cadres.", "List regions, clusters and frameworks."),
    ),
    "lsp": Entry(
        "lsp",
        "lsp",
        say(
            "Servir un éditeur : contrôles, complétion et survol pendant la saisie.",
            "Serve an editor: checks, completion and hover while typing.",
        ),
    ),
    "init": Entry(
        "init",
        "init",
        say(
            "Commencer un jeu de données, ou lui ajouter une région, un cluster.",
            "Start a data set, or add a region or a cluster to one.",
        ),
    ),
    "fmt": Entry(
        "fmt",
        "fmt",
        say(
            "Mettre les fichiers en forme : ordre des clés, indentation, guillemets.",
            "Lay the files out: order of keys, indentation, quotes.",
        ),
    ),
    "schema": Entry(
        "schema",
        "schema",
        say(
            "Imprimer le schéma JSON d’un genre de fichier, pour les éditeurs.",
            "Print the JSON Schema of a kind of file, for editors.",
        ),
    ),
}

app = typer.Typer(
    cls=LazyGroup,
    name="alignment",
    help=say(
        "Analyse de l’alignement des clusters sur les priorités régionales (SRDEII) et européennes (S3).",
        "How well clusters serve regional (SRDEII) and European (S3) priorities.",
    ),
    epilog=say(
        "Codes de sortie : 0 rien à signaler, 1 erreurs dans les données, 2 usage incorrect, 3 rien à lire.",
        "Exit codes: 0 clean, 1 errors in the data, 2 wrong usage, 3 nothing to read.",
    ),
    rich_markup_mode=None,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"], "max_content_width": 100},
)


def _version(asked: bool) -> None:
    if asked:
        print(f"alignment {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_version, is_eager=True, help=say("Afficher la version.", "Show the version.")
        ),
    ] = False,
    no_cache: Annotated[  # taken out before this point, wherever it stands: here for the help
        bool,
        typer.Option(
            "--no-cache", help=say("Tout relire, sans réponse gardée.", "Read everything again, no kept answer.")
        ),
    ] = False,
) -> None:
    """Hold the options that stand before a command."""


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code; nothing but the code and the streams leaves this function."""
    try:
        code = _invoke(arguments)
        sys.stdout.flush()
    except typer.Exit as leaving:
        return leaving.exit_code
    except UserError as error:
        _complain(error.message.to(LANGUAGE))
        return error.exit_code
    except usage.NoArgsIsHelpError as error:
        print(error.message)
        return 2
    except usage.ClickException as error:
        _complain(usage_sentence(error))
        return 2
    except (KeyboardInterrupt, typer.Abort):
        _complain(say("Interrompu.", "Interrupted."))
        return 130
    except BrokenPipeError:
        # The reader went away: nothing is wrong. What is still buffered must not be written at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        _complain(
            f"{error.strerror or error} ({error.filename})" if error.filename else str(error.strerror or error)
        )
        return 2
    except Exception as error:
        if os.environ.get("ALIGNMENT_DEBUG"):
            raise
        _complain(
            say(
                f"Défaillance interne ({type(error).__name__}) : c’est un défaut de l’outil, merci de le signaler. "
                "ALIGNMENT_DEBUG=1 en montre le détail.",
                f"Internal failure ({type(error).__name__}): this is a fault of the tool, please report it. "
                "ALIGNMENT_DEBUG=1 shows the details.",
            )
        )
        return 2
    return code if isinstance(code, int) else 0


def _invoke(arguments: list[str]) -> object:
    """Run the command that these arguments name.

    Typer's own entry would turn a closed pipe into exit code 1, which here means errors in the data.
    """
    command: Any = typer.main.get_command(app)
    command._main_shell_completion({}, "alignment", "_ALIGNMENT_COMPLETE")
    with command.make_context("alignment", list(arguments)) as context:
        return command.invoke(context)


def _complain(sentence: str) -> None:
    print(safe(f"alignment{say(chr(0xA0), '')}: {sentence}"), file=sys.stderr)
