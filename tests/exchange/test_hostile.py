"""Spreadsheets made to harm: each is refused in one sentence, before it is opened."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from collections.abc import Callable

import openpyxl
import pytest

from alignment.exchange import intake
from alignment.kernel.user_error import UserError

SHEET = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def plain() -> bytes:
    """A small workbook."""
    book = openpyxl.Workbook()
    book.active.append(["Intitulé", "Description"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def repacked(change: Callable[[dict[str, bytes]], object]) -> bytes:
    """The same package with other parts."""
    with zipfile.ZipFile(io.BytesIO(plain())) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    change(parts)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def part(name: str, content: bytes) -> bytes:
    return repacked(lambda parts: parts.__setitem__(name, content))


def sheet(rows: str, extra: str = "") -> bytes:
    return f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{extra}</worksheet>'.encode()


def bomb(levels: int = 9) -> bytes:
    entities = '<!ENTITY a0 "ha">' + "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, levels + 1)
    )
    return f'<?xml version="1.0"?><!DOCTYPE x [{entities}]><x>&a{levels};</x>'.encode()


def ods(content: bytes, mimetype: bytes = b"application/vnd.oasis.opendocument.spreadsheet") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", mimetype)
        package.writestr("content.xml", content)
    return out.getvalue()


TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"


def ods_table(rows: str) -> bytes:
    return ods(f'<d xmlns:t="{TABLE}" xmlns:p="{TEXT}"><t:table t:name="Actions">{rows}</t:table></d>'.encode())


CELL = "<t:table-cell><p:p>x</p:p></t:table-cell>"
EXTERNAL = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b'<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s"'
    b' Target="file:///etc/passwd" TargetMode="External"/></Relationships>'
)

HOSTILE: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "a cell of 70 MB": ("x.xlsx", lambda: part("xl/sharedStrings.xml", b"a" * 70_000_000), "une fois ouvert"),
    "a part 1000 times its size": (
        "x.xlsx",
        lambda: part("xl/sharedStrings.xml", b"a" * 5_000_000),
        "100 fois plus grand",
    ),
    "1001 entries": (
        "x.xlsx",
        lambda: repacked(lambda parts: parts.update({f"xl/media/{n}": b"" for n in range(1001)})),
        "plus de 1000 éléments",
    ),
    "a name outside": ("x.xlsx", lambda: part("../../evil", b""), "sort du fichier"),
    "an absolute name": ("x.xlsx", lambda: part("/etc/passwd", b""), "sort du fichier"),
    "a Windows name": ("x.xlsx", lambda: part("..\\evil", b""), "sort du fichier"),
    "macros": ("x.xlsx", lambda: part("xl/vbaProject.bin", b""), "macros"),
    "macros by their ending": ("x.xlsm", plain, "macros"),
    "a link to another workbook": ("x.xlsx", lambda: part("xl/externalLinks/externalLink1.xml", b"<a/>"), "liens"),
    "an outside relation": (
        "x.xlsx",
        lambda: part("xl/worksheets/_rels/sheet1.xml.rels", EXTERNAL % b"oleObject"),
        "liens",
    ),
    "an XML bomb in a sheet": ("x.xlsx", lambda: part(SHEET, bomb()), "entités"),
    "an XML bomb in the styles": ("x.xlsx", lambda: part("xl/styles.xml", bomb()), "entités"),
    "an XML bomb in a file beside": ("x.xlsx", lambda: part("docProps/core.xml", bomb()), "entités"),
    "a document type": ("x.xlsx", lambda: part(SHEET, b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>'), "entités"),
    "a cell at the last row": (
        "x.xlsx",
        lambda: part(SHEET, sheet('<row r="1048576"><c r="A1048576"><v>1</v></c></row>')),
        "20000 lignes",
    ),
    "a cell at the last column": (
        "x.xlsx",
        lambda: part(SHEET, sheet('<row r="1"><c r="XFD1"><v>1</v></c></row>')),
        "200 colonnes",
    ),
    "a long cell": (
        "x.xlsx",
        lambda: part(
            SHEET, sheet(f'<row r="1"><c r="A1" t="inlineStr"><is><t>{"ab cd" * 5000}</t></is></c></row>')
        ),
        "20000 caractères",
    ),
    "broken XML": ("x.xlsx", lambda: part(SHEET, b"<worksheet><sheet"), "abîmée"),
    "a truncated file": ("x.xlsx", lambda: plain()[:-60], "entier"),
    "no workbook in it": (
        "x.xlsx",
        lambda: repacked(lambda parts: parts.pop("xl/workbook.xml")),
        "pas un classeur",
    ),
    "a text called .xlsx": ("x.xlsx", lambda: b"bonjour", ".xlsx, .ods, .csv"),
    "an old or locked workbook": ("x.xls", lambda: b"\xd0\xcf\x11\xe0" + b"0" * 512, "mot de passe"),
    "an ODS bomb": ("x.ods", lambda: ods(bomb()), "entités"),
    "a row a million times": (
        "x.ods",
        lambda: ods_table(f'<t:table-row t:number-rows-repeated="1048576">{CELL}</t:table-row>'),
        "20000 lignes",
    ),
    "a cell 16384 times": (
        "x.ods",
        lambda: ods_table(
            f"<t:table-row>{CELL.replace('<t:table-cell', '<t:table-cell t:number-columns-repeated=' + chr(34) + '16384' + chr(34))}</t:table-row>"
        ),
        "200 colonnes",
    ),
    "an ODS with a source elsewhere": ("x.ods", lambda: ods_table("<t:table-source/>"), "liens"),
    "an ODS with macros": (
        "x.ods",
        lambda: repacked(lambda parts: parts.update({"Basic/Standard/Module1.xml": b"<a/>"})),
        "macros",
    ),
    "a document that is no workbook": (
        "x.ods",
        lambda: ods(b"<a/>", b"application/vnd.oasis.opendocument.text"),
        "pas un classeur",
    ),
    "a CSV of 20001 rows": ("x.csv", lambda: b"Action\n" + b"a\n" * 20_001, "20000 lignes"),
    "a binary CSV": ("x.csv", lambda: b"a;b\0c\n", "fichier de texte"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_refused_in_one_sentence(name: str) -> None:
    file, make, expected = HOSTILE[name]
    content = make()
    tracemalloc.start()
    try:
        with pytest.raises(UserError) as refused:
            intake.read(content, file)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert expected in refused.value.message.fr
    assert refused.value.exit_code == 2
    assert peak < 40_000_000


def test_a_declared_size_that_lies_is_not_believed() -> None:
    """The entry says that it holds ten bytes: no more of it is ever unpacked."""
    whole = part("xl/sharedStrings.xml", b"<sst>" + b" " * 900_000 + b"</sst>")
    lying = whole.replace((900_011).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert lying != whole
    with pytest.raises(UserError) as refused:
        intake.read(lying, "x.xlsx")
    assert "abîmée" in refused.value.message.fr


def test_a_phantom_cell_costs_nothing() -> None:
    """A formatted, empty cell at the end of a sheet is an accident that everyone has: it isn't counted."""
    rows = '<row r="1"><c r="A1" t="inlineStr"><is><t>Action</t></is></c></row><row r="1048576"><c r="XFD1048576" s="0"/></row>'
    (read,) = intake.read(part(SHEET, sheet(rows)), "x.xlsx")
    assert [(cell.row, cell.column, cell.content) for row in read.rows.values() for cell in row.values()] == [
        (1, 1, "Action")
    ]
