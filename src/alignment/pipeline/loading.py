"""Read, model and link a data folder: what every use-case begins with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from alignment.check import identities, references
from alignment.check.rule import SUBJECTS, Subject, run
from alignment.check.salvage import salvage, worth_telling
from alignment.config import DataFolder
from alignment.kernel.bilingual import Bilingual
from alignment.kernel.diagnostic import Diagnostic, Severity
from alignment.kernel.diagnostic import Path as SourcePath
from alignment.kernel.user_error import UserError
from alignment.model.dataset import Dataset, PlacedRoadmap
from alignment.model.file_model import FileModel, FormatError
from alignment.model.files import Kind, kind_at, kind_of_header, model_of
from alignment.model.linking import link
from alignment.model.roadmap import Roadmap
from alignment.report.findings import Located, locate
from alignment.source.codes import ALIAS, MERGE_KEY
from alignment.source.discovery import Found, discover, read
from alignment.source.yaml_events import Document as SourceDocument
from alignment.source.yaml_events import Unreadable, parse

LINKING = (*references.RULES, *identities.RULES)
"""The rules whose errors stop a score."""
_KEPT = 32
_MISLEADING = {ALIAS.code, MERGE_KEY.code}


class Loaded(NamedTuple):
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


def load(
    folder: DataFolder,
    replaced: Mapping[str, bytes] | None = None,
    listed: tuple[list[Found], list[Diagnostic]] | None = None,
) -> Loaded:
    """Read, model and link every file of a data folder, in one pass. Raises UserError (3) when there is none.

    `replaced` gives the content of files by name that aren't saved yet; they need not exist. `listed` is what
    `discover` found, where it was asked already.
    """
    found, problems = listed or discover(folder.root)
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
    folder: DataFolder,
    contents: Mapping[str, bytes | Diagnostic],
    problems: Sequence[Diagnostic] = (),
    subjects: Sequence[Subject] = SUBJECTS,
) -> Loaded:
    """Model and link files whose bytes, or the reason why they could not be read, are already here.

    `subjects` are those of the rules of reference that are run.
    """
    alone = model_each(contents)
    data = link(alone.models, alone.broken)
    found = [*problems, *alone.faults, *run(LINKING, data, subjects)]
    salvaged = salvaged_roadmaps(alone)
    if salvaged:
        found += told_of_salvaged(salvaged, data.with_roadmaps(salvaged, data.broken), ("roadmap",))
        everyone = tuple(sorted((*data.roadmaps, *salvaged), key=lambda placed: placed.file))
        found += told_of_salvaged(salvaged, data.with_roadmaps(everyone, data.broken), ("whole",))
    return Loaded(folder, data, alone.files, tuple(found))


class FilesOnDemand(Mapping[str, SourceDocument | Unreadable]):
    """Files of a large data set, each read when it is asked for; a few are kept."""

    def __init__(
        self, root: Path, names: Iterable[str], at_hand: Mapping[str, SourceDocument | Unreadable]
    ) -> None:
        """Know the files by name, relative to the root, beside those `at_hand`."""
        self._root = root
        self._at_hand = at_hand
        self._names = frozenset(names)
        self._read = lru_cache(_KEPT)(self._read_one)

    def __getitem__(self, name: str) -> SourceDocument | Unreadable:
        """Read a file. Raises KeyError for one that isn't known, or can't be read any more."""
        document = self._at_hand.get(name)
        if document is None and name in self._names:
            document = self._read(name)
        if document is None:
            raise KeyError(name)
        return document

    def __iter__(self) -> Iterator[str]:
        """The names."""
        yield from self._at_hand
        yield from self._names

    def __len__(self) -> int:
        """How many files there are."""
        return len(self._at_hand) + len(self._names)

    def _read_one(self, name: str) -> SourceDocument | Unreadable | None:
        content = read(Found(self._root / name, name), self._root)
        return None if isinstance(content, Diagnostic) else parse(content, name)


class Modelled(NamedTuple):
    """Files each by itself: what was read, the models of the sound ones, the faults of the others, and their names."""

    files: dict[str, SourceDocument | Unreadable]
    models: dict[str, Any]
    faults: list[Diagnostic]
    broken: frozenset[str]


def model_each(contents: Mapping[str, bytes | Diagnostic]) -> Modelled:
    """Read and model files in order of name, each by itself."""
    files: dict[str, SourceDocument | Unreadable] = {}
    models: dict[str, Any] = {}
    found: list[Diagnostic] = []
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
    return Modelled(files, models, found, frozenset(name for name in contents if name not in models))


def salvaged_roadmaps(alone: Modelled) -> tuple[PlacedRoadmap, ...]:
    """The roadmaps with structural faults, mended enough for their references to be checked in the same run."""
    salvaged: dict[str, Any] = {}
    for name in sorted(alone.broken):
        document = alone.files.get(name)
        if isinstance(document, SourceDocument) and kind_at(name) == "roadmap" and not document.diagnostics:
            with suppress(FormatError):
                salvaged[name] = Roadmap.read(salvage(document.value, _faults_of(Roadmap, document.value)))
    return link(salvaged, frozenset()).roadmaps


def told_of_salvaged(
    salvaged: Iterable[PlacedRoadmap], data: Dataset, subjects: Sequence[Subject]
) -> list[Diagnostic]:
    """What is told of salvaged roadmaps in a data set that holds them, by the rules on these subjects."""
    files = {placed.file for placed in salvaged}
    return [
        problem
        for problem in run(LINKING, data, subjects)
        if problem.place.file in files and worth_telling(problem)
    ]


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
        from alignment.check import structure

        return None, [*problems, structure.unknown_kind(header, name)]
    if any(problem.code in _MISLEADING for problem in problems):
        return None, problems  # what an alias or a merge stood for is not there: its absence is no second fault
    model = model_of(kind)
    try:
        return model.read(document.value), problems
    except FormatError:
        from alignment.check import structure

        faults = structure.explain(_faults_of(model, document.value), name, model)
        return None, problems + [fault for fault in faults if not document.is_damaged(fault.place.path)]


def _faults_of(model: type[FileModel], value: object) -> list[Any]:
    """All that is wrong with a value that was refused; only now is pydantic imported."""
    from alignment.model.faults import faults_of

    faults = faults_of(model, value)
    assert faults, (model, "refused, but nothing is wrong with it")
    return list(faults)
