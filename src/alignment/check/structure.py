"""One file against the format: its faults become sentences with a place, a code and a way out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple, get_args

from alignment.check import codes
from alignment.check.mends import boolean_mend, key_mend, value_mend
from alignment.check.nearest import did_you_mean
from alignment.check.numbers import rewritten_number
from alignment.kernel.bilingual import Bilingual
from alignment.kernel.diagnostic import Diagnostic, Mend, Path, Place
from alignment.kernel.safe_text import terminal
from alignment.model.file_model import FileModel, fields_of
from alignment.model.files import KINDS
from alignment.source.codes import Code


class Sentence(NamedTuple):
    """What an error type becomes: its code, what was expected, how to mend it."""

    code: Code
    expected: Bilingual
    hint: Bilingual | None = None


_DECIMAL = Bilingual(
    "Écrire le nombre en chiffres, sans espace ni unité, avec un point pour les décimales\u00a0: 1250000 ou 0.4.",
    "Write the number in digits, without spaces or unit, with a point for decimals: 1250000 or 0.4.",
)
_SENTENCES: Mapping[str, Sentence] = {
    "al_text": Sentence(
        codes.TEXT,
        Bilingual("un texte est attendu", "a text is expected"),
        Bilingual("Mettre la valeur entre guillemets.", "Put the value in quotes."),
    ),
    "al_empty": Sentence(
        codes.TEXT,
        Bilingual("un texte non vide est attendu", "a text that is not empty is expected"),
        Bilingual("Écrire le texte, ou retirer la clé.", "Write the text, or remove the key."),
    ),
    "al_id": Sentence(
        codes.IDENTIFIER,
        Bilingual("un identifiant est attendu", "an identifier is expected"),
        Bilingual(
            "Lettres minuscules sans accent, chiffres et traits d’union\u00a0: «\u00a0transition-numerique\u00a0».",
            "Lower-case letters without accents, digits and hyphens: “transition-numerique”.",
        ),
    ),
    "al_number": Sentence(codes.NUMBER, Bilingual("un nombre est attendu", "a number is expected"), _DECIMAL),
    "al_positive": Sentence(
        codes.NUMBER,
        Bilingual("un nombre supérieur à zéro est attendu", "a number above zero is expected"),
    ),
    "al_not_negative": Sentence(
        codes.NUMBER,
        Bilingual("un nombre positif ou nul est attendu", "a number of zero or more is expected"),
    ),
    "al_depth": Sentence(
        codes.NUMBER,
        Bilingual("un niveau est attendu (1 pour les axes)", "a depth is expected (1 for axes)"),
    ),
    "al_count": Sentence(
        codes.NUMBER,
        Bilingual("un nombre entier positif ou nul est attendu", "a whole number of zero or more is expected"),
        _DECIMAL,
    ),
    "al_share": Sentence(
        codes.SHARE,
        Bilingual("une part entre 0 et 1 est attendue", "a share between 0 and 1 is expected"),
        Bilingual("Pour 40\u00a0%, écrire 0.4.", "For 40%, write 0.4."),
    ),
    "al_money": Sentence(
        codes.MONEY, Bilingual("un montant en euros est attendu", "an amount in euros is expected"), _DECIMAL
    ),
    "al_money_decimals": Sentence(
        codes.MONEY,
        Bilingual("un montant en euros a deux décimales au plus", "an amount in euros has two decimals at most"),
    ),
    "al_money_range": Sentence(
        codes.MONEY,
        Bilingual(
            "un montant est compris entre 0 et mille milliards d’euros",
            "an amount lies between 0 and a thousand billion euros",
        ),
    ),
    "al_period": Sentence(
        codes.PERIOD,
        Bilingual(
            "une période est attendue, début et fin séparés par «\u00a0/\u00a0», la fin après le début",
            "a period is expected, start and end separated by “/”, the end after the start",
        ),
        Bilingual(
            "Exemples\u00a0: 2022/2028, 2023-03/2025-12, 2023-01-15/2023-06-30.",
            "Examples: 2022/2028, 2023-03/2025-12, 2023-01-15/2023-06-30.",
        ),
    ),
    "al_date": Sentence(
        codes.DATE,
        Bilingual("une date du calendrier est attendue", "a date of the calendar is expected"),
        Bilingual(
            "Année, mois ou jour\u00a0: 2024, 2024-03 ou 2024-03-15.",
            "Year, month or day: 2024, 2024-03 or 2024-03-15.",
        ),
    ),
    "al_reference": Sentence(
        codes.REFERENCE_FORM,
        Bilingual("une référence à une priorité est attendue", "a reference to a priority is expected"),
        Bilingual(
            "Forme\u00a0: cadre:priorité, comme «\u00a0s3:sante\u00a0»\u00a0; ou région/cadre:priorité.",
            "Form: framework:priority, such as “s3:sante”; or region/framework:priority.",
        ),
    ),
    "bool_type": Sentence(
        codes.BOOLEAN,
        Bilingual("true ou false est attendu", "true or false is expected"),
        Bilingual(
            "Écrire true (oui) ou false (non), en minuscules et sans guillemets.",
            "Write true or false, in lower case and without quotes.",
        ),
    ),
    "tuple_type": Sentence(
        codes.SHAPE,
        Bilingual("une liste est attendue", "a list is expected"),
        Bilingual(
            "Écrire chaque élément sur sa ligne après un tiret, ou [a, b]\u00a0; [] pour aucun.",
            "Write each item on a line of its own after a dash, or [a, b]; [] for none.",
        ),
    ),
    "dict_type": Sentence(
        codes.SHAPE,
        Bilingual("des couples «\u00a0clé\u00a0: valeur\u00a0» sont attendus", "“key: value” pairs are expected"),
    ),
    "model_type": Sentence(
        codes.SHAPE,
        Bilingual("des couples «\u00a0clé\u00a0: valeur\u00a0» sont attendus", "“key: value” pairs are expected"),
    ),
    "string_type": Sentence(
        codes.TEXT,
        Bilingual("un texte est attendu", "a text is expected"),
        Bilingual("Mettre la valeur entre guillemets.", "Put the value in quotes."),
    ),
    "al_requirement_bound": Sentence(
        codes.REQUIREMENT_FORM,
        Bilingual(
            "une exigence porte exactement une borne, at_least (au moins) ou at_most (au plus)",
            "a requirement has exactly one bound, at_least or at_most",
        ),
    ),
    "al_requirement_node": Sentence(
        codes.REQUIREMENT_FORM,
        Bilingual(
            "cette mesure ne porte pas sur une priorité (node)", "this metric is not about one priority (node)"
        ),
        Bilingual(
            "node va avec coverage, delivered ou funded_share.",
            "node goes with coverage, delivered or funded_share.",
        ),
    ),
    "al_requirement_framework": Sentence(
        codes.REQUIREMENT_FORM,
        Bilingual("cette mesure demande un cadre (framework)", "this metric needs a framework"),
        Bilingual("Ajouter par exemple framework: s3.", "Add for example framework: s3."),
    ),
    "al_requirement_mismatch": Sentence(
        codes.REQUIREMENT_FORM,
        Bilingual("node et framework désignent deux cadres différents", "node and framework name two frameworks"),
        Bilingual("Garder node seul suffit.", "node alone is enough."),
    ),
    "al_states": Sentence(
        codes.THRESHOLDS,
        Bilingual("le seuil gap ne peut pas dépasser le seuil partial", "the gap threshold cannot exceed partial"),
    ),
}


_ALTERNATIVE = re.compile(r"(?:function-\w+|literal)\[")
"""What pydantic adds to a path to say which of several forms of a value it speaks of."""
_ANYTHING_ELSE = Sentence(codes.SHAPE, Bilingual("une autre valeur est attendue", "another value is expected"))


def explain(faults: Iterable[Mapping[str, Any]], file: str, model: type[FileModel]) -> list[Diagnostic]:
    """The structural problems of one file, from its faults (`model.faults`)."""
    found: list[Diagnostic] = []
    alternatives: set[Path] = set()
    for detail in faults:
        path = tuple(step for step in detail["loc"] if not _ALTERNATIVE.match(str(step)))
        if len(path) < len(detail["loc"]):
            if path in alternatives:
                continue  # of several forms that a value may have, the first one tells enough
            alternatives.add(path)
        found.append(_diagnostic({**detail, "loc": path}, file, model))
    return found


def _diagnostic(detail: Mapping[str, Any], file: str, model: type[FileModel]) -> Diagnostic:
    kind: str = detail["type"]
    path: Path = detail["loc"]
    special: Callable[[Mapping[str, Any], Path, str, type[FileModel]], Diagnostic] | None = _SPECIAL.get(kind)
    if special is not None:
        return special(detail, path, file, model)
    on_key = bool(path) and path[-1] == "[key]"
    path = path[:-1] if on_key else path
    sentence = _SENTENCES.get(kind, _ANYTHING_ELSE)
    value = path[-1] if on_key else detail["input"]
    found = shown(value)
    hint = sentence.hint
    mend = boolean_mend(value) if kind == "bool_type" else None
    if hint is _DECIMAL and isinstance(value, str) and (rewriting := rewritten_number(value)):
        hint = Bilingual(f"Écrire {rewriting}.", f"Write {rewriting}.")
        mend = Mend(rewriting, safe=False)  # what separates thousands here may separate decimals there
    fr, en = sentence.expected
    message = Bilingual(_capital(fr) + found.fr + ".", _capital(en) + found.en + ".")
    place = Place(file, path, on_key)
    return Diagnostic(sentence.code.code, sentence.code.severity, message, place, hint, mend=mend)


def _unknown_key(_: Mapping[str, Any], path: Path, file: str, model: type[FileModel]) -> Diagnostic:
    key = str(path[-1])
    known = fields_at(model, path[:-1])
    listed = ", ".join(known)
    mend = key_mend(key, known)
    return Diagnostic(
        codes.UNKNOWN_KEY.code,
        codes.UNKNOWN_KEY.severity,
        Bilingual(f"Clé inconnue «\u00a0{terminal(key)}\u00a0».", f"Unknown key “{terminal(key)}”."),
        Place(file, path, on_key=True),
        _write(mend)
        or did_you_mean(key, known)
        or Bilingual(f"Clés admises ici\u00a0: {listed}.", f"Keys allowed here: {listed}."),
        mend=mend,
    )


def _missing_key(_: Mapping[str, Any], path: Path, file: str, __: type[FileModel]) -> Diagnostic:
    key = path[-1]
    return Diagnostic(
        codes.MISSING_KEY.code,
        codes.MISSING_KEY.severity,
        Bilingual(f"La clé «\u00a0{key}\u00a0» manque.", f"The key “{key}” is missing."),
        Place(file, path[:-1]),
        Bilingual(f"Ajouter une ligne «\u00a0{key}: …\u00a0» ici.", f"Add a line “{key}: …” here."),
    )


def _choice(detail: Mapping[str, Any], path: Path, file: str, _: type[FileModel]) -> Diagnostic:
    allowed = [name for name in str(detail["ctx"]["expected"]).split("'")[1::2] if name]
    value = detail["input"]
    found = shown(value)
    listed = ", ".join(allowed)
    if path == ("alignment",):
        return _kind(value, allowed[0], file)
    mend = value_mend(value, allowed)
    return Diagnostic(
        codes.CHOICE.code,
        codes.CHOICE.severity,
        Bilingual(f"Valeur hors liste{found.fr}.", f"Not one of the values allowed{found.en}."),
        Place(file, path),
        _write(mend)
        or (did_you_mean(value, allowed) if isinstance(value, str) else None)
        or Bilingual(f"Valeurs admises\u00a0: {listed}.", f"Values allowed: {listed}."),
        mend=mend,
    )


def _write(mend: Mend | None) -> Bilingual | None:
    """The way out where only one thing can be meant."""
    if mend is None or not mend.safe:
        return None
    return Bilingual(f"Écrire «\u00a0{mend.text}\u00a0».", f"Write “{mend.text}”.")


def _kind(value: object, expected: str, file: str) -> Diagnostic:
    found = shown(value)
    newer = isinstance(value, str) and value.startswith(expected.rpartition("/v")[0] + "/v")
    message = Bilingual(
        f"À cet endroit, le fichier doit commencer par «\u00a0alignment: {expected}\u00a0»{found.fr}.",
        f"In this place the file must start with “alignment: {expected}”{found.en}.",
    )
    hint = Bilingual("Corriger l’en-tête, ou déplacer le fichier.", "Mend the header, or move the file.")
    if newer:
        hint = Bilingual(
            "Ce fichier suit un format plus récent que cet outil\u00a0: mettre alignment à jour.",
            "This file follows a newer format than this tool: update alignment.",
        )
    return Diagnostic(codes.FILE_KIND.code, codes.FILE_KIND.severity, message, Place(file, ("alignment",)), hint)


def unknown_kind(header: object, file: str) -> Diagnostic:
    """A file that lies outside any data set and whose header doesn't say what it describes."""
    kinds = [f"{kind}/v1" for kind in KINDS]
    found = shown(header) if header is not None else Bilingual("", "")
    return Diagnostic(
        codes.FILE_KIND.code,
        codes.FILE_KIND.severity,
        Bilingual(
            f"On ne sait pas ce que décrit ce fichier{found.fr}.",
            f"What this file describes isn’t known{found.en}.",
        ),
        Place(file, ("alignment",)),
        did_you_mean(str(header or ""), kinds)
        or Bilingual(
            f"Commencer par une ligne «\u00a0alignment: …\u00a0», parmi\u00a0: {', '.join(kinds)}.",
            f"Begin with a line “alignment: …”, one of {', '.join(kinds)}.",
        ),
    )


_SPECIAL: Mapping[str, Callable[[Mapping[str, Any], Path, str, type[FileModel]], Diagnostic]] = {
    "extra_forbidden": _unknown_key,
    "missing": _missing_key,
    "literal_error": _choice,
}


def fields_at(model: type[FileModel], path: Path) -> list[str]:
    """The keys that the format allows in the mapping at `path` of a file of this model."""
    here: type[FileModel] | None = model
    for step in path:
        if isinstance(step, int) or here is None:
            continue
        here = next((_model_in(field.hint) for field in fields_of(here) if field.key == step), None)
    return [field.key for field in fields_of(here)] if here else []


def _model_in(hint: Any) -> type[FileModel] | None:
    """The model that values of a type hold, through lists and alternatives."""
    if isinstance(hint, type) and issubclass(hint, FileModel):
        return hint
    return next((found for argument in get_args(hint) if (found := _model_in(argument))), None)


def shown(value: object) -> Bilingual:
    """What was found, as the end of a sentence."""
    if value is None:
        return Bilingual("\u00a0; la valeur est vide", "; the value is empty")
    if isinstance(value, dict):
        return Bilingual("\u00a0; des couples clé/valeur ont été trouvés", "; key/value pairs were found")
    if isinstance(value, list):
        return Bilingual("\u00a0; une liste a été trouvée", "; a list was found")
    text = str(value).lower() if isinstance(value, bool) else str(value)
    text = terminal(text if len(text) <= 60 else text[:59] + "…")
    return Bilingual(f"\u00a0; trouvé\u00a0: «\u00a0{text}\u00a0»", f"; found: “{text}”")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
