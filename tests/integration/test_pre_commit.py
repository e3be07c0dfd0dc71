"""The hooks, run by pre-commit itself; only their installation, which needs a network, is left out."""

from __future__ import annotations

import subprocess
import sys

import pytest
import yaml

from tests.integration.conftest import BROKEN, ROOT

HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))


@pytest.fixture
def repository(tmp_path, environment, alignment):
    """A git repository with a data set and every hook; returns a function that runs one on all files."""
    here = tmp_path / "projet"
    assert alignment("init", here).code == 0
    (here / "autre.yml").write_text("sans: rapport\n")
    hooks = [{**hook, "language": "system"} for hook in HOOKS]
    (here / ".pre-commit-config.yaml").write_text(yaml.safe_dump({"repos": [{"repo": "local", "hooks": hooks}]}))
    env = {**environment, "PRE_COMMIT_HOME": str(tmp_path / "cache")}
    for arguments in (["init", "--quiet"], ["add", "--all"]):
        subprocess.run(["git", *arguments], cwd=here, env=env, check=True)

    def run(hook: str, *files: str) -> tuple[int, str]:
        chosen = ["--files", *files] if files else ["--all-files"]
        result = subprocess.run(
            [sys.executable, "-m", "pre_commit", "run", hook, *chosen, "--color", "never"],
            cwd=here,
            env=env,
            capture_output=True,
            text=True,
            check=False,
        )
        return result.returncode, result.stdout + result.stderr

    run.here = here
    return run


def test_hooks_name_commands_that_exist(alignment):
    """Each entry is a command of the tool, its options are options of it."""
    for hook in HOOKS:
        program, name = hook["entry"].split()
        assert program == "alignment"
        shown = alignment(name, "--help").text
        assert all(option in shown for option in hook.get("args", []) if option.startswith("--"))


def test_a_clean_set_passes(repository):
    """All three hooks."""
    for hook in HOOKS:
        code, out = repository(hook["id"])
        assert code == 0, out


def test_a_fault_stops_the_commit(repository):
    """Both checks tell the fault; the one by file only when its file is among those changed."""
    path = "data/regions/ma-region/clusters/mon-cluster.yaml"
    (repository.here / path).write_text(BROKEN, "utf-8")
    for hook in ("alignment-check", "alignment-check-files"):
        code, out = repository(hook)
        assert code == 1
        assert "AL201" in out
    assert repository("alignment-check-files", "data/s3/ma-region.yaml")[0] == 0
    assert repository("alignment-check", "data/s3/ma-region.yaml")[0] == 1


def test_layout(repository):
    """An untidy file is rewritten, which stops the commit once; the next run passes."""
    path = repository.here / "data/regions/ma-region/region.yaml"
    tidy = path.read_text("utf-8")
    path.write_text(tidy.replace("name: Ma", "name:   Ma"), "utf-8")
    subprocess.run(["git", "add", "--all"], cwd=repository.here, check=True)
    code, out = repository("alignment-fmt")
    assert code == 1
    assert "files were modified" in out
    assert path.read_text("utf-8") == tidy
    assert repository("alignment-fmt")[0] == 0
