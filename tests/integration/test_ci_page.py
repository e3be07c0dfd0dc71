"""A cold reader follows docs/guides/integration-continue.md: each command, typed in its order, gives what the page shows."""

from __future__ import annotations

import re
import subprocess

from tests.integration.conftest import ROOT

PAGE = (ROOT / "docs/guides/integration-continue.md").read_text("utf-8")
SEPARATOR = "\x1e"


def plain(text: str) -> str:
    """No-break spaces as spaces: nobody tells them apart on a page."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def session(page: str) -> list[tuple[str, str]]:
    """The commands of the console blocks, with what is shown under each."""
    found = []
    for block in re.findall(r"```console\n(.*?)```", page, re.DOTALL):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, shown = part.partition("\n")
            found.append((command, shown))
    return found


def test_the_five_minutes(tmp_path, environment):
    """From an empty folder to a failing check, and from there to a passing one."""
    asked = session(PAGE)
    # The separator follows each command, whose exit code is kept for an `echo $?` after it.
    script = "".join(f"{command}\nx=$?; printf '{SEPARATOR}'; (exit $x)\n" for command, _ in asked)
    here = tmp_path / "vide"
    here.mkdir()
    run = subprocess.run(
        ["bash"],
        input=script.encode(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        cwd=here,
        env=environment,
        check=False,
    )
    given = run.stdout.decode().split(SEPARATOR)
    for (command, shown), real in zip(asked, given, strict=False):
        assert plain(real).rstrip() == plain(shown).rstrip(), command
    assert len(given) == len(asked) + 1
    codes = [shown.strip() for command, shown in asked if command == "echo $?"]
    assert codes == ["1", "0"], "the page shows a check that fails, then one that passes"


def test_every_option_of_the_page_exists(alignment):
    """What the page says of `check` is what its help says."""
    shown = alignment("check", "--help").text
    of_others = {"--quiet", "--all", "--rm", "--tag", "--volume"}
    for option in set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", PAGE)) - of_others:
        assert option in shown, option
