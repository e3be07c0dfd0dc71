"""A pasted text is cut where a reader sees a new piece."""

from __future__ import annotations

import pytest

from alignment.match.passages import passages


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("Une ligne", [(1, "Une ligne")]),
        ("Un titre\nUne ligne\n", [(1, "Un titre"), (2, "Une ligne")]),
        (
            "Un paragraphe\nsur deux lignes.\n\nUn autre.",
            [(1, "Un paragraphe sur deux lignes."), (4, "Un autre.")],
        ),
        (
            "Liste :\n\n- un  point\n  qui suit\n• deux\n3) trois",
            [(1, "Liste :"), (3, "un point qui suit"), (5, "deux"), (6, "trois")],
        ),
        ("Deux\r\nlignes\r\n\r\nfin", [(1, "Deux lignes"), (4, "fin")]),
        ("2026\n\n---\n\n12,5 %\n\nA\n\nOK", [(9, "OK")]),
        ("\n\n\tVient tard\n", [(3, "Vient tard")]),
    ],
)
def test_cut(text, expected):
    assert [tuple(each) for each in passages(text)] == expected
