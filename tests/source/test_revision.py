"""The files of a data set as git knows them at a revision."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from alignment.kernel.user_error import UserError
from alignment.source.revision import read_revision


def git(folder: Path, *arguments: str) -> None:
    """Run git as somebody, away from the configuration of this machine."""
    who = ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(folder), *who, *arguments], check=True, capture_output=True)


@pytest.fixture
def checkout(tmp_path):
    """A repository whose data folder lies below its top, with one commit tagged `first`."""
    git(tmp_path, "init", "-q")
    data = tmp_path / "données"
    (data / "s3").mkdir(parents=True)
    (data / "s3" / "bretagne.yaml").write_bytes(b"title: S\xc3\xa9same\n")
    (data / "s3" / "vide.yaml").write_bytes(b"")
    (data / "notes.txt").write_text("x")
    (data / "s3" / "lien.yaml").symlink_to("bretagne.yaml")
    (tmp_path / "method.yaml").write_text("ailleurs")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "first")
    git(tmp_path, "tag", "first")
    return data


def test_contents_are_those_of_the_revision(checkout):
    """Names are relative to the data folder; only regular files of the format's layout are read."""
    (checkout / "s3" / "bretagne.yaml").write_bytes(b"changed")
    assert read_revision(checkout, "first") == {"s3/bretagne.yaml": b"title: S\xc3\xa9same\n", "s3/vide.yaml": b""}


def test_a_folder_that_the_revision_lacks_is_empty(checkout):
    """A data set that a change adds has nothing before it."""
    new = checkout.parent / "nouveau"
    new.mkdir()
    assert read_revision(new, "HEAD") == {}


@pytest.mark.parametrize("revision", ["nowhere", "--help", "first:données", ""])
def test_an_unknown_revision_is_a_usage_error(checkout, revision):
    """An option, a blob or nothing at all is no revision."""
    with pytest.raises(UserError) as raised:
        read_revision(checkout, revision)
    assert raised.value.exit_code == 2


def test_outside_a_repository(tmp_path, monkeypatch):
    """The sentence is the same as for an unknown revision."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(UserError):
        read_revision(tmp_path, "HEAD")
