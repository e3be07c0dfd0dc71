"""The pages of rules on a terminal, as a list, and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from alignment import __version__
from alignment.check.pages import HEADINGS, SINCE, Page
from alignment.kernel.bilingual import Bilingual, Lang
from alignment.kernel.diagnostic import Severity
from alignment.kernel.safe_text import markdown_cell as safe
from alignment.report import words
from alignment.report.page import Page as Paper
from alignment.source.codes import PROFILES, Code

SEVERITY = {
    Severity.ERROR: Bilingual("erreur", "error"),
    Severity.WARNING: Bilingual("avertissement", "warning"),
    Severity.INFO: Bilingual("information", "information"),
    None: Bilingual("non demandé", "not asked"),
}
"""How bad a breach is, in a table of profiles."""
_FRENCH_ONLY = "The page itself is in French:"


def value(pages: Iterable[Page]) -> dict[str, Any]:
    """The rules as plain values: the contract `alignment/rule/v1`."""
    return {
        "schema": "alignment/rule/v1",
        "version": __version__,
        "rules": [
            {
                "code": page.code.code,
                "name": page.code.slug,
                "severity": {profile: page.code.at(profile) for profile in PROFILES},
                "since": page.code.since,
                "summary": {"fr": page.summary.fr, "en": page.summary.en},
                "page": page.text,
            }
            for page in pages
        ],
    }


def table(pages: Iterable[Page], lang: Lang, folder: str | None = None) -> str:
    """The rules as a Markdown table; `folder` is where their pages lie, for links."""
    heads = ("Règle", "Nom", "Ce qu’elle vérifie") if lang == "fr" else ("Rule", "Name", "A breach")
    since = "Depuis" if lang == "fr" else "Since"
    lines = [f"| {' | '.join((*heads, *PROFILES, since))} |", "|" + " --- |" * (len(heads) + len(PROFILES) + 1)]
    for page in pages:
        code = page.code.code
        cells = [
            f"[{code}]({folder}/{code}.md)" if folder else code,
            page.code.slug,
            safe(page.summary.to(lang)),
            *(SEVERITY[held].to(lang) if (held := page.code.at(profile)) else "–" for profile in PROFILES),
            page.code.since,
        ]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def render_list(pages: Sequence[Page], lang: Lang, paper: Paper) -> str:
    """Each rule in a line or two."""
    lines: list[str] = []
    for page in pages:
        lines.append(f"{paper.styled(page.code.code, 'bold')}  {page.code.slug}")
        lines += paper.wrapped(page.summary.to(lang), "       ")
    return "\n".join(lines)


def render_page(page: Page, lang: Lang, paper: Paper) -> str:
    """The whole page of a rule, laid out."""
    return "\n".join(_page_lines(page, lang, paper))


def _page_lines(page: Page, lang: Lang, paper: Paper) -> Iterator[str]:
    yield paper.styled(f"{page.code.code} · {page.code.slug}", "bold")
    yield from paper.wrapped(severities(page.code, lang))
    if lang == "en":
        yield ""
        yield from paper.wrapped(page.summary.en)
        yield from paper.wrapped(_FRENCH_ONLY)
    for heading in HEADINGS:
        yield ""
        yield paper.styled(heading, "cyan")
        if heading == SINCE:
            yield page.sections[heading]
        else:
            yield from _body(page.sections[heading], paper)


def severities(code: Code, lang: Lang) -> str:
    """`draft : avertissement, publication : erreur, council : erreur`."""
    colon = f"{words.SPACE}: " if lang == "fr" else ": "
    return ", ".join(f"{profile}{colon}{SEVERITY[code.at(profile)].to(lang)}" for profile in PROFILES)


def _body(text: str, paper: Paper) -> Iterator[str]:
    in_code = False
    for line in text.split("\n"):
        if line.startswith("```"):
            in_code = not in_code
        elif in_code:
            yield paper.styled("    " + line.replace("\t", "\\t"), "dim")
        else:
            yield from paper.wrapped(line) if line else [""]
