"""What was plainly meant: French or respelt words for the keys and values of the format, and words that are near one.

A mend is safe when nobody could mean anything else by what stands there; a word that is only near another is not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from alignment.check.nearest import fold, nearest
from alignment.kernel.diagnostic import Mend

# French words, folded (lower case, no accents, separators as spaces), to what the format calls them.
_KEYS: Mapping[str, str] = {
    "nom": "name",
    "titre": "title",
    "intitule": "title",
    "periode": "period",
    "statut": "status",
    "poids": "weight",
    "objectifs": "objectives",
    "priorites": "priorities",
    "mots cles": "keywords",
    "domaines": "domains",
    "membres": "members",
    "adherents": "members",
    "site": "website",
    "site web": "website",
    "mandat": "mandate",
    "financeur": "source",
    "montant": "amount",
    "acquis": "secured",
    "partenaires": "partners",
    "indicateurs": "indicators",
    "chaine de valeur": "value_chain",
    "unite": "unit",
    "valeur": "value",
    "pays": "country",
    "editeur": "publisher",
    "lien": "url",
    "consulte": "accessed",
    "pilotage": "steering",
    "curseur": "cursor",
    "cadres": "frameworks",
    "cadre": "framework",
    "exigences": "requirements",
    "enveloppe": "envelope",
    "mesure": "metric",
    "au moins": "at_least",
    "au plus": "at_most",
    "gravite": "severity",
    "completude": "completeness",
    "transversal": "cross_cutting",
}
_VALUES: Mapping[str, str] = {
    "principale": "principal",
    "significatif": "significant",
    "significative": "significant",
    "proposee": "proposed",
    "prevue": "planned",
    "planifiee": "planned",
    "en cours": "running",
    "achevee": "completed",
    "terminee": "completed",
    "abandonnee": "abandoned",
    "pole de competitivite": "pole",
    "reseau": "network",
    "centre d expertise": "expertise-centre",
    "publiee": "published",
    "codee": "coded",
    "illustratif": "illustrative",
    "etat": "state",
    "feder": "erdf",
    "membres": "members",
    "prive": "private",
    "autre": "other",
    "adopte": "adopted",
    "projet": "draft",
    "remplace": "superseded",
    "complet": "full",
    "complete": "full",
    "partiel": "partial",
    "partielle": "partial",
    "erreur": "error",
    "avertissement": "warning",
    "recherche": "research",
    "conception": "design",
    "composants": "components",
    "essais": "test",
    "recyclage": "recycling",
    "plus developpee": "more-developed",
    "moins developpee": "less-developed",
    "en transition": "transition",
}
_BOOLEANS: Mapping[str, str] = {
    **dict.fromkeys(("oui", "vrai", "yes", "true"), "true"),
    **dict.fromkeys(("non", "faux", "no", "false"), "false"),
}


def key_mend(word: str, known: Iterable[str]) -> Mend | None:
    """What a key that the format doesn't have stands for, among those that it has here."""
    return _mend(word, list(known), _KEYS)


def value_mend(word: object, known: Iterable[str]) -> Mend | None:
    """What a value outside a closed list stands for, among those of the list."""
    return _mend(word, list(known), _VALUES) if isinstance(word, str) else None


def boolean_mend(word: object) -> Mend | None:
    """Which of true and false a word stands for."""
    return _mend(word, ["true", "false"], _BOOLEANS) if isinstance(word, str) else None


def near_mend(word: str, known: Iterable[str], before: str = "", after: str = "") -> Mend | None:
    """The one known name that is near a word, put in its place; None where none or several are. Never safe."""
    found = nearest(word, known)
    return Mend(before + found[0] + after, safe=False) if len(found) == 1 else None


def _mend(word: str, known: list[str], translated: Mapping[str, str]) -> Mend | None:
    folded = fold(word[:100])
    meant = [name for name in known if fold(name) == folded or name == translated.get(folded)]
    return Mend(meant[0], safe=True) if len(meant) == 1 else near_mend(word, known)
