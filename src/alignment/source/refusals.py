"""What the reader refuses once the syntax is sound, each in one sentence with its way out."""

from __future__ import annotations

from collections.abc import Sequence

from alignment.kernel.bilingual import Bilingual
from alignment.kernel.diagnostic import Diagnostic, Place, Related, Span
from alignment.source import codes
from alignment.source.codes import Code

_SHOWN = 60
PLACES_SHOWN = 6
"""Places given for a fault that is told once for a whole file."""
_HERE_TOO = Bilingual("Ici aussi.", "Here too.")


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def _one(
    code: Code,
    place: Place,
    message: Bilingual,
    hint: Bilingual | None,
    related: tuple[Related, ...] = (),
) -> Diagnostic:
    return Diagnostic(code.code, code.severity, message, place, hint, related)


def _others(name: str, spans: Sequence[Span]) -> tuple[Related, ...]:
    return tuple(Related(Place(name, span=span), _HERE_TOO) for span in spans[1:])


def _times(count: int) -> Bilingual:
    if count == 1:
        return Bilingual("", "")
    return Bilingual(f" ({count} fois dans ce fichier)", f" ({count} times in this file)")


def empty(name: str, has_text: bool) -> Diagnostic:
    """A file without a document: nothing at all, comments only, or the single word null."""
    message = (
        Bilingual(
            "Fichier sans contenu\u00a0: rien d’autre que des commentaires ou une valeur nulle.",
            "File without content: nothing but comments or a null value.",
        )
        if has_text
        else Bilingual("Fichier vide.", "Empty file.")
    )
    return _one(
        codes.EMPTY_FILE,
        Place(name, span=Span(1, 1, 1, 1)),
        message,
        Bilingual(
            "Commencer par dire ce que décrit le fichier, par exemple «\u00a0alignment: "
            "roadmap/v1\u00a0», ou le supprimer.",
            "Begin with what the file describes, such as “alignment: roadmap/v1”, or delete it.",
        ),
    )


def too_deep(place: Place, limit: int) -> Diagnostic:
    """A collection opened at a level beyond the limit."""
    return _one(
        codes.DEPTH,
        place,
        Bilingual(
            f"Trop de niveaux imbriqués\u00a0: plus de {limit}. La lecture du fichier s’arrête ici.",
            f"Too many nested levels: more than {limit}. The file is read no further.",
        ),
        Bilingual(
            "Le format ne demande que quelques niveaux\u00a0: vérifier les crochets, les tirets et le décalage.",
            "The format needs a few levels only: check brackets, dashes and indentation.",
        ),
    )


def too_many(place: Place, limit: int) -> Diagnostic:
    """A file with so many problems that reading on would tell nothing more."""
    return _one(
        codes.TOO_MANY_PROBLEMS,
        place,
        Bilingual(
            f"Plus de {limit} problèmes dans ce fichier\u00a0: la lecture s’arrête ici.",
            f"More than {limit} problems in this file: it is read no further.",
        ),
        Bilingual("Corriger les premiers, puis relancer.", "Mend the first ones, then run again."),
    )


def several_documents(place: Place) -> Diagnostic:
    """A second document in the same file."""
    return _one(
        codes.SEVERAL_DOCUMENTS,
        place,
        Bilingual(
            "Un second document commence ici\u00a0: un fichier n’en contient qu’un.",
            "A second document begins here: a file holds only one.",
        ),
        Bilingual(
            "Mettre la suite dans un autre fichier, ou supprimer la ligne «\u00a0---\u00a0» ou «\u00a0...\u00a0».",
            "Move the rest to another file, or delete the “---” or “...” line.",
        ),
    )


def duplicate_key(place: Place, key: str, first: Place) -> Diagnostic:
    """The same key twice in one mapping; the first one counts."""
    return _one(
        codes.DUPLICATE_KEY,
        place,
        Bilingual(
            f"La clé «\u00a0{_short(key)}\u00a0» est déjà donnée plus haut.",
            f"Key “{_short(key)}” is already given above.",
        ),
        Bilingual("Supprimer ou renommer l’une des deux.", "Delete or rename one of the two."),
        (Related(first, Bilingual("Première occurrence.", "First occurrence.")),),
    )


def twin_keys(place: Place, key: str, other: str, first: Place) -> Diagnostic:
    """Two keys of one mapping that differ by capitals or by the way accents are stored only."""
    return _one(
        codes.TWIN_KEYS,
        place,
        Bilingual(
            f"La clé «\u00a0{_short(key)}\u00a0» ne diffère de «\u00a0{_short(other)}\u00a0» que par des "
            "majuscules ou par la façon "
            "d’enregistrer les accents.",
            f"Key “{_short(key)}” differs from “{_short(other)}” by capitals only, or by the way accents "
            "are stored.",
        ),
        Bilingual("S’il s’agit de la même, n’en garder qu’une.", "If they are the same, keep one."),
        (Related(first, Bilingual("L’autre clé.", "The other key.")),),
    )


def key_not_text(place: Place) -> Diagnostic:
    """A list or a mapping in the place of a key."""
    return _one(
        codes.BAD_KEY,
        place,
        Bilingual(
            "Une clé est un texte\u00a0; ici, c’est une liste ou un ensemble de clés.",
            "A key is a text; here it is a list or a mapping.",
        ),
        Bilingual("Écrire «\u00a0clé: valeur\u00a0».", "Write “key: value”."),
    )


def empty_key(place: Place) -> Diagnostic:
    """An empty or null key."""
    return _one(
        codes.BAD_KEY,
        place,
        Bilingual("Une clé ne peut pas être vide ni nulle.", "A key can’t be empty or null."),
        Bilingual(
            "Donner un nom à la clé, ou la mettre entre guillemets s’il s’agit d’un mot.",
            "Give the key a name, or quote it if it is meant as a word.",
        ),
    )


def merge_key(name: str, spans: Sequence[Span], count: int) -> Diagnostic:
    """The merge key `<<`, once for the whole file."""
    times = _times(count)
    return _one(
        codes.MERGE_KEY,
        Place(name, span=spans[0]),
        Bilingual(
            f"La clé de fusion «\u00a0<<\u00a0» n’est pas admise{times.fr}\u00a0: chaque fiche se lit "
            "telle qu’elle est écrite.",
            f"The merge key “<<” isn’t accepted{times.en}: every entry reads as it is written.",
        ),
        Bilingual("Recopier les clés à cet endroit.", "Copy the keys to this place."),
        _others(name, spans),
    )


def alias(name: str, spans: Sequence[Span], count: int, anchor: Span | None) -> Diagnostic:
    """Aliases (`*name`), once for the whole file, with the place of the first one's anchor."""
    times = _times(count)
    posed = (
        ()
        if anchor is None
        else (Related(Place(name, span=anchor), Bilingual("L’ancre est ici.", "The anchor is here.")),)
    )
    return _one(
        codes.ALIAS,
        Place(name, span=spans[0]),
        Bilingual(
            f"Un alias («\u00a0*\u00a0» suivi d’un nom) n’est pas admis{times.fr}\u00a0: chaque valeur "
            "s’écrit là où elle sert.",
            f"An alias (“*” and a name) isn’t accepted{times.en}: every value is written where it is used.",
        ),
        Bilingual(
            "Recopier la valeur\u00a0; ou mettre entre guillemets un texte qui commence par «\u00a0*\u00a0».",
            "Copy the value; or quote a text that begins with “*”.",
        ),
        posed + _others(name, spans),
    )


def unused_anchors(name: str, anchor: str, spans: Sequence[Span], count: int) -> Diagnostic:
    """Anchors (`&name`) that nothing refers to, once for the whole file, the first one by its name."""
    more = Bilingual("", "")
    if count > 1:
        more = Bilingual(f" (et {count - 1} autres dans ce fichier)", f" (and {count - 1} more in this file)")
    if count == 2:
        more = Bilingual(" (et une autre dans ce fichier)", " (and one more in this file)")
    return _one(
        codes.UNUSED_ANCHOR,
        Place(name, span=spans[0]),
        Bilingual(
            f"L’ancre «\u00a0&{_short(anchor)}\u00a0»{more.fr} ne sert à rien et ne fait pas partie du texte.",
            f"Anchor “&{_short(anchor)}”{more.en} serves nothing and isn’t part of the text.",
        ),
        Bilingual(
            "La supprimer, ou mettre la valeur entre guillemets si «\u00a0&\u00a0» en fait partie.",
            "Delete it, or quote the value if “&” belongs to it.",
        ),
        _others(name, spans),
    )


def directives(name: str, spans: Sequence[Span], count: int) -> Diagnostic:
    """Lines such as `%YAML 1.2`, once for the whole file."""
    times = _times(count)
    return _one(
        codes.DIRECTIVE,
        Place(name, span=spans[0]),
        Bilingual(
            f"Une directive YAML (ligne qui commence par «\u00a0%\u00a0») n’est pas admise{times.fr}.",
            f"A YAML directive (a line that begins with “%”) isn’t accepted{times.en}.",
        ),
        Bilingual("Supprimer cette ligne.", "Delete this line."),
        _others(name, spans),
    )


def tag(place: Place, shown: str) -> Diagnostic:
    """A tag (`!name`), which would ask for another type."""
    return _one(
        codes.TAG,
        place,
        Bilingual(
            f"Une étiquette de type («\u00a0{_short(shown)}\u00a0») n’est pas admise.",
            f"A type tag (“{_short(shown)}”) isn’t accepted.",
        ),
        Bilingual(
            "La supprimer, ou mettre entre guillemets un texte qui commence par «\u00a0!\u00a0».",
            "Delete it, or quote a text that begins with “!”.",
        ),
    )


def tabs(name: str, spans: Sequence[Span], count: int) -> Diagnostic:
    """Tabs between values, where only spaces are sure to be read the same everywhere."""
    times = _times(count)
    return _one(
        codes.TAB,
        Place(name, span=spans[0]),
        Bilingual(
            f"Une tabulation sert ici d’espace{times.fr}\u00a0: tous les lecteurs de YAML ne l’admettent pas.",
            f"A tab stands here for a space{times.en}: not every YAML reader takes it.",
        ),
        Bilingual("La remplacer par des espaces.", "Replace it with spaces."),
        _others(name, spans),
    )


def number_range(place: Place, digits: int, exponent: int) -> Diagnostic:
    """A number with more digits, or a larger exponent, than is read."""
    return _one(
        codes.NUMBER_RANGE,
        place,
        Bilingual(
            f"Nombre démesuré\u00a0: au plus {digits} chiffres, et un exposant entre -{exponent} et {exponent}.",
            f"Number out of all proportion: at most {digits} digits, and an exponent from -{exponent} to "
            f"{exponent}.",
        ),
        Bilingual(
            "Corriger le nombre, ou le mettre entre guillemets s’il s’agit d’un code.",
            "Mend the number, or quote it if it is a code.",
        ),
    )


def not_finite(place: Place) -> Diagnostic:
    """An infinity or a NaN."""
    return _one(
        codes.NOT_FINITE,
        place,
        Bilingual(
            "Ni l’infini ni «\u00a0.nan\u00a0» ne sont des nombres que l’on puisse compter.",
            "Neither infinity nor “.nan” is a number that can be counted with.",
        ),
        Bilingual(
            "Écrire un nombre, ou supprimer la ligne si la valeur n’est pas connue.",
            "Write a number, or delete the line if the value isn’t known.",
        ),
    )
