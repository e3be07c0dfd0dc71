"""Work out the stems of common words beforehand: `python benchmarks/matching/stems.py`.

Writes `stems.txt` into src/alignment/match/, for the words of the vocabulary and of the data that ship. Nothing depends on
its being complete: a word that it lacks is worked out when it is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from alignment.match.words import stem

ROOT = Path(__file__).parents[2]
ROOM = ROOT / "src" / "alignment" / "match"
_WORD = re.compile(r"[^\W\d_]{3,}")


def _texts() -> Iterator[str]:
    yield (ROOM / "concepts.toml").read_text("utf-8")
    for file in sorted((ROOT / "data").rglob("*.yaml")):
        yield from (
            line.partition(": ")[2]
            for line in file.read_text("utf-8").splitlines()
            if line.lstrip(" -{").startswith(("title:", "description:", "keywords:", "name:", "labels:"))
        )


def main() -> None:
    """Write the file."""
    found = sorted({word.lower() for text in _texts() for word in _WORD.findall(text)})
    lines = ["# Stems of common words, written by benchmarks/matching/stems.py."]
    lines += [f"{word} {stem(word)}" for word in found if stem(word)]
    (ROOM / "stems.txt").write_text("\n".join(lines) + "\n", "utf-8")
    print(f"{len(lines) - 1} words")


if __name__ == "__main__":
    main()
