"""`alignment suggest`: the contributions that the texts of actions suggest, and what to do with them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from alignment.kernel.bilingual import Bilingual, Lang
from alignment.match.matcher import Suggestion
from alignment.match.region import FAINTEST, Selection, Suggested
from alignment.model.dataset import Dataset, PlacedRoadmap
from alignment.model.strategy import Node
from alignment.model.values import Level
from alignment.report import words
from alignment.report.content.suggest_data import suggest_v1, suggestions_sheet
from alignment.report.document import Block, Column, Document, Items, Paragraph, Row, Table
from alignment.report.words import framework_name as short

_SHOWN = 4
"""Words shown of the action, and of the priority; CSV and JSON have all."""
_MOST_OF_ALL = 20
"""Suggestions shown of all regions together."""


@dataclass(frozen=True)
class Written:
    """A contribution that was written into a roadmap: its place, as the file has it."""

    file: str
    line: int
    ref: str
    level: Level
    confidence: float


@dataclass(frozen=True)
class SuggestQuestion:
    """What `alignment suggest` was asked. `region` is None for all regions; `line` gives the line of an action,
    which is not looked for in the files of all regions."""

    data: Dataset
    data_set: str
    region: str | None
    cluster: PlacedRoadmap | None
    framework: str | None
    above: float
    top: int | None
    line: Callable[[str, int], int]
    written: tuple[Written, ...] | None = None
    """What was written, None when nothing was to be."""
    faulty: tuple[str, ...] = ()
    """Of all regions, those that were left aside because their files hold errors."""

    def node(self, region: str, ref: str) -> Node:
        """One of a region's priorities."""
        name, _, node = ref.partition(":")
        framework = next(each for each in self.data.frameworks_of(region) if each.id == name)
        return framework.nodes[node].node

    def title_of(self, region: str, ref: str) -> str:
        """Its title."""
        return self.node(region, ref).title

    def priority(self, region: str, ref: str) -> str:
        """Its framework and title."""
        return f"{short(ref.partition(':')[0])}{words.SPACE}· {self.title_of(region, ref)}"

    @property
    def name(self) -> str:
        """The region's name, empty for all of them."""
        return self.data.regions[self.region].name if self.region else ""


Found = Mapping[str, Selection]
"""What was found, by region."""


def suggest_document(asked: SuggestQuestion, found: Found, lang: Lang, flat: bool = True) -> Document:
    """What is suggested, how it comes about, what it changes (nothing), and what comes next.

    Without `flat` the JSON value and the sheet are left empty: of all regions they are long, and no screen shows them.
    """
    fr = lang == "fr"
    number = sum(each.number for each in found.values())
    blocks: list[Block] = [Paragraph(_summary(found, asked, lang))]
    if asked.faulty:
        blocks.append(Paragraph(_left_aside(asked.faulty, lang), "warning"))
    if asked.written is not None:
        blocks.append(_written(asked.written, lang))
    elif asked.region is not None:
        blocks += _by_cluster(asked, asked.region, found[asked.region], lang)
    else:
        blocks += [_by_region(asked, found, lang), _surest(asked, found, flat, lang)]
    if number and asked.written is None:
        blocks.append(Paragraph(_how(flat, lang), "quiet"))
    blocks.append(Paragraph(_now_counted(lang) if asked.written else effect(lang)))
    if asked.region is not None and asked.written is None:
        blocks.append(_next(asked, number, lang))
    subject = "contributions suggérées" if fr else "suggested contributions"
    everywhere = "Toutes les régions" if fr else "All regions"
    return Document(
        f"{asked.name or everywhere} — {subject}",
        scope(asked, lang),
        tuple(blocks),
        lang,
        suggest_v1(asked, found) if flat else {},
        (suggestions_sheet(asked, found),) if flat else (),
    )


def scope(asked: SuggestQuestion, lang: Lang) -> tuple[str, ...]:
    """The data set, and what alone was looked at."""
    fr = lang == "fr"
    lines = [f"Données\u00a0: {asked.data_set}" if fr else f"Data: {asked.data_set}"]
    if asked.cluster is not None:
        name = asked.cluster.roadmap.name
        lines.append(f"Cluster\u00a0: {name} seul" if fr else f"Cluster: {name} alone")
    if asked.framework is not None:
        name = short(asked.framework)
        lines.append(f"Cadre\u00a0: {name} seul" if fr else f"Framework: {name} alone")
    return tuple(lines)


def effect(lang: Lang) -> str:
    """What a suggestion changes. Method, section 10."""
    return (
        "Une suggestion ne change aucun score tant que la contribution n’est pas écrite dans la feuille de route "
        "(méthode, section 10)."
        if lang == "fr"
        else "A suggestion changes no score until the contribution is written into the roadmap (method, section 10)."
    )


def _left_aside(regions: Sequence[str], lang: Lang) -> str:
    named = words.listing(list(regions), lang)
    return (
        f"Laissées de côté, parce que leurs fichiers ont des erreurs (alignment check)\u00a0: {named}."
        if lang == "fr"
        else f"Left aside, because their files have errors (alignment check): {named}."
    )


def _now_counted(lang: Lang) -> str:
    return (
        "Ce qui est écrit compte désormais dans les scores, comme toute contribution. Le commentaire en bout de ligne le "
        "distingue, tant que personne ne l’a relu\u00a0; l’ôter dit que c’est fait."
        if lang == "fr"
        else "What is written now counts in scores, like any contribution. The comment at the end of the line sets it apart "
        "until someone has read it over; taking it off says that this is done."
    )


def _summary(found: Found, asked: SuggestQuestion, lang: Lang) -> str:
    fr = lang == "fr"
    number = sum(each.number for each in found.values())
    read = words.count(sum(each.actions for each in found.values()), *words.ACTIONS, lang)
    least = words.share(asked.above, lang, 0)
    if not sum(each.actions for each in found.values()):
        text = "Aucune action de cluster à lire ici." if fr else "No cluster’s action to read here."
    elif not number:
        text = (
            f"Aucune suggestion d’une confiance d’au moins {least}, pour {read}."
            if fr
            else f"No suggestion of a confidence of at least {least}, for {read}."
        )
    else:
        suggestions = words.count(number, *words.nouns("suggestion", "suggestion"), lang)
        actions = words.count(sum(len(each.kept) for each in found.values()), *words.ACTIONS, lang)
        text = (
            f"{suggestions} d’une confiance d’au moins {least}, pour {actions} sur {read.split(words.SPACE)[0]}."
            if fr
            else f"{suggestions} of a confidence of at least {least}, for {actions} of {read.split(words.SPACE)[0]}."
        )
    left = _left_out(found, asked, lang)
    return f"{text} {left}" if left else text


def _left_out(found: Found, asked: SuggestQuestion, lang: Lang) -> str:
    fr = lang == "fr"
    fainter, further, rejected = (
        sum(getattr(each, name) for each in found.values()) for name in ("fainter", "further", "rejected")
    )
    parts = []
    if fainter:
        low, high = words.number(100 * FAINTEST, lang), words.share(asked.above, lang, 0)
        parts.append(
            f"{words.number(fainter, lang)} moins sûre{'s' if fainter > 1 else ''} (de {low} à {high}\u00a0; --above)"
            if fr
            else f"{words.number(fainter, lang)} less confident ({low} to {high}; --above)"
        )
    if further:
        first = words.number(asked.top or 0, lang)
        parts.append(
            f"{words.number(further, lang)} au-delà de{f's {first} premières' if asked.top != 1 else ' la première'} (--top)"
            if fr
            else f"{words.number(further, lang)} beyond the first {first} (--top)"
        )
    if rejected:
        parts.append(
            f"{words.number(rejected, lang)} déjà rejetée{'s' if rejected > 1 else ''} (--again)"
            if fr
            else f"{words.number(rejected, lang)} rejected before (--again)"
        )
    if not parts:
        return ""
    return f"{'Laissées de côté' if fr else 'Left out'}{words.colon(lang)} {', '.join(parts)}."


def _columns(lang: Lang, met: bool = True) -> tuple[Column, ...]:
    fr = lang == "fr"
    arrow = ("\n→ de la priorité" if fr else "\n→ of the priority") if met else ""
    return (
        Column("action", "Action"),
        Column("priority", "Priorité" if fr else "Priority"),
        Column("confidence", "Confiance,\nniveau" if fr else "Confidence,\nlevel"),
        Column("words", ("Mots de l’action" if fr else "Words of the action") + arrow),
    )


def cells_of(asked: SuggestQuestion, region: str, each: Suggestion, lang: Lang) -> tuple[str, str, str]:
    """Priority, confidence with level, words: three cells of a suggestion."""
    level = words.LEVEL[each.level].to(lang)
    return asked.priority(region, each.ref), f"{words.share(each.confidence, lang, 0)} {level}", met_words(each)


def met_words(each: Suggestion) -> str:
    """The words of a text and, after an arrow, those of the priority that they meet, where they are known."""
    own, theirs = (", ".join(_whole(listed)[:_SHOWN]) for listed in (each.words, each.priority_words))
    return f"{own} → {theirs}" if theirs else own


def _whole(listed: Sequence[str]) -> list[str]:
    """Words without those that stand in a longer expression of the list."""
    lower = [f" {word.casefold().replace('’', ' ')} " for word in listed]
    return [
        word
        for word, own in zip(listed, lower, strict=True)
        if not any(own != other and own in other for other in lower)
    ]


def _by_cluster(asked: SuggestQuestion, region: str, found: Selection, lang: Lang) -> list[Block]:
    blocks: list[Block] = []
    for cluster, actions in groupby(found.kept, key=lambda each: each.placed.roadmap.id):
        own = list(actions)
        rows = [
            Row((each.action.title if first else "", *cells_of(asked, region, suggestion, lang)))
            for each in own
            for first, suggestion in zip([True, *[False] * len(each.suggestions)], each.suggestions, strict=False)
        ]
        blocks.append(Table(cluster, own[0].placed.roadmap.name, _columns(lang), tuple(rows)))
    return blocks


def _by_region(asked: SuggestQuestion, found: Found, lang: Lang) -> Table:
    fr = lang == "fr"
    columns = (
        Column("region", "Région" if fr else "Region"),
        Column("actions", "Actions\nlues" if fr else "Actions\nread", "count"),
        Column("suggestions", "Suggestions", "count"),
        Column("served", "Actions\nconcernées" if fr else "Actions\nconcerned", "count"),
        Column("fainter", "Moins sûres" if fr else "Less\nconfident", "count"),
    )
    rows = tuple(
        Row((asked.data.regions[region].name, each.actions, each.number, len(each.kept), each.fainter))
        for region, each in found.items()
    )
    return Table("regions", "", columns, rows)


def _surest(asked: SuggestQuestion, found: Found, met: bool, lang: Lang) -> Table:
    fr = lang == "fr"
    every: list[tuple[str, Suggested, Suggestion]] = [
        (region, each, suggestion)
        for region, selection in found.items()
        for each in selection.kept
        for suggestion in each.suggestions
    ]
    every.sort(key=lambda one: -one[2].confidence)
    rows = tuple(
        Row(
            (
                f"{each.placed.roadmap.name}{words.colon(lang)} {each.action.title}",
                *cells_of(asked, region, suggestion, lang),
            )
        )
        for region, each, suggestion in every[:_MOST_OF_ALL]
    )
    title = Bilingual(f"Les {len(rows)} plus sûres", f"The {len(rows)} most confident")
    note = "--format csv les donne toutes." if fr else "--format csv gives them all."
    shown = len(rows) < len(every)
    return Table("surest", title.to(lang), _columns(lang, met), rows, note=note if shown else None)


def _how(met: bool, lang: Lang) -> str:
    """How suggestions come about; `met`: whether the words of priorities are shown."""
    found = "trouvés dans l’action et, après la flèche, dans la priorité" if met else "trouvés dans l’action"
    where = "found in the action and, after the arrow, in the priority" if met else "found in the action"
    return (
        "Le texte de chaque action (titre, description, indicateurs, domaines\u00a0; le nom du cluster et son mandat comptent "
        "moins) est comparé aux priorités que l’action ne déclare pas. La confiance estime la probabilité qu’un lecteur "
        f"soit d’accord\u00a0; les mots montrés sont ceux qui pèsent, {found}."
        if lang == "fr"
        else "The text of each action (title, description, indicators, domains; the cluster’s name and mandate count less) is "
        "compared with the priorities that the action doesn’t declare. Confidence estimates the probability that a reader "
        f"would agree; the words shown are those that weigh, {where}."
    )


def _next(asked: SuggestQuestion, number: int, lang: Lang) -> Items:
    fr = lang == "fr"
    command = f"alignment suggest {asked.region}"
    lines = []
    if number:
        lines += [
            f"{command} --interactive\u00a0: décider une par une, puis écrire ce qui est accepté"
            if fr
            else f"{command} --interactive: decide one by one, then write what is accepted",
            f"{command} --above 80% --write\u00a0: écrire les plus sûres d’un coup, à relire ensuite"
            if fr
            else f"{command} --above 80% --write: write the most confident at once, to be read over then",
        ]
    lines.append(
        f"{command} --doubtful\u00a0: ce que les fichiers déclarent et que les textes ne disent pas"
        if fr
        else f"{command} --doubtful: what files declare and texts don’t say"
    )
    return Items("Et maintenant" if fr else "What next", tuple(lines))


def _written(written: Sequence[Written], lang: Lang) -> Table:
    fr = lang == "fr"
    columns = (
        Column("place", "Où" if fr else "Where"),
        Column("contribution", "Contribution"),
        Column("level", "Niveau" if fr else "Level"),
        Column("confidence", "Confiance" if fr else "Confidence", "share", decimals=0),
    )
    rows = tuple(
        Row((f"{each.file}:{each.line}", each.ref, words.LEVEL[each.level].to(lang), each.confidence))
        for each in written
    )
    empty = "Rien n’est écrit." if fr else "Nothing is written."
    return Table(
        "written", "Écrit dans les fichiers" if fr else "Written into the files", columns, rows, empty=empty
    )
