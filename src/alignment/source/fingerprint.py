"""What tells two states of a data folder apart: the standing of its files (quick), or their content (sure)."""

from __future__ import annotations

import hashlib
import os
from typing import NamedTuple

_BLOCK = 1 << 20
_MOST = 200_000
"""Entries looked at before giving up: the walk of a data folder is bounded like its reading."""


class Standing(NamedTuple):
    """A digest of names, sizes, times and inodes, and the newest change in nanoseconds since 1970."""

    digest: str
    newest: int


def standing(root: str) -> Standing | None:
    """How the files below `root` stand, without opening any; None when the folder can't be walked whole."""
    digest = hashlib.sha256()
    newest = 0
    entries = _walk(root)
    if entries is None:
        return None
    for name, status in entries:
        newest = max(newest, status.st_mtime_ns, status.st_ctime_ns)
        stamp = (status.st_mode, status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)
        digest.update(repr((name, stamp)).encode("utf-8", "surrogatepass"))
    return Standing(digest.hexdigest(), newest)


def content(root: str) -> str | None:
    """A digest of the names and bytes below `root`; None when a file can't be read."""
    digest = hashlib.sha256()
    buffer = memoryview(bytearray(_BLOCK))
    entries = _walk(root)
    if entries is None:
        return None
    for name, status in entries:
        digest.update(repr((name, status.st_mode, status.st_size)).encode("utf-8", "surrogatepass"))
        if name.endswith((".yaml", ".yml")):
            try:
                descriptor = os.open(os.path.join(root, name), os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
                with open(descriptor, "rb", buffering=0) as file:
                    while count := file.readinto(buffer):
                        digest.update(buffer[:count])
            except OSError:
                return None
    return digest.hexdigest()


def _walk(root: str) -> list[tuple[str, os.stat_result]] | None:
    found: list[tuple[str, os.stat_result]] = []
    pending = [""]
    while pending:
        prefix = pending.pop()
        try:
            with os.scandir(os.path.join(root, prefix) if prefix else root) as entries:
                for entry in entries:
                    name = prefix + entry.name
                    if entry.is_dir(follow_symlinks=False):
                        pending.append(name + "/")
                    # A link is known by what it points to and by its own inode: either may change.
                    found.append((name, entry.stat(follow_symlinks=False)))
                    if entry.is_symlink():
                        found.append((name, entry.stat()))
        except OSError:
            return None
        if len(found) > _MOST:
            return None
    found.sort(key=lambda item: item[0])
    return found
