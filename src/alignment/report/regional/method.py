"""The method in two pages, for the reader of a report. The whole of it is docs/method.md; the sections are the same."""

from __future__ import annotations

from typing import NamedTuple

from alignment.kernel.bilingual import Bilingual
from alignment.model.vocabulary import Method
from alignment.report.content.coefficients import changes, figures
from alignment.report.document import Paragraph
from alignment.report.regional.source import ReportSource
from alignment.report.regional.value import Section


class _Chapter(NamedTuple):
    number: int
    title: Bilingual
    text: Bilingual


_CHAPTERS = (
    _Chapter(
        1,
        Bilingual("Des actions aux contributions", "From actions to contributions"),
        Bilingual(
            "Chaque cadre (le SRDEII, la S3, un programme européen) est un arbre de priorités. Les poids de priorités sœurs sont "
            "ramenés à une somme de 1\u00a0: découper un axe en dix objectifs ne lui donne pas plus d’importance. Une action prévue, en "
            "cours ou achevée compte\u00a0; une action proposée ou abandonnée ne compte pas. Pour chaque priorité, elle déclare un niveau\u00a0: "
            "principal si elle existe pour elle, significatif si elle la sert en passant. Elle a une seule unité à partager dans un cadre\u00a0: "
            "qui dit tout servir à titre principal ne sert chaque chose qu’un peu. Une contribution significative vaut au plus {significant}.",
            "Each framework (the SRDEII, the S3, a European programme) is a tree of priorities. The weights of sibling priorities are brought "
            "to a sum of 1: cutting an axis into ten objectives doesn’t make it matter more. A planned, running or completed action counts; a "
            "proposed or abandoned one doesn’t. For each priority it declares a level: principal if it exists for it, significant if it "
            "serves it on the way. It has one unit to share in a framework: claiming to serve everything serves each thing a little. A "
            "significant contribution is worth {significant} at most.",
        ),
    ),
    _Chapter(
        2,
        Bilingual("Couverture", "Coverage"),
        Bilingual(
            "La couverture d’une priorité par un cluster est celle de sa meilleure action, et non la somme de ses actions\u00a0: copier une action "
            "ou la découper ne change rien. La couverture d’un cadre est la moyenne de ses priorités, selon leurs poids. La couverture du mandat "
            "ne regarde que les priorités que la feuille de route se donne pour mission. La couverture dit l’étendue de ce qui est servi, pas la "
            "qualité de ce qui est fait\u00a0: un cluster spécialisé couvre normalement peu d’un schéma entier.",
            "A cluster’s coverage of a priority is that of its best action, not the sum of its actions: copying an action or cutting it up "
            "changes nothing. The coverage of a framework is the mean of its priorities, by their weights. Mandate coverage looks at the "
            "priorities that the roadmap names as its mission alone. Coverage tells how broadly a framework is served, not how well things "
            "are done: a specialised cluster is expected to cover little of a whole scheme.",
        ),
    ),
    _Chapter(
        3,
        Bilingual("Ciblage et articulation", "Focus and articulation"),
        Bilingual(
            "Le ciblage est la part des actions d’un cluster qui servent un cadre, une action simplement significative comptant pour {significant}. "
            "L’articulation est la part des actions qui servent les deux côtés à la fois\u00a0: joindre le SRDEII et la S3, c’est cela. "
            "Sans action, ou sans cadre européen, il n’y a pas de valeur, ce que note un tiret.",
            "Focus is the share of a cluster’s actions that serve a framework, an action that is only significant counting for {significant}. "
            "Articulation is the share of actions that serve both sides at once: this is what joining the SRDEII and the S3 means. "
            "Without an action, or without a European framework, there is no value, which a dash stands for.",
        ),
    ),
    _Chapter(
        4,
        Bilingual("Alignement et curseur", "Alignment and the cursor"),
        Bilingual(
            "L’alignement mêle la couverture du SRDEII (R) et celle des cadres européens (E) selon le curseur k\u00a0: (1 − k) R + k E. À 0 seul le "
            "SRDEII compte, à 1 l’Europe seule. Deux clusters échangent leur rang à un point de bascule\u00a0; entre deux points de bascule voisins le "
            "classement ne change pas. Des clusters de même alignement partagent leur rang. Un scénario change le curseur ou les poids.",
            "Alignment blends the coverage of the SRDEII (R) and that of the European frameworks (E) by the cursor k: (1 − k) R + k E. At 0 the "
            "SRDEII alone counts, at 1 Europe alone. Two clusters swap ranks at a breakpoint; between neighbouring breakpoints the ranking "
            "doesn’t change. Clusters of equal alignment share their rank. A scenario changes the cursor or the weights.",
        ),
    ),
    _Chapter(
        5,
        Bilingual("Le portefeuille de la région", "The region’s portfolio"),
        Bilingual(
            "La force d’une priorité est la somme des couvertures des clusters\u00a0; sa couverture régionale est cette force rapportée à une cible "
            "({target} sauf indication contraire), sans dépasser 1. Elle est non couverte quand aucun cluster ne la sert, en lacune en dessous de "
            "{gap}, partielle en dessous de {partial}, couverte au-delà. Elle est fragile quand l’essentiel repose sur un seul cluster (moins de "
            "{fragile} contributeur effectif), très disputée quand sa force atteint {crowded} fois la cible avec au moins {crowded} contributeurs "
            "effectifs. La gravité d’une lacune est le poids de la priorité multiplié par ce qui n’est pas couvert.",
            "The strength of a priority is the sum of the clusters’ coverages; its regional coverage is that strength over a target ({target} "
            "unless stated), 1 at most. It is uncovered when no cluster serves it, in gap below {gap}, partial below {partial}, covered beyond. "
            "It is fragile when most rests on one cluster (fewer than {fragile} effective contributors), crowded when its strength reaches "
            "{crowded} times the target with at least {crowded} effective contributors. The severity of a gap is the weight of the priority "
            "times what is not covered.",
        ),
    ),
    _Chapter(
        6,
        Bilingual("Réalisé et trajectoire", "Delivery and trajectory"),
        Bilingual(
            "Une action achevée est réalisée en entier, une action en cours à hauteur de son avancement, une action prévue pas encore. La trajectoire "
            "compte, année après année, les actions commencées au 31 décembre.",
            "A completed action is delivered in full, a running one as far as its progress, a planned one not yet. The trajectory counts, year "
            "after year, the actions begun by 31 December.",
        ),
    ),
    _Chapter(
        7,
        Bilingual("Argent", "Money"),
        Bilingual(
            "Le budget connu d’une action est réparti, au centime, entre les priorités qu’elle sert\u00a0; ce qui ne sert pas le cadre reste non attribué. "
            "Les cadres sont des vues du même argent et ne s’additionnent pas. Un budget inconnu n’est pas un budget nul\u00a0: il est compté à part. "
            "L’effet de levier est l’argent qui ne vient pas de la Région pour un euro qui en vient.",
            "The known budget of an action is cut, to the cent, over the priorities that it serves; what doesn’t serve the framework stays "
            "unattributed. Frameworks are views of the same money and are never added. An unknown budget is not a budget of zero: it is counted "
            "apart. Leverage is the money that doesn’t come from the Region for one euro that does.",
        ),
    ),
    _Chapter(
        8,
        Bilingual("Quelles actions financer", "Which actions to fund"),
        Bilingual(
            "Parmi les actions proposées dont le budget est connu, le choix retenu est celui qui porte le plus haut la couverture pondérée de la "
            "région\u00a0: la somme des couvertures de ses priorités, chacune selon son poids et le curseur. La somme des lignes «\u00a0région\u00a0» "
            "des actions choisies ne dépasse pas l’enveloppe. À couverture égale, le moins cher l’emporte. Le choix est prouvé le meilleur parmi tous les "
            "choix possibles, ou l’écart qui reste est dit.",
            "Among the proposed actions whose budget is known, the choice is the one that takes the region’s weighted coverage highest: the sum of "
            "the coverages of its priorities, each by its weight and the cursor. The “region” lines of the chosen actions stay within the envelope. "
            "Of equal coverages, the cheapest wins. The choice is proven to be the best of all possible ones, or the gap that is left is told.",
        ),
    ),
    _Chapter(
        10,
        Bilingual("Ce qui n’est jamais fait", "What is never done"),
        Bilingual(
            "Aucun rapprochement automatique de textes n’entre dans un score\u00a0: seules comptent les contributions écrites dans les fichiers. Les calculs "
            "sont exacts\u00a0; seul l’affichage est arrondi. Aucun nombre n’est donné sans ce sur quoi il repose.",
            "No automatic matching of texts enters a score: the contributions written in the files alone count. Figures are worked out exactly; "
            "what is displayed alone is rounded. No number is given without what it rests on.",
        ),
    ),
)

TERMS = {
    "alignment": 4,
    "regional": 2,
    "european": 4,
    "articulation": 3,
    "mandate_srdeii": 2,
    "mandate_s3": 2,
    "mandate_coverage": 2,
    "focus": 3,
    "focus_srdeii": 3,
    "focus_s3": 3,
    "coverage": 2,
    "depth": 2,
    "weight": 1,
    "state": 5,
    "severity": 5,
    "missing": 5,
    "effective_contributors": 5,
    "delivered": 6,
    "attributed": 7,
    "leverage": 7,
    "balance": 7,
    "shortfall": 7,
    "funding_share": 7,
}
"""Columns, by key, and the section of the method that defines them."""


def terms() -> dict[str, str]:
    """Columns, by key, and the anchor of their definition."""
    return {key: f"method-{number}" for key, number in TERMS.items()}


def method(source: ReportSource) -> Section:
    """The chapters, with the coefficients in force; those that differ from the method's own are named."""
    fr = source.fr
    stated = source.data.method
    inner = tuple(
        Section(
            f"method-{chapter.number}",
            chapter.title.to(source.lang),
            (Paragraph(_with_figures(chapter.text.to(source.lang), stated, source)),),
        )
        for chapter in _CHAPTERS
    )
    parts = [Paragraph(sentence, "warning") for sentence in changes(stated, source.lang)]
    return Section("method", "La méthode" if fr else "The method", tuple(parts), "", inner)


def _with_figures(text: str, stated: Method, source: ReportSource) -> str:
    """The text of this module, never of a file, with its figures in place of their names."""
    for name, figure in figures(stated, source.lang).items():
        text = text.replace(f"{{{name}}}", figure)
    return text
