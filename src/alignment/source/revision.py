"""The files of a data set as a revision of git knows them, without touching the working folder.

Only `git` itself is asked, for names and contents: nothing of the repository is run.
"""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import NamedTuple

from alignment.kernel.bilingual import Bilingual
from alignment.kernel.diagnostic import Diagnostic
from alignment.kernel.user_error import UserError
from alignment.source import file_refusals as refusals
from alignment.source.discovery import in_layout
from alignment.source.yaml_events import MAX_BYTES

_ORDINARY = ("100644", "100755")  # neither symbolic links nor submodules


class _Entry(NamedTuple):
    name: str
    blob: str
    size: int


def read_revision(root: Path, revision: str) -> dict[str, bytes | Diagnostic]:
    """The data files below `root` as `revision` has them, by name relative to `root`; {} where it had none.

    Raises UserError (2) when git isn't there, `root` is in no checkout, or no such revision is known.
    """
    commit = _commit(root, revision)
    listed = _git(root, "ls-tree", "-r", "-z", "-l", commit)
    entries = [entry for line in listed.split(b"\0") if line and (entry := _entry(line))]
    wanted = [entry for entry in entries if entry.size <= MAX_BYTES]
    contents: dict[str, bytes | Diagnostic] = {
        entry.name: refusals.too_large(entry.name, entry.size, MAX_BYTES)
        for entry in entries
        if entry.size > MAX_BYTES
    }
    contents.update(_contents(root, wanted))
    return contents


def _commit(root: Path, revision: str) -> str:
    try:
        found = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}")
    except subprocess.CalledProcessError:
        raise UserError(
            Bilingual(
                f"Révision inconnue de git «\u00a0{revision}\u00a0» (ou le dossier des données n’est pas dans un dépôt). "
                "Dans une intégration continue, récupérer l’historique (fetch-depth: 0).",
                f"No revision “{revision}” known to git (or the data folder lies in no repository). "
                "In continuous integration, fetch the history (fetch-depth: 0).",
            )
        ) from None
    return found.decode("ascii").strip()


def _entry(line: bytes) -> _Entry | None:
    about, _, raw_name = line.partition(b"\t")
    mode, _, blob, size = about.decode("ascii").split()
    name = raw_name.decode("utf-8", "surrogateescape")
    return _Entry(name, blob, int(size)) if mode in _ORDINARY and in_layout(name) else None


def _contents(root: Path, entries: list[_Entry]) -> dict[str, bytes]:
    asked = "".join(f"{entry.blob}\n" for entry in entries).encode("ascii")
    answer = _git(root, "cat-file", "--batch", given=asked)
    contents, at = {}, 0
    for entry in entries:
        start = answer.index(b"\n", at) + 1  # after the header «blob type size»
        contents[entry.name] = answer[start : start + entry.size]
        at = start + entry.size + 1
    return contents


def _git(root: Path, *arguments: str, given: bytes = b"") -> bytes:
    """What git answers. Raises UserError where there is no git, CalledProcessError where it refuses."""
    try:
        return subprocess.run(  # noqa: S603 - no shell, and no argument comes from the data
            ["git", "-C", str(root), "--no-optional-locks", *arguments],  # noqa: S607 - the user's own git
            input=given,
            capture_output=True,
            check=True,
        ).stdout
    except FileNotFoundError:
        raise UserError(
            Bilingual("La commande git est introuvable.", "The git command could not be found.")
        ) from None
