"""Terminals that lack characters: every command says the same there, in the nearest characters that there are."""

from __future__ import annotations

import io
import sys

import pytest

from alignment import __main__ as entry
from tests.check.examples import WORKSPACE

COMMANDS = (
    "score exemple",
    "gaps exemple",
    "matrix exemple",
    "explain exemple pole srdeii",
    "money exemple",
    "requirements exemple",
    "trajectory exemple",
    "scenarios exemple",
    "compare exemple voisine",
    "check exemple",
    "rule AL301",
    "list",
    "data status",
    "money exemple --format markdown",
    "money exemple --format csv",
    "money exemple --format json",
    "--help",
    "score --help",
)


@pytest.fixture
def shown(monkeypatch, tmp_path):
    """Exit code and text of the command line, entered as a process enters it, on streams of an encoding."""
    monkeypatch.setattr(entry, "_leave", sys.exit)  # which ends the process at once: these tests with it
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("ALIGNMENT_CACHE", str(tmp_path))
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    monkeypatch.setenv("ALIGNMENT_DATA", str(WORKSPACE))

    def show(command: str, encoding: str) -> tuple[int, str]:
        written = [io.TextIOWrapper(io.BytesIO(), encoding=encoding, write_through=True) for _ in range(2)]
        with monkeypatch.context() as streams:
            for name, stream in zip(("stdout", "stderr"), written, strict=True):
                streams.setattr(sys, name, stream)
            streams.setattr(sys, "argv", ["alignment", *command.split()])
            try:
                entry.main()
                code = 0
            except SystemExit as leaving:
                code = leaving.code
        return code, "".join(stream.buffer.getvalue().decode(encoding) for stream in written)

    return show


@pytest.mark.parametrize("command", COMMANDS)
def test_a_western_windows_terminal_shows_everything(command, shown):
    """Windows-1252 has accents, guillemets, dashes, the euro: only fine spaces, bars and the like have likenesses."""
    code, text = shown(command, "utf-8")
    lesser_code, lesser = shown(command, "cp1252")
    assert (code, lesser_code) == (0, 0)
    assert lesser.count("?") == text.count("?")
    for character in "éèàç«»’€%":
        assert lesser.count(character) == text.count(character)
    assert "Traceback" not in lesser


@pytest.mark.parametrize("command", ["score exemple", "money exemple", "check exemple", "score nulle-part"])
def test_a_terminal_of_ascii_alone_is_still_read(command, shown):
    """Letters lose their accents, nothing becomes a question mark that was none."""
    code, text = shown(command, "utf-8")
    lesser_code, lesser = shown(command, "ascii")
    assert lesser_code == code
    assert lesser.isascii()
    assert lesser.count("?") == text.count("?")


def test_a_kept_answer_is_told_again_where_characters_lack(shown, monkeypatch):
    """The second run prints what the first one kept, on the same terminal, in the same characters."""
    first = shown("money exemple", "ascii")
    monkeypatch.setattr("alignment.cli.main.run", lambda _: pytest.fail("the answer was not kept"))
    assert shown("money exemple", "ascii") == first


@pytest.mark.parametrize(
    ("character", "encoding", "likeness"),
    [
        ("\u202f", "cp1252", " "),
        ("é", "ascii", "e"),
        ("É", "ascii", "E"),
        ("ﬁ", "ascii", "fi"),
        ("«", "ascii", '"'),
        ("’", "iso-8859-1", "'"),
        ("€", "ascii", "EUR"),
        ("œ", "iso-8859-1", "oe"),
        ("≥", "cp1252", ">="),
        ("Ω", "ascii", "?"),
        ("Ω", "iso-8859-7", "Ω"),
        ("№", "ascii", "No"),
        ("\udce9", "utf-8", "?"),
    ],
)
def test_likenesses(character, encoding, likeness, monkeypatch):
    """One character on a strict stream: itself where it can be, else what looks most like it."""
    from alignment.kernel.streams import never_fail

    written = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(written, encoding=encoding, write_through=True))
    never_fail()
    print(f"a{character}b", end="")
    assert written.getvalue() == f"a{likeness}b".encode(encoding)
