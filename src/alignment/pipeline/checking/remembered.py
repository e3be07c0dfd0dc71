"""What regions said in the last check of a large data set, taken again as long as nothing that they depend on changed.

A region's word depends on its own texts and roadmaps, on the roadmaps of its guests, on the common texts, on the names
of all texts, and on the question; where one of its roadmaps looks at another region, on the texts of all regions.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from alignment.kernel import kept, plain
from alignment.kernel.diagnostic import Diagnostic
from alignment.pipeline.checking.finding import Search
from alignment.pipeline.checking.told import Told


class Grounds(NamedTuple):
    """Digests of what a region's word rests on: what it always looks at, all texts for one that looks abroad, and its
    roadmaps alone; "" for what can't be told.
    """

    near: str
    far: str
    roadmaps: str


class Texts:
    """The digests of the texts of a data set, common and of each region."""

    def __init__(self, contents: Mapping[str, bytes | Diagnostic], problems: Sequence[Diagnostic]) -> None:
        """Take the digest of each text, or of the reason why there is none, and of what is wrong with other files."""
        self._own: dict[str, list[str]] = {}
        common = [*contents, *map(_digest, problems)]
        for name, content in sorted(contents.items()):
            parts = PurePosixPath(name).parts
            region = parts[1] if parts[0] == "regions" else PurePosixPath(name).stem if parts[0] == "s3" else None
            (common if region is None else self._own.setdefault(region, [])).append(_digest(content))
        self._common = kept.key(common)
        self._all = kept.key(common, sorted(self._own.items()))

    def grounds(self, region: str, roadmaps: str) -> Grounds:
        """What the word of a region with these roadmaps (their digest, "" for none) rests on."""
        near = kept.key(self._common, self._own.get(region), roadmaps) if roadmaps else ""
        return Grounds(near, self._all, roadmaps)


def _digest(content: bytes | Diagnostic) -> str:
    data = content if isinstance(content, bytes) else plain.dumps(content)
    return hashlib.sha256(data).hexdigest()


class Remembered:
    """What the regions of a data folder said to one question."""

    def __init__(self, store: kept.Kept, root: str, search: Search) -> None:
        """Recall it."""
        selection = search.selection
        asked = (selection.profile, selection.chosen, selection.left_out, search.today.isoformat())
        self._store = store
        self._key = kept.key("regions", root, asked)
        self._entry = store.read(self._key) or {}
        self._same: set[str] = set()

    def told(self, grounds: Mapping[str, Grounds]) -> dict[str, Told]:
        """What is still true, by region."""
        found = {}
        for region, rests_on in grounds.items():
            told = _told(self._entry.get(region), rests_on)
            if told is not None:
                found[region] = told
                self._same.add(region)
        return found

    def keep(self, grounds: Mapping[str, Grounds], told: Mapping[str, Told]) -> None:
        """Keep what these regions said, after `told`, if anything is new."""
        entry = {region: row for region, row in self._entry.items() if region in self._same}
        for region, rests_on in grounds.items():
            new = told[region]
            if (
                region not in self._same and rests_on.roadmaps and rests_on.roadmaps == new.digest
            ):  # none changed since
                entry[region] = [rests_on.near, rests_on.far, new.abroad, plain.to_plain(new)]
        if entry != self._entry:
            self._store.write(self._key, entry)


def _told(row: Any, rests_on: Grounds) -> Told | None:
    """What is kept of a region, where it rests on the same grounds."""
    try:
        near, far, abroad, told = row
        if near != rests_on.near or (abroad is not False and far != rests_on.far):
            return None
        return plain.from_plain(Told, told)
    except (TypeError, ValueError):
        return None
