"""A text for people in both languages of the tool; the reader's language is chosen at the edge."""

from __future__ import annotations

from typing import Literal, NamedTuple

Lang = Literal["fr", "en"]


class Bilingual(NamedTuple):
    """The same sentence in French (the default of every output) and in English."""

    fr: str
    en: str

    def to(self, lang: Lang) -> str:
        """Return the sentence in `lang`."""
        return self.en if lang == "en" else self.fr
