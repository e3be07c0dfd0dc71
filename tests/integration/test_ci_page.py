"""What docs/guides/integration-continue.md promises, beyond its session (tests/contracts/test_sessions.py plays it)."""

from __future__ import annotations

import re

from tests.integration.conftest import ROOT

PAGE = (ROOT / "docs/guides/integration-continue.md").read_text("utf-8")


def test_a_check_that_fails_then_one_that_passes():
    """The reader sees both."""
    assert re.findall(r"^\$ echo \$\?\n(\d)$", PAGE, re.MULTILINE) == ["1", "0"]


def test_every_option_of_the_page_exists(alignment):
    """What the page says of `check` is what its help says."""
    shown = alignment("check", "--help").text
    of_others = {"--quiet", "--all", "--rm", "--tag", "--volume"}
    for option in set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", PAGE)) - of_others:
        assert option in shown, option
