"""`alignment list`."""

from __future__ import annotations

from typing import Annotated

import typer

from alignment.cli import options, output
from alignment.cli.words import say

FORMATS = ("text", "json")


def list_contents(
    form: Annotated[
        str, typer.Option("--format", metavar="text|json", help=say("Forme du résultat.", "Form of the result."))
    ] = "text",
    lang: options.LangOption = None,
    data: options.DataOption = None,
    color: options.ColorOption = "auto",
) -> int:
    """Run the command."""
    options.choice("--format", form, FORMATS)
    language = options.lang_of(lang)
    from alignment import pipeline
    from alignment.report.content.contents import contents_document

    loaded = pipeline.load(options.folder_of(data))
    document = contents_document(loaded.data, loaded.folder.label(language), language)
    output.show(document, form, color)
    return 0
