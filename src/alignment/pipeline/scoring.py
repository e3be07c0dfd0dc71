"""Score a region of a data set that was read; the documents of `score` and `explain`."""

from __future__ import annotations

from fractions import Fraction

from alignment.kernel.bilingual import Bilingual, Lang
from alignment.kernel.user_error import UserError
from alignment.pipeline.loading import Loaded
from alignment.pipeline.lookup import find_cluster, find_region, find_scenario, find_target
from alignment.report.document import Document
from alignment.report.findings import Located
from alignment.score.region import RegionScore, score_region
from alignment.score.setting import prepare


def score(
    loaded: Loaded,
    asked: str,
    cursor: Fraction | None = None,
    scenario: str | None = None,
    needs_srdeii: bool = True,
) -> RegionScore | list[Located]:
    """The score of a region, or the problems that stop it. Raises UserError when it cannot be scored at all.

    Without `needs_srdeii` a region whose SRDEII is unknown passes, for those who look at its S3 alone.
    """
    region = find_region(loaded.data, asked)
    blocking = loaded.blocking(region)
    if blocking:
        return loaded.findings(blocking)
    model = loaded.data.regions[region]
    if needs_srdeii and not model.srdeii.axes:
        raise UserError(
            Bilingual(
                f"{model.name}\u00a0: aucun axe du SRDEII n’est connu de ce jeu de données, il n’y a donc rien à noter.",
                f"{model.name}: no axis of the SRDEII is known to this data set, so there is nothing to score.",
            ),
            exit_code=3,
        )
    chosen = find_scenario(loaded.data, region, scenario)
    return score_region(prepare(loaded.data, region, cursor, chosen))


def score_view(result: RegionScore, loaded: Loaded, lang: Lang) -> Document:
    """The document of `alignment score`."""
    from alignment.report.content.score import score_document

    return score_document(result, loaded.folder.label(lang), lang)


def explain_view(
    result: RegionScore, loaded: Loaded, lang: Lang, cluster: str, node: str | None, why_not: bool = False
) -> Document:
    """The document of `alignment explain`: of a node, a framework or the whole; with `why_not`, of what a node lacks.

    Raises UserError for a cluster or a node that the region doesn't have.
    """
    from alignment.report.content.explain import explain_document
    from alignment.report.content.question import Question

    found = find_cluster(result.setting, loaded.data, cluster)
    covered = next(each for each in result.clusters if each.cluster is found)
    target = find_target(result.setting, node) if node is not None else None
    if why_not and target is not None and target.node is None:
        raise UserError(
            Bilingual(
                f"--why-not\u00a0: «\u00a0{node}\u00a0» est un cadre entier\u00a0; nommer une de ses priorités.",
                f"--why-not: “{node}” is a whole framework; name one of its priorities.",
            )
        )
    question = Question(
        result,
        covered,
        target.framework if target else None,
        target.node if target else None,
        lambda scored: loaded.line(found.placed.file, ("actions", scored.index)),
    )
    return explain_document(question, loaded.folder.label(lang), lang, why_not)
