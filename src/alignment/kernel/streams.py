"""Standard streams that never fail: closed ones swallow, and a character that a terminal lacks is shown by its likeness."""

from __future__ import annotations

import codecs
import os
import sys

_LIKE = {
    "\u00a0": " ", "\u202f": " ", "\u2011": "-", "–": "-", "—": "-", "−": "-", "·": ".", "…": "...", "→": "->", "⏎": "",
    "‘": "'", "’": "'", "“": '"', "”": '"', "«": '"', "»": '"', "€": "EUR", "œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE",
    "×": "x", "≤": "<=", "≥": ">=",
}  # fmt: skip


def never_fail() -> None:
    """Open to nothing what was closed (`>&-`, a service without a terminal), and never fail on a character."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, PTH123
    codecs.register_error("likeness", _likeness)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="likeness")


def _likeness(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lacking = error.object[error.start : error.end]
    return "".join(_nearest(character, error.encoding) for character in lacking), error.end


def _nearest(character: str, encoding: str) -> str:
    """The likeness of a character in an encoding, its letter without accents if that is all there is, else `?`."""
    from unicodedata import combining, normalize

    plain = "".join(c for c in normalize("NFKD", character) if not combining(c))
    for likeness in (_LIKE.get(character, "?"), plain):
        try:
            likeness.encode(encoding)
        except UnicodeEncodeError:
            continue
        if likeness != "?":
            return likeness
    return "?"
