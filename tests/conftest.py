"""What tests share: data sets written as one text, and the command line run in this process."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from alignment.cli.main import run

os.environ["ALIGNMENT_CACHE"] = "off"  # tests see what is worked out, unless they are about what is kept

DATA = Path(__file__).resolve().parent.parent / "data"


def write_files(folder: Path, text: str) -> Path:
    """Write a data set given as one text, each file after a line `=== path`."""
    for part in text.split("=== ")[1:]:
        name, _, content = part.partition("\n")
        path = folder / name.strip()
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
    return folder


@pytest.fixture
def workspace(tmp_path: Path) -> Callable[[str], Path]:
    """Write a data set in a fresh folder and return the folder."""
    return lambda text: write_files(tmp_path / "data", text)


class Result:
    """What a run of the command line gave."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    @property
    def text(self) -> str:
        """Standard output as read: every run of white space is one space."""
        return " ".join(self.out.split())

    @property
    def json(self) -> Any:
        """Standard output as JSON."""
        return json.loads(self.out)


@pytest.fixture
def alignment(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Run the command line in this process, at 80 columns and without colour."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("ALIGNMENT_DATA", raising=False)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)

    def invoke(*arguments: str | Path) -> Result:
        capfd.readouterr()
        code = run([str(argument) for argument in arguments])
        out, err = capfd.readouterr()
        return Result(code, out, err)

    return invoke
