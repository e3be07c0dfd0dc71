"""Characters that no file of the data may hold: they hide, reorder or cut what a reader sees.

Control characters can drive a terminal; bidirectional marks make a line read otherwise than it is
(CVE-2021-42574); invisible ones make two equal-looking ids differ; U+0085, U+2028 and U+2029 are line breaks
for some programs and not for others. Raw or written by an escape ("\\u202E"), they are refused with their
code point named.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import islice, takewhile

from alignment.kernel.bilingual import Bilingual
from alignment.kernel.diagnostic import Diagnostic, Place, Related, Span
from alignment.source import codes, refusals
from alignment.source.text import Text

_CONTROL = "\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x84\\x86-\\x9f\\ufffe\\uffff\\ud800-\\udfff"
_LINE = "\\x85\\u2028\\u2029"
_BIDIRECTIONAL = "\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069"
_INVISIBLE = (
    f"{_BIDIRECTIONAL}\\xad\\u180e\\u200b-\\u200d\\u2060-\\u2065\\u206a-\\u206f\\ufeff\\ufff9-\\ufffb"
    "\\U000e0000-\\U000e0fff"
)

FORBIDDEN = re.compile(f"[{_CONTROL}{_LINE}{_INVISIBLE}]")
"""A character refused in the text of a file."""
FORBIDDEN_IN_VALUE = re.compile(f"[\\r{_CONTROL}{_LINE}{_INVISIBLE}]")
"""A character refused in a value: a carriage return too, which only an escape can bring there."""

_LINES = frozenset("\x85\u2028\u2029")
_INVISIBLES = re.compile(f"[{_INVISIBLE}]")
STAND_IN = "\ufffd"
"""What takes the place of a forbidden character while the rest of its file is read."""

# What can be deleted without looking: nothing that is left out of sight by it is ever refused.
_PLAIN_ASCII = bytes([0x09, 0x0A, 0x0D, *range(0x20, 0x7F)])
_SORTS_TOLD = 50  # code points told of one file; no honest one has so many
_COMBINING = re.compile("[\u0300-\u036f]")


def suspicious(data: bytes) -> str:
    """Everything in UTF-8 `data` that isn't plain ASCII: the few characters worth a closer look."""
    return data.translate(None, _PLAIN_ASCII).decode("utf-8", "replace")


def vetted(text: Text, rest: str, problems: list[Diagnostic]) -> str:
    """Report the characters of `text` that are refused or doubtful; return what can be parsed of its content.

    `rest` is what `suspicious` left. Each sort of refused character is told once, at its first place, and U+FFFD
    takes its places; warned of are accents written apart from their letters (NFD) and letters lost on the way.
    """
    if _COMBINING.search(rest) and not unicodedata.is_normalized("NFC", text.content):
        problems.append(_decomposed(text))
    if STAND_IN in rest:
        at = text.content.index(STAND_IN)
        problems.append(_lost(text.name, text.span(at, at + 1), text.content.count(STAND_IN)))
    if not FORBIDDEN.search(rest):
        return text.content
    places: dict[str, list[int]] = {}
    for match in FORBIDDEN.finditer(text.content):
        places.setdefault(match[0], []).append(match.start())
    for character, offsets in islice(places.items(), _SORTS_TOLD):
        spans = [text.span(at, at + 1) for at in offsets[: refusals.PLACES_SHOWN]]
        problems.append(_raw(text.name, character, spans, len(offsets)))
    return FORBIDDEN.sub(STAND_IN, text.content)


def name_of(character: str) -> str:
    """The code point and its official name, such as `U+200B ZERO WIDTH SPACE`."""
    name = unicodedata.name(character, "")
    return f"U+{ord(character):04X} {name}".rstrip()


def escaped(name: str, value: str, span: Span) -> Diagnostic | None:
    """Refuse the first forbidden character that an escape put into `value`, if there is one."""
    match = FORBIDDEN_IN_VALUE.search(value)
    if match is None:
        return None
    code, fr, en = _sort(match[0])
    return Diagnostic(
        code.code,
        code.severity,
        Bilingual(
            f"Ce texte contient, par une séquence d’échappement, {fr} ({name_of(match[0])}).",
            f"This text holds, through an escape sequence, {en} ({name_of(match[0])}).",
        ),
        Place(name, span=span),
        Bilingual(
            "Supprimer la séquence qui commence par «\u00a0\\\u00a0». Seuls \\n et \\t sont admis parmi "
            "les caractères de contrôle.",
            "Delete the sequence that begins with “\\”. Of all control characters only \\n and \\t are accepted.",
        ),
    )


def _sort(character: str) -> tuple[codes.Code, str, str]:
    if character in _LINES:
        return codes.LINE_SEPARATOR, "un saut de ligne inhabituel", "an unusual line break"
    if _INVISIBLES.match(character):
        return codes.INVISIBLE_CHARACTER, "un caractère invisible", "an invisible character"
    return codes.CONTROL_CHARACTER, "un caractère de contrôle", "a control character"


def _raw(name: str, character: str, spans: list[Span], count: int) -> Diagnostic:
    code, fr, en = _sort(character)
    times = Bilingual("", "") if count == 1 else Bilingual(f", {count} fois", f", {count} times")
    ways = {
        codes.LINE_SEPARATOR: Bilingual(
            "Le remplacer par un retour à la ligne ordinaire.", "Replace it with an ordinary line break."
        ),
        codes.INVISIBLE_CHARACTER: Bilingual(
            "Le supprimer\u00a0: il vient souvent d’un copier-coller depuis une page web ou un PDF.",
            "Delete it: it often comes from text pasted from a web page or a PDF.",
        ),
        codes.CONTROL_CHARACTER: Bilingual("Le supprimer.", "Delete it."),
    }
    return Diagnostic(
        code.code,
        code.severity,
        Bilingual(
            f"Ce fichier contient {fr} ({name_of(character)}){times.fr}.",
            f"This file holds {en} ({name_of(character)}){times.en}.",
        ),
        Place(name, span=spans[0]),
        ways[code],
        tuple(Related(Place(name, span=span), Bilingual("Ici aussi.", "Here too.")) for span in spans[1:]),
    )


def _decomposed(text: Text) -> Diagnostic:
    for number, _ in enumerate(text.starts, 1):
        line = text.line(number)
        composed = unicodedata.normalize("NFC", line)
        if line != composed:
            break
    column = 1 + sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(line, composed, strict=False)))
    return Diagnostic(
        codes.DECOMPOSED_TEXT.code,
        codes.DECOMPOSED_TEXT.severity,
        Bilingual(
            "Un accent est écrit à part de sa lettre (forme Unicode NFD)\u00a0: deux mots qui se lisent "
            "pareil "
            "peuvent être tenus pour différents.",
            "An accent is written apart from its letter (Unicode form NFD): two words that read the same "
            "may be "
            "taken for different ones.",
        ),
        Place(text.name, span=Span(number, column, number, column + 2)),
        Bilingual(
            "Ressaisir ce mot au clavier, ou convertir le fichier en NFC.",
            "Type this word again, or convert the file to NFC.",
        ),
    )


def _lost(name: str, span: Span, count: int) -> Diagnostic:
    times = Bilingual("", "") if count == 1 else Bilingual(f" ({count} fois)", f" ({count} times)")
    return Diagnostic(
        codes.LOST_CHARACTER.code,
        codes.LOST_CHARACTER.severity,
        Bilingual(
            f"Un caractère s’est perdu dans une conversion\u00a0: il ne reste que «\u00a0\ufffd\u00a0»{times.fr}.",
            f"A character was lost in a conversion: only “\ufffd” is left{times.en}.",
        ),
        Place(name, span=span),
        Bilingual("Rétablir la lettre d’origine.", "Put the original letter back."),
    )
