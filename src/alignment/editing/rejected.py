"""Suggestions that someone rejected, remembered in a file of the data folder so that nobody is asked twice.

alignment: rejected/v1
rejected:
  cluster:
    action: [region/s3:sante, horizon-europe:cluster-5]
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from alignment.kernel import atomic
from alignment.kernel.diagnostic import Diagnostic, Severity
from alignment.match.matcher import Suggestion
from alignment.match.region import Suggested
from alignment.model.dataset import REGION_FRAMEWORKS
from alignment.model.file_model import FileModel, FormatError
from alignment.model.values import Id, Many, Ref
from alignment.report.findings import Located, locate
from alignment.source.discovery import Found, read
from alignment.source.document import Document
from alignment.source.yaml_events import parse

NAME = ".alignment-rejected.yaml"
"""Where the file lies in the data folder; the dot keeps it apart from the data."""
_HEAD = (
    "# Suggestions rejetées avec « alignment suggest --interactive » : elles ne sont plus proposées (--again les montre).",
)


class Rejection(NamedTuple):
    """A suggestion that was rejected: cluster, action, and the priority with its region (`grand-est/s3:sante`)."""

    cluster: str
    action: str
    ref: str


class RejectedFile(FileModel):
    """What the file holds."""

    alignment: Literal["rejected/v1"]
    rejected: Mapping[Id, Mapping[Id, Many[Ref]]] = MappingProxyType({})


@dataclass(frozen=True)
class Memory:
    """What was rejected, as last read from a data folder."""

    path: Path
    text: str | None
    rejections: frozenset[Rejection]

    def rejects(self, region: str, each: Suggested, suggestion: Suggestion) -> bool:
        """Whether a region's suggestion was rejected."""
        return rejection(region, each, suggestion) in self.rejections

    def keep(self, more: Iterable[Rejection]) -> bool:
        """Write what was rejected besides; comments of the file stay. False when there is nothing new.

        Raises OSError when the file can't be written.
        """
        every = self.rejections | frozenset(more)
        if every == self.rejections:
            return False
        listed: dict[str, dict[str, list[str]]] = {}
        for cluster, action, ref in sorted(every):
            listed.setdefault(cluster, {}).setdefault(action, []).append(ref)
        from alignment.editing.rewriting import rewritten

        value: Any = {"alignment": "rejected/v1", "rejected": listed}
        return atomic.write_text(self.path, rewritten(self.text, value, {}, _HEAD))


def rejection(region: str, each: Suggested, suggestion: Suggestion) -> Rejection:
    """What is remembered of a region's suggestion once it is rejected."""
    return Rejection(each.placed.roadmap.id, each.action.id, whole_reference(region, suggestion.ref))


def whole_reference(region: str, ref: str) -> str:
    """A region's reference with its region, which shared frameworks have none of."""
    return f"{region}/{ref}" if ref.partition(":")[0] in REGION_FRAMEWORKS else ref


def remembered(root: Path) -> Memory | list[Located]:
    """What a data folder remembers, nothing where it has no such file; or what is wrong with the file."""
    path = root / NAME
    if not path.exists() and not path.is_symlink():
        return Memory(path, None, frozenset())
    content = read(Found(path, NAME), root)
    if isinstance(content, Diagnostic):
        return locate([content], {})
    document = parse(content, NAME)
    faults = [each for each in document.diagnostics if each.severity is Severity.ERROR]
    if faults or not isinstance(document, Document):
        return locate(faults, {NAME: document})
    try:
        model = RejectedFile.read(document.value)
    except FormatError:
        from alignment.check import structure
        from alignment.model.faults import faults_of

        faults = structure.explain(faults_of(RejectedFile, document.value), NAME, RejectedFile)
        return locate(faults, {NAME: document})
    found = frozenset(
        Rejection(cluster, action, ref)
        for cluster, actions in model.rejected.items()
        for action, refs in actions.items()
        for ref in refs
    )
    return Memory(path, document.text.content, found)
