"""Read CSV tables as people save them: UTF-8 or Windows-1252, semicolons, commas or tabs."""

from __future__ import annotations

import csv
import io

from alignment.exchange.cells import LONGEST, MOST_CELLS, MOST_ROWS, Cell, Sheet, refusal, too_many_cells


def read(content: bytes, name: str) -> list[Sheet]:
    """The one table of a file, all of it text. Raises UserError when it breaks a limit or can't be read."""
    text = _decoded(content)
    sheet = Sheet(name)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=False)
    before = csv.field_size_limit(LONGEST * 4)
    cells = 0
    try:
        for number, row in enumerate(rows, 1):
            if number > MOST_ROWS and any(map(str.strip, row)):
                raise refusal(f"plus de {MOST_ROWS} lignes", f"more than {MOST_ROWS} rows")
            cells += sum(map(bool, row))
            if cells > MOST_CELLS:
                raise too_many_cells()
            for column, value in enumerate(row, 1):
                if value:
                    sheet.put(Cell(number, column, _without_apostrophe(value)))
    except csv.Error:
        raise refusal("ce n’est pas une table CSV", "this is not a CSV table") from None
    finally:
        csv.field_size_limit(before)
    return [sheet]


def _decoded(content: bytes) -> str:
    marked = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise refusal("ce n’est pas un fichier de texte", "this is not a text file")


def _separator(text: str) -> str:
    """The separator that the first lines hold most, outside quotes."""
    lines = [line for line in text.splitlines()[:20] if line.strip()]
    bare = ["".join(line.split('"')[::2]) for line in lines]
    return max(";\t,", key=lambda each: sum(line.count(each) for line in bare))


def _without_apostrophe(value: str) -> str:
    """What our own CSV keeps from being a formula has an apostrophe in front: it is no part of the text."""
    return (
        value[1:]
        if value[:1] == "'" and value[1:].lstrip(" \u00a0\u202f").startswith(tuple("=+-@＝＋－＠"))
        else value
    )
