"""`alignment compare` over regions, from their names to the document."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from fractions import Fraction

from alignment.kernel.bilingual import Bilingual, Lang
from alignment.kernel.user_error import UserError
from alignment.pipeline import scoring
from alignment.pipeline.loading import Loaded
from alignment.pipeline.lookup import find_region
from alignment.report.content.compare import compare_document
from alignment.report.document import Document
from alignment.report.findings import Located
from alignment.score.domains import by_domain


def compare_regions(
    loaded: Loaded, names: Iterable[str], framework: str | None, cursor: Fraction | None, lang: Lang
) -> Document | list[Located]:
    """Regions side by side, by domain, or the problems that stop the first one that has any.

    Raises UserError without a vocabulary of domains, for fewer than two regions, or for one that has nothing to
    compare.
    """
    vocabulary = loaded.data.domains
    if vocabulary is None:
        raise UserError(
            Bilingual(
                "europe/domains.yaml manque\u00a0: sans vocabulaire commun, les régions ne se comparent pas.",
                "europe/domains.yaml is missing: without a shared vocabulary, regions cannot be compared.",
            ),
            exit_code=3,
        )
    chosen = list(dict.fromkeys(find_region(loaded.data, name) for name in names))
    at_least_two(chosen, Bilingual("régions différentes", "different regions"))
    found = []
    for region in chosen:
        if framework is None and region in loaded.data.regions and not loaded.data.regions[region].srdeii.axes:
            name = loaded.data.regions[region].name
            raise UserError(
                Bilingual(
                    f"{name}\u00a0: aucun axe du SRDEII n’est connu. Retirer cette région, ou comparer les S3 seules\u00a0: "
                    "--framework s3.",
                    f"{name}: no axis of the SRDEII is known. Leave this region out, or compare the S3 alone: --framework s3.",
                ),
                exit_code=3,
            )
        result = scoring.score(loaded, region, cursor, needs_srdeii=framework is None)
        if isinstance(result, list):
            return result
        found.append(by_domain(result, vocabulary, framework))
    return compare_document(found, vocabulary, framework, loaded.folder.label(lang), lang)


def at_least_two(chosen: Collection[str], what: Bilingual) -> None:
    """Raise UserError when there is nothing to compare with."""
    if len(chosen) < 2:
        raise UserError(
            Bilingual(f"Il faut au moins deux {what.fr} à comparer.", f"At least two {what.en} are needed.")
        )
