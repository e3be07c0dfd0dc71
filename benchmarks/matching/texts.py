"""The labelled texts of an evaluation folder, as questions put to the engine: which of these labels does this text carry?

A folder holds `<name>.<part>.jsonl` files (`id, lang, text, labels, label_texts`), `vocab-labels.jsonl` (the wording of each label)
and `vocab-ilab-groups.jsonl` (15 wordings of one contest's domains folded into 6). Parts are drawn by group, never by text: all
that comes from one Horizon Europe topic, or one section of a plan, stands in one part.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from alignment.match.evidence import Candidate

FILES = (
    "en-he-deliverables",
    "en-he-project-titles",
    "en-he-topic-texts",
    "en-he-topic-titles",
    "fr-tet-actions",
    "fr-ilab-domaines",
    "fr-franceterme-domaines",
)
FOLDS = 4
_SENTENCE_END = re.compile(r"\. ")
_LONGEST_TITLE = 200


@dataclass(frozen=True, slots=True)
class Text:
    """One labelled text. `group` is what may not stand in two parts."""

    id: str
    file: str
    lang: str
    title: str
    description: str
    labels: tuple[str, ...]
    group: str

    @property
    def whole(self) -> str:
        return f"{self.title}. {self.description}" if self.description else self.title


@dataclass(frozen=True, slots=True)
class Task:
    """Texts to be placed among the labels of one level of one framework. `answers` are the right ones for each text."""

    file: str
    level: str
    candidates: tuple[Candidate, ...]
    texts: tuple[Text, ...]
    answers: tuple[frozenset[str], ...]

    @property
    def lang(self) -> str:
        return self.file[:2]

    @property
    def family(self) -> str:
        """The set of labels that the candidates belong to, whatever the file of the texts."""
        return f"{_FRAMEWORK[self.file]}/{self.level}"


class Folder:
    """An evaluation folder."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._vocabulary = {row["label"]: row for row in _rows(path / "vocab-labels.jsonl")}
        groups = list(_rows(path / "vocab-ilab-groups.jsonl"))
        self._narrower: dict[str, list[str]] = {}
        for label, row in self._vocabulary.items():
            self._narrower.setdefault(row["broader"] or "", []).append(label)
        self._group_of = {row["label"]: row["group"] for row in groups}
        self._group_titles = {row["group"]: row["group_text_fr"] for row in groups}

    def texts(self, part: str, file: str) -> list[Text]:
        """Return the texts of one file in one part (`train`, `dev`...), none where the folder hasn't that file."""
        path = self.path / f"{file}.{part}.jsonl"
        return [_text(file, row) for row in _rows(path)] if path.exists() else []

    def tasks(self, texts: Sequence[Text]) -> list[Task]:
        """Return the tasks that these texts allow, in the order of FILES."""
        tasks = []
        for file in FILES:
            own = [text for text in texts if text.file == file]
            for level, labels in self.levels(file):
                answered = [(text, frozenset(self.labels(text)) & labels.keys()) for text in own]
                answered = [(text, answer) for text, answer in answered if answer]
                if answered:
                    candidates = tuple(
                        Candidate(label, title, self._below(label), labels=self._above(label))
                        for label, title in labels.items()
                    )
                    tasks.append(
                        Task(file, level, candidates, tuple(t for t, _ in answered), tuple(a for _, a in answered))
                    )
        return tasks

    def labels(self, text: Text) -> tuple[str, ...]:
        """Return the labels of a text, those that the folding of the contest's domains adds included."""
        return text.labels + tuple(self._group_of[label] for label in text.labels if label in self._group_of)

    def wordings(self, label: str, lang: str) -> tuple[str, ...]:
        """Return the wording of a label in a language, if it has one."""
        if label in self._group_titles:
            return (self._group_titles[label],)
        wording = self._vocabulary.get(label, {}).get("texts", {}).get(lang)
        return (wording,) if wording else ()

    def levels(self, file: str) -> list[tuple[str, dict[str, str]]]:
        """Return the levels of a file's labels: name, then title by label."""
        lang = file[:2]
        found: dict[str, dict[str, str]] = {}
        for label in (*self._vocabulary, *sorted(self._group_titles)):
            level = level_of(label)
            if level is not None and level[0] == _FRAMEWORK[file]:
                for wording in self.wordings(label, lang):
                    found.setdefault(level[1], {})[label] = wording
        return list(found.items())

    def _below(self, label: str) -> str:
        narrower = self._narrower.get(label, [])
        return ". ".join(wording for each in narrower for wording in self._vocabulary[each]["texts"].values())

    def _above(self, label: str) -> tuple[str, ...]:
        above = []
        parent = self._vocabulary.get(label, {}).get("broader")
        while parent in self._vocabulary:
            above.extend(self._vocabulary[parent]["texts"].values())
            parent = self._vocabulary[parent]["broader"]
        return tuple(above)


_FRAMEWORK = {
    **dict.fromkeys(FILES[:4], "horizon-europe"),
    "fr-tet-actions": "tet",
    "fr-ilab-domaines": "ilab",
    "fr-franceterme-domaines": "franceterme",
}
_LEVELS = (
    (r"HE-CL\d|HE-MISS-\w+", "horizon-europe", "cluster"),
    (r"HE-CL\d-.+", "horizon-europe", "destination"),
    (r"HORIZON\.2\.\d+\.\d+", "horizon-europe", "area"),
    (r"(cae|eci|te):\d+", "tet", "axis"),
    (r"(cae|eci|te):\d+\.\d+", "tet", "sub-axis"),
    (r"ilab:.+", "ilab", "domain"),
    (r"ilabg:.+", "ilab", "group"),
    (r"ft:[^/]+", "franceterme", "domain"),
    (r"ft:.+/.+", "franceterme", "sub-domain"),
)


def level_of(label: str) -> tuple[str, str] | None:
    """Return framework and level of a label, or None for one that no task asks for."""
    for pattern, framework, level in _LEVELS:
        match = re.fullmatch(pattern, label)
        if match:
            return framework, f"{match[1]} {level}" if match.groups() else level
    return None


def _text(file: str, row: dict[str, Any]) -> Text:
    whole = row["text"]
    end = _SENTENCE_END.search(whole)
    if end and end.start() <= _LONGEST_TITLE:
        title, description = whole[: end.start()], whole[end.end() :]
    else:
        title, description = ("", whole) if len(whole) > _LONGEST_TITLE else (whole, "")
    return Text(row["id"], file, row["lang"], title, description, tuple(row["labels"]), group_of(row))


def group_of(row: dict[str, Any]) -> str:
    """Return what a text may not be parted from: its Horizon Europe topic, its section of a plan, or itself."""
    labels: list[str] = row["labels"]
    for label in labels:
        if label.startswith("topic:"):
            return label
    if row["id"].startswith(("ftp-", "ctt-")):
        return "topic:" + row["id"].partition("-")[2]
    sections = [label for label in labels if re.fullmatch(r"(cae|eci|te):\d+\.\d+", label)]
    return sections[0] if sections else row["id"]


def fold_of(group: str, folds: int = FOLDS) -> int:
    """Return the fold of a group: the same on every machine, and one only."""
    return zlib.crc32(group.encode()) % folds


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)
