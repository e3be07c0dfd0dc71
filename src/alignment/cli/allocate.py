"""`alignment allocate`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from alignment.cli import options, region_command
from alignment.cli.amounts import cents_of, pair_of
from alignment.cli.words import say
from alignment.kernel.bilingual import Bilingual, Lang
from alignment.kernel.user_error import UserError

if TYPE_CHECKING:
    from alignment.pipeline.loading import Loaded
    from alignment.plan.demands import Demand
    from alignment.plan.proposals import Situation
    from alignment.report.document import Document
    from alignment.score.region import RegionScore

_ACTION = say("CLUSTER/ACTION", "CLUSTER/ACTION")
_AMOUNT = say("MONTANT", "AMOUNT")
_COVERAGE = say("COUVERTURE", "COVERAGE")
Several = list[str] | None


def allocate(
    region: options.RegionArgument,
    envelope: Annotated[
        str | None,
        typer.Option(
            "--envelope",
            metavar=_AMOUNT,
            help=say(
                "Argent de la Région à répartir (2500000, 2,5M, 800k) ; steering.envelope par défaut.",
                "Money of the Region to share out (2500000, 2.5M, 800k); steering.envelope by default.",
            ),
        ),
    ] = None,
    target: Annotated[
        str | None,
        typer.Option(
            "--target",
            metavar=_COVERAGE,
            help=say(
                "Chercher plutôt le choix le moins cher qui atteint cette couverture de la région (0,6 ou 60%).",
                "Seek the cheapest choice that reaches this coverage of the region instead (0.6 or 60%).",
            ),
        ),
    ] = None,
    keep: Annotated[
        Several,
        typer.Option("--keep", metavar=_ACTION, help=say("Action à retenir.", "Action to choose.")),
    ] = None,
    drop: Annotated[
        Several,
        typer.Option("--drop", metavar=_ACTION, help=say("Action à écarter.", "Action to leave out.")),
    ] = None,
    least: Annotated[
        Several,
        typer.Option(
            "--min",
            metavar=f"CLUSTER={_AMOUNT}",
            help=say("Au moins tant pour ce cluster.", "At least so much for this cluster."),
        ),
    ] = None,
    most: Annotated[
        Several,
        typer.Option(
            "--max",
            metavar=f"CLUSTER={_AMOUNT}",
            help=say("Au plus tant pour ce cluster.", "At most so much for this cluster."),
        ),
    ] = None,
    floor: Annotated[
        Several,
        typer.Option(
            "--floor",
            metavar=say("PRIORITÉ=COUVERTURE", "NODE=COVERAGE"),
            help=say(
                "Couverture que cette priorité doit atteindre (s3:sante=0,5).",
                "Coverage that this priority must reach (s3:sante=0.5).",
            ),
        ),
    ] = None,
    partial: Annotated[
        bool,
        typer.Option(
            "--partial",
            help=say(
                "Permettre de financer une action en partie : contribution et coût en proportion.",
                "Allow an action to be funded in part: contribution and cost in proportion.",
            ),
        ),
    ] = False,
    thorough: Annotated[
        bool,
        typer.Option(
            "--thorough",
            help=say(
                "Calculer la frontière et l’effet du curseur même avec des centaines d’actions.",
                "Work out the frontier and the effect of the cursor even with hundreds of actions.",
            ),
        ),
    ] = False,
    seconds: Annotated[
        float,
        typer.Option(
            "--time-limit",
            metavar=say("SECONDES", "SECONDS"),
            help=say(
                "Temps accordé à chaque recherche ; au-delà, l’écart à l’optimum est dit.",
                "Time allowed to each search; beyond it, the gap to the optimum is told.",
            ),
        ),
    ] = 60.0,
    cursor: options.CursorOption = None,
    scenario: options.ScenarioOption = None,
    form: options.FormatOption = "text",
    table: options.TableOption = None,
    lang: options.LangOption = None,
    data: options.DataOption = None,
    color: options.ColorOption = "auto",
) -> int:
    """Run the command; the exit code is 2 when the demands cannot be met together."""
    if not 0 < seconds <= 86_400:
        raise UserError(
            Bilingual(
                "--time-limit\u00a0: un nombre de secondes entre 0 et 86400 est attendu.",
                "--time-limit: a number of seconds between 0 and 86400 is expected.",
            )
        )
    clashes = False

    def view(score: RegionScore, loaded: Loaded, language: Lang) -> Document:
        from alignment.pipeline.lookup import find_cluster, find_target
        from alignment.plan import demands
        from alignment.plan.allocation import Asked
        from alignment.plan.answer import allocate as answer
        from alignment.plan.proposals import survey
        from alignment.report.content.allocate import allocate_document

        situation = survey(score.setting)
        found: list[Demand] = list(_money(situation, envelope, target))
        found += [demands.keep(situation, asked) for asked in keep or ()]
        found += [demands.drop(situation, asked) for asked in drop or ()]
        for option, kind, typed in (("--min", "min", least), ("--max", "max", most)):
            for name, amount in (pair_of(option, each) for each in typed or ()):
                cluster = find_cluster(score.setting, loaded.data, name)
                found.append(demands.bound(situation, kind, cluster.id, cents_of(option, amount)))  # type: ignore[arg-type]
        for name, coverage in (pair_of("--floor", each) for each in floor or ()):
            node = find_target(score.setting, name)
            share = options.share_of("--floor", coverage)
            assert share is not None  # a text was given
            found.append(demands.floor(situation, node.framework, node.node, share))
        result = answer(situation, Asked(tuple(found), partial, seconds), thorough)
        nonlocal clashes
        clashes = bool(result.clash)
        return allocate_document(score, result, loaded.folder.label(language), language)

    shown = region_command.Shown(form, table, lang, data, color)
    return region_command.run(region, shown, view, cursor, scenario) or (2 if clashes else 0)


def _money(situation: Situation, envelope: str | None, target: str | None) -> list[Demand]:
    """The envelope and the target asked for. Raises UserError where there is neither, nor an envelope in the file."""
    from alignment.plan import demands

    found = []
    cents = cents_of("--envelope", envelope) if envelope is not None else None
    share = options.share_of("--target", target)
    if cents is None and share is None:
        cents = situation.setting.region.steering.envelope
    if cents is None and share is None and situation.proposals:
        raise UserError(
            Bilingual(
                "Aucune enveloppe\u00a0: donner --envelope MONTANT, --target COUVERTURE, ou steering.envelope dans le fichier de la région.",
                "No envelope: give --envelope AMOUNT, --target COVERAGE, or steering.envelope in the region’s file.",
            )
        )
    if cents is not None:
        found.append(demands.envelope(situation, cents))
    if share is not None:
        found.append(demands.target(situation, share))
    return found
