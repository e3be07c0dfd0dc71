"""Contributions added to files: whatever the file looks like, what its author wrote stays, byte for byte."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from alignment.config import PACKAGED, DataFolder
from alignment.editing.contributing import Addition, added, write
from alignment.kernel.bilingual import Bilingual
from alignment.kernel.user_error import UserError
from alignment.match.region import reference_in, suggest_region
from alignment.pipeline.loading import Loaded, load
from alignment.source.document import Document
from alignment.source.yaml_events import parse
from tests.conftest import DATA

NOTE = "# suggéré par alignment suggest, confiance 63\u00a0%"
FILE = "regions/r/clusters/c.yaml"


def _add(actions: str, *refs: str, index: int = 0) -> str:
    """The actions of a roadmap with contributions added to one of them, after proof that the rest is as it was."""
    head = "alignment: roadmap/v1\nid: c\n"
    document = parse((head + actions).encode(), FILE)
    assert isinstance(document, Document), document.diagnostics
    additions = [Addition(FILE, index, ref, "significant", 0.634) for ref in refs]
    text, lines = added(document, additions, "fr")
    for ref, line in zip(refs, lines, strict=True):
        assert f"{ref}: significant" in text.splitlines()[line - 1]
    _only_inserted(head + actions, text)
    return text.removeprefix(head)


def _only_inserted(before: str, after: str) -> None:
    """The old text is what is left of the new one when whole stretches of it are taken out."""
    place = 0
    for letter in before:
        place = after.index(letter, place) + 1


def test_below_the_last_contribution_of_a_block() -> None:
    before = (
        "actions:\n  - id: a\n    title: A\n    contributions:\n      srdeii:x: principal  # lu page 3\n"
        "      # et rien de plus\n    domains: [eau]\n"
    )
    assert _add(before, "s3:y", "s3:z") == before.replace(
        "page 3\n",
        f"page 3\n      s3:y: significant  {NOTE}\n      s3:z: significant  {NOTE}\n",
    )


def test_a_new_key_after_those_that_come_before_it() -> None:
    before = (
        "actions:\n- id: a\n  title: A  # court\n  status: running\n  budget:\n    - {source: region, amount: 1}\n"
    )
    assert _add(before, "s3:y") == before.replace(
        "running\n", f"running\n  contributions:\n    s3:y: significant  {NOTE}\n"
    )


def test_keys_in_another_order() -> None:
    before = "actions:\n  - title: A\n    domains: [eau]\n    id: a\n    sources: [s]\n"
    assert _add(before, "s3:y") == before.replace(
        "id: a\n", f"id: a\n    contributions:\n      s3:y: significant  {NOTE}\n"
    )


@pytest.mark.parametrize(
    ("braces", "filled"),
    [
        ("{}", False),
        ("{ }", False),
        ("{s3:x: none}", True),
        ("{s3:x: none, }", True),
        ('{"s3:x": "none" }', True),
        ("&c {s3:x: none}", True),
        ("{\n      s3:x: none\n      }", True),
        ("{\n      s3:x: none,  # non\n      }", True),
        ("{\n      s3:x: none  # pas, hélas\n    }", True),
        ("{\n    # rien encore\n    }", False),
        ("\n      {s3:x: none}", True),
    ],
)
def test_between_braces(braces: str, filled: bool) -> None:
    before = f"actions:\n  - id: a\n    title: A\n    contributions: {braces}\n    domains: [eau]\n"
    after = _add(before, "s3:y", "s3:z")
    (action,) = parse(after.encode(), FILE).value["actions"]
    assert action["contributions"] == {
        **({"s3:x": "none"} if filled else {}),
        "s3:y": "significant",
        "s3:z": "significant",
    }
    assert after.count(NOTE) == 2
    assert action["domains"] == ["eau"]


@pytest.mark.parametrize(
    "actions",
    [
        "actions:\n  - {id: a, title: A}\n  - {id: b, title: B}\n",
        "actions: [{id: a, title: A}, {id: b, title: B, contributions: {s3:x: none}}]\n",
        "actions:\n  - id: a\n    title: A\n  - {id: b, title: B,\n     contributions: {s3:x: none},\n    }\n",
        "actions: [\n  {id: a, title: A},\n  {id: b, title: B},\n]\n",
    ],
)
@pytest.mark.parametrize("index", [0, 1])
def test_actions_between_braces(actions: str, index: int) -> None:
    action = parse(_add(actions, "s3:y", index=index).encode(), FILE).value["actions"][index]
    assert action["contributions"]["s3:y"] == "significant"


@pytest.mark.parametrize("indent", [None, 2])
def test_a_file_written_as_json(indent: int | None) -> None:
    actions = [
        {"id": "a", "title": "A", "contributions": {}},
        {"id": "b", "title": "B: {non}", "contributions": {"s3:x": "none"}, "domains": ["eau"]},
        {"id": "c", "title": "C", "budget": [{"source": "region", "amount": 1}]},
    ]
    before = json.dumps({"actions": actions}, ensure_ascii=False, indent=indent)
    document = parse(before.encode(), FILE)
    assert isinstance(document, Document)
    additions = [Addition(FILE, index, ref, "principal", 0.5) for index in range(3) for ref in ("s3:y", "s3:z")]
    after, _ = added(document, additions, "fr")
    _only_inserted(before, after)
    written = parse(after.encode(), FILE).value["actions"]
    assert [list(action["contributions"]) for action in written] == [
        ["s3:y", "s3:z"],
        ["s3:x", "s3:y", "s3:z"],
        ["s3:y", "s3:z"],
    ]


@pytest.mark.parametrize("ending", ["\r\n", "\n", "\r"])
@pytest.mark.parametrize("ended", [True, False])
def test_line_ends_are_those_of_the_file(ending: str, ended: bool) -> None:
    before = "actions:\n  - id: a\n    title: A\n    contributions:\n      s3:x: none\n".replace("\n", ending)
    document = parse((before if ended else before.rstrip()).encode(), FILE)
    assert isinstance(document, Document)
    after, _ = added(document, [Addition(FILE, 0, "s3:y", "principal", 0.5)], "en")
    line = "      s3:y: principal  # suggested by alignment suggest, confidence 50%"
    assert after == (before + line + ending if ended else before.rstrip() + ending + line)


@pytest.mark.parametrize(
    "description",
    [
        "|\n      Deux lignes\n      de texte.\n\n",
        "|-\n      Une ligne.\n\n\n",
        ">\n      Une ligne\n      repliée.\n",
        "Une phrase\n      sur deux lignes.\n",
        '"Une phrase\n      entre guillemets."  # lu ici\n',
    ],
)
def test_below_a_text_of_several_lines(description: str) -> None:
    _add(f"actions:\n  - id: a\n    title: A\n    description: {description}", "s3:y")
    _add(f"actions:\n  - id: a\n    title: A\n    description: {description}    domains: [eau]\n", "s3:y")


@pytest.mark.parametrize(
    "actions",
    [
        "actions:\n  - id: a\n    title: A\n    contributions:\n",
        "actions:\n  - id: a\n    title: A\n    description: |+\n      Texte.\n\n\n    domains: []\n",
        "actions:\n  - id: a\n    title: A\n    contributions:\n      ? s3:x\n      : none\n",
    ],
    ids=["an empty value", "blank lines that belong to a text", "a key that is written in two parts"],
)
def test_what_is_not_safe_is_refused(actions: str) -> None:
    with pytest.raises(UserError) as refused:
        _add(actions, "s3:y")
    assert "Rien n’est écrit" in refused.value.message.fr
    assert f"{FILE}:4" in refused.value.message.fr


def test_what_stands_there_already_is_refused() -> None:
    with pytest.raises(UserError):
        _add("actions:\n  - id: a\n    title: A\n    contributions: {s3:y: none}\n", "s3:y")


_ROADMAP = "\ufeffalignment: roadmap/v1\nid: c\nname: C\ntype: pole\nprovenance: illustrative\nactions:\n  - {id: a, title: A}\n"


def _workspace(folder: Path) -> Loaded:
    for name, text in {
        FILE: _ROADMAP,
        "regions/r/region.yaml": "alignment: region/v1\nid: r\nname: R\nsrdeii: {axes: [{id: x, title: X}]}\n",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return load(DataFolder(folder, Bilingual("", "")))


def test_a_written_file_keeps_its_mark_and_its_mode(tmp_path: Path) -> None:
    loaded = _workspace(tmp_path)
    (tmp_path / FILE).chmod(0o640)
    (placed,) = write(loaded, [Addition(FILE, 0, "srdeii:x", "principal", 0.9)], "fr")
    assert placed.line == 9  # below the braces of the action, which open on line 7
    content = (tmp_path / FILE).read_bytes()
    assert content.startswith(b"\xef\xbb\xbfalignment")
    assert (tmp_path / FILE).stat().st_mode & 0o777 == 0o640
    (roadmap,) = load(loaded.folder).data.roadmaps
    assert roadmap.roadmap.actions[0].contributions == {"srdeii:x": "principal"}


def test_a_file_that_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    loaded = _workspace(tmp_path)
    (tmp_path / FILE).write_text(_ROADMAP + "# autre chose\n", "utf-8")
    with pytest.raises(UserError) as refused:
        write(loaded, [Addition(FILE, 0, "srdeii:x", "principal", 0.9)], "fr")
    assert "a changé" in refused.value.message.fr
    assert (tmp_path / FILE).read_text("utf-8") == _ROADMAP + "# autre chose\n"


def test_one_refusal_writes_no_file_at_all(tmp_path: Path) -> None:
    loaded = _workspace(tmp_path)
    other = "regions/r/clusters/d.yaml"
    (tmp_path / other).write_text(
        _ROADMAP.replace("id: c", "id: d").replace(
            "{id: a, title: A}", "{id: a, title: A, contributions: {srdeii:x: none}}"
        ),
        "utf-8",
    )
    loaded = load(loaded.folder)
    both = [Addition(FILE, 0, "srdeii:x", "principal", 0.9), Addition(other, 0, "srdeii:x", "principal", 0.9)]
    with pytest.raises(UserError):
        write(loaded, both, "fr")
    assert (tmp_path / FILE).read_text("utf-8") == _ROADMAP


def test_every_suggestion_of_every_real_file() -> None:
    """Everything that is ever suggested, at any confidence: taking the added lines out gives the file of before."""
    loaded = load(DataFolder(DATA, PACKAGED))
    every: dict[str, dict[tuple[int, str], Addition]] = {}
    for region in loaded.data.regions:
        for found in suggest_region(loaded.data, region, 0.02):
            for one in found.suggestions:
                ref = reference_in(found.placed, region, one.ref)
                addition = Addition(found.placed.file, found.index, ref, one.level, one.confidence)
                every.setdefault(found.placed.file, {})[found.index, ref] = addition
    assert len(every) > 40
    for name, additions in every.items():
        document = loaded.files[name]
        assert isinstance(document, Document)
        text, _ = added(document, list(additions.values()), "fr")
        kept = [line for line in text.splitlines(keepends=True) if "# suggéré par alignment suggest" not in line]
        before = document.text.content.splitlines(keepends=True)
        if "".join(kept) != "".join(before):  # an action without any contribution got the key as well
            keys = [line for line in kept if line.strip() == "contributions:"]
            assert len(keys) > sum(line.strip() == "contributions:" for line in before)
            kept = _without_new_keys(kept, before)
        assert "".join(kept) == "".join(before)


def _without_new_keys(kept: list[str], before: list[str]) -> list[str]:
    left: list[str] = []
    for line in kept:
        if line.strip() == "contributions:" and before[len(left)] != line:
            continue
        left.append(line)
    return left
