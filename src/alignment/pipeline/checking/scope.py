"""What the paths given to `check` stand for: a data folder, some of its files, or files that lie on their own."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from alignment.config import DataFolder, data_folder, root_above
from alignment.kernel.bilingual import Bilingual
from alignment.kernel.user_error import UserError
from alignment.model.dataset import Dataset
from alignment.pipeline.loading import Loaded, validate
from alignment.pipeline.lookup import find_region
from alignment.source.discovery import Found, in_layout, read
from alignment.source.yaml_events import Document, Unreadable, parse

_GIVEN = Bilingual("dossier du chemin donné", "folder of the path given")
ALONE = Bilingual("fichiers isolés, références non contrôlées", "single files, references not checked")
"""What is said of files that belong to no data set."""


def folder_of(
    paths: Sequence[str], data: str | None, unsaved: tuple[str, bytes] | None = None
) -> DataFolder | None:
    """The data folder that the paths belong to; None where every one is a file outside any data set.

    Raises UserError where they lie in several, or where the chosen folder isn't there.
    """
    if unsaved is not None:
        root = root_above(Path(unsaved[0]).parent)
        folder = data_folder(data, os.environ, Path.cwd()) if data else DataFolder(root, _GIVEN) if root else None
        return folder if folder is not None and _in_layout(unsaved[0], folder) else None
    if data is None:
        roots = {root for path in paths if (root := _root_of(path)) is not None}
        if len(roots) > 1:
            raise UserError(
                Bilingual(
                    "Les chemins donnés sont dans plusieurs jeux de données.",
                    "The paths lie in several data sets.",
                )
            )
        if roots:
            return DataFolder(roots.pop(), _GIVEN)
        if paths and all(Path(path).is_file() for path in paths):
            return None
    return data_folder(data, os.environ, Path.cwd())


def files_at(paths: Sequence[str], loaded: Loaded) -> frozenset[str] | None:
    """The files that the paths and regions stand for; None for all of them. Raises UserError when one is neither."""
    root = loaded.folder.root
    if not paths or any(root.is_relative_to(Path(path).resolve()) for path in paths if Path(path).exists()):
        return None
    return frozenset(name for path in paths for name in _files(path, loaded))


def _root_of(path: str) -> Path | None:
    """The data folder above a path that exists, or the folder `data` just below it."""
    here = Path(path)
    if not here.exists():
        return None
    below = (here / "data").resolve()
    return root_above(here) or (below if (below / "regions").is_dir() else None)


def _files(path: str, loaded: Loaded) -> list[str]:
    told = {diagnostic.place.file for diagnostic in loaded.diagnostics} - {"."}
    names = sorted({*loaded.files, *loaded.data.broken, *told})
    where = Path(path).resolve()
    if where.exists() and where.is_relative_to(loaded.folder.root):
        inside = where.relative_to(loaded.folder.root).as_posix()
        found = [name for name in names if name == inside or name.startswith(f"{inside}/")]
        if not found:
            raise UserError(
                Bilingual(
                    f"«\u00a0{path}\u00a0» n’est pas un fichier du format.",
                    f"“{path}” is not a file of the format.",
                )
            )
        return found
    if "/" in path or path.endswith((".yaml", ".yml")):
        raise UserError(
            Bilingual(f"Aucun fichier de données «\u00a0{path}\u00a0».", f"No data file “{path}”."), exit_code=3
        )
    used = loaded.data.files_of(find_region(loaded.data, path))
    return [name for name in names if name in used]


def name_inside(path: str, folder: DataFolder) -> str:
    """The name in a data set of a file below its folder, which need not exist."""
    return Path(path).resolve().relative_to(folder.root).as_posix()


def _in_layout(path: str, folder: DataFolder) -> bool:
    return Path(path).resolve().is_relative_to(folder.root) and in_layout(name_inside(path, folder))


def load_alone(contents: Sequence[tuple[str, bytes | None]]) -> Loaded:
    """Files that belong to no data set, by path as typed, with their bytes where they aren't to be read from disk.

    They are held against the format alone: what they refer to is not there.
    """
    files: dict[str, Document | Unreadable] = {}
    problems = []
    for path, given in contents:
        found = Found(Path(path).resolve(), path)
        content = read(found, found.path.parent) if given is None else given
        if isinstance(content, bytes):
            files[path] = parse(content, path)
            problems += validate(files[path], path, None)[1]
        else:
            problems.append(content)
    return Loaded(DataFolder(Path.cwd(), ALONE), Dataset(), files, tuple(problems))
