"""`alignment report`: files to hand over, for one region, several, or all of them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from alignment.cli import options
from alignment.cli.words import say
from alignment.kernel.bilingual import Bilingual, Lang
from alignment.kernel.safe_text import terminal as safe
from alignment.kernel.user_error import UserError

if TYPE_CHECKING:
    from alignment.pipeline.loading import Loaded
    from alignment.pipeline.publication import Made, Step


def report(
    regions: Annotated[
        list[str] | None,
        typer.Argument(
            metavar=say("[RÉGION]...", "[REGION]..."),
            help=say("Régions : identifiant, nom ou code NUTS.", "Regions: identifier, name or NUTS code."),
            autocompletion=options.complete_region,
        ),
    ] = None,
    every: Annotated[
        bool,
        typer.Option(
            "--all", help=say("Toutes les régions, et leur comparaison.", "All regions, and their comparison.")
        ),
    ] = False,
    form: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="html,pdf,xlsx,md,csv,csv-bom,json",
            help=say("Formes, séparées par des virgules.", "Forms, separated by commas."),
        ),
    ] = "html",
    out: Annotated[
        str,
        typer.Option(
            "--out", metavar=say("DOSSIER", "DIR"), help=say("Dossier où écrire.", "Folder to write to.")
        ),
    ] = "reports",
    cursor: options.CursorOption = None,
    scenario: options.ScenarioOption = None,
    envelope: Annotated[
        str | None,
        typer.Option(
            "--envelope",
            metavar=say("MONTANT", "AMOUNT"),
            help=say(
                "Argent de la Région à répartir entre les actions proposées (2500000, 2,5M, 800k) ; steering.envelope par défaut.",
                "Money of the Region to share out between proposed actions (2500000, 2.5M, 800k); steering.envelope by default.",
            ),
        ),
    ] = None,
    day: options.DayOption = None,
    incremental: Annotated[
        bool,
        typer.Option("--incremental", help=say("Passer ce qui est à jour.", "Skip what is up to date.")),
    ] = False,
    lang: options.LangOption = None,
    data: options.DataOption = None,
) -> int:
    """Write the files, name them on standard output, and say on standard error what became of each region."""
    language = options.lang_of(lang)
    asked = _forms(form)
    printed = options.date_of(day)
    at = options.cursor_of(cursor)
    cents = _envelope(envelope)
    if bool(regions) == every:
        raise UserError(
            Bilingual(
                "Nommez une ou plusieurs régions, ou demandez --all.",
                "Name one or more regions, or ask for --all.",
            )
        )
    from alignment.pipeline import loading
    from alignment.pipeline.lookup import find_region
    from alignment.pipeline.publication import Order, exit_code, publish

    loaded = loading.load(options.folder_of(data))
    chosen = (
        _every(loaded) if every else tuple(dict.fromkeys(find_region(loaded.data, name) for name in regions or ()))
    )
    several = every or len(chosen) > 1
    if several and cents is not None:
        raise UserError(
            Bilingual(
                "--envelope ne vaut que pour une région\u00a0: demandez un rapport à la fois, ou écrivez steering.envelope dans le fichier de chacune.",
                "--envelope is for one region: ask for one report at a time, or write steering.envelope in the file of each.",
            )
        )
    order = Order(chosen, asked, Path(out), language, at, scenario, printed, cents, several, incremental)
    with _progress(len(chosen)) as step:
        made = publish(loaded, order, step)
    _tell(made, loaded, language)
    return exit_code(made)


def _forms(text: str) -> tuple[str, ...]:
    from alignment.report import forms

    asked = [part.strip() for part in text.split(",") if part.strip()] or ["html"]
    chosen = tuple(dict.fromkeys(asked))
    for each in chosen:
        forms.require(each)
    return chosen


def _envelope(text: str | None) -> int | None:
    """An envelope in cents. Raises UserError where it isn't an amount, or where there is no solver to share it out."""
    if text is None:
        return None
    from alignment.cli.amounts import cents_of
    from alignment.plan import solver

    cents = cents_of("--envelope", text)
    solver.require()
    return cents


def _every(loaded: Loaded) -> tuple[str, ...]:
    """All regions of the data set, those whose file is broken among them, by id."""
    broken = {
        name.split("/")[1]
        for name in loaded.data.broken
        if name.startswith("regions/") and name.endswith("/region.yaml")
    }
    return tuple(sorted({*loaded.data.regions, *broken}))


@contextmanager
def _progress(total: int) -> Iterator[Step]:
    """A bar with the region and the form in hand, on a terminal and for several regions; nothing elsewhere."""
    if total < 2 or not sys.stderr.isatty():
        yield lambda _region, _form: None
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total)
        seen: list[str] = []

        def step(region: str, form: str) -> None:
            if region not in seen:
                seen.append(region)
                bar.update(task, completed=min(len(seen) - 1, total))
            bar.update(task, description=escape(safe(f"{region} {form}")))

        yield step


def _tell(made: list[Made], loaded: Loaded, lang: Lang) -> None:
    """Files on standard output; on standard error, what was not made and why, then the count."""
    for each in made:
        for path in each.files:
            print(safe(path.as_posix()))
    for each in made:
        if each.reason:
            colon = "\u00a0: " if lang == "fr" else ": "
            print(safe(f"{each.name}{colon}{each.reason.to(lang)}"), file=sys.stderr)
    if len(made) > 1:
        print(safe(_count(made, lang)), file=sys.stderr)
    elif made[0].problems:
        from alignment.cli import output
        from alignment.report.findings import Findings

        label = Bilingual(loaded.folder.label("fr"), loaded.folder.label("en"))
        output.show_findings(Findings(made[0].problems, len(loaded.files), label), lang, "auto", error=True)


def _count(made: list[Made], lang: Lang) -> str:
    from alignment.report import words

    fr = lang == "fr"
    nouns = {
        "written": words.nouns("écrit", "written", en_many="written"),
        "same": words.nouns("inchangé", "unchanged", en_many="unchanged"),
        "current": words.nouns("déjà à jour", "up to date", "déjà à jour", "up to date"),
        "no-score": words.nouns(
            "région sans score", "region without a score", "régions sans score", "regions without a score"
        ),
        "refused": words.nouns("refusé", "refused", en_many="refused"),
        "failed": words.nouns("en échec", "failed", "en échec", "failed"),
    }
    parts = [
        words.count(number, *both, lang)
        for result, both in nouns.items()
        if (number := sum(each.result == result for each in made))
    ]
    return ("Rapports\u00a0: " if fr else "Reports: ") + ", ".join(parts) + "."
