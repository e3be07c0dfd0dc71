"""`alignment export`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from alignment.cli import options
from alignment.cli.words import say
from alignment.kernel.bilingual import Bilingual
from alignment.kernel.safe_text import json_text
from alignment.kernel.safe_text import terminal as safe
from alignment.kernel.user_error import UserError


def export(
    region: options.RegionArgument,
    form: Annotated[
        str,
        typer.Option("--format", metavar="xlsx|csv|jsonld", help=say("Forme des données.", "Form of the data.")),
    ],
    out: Annotated[
        str | None,
        typer.Option(
            "--out",
            metavar=say("CHEMIN", "PATH"),
            help=say(
                "Fichier (xlsx, jsonld) ou dossier (csv) à écrire.",
                "File (xlsx, jsonld) or folder (csv) to write.",
            ),
        ),
    ] = None,
    namespace: Annotated[
        str,
        typer.Option(
            "--namespace",
            metavar="URL",
            help=say("Adresse des données liées et des tables.", "Address of the linked data and of the tables."),
        ),
    ] = "urn:alignment:",
    publisher: Annotated[
        str | None,
        typer.Option(
            "--publisher",
            metavar=say("NOM", "NAME"),
            help=say("Qui publie les données.", "Who publishes the data."),
        ),
    ] = None,
    licence: Annotated[
        str | None,
        typer.Option("--licence", metavar="URL", help=say("Adresse de la licence.", "Address of the licence.")),
    ] = None,
    lang: options.LangOption = None,
    data: options.DataOption = None,
) -> int:
    """Write the files and name them on standard output; JSON-LD goes there itself without --out."""
    options.choice("--format", form, ("xlsx", "csv", "jsonld"))
    language = options.lang_of(lang)
    if out is None and form != "jsonld":
        raise UserError(Bilingual("--out dit où écrire.", "--out says where to write."))
    from alignment.cli.region_command import Shown, refuse
    from alignment.exchange import linked, tidy
    from alignment.kernel import atomic
    from alignment.pipeline import loading
    from alignment.pipeline.lookup import find_region

    loaded = loading.load(options.folder_of(data))
    chosen = find_region(loaded.data, region)
    if blocking := loaded.blocking(chosen):
        return refuse(loaded.findings(blocking), loaded, language, Shown(form, None, lang, data, "auto"))
    tables = tidy.tables(loaded.data, chosen)
    files: dict[Path, bytes] = {}
    if form == "xlsx":
        files[Path(out or "")] = tidy.workbook(tables)
    elif form == "csv":
        files = {Path(out or "") / f"{table.name}.csv": tidy.csv_text(table).encode() for table in tables}
    else:
        about = linked.Publication(namespace, publisher, licence)
        value = linked.linked_data(loaded.data, chosen, about, [table.name for table in tables])
        text = json.dumps(value, ensure_ascii=False, indent=2) + "\n"
        if out is None:
            print(json_text(text), end="")
        else:
            files[Path(out)] = text.encode("utf-8")
    for path, content in files.items():
        atomic.write(path, content)
        print(safe(path.as_posix()))
    return 0
