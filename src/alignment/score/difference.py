"""Two states of a data set compared, as one value: what changed, and what that does in each region."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from alignment.kernel.bilingual import Bilingual
from alignment.score.changes import Change, Kind
from alignment.score.effects import Drop, Effect


@dataclass(frozen=True)
class FileChange:
    """A file other than a roadmap that differs, and where; `places` is empty for one that came, went or is unread."""

    file: str
    kind: Kind
    places: tuple[str, ...] = ()


@dataclass(frozen=True)
class RegionDifference:
    """One region: what differs in its figures, None where it can't be scored on both sides."""

    id: str
    name: str
    effects: tuple[Effect, ...] | None
    drops: tuple[Drop, ...]
    scored: tuple[bool, bool]
    """Whether it has a score before and after."""
    broken: tuple[bool, bool]
    """Whether errors in its files stand in the way, before and after."""
    concerned: bool
    """Whether a file that it uses differs at all."""


@dataclass(frozen=True)
class Difference:
    """Two states of a data set compared."""

    before: Bilingual
    after: Bilingual
    changes: tuple[Change, ...]
    files: tuple[FileChange, ...]
    regions: tuple[RegionDifference, ...]
    only: str | None
    """The one region that was asked for, None for all."""
    beyond: Fraction | None
    """The drop that the caller won't have, None where any is fine."""

    @property
    def fails(self) -> bool:
        """Whether the caller asked to fail on what is found here: a drop, or a score lost to errors."""
        return self.beyond is not None and any(
            each.drops or (each.scored[0] and each.broken[1]) for each in self.regions
        )
