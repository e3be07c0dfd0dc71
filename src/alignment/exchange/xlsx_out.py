"""Workbooks to write: nothing of the data becomes a formula or a link, and the same data give the same bytes."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any, Final

from alignment.exchange.package import missing

_ALWAYS: Final = datetime(2000, 1, 1)


def new_book(title: str | None = None) -> tuple[Any, io.BytesIO]:
    """An empty workbook and where its bytes are once it is closed. Raises UserError when xlsxwriter is missing."""
    try:
        import xlsxwriter
    except ImportError:
        raise missing("xlsxwriter") from None
    out = io.BytesIO()
    plain = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "in_memory": True,
    }
    book = xlsxwriter.Workbook(out, plain)
    book.set_properties({"created": _ALWAYS, **({"title": title} if title else {})})
    return book, out
