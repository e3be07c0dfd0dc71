"""What lets regions be compared and consortia be judged: domains, the I3 instrument's rules, the coefficients."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Any, Literal

from alignment.model.file_model import FileModel, FormatError, Key
from alignment.model.strategy import Source
from alignment.model.values import Code, Id, Many, Positive, Share, Text


class BilingualTitle(FileModel):
    """A label in French and in English."""

    fr: Text
    en: Text


class Matches(FileModel):
    """Codes of outside vocabularies that a domain matches, exactly or closely."""

    nace: Many[Code] = ()
    horizon_europe: Annotated[Many[Id], Key("horizon-europe")] = ()
    ecosystem: Many[Id] = ()


class Domain(FileModel):
    """One specialisation domain of the shared vocabulary (in the manner of SKOS)."""

    id: Id
    title: BilingualTitle
    labels: Many[Text] = ()
    broader: Id | None = None
    matches: Matches = Matches()


class Domains(FileModel):
    """`europe/domains.yaml`."""

    alignment: Literal["domains/v1"]
    domains: Many[Domain]
    sources: Many[Source] = ()


class Strand(FileModel):
    """A strand of the I3 instrument."""

    id: Id
    title: Text
    description: Text | None = None


class Rule(FileModel):
    """A rule of the I3 instrument; a kind that the code doesn't know is shown, not judged."""

    id: Id
    title: Text
    kind: (
        Id
        | Literal[
            "countries_min",
            "regions_min",
            "less_developed_min",
            "trl_min",
            "trl_max",
            "sme_share_min",
            "cofinancing_rate",
            "grant_max",
            "priority_areas",
        ]
    )
    value: Any = None
    strands: Many[Id] = ()
    sources: Many[Id] = ()


class I3(FileModel):
    """`europe/i3.yaml`."""

    alignment: Literal["i3/v1"]
    strands: Many[Strand] = ()
    rules: Many[Rule] = ()
    sources: Many[Source] = ()


class States(FileModel):
    """Coverages below which a priority is in gap or partial. Method, section 5."""

    gap: Share = Fraction(1, 4)
    partial: Share = Fraction(3, 4)


class Method(FileModel):
    """`method.yaml`: coefficients and thresholds; the defaults are the method's."""

    alignment: Literal["method/v1"]
    significant: Share = Fraction(2, 5)
    target: Positive = Fraction(1)
    states: States = States()
    fragile: Positive = Fraction(3, 2)
    crowded: Positive = Fraction(3)

    def confirm(self) -> None:
        """A priority in gap is less covered than a partial one."""
        if self.states.gap > self.states.partial:
            raise FormatError("al_states")


USUAL_METHOD = Method(alignment="method/v1")
"""The coefficients and thresholds of a data set that has no `method.yaml`."""
