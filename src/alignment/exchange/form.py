"""What a sheet to fill in is made of: columns, each with what is written there and how it is read."""

from __future__ import annotations

from typing import Literal, NamedTuple

Kind = Literal[
    "id",
    "text",
    "action",
    "priority",
    "level",
    "status",
    "type",
    "provenance",
    "start",
    "end",
    "period",
    "share",
    "euros",
    "money_source",
    "yes_no",
    "number",
    "count",
    "domains",
    "chain",
    "texts",
    "cited",
    "regions",
    "region",
    "country",
    "date",
]
"""How a cell is read."""


class Column(NamedTuple):
    """A column (of the cluster's sheet: a line): its key in the format, its heading, and what to write there.

    `also` are other headings that people give it; the key is always one of them.
    """

    key: str
    title: str
    kind: Kind
    width: int
    help: str
    also: tuple[str, ...] = ()
    required: bool = False
    offered: bool = True
    """Whether the template shows it; the others are only understood."""


class Form(NamedTuple):
    """A sheet: its key, its name, what it is for, its columns."""

    key: str
    title: str
    about: str
    columns: tuple[Column, ...]
    also: tuple[str, ...] = ()

    def column(self, key: str) -> Column:
        """The column of a key."""
        return next(column for column in self.columns if column.key == key)

    @property
    def says(self) -> tuple[str, ...]:
        """The keys of what a line says, whose it is apart."""
        return tuple(each.key for each in self.columns if each.kind != "action" and each.key != "cluster")

    @property
    def needs(self) -> tuple[str, ...]:
        """Those of them that a line has to say."""
        return tuple(key for key in self.says if self.column(key).required)
