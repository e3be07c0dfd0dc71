"""The one canonical layout of a data file: order of keys, indentation, quotes. Values and comments stay as they are.

Two spaces a level; what stands between brackets on one line stays so, what spreads over several lines is joined if it
fits and spelt out else; texts lose the quotes that they don't need; one blank line at most. Keys follow the order of
the format; free keys (contributions, weights) and items stay in the order of their author.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from alignment.editing.tree import Collection, Entry, Scalar, Tree, read_tree
from alignment.model.schema import Schema, schemas_below
from alignment.source.scalar_text import written
from alignment.source.scalars import resolve

WIDTH = 115
"""Columns that joined brackets may fill."""

_STEP = 2
_BLOCK_HEADER = re.compile(r"([|>])([-+]?)([1-9]?)([-+]?)[^\r\n]*(?:\r\n?|\n|\Z)")
_LINES = re.compile(r"\r\n?|\n")


def laid_out(content: str, schema: Schema | None) -> str:
    """Return a file in its canonical layout; `schema` is that of its kind, None where it has none.

    The file must have been read without an error. Lines end as those of the file do.
    """
    text = "\n".join(lines_of(read_tree(content), schema)) + "\n"
    return text.replace("\n", "\r\n") if "\r\n" in content else text


def lines_of(tree: Tree, schema: Schema | None) -> list[str]:
    """The lines of a file in its canonical layout, without their ends."""
    lines = _without_first_blank(tree.head)
    if isinstance(tree.value, Collection) and not _stays_in_brackets(tree.value, 0):
        return lines + _Writer(schema or {}).block(tree.value, 0, [schema] if schema else [])
    if isinstance(tree.value, Collection):
        inline = _Writer(schema or {}).brackets(tree.value, [schema] if schema else [])
        return [*lines, inline, *tree.value.tail]
    return lines + _scalar_lines(tree.value, 0)


class _Writer:
    """Writes collections; the schemas of a place tell the order of its keys."""

    def __init__(self, schema: Schema) -> None:
        self._definitions = schema.get("definitions", {})

    def block(self, collection: Collection, indent: int, schemas: Sequence[Schema]) -> list[str]:
        """A collection without brackets, its entries at `indent`."""
        lines: list[str] = []
        margin = " " * indent
        for number, (step, entry) in enumerate(self._in_order(collection, schemas)):
            below = self._below(schemas, step)
            if collection.is_list:
                lead, own = self._item(entry, indent, below)
            else:
                lead, own = entry.lead, self._keyed(entry, indent, below)
            lead = lead if number else _without_first_blank(lead)
            lines += [margin + line if line else "" for line in lead] + own
        return lines + [margin + line if line else "" for line in collection.tail]

    def brackets(self, collection: Collection, schemas: Sequence[Schema]) -> str:
        """A collection between brackets, on one line."""
        parts = []
        for step, entry in self._in_order(collection, schemas):
            below = self._below(schemas, step)
            key = f"{_key(entry, True)}: " if entry.key is not None else ""
            if isinstance(entry.value, Collection):
                parts.append(key + self.brackets(entry.value, below))
            else:
                parts.append(key + (_on_one_line(entry.value, True) or "null"))
        return f"[{', '.join(parts)}]" if collection.is_list else f"{{{', '.join(parts)}}}"

    def _keyed(self, entry: Entry, indent: int, schemas: Sequence[Schema]) -> list[str]:
        start = " " * indent + _key(entry, False) + ":"
        value = entry.value
        if isinstance(value, Scalar):
            return _joined(start, _scalar_lines(value, indent + _STEP), entry.beside)
        inline = self.brackets(value, schemas) if value.in_brackets else ""
        if _stays_in_brackets(value, len(start) + 1 + len(inline)):
            return _joined(start, [inline], entry.beside)
        return [_with_comments(start, entry.beside), *self.block(value, indent + _STEP, schemas)]

    def _item(self, entry: Entry, indent: int, schemas: Sequence[Schema]) -> tuple[list[str], list[str]]:
        """The comment lines before an item, and its own lines."""
        start = " " * indent + "-"
        value = entry.value
        if isinstance(value, Scalar):
            return entry.lead, _joined(start, _scalar_lines(value, indent + _STEP), entry.beside)
        inline = self.brackets(value, schemas) if value.in_brackets else ""
        if _stays_in_brackets(value, len(start) + 1 + len(inline)):
            return entry.lead, _joined(start, [inline], entry.beside)
        lines = self.block(value, indent + _STEP, schemas)
        # The dash shares the line of the first key: comments that stand before that key stand before the dash.
        first = next(i for i, line in enumerate(lines) if line.strip() and not line.lstrip().startswith("#"))
        hoisted = [line.strip() for line in lines[:first]]
        rest = [start + " " + lines[first].lstrip(), *lines[first + 1 :]]
        return [*entry.lead, *entry.beside, *hoisted], rest

    def _in_order(self, collection: Collection, schemas: Sequence[Schema]) -> list[tuple[str | int, Entry]]:
        """The entries with their steps, keys of the format first, in its order."""
        if collection.is_list:
            return list(enumerate(collection.entries))
        known = next((list(schema["properties"]) for schema in self._seen(schemas) if "properties" in schema), [])
        rank = {key: number for number, key in enumerate(known)}
        keyed = [(entry.key.value if entry.key else "", entry) for entry in collection.entries]
        return sorted(keyed, key=lambda pair: rank.get(pair[0], len(rank)))

    def _seen(self, schemas: Iterable[Schema]) -> Iterable[Schema]:
        """These schemas and those that they refer to."""
        for schema in schemas:
            yield schema
            if "$ref" in schema:
                yield from self._seen([self._definitions[schema["$ref"].rpartition("/")[2]]])
            yield from self._seen([*schema.get("allOf", ()), *schema.get("anyOf", ())])

    def _below(self, schemas: Sequence[Schema], step: str | int) -> list[Schema]:
        return [inner for schema in schemas for inner in schemas_below(schema, step, self._definitions)]


def _stays_in_brackets(collection: Collection, end: int) -> bool:
    """Whether a collection is written between brackets, its line ending at column `end`."""
    if not collection.in_brackets or collection.has_comments:
        return False
    return collection.on_one_line or end <= WIDTH or not collection.entries


def _key(entry: Entry, in_brackets: bool) -> str:
    assert entry.key is not None
    # A key is a text whatever it looks like: `2024:` needs no quotes.
    plain = entry.key.style is None and "\n" not in entry.key.raw
    return entry.key.raw if plain else written(entry.key.value, in_brackets)


def _scalar_lines(scalar: Scalar, indent: int) -> list[str]:
    """A scalar outside brackets: what follows the key on its line, then the lines below, indented."""
    if scalar.style in ("|", ">"):
        return _block_lines(scalar, indent)
    if not _LINES.search(scalar.raw):
        return [_on_one_line(scalar, False)]
    first, *others = (line.strip(" \t") for line in _LINES.split(scalar.raw))
    return [first, *(" " * indent + line if line else "" for line in others)]


def _block_lines(scalar: Scalar, indent: int) -> list[str]:
    """A block of text: the same lines under another margin."""
    header = _BLOCK_HEADER.match(scalar.raw)
    assert header is not None
    style, chomping, digit = header[1], header[2] or header[4], header[3]
    lines = _LINES.split(scalar.raw[header.end() :])
    filled = [len(line) - len(line.lstrip(" ")) for line in lines if line.strip()]
    margin = min(filled, default=0)
    if (
        digit and filled
    ):  # the first line begins with spaces of its own, which the digit keeps apart from the margin
        margin = min(margin, filled[0] - _own_spaces(scalar))
    if chomping == "+":
        lines = lines[:-1]  # the rest after the end of the last line
    while chomping != "+" and lines and not lines[-1].strip(" ") and len(lines[-1]) <= margin:
        lines.pop()  # a longer line of spaces is a line of the text
    body = [" " * indent + line[margin:] if len(line) > margin else "" for line in lines]
    return [style + (str(_STEP) if digit else "") + chomping, *body]


def _own_spaces(scalar: Scalar) -> int:
    """The spaces that the first filled line of a text begins with."""
    line = next((line for line in scalar.value.split("\n") if line.strip()), "")
    return len(line) - len(line.lstrip(" "))


def _on_one_line(scalar: Scalar, in_brackets: bool) -> str:
    """A scalar as one line: numbers and the like as their author wrote them, texts in canonical quotes."""
    if scalar.style is None and not isinstance(resolve(scalar.value), str):
        return scalar.value
    return written(scalar.value, in_brackets)


def _joined(start: str, value: list[str], comments: list[str]) -> list[str]:
    """A key or a dash with its value; the comments at the end of a line stand where YAML lets them."""
    first = f"{start} {value[0]}" if value[0] else start
    if len(value) == 1 or value[0][:1] in ("|", ">"):
        return [_with_comments(first, comments), *value[1:]]
    return [first, *value[1:-1], _with_comments(value[-1], comments)]


def _with_comments(line: str, comments: list[str]) -> str:
    return "  ".join([line, " ".join(comments)]) if comments else line


def _without_first_blank(lines: list[str]) -> list[str]:
    return lines[1:] if lines[:1] == [""] else lines
