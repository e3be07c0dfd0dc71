"""Reports on disk: one region or all, in any forms, each file written whole; what fails in one stops no other."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any, Literal

from alignment import __version__
from alignment.config import PACKAGED, DataFolder
from alignment.kernel import atomic
from alignment.kernel.bilingual import Bilingual, Lang
from alignment.kernel.user_error import UserError
from alignment.pipeline import scoring
from alignment.pipeline.loading import Loaded
from alignment.pipeline.partnering import Question, find_partners
from alignment.plan import solver
from alignment.report import forms
from alignment.report.findings import Located
from alignment.report.regional.build import regional_report
from alignment.report.regional.comparison import KEY, Entry, comparison
from alignment.report.regional.source import ReportSource
from alignment.report.regional.value import Report
from alignment.score.region import RegionScore

LEDGER = ".alignment-reports.json"
"""What `--incremental` remembers in the output folder: for each report the digest of what it was made from, and its files."""

Result = Literal["written", "same", "current", "no-score", "refused", "failed"]
"""`same`: made again with the same bytes; `current`: skipped, up to date; `refused`: errors in its files."""


@dataclass(frozen=True)
class Order:
    """What was asked for. `regions` are ids; `envelope` is in cents; with `index` a page compares the regions."""

    regions: tuple[str, ...]
    forms: tuple[str, ...]
    out: Path
    lang: Lang
    cursor: Fraction | None = None
    scenario: str | None = None
    day: date | None = None
    envelope: int | None = None
    index: bool = False
    incremental: bool = False


@dataclass(frozen=True)
class Made:
    """What became of one report; `problems` are those of a refused one, `reason` says why there is none."""

    name: str
    result: Result
    files: tuple[Path, ...] = ()
    reason: Bilingual | None = None
    problems: tuple[Located, ...] = ()


Step = Callable[[str, str], None]
"""Told before each piece of work: the region's name and the form in hand."""


def data_label(folder: DataFolder, lang: Lang) -> str:
    """The name of a data set in a report: the same wherever the command is run from."""
    if folder.origin == PACKAGED:
        return folder.label(lang)
    name = folder.root.name
    return f"dossier «\u00a0{name}\u00a0»" if lang == "fr" else f"folder “{name}”"


def fingerprint(loaded: Loaded, region: str) -> str:
    """SHA-256 over the files that a report's figures come from, each by its name and its text.

    All of them where regions are compared with one another as partners, those of the region where they cannot be.
    """
    used = loaded.data.files_of(region) & loaded.files.keys() if loaded.data.domains is None else loaded.files
    digest = hashlib.sha256()
    for name in sorted(used):
        content = loaded.files[name].text.content.encode("utf-8", "surrogatepass")
        digest.update(f"{name}\0{hashlib.sha256(content).hexdigest()}\n".encode())
    return digest.hexdigest()


def report_of(
    loaded: Loaded,
    region: str,
    score: RegionScore,
    day: date | None,
    lang: Lang,
    envelope: int | None = None,
) -> Report:
    """The report of a region that was scored."""
    label, sign = data_label(loaded.folder, lang), fingerprint(loaded, region)[:12]
    others = find_partners(loaded, Question(region)) if loaded.data.domains is not None else None
    assert not isinstance(others, list)  # a region with errors is not scored
    return regional_report(ReportSource(score, loaded.data, label, sign, day, lang, envelope, others, loaded.line))


@dataclass
class _Batch:
    """One run over several regions, with what the folder remembers of earlier ones."""

    loaded: Loaded
    order: Order
    step: Step
    ledger: dict[str, Any] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)

    def region(self, region: str) -> Made:
        """Make one report; a fault of its own becomes a result, and the others go on."""
        name = self._name(region)
        try:
            return self._region(region, name)
        except UserError as error:
            reason = _unnamed(error.message, name)
            self.entries.append(Entry(region, name, None, reason.to(self.order.lang)))
            return Made(name, "no-score" if error.exit_code == 3 else "failed", reason=reason)
        except OSError:
            raise  # a folder that cannot be written to is no region's fault
        except Exception as error:
            if os.environ.get("ALIGNMENT_DEBUG"):
                raise
            reason = Bilingual(
                f"défaillance interne ({type(error).__name__})", f"internal failure ({type(error).__name__})"
            )
            self.entries.append(Entry(region, name, None, reason.to(self.order.lang)))
            return Made(name, "failed", reason=reason)

    def _name(self, region: str) -> str:
        model = self.loaded.data.regions.get(region)
        return model.name if model else region

    def _region(self, region: str, name: str) -> Made:
        order = self.order
        digest = self._digest(region)
        current = self._current(region, digest)
        if current and not order.index:
            return Made(name, "current", current)
        self.step(name, "")
        score = scoring.score(self.loaded, region, order.cursor, order.scenario)
        if isinstance(score, list):
            number = len(score)
            reason = Bilingual(
                f"{number} erreur{'s' if number > 1 else ''} dans ses fichiers\u00a0: alignment check {region}",
                f"{number} error{'s' if number > 1 else ''} in its files: alignment check {region}",
            )
            self.entries.append(Entry(region, name, None, reason.to(order.lang)))
            return Made(name, "refused", reason=reason, problems=tuple(score))
        self.entries.append(Entry(region, name, score))
        if current:
            return Made(name, "current", current)
        report = report_of(self.loaded, region, score, order.day, order.lang, order.envelope)
        return self._write(report, name, digest)

    def index(self) -> Made:
        """The page that compares the regions of this run."""
        order = self.order
        label = data_label(self.loaded.folder, order.lang)
        report = comparison(self.entries, label, order.day, order.lang)
        return self._write(report, report.title, "")

    def _write(self, report: Report, name: str, digest: str) -> Made:
        written: dict[Path, str] = {}
        changed = False
        for form in self.order.forms:
            self.step(name, form)
            for path, content in forms.files(form, report).items():
                target = self.order.out / path
                changed = atomic.write(target, content) or changed
                written[target] = hashlib.sha256(content).hexdigest()
        self._remember(report.key, digest, written)
        return Made(name, "written" if changed else "same", tuple(written))

    def _digest(self, region: str) -> str:
        """All that a report depends on: data, other regions' names, version, what was asked for, whether there is a solver."""
        order = self.order
        names = sorted((other, model.name) for other, model in self.loaded.data.regions.items())
        asked = (order.forms, order.lang, str(order.cursor), order.scenario, str(order.day), order.envelope)
        label = data_label(self.loaded.folder, order.lang)
        content = repr((__version__, label, fingerprint(self.loaded, region), names, asked, solver.is_installed()))
        return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()

    def _current(self, region: str, digest: str) -> tuple[Path, ...]:
        """The files of a report that is up to date: made from the same, and left as they were made."""
        known = self.ledger.get(region)
        if not self.order.incremental or not isinstance(known, dict) or known.get("digest") != digest:
            return ()
        listed = known.get("files")
        if not isinstance(listed, dict) or not all(
            _is(self.order.out / path, sha) for path, sha in listed.items()
        ):
            return ()
        return tuple(self.order.out / path for path in listed)

    def _remember(self, key: str, digest: str, written: Mapping[Path, str]) -> None:
        if not self.order.incremental or not digest:
            return
        files = {path.relative_to(self.order.out).as_posix(): sha for path, sha in written.items()}
        self.ledger[key] = {"digest": digest, "files": files}
        text = json.dumps(self.ledger, indent=1, sort_keys=True)
        atomic.write(self.order.out / LEDGER, f"{text}\n".encode())


def publish(loaded: Loaded, order: Order, step: Step) -> list[Made]:
    """Make the reports asked for, then the index. Raises OSError when the folder cannot be written to."""
    for folder in (order.out, *order.out.glob("*-csv/")):
        atomic.clear(folder)
    batch = _Batch(loaded, order, step, _ledger(order.out) if order.incremental else {})
    made = [batch.region(region) for region in order.regions]
    if order.index:
        made.append(batch.index())
    return made


def exit_code(made: Sequence[Made]) -> int:
    """2 when one failed, 1 when one has errors in its files, 3 when none could be made, else 0."""
    results = {each.result for each in made}
    if "failed" in results:
        return 2
    if "refused" in results:
        return 1
    return 3 if results == {"no-score"} else 0


def _ledger(out: Path) -> dict[str, Any]:
    """What the folder remembers; nothing when it cannot be understood, and then all is made again."""
    try:
        found = json.loads((out / LEDGER).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _unnamed(message: Bilingual, name: str) -> Bilingual:
    """A sentence about a region without the name that it may open with."""
    return Bilingual(message.fr.removeprefix(f"{name}\u00a0: "), message.en.removeprefix(f"{name}: "))


def _is(path: Path, sha: object) -> bool:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest() == sha
    except OSError:
        return False


__all__ = ["KEY", "LEDGER", "Made", "Order", "data_label", "exit_code", "fingerprint", "publish", "report_of"]
