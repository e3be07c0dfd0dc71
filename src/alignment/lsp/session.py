"""One data set as the editor shows it: what is on the disk, under what is open and unsaved."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from alignment.config import DataFolder
from alignment.kernel.bilingual import Bilingual
from alignment.model.dataset import Dataset
from alignment.pipeline import loading, scoring
from alignment.pipeline.checking.run import Asked, check_loaded
from alignment.report.findings import Located
from alignment.score.region import RegionScore
from alignment.source.document import Document, Unreadable


class Session:
    """A data set being edited; scores are computed when someone asks, once for each state of the files."""

    def __init__(self, root: Path) -> None:
        """Open the data set at `root`; nothing is read before the first `refresh`."""
        self._folder = DataFolder(root, Bilingual("éditeur", "editor"))
        self._loaded: loading.Loaded | None = None
        self._readable: dict[str, Document] = {}
        self.problems: tuple[Located, ...] = ()
        self._scores: dict[str, RegionScore | None] = {}

    def refresh(self, unsaved: Mapping[str, bytes]) -> None:
        """Check the files again, the open ones as they are shown: `problems` are then those of the data set.

        Raises UserError when there is nothing to check, or when the configuration is faulty.
        """
        self.problems = ()
        self._loaded = loading.load(self._folder, unsaved)
        self._scores = {}
        for name, document in self._loaded.files.items():
            if isinstance(document, Document):
                self._readable[name] = document
        self.problems = check_loaded(self._loaded, Asked()).located

    @property
    def data(self) -> Dataset:
        """The linked data set."""
        return self._loaded.data if self._loaded else Dataset()

    @property
    def files(self) -> Mapping[str, Document | Unreadable]:
        """The files as last read."""
        return self._loaded.files if self._loaded else {}

    def readable(self, name: str) -> Document | None:
        """A file as it last could be read: while a line is being written, often the file before it."""
        return self._readable.get(name)

    def score(self, region: str) -> RegionScore | None:
        """The score of a region, None while its files hold errors or where it has no axis."""
        if region not in self._scores:
            known = self._loaded is not None and region in self._loaded.data.regions
            scorable = self._loaded is not None and known and self._loaded.data.regions[region].srdeii.axes
            result = scoring.score(self._loaded, region) if self._loaded is not None and scorable else None
            self._scores[region] = result if isinstance(result, RegionScore) else None
        return self._scores[region]
