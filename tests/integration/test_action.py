"""action.yml: its steps run in bash with the environment that GitHub would give them."""

from __future__ import annotations

import re
import subprocess

import pytest
import yaml

from tests.integration.conftest import BROKEN, ROOT, command

ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
INSTALL, CHECK = ACTION["runs"]["steps"]
STRANGE = 'a b"; touch intrus; $(touch intrus) `touch intrus` ${{ x }} é'


@pytest.fixture
def job(tmp_path, environment, alignment):
    """A checkout with a data set, and a runner's folders; returns a function that runs the check step."""
    here = tmp_path / "dépôt"
    assert alignment("init", here).code == 0
    runner = tmp_path / "temp avec espace"
    command(runner / "alignment" / "bin" / "alignment")
    files = {name: tmp_path / name for name in ("GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT")}
    for path in files.values():
        path.write_text("")

    def run(**given: str):
        defaults = {name: str(about["default"]) for name, about in ACTION["inputs"].items()}
        inputs = {f"INPUT_{k.upper().replace('-', '_')}": v for k, v in {**defaults, **given}.items()}
        wanted = {name: inputs[name] for name in CHECK["env"]}
        result = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", CHECK["run"]],
            cwd=here,
            env={
                **environment,
                **wanted,
                **{name: str(path) for name, path in files.items()},
                "RUNNER_TEMP": str(runner),
                "GITHUB_ACTIONS": "true",
            },
            capture_output=True,
            text=True,
            check=False,
        )
        result.summary = files["GITHUB_STEP_SUMMARY"].read_text("utf-8")
        result.outputs = files["GITHUB_OUTPUT"].read_text("utf-8")
        return result

    run.here = here
    return run


def test_no_input_in_a_script():
    """Inputs reach the scripts through the environment alone; each input is used and has a French sentence."""
    for step in ACTION["runs"]["steps"]:
        assert "${{" not in step["run"], step["name"]
        assert step["shell"] == "bash"
    used = set(re.findall(r"inputs\.([a-z-]+)", str([step["env"] for step in (INSTALL, CHECK)])))
    assert used == set(ACTION["inputs"])
    assert all(about["description"].endswith(".") for about in ACTION["inputs"].values())


def test_clean(job):
    """Nothing to say: exit 0, a summary, an output."""
    result = job()
    assert (result.returncode, result.outputs) == (0, "exit-code=0\n")
    assert "aucun problème" in result.summary
    assert "::error" not in result.stdout


def test_broken_then_mended(job):
    """A fault fails the job and is annotated on its line of the checkout; once it is mended the job passes."""
    roadmap = job.here / "data/regions/ma-region/clusters/mon-cluster.yaml"
    sound = roadmap.read_text("utf-8")
    roadmap.write_text(BROKEN, "utf-8")
    result = job()
    assert result.returncode == 1
    assert re.search(
        r"^::error file=data/regions/ma-region/clusters/mon-cluster.yaml,line=6,.*AL201",
        result.stdout,
        re.MULTILINE,
    )
    assert "AL201" in result.summary
    assert job(**{"fail-on": "never"}).returncode == 0
    roadmap.write_text(sound, "utf-8")
    assert job().returncode == 0


def test_inputs(job):
    """Paths by line, a profile, a SARIF file."""
    (job.here / "data/regions/ma-region/clusters/mon-cluster.yaml").write_text(BROKEN, "utf-8")
    result = job(paths="data/s3/ma-region.yaml\n\ndata/regions/ma-region/region.yaml\n", sarif="résultat.sarif")
    assert result.returncode == 0, "the faulty file was not asked for"
    assert (job.here / "résultat.sarif").is_file()
    assert job(paths="data/s3/ma-region.yaml", profile="council").returncode == 1


def test_missing_data_stop_the_job(job):
    """A folder that is not there is never taken for a clean one."""
    assert job(data="ailleurs").returncode == 3


@pytest.mark.parametrize("name", ["data", "paths", "profile", "fail-on", "base", "sarif"])
def test_nothing_is_interpreted(job, name):
    """A hostile input is a wrong value, never a command."""
    result = job(**{name: STRANGE})
    assert not list(job.here.rglob("intrus"))
    assert result.returncode in (0, 2, 3)


def test_a_path_is_never_an_option(job):
    """What looks like an option among the paths is a file that isn't there."""
    result = job(paths="--fail-on=never")
    assert result.returncode in (2, 3)


def test_install_step(tmp_path, environment):
    """A virtual environment in the runner's folder, and the action's own source given to pip, spaces and all."""
    log = tmp_path / "log"
    fake = tmp_path / "faux python"
    fake.write_text(
        "#!/bin/sh\n"
        'mkdir -p "$3/bin"; echo "python $1 $2 $3" >> "$LOG"\n'
        'printf \'#!/bin/sh\\necho "pip $1 $2 $3" >> "$LOG"\\n\' > "$3/bin/pip"; chmod +x "$3/bin/pip"\n'
    )
    fake.chmod(0o755)
    subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", INSTALL["run"]],
        env={
            **environment,
            "LOG": str(log),
            "INPUT_PYTHON": str(fake),
            "RUNNER_TEMP": str(tmp_path / "r t"),
            "ALIGNMENT_SOURCE": "/action d’ici",
        },
        check=True,
    )
    assert log.read_text("utf-8").splitlines() == [
        f"python -m venv {tmp_path / 'r t'}/alignment",
        "pip install --quiet /action d’ici",
    ]


def test_the_page_uses_inputs_that_exist():
    """The workflow of docs/guides/integration-continue.md parses, and gives the action inputs that it has."""
    page = (ROOT / "docs/guides/integration-continue.md").read_text("utf-8")
    blocks = [yaml.safe_load(block) for block in re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)]
    workflow = next(block for block in blocks if isinstance(block, dict) and "jobs" in block)
    (job,) = workflow["jobs"].values()
    assert set(job["steps"][1]["with"]) <= set(ACTION["inputs"])
