"""What a code is, and the codes of everything that can be said about reading a file: `AL001` to `AL059`.

A code never changes its meaning and is never used again once retired: people write it in their notes and CI
configurations. The slug is the rule's short French name, without accents, as it appears in addresses.
"""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

from alignment.kernel.diagnostic import Severity

Profile = Literal["draft", "publication", "council"]
"""How much is asked of the files: of a draft, of what is published, of what is put before elected members."""
PROFILES: Final[tuple[Profile, ...]] = ("draft", "publication", "council")
"""From the most lenient (the default) to the strictest."""

_SEVERITIES = {"E": Severity.ERROR, "W": Severity.WARNING, "I": Severity.INFO, "-": None}


class Code(NamedTuple):
    """One rule: its stable code, its French name, and how bad a breach is in each profile.

    `severities` has one letter a profile, in the order of `PROFILES`: E error, W warning, I information, and
    - where the profile doesn't ask for it.
    """

    code: str
    slug: str
    severities: str = "EEE"
    since: str = "0.1.0"

    def at(self, profile: Profile) -> Severity | None:
        """How bad a breach is in a profile; None where it isn't looked for."""
        return _SEVERITIES[self.severities[PROFILES.index(profile)]]

    @property
    def severity(self) -> Severity:
        """How bad a breach is in the default profile, which is the one that `score` knows."""
        return self.at("draft") or Severity.INFO

    @property
    def blocks(self) -> bool:
        """Whether a breach stops a score: an error of reading, structure or reference. Format, « what stops a score »."""
        return self.code < "AL3" and self.severity is Severity.ERROR


# The file as such.
UNREADABLE: Final = Code("AL001", "fichier-illisible")
NOT_A_FILE: Final = Code("AL002", "pas-un-fichier")
SYMLINK: Final = Code("AL003", "lien-symbolique-refuse")
TOO_LARGE: Final = Code("AL004", "fichier-trop-gros")
UNEXPECTED_FILE: Final = Code("AL005", "fichier-inattendu", "WWE")
FILE_NAME: Final = Code("AL006", "nom-de-fichier-refuse")
TOO_MANY_FILES: Final = Code("AL007", "trop-de-fichiers")

# Bytes and characters.
ENCODING: Final = Code("AL010", "encodage")
WIDE_ENCODING: Final = Code("AL011", "encodage-utf-16")
CONTROL_CHARACTER: Final = Code("AL012", "caractere-de-controle")
INVISIBLE_CHARACTER: Final = Code("AL013", "caractere-invisible")
LINE_SEPARATOR: Final = Code("AL014", "saut-de-ligne-inhabituel")
DECOMPOSED_TEXT: Final = Code("AL015", "accents-decomposes", "WWE")
LOST_CHARACTER: Final = Code("AL016", "caractere-perdu", "WEE")

# The document.
SYNTAX: Final = Code("AL020", "syntaxe")
TAB: Final = Code("AL021", "tabulation")
EMPTY_FILE: Final = Code("AL022", "fichier-vide")
SEVERAL_DOCUMENTS: Final = Code("AL023", "plusieurs-documents")
DIRECTIVE: Final = Code("AL024", "directive")
DEPTH: Final = Code("AL025", "imbrication")
TOO_MANY_PROBLEMS: Final = Code("AL026", "trop-de-problemes")

# Keys.
DUPLICATE_KEY: Final = Code("AL030", "cle-en-double")
BAD_KEY: Final = Code("AL031", "cle-refusee")
MERGE_KEY: Final = Code("AL032", "cle-de-fusion")
TWIN_KEYS: Final = Code("AL033", "cles-jumelles", "WEE")

# Anchors, aliases, tags.
ALIAS: Final = Code("AL040", "alias")
UNUSED_ANCHOR: Final = Code("AL041", "ancre-inutile", "WWE")
TAG: Final = Code("AL042", "etiquette")

# Numbers.
NUMBER_RANGE: Final = Code("AL050", "nombre-demesure")
NOT_FINITE: Final = Code("AL051", "nombre-non-fini")

READING: Final[tuple[Code, ...]] = (
    UNREADABLE,
    NOT_A_FILE,
    SYMLINK,
    TOO_LARGE,
    UNEXPECTED_FILE,
    FILE_NAME,
    TOO_MANY_FILES,
    ENCODING,
    WIDE_ENCODING,
    CONTROL_CHARACTER,
    INVISIBLE_CHARACTER,
    LINE_SEPARATOR,
    DECOMPOSED_TEXT,
    LOST_CHARACTER,
    SYNTAX,
    TAB,
    EMPTY_FILE,
    SEVERAL_DOCUMENTS,
    DIRECTIVE,
    DEPTH,
    TOO_MANY_PROBLEMS,
    DUPLICATE_KEY,
    BAD_KEY,
    MERGE_KEY,
    TWIN_KEYS,
    ALIAS,
    UNUSED_ANCHOR,
    TAG,
    NUMBER_RANGE,
    NOT_FINITE,
)
"""Every code above, in order, for whoever registers their documentation."""
