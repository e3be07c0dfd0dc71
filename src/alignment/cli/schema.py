"""`alignment schema`."""

from __future__ import annotations

import json
from typing import Annotated, get_args

import typer

from alignment.cli import options
from alignment.cli.words import say
from alignment.model.files import Kind

KINDS: tuple[Kind, ...] = get_args(Kind)


def schema(
    kind: Annotated[
        str,
        typer.Argument(
            metavar="|".join(KINDS),
            help=say("Nature du fichier de données.", "Kind of data file."),
            autocompletion=lambda incomplete: [kind for kind in KINDS if kind.startswith(incomplete)],
        ),
    ],
) -> int:
    """Run the command."""
    asked = options.choice(say("Nature du fichier", "Kind of file"), kind, KINDS)
    from alignment.model.schema import schema_of

    print(json.dumps(schema_of(next(each for each in KINDS if each == asked)), ensure_ascii=False, indent=2))
    return 0
