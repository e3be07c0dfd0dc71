"""The method's coefficients and thresholds as a data set sets them; what differs from the method's own is named."""

from __future__ import annotations

from fractions import Fraction

from alignment.kernel.bilingual import Bilingual, Lang
from alignment.model.vocabulary import USUAL_METHOD, Method
from alignment.report import words

_NAMES = {
    "significant": Bilingual("la contribution significative", "the significant contribution"),
    "target": Bilingual("la cible par défaut", "the default target"),
    "gap": Bilingual("le seuil de lacune", "the gap threshold"),
    "partial": Bilingual("le seuil de couverture partielle", "the threshold of partial coverage"),
    "fragile": Bilingual("le seuil de fragilité", "the threshold of fragility"),
    "crowded": Bilingual("le seuil de dispute", "the threshold of crowding"),
}


def figures(stated: Method, lang: Lang) -> dict[str, str]:
    """The coefficients in words, by name: shares in percent, others as plain numbers."""
    shares = ("significant", "gap", "partial")
    return {
        name: _share(value, lang) if name in shares else words.number(value, lang, _decimals(value))
        for name, value in _values(stated).items()
    }


def changes(stated: Method, lang: Lang) -> list[str]:
    """One sentence for what method.yaml changes, none where it changes nothing."""
    usual, here = USUAL_METHOD, figures(stated, lang)
    own = figures(usual, lang)
    changed = [
        f"{_NAMES[name].to(lang)} ({here[name]}, {own[name]})"
        for name, value in _values(stated).items()
        if value != _values(usual)[name]
    ]
    if not changed:
        return []
    listed = words.listing(changed, lang)
    return [
        f"Ce jeu de données change la méthode (valeur ici, valeur habituelle)\u00a0: {listed}."
        if lang == "fr"
        else f"This data set changes the method (value here, usual value): {listed}."
    ]


def _values(stated: Method) -> dict[str, Fraction]:
    return {
        "significant": stated.significant,
        "target": stated.target,
        "gap": stated.states.gap,
        "partial": stated.states.partial,
        "fragile": stated.fragile,
        "crowded": stated.crowded,
    }


def _share(value: Fraction, lang: Lang) -> str:
    return words.share(value, lang, _decimals(value * 100))


def _decimals(value: Fraction) -> int:
    """As many decimals as the figure needs, three at most."""
    return next((n for n in range(3) if (value * 10**n).denominator == 1), 3)
