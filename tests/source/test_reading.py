"""A sound file gives plain values and exact places; a faulty one all its faults at once."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal

from alignment.source.yaml_events import MAX_BYTES, Document, Unreadable, parse

ROADMAP = """\
alignment: roadmap/v1
id: exemple
members: 480
actions:
  - id: edih
    progress: 0.40
    insee: 01053
    secured: true
    when: no
    contributions: {s3:numerique: principal, "s3:santé": none}
"""


def test_values_are_plain_and_exact() -> None:
    document = parse(ROADMAP.encode(), "x.yaml")
    assert isinstance(document, Document)
    assert document.value == {
        "alignment": "roadmap/v1",
        "id": "exemple",
        "members": 480,
        "actions": [
            {
                "id": "edih",
                "progress": Decimal("0.40"),
                "insee": "01053",
                "secured": True,
                "when": "no",
                "contributions": {"s3:numerique": "principal", "s3:santé": "none"},
            }
        ],
    }
    assert document.diagnostics == ()


def test_places_of_keys_and_values() -> None:
    document = parse(ROADMAP.encode(), "x.yaml")
    assert isinstance(document, Document)
    assert document.span(("members",)) == (3, 10, 3, 13)
    assert document.span(("members",), on_key=True) == (3, 1, 3, 8)
    assert document.span(("actions", 0, "contributions", "s3:santé")) == (10, 58, 10, 62)
    assert document.text.cut(document.span(("actions", 0, "contributions", "s3:santé"), True)) == '"s3:santé"'
    assert document.span(("actions", 0, "title")) == document.span(("actions", 0))
    assert document.line(3) == "members: 480"


def test_several_faults_are_told_together_and_in_order() -> None:
    document = parse(b"a: 1\nb: *x\na: 2\nc: .inf\nd: !!int 3\n", "x.yaml")
    assert isinstance(document, Document)
    found = [(problem.code, problem.place.span and problem.place.span[:2]) for problem in document.diagnostics]
    assert found == [("AL040", (2, 4)), ("AL030", (3, 1)), ("AL051", (4, 4)), ("AL042", (5, 4))]
    assert document.is_damaged(("c",)) and not document.is_damaged(("a",))


def test_a_syntax_error_leaves_no_value() -> None:
    broken = parse(b"a: [1, 2\nb: 3\n", "x.yaml")
    assert isinstance(broken, Unreadable)
    assert [problem.code for problem in broken.diagnostics] == ["AL020"]
    assert broken.text.line(1) == "a: [1, 2"


def test_size() -> None:
    assert isinstance(parse(b"# " + b"x" * (MAX_BYTES - 4) + b"\nx", "x.yaml"), Document)
    found = parse(b"x" * (MAX_BYTES + 1), "x.yaml")
    assert isinstance(found, Unreadable)
    assert [problem.code for problem in found.diagnostics] == ["AL004"]


WITHOUT_LIBYAML = """
import sys
sys.modules["yaml._yaml"] = None  # as on a machine where PyYAML was built without libyaml
from alignment.source.yaml_events import has_libyaml, parse
document = parse(sys.stdin.buffer.read(), "x.yaml")
print(has_libyaml(), ascii(document.value), document.span(("members",)))
"""


def test_without_libyaml_files_read_the_same() -> None:
    command = [sys.executable, "-c", WITHOUT_LIBYAML]
    done = subprocess.run(command, input=ROADMAP.encode(), capture_output=True, timeout=60, check=False)
    document = parse(ROADMAP.encode(), "x.yaml")
    assert isinstance(document, Document)
    assert done.stderr == b""
    assert done.stdout.decode() == f"False {document.value!a} {document.span(('members',))}\n"
