"""`alignment data`: what the data set is worth."""

from __future__ import annotations

from typing import Annotated

import typer

from alignment.cli import options, output
from alignment.cli.words import say


def data(
    subject: Annotated[
        str,
        typer.Argument(
            metavar="status",
            help=say("status : état des textes, du codage et des sources.", "status: texts, coding and sources."),
        ),
    ] = "status",
    form: options.FormatOption = "text",
    table: options.TableOption = None,
    lang: options.LangOption = None,
    folder: options.DataOption = None,
    color: options.ColorOption = "auto",
) -> int:
    """Run the command."""
    options.choice("data", subject, ("status",))
    options.form_of(form)
    language = options.lang_of(lang)
    from alignment.pipeline import loading
    from alignment.report.content.data_status import data_status_document

    loaded = loading.load(options.folder_of(folder))
    output.show(data_status_document(loaded.data, loaded.folder.label(language), language), form, color, table)
    return 0
