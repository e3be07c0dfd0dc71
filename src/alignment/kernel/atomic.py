"""Files written whole or not at all: a reader, or a run that was killed, never leaves half of one."""

from __future__ import annotations

import os
from pathlib import Path


def write(path: Path, content: bytes) -> bool:
    """Put `content` at `path`; False when it was there already, and then the file isn't touched.

    The content goes to a new file of the same folder, down to the disk, and then takes the name: whoever opens
    `path` finds the old content or the new one. An existing file keeps its mode. Folders are made as needed. Raises
    OSError; the new file is then removed.
    """
    if _holds(path, content):
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        _write_new(temporary, content)
        if path.exists():
            temporary.chmod(path.stat().st_mode & 0o777)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    _sync_folder(path.parent)
    return True


def _holds(path: Path, content: bytes) -> bool:
    try:
        return path.stat().st_size == len(content) and path.read_bytes() == content
    except FileNotFoundError:
        return False


def _write_new(path: Path, content: bytes) -> None:
    path.unlink(missing_ok=True)  # left by a run of the same number that was killed
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Bring the new name to the disk too, where the system can."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
