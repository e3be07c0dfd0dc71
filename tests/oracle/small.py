"""Data folders small enough to be worked out by hand, given as text."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent, indent
from typing import Any

from .coverage import Scene
from .cursor import set_scene
from .oracle import exact
from .reading import read

BRANCHES = """\
axes:
  - id: a
    title: A
    weight: 2
    objectives:
      - {id: a1, title: A1}
      - {id: a2, title: A2, weight: 3}
  - {id: b, title: B}
"""


def roadmap(ident: str, body: str, kind: str = "pole") -> str:
    """A roadmap file with its head."""
    head = f"alignment: roadmap/v1\nid: {ident}\nname: {ident}\ntype: {kind}\nprovenance: coded\n"
    return head + dedent(body)


def principal(*references: str) -> str:
    """Actions, each dedicated to one node."""
    items = (
        f"- {{id: a{i}, title: A, contributions: {{{ref!r}: principal}}}}" for i, ref in enumerate(references)
    )
    return "actions:\n" + indent("\n".join(items), "  ") + "\n"


class Small:
    """A folder with one region `r`, whose files are given as text."""

    def __init__(self, folder: Path, srdeii: str, steering: str = "") -> None:
        self.folder = folder
        text = "alignment: region/v1\nid: r\nname: R\nsrdeii:\n  title: T\n" + indent(dedent(srdeii), "  ")
        if steering:
            text += "steering:\n" + indent(dedent(steering), "  ")
        self.file("regions/r/region.yaml", text)

    def file(self, path: str, text: str) -> Small:
        """Add a file."""
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(dedent(text), encoding="utf-8")
        return self

    def cluster(self, ident: str, body: str, kind: str = "pole") -> Small:
        """Add a roadmap."""
        return self.file(f"regions/r/clusters/{ident}.yaml", roadmap(ident, body, kind))

    def s3(self, priorities: str) -> Small:
        """Add the S3; priorities is a YAML list."""
        head = f"alignment: s3/v1\nregion: r\ntitle: S\npriorities: {priorities}\n"
        return self.file("s3/r.yaml", head)

    def europe(self, ident: str, priorities: str) -> Small:
        """Add a shared European framework."""
        head = f"alignment: framework/v1\nid: {ident}\ntitle: E\nside: european\npriorities: {priorities}\n"
        return self.file(f"europe/{ident}.yaml", head)

    def scene(self, cursor: str | None = None, scenario: str | None = None) -> Scene:
        """The region, ready to be measured."""
        return set_scene(read(self.folder), "r", cursor, scenario)

    def exact(self, cursor: str | None = None, scenario: str | None = None) -> dict[str, Any]:
        """The whole value, in fractions."""
        return exact(self.scene(cursor, scenario))


def leaves(*idents: str) -> str:
    """A YAML list of leaves."""
    return "[" + ", ".join(f"{{id: {ident}, title: {ident}}}" for ident in idents) + "]"


def by_ref(value: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Priorities by their reference."""
    return {item["ref"]: item for item in value["priorities"]}


def by_id(value: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Clusters by id."""
    return {item["id"]: item for item in value["clusters"]}
