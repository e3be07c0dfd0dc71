"""A large data set is checked region by region: the findings are those of one that is read whole, to the byte."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from alignment.kernel import processes
from alignment.pipeline import loading
from alignment.pipeline.checking import by_region
from tests.oracle.corpus import corpus

FORMS = ("json", "github", "gitlab", "sarif", "junit", "markdown")
ROADMAPS = 110
REQUIREMENTS = """    - {id: appui, metric: leverage, at_least: 1000, severity: warning, applies_to: {clusters: %s}}
    - {id: part, title: Part, metric: coverage, framework: s3, at_least: 0.9, severity: warning}
"""
SHARED = (
    "  - {id: partage, title: Atelier partagé des matériaux, status: planned,"
    " contributions: {srdeii:axe-1: principal}, budget: [{source: region, amount: 123456}]}\n"
)


def edit(file: Path, old: str, new: str) -> None:
    """Replace what a file holds, at its first place."""
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def region(folder: Path, number: int) -> Path:
    """A region's folder."""
    return folder / f"regions/territoire-00{number}"


def roadmaps(folder: Path, number: int) -> list[Path]:
    """A region's roadmaps, in order of name."""
    return sorted((region(folder, number) / "clusters").glob("*.yaml"))


def sound(folder: Path) -> Path:
    """Five regions of 22 roadmaps, with every warning whose telling needs more than one file."""
    corpus(folder, 5, ROADMAPS / 5, actions=1.5)
    for number, clusters in ((2, "[grappe-100, grappe-23]"), (3, "[]"), (4, "[]")):
        file = region(folder, number) / "region.yaml"
        text = file.read_text("utf-8")
        head = "" if "requirements" in text else "  requirements:\n"
        file.write_text(text + head + REQUIREMENTS % clusters, "utf-8")
    # Two clusters of several regions: the second region judges them with its own, and counts their money.
    edit(roadmaps(folder, 1)[0], "type: ", "regions: [territoire-001, territoire-002]\ntype: ")
    guest = roadmaps(folder, 5)[0]
    edit(guest, "type: ", "'regions' : [territoire-005, territoire-001, territoire-002]\ntype: ")
    for file in (guest, roadmaps(folder, 2)[3], roadmaps(folder, 3)[3]):
        file.write_text(file.read_text("utf-8") + SHARED, "utf-8")
    # Comments that set aside: one that serves, one that doesn't, one without reason, one that is refused.
    edit(guest, "  - {id: partage,", "  # alignment: ignore[AL319] convention commune\n  - {id: partage,")
    edit(roadmaps(folder, 2)[4], "actions:", "# alignment: ignore[AL301] rien ici\nactions:")
    edit(roadmaps(folder, 2)[5], "actions:", "# alignment: ignore[AL302]\nactions:")
    edit(roadmaps(folder, 2)[6], "actions:", "# alignment: ignore[AL201] non\nactions:")
    return folder


def faulty(folder: Path) -> Path:
    """The same with errors: in files, between them, and between regions."""
    sound(folder)
    one, four = roadmaps(folder, 1), roadmaps(folder, 4)
    one[1].write_bytes(b"alignment: roadmap/v1\nid: \xff\n")
    one[2].write_text("alignment: [", "utf-8")
    one[3].unlink()
    one[3].symlink_to("/etc/hostname")
    edit(one[4], "provenance: illustrative", "provenance: rumeur")
    edit(one[4], "srdeii:", "srdeiii:")
    edit(one[5], "provenance: illustrative", "provenance: rumeur")
    edit(one[5], "id: ", f"id: {one[6].stem}\nwebsite: ")
    edit(one[7], "    title: ", "    title: Premier\n    title: ")
    edit(one[8], "srdeii:", "territoire-004/srdeii:")
    # An id taken twice stops the score of the second one's region: what it asks is not judged.
    edit(four[2], "id: ", f"id: {roadmaps(folder, 3)[2].stem}\nwebsite: ")
    # The cluster named here lies in a file that can't be read, or nowhere.
    edit(region(folder, 2) / "region.yaml", "grappe-23]", f"{one[2].stem}, grappe-9999]")
    (region(folder, 5) / "region.yaml").rename(region(folder, 5) / "perdue.yml")
    (folder / "s3/inconnue.yaml").write_text((folder / "s3/territoire-001.yaml").read_text("utf-8"), "utf-8")
    return folder


@pytest.fixture(scope="module", params=[sound, faulty])
def large(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A large data set."""
    return request.param(tmp_path_factory.mktemp("large") / "data")


Answer = tuple[int, str, str, dict[str, str]]


@pytest.fixture
def check(large: Path, tmp_path: Path, alignment, monkeypatch) -> Callable[..., Answer]:
    """Check the large data set, whole or region by region: exit code, streams, and every other form."""
    monkeypatch.setenv("ALIGNMENT_PROCESSES", "1")

    def run(*arguments: str, whole: bool) -> Answer:
        monkeypatch.setattr(by_region, "MANY", 10**9 if whole else ROADMAPS)
        out = [argument for form in FORMS for argument in ("--out", f"{form}={tmp_path / form}")]
        done = alignment("check", "--data", large, "--date", "2026-11-23", *arguments, *out)
        return done.code, done.out, done.err, {form: (tmp_path / form).read_text("utf-8") for form in FORMS}

    return run


@pytest.mark.parametrize(
    "arguments",
    [
        ("--profile", "draft"),
        ("--profile", "council"),
        ("--profile", "publication", "--lang", "en", "--ignore", "AL207,AL5", "--statistics"),
        ("--select", "AL4", "territoire-002"),
    ],
    ids=" ".join,
)
def test_findings_are_those_of_a_data_set_read_whole(arguments, check):
    """In every form, with rules chosen or left out, for one region too."""
    assert check(*arguments, whole=False) == check(*arguments, whole=True)


def test_the_comparison_meets_every_kind_of_rule(check, request):
    """Rules about a file, between files, between regions and about the whole have something to say."""
    told = Counter(re.findall(r'"code": "(AL\d+)"', check("--profile", "council", whole=False)[3]["json"]))
    wanted = {"AL060", "AL061", "AL062", "AL319", "AL402"}
    if "faulty" in request.node.name:
        wanted = {
            "AL003",
            "AL005",
            "AL010",
            "AL020",
            "AL030",
            "AL111",
            "AL202",
            "AL203",
            "AL204",
            "AL207",
            "AL210",
        }
    assert wanted <= told.keys()


def test_several_processes_give_the_same_bytes(check, large, tmp_path):
    """Three of them, in a run of its own."""
    alone = check(whole=False)
    env = os.environ | {"ALIGNMENT_PROCESSES": "3", "COLUMNS": "80"}
    out = [argument for form in FORMS for argument in ("--out", f"{form}={tmp_path / form}")]
    done = subprocess.run(
        [sys.executable, "-m", "alignment", "check", "--data", large, "--date", "2026-11-23", *out],
        capture_output=True,
        env=env,
        check=False,
        timeout=60,
    )
    forms = {form: (tmp_path / form).read_text("utf-8") for form in FORMS}
    assert (done.returncode, done.stdout.decode(), done.stderr.decode(), forms) == alone


def test_each_roadmap_is_read_once(tmp_path, alignment, monkeypatch):
    """But those of several regions, which these need too."""
    large = sound(tmp_path / "data")
    monkeypatch.setenv("ALIGNMENT_PROCESSES", "1")
    times: Counter[str] = Counter()
    parse = loading.parse

    def counted(data: bytes, name: str) -> object:
        times[name] += 1
        return parse(data, name)

    monkeypatch.setattr(loading, "parse", counted)
    alignment("check", "--data", large, "--select", "AL3")
    assert len(times) == len(list(large.rglob("*.yaml")))
    several = {name for name, number in times.items() if number > 1}
    abroad = {file for file in times if "regions" in (large / file).read_text("utf-8").partition("actions:")[0]}
    assert several <= abroad


def test_a_key_written_so_that_it_escapes_notice_is_seen_after_all(tmp_path, alignment, monkeypatch):
    """`regions` spelt with an escape: the data set is read whole then."""
    folder = sound(tmp_path / "data")
    edit(roadmaps(folder, 4)[0], "type: ", '"\\x72egions": [territoire-004, territoire-002]\ntype: ')
    arguments = ("check", "--data", folder, "--profile", "council", "--format", "json")
    monkeypatch.setattr(by_region, "MANY", ROADMAPS)
    seen = alignment(*arguments).out
    monkeypatch.setattr(by_region, "MANY", 10**9)
    assert seen == alignment(*arguments).out


copies_processes = pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
"""Whoever runs these tests may have threads, which the tool has not where it copies itself."""


def squares(number: int) -> bytes:
    """Some work."""
    return str(number * number).encode()


@copies_processes
def test_tasks_are_shared_out_and_come_back_by_number():
    """Whoever does them."""
    tasks = list(range(40))
    assert processes.share_out(squares, tasks, 1) == processes.share_out(squares, tasks, 2)


def test_without_room_for_another_process_the_work_is_done_here(monkeypatch):
    """The system refuses."""

    def refuse() -> int:
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", refuse)
    assert processes.share_out(squares, [1, 2, 3], 3) == {1: b"1", 2: b"4", 3: b"9"}


@copies_processes
def test_what_a_dying_process_leaves_undone_is_done_here():
    """A copy that is killed at its first task takes nothing with it."""
    here = os.getpid()

    def work(number: int) -> bytes:
        if os.getpid() != here:
            os.kill(os.getpid(), 9)
        return squares(number)

    assert processes.share_out(work, [1, 2, 3], 3) == {1: b"1", 2: b"4", 3: b"9"}


@copies_processes
def test_a_fault_in_another_process_is_met_here():
    """It is raised as if there were one process."""

    def work(number: int) -> bytes:
        raise ZeroDivisionError(number)

    with pytest.raises(ZeroDivisionError):
        processes.share_out(work, [1, 2, 3], 2)


@pytest.mark.parametrize(("asked", "least"), [("3", 3), ("1", 1), ("0", 1), ("deux", 1), ("", 1)])
def test_the_number_of_processes_can_be_chosen(asked, least, monkeypatch):
    """By the environment; anything but a number above zero leaves it to the machine."""
    monkeypatch.setattr(sys, "platform", "linux")
    chosen = processes.available({"ALIGNMENT_PROCESSES": asked})
    assert chosen == least if asked in ("3", "1") else chosen >= least
