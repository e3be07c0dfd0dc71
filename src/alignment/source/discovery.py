"""Which files make up a data set, and their bytes.

The layout is fixed (docs/format.md): a data folder is walked once, without following links to folders, and
what lies elsewhere than expected is told, never silently left out. The data come from anyone who can propose
a change: only regular files inside the data folder are read, each up to a size limit checked on the open
file.
"""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import Final, NamedTuple

from alignment.kernel.diagnostic import Diagnostic
from alignment.kernel.safe_text import is_plain
from alignment.source import file_refusals as refusals
from alignment.source.yaml_events import MAX_BYTES

MAX_ENTRIES: Final = 200_000
"""Files and folders looked at before the walk gives up: far more than any data set has."""
MAX_FOLDERS_DEEP: Final = 16
"""Levels of folders walked; the layout needs three."""

_ENDINGS = (".yaml", ".yml")
_NO_HANG = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


class Found(NamedTuple):
    """A file to read: where it lies, and its name in the data set (relative to the data root, with `/`)."""

    path: Path
    name: str


def in_layout(name: str) -> bool:
    """Tell whether the format expects a YAML file at `name` (relative to the data root, with `/`)."""
    parts = name.split("/")
    stem, _, ending = parts[-1].rpartition(".")
    if not stem or "." + ending not in _ENDINGS:
        return False
    match parts[:-1]:
        case []:
            return stem == "method"
        case ["s3" | "europe"]:
            return True
        case ["regions", _]:
            return stem == "region"
        case ["regions", _, "clusters"]:
            return True
    return False


def discover(root: Path) -> tuple[list[Found], list[Diagnostic]]:
    """List the files of the data set under `root`, sorted by name, with what is wrong with the others.

    Hidden files and folders are passed over. A YAML file outside the layout is a warning; a link out of the
    folder, a device or an unreadable folder an error. Nothing is opened but folders.
    """
    found: list[Found] = []
    problems: list[Diagnostic] = []
    real_root = os.path.realpath(root)
    pending: list[tuple[str, str]] = [(os.fspath(root), "")]
    seen = 0
    while pending:
        folder, prefix = pending.pop()
        try:
            with os.scandir(folder) as entries:
                listed = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            problems.append(refusals.folder_unreadable(prefix.rstrip("/") or ".", error))
            continue
        seen += len(listed)
        if seen > MAX_ENTRIES:
            problems.append(refusals.too_many_files(MAX_ENTRIES))
            break
        for entry in listed:
            if entry.name.startswith("."):
                continue
            name = prefix + entry.name
            if entry.is_dir(follow_symlinks=False) and not _is_yaml(entry.name):
                if name.count("/") < MAX_FOLDERS_DEEP:
                    pending.append((entry.path, name + "/"))
                else:
                    problems.append(refusals.folders_too_deep(name, MAX_FOLDERS_DEEP))
            elif problem := _problem(entry, name, real_root):
                problems.append(problem)
            elif _is_yaml(entry.name):
                found.append(Found(Path(entry.path), name))
    found.sort(key=lambda file: file.name)
    problems.sort(key=lambda problem: (problem.place.file, problem.code))
    return found, problems


def read(found: Found, root: Path) -> bytes | Diagnostic:
    """Read one file of the data set under `root`, or say why it can't be.

    Never waits (a fifo opens at once and is refused), never reads more than `MAX_BYTES`, never leaves `root`.
    """
    try:
        if not _inside(os.path.realpath(found.path), os.path.realpath(root)):
            return refusals.link_outside(found.name)
        descriptor = os.open(found.path, os.O_RDONLY | _NO_HANG)
    except OSError as error:
        return _not_opened(found.name, error)
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            return refusals.not_a_file(found.name, status.st_mode)
        if status.st_size > MAX_BYTES:
            return refusals.too_large(found.name, status.st_size, MAX_BYTES)
        with open(descriptor, "rb", closefd=False) as stream:
            data = stream.read(MAX_BYTES + 1)  # the file may have grown since
    except OSError as error:
        return _not_opened(found.name, error)
    finally:
        os.close(descriptor)
    return data if len(data) <= MAX_BYTES else refusals.too_large(found.name, len(data), MAX_BYTES)


def _is_yaml(file_name: str) -> bool:
    return file_name.lower().endswith(_ENDINGS)


def _inside(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def _problem(entry: os.DirEntry[str], name: str, real_root: str) -> Diagnostic | None:
    """What keeps an entry that isn't a folder from being read, if it claims to be a file of ours."""
    if entry.is_symlink():
        return _link_problem(entry, name, real_root)
    if not _is_yaml(entry.name):
        return None
    try:
        mode = entry.stat(follow_symlinks=False).st_mode
    except OSError as error:
        return _not_opened(name, error)
    if not stat.S_ISREG(mode):
        return refusals.not_a_file(name, mode)
    if not is_plain(name):
        return refusals.odd_name(name)
    return None if in_layout(name) else refusals.unexpected(name)


def _link_problem(entry: os.DirEntry[str], name: str, real_root: str) -> Diagnostic | None:
    try:
        mode = entry.stat().st_mode
    except OSError as error:
        return _not_opened(name, error) if _is_yaml(entry.name) or error.errno == errno.ELOOP else None
    if stat.S_ISDIR(mode):
        return refusals.link_to_folder(name)
    if not _is_yaml(entry.name):
        return None
    if not _inside(os.path.realpath(entry.path), real_root):
        return refusals.link_outside(name)
    if not stat.S_ISREG(mode):
        return refusals.not_a_file(name, mode)
    if not is_plain(name):
        return refusals.odd_name(name)
    return None if in_layout(name) else refusals.unexpected(name)


def _not_opened(name: str, error: OSError) -> Diagnostic:
    if error.errno == errno.ELOOP:
        return refusals.link_loop(name)
    if error.errno == errno.ENOENT:
        return refusals.gone(name)
    return refusals.unreadable(name, error)
