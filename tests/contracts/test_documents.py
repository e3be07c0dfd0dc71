"""The parts of the documents that come from running the tool are what running it gives."""

from __future__ import annotations

import sys

import pytest

from tests.conftest import DATA

sys.path.insert(0, str(DATA.parent / "scripts"))


import generated


@pytest.mark.parametrize("name", generated.PARTS)
def test_generated_parts_are_true(name):
    """Otherwise: run scripts/generated.py and read what changed."""
    text = (DATA.parent / name).read_text("utf-8")
    for part, content in generated.PARTS[name].items():
        assert generated.written(text, part, content()) == text


def test_the_stored_help_is_that_of_the_commands():
    """Otherwise: run scripts/generated.py."""
    for name, make in generated.WHOLE.items():
        assert (DATA.parent / name).read_text("utf-8") == make()


def test_the_two_commands_of_the_readme_are_those_of_ci():
    """One line installs and runs everything, here and in CI."""
    readme = (DATA.parent / "README.md").read_text("utf-8")
    ci = (DATA.parent / ".ci/run").read_text("utf-8")
    line = "python3 -m venv .venv && .venv/bin/pip install --quiet -e '.[all,dev]' && .venv/bin/python scripts/checks.py"
    assert line in readme
    assert line in ci
