"""The way to meet a requirement, in a sentence for each metric."""

from __future__ import annotations

from alignment.kernel.bilingual import Bilingual, Lang
from alignment.report import words
from alignment.report.words import framework_name as short
from alignment.score.framework import WeightedFramework
from alignment.score.remedy import Dedicated, Finish, Fund, Lower, OutOfReach, Refocus, Remedy, Unknown
from alignment.score.requirements import Judgement

MOST_NAMED = 3

UNKNOWN: dict[Unknown, Bilingual] = {
    "framework": Bilingual("La région n’a pas ce cadre.", "The region has no such framework."),
    "mandate": Bilingual(
        "Le mandat de la feuille de route ne nomme aucune priorité de ce cadre.",
        "The roadmap’s mandate names no priority of this framework.",
    ),
    "actions": Bilingual("Aucune action comptée.", "No counting action."),
    "europe": Bilingual("Aucun cadre européen n’a de poids.", "No European framework has a weight."),
    "region-money": Bilingual(
        "Aucun argent connu ne vient de la Région.", "No known money comes from the Region."
    ),
    "budget": Bilingual("Aucun budget connu, ou un budget de zéro.", "No known budget, or one of zero."),
}


def sentence(judgement: Judgement, way: Remedy, lang: Lang) -> str:
    """One way that works, others left as they are."""
    match way:
        case Dedicated():
            return _dedicated(judgement, way, lang)
        case Finish():
            return _finish(judgement, way, lang)
        case Refocus():
            return _refocus(judgement, way, lang)
        case Fund():
            return _fund(way, lang)
        case Lower():
            return (
                "Borne haute\u00a0: il faudrait servir moins largement ce qui est mesuré."
                if lang == "fr"
                else "An upper bound: what is measured would have to be served less broadly."
            )
        case OutOfReach():
            return "Hors d’atteinte pour cette mesure." if lang == "fr" else "Out of reach for this metric."


def _dedicated(judgement: Judgement, way: Dedicated, lang: Lang) -> str:
    fr = lang == "fr"
    count = len(way.steps)
    named = [" + ".join(_priority(*leaf) for leaf in leaves) for leaves, _ in way.steps[:MOST_NAMED]]
    after = words.measure(judgement.requirement.metric, way.steps[-1][1], lang)
    if count == 1:
        return (
            f"Une action dédiée à {named[0]}\u00a0: {after}."
            if fr
            else f"One action dedicated to {named[0]}: {after}."
        )
    listed = words.listing(named, lang) if count <= MOST_NAMED else ", ".join(named)
    first = "" if count <= MOST_NAMED else ("d’abord à " if fr else "first to ")
    if fr:
        return f"{count} actions dédiées, {first or 'à '}{listed}\u00a0: {after}."
    return f"{count} actions dedicated {first or 'to '}{listed}: {after}."


def _priority(framework: WeightedFramework, leaf: str) -> str:
    title = framework.text.nodes[leaf].node.title
    return f"{short(framework.id)} · {title}"


def _finish(judgement: Judgement, way: Finish, lang: Lang) -> str:
    fr = lang == "fr"
    metric = judgement.requirement.metric
    if not way.ceiling:
        return (
            "Rien à achever ici\u00a0: il faut des actions nouvelles."
            if fr
            else "Nothing to complete here: new actions are needed."
        )
    if way.ceiling < judgement.requirement.bound:
        after = words.measure(metric, way.ceiling, lang)
        return (
            f"Toutes ses actions achevées, la mesure serait de {after}\u00a0: il faut aussi des actions nouvelles."
            if fr
            else f"With all its actions completed it would be {after}: new actions are needed as well."
        )
    titles = [words.quoted(scored.action.title, lang) for scored, _ in way.steps[:MOST_NAMED]]
    after = words.measure(metric, way.steps[-1][1], lang)
    count = len(way.steps)
    if count <= MOST_NAMED:
        listed = words.listing(titles, lang)
        return f"Achever {listed}\u00a0: {after}." if fr else f"Completing {listed}: {after}."
    listed = ", ".join(titles)
    return (
        f"Achever {count} actions, d’abord {listed}\u00a0: {after}."
        if fr
        else f"Completing {count} actions, first {listed}: {after}."
    )


def _refocus(judgement: Judgement, way: Refocus, lang: Lang) -> str:
    """Actions to turn towards the framework or both sides, or to add; either may be no way at all."""
    both = judgement.requirement.metric == "articulation"
    ways = []
    if way.turned is not None:
        ways.append(_turned(way.turned, way.away, both, lang))
    if way.new is not None:
        ways.append(_added(way.new, way.away, both, lang))
    text = (", ou " if lang == "fr" else ", or ").join(ways)
    return f"{text[:1].upper()}{text[1:]}."


def _turned(count: int, away: bool, both: bool, lang: Lang) -> str:
    if lang == "fr":
        some = "une action" if count == 1 else f"{count} actions"
        if away:
            return f"détourner {some} {'de l’un des deux côtés' if both else 'de ce cadre'}"
        link = "d’" if count == 1 else "de "
        where = "des deux côtés à la fois" if both else "dans ce cadre"
        return f"rendre principale {where} la contribution {link}{some}"
    some = "one action" if count == 1 else f"{count} actions"
    if away:
        return f"turning {some} away from {'one of the two sides' if both else 'this framework'}"
    return (
        f"making the contribution of {some} principal {'on both sides at once' if both else 'in this framework'}"
    )


def _added(count: int, away: bool, both: bool, lang: Lang) -> str:
    one = count == 1
    if lang == "fr":
        some = "une" if one else str(count)
        if away:
            what = "les deux côtés à la fois" if both else "ce cadre"
            return f"en ajouter {some} qui ne {'sert' if one else 'servent'} pas {what}"
        return f"en ajouter {some} dont elle le soit"
    some = "one" if one else str(count)
    if away:
        what = "both sides at once" if both else "this framework"
        return f"adding {some} that {'does' if one else 'do'} not serve {what}"
    return f"adding {some} whose contribution is"


def _fund(way: Fund, lang: Lang) -> str:
    fr = lang == "fr"
    moved, added = words.exact_money(way.moved, lang), words.exact_money(way.added, lang)
    match way.to:
        case "others":
            return (
                f"Trouver {added} de plus hors de la Région."
                if fr
                else f"Finding {added} more outside the Region."
            )
        case "region":
            return f"{added} de plus de la Région." if fr else f"{added} more from the Region."
        case "measured":
            first = (
                f"Réaffecter {moved} du budget connu à ce qui est mesuré"
                if fr
                else f"Moving {moved} of the known budget to what is measured"
            )
            second = f"y ajouter {added}" if fr else f"adding {added} to it"
        case "elsewhere":
            first = (
                f"Réaffecter {moved} du budget connu hors de ce qui est mesuré"
                if fr
                else f"Moving {moved} of the known budget away from what is measured"
            )
            second = f"ajouter {added} ailleurs" if fr else f"adding {added} elsewhere"
    if way.added is None:
        return f"{first}."
    return f"{first}, ou {second}." if fr else f"{first}, or {second}."
