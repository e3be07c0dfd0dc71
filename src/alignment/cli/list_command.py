"""`alignment list`."""

from __future__ import annotations

from alignment.cli import options, output


def list_contents(
    form: options.FormatOption = "text",
    table: options.TableOption = None,
    lang: options.LangOption = None,
    data: options.DataOption = None,
    color: options.ColorOption = "auto",
) -> int:
    """Run the command."""
    options.form_of(form)
    language = options.lang_of(lang)
    from alignment.pipeline import loading
    from alignment.report.content.contents import contents_document

    loaded = loading.load(options.folder_of(data))
    document = contents_document(loaded.data, loaded.folder.label(language), language)
    output.show(document, form, color, table)
    return 0
