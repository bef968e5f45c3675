"""Before Django: the locked packages in a virtual environment, made when missing. Standard library only.

`.venv` carries a stamp: the lock it was filled from, that lock's SHA-256 and the Python it belongs to. With
the right stamp nothing is done; without one (an interrupted installation, somebody else's folder) it is made
anew.
"""

# ruff: noqa: S603, S606 - runs Python, pip and uv on our own files
from __future__ import annotations

import contextlib
import fcntl
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

from config import system_packages

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "waymark-stamp"
PYTHON = VENV / "bin" / "python"
LOCKS = {"run": ROOT / "requirements.lock", "test": ROOT / "requirements-dev.lock"}


def ensure(arguments: list[str]) -> None:
    """Return inside an environment that can run this command, or start again in one."""
    if os.environ.get("WAYMARK_NO_BOOTSTRAP") == "1":
        return
    purpose = "test" if arguments[1:2] == ["test"] else "run"
    inside = Path(sys.prefix).resolve() == VENV.resolve()
    if inside and stamped(purpose, f"{sys.version_info[0]}.{sys.version_info[1]}"):
        return
    if not stamped(purpose, version_inside()):
        # Only one at a time may build. The file locked lies outside the folder, which may be removed.
        with open(LOCKS["run"]) as gate:
            fcntl.flock(gate, fcntl.LOCK_EX)
            if not stamped(purpose, version_inside()):
                build(purpose)
    if not system_packages.pdf_libraries_present() and not system_packages.install("pdf"):
        say(f"PDFs need libraries that are missing here. {system_packages.install_line('pdf')}")
    os.execv(PYTHON, [str(PYTHON), *sys.orig_argv[1:]])


def stamp(purpose: str, version: str) -> str:
    """What the stamp of an environment for this purpose says."""
    return f"{LOCKS[purpose].name} {hashlib.sha256(LOCKS[purpose].read_bytes()).hexdigest()} {version}\n"


def stamped(purpose: str, version: str) -> bool:
    """True when the environment is complete for this purpose; one for tests also runs the product."""
    said = STAMP.read_text() if STAMP.is_file() else None
    return bool(version) and said in {stamp(purpose, version), stamp("test", version)}


def version_inside() -> str:
    """The Python version of the environment, or an empty string where it does not run."""
    probe = "import sys; print('%d.%d' % sys.version_info[:2])"
    with contextlib.suppress(OSError):
        return subprocess.run([PYTHON, "-I", "-c", probe], capture_output=True, text=True).stdout.strip()
    return ""


def build(purpose: str) -> None:
    """Fill the environment from the lock; the stamp goes first and comes back last."""
    before = STAMP.read_text() if STAMP.is_file() else ""
    if before.startswith(LOCKS["test"].name):
        purpose = "test"  # never take a developer's tools away
    usable = before.split()[2:] == [version_inside()]
    remove(STAMP if usable else VENV)
    say("Setting up: installing the locked packages into .venv …")
    uv = shutil.which("uv")
    if not (uv and with_uv(uv, LOCKS[purpose], usable)) and not with_pip(LOCKS[purpose], usable):
        sys.exit("The packages could not be installed; the reason stands above.")
    STAMP.write_text(stamp(purpose, version_inside()))


def with_uv(uv: str, lock: Path, usable: bool) -> bool:
    """Install with uv; false when that did not work."""
    made = usable or run(uv, "venv", "--quiet", "--no-project", "--python", sys.executable, VENV)
    return made and run(uv, "pip", "install", "--quiet", "--python", PYTHON, "--require-hashes", "-r", lock)


def with_pip(lock: Path, usable: bool) -> bool:
    """Install with Python's own tools; false when that did not work."""
    has_pip = "import importlib.util as i, sys; sys.exit(i.find_spec('pip') is None)"
    if not (usable and run(PYTHON, "-c", has_pip)):
        if importlib.util.find_spec("ensurepip") is None and not system_packages.install("venv"):
            sys.exit(f"Python's venv module is missing. Install it: {system_packages.install_line('venv')}")
        remove(VENV)
        if not run(sys.executable, "-m", "venv", VENV):
            return False
    pip = (PYTHON, "-m", "pip", "--quiet", "--disable-pip-version-check", "--no-input")
    return run(*pip, "install", "--require-hashes", "-r", lock)


def remove(path: Path) -> None:
    """Away with it, folder or file."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def run(*command: str | Path) -> bool:
    """Run quietly on standard error; true when it succeeded."""
    done = subprocess.run([str(part) for part in command], stdin=subprocess.DEVNULL, stdout=sys.stderr)
    return done.returncode == 0


def say(text: str) -> None:
    sys.stderr.write(f"{text}\n")
