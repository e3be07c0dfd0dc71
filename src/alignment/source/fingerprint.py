"""What tells two states of a data folder apart: the standing of its files (quick), or their content (sure).

The digests of contents are kept between runs with the standing of their files: only a file that changed is read again.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from alignment.kernel import kept

_BLOCK = 1 << 17
"""Bytes read at once: more than nearly all files have."""
_MOST = 200_000
"""Entries looked at before giving up: the walk of a data folder is bounded like its reading."""
SETTLED: Final = 2_000_000_000
"""Nanoseconds: a file changed in the last two seconds may change again within one tick of the clock."""

Entry = tuple[str, os.stat_result]
"""A name relative to the folder walked, and how what it names stands."""


class Standing(NamedTuple):
    """A digest of names, sizes, times and inodes, and the newest change in nanoseconds since 1970."""

    digest: str
    newest: int


class Digests:
    """SHA-256 of the files below a folder, and a note that someone keeps with each as long as it doesn't change.

    With `by_hash` every file is read again, however it stands; without `store` nothing is kept.
    """

    def __init__(self, root: str, store: kept.Kept | None = None, by_hash: bool = False) -> None:
        """Recall what is known of the files below `root`."""
        self._root = root
        self._store = store
        self._key = kept.key("digests", root)
        self._by_hash = by_hash
        self._known: dict[str, Any] = (store.read(self._key) if store else None) or {}
        self._now: dict[str, list[Any]] = {}
        self._changed = False

    def of(self, name: str, status: os.stat_result | None = None) -> str | None:
        """The digest of a file by its name below the root; None when it can't be read."""
        if name in self._now:
            return str(self._now[name][1])
        path = f"{self._root}{os.sep}{name}"
        try:
            stamp = _stamp(status or os.stat(path))
            known = self._known.get(name)
            if not isinstance(known, list) or len(known) != 3 or not isinstance(known[1], str):
                known = [None, "", None]
            digest = known[1] if known[0] == stamp and not self._by_hash else self._hash(path)
            self._now[name] = [stamp, digest, known[2] if known[1] == digest else None]
            self._changed = self._changed or self._now[name] != known
        except OSError:
            return None
        return str(self._now[name][1])

    def note(self, name: str) -> Any:
        """What was noted of the content of a file; None when nothing was."""
        return self._now[name][2] if self.of(name) is not None else None

    def take_note(self, name: str, note: Any) -> None:
        """Note something of the content of a file: values of JSON."""
        if self.of(name) is not None and self._now[name][2] != note:
            self._now[name][2] = note
            self._changed = True

    def keep(self) -> None:
        """Keep what is known; of a file that has not stood for long enough, its standing will not be trusted."""
        if self._store is None or not (self._changed or self._known.keys() - self._now.keys()):
            return
        settled = time.time_ns() - SETTLED
        rows = {
            name: [stamp if max(stamp[2], stamp[3]) <= settled else None, digest, note]
            for name, (stamp, digest, note) in self._now.items()
        }
        self._store.write(self._key, rows)

    def _hash(self, path: str) -> str:
        digest = hashlib.sha256()
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        try:
            while block := os.read(descriptor, _BLOCK):
                digest.update(block)
                if len(block) < _BLOCK:
                    break
        finally:
            os.close(descriptor)
        return digest.hexdigest()


def standing(entries: Sequence[Entry]) -> Standing:
    """How the files found by `walk` stand."""
    digest = hashlib.sha256()
    newest = 0
    for name, status in entries:
        newest = max(newest, status.st_mtime_ns, status.st_ctime_ns)
        digest.update(repr((name, tuple(_stamp(status)))).encode("utf-8", "surrogatepass"))
    return Standing(digest.hexdigest(), newest)


def content(entries: Sequence[Entry], digests: Digests) -> str | None:
    """A digest of the names and bytes of the files found by `walk`; None when one can't be read."""
    digest = hashlib.sha256()
    for name, status in entries:
        digest.update(repr((name, status.st_mode, status.st_size)).encode("utf-8", "surrogatepass"))
        if name.endswith((".yaml", ".yml")):
            one = digests.of(name, status)
            if one is None:
                return None
            digest.update(one.encode())
    return digest.hexdigest()


def _stamp(status: os.stat_result) -> list[int]:
    return [status.st_mode, status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino]


def walk(root: str) -> list[Entry] | None:
    """The files and folders below `root` with how they stand, none opened; None when it can't be walked whole."""
    found: list[Entry] = []
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
