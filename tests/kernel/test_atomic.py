"""Writing whole or not at all."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys

import pytest

from alignment.kernel import atomic


def names(folder):
    """What lies in a folder."""
    return [path.name for path in folder.iterdir()]


def test_a_new_file_and_a_replaced_one(tmp_path):
    """UTF-8, the line ends as given, nothing left beside it."""
    path = tmp_path / "été.txt"
    atomic.write_text(path, "a\r\nbé\n")
    assert path.read_bytes() == b"a\r\nb\xc3\xa9\n"
    atomic.write_text(path, "court")
    assert path.read_bytes() == b"court"
    assert names(tmp_path) == ["été.txt"]


def test_the_mode_is_kept(tmp_path):
    """A private file stays private; a new one has the mode that the system gives to any new file."""
    path, other = tmp_path / "a", tmp_path / "b"
    path.write_text("old")
    path.chmod(0o640)
    atomic.write_text(path, "new")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    atomic.write_text(tmp_path / "c", "new")
    other.write_text("new")
    assert (tmp_path / "c").stat().st_mode == other.stat().st_mode


def test_a_link_is_followed(tmp_path):
    """The file it leads to is replaced, the link stays."""
    real = tmp_path / "real"
    real.write_text("old")
    link = tmp_path / "link"
    link.symlink_to(real)
    atomic.write_text(link, "new")
    assert link.is_symlink()
    assert real.read_text() == "new"


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_failure_leaves_the_old_file_alone(step, tmp_path, monkeypatch):
    """Whatever fails before the last step: the old content stays, and nothing lies beside it."""
    path = tmp_path / "report"
    path.write_text("old")

    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(atomic.os if step == "fsync" else atomic.Path, step, fail)
    with pytest.raises(OSError, match="No space left on device") as raised:
        atomic.write_text(path, "new")
    assert raised.value.filename == str(path)
    assert path.read_text() == "old"
    assert names(tmp_path) == ["report"]


def test_an_interruption_leaves_nothing_behind(tmp_path, monkeypatch):
    """Ctrl-C while writing is no reason for litter."""

    def interrupt(_):
        raise KeyboardInterrupt

    monkeypatch.setattr(atomic.os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        atomic.write_text(tmp_path / "report", "new")
    assert names(tmp_path) == []


def test_a_device_is_written_to(tmp_path):
    """What can't be replaced is written; a full device is an error that names it."""
    atomic.write_text(atomic.Path("/dev/null"), "x")
    assert atomic.Path("/dev/null").is_char_device()
    with pytest.raises(OSError) as raised:
        atomic.write_text(atomic.Path("/dev/full"), "x")
    assert raised.value.filename == "/dev/full"


def test_folders_are_made_and_a_file_in_the_way_is_named(tmp_path):
    """The path that was asked for, not the one beside it."""
    atomic.write_text(tmp_path / "new" / "folder" / "report", "x")
    assert names(tmp_path / "new" / "folder") == ["report"]
    (tmp_path / "file").write_text("x")
    with pytest.raises(OSError) as raised:
        atomic.write_text(tmp_path / "file" / "report", "x")
    assert raised.value.filename == str(tmp_path / "file" / "report")


def test_what_is_there_already_is_not_written_again(tmp_path):
    """So that what watches the file sees no change."""
    path = tmp_path / "report"
    assert atomic.write_text(path, "same")
    before = path.stat().st_ino
    assert not atomic.write_text(path, "same")
    assert path.stat().st_ino == before
    assert atomic.write_text(path, "diff")


def test_create_never_overwrites(tmp_path):
    """A name that is taken, even by a broken link, stays as it is; folders are made on the way."""
    atomic.create(tmp_path / "x" / "y" / "a.yaml", b"one")
    assert (tmp_path / "x" / "y" / "a.yaml").read_bytes() == b"one"
    with pytest.raises(FileExistsError):
        atomic.create(tmp_path / "x" / "y" / "a.yaml", b"two")
    assert (tmp_path / "x" / "y" / "a.yaml").read_bytes() == b"one"
    (tmp_path / "broken").symlink_to(tmp_path / "nowhere")
    with pytest.raises(FileExistsError):
        atomic.create(tmp_path / "broken", b"two")
    assert not (tmp_path / "nowhere").exists()
    assert sorted(names(tmp_path)) == ["broken", "x"]


def test_create_without_links(tmp_path, monkeypatch):
    """File systems that have no hard links: the same promises."""

    def refused(*_: object) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refused)
    atomic.create(tmp_path / "a", b"one")
    with pytest.raises(FileExistsError):
        atomic.create(tmp_path / "a", b"two")
    assert (tmp_path / "a").read_bytes() == b"one"
    assert names(tmp_path) == ["a"]


def test_a_full_disk(tmp_path, monkeypatch):
    """When the disk refuses, nothing has the name and no rest lies about."""

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        atomic.create(tmp_path / "a", b"new")
    assert names(tmp_path) == []


def test_a_killed_run_leaves_the_old_content_and_the_next_one_clears_up(tmp_path):
    """What a kill leaves beside the file is gone once someone clears the folder; the file of a run alive stays."""
    path = tmp_path / "report"
    path.write_text("old")
    script = (
        "import os, pathlib, sys\nfrom alignment.kernel import atomic\n"
        f"os.fsync = lambda _: os.kill(os.getpid(), {int(signal.SIGKILL)})\n"
        "atomic.write(pathlib.Path(sys.argv[1]), b'new' * 100_000)\n"
    )
    assert subprocess.run([sys.executable, "-c", script, str(path)], check=False).returncode == -signal.SIGKILL
    assert path.read_text() == "old"
    (left,) = (name for name in names(tmp_path) if name != "report")
    alive = tmp_path / f".alignment-{os.getpid()}-0.tmp"
    alive.write_text("in hand")
    atomic.clear(tmp_path)
    assert sorted(names(tmp_path)) == [alive.name, "report"]
    assert left.startswith(".alignment-")
