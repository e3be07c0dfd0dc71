"""How each action reaches what is explained: level, bound, spreading, money, sources. Method, section 1."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from alignment.kernel.bilingual import Lang
from alignment.report import words
from alignment.report.content.question import Question
from alignment.report.document import Block, Items
from alignment.report.words import framework_name as short
from alignment.score.explain import FrameworkSum, Origin, Support, Term
from alignment.score.framework import WeightedFramework
from alignment.score.setting import ScoredAction

Reached = tuple[FrameworkSum, Term, Support]


def action_blocks(question: Question, lang: Lang) -> Iterator[Block]:
    """Each counting action that reaches what is explained, how, and whether it is the one that counts there."""
    fr = lang == "fr"
    reached: dict[str, list[Reached]] = {}
    for found in question.sums:
        for term in found.terms:
            for support in term.supports:
                reached.setdefault(support.scored.action.id, []).append((found, term, support))
    actions = [scored for scored in question.covered.cluster.counting if scored.action.id in reached]
    kept = [s for s in actions if any(support is term.best for _, term, support in reached[s.action.id])]
    groups = (
        (
            "Actions qui font ce chiffre" if fr else "Actions that make this figure",
            kept,
        ),
        (
            "Actions sans effet sur ce chiffre\u00a0: déjà couvert par d’autres"
            if fr
            else "Actions without effect on this figure: others cover it already",
            [scored for scored in actions if scored not in kept],
        ),
    )
    for title, group in groups:
        if not group:
            continue
        yield Items(title, ())
        for scored in group:
            yield _action(question, scored, reached[scored.action.id], lang)


def _action(question: Question, scored: ScoredAction, reached: list[Reached], lang: Lang) -> Items:
    lines = [_support(found, term, support, lang) for found, term, support in reached]
    lines.append(_budget(scored, lang))
    if cited := question.sources(scored):
        lines.append(f"Sources{words.colon(lang)} " + "\u00a0; ".join(source.title for source in cited))
    return Items(question.heading(scored, lang), tuple(lines))


def _support(found: FrameworkSum, term: Term, support: Support, lang: Lang) -> str:
    """One contribution: its figure, how it comes about, whether it counts, and its money."""
    fr = lang == "fr"
    name = f"{short(found.framework.id)} · {term.leaf.title}"
    how = how_it_comes(found.framework, term.leaf.id, support.origins, lang)
    best = term.best
    assert best is not None  # this action is one
    if best is support:
        verdict = "retenue" if fr else "counts"
    else:
        by = words.quoted(best.scored.action.title, lang)
        figure = words.share(best.contribution, lang, 0)
        verdict = (
            f"non retenue, déjà couverte par {by} ({figure})"
            if fr
            else f"not counted, already covered by {by} ({figure})"
        )
    text = f"{name}{words.colon(lang)} {words.share(support.contribution, lang)} ({how}), {verdict}"
    if support.cents is not None:
        amount = words.exact_money(support.cents, lang)
        text += f"\u00a0; {amount} attribués" if fr else f"; {amount} attributed"
    return text


def how_it_comes(framework: WeightedFramework, leaf: str, origins: tuple[Origin, ...], lang: Lang) -> str:
    """The bound of each node named, and the part of it that comes down to the leaf. Method, section 1."""
    parts = []
    for origin in origins:
        text = _bound(origin, lang)
        if origin.node != leaf:
            title = words.quoted(framework.text.nodes[origin.node].node.title, lang)
            share = words.share(origin.share, lang)
            text += (
                f" sur {title}, dont {share} pour cette priorité"
                if lang == "fr"
                else f" on {title}, of which {share} for this priority"
            )
        parts.append(text)
    how = " + ".join(parts)
    if sum((origin.received * origin.share for origin in origins), Fraction(0)) > 1:
        how += ", plafonné à 100\u00a0%" if lang == "fr" else ", at most 100%"
    return how


def _bound(origin: Origin, lang: Lang) -> str:
    """What the node receives, and the bound that decides it."""
    fr = lang == "fr"
    level = (
        ("principale" if origin.level == "principal" else "significative") if fr else words.LEVEL[origin.level].en
    )
    alike = origin.principals if origin.level == "principal" else origin.significants
    if origin.level == "principal" and alike == 1:
        return f"{level}, la seule de l’action" if fr else f"{level}, the action’s only one"
    if alike > 1 and origin.received == Fraction(1, alike):
        return (
            f"{level}, 1/{alike} car l’action en a {alike}"
            if fr
            else f"{level}, 1/{alike} as the action has {alike}"
        )
    if origin.principals and origin.received == Fraction(1, origin.principals):
        many = origin.principals
        return (
            f"{level}, 1/{many} au plus, comme chacune des {many} principales"
            if fr
            else f"{level}, at most 1/{many}, like each of the {many} principal ones"
        )
    figure = words.share(origin.received, lang, 0)
    return f"{level}\u00a0: {figure}" if fr else f"{level}: {figure}"


def _budget(scored: ScoredAction, lang: Lang) -> str:
    cents = scored.action.budget_cents
    if cents is None:
        return "Budget inconnu" if lang == "fr" else "Unknown budget"
    return f"Budget{words.colon(lang)} {words.exact_money(cents, lang)}"
