"""The use-cases: load -> check -> score -> document. No printing, no command line here."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path, PurePosixPath
from typing import Any

from pydantic import ValidationError

from alignment.check import codes, coherence, references, structure
from alignment.check.rule import Rule, at, problem
from alignment.config import DataFolder, data_folder, root_above
from alignment.kernel.bilingual import Bilingual, Lang
from alignment.kernel.diagnostic import Diagnostic, Severity
from alignment.kernel.user_error import UserError
from alignment.lookup import find_region, find_scenario
from alignment.model.dataset import Dataset, FrameworkText, PlacedRoadmap
from alignment.model.files import kind_at, kind_of_header, model_of
from alignment.model.roadmap import Roadmap
from alignment.model.strategy import S3, Framework, Region
from alignment.model.vocabulary import I3, Domains, Method
from alignment.report.document import Document
from alignment.report.findings import Findings, Located, locate
from alignment.score.region import RegionScore, score_region
from alignment.score.requirements import Judgement
from alignment.score.setting import prepare
from alignment.source.codes import ALIAS, MERGE_KEY
from alignment.source.discovery import Found, discover, read
from alignment.source.yaml_events import Document as SourceDocument
from alignment.source.yaml_events import Unreadable, parse

_MISLEADING = {ALIAS.code, MERGE_KEY.code}

RULES: tuple[Rule, ...] = (*references.RULES, *coherence.RULES)


@dataclass(frozen=True)
class Loaded:
    """A data set that was read once: its linked values, its files, and every problem found so far."""

    folder: DataFolder
    data: Dataset
    files: Mapping[str, SourceDocument | Unreadable]
    diagnostics: tuple[Diagnostic, ...]

    def findings(self, diagnostics: Iterable[Diagnostic] | None = None) -> list[Located]:
        """Problems with their line and column, in order of place; all of them by default."""
        return locate(self.diagnostics if diagnostics is None else diagnostics, self.files)

    def blocking(self, region: str) -> list[Diagnostic]:
        """What stops the score of a region: errors in the files that it uses. Format, « what stops a score »."""
        used = self.data.files_of(region)
        return [d for d in self.diagnostics if d.severity is Severity.ERROR and d.place.file in used]


def load(folder: DataFolder) -> Loaded:
    """Read, model and check every file of a data folder, in one pass. Raises UserError (3) when there is none."""
    found, diagnostics = discover(folder.root)
    if not found:
        raise UserError(
            Bilingual(
                f"Aucun fichier de données dans «\u00a0{folder.label('fr')}\u00a0».",
                f"No data file in “{folder.label('en')}”.",
            ),
            exit_code=3,
        )
    files: dict[str, SourceDocument | Unreadable] = {}
    models: dict[str, Any] = {}
    problems = list(diagnostics)
    for each in found:
        content = read(each, folder.root)
        if isinstance(content, Diagnostic):
            problems.append(content)
            continue
        document = parse(content, each.name)
        files[each.name] = document
        problems += document.diagnostics
        if isinstance(document, Unreadable):
            continue
        model, faults = validate(document, each.name)
        problems += faults
        if model is not None:
            models[each.name] = model
    broken = frozenset(each.name for each in found if each.name not in models)
    data = link(models, broken)
    problems += check(data)
    return Loaded(folder, data, files, tuple(problems))


def validate(document: SourceDocument, name: str) -> tuple[Any | None, list[Diagnostic]]:
    """One file against its model: the model, or its structural problems."""
    header = document.value.get("alignment") if isinstance(document.value, dict) else None
    kind = kind_at(name) or kind_of_header(header)
    if kind is None:
        return None, []
    model = model_of(kind)
    try:
        return model.model_validate(document.value), []
    except ValidationError as error:
        if any(d.code in _MISLEADING for d in document.diagnostics):
            return (
                None,
                [],
            )  # what an alias or a merge stood for is not there: its absence would be told as a fault
        faults = structure.explain(error, name, model)
        return None, [fault for fault in faults if not document.is_damaged(fault.place.path)]


def link(models: Mapping[str, Any], broken: frozenset[str]) -> Dataset:
    """Index the models of all files, in order of file name."""
    regions: dict[str, Region] = {}
    region_files: dict[str, str] = {}
    strategies: dict[str, S3] = {}
    strategy_files: dict[str, str] = {}
    frameworks: dict[str, FrameworkText] = {}
    roadmaps: list[PlacedRoadmap] = []
    domains: Domains | None = None
    i3: I3 | None = None
    method = Method()
    for name in sorted(models):
        match models[name]:
            case Region() as region:
                regions[PurePosixPath(name).parts[1]] = region
                region_files[PurePosixPath(name).parts[1]] = name
            case S3() as strategy:
                strategies[PurePosixPath(name).stem] = strategy
                strategy_files[PurePosixPath(name).stem] = name
            case Framework() as framework:
                frameworks[framework.id] = FrameworkText(
                    framework.id, "european", None, name, framework, ("priorities",)
                )
            case Roadmap() as roadmap:
                roadmaps.append(PlacedRoadmap(roadmap, name, PurePosixPath(name).parts[1]))
            case Domains() as found:
                domains = found
            case I3() as found_rules:
                i3 = found_rules
            case Method() as found_method:
                method = found_method
    return Dataset(
        regions, region_files, strategies, strategy_files, frameworks, tuple(roadmaps), domains, i3, method, broken
    )


def check(data: Dataset) -> list[Diagnostic]:
    """Run every rule over the linked data set."""
    return [diagnostic for rule in RULES for diagnostic in rule(data)]


def score(
    loaded: Loaded, asked: str, cursor: Fraction | None = None, scenario: str | None = None
) -> RegionScore | list[Located]:
    """The score of a region, or the problems that stop it. Raises UserError when it cannot be scored at all."""
    region = find_region(loaded.data, asked)
    blocking = loaded.blocking(region)
    if blocking:
        return loaded.findings(blocking)
    model = loaded.data.regions[region]
    if not model.srdeii.axes:
        raise UserError(
            Bilingual(
                f"{model.name}\u00a0: aucun axe du SRDEII n’est connu de ce jeu de données, il n’y a donc rien à noter.",
                f"{model.name}: no axis of the SRDEII is known to this data set, so there is nothing to score.",
            ),
            exit_code=3,
        )
    chosen = find_scenario(loaded.data, region, scenario)
    return score_region(prepare(loaded.data, region, cursor, chosen))


def score_view(result: RegionScore, loaded: Loaded, lang: Lang) -> Document:
    """The document of `alignment score`."""
    from alignment.report.content.score import score_document

    return score_document(result, loaded.folder.label(lang), lang)


def check_view(loaded: Loaded, only: Sequence[str] | None) -> Findings:
    """Every problem of the data set, or of some of its files, with the unmet requirements of its regions."""
    problems = [*loaded.diagnostics, *unmet_requirements(loaded)]
    if only is not None:
        kept = set(only)
        problems = [diagnostic for diagnostic in problems if diagnostic.place.file in kept]
    checked = len(loaded.files) if only is None else len(only)
    label = Bilingual(loaded.folder.label("fr"), loaded.folder.label("en"))
    return Findings(tuple(loaded.findings(problems)), checked, label)


def check_paths(paths: Sequence[str], data: str | None) -> Findings:
    """Check everything, or the files, folders and regions named; a file outside any data set, on its own.

    Raises UserError when a path names nothing.
    """
    folders = {root for path in paths if (root := _root_of(path)) is not None}
    if data is None and len(folders) == 1:
        (root,) = folders
        folder = DataFolder(root, Bilingual("dossier du chemin donné", "folder of the path given"))
    elif data is None and len(folders) > 1:
        raise UserError(
            Bilingual(
                "Les chemins donnés sont dans plusieurs jeux de données.", "The paths lie in several data sets."
            )
        )
    else:
        folder = data_folder(data, os.environ, Path.cwd())
    alone = [path for path in paths if Path(path).is_file() and _root_of(path) is None]
    if alone and len(alone) == len(paths):
        return _check_alone(alone)
    loaded = load(folder)
    if not paths or any(Path(path).resolve() == folder.root for path in paths):
        return check_view(loaded, None)
    return check_view(loaded, [name for path in paths for name in _files_at(path, loaded)])


def _root_of(path: str) -> Path | None:
    return root_above(Path(path)) if Path(path).exists() else None


def _files_at(path: str, loaded: Loaded) -> list[str]:
    """The files that a path or a region stands for. Raises UserError when it is neither."""
    names = sorted({*loaded.files, *loaded.data.broken})
    where = Path(path).resolve()
    if where.exists() and where.is_relative_to(loaded.folder.root):
        inside = where.relative_to(loaded.folder.root).as_posix()
        found = [name for name in names if name == inside or name.startswith(f"{inside}/")]
        if not found:
            raise UserError(
                Bilingual(
                    f"«\u00a0{path}\u00a0» n’est pas un fichier du format.",
                    f"“{path}” is not a file of the format.",
                )
            )
        return found
    if where.exists() or "/" in path or path.endswith((".yaml", ".yml")):
        raise UserError(
            Bilingual(f"Aucun fichier de données «\u00a0{path}\u00a0».", f"No data file “{path}”."), exit_code=3
        )
    region = find_region(loaded.data, path)
    used = loaded.data.files_of(region)
    return [name for name in names if name in used]


def _check_alone(paths: Sequence[str]) -> Findings:
    """Files that belong to no data set: read and checked against the format, without references."""
    files: dict[str, SourceDocument | Unreadable] = {}
    problems: list[Diagnostic] = []
    for path in paths:
        found = Found(Path(path).resolve(), Path(path).name)
        content = read(found, found.path.parent)
        if isinstance(content, Diagnostic):
            problems.append(content)
            continue
        document = parse(content, found.name)
        files[found.name] = document
        problems += document.diagnostics
        if isinstance(document, SourceDocument):
            problems += validate(document, found.name)[1]
    label = Bilingual("fichiers isolés, références non contrôlées", "single files, references not checked")
    return Findings(tuple(locate(problems, files)), len(paths), label)


def unmet_requirements(loaded: Loaded) -> list[Diagnostic]:
    """What regions ask of their clusters and don't get, as diagnostics at the requirement."""
    found: list[Diagnostic] = []
    for region, model in loaded.data.regions.items():
        if not model.steering.requirements or not model.srdeii.axes or loaded.blocking(region):
            continue
        result = score_region(prepare(loaded.data, region))
        found += [
            _requirement(judgement, loaded.data.region_files[region], model)
            for judgement in result.requirements
            if judgement.met is not True
        ]
    return found


def _requirement(judgement: Judgement, file: str, model: Region) -> Diagnostic:
    from alignment.report import words

    requirement = judgement.requirement
    index = model.steering.requirements.index(requirement)
    title = requirement.title or requirement.id
    place = at(file, "steering", "requirements", index)
    if judgement.value is None:
        return problem(
            codes.UNKNOWN_METRIC_VALUE,
            place,
            f"L’exigence «\u00a0{title}\u00a0» ne peut pas être jugée pour {judgement.cluster}\u00a0: sa mesure n’a pas de valeur.",
            f"The requirement “{title}” cannot be judged for {judgement.cluster}: its metric has no value.",
        )
    plain = requirement.metric == "leverage"

    def shown(value: Fraction, lang: Lang) -> str:
        return words.number(value, lang, 2) if plain else words.share(value, lang)

    least = requirement.at_least is not None
    bound_fr = f"{'au moins' if least else 'au plus'} {shown(requirement.bound, 'fr')}"
    bound_en = f"{'at least' if least else 'at most'} {shown(requirement.bound, 'en')}"
    return problem(
        codes.UNMET_REQUIREMENT if requirement.severity == "error" else codes.UNMET_EXPECTATION,
        place,
        f"{judgement.cluster} ne tient pas l’exigence «\u00a0{title}\u00a0»\u00a0: "
        f"{words.METRIC[requirement.metric].fr} de {shown(judgement.value, 'fr')}, {bound_fr} attendu.",
        f"{judgement.cluster} does not meet “{title}”: "
        f"{words.METRIC[requirement.metric].en} of {shown(judgement.value, 'en')}, {bound_en} expected.",
    )
