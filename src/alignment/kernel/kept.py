"""What is kept between runs: JSON entries in the user's cache folder, each under a key and with its own sum.

An entry that is absent, truncated, foreign or not what its sum says is no entry. One that can't be written isn't kept:
it is worked out again, and nobody needs to know. ALIGNMENT_CACHE=off does without, ALIGNMENT_CACHE=DIR keeps elsewhere,
ALIGNMENT_CACHE_COMPARE=hash trusts the bytes of files alone, and not how they stand.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from alignment import __version__

_MOST = 400
"""Entries; the oldest go."""


class Kept:
    """The entries of one folder."""

    def __init__(self, folder: Path) -> None:
        """Keep them in this folder, which need not exist."""
        self.folder = folder

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> Kept | None:
        """The entries of this user; None where nothing is kept."""
        place = environment.get("ALIGNMENT_CACHE", "")
        if place == "off" or environment.get("GITHUB_ACTIONS") == "true":
            return None  # on a fresh machine there is nothing to recall
        return cls(Path(place) if place else _user_folder(environment))

    def read(self, key: str | None) -> dict[str, Any] | None:
        """The entry under a key."""
        if key is None:
            return None
        try:
            checked, _, body = (self.folder / f"{key}.json").read_bytes().partition(b"\n")
            if hashlib.sha256(body).hexdigest().encode() != checked:
                return None
            value = json.loads(body)
        except (OSError, ValueError, RecursionError):
            return None
        return value if isinstance(value, dict) else None

    def write(self, key: str, value: Mapping[str, Any]) -> None:
        """Put an entry under a key, whole or not at all."""
        from alignment.kernel.atomic import write

        body = json.dumps(value, ensure_ascii=True, separators=(",", ":")).encode()
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            write(self.folder / f"{key}.json", hashlib.sha256(body).hexdigest().encode() + b"\n" + body)
        except OSError:
            return

    def prune(self) -> None:
        """Keep the newest entries."""
        try:
            entries = sorted(self.folder.glob("*.json"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
            for path in entries[_MOST:]:
                path.unlink(missing_ok=True)
        except OSError:
            return


def compares_bytes(environment: Mapping[str, str]) -> bool:
    """Whether files are told apart by their bytes alone."""
    return environment.get("ALIGNMENT_CACHE_COMPARE") == "hash"


def key(*parts: object) -> str:
    """A key made of everything that an entry depends on, this tool included."""
    text = repr((__version__, stamp(), sys.version, parts))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def stamp() -> int:
    """When the tool's own files last changed: a source checkout changes without changing its version."""
    if not _STAMP:
        pending, newest = [str(Path(__file__).parent.parent)], 0
        while pending:
            for entry in os.scandir(pending.pop()):
                if entry.is_dir() and entry.name != "__pycache__":
                    pending.append(entry.path)
                elif entry.name.endswith(".py"):
                    newest = max(newest, entry.stat().st_mtime_ns)
        _STAMP.append(newest)
    return _STAMP[0]


_STAMP: list[int] = []


def _user_folder(environment: Mapping[str, str]) -> Path:
    """Where this system keeps what may be lost."""
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "alignment"
    base = environment.get("LOCALAPPDATA" if sys.platform == "win32" else "XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "alignment"
