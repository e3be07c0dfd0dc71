"""What people set aside, and why: comments `# alignment: ignore[AL301] reason` and the table `ignore` of the configuration.

A comment counts for its own line, or for the next line when it stands alone. What stops a score can't be set aside.
"""

from __future__ import annotations

import os.path
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Literal

from alignment.check import codes
from alignment.check.nearest import did_you_mean
from alignment.check.rule import problem
from alignment.config import CheckSettings
from alignment.kernel.bilingual import Bilingual
from alignment.kernel.diagnostic import Diagnostic, Place, Span
from alignment.kernel.safe_text import terminal
from alignment.kernel.user_error import UserError
from alignment.report.findings import Located, Suppressed
from alignment.source.codes import Code
from alignment.source.comments import Comment, comments
from alignment.source.text import Text
from alignment.source.yaml_events import Document, Unreadable

_MARK = "ignore"
_ASKS = re.compile(r"alignment\s*:\s*ignore\b(?P<rest>.*)", re.DOTALL)
_FORM = re.compile(r"\s*\[(?P<codes>[^\]]*)\]\s*(?P<reason>.*)", re.DOTALL)


@dataclass(frozen=True)
class Ignore:
    """A rule set aside: where it was said (`place`), and why.

    A comment covers one `line` of its file; a configuration the files of a `pattern`, all of them by default.
    """

    code: Code
    reason: str
    by: Literal["comment", "configuration"]
    place: Place
    line: int = 0
    pattern: str | None = None

    def covers(self, located: Located) -> bool:
        """Whether a problem of this rule is set aside."""
        if self.by == "comment":
            return located.file == self.place.file and located.span.line == self.line
        return self.pattern is None or fnmatchcase(located.file, self.pattern)


def from_comments(files: Mapping[str, Document | Unreadable]) -> tuple[list[Ignore], list[Diagnostic]]:
    """What the comments of these files set aside, and what is wrong with them."""
    ignores: list[Ignore] = []
    problems: list[Diagnostic] = []
    for file, document in files.items():
        if isinstance(document, Document):
            for comment in comments(document.text, _MARK):
                asked, refused = _read(comment, file, document.text)
                ignores += asked
                problems += refused
    return ignores, problems


def _read(comment: Comment, file: str, text: Text) -> tuple[list[Ignore], list[Diagnostic]]:
    """What one comment sets aside, and what is wrong with it; nothing when it asks for something else."""
    asked = _ASKS.fullmatch(comment.words)
    if asked is None:
        return [], []
    place = Place(file, span=comment.span)
    form = _FORM.fullmatch(asked["rest"])
    names = [name.strip() for name in form["codes"].split(",")] if form else []
    if form is None or not all(names):
        return [], [_malformed(place)]
    line = _line_meant(comment, text)
    ignores: list[Ignore] = []
    problems = [] if form["reason"] else [_without_reason(place)]
    for name in names:
        code = codes.BY_CODE.get(name)
        if code is None or code.blocks:
            problems.append(_refused(name, code, place))
        else:
            ignores.append(Ignore(code, form["reason"], "comment", place, line))
    return ignores, problems


def _malformed(place: Place) -> Diagnostic:
    return problem(
        codes.REFUSED_IGNORE,
        place,
        "Cette mise à l’écart est mal formée.",
        "This ignore comment is malformed.",
        Bilingual(
            "Forme\u00a0: # alignment: ignore[AL301] raison, ou [AL301, AL302].",
            "Form: # alignment: ignore[AL301] reason, or [AL301, AL302].",
        ),
    )


def _without_reason(place: Place) -> Diagnostic:
    return problem(
        codes.IGNORE_WITHOUT_REASON,
        place,
        "Cette mise à l’écart ne dit pas pourquoi.",
        "This ignore comment gives no reason.",
        Bilingual("Écrire la raison après le crochet.", "Write the reason after the bracket."),
    )


def _line_meant(comment: Comment, text: Text) -> int:
    """The line that a comment speaks of: its own, or the first after it that isn't a comment alone."""
    line = comment.span.line
    if comment.alone:
        line += 1
        while text.line(line).lstrip().startswith("#"):
            line += 1
    return line


def _refused(name: str, code: Code | None, place: Place) -> Diagnostic:
    shown = terminal(name[:40])
    if code is None:
        return problem(
            codes.REFUSED_IGNORE,
            place,
            f"Règle inconnue «\u00a0{shown}\u00a0».",
            f"Unknown rule “{shown}”.",
            did_you_mean(name, codes.BY_CODE)
            or Bilingual("«\u00a0alignment rule\u00a0» énumère les règles.", "“alignment rule” lists the rules."),
        )
    return problem(
        codes.REFUSED_IGNORE,
        place,
        f"La règle {code.code} ({code.slug}) ne peut pas être mise à l’écart\u00a0: ses erreurs arrêtent les scores.",
        f"Rule {code.code} ({code.slug}) can’t be set aside: its errors stop the scores.",
        Bilingual(
            "Corriger le problème, puis retirer cette mise à l’écart.",
            "Mend the problem, then remove this comment.",
        ),
    )


def from_settings(settings: CheckSettings, root: Path) -> list[Ignore]:
    """What the configuration sets aside, where it speaks of this data folder.

    Raises UserError when it names a rule that doesn't exist or can't be set aside.
    """
    file = settings.file
    if file is None or not root.is_relative_to(file.parent.resolve()):
        return []
    ignores = []
    for ignored in settings.ignored:
        code = codes.BY_CODE.get(ignored.code)
        place = Place(
            os.path.relpath(file.resolve(), root).replace(os.sep, "/"), span=_line_of(ignored.code, file)
        )
        if code is None or code.blocks:
            refused = _refused(ignored.code, code, place)
            hint = refused.hint or Bilingual("", "")
            raise UserError(
                Bilingual(
                    f"{file.name}\u00a0: {refused.message.fr} {hint.fr}",
                    f"{file.name}: {refused.message.en} {hint.en}",
                )
            )
        ignores.append(Ignore(code, ignored.reason, "configuration", place, pattern=ignored.pattern))
    return ignores


def _line_of(code: str, file: Path) -> Span:
    """Where the configuration names a rule; its first line when it is written in some other way."""
    for number, line in enumerate(file.read_text("utf-8").split("\n"), 1):
        column = line.find(code) + 1
        if column:
            return Span(number, column, number, column + len(code))
    return Span(1, 1, 1, 1)


def set_aside(
    found: Iterable[Located], ignores: Sequence[Ignore]
) -> tuple[list[Located], list[Suppressed], set[int]]:
    """What stays, what is set aside, and the indices of the ignores that served."""
    by_code: dict[str, list[int]] = {}
    for index, ignore in enumerate(ignores):
        by_code.setdefault(ignore.code.code, []).append(index)
    kept: list[Located] = []
    aside: list[Suppressed] = []
    used: set[int] = set()
    for located in found:
        serving = [i for i in by_code.get(located.diagnostic.code, ()) if ignores[i].covers(located)]
        used.update(serving)
        if serving:
            aside.append(Suppressed(located, ignores[serving[0]].reason, ignores[serving[0]].by))
        else:
            kept.append(located)
    return kept, aside, used


def unused(ignores: Iterable[Ignore]) -> list[Diagnostic]:
    """The ignores that set nothing aside, as findings."""
    return [
        problem(
            codes.UNUSED_IGNORE,
            ignore.place,
            f"La mise à l’écart de {ignore.code.code} ({ignore.code.slug}) ne sert à rien ici.",
            f"Setting {ignore.code.code} ({ignore.code.slug}) aside serves nothing here.",
            Bilingual("La retirer.", "Remove it."),
        )
        for ignore in ignores
    ]
