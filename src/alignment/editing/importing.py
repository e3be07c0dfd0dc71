"""`alignment import`, from a spreadsheet to the files of roadmaps: read, laid over what is there, checked, then written."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from alignment.config import DataFolder
from alignment.editing.formatting import refuse_packaged
from alignment.editing.rewriting import rewritten
from alignment.editing.starting import schema_line
from alignment.exchange import intake
from alignment.exchange.owners import Share, shares
from alignment.exchange.package import LARGEST_FILE
from alignment.kernel import atomic
from alignment.kernel.bilingual import Bilingual
from alignment.kernel.diagnostic import Severity
from alignment.kernel.user_error import UserError
from alignment.model.schema import schema_of
from alignment.pipeline import loading
from alignment.pipeline.lookup import find_region
from alignment.report.content.intake import Outcome
from alignment.report.findings import Findings
from alignment.score.changes import Change, changes
from alignment.source.document import Document
from alignment.source.yaml_events import parse


@dataclass(frozen=True)
class Order:
    """What was asked: the spreadsheet, the data to read, where to write (the data themselves by default)."""

    file: Path
    folder: DataFolder
    region: str | None = None
    cluster: str | None = None
    out: Path | None = None
    dry_run: bool = False


@dataclass(frozen=True)
class Imported:
    """What came of it, cluster by cluster; `changes` are those of the data, `findings` the errors that would result."""

    takens: tuple[intake.Taken, ...]
    outcomes: tuple[Outcome, ...]
    changes: tuple[Change, ...]
    findings: Findings


class _Draft(NamedTuple):
    """A roadmap as an import leaves it, not written yet; `content` is None while something of it is refused."""

    name: str
    taken: intake.Taken
    new: bool
    content: bytes | None


def run(order: Order) -> Imported:
    """Read a spreadsheet and write the roadmaps that it gives: all of them, or none while anything isn't certain.

    Raises UserError when the spreadsheet can't be read or doesn't say whose it is, OSError when it isn't there.
    """
    if order.out is None and not order.dry_run:
        refuse_packaged(order.folder)
    sheets = intake.read(_bytes(order.file), order.file.name)
    loaded = loading.load(order.folder)
    region = find_region(loaded.data, order.region) if order.region else None
    alone = order.file.suffix.casefold() in (".csv", ".tsv", ".txt")
    root = order.out or order.folder.root
    drafts = [_draft(share, loaded, root) for share in shares(sheets, loaded.data, region, order.cluster, alone)]
    label = Bilingual(order.folder.label("fr"), order.folder.label("en"))
    takens = tuple(draft.taken for draft in drafts)
    contents = {draft.name: draft.content for draft in drafts if draft.content is not None}
    if len(contents) < len(drafts):
        outcomes = tuple(Outcome(draft.name, draft.new, False, False) for draft in drafts)
        return Imported(takens, outcomes, (), Findings((), 0, label))
    after = loading.load(order.folder, contents)
    errors = [d for d in after.diagnostics if d.place.file in contents and d.severity is Severity.ERROR]
    faulty = {error.place.file for error in errors}
    present = {name: path.read_bytes() for name in contents if (path := root / name).is_file()}
    changed = {name for name, content in contents.items() if content != present.get(name)}
    before = loading.load(order.folder, present) if order.out else loaded
    if not errors and not order.dry_run:
        for name in sorted(changed):
            atomic.write(root / name, contents[name])
    written = frozenset() if errors or order.dry_run else changed
    outcomes = tuple(
        Outcome(each.name, each.new, each.name in changed, each.name in written, each.name in faulty)
        for each in drafts
    )
    moved = () if errors else tuple(changes(before.data, after.data))
    return Imported(takens, outcomes, moved, Findings(tuple(after.findings(errors)), len(drafts), label))


def _draft(share: Share, loaded: loading.Loaded, root: Path) -> _Draft:
    """The roadmap of one cluster, with what the spreadsheet says of it laid over what is there."""
    identity, found = share
    name = identity.placed.file if identity.placed else f"regions/{identity.home}/clusters/{identity.cluster}.yaml"
    before = _before(root / name, name, loaded)
    value = before.value if before is not None and isinstance(before.value, dict) else {}
    taken = intake.take(identity, found, loaded.data, value)
    if taken.refused:
        return _Draft(name, taken, before is None, None)
    first = schema_line("roadmap", root / name, root)
    text = rewritten(
        before.text.content if before else None, taken.value, schema_of("roadmap"), [first] if first else []
    )
    return _Draft(name, taken, before is None, text.encode("utf-8"))


def _bytes(file: Path) -> bytes:
    with file.open("rb") as stream:
        return stream.read(LARGEST_FILE + 1)


def _before(path: Path, name: str, loaded: loading.Loaded) -> Document | None:
    """The roadmap that is there: where it would be written, else in the data. Raises UserError when it has errors."""
    document = parse(path.read_bytes(), name) if path.is_file() else loaded.files.get(name)
    if document is None:
        return None
    if not isinstance(document, Document) or any(d.severity is Severity.ERROR for d in document.diagnostics):
        raise UserError(
            Bilingual(
                f"{name} a des erreurs\u00a0: les corriger d’abord (alignment check).",
                f"{name} has errors: mend them first (alignment check).",
            ),
            exit_code=1,
        )
    return document
