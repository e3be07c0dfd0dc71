"""How a rule speaks: a function from the linked data set to diagnostics, one idea each.

A rule that fails is a fault of the tool, not of the data: it is told as such, and the others still run.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, Literal, NamedTuple, get_args

from alignment.check import codes
from alignment.kernel.bilingual import Bilingual
from alignment.kernel.diagnostic import Diagnostic, Mend, Path, Place, Related
from alignment.model.dataset import Dataset
from alignment.source.codes import Code

Subject = Literal["texts", "roadmap", "region", "whole"]
SUBJECTS: Final[tuple[Subject, ...]] = get_args(Subject)
"""What a rule looks at in one go, which is what must be at hand when it runs, and read again when it changes:
`texts`: regions, strategies, frameworks and vocabularies, and no roadmap;
`roadmap`: each roadmap by itself, against the texts;
`region`: the roadmaps of each region among themselves;
`whole`: texts and roadmaps in any combination, of the roadmaps their id, name and regions alone.
"""


class Rule(NamedTuple):
    """A function over the data set, the codes that it may report, and what it looks at."""

    judge: Callable[[Dataset], Iterator[Diagnostic]]
    codes: tuple[Code, ...]
    subject: Subject


def run(
    rules: Iterable[Rule],
    data: Dataset,
    subjects: Sequence[Subject] = SUBJECTS,
    regions: Iterable[str] | None = None,
) -> list[Diagnostic]:
    """What every rule on these subjects finds; rules about regions, in these regions (all by default).

    With ALIGNMENT_DEBUG set, a failing rule raises instead of being told.
    """
    found: list[Diagnostic] = []
    for rule in rules:
        if rule.subject not in subjects:
            continue
        try:
            if rule.subject == "region":
                for part in data.by_region(regions):
                    found.extend(rule.judge(part))
            else:
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
