"""`alignment check`, from what was asked to what was found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from alignment import pipeline
from alignment.check import codes
from alignment.check.rule import run
from alignment.check.rulebook import rules
from alignment.checking import scope
from alignment.checking.requirements import requirement_rule
from alignment.config import DataFolder
from alignment.kernel.bilingual import Bilingual
from alignment.kernel.diagnostic import Diagnostic
from alignment.pipeline import Loaded
from alignment.report.findings import Findings
from alignment.source.codes import Profile


@dataclass(frozen=True)
class Asked:
    """What `check` was asked: paths or regions (all by default), the data folder, how strictly."""

    paths: tuple[str, ...] = ()
    data: str | None = None
    profile: Profile = "draft"
    today: date = field(default_factory=date.today)


def check(asked: Asked) -> Findings:
    """Every problem of what was asked. Raises UserError when a path names nothing."""
    folder = scope.folder_of(asked.paths, asked.data)
    if folder is None:
        loaded = scope.load_alone([(path, None) for path in asked.paths])
        return _findings(loaded, loaded.diagnostics, None, asked)
    return check_loaded(pipeline.load(folder), asked)


def check_loaded(loaded: Loaded, asked: Asked) -> Findings:
    """Every problem of what was asked, in a data set that was read. Raises UserError when a path names nothing."""
    only = scope.files_at(asked.paths, loaded)
    found = [*loaded.diagnostics, *run((*rules(asked.today), requirement_rule(loaded)), loaded.data)]
    return _findings(loaded, found, only, asked)


def _findings(loaded: Loaded, found: Iterable[Diagnostic], only: frozenset[str] | None, asked: Asked) -> Findings:
    kept = [diagnostic for diagnostic in found if only is None or diagnostic.place.file in {*only, "."}]
    located = loaded.findings(_as_profile_holds(kept, asked.profile))
    return Findings(
        tuple(located),
        len(loaded.files) if only is None else len(only),
        _label(loaded.folder),
        asked.profile,
        folder=_from(Path.cwd(), loaded.folder.root),
        repository=_from(_top(loaded.folder.root), loaded.folder.root),
    )


def _as_profile_holds(diagnostics: Iterable[Diagnostic], profile: Profile) -> list[Diagnostic]:
    """Each problem as bad as the profile holds it, without those that it doesn't look for."""
    held = ((diagnostic, codes.BY_CODE[diagnostic.code].at(profile)) for diagnostic in diagnostics)
    return [replace(diagnostic, severity=severity) for diagnostic, severity in held if severity is not None]


def _label(folder: DataFolder) -> Bilingual:
    return scope.ALONE if folder.origin == scope.ALONE else Bilingual(folder.label("fr"), folder.label("en"))


def _from(top: Path, root: Path) -> str:
    """The way from a folder down to the data; "" where they lie elsewhere."""
    return root.relative_to(top).as_posix() if root.is_relative_to(top) else ""


def _top(root: Path) -> Path:
    """The top of the git checkout that holds the data, else the current folder."""
    found = next((folder for folder in (root, *root.parents) if (folder / ".git").exists()), None)
    return found or Path.cwd()
