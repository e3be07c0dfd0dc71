"""One page in words: what the figures say, in sentences made from them, for someone who reads nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from alignment.report import words
from alignment.report.content.score import cursor_sentence, money_sentence
from alignment.report.regional.source import ReportSource
from alignment.report.regional.value import Facts, KeyFigure, KeyFigures, Section
from alignment.report.words import SPACE
from alignment.report.words import framework_name as short
from alignment.score.contribution import ZERO
from alignment.score.cursor import rank
from alignment.score.portfolio import PriorityScore
from alignment.score.region import RegionScore

MOST_NAMED = 3
"""How many priorities or clusters a sentence names before it counts the rest."""


def summary(source: ReportSource, funding: str, partners: str) -> Section:
    """The section: key figures, then a few sentences by theme; which actions to fund and which partners are told by others."""
    fr = source.fr
    rows = (
        ("Classement" if fr else "Ranking", _ranking(source)),
        ("Curseur" if fr else "Cursor", _cursor(source)),
        ("Priorités" if fr else "Priorities", " ".join(_priorities(source))),
        ("Articulation", _articulation(source)),
        ("Argent" if fr else "Money", _money(source)),
        ("À financer" if fr else "To be funded", funding),
        ("Exigences" if fr else "Requirements", _requirements(source)),
        ("Réalisation" if fr else "Delivery", _delivery(source)),
        ("Partenaires" if fr else "Partners", partners),
    )
    said = Facts(tuple(row for row in rows if row[1]), prose=True)
    return Section("summary", "L’essentiel" if fr else "In short", (_key_figures(source), said), source.basis())


def _key_figures(source: ReportSource) -> KeyFigures:
    score, fr = source.score, source.fr
    counting = [scored for cluster in score.setting.clusters for scored in cluster.counting]
    purse = score.funding.purse
    figures = [
        KeyFigure(
            "clusters",
            "Clusters",
            len(score.clusters),
            "count",
            f"{words.count(len(counting), *words.ACTIONS, source.lang)} "
            + ("prévues, en cours ou achevées" if fr else "planned, running or completed"),
            "clusters",
        )
    ]
    for each in score.frameworks:
        if each.weight:
            leaves = words.count(len(each.framework.leaves), *words.PRIORITIES, source.lang)
            figures.append(
                KeyFigure(
                    f"coverage-{each.framework.id}",
                    f"{'Couverture' if fr else 'Coverage'}, {short(each.framework.id)}",
                    each.coverage,
                    "share",
                    f"de {leaves}, tous clusters réunis" if fr else f"of {leaves}, all clusters together",
                    "gaps",
                )
            )
    if score.setting.has_european_side and counting:
        figures.append(
            KeyFigure(
                "both-sides",
                "Actions des deux côtés" if fr else "Actions on both sides",
                Fraction(sides(score)[0], len(counting)),
                "share",
                "servent la Région et l’Europe à la fois" if fr else "serve the Region and Europe at once",
                "method-3",
                0,
            )
        )
    figures.append(
        KeyFigure(
            "money",
            "Argent connu" if fr else "Known money",
            purse.total,
            "money",
            f"pour {purse.known} des {words.count(len(counting), *words.ACTIONS, source.lang)}"
            if fr
            else f"for {purse.known} of {words.count(len(counting), *words.ACTIONS, source.lang)}",
            "money",
        )
    )
    return KeyFigures(tuple(figures))


def _names(source: ReportSource, ids: list[str]) -> str:
    return words.some([source.score.setting.names[each] for each in ids], MOST_NAMED, source.lang)


def _ranking(source: ReportSource) -> str:
    score, lang, fr = source.score, source.lang, source.fr
    if not score.clusters:
        return (
            "Aucun cluster n’est décrit pour cette région\u00a0: il n’y a rien à classer."
            if fr
            else "No cluster is described for this region: there is nothing to rank."
        )
    best = [covered for covered in score.clusters if score.ranks[covered.cluster.id] == 1]
    figure = words.share(best[0].alignment, lang)
    if len(best) == len(score.clusters):
        name = _names(source, [covered.cluster.id for covered in best])
        if len(best) == 1:
            return (
                f"Un seul cluster est décrit, {name}, dont l’alignement est de {figure}."
                if fr
                else f"One cluster alone is described, {name}, with an alignment of {figure}."
            )
        return (
            f"Les {len(best)} clusters ont le même alignement, {figure}."
            if fr
            else f"All {len(best)} clusters have the same alignment, {figure}."
        )
    name = _names(source, [covered.cluster.id for covered in best])
    detail = ""
    if len(best) == 1 and best[0].european is not None:
        regional, european = words.share(best[0].regional, lang), words.share(best[0].european, lang)
        detail = (
            f" ({regional} pour le SRDEII, {european} pour l’Europe)"
            if fr
            else f" ({regional} for the SRDEII, {european} for Europe)"
        )
    if len(best) == 1:
        head = (
            f"{name} arrive en tête, avec un alignement de {figure}{detail}"
            if fr
            else f"{name} comes first, with an alignment of {figure}{detail}"
        )
    else:
        head = (
            f"{name} arrivent en tête à égalité, avec un alignement de {figure}"
            if fr
            else f"{name} come first together, with an alignment of {figure}"
        )
    others = score.clusters[len(best) : len(best) + 2]
    followed = [f"{o.cluster.placed.roadmap.name} ({words.share(o.alignment, lang)})" for o in others]
    return f"{head}, {'devant' if fr else 'ahead of'} {words.listing(followed, lang)}."


def _cursor(source: ReportSource) -> str:
    score, lang, fr = source.score, source.lang, source.fr
    analysis = score.cursor
    if len(score.clusters) < 2:
        return ""
    if analysis.rank_shares is None or analysis.stability is None:
        return cursor_sentence(score, lang)
    here = words.share(score.setting.cursor, lang, 0)
    places = len({found.cursor for found in analysis.breakpoints})
    if not places:
        return (
            "L’ordre des clusters est le même où que se place le curseur entre la Région et l’Europe."
            if fr
            else "The order of the clusters is the same wherever the cursor stands between the Region and Europe."
        )
    below, above = analysis.stability
    start, end = score.setting.cursor - below, score.setting.cursor + above
    if below or above:
        holds = (
            f"il se maintient entre {words.share(start, lang)} et {words.share(end, lang)}"
            if fr
            else f"it holds between {words.share(start, lang)} and {words.share(end, lang)}"
        )
    else:
        holds = "des clusters sont exactement à égalité" if fr else "clusters are exactly equal"
    times = words.count(places, *words.nouns("fois", "time", "fois"), lang)
    if places == 1:
        times = "une seule fois" if fr else "only once"
    changes = (
        f"Entre le SRDEII seul (0{SPACE}%) et l’Europe seule (100{SPACE}%), le classement change {times}\u00a0; à {here}, {holds}."
        if fr
        else f"Between the SRDEII alone (0%) and Europe alone (100%), the ranking changes {times}; at {here}, {holds}."
    )
    return f"{changes} {_ends(source)}"


def _ends(source: ReportSource) -> str:
    """Who would be first at both ends of the cursor, and who is first most of the way."""
    score, lang, fr = source.score, source.lang, source.fr
    regional = rank((c.cluster.id, c.regional) for c in score.clusters)
    european = rank((c.cluster.id, c.european or ZERO) for c in score.clusters)
    at_start, at_end = ([name for name, place in ranks.items() if place == 1] for ranks in (regional, european))
    shares = {name: spent.get(1, ZERO) for name, spent in (score.cursor.rank_shares or {}).items()}
    most = max(shares, key=lambda name: (shares[name], name))
    share = words.share(shares[most], lang, 0)
    if fr:
        first = f"Sur le seul SRDEII, {_names(source, at_start)} {'serait' if len(at_start) == 1 else 'seraient'} en tête"
        last = f"sur la seule Europe, {_names(source, at_end)}"
        return f"{first}\u00a0; {last}. {_names(source, [most])} est en tête sur {share} de la course du curseur."
    first = f"On the SRDEII alone, {_names(source, at_start)} would come first"
    return f"{first}; on Europe alone, {_names(source, at_end)}. {_names(source, [most])} comes first on {share} of the cursor’s way."


def _priorities(source: ReportSource) -> Iterator[str]:
    score, lang, fr = source.score, source.lang, source.fr
    if not score.clusters:
        return
    weighed = [each for each in score.frameworks if each.weight]
    parts = [
        f"{words.share(each.coverage, lang)} {'de la' if each.framework.id == 's3' else 'du' if each.framework.id == 'srdeii' else 'de'} {short(each.framework.id)}"
        if fr
        else f"{words.share(each.coverage, lang)} of {'the ' if each.framework.id in ('s3', 'srdeii') else ''}{short(each.framework.id)}"
        for each in weighed
    ]
    yield (
        f"Ensemble, les clusters couvrent {words.listing(parts, lang)}."
        if fr
        else f"Together, the clusters cover {words.listing(parts, lang)}."
    )
    kept = [p for p in score.priorities if score.setting.weight(p.framework)]
    yield _left_out(source, kept)
    fragile = [p for p in kept if "fragile" in p.flags]
    if fragile:
        many = len(fragile) > 1
        rests = ("reposent" if many else "repose") if fr else ("rest" if many else "rests")
        yield (
            f"{words.count(len(fragile), *words.PRIORITIES, lang)} {rests} pour l’essentiel sur un seul cluster{SPACE}: {_titles(source, fragile)}."
            if fr
            else f"{words.count(len(fragile), *words.PRIORITIES, lang)} mostly {rests} on one cluster: {_titles(source, fragile)}."
        )
    crowded = [p for p in kept if "crowded" in p.flags]
    if crowded:
        counted = words.count(len(crowded), *words.PRIORITIES, lang)
        threshold = score.setting.method.crowded
        times = words.number(threshold, lang, 0 if threshold.denominator == 1 else 1)
        yield (
            f"{counted} {'attirent chacune' if len(crowded) > 1 else 'attire'} au moins {times} fois l’engagement visé."
            if fr
            else f"{counted} {'draw' if len(crowded) > 1 else 'draws'} at least {times} times the commitment aimed at."
        )


def _left_out(source: ReportSource, kept: list[PriorityScore]) -> str:
    """The priorities that nobody serves, and those that are hardly served."""
    lang, fr = source.lang, source.fr
    missing = [p for p in kept if p.state == "uncovered"]
    thin = [p for p in kept if p.state == "gap"]
    sentences = []
    if missing:
        verb = (
            ("n’est servie" if len(missing) == 1 else "ne sont servies")
            if fr
            else ("is" if len(missing) == 1 else "are")
        )
        sentences.append(
            f"{words.count(len(missing), *words.PRIORITIES, lang)} {verb} par aucun cluster{SPACE}: {_titles(source, missing)}."
            if fr
            else f"{words.count(len(missing), *words.PRIORITIES, lang)} {verb} served by no cluster: {_titles(source, missing)}."
        )
    else:
        sentences.append(
            "Aucune priorité n’est laissée sans cluster." if fr else "No priority is left without a cluster."
        )
    if thin:
        verb = ("reste" if len(thin) == 1 else "restent") if fr else ("remains" if len(thin) == 1 else "remain")
        sentences.append(
            f"{words.count(len(thin), *words.PRIORITIES, lang)} {verb} en lacune{SPACE}: {_titles(source, thin)}."
            if fr
            else f"{words.count(len(thin), *words.PRIORITIES, lang)} {verb} in gap: {_titles(source, thin)}."
        )
    return " ".join(sentences)


def _titles(source: ReportSource, priorities: list[PriorityScore]) -> str:
    ordered = sorted(priorities, key=lambda p: -p.severity * source.score.setting.omega(p.framework))
    titles = [words.quoted(p.leaf.title, source.lang) + f" ({short(p.framework.id)})" for p in ordered]
    return words.some(titles, MOST_NAMED, source.lang)


def sides(score: RegionScore) -> tuple[int, int, int, int]:
    """How many counting actions serve both sides, the SRDEII alone, Europe alone, neither."""
    weights = score.setting.european_weights
    counts = [0, 0, 0, 0]
    for cluster in score.setting.clusters:
        for scored in cluster.counting:
            regional = bool(scored.claim("srdeii").relevance)
            european = any(weight and scored.claim(name).relevance for name, weight in weights.items())
            counts[0 if regional and european else 1 if regional else 2 if european else 3] += 1
    both, regional_only, european_only, none = counts
    return both, regional_only, european_only, none


def _articulation(source: ReportSource) -> str:
    score, lang, fr = source.score, source.lang, source.fr
    both, regional, european, neither = sides(score)
    total = both + regional + european + neither
    if not total or not score.setting.has_european_side:
        return ""
    actions = words.count(total, *words.ACTIONS, lang)

    def amount(value: int) -> str:
        return words.number(value, lang) if value else ("aucune" if fr else "none")

    if fr:
        return (
            f"Sur {actions}, {amount(both)}{SPACE}{'sert' if both < 2 else 'servent'} à la fois le SRDEII et l’Europe, "
            f"{amount(regional)}{SPACE}le SRDEII seul, {amount(european)}{SPACE}l’Europe seule, {amount(neither)}{SPACE}ni l’un ni l’autre."
        )
    return (
        f"Of {actions}, {amount(both)}{SPACE}{'serves' if both == 1 else 'serve'} both the SRDEII and Europe, "
        f"{amount(regional)}{SPACE}the SRDEII alone, {amount(european)}{SPACE}Europe alone, {amount(neither)}{SPACE}neither."
    )


def _money(source: ReportSource) -> str:
    said = money_sentence(source.score, source.lang)
    lead = f"Argent{SPACE}: " if source.fr else "Money: "
    said = said.removeprefix(lead).removeprefix("Argent\u00a0: ")
    return said[:1].upper() + said[1:]


def _requirements(source: ReportSource) -> str:
    judgements, lang, fr = source.score.requirements, source.lang, source.fr
    asked = len(source.score.setting.region.steering.requirements)
    if not asked or not judgements:
        return ""
    met = sum(judgement.met is True for judgement in judgements)
    unmet = sum(judgement.met is False for judgement in judgements)
    unknown = len(judgements) - met - unmet
    requirements = words.count(asked, *words.nouns("exigence", "requirement"), lang)
    if fr:
        checks = words.count(len(judgements), *words.nouns("vérification", ""), lang)
        head = f"{requirements}, {checks}\u00a0: "
        if met == len(judgements):
            return head + ("elle est respectée." if met == 1 else "toutes sont respectées.")
        parts = [f"{met} {'est respectée' if met < 2 else 'sont respectées'}"] if met else []
        parts += [f"{unmet} ne {'l’est' if unmet < 2 else 'le sont'} pas"] if unmet else []
        parts += (
            [f"{unknown} ne {'peut' if unknown < 2 else 'peuvent'} être {'jugée' if unknown < 2 else 'jugées'}"]
            if unknown
            else []
        )
        return head + words.listing(parts, lang) + "."
    head = f"{requirements}, {words.count(len(judgements), *words.nouns('', 'check'), lang)}: "
    if met == len(judgements):
        return head + ("it is met." if met == 1 else "all are met.")
    parts = [f"{met} met"] if met else []
    parts += [f"{unmet} not met"] if unmet else []
    parts += [f"{unknown} that cannot be judged"] if unknown else []
    return head + words.listing(parts, lang) + "."


def _delivery(source: ReportSource) -> str:
    score, lang, fr = source.score, source.lang, source.fr
    counting = [scored.action for cluster in score.setting.clusters for scored in cluster.counting]
    if not counting:
        return ""
    done = sum(action.status == "completed" for action in counting)
    running = sum(action.status == "running" for action in counting)
    silent = sum(action.status == "running" and action.progress is None for action in counting)
    weighed = [each for each in score.frameworks if each.weight]
    figures = words.listing(
        [f"{words.share(each.delivered, lang)} ({short(each.framework.id)})" for each in weighed], lang
    )
    if fr:
        ended = (
            words.count(done, *words.nouns("action achevée", "", "actions achevées"), lang)
            if done
            else "Aucune action achevée"
        )
        going = f"{words.number(running, lang) if running else 'aucune'} en cours"
        known = (
            f", {'toutes' if silent == running else f'dont {silent}'} sans avancement renseigné" if silent else ""
        )
        return f"{ended}, {going}{known}\u00a0: la part déjà réalisée est de {figures}."
    ended = words.count(done, *words.nouns("", "completed action"), lang) if done else "No completed action"
    known = f", {'all' if silent == running else f'{silent} of them'} without stated progress" if silent else ""
    return f"{ended}, {running or 'none'} running{known}: the share already delivered is {figures}."
