"""The sentences of `alignment allocate`: demands, reasons, gains in points."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from alignment.kernel.bilingual import Lang
from alignment.plan.conflict import Clash
from alignment.plan.demands import Demand
from alignment.plan.proposals import Proposal, Situation
from alignment.plan.reasons import NotChosen, Uncovered
from alignment.report import words
from alignment.report.words import SPACE

PROPOSED = words.nouns("action proposée", "proposed action", fr_many="actions proposées")
MOST_NAMED = 3


def points(share: Fraction | float, lang: Lang, decimals: int = 1, signed: bool = True) -> str:
    """A difference of shares in points of a hundred: `+2,1 points`."""
    size = abs(Fraction(share)) * 100
    sign = "" if not signed else "+" if share >= 0 else "−"
    one = size < 2 if lang == "fr" else words.number(size, lang, decimals) == words.number(1, lang, decimals)
    return f"{sign}{words.number(size, lang, decimals)}{SPACE}{'point' if one else 'points'}"


def euros(cents: int | Fraction, lang: Lang) -> str:
    """An amount to the euro: what is decided here is decided to the euro."""
    return words.euros_text(Fraction(cents) / 100, lang)


def names(proposals: Iterable[Proposal], lang: Lang) -> str:
    """Actions by their titles, the first few."""
    return words.some([words.quoted(proposal.action.title, lang) for proposal in proposals], MOST_NAMED, lang)


def demand_words(demand: Demand, situation: Situation, lang: Lang) -> str:
    """A demand, as the person who asked would say it."""
    fr = lang == "fr"
    money = euros(demand.bound, lang)
    share = words.share(demand.bound, lang)
    named = situation.setting.names.get(demand.subject, demand.subject)
    cost = ""
    if demand.kind in ("keep", "drop"):
        (index,) = demand.shares
        proposal = situation.proposals[index]
        named = words.quoted(proposal.action.title, lang)
        cost = f" ({euros(proposal.cost, lang)})"
    match demand.kind:
        case "envelope":
            return f"enveloppe de {money}" if fr else f"envelope of {money}"
        case "target":
            return (
                f"couverture de la région d’au moins {share}" if fr else f"regional coverage of at least {share}"
            )
        case "keep":
            return (f"retenir {named}" if fr else f"keep {named}") + cost
        case "drop":
            return f"écarter {named}" if fr else f"drop {named}"
        case "min":
            return f"au moins {money} pour {named}" if fr else f"at least {money} for {named}"
        case "max":
            return f"au plus {money} pour {named}" if fr else f"at most {money} for {named}"
        case "floor":
            return (
                f"couverture d’au moins {share} pour {priority_name(demand, situation)}"
                if fr
                else f"coverage of at least {share} for {priority_name(demand, situation)}"
            )


def priority_name(demand: Demand, situation: Situation) -> str:
    """The priority of a floor, by its title."""
    framework_id, _, node = demand.subject.partition(":")
    framework = situation.setting.framework(framework_id)
    short = words.framework_name(framework_id)
    if framework is None or not node:
        return short
    return f"{short} · {framework.text.nodes[node].node.title}"


def clash_words(clash: Clash, situation: Situation, lang: Lang) -> str:
    """One demand of a conflict, and how near to it the others let a choice come."""
    said = demand_words(clash.demand, situation, lang)
    if clash.possible is None:
        return said
    fr = lang == "fr"
    if clash.demand.kind == "envelope":
        money = euros(clash.possible, lang)
        return f"{said} (il faudrait {money})" if fr else f"{said} ({money} would be needed)"
    share = words.share(clash.possible, lang)
    return f"{said} (au mieux {share})" if fr else f"{said} ({share} at best)"


def why_not(each: NotChosen, situation: Situation, lang: Lang) -> str:
    """Why an action was left out, in a line."""
    fr = lang == "fr"
    match each.why:
        case "unknown-budget":
            return "budget inconnu" if fr else "unknown budget"
        case "dropped":
            return "écartée à votre demande" if fr else "dropped as you asked"
        case "nothing":
            return (
                "n’ajoute rien\u00a0: ce qu’elle sert est déjà couvert ou ne pèse rien ici"
                if fr
                else "adds nothing: what it serves is covered already or weighs nothing here"
            )
        case "dominated":
            assert each.by is not None
            by = words.quoted(each.by.action.title, lang)
            return f"dominée par {by}" if fr else f"dominated by {by}"
        case "already-chosen-cover":
            return "n’ajoute rien aux actions retenues" if fr else "adds nothing to the chosen actions"
        case "beyond-envelope":
            return "plus chère que toute l’enveloppe" if fr else "costs more than the whole envelope"
        case "cluster-maximum":
            assert each.demand is not None
            said = demand_words(each.demand, situation, lang)
            return f"bloquée par la demande «\u00a0{said}\u00a0»" if fr else f"kept out by the demand “{said}”"
        case "as-good":
            return "aussi bonne\u00a0: figure dans un choix équivalent" if fr else "as good: is in an equal choice"
        case "time":
            return "le temps a manqué pour l’examiner" if fr else "time ran out before it was looked into"
        case "not-needed" | "too-dear":
            return _weighed(each, lang)


def _weighed(each: NotChosen, lang: Lang) -> str:
    """An action that could be chosen, and what choosing it would cost."""
    fr = lang == "fr"
    said = "trop chère pour ce qu’elle ajoute" if fr else "too dear for what it adds"
    if each.why == "not-needed":
        said = (
            "inutile pour atteindre la cible au moindre coût"
            if fr
            else "not needed to reach the target at least cost"
        )
    if each.forced is None:
        return said
    if each.forced.impossible:
        return "incompatible avec les demandes" if fr else "incompatible with the demands"
    more = euros(each.forced.cost, lang)
    if not each.forced.coverage:
        if not each.forced.cost:
            return said
        return (
            f"on couvrirait autant avec elle, mais pour {more} de plus"
            if fr
            else f"with it as much would be covered, but for {more} more"
        )
    if each.why == "not-needed":
        return f"{said}{SPACE}: {more} de plus avec elle" if fr else f"{said}: {more} more with it"
    lost = points(each.forced.coverage, lang, signed=False)
    return f"{said}{SPACE}: avec elle, on perdrait {lost}" if fr else f"{said}: with it, {lost} would be lost"


def why_uncovered(each: Uncovered, lang: Lang) -> str:
    """Why a priority remains partly uncovered, in a line."""
    fr = lang == "fr"
    match each.why:
        case "no-proposal":
            return "aucune action proposée ne la sert" if fr else "no proposed action serves it"
        case "not-chosen":
            return (f"non retenu{SPACE}: " if fr else "not chosen: ") + names(each.actions, lang)
        case "unknown-budget":
            return (f"budget inconnu{SPACE}: " if fr else "unknown budget: ") + names(each.actions, lang)
        case "all-chosen":
            return (
                "toutes les actions proposées utiles sont retenues"
                if fr
                else "every useful proposed action is chosen"
            )
