"""`docs/reference/regles.md` says what the register says."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

from alignment.check import codes

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs/reference/regles.md").read_text("utf-8")


def test_the_table_is_what_the_register_gives():
    """`scripts/generated.py` writes it; whoever adds a rule runs it again."""
    spec = importlib.util.spec_from_file_location("generated", ROOT / "scripts/generated.py")
    assert spec is not None and spec.loader is not None
    generated = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(generated)
    assert generated.written(TEXT, "rules", generated.rules()) == TEXT


def test_every_rule_leads_to_its_page():
    """Each code once, and each link to a file that is there."""
    links = re.findall(r"^\| \[(AL\d{3})\]\((\S+)\)", TEXT, re.MULTILINE)
    assert [code for code, _ in links] == [code.code for code in codes.ALL]
    assert all((ROOT / "docs/reference" / link).resolve().is_file() for _, link in links)


def test_what_it_promises_in_words():
    """The codes that the page speaks of exist, and are what it says."""
    assert set(re.findall(r"AL\d{3}", TEXT)) == set(codes.BY_CODE)
    assert codes.BY_CODE["AL315"].slug == "achevee-avant-sa-fin"
    assert codes.BY_CODE["AL320"] is codes.CHANGED_ID
    assert codes.BY_CODE["AL090"] is codes.RULE_FAILURE
