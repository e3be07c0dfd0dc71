"""The JSON form of a report: its value, under the contracts of the commands that it is made of."""

from __future__ import annotations

import json
from collections.abc import Mapping

from alignment.report.regional.value import Report


def files(report: Report) -> Mapping[str, bytes]:
    """One file, `KEY.json`."""
    text = json.dumps(report.data, ensure_ascii=False, indent=2, allow_nan=False)
    return {f"{report.key}.json": f"{text}\n".encode()}
