"""The use-cases: load -> score -> document; `checking` has those of `check`. No printing, no command line here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction
from pathlib import PurePosixPath
from typing import Any

from pydantic import ValidationError

from alignment.check import identities, references, structure
from alignment.check.rule import run
from alignment.check.salvage import salvage, worth_telling
from alignment.config import DataFolder
from alignment.kernel.bilingual import Bilingual, Lang
from alignment.kernel.diagnostic import Diagnostic, Severity
from alignment.kernel.diagnostic import Path as SourcePath
from alignment.kernel.user_error import UserError
from alignment.lookup import find_cluster, find_region, find_scenario, find_target
from alignment.model.dataset import Dataset, FrameworkText, PlacedRoadmap
from alignment.model.files import Kind, kind_at, kind_of_header, model_of
from alignment.model.roadmap import Roadmap
from alignment.model.strategy import S3, Framework, Region
from alignment.model.vocabulary import I3, USUAL_METHOD, Domains, Method
from alignment.report.document import Document
from alignment.report.findings import Located, locate
from alignment.score.region import RegionScore, score_region
from alignment.score.setting import prepare
from alignment.source.codes import ALIAS, MERGE_KEY
from alignment.source.discovery import discover, read
from alignment.source.yaml_events import Document as SourceDocument
from alignment.source.yaml_events import Unreadable, parse

_LINKING = (*references.RULES, *identities.RULES)
_MISLEADING = {ALIAS.code, MERGE_KEY.code}


@dataclass(frozen=True)
class Loaded:
    """A data set that was read once: its linked values, its files, and what stands in the way of a score or nearly.

    `diagnostics` are those of reading, structure and reference; `checking` adds the other rules.
    """

    folder: DataFolder
    data: Dataset
    files: Mapping[str, SourceDocument | Unreadable]
    diagnostics: tuple[Diagnostic, ...]

    def findings(self, diagnostics: Iterable[Diagnostic] | None = None) -> list[Located]:
        """Problems with their line and column, in order of place; all of them by default."""
        return locate(self.diagnostics if diagnostics is None else diagnostics, self.files)

    def line(self, file: str, path: SourcePath) -> int:
        """The line of a value of a file that was read, from 1."""
        document = self.files.get(file)
        return document.span(path).line if isinstance(document, SourceDocument) else 1

    def blocking(self, region: str) -> list[Diagnostic]:
        """What stops the score of a region: errors in the files that it uses. Format, « what stops a score »."""
        used = self.data.files_of(region)
        return [d for d in self.diagnostics if d.severity is Severity.ERROR and d.place.file in used]


def load(folder: DataFolder, replaced: Mapping[str, bytes] | None = None) -> Loaded:
    """Read, model and link every file of a data folder, in one pass. Raises UserError (3) when there is none.

    `replaced` gives the content of files by name that aren't saved yet; they need not exist.
    """
    found, problems = discover(folder.root)
    contents: dict[str, bytes | Diagnostic] = {
        each.name: read(each, folder.root) for each in found if each.name not in (replaced or {})
    }
    contents.update(replaced or {})
    if not contents:
        raise UserError(
            Bilingual(
                f"Aucun fichier de données dans «\u00a0{folder.label('fr')}\u00a0».",
                f"No data file in “{folder.label('en')}”.",
            ),
            exit_code=3,
        )
    return assemble(folder, contents, problems)


def assemble(
    folder: DataFolder, contents: Mapping[str, bytes | Diagnostic], problems: Sequence[Diagnostic] = ()
) -> Loaded:
    """Model and link files whose bytes, or the reason why they could not be read, are already here."""
    files: dict[str, SourceDocument | Unreadable] = {}
    models: dict[str, Any] = {}
    found = list(problems)
    for name, content in sorted(contents.items()):
        if isinstance(content, Diagnostic):
            found.append(content)
            continue
        document = parse(content, name)
        files[name] = document
        model, faults = validate(document, name, kind_at(name))
        found += faults
        if model is not None:
            models[name] = model
    broken = frozenset(name for name in contents if name not in models)
    data = link(models, broken)
    found += run(_LINKING, data)
    found += _told_of_salvaged(files, models, broken)
    return Loaded(folder, data, files, tuple(found))


def _told_of_salvaged(
    files: Mapping[str, SourceDocument | Unreadable], models: Mapping[str, Any], broken: frozenset[str]
) -> list[Diagnostic]:
    """The wrong references of roadmaps that have structural faults as well: all is told in one run."""
    salvaged: dict[str, Any] = {}
    for name in sorted(broken):
        document = files.get(name)
        if isinstance(document, SourceDocument) and kind_at(name) == "roadmap" and not document.diagnostics:
            try:
                Roadmap.model_validate(document.value)
            except ValidationError as error:
                with suppress(ValidationError):
                    salvaged[name] = Roadmap.model_validate(salvage(document.value, error))
    if not salvaged:
        return []
    told = run(_LINKING, link({**models, **salvaged}, broken))
    return [problem for problem in told if problem.place.file in salvaged and worth_telling(problem)]


def validate(
    document: SourceDocument | Unreadable, name: str, kind: Kind | None
) -> tuple[Any | None, list[Diagnostic]]:
    """One file against the model of its kind, or of the kind that its header says: the model, and all its problems."""
    problems = list(document.diagnostics)
    if isinstance(document, Unreadable):
        return None, problems
    header = document.value.get("alignment") if isinstance(document.value, dict) else None
    kind = kind or kind_of_header(header)
    if kind is None:
        return None, [*problems, structure.unknown_kind(header, name)]
    if any(problem.code in _MISLEADING for problem in problems):
        return None, problems  # what an alias or a merge stood for is not there: its absence is no second fault
    model = model_of(kind)
    try:
        return model.model_validate(document.value), problems
    except ValidationError as error:
        faults = structure.explain(error, name, model)
        return None, problems + [fault for fault in faults if not document.is_damaged(fault.place.path)]


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
    method = USUAL_METHOD
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


def score(
    loaded: Loaded,
    asked: str,
    cursor: Fraction | None = None,
    scenario: str | None = None,
    needs_srdeii: bool = True,
) -> RegionScore | list[Located]:
    """The score of a region, or the problems that stop it. Raises UserError when it cannot be scored at all.

    Without `needs_srdeii` a region whose SRDEII is unknown passes, for those who look at its S3 alone.
    """
    region = find_region(loaded.data, asked)
    blocking = loaded.blocking(region)
    if blocking:
        return loaded.findings(blocking)
    model = loaded.data.regions[region]
    if needs_srdeii and not model.srdeii.axes:
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


def explain_view(
    result: RegionScore, loaded: Loaded, lang: Lang, cluster: str, node: str | None, why_not: bool = False
) -> Document:
    """The document of `alignment explain`: of a node, a framework or the whole; with `why_not`, of what a node lacks.

    Raises UserError for a cluster or a node that the region doesn't have.
    """
    from alignment.report.content.explain import explain_document
    from alignment.report.content.question import Question

    found = find_cluster(result.setting, loaded.data, cluster)
    covered = next(each for each in result.clusters if each.cluster is found)
    target = find_target(result.setting, node) if node is not None else None
    if why_not and target is not None and target.node is None:
        raise UserError(
            Bilingual(
                f"--why-not\u00a0: «\u00a0{node}\u00a0» est un cadre entier\u00a0; nommer une de ses priorités.",
                f"--why-not: “{node}” is a whole framework; name one of its priorities.",
            )
        )
    question = Question(
        result,
        covered,
        target.framework if target else None,
        target.node if target else None,
        lambda scored: loaded.line(found.placed.file, ("actions", scored.index)),
    )
    return explain_document(question, loaded.folder.label(lang), lang, why_not)
