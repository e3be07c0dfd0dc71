"""`alignment partners`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

import typer

from alignment.cli import options, output, region_command
from alignment.cli.amounts import cents_of
from alignment.cli.words import say
from alignment.kernel.bilingual import Bilingual
from alignment.kernel.user_error import UserError

if TYPE_CHECKING:
    from alignment.model.vocabulary import I3
    from alignment.pipeline import Loaded
    from alignment.plan.partners import Survey
    from alignment.plan.partners_rules import Project

_SHARE = say("PART", "SHARE")


def partners(
    region: options.RegionArgument,
    priority: Annotated[
        str | None,
        typer.Option(
            "--priority",
            metavar=say("PRIORITÉ", "NODE"),
            help=say(
                "Sur cette priorité de la région (s3:sante) plutôt que sur toute sa S3.",
                "On this priority of the region (s3:sante) rather than its whole S3.",
            ),
        ),
    ] = None,
    cluster: Annotated[
        str | None,
        typer.Option(
            "--cluster",
            metavar="CLUSTER",
            help=say(
                "Pour ce cluster de la région, par ses actions.", "For this cluster of the region, by its actions."
            ),
        ),
    ] = None,
    consortium: Annotated[
        int | None,
        typer.Option(
            "--consortium",
            metavar="N",
            help=say(
                "Chercher les meilleurs groupes de N régions, celle-ci comprise.",
                "Seek the best groups of N regions, this one included.",
            ),
        ),
    ] = None,
    strand: Annotated[
        str | None,
        typer.Option(
            "--strand",
            metavar="ID",
            help=say("Ce volet d’I3 seulement (strand-1).", "This strand of I3 only (strand-1)."),
        ),
    ] = None,
    trl: Annotated[
        str | None,
        typer.Option(
            "--trl",
            metavar=say("DÉBUT-FIN", "START-END"),
            help=say("Maturité de départ et visée du projet (6-9).", "TRL at the project's start and end (6-9)."),
        ),
    ] = None,
    grant: Annotated[
        str | None,
        typer.Option(
            "--grant",
            metavar=say("MONTANT", "AMOUNT"),
            help=say("Subvention demandée (8M).", "Grant asked for (8M)."),
        ),
    ] = None,
    sme_share: Annotated[
        str | None,
        typer.Option(
            "--sme-share",
            metavar=_SHARE,
            help=say("Part qui va aux PME (80%).", "Share that goes to SMEs (80%)."),
        ),
    ] = None,
    rate: Annotated[
        str | None,
        typer.Option(
            "--rate",
            metavar=_SHARE,
            help=say("Taux de cofinancement demandé (70%).", "Co-financing rate asked for (70%)."),
        ),
    ] = None,
    theme: Annotated[
        list[str] | None,
        typer.Option(
            "--theme",
            metavar=say("THÈME", "AREA"),
            help=say("Priorité thématique que le projet traite.", "Priority area that the project tackles."),
        ),
    ] = None,
    form: options.FormatOption = "text",
    table: options.TableOption = None,
    lang: options.LangOption = None,
    data: options.DataOption = None,
    color: options.ColorOption = "auto",
) -> int:
    """Run the command; the exit code is 1 when the region's files hold errors, which are then printed instead."""
    shown = region_command.Shown(form, table, lang, data, color)
    options.form_of(form)
    language = options.lang_of(lang)
    from alignment import pipeline
    from alignment.lookup import find_region
    from alignment.report.content.partners import Answer, partners_document
    from alignment.report.content.partners_words import Telling

    loaded = pipeline.load(options.folder_of(data))
    asked = find_region(loaded.data, region)
    blocking = loaded.blocking(asked)
    if blocking:
        return region_command.refuse(loaded.findings(blocking), loaded, language, shown)
    survey = _survey(loaded, asked, priority, cluster)
    i3 = loaded.data.i3
    project = _project(trl, grant, sme_share, rate, theme or [], i3)
    chosen = _strand(strand, i3)
    search = None
    if consortium is not None:
        from alignment.plan.partners_consortia import consortia

        search = consortia(survey, _needed(i3), consortium, project, chosen)
    answer = Answer(survey, i3, project, chosen, search)
    document = partners_document(
        answer, Telling(loaded.data, language, loaded.line), loaded.folder.label(language)
    )
    output.show(document, form, color, table)
    return 0


def _survey(loaded: Loaded, region: str, priority: str | None, cluster: str | None) -> Survey:
    from alignment.lookup import find_cluster, find_target
    from alignment.plan.partners import survey
    from alignment.score.setting import prepare

    leaves, scored = None, None
    if priority is not None or cluster is not None:
        setting = prepare(loaded.data, region)
        if priority is not None:
            target = find_target(setting, priority)
            leaves = (target.framework, target.leaves)
        if cluster is not None:
            scored = find_cluster(setting, loaded.data, cluster)
    excluded = [other for other in sorted(loaded.data.regions) if other != region and loaded.blocking(other)]
    return survey(loaded.data, region, leaves, scored, excluded)


def _needed(i3: I3 | None) -> I3:
    if i3 is None:
        raise UserError(
            Bilingual(
                "europe/i3.yaml manque\u00a0: sans règles, l’éligibilité d’un consortium ne peut pas être dite.",
                "europe/i3.yaml is missing: without rules, the eligibility of a consortium cannot be told.",
            ),
            exit_code=3,
        )
    return i3


def _strand(asked: str | None, i3: I3 | None) -> str | None:
    """The strand asked for, by id or by the beginning of its title. Raises UserError when there is none."""
    if asked is None:
        return None
    from alignment.check.nearest import did_you_mean, fold
    from alignment.plan.partners_rules import strands_of

    known = strands_of(_needed(i3))
    for each in known:
        if fold(asked) in (fold(each.id), fold(each.title.partition(":")[0].strip())):
            return each.id
    listed = ", ".join(each.id for each in known)
    hint = did_you_mean(asked, [each.id for each in known]) or Bilingual(
        f"Volets\u00a0: {listed}.", f"Strands: {listed}."
    )
    raise UserError(
        Bilingual(f"Volet inconnu «\u00a0{asked}\u00a0». {hint.fr}", f"Unknown strand “{asked}”. {hint.en}")
    )


def _project(
    trl: str | None, grant: str | None, sme_share: str | None, rate: str | None, themes: list[str], i3: I3 | None
) -> Project:
    from alignment.plan.partners_rules import Project

    start, end = _trl(trl)
    return Project(
        start,
        end,
        cents_of("--grant", grant) if grant is not None else None,
        options.share_of("--sme-share", sme_share),
        options.share_of("--rate", rate),
        tuple(_theme(theme, i3) for theme in themes),
    )


def _trl(text: str | None) -> tuple[int | None, int | None]:
    """`6-9`. Raises UserError for anything else than two levels from 1 to 9 in order."""
    if text is None:
        return None, None
    found = re.fullmatch(r"([1-9])\s*[-–]\s*([1-9])", text.strip())
    if found is None or found[1] > found[2]:
        raise UserError(
            Bilingual(
                "--trl\u00a0: deux niveaux de 1 à 9 sont attendus, celui de départ puis celui visé (6-9).",
                "--trl: two levels from 1 to 9 are expected, the first and the last one (6-9).",
            )
        )
    return int(found[1]), int(found[2])


def _theme(asked: str, i3: I3 | None) -> str:
    """A priority area that some rule names. Raises UserError for another one."""
    from alignment.check.nearest import did_you_mean, fold

    rules = i3.rules if i3 else ()
    known = [str(each) for rule in rules if rule.kind == "priority_areas" for each in rule.value or ()]
    for each in known:
        if fold(asked) == fold(each):
            return each
    listed = ", ".join(dict.fromkeys(known)) or "–"
    hint = did_you_mean(asked, known) or Bilingual(
        f"Thèmes des règles\u00a0: {listed}.", f"Areas of the rules: {listed}."
    )
    raise UserError(
        Bilingual(f"Thème inconnu «\u00a0{asked}\u00a0». {hint.fr}", f"Unknown priority area “{asked}”. {hint.en}")
    )
