"""The codes of everything that can be said about reading a file: `AL001` to `AL059`.

A code never changes its meaning and is never used again once retired: people write it in their notes and CI
configurations. The slug is the rule's short French name, without accents, as it appears in addresses.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from alignment.kernel.diagnostic import Severity


class Code(NamedTuple):
    """One rule of the reading room: its stable code, its French name and how bad a breach is."""

    code: str
    slug: str
    severity: Severity


_E, _W = Severity.ERROR, Severity.WARNING

# The file as such.
UNREADABLE: Final = Code("AL001", "fichier-illisible", _E)
NOT_A_FILE: Final = Code("AL002", "pas-un-fichier", _E)
SYMLINK: Final = Code("AL003", "lien-symbolique-refuse", _E)
TOO_LARGE: Final = Code("AL004", "fichier-trop-gros", _E)
UNEXPECTED_FILE: Final = Code("AL005", "fichier-inattendu", _W)
FILE_NAME: Final = Code("AL006", "nom-de-fichier-refuse", _E)
TOO_MANY_FILES: Final = Code("AL007", "trop-de-fichiers", _E)

# Bytes and characters.
ENCODING: Final = Code("AL010", "encodage", _E)
WIDE_ENCODING: Final = Code("AL011", "encodage-utf-16", _E)
CONTROL_CHARACTER: Final = Code("AL012", "caractere-de-controle", _E)
INVISIBLE_CHARACTER: Final = Code("AL013", "caractere-invisible", _E)
LINE_SEPARATOR: Final = Code("AL014", "saut-de-ligne-inhabituel", _E)
DECOMPOSED_TEXT: Final = Code("AL015", "accents-decomposes", _W)
LOST_CHARACTER: Final = Code("AL016", "caractere-perdu", _W)

# The document.
SYNTAX: Final = Code("AL020", "syntaxe", _E)
TAB: Final = Code("AL021", "tabulation", _E)
EMPTY_FILE: Final = Code("AL022", "fichier-vide", _E)
SEVERAL_DOCUMENTS: Final = Code("AL023", "plusieurs-documents", _E)
DIRECTIVE: Final = Code("AL024", "directive", _E)
DEPTH: Final = Code("AL025", "imbrication", _E)
TOO_MANY_PROBLEMS: Final = Code("AL026", "trop-de-problemes", _E)

# Keys.
DUPLICATE_KEY: Final = Code("AL030", "cle-en-double", _E)
BAD_KEY: Final = Code("AL031", "cle-refusee", _E)
MERGE_KEY: Final = Code("AL032", "cle-de-fusion", _E)
TWIN_KEYS: Final = Code("AL033", "cles-jumelles", _W)

# Anchors, aliases, tags.
ALIAS: Final = Code("AL040", "alias", _E)
UNUSED_ANCHOR: Final = Code("AL041", "ancre-inutile", _W)
TAG: Final = Code("AL042", "etiquette", _E)

# Numbers.
NUMBER_RANGE: Final = Code("AL050", "nombre-demesure", _E)
NOT_FINITE: Final = Code("AL051", "nombre-non-fini", _E)

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
