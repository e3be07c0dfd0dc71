"""Foreign text made harmless, one function for each place that it goes to.

Every text that comes from a file, a file name, the command line or the environment is foreign. Each sink has
its own dangers and its own escapes: text made safe for one isn't safe for another, so escape last, and once.
"""

from __future__ import annotations

import re

# Control characters, lone surrogates (bytes of a file name that are not UTF-8), bidirectional and invisible
# characters, line and paragraph separators, noncharacters. A no-break space is none of these.
_UNSAFE = (
    "\\x00-\\x1f\\x7f-\\x9f\\xad\\u061c\\u180e\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f"
    "\\ufeff\\ufff9-\\ufffb\\ufffe\\uffff\\ud800-\\udfff\\U000e0000-\\U000e0fff"
)
_IN_TERMINAL = re.compile(f"[{_UNSAFE}]")
_NEW_LINES = re.compile(r"\s*[\r\n]+\s*")
_MARKDOWN = re.compile(r"[\\`*_\[\]|~$]")
# What GitHub and GitLab turn into links even when it is escaped: addresses, mentions, issue numbers.
_LIVE = re.compile(r"(?<=:)(?=//)|(?<=www)(?=\.)|(?<=@)(?=\w)|(?<=[#!])(?=\d)", re.IGNORECASE)
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
_NUMBER = re.compile(r"[-+]?[0-9]+(?:[.,][0-9]+)?")


def is_plain(text: str) -> bool:
    """Tell whether `text` can be shown as it is."""
    return _IN_TERMINAL.search(text) is None


def terminal(text: str) -> str:
    """Return `text` on one line, every character that could drive a terminal or deceive a reader spelt out.

    `\\x1b`, `\\u202e` and so on take their places, the bytes of a name that isn't UTF-8 show as `\\xe9`. A
    backslash of the text stays single: the result is for reading, not for parsing back.
    """
    return _IN_TERMINAL.sub(_spelt, text)


def _spelt(match: re.Match[str]) -> str:
    character = match[0]
    named = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}.get(character)
    if named:
        return named
    point = ord(character)
    if 0xDC80 <= point <= 0xDCFF:
        return f"\\x{point - 0xDC00:02x}"  # a byte of a file name, kept by surrogateescape
    if point <= 0xFF:
        return f"\\x{point:02x}"
    return f"\\u{point:04x}" if point <= 0xFFFF else f"\\U{point:08x}"


def _on_one_line(text: str) -> str:
    return terminal(_NEW_LINES.sub(" ", text))


def markdown_cell(text: str) -> str:
    """Return `text` for a cell of a Markdown table: plain words, whatever it holds.

    It can't open HTML, code, a link, an image or another cell, nor mention anyone: an empty comment cuts what
    GitHub would turn into a link although it is escaped.
    """
    safe = _on_one_line(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    live = _LIVE.sub("<!-- -->", safe)
    return _MARKDOWN.sub(r"\\\g<0>", live.replace("<!-- -->", "\0")).replace("\0", "<!-- -->")


def github_data(text: str) -> str:
    """Return `text` for the message of a GitHub workflow command: one line, whose breaks GitHub puts back."""
    lines = re.split(r"\r\n|\r|\n", text)
    return "%0A".join(terminal(line).replace("%", "%25") for line in lines)


def github_property(text: str) -> str:
    """Return `text` for a property of a GitHub workflow command (`file=`, `title=`)."""
    return github_data(text).replace(":", "%3A").replace(",", "%2C")


def github_log(text: str) -> str:
    """Return `text` for the log of a GitHub workflow, in which no line of it is taken for a command.

    Commands stop until a word comes that nobody can know beforehand: one of 128 random bits.
    """
    import secrets

    word = secrets.token_hex(16)
    return f"::stop-commands::{word}\n{text}\n::{word}::"


def json_text(text: str) -> str:
    """Return JSON `text` that a GitHub workflow can log: the old form of its commands, `##[`, is spelt out."""
    return text.replace("##[", "##\\u005b")


def csv_cell(text: str) -> str:
    """Return `text` for a cell of a CSV file: never a formula, on one line; the CSV writer still adds its
    quotes.

    What a spreadsheet could take for a formula gets an apostrophe in front (OWASP ASVS 1.2.10); a plain
    number, even a negative one, stays a number.
    """
    safe = _on_one_line(text)
    if text.lstrip(" \u00a0\u202f").startswith(_FORMULA) and not _NUMBER.fullmatch(text):
        return "'" + safe
    return safe


def markup(text: str) -> str:
    """Return `text` for the content or a quoted attribute of HTML, SVG or XML: plain words, whatever it holds."""
    plain = terminal(_NEW_LINES.sub(" ", text))
    for character, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("'", "&#39;")):
        plain = plain.replace(character, entity)
    return plain
