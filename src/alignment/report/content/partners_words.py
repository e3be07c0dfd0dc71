"""The sentences of `alignment partners`: what is shared, exchanged, already tied, and what a rule still asks for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from alignment.kernel.bilingual import Bilingual, Lang
from alignment.kernel.diagnostic import Path
from alignment.model.dataset import Dataset
from alignment.model.labels import CHAIN
from alignment.model.vocabulary import I3, Rule, Strand
from alignment.plan.partners import ClusterMatch, RegionMatch, Survey
from alignment.plan.partners_profile import Common
from alignment.plan.partners_rules import Judged, StrandVerdict, Verdict, country_of
from alignment.plan.partners_ties import Lead, Link, Role
from alignment.report import words
from alignment.report.words import SPACE, nouns, some

REGIONS = nouns("région", "region")
COUNTRIES = nouns("pays", "country", "pays", "countries")
LESS_DEVELOPED = nouns(
    "région moins développée", "less developed region", "régions moins développées", "less developed regions"
)
COUNTED: Mapping[str, tuple[Bilingual, Bilingual]] = {
    "regions_min": REGIONS,
    "countries_min": COUNTRIES,
    "less_developed_min": LESS_DEVELOPED,
}
VERDICT: Mapping[Verdict, Bilingual] = {
    "satisfied": Bilingual("respectée", "met"),
    "unknown": Bilingual("à vérifier", "to be checked"),
    "not-satisfied": Bilingual("non respectée", "not met"),
}
COUNTRY: Mapping[str, Bilingual] = {
    "AT": Bilingual("Autriche", "Austria"),
    "BE": Bilingual("Belgique", "Belgium"),
    "BG": Bilingual("Bulgarie", "Bulgaria"),
    "CY": Bilingual("Chypre", "Cyprus"),
    "CZ": Bilingual("Tchéquie", "Czechia"),
    "DE": Bilingual("Allemagne", "Germany"),
    "DK": Bilingual("Danemark", "Denmark"),
    "EE": Bilingual("Estonie", "Estonia"),
    "ES": Bilingual("Espagne", "Spain"),
    "FI": Bilingual("Finlande", "Finland"),
    "FR": Bilingual("France", "France"),
    "GR": Bilingual("Grèce", "Greece"),
    "HR": Bilingual("Croatie", "Croatia"),
    "HU": Bilingual("Hongrie", "Hungary"),
    "IE": Bilingual("Irlande", "Ireland"),
    "IT": Bilingual("Italie", "Italy"),
    "LT": Bilingual("Lituanie", "Lithuania"),
    "LU": Bilingual("Luxembourg", "Luxembourg"),
    "LV": Bilingual("Lettonie", "Latvia"),
    "MT": Bilingual("Malte", "Malta"),
    "NL": Bilingual("Pays-Bas", "Netherlands"),
    "PL": Bilingual("Pologne", "Poland"),
    "PT": Bilingual("Portugal", "Portugal"),
    "RO": Bilingual("Roumanie", "Romania"),
    "SE": Bilingual("Suède", "Sweden"),
    "SI": Bilingual("Slovénie", "Slovenia"),
    "SK": Bilingual("Slovaquie", "Slovakia"),
}
"""The Member States, by ISO code; another country is written by its code."""

FEW = 3


def country_name(code: str, lang: Lang) -> str:
    """A country as people call it."""
    return COUNTRY[code].to(lang) if code in COUNTRY else code


@dataclass(frozen=True)
class Telling:
    """What every sentence needs: the language, the titles of domains, and the line of a place in a file.

    `on_screen`: for the command's own screen, which is narrow and whose reader can give options, not for a report.
    """

    data: Dataset
    lang: Lang
    line: Callable[[str, Path], int]
    on_screen: bool = True

    @property
    def fr(self) -> bool:
        """Whether the reader reads French."""
        return self.lang == "fr"

    def domain(self, domain: str) -> str:
        """A domain's title."""
        assert self.data.domains is not None  # nothing is compared without a vocabulary
        title = next(each.title for each in self.data.domains.domains if each.id == domain)
        return title.fr if self.fr else title.en

    def region(self, region: str) -> str:
        """A region's name."""
        return self.data.regions[region].name

    def regions(self, found: Sequence[str], most: int = 8) -> str:
        """Some regions by name."""
        return some([self.region(each) for each in found], most, self.lang)

    def place(self, file: str, path: Path) -> str:
        """`file:line`, without the folders: a cluster's file has a name of its own."""
        return f"{file.rpartition('/')[2]}:{self.line(file, path)}"

    def percent(self, value: Fraction | None) -> str:
        """A share without decimals."""
        return words.share(value, self.lang, 0)

    def either(self, french: str, english: str) -> str:
        """The sentence in the reader's language."""
        return french if self.fr else english

    def shared(self, common: Common, most: int = FEW) -> str:
        """The domains that are shared, with what each brings to the similarity."""
        listed = [f"{self.domain(domain)} ({self.percent(value)})" for domain, value in common.domains.items()]
        return some(listed, most, self.lang)

    def roles(self, roles: frozenset[Role], most: int = FEW) -> str:
        """Roles by domain: `essais, production (Santé)`; the domains with most roles first."""
        by_domain: dict[str, list[str]] = {}
        for domain in sorted({top for top, _ in roles}):
            by_domain[domain] = [CHAIN[stage].to(self.lang) for stage in CHAIN if (domain, stage) in roles]
        order = sorted(by_domain, key=lambda domain: (-len(by_domain[domain]), domain))
        listed = [f"{', '.join(by_domain[domain])} ({self.domain(domain)})" for domain in order]
        return f"{SPACE if self.fr else ''}; ".join(listed[:most]) + ("…" if len(listed) > most else "")

    def links(self, links: Sequence[Link], most: int = FEW) -> str:
        """Ties and where they are written: the clusters of both regions together, then partner by partner."""
        both = [link for link in links if link.kind == "shared-cluster"]
        told = []
        if both:
            named = some(
                [f"{link.placed.roadmap.name} ({self.place(*_at(link))})" for link in both], most, self.lang
            )
            told.append(
                named
                + (
                    self.either(
                        " travaille" if len(both) == 1 else " travaillent", " works" if len(both) == 1 else " work"
                    )
                )
                + self.either(" dans les deux régions", " in both regions")
            )
        for link in [link for link in links if link.kind == "partner"]:
            partner = link.partner or self.either("un partenaire non nommé", "a partner not named")
            cluster = link.placed.roadmap.name
            told.append(
                self.either(f"{cluster} a pour partenaire {partner}", f"{cluster} has {partner} as a partner")
                + f" ({self.place(*_at(link))})"
            )
        return f"{SPACE if self.fr else ''}; ".join(told[:most]) + ("…" if len(told) > most else "")

    def lead(self, lead: Lead) -> str:
        """One partner abroad and where it is written."""
        partner = lead.partner or self.either("partenaire non nommé", "partner not named")
        return f"{partner} ({lead.placed.roadmap.name}, {self.place(lead.placed.file, lead.path)})"

    def sources(self, i3: I3, rules: Sequence[Rule]) -> str:
        """The sources of some rules: publishers and dates, each once."""
        by_id = {source.id: source for source in i3.sources}
        named = []
        for source in dict.fromkeys(name for rule in rules for name in rule.sources):
            found = by_id.get(source)
            who = (found.publisher or found.title) if found else source
            named.append(f"{who}, {found.date}" if found and found.date else who)
        return some(list(dict.fromkeys(named)), FEW, self.lang) or self.either(
            "source non citée", "no source cited"
        )


def sentence(said: str) -> str:
    """A phrase with a capital and a full stop."""
    return f"{said[:1].upper()}{said[1:]}."


def strand_name(strand: Strand, lang: Lang) -> str:
    """The short name of a strand: what stands before the colon of its title (French, as all texts of the data)."""
    if lang == "en":
        return strand.id
    return strand.title.partition(":")[0].strip(" \u00a0\u202f") or strand.id


def asked(verdict: StrandVerdict, telling: Telling) -> str:
    """What a strand asks of the regions: `5 régions, 3 pays et 2 régions moins développées`."""
    found = [verdict.rule(kind) for kind in COUNTED]
    return words.listing(
        [words.count(each.need, *COUNTED[each.rule.kind], telling.lang) for each in found if each], telling.lang
    )


def _at(link: Link) -> tuple[str, Path]:
    return link.placed.file, link.path


def why(match: RegionMatch | ClusterMatch, telling: Telling) -> str:
    """What a match rests on, in short sentences: domains, roles, ties with their places, clusters."""
    t = telling
    colon = words.colon(t.lang)
    parts = []
    if match.common:
        parts.append((t.either("En commun", "In common"), t.shared(match.common) or t.either("rien", "nothing")))
    parts += exchanged(match, telling)
    if match.links:
        parts.append((t.either("Déjà liés", "Already tied"), t.links(match.links)))
    if isinstance(match, RegionMatch) and match.clusters:
        named = [each.placed.roadmap.name for each in match.clusters[:FEW]]
        parts.append((t.either("Clusters à voir", "Clusters to see"), words.listing(named, t.lang)))
    told = " ".join(f"{heading}{colon} {said}{'' if said.endswith('…') else '.'}" for heading, said in parts)
    return told[:1].lower() + told[1:]


def exchanged(match: RegionMatch | ClusterMatch, telling: Telling) -> list[tuple[str, str]]:
    """What each side would bring to the other's value chains, or that it is not known."""
    t, roles = telling, match.exchange
    if match.common is None or not match.common.domains:
        return []
    heading = t.either("Maillons", "Stages")
    if roles.complementarity is None:
        return [(heading, t.either("inconnus d’un côté ou de l’autre", "unknown on one side or the other"))]
    if not roles.complementarity:
        return [(heading, t.either("les mêmes des deux côtés", "the same on both sides"))]
    parts = []
    if roles.brings:
        parts.append((t.either("Apporte", "Brings"), t.roles(roles.brings)))
    if roles.offers:
        parts.append((t.either("Recevrait", "Would receive"), t.roles(roles.offers)))
    return parts


def lacking(verdict: StrandVerdict, members: Sequence[str], telling: Telling) -> list[str]:
    """What the rules on regions still ask of a group whose size is fixed, a phrase each."""
    found = (verdict.rule(kind) for kind in COUNTED)
    return [_lacking(each, members, telling) for each in found if each and each.verdict != "satisfied"]


def _lacking(judged: Judged, members: Sequence[str], telling: Telling) -> str:
    t, one = telling, judged.lacking == 1
    if judged.verdict == "unknown":
        return _to_fill_in(judged, telling)
    missing = words.count(judged.lacking, *COUNTED[judged.rule.kind], t.lang)
    said = t.either(f"manque{'' if one else 'nt'} {missing}", f"{missing} missing")
    if judged.rule.kind != "countries_min":
        return said
    here = countries(members, telling)
    if one:
        return said + t.either(
            f" (présents\u00a0: {here})\u00a0: céder une place à une région d’un autre pays",
            f" (present: {here}): give up a place to a region of another country",
        )
    return said + t.either(
        f" (présents\u00a0: {here})\u00a0: céder {judged.lacking} places à des régions de {judged.lacking} autres pays",
        f" (present: {here}): give up {judged.lacking} places to regions of {judged.lacking} other countries",
    )


def countries(members: Sequence[str], telling: Telling) -> str:
    """The countries of some regions, by name."""
    found = {country_of(telling.data.regions[name]) for name in members} - {None}
    named = sorted(country_name(code, telling.lang) for code in found if code)
    return words.listing(named, telling.lang) or telling.either("aucun pays connu", "no known country")


def to_find(verdict: StrandVerdict, members: Sequence[str], telling: Telling) -> str:
    """What must be found outside the data for a strand: how many regions, of how many other countries, of which kind."""
    t = telling
    abroad, poor = verdict.rule("countries_min"), verdict.rule("less_developed_min")
    regions = verdict.rule("regions_min")
    parts = []
    if abroad and abroad.verdict == "unknown":
        parts.append(_to_fill_in(abroad, telling))
    elif abroad and abroad.lacking:
        here = countries(members, telling)
        said = (
            t.either(
                "manque une région d’un autre pays de l’Union",
                "a region of another country of the Union is missing",
            )
            if abroad.lacking == 1
            else t.either(
                f"manquent des régions de {abroad.lacking} autres pays de l’Union",
                f"regions of {abroad.lacking} other countries of the Union are missing",
            )
        )
        parts.append(said + t.either(f" (pays présents\u00a0: {here})", f" (countries present: {here})"))
    elif regions and regions.lacking:
        parts.append(_lacking(regions, members, telling))
    if poor:
        known = [name for name in members if t.data.regions[name].cohesion_category == "less-developed"]
        if poor.verdict == "satisfied":
            parts.append(
                t.either(
                    f"les moins développées peuvent être parmi elles, ou {t.regions(known)}"
                    if parts
                    else f"moins développées ici\u00a0: {t.regions(known)}",
                    f"the less developed ones can be among them, or {t.regions(known)}"
                    if parts
                    else f"less developed here: {t.regions(known)}",
                )
            )
        else:
            parts.append(
                _to_fill_in(poor, telling) if poor.verdict == "unknown" else _lacking(poor, members, telling)
            )
    told = f"{SPACE if t.fr else ''}; ".join(parts)
    return told or t.either("ces données peuvent y suffire", "these data can be enough")


def _to_fill_in(judged: Judged, telling: Telling) -> str:
    t = telling
    assert judged.count is not None  # only rules on regions come here
    short = words.count(judged.need - judged.count.sure, *COUNTED[judged.rule.kind], t.lang)
    named = t.regions(judged.open, 4)
    if judged.rule.kind == "less_developed_min":
        return t.either(
            f"{short} à confirmer\u00a0: catégorie (cohesion_category) non renseignée pour {named}",
            f"{short} to be confirmed: category (cohesion_category) not filled in for {named}",
        )
    return t.either(
        f"{short} à confirmer\u00a0: le pays de {named} n’est pas connu (nuts) ou n’est pas un État membre",
        f"{short} to be confirmed: the country of {named} is not known (nuts) or not a Member State",
    )


def survey_subject(survey: Survey, lang: Lang) -> str:
    """Who looks for partners: the region, its priority, its cluster."""
    subject, fr = survey.subject, lang == "fr"
    parts = []
    if subject.cluster:
        parts.append(subject.cluster.roadmap.name)
    if subject.priority:
        framework, leaves = subject.priority
        titles = [leaf.title for leaf in framework.leaves if leaf.id in leaves]
        whole = len(leaves) == len(framework.leaves)
        name = words.framework_name(framework.id)
        parts.append(name if whole else f"{name} · {some(titles, FEW, lang)}")
    if not parts:
        return f"la S3 de la région {subject.region.name}" if fr else f"the S3 of {subject.region.name}"
    return (", sur " if fr else ", on ").join(parts)
