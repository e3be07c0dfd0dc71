"""The GitLab job of docs/guides/integration-continue.md, its script run in bash."""

from __future__ import annotations

import json
import re
import subprocess

import yaml

from tests.integration.conftest import BROKEN, ROOT

PAGE = (ROOT / "docs/guides/integration-continue.md").read_text("utf-8")
JOB = next(
    block["alignment"]
    for block in (yaml.safe_load(text) for text in re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL))
    if isinstance(block, dict) and "alignment" in block
)


def test_job(tmp_path, environment, alignment):
    """A fault fails the job and stands in both reports; once it is mended the job passes."""
    assert alignment("init", tmp_path / "projet").code == 0
    install, *script = JOB["script"]
    assert install == 'pip install --quiet "$ALIGNMENT_SOURCE"'  # everything else is run as it is written
    reports = JOB["artifacts"]["reports"]

    def run() -> int:
        job = ["bash", "-ec", "\n".join(script)]
        return subprocess.run(job, cwd=tmp_path / "projet", env=environment, check=False).returncode

    roadmap = tmp_path / "projet/data/regions/ma-region/clusters/mon-cluster.yaml"
    sound = roadmap.read_text("utf-8")
    roadmap.write_text(BROKEN, "utf-8")
    assert run() == 1
    (issue,) = json.loads((tmp_path / "projet" / reports["codequality"]).read_text("utf-8"))
    assert issue["check_name"] == "AL201"
    assert issue["location"]["path"] == "data/regions/ma-region/clusters/mon-cluster.yaml"
    assert (tmp_path / "projet" / reports["junit"]).read_text("utf-8").count("<failure") == 1
    roadmap.write_text(sound, "utf-8")
    assert run() == 0
    assert json.loads((tmp_path / "projet" / reports["codequality"]).read_text("utf-8")) == []
