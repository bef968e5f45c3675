"""What Waymark needs of the operating system, and the line that installs it. Standard library only."""

# ruff: noqa: S603 - apt-get with names from the table below, nothing else
from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

# What is needed: packages by family of systems (the ID or ID_LIKE of /etc/os-release).
PACKAGES = {
    "venv": {"debian": "python3-venv", "suse": "python3-venv", "fedora": "python3", "alpine": "python3"},
    "pdf": {
        "debian": "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
        "fedora": "pango harfbuzz",
        "suse": "libpango-1_0-0 libharfbuzz-subset0",
        "arch": "pango",
        "alpine": "pango harfbuzz-subset",
        "macos": "pango",
    },
    "chromium": {
        "debian": "chromium",
        "fedora": "chromium",
        "suse": "chromium",
        "arch": "chromium",
        "alpine": "chromium",
        "macos": "--cask chromium",
    },
}
INSTALLERS = {
    "debian": "apt-get update && apt-get install -y --no-install-recommends",
    "fedora": "dnf install -y",
    "suse": "zypper install -y",
    "arch": "pacman -S --noconfirm",
    "alpine": "apk add",
    "macos": "brew install",
}
RELEASE = Path("/etc/os-release")
PDF_LIBRARIES = ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0")
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def family() -> str:
    """The family of systems this one belongs to, or an empty string."""
    if sys.platform == "darwin":
        return "macos"
    lines = RELEASE.read_text().splitlines() if RELEASE.is_file() else []
    facts = dict(line.split("=", 1) for line in lines if "=" in line)
    said = f"{facts.get('ID', '')} {facts.get('ID_LIKE', '')}".replace('"', "").split()
    known = {"ubuntu": "debian", "rhel": "fedora", "opensuse": "suse"}
    return next((known.get(word, word) for word in said if known.get(word, word) in INSTALLERS), "")


def install_line(need: str) -> str:
    """The command a person types to get what is missing."""
    packages = PACKAGES[need].get(family())
    if not packages:
        return f"install what this system calls {PACKAGES[need]['debian']}"
    sudo = "" if os.geteuid() == 0 or family() == "macos" else "sudo "
    return f"{sudo}{INSTALLERS[family()].replace('&& ', '&& ' + sudo)} {packages}"


def install(need: str) -> bool:
    """Install what is missing where we may: as root on Debian and its like. True when that was done."""
    if family() != "debian" or os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    packages = PACKAGES[need]["debian"].split()
    sys.stderr.write(f"Installing {' '.join(packages)} …\n")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    apt = ["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300", "-o", "Acquire::Retries=3"]
    quietly: dict[str, Any] = {"env": environment, "stdin": subprocess.DEVNULL, "stderr": subprocess.STDOUT}
    # A list that is a little old, or one source of many that fails, need not stop us.
    subprocess.run([*apt, "update"], stdout=subprocess.DEVNULL, **quietly)
    command = [*apt, "install", "-y", "--no-install-recommends", *packages]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, **quietly)
    if done.returncode:
        sys.stderr.write(done.stdout)
    return done.returncode == 0


def pdf_libraries_present() -> bool:
    """Can WeasyPrint's libraries be loaded? Known for Linux; elsewhere we do not nag."""
    if not sys.platform.startswith("linux"):
        return True
    try:
        for name in PDF_LIBRARIES:
            ctypes.CDLL(name)
    except OSError:
        return False
    return True


def chromium() -> str | None:
    """A Chromium to test with: the one CHROMIUM names, else one of the usual names."""
    if chosen := os.environ.get("CHROMIUM"):
        return shutil.which(chosen)
    return next((path for name in CHROMIUM_NAMES if (path := shutil.which(name))), None)
