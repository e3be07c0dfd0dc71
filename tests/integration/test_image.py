"""The Dockerfile as far as it can be held without a daemon; built and run where ALIGNMENT_DOCKER asks for it."""

from __future__ import annotations

import json
import os
import re
import subprocess

import pytest

from tests.integration.conftest import ROOT

TEXT = (ROOT / "Dockerfile").read_text("utf-8").replace("\\\n", " ")
LINES = [line.split(maxsplit=1) for line in TEXT.splitlines() if line.strip() and not line.startswith("#")]


def test_what_is_copied_exists_and_is_not_ignored():
    """Every source of a COPY is in the repository and let through by .dockerignore."""
    let_through = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    copied = [words.split()[:-1] for verb, words in LINES if verb == "COPY" and not words.startswith("--from")]
    sources = {source for group in copied for source in group}
    assert sources == let_through
    assert all((ROOT / source).exists() for source in sources)


def test_the_commands_are_sound_shell():
    """Each RUN is read by a shell without complaint."""
    for verb, words in LINES:
        if verb == "RUN":
            subprocess.run(["sh", "-n", "-c", words], check=True)


def test_it_runs_the_tool_and_not_as_root():
    """The entry point is the command itself, so that arguments are its own; the user is an ordinary one."""
    last = dict(LINES)
    assert json.loads(last["ENTRYPOINT"]) == ["alignment"]
    assert last["USER"] not in ("root", "0")
    assert re.search(r"\bLANG=C\.UTF-8\b", last["ENV"])


@pytest.mark.skipif(
    not os.environ.get("ALIGNMENT_DOCKER"),
    reason="building needs a Docker daemon and a network: ALIGNMENT_DOCKER=1",
)
def test_built_image_checks(tmp_path, alignment):
    """The two commands of docs/guides/integration-continue.md."""
    assert alignment("init", tmp_path).code == 0
    subprocess.run(["docker", "build", "--quiet", "--tag", "alignment-test", "."], cwd=ROOT, check=True)
    run = ["docker", "run", "--rm", "--volume", f"{tmp_path}:/travail", "alignment-test"]
    assert subprocess.run([*run, "check", "--data", "data"], check=False).returncode == 0
