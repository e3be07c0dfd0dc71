"""What regions said is taken again as long as nothing that they depend on changed: the same bytes, fewer files read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from alignment.kernel import kept
from alignment.pipeline.checking import by_region
from alignment.pipeline.checking.told import Told
from tests.cli.test_check_by_region import edit, faulty, region, roadmaps, sound


class Run(NamedTuple):
    """What a check printed, and the regions that it judged anew."""

    out: str
    read: set[str]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A large data set."""
    return sound(tmp_path / "data")


@pytest.fixture
def check(data: Path, tmp_path: Path, alignment, monkeypatch) -> Callable[..., Run]:
    """Check it, with what was kept of the runs before, or without."""
    monkeypatch.setenv("ALIGNMENT_PROCESSES", "1")
    read: list[str] = []
    judge = by_region._Regions.judge

    def counted(regions: by_region._Regions, name: str, files: list[str]) -> Told:
        read.append(name)
        return judge(regions, name, files)

    monkeypatch.setattr(by_region._Regions, "judge", counted)

    def run(*arguments: str, keeping: bool = True) -> Run:
        monkeypatch.setenv("ALIGNMENT_CACHE", str(tmp_path / "cache") if keeping else "off")
        read.clear()
        out = alignment("check", "--data", data, "--date", "2026-11-23", "--format", "json", *arguments).out
        return Run(out, set(read))

    return run


def regions(*numbers: int) -> set[str]:
    """Their ids."""
    return {f"territoire-00{number}" for number in numbers}


ALL = regions(1, 2, 3, 4, 5)


def test_nothing_is_read_again_when_nothing_changed(check):
    """Every region is taken at its word."""
    first = check("--profile", "council")
    again = check("--profile", "council")
    assert first.read == ALL
    assert again == Run(check("--profile", "council", keeping=False).out, set())
    assert first.out == again.out


def test_a_changed_roadmap_has_its_region_read_again(check, data):
    """And no other."""
    check()
    edit(roadmaps(data, 3)[1], "contributions:\n", "contributions:\n      srdeii:axe-9: significant\n")
    changed = check()
    assert changed.read == regions(3)
    assert "srdeii:axe-9" in changed.out
    assert changed.out == check(keeping=False).out
    assert check() == Run(changed.out, set())


def test_a_guest_that_changes_has_its_hosts_read_again(check, data):
    """The cluster of the fifth region works in the first and the second."""
    check()
    edit(roadmaps(data, 5)[0], "123456", "654321")
    changed = check()
    assert changed.read == regions(1, 2, 5)
    assert '"code": "AL319"' not in changed.out
    assert changed.out == check(keeping=False).out


def test_a_roadmap_that_begins_to_work_elsewhere_is_judged_there(check, data):
    """Its new host is read, though no file of it changed."""
    check("--profile", "council")
    edit(roadmaps(data, 4)[0], "type: ", "regions: [territoire-004, territoire-003]\ntype: ")
    changed = check("--profile", "council")
    assert changed.read == regions(3, 4)
    assert changed.out == check("--profile", "council", keeping=False).out


@pytest.mark.parametrize(
    ("change", "read"),
    [
        # The third region's own, and all others: each has a cluster of several regions.
        (lambda data: edit(region(data, 3) / "region.yaml", "axe-2", "axe-deux"), ALL),
        (lambda data: edit(data / "s3/territoire-004.yaml", "- id: ", "- id: tout-"), regions(1, 2, 4, 5)),
        (lambda data: edit(data / "regions/territoire-005/region.yaml", "axe-2", "axe-deux"), regions(1, 2, 4, 5)),
        (lambda data: edit(data / "europe/horizon-europe.yaml", "cluster-1", "cluster-un"), ALL),
        (lambda data: (data / "s3/territoire-003.yaml").unlink(), ALL),
        (lambda data: (data / "method.yaml").write_text("alignment: method/v1\nsignificant: 0.5\n"), ALL),
        (lambda data: roadmaps(data, 4)[1].unlink(), regions(4)),
        (lambda data: (data / "regions/territoire-003/notes.yaml").write_text("a: 1"), ALL),
    ],
    ids=[
        "own text",
        "own strategy",
        "another's text",
        "shared framework",
        "text gone",
        "method",
        "roadmap gone",
        "stray file",
    ],
)
def test_whatever_a_region_depends_on_has_it_read_again(change, read, check, data):
    """And the answer is that of a run that remembers nothing."""
    check("--profile", "council")
    change(data)
    changed = check("--profile", "council")
    assert changed.read == read
    assert changed.out == check("--profile", "council", keeping=False).out


def test_other_questions_are_answered_anew(check):
    """Profile, rules and day."""
    check()
    for other in (("--profile", "council"), ("--select", "AL3"), ("--date", "2031-01-01")):
        assert check(*other).read == ALL


def test_the_same_whatever_is_wrong_with_the_data(tmp_path, check, data):
    """Files that can't be read or modelled give the same findings, too."""
    faulty(tmp_path / "faulty")
    (tmp_path / "faulty").rename(tmp_path / "other")
    data.rename(tmp_path / "away")
    (tmp_path / "other").rename(data)
    first, again, anew = check(), check(), check(keeping=False)
    assert first.out == again.out == anew.out
    assert again.read == set()


@pytest.mark.parametrize("damage", ["truncated", "garbage", "forged", "empty", "of another version"])
def test_a_broken_entry_is_no_entry(damage, check, tmp_path, monkeypatch):
    """Nor is one whose sum is right and whose content isn't of the form expected."""
    first = check()
    if damage == "of another version":
        monkeypatch.setattr(kept, "__version__", "9.9.9")
    for entry in (tmp_path / "cache").glob("*.json"):
        _, _, body = entry.read_text("utf-8").partition("\n")
        store, key = kept.Kept(entry.parent), entry.stem
        match damage:
            case "truncated":
                entry.write_text(entry.read_text("utf-8")[:-30], "utf-8")
            case "garbage":
                entry.write_bytes(b"\x00\xff no json\n" * 40)
            case "forged":
                store.write(key, {name: [[], 5, {"a": None}, "x"] for name in store.read(key) or {}})
            case "empty":
                entry.write_text("", "utf-8")
        assert damage != "forged" or body != entry.read_text("utf-8").partition("\n")[2]
    assert check() == first


def test_bytes_alone_are_trusted_where_that_is_asked(check, data, monkeypatch):
    """A file that changed under the same name, size and times is seen."""
    monkeypatch.setenv("ALIGNMENT_CACHE_COMPARE", "hash")
    check()
    assert check().read == set()
    edit(roadmaps(data, 3)[1], "provenance: illustrative", "provenance: coded")
    assert check().read == regions(3)


def test_small_data_sets_leave_nothing_behind(check, tmp_path, monkeypatch):
    """They are read whole."""
    monkeypatch.setattr(by_region, "MANY", 10**9)
    check()
    assert not (tmp_path / "cache").exists()
