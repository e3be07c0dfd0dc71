"""How a rule speaks: a function from the linked data set to diagnostics, one idea each.

A rule that fails is a fault of the tool, not of the data: it is told as such, and the others still run.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from alignment.check import codes
from alignment.kernel.bilingual import Bilingual
from alignment.kernel.diagnostic import Diagnostic, Mend, Path, Place, Related
from alignment.model.dataset import Dataset
from alignment.source.codes import Code


class Rule(NamedTuple):
    """A function over the data set, and the codes that it may report."""

    judge: Callable[[Dataset], Iterator[Diagnostic]]
    codes: tuple[Code, ...]


def run(rules: Iterable[Rule], data: Dataset) -> list[Diagnostic]:
    """What every rule finds. With ALIGNMENT_DEBUG set, a failing rule raises instead of being told."""
    found: list[Diagnostic] = []
    for rule in rules:
        try:
            found.extend(rule.judge(data))
        except Exception as error:
            if os.environ.get("ALIGNMENT_DEBUG"):
                raise
            found.append(failure(rule.codes, error))
    return found


def failure(failed: Iterable[Code], error: Exception) -> Diagnostic:
    """A rule that could not judge: the fault is the tool's."""
    names = ", ".join(f"{code.code} ({code.slug})" for code in failed)
    return problem(
        codes.RULE_FAILURE,
        Place("."),
        f"La règle {names} a échoué ({type(error).__name__})\u00a0: ce qu’elle contrôle n’a pas été vérifié.",
        f"Rule {names} failed ({type(error).__name__}): what it checks was not verified.",
        Bilingual(
            "C’est un défaut de l’outil, merci de le signaler. ALIGNMENT_DEBUG=1 en montre le détail.",
            "This is a fault of the tool, please report it. ALIGNMENT_DEBUG=1 shows the details.",
        ),
    )


def problem(
    code: Code,
    place: Place,
    fr: str,
    en: str,
    hint: Bilingual | None = None,
    related: Iterable[Related] = (),
    mend: Mend | None = None,
) -> Diagnostic:
    """A diagnostic of this code, as bad as the default profile holds it."""
    return Diagnostic(code.code, code.severity, Bilingual(fr, en), place, hint, tuple(related), mend)


def at(file: str, *path: str | int, on_key: bool = False) -> Place:
    """A place in a file."""
    steps: Path = path
    return Place(file, steps, on_key)
