"""Which model a file follows, by where it lies in the data folder. Format, first section."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Final, Literal, get_args

from alignment.model.file_model import FileModel

Kind = Literal["region", "roadmap", "s3", "framework", "domains", "i3", "method"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
"""Every kind of file."""


def kind_at(name: str) -> Kind | None:
    """The kind of the file at `name` (relative to the data root, with `/`); None outside the layout."""
    parts = PurePosixPath(name).parts
    match parts:
        case ("method.yaml" | "method.yml",):
            return "method"
        case ("regions", _, "region.yaml" | "region.yml"):
            return "region"
        case ("regions", _, "clusters", _):
            return "roadmap"
        case ("s3", _):
            return "s3"
        case ("europe", file):
            stem = PurePosixPath(file).stem
            return "domains" if stem == "domains" else "i3" if stem == "i3" else "framework"
    return None


def kind_of_header(header: object) -> Kind | None:
    """The kind that a file's `alignment:` header announces; None when it announces none of them."""
    name = header.partition("/")[0] if isinstance(header, str) else ""
    return next((kind for kind in KINDS if kind == name), None)


def model_of(kind: Kind) -> type[FileModel]:
    """The model of a kind of file."""
    from alignment.model import roadmap, strategy, vocabulary

    models: dict[Kind, type[FileModel]] = {
        "region": strategy.Region,
        "roadmap": roadmap.Roadmap,
        "s3": strategy.S3,
        "framework": strategy.Framework,
        "domains": vocabulary.Domains,
        "i3": vocabulary.I3,
        "method": vocabulary.Method,
    }
    return models[kind]
