"""The language of help and messages, known before options are parsed: `--lang`, then the locale, else French."""

from __future__ import annotations

import os
import re
import sys

from alignment.kernel.bilingual import Lang


def early_language(arguments: list[str]) -> Lang:
    """The language that these arguments and the environment ask for; French unless one says English."""
    for index, argument in enumerate(arguments):
        if argument.startswith("--lang="):
            return "en" if argument.endswith("=en") else "fr"
        if argument == "--lang" and index + 1 < len(arguments):
            return "en" if arguments[index + 1] == "en" else "fr"
    locale = os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    return "en" if locale.startswith("en") else "fr"


LANGUAGE: Lang = early_language(sys.argv[1:])
"""The language of this process."""


_BEFORE = re.compile(r" (?=[:;!?»%](?:\s|$|\.))")


def say(fr: str, en: str) -> str:
    """One of two sentences, in the language of this process; French gets its no-break spaces."""
    return en if LANGUAGE == "en" else _BEFORE.sub("\u00a0", fr).replace("« ", "«\u00a0")
