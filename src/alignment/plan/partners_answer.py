"""What was asked about partners, and found."""

from __future__ import annotations

from dataclasses import dataclass

from alignment.model.vocabulary import I3
from alignment.plan.partners import Survey
from alignment.plan.partners_consortia import Search
from alignment.plan.partners_rules import NOTHING_KNOWN, Project, StrandVerdict, judge, strands_of


@dataclass(frozen=True)
class Answer:
    """What was asked and found: partners, the instrument's rules if any, a project, consortia where asked for."""

    survey: Survey
    i3: I3 | None = None
    project: Project = NOTHING_KNOWN
    strand: str | None = None
    search: Search | None = None

    def pool(self) -> tuple[StrandVerdict, ...]:
        """Each strand judged on the region with all others of the data set together: what they could ever satisfy."""
        if self.i3 is None:
            return ()
        subject = self.survey.subject
        members = [(subject.id, subject.region), *((match.id, match.region) for match in self.survey.regions)]
        strands = (each for each in strands_of(self.i3) if self.strand in (None, each.id))
        return tuple(judge(self.i3, strand, members, self.project) for strand in strands)
