"""Screens kept as text, on a region small enough to check by hand (tests/regions/valmont)."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
REGIONS = HERE.parent / "regions"


@pytest.fixture
def screen(alignment, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Run a command on the small region and compare what it prints with the text kept under that name.

    ALIGNMENT_GOLDEN=write keeps what is printed instead: read it before committing it.
    """
    monkeypatch.chdir(REGIONS)

    def compare(name: str, width: int, *arguments: str) -> None:
        monkeypatch.setenv("COLUMNS", str(width))
        result = alignment(*arguments, "--data", "valmont")
        assert result.code == 0, result.err
        kept = HERE / "golden" / f"{name}.txt"
        if os.environ.get("ALIGNMENT_GOLDEN") == "write":
            kept.write_text(result.out, "utf-8")
        assert result.out == kept.read_text("utf-8")

    return compare


@pytest.fixture
def valmont(alignment, monkeypatch: pytest.MonkeyPatch) -> Callable[..., object]:
    """Run a command on the small region."""
    monkeypatch.chdir(REGIONS)
    return lambda *arguments: alignment(*arguments, "--data", "valmont")
