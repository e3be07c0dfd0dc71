"""The parser's complaints in sentences for people.

libyaml and PyYAML's own parser word the same mistakes differently; both are recognised here by a piece of
their English message. What isn't recognised still gets an honest general sentence, at the right place.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from alignment.kernel.bilingual import Bilingual
from alignment.kernel.diagnostic import Diagnostic, Place, Related
from alignment.source import codes, refusals
from alignment.source.text import Text


class Complaint(NamedTuple):
    """What the parser said: its problem, where, and the construct that it was reading, with where that
    began.
    """

    problem: str
    at: int
    context: str = ""
    began: int | None = None


class _Sentence(NamedTuple):
    pieces: tuple[str, ...]
    message: Bilingual
    hint: Bilingual
    at_start: bool = False  # the construct's beginning tells more than the place where the parser gave up


_TAB_MESSAGE = Bilingual(
    "Une tabulation sert ici d’espace\u00a0: YAML ne l’admet pas pour aligner.",
    "A tab stands here for spaces: YAML doesn’t take it for alignment.",
)
_TAB_HINT = Bilingual(
    "La remplacer par des espaces (deux par niveau).", "Replace it with spaces (two for each level)."
)

# In order: the first piece found in « context: problem » wins.
_SENTENCES = (
    _Sentence(
        ("mapping values are not allowed",),
        Bilingual(
            "Deux-points inattendu\u00a0: cette ligne a déjà une valeur, ou son décalage ne suit pas "
            "celui des voisines.",
            "Unexpected colon: this line already has a value, or isn’t indented like its neighbours.",
        ),
        Bilingual(
            "Mettre entre guillemets un texte qui contient «\u00a0:\u00a0» suivi d’un espace "
            '(titre: "Santé : un enjeu"), ou corriger le décalage.',
            'Quote a text that holds a colon followed by a space (title: "Health: a challenge"), or mend the '
            "indentation.",
        ),
    ),
    _Sentence(
        ("quoted scalar: found unexpected end of stream", "quoted scalar: found unexpected document"),
        Bilingual("Ce guillemet n’est jamais refermé.", "This quotation mark is never closed."),
        Bilingual(
            "Ajouter le guillemet fermant\u00a0; une apostrophe à l’intérieur de '...' s’écrit deux fois ('').",
            "Add the closing mark; an apostrophe inside '...' is written twice ('').",
        ),
        at_start=True,
    ),
    _Sentence(
        ("unknown escape", "escape sequence of", "did not find expected hexdecimal", "escape code"),
        Bilingual(
            "Séquence d’échappement inconnue\u00a0: entre guillemets doubles, «\u00a0\\\u00a0» annonce "
            "un caractère spécial.",
            "Unknown escape sequence: between double quotes, “\\” announces a special character.",
        ),
        Bilingual(
            "Écrire «\u00a0\\\\\u00a0» pour une barre oblique inverse, ou employer des guillemets simples.",
            "Write “\\\\” for a backslash, or use single quotes.",
        ),
    ),
    _Sentence(
        ("flow sequence: ",),
        Bilingual(
            "Liste entre crochets mal formée\u00a0: une virgule ou le crochet fermant «\u00a0]\u00a0» manque.",
            "Malformed list between brackets: a comma or the closing “]” is missing.",
        ),
        Bilingual(
            "Séparer les éléments par des virgules et refermer par «\u00a0]\u00a0»\u00a0; mettre entre "
            "guillemets un texte "
            "qui contient une virgule ou un crochet.",
            "Separate the items with commas and close with “]”; quote a text that holds a comma or a bracket.",
        ),
    ),
    _Sentence(
        ("flow mapping: ",),
        Bilingual(
            "Accolades mal formées\u00a0: une virgule, un deux-points ou l’accolade fermante "
            "«\u00a0}\u00a0» manque.",
            "Malformed braces: a comma, a colon or the closing “}” is missing.",
        ),
        Bilingual(
            "Écrire {clé: valeur, clé: valeur}, avec un espace après chaque deux-points\u00a0; mettre entre "
            "guillemets un texte qui contient une virgule ou une accolade.",
            "Write {key: value, key: value}, with a space after each colon; quote a text that holds a "
            "comma or a "
            "brace.",
        ),
    ),
    _Sentence(
        ("could not find expected ':'",),
        Bilingual(
            "Cette ligne n’a pas de deux-points\u00a0: on attendait «\u00a0clé: valeur\u00a0».",
            "This line has no colon: “key: value” was expected.",
        ),
        Bilingual(
            "Ajouter «\u00a0:\u00a0» suivi d’un espace, ou décaler la ligne si elle continue le texte précédent.",
            "Add “:” followed by a space, or indent the line if it continues the text before.",
        ),
        at_start=True,
    ),
    _Sentence(
        ("block sequence entries are not allowed", "sequence entries are not allowed"),
        Bilingual(
            "Tiret inattendu\u00a0: une liste commence sur sa propre ligne.",
            "Unexpected dash: a list begins on its own line.",
        ),
        Bilingual(
            "Aller à la ligne avant le tiret, et l’aligner avec les autres.",
            "Start a new line before the dash, and align it with the others.",
        ),
    ),
    _Sentence(
        ("block collection: ",),
        Bilingual(
            "Cette ligne n’est pas alignée avec la liste\u00a0: on attendait un tiret «\u00a0-\u00a0» ou "
            "moins de décalage.",
            "This line isn’t aligned with the list: a dash “-” or less indentation was expected.",
        ),
        Bilingual(
            "Aligner les tirets d’une même liste, et les clés d’un élément sous sa première clé.",
            "Align the dashes of one list, and the keys of an item under its first key.",
        ),
    ),
    _Sentence(
        ("block mapping: ",),
        Bilingual(
            "Cette ligne n’est pas alignée avec les clés du même niveau, ou sa clé manque.",
            "This line isn’t aligned with the keys of its level, or its key is missing.",
        ),
        Bilingual(
            "Aligner les clés d’un même niveau\u00a0; mettre entre guillemets un texte qui commence par "
            "un guillemet "
            "et continue après lui.",
            "Align the keys of one level; quote as a whole a text that begins with a quoted word and goes on.",
        ),
    ),
    _Sentence(
        ("mapping keys are not allowed",),
        Bilingual("Point d’interrogation inattendu ici.", "Unexpected question mark here."),
        Bilingual(
            "Mettre entre guillemets un texte qui commence par «\u00a0?\u00a0».",
            "Quote a text that begins with “?”.",
        ),
    ),
    _Sentence(
        ("block scalar: ", "indentation indicator", "chomping"),
        Bilingual(
            "En-tête de texte sur plusieurs lignes mal formé\u00a0: après «\u00a0|\u00a0» ou "
            "«\u00a0>\u00a0», rien d’autre n’est admis "
            "sur la ligne qu’un chiffre de 1 à 9, «\u00a0+\u00a0» ou «\u00a0-\u00a0».",
            "Malformed header of a text of several lines: after “|” or “>” only a digit from 1 to 9, “+” "
            "or “-” may "
            "stand on the line.",
        ),
        Bilingual(
            "Commencer le texte à la ligne suivante, décalé\u00a0; ou mettre entre guillemets un texte "
            "qui commence "
            "par «\u00a0|\u00a0» ou «\u00a0>\u00a0».",
            "Begin the text on the next line, indented; or quote a text that begins with “|” or “>”.",
        ),
    ),
    _Sentence(
        ("scanning an alias", "scanning an anchor", "undefined alias"),
        Bilingual(
            "«\u00a0*\u00a0» et «\u00a0&\u00a0» ont un sens particulier au début d’une valeur, et ce qui "
            "suit n’est pas un nom.",
            "“*” and “&” have a special meaning at the start of a value, and what follows isn’t a name.",
        ),
        Bilingual(
            "Mettre entre guillemets un texte qui commence par «\u00a0*\u00a0» ou «\u00a0&\u00a0».",
            "Quote a text that begins with “*” or “&”.",
        ),
    ),
    _Sentence(
        ("a tag", "tag handle", "tag URI", "expected '!'"),
        Bilingual(
            "«\u00a0!\u00a0» a un sens particulier au début d’une valeur (une étiquette de type), et "
            "celle-ci est mal formée.",
            "“!” has a special meaning at the start of a value (a type tag), and this one is malformed.",
        ),
        Bilingual(
            "Mettre entre guillemets un texte qui commence par «\u00a0!\u00a0».",
            "Quote a text that begins with “!”.",
        ),
    ),
    _Sentence(
        ("cannot start any token",),
        Bilingual("Ce caractère ne peut pas commencer une valeur.", "This character can’t begin a value."),
        Bilingual(
            "Mettre entre guillemets un texte qui commence par @, `, % ou une virgule.",
            "Quote a text that begins with @, `, % or a comma.",
        ),
    ),
    _Sentence(
        ("<document start>",),
        Bilingual(
            "Le document est déjà terminé\u00a0: cette ligne est en trop, ou n’est pas alignée avec le début.",
            "The document has already ended: this line is one too many, or isn’t aligned with the beginning.",
        ),
        Bilingual(
            "Aligner les clés du premier niveau au bord gauche.",
            "Align the top-level keys with the left edge.",
        ),
    ),
)
_GENERAL = _Sentence(
    (),
    Bilingual("YAML ne peut pas lire la suite à partir d’ici.", "YAML can’t read on from here."),
    Bilingual(
        "Vérifier le décalage, les guillemets, les crochets et les deux-points de cette ligne et de la "
        "précédente.",
        "Check the indentation, quotation marks, brackets and colons of this line and of the one before.",
    ),
)
_CLOSED_BEFORE = _Sentence(
    ("block mapping: ", "flow mapping: ", "flow sequence: "),
    Bilingual(
        "Le texte entre guillemets est déjà refermé juste avant\u00a0: ceci est en trop.",
        "The quoted text is already closed just before: this is one too many.",
    ),
    Bilingual(
        "Dans '...', écrire l’apostrophe deux fois ('')\u00a0; dans \"...\", écrire \\\" pour un guillemet.",
        "Inside '...', write the apostrophe twice (''); inside \"...\", write \\\" for a quotation mark.",
    ),
)
_NEVER_CLOSED = next(sentence for sentence in _SENTENCES if sentence.at_start)
_ENTRY = re.compile(r"[\r\n]+ *(?:- +)?(?:[\w-]+:(?: |$|(?=[\r\n]))|- )", re.MULTILINE)
"""The beginning of an entry on a line of its own: a key, or a dash."""
_DIRECTIVES = ("directive", "version number", "incompatible YAML")


def refusal(text: Text, complaint: Complaint) -> Diagnostic:
    """Turn what the parser said into one diagnostic."""
    at = min(complaint.at, len(text.content))
    began = complaint.began
    whole = f"{complaint.context}: {complaint.problem}"
    if any(piece in whole for piece in _DIRECTIVES):
        line = at if began is None else began
        return refusals.directives(text.name, [text.span(line, line + 1)], 1)
    if "tab" in complaint.problem.split() or text.content[at : at + 1] == "\t":
        return _at(text, codes.TAB, at, _TAB_MESSAGE, _TAB_HINT)
    opened = _open_quote(text.content, at)
    if opened is not None:
        began, sentence = opened, _NEVER_CLOSED
    else:
        sentence = _sentence(whole, text.content[max(at - 1, 0) : at])
    related: tuple[Related, ...] = ()
    if began is not None and (sentence.at_start or not text.content[at:].strip()):
        at = began
    elif began is not None and "flow " in whole and _begins_an_entry(text.content, began, at):
        at = began  # what follows is the next entry: the bracket itself was never closed
    elif began is not None and began != at:
        start = Place(text.name, span=text.span(began, began + 1))
        related = (
            Related(
                start,
                Bilingual("Le passage en cours de lecture commence ici.", "What was being read begins here."),
            ),
        )
    return _at(text, codes.SYNTAX, at, sentence.message, sentence.hint, related)


def _open_quote(content: str, at: int) -> int | None:
    """Where a quotation mark was opened that swallowed whole entries, up to the one that ends just before `at`."""
    mark = content[at - 1 : at]
    if mark not in ('"', "'"):
        return None
    opened = content.rfind(mark, 0, at - 1)
    return opened if opened >= 0 and _ENTRY.search(content, opened, at) else None


def _begins_an_entry(content: str, began: int, at: int) -> bool:
    """Whether `at` lies on a later line than `began`, one that begins with a dash or with a key."""
    line = max(content.rfind("\n", 0, at), content.rfind("\r", 0, at))
    return began < line and _ENTRY.match(content, line) is not None


def _sentence(whole: str, before: str) -> _Sentence:
    """Choose by what the parser said, and by the character before the place where it gave up."""
    candidates = (_CLOSED_BEFORE, *_SENTENCES) if before in ("'", '"') else _SENTENCES
    for sentence in candidates:
        if any(piece in whole for piece in sentence.pieces):
            return sentence
    return _GENERAL


def _at(
    text: Text,
    code: codes.Code,
    at: int,
    message: Bilingual,
    hint: Bilingual,
    related: tuple[Related, ...] = (),
) -> Diagnostic:
    end = min(at + 1, len(text.content))
    return Diagnostic(code.code, code.severity, message, Place(text.name, span=text.span(at, end)), hint, related)
