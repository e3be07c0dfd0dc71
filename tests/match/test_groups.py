"""No topic, no section of a plan, may stand in two parts: what was learnt of it would flatter the figures.

With ALIGNMENT_EVAL_DIR set, the evaluation folder that it names is examined as well.
"""

import json
import os
from collections.abc import Iterable
from pathlib import Path

import pytest
from texts import FILES, FOLDS, Folder, Text, fold_of

_TEXTS = {
    "en-he-deliverables.train": {"id": "deliv-1", "labels": ["HE-CL1", "topic:HLTH-01"]},
    "en-he-topic-titles.train": {"id": "ctt-HLTH-01", "labels": ["HE-CL1"]},
    "en-he-topic-texts.dev": {"id": "ftp-HLTH-02", "labels": ["HE-CL1"]},
    "fr-tet-actions.train": {"id": "tet-1", "labels": ["cae:1", "cae:1.2"]},
    "fr-tet-actions.dev": {"id": "tet-2", "labels": ["cae:1", "cae:1.3"]},
    "fr-ilab-domaines.train": {"id": "ilab-1", "labels": ["ilab:chimie"]},
    "fr-ilab-domaines.dev": {"id": "ilab-2", "labels": ["ilab:chimie"]},
}


def _write(folder: Path, texts: dict[str, dict[str, object]]) -> Folder:
    for file in FILES:
        for part in ("train", "dev"):
            row = texts.get(f"{file}.{part}")
            line = json.dumps({"lang": file[:2], "text": "Un texte.", **row}) + "\n" if row else ""
            (folder / f"{file}.{part}.jsonl").write_text(line, encoding="utf-8")
    (folder / "vocab-labels.jsonl").write_text("", encoding="utf-8")
    (folder / "vocab-ilab-groups.jsonl").write_text("", encoding="utf-8")
    return Folder(folder)


def _texts(folder: Folder, part: str) -> list[Text]:
    return [text for file in FILES for text in folder.texts(part, file)]


def _shared_groups(first: Iterable[Text], second: Iterable[Text]) -> set[str]:
    return {text.group for text in first} & {text.group for text in second}


def _folders(tmp_path: Path) -> list[Folder]:
    given = os.environ.get("ALIGNMENT_EVAL_DIR")
    return [_write(tmp_path, _TEXTS), *([Folder(Path(given))] if given else [])]


def test_no_group_stands_in_two_parts(tmp_path: Path) -> None:
    for folder in _folders(tmp_path):
        train, dev = _texts(folder, "train"), _texts(folder, "dev")
        assert train
        assert dev
        assert _shared_groups(train, dev) == set()
        assert {text.id for text in train} & {text.id for text in dev} == set()


def test_no_group_stands_in_two_folds(tmp_path: Path) -> None:
    for folder in _folders(tmp_path):
        train = _texts(folder, "train")
        folds = [[text for text in train if fold_of(text.group) == fold] for fold in range(FOLDS)]
        assert sum(map(len, folds)) == len(train)
        for first in range(FOLDS):
            for second in range(first):
                assert _shared_groups(folds[first], folds[second]) == set()


@pytest.mark.parametrize(
    ("file", "row"),
    [
        ("en-he-deliverables.dev", {"id": "deliv-9", "labels": ["HE-CL1", "topic:HLTH-01"]}),
        ("en-he-topic-texts.dev", {"id": "ftp-HLTH-01", "labels": ["HE-CL1"]}),
        ("fr-tet-actions.dev", {"id": "tet-9", "labels": ["cae:1", "cae:1.2"]}),
    ],
)
def test_a_topic_or_section_that_leaks_is_seen(tmp_path: Path, file: str, row: dict[str, object]) -> None:
    folder = _write(tmp_path, {**_TEXTS, file: row})
    assert _shared_groups(_texts(folder, "train"), _texts(folder, "dev"))
