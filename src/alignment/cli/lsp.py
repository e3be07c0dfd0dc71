"""`alignment lsp`."""

from __future__ import annotations

import os

from alignment.cli import options
from alignment.kernel.bilingual import Bilingual
from alignment.kernel.user_error import UserError


def lsp(lang: options.LangOption = None) -> int:
    """Run the command: serve an editor on the standard streams until it says goodbye."""
    language = options.lang_of(lang)
    try:
        from alignment.lsp.answers import build
    except ModuleNotFoundError as error:
        if error.name not in ("pygls", "lsprotocol"):
            raise
        raise UserError(
            Bilingual(
                "Il manque un paquet à cette commande\u00a0: pip install 'alignment[lsp]'.",
                "This command lacks a package: pip install 'alignment[lsp]'.",
            )
        ) from None
    # The streams of the protocol are this command's own: pygls closes them, and nothing else may write there.
    with os.fdopen(os.dup(0), "rb") as asked, os.fdopen(os.dup(1), "wb") as answered:
        build(language).start_io(asked, answered)
    return 0
