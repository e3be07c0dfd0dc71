"""Physical limits on this machine, as bare loops: the pure libyaml event parse of a folder's files."""

from __future__ import annotations

import sys
from pathlib import Path

import yaml


def main() -> None:
    """Ask libyaml for every event of every file, and do nothing with them."""
    for path in sorted(Path(sys.argv[1]).rglob("*.yaml")):
        for _ in yaml.parse(path.read_bytes(), Loader=yaml.CSafeLoader):
            pass


if __name__ == "__main__":
    main()
