"""Which files are read, and what is said of the others; nothing hangs, nothing leaves the folder (R-22 to R-24)."""

from __future__ import annotations

import errno
import os
import socket
from pathlib import Path

import pytest

from alignment.kernel.diagnostic import Diagnostic, Severity
from alignment.source import discovery
from alignment.source.discovery import Found, discover, in_layout, read
from alignment.source.yaml_events import MAX_BYTES

LAYOUT = [
    "europe/domains.yaml",
    "europe/horizon-europe.yml",
    "method.yaml",
    "regions/aura/clusters/minalogic.yaml",
    "regions/aura/region.yaml",
    "s3/aura.yaml",
]


def lay(root: Path, *names: str) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("a: 1\n")


def told(problems: list[Diagnostic]) -> list[tuple[str, str]]:
    return [(problem.code, problem.place.file) for problem in problems]


def refused(found: bytes | Diagnostic) -> str:
    assert isinstance(found, Diagnostic)
    return found.code


def test_the_layout_is_found_in_order(tmp_path: Path) -> None:
    lay(tmp_path, *reversed(LAYOUT), "LICENSE.md", "README.md", "regions/aura/notes.txt")
    found, problems = discover(tmp_path)
    assert [file.name for file in found] == LAYOUT
    assert [file.path for file in found] == [tmp_path / name for name in LAYOUT]
    assert problems == []
    assert read(found[0], tmp_path) == b"a: 1\n"


ELSEWHERE = (
    *("x.yaml", "regions/region.yaml", "clusters/a.yaml", "s3/a/b.yaml", "europe/x/y.yml"),
    *("regions/aura/axes.yaml", "regions/aura/clusters.yaml", "regions/aura/clusters/a/b.yaml"),
    *("method.YAML", "regions/aura/clusters/a.Yml"),
)


@pytest.mark.parametrize("name", ELSEWHERE)
def test_a_yaml_file_elsewhere_is_a_warning(tmp_path: Path, name: str) -> None:
    lay(tmp_path, name)
    found, problems = discover(tmp_path)
    assert found == []
    assert told(problems) == [("AL005", name)]
    assert problems[0].severity is Severity.WARNING
    assert problems[0].hint is not None
    assert not in_layout(name)


def test_hidden_files_are_passed_over(tmp_path: Path) -> None:
    lay(tmp_path, ".git/x.yaml", "s3/.aura.yaml.swp.yaml", ".hidden.yaml")
    assert discover(tmp_path) == ([], [])


def test_no_folder_and_no_directory(tmp_path: Path) -> None:
    assert told(discover(tmp_path / "absent")[1]) == [("AL001", ".")]
    lay(tmp_path, "file")
    _, problems = discover(tmp_path / "file")
    assert told(problems) == [("AL001", ".")]
    assert "pas un dossier" in problems[0].message.fr


def test_links(tmp_path: Path) -> None:
    root, outside = tmp_path / "data", tmp_path / "outside"
    lay(root, "s3/a.yaml")
    lay(outside, "b.yaml", "c/d.yaml")
    (root / "s3/inside.yaml").symlink_to(root / "s3/a.yaml")
    (root / "s3/outside.yaml").symlink_to(outside / "b.yaml")
    (root / "s3/relative.yaml").symlink_to("../../outside/b.yaml")
    (root / "s3/broken.yaml").symlink_to("absent.yaml")
    (root / "s3/loop.yaml").symlink_to("loop.yaml")
    (root / "regions").mkdir()
    (root / "regions/out").symlink_to(outside)
    (root / "regions/self").symlink_to(root)
    (root / "notes.txt").symlink_to(outside / "b.yaml")
    (root / "linked.yaml").symlink_to(outside)
    found, problems = discover(root)
    assert [file.name for file in found] == ["s3/a.yaml", "s3/inside.yaml"]
    assert told(problems) == [
        ("AL003", "linked.yaml"),
        ("AL003", "regions/out"),
        ("AL003", "regions/self"),
        ("AL001", "s3/broken.yaml"),
        ("AL003", "s3/loop.yaml"),
        ("AL003", "s3/outside.yaml"),
        ("AL003", "s3/relative.yaml"),
    ]
    messages = {problem.place.file: problem.message.fr for problem in problems}
    assert "sort du dossier" in messages["s3/outside.yaml"]
    assert "tourne en rond" in messages["s3/loop.yaml"]
    assert "mène à un dossier" in messages["regions/self"]
    assert read(found[1], root) == b"a: 1\n"
    # A link put there after the folder was listed is refused as well.
    assert refused(read(Found(root / "s3/outside.yaml", "s3/outside.yaml"), root)) == "AL003"
    assert refused(read(Found(root / "s3/loop.yaml", "s3/loop.yaml"), root)) == "AL003"
    assert refused(read(Found(root / "regions/out/b.yaml", "regions/out/b.yaml"), root)) == "AL003"
    assert refused(read(Found(root / "../outside/b.yaml", "../outside/b.yaml"), root)) == "AL003"


def test_a_folder_that_is_itself_a_link_is_a_data_folder_like_another(tmp_path: Path) -> None:
    lay(tmp_path / "real", "method.yaml")
    (tmp_path / "link").symlink_to("real")
    found, problems = discover(tmp_path / "link")
    assert problems == []
    assert read(found[0], tmp_path / "link") == b"a: 1\n"


def test_what_only_looks_like_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # the name of a socket is short
    Path("s3/folder.yaml").mkdir(parents=True)
    os.mkfifo("s3/pipe.yaml")
    with socket.socket(socket.AF_UNIX) as plug:
        plug.bind("s3/plug.yaml")
        found, problems = discover(tmp_path)
    assert found == []
    assert told(problems) == [("AL002", f"s3/{kind}.yaml") for kind in ("folder", "pipe", "plug")]
    words = ["un dossier", "un tube", "une prise"]
    assert all(word in problem.message.fr for word, problem in zip(words, problems, strict=True))
    assert refused(read(Found(tmp_path / "s3/pipe.yaml", "s3/pipe.yaml"), tmp_path)) == "AL002"
    assert refused(read(Found(tmp_path / "s3/folder.yaml", "s3/folder.yaml"), tmp_path)) == "AL002"
    assert refused(read(Found(Path("/dev/zero"), "zero"), Path("/dev"))) == "AL002"


def test_size_is_checked_on_the_open_file(tmp_path: Path) -> None:
    large = tmp_path / "method.yaml"
    with large.open("wb") as stream:
        stream.truncate(10**12)  # sparse: it takes no room
    found = read(Found(large, "method.yaml"), tmp_path)
    assert refused(found) == "AL004"
    assert isinstance(found, Diagnostic)
    assert "1\u202f000\u202f000,0\u00a0Mo" in found.message.fr
    large.write_bytes(b"x" * MAX_BYTES)
    assert read(Found(large, "method.yaml"), tmp_path) == b"x" * MAX_BYTES
    large.write_bytes(b"x" * (MAX_BYTES + 1))
    assert refused(read(Found(large, "method.yaml"), tmp_path)) == "AL004"


def test_a_file_that_grows_while_it_is_read_is_cut_short(tmp_path: Path) -> None:
    # Files of /proc say that they are empty, and aren't.
    found = read(Found(Path("/proc/self/status"), "status"), Path("/proc"))
    assert isinstance(found, bytes)
    assert found


def test_a_file_that_went_away(tmp_path: Path) -> None:
    found = read(Found(tmp_path / "s3/a.yaml", "s3/a.yaml"), tmp_path)
    assert refused(found) == "AL001"


@pytest.mark.parametrize(
    ("number", "words"),
    [(errno.EACCES, "permission"), (errno.EIO, "disque"), (errno.EMFILE, "ouverts"), (errno.EBUSY, "système")],
)
def test_a_file_that_the_system_keeps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str
) -> None:
    lay(tmp_path, "method.yaml")

    def refuse(*_: object) -> int:
        raise OSError(number, "refused")

    monkeypatch.setattr(os, "open", refuse)
    found = read(Found(tmp_path / "method.yaml", "method.yaml"), tmp_path)
    assert refused(found) == "AL001"
    assert isinstance(found, Diagnostic)
    assert words in found.message.fr


def test_an_unreadable_folder_hides_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay(tmp_path, "s3/a.yaml", "europe/b.yaml")
    scan = os.scandir

    def refuse(folder: str) -> object:
        if folder.endswith("s3"):
            raise PermissionError(errno.EACCES, "refused")
        return scan(folder)

    monkeypatch.setattr(os, "scandir", refuse)
    found, problems = discover(tmp_path)
    assert [file.name for file in found] == ["europe/b.yaml"]
    assert told(problems) == [("AL001", "s3")]


ODD_NAMES = ["a\nb", "a\x1b[2Jb", "a\u202eb", "a\u200bb", os.fsdecode(b"caf\xe9")]


@pytest.mark.parametrize("stem", ODD_NAMES)
def test_names_that_cannot_be_shown(tmp_path: Path, stem: str) -> None:
    lay(tmp_path, f"s3/{stem}.yaml")
    found, problems = discover(tmp_path)
    assert found == []
    assert told(problems) == [("AL006", f"s3/{stem}.yaml")]


@pytest.mark.parametrize("stem", ["a::b", "a,b", "-rf", "a b", "été", "e\u0301te", "%0A", "$(x)", "..."])
def test_names_that_are_merely_strange_are_read(tmp_path: Path, stem: str) -> None:
    lay(tmp_path, f"s3/{stem}.yaml")
    found, problems = discover(tmp_path)
    if stem.startswith("."):
        assert found == []
    else:
        assert [file.name for file in found] == [f"s3/{stem}.yaml"]
    assert problems == []


def test_the_order_is_not_that_of_the_file_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay(tmp_path, *LAYOUT, "x.yaml", "b/y.yaml", "a.yaml")
    usual = discover(tmp_path)

    class Backwards:
        def __init__(self, folder: str) -> None:
            with scan(folder) as entries:
                self.entries = sorted(entries, key=lambda entry: entry.name, reverse=True)

        def __enter__(self) -> list[os.DirEntry[str]]:
            return self.entries

        def __exit__(self, *_: object) -> None:
            pass

    scan = os.scandir
    monkeypatch.setattr(os, "scandir", Backwards)
    assert discover(tmp_path) == usual


def test_a_folder_of_the_wrong_sort_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay(tmp_path, *(f"d/{number}" for number in range(20)), "s3/a.yaml")
    monkeypatch.setattr(discovery, "MAX_ENTRIES", 10)
    _, problems = discover(tmp_path)
    assert ("AL007", ".") in told(problems)
    monkeypatch.setattr(discovery, "MAX_ENTRIES", 1000)
    lay(tmp_path, "/".join(["d"] * 20) + "/x.yaml")
    _, problems = discover(tmp_path)
    assert [code for code, _ in told(problems)] == ["AL007"]
