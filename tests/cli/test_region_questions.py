"""What the commands on money, scenarios, robustness and comparisons have in common: scope, codes, languages, order."""

from __future__ import annotations

import re

import pytest

DATA = """
=== europe/domains.yaml
alignment: domains/v1
domains:
  - {id: energy, title: {fr: Energie, en: Energy}}
  - {id: health, title: {fr: Sante, en: Health}}
=== regions/north/region.yaml
alignment: region/v1
id: north
name: North
srdeii:
  period: 2022/2028
  axes:
    - {id: p, title: P, weight: 0.1, domains: [energy]}
    - {id: q, title: Q, weight: 0.2, domains: [health]}
    - {id: v, title: V, weight: 0.3}
    - {id: w, title: W, weight: 0.4}
steering:
  scenarios:
    - {id: far, title: Far, cursor: 0.9}
    - {id: near, title: Near, cursor: 0.1}
    - {id: heavy, title: Heavy, weights: {srdeii:p: 4}}
=== s3/north.yaml
alignment: s3/v1
region: north
title: S3
priorities: [{id: s, title: S, domains: [energy]}, {id: t, title: T, domains: [health]}]
=== regions/south/region.yaml
alignment: region/v1
id: south
name: South
srdeii:
  axes: [{id: p, title: P, domains: [health]}]
=== regions/north/clusters/a.yaml
alignment: roadmap/v1
id: sums
name: Sums
type: pole
provenance: coded
actions:
  - {id: x, title: X, contributions: {srdeii:p: principal, s3:s: principal}, budget: [{source: region, amount: 10}]}
  - {id: y, title: Y, contributions: {srdeii:q: principal}}
=== regions/north/clusters/b.yaml
alignment: roadmap/v1
id: whole
name: Whole
type: pole
provenance: coded
actions:
  - {id: x, title: X, contributions: {srdeii:v: principal, s3:s: principal}, budget: [{source: state, amount: 7}]}
=== regions/north/clusters/c.yaml
alignment: roadmap/v1
id: touch
name: Touch
type: cluster
provenance: coded
actions:
  - {id: x, title: X, contributions: {srdeii:w: significant, s3:t: principal}}
"""

COMMANDS = [
    ("money", "north"),
    ("scenarios", "north"),
    ("robustness", "north", "--draws", "300"),
    ("compare", "north", "south"),
    ("compare", "north", "--clusters", "sums", "whole"),
]
names = pytest.mark.parametrize("command", COMMANDS, ids=lambda command: "-".join(command[:3]))


@names
def test_every_screen_opens_with_its_scope(workspace, alignment, command):
    """Title, data set, cursor, and each framework with its leaves."""
    lines = alignment(*command, "--data", workspace(DATA)).out.replace("\u00a0", " ").splitlines()
    head = lines[: lines.index("")]
    assert head[1].startswith("Données : data")
    assert any("urseur" in line for line in head)
    assert any("SRDEII" in line and "4 priorités notées" in line for line in head)


@names
def test_errors_of_the_region_stand_in_for_the_result(workspace, alignment, command):
    """Exit code 1; the problems on standard output for a reader, on standard error beside a machine's empty one."""
    folder = workspace(DATA.replace("s3:t: principal", "s3:nowhere: principal"))
    shown = alignment(*command, "--data", folder)
    assert shown.code == 1
    assert "s3:nowhere" in shown.out
    piped = alignment(*command, "--format", "json", "--data", folder)
    assert (piped.code, piped.out) == (1, "")
    assert "s3:nowhere" in piped.err


@names
def test_an_option_that_no_one_knows_is_refused(workspace, alignment, command):
    """A misspelt option never passes in silence, least of all one of a sensitivity analysis."""
    result = alignment(*command, "--sigma", "3", "--data", workspace(DATA))
    assert (result.code, result.out) == (2, "")
    assert "--sigma" in result.err


@names
def test_names_of_files_change_nothing(workspace, alignment, command):
    """The same roadmaps under other names, hence in another order."""
    folder = workspace(DATA)
    first = alignment(*command, "--format", "json", "--data", folder).json
    clusters = folder / "regions/north/clusters"
    for old, new in (("a", "z"), ("b", "y"), ("c", "x")):
        (clusters / f"{old}.yaml").rename(clusters / f"{new}.yaml")
    assert alignment(*command, "--format", "json", "--data", folder).json == first


@names
def test_english_has_no_french_left_in_it(workspace, alignment, command):
    """The data are in plain ASCII: any accented letter would be ours."""
    for form in ("text", "markdown"):
        out = alignment(*command, "--lang", "en", "--format", form, "--data", workspace(DATA)).out
        assert not {letter for letter in out if letter.isalpha() and not letter.isascii()}
        assert not re.search(r"\b(du|des|les|une|clusters? par|rang|poids|aucune?)\b", out)


@names
def test_french_spaces_are_kept(workspace, alignment, monkeypatch, command):
    """No plain space before a colon, semicolon, question or exclamation mark, nor inside quotation marks."""
    monkeypatch.setenv("COLUMNS", "200")
    out = alignment(*command, "--data", workspace(DATA)).out
    assert not re.search(r"\S [:;?!»](\s|$)", out)
    assert not re.search(r"«\s(?<!\u00a0)", out)
    assert not re.search(r"\d [%€]", out)


def test_equal_scores_are_equal_whatever_floats_say(workspace, alignment):
    """0.1 + 0.2 is 0.3: both cover three tenths and half of the S3, so neither is above the other anywhere."""
    folder = workspace(DATA)
    scenarios = alignment("scenarios", "north", "--format", "json", "--data", folder).json
    ranks = {cluster["id"]: cluster["rank"] for cluster in scenarios["reference"]["clusters"]}
    assert ranks["sums"] == ranks["whole"] == 1
    assert [found for found in scenarios["breakpoints"] if set(found["clusters"]) == {"sums", "whole"}] == []
    assert not any(set(pair) == {"sums", "whole"} for pair in scenarios["dominance"])
    text = alignment("compare", "north", "--clusters", "sums", "whole", "--data", folder).text
    assert "Sums et Whole sont à égalité où que soit le curseur." in text


def test_every_scenario_given_is_shown(workspace, alignment):
    """Three scenarios in, three settings out, beside the region's own."""
    value = alignment("scenarios", "north", "--format", "json", "--data", workspace(DATA)).json
    assert [each["scenario"] for each in value["settings"]] == ["far", "near", "heavy"]
    text = alignment("scenarios", "north", "--data", workspace(DATA)).text
    assert all(f"«\u00a0{title}\u00a0»".replace("\u00a0", " ") in text for title in ("Far", "Near", "Heavy"))


def test_a_filter_is_printed(workspace, alignment):
    """What was left out of a comparison is in its scope."""
    text = alignment("compare", "north", "south", "--framework", "srdeii", "--data", workspace(DATA)).text
    assert "Cadre : SRDEII seul" in text.replace("\u00a0", " ")
