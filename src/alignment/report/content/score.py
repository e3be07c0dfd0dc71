"""`alignment score`: how each cluster serves the region and Europe, for someone who sees it for the first time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container

from alignment.kernel.bilingual import Lang
from alignment.report import words
from alignment.report.content.coefficients import changes
from alignment.report.document import Block, Column, Document, Paragraph, Row, Table
from alignment.report.json_v1 import score_v1
from alignment.report.words import framework_name as short
from alignment.score.portfolio import gaps
from alignment.score.region import RegionScore

MOST_GAPS = 6


def score_document(score: RegionScore, data_set: str, lang: Lang) -> Document:
    """The screen of one region. `data_set` says which data were read."""
    fr = lang == "fr"
    region = score.setting.region
    title = f"{region.name} — " + ("alignement des clusters" if fr else "alignment of clusters")
    blocks: list[Block] = [*cautions(score, lang), _ranking(score, lang)]
    blocks.append(Paragraph(breadth_sentence(lang), "quiet"))
    blocks += [_gaps(score, lang), _fragile(score, lang), Paragraph(money_sentence(score, lang))]
    return Document(
        title,
        tuple(scope(score, data_set, lang)),
        tuple(blocks),
        lang,
        score_v1(score, basis_note(score, data_set, lang)),
    )


def scope(score: RegionScore, data_set: str, lang: Lang) -> list[str]:
    """What every screen of a region opens with: data set, frameworks, cursor, what method.yaml changes."""
    fr = lang == "fr"
    lines = [(f"Données{words.SPACE}: " if fr else "Data: ") + data_set]
    lines.append(cursor_sentence(score, lang))
    lines += [framework_line(each.framework.id, score, lang) for each in score.frameworks]
    return lines + changes(score.setting.method, lang)


def cursor_sentence(score: RegionScore, lang: Lang) -> str:
    """Where the cursor stands and what that means."""
    setting = score.setting
    k = words.share(setting.cursor, lang, 0)
    fr = lang == "fr"
    named = f" ({setting.scenario.title or setting.scenario.id})" if setting.scenario else ""
    if not setting.has_european_side:
        return (
            f"Curseur{words.SPACE}: sans effet, aucun cadre européen n’est pondéré{words.SPACE}; l’alignement est celui du SRDEII."
            if fr
            else "Cursor: without effect, no European framework has a weight; alignment is that of the SRDEII."
        )
    if fr:
        return (
            f"Curseur à {k}{named}{words.SPACE}: l’alignement compte le SRDEII pour {words.share(1 - setting.cursor, lang, 0)} "
            f"et l’Europe pour {k}."
        )
    return f"Cursor at {k}{named}: alignment counts the SRDEII for {words.share(1 - setting.cursor, lang, 0)} and Europe for {k}."


def framework_line(framework_id: str, score: RegionScore, lang: Lang) -> str:
    """One framework: title, period, leaves, what is missing of it, its weight on the European side."""
    fr = lang == "fr"
    each = next(found for found in score.frameworks if found.framework.id == framework_id)
    text = each.framework.text.text
    period = f", {text.period.start.year}-{text.period.end.year}" if text.period else ""
    leaves = words.count(
        len(each.framework.leaves),
        *words.nouns("priorité notée", "scored priority", "priorités notées", "scored priorities"),
        lang,
    )
    parts = [leaves]
    if each.branch_share is not None and each.branch_share:
        parts.append(
            f"{words.share(each.branch_share, lang, 0)} des contributions déclarées sur un axe"
            if fr
            else f"{words.share(each.branch_share, lang, 0)} of contributions declared on a branch"
        )
    if text.completeness == "partial":
        parts.append("liste partielle" if fr else "partial list")
    if text.status != "adopted":
        parts.append(words.TEXT_STATUS[text.status].to(lang))
    if each.framework.side == "european":
        weight = words.share(each.weight, lang, 0)
        parts.append(f"poids européen {weight}" if fr else f"European weight {weight}")
    name = short(each.framework.id)
    heading = name if each.framework.text.title == each.framework.id else f"{name}{period}"
    return f"{heading}{words.SPACE if fr else ''}: " + ", ".join(parts)


def cautions(score: RegionScore, lang: Lang, only: Container[str] | None = None) -> list[Block]:
    """What must be said before any figure: earlier texts, drafts, illustrative roadmaps; `only` names frameworks."""
    return [*text_cautions(score, lang, only), Paragraph(provenance_sentence(score, lang), "quiet")]


def text_cautions(score: RegionScore, lang: Lang, only: Container[str] | None = None) -> list[Block]:
    """What must be said of the frameworks' texts: earlier periods and drafts."""
    fr = lang == "fr"
    found: list[Block] = []
    for each in score.frameworks:
        if only is not None and each.framework.id not in only:
            continue
        text = each.framework.text.text
        name = short(each.framework.id)
        if text.status == "superseded":
            period = f" ({text.period.start.year}-{text.period.end.year})" if text.period else ""
            found.append(
                Paragraph(
                    f"Le texte {name} lu ici est celui d’une période précédente{period}\u00a0: le texte en vigueur n’a pas été trouvé."
                    if fr
                    else f"The {name} read here is that of an earlier period{period}: the current text was not found.",
                    "warning",
                )
            )
        elif text.status == "draft":
            found.append(
                Paragraph(
                    f"Le texte {name} lu ici est un projet, pas le texte adopté."
                    if fr
                    else f"The {name} read here is a draft, not the adopted text.",
                    "warning",
                )
            )
    return found


def provenance_sentence(score: RegionScore, lang: Lang) -> str:
    """How many roadmaps were published, coded by an analyst, or made up."""
    fr = lang == "fr"
    roadmaps = [cluster.placed.roadmap for cluster in score.setting.clusters]
    if not roadmaps:
        return (
            "Aucune feuille de route de cluster pour cette région dans ce jeu de données."
            if fr
            else "No roadmap of a cluster for this region in this data set."
        )
    counts = Counter(roadmap.provenance for roadmap in roadmaps)
    named = [r.name for r in roadmaps if r.provenance == "illustrative"]
    sentences = [words.count(len(roadmaps), *words.ROADMAPS, lang)]
    details = []
    if counts["published"]:
        details.append(
            f"{counts['published']} aux contributions publiées"
            if fr
            else f"{counts['published']} with published contributions"
        )
    if counts["coded"]:
        details.append(
            f"{counts['coded']} aux contributions codées par un analyste à partir de textes publiés"
            if fr
            else f"{counts['coded']} with contributions coded by an analyst from published texts"
        )
    if named:
        details.append(
            f"{len(named)} illustrative{'s' if len(named) > 1 else ''}, inventée{'s' if len(named) > 1 else ''} pour montrer l’outil ({_some(named)})"
            if fr
            else f"{len(named)} illustrative, made up to show the tool ({_some(named)})"
        )
    return f"{sentences[0]}{words.SPACE if fr else ''}: {words.listing(details, lang)}."


def _some(names: list[str], most: int = 5) -> str:
    return ", ".join(names[:most]) + (", …" if len(names) > most else "")


def breadth_sentence(lang: Lang) -> str:
    """What coverage is, and is not. Method, section 2."""
    if lang == "fr":
        return (
            "La couverture mesure l’étendue servie, pas la performance\u00a0: un cluster spécialisé couvre peu d’un schéma entier. "
            "Mandat\u00a0: couverture des seules priorités de son mandat. Ciblage\u00a0: part de ses actions qui servent le cadre. "
            "Articulation\u00a0: part qui sert les deux côtés à la fois."
        )
    return (
        "Coverage measures breadth, not performance: a specialised cluster covers little of a whole scheme. "
        "Mandate: coverage of the priorities of its mandate alone. Focus: share of its actions that serve the framework. "
        "Articulation: share that serves both sides at once."
    )


def _ranking(score: RegionScore, lang: Lang) -> Table:
    fr = lang == "fr"
    smart = any(each.framework.id == "s3" for each in score.frameworks)
    only_s3 = all(
        each.framework.id == "s3" or not each.weight
        for each in score.frameworks
        if each.framework.side == "european"
    )
    columns = [
        Column("rank", "Rg" if fr else "Rk", "count"),
        Column("cluster", "Cluster"),
        Column("bar", "", "bar"),
        Column("alignment", "Aligne-\nment" if fr else "Align-\nment", "share"),
        Column("regional", "SRDEII", "share"),
        Column("european", "S3" if only_s3 and smart else "Europe", "share"),
        Column("articulation", "Articu-\nlation", "share", decimals=0),
        Column("mandate_srdeii", "Mandat\nSRDEII" if fr else "Mandate\nSRDEII", "share", wide=True, decimals=0),
        Column("mandate_s3", "Mandat\nS3" if fr else "Mandate\nS3", "share", decimals=0),
        Column("focus_srdeii", "Ciblage\nSRDEII" if fr else "Focus\nSRDEII", "share", wide=True, decimals=0),
        Column("focus_s3", "Ciblage\nS3" if fr else "Focus\nS3", "share", decimals=0),
        Column("actions", "Actions", "count", wide=True),
    ]
    rows = []
    for covered in score.clusters:
        srdeii = covered.frameworks["srdeii"]
        s3 = covered.frameworks.get("s3")
        rows.append(
            Row(
                (
                    score.ranks[covered.cluster.id],
                    covered.cluster.placed.roadmap.name,
                    covered.alignment,
                    covered.alignment,
                    covered.regional,
                    covered.european,
                    covered.articulation,
                    srdeii.mandate_coverage,
                    s3.mandate_coverage if s3 else None,
                    srdeii.focus,
                    s3.focus if s3 else None,
                    len(covered.cluster.counting),
                )
            )
        )
    if not smart:
        keep = [index for index, column in enumerate(columns) if not column.key.endswith("_s3")]
        columns = [columns[index] for index in keep]
        rows = [Row(tuple(row.cells[index] for index in keep)) for row in rows]
    return Table(
        "clusters",
        "Clusters par alignement" if fr else "Clusters by alignment",
        tuple(columns),
        tuple(rows),
        empty="Aucun cluster\u00a0: rien à classer." if fr else "No cluster: nothing to rank.",
    )


def _gaps(score: RegionScore, lang: Lang) -> Table:
    fr = lang == "fr"
    worst = gaps(score.setting, score.priorities)
    rows = tuple(
        Row((f"{short(p.framework.id)} · {p.leaf.title}", p.coverage, p.state, p.leaf.weight, weighed))
        for p, weighed in worst[:MOST_GAPS]
    )
    more = len(worst) - len(rows)
    note = None
    if more > 0:
        note = (
            f"et {words.count(more, *words.nouns('autre', 'more', en_many='more'), lang)}\u00a0: alignment gaps {score.setting.region.id}"
            if fr
            else f"and {more} more: alignment gaps {score.setting.region.id}"
        )
    return Table(
        "gaps",
        "Priorités les plus en défaut (poids × part non couverte × poids du cadre selon le curseur)"
        if fr
        else "Priorities most in gap (weight × share not covered × weight of the framework under the cursor)",
        (
            Column("priority", "Priorité" if fr else "Priority"),
            Column("coverage", "Couv." if fr else "Cov.", "share", decimals=0),
            Column("state", "État" if fr else "State", "state"),
            Column("weight", "Poids" if fr else "Weight", "share"),
            Column("severity", "Gravité" if fr else "Severity", "share"),
        ),
        rows,
        note=note,
        empty="Toutes les priorités sont couvertes." if fr else "Every priority is covered.",
    )


def _fragile(score: RegionScore, lang: Lang) -> Table:
    fr = lang == "fr"
    names = {cluster.id: cluster.placed.roadmap.name for cluster in score.setting.clusters}
    fragile = [p for p in score.priorities if "fragile" in p.flags and score.setting.omega(p.framework)]
    rows = tuple(
        Row(
            (
                f"{short(p.framework.id)} · {p.leaf.title}",
                p.coverage,
                names[max(p.contributors, key=lambda item: item[1])[0]],
            )
        )
        for p in fragile[:MOST_GAPS]
    )
    more = len(fragile) - len(rows)
    return Table(
        "fragile",
        "Priorités fragiles\u00a0: l’essentiel repose sur un seul cluster"
        if fr
        else "Fragile priorities: most rests on one cluster",
        (
            Column("priority", "Priorité" if fr else "Priority"),
            Column("coverage", "Couv." if fr else "Cov.", "share", decimals=0),
            Column("cluster", "Repose sur" if fr else "Rests on"),
        ),
        rows,
        note=(f"et {more} autres" if fr else f"and {more} more") if more > 0 else None,
        empty="Aucune priorité fragile." if fr else "No fragile priority.",
    )


def money_sentence(score: RegionScore, lang: Lang) -> str:
    """The money of counting actions in one sentence; unknown budgets are counted, never taken as zero."""
    purse = score.funding.purse
    actions = purse.known + purse.unknown
    fr = lang == "fr"
    if purse.total is None:
        return (
            f"Argent\u00a0: aucun budget connu pour {words.count(actions, *words.ACTIONS, lang)}\u00a0; inconnu ne veut pas dire nul."
            if fr
            else f"Money: no known budget for {words.count(actions, *words.ACTIONS, lang)}; unknown does not mean zero."
        )
    leverage = ""
    if purse.leverage == 0:
        leverage = "\u00a0; tout vient de la Région" if fr else "; all of it from the Region"
    elif purse.leverage is not None:
        figure = words.number(purse.leverage, lang, 1)
        leverage = (
            f"\u00a0; 1\u00a0€ de la Région en accompagne {figure} d’autres financeurs"
            if fr
            else f"; each euro of the Region goes with {figure} of others"
        )
    total, every = words.money(purse.total, lang), words.count(actions, *words.ACTIONS, lang)
    known, unknown = words.number(purse.known, lang), words.number(purse.unknown, lang)
    if not purse.unknown:
        whose = f"chacune des {every}" if fr else f"each of the {every}"
        if actions == 1:
            whose = "la seule action" if fr else "the only action"
        return (
            f"Argent\u00a0: {total} connus pour {whose}{leverage}."
            if fr
            else f"Money: {total} known for {whose}{leverage}."
        )
    if fr:
        return f"Argent\u00a0: {total} connus pour {known} des {every}, {unknown} sans budget connu{leverage}."
    return f"Money: {total} known for {known} of {every}, {unknown} without a known budget{leverage}."


def basis_note(score: RegionScore, data_set: str, lang: Lang) -> str:
    """What the figures rest on, for a reader of the JSON: scope, cautions, provenance."""
    warnings = [block.text for block in cautions(score, lang) if isinstance(block, Paragraph)]
    return " ".join(
        [*(line if line.endswith(".") else f"{line}." for line in scope(score, data_set, lang)), *warnings]
    )
