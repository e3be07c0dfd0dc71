"""Kept answers: the same bytes as worked out anew, and never an old, foreign or broken one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.conftest import write_files
from tests.oracle.generate import generate

MODULES = "sorted(name for name in sys.modules if name in ('yaml', 'pydantic', 'typer'))"


def command(*arguments: str | Path, cache: Path | str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run the tool in a process of its own; the last line of standard error names the heavy modules it loaded."""
    code = (
        "import sys; from alignment.__main__ import _answer; code = _answer(sys.argv[1:]); sys.stdout.flush(); "
        + (f"print({MODULES}, file=sys.stderr); sys.exit(code)")
    )
    env = {key: value for key, value in os.environ.items() if not key.startswith("ALIGNMENT")}
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        capture_output=True,
        env=env | {"COLUMNS": "80", "LC_ALL": "C", "ALIGNMENT_CACHE": str(cache)} | environment,
        timeout=60,
        check=False,
    )


def settled(folder: Path) -> Path:
    """Wait until the files are old enough to be known by their standing."""
    time.sleep(2.1)
    return folder


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small random data set, settled; for tests that don't change it."""
    folder = tmp_path_factory.mktemp("kept") / "data"
    generate(3, folder)
    return settled(folder)


@pytest.fixture
def own_data(tmp_path: Path) -> Path:
    """A small random data set, settled, to be changed."""
    generate(3, tmp_path / "data")
    return settled(tmp_path / "data")


def recalled(done: subprocess.CompletedProcess[bytes]) -> bool:
    """Whether a run answered without loading the reader."""
    return done.stderr.splitlines()[-1] == b"[]"


@pytest.mark.parametrize("arguments", [("check",), ("list", "--format", "json"), ("suggest", "--all")])
def test_the_same_bytes_kept_or_not(arguments, data, tmp_path):
    """Off, first run, kept by standing, kept by hash: one answer, one exit code."""
    cache = tmp_path / "cache"
    off = command(*arguments, "--data", data, cache="off")
    first = command(*arguments, "--data", data, cache=cache)
    kept = command(*arguments, "--data", data, cache=cache)
    by_hash = command(*arguments, "--data", data, cache=cache, ALIGNMENT_CACHE_COMPARE="hash")
    again = command(*arguments, "--data", data, "--no-cache", cache=cache)
    assert [recalled(done) for done in (off, first, kept, by_hash, again)] == [False, False, True, True, False]
    runs = (off, first, kept, by_hash, again)
    assert len({(done.stdout, done.returncode) for done in runs}) == 1


def test_a_change_is_seen_at_once(own_data, tmp_path):
    """Even within the same second, and of the same length."""
    data = own_data
    cache = tmp_path / "cache"
    command("check", "--data", data, cache=cache)
    file = next(data.rglob("region.yaml"))
    file.write_text(file.read_text("utf-8").replace("region/v1", "region/v9"), "utf-8")
    changed = command("check", "--data", data, cache=cache)
    assert changed.returncode == 1
    assert b"region/v9" in changed.stdout
    write_files(data, "=== regions/new/region.yaml\nalignment: region/v1\n")
    assert b"regions/new/region.yaml" in command("check", "--data", data, cache=cache).stdout


def test_what_is_remembered_of_suggestions_is_part_of_the_data(own_data, tmp_path):
    """A rejection changes the answer; a run that writes is never answered from memory."""
    cache = tmp_path / "cache"
    command("suggest", "--all", "--data", own_data, cache=cache)
    (own_data / ".alignment-rejected.yaml").write_text("alignment: rejected/v9\n", "utf-8")
    changed = command("suggest", "--all", "--data", own_data, cache=cache)
    assert (changed.returncode, recalled(changed)) == (1, False)
    region = next((own_data / "regions").iterdir()).name
    for _ in range(2):
        assert not recalled(command("suggest", region, "--write", "--data", own_data, cache=cache))


def test_a_touched_file_is_known_by_its_bytes(own_data, tmp_path):
    """New times, the same bytes: the answer that was kept."""
    cache = tmp_path / "cache"
    first = command("list", "--data", own_data, cache=cache)
    next(own_data.rglob("*.yaml")).touch()
    touched = command("list", "--data", own_data, cache=cache)
    assert recalled(touched)
    assert touched.stdout == first.stdout


def test_other_questions_have_other_answers(data, tmp_path):
    """Language, width and arguments are part of the question."""
    cache = tmp_path / "cache"
    command("list", "--data", data, cache=cache)
    assert not recalled(command("list", "--lang", "en", "--data", data, cache=cache))
    assert not recalled(command("list", "--data", data, cache=cache, COLUMNS="120"))
    assert recalled(command("list", "--data", data, cache=cache))


@pytest.mark.parametrize("damage", ["truncated", "garbage", "forged", "empty"])
def test_a_broken_entry_is_a_miss(damage, data, tmp_path):
    """Truncated, garbage, or well formed under a wrong sum: worked out again, without a word."""
    cache = tmp_path / "cache"
    first = command("list", "--data", data, cache=cache)
    for entry in cache.glob("*.json"):
        text = entry.read_text("utf-8")
        entry.write_text(
            {
                "truncated": text[: len(text) // 2],
                "garbage": "\x00\xff not json",
                "forged": f"{text.partition(chr(10))[0]}\n" + json.dumps({"code": 0, "out": "forged"}),
                "empty": "",
            }[damage],
            "utf-8",
        )
    again = command("list", "--data", data, cache=cache)
    assert not recalled(again)
    assert (again.stdout, again.returncode) == (first.stdout, 0)


def test_an_entry_of_another_version_is_never_read(data, tmp_path, monkeypatch):
    """The version is part of every key."""
    from alignment.cli import memory
    from alignment.kernel import kept

    monkeypatch.setenv("ALIGNMENT_CACHE", str(tmp_path / "cache"))
    answers = memory.Memory.of(["list", "--data", str(data)])
    assert answers is not None
    now = (answers._content_key(), answers._standing_key(answers._entries))
    monkeypatch.setattr(kept, "__version__", "9.9.9")
    other = (answers._content_key(), answers._standing_key(answers._entries))
    assert None not in now
    assert not {*now} & {*other}


def test_a_cache_that_cannot_be_written_changes_nothing(data, tmp_path):
    """A file stands where the folder should be."""
    (tmp_path / "cache").write_text("", "utf-8")
    done = command("list", "--data", data, cache=tmp_path / "cache")
    assert done.returncode == 0
    assert done.stdout == command("list", "--data", data, cache="off").stdout


def test_many_at_once(data, tmp_path):
    """Runs side by side give one answer and leave whole entries."""
    cache = tmp_path / "cache"
    with ThreadPoolExecutor(8) as pool:
        runs = list(pool.map(lambda _: command("list", "--data", data, cache=cache), range(16)))
    assert len({done.stdout for done in runs}) == 1
    assert recalled(command("list", "--data", data, cache=cache))
    assert not [entry for entry in cache.iterdir() if entry.suffix != ".json"]
