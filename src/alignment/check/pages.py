"""The page of each rule, packaged beside the rules: what it checks, why, a bad and a good example, how to mend.

A page is Markdown of a fixed form, French, with one English sentence under its title.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple

from alignment.check import codes
from alignment.check.nearest import nearest
from alignment.kernel.bilingual import Bilingual
from alignment.kernel.user_error import UserError
from alignment.source.codes import Code

FOLDER: Final = Path(__file__).parent / "docs"
CHECKS, WHY, BAD, GOOD, MEND, SINCE = HEADINGS = (
    "Ce que la règle vérifie",
    "Pourquoi",
    "Exemple refusé",
    "Exemple accepté",
    "Comment corriger",
    "Depuis",
)
"""The headings of every page, in order."""
_SENTENCE = re.compile(r".+?[.](?=\s|$)", re.DOTALL)


class Page(NamedTuple):
    """One rule's page: its Markdown, and the texts of its sections by heading."""

    code: Code
    text: str
    sections: Mapping[str, str]

    @property
    def summary(self) -> Bilingual:
        """What the rule asks (French) or what a breach is (English), in one plain sentence."""
        asked = self.sections[CHECKS].replace("`", "")
        first = _SENTENCE.match(asked)
        english = next(line for line in self.text.split("\n") if line.startswith("> "))
        return Bilingual(first[0] if first else asked, english.removeprefix("> "))


def page(code: Code) -> Page:
    """The page of a rule."""
    text = (FOLDER / f"{code.code}.md").read_text("utf-8")
    sections: dict[str, str] = {}
    for part in ("\n" + text).split("\n## ")[1:]:
        heading, _, body = part.partition("\n")
        sections[heading] = body.strip()
    return Page(code, text, sections)


def find(asked: str) -> Code:
    """The rule that was meant, by code (`AL301`, `al301`, `301`) or by name. Raises UserError with the nearest ones."""
    wanted = asked.strip().lower()
    digits = wanted.removeprefix("al")
    for code in codes.ALL:
        if wanted == code.slug or digits == code.code.removeprefix("AL"):
            return code
    near = nearest(wanted, [name for code in codes.ALL for name in (code.code, code.slug)])
    fr = " ou ".join(f"«\u00a0{name}\u00a0»" for name in near)
    en = " or ".join(f"“{name}”" for name in near)
    raise UserError(
        Bilingual(
            f"Règle inconnue «\u00a0{asked}\u00a0». "
            + (f"Vouliez-vous dire {fr}\u00a0?" if near else "«\u00a0alignment rule\u00a0» les énumère."),
            f"Unknown rule “{asked}”. " + (f"Did you mean {en}?" if near else "“alignment rule” lists them."),
        )
    )
