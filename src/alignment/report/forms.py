"""The forms that a report takes: each in a module that is imported when it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from types import ModuleType
from typing import NamedTuple, cast

from alignment.kernel.bilingual import Bilingual
from alignment.kernel.user_error import UserError
from alignment.report.regional.value import Report


class Form(NamedTuple):
    """A function of a report that gives paths (relative, with `/`) and contents; `extra` is what pip must add."""

    module: str
    function: str = "files"
    extra: str = ""


FORMS: Mapping[str, Form] = {
    "html": Form("alignment.report.html"),
    "pdf": Form("alignment.report.pdf", extra="pdf"),
    "xlsx": Form("alignment.report.xlsx", extra="xlsx"),
    "md": Form("alignment.report.report_markdown"),
    "csv": Form("alignment.report.report_csv"),
    "csv-bom": Form("alignment.report.report_csv", "files_for_excel"),
    "json": Form("alignment.report.report_json"),
}


def files(form: str, report: Report) -> Mapping[str, bytes]:
    """The files of one form of a report, named after its key. Raises UserError when an extra is missing."""
    return cast("Mapping[str, bytes]", getattr(_module(form), FORMS[form].function)(report))


def require(form: str) -> None:
    """Raise UserError when there is no such form or what it needs isn't installed, before anything is read or written."""
    if form not in FORMS:
        listed = ", ".join(FORMS)
        raise UserError(
            Bilingual(
                f"Forme de rapport\u00a0: «\u00a0{form}\u00a0» n’est pas proposé (choix\u00a0: {listed}).",
                f"Form of report: “{form}” is not one of {listed}.",
            )
        )
    _module(form)


def _module(form: str) -> ModuleType:
    chosen = FORMS[form]
    try:
        return import_module(chosen.module)
    except ImportError as error:
        if not chosen.extra or (error.name or "").startswith("alignment"):
            raise
        install = f'pip install "alignment[{chosen.extra}]"'
        raise UserError(
            Bilingual(
                f"La forme {form} a besoin de {error.name}, qui n’est pas installé\u00a0: {install}",
                f"The form {form} needs {error.name}, which is not installed: {install}",
            )
        ) from None
