"""Whose lines they are: those of one cluster as a rule, of several where a column names the cluster of each line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from alignment.check.nearest import fold
from alignment.exchange import sheets as forms
from alignment.exchange.assembling import DITTO, new_id
from alignment.exchange.cells import Cell, Sheet
from alignment.exchange.choices import Choice, Choices, Meant, region_choices, resembling, squeezed
from alignment.exchange.figures import DoubtfulError
from alignment.exchange.reading import shown_of, text_of
from alignment.exchange.tables import Found, Remark, Row, Spot, Table, understand
from alignment.kernel.bilingual import Bilingual
from alignment.kernel.user_error import UserError
from alignment.model.dataset import Dataset, PlacedRoadmap


@dataclass
class Identity:
    """Whose lines they are: the cluster, its home region, and its roadmap where it has one."""

    cluster: str
    home: str
    placed: PlacedRoadmap | None


class Share(NamedTuple):
    """What a file says of one cluster."""

    identity: Identity
    found: Found


def shares(
    sheets: list[Sheet], data: Dataset, region: str | None = None, cluster: str | None = None, alone: bool = False
) -> list[Share]:
    """What a file says, cluster by cluster, in the order in which it names them.

    A cluster asked for (`cluster`), or named by the sheet “Cluster”, is the only one: lines of others are left out
    and told. Raises UserError when nothing says which cluster it is, or when none of those named is known.
    """
    found = understand(sheets, alone)
    told = found.table(forms.CLUSTER)
    said = {key: _text(cells[0]) for key, cells in told.rows[0].cells.items() if cells} if told else {}
    only = _only(said, data, region, cluster)
    known = [Choice(each.roadmap.id, each.roadmap.name) for each in data.roadmaps]
    if only is not None and only.placed is None:
        known.append(Choice(only.cluster, cluster or said.get("name") or only.cluster))
    lines = _Lines(found, Choices(known), only.cluster if only else None)
    if only is not None:
        if told and only.placed is None and not cluster and "id" not in said:
            _refuse_twin(told, said["name"], data, found)
        return [Share(only, lines.of(only.cluster))]
    if not lines.named:
        raise _unsaid(lines)
    placed = {each.roadmap.id: each for each in data.roadmaps}
    return [Share(Identity(name, placed[name].home, placed[name]), lines.of(name)) for name in lines.named]


def _refuse_twin(told: Table, name: str, data: Dataset, found: Found) -> None:
    """A new name that is nearly that of a known cluster may be a slip: its author says which it is, by an id."""
    names = [(squeezed(each.roadmap.name), each.roadmap.id) for each in data.roadmaps]
    cell, twins = told.rows[0].first("name"), resembling(squeezed(name), names)
    if cell is not None and twins:
        listed = ", ".join(twins)
        text = Bilingual(
            f"«\u00a0{shown_of(cell)}\u00a0» ressemble à un cluster connu\u00a0: écrire son identifiant à la ligne "
            f"Identifiant si c’est lui, un nouveau sinon\u00a0; {listed}",
            f"“{shown_of(cell)}” looks like a known cluster: write its id in the row Identifiant if it is that one, a new "
            f"id else; {listed}",
        )
        found.refused.append(Remark(told.spot(cell), text))


def _only(said: Mapping[str, str], data: Dataset, region: str | None, cluster: str | None) -> Identity | None:
    """The one cluster that was asked for or that the sheet “Cluster” names, None where neither says it."""
    wanted = cluster or said.get("id") or said.get("name")
    if not wanted:
        return None
    names = {fold(wanted), fold(wanted if cluster else said.get("name", wanted))}
    placed = next(
        (each for each in data.roadmaps if fold(each.roadmap.id) in names or fold(each.roadmap.name) in names),
        None,
    )
    if placed is not None:
        return Identity(placed.roadmap.id, placed.home, placed)
    home = region or _home(said.get("regions", ""), data)
    if home is None:
        raise UserError(
            Bilingual(
                f"Nouveau cluster «\u00a0{wanted}\u00a0»\u00a0: --region dit dans quelle région il a son attache.",
                f"New cluster “{wanted}”: --region says which region it belongs to.",
            )
        )
    return Identity(new_id(said.get("id") or wanted, {each.roadmap.id for each in data.roadmaps}), home, None)


def _home(said: str, data: Dataset) -> str | None:
    first = said.replace("\n", ";").split(";")[0].strip()
    return region_choices(data).meant(first).code if first else None


_UNKNOWN: Final = ""
"""Stands for a cluster that could not be told: its lines are refused once, where it is named."""


class _Lines:
    """The lines of one file, each given to its cluster."""

    def __init__(self, found: Found, clusters: Choices, only: str | None) -> None:
        self._found = found
        self._clusters = clusters
        self._only = only
        self._meant: dict[str, Meant] = {}
        self.named: list[str] = []
        """The clusters that lines name, in order."""
        self.unknown: list[tuple[Cell, tuple[str, ...]]] = []
        """The cells that name none for certain, with the clusters that they may mean."""
        self._by_table = [(table, self._read(table)) for table in found.tables]
        if only is None and len(self.named) > 1:
            self._refuse_unsaid()

    def of(self, cluster: str) -> Found:
        """What the file says of one cluster; what names no cluster is its own, when it is the only one.

        A table that names clusters, and not this one, says nothing of it: nothing of its file is emptied.
        """
        alone = self._only is not None or len(self.named) == 1
        tables = []
        for table, lines in self._by_table:
            rows = [*(lines.get(None, ()) if alone else ()), *lines.get(cluster, ())]
            if rows or (alone and lines.keys() <= {None}):
                tables.append(replace(table, rows=sorted(rows, key=lambda row: row.number)))
        first = alone or cluster == self.named[0]
        return Found(
            tables,
            [*self._found.notes, *self._of_others(cluster)] if first else [],
            list(self._found.refused) if first else [],
        )

    def _read(self, table: Table) -> dict[str | None, list[Row]]:
        """The lines of a table by cluster; a line that names none belongs to that of the line above, if any (None)."""
        if table.form is forms.CLUSTER:
            return {None: table.rows}
        lines: dict[str | None, list[Row]] = {}
        current: str | None = None
        for row in table.rows:
            above, cell = current, row.first("cluster")
            if cell is not None and squeezed(_text(cell)) not in DITTO:
                current = self._cluster(cell, table)
            own = Row(row.number, {key: cells for key, cells in row.cells.items() if key != "cluster"})
            goes_on = table.form is not forms.SOURCES and not {"title", "action", "id"} & own.cells.keys()
            if own.cells and goes_on and current != above and above and current in (self._only or current,):
                self._refuse(
                    Spot(table.sheet.name, row.number),
                    "l’action manque, et la ligne du dessus est d’un autre cluster",
                    "the action is missing, and the row above is of another cluster",
                )
            elif own.cells:
                lines.setdefault(current, []).append(own)
        return lines

    def _cluster(self, cell: Cell, table: Table) -> str:
        """The cluster that a cell names, refused where it is no known one for certain."""
        text = _text(cell)
        if text not in self._meant:
            self._meant[text] = self._clusters.meant(text)
        meant = self._meant[text]
        if meant.code is None:
            self.unknown.append((cell, meant.candidates))
            which = _which(cell, meant.candidates)
            self._refuse(table.spot(cell), which.fr, which.en)
            return _UNKNOWN
        if meant.code not in self.named:
            self.named.append(meant.code)
        return meant.code

    def _of_others(self, cluster: str) -> Iterator[Remark]:
        """How many lines of other clusters there are, when one was asked for."""
        for table, lines in self._by_table if self._only else ():
            left = {name: len(rows) for name, rows in lines.items() if name and name != cluster}
            if left:
                listed = ", ".join(f"{name} ({count})" for name, count in left.items())
                text = Bilingual(
                    f"lignes d’autres clusters, pas reprises\u00a0: {listed}",
                    f"rows of other clusters, left out: {listed}",
                )
                yield Remark(Spot(table.sheet.name), text)

    def _refuse_unsaid(self) -> None:
        """Refuse the lines that no cluster can be told for, in a file of several."""
        for table, lines in self._by_table:
            unsaid = [] if table.form is forms.CLUSTER else lines.get(None, [])
            if unsaid and "cluster" not in table.keys:
                self._refuse(
                    Spot(table.sheet.name),
                    "le fichier réunit plusieurs clusters\u00a0: une colonne «\u00a0Cluster\u00a0» doit dire auquel "
                    "revient chaque ligne",
                    "the file holds several clusters: a column “Cluster” has to say which one each row belongs to",
                )
                continue
            for row in unsaid:
                self._refuse(Spot(table.sheet.name, row.number), "le cluster manque", "the cluster is missing")

    def _refuse(self, spot: Spot, fr: str, en: str) -> None:
        self._found.refused.append(Remark(spot, Bilingual(fr, en)))


def _which(cell: Cell, candidates: tuple[str, ...]) -> Bilingual:
    """What is said of a cluster that isn't known."""
    shown = shown_of(cell)
    fr = " ou ".join(f"«\u00a0{each}\u00a0»" for each in candidates)
    en = " or ".join(f"“{each}”" for each in candidates)
    return Bilingual(
        f"aucun cluster ne s’appelle «\u00a0{shown}\u00a0»"
        + (f"\u00a0; {fr}\u00a0?" if candidates else "\u00a0; un nouveau cluster s’importe seul, avec --cluster"),
        f"no cluster is called “{shown}”"
        + (f"; {en}?" if candidates else "; import a new one by itself, with --cluster"),
    )


def _unsaid(lines: _Lines) -> UserError:
    """Why it is not known which cluster a file is about."""
    if lines.unknown:
        text = _which(*lines.unknown[0])
        return UserError(Bilingual(_sentence(text.fr), _sentence(text.en)))
    return UserError(
        Bilingual(
            "Rien ne dit de quel cluster il s’agit\u00a0: remplir la feuille «\u00a0Cluster\u00a0» ou une colonne «\u00a0Cluster\u00a0», "
            "ou ajouter --cluster.",
            "Nothing says which cluster this is: fill in the sheet “Cluster” or a column “Cluster”, or add --cluster.",
        )
    )


def _text(cell: Cell) -> str:
    """A cell as text, whatever it holds; what is wrong with it is told where it is read."""
    try:
        return text_of(cell)
    except DoubtfulError:
        return shown_of(cell)


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:] + ("" if text.endswith("?") else ".")
