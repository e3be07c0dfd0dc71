"""`alignment rule`: the page of a rule, found by code or name, without loading the models."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from alignment.check import codes

SCHEMA = json.loads((Path(__file__).parents[2] / "docs/schemas/rule.v1.json").read_text("utf-8"))


@pytest.mark.parametrize("asked", ["AL201", "al201", "201", "priorite-inconnue"])
def test_a_rule_is_found_by_code_or_name(asked, alignment):
    """Its page says how bad a breach is in each profile, shows both examples and the way out."""
    result = alignment("rule", asked)
    assert result.code == 0
    assert result.out.startswith("AL201 · priorite-inconnue\ndraft\u00a0: erreur, publication\u00a0: erreur")
    for piece in ("Ce que la règle vérifie", "contributions: {srdeii:inover: principal}", "Comment corriger"):
        assert piece in result.out


def test_a_near_miss_is_suggested(alignment):
    """An unknown rule is a wrong use, with the nearest codes or names."""
    for asked, near in (("AL2O1", "AL201"), ("prioritee-inconue", "priorite-inconnue")):
        result = alignment("rule", asked)
        assert result.code == 2
        assert near in result.err


def test_the_list_and_all_pages(alignment):
    """Without a code the rules are listed; --all gives every page."""
    listed = alignment("rule")
    everything = alignment("rule", "--all")
    for code in codes.ALL:
        assert f"{code.code}  {code.slug}\n" in listed.out
        assert f"{code.code} · {code.slug}\n" in everything.out
    assert len(everything.out) > 10 * len(listed.out) / 3
    assert alignment("rule", "AL201", "--all").code == 2


def test_english_readers_get_a_summary(alignment):
    """One English sentence, then the page as it is."""
    out = alignment("rule", "AL109", "--lang", "en").text
    assert "A period is expected here: start/end, the end after the start." in out
    assert "The page itself is in French" in out


def test_json_keeps_its_contract(alignment):
    """All rules validate; the severity of a rule that a profile doesn't ask for is null."""
    value = alignment("rule", "--all", "--format", "json").json
    jsonschema.validate(value, SCHEMA)
    assert [rule["code"] for rule in value["rules"]] == [code.code for code in codes.ALL]
    (budget,) = alignment("rule", "AL310", "--format", "json").json["rules"]
    assert budget["severity"] == {"draft": None, "publication": None, "council": "warning"}
    assert budget["name"] == "budget-absent"


def test_no_model_is_loaded():
    """Reading a page is quick: neither pydantic nor PyYAML is imported for it."""
    probe = (
        "import sys; from alignment.cli.main import run; code = run(['rule', 'AL201', '--format', 'json']); "
        "sys.exit(code or bool({'pydantic', 'yaml', 'rapidfuzz'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
