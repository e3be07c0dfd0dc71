"""Run every test and check, stop at the first failure: the project's one definition of « it works »."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent

CHECKS = (
    ("ruff", [BIN / "ruff", "check", "."]),
    ("ruff format", [BIN / "ruff", "format", "--check", "."]),
    ("mypy", [BIN / "mypy"]),
    ("import contracts", [BIN / "lint-imports"]),
    ("data", [sys.executable, "-m", "alignment", "check", "data"]),
    ("tests", [sys.executable, "-m", "pytest", "-n", "2", "-q"]),
)


def main() -> int:
    """Return the exit code of the first check that fails, 0 when none does."""
    for name, command in CHECKS:
        print(f"== {name}", flush=True)
        code = subprocess.run([str(part) for part in command], cwd=ROOT, check=False).returncode
        if code:
            print(f"!! {name}: exit code {code}")
            return code
    return 0


if __name__ == "__main__":
    sys.exit(main())
