"""What every form of a check says in words: how bad, how much, what was set aside."""

from __future__ import annotations

from collections import Counter

from alignment.kernel.bilingual import Lang
from alignment.kernel.diagnostic import Severity
from alignment.report import words
from alignment.report.findings import Findings

SEVERITY = {
    Severity.ERROR: words.nouns("erreur", "error"),
    Severity.WARNING: words.nouns("avertissement", "warning"),
    Severity.INFO: words.nouns("information", "note"),
}
"""How bad a problem is, one and several."""

_FILES = words.nouns("fichier contrôlé", "file checked", "fichiers contrôlés", "files checked")
_ASIDE = words.nouns("constat mis à l’écart", "finding set aside", "constats mis à l’écart", "findings set aside")
_OTHERS = words.nouns("autre problème", "other problem", "autres problèmes", "other problems")
_KNOWN = words.nouns(
    "problème déjà présent dans la révision de base n’est pas montré",
    "problem of the base revision is not shown",
    "problèmes déjà présents dans la révision de base ne sont pas montrés",
    "problems of the base revision are not shown",
)


def summary(findings: Findings, lang: Lang) -> str:
    """What was checked, how much was found, and how much is not shown."""
    colon = f"{words.SPACE}:" if lang == "fr" else ":"
    parts = [
        words.count(findings.count(severity), *SEVERITY[severity], lang)
        for severity in Severity
        if findings.count(severity)
    ]
    found = words.listing(parts, lang) or ("aucun problème" if lang == "fr" else "no problem")
    checked = words.count(findings.files, *_FILES, lang)
    sentences = [f"{checked}, {findings.data_set.to(lang)}{colon} {found}."]
    if findings.suppressed:
        sentences.append(words.count(len(findings.suppressed), *_ASIDE, lang) + ".")
    if findings.known:
        sentences.append(words.count(findings.known, *_KNOWN, lang) + ".")
    if findings.failed:
        sentences.append(
            "Une règle a échoué\u00a0: le contrôle est incomplet."
            if lang == "fr"
            else "A rule failed: the check is incomplete."
        )
    return " ".join(sentences)


def others(number: int, lang: Lang) -> str:
    """A line that stands for what is not listed."""
    return f"… {words.count(number, *_OTHERS, lang)}."


def reasons(findings: Findings) -> list[tuple[str, str, int]]:
    """Codes set aside with their reasons, and how often, in order of code."""
    counts = Counter((each.located.diagnostic.code, each.reason) for each in findings.suppressed)
    return [(*key, number) for key, number in sorted(counts.items())]
