"""Files kept whole or not at all: a full disk once left half a PDF under its final name.

A file is written before the row that names it, so a transaction that fails leaves one that no row knows.
Where that may happen often, the folder is swept of what is older than anything it should hold.
"""

import hashlib
import os
import tempfile
from contextlib import suppress
from datetime import datetime
from pathlib import Path


def write_whole(path: Path, content: bytes) -> None:
    """Write beside under a temporary name, force it to the disk, then rename."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, part = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
    except BaseException:
        Path(part).unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def read_whole(path: Path, sha256: str) -> bytes | None:
    """The file as it was kept; None when it is no longer there or no longer the same."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return None
    return content if hashlib.sha256(content).hexdigest() == sha256 else None


def sweep(folder: Path, *, before: datetime) -> None:
    """Remove the files that were written before this instant, whether a row still names them or not."""
    for path in folder.glob("*") if folder.is_dir() else ():
        with suppress(FileNotFoundError):  # another sweep was quicker
            if path.stat().st_mtime < before.timestamp():
                path.unlink()


def _sync_folder(folder: Path) -> None:
    """Make the rename itself survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
