"""The entry point: what needs no work is answered before anything is imported."""

from __future__ import annotations

import atexit
import gc
import os
import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    # Reading makes millions of values and no cycle: looking for cycles at every turn doubles the time of a large check.
    gc.set_threshold(100_000, 50, 100)
    arguments = sys.argv[1:]
    if arguments == ["--version"]:
        from alignment import __version__

        print(f"alignment {__version__}")
        return
    from alignment.kernel.streams import never_fail

    never_fail()
    if arguments in (["--help"], ["-h"]):
        print(_help(), end="")
        return
    _leave(_answer(arguments))


def _help() -> str:
    """The help as it was written at the last change of a command, in the language of the locale."""
    locale = os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    name = "help.en.txt" if locale.startswith("en") else "help.fr.txt"
    with open(os.path.join(os.path.dirname(__file__), "cli", name), encoding="utf-8") as text:
        return text.read()


def _leave(code: int) -> None:
    """End the process with this exit code, without taking every object apart first: a tenth of a short run.

    What is to be done at the end is done: exit functions are run, streams flushed. Where one cannot be flushed, or
    where other threads are at work, the interpreter ends in its usual way.
    """
    threads = sys.modules.get("threading")
    if threads is not None and threads.active_count() > 1:
        sys.exit(code)
    atexit._run_exitfuncs()
    try:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
    except (OSError, ValueError):
        sys.exit(code)
    os._exit(code)


def _answer(arguments: list[str]) -> int:
    """The exit code of a run: an answer that was kept is printed again, another is worked out and kept."""
    if "--no-cache" in arguments:
        memory = None
        os.environ["ALIGNMENT_CACHE"] = "off"  # for what a command itself would keep
        arguments = [argument for argument in arguments if argument != "--no-cache"]
    else:
        from alignment.cli.memory import Memory

        memory = Memory.of(arguments)
        try:
            if memory is not None and (code := memory.recall()) is not None:
                sys.stdout.flush()
                return code
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 0
    from alignment.cli.main import run

    return run(arguments) if memory is None else memory.remember(lambda: run(arguments))


if __name__ == "__main__":
    main()
