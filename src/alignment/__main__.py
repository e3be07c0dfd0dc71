"""The entry point: `--version` is answered before anything is imported."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    arguments = sys.argv[1:]
    if arguments == ["--version"]:
        from alignment import __version__

        print(f"alignment {__version__}")
        return
    from alignment.cli.main import run

    sys.exit(run(arguments))


if __name__ == "__main__":
    main()
