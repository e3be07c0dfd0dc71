"""Break the code in small ways and count how many breaks the tests see: `python scripts/mutation.py score`.

mutmut changes one thing at a time (an operator, a number, an argument, a text) in the functions of a room and runs the
tests that reach it. A sample, drawn with a seed and spread over the modules as their mutants are, answers in minutes
what all of them would in hours; `--sample 0` runs them all. The work is done in a copy, kept with `--keep FOLDER`.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from math import sqrt
from pathlib import Path
from random import Random
from typing import TextIO

ROOT = Path(__file__).resolve().parent.parent
TESTS = {
    "score": [
        "tests/score",
        *(f"tests/cli/test_{name}.py" for name in ("compare", "diff", "explain", "requirements", "scenarios")),
    ],
    "check": [
        "tests/check",
        *(f"tests/cli/test_{name}.py" for name in ("check", "check_fix", "check_options", "rule")),
    ],
    "source": ["tests/source", "tests/cli/test_check.py"],
}
"""The tests that are run against a room: quick ones that look at it closely."""
EXAMPLES = re.compile(r"max_examples=\d+")
"""How many cases a law is tried on; in the copy, where each mutant pays for it, few."""
FAILED, TIMED_OUT = {1, 3}, {-24, 24, 36, 152, 255}
"""Exit codes of a mutant whose tests saw it: they failed, or never came to an end."""


def main() -> int:
    """Print the share of mutants that were killed, with the 95 % interval of a sample, and the names of the others."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("room", choices=sorted(TESTS))
    options.add_argument("--sample", type=int, default=300, help="how many mutants; 0 for all")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--jobs", type=int, default=1)
    options.add_argument("--least", type=float, default=85.0, help="exit code 1 below this percentage")
    options.add_argument("--keep", type=Path, help="folder for the copy; an existing one is gone on with")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as fresh:
        folder = asked.keep or Path(fresh) / "copy"
        prepare(folder, asked.room)
        said = mutmut(folder, asked.jobs, ["-"])  # no mutant has that name: all are written, none is tried
        every = mutants(folder, asked.room)
        if not every:
            print(said)
            return 2
        chosen = sample(every, asked.sample, asked.seed)
        mutmut(folder, asked.jobs, chosen, sys.stderr)
        return tell(mutants(folder, asked.room), chosen, asked.least)


def prepare(folder: Path, room: str) -> None:
    """Copy the working tree, and tell mutmut what to change and what to run."""
    if not folder.exists():
        ignored = shutil.ignore_patterns(".*_cache", ".git", ".venv", "__pycache__", "node_modules", ".coverage*")
        shutil.copytree(ROOT, folder, ignore=ignored)
    for file in (folder / "tests").rglob("test_*.py"):
        text = file.read_text("utf-8")
        if EXAMPLES.search(text):
            file.write_text(EXAMPLES.sub("max_examples=8", text), "utf-8")
    tree = sorted(
        path.name for path in folder.iterdir() if path.name not in ("mutants", "pyproject.toml", "tests")
    )
    table = {
        "source_paths": ["src"],
        "only_mutate": [f"src/alignment/{room}/*"],
        "also_copy": tree,
        "pytest_add_cli_args_test_selection": TESTS[room],
        "pytest_add_cli_args": ["-p", "no:cacheprovider"],
    }
    lines = [f"{key} = {json.dumps(value)}" for key, value in table.items()]
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    (folder / "pyproject.toml").write_text("\n".join([project, "[tool.mutmut]", *lines, ""]), "utf-8")


def mutmut(folder: Path, jobs: int, names: list[str], stream: TextIO | None = None) -> str:
    """Run mutmut on these mutants, in as many processes; what it says goes to a stream, or is returned."""
    command = [str(Path(sys.executable).parent / "mutmut"), "run", "--max-children", str(jobs), *names]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    to = subprocess.PIPE if stream is None else stream
    done = subprocess.run(command, cwd=folder, check=False, stdout=to, stderr=subprocess.STDOUT, env=environment)
    return done.stdout.decode("utf-8", "replace") if done.stdout else ""


def mutants(folder: Path, room: str) -> dict[str, int | None]:
    """Every mutant of the room with the exit code of its tests; None for one that was not run."""
    found: dict[str, int | None] = {}
    for file in sorted((folder / "mutants/src/alignment" / room).glob("**/*.meta")):
        found |= json.loads(file.read_text("utf-8"))["exit_code_by_key"]
    return found


def sample(names: dict[str, int | None], size: int, seed: int) -> list[str]:
    """A part of the mutants, each module having the share that it has of all."""
    if not 0 < size < len(names):
        return list(names)
    modules: dict[str, list[str]] = {}
    for name in names:
        modules.setdefault(module_of(name), []).append(name)
    random = Random(seed)  # noqa: S311  a draw, not a secret
    drawn = []
    for own in modules.values():
        drawn += random.sample(own, min(len(own), max(1, round(size * len(own) / len(names)))))
    return drawn


def tell(results: dict[str, int | None], chosen: list[str], least: float) -> int:
    """Print the figures; the exit code is 1 when too few were killed."""
    killed = {name for name in chosen if results[name] in FAILED | TIMED_OUT}
    by_module = Counter(module_of(name) for name in chosen)
    for module, number in sorted(by_module.items()):
        dead = sum(module_of(name) == module for name in killed)
        print(f"{module:<40} {dead:>4} / {number:<4} {100 * dead / number:5.1f} %")
    share, number = len(killed) / len(chosen), len(chosen)
    # Wilson's interval, narrowed as the sample takes up its finite population.
    z = 1.96 * sqrt(max(0.0, (len(results) - number) / max(1, len(results) - 1)))
    middle = (share + z * z / (2 * number)) / (1 + z * z / number)
    half = z * sqrt(share * (1 - share) / number + z * z / (4 * number * number)) / (1 + z * z / number)
    print(
        f"{len(killed)} of {number} mutants killed: {100 * share:.1f} %, "
        f"of which {sum(results[name] in TIMED_OUT for name in killed)} never ended "
        f"(95 % interval {100 * (middle - half):.1f} to {100 * (middle + half):.1f}; {len(results)} mutants in all)"
    )
    for name in sorted(set(chosen) - killed):
        print(f"alive: {name}")
    return int(100 * share < least)


def module_of(mutant: str) -> str:
    """`alignment.score.cursor.x_rank__mutmut_3` belongs to `score.cursor`."""
    return ".".join(mutant.split(".")[1:-1])


if __name__ == "__main__":
    sys.exit(main())
