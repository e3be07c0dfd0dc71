"""Independent tasks shared out among processes, where the system can copy a running one; else done here.

What a task needs is there when the processes part; what it gives back is bytes. A process that dies takes nothing with
it: what it left undone is done here.
"""

from __future__ import annotations

import os
import signal
import struct
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import IO, Final

_NUMBER: Final = struct.Struct("<I")
_RESULT: Final = struct.Struct("<II")
_MOST_TASKS: Final = 16_000
"""As many numbers as a pipe of 64 KiB holds: it is filled before anyone reads."""


def available(environment: Mapping[str, str]) -> int:
    """How many processes may work at once: ALIGNMENT_PROCESSES, else as many as there are processors for this one."""
    asked = environment.get("ALIGNMENT_PROCESSES", "")
    if sys.platform != "linux":
        return 1  # elsewhere a copied process is not sure to work
    return int(asked) if asked.isascii() and asked.isdigit() and asked != "0" else len(os.sched_getaffinity(0))


def share_out(work: Callable[[int], bytes], tasks: Sequence[int], processes: int) -> dict[int, bytes]:
    """The result of each task (a number from 0), by task. Each process takes the next task as soon as it is free."""
    processes = min(processes, len(tasks))
    if processes < 2 or len(tasks) > _MOST_TASKS:
        return {task: work(task) for task in tasks}
    queue, filling = os.pipe()
    os.write(filling, b"".join(map(_NUMBER.pack, tasks)))
    os.close(filling)
    results: dict[int, bytes] = {}
    others: dict[int, IO[bytes]] = {}
    try:
        with suppress(OSError):  # the system has no room for another: fewer do the work
            for _ in range(processes - 1):
                out: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed below, after its process has ended
                process = _copied(out)
                if not process:
                    _work_and_leave(work, queue, out)
                others[process] = out
        while task := os.read(queue, _NUMBER.size):
            number = _NUMBER.unpack(task)[0]
            results[number] = work(number)
    finally:
        os.close(queue)
        for process, out in others.items():
            os.waitpid(process, 0)
            results |= _read(out)
            out.close()
    return results | {task: work(task) for task in tasks if task not in results}


def _copied(out: IO[bytes]) -> int:
    """Copy this process: the number of the new one, 0 inside it. Raises OSError, and closes its file, if it can't be."""
    try:
        return os.fork()
    except OSError:
        out.close()
        raise


def _work_and_leave(work: Callable[[int], bytes], queue: int, out: IO[bytes]) -> None:
    """Do tasks until none is left, and end this process without a word: the one that it was copied from speaks."""
    code = 1
    try:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        while task := os.read(queue, _NUMBER.size):
            number = _NUMBER.unpack(task)[0]
            result = work(number)
            out.write(_RESULT.pack(number, len(result)) + result)
        out.flush()
        code = 0
    finally:
        os._exit(code)


def _read(out: IO[bytes]) -> dict[int, bytes]:
    """The whole results in what a process wrote."""
    out.seek(0)
    results: dict[int, bytes] = {}
    while len(head := out.read(_RESULT.size)) == _RESULT.size:
        number, size = _RESULT.unpack(head)
        result = out.read(size)
        if len(result) == size:
            results[number] = result
    return results
