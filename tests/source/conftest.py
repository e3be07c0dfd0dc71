"""Every test that asks for `either_parser` runs with libyaml and with PyYAML's own parser."""

from __future__ import annotations

import pytest

from alignment.source import parser


@pytest.fixture(params=["libyaml", "pure"])
def either_parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Choose the parser of this run, and name it."""
    monkeypatch.setattr(parser, "events", parser.fast if request.param == "libyaml" else parser.pure)
    return str(request.param)
