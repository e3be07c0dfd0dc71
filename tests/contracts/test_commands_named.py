"""Every command that a document names exists, with the options that it is given."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer.main

from alignment.cli.main import app
from tests.conftest import DATA

ROOT = DATA.parent
DOCUMENTS = sorted(
    path.relative_to(ROOT).as_posix()
    for path in [
        *ROOT.glob("*.md"),
        *(ROOT / "docs").rglob("*.md"),
        *(ROOT / "src/alignment/check/docs").glob("*.md"),
    ]
    if path.name != "CHANGELOG.md" and "decisions" not in path.parts
)
NAMED = re.compile(r"(?:^|[`$&] ?|bin/)alignment +([a-z]+)((?:[^`\n#|;&]|(?<=\w)\|(?=\w))*)", re.MULTILINE)
"""A command in code, a block or a session, and what it is given."""


@pytest.fixture(scope="module")
def options() -> dict[str, set[str]]:
    """The options of each command."""
    group = typer.main.get_command(app)
    found = {}
    for name in group.list_commands(None):
        command = group.get_command(None, name)
        context = group.context_class(command, info_name=name)
        parameters = [*command.get_params(context), *group.get_params(context)]
        found[name] = {option for each in parameters for option in (*each.opts, *each.secondary_opts)}
    return found


@pytest.mark.parametrize("name", DOCUMENTS)
def test_commands_and_options_exist(name, options):
    """A command that was renamed, or an option, is renamed in the documents too."""
    for command, rest in NAMED.findall(Path(ROOT / name).read_text("utf-8")):
        assert command in options, f"alignment {command}{rest}"
        given = set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", rest))
        assert given <= options[command], f"alignment {command}{rest}"


def test_what_is_looked_for_is_found(options):
    """In code, blocks and sessions."""
    text = "`alignment score a --cursor 1` et\n$ alignment diff x | sed\nl’outil alignment est --x\n"
    assert NAMED.findall(text) == [("score", " a --cursor 1"), ("diff", " x ")]
    assert {"--cursor", "--lang", "--help"} <= options["score"]
