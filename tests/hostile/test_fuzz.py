"""Whatever the bytes, whatever the values: the check ends, with 0 or 1, in every form.

A bounded number of trials, the same ones each time; `ALIGNMENT_FUZZ=10000` tries more, and others.
"""

from __future__ import annotations

import copy
import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alignment.cli.check_output import FORMS, output
from alignment.kernel.diagnostic import Severity
from alignment.pipeline.checking.run import Asked, check
from alignment.source.codes import PROFILES
from alignment.source.yaml_events import Document, parse
from tests.check.examples import WORKSPACE

TRIALS = int(os.environ.get("ALIGNMENT_FUZZ", "0"))
BOUNDED = settings(
    max_examples=TRIALS or 80,
    derandomize=not TRIALS,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    database=None,
)
FILES = sorted(path.relative_to(WORKSPACE).as_posix() for path in WORKSPACE.rglob("*.yaml"))
TEXTS = {name: (WORKSPACE / name).read_bytes() for name in FILES}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The small workspace, to be written into."""
    return shutil.copytree(WORKSPACE, tmp_path_factory.mktemp("fuzz") / "data")


def survives(folder: Path, name: str, content: bytes, profile: str, capfd: pytest.CaptureFixture[str]) -> None:
    """Check the workspace with this content in the place of a file, and write every form."""
    (folder / name).write_bytes(content)
    try:
        findings = check(Asked(data=str(folder), profile=profile))
    finally:
        (folder / name).write_bytes(TEXTS[name])
    assert not findings.failed, [each.diagnostic.message.en for each in findings.located]
    failing = findings.count(Severity.ERROR) > 0
    for form in FORMS:
        assert output(form, (), "fr", "never", "error", False).write(findings) == failing
    out, _ = capfd.readouterr()
    out.encode("utf-8")


PIECES = st.sampled_from(
    [b"\n", b"  ", b"- ", b": ", b"'", b'"', b"[", b"]", b"{", b"}", b"#", b"&a ", b"*a", b"!!x ", b"|\n", b">\n", b"%",
     b"---\n", b"...\n", b"<<: ", b"? ", b"\t", b"\r", b"\xc2\xa0", b"\xe2\x80\xa8", b"\xff", b"\0", b"\xef\xbb\xbf",
     b"id: a\n", b"srdeii:innover", b"1e999", b".nan", b"0" * 400, b"\\x", b"# alignment: ignore[AL301]\n"]
)  # fmt: skip


@BOUNDED
@given(st.sampled_from(FILES), st.data(), st.sampled_from(PROFILES))
def test_any_bytes(folder, capfd, name, data, profile):
    """Real files with pieces cut out and pieces put in, and bytes that were never a file."""
    content = TEXTS[name]
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(content)))
        end = min(len(content), start + data.draw(st.sampled_from([0, 0, 1, 3, 20, 5000])))
        piece = data.draw(
            PIECES | st.binary(max_size=6) | st.text(max_size=6).map(lambda text: text.encode("utf-8", "replace"))
        )
        content = content[:start] + piece + content[end:]
    survives(folder, name, content, profile, capfd)


SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8)
    | st.sampled_from(
        ["", "innover", "srdeii:innover", "s3:sante", "voisine/srdeii:accueillir", "exemple/s3:sante", "2023/2026",
         "9999/9999", "0001/0001", "2024-02-29", "pole", "running", "completed", "proposed", "abandoned", "principal",
         "none", "%", "region", "plan", "::error::x", "illustrative"]
    )
)  # fmt: skip
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6) | st.just("id"), inner, max_size=3)
    ),
    max_leaves=6,
)


def places_in(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every path of a value."""
    found = [path]
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        found += places_in(inner, (*path, key))
    return found


@BOUNDED
@given(st.sampled_from(FILES), st.data(), st.sampled_from(PROFILES))
def test_any_structure(folder, capfd, name, data, profile):
    """Real values with some of them replaced by others, of any type, or removed, or added."""
    document = parse(TEXTS[name], name)
    assert isinstance(document, Document)
    value = copy.deepcopy(document.value)
    for _ in range(data.draw(st.integers(1, 3))):
        path = data.draw(st.sampled_from(places_in(value)))
        new = data.draw(VALUES)
        if not path:
            value = new if data.draw(st.booleans()) else value
            continue
        around = value
        for step in path[:-1]:
            around = around[step]
        way = data.draw(st.sampled_from(["replace", "replace", "remove", "add", "repeat"]))
        if way == "replace":
            around[path[-1]] = new
        elif way == "remove":
            del around[path[-1]]
        elif isinstance(around, list):
            around.append(copy.deepcopy(around[path[-1]]) if way == "repeat" else new)
        else:
            around[data.draw(st.text(max_size=6))] = new
    text = json.dumps(value, ensure_ascii=False, default=float)
    survives(folder, name, text.encode("utf-8", "replace"), profile, capfd)
