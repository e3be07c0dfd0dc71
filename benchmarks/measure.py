"""Whole processes timed side by side: each round runs every command once, so that drift touches all alike."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Timing:
    """The wall and processor times (seconds) and the peak memory (MiB) of one command over the rounds.

    Processor time counts all processes of a command, the peak is that of the largest.
    """

    wall: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    peak: list[float] = field(default_factory=list)
    code: int = 0

    @property
    def median(self) -> float:
        """The median wall time, in seconds."""
        return statistics.median(self.wall)

    def ratio(self, base: Timing) -> float:
        """The median of the paired ratios to another command of the same rounds."""
        return statistics.median(one / two for one, two in zip(self.wall, base.wall, strict=False))

    def work(self, base: Timing) -> float:
        """The same of processor times: what is done, whoever else uses the machine."""
        return statistics.median(one / two for one, two in zip(self.processor, base.processor, strict=False))


@dataclass(frozen=True)
class Command:
    """What to run, where, and what to do before each run (such as emptying a cache)."""

    arguments: Sequence[str]
    cwd: Path | None = None
    environment: Mapping[str, str] = field(default_factory=dict)
    before: Sequence[str] = ()
    rounds: int | None = None


def run_once(command: Command, timing: Timing) -> None:
    """Run one command and note its wall time and peak memory; its output goes nowhere."""
    if command.before:
        subprocess.run(command.before, check=True, stdout=subprocess.DEVNULL)
    environment = {**os.environ, "COLUMNS": "80", **command.environment}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    start = time.perf_counter()
    child = subprocess.Popen(
        command.arguments,
        cwd=command.cwd,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(child.pid, 0)
    timing.wall.append(time.perf_counter() - start)
    timing.processor.append(usage.ru_utime + usage.ru_stime)
    timing.peak.append(usage.ru_maxrss / 1024)
    timing.code = os.waitstatus_to_exitcode(status)
    child.returncode = timing.code


def measure(commands: Mapping[str, Command], rounds: int) -> dict[str, Timing]:
    """Time every command in interleaved rounds (a command may ask for fewer)."""
    timings = {name: Timing() for name in commands}
    for turn in range(rounds):
        for name, command in commands.items():
            if command.rounds is None or turn < command.rounds:
                run_once(command, timings[name])
    return timings
