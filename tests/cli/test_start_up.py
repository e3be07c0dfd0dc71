"""What a start costs, by its causes: the modules that a run imports, the files that it parses, how it ends."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.conftest import DATA

ROOMS = {
    "check": "codes identities mends nearest references rule salvage",
    "cli": "main options output region_command score usage words",
    "config": "",
    "kernel": "bilingual diagnostic exact money period safe_text user_error",
    "model": "dataset file_model files labels linking roadmap steering strategy values vocabulary",
    "pipeline": "loading lookup one_region scoring",
    "report": "cells content content.coefficients content.score document findings heat json_v1 page terminal words",
    "score": "contribution coverage cursor framework funding portfolio region requirements setting",
    "source": "audit characters codes discovery document faults file_refusals parser plain_layout refusals scalars "
    "source_map syntax text yaml_events",
}
"""The modules of ours that a score may import, by room."""
OTHERS = {"typer", "shellingham", "annotated_doc", "yaml", "cython_runtime", "alignment"}
"""The packages that it may import; those of the interpreter's own start aside."""
DEAR = {"asyncio", "concurrent", "email", "http", "importlib.metadata", "logging", "multiprocessing", "secrets"}
"""Modules of the standard library that cost as much as a start and that a score has no use for."""


def imported(*arguments: str) -> set[str]:
    """The modules that a run of the tool imports, beside those of an interpreter that does nothing."""
    code = (
        "import sys; before = set(sys.modules); from alignment.cli.main import run; code = run(sys.argv[1:]); "
        "print(*sorted(set(sys.modules) - before), file=sys.stderr); sys.exit(code)"
    )
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True)
    return set(done.stderr.split())


def test_a_score_imports_what_it_needs():
    """No model of pydantic, no form but the screen's, no page of rules: a new module here has to be worth its time."""
    found = imported("score", "grand-est", "--data", str(DATA))
    ours = {name for name in found if name.startswith("alignment.")}
    allowed = {f"alignment.{room}" for room in ROOMS} | {
        f"alignment.{room}.{name}" for room, names in ROOMS.items() for name in names.split()
    }
    assert ours - allowed == set()
    packages = {name.split(".")[0] for name in found} - set(sys.stdlib_module_names)
    assert {name for name in packages - OTHERS if not name.startswith("_")} == set()
    assert found & DEAR == set()


def leaving(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the entry point after some code, in a process of its own."""
    whole = f"import sys; {code}; from alignment.__main__ import main; main()"
    return subprocess.run([sys.executable, "-c", whole, *arguments], capture_output=True, text=True, check=False)


@pytest.mark.parametrize(("command", "code"), [("list", 0), ("rule", 0), ("nothing", 2)])
def test_a_run_ends_with_its_code_and_all_that_it_said(command, code):
    """The process ends at once, after the exit functions, with nothing left in a buffer."""
    arguments = (command, "--data", str(DATA)) if command == "list" else (command,)
    done = leaving("import atexit; atexit.register(lambda: print('bye', end=''))", *arguments)
    assert done.returncode == code
    assert done.stdout.endswith("bye")
    assert (len(done.stdout) > 1000) == (code == 0)
    assert bool(done.stderr) == (code != 0)


def test_other_threads_are_waited_for():
    """A run that left work to a thread ends in the interpreter's usual way."""
    thread = "import threading, time; threading.Thread(target=lambda: (time.sleep(1.5), print('done'))).start()"
    done = leaving(thread, "rule", "AL001")
    assert done.returncode == 0
    assert "done" in done.stdout.splitlines()
