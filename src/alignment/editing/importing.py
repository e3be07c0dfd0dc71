"""`alignment import`, from a spreadsheet to the file of a roadmap: read, laid over what is there, checked, then written."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from alignment import pipeline
from alignment.config import DataFolder
from alignment.editing.formatting import refuse_packaged
from alignment.editing.rewriting import rewritten
from alignment.exchange import intake
from alignment.exchange.package import LARGEST_FILE
from alignment.kernel import atomic
from alignment.kernel.bilingual import Bilingual
from alignment.kernel.diagnostic import Severity
from alignment.kernel.user_error import UserError
from alignment.lookup import find_region
from alignment.model.schema import schema_of
from alignment.report.content.intake import Outcome
from alignment.report.findings import Findings
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
    """What came of it; `findings` are the errors of the file that would result."""

    taken: intake.Taken
    outcome: Outcome
    findings: Findings


def run(order: Order) -> Imported:
    """Read a spreadsheet and write the roadmap that it gives, unless something in it isn't certain.

    Raises UserError when the spreadsheet can't be read or doesn't say whose it is, OSError when it isn't there.
    """
    if order.out is None and not order.dry_run:
        refuse_packaged(order.folder)
    sheets = intake.read(_bytes(order.file), order.file.name)
    loaded = pipeline.load(order.folder)
    region = find_region(loaded.data, order.region) if order.region else None
    alone = order.file.suffix.casefold() in (".csv", ".tsv", ".txt")
    identity, found = intake.identify(sheets, loaded.data, region, order.cluster, alone)
    name = identity.placed.file if identity.placed else f"regions/{identity.home}/clusters/{identity.cluster}.yaml"
    root = order.out or order.folder.root
    before = _before(root / name, name, loaded)
    value = before.value if before is not None and isinstance(before.value, dict) else {}
    taken = intake.take(identity, found, loaded.data, value)
    label = Bilingual(order.folder.label("fr"), order.folder.label("en"))
    if taken.refused:
        return Imported(taken, Outcome(name, before is None, False, False), Findings((), 0, label))
    text = rewritten(before.text.content if before else None, taken.value, schema_of("roadmap"))
    content = text.encode("utf-8")
    after = pipeline.load(order.folder, {name: content})
    errors = [d for d in after.diagnostics if d.place.file == name and d.severity is Severity.ERROR]
    findings = Findings(tuple(after.findings(errors)), 1, label)
    there = (root / name).read_bytes() if (root / name).is_file() else None
    changes = content != there
    write = changes and not errors and not order.dry_run
    if write:
        atomic.write(root / name, content)
    return Imported(taken, Outcome(name, before is None, changes, write, bool(errors)), findings)


def _bytes(file: Path) -> bytes:
    with file.open("rb") as stream:
        return stream.read(LARGEST_FILE + 1)


def _before(path: Path, name: str, loaded: pipeline.Loaded) -> Document | None:
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
