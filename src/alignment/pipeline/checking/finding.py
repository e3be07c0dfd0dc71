"""What the rules of a check find in a data set that was read whole, before anything is set aside."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from alignment.check import codes
from alignment.check.rule import Rule, run
from alignment.check.rulebook import rules
from alignment.kernel.diagnostic import Diagnostic
from alignment.model.dataset import Dataset
from alignment.pipeline.checking import ignores
from alignment.pipeline.checking.ignores import Ignore
from alignment.pipeline.checking.requirements import TOLD, requirement_rule
from alignment.pipeline.checking.selection import Selection
from alignment.pipeline.loading import Loaded
from alignment.report.findings import Located
from alignment.source.codes import Code


class Found(NamedTuple):
    """Problems with their places, what comments set aside, and whether errors of reading or reference stand in the way."""

    located: Sequence[Located]
    ignores: Sequence[Ignore]
    stopped: bool


@dataclass(frozen=True)
class Search:
    """What is looked for: the rules selected, as seen on a day, and against an earlier state where there is one."""

    selection: Selection
    today: date
    before: Dataset | None = None

    @cached_property
    def rules(self) -> list[Rule]:
        """The rules of the book that were asked for."""
        return [rule for rule in rules(self.today, self.before) if self._asks(rule.codes)]

    def requirements(self, loaded: Loaded, regions: Iterable[str] | None = None) -> list[Rule]:
        """The rule that judges what regions (all by default) ask of their clusters, if it was asked for."""
        return [requirement_rule(loaded, regions)] if self._asks(TOLD) else []

    @cached_property
    def codes(self) -> set[Code]:
        """What this search can report."""
        told = {code for rule in self.rules for code in rule.codes} | {
            code for code in codes.ALL if code.code < "AL3"
        }
        return told | set(TOLD) if self._asks(TOLD) else told

    def _asks(self, told: Iterable[Code]) -> bool:
        return any(self.selection.asks(code) for code in told)


def find(loaded: Loaded, search: Search, only: frozenset[str] | None = None) -> Found:
    """What is found in these files of a data set (all by default)."""
    said, refused = ignores.from_comments(loaded.files)
    rules = [*search.rules, *search.requirements(loaded)]
    found = [*loaded.diagnostics, *run(rules, loaded.data), *refused]
    wanted = [each for each in found if only is None or each.place.file in only or each.place.file == "."]
    return Found(loaded.findings(search.selection.held(wanted)), said, stops(loaded.diagnostics))


def stops(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether one of them stops a score."""
    return any(codes.BY_CODE[diagnostic.code].blocks for diagnostic in diagnostics)
