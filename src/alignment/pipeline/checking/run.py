"""`alignment check`, from what was asked to what was found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from alignment.config import CheckSettings, DataFolder, check_settings
from alignment.kernel.bilingual import Bilingual
from alignment.kernel.kept import Kept
from alignment.model.dataset import Dataset
from alignment.pipeline import loading
from alignment.pipeline.checking import ignores, scope
from alignment.pipeline.checking.by_region import find_by_region, is_large
from alignment.pipeline.checking.finding import Found, Search, find
from alignment.pipeline.checking.ignores import Ignore
from alignment.pipeline.checking.selection import Selection, select
from alignment.pipeline.loading import Loaded
from alignment.report.findings import Findings, Located, Suppressed
from alignment.source.discovery import discover
from alignment.source.revision import read_revision


@dataclass(frozen=True)
class Asked:
    """What `check` was asked.

    `paths` are files, folders or regions (all by default), `profile` says how strictly (the configuration's, else
    draft), `select` and `ignore` are codes or prefixes, `today` is the day that dates are held against, `base` a
    revision of git whose problems are left out, `unsaved` a path and the bytes that stand for its content, `store` where to keep what regions said for the next time.
    """

    paths: tuple[str, ...] = ()
    data: str | None = None
    profile: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    today: date = field(default_factory=date.today)
    base: str | None = None
    unsaved: tuple[str, bytes] | None = None
    store: Kept | None = None


@dataclass(frozen=True)
class _Judged:
    """The problems of one state of the data, and those set aside."""

    kept: tuple[Located, ...]
    aside: tuple[Suppressed, ...]

    @property
    def fingerprints(self) -> set[str]:
        return {each.fingerprint for each in (*self.kept, *(each.located for each in self.aside))}


def check(asked: Asked) -> Findings:
    """Every problem of what was asked. Raises UserError when a path names nothing or a setting is malformed."""
    folder = scope.folder_of(asked.paths, asked.data, asked.unsaved)
    if folder is None:
        return _check_alone(asked)
    if asked.unsaved is not None:
        unsaved = {scope.name_inside(asked.unsaved[0], folder): asked.unsaved[1]}
        return check_loaded(loading.load(folder, unsaved), asked)
    files, problems = discover(folder.root)
    if asked.base is None and is_large(files):
        settings = check_settings(Path.cwd())
        selection = select(asked.profile or settings.profile, asked.select, asked.ignore)
        search = Search(selection, asked.today)
        answer = find_by_region(folder, files, problems, search, asked.store)
        if answer is not None:
            loaded, found = answer
            only = scope.files_at(asked.paths, loaded)
            judged = _judge(found, search, loaded, settings, only)
            return _findings(judged, loaded, only, selection, asked.today)
    return check_loaded(loading.load(folder, listed=(files, problems)), asked)


def check_loaded(loaded: Loaded, asked: Asked) -> Findings:
    """Every problem of what was asked, in a data set that was read. Raises UserError as `check` does."""
    folder = loaded.folder
    settings = check_settings(Path.cwd())
    selection = select(asked.profile or settings.profile, asked.select, asked.ignore)
    if asked.unsaved is None:
        only = scope.files_at(asked.paths, loaded)
    else:
        only = frozenset({scope.name_inside(asked.unsaved[0], folder)})
    before = None
    if asked.base is not None:
        contents = read_revision(folder.root, asked.base)
        before = loading.assemble(folder, contents) if contents else Loaded(folder, Dataset(), {}, ())
    search = Search(selection, asked.today, before.data if before else None)
    judged = _judge(find(loaded, search, only), search, loaded, settings, only)
    known = None
    if before is not None:
        earlier = Search(selection, asked.today)
        older = _judge(find(before, earlier, only), earlier, before, settings, only).fingerprints
        new = tuple(each for each in judged.kept if each.fingerprint not in older)
        known = len(judged.kept) - len(new)
        judged = replace(judged, kept=new)
    return _findings(judged, loaded, only, selection, asked.today, known)


def _check_alone(asked: Asked) -> Findings:
    selection = select(asked.profile or check_settings(Path.cwd()).profile, asked.select, asked.ignore)
    given: Sequence[tuple[str, bytes | None]] = [(path, None) for path in asked.paths]
    loaded = scope.load_alone([asked.unsaved] if asked.unsaved else given)
    located = loaded.findings(selection.held(loaded.diagnostics))
    return _findings(_Judged(tuple(located), ()), loaded, None, selection, asked.today)


def _judge(
    found: Found, search: Search, loaded: Loaded, settings: CheckSettings, only: frozenset[str] | None
) -> _Judged:
    """What was found in these files, less what was set aside, with the ignores that serve nothing."""
    selection = search.selection
    said = [*found.ignores, *ignores.from_settings(settings, loaded.folder.root)]
    kept, aside, used = ignores.set_aside((each for each in found.located if _is_within(each, only)), said)
    if not found.stopped:
        told = search.codes
        idle = [
            ignore
            for index, ignore in enumerate(said)
            if index not in used and ignore.code in told and selection.asks(ignore.code) and _judged(ignore, only)
        ]
        kept = sorted([*kept, *loaded.findings(selection.held(ignores.unused(idle)))], key=_place)
    return _Judged(tuple(kept), tuple(aside))


def _is_within(located: Located, only: frozenset[str] | None) -> bool:
    return only is None or located.file in only or located.whole


def _judged(ignore: Ignore, only: frozenset[str] | None) -> bool:
    """Whether all that an ignore could cover was looked at."""
    return only is None or ignore.place.file in only


def _place(located: Located) -> tuple[object, ...]:
    return (located.file, located.span, located.diagnostic.code)


def _findings(
    judged: _Judged,
    loaded: Loaded,
    only: frozenset[str] | None,
    selection: Selection,
    today: date,
    known: int | None = None,
) -> Findings:
    root = loaded.folder.root
    names = tuple(sorted(loaded.files if only is None else only))
    return Findings(
        judged.kept,
        len(names),
        _label(loaded.folder),
        profile=selection.profile,
        suppressed=judged.aside,
        folder=_from(Path.cwd(), root),
        repository=_from(_top(root), root),
        known=known,
        names=names,
        today=today,
    )


def _label(folder: DataFolder) -> Bilingual:
    return scope.ALONE if folder.origin == scope.ALONE else Bilingual(folder.label("fr"), folder.label("en"))


def _from(top: Path, root: Path) -> str:
    """The way from a folder down to the data; "" where they lie elsewhere."""
    return root.relative_to(top).as_posix() if root.is_relative_to(top) else ""


def _top(root: Path) -> Path:
    """The top of the git checkout that holds the data, else the current folder."""
    found = next((folder for folder in (root, *root.parents) if (folder / ".git").exists()), None)
    return found or Path.cwd()
