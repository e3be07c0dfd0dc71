"""Exit codes, streams, languages and the choice of the data folder, as a user meets them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import DATA, write_files

SMALL = """
=== regions/petite/region.yaml
alignment: region/v1
id: petite
name: Petite Île
nuts: [FRX]
srdeii: {axes: [{id: a, title: Axe unique}]}
"""


def command(*arguments: str, cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run the tool in a process of its own."""
    env = {key: value for key, value in os.environ.items() if not key.startswith(("ALIGNMENT", "LC_", "LANG"))}
    return subprocess.run(
        [sys.executable, "-m", "alignment", *arguments],
        capture_output=True,
        cwd=cwd,
        env=env | {"COLUMNS": "80", "ALIGNMENT_CACHE": "off"} | environment,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("asked", ["petite", "Petite Île", "petite ile", "FRX", "frx", "PETITE"])
def test_a_region_is_found_by_many_names(asked, workspace, alignment):
    """Id, name with or without accents, NUTS code, any case."""
    result = alignment("score", asked, "--data", workspace(SMALL))
    assert result.code == 0
    assert result.out.startswith("Petite Île")


def test_a_near_miss_gives_a_suggestion(workspace, alignment):
    """And the exit code of wrong usage."""
    result = alignment("score", "petitte", "--data", workspace(SMALL))
    assert result.code == 2
    assert "Vouliez-vous dire «\u00a0petite\u00a0»" in result.err
    assert result.out == ""


def test_a_region_without_cluster_says_so(workspace, alignment):
    """An empty result is a sentence, not an empty table."""
    result = alignment("score", "petite", "--data", workspace(SMALL))
    assert "Aucune feuille de route de cluster pour cette région" in result.text
    assert "Aucun cluster : rien à classer." in result.text


def test_a_region_without_axes_is_one_sentence(workspace, alignment):
    """Exit code 3: there is nothing to score."""
    folder = workspace(SMALL.replace("axes: [{id: a, title: Axe unique}]", "axes: []"))
    result = alignment("score", "petite", "--data", folder)
    assert result.code == 3
    assert result.err.count("\n") == 1
    assert "aucun axe du SRDEII" in result.err


def test_no_data_is_exit_code_3(tmp_path, alignment):
    """An empty folder, and one that isn't there."""
    assert alignment("score", "x", "--data", tmp_path).code == 3
    assert alignment("check", "--data", tmp_path / "nowhere").code == 3


def test_invalid_data_stops_the_score_and_is_shown(workspace, alignment):
    """The diagnostics come instead of a score; on standard error when JSON was asked for."""
    folder = workspace(SMALL.replace("title: Axe unique", "titre: Axe unique"))
    result = alignment("score", "petite", "--data", folder)
    assert result.code == 1
    assert "AL101" in result.out
    result = alignment("score", "petite", "--data", folder, "--format", "json")
    assert (result.code, result.out) == (1, "")
    assert "AL101" in result.err


def test_an_error_elsewhere_does_not_stop_the_score(workspace, alignment):
    """Only the files that a region uses can stop it."""
    folder = workspace(SMALL)
    write_files(folder, "=== regions/other/region.yaml\nalignment: region/v1\nid: other\n")
    assert alignment("check", "--data", folder).code == 1
    assert alignment("score", "petite", "--data", folder).code == 0


@pytest.mark.parametrize(
    "arguments",
    [["nothing"], ["score"], ["score", "a", "b"], ["score", "a", "--what"], ["score", "petite", "--cursor", "2"]],
)
def test_wrong_usage_is_one_french_sentence(arguments):
    """Exit code 2, on standard error, with the way to the help."""
    done = command(*arguments)
    assert done.returncode == 2
    assert done.stdout == b""
    assert done.stderr.decode("utf-8").startswith("alignment\u00a0: ")
    assert b"Traceback" not in done.stderr
    assert done.stderr.count(b"\n") == 1


def test_help_speaks_both_languages():
    """French by default, English in an English locale, and no English left in the French one."""
    french = command("score", "--help").stdout.decode("utf-8")
    assert "Utilisation\u00a0: alignment score" in french
    assert "Afficher cette aide." in french
    french += command("--help").stdout.decode("utf-8")
    for word in ("Usage", "Show", "default", "required", "Install"):
        assert word not in french
    assert "Usage: alignment score" in command("score", "--help", LC_ALL="en_GB.UTF-8").stdout.decode("utf-8")


def test_version():
    """One line, answered without loading the application."""
    code = "import sys; sys.argv = ['alignment', '--version']; from alignment.__main__ import main; main(); " + (
        "print(sorted(name for name in sys.modules if name.split('.')[0] in ('typer', 'yaml', 'pydantic', 'rich')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    version, modules = done.stdout.splitlines()
    assert version == "alignment 0.1.0"
    assert modules == "[]"


def test_help_loads_nothing_heavy():
    """What `--help` imports: typer, never the models, the reader or an optional library."""
    code = "import sys; from alignment.cli.main import run; run(['--help']); " + (
        "print(sorted({name.split('.')[0] for name in sys.modules} & "
        "{'yaml', 'pydantic', 'rich', 'rapidfuzz', 'numpy', 'jinja2', 'openpyxl', 'xlsxwriter', 'typst'}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_a_closed_pipe_is_quiet():
    """The reader may stop reading: exit code 0 and no word about it."""
    piped = f"'{sys.executable}' -m alignment list --data '{DATA}' | head -1; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", piped], capture_output=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("asked", ["list", "score petite", "--help"])
def test_closed_streams_are_quiet(tmp_path, asked):
    """Nobody listens at all: exit code 0 and no word, on either stream."""
    write_files(tmp_path, SMALL)
    run = f"'{sys.executable}' -m alignment {asked}"
    for closed in (">&-", ">&- 2>&-"):
        done = subprocess.run(
            ["bash", "-c", f"{run} {closed}"],
            capture_output=True,
            timeout=60,
            check=False,
            env={**os.environ, "ALIGNMENT_DATA": str(tmp_path)},
        )
        assert (done.returncode, done.stderr) == (0, b"")


def test_which_data_folder(tmp_path):
    """Option, then environment, then configuration, then a folder upwards, then the packaged data."""
    for name in ("option", "environment", "configured", "above/data"):
        write_files(tmp_path / name, SMALL.replace("Petite Île", name))
    here = tmp_path / "above" / "deep" / "deeper"
    here.mkdir(parents=True)
    (tmp_path / "pyproject.toml").write_text('[tool.alignment]\ndata = "configured"\n', "utf-8")
    option = ("--data", str(tmp_path / "option"))
    environment = {"ALIGNMENT_DATA": str(tmp_path / "environment")}

    def title(*arguments: str, **env: str) -> str:
        done = command("score", "petite", *arguments, cwd=here, **env)
        return done.stdout.decode("utf-8").partition(" —")[0]

    assert title(*option, **environment) == "option"
    assert title(**environment) == "environment"
    assert title() == "configured"
    (tmp_path / "pyproject.toml").unlink()
    assert title() == "above/data"
    packaged = command("list", cwd=Path("/"))
    assert packaged.returncode == 0
    assert "jeu livré avec alignment" in packaged.stdout.decode("utf-8")


def test_configuration_is_strict(tmp_path):
    """An unknown key, and a folder outside the configuration's own, are refused."""
    write_files(tmp_path / "data", SMALL)
    file = tmp_path / "alignment.toml"
    file.write_text('dta = "data"\n', "utf-8")
    done = command("score", "petite", cwd=tmp_path)
    assert done.returncode == 2
    assert "clé inconnue" in done.stderr.decode("utf-8")
    file.write_text('data = "../elsewhere"\n', "utf-8")
    assert command("score", "petite", cwd=tmp_path).returncode == 2


@pytest.mark.parametrize("environment", [{"PYTHONIOENCODING": "cp1252"}, {"LC_ALL": "C"}, {"PYTHONUTF8": "0"}])
def test_any_terminal_encoding(environment):
    """A terminal that can't write a character gets another one, never a traceback."""
    done = command("score", "grand-est", "--data", str(DATA), **environment)
    assert done.returncode == 0
    assert done.stderr == b""


def test_no_colour_unless_asked(alignment):
    """A pipe gets plain text; `--color always` gives escape sequences of ours alone."""
    assert "\x1b" not in alignment("score", "grand-est", "--data", DATA).out
    assert "\x1b[1m" in alignment("score", "grand-est", "--data", DATA, "--color", "always").out


@pytest.mark.parametrize("width", ["40", "80", "120", "200"])
def test_no_line_is_wider_than_the_terminal(width, alignment, monkeypatch):
    """At any width the screen fits."""
    monkeypatch.setenv("COLUMNS", width)
    out = alignment("score", "auvergne-rhone-alpes", "--data", DATA).out
    assert max(len(line) for line in out.splitlines()) <= int(width)


def test_a_slow_reader_is_told_once(workspace, alignment, monkeypatch):
    """Without libyaml the result is the same, and standard error says why it was slow."""
    monkeypatch.setattr("alignment.source.parser.has_libyaml", lambda: False, raising=False)
    monkeypatch.setattr("alignment.source.yaml_events.has_libyaml", lambda: False)
    result = alignment("score", "petite", "--data", workspace(SMALL))
    assert result.code == 0
    assert result.err.count("libyaml") == 1


def test_completion_of_region_names(tmp_path):
    """The shell is offered the regions of the data folder in use."""
    write_files(tmp_path / "data", SMALL)
    done = command(
        cwd=tmp_path, _ALIGNMENT_COMPLETE="complete_bash", COMP_WORDS="alignment score pe", COMP_CWORD="2"
    )
    assert done.stdout.decode("utf-8").split() == ["petite"]
