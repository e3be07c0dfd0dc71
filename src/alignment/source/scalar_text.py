"""How a text is written in a file, so that every YAML reader takes it for that text: the inverse of `scalars`."""

from __future__ import annotations

import re

from alignment.source import scalars

_OPENING = re.compile(r"[-?:,\[\]{}#&*!|>'\"%@`=~]|\.\.\.|<<|\s")
_CUTTING = re.compile(r": |:\Z| #|\s\Z|[\t\n\r\x85\u2028\u2029]")
_CUTTING_BETWEEN_BRACKETS = re.compile(r"[,\[\]{}?]")  # the question mark for PyYAML alone
# What readers of YAML 1.1, or of 1.2 in another schema than ours, take for a boolean, a null or a number. Dates stay
# as the format writes them: no reader of ours turns them into anything else.
_DOUBTFUL = re.compile(
    r"(?:y|n|yes|no|on|off|true|false|null)\Z"
    r"|[-+]?(?:0[0-7_]+|0x[0-9a-f_]+|0o[0-7_]+|0b[01_]+|[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?)\Z"
    r"|[-+]?(?:[0-9][0-9_]*)?\.?[0-9_]*(?:e[-+]?[0-9]+)?\Z"
    r"|[-+]?\.(?:inf|nan)\Z",
    re.IGNORECASE,
)
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}


def written(text: str, in_brackets: bool = False) -> str:
    """Return a text on one line: plain where no reader can mistake it, else in quotes, double ones if they will do."""
    if _is_plain(text, in_brackets):
        return text
    if ('"' in text or "\\" in text) and not re.search(r"['\n\t]", text) and text.isprintable():
        return f"'{text}'"
    return '"' + "".join(_ESCAPES.get(letter) or _printable(letter) for letter in text) + '"'


def _is_plain(text: str, in_brackets: bool) -> bool:
    if not text or _OPENING.match(text) or _CUTTING.search(text) or _DOUBTFUL.match(text):
        return False
    if in_brackets and _CUTTING_BETWEEN_BRACKETS.search(text):
        return False
    try:
        return scalars.resolve(text) == text and all(map(_is_shown, text))
    except scalars.RefusedNumberError:
        return False


def _is_shown(letter: str) -> bool:
    return letter.isprintable() or letter in "\u00a0\u202f\u2009\u3000"


def _printable(letter: str) -> str:
    if _is_shown(letter):
        return letter
    point = ord(letter)
    return f"\\x{point:02x}" if point <= 0xFF else f"\\u{point:04x}" if point <= 0xFFFF else f"\\U{point:08x}"
