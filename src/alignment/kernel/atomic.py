"""Files written whole or not at all: a reader, or a run that was killed, never leaves half of one."""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


def write(path: Path, content: bytes) -> bool:
    """Put `content` at `path`; False when it was there already, and then the file isn't touched.

    The content goes to a new file of the same folder, down to the disk, and then takes the name: whoever opens
    `path` finds the old content or the new one. An existing file keeps its mode; a link is followed; a device or a
    pipe, which nothing can replace, is written to. Folders are made as needed. Raises OSError naming `path`; the new
    file is then removed.
    """
    try:
        target = Path(os.path.realpath(path))
        mode = _mode(target)
        if mode is not None and not stat.S_ISREG(mode):
            with target.open("wb", buffering=0) as stream:
                stream.write(content)
            return True
        if mode is not None and _holds(target, content):
            return False
        target.parent.mkdir(parents=True, exist_ok=True)
        _replace(target, content, mode)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error
    return True


def write_text(path: Path, text: str) -> bool:
    """Put UTF-8 `text` at `path`, its line ends as given; as `write`."""
    return write(path, text.encode("utf-8", "replace"))


def create(path: Path, content: bytes) -> None:
    """Make a file that isn't there yet, whole or not at all, with the folders that it needs.

    Raises FileExistsError when something has its name already, even a broken link; OSError otherwise.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with _beside(path, content) as beside:
        try:
            os.link(beside, path)
        except FileExistsError:
            raise
        except OSError:  # a file system without links: the name is taken first, then filled
            path.open("xb").close()
            beside.replace(path)
    _sync_folder(path.parent)


def clear(folder: Path) -> None:
    """Remove the new files that killed runs left in a folder; those of a run that is alive stay."""
    for leftover in folder.glob(".alignment-*-*.tmp"):
        number = leftover.name.split("-")[1]
        if number.isdecimal() and not _is_alive(int(number)):
            leftover.unlink(missing_ok=True)


def _is_alive(process: int) -> bool:
    """Whether a process of that number runs; taken for granted where asking could end it."""
    if os.name != "posix":
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True


def _mode(path: Path) -> int | None:
    try:
        return path.stat().st_mode
    except FileNotFoundError:
        return None


def _holds(path: Path, content: bytes) -> bool:
    return path.stat().st_size == len(content) and path.read_bytes() == content


def _replace(target: Path, content: bytes, mode: int | None) -> None:
    with _beside(target, content) as beside:
        if mode is not None:
            beside.chmod(stat.S_IMODE(mode))
        beside.replace(target)
    _sync_folder(target.parent)


@contextmanager
def _beside(target: Path, content: bytes) -> Iterator[Path]:
    """A new file with this content in the folder of `target`, gone at the end unless it took another name."""
    beside = target.parent / f".alignment-{os.getpid()}-{secrets.token_hex(8)}.tmp"
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        yield beside
    finally:
        with suppress(OSError):
            beside.unlink()


def _sync_folder(folder: Path) -> None:
    """Bring the new name to the disk too, where the system can."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
