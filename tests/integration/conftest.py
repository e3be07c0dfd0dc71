"""The tool as a command on the PATH, as CI jobs call it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

BROKEN = """\
alignment: roadmap/v1
id: mon-cluster
name: Mon cluster
type: cluster
provenance: illustrative
mandate: [srdeii:numerik]
actions: [{id: a, title: Une action, contributions: {s3:sante: principal}}]
"""


def command(path: Path) -> Path:
    """Write a command that runs the tool of this checkout."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m alignment "$@"\n')
    path.chmod(0o755)
    return path


@pytest.fixture
def environment(tmp_path) -> dict[str, str]:
    """An environment with `alignment` on its PATH, in French, without colour, and no trace of an outer CI job."""
    command(tmp_path / "bin" / "alignment")
    outer = {
        name: value for name, value in os.environ.items() if not name.startswith(("GITHUB_", "CI", "ALIGNMENT_"))
    }
    return {
        **outer,
        "PATH": f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT / "src"),
        "LC_ALL": "C.UTF-8",
        "COLUMNS": "80",
        "NO_COLOR": "1",
        "HOME": str(tmp_path),
    }
