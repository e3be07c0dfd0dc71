"""Files made to kill their reader: each gives one clear diagnostic, in a process that ends by itself (R-01 to R-04).

Each runs in a process of its own, so that a crash of the parser would be a failed test and not a dead test run.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

READ = """
import sys
from alignment.source import parser
from alignment.source.yaml_events import parse
if sys.argv[2] == "pure":
    parser.events = parser.pure
with open(sys.argv[1], "rb") as stream:
    found = parse(stream.read(), "x.yaml")
for problem in found.diagnostics:
    print(problem.code, *(problem.place.span or ())[:2])
"""

ALIAS_BOMB = b"a0: &a0 [lol]\n" + b"".join(
    b"a%d: &a%d [%s]\n" % (level, level, b",".join([b"*a%d" % (level - 1)] * 9)) for level in range(1, 10)
)
MERGE_BOMB = b"m0: &m0 {k: v}\n" + b"".join(
    b"m%d: &m%d {<<: [*m%d, *m%d]}\n" % (level, level, level - 1, level - 1) for level in range(1, 40)
)

BOMBS = {
    "brackets": (b"[" * 100_000, "AL025 1 65"),
    "brackets, one a line": (b"[\n" * 100_000, "AL025 65 1"),
    "braces": (b"{a: " * 100_000, "AL025 1 257"),
    "dashes": (b"- " * 1_000_000, "AL025 1 129"),
    "mappings": (b"".join(b" " * level + b"a:\n" for level in range(2_000)), "AL025 65 65"),
    "aliases": (ALIAS_BOMB, "AL040 2 10"),
    "an alias of itself": (b"a: &a [*a]\n", "AL040 1 8"),
    "merge keys": (MERGE_BOMB, "AL032 2 10"),
    "Latin-1": ("titre: filière santé\n".encode("latin-1") * 10_000, "AL010 1 12"),
    "digits": (b"a: " + b"9" * 200_000, "AL050 1 4"),
    "exponent": (b"a: 1e" + b"9" * 200_000, "AL050 1 4"),
    "comments before a directive": (b"#\r\n" * 50_000 + b"%\n---\na: 1\n", "AL024 50001 1"),
    "blank lines": (b"\r\n" * 100_000, "AL022 1 1"),
    "null bytes": (b"a: " + b"\0" * 200_000, "AL012 1 4"),
    "too large": (b"a: 1\n" * 1_000_001, "AL004"),
    "a quote never closed": (b"a: '" + b"x\n" * 50_000, "AL020 1 4"),
}


# PyYAML's own parser can't crash, but it could recurse or run for ever: the shapes that it parses at all.
PURE = ("brackets", "brackets, one a line", "braces", "dashes", "mappings", "aliases", "merge keys", "blank lines")
RUNS = [*((bomb, "libyaml") for bomb in BOMBS), *((bomb, "pure") for bomb in PURE)]


@pytest.mark.parametrize(("bomb", "engine"), RUNS)
def test_one_clear_diagnostic_and_no_signal(tmp_path: Path, bomb: str, engine: str) -> None:
    content, told = BOMBS[bomb]
    file = tmp_path / "x.yaml"
    file.write_bytes(content)
    command = [sys.executable, "-c", READ, file, engine]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert done.stdout.splitlines() == [told]
