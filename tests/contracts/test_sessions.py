"""Each page that shows a session, followed to the letter by a cold reader, gives the screens that it shows."""

from __future__ import annotations

import re
import sys

import pytest

from tests.conftest import DATA

ROOT = DATA.parent
sys.path.insert(0, str(ROOT / "scripts"))

import sessions  # noqa: E402


@pytest.mark.parametrize("name", sessions.PAGES)
def test_a_session_gives_what_its_page_shows(name):
    """Otherwise: run scripts/generated.py and read what changed."""
    page = (ROOT / name).read_text("utf-8")
    assert sessions.played(page) == page


def test_the_tutorial_is_refused_then_accepted():
    """The same command, with the fault and without."""
    page = (ROOT / "docs/tutoriel.md").read_text("utf-8")
    control = "alignment check --data data --base main"
    assert [each for each in sessions.commands(page) if each.startswith("alignment check --data")] == [control] * 2
    assert re.findall(r"^\$ echo \$\?\n(\d)$", page, re.MULTILINE) == ["1", "0"]


def test_a_screen_that_changed_is_seen():
    """The old screen is replaced by the real one; an unseen command may not say anything."""
    page = "```console\n$ echo un\ndeux\n$ false\n$ echo $?\n```\n"
    assert sessions.played(page) == "```console\n$ echo un\nun\n$ false\n$ echo $?\n1\n```\n"
    with pytest.raises(RuntimeError, match="oups"):
        sessions.played("<!-- $ echo oups -->\n")
