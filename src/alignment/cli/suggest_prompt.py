"""`alignment suggest --interactive`: one suggestion at a time, on the terminal; what was decided is never lost."""

from __future__ import annotations

import sys

from rich.console import Console
from rich.text import Text

from alignment.kernel.bilingual import Bilingual, Lang
from alignment.kernel.safe_text import terminal as safe
from alignment.kernel.user_error import UserError
from alignment.match.matcher import Suggestion
from alignment.match.region import Selection, Suggested
from alignment.model.values import Level
from alignment.report import words
from alignment.report.content.suggest import SuggestQuestion, met_words

_LEVELS: dict[str, Level] = {"p": "principal", "s": "significant"}
_WIDEST = 100


def require_terminal() -> None:
    """Raise UserError when nobody can be asked: the keyboard or the screen isn't a terminal."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise UserError(
            Bilingual(
                "--interactive pose des questions\u00a0: il lui faut un terminal, au clavier comme à l’écran. "
                "Sans terminal, --above et --write font le tri.",
                "--interactive asks questions: it needs a terminal, keyboard and screen. "
                "Without one, --above and --write do the sorting.",
            )
        )


class Session:
    """The questions and what was decided. Questions go to standard error, so that a result can be kept apart."""

    def __init__(self, asked: SuggestQuestion, region: str, lang: Lang) -> None:
        """Prepare to ask about the suggestions of a region."""
        self._asked = asked
        self._region = region
        self._lang: Lang = lang
        width = min(_WIDEST, Console(stderr=True).width)
        self._console = Console(stderr=True, highlight=False, markup=False, emoji=False, width=width)
        self._nobody_left = False
        self.accepted: list[tuple[Suggested, Suggestion, Level]] = []
        self.rejected: list[tuple[Suggested, Suggestion]] = []

    def decide(self, found: Selection) -> None:
        """Ask about each suggestion in turn, until the last one, `q`, Ctrl-C or the end of the input."""
        every = [(each, suggestion) for each in found.kept for suggestion in each.suggestions]
        try:
            for number, (each, suggestion) in enumerate(every, start=1):
                self._show(each, suggestion, f"{number}/{len(every)}")
                answer = self._answer(suggestion)
                if answer in _LEVELS:
                    self.accepted.append((each, suggestion, _LEVELS[answer]))
                elif answer == "r":
                    self.rejected.append((each, suggestion))
                elif answer == "q":
                    break
        except KeyboardInterrupt:
            self._console.print()
        except EOFError:
            self._console.print()
            self._nobody_left = True
        self._line(self._said())

    def confirms(self) -> bool:
        """Whether what was accepted is to be written; no after the end of the input, where nobody can be asked."""
        fr = self._lang == "fr"
        if self.accepted and self._nobody_left:
            self._line(
                "Ce qui est accepté n’est pas écrit (--write l’écrit sans demander)."
                if fr
                else "What is accepted isn’t written (--write writes it without asking)."
            )
        if not self.accepted or self._nobody_left:
            return False
        question = (
            "Écrire dans les feuilles de route ce qui est accepté\u00a0? (o/n) "
            if fr
            else "Write what is accepted into the roadmaps? (y/n) "
        )
        try:
            return self._console.input(Text(question)).strip().lower()[:1] in ("o", "y")
        except (KeyboardInterrupt, EOFError):
            return False

    def _show(self, each: Suggested, suggestion: Suggestion, place: str) -> None:
        colon = words.colon(self._lang)
        node = self._asked.node(self._region, suggestion.ref)
        self._console.print()
        self._line(f"{place}  {each.placed.roadmap.name}{colon} {each.action.title}", "bold")
        if each.action.description:
            self._line(each.action.description)
        if each.action.contributions:
            declared = ", ".join(
                f"{ref} {words.LEVEL[level].to(self._lang)}" for ref, level in each.action.contributions.items()
            )
            self._line(f"{'Déclaré' if self._lang == 'fr' else 'Declared'}{colon} {declared}", "dim")
        self._line(f"→ {self._asked.priority(self._region, suggestion.ref)}", "bold cyan")
        if node.description:
            self._line(node.description)
        confidence = words.share(suggestion.confidence, self._lang, 0)
        said = Bilingual(f"Confiance{colon} {confidence}. Mots", f"Confidence{colon} {confidence}. Words")
        self._line(f"{said.to(self._lang)}{colon} {met_words(suggestion)}", "dim")

    def _answer(self, suggestion: Suggestion) -> str:
        """One of p, s, r, q, or nothing to skip."""
        fr = self._lang == "fr"
        proposed = words.quoted(words.LEVEL[suggestion.level].to(self._lang), self._lang)
        question = (
            f"p principal, s significatif (proposé\u00a0: {proposed}), r rejeter, Entrée passer, q quitter\u00a0: "
            if fr
            else f"p principal, s significant (proposed: {proposed}), r reject, Enter to skip, q quit: "
        )
        while True:
            typed = self._console.input(Text(question)).strip().lower()
            if typed[:1] in ("", "p", "s", "r", "q"):
                return typed[:1]
            self._line("Répondre p, s, r, q ou Entrée." if fr else "Answer p, s, r, q or Enter.", "yellow")

    def _said(self) -> str:
        accepted, rejected = len(self.accepted), len(self.rejected)
        if self._lang == "en":
            return f"{accepted} accepted, {rejected} rejected" + (
                " (--again shows them again)." if rejected else "."
            )
        said = f"{accepted} acceptée{'s' if accepted > 1 else ''}, "
        if not rejected:
            return f"{said}aucune rejetée."
        if rejected == 1:
            return f"{said}1 rejetée (elle ne sera plus proposée\u00a0; --again la montre)."
        return f"{said}{rejected} rejetées (elles ne seront plus proposées\u00a0; --again les montre)."

    def _line(self, text: str, style: str = "") -> None:
        self._console.print(Text(safe(text), style))
