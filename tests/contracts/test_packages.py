"""The wheel and the source archive hold what they should, nothing else, and the same whoever builds them."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.conftest import DATA

ROOT = DATA.parent
JUNK = ("__pycache__", ".pyc", ".git/", ".venv", "node_modules", ".egg-info", ".DS_Store", "_cache/")


def build(folder: Path, target: Path, kind: str) -> Path:
    """Build one package as pip would, in a process of its own."""
    ask = f"import sys; from hatchling import build; print(build.build_{kind}(sys.argv[1]))"
    done = subprocess.run(
        [sys.executable, "-c", ask, str(target)], cwd=folder, check=True, capture_output=True, text=True
    )
    return target / done.stdout.splitlines()[-1]


@pytest.fixture(scope="module")
def target(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("packages")


@pytest.fixture(scope="module")
def wheel(target) -> Path:
    return build(ROOT, target, "wheel")


@pytest.fixture(scope="module")
def archive(target) -> Path:
    return build(ROOT, target, "sdist")


def files(folder: Path) -> dict[str, bytes]:
    """Every file of a folder that isn't left over from running."""
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in found.items() if not any(part in name for part in JUNK)}


def test_the_wheel_is_the_package_its_data_and_its_licences(wheel):
    """Byte by byte: modules, stored help, rule pages, templates, learnt figures, and the data set."""
    held = zipfile.ZipFile(wheel)
    expected = files(ROOT / "src") | {f"alignment/_data/{name}": content for name, content in files(DATA).items()}
    inside = {name: held.read(name) for name in held.namelist() if ".dist-info/" not in name}
    assert inside == expected
    for name in (
        "cli/help.fr.txt",
        "cli/help.en.txt",
        "check/docs/AL201.md",
        "py.typed",
        "_data/europe/domains.yaml",
    ):
        assert f"alignment/{name}" in inside
    about = {name.partition(".dist-info/")[2] for name in held.namelist() if ".dist-info/" in name}
    assert about == {
        "METADATA",
        "WHEEL",
        "RECORD",
        "entry_points.txt",
        "licenses/LICENSE",
        "licenses/data/LICENSE.md",
    }


def test_the_archive_builds_the_same_wheel(archive, wheel, tmp_path):
    """Nothing that the wheel needs is missing from it."""
    with tarfile.open(archive) as held:
        held.extractall(tmp_path, filter="data")
    again = build(next(tmp_path.iterdir()), tmp_path, "wheel")
    assert again.read_bytes() == wheel.read_bytes()


def test_the_archive_can_be_tested_and_read(archive):
    """Tests, documents, scripts, licences and what CI calls are there, and no leftovers."""
    with tarfile.open(archive) as held:
        names = {name.partition("/")[2] for name in held.getnames()}
    assert not [name for name in names if any(part in f"{name}/" for part in JUNK)]
    assert {name.partition("/")[0] for name in names} == {
        *("src", "data", "tests", "docs", "benchmarks", "scripts", ".ci"),
        *(
            "README.md",
            "README.fr.md",
            "CHANGELOG.md",
            "CONTRIBUTING.md",
            "SECURITY.md",
            "CITATION.cff",
            "LICENSE",
        ),
        *("pyproject.toml", "mkdocs.yml", "action.yml", "Dockerfile", ".dockerignore", ".pre-commit-hooks.yaml"),
        *(".gitignore", "PKG-INFO"),
    }


def test_one_version_everywhere():
    """The package, the citation and the first entry of the changelog."""
    from alignment import __version__

    assert f"version: {__version__}\n" in (ROOT / "CITATION.cff").read_text("utf-8")
    assert f"## [{__version__}]" in (ROOT / "CHANGELOG.md").read_text("utf-8")
