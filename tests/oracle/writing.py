"""Values to YAML text: block style, strings quoted, numbers exactly as given."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


class Raw(str):
    """A scalar written as it is: a number, a boolean, a date, a code word."""

    __slots__ = ()


def scalar(value: str | bool) -> str:
    """One scalar; texts are double-quoted, which YAML reads as JSON does."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, Raw) else json.dumps(value, ensure_ascii=False)


def key(name: str) -> str:
    """A plain key, quoted where it holds a colon (a node reference)."""
    return json.dumps(name) if ":" in name else name


def block(value: Any, indent: int) -> list[str]:
    """The lines of a map or list, without trailing spaces."""
    pad = " " * indent
    result = []
    if isinstance(value, dict):
        for name, item in value.items():
            if isinstance(item, (dict, list)) and item:
                result += [f"{pad}{key(name)}:", *block(item, indent + 2)]
            else:
                result.append(f"{pad}{key(name)}: {empty(item)}")
    else:
        for item in value:
            if isinstance(item, (dict, list)) and item:
                inner = block(item, indent + 2)
                result += [f"{pad}- {inner[0].lstrip()}", *inner[1:]]
            else:
                result.append(f"{pad}- {empty(item)}")
    return result


def empty(item: Any) -> str:
    """A scalar, or an empty map or list."""
    if isinstance(item, dict):
        return "{}"
    return "[]" if isinstance(item, list) else scalar(item)


def write(path: Path, value: dict[str, Any]) -> None:
    """One file, folders made as needed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(block(value, 0)) + "\n", encoding="utf-8")
