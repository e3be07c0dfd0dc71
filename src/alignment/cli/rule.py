"""`alignment rule`."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer

from alignment.cli import options
from alignment.cli.words import say
from alignment.kernel.bilingual import Bilingual
from alignment.kernel.user_error import UserError


def complete_code(incomplete: str) -> list[str]:
    """Codes of rules, for shell completion; imports no model."""
    from alignment.check import codes

    return [code.code for code in codes.ALL if code.code.startswith(incomplete.upper())]


def rule(
    asked: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[CODE]...",
            help=say(
                "Code ou nom d’une règle ; sans code, la liste des règles.",
                "Code or name of a rule; without one, the list of rules.",
            ),
            autocompletion=complete_code,
        ),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help=say("La page de toutes les règles.", "The pages of all rules."))
    ] = False,
    form: Annotated[
        str,
        typer.Option(
            "--format", metavar="text|json|markdown", help=say("Forme du résultat.", "Form of the result.")
        ),
    ] = "text",
    lang: options.LangOption = None,
    color: options.ColorOption = "auto",
) -> int:
    """Run the command."""
    options.choice("--format", form, ("text", "json", "markdown"))
    language = options.lang_of(lang)
    from alignment.check import codes, pages
    from alignment.report import rule_page
    from alignment.report.page import page_for

    if asked and everything:
        raise UserError(Bilingual("Des codes, ou --all, mais pas les deux.", "Codes, or --all, but not both."))
    chosen = (
        [pages.page(pages.find(name)) for name in asked] if asked else [pages.page(code) for code in codes.ALL]
    )
    if form == "json":
        print(json.dumps(rule_page.value(chosen), ensure_ascii=False, indent=2))
        return 0
    if form == "markdown":
        print(
            "\n\n".join(each.text.rstrip() for each in chosen)
            if asked or everything
            else rule_page.table(chosen, language)
        )
        return 0
    paper = page_for(sys.stdout, color)
    if asked or everything:
        print("\n\n\n".join(rule_page.render_page(each, language, paper) for each in chosen))
    else:
        print(rule_page.render_list(chosen, language, paper))
    return 0
