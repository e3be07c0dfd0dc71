"""Every sentence of the rules, kept as it was read over: message, way out, places, in both languages."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from alignment.check import codes
from alignment.check.pages import BAD, page
from alignment.pipeline.checking.run import Asked, check
from alignment.report.findings import Located
from tests.check.examples import examples
from tests.check.test_pages import BUILT, TODAY, build, first_profile

KEPT = Path(__file__).parent / "sentences"
FEW = 6
"""Findings of one example that are kept: those that follow say the same again."""


def sentences(located: Located) -> Iterator[str]:
    """All that one finding says."""
    diagnostic = located.diagnostic
    yield f"{located.file}:{':'.join(map(str, located.span))} {diagnostic.code} {diagnostic.severity}"
    yield from diagnostic.message
    yield from (f"→ {hint}" for hint in diagnostic.hint or ())
    for related in located.related:
        yield f"+ {related.file}:{':'.join(map(str, related.span))} {related.message.fr} | {related.message.en}"
    if diagnostic.mend is not None:
        yield f"{'safe' if diagnostic.mend.safe else 'likely'}: {diagnostic.mend.text!r}"


@pytest.mark.parametrize("code", codes.ALL, ids=lambda code: code.code)
def test_the_bad_example_is_told_in_these_words(code, tmp_path, monkeypatch):
    """ALIGNMENT_GOLDEN=write keeps what is said instead: read it before committing it."""
    files = examples(page(code), BAD)
    folder, base = build(tmp_path, files)
    if not files:
        BUILT[code.code](folder, monkeypatch)
    asked = Asked(data=str(folder), profile=first_profile(code), today=TODAY, base=base)
    said = "\n\n".join("\n".join(sentences(each)) for each in check(asked).located[:FEW]) + "\n"
    kept = KEPT / f"{code.code}.txt"
    if os.environ.get("ALIGNMENT_GOLDEN") == "write":
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(said, "utf-8")
    assert said == kept.read_text("utf-8")
