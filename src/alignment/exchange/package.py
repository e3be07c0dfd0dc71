"""The package of a workbook, looked at before anything in it is read: sizes, names, links, macros."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Collection, Iterator
from typing import IO, Any, Final

from alignment.exchange.cells import refusal
from alignment.kernel.bilingual import Bilingual
from alignment.kernel.user_error import UserError

MOST_BYTES: Final = 64 * 1024 * 1024
"""Bytes that all entries declare together."""
MOST_TIMES: Final = 100
"""How many times larger than its packed form a package, or an entry of more than a megabyte, may be."""
MOST_ENTRIES: Final = 1_000
LARGEST_FILE: Final = 32 * 1024 * 1024
"""Bytes of the file itself."""
_SMALL: Final = 1024 * 1024

_MACROS: Final = ("vbaproject", "macrosheets/", "activex/", "basic/", "scripts/")
_OUTSIDE: Final = ("xl/externallinks/", "xl/embeddings/", "xl/connections", "xl/querytables/", "object ")


def opened(content: bytes) -> zipfile.ZipFile:
    """Open a package that keeps to the limits. Raises UserError: which limit it breaks."""
    try:
        package = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        raise refusal(
            "ce n’est pas un fichier .xlsx ou .ods entier", "this is not a whole .xlsx or .ods file"
        ) from None
    entries = package.infolist()
    if len(entries) > MOST_ENTRIES:
        raise refusal(f"plus de {MOST_ENTRIES} éléments", f"more than {MOST_ENTRIES} entries")
    total = sum(entry.file_size for entry in entries)
    if total > MOST_BYTES:
        raise refusal(
            f"il contiendrait {total // _SMALL} Mo une fois ouvert (limite\u00a0: {MOST_BYTES // _SMALL})",
            f"it would hold {total // _SMALL} MB once opened (limit: {MOST_BYTES // _SMALL})",
        )
    large = [entry for entry in entries if entry.file_size > _SMALL]
    swollen = any(entry.file_size > MOST_TIMES * max(entry.compress_size, 1) for entry in large)
    if swollen or total > max(_SMALL, MOST_TIMES * len(content)):
        raise refusal(
            f"son contenu est plus de {MOST_TIMES} fois plus grand que le fichier",
            f"its content is more than {MOST_TIMES} times larger than the file",
        )
    names = [entry.filename for entry in entries]
    if len(set(names)) != len(names):
        raise refusal("deux éléments portent le même nom", "two entries have the same name")
    for entry in entries:
        _vet(entry)
    return package


def _vet(entry: zipfile.ZipInfo) -> None:
    name = entry.filename.replace("\\", "/")
    low = name.casefold()
    if name.startswith("/") or ".." in name.split("/") or ":" in name or "\0" in name:
        raise refusal("un élément a un nom qui sort du fichier", "an entry has a name that leaves the file")
    if entry.flag_bits & 1:
        raise refusal("il est protégé par un mot de passe", "it is protected by a password")
    if any(part in low for part in _MACROS):
        raise refusal(
            "il contient des macros\u00a0; l’enregistrer sans elles (.xlsx ou .ods)",
            "it holds macros; save it without them (.xlsx or .ods)",
        )
    if low.startswith(_OUTSIDE):
        raise refusal(
            "il contient des liens vers d’autres fichiers ou des objets incorporés",
            "it holds links to other files, or embedded objects",
        )


def elements(stream: IO[bytes], events: tuple[str, ...] = ("end",)) -> Iterator[tuple[str, Any]]:
    """The elements of an XML part, as they come. Raises UserError for entities, document types and broken XML."""
    tree = _defused()
    from xml.etree.ElementTree import ParseError

    from defusedxml.common import DefusedXmlException

    try:
        yield from tree.iterparse(stream, events, forbid_dtd=True)
    except (ParseError, zipfile.BadZipFile, EOFError, UnicodeError):
        raise refusal("une de ses parties est abîmée", "one of its parts is damaged") from None
    except DefusedXmlException:
        raise refusal(
            "une de ses parties déclare des entités ou un type de document XML",
            "one of its parts declares XML entities or a document type",
        ) from None


def vet_others(package: zipfile.ZipFile, read: Collection[str]) -> None:
    """Go through the XML parts that nobody reads: entities are refused wherever they stand. Raises UserError."""
    for name in package.namelist():
        if name.endswith(".xml") and name not in read:
            with package.open(name) as stream:
                for _, element in elements(stream):
                    element.clear()


def _defused() -> Any:
    try:
        from defusedxml import ElementTree
    except ImportError:
        raise missing("defusedxml") from None
    return ElementTree


def missing(package: str) -> UserError:
    """What brings the package that spreadsheets need."""
    return UserError(
        Bilingual(
            f"Les tableurs demandent {package}\u00a0: pip install 'alignment[xlsx]'.",
            f"Spreadsheets need {package}: pip install 'alignment[xlsx]'.",
        )
    )


def local(tag: str) -> str:
    """The name of an element without its namespace."""
    return tag.rpartition("}")[2]
