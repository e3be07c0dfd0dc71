"""The page of each rule: complete, and true: its bad example breaks that rule alone, its good one none."""

from __future__ import annotations

import subprocess
import unicodedata
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from alignment.check import claims, codes
from alignment.check.pages import BAD, FOLDER, GOOD, HEADINGS, SINCE, page
from alignment.check.rule import Rule
from alignment.pipeline.checking.run import Asked, check
from alignment.source.codes import PROFILES
from tests.check.examples import WORKSPACE, Example, examples, lay

ROADMAP = "regions/exemple/clusters/pole.yaml"
TODAY = date(2026, 6, 1)


def found(folder: Path, profile: str, base: str | None = None) -> list[str]:
    """The codes that a check of the folder gives."""
    asked = Asked(data=str(folder), profile=profile, today=TODAY, base=base)
    return [located.diagnostic.code for located in check(asked).located]


def first_profile(code) -> str:
    """The most lenient profile that asks for the rule."""
    return next(profile for profile in PROFILES if code.at(profile) is not None)


def fail(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule with a fault of its own."""
    monkeypatch.delenv("ALIGNMENT_DEBUG", raising=False)

    def failing(data):
        raise ZeroDivisionError

    monkeypatch.setattr(claims, "RULES", (Rule(failing, (codes.NO_CONTRIBUTION,), "roadmap"),))


def rewrite(change: Callable[[bytes], bytes]) -> Callable[..., None]:
    """Change the bytes of the roadmap."""
    return lambda folder, _: (folder / ROADMAP).write_bytes(change((folder / ROADMAP).read_bytes()))


def strange_name(folder: Path, _: object) -> None:
    """An escape character in the name of a file."""
    (folder / "s3" / "exem\x1bple.yaml").write_text("alignment: s3/v1\n")


BUILT: dict[str, Callable[[Path, pytest.MonkeyPatch], object]] = {
    "AL001": lambda folder, _: (folder / "regions/exemple/clusters/autre.yaml").symlink_to("perdu.yaml"),
    "AL002": lambda folder, _: (folder / "s3/voisine.yaml").mkdir(),
    "AL003": lambda folder, _: (folder / "s3/voisine.yaml").symlink_to("/etc/hosts"),
    "AL004": rewrite(lambda data: data + b"# " + b"x" * 6_000_000 + b"\n"),
    "AL006": strange_name,
    "AL007": lambda folder, _: (folder / "europe" / "/".join("abcdefghijklmnopqr")).mkdir(parents=True),
    "AL010": rewrite(lambda data: data.decode().encode("cp1252")),
    "AL011": rewrite(lambda data: data.decode().encode("utf-16")),
    "AL015": rewrite(lambda data: data.replace("Pôle".encode(), unicodedata.normalize("NFD", "Pôle").encode(), 1)),
    "AL026": rewrite(lambda data: data + b"labels: &a [" + b"*a, " * 501 + b"]\n"),
    "AL090": fail,
}
"""How to make the bad examples that no text can show; what is good then is the workspace as it is."""

BESIDE = {"AL026": {"AL040"}}
"""What a bad example can't be without: five hundred faults are faults of something."""


def test_the_workspace_is_clean_under_every_profile(tmp_path):
    """So that whatever an example triggers comes from the example."""
    for profile in PROFILES:
        assert found(lay(tmp_path / "data", []), profile) == []


@pytest.mark.parametrize("code", codes.ALL, ids=lambda code: code.code)
def test_a_page_is_complete(code):
    """Title, English sentence, the headings in order, and the version that brought the rule."""
    shown = page(code)
    lines = shown.text.split("\n")
    assert lines[0] == f"# {code.code} · {code.slug}"
    assert lines[2].startswith("> ") and lines[2].endswith(".")
    assert tuple(shown.sections) == HEADINGS
    assert all(shown.sections.values())
    assert shown.sections[SINCE] == code.since
    assert len(shown.summary.fr) < 200
    assert bool(examples(shown, BAD)) is (code.code not in BUILT)


def test_no_page_without_a_rule():
    """A page whose rule is gone goes with it."""
    assert {path.stem for path in FOLDER.iterdir()} == {code.code for code in codes.ALL}


@pytest.mark.parametrize("code", codes.ALL, ids=lambda code: code.code)
def test_the_bad_example_breaks_that_rule_alone(code, tmp_path, monkeypatch):
    """In the most lenient profile that asks for it."""
    files = examples(page(code), BAD)
    folder, base = build(tmp_path, files)
    if not files:
        BUILT[code.code](folder, monkeypatch)
    assert set(found(folder, first_profile(code), base)) == {code.code} | BESIDE.get(code.code, set())


@pytest.mark.parametrize("code", codes.ALL, ids=lambda code: code.code)
def test_the_good_example_breaks_none(code, tmp_path):
    """In the same profile; a rule of a later profile may still ask for more."""
    folder, base = build(tmp_path, examples(page(code), GOOD))
    assert found(folder, first_profile(code), base) == []


def build(tmp_path: Path, files: list[Example]) -> tuple[Path, str | None]:
    """The data set of an example, and its base revision where it shows one."""
    before = [each for each in files if each.before]
    folder = lay(tmp_path / "data", before)
    base = None
    if before:
        base = "HEAD"
        who = ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false"]
        for arguments in (["init", "-q"], ["add", "."], [*who, "commit", "-q", "-m", "avant"]):
            subprocess.run(["git", "-C", str(folder), *arguments], check=True, capture_output=True)
    return lay(folder, [each for each in files if not each.before]), base


def test_the_workspace_is_what_the_pages_speak_of():
    """Its roadmap is the one that extracts are taken from."""
    assert (WORKSPACE / ROADMAP).is_file()
