"""Each form of a check: valid by its own schema, read back by a parser that isn't ours, deaf to what data say."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ElementTree
from datetime import date
from pathlib import Path
from urllib.parse import unquote

import jsonschema
import pytest
import xmlschema
from markdown_it import MarkdownIt

from alignment.check import codes
from alignment.kernel.bilingual import Bilingual
from alignment.kernel.diagnostic import Diagnostic, Place, Related, Severity, Span
from alignment.report import findings_json, findings_markdown, findings_text
from alignment.report.ci import github, gitlab, junit, sarif
from alignment.report.findings import Findings, Located, LocatedRelated, Suppressed
from alignment.report.page import Page

ROOT = Path(__file__).parents[2]
SARIF = json.loads((ROOT / "tests/contracts/schemas/sarif-2.1.0-rtm.5.json").read_text("utf-8"))
JUNIT = xmlschema.XMLSchema(str(ROOT / "tests/contracts/schemas/junit-10.xsd"))
CHECK = json.loads((ROOT / "docs/schemas/check.v1.json").read_text("utf-8"))

PLAIN = "Un titre"
HOSTILE = [
    "x%0A::set-output name=a::b",
    "::error::faux",
    "##[set-output name=a]b",
    "]]></failure><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "| a | b |\n# titre",
    "[lien](javascript:alert(1)) ![i](http://x/y.png) `code` @equipe #12 https://x.example",
    "\x1b[31mrouge\x07 \u202egnitirw \u200b \ud800 \ufffe",
    "{0} %s {{7*7}} $x",
]
NAMES = [
    "s3/a b.yaml",
    "s3/a,b:c%.yaml",
    "s3/été.yaml",
    "::warning::x.yaml",
    "s3/a\nb.yaml",
    "s3/\udce9.yaml",
    "s3/<b>&\"'.yaml",
]


def located(
    text: str, file: str = "s3/r.yaml", severity: Severity = Severity.ERROR, line: int = 3, code: str = "AL101"
) -> Located:
    """A problem whose every text is `text`."""
    words = Bilingual(text, text)
    place = Place(file, span=Span(line, 2, line, 5))
    problem = Diagnostic(code, severity, words, place, words, (Related(place, words),))
    related = (LocatedRelated(file, place.span or Span(1, 1, 1, 1), words),)
    return Located(problem, place.span or Span(1, 1, 1, 1), text, related, f"{line:032x}")


def findings(*problems: Located) -> Findings:
    """Findings of a data set in the folder `data` of a repository."""
    return Findings(
        problems,
        3,
        Bilingual("data", "data"),
        suppressed=(Suppressed(located(PLAIN, code="AL301"), HOSTILE[3], "comment"),),
        folder="data",
        repository="data",
        names=("s3/r.yaml", "s3/calme.yaml"),
        today=date(2026, 6, 1),
    )


ALL = findings(
    *(located(text, line=number) for number, text in enumerate(HOSTILE, 1)),
    *(located(PLAIN, name, Severity.WARNING, number) for number, name in enumerate(NAMES, 30)),
    located(PLAIN)._replace(diagnostic=Diagnostic("AL090", Severity.ERROR, Bilingual("x", "x"), Place("."))),
)
"""Hostile texts, hostile names, and a problem without a place."""


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_json_keeps_its_contract(lang):
    """It validates, tells everything, and holds no character that can't be shown."""
    text = findings_json.render(ALL, lang)
    value = json.loads(text)
    jsonschema.validate(value, CHECK)
    assert len(value["findings"]) == len(ALL.located)
    assert value["suppressed"][0]["reason"] == HOSTILE[3]
    assert value["findings"][0]["file"] == "data/s3/r.yaml"
    text.encode("utf-8")
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u200b]", text)


def test_sarif_is_valid_and_points_at_places():
    """The official schema; relative URIs, percent-encoded; columns in code points; rules with their pages."""
    value = json.loads(sarif.render(ALL, "fr"))
    jsonschema.Draft4Validator(SARIF).validate(value)
    (run,) = value["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["invocations"] == [{"executionSuccessful": False}]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["AL090", "AL101"]
    assert "## Pourquoi" in run["tool"]["driver"]["rules"][1]["help"]["markdown"]
    result = next(each for each in run["results"] if each["message"]["text"].startswith(HOSTILE[4]))
    place = result["locations"][0]["physicalLocation"]
    assert place["region"] == {"startLine": 5, "startColumn": 2, "endLine": 5, "endColumn": 5}
    assert result["ruleIndex"] == 1
    addresses = [
        each["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        for each in run["results"]
        if "locations" in each
    ]
    for address in addresses:
        assert re.fullmatch(r"data/(?:[A-Za-z0-9/._~-]|%[0-9A-F]{2})+", address)
    names = {unquote(address, errors="surrogateescape") for address in addresses}
    assert {f"data/{name}" for name in NAMES} <= names
    assert not any("](" in each["message"]["text"] for each in run["results"])


def test_sarif_says_what_it_leaves_out(monkeypatch):
    """The worst are kept, and the number of the others is told."""
    monkeypatch.setattr(sarif, "MOST", 2)
    warning = located(PLAIN, severity=Severity.WARNING)
    value = json.loads(sarif.render(findings(warning, located(PLAIN), located(PLAIN, line=4)), "fr"))
    jsonschema.Draft4Validator(SARIF).validate(value)
    (run,) = value["runs"]
    assert [each["level"] for each in run["results"]] == ["error", "error"]
    told = run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]
    assert told == "… 1\u00a0autre problème."


def test_junit_is_valid_and_fails_what_fails():
    """A suite for each file; the problems that fail the check are failures, the others stand in the output."""
    text = junit.render(ALL, "fr")
    JUNIT.validate(text)
    root = ElementTree.fromstring(text)  # noqa: S314 - our own output
    suites = {suite.get("name"): suite for suite in root}
    assert suites["data/s3/r.yaml"].get("failures") == str(len(HOSTILE))
    assert suites["data/s3/calme.yaml"].get("failures") == "0"
    assert len(suites["data/s3/calme.yaml"].findall("testcase")) == 1
    assert {each.tag for each in root.iter()} == {
        "testsuites",
        "testsuite",
        "properties",
        "testcase",
        "failure",
        "system-out",
        "system-err",
    }
    strict = ElementTree.fromstring(junit.render(ALL, "fr", Severity.WARNING))  # noqa: S314 - our own output
    assert sum(int(suite.get("failures", 0)) for suite in strict) == len(ALL.located)


def test_gitlab_gives_one_issue_for_each_problem():
    """What GitLab asks of each: description, check_name, fingerprint, severity, location; the worst first."""
    issues = json.loads(gitlab.render(ALL, "fr"))
    assert len(issues) == len(ALL.located)
    for issue in issues:
        assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert issue["location"]["lines"]["begin"] >= 1
    assert [issue["severity"] for issue in issues] == ["major"] * (len(HOSTILE) + 1) + ["minor"] * len(NAMES)


COMMAND = re.compile(r"::(?P<kind>error|warning|notice) (?P<properties>[^:]*)::(?P<message>.*)")


def unescaped(text: str) -> str:
    """What GitHub makes of a property or a message."""
    for code, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, character)
    return text


def test_github_reads_one_annotation_a_line(monkeypatch):
    """Nothing in the data opens a second command or a property; what is escaped comes back."""
    monkeypatch.setattr(github, "MOST", 100)
    lines = github.render(ALL, "fr").split("\n")
    assert len(lines) == len(ALL.located)
    for line, problem in zip(lines, ALL.worst_first(), strict=True):
        command = COMMAND.fullmatch(line)
        assert command is not None
        properties = dict(pair.split("=", 1) for pair in command["properties"].split(","))
        assert set(properties) <= {"file", "line", "col", "endColumn", "endLine", "title"}
        if not problem.whole and problem.file.isascii() and "\n" not in problem.file:
            assert unescaped(properties["file"]) == f"data/{problem.file}"
    assert unescaped(COMMAND.fullmatch(lines[0])["message"]) == f"{HOSTILE[0]}\n{HOSTILE[0]}"


def test_github_shows_ten_of_a_kind():
    """Errors first, then warnings; one line counts the others of each kind."""
    problems = [located(PLAIN, severity=Severity.WARNING, line=n) for n in range(1, 13)]
    problems += [located(PLAIN, line=n) for n in range(20, 31)]
    lines = github.render(findings(*problems), "fr").split("\n")
    assert [line.split(" ")[0] for line in lines] == ["::error"] * 10 + ["…"] + ["::warning"] * 10 + ["…"]
    assert (lines[10], lines[21]) == ("… 1 autre erreur", "… 2 autres avertissements")
    several = located(PLAIN)._replace(span=Span(2, 3, 4, 1))
    assert "line=2,endLine=4,title=" in github.render(findings(several), "fr")


def test_markdown_holds_plain_words():
    """Rendered, the data open no link, image, code, heading or HTML of their own."""
    text = findings_markdown.render(ALL, "fr")
    tokens = MarkdownIt("gfm-like", {"html": True, "linkify": False}).parse(text)
    kinds = {token.type for token in tokens} | {child.type for token in tokens for child in token.children or ()}
    assert not kinds & {
        "link_open",
        "image",
        "code_inline",
        "fence",
        "html_block",
        "strong_open",
        "em_open",
        "s_open",
    }
    inline = [child.content for token in tokens for child in token.children or () if child.type == "html_inline"]
    assert set(inline) <= {"<!-- -->"}
    assert sum(token.type == "heading_open" for token in tokens) == 1
    rows = [token for token in tokens if token.type == "tr_open"]
    assert len(rows) == len(ALL.located) + len(ALL.suppressed) + 2


def test_markdown_and_text_count_what_they_leave_out(monkeypatch):
    """A summary stays short, and says what it doesn't show."""
    monkeypatch.setattr(findings_markdown, "MOST", 2)
    monkeypatch.setattr(findings_text, "MOST", 2)
    many = findings(*(located(PLAIN, line=n) for n in range(1, 6)))
    assert "3\u00a0autres problèmes" in findings_markdown.render(many, "fr")
    shown = findings_text.render_findings(many, "fr", Page(80))
    assert "3\u00a0autres problèmes" in shown
    assert shown.count("AL101") == 2


def test_text_spells_out_what_could_drive_a_terminal():
    """No control or bidirectional character of the data reaches the terminal; each finding begins its own line."""
    shown = findings_text.render_findings(ALL, "fr", Page(80))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u200b\ud800]", shown)
    assert len(re.findall(r"^data/.*: AL\d{3} ", shown, re.MULTILINE)) == len(ALL.located) - 1
    assert re.search(r"^data: AL090 erreur", shown, re.MULTILINE)
    assert "Une règle a échoué" in " ".join(shown.split())


def test_statistics_count_by_rule():
    """The most frequent rule first, in text and in Markdown."""
    problems = [located(PLAIN, line=n) for n in range(1, 4)]
    problems.append(located(PLAIN, severity=Severity.WARNING, code="AL301"))
    few = findings(*problems)
    lines = findings_text.render_findings(few, "fr", Page(80), statistics=True).split("\n")
    assert lines[0].split() == ["3", "AL101", "erreur", "cle-inconnue"]
    assert lines[1].split() == ["1", "AL301", "avertissement", "action-hors-feuille-de-route"]
    assert "| erreur | AL101 cle-inconnue | 3 |" in findings_markdown.render(few, "fr", statistics=True)


@pytest.mark.parametrize("form", [findings_json, findings_markdown, github, gitlab, junit, sarif])
def test_every_form_takes_a_clean_check(form):
    """Nothing found is a result like another."""
    clean = findings()._replace(suppressed=())
    text = form.render(clean, "fr")
    assert codes.UNKNOWN_KEY.code not in text
