"""`alignment check --fix`: take the ways out that are ready to be taken, and only them.

A mended file must say, read again, exactly what it said with those words in the place of the faulty ones; else it is
left as it was. Mending one fault may let another be seen, so files are judged again until nothing is left to mend.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from alignment.editing.formatting import canonical, refuse_packaged, same
from alignment.kernel.diagnostic import Diagnostic, Severity, Span
from alignment.pipeline import loading
from alignment.pipeline.checking import scope
from alignment.pipeline.loading import Loaded
from alignment.source.document import Document
from alignment.source.yaml_events import parse

_ROUNDS = 5


@dataclass(frozen=True)
class Mended:
    """What `--fix` changes: new contents by file, how many faults it mends, how many more it could, unsafely."""

    contents: Mapping[str, str]
    loaded: Loaded
    mends: int
    unsafe_left: int


def mend(paths: Sequence[str], data: str | None, unsafe: bool) -> Mended:
    """Mend and lay out what paths and regions stand for, all by default; nothing is written.

    Raises UserError when a path names nothing, or when there are no data but those of the package.
    """
    folder = scope.folder_of(paths, data)
    if folder is None:
        loaded = scope.load_alone([(path, None) for path in paths])
        only = None
    else:
        refuse_packaged(folder)
        loaded = loading.load(folder)
        only = scope.files_at(paths, loaded)
    contents: dict[str, str] = {}
    count = left = 0
    for _ in range(_ROUNDS):
        chosen = [each for each in loaded.diagnostics if each.mend and (only is None or each.place.file in only)]
        left = sum(1 for each in chosen if each.mend and not each.mend.safe)
        changed = _round([each for each in chosen if each.mend and (each.mend.safe or unsafe)], loaded)
        if not changed:
            break
        contents |= {name: text for name, (text, _) in changed.items()}
        count += sum(number for _, number in changed.values())
        unsaved = {name: text.encode("utf-8") for name, text in contents.items()}
        if folder is None:
            loaded = scope.load_alone([(name, unsaved.get(name)) for name in loaded.files])
        else:
            loaded = loading.load(folder, unsaved)
    for name, document in loaded.files.items():
        if (only is None or name in only) and isinstance(document, Document) and _is_sound(document):
            after = canonical(document)
            if after != document.text.content:
                contents[name] = after
    return Mended(contents, loaded, count, 0 if unsafe else left)


def _round(chosen: Iterable[Diagnostic], loaded: Loaded) -> dict[str, tuple[str, int]]:
    """The files that these mends change, each with its new text and how many were taken."""
    by_file: dict[str, list[Diagnostic]] = {}
    for each in chosen:
        by_file.setdefault(each.place.file, []).append(each)
    changed = {}
    for name, problems in by_file.items():
        document = loaded.files.get(name)
        if isinstance(document, Document) and _is_sound(document):
            text, count = _mended(document, problems)
            if count:
                changed[name] = (text, count)
    return changed


def _mended(document: Document, problems: Sequence[Diagnostic]) -> tuple[str, int]:
    """The text of a file with its faulty words replaced, and how many were: all of them, or none if it says otherwise."""
    text = document.text.content
    value: Any = copy.deepcopy(document.value)
    count = 0
    places = {(each.place.path, each.place.on_key): each for each in problems}
    # From the end of the file, so that what is replaced moves nothing that still has to be: keys after their values.
    located = sorted(((document.span(*place), each) for place, each in places.items()), reverse=True, key=_start)
    for span, each in located:
        assert each.mend is not None
        if _put(value, each, each.mend.text, document.text.name):
            start, end = document.text.offsets(span)
            text = text[:start] + each.mend.text + text[end:]
            count += 1
    again = parse(text.encode("utf-8"), document.text.name)
    if isinstance(again, Document) and same(value, again.value):
        return text, count
    return document.text.content, 0


def _start(pair: tuple[Span, Diagnostic]) -> Span:
    return pair[0]


def _put(value: Any, problem: Diagnostic, text: str, name: str) -> bool:
    """Replace one key or value of a file, in place; False where the new key is there already."""
    parsed = parse(f"x: {text}\n".encode(), name)
    assert isinstance(parsed, Document) and isinstance(parsed.value, dict)
    meant: Any = text if problem.place.on_key else parsed.value["x"]
    *way, last = problem.place.path
    for step in way:
        value = value[step]
    if not problem.place.on_key:
        value[last] = meant
    elif meant in value:
        return False
    else:
        value[meant] = value.pop(last)
    return True


def _is_sound(document: Document) -> bool:
    return not any(problem.severity is Severity.ERROR for problem in document.diagnostics)
