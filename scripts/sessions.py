"""Pages that show a session at the terminal: played again in order from an empty folder, they hold what was displayed.

In a page, each `$ command` of a block marked `console` is followed by its screen. What the text asks the reader to do in
an editor is done by a comment that the reader doesn't see: `<!-- $ command -->`; there $REPOSITORY is where the page lies, $PYTHON an interpreter that has the extras.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted(
    path.relative_to(ROOT).as_posix()
    for path in (ROOT / "docs").rglob("*.md")
    if "```console\n$" in path.read_text("utf-8")
)
"""The pages of `docs/` that show a session."""

STEP = re.compile(r"^```console\n(?P<block>.*?)^```$|^<!-- \$ (?P<unseen>.*?) -->$", re.DOTALL | re.MULTILINE)
AFTER_COMMAND = "\x1e"


def commands(page: str) -> Iterator[str]:
    """The commands of a page, those that the reader sees and the others, in order."""
    for step in STEP.finditer(page):
        if step["unseen"]:
            yield step["unseen"]
        else:
            yield from (line[2:] for line in step["block"].splitlines() if line.startswith("$ "))


def played(page: str) -> str:
    """The page with the screens that its commands give today."""
    screens = iter(_screens(list(commands(page))))

    def again(step: re.Match[str]) -> str:
        if step["unseen"]:
            if said := next(screens):
                raise RuntimeError(f"{step['unseen']}: {said}")
            return step[0]
        lines = [line for line in step["block"].splitlines() if line.startswith("$ ")]
        return "```console\n" + "".join(f"{line}\n{next(screens)}" for line in lines) + "```"

    return STEP.sub(again, page)


def _screens(asked: list[str]) -> list[str]:
    """What each command displays, errors included, one shell from the first to the last."""
    # The separator follows each command, whose exit code is kept for an `echo $?` after it.
    script = "".join(f"{command}\nx=$?; printf '{AFTER_COMMAND}'; (exit $x)\n" for command in asked)
    with tempfile.TemporaryDirectory() as name:
        here = Path(name) / "donnees"
        here.mkdir()
        done = subprocess.run(
            ["bash"],
            input=script.encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            cwd=here,
            env=_environment(Path(name)),
            check=False,
        )
    shown = done.stdout.decode("utf-8").split(AFTER_COMMAND)[:-1]
    return ["".join(f"{line.rstrip()}\n" for line in screen.splitlines()) for screen in shown]


def _environment(home: Path) -> dict[str, str]:
    """`alignment` and a git without a past on the PATH, in French, without colour, 80 columns."""
    tool = home / "bin" / "alignment"
    tool.parent.mkdir()
    tool.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m alignment "$@"\n')
    tool.chmod(0o755)
    others = ("GIT", "CI", "ALIGNMENT_", "PYTHON")
    outer = {name: value for name, value in os.environ.items() if not name.startswith(others)}
    (home / ".gitconfig").write_text(
        "[user]\nname = Camille Exemple\nemail = camille@exemple.fr\n[init]\ndefaultBranch = main\n"
    )
    return {
        **outer,
        "PATH": f"{tool.parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT / "src"),
        "HOME": str(home),
        "REPOSITORY": str(ROOT),
        "PYTHON": sys.executable,
        "XDG_CACHE_HOME": str(home / "cache"),
        "LC_ALL": "C.UTF-8",
        "COLUMNS": "80",
        "NO_COLOR": "1",
    }
