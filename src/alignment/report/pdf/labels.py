"""The words of the paged document itself, beside what the report says."""

from __future__ import annotations

from collections.abc import Mapping

from alignment.kernel.bilingual import Bilingual

LABELS: Mapping[str, Bilingual] = {
    "contents": Bilingual("Sommaire", "Contents"),
    "cautions": Bilingual("À savoir avant de lire", "Before you read"),
    "basis": Bilingual("Base", "Basis"),
    "page": Bilingual("page", "page"),
}
