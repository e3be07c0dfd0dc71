"""`alignment check`, from what was asked to what was found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from alignment.check import codes
from alignment.check.rule import run
from alignment.check.rulebook import rules
from alignment.config import CheckSettings, DataFolder, check_settings
from alignment.kernel.bilingual import Bilingual
from alignment.kernel.diagnostic import Diagnostic
from alignment.model.dataset import Dataset
from alignment.pipeline import loading
from alignment.pipeline.checking import ignores, scope
from alignment.pipeline.checking.ignores import Ignore
from alignment.pipeline.checking.requirements import requirement_rule
from alignment.pipeline.checking.selection import Selection, select
from alignment.pipeline.loading import Loaded
from alignment.report.findings import Findings, Located, Suppressed
from alignment.source.revision import read_revision


@dataclass(frozen=True)
class Asked:
    """What `check` was asked.

    `paths` are files, folders or regions (all by default), `profile` says how strictly (the configuration's, else
    draft), `select` and `ignore` are codes or prefixes, `today` is the day that dates are held against, `base` a
    revision of git whose problems are left out, `unsaved` a path and the bytes that stand for its content.
    """

    paths: tuple[str, ...] = ()
    data: str | None = None
    profile: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    today: date = field(default_factory=date.today)
    base: str | None = None
    unsaved: tuple[str, bytes] | None = None


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
    unsaved = {scope.name_inside(asked.unsaved[0], folder): asked.unsaved[1]} if asked.unsaved else None
    return check_loaded(loading.load(folder, unsaved), asked)


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
    judged = _judge(loaded, selection, asked, settings, only, before)
    known = None
    if before is not None:
        older = _judge(before, selection, asked, settings, only, None).fingerprints
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
    loaded: Loaded,
    selection: Selection,
    asked: Asked,
    settings: CheckSettings,
    only: frozenset[str] | None,
    before: Loaded | None,
) -> _Judged:
    """What the rules find, less what was set aside, with the ignores that serve nothing."""
    book = [*rules(asked.today, before.data if before else None), requirement_rule(loaded)]
    from_comments, refused = ignores.from_comments(loaded)
    wanted = [rule for rule in book if any(selection.asks(code) for code in rule.codes)]
    found = [*loaded.diagnostics, *run(wanted, loaded.data), *refused]
    located = loaded.findings(selection.held(_within(found, only)))
    everywhere = ignores.from_settings(settings, loaded.folder.root)
    said = [*from_comments, *everywhere]
    kept, aside, used = ignores.set_aside(located, said)
    if not any(codes.BY_CODE[diagnostic.code].blocks for diagnostic in loaded.diagnostics):
        ran = {code for rule in wanted for code in rule.codes} | {code for code in codes.ALL if code.code < "AL3"}
        idle = [
            ignore
            for index, ignore in enumerate(said)
            if index not in used and ignore.code in ran and selection.asks(ignore.code) and _judged(ignore, only)
        ]
        kept = sorted([*kept, *loaded.findings(selection.held(ignores.unused(idle)))], key=_place)
    return _Judged(tuple(kept), tuple(aside))


def _judged(ignore: Ignore, only: frozenset[str] | None) -> bool:
    """Whether all that an ignore could cover was looked at."""
    return only is None or ignore.place.file in only


def _within(found: Sequence[Diagnostic], only: frozenset[str] | None) -> list[Diagnostic]:
    return [each for each in found if only is None or each.place.file in only or each.place.file == "."]


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
