"""Three hundred faulty copies of real files: each is told, where a reader would look for it, and nothing breaks.

`ALIGNMENT_MUTANTS=5000` tries more of them, `ALIGNMENT_SEED` others.
"""

from __future__ import annotations

import contextlib
import functools
import io
import json
import os
import shutil
from collections import Counter
from pathlib import Path

import pytest

from alignment.cli.main import run
from alignment.pipeline import loading
from tests.conftest import DATA
from tests.hostile.mutants import KINDS, Mutant, mutants

NUMBER = int(os.environ.get("ALIGNMENT_MUTANTS", "318"))
SEED = int(os.environ.get("ALIGNMENT_SEED", "4"))
REGIONS = ("hauts-de-france", "bretagne")
CONSEQUENCES = {"AL102", "AL305", "AL306", "AL317", "AL401", "AL402", "AL403"}
"""What a fault leaves missing elsewhere: a key, a contribution, a mandate or a requirement that nothing serves."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A copy of the real files, less the clusters that some regions have nothing to do with."""
    target = shutil.copytree(DATA, tmp_path_factory.mktemp("mutants") / "data")
    steering = "".join(path.read_text("utf-8") for path in target.glob("regions/*/region.yaml"))
    for roadmap in target.glob("regions/*/clusters/*.yaml"):
        text = roadmap.read_text("utf-8")
        near = roadmap.parts[-3] in REGIONS or any(region in text for region in REGIONS)
        if not near and roadmap.stem not in steering:
            roadmap.unlink()
    return target


@pytest.fixture(scope="module", autouse=True)
def read_once():
    """Files that did not change are not read again: what a run says doesn't depend on it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(loading, "parse", functools.cache(loading.parse))
        patch.setattr(loading, "validate", functools.cache(loading.validate))
        patch.delenv("GITHUB_ACTIONS", raising=False)
        yield


def check(folder: Path) -> tuple[int, list[dict], str]:
    """Run the command line; its exit code, findings and standard error."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run(["check", "--data", str(folder), "--date", "2026-06-01", "--format", "json"])
    return code, json.loads(out.getvalue())["findings"], err.getvalue()


def told(folder: Path, mutant: Mutant, known: set[str]) -> tuple[int, list[dict], str]:
    """What is said of a mutant that was not said of the real files."""
    path = folder / mutant.file
    real = path.read_bytes()
    try:
        path.write_bytes(mutant.content)
        code, findings, err = check(folder)
    finally:
        path.write_bytes(real)
    return code, [each for each in findings if each["fingerprint"] not in known], err


def places(findings: list[dict]) -> set[tuple[str, int]]:
    """File and line of each finding."""
    return {(each["file"], each["line"]) for each in findings}


def test_every_fault_is_told_where_a_reader_would_look(folder, capsys):
    """No traceback, exit code 0 or 1; above 95 % of the faults are told on their very lines, and on no other."""
    code, findings, _ = check(folder)
    assert code == 0
    known = {each["fingerprint"] for each in findings}
    files = {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*.yaml")}
    verdicts: Counter[str] = Counter()
    astray = []
    for mutant in mutants(files, SEED, NUMBER):
        code, new, err = told(folder, mutant, known)
        assert code in (0, 1), (mutant, err)
        assert "Traceback" not in err and "AL090" not in {each["code"] for each in new}
        found = places(new)
        if mutant.silent:
            assert not found, (mutant.kind, mutant.file, new)
            continue
        if not mutant.exact:
            elsewhere = [each for each in new if each["file"] != mutant.file]
            assert all(each["code"] in CONSEQUENCES for each in elsewhere), (mutant.kind, mutant.file, elsewhere)
            continue
        assert found & (mutant.exact | mutant.near), (mutant.kind, mutant.file, sorted(mutant.exact), new)
        elsewhere = [each for each in new if (each["file"], each["line"]) not in mutant.exact | mutant.near]
        assert all(each["code"] in CONSEQUENCES for each in elsewhere), (mutant.kind, mutant.file, elsewhere)
        exact = found & mutant.exact and found <= mutant.exact
        verdicts["exact" if exact else "near"] += 1
        if not exact:
            astray.append(f"{mutant.kind}: {mutant.file} {sorted(mutant.exact)[:3]} told at {sorted(found)[:3]}")
    share = verdicts["exact"] / verdicts.total()
    with capsys.disabled():
        print(f"\n{verdicts.total()} faults, {verdicts['exact']} told on their very lines: {share:.1%}")
        print("\n".join(astray))
    assert share > 0.95


def test_every_kind_takes_its_turn():
    """Three hundred mutants and more, six of each kind at least."""
    assert NUMBER >= 300
    assert NUMBER // len(KINDS) >= 6
