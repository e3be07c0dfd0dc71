"""`alignment init`: a first workspace, a further region, a further cluster. Nothing that exists is ever overwritten."""

from __future__ import annotations

import json
import os
from collections.abc import Container, Iterable, Mapping
from pathlib import Path
from string import Template
from typing import get_args

from alignment.check.nearest import plain_words
from alignment.config import DataFolder
from alignment.editing.formatting import refuse_packaged
from alignment.kernel import atomic
from alignment.kernel.bilingual import Bilingual
from alignment.kernel.user_error import UserError
from alignment.model.dataset import SMART, SRDEII, Dataset
from alignment.model.files import Kind
from alignment.model.schema import schema_of
from alignment.pipeline import loading
from alignment.pipeline.lookup import find_region
from alignment.source.scalar_text import written

_TEMPLATES = Path(__file__).parent / "templates"
_SCHEMAS = (".schemas", "docs/schemas")
"""Where the schemas lie, beside the data folder: as `init` writes them, or as this repository keeps them."""


def start_workspace(folder: Path) -> list[Path]:
    """Make a minimal valid workspace in a folder and return its files. Raises UserError when some are there."""
    data = folder / "data"
    if (data / "regions").exists():
        raise UserError(
            Bilingual(
                f"Un jeu de données existe déjà dans «\u00a0{data}\u00a0»\u00a0: alignment init region ou "
                "alignment init cluster le complète.",
                f"A data set exists in “{data}” already: alignment init region or alignment init cluster adds to it.",
            )
        )
    region, cluster = "ma-region", "mon-cluster"
    files = _schema_files(folder / ".schemas")
    files |= _region_files(data, folder / ".schemas", region, "Ma région (illustratif)")
    roadmap = data / "regions" / region / "clusters" / f"{cluster}.yaml"
    references = [f"{SRDEII}:numerique", f"{SMART}:sante"]
    schemas = folder / ".schemas"
    files |= _roadmap_file(roadmap, schemas, cluster, "Mon cluster (illustratif)", references)
    return _create(files)


def add_region(folder: DataFolder, name: str) -> list[Path]:
    """Add a region, with its S3, under an id that no other has. Raises UserError."""
    refuse_packaged(folder)
    data = loading.load(folder).data
    taken = {*data.regions, *data.strategies, *(entry.name for entry in (folder.root / "regions").iterdir())}
    files, schemas = _schemas_for(folder.root)
    return _create(files | _region_files(folder.root, schemas, unused(name, taken), name))


def add_cluster(folder: DataFolder, name: str, region: str | None) -> list[Path]:
    """Add a cluster to a region (the only one by default) under an id that no other has. Raises UserError."""
    refuse_packaged(folder)
    data = loading.load(folder).data
    home = _home(data, region)
    taken = {placed.roadmap.id for placed in data.roadmaps}
    taken |= {Path(name).stem for name in data.broken} | {Path(placed.file).stem for placed in data.roadmaps}
    cluster = unused(name, taken)
    references = [
        f"{framework.id}:{next(iter(framework.nodes))}"
        for framework in data.frameworks_of(home)
        if framework.region == home and framework.nodes
    ]
    if not references:
        raise UserError(
            Bilingual(
                f"La région «\u00a0{home}\u00a0» n’a encore ni axe ni priorité à servir.",
                f"The region “{home}” has no axis and no priority to serve yet.",
            )
        )
    files, schemas = _schemas_for(folder.root)
    path = folder.root / "regions" / home / "clusters" / f"{cluster}.yaml"
    return _create(files | _roadmap_file(path, schemas, cluster, name, references))


def unused(name: str, taken: Container[str]) -> str:
    """An id made of a name, with a number where it is taken. Raises UserError for a name without any letter."""
    base = "-".join(plain_words(name))
    if not base:
        raise UserError(
            Bilingual(
                f"«\u00a0{name}\u00a0» ne donne aucun identifiant\u00a0: il y faut des lettres ou des chiffres.",
                f"“{name}” gives no identifier: it needs letters or digits.",
            )
        )
    number = 1
    while (found := base if number == 1 else f"{base}-{number}") in taken:
        number += 1
    return found


def _home(data: Dataset, region: str | None) -> str:
    if region is not None:
        return find_region(data, region)
    if len(data.regions) == 1:
        return next(iter(data.regions))
    known = ", ".join(data.regions)
    raise UserError(
        Bilingual(
            f"Dans quelle région\u00a0? Ajouter --region, parmi\u00a0: {known}.",
            f"In which region? Add --region, one of: {known}.",
        )
    )


def schema_line(kind: Kind, path: Path, root: Path) -> str | None:
    """The first line of a data file, which leads editors to its schema; None where no schemas go with the data."""
    schemas = _schemas_of(root)
    return _schema_line(kind, path, schemas) if schemas else None


def _schema_line(kind: Kind, path: Path, schemas: Path) -> str:
    schema = Path(os.path.relpath(schemas / f"{kind}.schema.json", path.parent)).as_posix()
    return f"# yaml-language-server: $schema={schema}"


def _schemas_of(root: Path) -> Path | None:
    """The folder of schemas that goes with a data folder."""
    return next((root.parent / name for name in _SCHEMAS if (root.parent / name).is_dir()), None)


def _schemas_for(root: Path) -> tuple[dict[Path, str], Path]:
    """The folder of schemas that goes with a data folder, and the files to write when there is none yet."""
    found = _schemas_of(root)
    return ({}, found) if found else (_schema_files(root.parent / ".schemas"), root.parent / ".schemas")


def _schema_files(folder: Path) -> dict[Path, str]:
    kinds: tuple[Kind, ...] = get_args(Kind)
    return {
        folder / f"{kind}.schema.json": json.dumps(schema_of(kind), ensure_ascii=False, indent=2) + "\n"
        for kind in kinds
    }


def _region_files(root: Path, schemas: Path, region: str, name: str) -> dict[Path, str]:
    values = {"id": region, "name": written(name)}
    paths: dict[Kind, Path] = {
        "region": root / "regions" / region / "region.yaml",
        "s3": root / "s3" / f"{region}.yaml",
    }
    return {path: _filled(kind, path, schemas, values) for kind, path in paths.items()}


def _roadmap_file(
    path: Path, schemas: Path, cluster: str, name: str, references: Iterable[str]
) -> dict[Path, str]:
    first, *others = references
    contributions = [f"      {first}: principal", *(f"      {other}: significant" for other in others)]
    values = {
        "id": cluster,
        "name": written(name),
        "first": first,
        "contributions": "\n".join(contributions),
    }
    return {path: _filled("roadmap", path, schemas, values)}


def _filled(kind: Kind, path: Path, schemas: Path, values: Mapping[str, str]) -> str:
    content = Template((_TEMPLATES / f"{kind}.yaml").read_text("utf-8")).substitute(values)
    return f"{_schema_line(kind, path, schemas)}\n{content}"


def _create(files: Mapping[Path, str]) -> list[Path]:
    """Write new files; nothing at all when one of them is there already. Raises UserError naming it."""
    for path in files:
        if path.exists() or path.is_symlink():
            raise _exists(path)
    for path, content in files.items():
        try:
            atomic.create(path, content.encode("utf-8"))
        except FileExistsError:
            raise _exists(path) from None
    return list(files)


def _exists(path: Path) -> UserError:
    return UserError(
        Bilingual(
            f"«\u00a0{path}\u00a0» existe déjà\u00a0: rien n’a été écrit par-dessus.",
            f"“{path}” exists already: nothing was written over it.",
        )
    )
