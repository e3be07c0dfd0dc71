"""Answers kept between runs: the same question on the same data is answered without reading the data again.

What is kept is what a command printed and its exit code, under a key made of everything that it depends on: tool,
arguments, terminal, language, day, configuration, and the data folder (how its files stand; else their bytes). The
entries are JSON in the user's cache folder, checked when read; anything wrong with one is a miss. `--no-cache` and
ALIGNMENT_CACHE=off do without, ALIGNMENT_CACHE=DIR keeps them elsewhere, ALIGNMENT_CACHE_COMPARE=hash compares bytes.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from alignment.kernel import kept
from alignment.kernel.kept import Kept, compares_bytes
from alignment.source.fingerprint import Entry, walk

COMMANDS = frozenset(
    [
        "score",
        "gaps",
        "matrix",
        "explain",
        "requirements",
        "trajectory",
        "money",
        "compare",
        "robustness",
        "scenarios",
        "check",
        "data",
        "list",
        "allocate",
        "partners",
        "suggest",
    ]
)
"""The commands whose answer depends on the data folder and the arguments alone."""
_UNLIKE = frozenset(
    [
        "--out",
        "--base",
        "--fix",
        "--unsafe-fixes",
        "--stdin-filename",
        "--write",
        "--interactive",
        "--text",
        "--potential",
        "--help",
        "-h",
        "-",
    ]
)
"""Arguments with which a command reads or writes something else."""


class Memory:
    """The kept answers to one question."""

    def __init__(self, store: Kept, root: str, question: Sequence[object], by_hash: bool) -> None:
        """Look how the files stand, and prepare to answer `question` about the data below `root`, from the entries of `store`."""
        self._store = store
        self._root = root
        self._question = question
        self._by_hash = by_hash
        self._entries = walk(root)
        self._before = self._standing_key(self._entries)
        self._content: str | None = None

    @classmethod
    def of(cls, arguments: list[str]) -> Memory | None:
        """The memory for these arguments; None when their answer isn't kept."""
        from alignment.config import data_folder
        from alignment.kernel.user_error import UserError

        store = Kept.of(os.environ)
        if store is None or not arguments or arguments[0] not in COMMANDS:
            return None
        if any(a.partition("=")[0] in _UNLIKE or os.path.lexists(a) for a in _plain(arguments[1:])):
            return None
        try:
            root = data_folder(_option(arguments, "--data"), os.environ, Path.cwd()).root
        except UserError:
            return None
        return cls(store, str(root), _question(arguments), compares_bytes(os.environ))

    def recall(self) -> int | None:
        """Print the answer kept for this state of the data and return its exit code; None when there is none."""
        entry = None
        if not self._by_hash:
            pointer = self._store.read(self._before)
            entry = (
                self._store.read(pointer["content"])
                if pointer and isinstance(pointer.get("content"), str)
                else None
            )
        if entry is None and self._store.folder.is_dir():
            entry = self._store.read(self._content_key())
            if entry is not None and not self._by_hash:
                self._point()
        if entry is None or not isinstance(entry.get("out"), str) or entry.get("code") not in (0, 1):
            return None
        sys.stdout.write(entry["out"])
        return int(entry["code"])

    def remember(self, run: Callable[[], int]) -> int:
        """Run the command, and keep its answer when it is complete and the data did not change meanwhile."""
        out, err = _Tee(sys.stdout), _Tee(sys.stderr)
        sys.stdout, sys.stderr = out, err
        try:
            code = run()
        finally:
            sys.stdout, sys.stderr = out.stream, err.stream
        if code in (0, 1) and not err.written and self._stands():
            key = self._content_key()
            if key is not None:
                self._store.write(key, {"code": code, "out": "".join(out.written)})
                self._point()
                self._store.prune()
        return code

    def _stands(self) -> bool:
        """Whether the files stand as they did before this run; they may have become old enough meanwhile."""
        now, before = self._standing_key(walk(self._root)), self._before
        self._before = now
        return now is not None and before is not None and now.partition("-")[2] == before.partition("-")[2]

    def _standing_key(self, entries: Sequence[Entry] | None) -> str | None:
        """The key of how these files stand; None when that can't be told."""
        from alignment.source.fingerprint import SETTLED, standing

        if entries is None:
            return None
        found = standing(entries)
        # Too fresh to be told from a change of the next instant: the bytes decide.
        fresh = found.newest > time.time_ns() - SETTLED
        return f"{'fresh' if fresh else 'standing'}-{self._key('standing', found.digest)}"

    def _content_key(self) -> str | None:
        """The key of the bytes of the files, as they stood before this run."""
        from alignment.source.fingerprint import Digests, content

        if self._content is None and self._entries is not None:
            digests = Digests(self._root, self._store, self._by_hash)
            self._content = content(self._entries, digests)
            digests.keep()
        return self._key("content", self._content) if self._content else None

    def _key(self, kind: str, digest: str) -> str:
        return kept.key(kind, digest, self._question)

    def _point(self) -> None:
        """Let the files, as they stand, lead to the answer for their content."""
        content = self._content_key()
        if self._before and self._before.startswith("standing-") and content:
            self._store.write(self._before, {"content": content})


class _Tee:
    """A stream that keeps what is written to it."""

    def __init__(self, stream: Any) -> None:
        self.stream = stream
        self.written: list[str] = []

    def write(self, text: str) -> int:
        """Write and keep."""
        self.written.append(text)
        return int(self.stream.write(text))

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)


def _plain(arguments: list[str]) -> list[str]:
    """The arguments without the value of `--data`, which names the folder itself."""
    return [a for i, a in enumerate(arguments) if not (i and arguments[i - 1] == "--data") and a[:7] != "--data="]


def _option(arguments: list[str], name: str) -> str | None:
    for index, argument in enumerate(arguments):
        if argument.startswith(f"{name}="):
            return argument.partition("=")[2]
        if argument == name and index + 1 < len(arguments):
            return arguments[index + 1]
    return None


def _question(arguments: list[str]) -> tuple[object, ...]:
    """Everything but the data that an answer depends on."""
    from datetime import date
    from shutil import get_terminal_size

    names = ("NO_COLOR", "FORCE_COLOR", "TERM", "LC_ALL", "LANG", "SOURCE_DATE_EPOCH")
    relevant = {k: v for k, v in os.environ.items() if k in names or k.startswith(("GITHUB_", "ALIGNMENT_"))}
    for how in ("ALIGNMENT_CACHE", "ALIGNMENT_CACHE_COMPARE", "ALIGNMENT_PROCESSES"):
        relevant.pop(how, None)  # how an answer is come by, and not what it says
    here = Path.cwd()
    configuration = [
        (str(file), file.read_bytes())
        for folder in (here, *here.parents)
        for file in (folder / "alignment.toml", folder / "pyproject.toml")
        if file.is_file()
    ]
    return (
        arguments,
        str(here),
        get_terminal_size((80, 24)).columns,
        sys.stdout.isatty(),
        sys.stdout.encoding,
        sorted(relevant.items()),
        configuration,
        date.today().isoformat(),
    )
