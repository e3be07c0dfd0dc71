"""A spreadsheet read whole: the new roadmap of a cluster, and everything that must be said of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from alignment.exchange import sheets as forms
from alignment.exchange.assembling import Assembled, assemble, new_id, period_of
from alignment.exchange.cells import Sheet, refusal
from alignment.exchange.choices import priorities, priority_choices
from alignment.exchange.merging import merge, sources
from alignment.exchange.owners import Identity
from alignment.exchange.package import LARGEST_FILE
from alignment.exchange.reading import Reader, Record
from alignment.exchange.tables import Found, Remark, Spot, Table
from alignment.kernel.bilingual import Bilingual
from alignment.model.dataset import Dataset

Value = dict[str, Any]

_OF_CLUSTER = frozenset(forms.CLUSTER.says) - {"id", "start", "end"}


@dataclass
class Taken:
    """What a spreadsheet gives: the new value of a roadmap, and what the reader should know."""

    identity: Identity
    value: Value
    tables: list[Table]
    refused: list[Remark] = field(default_factory=list)
    converted: list[Remark] = field(default_factory=list)
    notes: list[Remark] = field(default_factory=list)


def read(content: bytes, name: str) -> list[Sheet]:
    """The sheets of a file, by its content. Raises UserError when it breaks a limit or is none of ours."""
    if len(content) > LARGEST_FILE:
        raise refusal("le fichier est trop grand", "the file is too large")
    ending = PurePath(name).suffix.casefold()
    if content.startswith(b"PK"):
        if ending == ".ods":
            from alignment.exchange import ods_in

            return ods_in.read(content)
        if ending in (".xlsm", ".xltm", ".xlsb"):
            raise refusal(
                "il peut contenir des macros\u00a0; l’enregistrer au format .xlsx",
                "it may hold macros; save it as .xlsx",
            )
        from alignment.exchange import xlsx_in

        return xlsx_in.read(content)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise refusal(
            "ancien format .xls, ou fichier protégé par un mot de passe\u00a0; l’enregistrer en .xlsx sans mot de passe",
            "old .xls format, or a password; save it as .xlsx without one",
        )
    if ending in (".csv", ".tsv", ".txt"):
        from alignment.exchange import csv_in

        return csv_in.read(content, PurePath(name).name)
    raise refusal("formats lus\u00a0: .xlsx, .ods, .csv", "formats read: .xlsx, .ods, .csv")


def take(identity: Identity, found: Found, data: Dataset, before: Value) -> Taken:
    """Read every line of a workbook onto the roadmap that is there (`before`, empty for a new one)."""
    told = found.table(forms.CLUSTER)
    regions = identity.placed.regions if identity.placed else (identity.home,)
    if told and "regions" in told.rows[0].cells:
        probe = Reader(data, priority_choices([])).record(told, told.rows[0])
        regions = (*regions, *probe.values.get("regions", ()))
    listed = priorities(data, dict.fromkeys(regions), identity.home)
    reader = Reader(data, priority_choices(listed))
    records: dict[str, list[Record]] = {
        table.form.key: [reader.record(table, row) for row in table.rows] for table in found.tables
    }
    keys = {table.form.key: table.keys - {"cluster"} for table in found.tables}
    fields, carried = _cluster(
        records.get("cluster", []), keys.get("cluster", frozenset()), identity, before, reader
    )
    if "sources" in records:
        fields["sources"] = _sources(records["sources"], keys["sources"], before, reader)
        carried |= {"sources"}
    assembled: Assembled | None = None
    if "actions" in records:
        assembled = assemble(records, keys, before, reader)
    elif any(form.key in records for form in forms.OF_ACTIONS):
        text = Bilingual("la feuille «\u00a0Actions\u00a0» manque", "the sheet “Actions” is missing")
        found.refused.append(Remark(Spot(forms.ACTIONS.title), text))
    _check_cited(records.get("actions", []), fields.get("sources") or before.get("sources") or [], reader)
    value = merge(before, fields, carried, assembled, identity.home)
    notes = found.notes + (assembled.notes if assembled else [])
    notes += _not_named(before, assembled, identity)
    return Taken(identity, value, found.tables, found.refused + reader.refused, reader.converted, notes)


def _cluster(
    records: list[Record], keys: frozenset[str], identity: Identity, before: Value, reader: Reader
) -> tuple[Value, frozenset[str]]:
    """What the cluster's sheet says, and the keys that it carries; a new roadmap needs its name, type and provenance."""
    fields: Value = {}
    carried = set(keys & _OF_CLUSTER)
    record = records[0] if records else None
    if record is not None:
        fields = {key: record.values[key] for key in _OF_CLUSTER & record.values.keys()}
        if keys & {"start", "end", "period"}:
            carried.add("period")
            fields["period"] = period_of(record, reader)
        if "labels" in fields:
            fields["labels"] = list(fields["labels"])
    for key in forms.CLUSTER.needs:
        if key in fields:
            continue
        carried.discard(key)
        if key not in before and not (record and key in record.failed):
            column = forms.CLUSTER.column(key)
            spot = Spot(record.table.sheet.name if record else forms.CLUSTER.title)
            reader.refuse(spot, f"«\u00a0{column.title}\u00a0» manque", f"“{column.title}” is missing")
    if not before:
        fields |= {"alignment": "roadmap/v1", "id": identity.cluster}
        carried |= {"alignment", "id"}
    return fields, frozenset(carried)


def _sources(records: list[Record], keys: frozenset[str], before: Value, reader: Reader) -> list[Value]:
    """The sources of the workbook on top of those of the file; each needs an id and a title."""
    items: dict[str, Value] = {}
    for record in records:
        values = record.values
        if "title" not in values:
            if "title" not in record.failed:
                reader.refuse(record.spot("title"), "le titre de la source manque", "the title is missing")
            continue
        known = {str(old.get("title")): old.get("id") for old in before.get("sources", [])}
        code = values.get("id") or known.get(values["title"]) or new_id(values["title"], items)
        if code in items:
            reader.refuse(
                record.spot("id"),
                f"la source «\u00a0{code}\u00a0» est là deux fois",
                f"source “{code}” is there twice",
            )
            continue
        items[code] = {**values, "id": code}
    return sources(before.get("sources", []), list(items.values()), keys | {"id"})


def _check_cited(records: list[Record], listed: list[Value], reader: Reader) -> None:
    """An action cites sources that are there."""
    known = {str(source.get("id")) for source in listed}
    for record in records:
        for code in record.values.get("sources", ()):
            if code not in known:
                reader.refuse(
                    record.spot("sources"),
                    f"aucune source «\u00a0{code}\u00a0» dans la feuille «\u00a0Sources\u00a0»",
                    f"no source “{code}” in the sheet “Sources”",
                )


def _not_named(before: Value, assembled: Assembled | None, identity: Identity) -> list[Remark]:
    """The actions of the file that the workbook doesn't name: kept, and said."""
    if assembled is None:
        return []
    told = {action.get("id") for action in assembled.actions}
    kept = [str(old.get("id")) for old in before.get("actions", []) if old.get("id") not in told]
    if not kept:
        return []
    listed = ", ".join(kept)
    text = Bilingual(
        f"actions du fichier {identity.cluster}.yaml que le classeur ne nomme pas, gardées\u00a0: {listed}",
        f"actions of the file {identity.cluster}.yaml that the workbook doesn’t name, kept: {listed}",
    )
    return [Remark(Spot(forms.ACTIONS.title), text)]
