"""Measure what docs/quality.md says, one figure per command: `python scripts/quality.py coverage`.

Exit code 0 when the figure holds. Mutation testing has a script of its own, scripts/mutation.py.
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
import tomllib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LEAST = 95.0
"""Lines and branches that the tests must go through, in percent."""
SCREENS = (
    "cli",
    "contracts",
    "check",
    "editing",
    "editors",
    "exchange",
    "integration",
    "kernel",
    "report",
    "source",
)
"""The tests of what is read, written or shown, where a locale can matter; the others only reckon."""
READERS = ("check", "cli", "contracts", "editing", "editors", "exchange", "hostile", "source")
"""The tests that read YAML in ways of their own; the others read the same files through the same door."""
NOBODY = 65534


class NotMeasuredError(Exception):
    """What the machine lacks for a figure, and how to get it."""


def main() -> int:
    """Measure one figure."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("figure", choices=sorted(FIGURES))
    options.add_argument("--python", nargs="+", default=[], help="interpreters; those on PATH by default")
    options.add_argument("--jobs", default="2", help="processes (pytest -n)")
    options.add_argument(
        "--seed", help="draw the order of the tests with this seed; the order of files by default"
    )
    asked = options.parse_args()
    try:
        return FIGURES[asked.figure](asked)
    except NotMeasuredError as lacking:
        print(f"not measured: {lacking}")
        return 2


def pytest(
    asked: argparse.Namespace,
    tests: Sequence[str] = (),
    environment: Mapping[str, str] | None = None,
    run: Sequence[str] = (sys.executable, "-m", "pytest"),
    folder: Path = ROOT,
) -> int:
    """Run tests in parallel; all of them unless rooms are named."""
    chosen = [f"tests/{room}" for room in tests] or ["tests"]
    order = (f"--randomly-seed={asked.seed}",) if asked.seed else ("-p", "no:randomly")
    command = [*run, "-q", "-n", asked.jobs, *order, *chosen]
    return subprocess.run(command, cwd=folder, check=False, env={**os.environ, **(environment or {})}).returncode


def coverage(asked: argparse.Namespace) -> int:
    """Lines and branches of src/ that the whole suite goes through, subprocesses included."""
    with tempfile.TemporaryDirectory() as folder:
        kept = {"COVERAGE_FILE": f"{folder}/data", "COVERAGE_RCFILE": str(ROOT / "pyproject.toml")}
        tool = [sys.executable, "-m", "coverage"]
        code = pytest(asked, environment=kept, run=[*tool, "run", "-m", "pytest"])
        for step in (
            ["combine", "-q"],
            ["report", "--show-missing", "--skip-covered"],
            ["json", "-q", "-o", f"{folder}/json"],
        ):
            subprocess.run([*tool, *step], cwd=ROOT, check=True, env={**os.environ, **kept})
        totals = json.loads(Path(folder, "json").read_text("utf-8"))["totals"]
    lines = 100 * totals["covered_lines"] / totals["num_statements"]
    branches = 100 * totals["covered_branches"] / totals["num_branches"]
    print(
        f"lines {lines:.1f} % of {totals['num_statements']}, branches {branches:.1f} % of {totals['num_branches']}"
    )
    return code or int(min(lines, branches) < LEAST)


def pythons(asked: argparse.Namespace) -> int:
    """The whole suite on every Python from 3.11 up, each in a fresh environment with the package installed."""
    return max(_on(python, asked) for python in interpreters(asked.python))


def lowest(asked: argparse.Namespace) -> int:
    """The whole suite with the lowest version of each dependency that pyproject.toml allows, on the lowest Python."""
    return _on(interpreters(asked.python)[0], asked, lower_bounds())


def order(asked: argparse.Namespace) -> int:
    """The whole suite in a drawn order, with the seed 1 unless `--seed` gives one."""
    asked.seed = asked.seed or "1"
    return pytest(asked)


def without_libyaml(asked: argparse.Namespace) -> int:
    """The tests that read files, where PyYAML has no libyaml, in their process and in those that they start."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "sitecustomize.py").write_text("import sys\n\nsys.modules['yaml._yaml'] = None\n", "utf-8")
        paths = os.pathsep.join(filter(None, [folder, os.environ.get("PYTHONPATH")]))
        return pytest(asked, tests=READERS, environment={"PYTHONPATH": paths})


def c_locale(asked: argparse.Namespace) -> int:
    """The tests of what is read and shown, with LC_ALL=C."""
    return pytest(asked, tests=SCREENS, environment={"LC_ALL": "C"})


def french_locale(asked: argparse.Namespace) -> int:
    """The same with LC_ALL=fr_FR.UTF-8, without Python's UTF-8 mode: commas and months are French for the C library."""
    with tempfile.TemporaryDirectory() as folder:
        make = ["localedef", "-i", "fr_FR", "-f", "UTF-8", f"{folder}/fr_FR.UTF-8"]
        try:
            subprocess.run(make, check=True, capture_output=True)
        except (OSError, subprocess.CalledProcessError):
            raise NotMeasuredError("localedef cannot make fr_FR.UTF-8 (Debian: apt-get install locales)") from None
        french = {"LC_ALL": "fr_FR.UTF-8", "LOCPATH": folder, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
        return pytest(asked, tests=SCREENS, environment=french)


def windows_terminal(asked: argparse.Namespace) -> int:
    """Every command on streams that are Windows-1252, as in a western Windows terminal, and on bare ASCII ones."""
    return pytest(asked, tests=["cli/test_terminals.py", "cli/test_command_line.py"])


def other_user(asked: argparse.Namespace) -> int:
    """The tests of what is read and written as a user who is not root, with an installation that only root can write to."""
    if os.geteuid() != 0 or shutil.which("setpriv") is None:
        raise NotMeasuredError("only root can become another user, with setpriv (Debian: util-linux)")
    become = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
    for python in interpreters(asked.python):
        if subprocess.run([*become, python, "-c", ""], check=False, capture_output=True).returncode == 0:
            break
    else:
        raise NotMeasuredError("no interpreter that another user may run; name one with --python")
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        folder.chmod(0o755)
        installed = environment_with(python, folder / "environment")
        tree, home = folder / "tree", folder / "home"
        shutil.copytree(ROOT, tree, ignore=shutil.ignore_patterns(".*_cache", ".git", ".venv", "__pycache__"))
        home.mkdir()
        for path in (tree, home, *tree.rglob("*")):
            os.chown(path, NOBODY, NOBODY, follow_symlinks=False)
        package = f"{installed} -c 'import alignment; print(alignment.__file__)'"
        unwritten = [*become, "sh", "-c", f"test ! -w $({package})"]
        if subprocess.run(unwritten, check=False, cwd=home).returncode:
            raise NotMeasuredError("the installation can be written to")
        own = {"HOME": str(home), "TMPDIR": str(home), "PYTHONDONTWRITEBYTECODE": "1"}
        return pytest(asked, SCREENS, own, [*become, installed, "-m", "pytest"], tree)


FIGURES: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "coverage": coverage,
    "pythons": pythons,
    "lowest": lowest,
    "order": order,
    "without-libyaml": without_libyaml,
    "c-locale": c_locale,
    "french-locale": french_locale,
    "windows-terminal": windows_terminal,
    "other-user": other_user,
}


def interpreters(given: Sequence[str]) -> list[str]:
    """The interpreters named, else one of each version from 3.11 up that can be run from PATH."""
    found = [path for minor in range(11, 30) if (path := shutil.which(f"python3.{minor}"))]
    working = [python for python in (given or found) if _version(python)]
    if not working:
        raise NotMeasuredError("no Python from 3.11 up; name one with --python")
    return working


def _version(python: str) -> str:
    """What an interpreter calls itself; "" when it can't be run."""
    done = subprocess.run(
        [python, "-c", "import platform as p; print(p.python_version())"], check=False, capture_output=True
    )
    return done.stdout.decode().strip()


def lower_bounds() -> list[str]:
    """Every dependency of the package and of its extras, but the tools of `dev`, at the lowest version allowed."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    named = [*project["dependencies"], *(each for extra, own in extras.items() if extra != "dev" for each in own)]
    bounds = (re.match(r"([\w.-]+)(?:\[[^]]*\])?>=([\d.]+)", text) for text in named)
    return sorted({f"{found[1]}=={found[2]}" for found in bounds if found})


def environment_with(python: str, folder: Path, constraints: Sequence[str] = ()) -> str:
    """A fresh environment with the package, its extras and the tools of tests, all installed; gives its interpreter."""
    subprocess.run([python, "-m", "venv", str(folder)], check=True)
    own = str(folder / "bin/python")
    limits = folder / "constraints.txt"
    limits.write_text("\n".join(constraints), "utf-8")
    install = [own, "-m", "pip", "install", "--quiet", "--constraint", str(limits), f"{ROOT}[all,dev]"]
    subprocess.run(install, check=True)
    return own


def _on(python: str, asked: argparse.Namespace, constraints: Sequence[str] = ()) -> int:
    """The whole suite in a fresh environment; prints how it went."""
    with tempfile.TemporaryDirectory() as folder:
        own = environment_with(python, Path(folder, "environment"), constraints)
        code = pytest(asked, run=[own, "-m", "pytest"])
    below = f" with {', '.join(constraints)}" if constraints else ""
    print(f"Python {_version(python)}{below}: {'passed' if code == 0 else f'exit code {code}'}", flush=True)
    return code


if __name__ == "__main__":
    sys.exit(main())
