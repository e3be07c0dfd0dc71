"""Foreign text stays text in every place that it goes to (R-24 to R-27, R-31)."""

from __future__ import annotations

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alignment.kernel.safe_text import csv_cell, github_data, github_property, is_plain, markdown_cell, terminal

ANY_TEXT = st.text(st.characters(), max_size=40)  # surrogates too: names of files may hold them
TRAPS = st.lists(
    st.sampled_from("\x1b\x07\x9b\u202e\u2066\u200b\ufeff\u2028\x85\udce9[|]`<>&%,:@=+-'\"\r\n\t1a "), max_size=12
)
TEXTS = ANY_TEXT | TRAPS.map("".join)
UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Été «\u00a0à 10\u202f%\u00a0» 😀", "Été «\u00a0à 10\u202f%\u00a0» 😀"),
        ("a\x1b[31mb", "a\\x1b[31mb"),
        ("a\x1b]8;;http://x\x07b", "a\\x1b]8;;http://x\\x07b"),
        ("a\x9b2Jb", "a\\x9b2Jb"),
        ("a\r\nb\tc", "a\\r\\nb\\tc"),
        ("a\u202eb\u2066", "a\\u202eb\\u2066"),
        ("a\u200bb\ufeff\xad", "a\\u200bb\\ufeff\\xad"),
        ("a\u2028b\x85", "a\\u2028b\\x85"),
        ("a\U000e0041", "a\\U000e0041"),
        ("caf\udce9", "caf\\xe9"),
        ("\ud800", "\\ud800"),
        ("\\x1b", "\\x1b"),
    ],
)
def test_terminal(text: str, shown: str) -> None:
    assert terminal(text) == shown
    assert is_plain(text) == (text == shown)


@given(TEXTS)
def test_nothing_drives_a_terminal(text: str) -> None:
    shown = terminal(text)
    assert not UNSAFE.search(shown)
    assert is_plain(shown)
    assert terminal(shown) == shown
    shown.encode()


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("Santé : un enjeu, à 50 %", "Santé : un enjeu, à 50 %"),
        ("a|b", "a\\|b"),
        ("a\\|b", "a\\\\\\|b"),
        ("a\nb\r\n c", "a b c"),
        ("<script>", "&lt;script&gt;"),
        ("&lt;", "&amp;lt;"),
        ("[x](javascript:y)", "\\[x\\](javascript:y)"),
        ("![x](y)", "!\\[x\\](y)"),
        ("`x` **y** _z_ ~~w~~", "\\`x\\` \\*\\*y\\*\\* \\_z\\_ \\~\\~w\\~\\~"),
        ("https://x.fr", "https:<!-- -->//x.fr"),
        ("www.x.fr", "www<!-- -->.x.fr"),
        ("@mairie a@b.fr", "@<!-- -->mairie a@<!-- -->b.fr"),
        ("#12", "#<!-- -->12"),
        ("\x1b[0m\u202e", "\\\\x1b\\[0m\\\\u202e"),
        ("<!-- -->", "&lt;!-- --&gt;"),
    ],
)
def test_markdown_cell(text: str, cell: str) -> None:
    assert markdown_cell(text) == cell


@given(TEXTS)
def test_a_markdown_cell_stays_one_cell_of_words(text: str) -> None:
    cell = markdown_cell(text)
    assert not UNSAFE.search(cell)
    ours = cell.replace("<!-- -->", "")
    assert "<" not in ours and ">" not in ours
    # What opens code, links or another cell has an odd number of backslashes before it: it is escaped.
    for opener in re.finditer(r"(\\*)[`\[\]|*_]", ours):
        assert len(opener[1]) % 2 == 1
    assert not re.search(r"://|@\w|#\d", cell)


@pytest.mark.parametrize(
    ("text", "data", "property_"),
    [
        ("100 % sûr", "100 %25 sûr", "100 %25 sûr"),
        ("x%0A::set-output name=a::b", "x%250A::set-output name=a::b", "x%250A%3A%3Aset-output name=a%3A%3Ab"),
        ("a\n::error::b", "a%0A::error::b", "a%0A%3A%3Aerror%3A%3Ab"),
        ("a\r\nb\rc", "a%0Ab%0Ac", "a%0Ab%0Ac"),
        ("a,b:c", "a,b:c", "a%2Cb%3Ac"),
        ("\x1b[0m", "\\x1b[0m", "\\x1b[0m"),
    ],
)
def test_github(text: str, data: str, property_: str) -> None:
    assert github_data(text) == data
    assert github_property(text) == property_


@given(TEXTS)
def test_a_github_command_stays_one_line_and_reads_back(text: str) -> None:
    data, property_ = github_data(text), github_property(text)
    assert not UNSAFE.search(data + property_)
    assert ":" not in property_ and "," not in property_
    lines = [terminal(line) for line in re.split("\r\n|\r|\n", text)]
    assert undone(data).split("\n") == lines
    assert undone(property_.replace("%3A", ":").replace("%2C", ",")).split("\n") == lines


def undone(data: str) -> str:
    """What GitHub does: the percent sign last, so that no text can smuggle a line break in."""
    return data.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("Santé", "Santé"),
        ("-5", "-5"),
        ("+3,5", "+3,5"),
        ("-1.25", "-1.25"),
        ("=1+1", "'=1+1"),
        ("-1+cmd", "'-1+cmd"),
        ("-", "'-"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("+33 4 72", "'+33 4 72"),
        ("\t=1", "'\\t=1"),
        ("\r=1", "' =1"),
        (" =1", "' =1"),
        ("＝1", "'＝1"),
        ("a=1", "a=1"),
        ("'x", "'x"),
        ("a\nb", "a b"),
        ("", ""),
    ],
)
def test_csv_cell(text: str, cell: str) -> None:
    assert csv_cell(text) == cell


@given(TEXTS)
def test_no_csv_cell_is_a_formula_and_all_read_back(text: str) -> None:
    cell = csv_cell(text)
    assert not UNSAFE.search(cell)
    assert re.fullmatch(r"[-+]?\d+([.,]\d+)?", cell) or not cell.lstrip().startswith(("=", "+", "-", "@"))
    stream = io.StringIO()
    csv.writer(stream, delimiter=";").writerow([cell, "suite"])
    assert next(csv.reader(io.StringIO(stream.getvalue()), delimiter=";")) == [cell, "suite"]
