"""The text of one file: lines for people, and places as line and column.

Lines end where editors and `grep -n` end them: at LF, CRLF, or a CR on its own. Nothing else is a line break
here (`str.splitlines` would also cut at form feeds and at U+2028). A byte order mark at the very start isn't
part of the text, so that columns are those that an editor shows.
"""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right

from alignment.kernel.bilingual import Bilingual
from alignment.kernel.diagnostic import Diagnostic, Place, Span
from alignment.source import codes

_LINE_END = re.compile(r"\r\n?|\n")
_NO_BREAK = "\u00a0"

# The longer marks first: the UTF-32 one begins like the UTF-16 one.
_WIDE_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class Text:
    """The content of one file, without its byte order mark, with lines and columns on demand."""

    __slots__ = ("_starts", "content", "name")

    def __init__(self, name: str, content: str) -> None:
        """Hold `content`, the text of the file called `name` (relative to the data root, with `/`)."""
        self.name = name
        self.content = content
        self._starts: list[int] | None = None

    @property
    def starts(self) -> list[int]:
        """The offset, in code points, at which each line begins."""
        if self._starts is None:
            self._starts = [0, *(end.end() for end in _LINE_END.finditer(self.content))]
        return self._starts

    def line(self, number: int) -> str:
        """Return line `number` (from 1) without its end; the empty text when there is no such line."""
        starts = self.starts
        if not 1 <= number <= len(starts):
            return ""
        end = starts[number] if number < len(starts) else len(self.content)
        return self.content[starts[number - 1] : end].rstrip("\r\n")

    def next_line(self, offset: int) -> int:
        """Return the offset at which the line after `offset` begins, or the end of the text."""
        following = bisect_right(self.starts, offset)
        return self.starts[following] if following < len(self.starts) else len(self.content)

    def span(self, start: int, end: int) -> Span:
        """Turn two offsets in code points (the end exclusive) into lines and columns."""
        starts = self.starts
        first, last = bisect_right(starts, start), bisect_right(starts, end)
        return Span(first, start - starts[first - 1] + 1, last, end - starts[last - 1] + 1)

    def offsets(self, span: Span) -> tuple[int, int]:
        """Return the offsets in code points (the end exclusive) of what `span` made lines and columns."""
        starts = self.starts
        return starts[span.line - 1] + span.column - 1, starts[span.end_line - 1] + span.end_column - 1

    def cut(self, span: Span) -> str:
        """Return what stands at `span`, as its author wrote it."""
        return self.content[slice(*self.offsets(span))]


def decode(data: bytes, name: str) -> tuple[Text, Diagnostic | None]:
    """Read `data` as UTF-8, with or without a byte order mark.

    Returns the text and, when the bytes aren't UTF-8, one diagnostic at the first wrong byte; the text then
    holds U+FFFD wherever a byte could not be read, so that the lines can still be shown.
    """
    wide = _wide_codec(data)
    if wide:
        text = Text(name, data.decode(wide, "replace"))
        return text, _wide_refusal(text, wide[:6].upper())
    try:
        content = data.decode("utf-8")
    except UnicodeDecodeError as error:
        text = Text(name, data.decode("utf-8", "replace").removeprefix("\ufeff"))
        return text, _not_utf8(data, error, text)
    return Text(name, content.removeprefix("\ufeff")), None


def _wide_codec(data: bytes) -> str | None:
    for mark, codec in _WIDE_MARKS:
        if data.startswith(mark):
            return codec
    # Without a mark: one ASCII character beside null bytes, which no file in UTF-8 has any reason to begin
    # with.
    nulls = [byte == 0 for byte in data[:4]]
    if nulls == [False, True, True, True]:
        return "utf-32-le"
    if nulls == [True, True, True, False]:
        return "utf-32-be"
    if nulls == [False, True, False, True]:
        return "utf-16-le"
    if nulls == [True, False, True, False]:
        return "utf-16-be"
    return None


def _wide_refusal(text: Text, label: str) -> Diagnostic:
    return Diagnostic(
        codes.WIDE_ENCODING.code,
        codes.WIDE_ENCODING.severity,
        Bilingual(
            f"Ce fichier est enregistré en {label}, et non en UTF-8.",
            f"This file is saved as {label}, not as UTF-8.",
        ),
        Place(text.name, span=Span(1, 1, 1, 1)),
        Bilingual(
            "Dans l’éditeur, choisir «\u00a0Enregistrer avec l’encodage\u00a0», puis «\u00a0UTF-8\u00a0».",
            "In the editor, choose “Save with encoding”, then “UTF-8”.",
        ),
    )


def _not_utf8(data: bytes, error: UnicodeDecodeError, text: Text) -> Diagnostic:
    before = Text(text.name, data[: error.start].decode("utf-8").removeprefix("\ufeff"))
    at = before.span(len(before.content), len(before.content))
    span = Span(at.line, at.column, at.line, at.column + 1)
    byte = f"0x{data[error.start]:02X}"
    # A lone byte after nothing but ASCII is rather the last letter of a file in Windows-1252.
    if error.reason == "unexpected end of data" and not before.content.isascii():
        message = Bilingual(
            f"Le dernier caractère du fichier est coupé (octet {byte})\u00a0: le fichier est sans doute tronqué.",
            f"The last character of the file is cut short (byte {byte}): the file was probably truncated.",
        )
        hint = Bilingual(
            "Reprendre le fichier d’origine, ou supprimer ce dernier caractère.",
            "Go back to the original file, or delete this last character.",
        )
        return _encoding(text, span, message, hint)
    shown = _as_windows(data, error.start)
    if shown:
        message = Bilingual(
            f"Ce fichier n’est pas en UTF-8\u00a0: l’octet {byte} serait «\u00a0{shown}\u00a0» en "
            "Windows-1252 (ou Latin-1).",
            f"This file isn’t in UTF-8: byte {byte} would be “{shown}” in Windows-1252 (or Latin-1).",
        )
        hint = Bilingual(
            "Rouvrir le fichier avec l’encodage Windows-1252, vérifier les accents, puis l’enregistrer en UTF-8.",
            "Reopen the file with the Windows-1252 encoding, check the accents, then save it as UTF-8.",
        )
    else:
        message = Bilingual(
            f"Ce fichier n’est pas en UTF-8\u00a0: l’octet {byte} n’y a pas de sens à cette place.",
            f"This file isn’t in UTF-8: byte {byte} makes no sense at this place.",
        )
        hint = Bilingual("Enregistrer le fichier en UTF-8.", "Save the file as UTF-8.")
    return _encoding(text, span, message, hint)


def _encoding(text: Text, span: Span, message: Bilingual, hint: Bilingual) -> Diagnostic:
    return Diagnostic(codes.ENCODING.code, codes.ENCODING.severity, message, Place(text.name, span=span), hint)


def _as_windows(data: bytes, at: int) -> str:
    """The letter that the byte at `at` stands for in Windows-1252, when the whole file reads so; else
    nothing.
    """
    try:
        data.decode("cp1252")
    except UnicodeDecodeError:
        return ""
    letter = data[at : at + 1].decode("cp1252")
    return letter if letter.isprintable() else ""
