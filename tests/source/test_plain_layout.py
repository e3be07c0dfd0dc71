"""The reader of the usual layout gives what the parser gives, or nothing: held together on files, cases and spoilt texts."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Any

import pytest

from alignment.source import plain_layout, yaml_events
from alignment.source.yaml_events import Document, parse

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted(path for folder in ("data", "tests", "docs") for path in (ROOT / folder).rglob("*.y*ml"))
SUITE = (ROOT / "tests/hostile/yaml_test_suite/cases.jsonl").read_text("utf-8").splitlines()

PIECES = (
    *(" ", "  ", "    ", "\n", "\n\n", "\n  ", "\n    ", "\n- ", "\n  - ", "- ", "-", ":", ": ", " :", ":\n", "#", " #", " # c"),
    *("a", "b:", "a: ", "a: b", "id: x", "\n  id: x", "\n    id: y", "\n  # c: d\n", "x", "é", "É", "«", "(", "s3:a", "²", "\u00a0"),
    *('"', "'", '"x"', "'x'", '"a: b"', "[", "]", "{", "}", ",", ", ", "[a, b]", '["a, b", c]', "{a: b}", '{a: "b, c", d: 1}'),
    *("1", "01", "1.5", "1e3", "-1", ".5", "9" * 40, "1e99", "0x1", "true", "null", "~", ".inf", "nan", "no", "2024-01-31"),
    *("&", "*", "|", ">", ">-", "?", "? ", "%", "---", "...", "=", "!", "!!str ", "@", "`", "<<", "<<: ", "\t", "\r", "\\", "_"),
)  # fmt: skip


def exactly(value: Any) -> Any:
    """A value with its types and its order spelt out."""
    if isinstance(value, dict):
        return [(key, exactly(inner)) for key, inner in value.items()]
    if isinstance(value, list):
        return [exactly(inner) for inner in value]
    return type(value).__name__, str(value)


def outcome(content: str) -> tuple[Any, ...]:
    """Everything that reading a text gives."""
    document = parse(content.encode("utf-8", "surrogatepass"), "x.yaml")
    value = exactly(document.value) if isinstance(document, Document) else None
    return type(document), value, document.diagnostics


@pytest.fixture
def told_apart(monkeypatch: pytest.MonkeyPatch):
    """Read a text with and without this reader; whether it had something to say. The two must agree."""
    read = plain_layout.read

    def compare(content: str) -> bool:
        monkeypatch.setattr(plain_layout, "read", read)
        usual = outcome(content)
        monkeypatch.setattr(plain_layout, "read", lambda _: None)
        assert usual == outcome(content), content
        return read(content) is not None

    return compare


def test_every_file_of_the_project_reads_the_same(told_apart):
    """Real data, examples, faulty files; most real ones are of the usual layout."""
    usual = {path: told_apart(path.read_bytes().decode("utf-8", "surrogateescape")) for path in FILES}
    real = [said for path, said in usual.items() if path.is_relative_to(ROOT / "data")]
    assert sum(real) > len(real) * 0.7


def test_every_case_of_the_suite_reads_the_same(told_apart):
    """402 corners of YAML."""
    assert sum(told_apart(json.loads(line)["yaml"]) for line in SUITE) > 5


@pytest.mark.parametrize("seed", range(4))
def test_spoilt_files_read_the_same(seed, told_apart):
    """Pieces of syntax put into stretches of real files."""
    rng = Random(seed)
    lines = [line for path in FILES if "data" in path.parts for line in path.read_text("utf-8").splitlines()]
    usual = 0
    for _ in range(400):
        start = rng.randrange(len(lines))
        stretch = lines[start : start + rng.randrange(2, 12)]
        margin = len(stretch[0]) - len(stretch[0].lstrip())
        text = "\n".join(line[margin:] if line[:margin].isspace() else line for line in stretch) + "\n"
        for _ in range(rng.randrange(3)):
            at = rng.randrange(len(text) + 1)
            text = text[:at] + rng.choice(PIECES) + text[at + rng.choice((0, 0, 1, 3)) :]
        usual += told_apart(text)
    assert usual > 20


@pytest.mark.parametrize("seed", range(4))
def test_heaps_of_syntax_read_the_same(seed, told_apart):
    """Pieces of syntax one after the other."""
    rng = Random(seed + 100)
    starts = ("", "a: ", "a:\n  ", "a: b\n", "a: [", "a: {b: ")
    texts = [rng.choice(starts) + "".join(rng.choices(PIECES, k=rng.randrange(1, 9))) for _ in range(1500)]
    assert sum(map(told_apart, texts)) > 50


def test_what_the_usual_layout_is():
    """Every form that it has, with the values worked out by hand."""
    text = (
        "# a comment\nid: pole  # another\ntitle: Pôle n°1, « eau » & co\nurl: https://x.example/a#b\n\nmembers: 240\n"
        'name: "Deux : points # ici"\nempty: ""\nnone: []\nno: {}\nrate: 0.40\nsure: true\nperiod: 2022/2028\ndate: 2024-01-31\n'
        "actions:\n  - id: a\n    contributions:\n      s3:eau: principal\n"
        '    budget:\n      - {source: region, amount: 1200.50, name: "x, y"}\n    tags: [un, "d, e", s3:eau]\n  - id: b\n'
        "list:\n  - seul\n  - 2\n"
    )
    action = {
        "id": "a",
        "contributions": {"s3:eau": "principal"},
        "budget": [{"source": "region", "amount": plain_layout.scalars.Decimal("1200.50"), "name": "x, y"}],
        "tags": ["un", "d, e", "s3:eau"],
    }
    value = plain_layout.read(text)
    assert value is not None
    assert value.pop("rate") == plain_layout.scalars.Decimal("0.40")
    assert value == {
        "id": "pole",
        "title": "Pôle n°1, « eau » & co",
        "url": "https://x.example/a#b",
        "members": 240,
        "name": "Deux : points # ici",
        "empty": "",
        "none": [],
        "no": {},
        "sure": True,
        "period": "2022/2028",
        "date": "2024-01-31",
        "actions": [action, {"id": "b"}],
        "list": ["seul", 2],
    }


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a",
        "- a",
        " a: b",
        "a:",
        "a:\nb: c",
        "a: b: c",
        "a: b\na: c",
        "a: b\n  c: d",
        "a: b\n  c",
        "a:\n- b",
        "a:\n  - b\n c: d",
        "a:\n    b: c\n  d: e",
        "a: 'b'",
        'a: "b\\n"',
        'a: "b" c',
        "a: |\n  b",
        "a: &x b",
        "a: *x",
        "a: !t b",
        "a: [b",
        "a: [b: c]",
        "a: [b,c]",
        "a: [b, ]",
        "a: {b}",
        "a: {b: c, b: d}",
        "A: b",
        "null: a",
        "? a",
        "<<: a",
        "a:\tb",
        "a: b\r\n",
        "--- a: b",
        "a: b\n---\nc: d",
        "%YAML 1.2\n---\na: b",
        "a: 1e99",
        "a:\n  - - b",
    ],
)
def test_what_is_left_to_the_parser(text):
    """Whatever is not of the usual layout, sound or not."""
    assert plain_layout.read(text) is None


def test_depth_is_left_to_the_parser_long_before_its_bound():
    """Thirty levels and no more."""
    deep = "".join("  " * level + f"a{level}:\n" for level in range(29)) + "  " * 29 + "b: c\n"
    deeper = "".join("  " * level + f"a{level}:\n" for level in range(31)) + "  " * 31 + "b: c\n"
    assert plain_layout.read(deep) is not None
    assert plain_layout.read(deeper) is None
    assert yaml_events.MAX_DEPTH > 32
