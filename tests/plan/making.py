"""Small regions with proposed actions, as text, and generated ones whose actions are turned into proposals."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

from alignment.config import DataFolder
from alignment.kernel.bilingual import Bilingual
from alignment.pipeline import loading
from alignment.plan.proposals import Situation, survey
from alignment.score.setting import prepare
from oracle.generate import generate
from tests.conftest import write_files

HEAD = "alignment: roadmap/v1\ntype: cluster\nprovenance: illustrative\n"


def region(axes: str, clusters: dict[str, str], s3: str = "", steering: str = "") -> str:
    """A data set of one region `r`. `axes` and `s3` are YAML lists; clusters map ids to lists of actions."""
    text = f"=== regions/r/region.yaml\nalignment: region/v1\nid: r\nname: R\nsrdeii: {{title: T, axes: {axes}}}\n"
    text += f"steering: {{{steering}}}\n" if steering else ""
    if s3:
        text += f"=== s3/r.yaml\nalignment: s3/v1\nregion: r\ntitle: S\npriorities: {s3}\n"
    for name, actions in clusters.items():
        text += f"=== regions/r/clusters/{name}.yaml\n{HEAD}id: {name}\nname: {name}\nactions:\n{actions}"
    return text


def action(name: str, contributions: str, region_money: str | None = None, status: str = "proposed") -> str:
    """One action; `region_money` in euros, None for no budget."""
    budget = "" if region_money is None else f", budget: [{{source: region, amount: {region_money}}}]"
    return f"  - {{id: {name}, title: {name}, status: {status}, contributions: {{{contributions}}}{budget}}}\n"


def situation_of(folder: Path, name: str = "r", cursor: str | None = None) -> Situation:
    """A region of a folder, as the command sees it."""
    from fractions import Fraction

    loaded = loading.load(DataFolder(folder, Bilingual("essai", "trial")))
    return survey(prepare(loaded.data, name, Fraction(cursor) if cursor else None))


def situation(folder: Path, text: str, cursor: str | None = None) -> Situation:
    """The region of a text."""
    return situation_of(write_files(folder, text), cursor=cursor)


def propose(seed: int, folder: Path) -> list[str]:
    """Generate a data set and turn most of its actions into proposals, half of the time with few distinct amounts.

    Few amounts, some of them 0, make ties, free actions and useless ones.
    """
    rng = Random(seed)
    regions = list(generate(seed, folder))
    for file in sorted(folder.glob("regions/*/clusters/*.yaml")):
        text = file.read_text("utf-8")
        text = re.sub(
            r"status: (planned|completed|abandoned)",
            lambda found: "status: proposed" if rng.random() < 0.8 else found[0],
            text,
        )
        if rng.random() < 0.5:
            text = re.sub(r"amount: [0-9.]+", lambda _: f"amount: {rng.choice((0, 1, 2, 3, 100000))}", text)
        file.write_text(text, "utf-8")
    return regions
