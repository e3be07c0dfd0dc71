"""Build the packages, install each in clean environments with pip, pipx and uv, and ask each for a score.

The source archive is also installed by the very lines of the tutorial. `python scripts/packages.py`: needs a network, a
few minutes. Prints a line for each way of installing; exit code 1 when one fails.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def run(*command: object, **more: str) -> str:
    """Run a command in an empty folder, without the project on Python's path; its output, or CalledProcessError."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    with tempfile.TemporaryDirectory() as empty:
        done = subprocess.run(
            [str(part) for part in command], cwd=empty, check=True, capture_output=True, env={**own, **more}
        )
    return done.stdout.decode("utf-8")


def environment(folder: Path) -> Path:
    """A clean environment; its folder of commands."""
    run(sys.executable, "-m", "venv", folder)
    return folder / "bin"


def with_pip(package: Path, folder: Path, _: Path) -> Path:
    """`pip install`."""
    commands = environment(folder)
    run(commands / "pip", "install", "--quiet", package)
    return commands / "alignment"


def with_pipx(package: Path, folder: Path, tools: Path) -> Path:
    """`pipx install`."""
    homes = {
        "PIPX_HOME": str(folder / "home"),
        "PIPX_BIN_DIR": str(folder / "bin"),
        "PIPX_MAN_DIR": str(folder / "man"),
    }
    run(tools / "pipx", "install", "--python", sys.executable, package, **homes)
    return folder / "bin" / "alignment"


def with_uv(package: Path, folder: Path, tools: Path) -> Path:
    """`uv tool install`."""
    homes = {"UV_TOOL_DIR": str(folder / "home"), "UV_TOOL_BIN_DIR": str(folder / "bin")}
    run(tools / "uv", "tool", "install", "--quiet", "--python", sys.executable, package, **homes)
    return folder / "bin" / "alignment"


def as_in_the_tutorial(package: Path, folder: Path, _: Path) -> Path:
    """The lines that the tutorial shows, in a folder that holds what the archive does."""
    with tarfile.open(package) as held:
        held.extractall(folder, filter="data")
    (tool,) = folder.iterdir()
    lines = re.search(
        r"^```sh\n(.*?)^```", (tool / "docs/tutoriel.md").read_text("utf-8"), re.DOTALL | re.MULTILINE
    )
    assert lines is not None
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    run("bash", "-euc", f"cd {shlex.quote(str(tool))}\n{lines[1]}\ncommand -v alignment", PATH=path)
    return tool / ".venv" / "bin" / "alignment"


WAYS: Mapping[str, Callable[[Path, Path, Path], Path]] = {"pip": with_pip, "pipx": with_pipx, "uv": with_uv}


def main() -> int:
    """Try every package with every tool."""
    failed = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        tools = environment(folder / "tools")
        run(tools / "pip", "install", "--quiet", "build", "pipx", "uv")
        run(tools / "python", "-m", "build", "--outdir", folder / "dist", ROOT)
        for package in sorted((folder / "dist").iterdir()):
            print(f"{package.name}: {package.stat().st_size / 1e6:.1f} MB", flush=True)
            ways = WAYS if package.suffix == ".whl" else {**WAYS, "tutorial": as_in_the_tutorial}
            for way, install in ways.items():
                try:
                    command = install(package, folder / f"{way}-{package.suffix}", tools)
                    lines = run(
                        command, "score", "auvergne-rhone-alpes", LC_ALL="fr_FR.UTF-8", HOME=name
                    ).splitlines()
                    print(f"  {way}: {run(command, '--version').strip()}; « {lines[0]} », {len(lines)} lines")
                except subprocess.CalledProcessError as error:
                    failed += 1
                    print(f"  {way}: {error}\n{(error.stderr or b'').decode()}")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
