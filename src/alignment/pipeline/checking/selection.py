"""Which rules speak: a profile, and codes or prefixes chosen or left out. What stops a score always speaks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from alignment.check import codes
from alignment.check.nearest import did_you_mean
from alignment.kernel.bilingual import Bilingual
from alignment.kernel.diagnostic import Diagnostic
from alignment.kernel.user_error import UserError
from alignment.source.codes import PROFILES, Code, Profile


@dataclass(frozen=True)
class Selection:
    """The rules that were asked for: all of the profile by default. `chosen` and `left_out` are prefixes of codes."""

    profile: Profile = "draft"
    chosen: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()

    def asks(self, code: Code) -> bool:
        """Whether this run looks for breaches of a rule."""
        if code.blocks or code is codes.RULE_FAILURE:
            return True
        if code.at(self.profile) is None or code.code.startswith(self.left_out or ("-",)):
            return False
        return not self.chosen or code.code.startswith(self.chosen)

    def held(self, diagnostics: Sequence[Diagnostic]) -> list[Diagnostic]:
        """The problems that were asked for, each as bad as the profile holds it."""
        kept = []
        for diagnostic in diagnostics:
            code = codes.BY_CODE[diagnostic.code]
            severity = code.at(self.profile)
            if severity is not None and self.asks(code):
                kept.append(diagnostic._replace(severity=severity))
        return kept


def select(profile: str | None, chosen: Sequence[str], left_out: Sequence[str]) -> Selection:
    """A selection from what was typed: `AL3`, `al301,AL5`. Raises UserError for an unknown profile or code."""
    profile = profile or PROFILES[0]
    if profile not in PROFILES:
        known = ", ".join(PROFILES)
        raise UserError(
            Bilingual(
                f"Profil inconnu «\u00a0{profile}\u00a0» (profils\u00a0: {known}).",
                f"Unknown profile “{profile}” (profiles: {known}).",
            )
        )
    return Selection(profile, _prefixes(chosen), _prefixes(left_out))


def _prefixes(texts: Sequence[str]) -> tuple[str, ...]:
    found = []
    for text in (part.strip().upper() for each in texts for part in each.split(",")):
        if not text or not any(code.startswith(text) for code in codes.BY_CODE):
            near = did_you_mean(text, codes.BY_CODE)
            raise UserError(
                Bilingual(
                    f"Aucune règle ne commence par «\u00a0{text}\u00a0». " + (near.fr if near else ""),
                    f"No rule begins with “{text}”. " + (near.en if near else ""),
                )
            )
        found.append(text)
    return tuple(found)
