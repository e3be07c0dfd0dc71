"""Contributions added to a roadmap's file by insertions alone: nothing that its author wrote moves or changes.

Each added line says in a comment that it was suggested. What can't be added safely is refused, and then nothing is
written at all.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from alignment.editing.formatting import refuse_packaged, same
from alignment.kernel import atomic
from alignment.kernel.bilingual import Bilingual, Lang
from alignment.kernel.diagnostic import Path as SourcePath
from alignment.kernel.diagnostic import Severity
from alignment.kernel.user_error import UserError
from alignment.model.values import Level
from alignment.pipeline.loading import Loaded
from alignment.report import words
from alignment.source.discovery import Found, read
from alignment.source.document import Document
from alignment.source.yaml_events import parse

_BOM = b"\xef\xbb\xbf"
_STEP = 2
_BEFORE = ("id", "title", "description", "status", "period", "progress")
"""The keys that a contribution stands after, in the order of the format."""
_BLANK = re.compile(r"[ \t]*")
_COMMENT = re.compile(r"#[^\r\n]*")


class Addition(NamedTuple):
    """One contribution to write: which action of which file (from 0), the reference as the file writes it, its level,
    and the confidence (0 to 1) that it was suggested with."""

    file: str
    action: int
    ref: str
    level: Level
    confidence: float


class Placed(NamedTuple):
    """An addition and the line that it has in the new file."""

    addition: Addition
    line: int


class Insertion(NamedTuple):
    """A text put in at an offset of another."""

    offset: int
    text: str


class UnsafeError(Exception):
    """A place where nothing can be added without touching what stands there."""


def write(loaded: Loaded, additions: Iterable[Addition], lang: Lang) -> list[Placed]:
    """Add contributions to their files; returns them with their lines, by file and line.

    Raises UserError, before anything is written, when the data are those of the package, when a file has changed since
    it was read, or when one of its actions can't be added to safely.
    """
    refuse_packaged(loaded.folder)
    by_file: dict[str, list[Addition]] = {}
    for addition in additions:
        by_file.setdefault(addition.file, []).append(addition)
    contents: dict[Path, bytes] = {}
    placed: list[Placed] = []
    for name, own in sorted(by_file.items()):
        path = loaded.folder.root / name
        document = loaded.files[name]
        before = read(Found(path, name), loaded.folder.root)
        if not isinstance(document, Document) or not isinstance(before, bytes) or not _is(before, document):
            raise UserError(
                Bilingual(
                    f"{name} a changé pendant ce temps\u00a0: rien n’est écrit. Relancer la commande.",
                    f"{name} has changed meanwhile: nothing is written. Run the command again.",
                )
            )
        after, lines = added(document, own, lang)
        contents[path] = (_BOM if before.startswith(_BOM) else b"") + after.encode("utf-8")
        placed += [Placed(addition, line) for addition, line in zip(own, lines, strict=True)]
    for path, content in contents.items():
        atomic.write(path.resolve(), content)
    return sorted(placed, key=lambda each: (each.addition.file, each.line))


def added(document: Document, additions: Sequence[Addition], lang: Lang) -> tuple[str, list[int]]:
    """The text of a roadmap with contributions added, and the line of each. Raises UserError when that isn't safe."""
    by_action: dict[int, list[Addition]] = {}
    for addition in additions:
        by_action.setdefault(addition.action, []).append(addition)
    insertions: list[Insertion] = []
    for index, own in by_action.items():
        try:
            insertions.extend(_insertions(document, index, own, lang))
        except UnsafeError:
            raise _refused(document, index) from None
    text = document.text.content
    # From the end of the file; of two at one place, the one that comes first is put in last.
    for _, insertion in sorted(enumerate(insertions), key=lambda pair: (pair[1].offset, pair[0]), reverse=True):
        text = text[: insertion.offset] + insertion.text + text[insertion.offset :]
    again = parse(text.encode("utf-8"), document.text.name)
    if not isinstance(again, Document) or not _says(again, document, additions):
        for own in by_action.values() if len(by_action) > 1 else ():
            added(document, own, lang)  # tells which action it is
        raise _refused(document, additions[0].action)
    return text, [
        again.span(("actions", each.action, "contributions", each.ref), on_key=True).line for each in additions
    ]


def _is(content: bytes, document: Document) -> bool:
    return content.removeprefix(_BOM) == document.text.content.encode("utf-8")


def _says(again: Document, before: Document, additions: Iterable[Addition]) -> bool:
    """Whether a file says what it said and the additions, nothing else, and is no worse a file."""
    value: Any = copy.deepcopy(before.value)
    for addition in additions:
        action = value["actions"][addition.action]
        contributions = action.setdefault("contributions", {})
        if addition.ref in contributions:
            return False
        contributions[addition.ref] = addition.level
    worse = [each for each in again.diagnostics if each.severity is Severity.ERROR]
    return same(value, again.value) and not worse


def _insertions(document: Document, index: int, additions: Sequence[Addition], lang: Lang) -> list[Insertion]:
    """The texts that add contributions to one action, and where they go. Raises UnsafeError."""
    path: SourcePath = ("actions", index)
    value: Any = document.value
    action = value["actions"][index]
    lines = [_line(each, lang) for each in additions]
    if "contributions" not in action:
        if _in_braces(document, path):
            return _new_in_braces(document, path, action, lines)
        return [_new_key(document, path, action, lines)]
    way = (*path, "contributions")
    if not isinstance(action["contributions"], dict):
        raise UnsafeError
    last = next(reversed(action["contributions"]), None)
    if _in_braces(document, way):
        margin = _margin(document, document.span(way).line) + _STEP
        return _before_brace(document, way, last, _between(lines, margin), margin)
    if last is None:
        raise UnsafeError
    key = document.span((*way, last), on_key=True)
    own = [" " * (key.column - 1) + f"{line}  {note}" for line, note in lines]
    return [_after_line(document, (*way, last), own)]


def _line(addition: Addition, lang: Lang) -> tuple[str, str]:
    """A contribution as a file writes it, and the comment that goes with it."""
    confidence = words.number(round(100 * addition.confidence), lang)
    note = Bilingual(
        f"# suggéré par alignment suggest, confiance {confidence}\u00a0%",
        f"# suggested by alignment suggest, confidence {confidence}%",
    )
    return f"{addition.ref}: {addition.level}", note.to(lang)


def _new_key(
    document: Document, path: SourcePath, action: Mapping[str, Any], lines: Sequence[tuple[str, str]]
) -> Insertion:
    """After the last of the keys that come before `contributions`, whatever their order in this file."""
    keys = [key for key in _BEFORE if key in action]
    last = max(keys, key=lambda key: document.span((*path, key), on_key=True))
    margin = " " * (document.span((*path, last), on_key=True).column - 1)
    own = [f"{margin}{' ' * _STEP}{line}  {note}" for line, note in lines]
    return _after_line(document, (*path, last), [f"{margin}contributions:", *own])


def _new_in_braces(
    document: Document, path: SourcePath, action: dict[str, Any], lines: Sequence[tuple[str, str]]
) -> list[Insertion]:
    """An action written between braces gets its contributions before its closing one."""
    margin = _margin(document, document.span(path).line) + _STEP
    inner = _between(lines, margin + _STEP)
    own = [" " * margin + "contributions: {", *inner, " " * margin + "}"]
    return _before_brace(document, path, next(reversed(action)), own, margin)


def _between(lines: Sequence[tuple[str, str]], margin: int) -> list[str]:
    """Lines between braces: a comma after each but the last, comments at their ends."""
    most = len(lines) - 1
    return [
        f"{' ' * margin}{line}{',' if number < most else ''}  {note}" for number, (line, note) in enumerate(lines)
    ]


def _after_line(document: Document, path: SourcePath, lines: Sequence[str]) -> Insertion:
    """Below the line on which a value ends."""
    content = document.text.content
    _, end = document.text.offsets(document.span(path))
    following = document.text.next_line(end)
    newline = _newline(document)
    ended = content[:following].endswith(("\n", "\r"))
    text = newline.join(lines)
    return Insertion(following, f"{text}{newline}" if ended else f"{newline}{text}")


def _before_brace(
    document: Document, path: SourcePath, last: str | None, lines: Sequence[str], margin: int
) -> list[Insertion]:
    """Before the closing brace of a collection, below its last key, which gets a comma where it has none yet."""
    content = document.text.content
    brace = document.text.offsets(document.span(path))[1] - 1
    if content[brace : brace + 1] != "}":
        raise UnsafeError
    newline = _newline(document)
    found = []
    if last is not None:
        end = document.text.offsets(document.span((*path, last)))[1]
        if "," not in _COMMENT.sub("", content[end:brace]):
            found.append(Insertion(end, ","))
    start = max(content.rfind("\n", 0, brace), content.rfind("\r", 0, brace)) + 1
    if _BLANK.fullmatch(content, start, brace):
        return [*found, Insertion(start, newline.join([*lines, ""]))]
    return [*found, Insertion(brace, newline.join(["", *lines, " " * margin]))]


def _in_braces(document: Document, path: SourcePath) -> bool:
    start, end = document.text.offsets(document.span(path))
    return document.text.content[start : start + 1] == "{" and end > start


def _margin(document: Document, line: int) -> int:
    """The spaces that a line begins with, a dash of a list counted for one."""
    text = document.text.line(line)
    blank = _BLANK.match(text)
    assert blank is not None
    return len(blank[0]) + (_STEP if text[blank.end() :].startswith("- ") else 0)


def _newline(document: Document) -> str:
    """The line end of a file: that of its first line."""
    found = re.search(r"\r\n?|\n", document.text.content)
    return found[0] if found else "\n"


def _refused(document: Document, index: int) -> UserError:
    line = document.span(("actions", index)).line
    name = document.text.name
    return UserError(
        Bilingual(
            f"{name}:{line}\u00a0: la façon dont cette action est écrite ne permet pas d’y ajouter sûrement une contribution. "
            "Rien n’est écrit\u00a0; l’ajouter à la main, ou passer d’abord «\u00a0alignment fmt\u00a0».",
            f"{name}:{line}: the way in which this action is written leaves no safe place to add a contribution. "
            "Nothing is written; add it by hand, or run “alignment fmt” first.",
        ),
        exit_code=1,
    )
