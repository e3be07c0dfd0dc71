"""Every code of the reading room is reachable, and its sentences are good French and English."""

from __future__ import annotations

import errno
import re
import stat
from collections.abc import Iterator

import pytest

from alignment.kernel.diagnostic import Diagnostic
from alignment.source import codes, file_refusals
from alignment.source.yaml_events import parse

SAMPLES = {
    "AL010": b"a: \xe9\n",
    "AL011": "a: 1".encode("utf-16"),
    "AL012": b"a: \x1b\n",
    "AL013": "a: \u200b\n".encode(),
    "AL014": "a: \u2028\n".encode(),
    "AL015": "a: e\u0301\n".encode(),
    "AL016": "a: \ufffd\n".encode(),
    "AL020": b"a: [\n",
    "AL021": b"a:\tb\n",
    "AL022": b"",
    "AL023": b"a\n---\nb\n",
    "AL024": b"%YAML 1.2\n---\na\n",
    "AL025": b"[" * 65,
    "AL026": b"- .nan\n" * 501,
    "AL030": b"a: 1\na: 2\n",
    "AL031": b"~: 1\n",
    "AL032": b"<<: {}\n",
    "AL033": b"A: 1\na: 2\n",
    "AL040": b"a: *b\n",
    "AL041": b"a: &b c\n",
    "AL042": b"a: !b c\n",
    "AL050": b"a: 1e99\n",
    "AL051": b"a: .nan\n",
}
MORE = [b"# rien\n", b"a: &b\nc: &d\n", b"a: &b\nc: &d\ne: &f\n", b"a: *b\nc: *b\n", b'"\\e": 1\n', b"? []\n: 1\n"]


def about_files() -> Iterator[Diagnostic]:
    yield file_refusals.odd_name("x")
    yield file_refusals.unexpected("x.yaml")
    yield file_refusals.unexpected("x.YAML")
    yield file_refusals.link_outside("x")
    yield file_refusals.link_to_folder("x")
    yield file_refusals.link_loop("x")
    yield file_refusals.too_large("x", 10**10, 5 * 10**6)
    yield file_refusals.gone("x")
    yield file_refusals.too_many_files(10)
    yield file_refusals.folders_too_deep("x", 10)
    for kind in (stat.S_IFDIR, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFBLK, stat.S_IFSOCK, 0):
        yield file_refusals.not_a_file("x", kind)
    for number in (*errno.errorcode, 0):
        yield file_refusals.unreadable("x", OSError(number, ""))
        yield file_refusals.folder_unreadable("x", OSError(number, ""))


def all_told() -> Iterator[Diagnostic]:
    yield from about_files()
    for data in (*SAMPLES.values(), *MORE):
        yield from parse(data, "x.yaml").diagnostics


@pytest.mark.parametrize(("code", "data"), SAMPLES.items())
def test_each_code_has_its_file(code: str, data: bytes) -> None:
    assert code in {problem.code for problem in parse(data, "x.yaml").diagnostics}


def test_codes_are_unique_sorted_and_all_reachable() -> None:
    numbers = [code.code for code in codes.READING]
    slugs = [code.slug for code in codes.READING]
    assert numbers == sorted(set(numbers))
    assert len(set(slugs)) == len(slugs)
    assert {problem.code for problem in all_told()} == set(numbers)
    severities = {code.code: code.severity for code in codes.READING}
    assert all(problem.severity is severities[problem.code] for problem in all_told())


# A plain space before a double mark, or none; a quotation mark without its no-break space; a straight apostrophe.
MISPRINTS = re.compile(r" [:;!?»]|[^\u00a0][;!?»]|«[^\u00a0]|\w'\w|  ")


def test_the_french_is_set_as_a_printer_would() -> None:
    for problem in all_told():
        assert problem.hint is not None, problem.code
        for sentence in (problem.message, problem.hint, *(related.message for related in problem.related)):
            assert not MISPRINTS.search(sentence.fr), sentence.fr
            assert sentence.fr.endswith((".", "?"))
            assert sentence.en.endswith((".", "?"))
            assert sentence.fr != sentence.en
            assert not re.search(r"[«»\u00a0]", sentence.en)
