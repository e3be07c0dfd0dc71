"""The reference pages as Markdown, from the code: commands, keys of the files, JSON contracts.

`python scripts/reference.py --lang fr|en` prints the commands: their words are chosen when a process starts.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SCHEMAS = ROOT / "docs" / "schemas"

FILES = {
    "region": "data/regions/REGION/region.yaml",
    "s3": "data/s3/REGION.yaml",
    "roadmap": "data/regions/REGION/clusters/CLUSTER.yaml",
    "framework": "data/europe/CADRE.yaml",
    "domains": "data/europe/domains.yaml",
    "i3": "data/europe/i3.yaml",
    "method": "data/method.yaml",
}
"""Kinds of files, and where they lie in a data set."""


def commands(lang: str) -> str:
    """Every command with its arguments and options, in one language."""
    done = subprocess.run(
        [sys.executable, __file__, "--lang", lang],
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "utf-8"},
        check=True,
    )
    return done.stdout.decode("utf-8").rstrip("\n")


def _commands() -> Iterator[str]:
    """The commands in the language of this process."""
    import typer.main

    from alignment.cli.main import app

    group: Any = typer.main.get_command(app)
    for name in group.list_commands(None):
        command = group.get_command(None, name)
        context = group.context_class(command, info_name=f"alignment {name}")
        yield f"### {name}\n\n{command.help}\n"
        yield f"```text\n{' '.join([context.command_path, *command.collect_usage_pieces(context)])}\n```\n"
        for parameter in command.get_params(context):
            if "--help" not in parameter.opts and (record := parameter.get_help_record(context)):
                names, meaning = record
                yield f"- `{names}`{NARROW}: {meaning.replace('  [', ' [')}"
        yield ""


NARROW = "" if "en" in sys.argv else "\u00a0"


def files() -> str:
    """Every kind of file with its keys, from the schemas that editors read."""
    parts = []
    for kind, place in FILES.items():
        schema = json.loads((SCHEMAS / f"{kind}.schema.json").read_text("utf-8"))
        parts.append(f"## {schema['title']}\n\n`{place}`. {schema['description']}\n\n{_keys(schema)}")
        for name, inner in schema["definitions"].items():
            if name not in COMMON:
                parts.append(f"### {inner['title']}\n\n{inner['description']}\n\n{_keys(inner)}")
    shared = json.loads((SCHEMAS / "region.schema.json").read_text("utf-8"))["definitions"]
    parts.append("## Communs à plusieurs fichiers")
    parts += [
        f"### {shared[name]['title']}\n\n{shared[name]['description']}\n\n{_keys(shared[name])}" for name in COMMON
    ]
    return "\n\n".join(parts)


COMMON = ("Node", "Source")
"""What several kinds of files hold."""


def _keys(schema: Mapping[str, Any]) -> str:
    """The keys of a mapping, with what each means; those that cannot be left out are marked."""
    needed = schema.get("required", ())
    rows = ["| Clé | Sens |", "| --- | --- |"]
    for key, held in schema["properties"].items():
        mark = " (obligatoire)" if key in needed else ""
        text = f"**{held['title']}**{mark}. {held['description']}"
        for value, meaning in _values(held):
            text += f"<br>`{value}`\u00a0: {meaning}"
        rows.append(f"| `{key}` | {text} |")
    return "\n".join(rows)


def _values(schema: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The values that a key may take, each with its meaning, be it alone, in a list or in a mapping."""
    for held in (schema, schema.get("items", {}), schema.get("additionalProperties", {})):
        if isinstance(held, dict):
            meanings = zip(held.get("enum", ()), held.get("enumDescriptions", ()), strict=False)
            yield from ((value, meaning) for value, meaning in meanings if value is not None)


def contracts() -> str:
    """The contracts of JSON outputs, with their schemas."""
    rows = ["| Contract | Schema | What it holds |", "| --- | --- | --- |"]
    for path in sorted(SCHEMAS.glob("*.v1.json")):
        schema = json.loads(path.read_text("utf-8"))
        name = f"alignment/{path.name.removesuffix('.v1.json')}/v1"
        rows.append(f"| `{name}` | [{path.name}](../schemas/{path.name}) | {schema['description']} |")
    return "\n".join(rows)


if __name__ == "__main__":
    print("\n".join(_commands()))
