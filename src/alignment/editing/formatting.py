"""`alignment fmt`, from what was asked to the files that change. A layout that would alter anything is never written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from alignment.config import PACKAGED, DataFolder
from alignment.editing.layout import laid_out
from alignment.kernel.bilingual import Bilingual
from alignment.kernel.diagnostic import Severity
from alignment.kernel.user_error import UserError
from alignment.model.files import Kind, kind_at, kind_of_header
from alignment.model.schema import Schema, schema_of
from alignment.pipeline import loading
from alignment.pipeline.checking import scope
from alignment.report.findings import Findings, locate
from alignment.source.comments import comments
from alignment.source.document import Document, Value
from alignment.source.text import Text
from alignment.source.yaml_events import Unreadable, parse

_HEADERS: dict[Kind, Schema] = {}


@dataclass(frozen=True)
class Change:
    """A file whose layout isn't the canonical one: where it lies, its name, its content now and then."""

    path: Path
    name: str
    before: str
    after: str


@dataclass(frozen=True)
class Formatted:
    """What `fmt` found: the files to change, how many it looked at, and why some can't be laid out."""

    changes: tuple[Change, ...]
    files: int
    refused: Findings


class AlteredError(Exception):
    """A layout that would change a value or lose a comment: a fault of ours, caught before anything is written."""


def survey(paths: Sequence[str], data: str | None) -> Formatted:
    """The files to lay out among those that paths and regions stand for, all by default; nothing is written.

    Raises UserError when a path names nothing, or when there are no data but those of the package.
    """
    folder = scope.folder_of(paths, data)
    if folder is None:
        loaded = scope.load_alone([(path, None) for path in paths])
        names: Sequence[str] = sorted(loaded.files)
    else:
        refuse_packaged(folder)
        loaded = loading.load(folder)
        only = scope.files_at(paths, loaded)
        names = sorted(loaded.files if only is None else only & loaded.files.keys())
    changes = []
    refused = []
    for name in names:
        document = loaded.files[name]
        errors = [problem for problem in document.diagnostics if problem.severity is Severity.ERROR]
        if errors or isinstance(document, Unreadable):
            refused += errors
        elif (after := canonical(document)) != document.text.content:
            changes.append(Change((loaded.folder.root / name).resolve(), name, document.text.content, after))
    label = loaded.folder.label
    located = locate(refused, loaded.files)
    findings = Findings(tuple(located), len(names), Bilingual(label("fr"), label("en")))
    return Formatted(tuple(changes), len(names), findings)


def canonical(document: Document) -> str:
    """The canonical layout of a file read without an error. Raises AlteredError rather than change what it says."""
    before = document.text.content
    header = document.value.get("alignment") if isinstance(document.value, dict) else None
    kind = kind_at(document.text.name) or kind_of_header(header)
    if kind is not None and kind not in _HEADERS:
        _HEADERS[kind] = schema_of(kind)
    after = laid_out(before, _HEADERS[kind] if kind else None)
    again = parse(after.encode("utf-8"), document.text.name)
    if not isinstance(again, Document) or not same(document.value, again.value):
        raise AlteredError(document.text.name)
    if _comments(document.text) - _comments(again.text):
        raise AlteredError(document.text.name)
    return after


def _comments(text: Text) -> Counter[str]:
    """The words of every comment of a file, found without the tree that its layout is made from."""
    return Counter(comment.words for comment in comments(text, ""))


def same(one: Value, other: Value) -> bool:
    """Whether two values are equal to the last digit and type (1 is neither 1.0 nor true); keys in any order."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return type(one) is type(other) and str(one) == str(other)


def refuse_packaged(folder: DataFolder) -> None:
    """Stop before the data of the package itself are changed. Raises UserError."""
    if folder.origin == PACKAGED:
        raise UserError(
            Bilingual(
                "Aucun dossier de données ici\u00a0; «\u00a0alignment init\u00a0» en crée un, --data en désigne un autre.",
                "No data folder here; “alignment init” makes one, --data names another.",
            ),
            exit_code=3,
        )
