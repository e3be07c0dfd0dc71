"""From a text to comparable terms, the same way in French and in English.

A term is what is left of a word once case, accents, plurals and common endings are taken off, so that `énergies`, `energy` and
`énergétique` meet as far as their stems do. One chain serves both languages: texts mix them (names of
technologies, labels of programmes), and on the texts that the engine was tuned with it ranks as well as a stemmer per language.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

import snowballstemmer

_WORD = re.compile(r"[^\W_]+")
_ACRONYM = re.compile(r"(?=.*[A-Z])[A-Z0-9]{2,6}s?")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss"})
_FRENCH = snowballstemmer.stemmer("french")
_ENGLISH = snowballstemmer.stemmer("english")

_STOP_WORDS = frozenset(
    # French, accents folded
    """a afin ai ainsi alors apres as au aucun aucune aussi autre autres aux avait avant avec avoir ayant c ca car ce ceci cela celle
    celles celui cependant certain certaine certaines certains ces cet cette ceux chaque chez ci comme comment d dans de deja depuis
    des dont du e elle elles en encore entre est et etaient etait etant etc ete etre eu eux fait faire font grace h il ils j je l la
    laquelle le lequel les lesquelles lesquels leur leurs lors lorsque lui m ma mais me meme memes mes mise moins mon n ne
    ni non nos notamment notre nous on ont ou par parmi pas pendant peu peut peuvent plus plusieurs pour pourra pourrait pouvoir
    pres puis qu quand que quel quelle quelles quels qui quoi s sa sans se selon sera seront ses si sinon soit son sont sous suite
    sur t ta tant tel telle telles tels tes toi ton toujours tous tout toute toutes tres tu type un une vers via voire vos votre vous y
    about above across after all also am among an and any are at be because been before being below between both but by can could
    did do does doing during each either etc ever every for from further had has have having he her here hers him his how however i ie
    if in into is it its itself may might more most must my no nor not of off once only or other our ours out over own per same shall
    she should so some such than that the their theirs them then there these they this those through thus to too under until up upon
    us very was we well were what when where whether which while who whom whose why will with within without would yet you
    your eg""".split()
)


class Word(NamedTuple):
    """One word of a text: as it stands there, its term, and whether it is written as an acronym (`IA`, `H2`, `5G`)."""

    surface: str
    term: str
    acronym: bool


def fold(text: str) -> str:
    """Return the text in lower case without accents or ligatures."""
    decomposed = unicodedata.normalize("NFKD", text.lower().translate(_LIGATURES))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


@lru_cache(maxsize=200_000)
def term(word: str) -> str:
    """Return the term of one word, or an empty string for a word that says nothing of the subject (stop word, lone letter or figure)."""
    folded = fold(word)
    if len(folded) < 2 or folded in _STOP_WORDS or folded.isdigit():
        return ""
    if any(letter.isdigit() for letter in folded):
        return folded
    stem = _ENGLISH.stemWord(_FRENCH.stemWord(folded))
    # French and English nouns in -ité/-ity, -ie/-y: the French chain leaves a letter or two more than the English one.
    if len(stem) > 6 and stem.endswith("it"):
        stem = stem[:-2]
    return stem.rstrip("eiy") if len(stem) > 4 else stem


def words(text: str) -> list[Word]:
    """Return the words of a text that may say something of its subject, in their order."""
    found = []
    for surface in _WORD.findall(text):
        its_term = term(surface)
        if its_term:
            found.append(Word(surface, its_term, _ACRONYM.fullmatch(surface) is not None))
    return found


def terms(text: str) -> list[str]:
    """Return the terms of a text, in their order."""
    return [t for t in map(term, _WORD.findall(text)) if t]
