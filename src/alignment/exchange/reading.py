"""From cells to values of the format, one column at a time; what isn't certain is refused at its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

from alignment.exchange import choices, figures
from alignment.exchange.cells import Cell, Day, Wrong
from alignment.exchange.choices import Choices
from alignment.exchange.figures import DoubtfulError
from alignment.exchange.form import Column, Kind
from alignment.exchange.tables import Remark, Row, Spot, Table
from alignment.kernel.bilingual import Bilingual
from alignment.kernel.safe_text import is_plain
from alignment.model.dataset import Dataset

_COUNTRIES: Final = {
    name: code
    for code, names in {
        "FR": "france",
        "DE": "allemagne germany",
        "BE": "belgique belgium",
        "CH": "suisse switzerland",
        "LU": "luxembourg",
        "IT": "italie italy",
        "ES": "espagne spain",
        "PT": "portugal",
        "NL": "pays-bas netherlands",
        "AT": "autriche austria",
        "GB": "royaume-uni",
    }.items()
    for name in names.split()
}
_SHORT: Final = 12
"""Entries of a list that may be told whole."""
_GENERIC: Final = re.compile(r"[ \t\r\n\f\v]+")


@dataclass
class Record:
    """A line as values of the format, by key; a key without value is absent. `mandate` is a list."""

    table: Table
    row: Row
    values: dict[str, Any] = field(default_factory=dict)
    failed: set[str] = field(default_factory=set)
    """Keys whose cell was refused: nothing else is to be said of them."""

    def spot(self, key: str) -> Spot:
        """The place of a cell of this line, or of the line."""
        cell = self.row.first(key)
        return self.table.spot(cell) if cell else Spot(self.table.sheet.name, self.row.number)


class Reader:
    """Reads the cells of one workbook against the lists of one region."""

    def __init__(self, data: Dataset, priorities: Choices) -> None:
        """Prepare the lists."""
        self.refused: list[Remark] = []
        self.converted: list[Remark] = []
        self.regions = choices.region_choices(data)
        domains = choices.domain_choices(data)
        self._lists: Mapping[Kind, Choices] = {
            "priority": priorities,
            "level": choices.LEVELS,
            "status": choices.STATUSES,
            "type": choices.TYPES,
            "provenance": choices.PROVENANCES,
            "money_source": choices.MONEY_SOURCES,
        }
        self._several: Mapping[Kind, Choices] = {
            "domains": domains,
            "chain": choices.STAGES,
            "regions": self.regions,
        }
        self._figures: Mapping[Kind, Callable[[Cell], Any]] = {
            "start": figures.day,
            "date": figures.day,
            "end": lambda cell: figures.day(cell, last=True),
            "period": figures.period,
            "share": figures.share,
            "yes_no": figures.yes_no,
            "number": figures.number,
            "count": figures.count,
        }

    def record(self, table: Table, row: Row) -> Record:
        """A line of a table."""
        record = Record(table, row)
        by_key = {column.key: column for column in table.columns.values()}
        for key, cells in row.cells.items():
            values = [self._value(by_key[key], cell, record) for cell in cells]
            kept = [value for value in values if value is not None]
            if kept:
                record.values[key] = kept if key == "mandate" else kept[0]
        return record

    def refuse(self, spot: Spot, fr: str, en: str) -> None:
        """Say what can't be taken up, and where."""
        self.refused.append(Remark(spot, Bilingual(fr, en)))

    def _value(self, column: Column, cell: Cell, record: Record) -> Any:
        try:
            if isinstance(cell.content, Wrong):
                raise DoubtfulError("la cellule n’a pas de valeur", "the cell has no value")
            value = self._read(column, cell, record)
        except DoubtfulError as error:
            shown = shown_of(cell)
            record.failed.add(column.key)
            self.refuse(
                record.table.spot(cell),
                f"«\u00a0{shown}\u00a0»\u00a0: {error.message.fr}",
                f"“{shown}”: {error.message.en}",
            )
            return None
        return value

    def _read(self, column: Column, cell: Cell, record: Record) -> Any:
        kind = column.kind
        if kind == "euros":
            unit = figures.unit_of_heading(record.table.headings.get(cell.column, ""))
            amount = figures.euros(cell, unit)
            if unit != 1 or isinstance(cell.content, str):
                self._tell(record, cell, figures.euros_text(amount))
            return amount
        if kind in self._figures:
            value = self._figures[kind](cell)
            if isinstance(cell.content, str) and str(value) != cell.content.strip() and kind != "yes_no":
                self._tell(record, cell, figures.percent_text(value) if kind == "share" else str(value))
            return value
        text = text_of(cell)
        if kind in self._lists:
            return self._one(self._lists[kind], text, record, cell)
        if kind in self._several:
            return self._many(self._several[kind], text_of(cell, lines=True), record, cell)
        if kind in ("texts", "cited"):
            return _parts(text_of(cell, lines=True), r"[;\n]")
        if kind == "region":
            meant = self.regions.meant(text)
            return meant.code or text
        if kind == "id":
            return _id(text)
        if kind == "country":
            return _country(text)
        return text

    def _one(self, listed: Choices, text: str, record: Record, cell: Cell) -> str:
        meant = listed.meant(text)
        if meant.code is None:
            raise DoubtfulError(*_which(listed, meant.candidates))
        if not meant.exact:
            self._tell(record, cell, listed.labels[meant.code])
        return meant.code

    def _many(self, listed: Choices, text: str, record: Record, cell: Cell) -> list[str]:
        whole = listed.meant(text)
        if whole.code is not None and whole.exact:
            return [whole.code]
        separator = r"[;\n]" if re.search(r"[;\n]", text) else r","
        return list(dict.fromkeys(self._one(listed, part, record, cell) for part in _parts(text, separator)))

    def _tell(self, record: Record, cell: Cell, value: str | Bilingual) -> None:
        shown = shown_of(cell)
        read = value if isinstance(value, Bilingual) else Bilingual(value, value)
        if "".join(shown.split()) == "".join(read.fr.split()):
            return  # the same but for spaces
        text = Bilingual(f"«\u00a0{shown}\u00a0» lu «\u00a0{read.fr}\u00a0»", f"“{shown}” read as “{read.en}”")
        self.converted.append(Remark(record.table.spot(cell), text))


def _parts(text: str, separator: str) -> list[str]:
    return [part for part in map(str.strip, re.split(separator, text)) if part]


def _which(listed: Choices, candidates: tuple[str, ...]) -> tuple[str, str]:
    """What is said of a wording that a list doesn't have: the entries near it, else the whole of a short list."""
    if candidates:
        fr = " ou ".join(f"«\u00a0{each}\u00a0»" for each in candidates)
        en = " or ".join(f"“{each}”" for each in candidates)
        return f"ne figure pas dans la liste\u00a0; {fr}\u00a0?", f"is not in the list; {en}?"
    whole = f" ({', '.join(listed.labels.values())})" if len(listed.entries) <= _SHORT else ""
    return f"ne figure pas dans la liste{whole}", f"is not in the list{whole}"


def _id(text: str) -> str:
    if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", text.casefold(), re.ASCII):
        raise DoubtfulError(
            "identifiant attendu\u00a0: lettres sans accent, chiffres, traits d’union\u00a0; vide pour une nouvelle ligne",
            "identifier expected: plain letters, digits, hyphens; empty for a new line",
        )
    return text.casefold()


def _country(text: str) -> str:
    if re.fullmatch(r"[A-Za-z]{2}", text, re.ASCII):
        return text.upper()
    code = _COUNTRIES.get(choices.fold(text).replace(" ", "-"))
    if code is None:
        raise DoubtfulError("code de pays sur deux lettres attendu, comme FR", "two-letter country code expected")
    return code


def text_of(cell: Cell, lines: bool = False) -> str:
    """A cell as text: spaces joined, none at the ends, no-break ones inside kept; with `lines`, its lines too.

    Raises DoubtfulError.
    """
    content = cell.content
    if isinstance(content, bool):
        return "oui" if content else "non"
    if isinstance(content, Decimal):
        return str(figures.plain(content))
    if isinstance(content, Day):
        return figures.day(cell)
    if isinstance(content, Wrong):
        return content.text
    joined = [_GENERIC.sub(" ", line).strip(" \u00a0\u202f") for line in content.splitlines()]
    text = ("\n" if lines else " ").join(line for line in joined if line)
    if not all(map(is_plain, joined)):
        raise DoubtfulError(
            "caractère invisible ou de commande\u00a0: retaper la cellule",
            "invisible or control character: retype it",
        )
    return text


def shown_of(cell: Cell) -> str:
    """What people see of a cell, shortened."""
    content = cell.content
    if isinstance(content, Wrong):
        return content.text
    if isinstance(content, Day):
        return f"{content.day:%d/%m/%Y}"
    text = str(figures.plain(content)) if isinstance(content, Decimal) else str(content)
    text = " ".join(text.split())
    return text if len(text) <= 80 else text[:79] + "…"
